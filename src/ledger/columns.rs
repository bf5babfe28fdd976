//! Which columns fed which field in the report before, and what is read otherwise now.

use std::collections::BTreeMap;

use super::memory::Memory;

/// The columns of each field, by their headers.
pub type Columns = BTreeMap<String, Vec<String>>;

/// A field that other columns feed than in the report before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherColumns {
    /// Its name, as `--map` takes it.
    pub field: String,
    /// The columns before.
    pub before: Vec<String>,
    /// The columns now; empty when none feeds it any more.
    pub now: Vec<String>,
}

/// The columns that fed fields, from pairs of a field and a column.
pub fn columns<'a>(choices: impl Iterator<Item = (&'a str, &'a str)>) -> Columns {
    let mut found = Columns::new();
    for (field, column) in choices {
        found.entry(field.to_owned()).or_default().push(column.to_owned());
    }
    for headers in found.values_mut() {
        headers.sort_unstable();
        headers.dedup();
    }
    found
}

/// The fields that had columns in the report before, and have none of these now. A field that is new is no loss.
pub fn read_otherwise(memory: &Memory) -> Vec<OtherColumns> {
    let nothing = vec![];
    let of = |(field, before): (&String, &Vec<String>)| {
        let now = memory.header.columns.get(field).unwrap_or(&nothing);
        let other = !before.iter().any(|column| now.contains(column));
        other.then(|| OtherColumns { field: field.clone(), before: before.clone(), now: now.clone() })
    };
    memory.header.columns_before.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_or_fed_by_another_column_is_told() {
        let mut memory = Memory::default();
        let before = [("customer", "Requester"), ("subject", "Title"), ("body", "Text"), ("body", "Description")];
        memory.header.columns_before = columns(before.into_iter());
        memory.header.columns = columns([("subject", "Topic"), ("body", "Text"), ("category", "Type")].into_iter());
        let told: Vec<(String, Vec<String>)> =
            read_otherwise(&memory).into_iter().map(|one| (one.field, one.now)).collect();
        assert_eq!(told, [("customer".to_owned(), vec![]), ("subject".to_owned(), vec!["Topic".to_owned()])]);
    }
}
