//! Where the records are in a JSON document.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{conversation, shapes};
use crate::ingest::columns::{fields::Field, headers};

/// How deep a list of records may stand.
pub const DEEPEST: usize = 4;

/// Keys that lists of records stand under in the answers of APIs; the first levels of any document are searched for them
/// before anything else. Sources: the API documentations named in the helpdesk table.
const WRAPPERS: &[&str] = &[
    "tickets",
    "issues",
    "records",
    "bugs",
    "results",
    "result",
    "conversations",
    "cards",
    "entries",
    "requests",
    "reviews",
    "incidents",
    "cases",
    "items",
    "nodes",
    "edges",
    "value",
    "topics",
    "payload",
    "messages",
    "work_items",
    "complaints",
    "data",
];

/// Those of them that no record has: a board has `cards` although it has a name and a description itself.
const COLLECTIONS: &[&str] =
    &["tickets", "issues", "cards", "bugs", "incidents", "cases", "reviews", "complaints", "work_items"];

/// Keys that a record hides its content under.
const PAYLOADS: &[&str] = &[
    "fields",
    "properties",
    "data",
    "node",
    "attributes",
    "_source",
    "document",
    "ticket",
    "issue",
    "helpdesk_ticket",
    "conversation",
    "bug",
    "record",
    "incident",
    "case",
    "content",
    "values",
    "_airbyte_data",
    "Item",
];

/// Length from which a key is the id of its record and no name of a field (Mattermost's are 26 characters).
const LONG_ID: usize = 24;

/// Keys of an envelope that a collector (Perceval) puts around each record under `data`.
const ENVELOPE: &[&str] = &["backend_name", "backend_version", "data"];

/// Share of the keys of two records' lists that both have before they are lists of the same.
const SAME: f64 = 0.7;

/// … and from which they are, whatever they are called and hold: several keys, which lists of labels do not share.
const NEARLY_SAME: f64 = 0.9;

/// How many keys are several.
const SEVERAL: usize = 3;

/// The records of a document and the key they stood under.
pub struct Records {
    /// Objects, or texts.
    pub values: Vec<Value>,
    /// The key.
    pub wrapper: Option<String>,
}

/// Finds the records of a document.
pub fn find(document: Value) -> Option<Records> {
    match document {
        Value::Array(values) => has_records(&values).then_some(Records { values, wrapper: None }),
        Value::Object(object) => in_object(object),
        _ => None,
    }
}

fn in_object(object: Map<String, Value>) -> Option<Records> {
    if let Some(key) = COLLECTIONS
        .iter()
        .find(|key| object.get(**key).and_then(Value::as_array).is_some_and(|values| are_records(values)))
    {
        return take(Value::Object(object), &[(*key).to_owned()]);
    }
    if conversation::is_conversation(&object) {
        return Some(Records { values: vec![Value::Object(conversation::completed(object))], wrapper: None });
    }
    if reads_as_record(&object) {
        return Some(Records { values: vec![Value::Object(object)], wrapper: None });
    }
    let document = Value::Object(object);
    if let Some(path) = known_wrapper(&document, DEEPEST) {
        return take(document, &path);
    }
    if let Some(inner) = single_object(&document) {
        return Some(Records { values: vec![inner], wrapper: None });
    }
    let mut best = (0, Vec::new());
    largest(&document, &mut Vec::new(), &mut best);
    // Fields of one thing (a label, a project) are no texts of tickets.
    let of_objects = |document: &Value| document.as_object().is_some_and(|o| o.values().any(Value::is_object));
    if best.1.is_empty() && !of_objects(&document) {
        return None;
    }
    take(document, &best.1)
}

/// A list under a well-known key, or objects by id (`{"Ticket": {"9": {…}}}`).
fn known_wrapper(value: &Value, depth: usize) -> Option<Vec<String>> {
    let object = value.as_object()?;
    for key in WRAPPERS {
        if object.get(*key).and_then(Value::as_array).is_some_and(|values| has_objects(values)) {
            return Some(vec![(*key).to_owned()]);
        }
    }
    if depth == 0 {
        return None;
    }
    let keyed = |value: &Value| {
        let object = value.as_object();
        object.is_some_and(|o| {
            let is_id = |key: &str| is_number(key) || key.len() >= LONG_ID && !key.contains(' ');
            let all =
                |is: &dyn Fn(&str, &Value) -> bool| o.iter().all(|(key, value)| value.is_object() && is(key, value));
            !o.is_empty() && (all(&|key, _| is_id(key)) || all(&|key, value| is_named_id(key) && is_record(value)))
                || is_map_of_tickets(o)
        })
    };
    for (key, inner) in object.iter().filter(|(_, inner)| inner.is_object()) {
        let path = if keyed(inner) { Some(vec![]) } else { known_wrapper(inner, depth - 1) };
        if let Some(mut path) = path {
            path.insert(0, key.clone());
            return Some(path);
        }
    }
    // The one board, project or repository that was asked for.
    for (key, inner) in object {
        if let Some([only]) = inner.as_array().map(Vec::as_slice)
            && let Some(mut path) = known_wrapper(only, depth - 1)
        {
            path.splice(0..0, [key.clone(), FIRST.to_owned()]);
            return Some(path);
        }
    }
    None
}

/// Whether a key is a number.
pub fn is_number(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a key is a number behind the name of its class: `UserRequest::15`, `INC-7`.
pub fn is_named_id(key: &str) -> bool {
    let digits = key.bytes().rev().take_while(u8::is_ascii_digit).count();
    let class = key[..key.len() - digits].trim_end_matches([':', '-', '#', '/']);
    let parted = class.len() + digits < key.len();
    digits > 0 && parted && !class.is_empty() && class.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether an object holds tickets by their keys: all are alike, and hold what somebody wrote.
fn is_map_of_tickets(object: &Map<String, Value>) -> bool {
    object.len() >= 2 && shapes::are_alike(object.values()) && shapes::are_texts(object.values())
}

/// Stands in a path for the first element of a list.
const FIRST: &str = "[0]";

/// The one object that a document wraps, when that reads as a record.
fn single_object(document: &Value) -> Option<Value> {
    let object = document.as_object()?;
    let mut inner = object.values().filter(|value| value.as_object().is_some_and(reads_as_record));
    let first = inner.next()?;
    inner.next().is_none().then(|| first.clone())
}

fn take(mut document: Value, path: &[String]) -> Option<Records> {
    let mut at = &mut document;
    for key in path {
        at = match at {
            Value::Array(values) => values.first_mut()?,
            _ => at.get_mut(key)?,
        };
    }
    let values = match at.take() {
        Value::Array(mut values) => {
            if let Some(key) = path.last() {
                let mut more = vec![];
                more_of_the_same(&mut document, (key, &values), DEEPEST, &mut more);
                values.extend(more);
            }
            values
        }
        Value::Object(object) => object.into_iter().flat_map(|(key, value)| under_key(&key, value)).collect(),
        _ => return None,
    };
    has_records(&values).then(|| Records { values, wrapper: path.last().cloned() })
}

/// The records of other lists of the document that are like these: `archived_tickets` beside `tickets`, the `tickets` of
/// another customer, `dev` beside `train`.
fn more_of_the_same(value: &mut Value, (key, values): (&str, &[Value]), depth: usize, more: &mut Vec<Value>) {
    let Some(object) = value.as_object_mut().filter(|_| depth > 0) else { return };
    for (name, inner) in object {
        match inner {
            Value::Array(list) => {
                let shared = shared_keys(values, list);
                let told = || name == key || shapes::are_texts(list.iter());
                if shared >= SAME && told() || shared >= NEARLY_SAME && has_several_keys(list) {
                    more.append(list);
                }
            }
            Value::Object(_) => more_of_the_same(inner, (key, values), depth - 1, more),
            _ => {}
        }
    }
}

/// Whether records have more than the id and the name that labels have too.
fn has_several_keys(list: &[Value]) -> bool {
    list.iter().filter_map(Value::as_object).any(|object| object.len() >= SEVERAL)
}

/// Whether another list holds texts under the keys of the first.
pub fn are_the_same(first: &[Value], other: &[Value]) -> bool {
    shared_keys(first, other) >= SAME && shapes::are_texts(other.iter())
}

/// The share of the keys of two lists' objects that both have; 0 where one has none.
fn shared_keys(first: &[Value], other: &[Value]) -> f64 {
    let keys = |values: &[Value]| {
        let objects = values.iter().take(100).filter_map(Value::as_object);
        objects.flat_map(|object| object.keys().cloned()).collect::<BTreeSet<String>>()
    };
    let (own, keys) = (keys(first), keys(other));
    let shared = own.intersection(&keys).count();
    if shared == 0 { 0.0 } else { shared as f64 / (own.len() + keys.len() - shared) as f64 }
}

/// What stands under the id of a record: the record, or comments on one that is elsewhere
/// (`{"bugs": {"7": {"comments": […]}}}`), which then name it.
fn under_key(id: &str, value: Value) -> Vec<Value> {
    let comments =
        |object: &Map<String, Value>| object.len() == 1 && object.get("comments").is_some_and(Value::is_array);
    if !value.as_object().is_some_and(comments) {
        return vec![keyed(id, value)];
    }
    let Value::Object(mut object) = value else { return vec![] };
    let Some(Value::Array(comments)) = object.remove("comments") else { return vec![] };
    let named = |mut comment: Value| {
        if let Some(comment) = comment.as_object_mut().filter(|comment| !comment.contains_key("bug_id")) {
            comment.insert("ticket_id".to_owned(), Value::String(id.to_owned()));
        }
        comment
    };
    comments.into_iter().map(named).collect()
}

/// A record that has no id takes its key, unless that only counts.
fn keyed(key: &str, mut value: Value) -> Value {
    let is_id = |name: &String| headers::meanings(name).iter().any(|(field, _)| *field == Field::Id);
    if let Some(record) = value.as_object_mut().filter(|record| !record.keys().any(is_id))
        && !key.bytes().all(|byte| byte.is_ascii_digit())
    {
        record.insert("id".to_owned(), Value::String(key.to_owned()));
    }
    value
}

fn largest(value: &Value, path: &mut Vec<String>, best: &mut (usize, Vec<String>)) {
    if path.len() >= DEEPEST {
        return;
    }
    for (key, inner) in value.as_object().into_iter().flatten() {
        path.push(key.clone());
        match inner {
            Value::Array(values) if values.len() > best.0 && has_objects(values) => {
                *best = (values.len(), path.clone())
            }
            Value::Object(_) => largest(inner, path, best),
            _ => {}
        }
        path.pop();
    }
}

fn are_records(values: &[Value]) -> bool {
    values.iter().any(|value| value.as_object().is_some_and(reads_as_record))
}

fn has_objects(values: &[Value]) -> bool {
    values.iter().any(Value::is_object)
}

fn has_records(values: &[Value]) -> bool {
    has_objects(values) || values.iter().any(Value::is_string)
}

/// Whether a value is a record itself, as against a list of records or something else.
pub fn is_record(value: &Value) -> bool {
    value.as_object().is_some_and(reads_as_record)
}

/// Whether lists of records are called so.
pub fn is_wrapper(key: &str) -> bool {
    WRAPPERS.contains(&key) || COLLECTIONS.contains(&key)
}

/// How likely a list under this key, so deep in a document, holds the records; the least is the likeliest. Records
/// under keys that only lists have come first, then well-known keys, then any.
pub fn likelihood(key: &str, depth: usize, has_tickets: bool) -> (u8, usize, usize) {
    let place = |keys: &[&str]| keys.iter().position(|known| *known == key);
    match (place(COLLECTIONS), place(WRAPPERS)) {
        (Some(at), _) if depth == 0 && has_tickets => (0, 0, at),
        (_, Some(at)) => (1, depth, at),
        _ => (2, 0, 0),
    }
}

/// Whether an object has nothing but a record under its key: Jira's issues, iTop's objects.
fn is_keyed_record(object: &Map<String, Value>) -> bool {
    object.get("fields").is_some_and(Value::is_object) && object.contains_key("key")
}

/// Whether an object is a record itself: a text and two more things that tickets have, as plain values.
fn reads_as_record(object: &Map<String, Value>) -> bool {
    if is_keyed_record(object) {
        return true;
    }
    let plain = object.iter().filter(|(_, value)| !value.is_array() && !value.is_object() && !value.is_null());
    let mut fields: Vec<Field> =
        plain.filter_map(|(key, _)| headers::meanings(key).first().map(|(field, _)| *field)).collect();
    fields.sort_unstable();
    fields.dedup();
    let text = fields.iter().any(|field| matches!(field, Field::Subject | Field::Body));
    let known = fields.iter().filter(|field| field.is_used()).count();
    text && known >= 3
}

/// The key that most records hide their content under, if they do.
pub fn payload<'v>(records: impl Iterator<Item = &'v Value>) -> Option<String> {
    let (mut counts, mut all) = ([0_usize; PAYLOADS.len()], 0_usize);
    for record in records.take(200) {
        let Some(object) = record.as_object() else { continue };
        all += 1;
        for (count, key) in counts.iter_mut().zip(PAYLOADS) {
            let inner = object.get(*key).and_then(Value::as_object);
            let leaves = |value: &Value| !value.is_object() && !value.is_null();
            let outer = object.values().filter(|value| leaves(value)).count();
            // A part among many is no wrapper, however few plain values stand beside it.
            let parts = object.values().filter(|value| value.is_object()).count();
            let dominates = inner.filter(|inner| inner.len() * 2 >= parts).is_some_and(|inner| {
                inner.len() > outer
                    || object.len() == 1
                    || inner.len() >= 3 && (*key == "fields" && is_keyed_record(object) || !reads_as_record(object))
            });
            *count += usize::from(dominates);
        }
    }
    let best = counts.iter().zip(PAYLOADS).max_by_key(|(count, _)| **count)?;
    (*best.0 * 10 > all * 9 && all > 0).then(|| (*best.1).to_owned())
}

/// The record with its payload's keys beside its own; its own win.
pub fn unwrap(mut object: Map<String, Value>, payload: Option<&str>) -> Map<String, Value> {
    let Some(key) = payload else { return object };
    if ENVELOPE.iter().all(|mark| object.contains_key(*mark)) {
        // What the collector says of itself is nothing of the record's.
        return match object.remove(key) {
            Some(Value::Object(inner)) => inner,
            _ => object,
        };
    }
    let Some(Value::Object(inner)) = object.remove(key) else { return object };
    for (name, value) in inner {
        if object.get(&name).is_none_or(Value::is_null) {
            object.insert(name, value);
        } else {
            object.insert(format!("{key}.{name}"), value);
        }
    }
    object
}
