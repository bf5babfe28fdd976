//! `fixfirst inspect`: how an export is understood, before a report is made of it.

use fixfirst::{
    error::Error,
    ingest::{self, inspection},
    render,
};

use super::{
    args::{ColumnsArgs, InspectFormat},
    exit::Exit,
    output,
    progress::Watch,
    report::{complain, exit_of, sources_of},
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

fn failed(error: ingest::error::IngestError) -> Exit {
    let error = Error::from(error);
    complain(&error.to_string(), error.help().as_deref(), exit_of(&error))
}
