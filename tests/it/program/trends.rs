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
