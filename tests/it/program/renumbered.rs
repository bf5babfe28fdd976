//! A memory beside exports that are written otherwise than before: other ids, other columns, the last week alone.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;
use tempfile::TempDir;

use super::{csv_text, ledger::done, list, sample};

/// The sample's rows between two shares of them by time, as `tickets.csv`, each after an edit.
fn part(folder: &Path, (from, to): (f64, f64), edit: &dyn Fn(&mut Vec<String>)) {
    let (mut header, mut rows) = sample::rows();
    let created = header.iter().position(|name| name == "Created time").unwrap();
    rows.sort_by(|a, b| a[created].cmp(&b[created]));
    let at = |share: f64| (rows.len() as f64 * share) as usize;
    let mut rows = rows[at(from)..at(to)].to_vec();
    rows.iter_mut().for_each(edit);
    edit(&mut header);
    fs::write(folder.join("tickets.csv"), csv_text(&[&[header][..], &rows].concat())).unwrap();
}

fn problem_of(folder: &Path) -> BTreeMap<String, String> {
    let rows = super::csv_rows(&fs::read_to_string(folder.join("a.csv")).unwrap()).into_iter().skip(1);
    rows.map(|row| (row[0].trim_start_matches("TCK-").to_owned(), row[1].clone()))
        .filter(|(_, id)| !id.is_empty())
        .collect()
}

fn caveat<'a>(report: &'a Value, code: &str) -> Option<&'a Value> {
    list(report, "/caveats").iter().find(|caveat| caveat["code"] == code)
}

#[test]
fn other_ids_are_told_and_problems_are_known_by_what_was_said() {
    let folder = TempDir::new().unwrap();
    part(folder.path(), (0.0, 0.8), &|_| {});
    let first = done(folder.path(), &["--assignments", "a.csv"]);
    assert_eq!(caveat(&first, "other_ids"), None);
    let before = problem_of(folder.path());
    let moved = |row: &mut Vec<String>| {
        if row[0].bytes().all(|byte| byte.is_ascii_digit()) {
            row[0] = format!("TCK-{}", row[0]);
        }
    };
    part(folder.path(), (0.0, 0.82), &moved);
    let second = done(folder.path(), &["--assignments", "a.csv"]);
    let told = caveat(&second, "other_ids").expect("every id is another");
    assert!(told["tickets"].as_u64().unwrap() > 100, "{told}");
    let after = problem_of(folder.path());
    let kept = before.iter().filter(|(ticket, id)| after.get(*ticket) == Some(id)).count();
    let share = kept as f64 / before.len() as f64;
    // 0.97 as measured; by what the problems are like alone 0.88.
    assert!(share >= 0.93, "{share:.3} of the tickets have kept their problem");
    // From then on the new ids are the known ones.
    part(folder.path(), (0.0, 0.84), &moved);
    assert_eq!(caveat(&done(folder.path(), &[]), "other_ids"), None);
}

#[test]
fn columns_that_are_read_otherwise_than_before_are_told() {
    let folder = TempDir::new().unwrap();
    part(folder.path(), (0.0, 0.5), &|_| {});
    done(folder.path(), &[]);
    let renamed = |row: &mut Vec<String>| {
        row.iter_mut().filter(|cell| *cell == "Subject").for_each(|cell| "Topic line".clone_into(cell));
    };
    part(folder.path(), (0.0, 0.52), &renamed);
    let second = done(folder.path(), &[]);
    let told = caveat(&second, "other_columns").expect("the subject has another name");
    assert_eq!(told["fields"][0]["field"], "subject", "{told}");
    assert!(told["text"].as_str().unwrap().contains("“Subject”"), "{told}");
    part(folder.path(), (0.0, 0.54), &renamed);
    assert_eq!(caveat(&done(folder.path(), &[]), "other_columns"), None, "it is told once");
}

#[test]
fn the_last_week_alone_calls_nothing_silent_that_it_cannot_know() {
    let folder = TempDir::new().unwrap();
    part(folder.path(), (0.0, 0.7), &|_| {});
    done(folder.path(), &[]);
    let (mut out_of_sight, mut told_so) = (0, 0);
    for from in [0.7, 0.76, 0.82] {
        part(folder.path(), (from, from + 0.06), &|_| {});
        let report = done(folder.path(), &[]);
        let changes = list(&report, "/changes");
        let of = |kind: &str| changes.iter().filter(|change| change["kind"] == kind).count();
        let told = caveat(&report, "out_of_sight").map_or(0, |told| told["problems"].as_array().unwrap().len());
        println!(
            "{from}: {} silent, {} back, {} new, {told} out of sight",
            of("absent"),
            of("returned"),
            of("appeared")
        );
        told_so += of("absent") + of("returned");
        for change in changes.iter().filter(|change| change["kind"] == "appeared") {
            let new = list(&report, "/problems").iter().find(|problem| problem["id"] == change["problem"]).unwrap();
            assert!(new["tickets"].as_u64().unwrap() >= 3, "{new}");
        }
        out_of_sight += told;
    }
    // Nine had ended two months before, or had many tickets a week; without looking at that it was 57.
    assert!(out_of_sight > 60 && told_so <= 12, "{told_so} told, {out_of_sight} out of sight");
}
