//! `fixfirst ledger`: what is remembered, and what people decide about it.

use std::path::Path;

use fixfirst::{
    ledger::{
        decisions::{Decisions, Mute, RuleKind, is_address},
        edit::{Edit, edited},
        error::LedgerError,
        store::{Ledger, look},
    },
    model::{fix::Shipped, problem::ProblemId, time::Day},
    render,
};

use super::{
    args::{Decided, LedgerCommand, ListFormat, Said, Together},
    exit::Exit,
    output,
    report::complain,
    screen,
};

/// Shows or decides.
pub fn run(command: &LedgerCommand) -> Exit {
    let text = |said: &Said, key| {
        let text = Some(said.text.trim().to_owned()).filter(|text| !text.is_empty());
        decide(&said.folder.ledger, &[said.problem], &[Edit::Text(said.problem, key, text)])
    };
    match command {
        LedgerCommand::List { folder, format } => match look(&folder.ledger) {
            Ok((memory, decisions)) => output::print(&match format {
                ListFormat::Terminal => render::ledger::list(&memory, &decisions, &screen::style_of_stdout()),
                ListFormat::Json => render::json::ledger(&memory, &decisions),
            }),
            Err(error) => failed(&error),
        },
        LedgerCommand::Name(said) => text(said, "name"),
        LedgerCommand::Owner(said) => text(said, "owner"),
        LedgerCommand::Link(said) => text(said, "link"),
        LedgerCommand::Note(said) => text(said, "note"),
        LedgerCommand::Status { problem, status, folder } => {
            let word = match status {
                Decided::Open => "open",
                Decided::Planned => "planned",
                Decided::Accepted => "accepted",
                Decided::Fixed => "fixed",
            };
            decide(&folder.ledger, &[*problem], &[Edit::Text(*problem, "status", Some(word.to_owned()))])
        }
        LedgerCommand::Mute { problem, until, folder } => {
            let mute = until.map_or(Mute::Always, Mute::Until);
            decide(&folder.ledger, &[*problem], &[Edit::Mute(*problem, Some(mute))])
        }
        LedgerCommand::Unmute { problem, folder } => decide(&folder.ledger, &[*problem], &[Edit::Mute(*problem, None)]),
        LedgerCommand::Merge { problem, into, folder } => {
            let edit = Edit::Text(*problem, "merged_into", Some(into.to_string()));
            decide(&folder.ledger, &[*problem, *into], &[edit])
        }
        LedgerCommand::Split { problem, tickets, folder } => {
            let mut edits = vec![Edit::Rule(RuleKind::Different, vec![problem.to_string(), tickets[0].clone()])];
            if tickets.len() > 1 {
                edits.push(Edit::Rule(RuleKind::Same, tickets.clone()));
            }
            decide(&folder.ledger, &[*problem], &edits)
        }
        LedgerCommand::Same(together) => rule(RuleKind::Same, together),
        LedgerCommand::Different(together) => rule(RuleKind::Different, together),
    }
}

fn rule(kind: RuleKind, together: &Together) -> Exit {
    let problems: Vec<ProblemId> = together.ids.iter().filter_map(|id| id.parse().ok()).collect();
    decide(&together.folder.ledger, &problems, &[Edit::Rule(kind, together.ids.clone())])
}

/// Writes decisions about problems that there are.
pub fn decide(folder: &Path, about: &[ProblemId], edits: &[Edit]) -> Exit {
    match write(folder, about, edits) {
        Ok(_) => Exit::Done,
        Err(error) => failed(&error),
    }
}

/// Writes the decisions; gives the last day of the data that the memory knows.
pub fn write(folder: &Path, about: &[ProblemId], edits: &[Edit]) -> Result<Option<Day>, LedgerError> {
    let impossible = |reason: String| LedgerError::Impossible { reason };
    for edit in edits {
        match edit {
            Edit::Text(id, "merged_into", Some(into)) if id.to_string() == *into => {
                return Err(impossible(format!("{id} cannot go into itself")));
            }
            Edit::Text(_, "link", Some(link)) | Edit::Fix(_, Shipped { link: Some(link), .. }) if !is_address(link) => {
                return Err(impossible(format!("{link} is no address: it begins with https://, http:// or mailto:")));
            }
            _ => {}
        }
    }
    // A mistyped folder is not made into a ledger.
    look(folder)?;
    let ledger = Ledger::open(folder)?;
    if let Some(&id) = about.iter().find(|id| !ledger.memory.problems.contains_key(id)) {
        return Err(LedgerError::NoSuchProblem { id, folder: folder.display().to_string() });
    }
    for id in edits.iter().filter_map(of_the_living) {
        if let Some(heir) = ledger.memory.heir(ledger.decisions.heir(id)).filter(|heir| *heir != id) {
            return Err(LedgerError::WentInto { id, heir });
        }
    }
    let text = edited(ledger.text(), edits).map_err(|error| impossible(error.message().to_owned()))?;
    // The file was read a moment ago: what is wrong with it now was typed.
    let decisions = Decisions::read(&text, folder).map_err(|error| match error {
        LedgerError::Malformed { reason, .. } => impossible(reason),
        other => other,
    })?;
    if let Some((line, ids)) =
        decisions.contradiction().filter(|found| ledger.decisions.contradiction().as_ref() != Some(found))
    {
        return Err(LedgerError::SaidOtherwise { line, ids });
    }
    ledger.decide(&text)?;
    Ok(ledger.memory.header.as_of)
}

/// The problem that something is said of which nobody would read once it is another.
fn of_the_living(edit: &Edit) -> Option<ProblemId> {
    match edit {
        Edit::Text(id, key, Some(_)) if *key != "merged_into" => Some(*id),
        Edit::Mute(id, Some(_)) | Edit::Fix(id, _) => Some(*id),
        _ => None,
    }
}

/// Says what is wrong with a ledger.
pub fn failed(error: &LedgerError) -> Exit {
    let exit = if error.wrong_command() { Exit::WrongCommand } else { Exit::Failed };
    complain(&error.to_string(), Some(&error.help()), exit)
}
