//! `fixfirst show`: one problem with all its tickets.

use fixfirst::{
    pipeline, render,
    report::{
        self,
        dossier::{Shelf, dossier},
    },
};

use super::{
    args::{ShowArgs, ShowFormat},
    exit::Exit,
    output,
    progress::Watch,
    report::{complain, exit_of, outcome_of, threads},
    screen, warn,
};

/// Finds the problems as a report does and shows one of them.
pub fn run(args: &ShowArgs) -> Exit {
    if args.look.no_mask {
        warn::unmasked();
    }
    let finding = &args.finding;
    let settings = finding.settings(threads(&finding.analysis), report::Settings::default().top);
    let settings = pipeline::Settings { unmasked: args.look.no_mask, ..settings };
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
