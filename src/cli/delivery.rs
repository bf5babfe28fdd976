//! A report on its way to files and to standard output.

use std::path::{Path, PathBuf};

use fixfirst::{
    render::{self, table::Table},
    report::Report,
};

use super::{
    args::{DeliveryArgs, Format, ScreenArgs},
    clash,
    exit::Exit,
    output::{self, NotWritten, Pending},
    report::{complain, note},
    screen,
};

/// The files that a report goes to, and what standard output gets.
pub struct Files {
    reports: Vec<(render::Format, Pending)>,
    series: Option<TableFile>,
    stdout: Option<Format>,
    screen: ScreenArgs,
    verbose: bool,
}

impl Files {
    /// Finds wrong names and folders before the work, not after it; `read` are the files that the run reads, `more` what
    /// else it writes.
    pub fn open(args: &DeliveryArgs, read: &[&Path], more: Option<&Path>) -> Result<Self, Exit> {
        let outputs = args.output.iter().map(PathBuf::as_path).chain(args.series.as_deref()).chain(more);
        clash::refuse(read.iter().copied(), outputs)?;
        let mut reports = Vec::new();
        for path in &args.output {
            let format = render::Format::of_path(&path.to_string_lossy()).ok_or_else(|| {
                let sentence = format!("{}: no format has this extension", path.display());
                let help = "name it .html, .md, .digest.md, .json, .csv, .parquet, .txt, .slack.json or .email.html";
                complain(&sentence, Some(help), Exit::WrongCommand)
            })?;
            reports.push((format, Pending::at(path).map_err(not_written)?));
        }
        let series = args.series.as_deref().map(TableFile::open).transpose()?;
        Ok(Self { reports, series, stdout: args.format, screen: args.screen, verbose: args.verbose })
    }

    /// Writes the files, then standard output: what was asked for there, or the terminal's report when no file was.
    pub fn write(self, report: &Report) -> Exit {
        self.put(report, None)
    }

    /// Writes the files, and this text to standard output.
    pub fn write_telling(self, report: &Report, told: &str) -> Exit {
        self.put(report, Some(told))
    }

    fn put(self, report: &Report, told: Option<&str>) -> Exit {
        let silent = !self.reports.is_empty() && self.stdout.is_none();
        for (format, file) in self.reports {
            let (name, bytes) = (file.name(), render::render(report, format, &screen::plain()));
            if let Err(error) = file.write(&bytes) {
                return not_written(error);
            }
            if self.verbose {
                note(&format!("{name}: {} bytes written", bytes.len()));
            }
        }
        if let Some(file) = self.series
            && let Err(exit) = file.write(&render::table::series(report))
        {
            return exit;
        }
        if let Some(told) = told {
            return output::show(told.as_bytes(), self.screen);
        }
        if silent {
            return Exit::Done;
        }
        let format = self.stdout.map_or(render::Format::Terminal, Into::into);
        let bytes = render::render(report, format, &screen::style_of_stdout());
        // Only what is meant for a person is paged.
        if format == render::Format::Terminal { output::show(&bytes, self.screen) } else { output::write(&bytes) }
    }
}

/// A file for a table: Parquet by its extension, CSV by any other.
pub struct TableFile {
    file: Pending,
    parquet: bool,
}

impl TableFile {
    /// Finds out whether the file can be written.
    pub fn open(path: &Path) -> Result<Self, Exit> {
        let parquet = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"));
        Ok(Self { file: Pending::at(path).map_err(not_written)?, parquet })
    }

    /// Writes the table.
    pub fn write(self, table: &Table) -> Result<(), Exit> {
        let bytes = if self.parquet {
            render::parquet_table::write(table)
        } else {
            render::csv_table::write(table).into_bytes()
        };
        self.file.write(&bytes).map_err(not_written)
    }
}

fn not_written(error: NotWritten) -> Exit {
    complain(&error.to_string(), Some(error.help()), Exit::Failed)
}
