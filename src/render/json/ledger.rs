//! What is remembered as JSON: every problem with what was decided, and the rules.

use serde_json::{Value, json};

use crate::{
    ledger::{
        advance::status,
        decisions::{Decision, Decisions, Mute, Rule, RuleKind},
        memory::{Memory, Remembered},
    },
    report::SCHEMA,
};

/// All problems by id, those that went into others too, as indented JSON with a newline at the end. Tickets and centres
/// are left out: `memory.jsonl` has them.
pub fn render(memory: &Memory, decisions: &Decisions) -> String {
    let nothing = Decision::default();
    let one = |problem: &Remembered| {
        let decision = decisions.problems.get(&problem.id).unwrap_or(&nothing);
        problem_of(memory, problem, (decisions, decision))
    };
    let value = json!({
        "schema": SCHEMA,
        "as_of": memory.header.as_of,
        "report": memory.header.run,
        "problems": memory.problems.values().map(one).collect::<Vec<_>>(),
        "rules": decisions.rules.iter().map(rule).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&value).expect("a value has no key that is not a string");
    text.push('\n');
    text
}

fn problem_of(memory: &Memory, problem: &Remembered, (decisions, decision): (&Decisions, &Decision)) -> Value {
    let heir = memory.heir(decisions.heir(problem.id)).filter(|heir| *heir != problem.id);
    let mute = decision.mute.map(|mute| match mute {
        Mute::Always => Value::from(true),
        Mute::Until(day) => json!(day),
    });
    json!({
        "id": problem.id,
        "title": decision.name.as_ref().unwrap_or(&problem.title),
        "named": decision.name.is_some(),
        "went_into": heir,
        "tickets": problem.now.tickets,
        "verdict": problem.now.verdict,
        "status": status(Some(decision), memory.header.as_of),
        "first_seen": problem.first_seen,
        "last_seen": problem.last_seen,
        "owner": decision.owner,
        "link": decision.link,
        "note": decision.note,
        "mute": mute,
        "fixes": decision.fixes,
        "fix": problem.now.fix,
        "lineage": problem.lineage,
    })
}

fn rule(rule: &Rule) -> Value {
    let kind = match rule.kind {
        RuleKind::Same => "same",
        RuleKind::Different => "different",
    };
    json!({ "kind": kind, "of": rule.of, "line": rule.line })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::model::problem::ProblemId;

    #[test]
    fn everything_that_was_decided_is_there() {
        let mut memory = Memory::default();
        for number in [1, 2] {
            memory.problems.insert(ProblemId(number), Remembered::new(ProblemId(number)));
        }
        let text = "[P-1]\nname = \"Login\"\nmute = 2026-12-31\nfixes = [{ shipped = 2026-10-03, expect = \"50%\" }]\n\
                    [P-2]\nmerged_into = \"P-1\"\n[[rule]]\nsame = [\"4711\", \"4712\"]\n";
        let decisions = Decisions::read(text, Path::new("problems.toml")).unwrap();
        let value: Value = serde_json::from_str(&render(&memory, &decisions)).unwrap();
        let at = |path: &str| value.pointer(path).cloned().unwrap();
        assert_eq!(at("/problems/0/title"), "Login");
        assert_eq!(at("/problems/0/mute"), "2026-12-31");
        assert_eq!(at("/problems/0/fixes/0"), json!({ "shipped": "2026-10-03", "expect": 0.5 }));
        assert_eq!(at("/problems/0/status"), "fixed");
        assert_eq!(at("/problems/1/went_into"), "P-1");
        assert_eq!(at("/rules/0"), json!({ "kind": "same", "of": ["4711", "4712"], "line": 8 }));
    }
}
