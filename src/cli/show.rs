//! `fixfirst show`: one problem with all its tickets.

use fixfirst::{
    render,
    report::dossier::{Shelf, dossier},
};

use super::{
    args::{ShowArgs, ShowFormat},
    exit::Exit,
    output,
    progress::Watch,
    report::{complain, exit_of, looking, outcome_of},
    screen,
};

/// Finds the problems as a report does and shows one of them.
pub fn run(args: &ShowArgs) -> Exit {
    let finding = &args.finding;
    let settings = looking(finding, &args.look);
    let watch = Watch::new(args.look.quiet);
    let outcome = match outcome_of(&finding.input.exports, &settings, &watch) {
        Ok(outcome) => outcome,
        Err(error) => return complain(&error.to_string(), error.help().as_deref(), exit_of(&error)),
    };
    let evidence = &outcome.evidence;
    let shelf =
        Shelf { corpus: &evidence.intake.corpus, documents: evidence.shown(), clustering: &evidence.clustering };
    let remembered = settings.ledger.is_some();
    match dossier(args.problem, &outcome.report, shelf, remembered) {
        Ok(found) => match args.format {
            ShowFormat::Terminal => {
                let text = render::terminal::dossier(&found, &screen::style_of_stdout());
                output::show(text.as_bytes(), args.look.screen)
            }
            ShowFormat::Markdown => output::print(&render::markdown::dossier(&found)),
            ShowFormat::Json => output::print(&render::json::dossier(&found)),
        },
        Err(why) => complain(&why.sentence(args.problem), Some(&why.help()), Exit::WrongCommand),
    }
}
