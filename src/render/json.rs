//! `report.json`, schema 1: the report as it is, with the sentences beside the codes.

mod closer;
mod dossier;
mod ledger;
mod search;

pub use closer::{cleaning, grouped};
pub use dossier::render as dossier;
pub use ledger::render as ledger;
pub use search::render as search;

use serde_json::{Map, Value, json, to_value};

use super::words;
use crate::{
    ingest::inspection::{FileColumns, Inspection},
    report::{self, Report, SCHEMA, difference::Difference},
};

/// JSON Schema (draft 2020-12) of what [`render`] writes; a test keeps it so.
pub const SCHEMA_FILE: &str = include_str!("report.schema.json");

/// Why a text is no report.
#[derive(Debug, thiserror::Error)]
pub enum NotAReport {
    /// The text is not the JSON of a report.
    #[error("this is no report.json: {0}")]
    Malformed(#[from] serde_json::Error),
    /// Another version wrote it.
    #[error("this report has schema {found}; this version reads schema {SCHEMA}")]
    Schema {
        /// Its schema.
        found: u32,
    },
}

/// The report as indented JSON with a newline at the end.
pub fn render(report: &Report) -> String {
    let mut value = to_value(report).expect("a report holds only strings, numbers, lists and records");
    set(value.get_mut("headline"), "text", words::headline(report));
    for (caveat, told) in report.caveats.iter().zip(list(&mut value, "caveats")) {
        set(Some(told), "text", words::caveat(caveat, report));
    }
    for (change, told) in report.changes.iter().zip(list(&mut value, "changes")) {
        set(Some(told), "text", words::change(change, report));
    }
    let mut text = serde_json::to_string_pretty(&value).expect("a value has no key that is not a string");
    text.push('\n');
    text
}

/// A report from its JSON; what a newer version of the same schema adds is passed over.
///
/// # Errors
/// When the text is no report, or one of another schema.
pub fn read(text: &str) -> Result<Report, NotAReport> {
    let value: Value = serde_json::from_str(text)?;
    if let Some(found) = value.get("schema").and_then(Value::as_u64).filter(|&found| found != u64::from(SCHEMA)) {
        return Err(NotAReport::Schema { found: u32::try_from(found).unwrap_or(u32::MAX) });
    }
    Ok(serde_json::from_value(value)?)
}

/// Two reports side by side, as indented JSON with a newline at the end.
pub fn difference(found: &Difference) -> String {
    let mut value = json!({ "schema": SCHEMA });
    if let (Some(all), Ok(Value::Object(more))) = (value.as_object_mut(), to_value(found)) {
        all.extend(more);
    }
    format!("{value:#}\n")
}

/// How exports were understood, as indented JSON with a newline at the end.
pub fn inspection(inspection: &Inspection) -> String {
    let counts = |at: usize| inspection.outcome.as_ref().ok().and_then(|intake| intake.files.get(at));
    let files: Vec<Value> = inspection
        .files
        .iter()
        .enumerate()
        .map(|(at, file)| {
            let mut value = file_columns(file);
            value["tickets"] = json!(counts(at).map(|file| file.tickets));
            value["rejected"] = json!(counts(at).map(|file| file.rejected));
            value
        })
        .collect();
    let mut value = json!({ "schema": SCHEMA, "files": files });
    match &inspection.outcome {
        Ok(intake) => {
            let rejects = intake.rejects.iter().map(|reject| {
                let examples = reject.examples.iter().map(|at| json!({ "file": at.file, "line": at.line }));
                json!({ "reason": reject.reason.name(), "count": reject.count, "examples": examples.collect::<Vec<_>>() })
            });
            let notes = intake.notes.iter().filter_map(report::reading).map(|caveat| words::caveat_of(&caveat, &[]));
            value["rows"] = json!(intake.rows);
            value["tickets"] = json!(intake.corpus.len());
            value["duplicates"] = json!(intake.duplicates);
            value["rejects"] = Value::Array(rejects.collect());
            value["notes"] = json!(notes.collect::<Vec<_>>());
            value["error"] = Value::Null;
        }
        Err(error) => value["error"] = json!({ "text": error.to_string(), "help": error.help() }),
    }
    let mut text = serde_json::to_string_pretty(&value).expect("a value has no key that is not a string");
    text.push('\n');
    text
}

fn file_columns(file: &FileColumns) -> Value {
    let columns = file.columns.iter().map(|column| {
        json!({
            "column": column.name,
            "feeds": column.feeds,
            "reason": column.reason,
            "read_as": column.read_as,
            "filled": (f64::from(column.filled) * 1000.0).round() / 1000.0,
            "different": column.different,
            "looks_like": column.looks_like,
            "flag": column.flag,
        })
    });
    json!({
        "path": file.path,
        "helpdesk": file.helpdesk,
        "recognised_by": file.recognised_by,
        "format": file.format,
        "encoding": file.encoding,
        "rows": file.rows,
        "columns": columns.collect::<Vec<_>>(),
    })
}

fn list<'a>(value: &'a mut Value, name: &str) -> impl Iterator<Item = &'a mut Value> {
    value.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten()
}

fn set(object: Option<&mut Value>, name: &str, text: String) {
    if let Some(object) = object.and_then(Value::as_object_mut) {
        let mut first = Map::new();
        if let Some(code) = object.shift_remove("code") {
            first.insert("code".to_owned(), code);
        }
        first.insert(name.to_owned(), Value::String(text));
        first.append(object);
        *object = first;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_report_reads_back_as_it_was() {
        for report in [sample::report(), sample::without_dates(), sample::empty()] {
            let text = render(&report);
            assert_eq!(read(&text).unwrap(), report);
            assert_eq!(render(&read(&text).unwrap()), text);
        }
    }

    #[test]
    fn the_names_of_the_contract_are_there() {
        let value: Value = serde_json::from_str(&render(&sample::report())).unwrap();
        for pointer in [
            "/schema",
            "/as_of",
            "/period/unit",
            "/period/from",
            "/period/to",
            "/period/complete",
            "/intake/files/0/path",
            "/intake/files/0/helpdesk",
            "/intake/files/0/format",
            "/intake/files/0/rows",
            "/intake/files/0/tickets",
            "/intake/files/0/folded",
            "/intake/files/0/joined",
            "/intake/files/0/rejected",
            "/intake/rows",
            "/intake/tickets",
            "/intake/folded",
            "/intake/joined",
            "/intake/duplicates",
            "/intake/rejected",
            "/intake/rejects/0/reason",
            "/intake/rejects/0/count",
            "/intake/rejects/0/examples/0/file",
            "/intake/rejects/0/examples/0/line",
            "/grouping/grouped",
            "/grouping/ungrouped",
            "/grouping/problems",
            "/grouping/themes",
            "/problems/0/id",
            "/problems/0/rank",
            "/problems/0/title",
            "/problems/0/keywords",
            "/problems/0/theme",
            "/problems/0/category/name",
            "/problems/0/category/purity",
            "/problems/0/status",
            "/problems/0/tickets",
            "/problems/0/share",
            "/problems/0/customers",
            "/problems/0/first_seen",
            "/problems/0/last_seen",
            "/problems/0/series/0/period",
            "/problems/0/series/0/tickets",
            "/problems/0/trend/verdict",
            "/problems/0/trend/rate_ratio",
            "/problems/0/trend/low",
            "/problems/0/trend/high",
            "/problems/0/trend/q",
            "/problems/0/trend/onset",
            "/problems/0/score/total",
            "/problems/0/score/parts/0/name",
            "/problems/0/score/parts/0/value",
            "/problems/0/score/parts/0/weight",
            "/problems/0/score/parts/0/contribution",
            "/problems/0/examples/0/ticket",
            "/problems/0/examples/0/text",
            "/problems/0/examples/0/url",
            "/problems/0/fix",
            "/themes/0/id",
            "/themes/0/title",
            "/themes/0/tickets",
            "/themes/0/problems",
            "/changes",
            "/caveats/0/code",
            "/caveats/0/text",
        ] {
            assert!(value.pointer(pointer).is_some(), "{pointer}");
        }
        assert_eq!(value.pointer("/schema"), Some(&Value::from(1)));
    }

    #[test]
    fn another_schema_is_refused() {
        assert!(matches!(read("{\"schema\": 2}"), Err(NotAReport::Schema { found: 2 })));
        assert!(matches!(read("{}"), Err(NotAReport::Malformed(_))));
        assert!(matches!(read("no"), Err(NotAReport::Malformed(_))));
    }
}
