//! What is to be kept in mind of the memory.

use super::{are, day, list};
use crate::{
    model::{problem::ProblemId, time::Day},
    report::{Muted, OtherColumn},
};

/// Ids that are named; of more only the number is told.
const NAMED: usize = 6;

/// Data that ends before the memory does.
pub(super) fn older(memory: Day) -> String {
    format!(
        "This data ends before {}, which the memory has seen: nothing was remembered, and new problems have no id that \
         stays.",
        day(memory)
    )
}

/// Data without dates beside a memory with some.
pub(super) fn undated(memory: Day) -> String {
    format!(
        "This data has no dates, and the memory has seen data up to {}: nothing was remembered, and new problems have no \
         id that stays.",
        day(memory)
    )
}

/// Problems that came out of tickets that were there before.
pub(super) fn regrouped(problems: &[ProblemId]) -> String {
    let (are, each) =
        if problems.len() == 1 { ("is", "a problem of its own") } else { ("are", "problems of their own") };
    format!(
        "{} {are} {each} from this report on: of tickets that the report before had already, so nothing new happened \
         there.",
        list(&names(problems))
    )
}

/// Known problems without a ticket in data that is too short to have one for sure.
pub(super) fn out_of_sight(problems: &[ProblemId], begins: Day) -> String {
    let mut named = names(problems);
    if named.len() > NAMED + 1 {
        let more = named.len() - NAMED;
        named.truncate(NAMED);
        named.push(format!("{more} more"));
    }
    let have = if problems.len() == 1 { "has" } else { "have" };
    format!(
        "{} {have} no ticket in this data, which begins on {}: too short a time to say that they are gone. An export of \
         the last months tells more.",
        list(&named),
        day(begins)
    )
}

/// Tickets whose ids are written otherwise than before.
pub(super) fn other_ids(tickets: usize) -> String {
    let known = match tickets {
        0 => "none of them says what a known one said, so this may be the export of something else".to_owned(),
        some => format!("{} known by what was said instead", are(some, "ticket")),
    };
    format!("The tickets of the weeks that the memory knows have ids that it does not know: {known}.")
}

/// Fields that other columns feed than before.
pub(super) fn other_columns(fields: &[OtherColumn]) -> String {
    let quoted = |columns: &[String]| list(&columns.iter().map(|one| format!("“{one}”")).collect::<Vec<_>>());
    let one = |field: &OtherColumn| match field.now.as_slice() {
        [] => format!("{} came from {}, and has no column now", field.field, quoted(&field.before)),
        now => format!("{} came from {}, and comes from {} now", field.field, quoted(&field.before), quoted(now)),
    };
    let told: Vec<String> = fields.iter().map(one).collect();
    format!(
        "The columns are others than in the report before: {}. --map FIELD=COLUMN says which to read.",
        told.join("; ")
    )
}

/// A rule about what is not here.
pub(super) fn idle_rule(line: usize, unknown: &[String]) -> String {
    format!("The rule in line {line} of problems.toml names what is not in this data: {}.", list(unknown))
}

/// A rule that does not hold.
pub(super) fn broken_rule(line: usize, ids: &[String]) -> String {
    format!(
        "The rule in line {line} of problems.toml does not hold for {}: another rule, or the same text, says otherwise.",
        list(ids)
    )
}

/// A merge that does not hold: what went, what it is, and where tickets of it stand.
pub(super) fn broken_merge((problem, into): (ProblemId, ProblemId), elsewhere: &[ProblemId]) -> String {
    let ids = names(elsewhere);
    format!(
        "{problem} is merged into {into}, but tickets of it stand in {}: a rule, or the same text, says otherwise; \
         `fixfirst ledger merge {} --into {into}` takes them along.",
        list(&ids),
        ids.first().map_or("", String::as_str)
    )
}

/// Problems that are out of the top list for now.
pub(super) fn muted(problems: &[Muted]) -> String {
    let one = |one: &Muted| {
        one.until.map_or(one.problem.to_string(), |until| format!("{} (until {})", one.problem, day(until)))
    };
    let told: Vec<String> = problems.iter().map(one).collect();
    let (stands, them) = if told.len() == 1 { ("stands", "it") } else { ("stand", "them") };
    format!(
        "{} muted and {stands} at the end of the list: {}; `fixfirst show` tells of {them}.",
        are(told.len(), "problem"),
        list(&told)
    )
}

/// Decisions about what is not known.
pub(super) fn unknown_decisions(problems: &[ProblemId]) -> String {
    format!("problems.toml decides about {}, which the memory does not know.", list(&names(problems)))
}

fn names(problems: &[ProblemId]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_of_sight_is_named_and_much_of_it_counted() {
        let begins = "2026-11-16".parse().unwrap();
        let told = |count: u32| out_of_sight(&(1..=count).map(ProblemId).collect::<Vec<_>>(), begins);
        assert!(told(1).starts_with("P-1 has no ticket in this data, which begins on 16 Nov 2026: "));
        assert!(told(7).starts_with("P-1, P-2, P-3, P-4, P-5, P-6 and P-7 have "));
        assert!(told(9).starts_with("P-1, P-2, P-3, P-4, P-5, P-6 and 3 more have "));
    }

    #[test]
    fn other_columns_say_what_came_from_where() {
        let field = |field: &str, now: &[&str]| OtherColumn {
            field: field.to_owned(),
            before: vec!["Title".to_owned()],
            now: now.iter().map(|&name| name.to_owned()).collect(),
        };
        assert_eq!(
            other_columns(&[field("subject", &["Topic"]), field("customer", &[])]),
            "The columns are others than in the report before: subject came from “Title”, and comes from “Topic” now; \
             customer came from “Title”, and has no column now. --map FIELD=COLUMN says which to read."
        );
        assert!(other_ids(1).contains("1 ticket is known by what was said"), "{}", other_ids(1));
        assert!(other_ids(0).contains("something else"));
    }
}
