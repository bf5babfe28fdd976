//! A report on its way to files and to standard output.

use std::path::Path;

use fixfirst::{
    render::{self, table::Table},
    report::Report,
};

use super::{
    args::{DeliveryArgs, Format},
    exit::Exit,
    output::{self, NotWritten, Pending},
    report::complain,
    screen,
};

/// The files that a report goes to, and what standard output gets.
pub struct Files {
    reports: Vec<(render::Format, Pending)>,
    series: Option<TableFile>,
    stdout: Option<Format>,
}

impl Files {
    /// Finds wrong names and folders before the work, not after it.
    pub fn open(args: &DeliveryArgs) -> Result<Self, Exit> {
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
        Ok(Self { reports, series, stdout: args.format })
    }

    /// Writes the files, then standard output: what was asked for there, or the terminal's report when no file was.
    pub fn write(self, report: &Report) -> Exit {
        let silent = !self.reports.is_empty() && self.stdout.is_none();
        let format = self.stdout.map_or(render::Format::Terminal, Into::into);
        match self.write_files(report) {
            Err(exit) => exit,
            Ok(()) if silent => Exit::Done,
            Ok(()) => output::show(&render::render(report, format, &screen::style_of_stdout())),
        }
    }

    /// Writes the files alone.
    pub fn write_files(self, report: &Report) -> Result<(), Exit> {
        for (format, file) in self.reports {
            if let Err(error) = file.write(&render::render(report, format, &screen::plain())) {
                return Err(not_written(error));
            }
        }
        match self.series {
            Some(file) => file.write(&render::table::series(report)),
            None => Ok(()),
        }
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
