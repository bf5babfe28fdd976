//! Which columns of a large table can still matter once its head is known.
//!
//! Kept are the columns that feed a ticket, those that nearly do, what tells that a record is no ticket, and what
//! joins and folds go by. The rest is text that no ticket holds: on some exports nine tenths of the file.

use std::collections::BTreeMap;

use super::{
    fields::Field,
    headers, map,
    people::names_people,
    shapes,
    texts::BETTER_THAN_NOTHING,
    weigh::{ENOUGH, weigh},
};
use crate::ingest::{helpdesk::Helpdesk, table::Table};

/// How far below the best column of a field another one may be that is kept: further rows change what the values
/// say of a name by less.
const MARGIN: headers::Confidence = 0.35;

/// Longest value, on average, of a column that records are joined or folded by, in characters.
const LONGEST_REFERENCE: f32 = 64.0;

/// Words in the names of columns that records are joined, folded or thrown away by: keys of other records, who wrote a
/// message and when, what an event changed, marks of spam and of automatic answers.
const REFERENCES: &[&str] = &[
    "action",
    "agent",
    "at",
    "author",
    "auto",
    "automated",
    "bot",
    "by",
    "chat",
    "code",
    "conversation",
    "count",
    "creator",
    "customer",
    "date",
    "deleted",
    "dialog",
    "dialogue",
    "direction",
    "email",
    "end",
    "event",
    "field",
    "from",
    "guid",
    "id",
    "ids",
    "inbound",
    "incoming",
    "index",
    "internal",
    "is",
    "key",
    "kind",
    "login",
    "merged",
    "message",
    "new",
    "nickname",
    "no",
    "number",
    "old",
    "order",
    "outbound",
    "parent",
    "position",
    "precedence",
    "private",
    "public",
    "ref",
    "reply",
    "response",
    "rev",
    "revision",
    "role",
    "root",
    "sender",
    "seq",
    "sequence",
    "session",
    "side",
    "source",
    "spam",
    "staff",
    "started",
    "state",
    "status",
    "step",
    "submitted",
    "subtype",
    "suppress",
    "sys",
    "system",
    "thread",
    "time",
    "timestamp",
    "to",
    "topic",
    "trash",
    "trashed",
    "ts",
    "turn",
    "type",
    "uid",
    "user",
    "username",
    "uuid",
    "via",
    "visibility",
    "voice",
];

/// One flag a column. All are kept when no column holds text yet: the table is none of tickets.
pub fn worth_keeping(table: &Table, helpdesk: Option<&Helpdesk>, given: &[(Field, usize)]) -> Vec<bool> {
    let mapping = map(table, helpdesk, given);
    if !mapping.has_text() {
        return vec![true; table.columns().len()];
    }
    let profiles = shapes::profiles(table);
    let candidates: Vec<_> = profiles
        .iter()
        .enumerate()
        .flat_map(|(column, profile)| weigh(&table.columns()[column], column, profile, helpdesk).candidates)
        .filter(|candidate| candidate.field.is_used())
        .collect();
    let mut best: BTreeMap<Field, headers::Confidence> = BTreeMap::new();
    for candidate in &candidates {
        let most = best.entry(candidate.field).or_insert(candidate.score);
        *most = most.max(candidate.score);
    }
    let asked = helpdesk.map(|row| row.asked_columns(table)).unwrap_or_default();
    let mut keep: Vec<bool> = profiles
        .iter()
        .zip(table.columns())
        .map(|(profile, name)| {
            profile.filled == 0 || profile.chars <= LONGEST_REFERENCE && (refers(name) || names_people(name))
        })
        .collect();
    for candidate in &candidates {
        let near = candidate.score >= best[&candidate.field] - MARGIN && candidate.score >= BETTER_THAN_NOTHING;
        let several = candidate.field.takes_several() && candidate.score >= ENOUGH;
        keep[candidate.column] |= near || several;
    }
    let chosen = mapping.choices.iter().chain(&mapping.also).map(|choice| choice.column);
    for column in chosen.chain(asked) {
        keep[column] = true;
    }
    keep
}

fn refers(name: &str) -> bool {
    headers::fold(name).split(|c: char| !c.is_alphanumeric()).any(|word| REFERENCES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::from_csv;

    #[test]
    fn what_no_ticket_holds_is_dropped() {
        let rows: String = (0..30)
            .map(|n| {
                let fat = format!("machine words of record {n} that go on and on and on ").repeat(5);
                format!("{n},No mail {n} since monday,Nothing arrives in box {n} any more,2026-01-05,a{n}@b.example,{fat},{fat},{n}7\n")
            })
            .collect();
        let csv = format!("Ticket ID,Subject,Description,Created,Email,Raw headers,Machine payload,parent_id\n{rows}");
        let table = from_csv::read(&csv, false).unwrap();
        let kept = worth_keeping(&table, None, &[]);
        let names: Vec<&str> =
            table.columns().iter().zip(kept).filter(|(_, kept)| *kept).map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Ticket ID", "Subject", "Description", "Created", "Email", "parent_id"]);
        let given = [(Field::Body, 5)];
        assert!(worth_keeping(&table, None, &given)[5], "what the user named is kept");
    }

    #[test]
    fn a_table_without_text_is_kept_whole() {
        let table = from_csv::read("ticket_id,tag_id\n1,7\n2,8\n3,9\n", false).unwrap();
        assert_eq!(worth_keeping(&table, None, &[]), [true, true]);
    }
}
