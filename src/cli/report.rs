//! `fixfirst report`: the main job.

use std::{
    io,
    path::{Path, PathBuf},
    thread,
};

use fixfirst::{
    embed,
    error::Error,
    ingest::{
        self,
        error::IngestError,
        sources::{self, Content, Source, Stream},
    },
    pipeline::{self, Outcome, Settings},
    rank::Weights,
    render, report, trend,
};

use super::{
    args::ReportArgs,
    exit::Exit,
    output::{self, NotWritten, Pending},
    progress::Watch,
    screen,
};

/// Reads, finds, reports.
pub fn run(args: &ReportArgs) -> Exit {
    let files = match Files::open(args) {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    let threads = args.threads.map_or_else(cores, usize::from);
    // Fails only when a pool exists already, and none does yet.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    let watch = Watch::new(args.quiet);
    let found = sources_of(&args.exports)
        .map_err(Error::from)
        .and_then(|sources| pipeline::run(sources, &settings(args, threads), &watch));
    if args.timings {
        let _ = io::Write::write_all(&mut io::stderr(), watch.timings().as_bytes());
    }
    match found {
        Ok(outcome) => files.write(args, &outcome),
        Err(error) => complain(&error.to_string(), error.help().as_deref(), exit_of(&error)),
    }
}

/// The exit code of an error.
pub fn exit_of(error: &Error) -> Exit {
    if wrong_command(error) {
        Exit::WrongCommand
    } else if error.nothing_usable() {
        Exit::NothingUsable
    } else {
        Exit::Failed
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

fn settings(args: &ReportArgs, threads: usize) -> Settings {
    Settings {
        ingest: ingest::Settings { from: args.from.clone(), map: args.map.clone(), timezone: args.timezone.clone() },
        trend: trend::Settings { as_of: args.as_of, since: args.since, unit: args.period.into(), exposure: None },
        weights: Weights::default(),
        report: report::Settings { top: usize::from(args.top) },
        embed: embed::Settings { quality: args.quality.into(), threads, cache: args.cache.clone() },
    }
}

/// `-` is standard input, once.
pub fn sources_of(exports: &[PathBuf]) -> Result<Vec<Source>, IngestError> {
    let mut found = Vec::new();
    let mut stdin_read = false;
    for path in exports {
        if path.as_path() != Path::new("-") {
            found.extend(sources::of_paths(std::slice::from_ref(path))?);
        } else if !std::mem::replace(&mut stdin_read, true) {
            let name = "standard input".to_owned();
            found.push(Source { name, content: Content::Stream(Stream::new(io::stdin())), in_folder: None });
        }
    }
    Ok(found)
}

fn wrong_command(error: &Error) -> bool {
    matches!(
        error,
        Error::Ingest(
            IngestError::UnknownHelpdesk { .. }
                | IngestError::UnknownField { .. }
                | IngestError::UnknownColumn { .. }
                | IngestError::UnknownZone { .. }
        )
    )
}

/// The files that the report goes to.
struct Files {
    reports: Vec<(render::Format, Pending)>,
    assignments: Option<Pending>,
}

impl Files {
    /// Finds wrong names and folders before the work, not after it.
    fn open(args: &ReportArgs) -> Result<Self, Exit> {
        let mut reports = Vec::new();
        for path in &args.output {
            let format = render::Format::of_path(&path.to_string_lossy()).ok_or_else(|| {
                let sentence = format!("{}: no format has this extension", path.display());
                complain(&sentence, Some("name it .html, .md, .json, .csv, .txt or .slack.json"), Exit::WrongCommand)
            })?;
            reports.push((format, Pending::at(path).map_err(not_written)?));
        }
        let assignments = args.assignments.as_deref().map(Pending::at).transpose().map_err(not_written)?;
        Ok(Self { reports, assignments })
    }

    fn write(self, args: &ReportArgs, outcome: &Outcome) -> Exit {
        let quiet_screen = !self.reports.is_empty() && args.format.is_none();
        for (format, file) in self.reports {
            let content = render::render(&outcome.report, format, &screen::plain());
            if let Err(error) = file.write(&content) {
                return not_written(error);
            }
        }
        if let Some(file) = self.assignments
            && let Err(error) = file.write(&render::csv_table::assignments(&outcome.assignments))
        {
            return not_written(error);
        }
        if quiet_screen {
            return Exit::Done;
        }
        let format = args.format.map_or(render::Format::Terminal, Into::into);
        let content = render::render(&outcome.report, format, &screen::style_of_stdout());
        match output::to_stdout(&content) {
            Ok(()) => Exit::Done,
            Err(error) => {
                let sentence = format!("standard output could not be written: {error}");
                complain(&sentence, Some("write to a file with --output"), Exit::Failed)
            }
        }
    }
}

fn not_written(error: NotWritten) -> Exit {
    complain(&error.to_string(), Some(error.help()), Exit::Failed)
}

/// One sentence of what is wrong and one of what to do. Names of files and columns are somebody else's
/// text: whatever steers a terminal is taken out.
pub fn complain(error: &str, help: Option<&str>, exit: Exit) -> Exit {
    let safe = |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    let mut text = format!("error: {}\n", safe(error));
    if let Some(help) = help {
        text.push_str(&format!("  help: {}\n", safe(help)));
    }
    let _ = io::Write::write_all(&mut io::stderr(), text.as_bytes());
    exit
}
