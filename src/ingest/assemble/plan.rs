//! What must be known of whole columns before a single record can be read.

use std::collections::BTreeMap;

use super::{Sheet, first};
use crate::ingest::{
    columns::fields::Field,
    dates,
    day_order::{Order, OrderEvidence},
    durations::Unit,
    intake::RejectReason,
    not_tickets::Sieve,
    ratings::{self, Scale},
    table::Table,
    values,
};

/// The fields that hold dates.
const DATES: [Field; 3] = [Field::Created, Field::Updated, Field::Solved];

/// Longest example of a date that was not read, in characters.
const LONGEST_EXAMPLE: usize = 40;

/// What holds for all records of a sheet.
pub struct Plan {
    orders: BTreeMap<usize, (Order, bool)>,
    sieve: Sieve,
    /// Scale of the ratings.
    pub scale: Scale,
    /// Unit of bare handle times.
    pub handle_unit: Unit,
}

impl Plan {
    /// Looks at the columns that need it. `time`: a further column of dates.
    pub fn new(sheet: &Sheet, time: Option<usize>) -> Self {
        let (table, mapping) = (&sheet.table, &sheet.mapping);
        let handle = mapping.column(Field::Handle).and_then(|column| Unit::of_header(&table.columns()[column]));
        Self {
            orders: orders(sheet, time),
            sieve: Sieve::of(sheet),
            scale: Scale::of(mapping.column(Field::Satisfaction).and_then(|column| range(table, column))),
            handle_unit: handle.unwrap_or(sheet.helpdesk.map_or(Unit::Minutes, |row| row.handle_unit)),
        }
    }

    /// The order of day and month in a column.
    pub fn order(&self, column: usize) -> Order {
        self.orders.get(&column).map_or(Order::MonthDay, |(order, _)| *order)
    }

    /// Why a record is no ticket, whatever its text.
    pub fn fault(&self, sheet: &Sheet, record: usize) -> Option<RejectReason> {
        let table = &sheet.table;
        let blank = || table.is_blank(record).then_some(RejectReason::Blank);
        table.records()[record].fault.or_else(blank).or_else(|| self.sieve.reason(sheet, record))
    }

    /// Columns whose order was assumed.
    pub fn ambiguous(&self, table: &Table) -> Vec<(String, &'static str)> {
        let assumed = self.orders.iter().filter(|(_, (_, ambiguous))| *ambiguous);
        assumed.map(|(column, (order, _))| (table.columns()[*column].clone(), order.name())).collect()
    }

    /// Columns with dates that no style explains: name, how many, the shape of one.
    pub fn unreadable(&self, table: &Table) -> Vec<(String, usize, String)> {
        let mut found = Vec::new();
        for (column, (order, _)) in &self.orders {
            let (mut count, mut example) = (0, None::<String>);
            for record in 0..table.records().len() {
                let text = first(table.cell(record, *column));
                if table.records()[record].fault.is_some()
                    || values::is_null(text)
                    || dates::parse(text, *order).is_some()
                {
                    continue;
                }
                count += 1;
                let shape = shape(text);
                // The least of all: the same whatever the order of the rows.
                if example.as_ref().is_none_or(|least| shape < *least) {
                    example = Some(shape);
                }
            }
            found.extend(example.map(|example| (table.columns()[*column].clone(), count, example)));
        }
        found
    }
}

/// The order of each date column. One that does not tell takes that of another one: the same program wrote both.
fn orders(sheet: &Sheet, time: Option<usize>) -> BTreeMap<usize, (Order, bool)> {
    let mapped = DATES.iter().filter_map(|field| sheet.mapping.column(*field));
    let mut columns: Vec<usize> = mapped.collect();
    columns.extend(time.filter(|time| !columns.contains(time)));
    let evidence = |column: usize| {
        let mut evidence = OrderEvidence::default();
        (0..sheet.table.records().len()).for_each(|record| evidence.see(first(sheet.table.cell(record, column))));
        evidence
    };
    let seen: Vec<(usize, OrderEvidence)> = columns.into_iter().map(|column| (column, evidence(column))).collect();
    let told = seen.iter().find_map(|(_, evidence)| evidence.certain());
    let decide = |evidence: &OrderEvidence| match evidence.certain().or(told) {
        Some(order) => (order, false),
        None => (evidence.assumed(), evidence.is_ambiguous()),
    };
    seen.iter().map(|(column, evidence)| (*column, decide(evidence))).collect()
}

/// Lowest and highest number of a column of ratings.
fn range(table: &Table, column: usize) -> Option<(f64, f64)> {
    let numbers =
        (0..table.records().len()).filter_map(|record| ratings::rating_number(first(table.cell(record, column))));
    numbers.fold(None, |range, number| {
        let (low, high) = range.unwrap_or((number, number));
        Some((number.min(low), number.max(high)))
    })
}

/// A text by its shape: it may hold personal data.
fn shape(text: &str) -> String {
    let masked = |c: char| match c {
        _ if c.is_numeric() => '9',
        _ if c.is_alphabetic() => 'a',
        _ if c.is_control() => ' ',
        other => other,
    };
    text.chars().take(LONGEST_EXAMPLE).map(masked).collect()
}
