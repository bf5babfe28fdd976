//! Tables that have a row for each field of a ticket (`ticket, field, value`), as databases keep custom fields and forms
//! their answers: made wide, a record a ticket.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    columns::{fields::Field, headers},
    intake::RejectReason,
    table::Table,
};

/// Most columns of such a table: the ticket, the field, the value, and what is said of all of the ticket.
const MOST_COLUMNS: usize = 10;

/// Fewest tickets, so that names in a column are no chance.
const FEWEST_TICKETS: usize = 5;

/// Most different names of fields.
const MOST_FIELDS: usize = 300;

/// Share of the different names of fields that name something tickets have, or are questions.
const KNOWN: f64 = 0.5;

/// Share of all fields of all tickets that have a row. A log of changes has few of them.
const COVERED: f64 = 0.4;

/// Share of the rows that are the only one of their field and ticket.
const UNIQUE: f64 = 0.95;

/// Records that say whether a column may hold the names of fields, before all are looked at.
const LOOKED_AT: usize = 500;

/// The table with a record a ticket where its rows are fields of tickets; else as it is. A record stands in the line of
/// its ticket's first row.
pub fn widened(table: Table) -> Table {
    match Form::of(&table) {
        Some(form) => form.wide(&table),
        None => table,
    }
}

/// What a field has to hold for a ticket to have a text.
const TEXTS: [Field; 2] = [Field::Subject, Field::Body];

/// Which column is what.
struct Form {
    ticket: usize,
    field: usize,
    value: usize,
}

impl Form {
    fn of(table: &Table) -> Option<Self> {
        let columns = table.columns().len();
        if !(3..=MOST_COLUMNS).contains(&columns) {
            return None;
        }
        let rows: Vec<usize> = (0..table.records().len()).filter(|&at| !table.is_blank(at)).collect();
        (0..columns).find_map(|field| {
            let few = &rows[..rows.len().min(LOOKED_AT)];
            (names_fields(table, field, few) && names_fields(table, field, &rows)).then_some(())?;
            let ticket = ticket_of(table, field, &rows)?;
            let value = value_of(table, (ticket, field), &rows)?;
            Some(Self { ticket, field, value })
        })
    }

    fn wide(&self, table: &Table) -> Table {
        let same = same_for_a_ticket(table, self.ticket);
        let own =
            |column: &usize| *column == self.ticket || same[*column] && ![self.field, self.value].contains(column);
        let kept: Vec<usize> = (0..table.columns().len()).filter(own).collect();
        let mut wide = Table::new(kept.iter().map(|&column| table.columns()[column].clone()).collect());
        wide.carry_over(table);
        (wide.alone, wide.beside) = (table.alone, table.beside);
        let mut rows_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut order: Vec<&str> = vec![];
        let fault = |row: usize| table.records()[row].fault;
        for row in 0..table.records().len() {
            let ticket = table.cell(row, self.ticket);
            if !ticket.is_empty() && fault(row).is_none() {
                rows_of.entry(ticket).or_insert_with(|| {
                    order.push(ticket);
                    vec![]
                });
                rows_of.entry(ticket).and_modify(|rows| rows.push(row));
            }
        }
        for ticket in order {
            let rows = &rows_of[ticket];
            let first = rows[0];
            let mut cells: Vec<(usize, String)> =
                kept.iter().enumerate().map(|(to, &from)| (to, table.cell(first, from).to_owned())).collect();
            for &row in rows {
                let column = wide.column(table.cell(row, self.field));
                cells.push((column, table.cell(row, self.value).to_owned()));
            }
            wide.push(table.records()[first].line, &mut cells, false);
        }
        // What was no ticket is none still, and is counted.
        for (row, record) in table.records().iter().enumerate() {
            match record.fault {
                Some(fault) => wide.push_fault(record.line, fault),
                None if table.cell(row, self.ticket).is_empty() => {
                    wide.push_fault(record.line, RejectReason::NotATicket)
                }
                None => {}
            }
        }
        wide
    }
}

/// Whether a column holds names of fields: few different ones, each known or a question, and one of them for the text.
fn names_fields(table: &Table, column: usize, rows: &[usize]) -> bool {
    let names: BTreeSet<&str> = rows.iter().map(|&row| table.cell(row, column)).collect();
    if names.contains("") || !(2..=MOST_FIELDS).contains(&names.len()) || names.len() * FEWEST_TICKETS > rows.len() {
        return false;
    }
    let known = names.iter().filter(|name| !headers::meanings(name).is_empty()).count();
    let text = names.iter().any(|name| headers::meanings(name).iter().any(|(field, _)| TEXTS.contains(field)));
    text && known as f64 >= KNOWN * names.len() as f64
}

/// The column that tells the tickets apart: together with the field's name it is in one row.
fn ticket_of(table: &Table, field: usize, rows: &[usize]) -> Option<usize> {
    let fields = rows.iter().map(|&row| table.cell(row, field)).collect::<BTreeSet<_>>().len();
    let tickets = |column: usize| {
        let ids: BTreeSet<&str> = rows.iter().map(|&row| table.cell(row, column)).collect();
        let pairs: BTreeSet<(&str, &str)> =
            rows.iter().map(|&row| (table.cell(row, column), table.cell(row, field))).collect();
        let all = rows.len() as f64;
        let tells = ids.len() >= FEWEST_TICKETS
            && 2 * ids.len() <= rows.len()
            && pairs.len() as f64 >= UNIQUE * all
            && all >= COVERED * (ids.len() * fields) as f64;
        tells.then_some(ids.len())
    };
    let found = (0..table.columns().len()).filter(|column| *column != field);
    found
        .filter_map(|column| Some((tickets(column)?, column)))
        .max_by_key(|(ids, column)| (*ids, usize::MAX - column))
        .map(|(_, c)| c)
}

/// For each column whether all rows of a ticket say the same in it.
fn same_for_a_ticket(table: &Table, ticket: usize) -> Vec<bool> {
    let mut same = vec![true; table.columns().len()];
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    for row in 0..table.records().len() {
        let first = *first_of.entry(table.cell(row, ticket)).or_insert(row);
        same.iter_mut()
            .enumerate()
            .for_each(|(column, same)| *same &= table.cell(row, column) == table.cell(first, column));
    }
    same
}

/// The column of the values: the longest texts that differ within a ticket.
fn value_of(table: &Table, (ticket, field): (usize, usize), rows: &[usize]) -> Option<usize> {
    let same = same_for_a_ticket(table, ticket);
    let length = |column: usize| rows.iter().map(|&row| table.cell(row, column).len()).sum::<usize>();
    let differing = (0..table.columns().len()).filter(|&column| !same[column] && ![ticket, field].contains(&column));
    differing.max_by_key(|&column| (length(column), usize::MAX - column))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[&str], rows: &[Vec<&str>]) -> Table {
        let mut table = Table::new(columns.iter().map(|&name| name.to_owned()).collect());
        for (at, row) in rows.iter().enumerate() {
            let mut cells = row.iter().enumerate().map(|(column, text)| (column, (*text).to_owned())).collect();
            table.push(at as u64 + 2, &mut cells, false);
        }
        table
    }

    #[test]
    fn a_row_a_field_becomes_a_record_a_ticket() {
        let ids: Vec<String> = (1..=8).map(|n| format!("T-{n}")).collect();
        let mut rows = vec![];
        for id in &ids {
            rows.push(vec![id, "2026-03-01", "Subject", "No invoice"]);
            rows.push(vec![id, "2026-03-01", "Description", "The invoice never came by mail"]);
            rows.push(vec![id, "2026-03-01", "Priority", if id == "T-3" { "High" } else { "Low" }]);
        }
        let mut long = table(&["ticket_id", "opened", "field", "value"], &rows);
        long.push_fault(99, RejectReason::Malformed);
        let wide = widened(long);
        assert_eq!(wide.columns(), ["ticket_id", "opened", "Subject", "Description", "Priority"]);
        assert_eq!((wide.records().len(), wide.records()[2].line), (9, 8));
        assert_eq!((wide.cell(2, 0), wide.cell(2, 1), wide.cell(2, 4)), ("T-3", "2026-03-01", "High"));
        assert_eq!(wide.records()[8].fault, Some(RejectReason::Malformed));
    }

    #[test]
    fn a_log_of_changes_and_a_plain_table_stay() {
        let ids: Vec<String> = (1..=40).map(|n| format!("T-{n}")).collect();
        let fields = ["Status", "Priority", "Description", "Assignee", "Category", "Summary", "Product", "Due date"];
        let rows: Vec<Vec<&str>> = ids
            .iter()
            .flat_map(|id| (0..2).map(move |n| vec![id.as_str(), fields[(id.len() + n) % 8], "a", "b"]))
            .collect();
        let rows: Vec<Vec<&str>> = rows
            .into_iter()
            .enumerate()
            .map(|(at, mut row)| {
                row[1] = fields[at % 8];
                row
            })
            .collect();
        let log = widened(table(&["ticket", "field", "from", "to"], &rows));
        assert_eq!(log.columns().len(), 4, "each ticket has two of eight fields");
        let plain: Vec<Vec<&str>> = ids.iter().map(|id| vec![id.as_str(), "Bug", "It fails"]).collect();
        assert_eq!(widened(table(&["id", "type", "text"], &plain)).columns().len(), 3);
    }
}
