//! Real exports that lie beside a checkout (`../shared/exports`) and may not be committed. Where they are not
//! there, the test says so and passes.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tempfile::TempDir;

use super::{csv_rows, csv_text, list, run, skipped, whole};

/// Rows of a big table that are read, so that the tests stay quick.
const ROWS: usize = 400;

/// A real export: its place, the helpdesk it must be known as, and whether most tickets must get a problem.
struct Export {
    place: &'static str,
    helpdesk: &'static str,
    recurs: bool,
}

const fn export(place: &'static str, helpdesk: &'static str, recurs: bool) -> Export {
    Export { place, helpdesk, recurs }
}

const EXPORTS: &[Export] = &[
    export("freshdesk-trial-csv/freshdesk_tickets.csv", "freshdesk", false),
    export("zendesk-challenge-json", "zendesk", false),
    export("jira-hive-summary-csv", "jira", true),
    export("servicenow-pdi-incident-csv", "servicenow", true),
    export("kaggle-customer-support-tickets-csv", "generic", true),
    export("appstore-play-reviews-csv-xlsx/Reviews.csv", "app-reviews", true),
    export("appstore-play-reviews-csv-xlsx/appstore_reviews.csv", "app-reviews", true),
    export("appstore-play-reviews-csv-xlsx/playstore_reviews.csv", "app-reviews", true),
    export("appstore-play-reviews-csv-xlsx/negative_reviews_with_clusters.csv", "app-reviews", true),
    export("github-rest-json-perceval", "github", false),
    export("multilang-helpdesk-tickets-csv", "generic", true),
    export("it-topic-labelled-tickets-csv", "generic", true),
];

/// Beside the checkout; a worktree of it may lie elsewhere and say where.
fn exports() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.join("shared/exports");
    let given = std::env::var_os("FIXFIRST_EXPORTS").map(PathBuf::from);
    given.into_iter().chain([beside]).find(|place| place.is_dir())
}

/// The only table of a folder, or the file itself.
fn table(place: &Path) -> Option<PathBuf> {
    if place.is_file() {
        return Some(place.to_owned());
    }
    let files = fs::read_dir(place).ok()?.map(|entry| entry.unwrap().path());
    let mut tables = files.filter(|path| path.extension().is_some_and(|extension| extension == "csv"));
    tables.next().filter(|_| tables.next().is_none())
}

/// The place itself, or its first rows in a folder when it is a big table.
fn first_rows(place: &Path, folder: &Path) -> PathBuf {
    let Some(text) = table(place).and_then(|table| fs::read_to_string(table).ok()) else { return place.to_owned() };
    let rows = csv_rows(&text);
    if rows.len() <= ROWS + 1 {
        return place.to_owned();
    }
    let cut = folder.join("export.csv");
    fs::write(&cut, csv_text(&rows[..=ROWS])).unwrap();
    cut
}

/// Whether a title tells nobody anything.
fn says_nothing(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let greeting = ["hi", "hello", "hey", "dear", "hallo", "hola", "bonjour", "thanks", "regards"];
    let stop = ["a", "an", "and", "the", "is", "it", "to", "of", "in", "on", "i", "my", "we", "you", "please", "not"];
    let number = |word: &&str| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let ticket_number = words.len() == 2 && title.contains('-') && words.last().is_some_and(number);
    words.is_empty()
        || ticket_number
        || ["re:", "fw:", "fwd:", "aw:", "wg:"].iter().any(|start| lower.starts_with(start))
        || words.iter().all(|word| greeting.contains(word) || stop.contains(word))
        || words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether two titles say the same in the same words, in whatever order.
fn say_the_same(one: &str, other: &str) -> bool {
    let words = |title: &str| -> BTreeSet<String> {
        let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let (shared, all) = (one.intersection(&other).count(), one.union(&other).count());
    // One word may be all that tells two problems apart: "not working on iOS", "not working on Android".
    shared == all || all >= 6 && shared + 1 >= all
}

/// What is wrong with the titles of the first problems of a report.
fn titles_at_fault(report: &Value) -> Vec<String> {
    let mut faults = vec![];
    let problems = list(report, "/problems");
    let titles: Vec<&str> = problems.iter().take(30).map(|problem| problem["title"].as_str().unwrap()).collect();
    for (at, title) in titles.iter().enumerate() {
        if says_nothing(title) {
            faults.push(format!("title {title:?} says nothing"));
        }
        if let Some(other) = titles[..at].iter().find(|other| say_the_same(other, title)) {
            faults.push(format!("titles {title:?} and {other:?} say the same"));
        }
    }
    faults
}

/// What is wrong with a report of an export.
fn faults(export: &Export, report: &Value) -> Vec<String> {
    let mut faults = titles_at_fault(report);
    let helpdesks: Vec<&str> =
        list(report, "/intake/files").iter().map(|file| file["helpdesk"].as_str().unwrap()).collect();
    if !helpdesks.contains(&export.helpdesk) {
        faults.push(format!("read as {helpdesks:?} and not as {}", export.helpdesk));
    }
    let (tickets, grouped) = (whole(report, "/intake/tickets"), whole(report, "/grouping/grouped"));
    if tickets == 0 || export.recurs && grouped * 2 < tickets {
        faults.push(format!("{grouped} of {tickets} tickets are in a problem"));
    }
    let others = ["folded", "joined", "duplicates", "rejected"];
    let others: u64 = others.iter().map(|name| whole(report, &format!("/intake/{name}"))).sum();
    if whole(report, "/intake/rows") != tickets + others {
        faults.push("rows are not tickets, further messages, side records, duplicates and rejects".to_owned());
    }
    faults
}

#[test]
fn real_exports_are_read_and_their_problems_have_titles() {
    let Some(exports) = exports() else {
        skipped("no real exports beside this checkout (../shared/exports)");
        return;
    };
    let mut wrong = vec![];
    for export in EXPORTS {
        let folder = TempDir::new().unwrap();
        let place = first_rows(&exports.join(export.place), folder.path());
        let ran = run(folder.path(), &["report", place.to_str().unwrap(), "--format", "json"]);
        if (ran.code, ran.stderr.as_str()) != (Some(0), "") {
            wrong.push(format!("{}: exit {:?}: {}", export.place, ran.code, ran.stderr));
            continue;
        }
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        wrong.extend(faults(export, &report).into_iter().map(|fault| format!("{}: {fault}", export.place)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Labelled texts that lie beside a checkout, without their labels, as an export of so many rows.
fn labelled(path: &Path, rows: usize) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let step = lines.len().div_ceil(rows).max(1);
    let mut table = vec![vec!["id".to_owned(), "text".to_owned()]];
    for (at, line) in lines.iter().enumerate().step_by(step) {
        let record: Value = serde_json::from_str(line).unwrap();
        table.push(vec![at.to_string(), record["text"].as_str().unwrap().to_owned()]);
    }
    csv_text(&table)
}

#[test]
fn problems_of_labelled_texts_have_titles() {
    let Some(sets) = exports().and_then(|exports| Some(exports.parent()?.join("bench"))).filter(|sets| sets.is_dir())
    else {
        skipped("no labelled texts beside this checkout (../shared/bench)");
        return;
    };
    let mut paths: Vec<PathBuf> = fs::read_dir(sets).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    let mut wrong = vec![];
    for path in &paths {
        let name = path.file_stem().unwrap().to_string_lossy();
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("texts.csv"), labelled(path, 3 * ROWS)).unwrap();
        let ran = run(folder.path(), &["report", "texts.csv", "--format", "json", "--quality", "fast"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{name}");
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert!(!list(&report, "/problems").is_empty(), "{name}: no problem");
        wrong.extend(titles_at_fault(&report).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(!paths.is_empty() && wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn titles_that_say_the_same_are_seen() {
    assert!(say_the_same("Card not working", "Not working card!"));
    assert!(say_the_same("How do I reset my password", "How do I reset my password now"));
    assert!(!say_the_same("Not working on iOS", "Not working on Android"));
}

#[test]
fn an_empty_title_is_seen() {
    for nothing in ["", "Re: invoice", "Hello", "Dear", "12345", "#4711", "ABC-123", "The", "Hi, please", "…"] {
        assert!(says_nothing(nothing), "{nothing}");
    }
    for something in ["Invoice wrong", "Login", "Error 404", "Hello Kitty theme broken", "Good"] {
        assert!(!says_nothing(something), "{something}");
    }
}
