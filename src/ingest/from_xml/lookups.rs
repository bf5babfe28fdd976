//! Numbers that stand for words of another table of the same document: `status="6"` beside `<Status id="6" name="Closed"/>`.
//!
//! A column named like such a table gets a companion `status.name`, as JSON exports have it.

use std::collections::BTreeMap;

use super::Found;
use crate::ingest::{columns::headers, table::Table};

/// Most rows of a table that is taken for a list of words.
const MOST_WORDS: usize = 5_000;

/// Share of a column's values that must be ids of the other table.
const KNOWN: f64 = 0.9;

/// Ids and what they are called.
struct Words {
    table: usize,
    name: String,
    words: BTreeMap<String, String>,
}

/// Adds the words to the tables that have the numbers; lists of words that were used are no tables any more.
pub fn resolve(mut found: Vec<Found>) -> Vec<Found> {
    let words: Vec<Words> = found.iter().enumerate().filter_map(|(at, found)| words(at, found)).collect();
    let mut used: Vec<usize> = Vec::new();
    for (at, one) in found.iter_mut().enumerate() {
        if words.iter().any(|words| words.table == at) {
            continue;
        }
        let table = &one.table;
        let word_of = |column: usize| words.iter().find(|words| fits(words, table, column));
        let resolved: Vec<(usize, &Words)> =
            (0..table.columns().len()).filter_map(|column| Some((column, word_of(column)?))).collect();
        if !resolved.is_empty() {
            used.extend(resolved.iter().map(|(_, words)| words.table));
            one.table = with_words(table, &resolved);
        }
    }
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        !used.contains(&(at - 1))
    });
    found
}

/// Columns from which a table with ids and names is more than a list of words.
const WIDE: usize = 12;

fn words(at: usize, found: &Found) -> Option<Words> {
    let (table, column) = (&found.table, |name: &str| found.table.columns().iter().position(|known| known == name));
    let (id, name) = (column("id")?, column("name")?);
    if table.records().len() > MOST_WORDS || table.columns().len() >= WIDE {
        return None;
    }
    let word = |record| {
        let (id, name) = (table.cell(record, id), table.cell(record, name));
        (!id.is_empty() && !name.is_empty()).then(|| (id.to_owned(), name.to_owned()))
    };
    let words = (0..table.records().len()).filter_map(word).collect();
    Some(Words { table: at, name: headers::squeeze(&headers::fold(found.name.as_deref()?)), words })
}

/// Whether a column holds ids of the table whose name, or the end of it, it has.
fn fits(words: &Words, table: &Table, column: usize) -> bool {
    let name = headers::squeeze(&headers::fold(&table.columns()[column]));
    if name.len() < 4 || !words.name.ends_with(&name) {
        return false;
    }
    let values = (0..table.records().len()).map(|record| table.cell(record, column)).filter(|value| !value.is_empty());
    let (known, all) =
        values.fold((0, 0), |(known, all), value| (known + usize::from(words.words.contains_key(value)), all + 1));
    all > 0 && f64::from(known as u32) >= KNOWN * f64::from(all as u32)
}

fn with_words(table: &Table, resolved: &[(usize, &Words)]) -> Table {
    let mut columns = table.columns().to_vec();
    let first = columns.len();
    columns.extend(resolved.iter().map(|(column, _)| format!("{}.name", table.columns()[*column])));
    let mut wider = Table::new(columns);
    let mut cells = Vec::new();
    for (record, of) in table.records().iter().enumerate() {
        if let Some(fault) = of.fault {
            wider.push_fault(of.line, fault);
            continue;
        }
        cells.extend(table.cells(record).map(|(column, text)| (column, text.to_owned())));
        for (at, (column, words)) in resolved.iter().enumerate() {
            let word = words.words.get(table.cell(record, *column));
            cells.extend(word.map(|word| (first + at, word.clone())));
        }
        wider.push(of.line, &mut cells, false);
    }
    wider.carry_over(table);
    wider
}
