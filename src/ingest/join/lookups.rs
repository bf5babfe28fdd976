//! Tables that only explain what other records name: products by their ids, the columns of a table by their names.

use std::collections::BTreeSet;

use super::Side;
use crate::ingest::columns::{
    fields::Field,
    headers::{fold, squeeze},
};

/// Share of another table's references that a list of products must hold.
const HELD: f64 = 0.9;

/// Share of the rows of a data dictionary that name columns of another table, and the fewest.
const NAMED: f64 = 0.6;
const FEWEST: usize = 3;

/// Whether a table explains what the records of another name; none of its own is a ticket.
pub fn explains(side: &Side<'_>, other: &Side<'_>) -> bool {
    let tells = |field: Field| side.has(field);
    if side.recognised || tells(Field::Created) || tells(Field::Status) || side.table().columns().is_empty() {
        return false;
    }
    is_list_of(side, other) || is_dictionary_of(side, other)
}

/// Whether its first column is a key that the other table has too, beside its own, and of which it has every value once.
fn is_list_of(side: &Side<'_>, other: &Side<'_>) -> bool {
    let Some(column) = other.named(&[squeeze(&fold(&side.table().columns()[0])).as_str()]) else { return false };
    if column == 0 || other.sheet.mapping.column(Field::Id) == Some(column) {
        return false;
    }
    let own: Vec<&str> = cells(side, 0);
    let keys: BTreeSet<&str> = own.iter().copied().collect();
    let named = cells(other, column);
    let held = named.iter().filter(|key| keys.contains(*key)).count();
    keys.len() == own.len() && named.len() > keys.len() && held as f64 >= HELD * named.len() as f64
}

/// Whether its rows name the other table's columns.
fn is_dictionary_of(side: &Side<'_>, other: &Side<'_>) -> bool {
    let named = cells(side, 0);
    let columns = named.iter().filter(|name| other.columns.contains_key(squeeze(&fold(name)).as_str())).count();
    columns >= FEWEST && columns as f64 >= NAMED * named.len() as f64
}

fn cells<'s>(side: &Side<'s>, column: usize) -> Vec<&'s str> {
    let table = side.table();
    (0..table.records().len()).map(|record| table.cell(record, column)).filter(|cell| !cell.is_empty()).collect()
}
