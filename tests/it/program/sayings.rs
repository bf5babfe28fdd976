//! What many tickets say word for word: each planted saying is a problem, whatever they all add to it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use tempfile::TempDir;

use super::{Outputs, csv_rows, csv_text};

/// What tickets of any problem add.
const ASIDES: [&str; 7] = [
    "It was fine last week.",
    "Please have a look.",
    "My colleague sees it too.",
    "We need this today.",
    "I tried it on two computers.",
    "Nobody here knows why.",
    "It began this morning.",
];

/// Three of them, for the ticket of a number.
pub(super) fn asides(number: usize) -> String {
    [number, number / 7 + 3, number / 49 + 5].map(|at| ASIDES[at % 7]).join(" ")
}

/// Tickets of each saying.
const EACH: usize = 60;

/// For each problem that was found the sayings that its tickets are about.
fn found(sayings: &[&str]) -> Vec<BTreeSet<String>> {
    let mut table = vec![["id", "subject", "description"].map(str::to_owned).to_vec()];
    for (at, said) in sayings.iter().enumerate() {
        for number in 0..EACH {
            table.push(vec![format!("{at}-{number}"), (*said).to_owned(), format!("{said}. {}", asides(number))]);
        }
    }
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("tickets.csv"), csv_text(&table)).unwrap();
    let outputs = Outputs::of(folder.path(), Path::new("tickets.csv"), &[]);
    let mut problems: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in csv_rows(&outputs.assignments).into_iter().skip(1).filter(|row| !row[1].is_empty()) {
        let saying = row[0].split('-').next().unwrap().to_owned();
        problems.entry(row[1].clone()).or_default().insert(saying);
    }
    problems.into_values().collect()
}

#[test]
fn sayings_that_share_all_their_asides_are_told_apart() {
    let all = [
        "I cannot log in since my password was reset",
        "The invoice shows no VAT number",
        "The app crashes when I upload a photo",
        "My parcel was delivered to the wrong address",
        "The newsletter still comes after I unsubscribed",
    ];
    for sayings in [&all[..2], &all[..3], &all[..]] {
        let each: Vec<BTreeSet<String>> = (0..sayings.len()).map(|at| [at.to_string()].into()).collect();
        assert_eq!(found(sayings), each, "{sayings:?}");
    }
}
