//! Two exports of one list: they name each other's tickets, and are no comments on them.

use std::collections::BTreeSet;

use super::Side;
use crate::ingest::{
    columns::{
        fields::Field,
        headers::{fold, squeeze},
    },
    values,
};

/// Share of all columns of two tables that both have before they are tables of one kind.
const ALIKE: f64 = 0.75;

/// Whether two tables are exports of one list: they have nearly the same columns, or both hold tickets that are called
/// by a column of one name, each ticket once, with subjects (or texts) in columns of one name.
pub fn are_twins(a: &Side<'_>, b: &Side<'_>) -> bool {
    alike(a, b)
        || a.holds_tickets() && b.holds_tickets() && same_id(a, b) && same_text(a, b) && is_list(a) && is_list(b)
}

fn alike(a: &Side<'_>, b: &Side<'_>) -> bool {
    let shared = a.columns.keys().filter(|name| b.columns.contains_key(*name)).count();
    let all = a.columns.len() + b.columns.len() - shared;
    all > 0 && shared as f64 >= ALIKE * all as f64
}

fn name(side: &Side<'_>, field: Field) -> Option<String> {
    side.sheet.mapping.column(field).map(|column| squeeze(&fold(&side.table().columns()[column])))
}

fn same_id(a: &Side<'_>, b: &Side<'_>) -> bool {
    name(a, Field::Id).is_some_and(|id| Some(id) == name(b, Field::Id))
}

fn same_text(a: &Side<'_>, b: &Side<'_>) -> bool {
    let says = [Field::Subject, Field::Body].into_iter().find(|field| a.has(*field) && b.has(*field));
    says.is_some_and(|field| name(a, field) == name(b, field))
}

/// Whether every record has an id of its own: comments repeat that of their ticket.
fn is_list(side: &Side<'_>) -> bool {
    let Some(id) = side.sheet.mapping.column(Field::Id) else { return false };
    let ids = || (0..side.table().records().len()).map(|record| side.table().cell(record, id));
    let filled = || ids().filter(|id| !values::is_null(id));
    filled().collect::<BTreeSet<_>>().len() == filled().count()
}
