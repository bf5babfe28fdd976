//! `fixfirst search`: tickets and problems by words, fields and meaning.

use fixfirst::{
    error::Error,
    index::query,
    pipeline::{
        self,
        lookup::{self, Question},
    },
    render, report,
};

use super::{
    args::{SearchArgs, SearchFormat},
    exit::Exit,
    output,
    progress::Watch,
    report::{complain, exit_of, sources_of, threads},
    screen, warn,
};

/// Finds the problems as a report does and looks among them.
pub fn run(args: &SearchArgs) -> Exit {
    // Before the long work.
    let query = match query::parse(&args.query) {
        Ok(query) => query,
        Err(error) => return complain(&error.to_string(), Some(error.help()), Exit::WrongCommand),
    };
    if args.no_mask {
        warn::unmasked();
    }
    let finding = &args.finding;
    let settings = finding.settings(threads(&finding.analysis), report::Settings::default().top);
    let settings = pipeline::Settings { unmasked: args.no_mask, ..settings };
    let watch = Watch::new(args.quiet);
    let question = Question {
        typed: &args.query,
        query: &query,
        index: args.index.as_deref(),
        limit: usize::from(args.limit),
        quality: settings.embed.quality,
    };
    let found = sources_of(&finding.input.exports)
        .map_err(Error::from)
        .and_then(|sources| pipeline::run(sources, &settings, &watch))
        .and_then(|outcome| lookup::search(&outcome, &question, &watch));
    match found {
        Ok(found) => match args.format {
            SearchFormat::Terminal => {
                let text = render::terminal::search(&found, &screen::style_of_stdout());
                output::show(text.as_bytes(), args.screen)
            }
            SearchFormat::Json => output::print(&render::json::search(&found)),
        },
        Err(error) => complain(&error.to_string(), error.help().as_deref(), exit_of(&error)),
    }
}
