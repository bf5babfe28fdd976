//! The column that names the conversation, where its name is none that is known: told by what its values do.
//!
//! Only asked where every row says who wrote it. The rows of a conversation follow each other, both sides speak in
//! it, and its name is repeated by its messages alone.

use std::collections::BTreeMap;

use super::{
    OF_THE_ROW,
    evidence::{evidence, readable, varies_in},
    voices::{Voice, Voices},
};
use crate::ingest::{
    assemble::Sheet,
    columns::{
        fields::Field,
        headers::{Confidence, meanings},
    },
    dates,
    day_order::Order,
    table::SEVERAL,
    values,
};

/// Fewest conversations of several rows.
const FEWEST: usize = 3;

/// Share of the conversations of several rows in which both sides must speak.
const BOTH: f64 = 0.6;

/// Into how many pieces the rows of a value may be torn, on average: several conversations go on at a time.
const TORN: f64 = 2.0;

/// Most rows of a conversation on average.
const LONGEST: usize = 60;

/// Longest name of a conversation, in bytes.
const LONGEST_NAME: usize = 200;

/// How many values of a column are looked at to see whether they are dates.
const LOOKED_AT: usize = 20;

/// Finds it: of several the one that tells most conversations apart.
pub fn key(sheet: &Sheet) -> Option<usize> {
    let voices = Voices::of(&sheet.table);
    if !voices.are_told() || sheet.mapping.column(Field::Body).is_none() {
        return None;
    }
    let mut best: Option<(usize, usize)> = None;
    for column in 0..sheet.table.columns().len() {
        let names = if voices.uses(column) { None } else { conversations(sheet, &voices, column) };
        if let Some(names) = names.filter(|names| best.is_none_or(|(most, _)| *names > most)) {
            best = Some((names, column));
        }
    }
    let (_, column) = best?;
    // Of a ticket are its subject and state: rows with their own are no messages.
    let keyed = [(sheet, column)];
    let seen = evidence(&keyed);
    let changes = varies_in(&keyed, &[sheet.mapping.column(Field::Status)]) > OF_THE_ROW;
    (!seen.subjects_vary && !changes && !seen.addresses_vary).then_some(column)
}

/// How many conversations a column tells apart; none when it names something else.
fn conversations(sheet: &Sheet, voices: &Voices, column: usize) -> Option<usize> {
    let table = &sheet.table;
    let told = [
        Field::Body,
        Field::Subject,
        Field::Created,
        Field::Updated,
        Field::Solved,
        Field::Category,
        Field::Status,
        Field::Priority,
        Field::Kind,
        Field::Channel,
        Field::Product,
        Field::Tags,
        Field::CustomerId,
        Field::CustomerName,
        Field::CustomerEmail,
        Field::Organization,
        Field::Satisfaction,
    ];
    if told.into_iter().any(|field| sheet.mapping.column(field) == Some(column)) || is_date(sheet, column) {
        return None;
    }
    let mut groups: BTreeMap<&str, (usize, bool, bool)> = BTreeMap::new();
    let (mut rows, mut runs, mut last) = (0, 0, None);
    for record in readable(table) {
        let name = table.cell(record, column);
        if values::is_null(name) || name.len() > LONGEST_NAME || name.contains([' ', '@', SEVERAL]) {
            return None;
        }
        rows += 1;
        runs += usize::from(last != Some(name));
        last = Some(name);
        let group = groups.entry(name).or_default();
        group.0 += 1;
        match voices.voice(table, record) {
            Some(Voice::Customer) => group.1 = true,
            Some(Voice::Agent | Voice::Aside) => group.2 = true,
            None => {}
        }
    }
    let several = || groups.values().filter(|(rows, _, _)| *rows > 1);
    let both = several().filter(|(_, customer, other)| *customer && *other).count();
    let holds = several().count() >= FEWEST
        && both as f64 >= BOTH * several().count() as f64
        && both * 2 >= groups.len()
        && runs as f64 <= TORN * groups.len() as f64
        && rows <= LONGEST * groups.len();
    holds.then_some(groups.len())
}

fn is_date(sheet: &Sheet, column: usize) -> bool {
    let dated = |(field, _): &(Field, Confidence)| matches!(field, Field::Created | Field::Updated | Field::Solved);
    if meanings(&sheet.table.columns()[column]).first().is_some_and(dated) {
        return true;
    }
    let cells = readable(&sheet.table).map(|record| sheet.table.cell(record, column)).take(LOOKED_AT);
    let date = |cell: &str| cell.contains(['-', '/', '.', ':']) && dates::parse(cell, Order::MonthDay).is_some();
    let (all, such) = cells.fold((0, 0), |(all, such), cell| (all + 1, such + usize::from(date(cell))));
    such * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{columns, from_csv};

    fn found(csv: &str) -> Option<String> {
        let table = from_csv::read(csv, false).unwrap();
        let mapping = columns::map(&table, None, &[]);
        let (path, stem, encoding) = (String::new(), String::new(), String::new());
        let sheet = Sheet { path, stem, format: "csv", encoding, table, helpdesk: None, mapping, side: false };
        key(&sheet).map(|column| sheet.table.columns()[column].clone())
    }

    fn chats(head: &str, row: impl Fn(usize, usize, &str, &str) -> String) -> String {
        let said = [
            ("agent", "Welcome to the shop, how can we help"),
            ("customer", "The lamp flickers"),
            ("agent", "We send a new one"),
        ];
        let lines = (0..6).flat_map(|chat| said.iter().enumerate().map(move |(at, said)| (chat, at, *said)));
        let lines: Vec<String> =
            lines.map(|(chat, at, (by, text))| row(chat, at, by, &format!("{text} {chat}"))).collect();
        format!("{head}\n{}\n", lines.join("\n"))
    }

    #[test]
    fn a_column_of_any_name_that_holds_conversations_together_is_found() {
        let csv = chats("message_id,qqid,day,sender_type,agent,text", |chat, at, by, text| {
            format!("m{chat}{at},q-{chat},2026-01-{:02},{by},Sarah,{text}", chat / 2 + 1)
        });
        assert_eq!(found(&csv).as_deref(), Some("qqid"));
    }

    #[test]
    fn days_and_tickets_are_no_conversations() {
        let days = chats("message_id,day,sender_type,text", |chat, at, by, text| {
            format!("m{chat}{at},2026-01-{:02},{by},{text}", chat + 1)
        });
        assert_eq!(found(&days), None);
        let tickets = chats("id,account,direction,subject,text", |chat, at, by, text| {
            let direction = if by == "agent" { "outbound" } else { "inbound" };
            format!("m{chat}{at},a{chat},{direction},Matter {chat}{at},{text}")
        });
        assert_eq!(found(&tickets), None);
    }
}
