//! What is remembered, a line a problem.

use super::{escape::Term, terminal::Style, words};
use crate::{
    ledger::{
        advance::status,
        decisions::{Decisions, Mute, RuleKind},
        memory::Memory,
    },
    model::problem::Status,
};

/// All problems by id with what was decided; what went into another stands with its heir.
pub fn list(memory: &Memory, decisions: &Decisions, style: &Style) -> String {
    let heading = match memory.header.as_of {
        _ if memory.is_empty() => "Nothing is remembered yet: run fixfirst report with this ledger.".to_owned(),
        Some(day) => format!("{} as of {}", words::count(memory.problems.len(), "problem"), words::day(day)),
        None => words::count(memory.problems.len(), "problem"),
    };
    let mut text = format!("{heading}\n");
    let width = memory.problems.keys().map(|id| id.to_string().len()).max().unwrap_or(0);
    for (id, problem) in &memory.problems {
        let decision = decisions.problems.get(id);
        let name = decision.and_then(|decision| decision.name.as_ref()).unwrap_or(&problem.title);
        let mut about = vec![];
        match memory.heir(decisions.heir(*id)).filter(|heir| heir != id) {
            Some(heir) => about.push(format!("went into {heir}")),
            None => about.push(words::count(problem.now.tickets, "ticket")),
        }
        let status = status(decision, memory.header.as_of);
        if status != Status::Open {
            about.push(status.name().to_owned());
        }
        if let Some(decision) = decision {
            about.extend(decision.owner.as_ref().map(|owner| format!("owner: {owner}")));
            about.extend(decision.link.as_ref().map(|link| format!("link: {}", one_line(link))));
            about.extend(decision.note.as_ref().map(|note| format!("note: {}", one_line(note))));
            about.extend(decision.fixes.iter().map(|fix| {
                let hoped = fix.expect.map_or(String::new(), |share| format!(" ({:.0}% expected)", 100.0 * share));
                format!("fix of {}{hoped}", words::day(fix.shipped))
            }));
            about.extend(decision.mute.map(|mute| match mute {
                Mute::Always => "muted".to_owned(),
                Mute::Until(day) => format!("muted until {}", words::day(day)),
            }));
        }
        about.extend(problem.now.fix.map(|verdict| format!("verdict: {}", words::fix_verdict(verdict))));
        about.extend(problem.last_seen.map(|day| format!("last seen {}", words::day(day))));
        let dot = if style.unicode { " · " } else { " - " };
        let line = format!("{:width$}  {} ({})", id.to_string(), one_line(name), about.join(dot));
        text += &format!("{}\n", Term(&line));
    }
    if !decisions.rules.is_empty() {
        text += "\nRules\n";
    }
    for rule in &decisions.rules {
        let kind = match rule.kind {
            RuleKind::Same => "the same problem",
            RuleKind::Different => "different problems",
        };
        let told = format!("line {}: {} are {kind}", rule.line, one_line(&words::list(&rule.of)));
        text += &format!("{}\n", Term(&told));
    }
    text
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn hostile_titles_stay_on_their_line() {
        let text = concat!(
            "{\"format\":\"fixfirst memory\",\"version\":1,\"as_of\":null,\"since\":null,\"next\":9,\"seen\":\"x\",\"encoder\":\"\",",
            "\"unit\":\"week\",\"totals\":{}}\n",
            "{\"id\":\"P-1\",\"title\":\"a\\u001b[31m\\nb\",\"titled\":0,\"terms\":[],\"first_seen\":null,\"last_seen\":null,",
            "\"now\":{\"tickets\":3,\"verdict\":\"unclear\",\"status\":\"open\"},\"theme\":0,\"reach\":1.0,\"centre\":\"\",",
            "\"counts\":{},\"members\":[]}\n"
        );
        let memory = Memory::read(text, Path::new("m")).unwrap();
        let decisions =
            Decisions::read("[P-1]\nowner = \"Ana\"\nnote = \"a\\nb\"\nlink = \"https://a.example\"\n", Path::new("p"))
                .unwrap();
        let shown = list(&memory, &decisions, &Style { width: 80, color: false, unicode: true, links: false });
        assert_eq!(shown.lines().count(), 2);
        let ruled =
            "[P-1]\nfixes = [{ shipped = 2026-10-03, expect = \"50%\" }]\n[[rule]]\nsame = [\"1\", \"a\\nb\"]\n";
        let ruled = Decisions::read(ruled, Path::new("p")).unwrap();
        let listed = list(&memory, &ruled, &Style { width: 80, color: false, unicode: true, links: false });
        assert!(listed.contains(" · fix of 3 Oct 2026 (50% expected)"), "{listed}");
        assert!(listed.ends_with("\nRules\nline 4: 1 and a b are the same problem\n"), "{listed}");
        assert!(
            !shown.contains('\u{1b}')
                && shown.ends_with("(3 tickets · owner: Ana · link: https://a.example · note: a b)\n"),
            "{shown}"
        );
    }
}
