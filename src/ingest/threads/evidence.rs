//! What the rows of one key have in common, and what not.

use std::collections::BTreeMap;

use crate::ingest::{assemble::Sheet, columns::fields::Field, table::Table, values};

/// Counts over the groups of rows of one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Rows that can be read.
    pub rows: usize,
    /// … that have a key.
    pub filled: usize,
    /// Groups with rows that differ.
    pub multiple: usize,
    /// Rows of these groups.
    pub repeated: usize,
    /// Groups of which rows say different things.
    pub texts_vary: usize,
    /// Whether the subjects differ in many groups, answers' `Re:` aside.
    pub subjects_vary: bool,
    /// Whether the web addresses of tickets differ in some group.
    pub addresses_vary: bool,
}

/// Share of the groups whose subjects differ from which a group is no ticket.
const SUBJECTS: f64 = 0.3;

#[derive(Default)]
struct Group<'t> {
    rows: usize,
    content: u64,
    text: Option<&'t str>,
    subject: Option<&'t str>,
    address: Option<&'t str>,
    differs: [bool; 4],
}

/// Looks at all rows of sheets with their key columns.
pub fn evidence(keyed: &[(&Sheet, usize)]) -> Evidence {
    let mut seen = Evidence::default();
    let mut groups: BTreeMap<&str, Group<'_>> = BTreeMap::new();
    for (sheet, key) in keyed {
        let table = &sheet.table;
        let cell = |record: usize, field: Field| {
            sheet.mapping.column(field).map(|column| table.cell(record, column)).filter(|text| !values::is_null(text))
        };
        for record in readable(table) {
            seen.rows += 1;
            let id = table.cell(record, *key);
            if values::is_null(id) {
                continue;
            }
            seen.filled += 1;
            let content = fingerprint(table, record);
            let group = groups.entry(id).or_default();
            group.rows += 1;
            group.differs[0] |= group.rows > 1 && group.content != content;
            group.content = content;
            let subject = cell(record, Field::Subject).map(without_prefixes);
            group.differs[1] |= differs(&mut group.text, cell(record, Field::Body));
            group.differs[2] |= differs(&mut group.subject, subject);
            group.differs[3] |= differs(&mut group.address, cell(record, Field::Url));
        }
    }
    let several = || groups.values().filter(|group| group.differs[0]);
    let count = |which: usize| several().filter(|group| group.differs[which]).count();
    seen.multiple = several().count();
    seen.repeated = several().map(|group| group.rows).sum();
    let bodies = keyed.iter().any(|(sheet, _)| sheet.mapping.column(Field::Body).is_some());
    seen.texts_vary = if bodies { count(1) } else { count(2) };
    seen.subjects_vary = bodies && count(2) as f64 > SUBJECTS * seen.multiple as f64;
    seen.addresses_vary = count(3) > 0;
    seen
}

/// Share of the groups of several rows in which a column (one for each sheet) differs.
pub fn varies_in(keyed: &[(&Sheet, usize)], columns: &[Option<usize>]) -> f64 {
    let mut groups: BTreeMap<&str, (usize, Option<&str>, bool)> = BTreeMap::new();
    for ((sheet, key), column) in keyed.iter().zip(columns) {
        let Some(column) = *column else { continue };
        for record in readable(&sheet.table) {
            let id = sheet.table.cell(record, *key);
            if !values::is_null(id) {
                let group = groups.entry(id).or_default();
                group.0 += 1;
                let value = Some(sheet.table.cell(record, column)).filter(|text| !values::is_null(text));
                group.2 |= differs(&mut group.1, value);
            }
        }
    }
    let several = groups.values().filter(|group| group.0 > 1).count();
    let differing = groups.values().filter(|group| group.2).count();
    if several == 0 { 0.0 } else { differing as f64 / several as f64 }
}

/// The records that can be read.
pub fn readable(table: &Table) -> impl Iterator<Item = usize> {
    (0..table.records().len()).filter(|at| table.records()[*at].fault.is_none() && !table.is_blank(*at))
}

/// Whether a value differs from the first one; an empty value tells nothing.
fn differs<'t>(first: &mut Option<&'t str>, value: Option<&'t str>) -> bool {
    match (&first, value) {
        (Some(known), Some(value)) => *known != value,
        (None, Some(value)) => {
            *first = Some(value);
            false
        }
        _ => false,
    }
}

/// A subject without what mail programs put before it.
fn without_prefixes(subject: &str) -> &str {
    let mut rest = subject.trim();
    while let Some((prefix, after)) = rest.split_once(':') {
        if prefix.chars().count() > 4 || prefix.is_empty() || prefix.contains(char::is_whitespace) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// FNV-1a of a record's cells with the names of their columns.
pub fn fingerprint(table: &Table, record: usize) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for (column, text) in table.cells(record) {
        eat(table.columns()[column].as_bytes());
        eat(text.as_bytes());
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_have_the_subject_of_what_they_answer() {
        assert_eq!(without_prefixes("Re: AW: No mail: at all"), "No mail: at all");
        assert_eq!(without_prefixes("Printer: broken"), "Printer: broken");
    }
}
