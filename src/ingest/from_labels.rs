//! Text files of tickets as lines of labels and values (`Ticket: 17`, `Subject: No mail`, `Description: …`) → a table. The
//! first label, which is that of an id, begins each of them; what has no label goes on with the line above. A file may
//! be one ticket. What clients of databases print a record at a time is read as well.

mod vertical;

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use super::{
    columns::{fields::Field, headers},
    table::Table,
};

/// Format of such a file.
pub const LABELS: &str = "labels";

/// A line with a label.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s{0,4}(?P<label>\p{L}[^:\n\t.!?]{0,30}?)\s*:(?:\s+(?P<value>.*)|$)").expect("a fixed pattern")
});

/// A line of signs between tickets.
static RULE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*[-=*_#~]{3,}\s*$").expect("a fixed pattern"));

/// Fewest tickets that show themselves what begins one.
const FEWEST: usize = 2;

/// Share of the tickets that more than have a label that is one, and no beginning of a sentence.
const SHARED: f64 = 0.5;

/// Labels that a file of one ticket has at least.
const FEWEST_LABELS: usize = 4;

/// Whether a text holds tickets as labelled lines.
pub fn looks_like(text: &str) -> bool {
    vertical::looks_like(text) || labels(text).is_some()
}

/// Reads it, one record a ticket; empty where it holds none.
pub fn read(text: &str, lossy: bool) -> Table {
    if vertical::looks_like(text) {
        return vertical::read(text, lossy);
    }
    let mut table = Table::new(vec![]);
    let Some((first, labels)) = labels(text) else { return table };
    let mut ticket: Vec<(usize, String)> = vec![];
    let mut begun = 0;
    for (line, number) in text.lines().zip(1..) {
        let told = label(line).filter(|(label, _)| labels.contains_key(*label));
        match told {
            Some((label, value)) => {
                if label == first {
                    close(&mut table, begun, &mut ticket, lossy);
                    begun = number;
                }
                let column = table.column(label);
                ticket.push((column, value.to_owned()));
            }
            None if RULE.is_match(line) => {}
            None => {
                if let Some((_, value)) = ticket.last_mut() {
                    value.push('\n');
                    value.push_str(line.trim());
                }
            }
        }
    }
    close(&mut table, begun, &mut ticket, lossy);
    table.alone = table.records().len() == 1;
    table
}

fn close(table: &mut Table, line: u64, ticket: &mut Vec<(usize, String)>, lossy: bool) {
    if !ticket.is_empty() {
        ticket.iter_mut().for_each(|(_, value)| *value = value.trim().to_owned());
        table.push(line, ticket, lossy);
        ticket.clear();
    }
}

/// The label that begins a ticket, and all of them with how many tickets have each.
fn labels(text: &str) -> Option<(&str, BTreeMap<&str, usize>)> {
    let mut found = text.lines().filter_map(label).map(|(label, _)| label);
    let first = text.lines().find(|line| !line.trim().is_empty() && !RULE.is_match(line)).and_then(label)?.0;
    if !headers::means(first, Field::Id) {
        return None;
    }
    let tickets = text.lines().filter_map(label).filter(|(label, _)| *label == first).count();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    found.by_ref().for_each(|label| *counts.entry(label).or_default() += 1);
    if tickets < FEWEST {
        // In a file of its own, what a label can mean is all that tells it from the beginning of a sentence.
        counts.retain(|label, _| headers::is_known(label));
        if counts.len() < FEWEST_LABELS {
            return None;
        }
    }
    counts.retain(|_, count| *count as f64 > SHARED * tickets as f64);
    let texts =
        counts.keys().any(|label| [Field::Subject, Field::Body].iter().any(|field| headers::means(label, *field)));
    texts.then_some((first, counts))
}

/// A label and its value.
fn label(line: &str) -> Option<(&str, &str)> {
    let found = LABEL.captures(line)?;
    Some((found.name("label")?.as_str().trim(), found.name("value").map_or("", |value| value.as_str().trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_begins_with_the_first_label() {
        let text = "Ticket: 17\nSubject: No mail\nDescription: Since Monday.\nError: timeout\n\nPlease help\n-----\nTicket: 18\nSubject: No login\nDescription: It asks: who?\n";
        assert!(looks_like(text));
        let table = read(text, false);
        let row = |record| -> Vec<String> { table.cells(record).map(|(_, cell)| cell.to_owned()).collect() };
        assert_eq!(table.columns(), ["Ticket", "Subject", "Description"]);
        assert_eq!(row(0), ["17", "No mail", "Since Monday.\nError: timeout\n\nPlease help"]);
        assert_eq!(
            (row(1), table.records()[1].line),
            (vec!["18".to_owned(), "No login".to_owned(), "It asks: who?".to_owned()], 8)
        );
    }

    #[test]
    fn a_file_may_be_one_ticket() {
        let text = "Ticket ID: 17\nCreated: 2026-03-09\nRequester: Ann\nSubject: No mail\nDescription:\nSince Monday.\nError: timeout\n";
        assert!(looks_like(text));
        let table = read(text, false);
        assert_eq!((table.alone, table.cell(0, 4)), (true, "Since Monday.\nError: timeout"));
    }

    #[test]
    fn other_texts_hold_none() {
        for text in [
            "From: a@b.example\nSubject: No mail\n\nHello\n\nFrom: c@d.example\nSubject: Re: No mail\n",
            "Agent: Hello\nCustomer: No mail\nAgent: Wait\n",
            "Ticket: 17\nSubject: No mail\n",
            "I cannot log in\nMy printer: broken\n",
        ] {
            assert!(!looks_like(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "(Ticket: |Subject: |[a-c :=\n-]){0,40}") {
            read(&text, true);
        }
    }
}
