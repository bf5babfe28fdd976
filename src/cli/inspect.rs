//! `fixfirst inspect`: how an export is understood, before a report is made of it.

use fixfirst::{
    error::Error,
    ingest::{self, inspection},
    pipeline::lookup,
    render::{self, terminal::Style},
    report::{self, closer::cleaning},
};

use super::{
    args::{ClustersArgs, ColumnsArgs, InspectFormat, ShownArgs, TextArgs},
    exit::Exit,
    output,
    progress::Watch,
    report::{complain, exit_of, outcome_of, sources_of, threads},
    screen,
};

/// Shows every column with what it feeds and why.
pub fn columns(args: &ColumnsArgs) -> Exit {
    let settings = args.input.settings();
    let watch = Watch::new(args.shown.quiet);
    let found = sources_of(&args.input.exports).and_then(|sources| inspection::inspect(&sources, &settings, &watch));
    let inspected = match found {
        Ok(inspected) => inspected,
        Err(error) => return failed(error),
    };
    let shown = show(
        &args.shown,
        |style| render::terminal::inspection(&inspected, style),
        || render::json::inspection(&inspected),
    );
    if shown != Exit::Done {
        return shown;
    }
    match inspected.outcome {
        Ok(_) => Exit::Done,
        Err(error) => failed(error),
    }
}

/// Shows how texts were cleaned.
pub fn text(args: &TextArgs) -> Exit {
    let settings = args.input.settings();
    let watch = Watch::new(args.shown.quiet);
    let found = sources_of(&args.input.exports).and_then(|sources| ingest::read_sources(sources, &settings, &watch));
    let intake = match found {
        Ok(intake) => intake,
        Err(error) => return failed(error),
    };
    let documents = fixfirst::text::clean(&intake.corpus, &watch);
    let Some(cleaning) = cleaning(&intake.corpus, &documents, args.ticket.as_deref()) else {
        let id = args.ticket.as_deref().unwrap_or_default();
        let help = "ids stand as in the export; fixfirst report --assignments FILE writes all of them";
        return complain(&format!("there is no ticket {id} in this data"), Some(help), Exit::WrongCommand);
    };
    show(&args.shown, |style| render::terminal::cleaning(&cleaning, style), || render::json::cleaning(&cleaning))
}

/// Shows how problems were grouped.
pub fn clusters(args: &ClustersArgs) -> Exit {
    let finding = &args.finding;
    let settings = finding.settings(threads(&finding.analysis), report::Settings::default().top);
    let watch = Watch::new(args.shown.quiet);
    let outcome = match outcome_of(&finding.input.exports, &settings, &watch) {
        Ok(outcome) => outcome,
        Err(error) => return complain(&error.to_string(), error.help().as_deref(), exit_of(&error)),
    };
    let grouped = lookup::grouped(&outcome, &watch);
    show(&args.shown, |style| render::terminal::grouped(&grouped, style), || render::json::grouped(&grouped))
}

fn show(args: &ShownArgs, terminal: impl FnOnce(&Style) -> String, json: impl FnOnce() -> String) -> Exit {
    match args.format {
        InspectFormat::Terminal => output::show(terminal(&screen::style_of_stdout()).as_bytes(), args.screen),
        InspectFormat::Json => output::print(&json()),
    }
}

fn failed(error: ingest::error::IngestError) -> Exit {
    let error = Error::from(error);
    complain(&error.to_string(), error.help().as_deref(), exit_of(&error))
}
