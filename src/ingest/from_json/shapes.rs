//! Documents that are no list of records, yet hold one: rows beside the names of their columns, a list a column, a list
//! a category, tickets under their customers.
//!
//! Each shape is known by how its values stand to each other, not by the program that writes it. A document of another
//! shape stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{messages, records, related, rooms};
use crate::{
    ingest::{
        columns::{fields::Field, headers},
        values,
    },
    model::ticket::TicketState,
};

/// How deep rows and their column names may stand.
const DEEPEST: usize = 3;

/// How many records are looked at.
const LOOKED_AT: usize = 100;

/// Share of the keys of all records that one of them must have on the average to be like the others.
const ALIKE: f64 = 0.5;

/// Fewest words of a value that somebody wrote.
const WORDS: usize = 3;

/// Most names of categories: more keys are ids.
const MOST_LABELS: usize = 200;

/// Turns a document of one of these shapes into the list of its records.
pub fn listed(document: Value) -> Value {
    if let Some(messages) = rooms::messages(&document) {
        return Value::Array(messages);
    }
    let document = related::resolved(document);
    if records::is_record(&document) {
        return document;
    }
    let rows = rows(&document, DEEPEST).or_else(|| header_row(&document)).or_else(|| columns(&document));
    if let Some(rows) = rows {
        return Value::Array(rows);
    }
    let document = named_tables(document);
    if let Some(rows) = lists_by_label(&document) {
        return Value::Array(rows);
    }
    children(document)
}

/// `{"columns": ["id", "text"], "data": [[1, "a"]]}`: rows and, beside them, as many names.
fn rows(value: &Value, depth: usize) -> Option<Vec<Value>> {
    if let [only] = value.as_array().map_or(&[][..], Vec::as_slice) {
        return rows(only, depth);
    }
    let object = value.as_object()?;
    for inner in object.values() {
        let Some(width) = width(inner) else { continue };
        let names =
            object.iter().filter(|(_, other)| !std::ptr::eq(*other, inner)).find_map(|(_, other)| names(other, width));
        if let Some(names) = names {
            let rows = inner.as_array()?.iter().filter_map(Value::as_array);
            return Some(rows.map(|row| record(&names, row.iter())).collect());
        }
    }
    if depth == 0 {
        return None;
    }
    object.values().filter(|inner| inner.is_object() || inner.is_array()).find_map(|inner| rows(inner, depth - 1))
}

/// The length of the rows of a list, when all have the same.
fn width(value: &Value) -> Option<usize> {
    let rows = value.as_array()?;
    let width = rows.first()?.as_array()?.len();
    (width >= 2 && rows.iter().all(|row| row.as_array().is_some_and(|row| row.len() == width))).then_some(width)
}

/// Keys of a column's name, what programs compare first.
const NAMES: &[&str] = &["name", "field", "key", "id", "column", "display_name", "label", "title"];

/// So many different names, as texts or as objects that have one.
fn names(value: &Value, width: usize) -> Option<Vec<String>> {
    let list = value.as_array().filter(|list| list.len() == width)?;
    let name = |value: &Value| match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(column) => NAMES.iter().find_map(|key| column.get(*key)?.as_str()).map(str::to_owned),
        _ => None,
    };
    let names: Vec<String> = list.iter().map(name).collect::<Option<_>>()?;
    // Objects that have a title may be anything.
    if list.iter().any(Value::is_object) && !names.iter().any(|name| headers::is_known(name)) {
        return None;
    }
    let different: BTreeSet<&String> = names.iter().collect();
    (different.len() == width).then_some(names)
}

fn record<'v>(names: &[String], values: impl Iterator<Item = &'v Value>) -> Value {
    Value::Object(names.iter().cloned().zip(values.cloned()).collect())
}

/// `[["id", "text"], [1, "a"]]`: the first row names the columns.
fn header_row(document: &Value) -> Option<Vec<Value>> {
    let width = width(document)?;
    let (first, rest) = document.as_array()?.split_first()?;
    let names = names(first, width).filter(|names| names.iter().any(|name| headers::is_known(name)))?;
    Some(rest.iter().filter_map(Value::as_array).map(|row| record(&names, row.iter())).collect())
}

/// `{"id": [1, 2], "text": ["a", "b"]}` and `{"id": {"0": 1, "1": 2}, "text": {"0": "a", "1": "b"}}`: a list a column.
fn columns(document: &Value) -> Option<Vec<Value>> {
    let object = document.as_object().filter(|object| object.len() >= 2)?;
    if !object.keys().any(|name| headers::is_known(name)) {
        return None;
    }
    let lists: Option<Vec<&Vec<Value>>> = object.values().map(Value::as_array).collect();
    if let Some(lists) = lists {
        let length = lists.first()?.len();
        let even = length >= 2 && lists.iter().all(|list| list.len() == length && !list.iter().any(Value::is_object));
        let names: Vec<String> = object.keys().cloned().collect();
        return even.then(|| (0..length).map(|at| record(&names, lists.iter().map(|list| &list[at]))).collect());
    }
    let indexed: Vec<&Map<String, Value>> = object.values().map(Value::as_object).collect::<Option<_>>()?;
    let index = indexed.first()?;
    let numbered = index.keys().all(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()));
    let even = |column: &&Map<String, Value>| {
        column.len() == index.len()
            && index.keys().all(|key| column.contains_key(key))
            && !column.values().any(Value::is_object)
    };
    if index.len() < 2 || !numbered || !indexed.iter().all(even) {
        return None;
    }
    let mut rows: Vec<&String> = index.keys().collect();
    rows.sort_by_key(|key| (key.len(), *key));
    let names: Vec<String> = object.keys().cloned().collect();
    Some(rows.into_iter().map(|key| record(&names, indexed.iter().map(|column| &column[key]))).collect())
}

/// `[{"type": "table", "name": "tickets", "data": […]}]`: the tables of a database by their names.
fn named_tables(document: Value) -> Value {
    let Value::Array(parts) = document else { return document };
    let table = |part: &Value| {
        let named = part.get("type")?.as_str()? == "table";
        let name = part.get("name")?.as_str().filter(|_| named)?.to_owned();
        part.get("data").filter(|data| data.is_array()).map(|data| (name, data.clone()))
    };
    let tables: Map<String, Value> = parts.iter().filter_map(table).collect();
    if tables.is_empty() { Value::Array(parts) } else { Value::Object(tables) }
}

/// `{"billing": […], "login": […]}`: lists of records that are alike, or of texts; the key says what they have in common.
fn lists_by_label(document: &Value) -> Option<Vec<Value>> {
    let object = document.as_object().filter(|object| (2..=MOST_LABELS).contains(&object.len()))?;
    let lists: Vec<(&String, &Vec<Value>)> =
        object.iter().map(|(key, value)| Some((key, value.as_array()?))).collect::<Option<_>>()?;
    let all = || lists.iter().flat_map(|(_, list)| list.iter());
    let filled = lists.iter().filter(|(_, list)| !list.is_empty()).count();
    let texts = all().all(Value::is_string) && all().filter(|text| is_written(text)).count() * 2 > all().count();
    // Every list must hold tickets: users and comments beside them are like each other at the most.
    let each = lists.iter().filter(|(_, list)| !list.is_empty()).all(|(_, list)| are_texts(list.iter()));
    let tickets = texts || each && are_alike(all());
    if filled < 2 || !tickets {
        return None;
    }
    let name = label_name(lists.iter().map(|(key, _)| key.as_str()));
    let labelled = |label: &str, value: &Value| {
        let mut record = match value {
            Value::Object(record) => record.clone(),
            text => Map::from_iter([("text".to_owned(), text.clone())]),
        };
        record.entry(name).or_insert_with(|| Value::String(label.to_owned()));
        Value::Object(record)
    };
    Some(lists.iter().flat_map(|(key, list)| list.iter().map(|value| labelled(key, value))).collect())
}

/// What the keys of lists are called as a column.
fn label_name<'k>(keys: impl Iterator<Item = &'k str> + Clone) -> &'static str {
    let all = |is: fn(&str) -> bool| keys.clone().all(is);
    let state = |key: &str| {
        values::state(key)
            .is_some_and(|state| matches!(state, TicketState::Open | TicketState::Pending | TicketState::Done))
    };
    if all(state) {
        return "status";
    }
    // A list called `issues` is no category.
    if keys.clone().any(records::is_wrapper) || !all(|key| key.chars().any(char::is_alphabetic)) {
        "list"
    } else {
        "category"
    }
}

/// `[{"customer": "C0", "tickets": […]}]`: tickets that stand under what they have in common, which each of them takes.
fn children(document: Value) -> Value {
    let (parents, wrapper) = match &document {
        Value::Array(parents) => (parents, None),
        Value::Object(object) => {
            let mut lists = object.iter().filter_map(|(key, value)| Some((key, value.as_array()?)));
            match (lists.next(), lists.next()) {
                (Some((key, parents)), None) => (parents, Some(key.as_str())),
                _ => return document,
            }
        }
        _ => return document,
    };
    match below(parents, wrapper) {
        Some(found) => children(Value::Array(found)),
        None => document,
    }
}

fn below(parents: &[Value], wrapper: Option<&str>) -> Option<Vec<Value>> {
    let objects: Vec<&Map<String, Value>> = parents.iter().map(Value::as_object).collect::<Option<_>>()?;
    if objects.iter().any(|parent| has_text(parent)) {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, value) in objects.iter().flat_map(|parent| parent.iter()) {
        let list = value.as_array().filter(|list| list.iter().any(Value::is_object));
        *counts.entry(key).or_default() += list.filter(|list| !messages::are_messages(key, list)).map_or(0, Vec::len);
    }
    let (key, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let all = || objects.iter().filter_map(|parent| parent.get(key)?.as_array()).flatten();
    let deeper = all().filter_map(Value::as_object).all(|child| child.values().any(|value| value.is_array()));
    if count <= objects.len()
        || !(are_texts(all()) && are_alike(all())
            || deeper && below(&all().cloned().collect::<Vec<_>>(), None).is_some())
    {
        return None;
    }
    let mut found = Vec::new();
    for parent in objects {
        for child in parent.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
            let mut child = child.clone();
            for (name, value) in parent.iter().filter(|(_, value)| !value.is_array() && !value.is_object()) {
                // What a category or a customer is called is no title of the tickets below.
                let title = headers::meanings(name)
                    .iter()
                    .any(|(field, _)| matches!(field, Field::Subject | Field::CustomerName));
                let name = match wrapper {
                    Some(wrapper) if title => one_of(wrapper).to_owned(),
                    Some(wrapper) => format!("{wrapper}.{name}"),
                    None if child.contains_key(name) => format!("parent.{name}"),
                    None => name.clone(),
                };
                child.entry(name).or_insert_with(|| value.clone());
            }
            found.push(Value::Object(child));
        }
    }
    Some(found)
}

/// What one of several is called, where only that is a name of a column: `customers`.
fn one_of(several: &str) -> &str {
    let one = several.strip_suffix('s').filter(|one| !headers::is_known(several) && headers::is_known(one));
    one.unwrap_or(several)
}

/// Whether records share most of their keys.
pub fn are_alike<'v>(records: impl Iterator<Item = &'v Value>) -> bool {
    let (mut keys, mut filled, mut count) = (BTreeSet::new(), 0_usize, 0_usize);
    for record in records.take(LOOKED_AT) {
        let Some(object) = record.as_object() else { return false };
        keys.extend(object.keys());
        (filled, count) = (filled + object.len(), count + 1);
    }
    count >= 2 && keys.len() >= 2 && filled as f64 >= ALIKE * (keys.len() * count) as f64
}

/// Whether most records hold what somebody wrote.
pub fn are_texts<'v>(records: impl Iterator<Item = &'v Value>) -> bool {
    let looked: Vec<bool> = records.take(LOOKED_AT).map(|record| record.as_object().is_some_and(has_text)).collect();
    !looked.is_empty() && looked.iter().filter(|text| **text).count() * 2 > looked.len()
}

/// Whether a record holds a few words under a name that texts have.
pub fn has_text(record: &Map<String, Value>) -> bool {
    record.iter().any(|(key, value)| {
        let text = || headers::meanings(key).iter().any(|(field, _)| matches!(field, Field::Subject | Field::Body));
        is_written(value) && text()
    })
}

fn is_written(value: &Value) -> bool {
    let Some(text) = value.as_str() else { return false };
    text.split_whitespace().count() >= WORDS
        || !text.is_ascii() && text.chars().filter(|c| c.is_alphabetic()).count() >= WORDS * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<String> {
        let listed = listed(serde_json::from_str(text).unwrap());
        let Value::Array(records) = listed else { return vec!["no list".to_owned()] };
        records.iter().map(Value::to_string).collect()
    }

    #[test]
    fn rows_find_the_names_of_their_columns() {
        let expected = [r#"{"id":1,"text":"a"}"#, r#"{"id":2,"text":"b"}"#];
        for text in [
            r#"{"columns":["id","text"],"index":[0,1],"data":[[1,"a"],[2,"b"]]}"#,
            r#"{"data":{"cols":[{"name":"id"},{"name":"text"}],"rows":[[1,"a"],[2,"b"]]}}"#,
            r#"{"results":[{"series":[{"columns":["id","text"],"values":[[1,"a"],[2,"b"]]}]}]}"#,
            r#"[["id","text"],[1,"a"],[2,"b"]]"#,
            r#"{"id":[1,2],"text":["a","b"]}"#,
            r#"{"id":{"0":1,"1":2},"text":{"0":"a","1":"b"}}"#,
        ] {
            assert_eq!(list(text), expected, "{text}");
        }
    }

    #[test]
    fn lists_of_tickets_are_put_together_under_their_label() {
        let text = r#"{"billing":[{"id":1,"text":"I was charged twice"}],"login":[{"id":2,"text":"I cannot log in"}]}"#;
        assert_eq!(
            list(text),
            [
                r#"{"id":1,"text":"I was charged twice","category":"billing"}"#,
                r#"{"id":2,"text":"I cannot log in","category":"login"}"#
            ]
        );
        let text = r#"{"open":[{"id":1,"text":"I was charged twice"}],"closed":[{"id":2,"text":"I cannot log in"}]}"#;
        assert!(list(text)[0].contains(r#""status":"open""#));
        let aside = r#"{"users":[{"id":7,"name":"Ann"}],"rows":[{"id":2,"text":"I cannot log in"}]}"#;
        assert_eq!(list(aside), ["no list"]);
    }

    #[test]
    fn tickets_take_what_they_stand_under() {
        let ticket = |id: usize| format!(r#"{{"id":{id},"text":"I cannot log in"}}"#);
        let two = format!("{},{}", ticket(1), ticket(2));
        let expected = r#"{"id":2,"text":"I cannot log in","customer":"C0"}"#;
        assert_eq!(list(&format!(r#"[{{"customer":"C0","tickets":[{two}]}}]"#))[1], expected);
        let text = format!(r#"{{"categories":[{{"name":"Access","share":40,"items":[{two}]}}]}}"#);
        assert_eq!(list(&text)[1], r#"{"id":2,"text":"I cannot log in","categories":"Access","categories.share":40}"#);
        // A ticket has parts of its own.
        let parts = format!(r#"[{{"id":1,"subject":"No mail since monday","items":[{two}]}}]"#);
        assert_eq!(list(&parts).len(), 1);
        let thread = format!(r#"[{{"id":1,"messages":[{two}]}}]"#);
        assert_eq!(list(&thread).len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn no_document_breaks_it(text in "[\\[\\]{}\":,a1 ]{0,60}") {
            if let Ok(value) = serde_json::from_str(&text) {
                listed(value);
            }
        }
    }
}
