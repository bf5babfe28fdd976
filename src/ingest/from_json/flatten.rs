//! A JSON record → cells named by key path.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::ingest::table::{SEVERAL, Table};

/// How deep values are looked for.
const DEEPEST: usize = 5;

/// How many elements of a list are looked at.
const LONGEST_LIST: usize = 60;

/// Most different key paths; custom fields by the thousand are left out beyond.
const MOST_COLUMNS: usize = 2_000;

/// Keys of the lists that hold a ticket's messages.
const MESSAGES: &[&str] = &[
    "comments",
    "messages",
    "conversations",
    "conversation_parts",
    "threads",
    "posts",
    "articles",
    "notes",
    "ticket_notes",
    "descriptions",
    "long_desc",
];

/// Keys of a message's text, plain ones first.
const TEXTS: &[&str] = &[
    "plain_body",
    "body_text",
    "stripped_text",
    "text_body",
    "body",
    "text",
    "content",
    "contents",
    "message",
    "html_body",
    "body_html",
    "cooked",
    "value",
    "notes",
    "thetext",
];

/// Builds the table of flattened records.
pub struct Flattening {
    /// The table so far.
    pub table: Table,
    columns: BTreeMap<String, usize>,
    cells: Vec<(usize, String)>,
    lossy: bool,
}

impl Flattening {
    /// An empty table.
    pub fn new(lossy: bool) -> Self {
        Self { table: Table::new(vec![]), columns: BTreeMap::new(), cells: vec![], lossy }
    }

    /// Appends a record.
    pub fn record(&mut self, line: u64, object: &Map<String, Value>) {
        self.object("", object, 0);
        let mut cells = std::mem::take(&mut self.cells);
        self.table.push(line, &mut cells, self.lossy);
        self.cells = cells;
    }

    /// Appends a record that is nothing but text.
    pub fn text(&mut self, line: u64, text: String) {
        self.cell("text", text);
        let mut cells = std::mem::take(&mut self.cells);
        self.table.push(line, &mut cells, self.lossy);
        self.cells = cells;
    }

    fn object(&mut self, path: &str, object: &Map<String, Value>, depth: usize) {
        if let Some(value) = shown_value(object) {
            return self.value(path, value, depth + 1);
        }
        if object.get("type").and_then(Value::as_str) == Some("doc") && object.contains_key("content") {
            let mut text = String::new();
            document_text(object, &mut text, 0);
            return self.cell(path, text);
        }
        for (key, value) in object {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match value {
                Value::Array(values) if MESSAGES.contains(&key.as_str()) && values.iter().any(Value::is_object) => {
                    if let Some(text) = first_message(values) {
                        self.cell(&format!("{path}[first]"), text.to_owned());
                    }
                }
                _ => self.value(&path, value, depth),
            }
        }
    }

    fn value(&mut self, path: &str, value: &Value, depth: usize) {
        match value {
            Value::Null => {}
            Value::String(text) => self.cell(path, text.replace(SEVERAL, " ")),
            Value::Bool(flag) => self.cell(path, flag.to_string()),
            Value::Number(number) => self.cell(path, number.to_string()),
            Value::Object(object) if depth < DEEPEST => self.object(path, object, depth + 1),
            Value::Array(values) if depth < DEEPEST => {
                for value in values.iter().take(LONGEST_LIST) {
                    let path = if value.is_object() { format!("{path}[]") } else { path.to_owned() };
                    self.value(&path, value, depth + 1);
                }
            }
            Value::Object(_) | Value::Array(_) => {}
        }
    }

    fn cell(&mut self, path: &str, text: String) {
        if text.trim().is_empty() {
            return;
        }
        let column = match self.columns.get(path) {
            Some(column) => *column,
            None if self.columns.len() >= MOST_COLUMNS => return,
            None => {
                let column = self.table.column(path);
                self.columns.insert(path.to_owned(), column);
                column
            }
        };
        self.cells.push((column, text));
    }
}

/// The value of an object that only wraps one (`{"display_value", "value", "link"}`).
fn shown_value(object: &Map<String, Value>) -> Option<&Value> {
    let wraps =
        object.len() <= 3 && object.keys().all(|key| matches!(key.as_str(), "display_value" | "value" | "link"));
    if !wraps {
        return None;
    }
    object.get("display_value").filter(|value| !value.is_null()).or_else(|| object.get("value"))
}

/// The text of the first message that a customer wrote; the first public one when roles are not told.
fn first_message(messages: &[Value]) -> Option<&str> {
    let read: Vec<(Option<bool>, &str)> = messages
        .iter()
        .filter_map(Value::as_object)
        .map(|message| message.values().find_map(as_single(message)).unwrap_or(message))
        .filter_map(|message| Some((role(message), message_text(message)?)))
        .collect();
    let of = |wanted| read.iter().find(|(role, _)| *role == wanted).map(|(_, text)| *text);
    of(Some(true)).or_else(|| of(None))
}

fn message_text(message: &Map<String, Value>) -> Option<&str> {
    TEXTS.iter().filter_map(|key| message.get(*key)?.as_str()).find(|text| !text.trim().is_empty())
}

/// Looks through `{"helpdesk_note": {…}}`.
fn as_single<'m>(message: &'m Map<String, Value>) -> impl Fn(&'m Value) -> Option<&'m Map<String, Value>> {
    move |value| if message.len() == 1 { value.as_object() } else { None }
}

/// Whether a customer (true) or somebody else (false) wrote a message; none when it does not say.
fn role(message: &Map<String, Value>) -> Option<bool> {
    let flag = |key: &str| message.get(key).and_then(Value::as_bool);
    if flag("private") == Some(true)
        || flag("is_private") == Some(true)
        || flag("internal") == Some(true)
        || message.get("isprivate").and_then(Value::as_str) == Some("1")
        || flag("system") == Some(true)
    {
        return Some(false);
    }
    if flag("public") == Some(false) || flag("is_public") == Some(false) || flag("from_agent") == Some(true) {
        return Some(false);
    }
    if let Some(incoming) = flag("incoming").or_else(|| flag("from_agent").map(|agent| !agent)) {
        return Some(incoming);
    }
    let author = message.get("author").and_then(|author| author.get("type"));
    let named =
        author.or_else(|| message.get("sender")).or_else(|| message.get("from")).or_else(|| message.get("sender_type"));
    if let Some(kind) = message.get("message_type").and_then(Value::as_i64) {
        // Chatwoot: 0 is incoming.
        return Some(kind == 0);
    }
    match named.or_else(|| message.get("type")).and_then(Value::as_str)?.to_lowercase().as_str() {
        "customer" | "user" | "lead" | "contact" | "end-user" | "visitor" => Some(true),
        "agent" | "admin" | "bot" | "system" | "operator" | "note" | "lineitem" | "teammate" => Some(false),
        _ => None,
    }
}

/// Deepest rich text that is read.
const DEEPEST_DOCUMENT: usize = 40;

/// The text of an Atlassian document, a line a block.
fn document_text(node: &Map<String, Value>, into: &mut String, depth: usize) {
    if let Some(text) = node.get("text").and_then(Value::as_str) {
        into.push_str(text);
    }
    if depth > DEEPEST_DOCUMENT {
        return;
    }
    for child in node.get("content").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
        document_text(child, into, depth + 1);
        if child.get("type").and_then(Value::as_str).is_some_and(|kind| kind != "text") {
            into.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(json: &str) -> Vec<(String, String)> {
        let mut flattening = Flattening::new(false);
        let Value::Object(object) = serde_json::from_str(json).unwrap() else { panic!("no object") };
        flattening.record(1, &object);
        let table = flattening.table;
        table.cells(0).map(|(column, text)| (table.columns()[column].clone(), text.to_owned())).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn nested_values_are_called_by_their_path() {
        let json = r#"{"id":12345678901234567,"via":{"channel":"web"},"tags":["a","b"],"labels":[{"name":"x"},{"name":"y"}],"due":null,"spam":false}"#;
        let expected = [
            ("id", "12345678901234567"),
            ("via.channel", "web"),
            ("tags", "a\u{1f}b"),
            ("labels[].name", "x\u{1f}y"),
            ("spam", "false"),
        ];
        assert_eq!(flat(json), pairs(&expected));
    }

    #[test]
    fn the_customers_first_message_is_found() {
        let json = r#"{"messages":[{"from_agent":true,"body_text":"Hello, how can I help?"},{"from_agent":false,"body_text":"No mail"}]}"#;
        assert_eq!(flat(json), pairs(&[("messages[first]", "No mail")]));
        let json = r#"{"notes":[{"helpdesk_note":{"body":"secret","private":true}},{"helpdesk_note":{"body":"It broke","private":false,"incoming":true}}]}"#;
        assert_eq!(flat(json), pairs(&[("notes[first]", "It broke")]));
        assert_eq!(
            flat(r#"{"comments":[{"author_id":1,"body":"First"},{"body":"Second"}]}"#),
            pairs(&[("comments[first]", "First")])
        );
    }

    #[test]
    fn wrapped_values_and_rich_text_are_read_through() {
        assert_eq!(flat(r#"{"state":{"display_value":"New","value":"1","link":"x"}}"#), pairs(&[("state", "New")]));
        let json = r#"{"description":{"type":"doc","version":1,"content":[{"type":"paragraph","content":[{"type":"text","text":"Hello"},{"type":"text","text":" there"}]},{"type":"paragraph","content":[{"type":"text","text":"Bye"}]}]}}"#;
        assert_eq!(flat(json), pairs(&[("description", "Hello there\nBye")]));
    }
}
