//! The helpdesk's category beside the text: heard where it tells texts apart, passed over where it is noise.

use std::{collections::BTreeMap, fs, path::Path};

use tempfile::TempDir;

use super::{Outputs, csv_text, sample};

/// Tickets of the sample that are looked at.
const SLICE: usize = 400;

/// The category of a ticket by its place and its own category.
type Category = dyn Fn(usize, &str) -> String;

/// Which tickets are together, whatever the groups are called.
fn groups(category: Option<&Category>) -> BTreeMap<String, String> {
    let (header, rows) = sample::rows();
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let (id, subject, body, kind) = (at("Ticket ID"), at("Subject"), at("Description"), at("Type"));
    let mut table = vec![vec!["id".to_owned(), "subject".to_owned(), "description".to_owned()]];
    if category.is_some() {
        table[0].push("category".to_owned());
    }
    for (number, row) in rows[..SLICE].iter().enumerate() {
        let mut cells = vec![row[id].clone(), row[subject].clone(), row[body].clone()];
        cells.extend(category.map(|category| category(number, &row[kind])));
        table.push(cells);
    }
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("tickets.csv"), csv_text(&table)).unwrap();
    let outputs = Outputs::of(folder.path(), Path::new("tickets.csv"), &[]);
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let lines = outputs.assignments.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    lines
        .map(|cells| {
            let name = match cells[1] {
                "" => String::new(),
                problem => first.entry(problem.to_owned()).or_insert_with(|| cells[0].to_owned()).clone(),
            };
            (cells[0].to_owned(), name)
        })
        .collect()
}

#[test]
fn categories_that_are_noise_change_nothing_and_true_ones_are_heard() {
    let without = groups(None);
    let scattered = |number: usize, _: &str| {
        let drawn = (number as u64).wrapping_mul(6_364_136_223_846_793_005) >> 40;
        format!("Queue {}", drawn % 6)
    };
    assert_eq!(groups(Some(&scattered)), without);
    assert_ne!(groups(Some(&|_, kind: &str| kind.to_owned())), without);
}
