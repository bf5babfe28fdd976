//! `report.schema.json` describes what the program writes: every field of the report's types, and no other.
//! `FIXFIRST_BLESS=1 cargo test schema` writes it anew from the types.
//!
//! The validator is our own and knows the few keywords that the schema uses: the crates for it switch on features of
//! serde_json that the program is built without, so the tests would test another program.

mod sources;
mod validator;

use std::{env, fs, path::PathBuf};

use serde_json::{Value, json};

use self::validator::faults;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/render/report.schema.json")
}

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(path()).unwrap()).unwrap()
}

#[test]
fn the_schema_has_every_field_of_the_types_and_no_other() {
    let written = format!("{:#}\n", sources::schema());
    if env::var_os("FIXFIRST_BLESS").is_some() {
        fs::write(path(), &written).unwrap();
    }
    let there = fs::read_to_string(path()).unwrap();
    let differs = written.lines().zip(there.lines()).find(|(one, other)| one != other);
    assert!(written == there, "the types have changed, FIXFIRST_BLESS=1 rewrites the schema; first at {differs:?}");
}

#[test]
fn saved_reports_keep_to_the_schema() {
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/golden");
    for name in ["report", "rich", "without-dates", "empty", "sample"] {
        let text = fs::read_to_string(golden.join(name).with_extension("json")).unwrap();
        assert_keeps_to_the_schema(&serde_json::from_str(&text).unwrap(), name);
    }
    // What the others do not say stands in the rich one, or the test above would look at nothing.
    let rich: Value = serde_json::from_str(&fs::read_to_string(golden.join("rich.json")).unwrap()).unwrap();
    for pointer in ["/since", "/changes/0", "/absent/0/fix", "/problems/0/outlook/money", "/problems/0/segments/0"] {
        assert!(rich.pointer(pointer).is_some_and(|value| !value.is_null()), "{pointer}");
    }
}

/// Checks a report that the program has written in another test.
pub fn assert_keeps_to_the_schema(report: &Value, what: &str) {
    assert_eq!(faults(&schema(), report), Vec::<String>::new(), "{what}");
}

#[test]
fn a_breach_is_seen() {
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/golden/report.json");
    let report: Value = serde_json::from_str(&fs::read_to_string(golden).unwrap()).unwrap();
    for (pointer, wrong) in [
        ("/problems/0/tickets", json!("many")),
        ("/problems/0/tickets", json!(-1)),
        ("/problems/0/id", json!("17")),
        ("/problems/0/trend/verdict", json!("better")),
        ("/problems/0/customers", json!({})),
        ("/as_of", json!("12 May")),
        ("/caveats/0/code", json!("of_another_kind")),
        ("/schema", json!(2)),
    ] {
        let mut report = report.clone();
        *report.pointer_mut(pointer).unwrap() = wrong;
        assert!(!faults(&schema(), &report).is_empty(), "{pointer}");
    }
    let mut more = report.clone();
    more["problems"][0]["mood"] = json!("bad");
    assert!(faults(&schema(), &more).iter().any(|fault| fault.contains("mood")));
    let mut less = report;
    less["problems"][0].as_object_mut().unwrap().remove("rank");
    assert!(faults(&schema(), &less).iter().any(|fault| fault.contains("rank")));
}
