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
    pipeline::{self, Settings},
    rank::Weights,
    render::table,
    report,
};

use super::{
    args::ReportArgs,
    delivery::{Files, TableFile},
    exit::Exit,
    progress::Watch,
};

/// Reads, finds, reports.
pub fn run(args: &ReportArgs) -> Exit {
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
        Ok(outcome) => match assignments.map(|file| file.write(&table::assignments(&outcome.assignments))) {
            Some(Err(exit)) => exit,
            Some(Ok(())) | None => files.write(&outcome.report),
        },
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
        ingest: args.input.settings(),
        trend: args.analysis.trend(),
        weights: args.ranking.weights(Weights::default()),
        accounts: args.ranking.accounts(),
        cost: args.ranking.cost(),
        report: report::Settings { top: usize::from(args.top) },
        embed: args.analysis.embed(threads),
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
    let safe = |text: &str| text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    let mut text = format!("error: {}\n", safe(error));
    if let Some(help) = help {
        text.push_str(&format!("  help: {}\n", safe(help)));
    }
    let _ = io::Write::write_all(&mut io::stderr(), text.as_bytes());
    exit
}
