//! What fixfirst wrote may lie beside the exports: it is told, and never read as tickets.

use std::{fs, path::Path};

use serde_json::Value;
use tempfile::TempDir;

use super::{list, root, run, whole};

/// Every kind of file that a report writes, and the settings.
const WRITTEN: [&str; 11] = [
    "r.html",
    "r.email.html",
    "r.md",
    "r.digest.md",
    "r.txt",
    "r.json",
    "problems.csv",
    "problems.parquet",
    "assignments.csv",
    "series.csv",
    "fixfirst.toml",
];

fn corpus(folder: &Path, export: &str) -> Value {
    let ran = run(folder, &["report", export, "--no-config", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn files_of_its_own_beside_the_exports_are_no_tickets() {
    let folder = TempDir::new().unwrap();
    let text = fs::read_to_string(root().join("fixtures/sample/rondo.csv")).unwrap();
    let rows = super::csv_rows(&text)[..200].to_vec();
    fs::write(folder.path().join("tickets.csv"), super::csv_text(&rows)).unwrap();
    assert_eq!(run(folder.path(), &["init"]).code, Some(0));
    let mut args = vec!["report", "tickets.csv", "--no-config", "--ledger", "ledger", "--cache", "cache"];
    args.extend(WRITTEN[..8].iter().flat_map(|file| ["-o", file]));
    args.extend(["--assignments", "assignments.csv", "--series", "series.csv"]);
    let ran = run(folder.path(), &args);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);

    let alone = corpus(folder.path(), "tickets.csv");
    let beside = corpus(folder.path(), ".");
    for what in ["/intake/tickets", "/grouping/problems", "/grouping/grouped"] {
        assert_eq!(whole(&alone, what), whole(&beside, what), "{what}");
    }
    let mut told = 0;
    for caveat in list(&beside, "/caveats").iter().filter(|caveat| caveat["why"] == "written by fixfirst") {
        told += caveat["count"].as_u64().unwrap();
    }
    // Both files of the memory too.
    assert_eq!(told, WRITTEN.len() as u64 + 2, "{}", beside["caveats"]);

    for file in WRITTEN.iter().chain(&["ledger/memory.jsonl", "ledger/problems.toml"]) {
        let ran = run(folder.path(), &["report", file, "--no-config"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(3), ""), "{file}");
        assert!(ran.stderr.starts_with(&format!("error: {file} was written by fixfirst")), "{}", ran.stderr);
    }
}
