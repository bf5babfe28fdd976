//! JSON → [`Table`]: an array, an object a line, objects in a row, wrapped under any key, or one record.
//!
//! Nested values are called by their key path (`requester.email`, `labels[].name`). A file that is
//! cut off gives the records before the cut, and one malformed record for the rest. A small document is read
//! as a whole; of a large one a record at a time is in memory (`stream`).

mod cells;
mod conversation;
mod extent;
mod flatten;
mod gathering;
mod messages;
mod pages;
mod people;
mod records;
mod related;
mod rooms;
mod shapes;
mod stream;

use serde_json::{Deserializer, Value};

pub use self::cells::read as read_cells;
pub(super) use self::flatten::Flattening;
use self::gathering::Gathering;
pub use self::stream::read_window;
use super::table::Table;

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No text at all.
    Empty,
    /// Broken before the first record: line and column.
    Broken(usize, usize),
    /// Valid, without any record.
    NoRecords,
    /// More than a table may hold, or deeper than a document may be; what, in words.
    TooMuch(&'static str),
}

/// A table and which kind of JSON it was.
#[derive(Debug)]
pub struct Json {
    /// The records.
    pub table: Table,
    /// `json` or `ndjson`.
    pub format: &'static str,
    /// Lists that stood beside the records and hold texts, by their keys.
    pub beside: Vec<(String, Table)>,
}

/// The limit of serde_json, 128 levels, in words.
const DEEP: &str = "nests values in values more than a hundred deep";

/// A record as it stands in the file, or the place where one is broken.
type Found = (u64, Result<Value, ()>);

/// Whether a text begins as JSON does.
pub fn looks_like(text: &str) -> bool {
    let start = text.trim_start();
    match start.as_bytes() {
        [b'{', ..] => start[1..].trim_start().starts_with(['"', '}']),
        [b'[', ..] => start[1..].trim_start().starts_with(['{', '[', ']', '"']),
        _ => false,
    }
}

/// Reads JSON of any shape.
pub fn read(text: &str, lossy: bool) -> Result<Json, Nothing> {
    if text.trim().is_empty() {
        return Err(Nothing::Empty);
    }
    if are_lines(text) {
        let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        return finish(
            lines.map(|(line, number)| (number, serde_json::from_str(line).map_err(|_| ()))),
            None,
            lossy,
            "ndjson",
        );
    }
    let mut rest = text;
    let mut values = Deserializer::from_str(rest).into_iter::<Value>();
    let (mut found, mut number) = (Vec::new(), 0);
    let broken = loop {
        match values.next() {
            None => break None,
            Some(Err(error)) => {
                // Objects in a row may have commas between them.
                let behind = rest.get(values.byte_offset()..).unwrap_or_default().trim_start();
                match behind.strip_prefix(',').filter(|_| !found.is_empty()) {
                    Some(next) => {
                        rest = next;
                        values = Deserializer::from_str(rest).into_iter::<Value>();
                    }
                    None => break Some(error),
                }
            }
            Some(Ok(value)) => {
                number += 1;
                found.push((number, Ok(value)));
            }
        }
    };
    if let Some(error) = broken {
        if found.is_empty() {
            let rescued = rescue(text);
            if !rescued.iter().any(|(_, record)| record.is_ok()) {
                let deep = error.to_string().starts_with("recursion limit");
                return Err(if deep { Nothing::TooMuch(DEEP) } else { Nothing::Broken(error.line(), error.column()) });
            }
            return finish(rescued, None, lossy, "json");
        }
        found.push((number + 1, Err(())));
    }
    if let [(_, Ok(single))] = found.as_mut_slice() {
        let object = single.is_object();
        let document = shapes::listed(single.take());
        let lists = lists(&document);
        let records = records::find(document).ok_or(Nothing::NoRecords)?;
        let alone = object && records.wrapper.is_none() && records.values.len() == 1;
        let numbered = records.values.into_iter().zip(1..).map(|(value, number)| (number, Ok(value)));
        let mut json = finish(numbered, records.wrapper, lossy, "json")?;
        json.table.alone = alone;
        json.beside = beside(lists, json.table.wrapper.as_deref(), lossy);
        return Ok(json);
    }
    finish(found, None, lossy, "json")
}

/// Most records of a document whose lists are told apart: they stand in memory twice.
const MOST_BESIDE: usize = 50_000;

/// The lists of records on the first level of a document, where there are several.
fn lists(document: &Value) -> Vec<(String, Vec<Value>)> {
    let of_objects =
        |(_, value): &(&String, &Value)| value.as_array().is_some_and(|list| list.iter().any(Value::is_object));
    let lists = || document.as_object().into_iter().flatten().filter(of_objects);
    let all: usize = lists().filter_map(|(_, value)| value.as_array()).map(Vec::len).sum();
    if lists().count() < 2 || all > MOST_BESIDE {
        return vec![];
    }
    lists().filter_map(|(key, value)| Some((key.clone(), value.as_array()?.clone()))).collect()
}

/// Those of the lists that are not the records themselves and hold what somebody wrote (comments, articles), as tables.
fn beside(mut lists: Vec<(String, Vec<Value>)>, wrapper: Option<&str>, lossy: bool) -> Vec<(String, Table)> {
    let table = |values: Vec<Value>| {
        let numbered = values.into_iter().zip(1..).map(|(value, number)| (number, Ok(value)));
        let mut table = finish(numbered, None, lossy, "json").ok()?.table;
        table.beside = true;
        Some(table)
    };
    let Some(main) = lists.iter().position(|(key, _)| Some(key.as_str()) == wrapper) else { return vec![] };
    let (_, records) = lists.remove(main);
    let others = lists.into_iter().filter(|(_, values)| shapes::are_texts(values.iter()));
    let others = others.filter(|(_, values)| !records::are_the_same(&records, values));
    others.filter_map(|(key, values)| Some((key, table(values)?))).collect()
}

/// Whether a text has one object a line: at least two lines, the first two whole.
fn are_lines(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let whole =
        |line: &str| line.trim_start().starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok();
    lines.next().is_some_and(whole) && lines.next().is_some_and(|line| line.trim_start().starts_with('{'))
}

/// The whole objects at the start of an array that is cut off or broken.
fn rescue(text: &str) -> Vec<Found> {
    let Some(start) = text.find('[') else { return vec![] };
    let (mut rest, mut found) = (&text[start + 1..], Vec::new());
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let number = found.len() as u64 + 1;
        if rest.is_empty() || rest.starts_with(']') {
            break;
        }
        let mut values = Deserializer::from_str(rest).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => {
                rest = &rest[values.byte_offset()..];
                found.push((number, Ok(value)));
            }
            _ => {
                found.push((number, Err(())));
                break;
            }
        }
    }
    found
}

fn finish(
    found: impl IntoIterator<Item = Found>,
    wrapper: Option<String>,
    lossy: bool,
    format: &'static str,
) -> Result<Json, Nothing> {
    let mut gathering = Gathering::new();
    for (line, record) in found {
        gathering.take(line, record, 0, lossy);
        if let Some(what) = gathering.overflow() {
            return Err(Nothing::TooMuch(what));
        }
    }
    let mut table = gathering.finish(lossy);
    table.wrapper = wrapper;
    if table.columns().is_empty() { Err(Nothing::NoRecords) } else { Ok(Json { table, format, beside: vec![] }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::intake::RejectReason;

    fn cells(text: &str, column: &str) -> Vec<String> {
        let table = read(text, false).unwrap().table;
        let Some(at) = table.columns().iter().position(|name| name == column) else {
            return vec![format!("only {:?}", table.columns())];
        };
        (0..table.records().len()).map(|record| table.cell(record, at).to_owned()).collect()
    }

    #[test]
    fn every_container_gives_the_same_records() {
        let (one, two) = (r#"{"id":1,"subject":"a"}"#, r#"{"id":2,"subject":"b"}"#);
        for text in [
            format!("[{one},{two}]"),
            format!("{one}\n{two}\n"),
            format!("{one} {two}"),
            format!("{one},\n{two},\n"),
            format!(r#"{{"tickets":[{one},{two}],"count":2}}"#),
            format!(r#"{{"count":2,"data":{{"repository":{{"issues":[{one},{two}]}}}}}}"#),
            format!(r#"{{"edges":[{{"cursor":"x","node":{one}}},{{"cursor":"y","node":{two}}}]}}"#),
            format!(r#"[{{"helpdesk_ticket":{one}}},{{"helpdesk_ticket":{two}}}]"#),
            format!(r#"{{"code":0,"entries":[{{"values":{one},"_links":{{}}}},{{"values":{two},"_links":{{}}}}]}}"#),
            format!(r#"{{"tickets":[1,2],"assets":{{"Ticket":{{"1":{one},"2":{two}}}}}}}"#),
        ] {
            assert_eq!(cells(&text, "subject"), ["a", "b"], "{text}");
            assert_eq!(cells(&text, "id"), ["1", "2"], "{text}");
        }
    }

    #[test]
    fn records_by_class_and_number_are_read_through_to_their_fields() {
        let one = |n: usize| {
            format!(
                r#""UserRequest::{n}":{{"code":0,"message":"","class":"UserRequest","key":"{n}","fields":{{"ref":"R-{n}","title":"No mail {n}","description":"Since Monday","log":{{"entries":[{{"message":"x"}}]}}}}}}"#
            )
        };
        let text = format!(r#"{{"objects":{{{},{}}},"code":0,"message":"Found: 2"}}"#, one(15), one(16));
        assert_eq!(cells(&text, "title"), ["No mail 15", "No mail 16"]);
        let text = format!(r#"{{"objects":{{{}}},"code":0}}"#, one(15));
        assert_eq!(cells(&text, "ref"), ["R-15"]);
    }

    #[test]
    fn a_single_record_is_not_taken_for_its_parts() {
        let text = r#"{"issue":{"id":7,"subject":"No mail","created_on":"2024-01-01","journals":[{"id":1,"notes":"x"},{"id":2,"notes":"y"}]}}"#;
        assert_eq!(cells(text, "subject"), ["No mail"]);
    }

    #[test]
    fn a_cut_off_array_gives_what_is_whole() {
        let text = r#"{"tickets":[{"id":1,"subject":"a"},{"id":2,"subject":"b"},{"id":3,"sub"#;
        let table = read(text, false).unwrap().table;
        assert_eq!(table.records().len(), 3);
        assert_eq!(table.records()[2].fault, Some(RejectReason::Malformed));
        let table = read("{\"id\":1,\"t\":\"a\"}\n{\"id\":2,\n{\"id\":3,\"t\":\"c\"}\n", false).unwrap().table;
        assert_eq!(table.records().iter().filter(|record| record.fault.is_some()).count(), 1);
        assert_eq!(table.records()[2].line, 3);
    }

    #[test]
    fn lists_beside_the_records_are_read_or_kept_apart() {
        let ticket = |id: usize| format!(r#"{{"id":{id},"subject":"I cannot log in","status":"open"}}"#);
        let text = format!(
            r#"{{"tickets":[{}],"archived_tickets":[{}],"users":[{{"id":7,"name":"Ann"}}],"comments":[{{"ticket_id":1,"body":"Which browser is it?"}}]}}"#,
            ticket(1),
            ticket(2)
        );
        let json = read(&text, false).unwrap();
        assert_eq!(json.table.records().len(), 2);
        let beside: Vec<(&str, bool)> = json.beside.iter().map(|(key, table)| (key.as_str(), table.beside)).collect();
        assert_eq!(beside, [("comments", true)]);
    }

    #[test]
    fn all_lists_of_the_same_records_are_read_wherever_they_stand() {
        let tickets = |from: usize, to: usize| {
            let one = |id| format!(r#"{{"id":{id},"subject":"I cannot log in","status":"open"}}"#);
            format!("[{}]", (from..to).map(one).collect::<Vec<_>>().join(","))
        };
        let turns = |from: usize, to: usize| {
            let one = |id| format!(r#"{{"convo":{id},"original":[["customer","I cannot log in"]],"flow":"login"}}"#);
            format!("[{}]", (from..to).map(one).collect::<Vec<_>>().join(","))
        };
        let (open, closed) = (tickets(0, 3), tickets(3, 5));
        for text in [
            format!(r#"{{"data":{{"open":{open},"closed":{closed}}}}}"#),
            format!(r#"{{"C1":{{"name":"A","tickets":{open}}},"C2":{{"name":"B","tickets":{closed}}}}}"#),
            format!(r#"{{"train":{},"dev":{}}}"#, turns(0, 3), turns(3, 5)),
        ] {
            assert_eq!(read(&text, false).unwrap().table.records().len(), 5, "{text}");
        }
        // What only has a name and an id in common is something else.
        let labels = r#"{"boards":[{"id":1,"name":"Support"}],"labels":[{"id":1,"name":"Bug"}]}"#;
        assert_eq!(read(labels, false).unwrap().table.records().len(), 1);
    }

    #[test]
    fn nothing_is_told_from_broken() {
        assert_eq!(read(" ", false).unwrap_err(), Nothing::Empty);
        assert_eq!(read("{\"a\": tru", false).unwrap_err(), Nothing::Broken(1, 9));
        assert_eq!(read("{\"tickets\": []}", false).unwrap_err(), Nothing::NoRecords);
        assert_eq!(read("[1, 2]", false).unwrap_err(), Nothing::NoRecords);
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[\\[\\]{}\":,a1 \n]{0,80}") {
            let _ = read(&text, true);
        }
    }
}
