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
    pipeline::{self, Learnt, Outcome, Settings},
    rank::Weights,
    render::{self, table},
    report::{self, gate::crossings},
};

use super::{
    args::ReportArgs,
    delivery::{Files, TableFile},
    exit::Exit,
    ledger,
    progress::Watch,
};

/// Reads, finds, reports.
pub fn run(args: &ReportArgs) -> Exit {
    if let Some(gate) = args.memory.gate.iter().find(|gate| gate.needs_memory() && args.memory.ledger.is_none()) {
        let sentence = format!("the gate `{}` needs a memory: nothing tells it from the data alone", gate.name());
        return complain(&sentence, Some("name the memory's folder with --ledger"), Exit::WrongCommand);
    }
    let assignments = args.assignments.as_deref().map(TableFile::open).transpose();
    let (files, assignments) = match (Files::open(&args.delivery), assignments) {
        (Ok(files), Ok(assignments)) => (files, assignments),
        (Err(exit), _) | (_, Err(exit)) => return exit,
    };
    let threads = args.analysis.threads.map_or_else(cores, usize::from);
    // Fails only when a pool exists already, and none does yet.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    let watch = Watch::new(args.quiet);
    let found = sources_of(&args.input.exports)
        .map_err(Error::from)
        .and_then(|sources| pipeline::run(sources, &settings(args, threads), &watch));
    if args.timings {
        let _ = io::Write::write_all(&mut io::stderr(), watch.timings().as_bytes());
    }
    match found {
        Ok(outcome) => finish(args, (files, assignments), outcome),
        Err(error) => complain(&error.to_string(), error.help().as_deref(), exit_of(&error)),
    }
}

/// Writes the reports, and then what was learnt: a run that fails leaves the memory as it was. Gates come last.
fn finish(args: &ReportArgs, files: (Files, Option<TableFile>), outcome: Outcome) -> Exit {
    let (files, assignments) = files;
    if let Some(Err(exit)) = assignments.map(|file| file.write(&table::assignments(&outcome.assignments))) {
        return exit;
    }
    let exit = files.write(&outcome.report);
    if exit != Exit::Done {
        return exit;
    }
    if let Err(error) = outcome.learnt.map_or(Ok(()), Learnt::keep) {
        return ledger::failed(&error);
    }
    let crossed = crossings(&outcome.report, &args.memory.gate, args.memory.ledger.is_some());
    for crossing in &crossed {
        say(&render::crossing(crossing, &outcome.report));
    }
    if crossed.is_empty() { Exit::Done } else { Exit::GateCrossed }
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
        ingest: args.input.settings(),
        trend: args.analysis.trend(),
        weights: args.ranking.weights(Weights::default()),
        accounts: args.ranking.accounts(),
        cost: args.ranking.cost(),
        report: report::Settings { top: usize::from(args.top) },
        embed: args.analysis.embed(threads),
        ledger: args.memory.ledger.clone(),
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
    say(&format!("error: {error}"));
    if let Some(help) = help {
        say(&format!("  help: {help}"));
    }
    exit
}

/// One line on standard error.
fn say(line: &str) {
    let safe: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let _ = io::Write::write_all(&mut io::stderr(), format!("{safe}\n").as_bytes());
}
