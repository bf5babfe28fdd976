//! `fixfirst report`: the main job.

use std::{
    io,
    path::{Path, PathBuf},
    thread,
};

use fixfirst::{
    embed::error::EmbedError,
    error::Error,
    ingest::{
        error::IngestError,
        sources::{self, Content, Source, Stream},
    },
    model::problem::ProblemId,
    pipeline::{self, Learnt, Outcome, Settings},
    render::{self, table},
    report::{self, gate::crossings},
};

use super::{
    args::{AnalysisArgs, FindingArgs, LookArgs, ReportArgs},
    delivery::{Files, TableFile},
    exit::Exit,
    ledger,
    progress::Watch,
    screen, warn,
};

/// Reads, finds, reports.
pub fn run(args: &ReportArgs) -> Exit {
    if let Some(gate) = args.gates.gate.iter().find(|gate| gate.needs_memory() && args.finding.memory.ledger.is_none())
    {
        let sentence = format!("the gate `{}` needs a memory: nothing tells it from the data alone", gate.name());
        return complain(&sentence, Some("name the memory's folder with --ledger"), Exit::WrongCommand);
    }
    let analysis = &args.finding.analysis;
    if let (Some(since), Some(as_of)) = (analysis.since, analysis.as_of)
        && since > as_of
    {
        let sentence = format!("--since {since} is after --as-of {as_of}: no day lies between them");
        return complain(&sentence, None, Exit::WrongCommand);
    }
    let exports = args.finding.input.exports.iter().map(PathBuf::as_path);
    let read: Vec<&Path> = exports.chain(args.finding.ranking.accounts.as_deref()).collect();
    let files = match Files::open(&args.delivery, &read, args.assignments.as_deref()) {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    let assignments = match args.assignments.as_deref().map(TableFile::open).transpose() {
        Ok(assignments) => assignments,
        Err(exit) => return exit,
    };
    if args.no_mask {
        warn::unmasked();
    }
    let settings = args.finding.settings(threads(&args.finding.analysis), usize::from(args.top));
    let settings = Settings { unmasked: args.no_mask, ..settings };
    let watch = Watch::new(args.delivery.quiet);
    let found = outcome_of(&args.finding.input.exports, &settings, &watch);
    if args.timings || args.delivery.verbose {
        let _ = io::Write::write_all(&mut io::stderr(), watch.timings().as_bytes());
    }
    match found {
        Ok(outcome) => match args.explain.map(|id| explain(&outcome.report, id)).transpose() {
            Ok(told) => finish(args, (files, assignments), outcome, told.as_deref()),
            Err(exit) => exit,
        },
        Err(error) => complain(&error.to_string(), error.help().as_deref(), exit_of(&error)),
    }
}

/// The place of one problem in words.
fn explain(report: &report::Report, id: ProblemId) -> Result<String, Exit> {
    match report::explain(report, id) {
        Ok(found) => Ok(render::terminal::explain(&found, report, &screen::style_of_stdout())),
        Err(unknown) => {
            let help = match unknown.nearest {
                Some(nearest) => format!("did you mean {nearest}? There are {} problems", unknown.problems),
                None if unknown.problems > 0 => {
                    format!("there are {} problems; --format json or csv lists all of them", unknown.problems)
                }
                None => "nothing recurs in these tickets".to_owned(),
            };
            Err(complain(&unknown.to_string(), Some(&help), Exit::WrongCommand))
        }
    }
}

/// Writes the reports, and then what was learnt: a run that fails leaves the memory as it was. Gates come last.
fn finish(args: &ReportArgs, files: (Files, Option<TableFile>), outcome: Outcome, told: Option<&str>) -> Exit {
    let (files, assignments) = files;
    if let Some(Err(exit)) = assignments.map(|file| file.write(&table::assignments(&outcome.assignments))) {
        return exit;
    }
    let exit = match told {
        Some(told) => files.write_telling(&outcome.report, told),
        None => files.write(&outcome.report),
    };
    if exit != Exit::Done {
        return exit;
    }
    if let Err(error) = outcome.learnt.map_or(Ok(()), Learnt::keep) {
        return ledger::failed(&error);
    }
    let crossed = crossings(&outcome.report, &args.gates.gate, args.finding.memory.ledger.is_some());
    for crossing in &crossed {
        note(&render::crossing(crossing, &outcome.report));
    }
    if crossed.is_empty() { Exit::Done } else { Exit::GateCrossed }
}

/// Opens the exports and runs the pipeline over them.
pub fn outcome_of(exports: &[PathBuf], settings: &Settings, watch: &Watch) -> Result<Outcome, Error> {
    pipeline::run(sources_of(exports)?, settings, watch)
}

/// What a closer look finds its problems with; a warning where it shows customers' words as they are.
pub fn looking(finding: &FindingArgs, look: &LookArgs) -> Settings {
    if look.no_mask {
        warn::unmasked();
    }
    let settings = finding.settings(threads(&finding.analysis), report::Settings::default().top);
    Settings { unmasked: look.no_mask, looked_at: true, ..settings }
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

/// The threads to work with, which all work is given to from here on.
pub fn threads(args: &AnalysisArgs) -> usize {
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = args.threads.map_or_else(cores, usize::from);
    // Fails only when a pool exists already: a program runs one command.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    threads
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
        Error::Embed(EmbedError::UnreadModel)
            | Error::Ingest(
                IngestError::UnknownHelpdesk { .. }
                    | IngestError::UnknownField { .. }
                    | IngestError::UnknownColumn { .. }
                    | IngestError::UnknownZone { .. }
            )
    )
}

/// One sentence of what is wrong and one of what to do. Names of files and columns are somebody else's
/// text: whatever steers a terminal is taken out.
pub fn complain(error: &str, help: Option<&str>, exit: Exit) -> Exit {
    note(&format!("error: {error}"));
    if let Some(help) = help {
        note(&format!("  help: {help}"));
    }
    exit
}

/// A line on standard error.
pub fn note(text: &str) {
    let safe: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let _ = io::Write::write_all(&mut io::stderr(), format!("{safe}\n").as_bytes());
}
