//! The people that a record names.

use super::{SEVERAL, Sheet};
use crate::ingest::{
    columns::{
        fields::Field,
        people::{names_people, names_someone},
        shapes,
    },
    table::Table,
    values,
};

/// Longest cell that is a name, in bytes: more is a text.
const LONGEST: usize = 120;

/// The columns of a sheet that name customers or agents.
pub fn columns(sheet: &Sheet) -> Vec<usize> {
    let mapped = [Field::Customer, Field::CustomerName, Field::CustomerEmail].into_iter();
    let mut columns: Vec<usize> = mapped.flat_map(|field| sheet.mapping.with_also(field)).collect();
    let text = [Field::Subject, Field::Body].map(|field| sheet.mapping.column(field));
    let headers = sheet.table.columns().iter().enumerate();
    let named = headers.filter(|(column, header)| {
        names_people(header) || names_someone(header) && shapes::hold_persons(&sheet.table, *column)
    });
    columns.extend(named.map(|(column, _)| column).filter(|column| !text.contains(&Some(*column))));
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// The names in these columns of a record, each once.
pub fn named(table: &Table, record: usize, columns: &[usize]) -> Vec<String> {
    let cells = columns.iter().map(|column| table.cell(record, *column));
    let mut names: Vec<String> = cells
        .flat_map(|cell| cell.split([SEVERAL, ';']))
        .map(str::trim)
        .filter(|name| name.len() <= LONGEST && !values::is_nobody(name) && name.chars().any(char::is_alphabetic))
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}
