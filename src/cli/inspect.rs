//! `fixfirst inspect`: how an export is understood, before a report is made of it.

use fixfirst::{
    error::Error,
    ingest::{self, inspection},
    pipeline::{self, lookup},
    render,
    report::{self, closer::cleaning},
};

use super::{
    args::{ClustersArgs, ColumnsArgs, InspectFormat, TextArgs},
    exit::Exit,
    output,
    progress::Watch,
    report::{complain, exit_of, sources_of, threads},
    screen,
};

/// Shows every column with what it feeds and why.
pub fn columns(args: &ColumnsArgs) -> Exit {
    let settings = args.input.settings();
    let watch = Watch::new(args.quiet);
    let found = sources_of(&args.input.exports).and_then(|sources| inspection::inspect(&sources, &settings, &watch));
    let inspected = match found {
        Ok(inspected) => inspected,
        Err(error) => return failed(error),
    };
    let shown = match args.format {
        InspectFormat::Terminal => {
            let text = render::terminal::inspection(&inspected, &screen::style_of_stdout());
            output::show(text.as_bytes(), args.screen)
        }
        InspectFormat::Json => output::print(&render::json::inspection(&inspected)),
    };
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
    let watch = Watch::new(args.quiet);
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
    match args.format {
        InspectFormat::Terminal => {
            let text = render::terminal::cleaning(&cleaning, &screen::style_of_stdout());
            output::show(text.as_bytes(), args.screen)
        }
        InspectFormat::Json => output::print(&render::json::cleaning(&cleaning)),
    }
}

/// Shows how problems were grouped.
pub fn clusters(args: &ClustersArgs) -> Exit {
    let finding = &args.finding;
    let settings = finding.settings(threads(&finding.analysis), report::Settings::default().top);
    let watch = Watch::new(args.quiet);
    let found = sources_of(&finding.input.exports)
        .map_err(Error::from)
        .and_then(|sources| pipeline::run(sources, &settings, &watch));
    let outcome = match found {
        Ok(outcome) => outcome,
        Err(error) => return complain(&error.to_string(), error.help().as_deref(), exit_of(&error)),
    };
    let grouped = lookup::grouped(&outcome, &watch);
    match args.format {
        InspectFormat::Terminal => {
            let text = render::terminal::grouped(&grouped, &screen::style_of_stdout());
            output::show(text.as_bytes(), args.screen)
        }
        InspectFormat::Json => output::print(&render::json::grouped(&grouped)),
    }
}

fn failed(error: ingest::error::IngestError) -> Exit {
    let error = Error::from(error);
    complain(&error.to_string(), error.help().as_deref(), exit_of(&error))
}
