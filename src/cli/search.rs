//! `fixfirst search`: tickets and problems by words, fields and meaning.

use fixfirst::{
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
    report::{complain, exit_of, outcome_of, threads},
    screen, warn,
};

/// Finds the problems as a report does and looks among them.
pub fn run(args: &SearchArgs) -> Exit {
    // Before the long work.
    let query = match query::parse(&args.query) {
        Ok(query) => query,
        Err(error) => return complain(&error.to_string(), Some(error.help()), Exit::WrongCommand),
    };
    if args.look.no_mask {
        warn::unmasked();
    }
    let finding = &args.finding;
    let settings = finding.settings(threads(&finding.analysis), report::Settings::default().top);
    let settings = pipeline::Settings { unmasked: args.look.no_mask, ..settings };
    let watch = Watch::new(args.look.quiet);
    let question = Question {
        typed: &args.query,
        query: &query,
        index: args.index.as_deref(),
        limit: usize::from(args.limit),
        quality: settings.embed.quality,
    };
    let found = outcome_of(&finding.input.exports, &settings, &watch)
        .and_then(|outcome| lookup::search(&outcome, &question, &watch));
    match found {
        Ok(found) => match args.format {
            SearchFormat::Terminal => {
                let text = render::terminal::search(&found, &screen::style_of_stdout());
                output::show(text.as_bytes(), args.look.screen)
            }
            SearchFormat::Json => output::print(&render::json::search(&found)),
        },
        Err(error) => complain(&error.to_string(), error.help().as_deref(), exit_of(&error)),
    }
}
