//! Exports with a planted history: the built program must tell what was planted and nothing else.
//! A folder under fixtures/trends is a case; `make.py` there made them.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The problem that most of the tickets with this prefix are in, as long as they are the most of it.
fn planted<'a>(report: &'a Value, prefix: &str) -> &'a Value {
    let mine = |problem: &Value| {
        let members = problem["members"].as_array().unwrap();
        let mine = members.iter().filter(|id| text(id).starts_with(prefix)).count();
        if 2 * mine > members.len() { mine } else { 0 }
    };
    report["problems"].as_array().unwrap().iter().max_by_key(|problem| mine(problem)).unwrap()
}

fn check(folder: &Path) -> Vec<String> {
    let ran = super::run(folder, &["report", "--quiet", "--format", "json", "export.csv"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let expected: Value = serde_json::from_str(&fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
    let problem = planted(&report, &format!("{}-", text(&expected["problem"])));
    let (trend, mut wrong) = (&problem["trend"], vec![]);
    let verdicts: Vec<&str> = expected["verdicts"].as_array().unwrap().iter().map(text).collect();
    if !verdicts.contains(&text(&trend["verdict"])) {
        wrong.push(format!("is {}, not {verdicts:?}: {trend}", trend["verdict"]));
    }
    if let Some([first, last]) = expected["onset"].as_array().map(Vec::as_slice) {
        let onset = trend["onset"].as_str().unwrap_or("");
        if onset < text(first) || onset > text(last) {
            wrong.push(format!("began {onset:?}, not between {first} and {last}"));
        }
    }
    for (name, value) in expected["period"].as_object().into_iter().flatten() {
        if report["period"][name] != *value {
            wrong.push(format!("its period has {name} {}, not {value}", report["period"][name]));
        }
    }
    let codes: Vec<&str> = report["caveats"].as_array().unwrap().iter().map(|caveat| text(&caveat["code"])).collect();
    for code in expected["caveats"].as_array().into_iter().flatten() {
        if !codes.contains(&text(code)) {
            wrong.push(format!("does not say {code}: {codes:?}"));
        }
    }
    for other in report["problems"].as_array().unwrap().iter().filter(|other| other["id"] != problem["id"]) {
        if !["steady", "unclear"].contains(&text(&other["trend"]["verdict"])) {
            wrong.push(format!("calls {} too: {}", other["title"], other["trend"]));
        }
    }
    wrong
}

#[test]
fn every_planted_history_is_told_and_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/trends");
    let mut wrong = BTreeMap::new();
    let mut cases = 0;
    for entry in fs::read_dir(root).unwrap() {
        let folder = entry.unwrap().path();
        if folder.join("export.csv").exists() {
            cases += 1;
            let found = check(&folder);
            if !found.is_empty() {
                wrong.insert(folder.file_name().unwrap().to_string_lossy().into_owned(), found);
            }
        }
    }
    assert!(wrong.is_empty() && cases >= 10, "{cases} cases: {wrong:#?}");
}

fn told(folder: &Path, export: &Path, customers: &str) -> Value {
    let export = export.to_str().unwrap();
    let ran = super::run(folder, &["report", "--quiet", "--format", "json", "--customers", customers, export]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn customers_give_a_rate_and_a_file_of_them_what_it_is_held_against() {
    let export = super::root().join("fixtures/trends/slow_growth_under_a_growing_total/export.csv");
    let folder = tempfile::tempdir().unwrap();
    let number = told(folder.path(), &export, "10000");
    let problem = planted(&number, "A-");
    let recent = problem["trend"]["recent"].as_f64().unwrap();
    // Tickets of four weeks to tickets a week for every thousand of ten thousand.
    assert!((problem["per_thousand"].as_f64().unwrap() - recent / 40.0).abs() < 1e-3, "{problem}");
    assert_eq!(problem["trend"]["verdict"], "steady");

    // As many customers as ever: what grew with all other tickets grew all the same.
    fs::write(folder.path().join("customers.csv"), "month,customers\n2026-01,10000\n2026-06,10000\n").unwrap();
    let file = told(folder.path(), &export, "customers.csv");
    assert_eq!(file["period"]["per_customer"], true);
    assert_eq!(planted(&file, "A-")["trend"]["verdict"], "rising");

    fs::write(folder.path().join("wrong.csv"), "month,customers\n2026-01,10000\n2026-06,some\n2026-07,1\n").unwrap();
    let ran = super::run(folder.path(), &["report", "--customers", "wrong.csv", export.to_str().unwrap()]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("wrong.csv, line 3"), "{}", ran.stderr);
}
