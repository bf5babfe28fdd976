//! `fixfirst search`: tickets and problems by words, fields and meaning.

use fixfirst::{
    index::query,
    pipeline::lookup::{self, Question},
    render,
};

use super::{
    args::{SearchArgs, SearchFormat},
    exit::Exit,
    output,
    progress::Watch,
    report::{complain, exit_of, looking, outcome_of},
    screen,
};

/// Finds the problems as a report does and looks among them.
pub fn run(args: &SearchArgs) -> Exit {
    // Before the long work.
    let query = match query::parse(&args.query) {
        Ok(query) => query,
        Err(error) => return complain(&error.to_string(), Some(error.help()), Exit::WrongCommand),
    };
    let finding = &args.finding;
    let settings = looking(finding, &args.look);
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
