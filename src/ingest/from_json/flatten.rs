//! A JSON record → cells named by key path.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{messages, people::People};
use crate::ingest::{
    rich_text,
    table::{SEVERAL, Table},
};

/// How deep values are looked for.
const DEEPEST: usize = 5;

/// How many elements of a list are looked at.
const LONGEST_LIST: usize = 60;

/// Most different key paths; custom fields by the thousand are left out beyond.
const MOST_COLUMNS: usize = 2_000;

/// Builds the table of flattened records.
pub struct Flattening {
    /// The table so far.
    pub table: Table,
    columns: BTreeMap<String, usize>,
    cells: Vec<(usize, String)>,
    /// What so many conversations begin with that no customer wrote it.
    openers: Vec<String>,
    /// Whom the record that is being read lists.
    people: People,
}

impl Flattening {
    /// An empty table.
    pub fn new() -> Self {
        Self {
            table: Table::new(vec![]),
            columns: BTreeMap::new(),
            cells: vec![],
            openers: vec![],
            people: People::default(),
        }
    }

    /// Looks at records for what many of their conversations begin with.
    pub fn learn<'v>(&mut self, records: impl Iterator<Item = &'v Value>) {
        self.openers = messages::openers(records);
    }

    /// Appends a record. `lossy`: characters were replaced when it was decoded.
    pub fn record(&mut self, line: u64, object: &Map<String, Value>, lossy: bool) {
        self.people = People::of(object);
        self.object("", object, 0);
        let customer = std::mem::take(&mut self.people.customer);
        for (column, name) in customer.into_iter().filter(|_| !object.contains_key("customer")) {
            self.cell(column, name);
        }
        let mut cells = std::mem::take(&mut self.cells);
        self.table.push(line, &mut cells, lossy);
        self.cells = cells;
    }

    /// Appends a record that is nothing but text.
    pub fn text(&mut self, line: u64, text: String, lossy: bool) {
        self.cell("text", text);
        let mut cells = std::mem::take(&mut self.cells);
        self.table.push(line, &mut cells, lossy);
        self.cells = cells;
    }

    fn object(&mut self, path: &str, object: &Map<String, Value>, depth: usize) {
        if let Some(value) = database_value(object).filter(|_| !path.is_empty()) {
            return self.value(path, value, depth);
        }
        if let Some(value) = shown_value(object).or_else(|| typed_value(object).filter(|_| !path.is_empty())) {
            return self.value(path, value, depth + 1);
        }
        if rich_text::is_document(object) {
            return self.cell(path, rich_text::of_document(object));
        }
        let begun = messages::begun(object, &self.openers, &self.people);
        for (key, value) in object {
            let value = begun.as_ref().filter(|(begins, _)| *begins == key).map_or(value, |(_, with_text)| with_text);
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match value {
                Value::Array(values) if messages::are_messages(key, values) => {
                    if let Some((message, text)) = messages::opening(values, &self.openers, &self.people) {
                        self.cell(&format!("{path}[first]"), text);
                        self.about_message(&format!("{path}[first]"), message, depth);
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
                if let Some(text) = rich_text::of_runs(values) {
                    return self.cell(path, text);
                }
                for value in values.iter().take(LONGEST_LIST) {
                    self.element(path, value, depth + 1);
                }
            }
            Value::Object(_) | Value::Array(_) => {}
        }
    }

    /// An element of a list. One that says its own name or type has a column of its own.
    fn element(&mut self, path: &str, value: &Value, depth: usize) {
        let Some(object) = value.as_object() else { return self.value(path, value, depth) };
        if let Some((name, value)) = field_of(path, object) {
            // All that the record says: its columns need no path.
            return self.value(name, value, depth);
        }
        let named = named_value(object).filter(|_| NAMED_LISTS.contains(&path.rsplit('.').next().unwrap_or(path)));
        match (named, link_type(object)) {
            (Some((name, value)), _) => self.value(&format!("{path} ({name})"), value, depth),
            (None, Some(kind)) => self.value(&format!("{path} ({kind})"), value, depth),
            (None, None) => self.value(&format!("{path}[]"), value, depth),
        }
    }

    /// What is told of the first message besides its text: who wrote it, when, how many stars.
    fn about_message(&mut self, path: &str, message: &Map<String, Value>, depth: usize) {
        for (key, value) in message.iter().filter(|(key, _)| !messages::is_text(key)) {
            match value {
                Value::Object(inner) if depth < DEEPEST => {
                    self.about_message(&format!("{path}.{key}"), inner, depth + 1);
                }
                Value::String(_) | Value::Number(_) => self.value(&format!("{path}.{key}"), value, depth),
                _ => {}
            }
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
        if self.table.keeps(column) {
            self.cells.push((column, text));
        } else {
            self.table.leave_out();
        }
    }
}

/// Keys of lists of named values: custom fields of YouTrack, Redmine and Asana, answers of Jira's request forms, columns
/// of monday.com. Other lists may hold names without end.
const NAMED_LISTS: &[&str] =
    &["customFields", "custom_fields", "requestFieldValues", "column_values", "metadata", "custom_values"];

/// Keys of the name of such a value, what programs compare first.
const NAMED_BY: &[&str] = &["fieldId", "name", "title", "key"];

/// Keys of the value of a named one, what people read first.
const NAMED_VALUES: &[&str] = &["display_value", "text", "value"];

/// Most keys of an element that is nothing but a number and its value.
const NUMBERED_KEYS: usize = 3;

/// Longest name of a value that makes a column, in bytes.
const LONGEST_NAME: usize = 80;

/// Keys of what defines such a value: the column of a board, the field of a form.
const DEFINED_BY: &[&str] = &["column", "field", "custom_field"];

/// Name and value of an element such as `{"name": "Priority", "value": {"name": "Major"}}`. Where only numbers tell the
/// fields apart (Zendesk: `{"id": 360041, "value": "billing"}`), they are their names.
fn named_value(object: &Map<String, Value>) -> Option<(String, &Value)> {
    let named = |object: &Map<String, Value>| -> Option<String> {
        NAMED_BY.iter().find_map(|key| object.get(*key)?.as_str()).map(str::to_owned)
    };
    let defined = || DEFINED_BY.iter().find_map(|key| named(object.get(*key)?.as_object()?));
    let numbered = || match object.get("id").filter(|_| object.len() <= NUMBERED_KEYS)? {
        Value::Number(id) => Some(id.to_string()),
        Value::String(id) => Some(id.clone()),
        _ => None,
    };
    let name = named(object).or_else(defined).or_else(numbered)?;
    let value = NAMED_VALUES.iter().find_map(|key| object.get(*key).filter(|value| !value.is_null()));
    let known = NAMED_VALUES.iter().any(|key| object.contains_key(*key));
    (known && !name.trim().is_empty() && name.len() <= LONGEST_NAME).then_some((name, value.unwrap_or(&Value::Null)))
}

/// Name and value of one of the fields that a record is a list of (Cherwell: `"fields": [{"displayName": "Status", "name":
/// "Status", "value": "New", …}]`).
fn field_of<'o>(path: &str, object: &'o Map<String, Value>) -> Option<(&'o str, &'o Value)> {
    let told = |key: &str| object.get(key).and_then(Value::as_str).filter(|name| !name.trim().is_empty());
    let name = told("displayName").or_else(|| told("name"))?;
    let value = object.get("value").filter(|value| !value.is_object() && !value.is_array())?;
    (path == "fields" && name.len() <= LONGEST_NAME).then_some((name, value))
}

/// The type of an element that says it as an object with a name: links between issues (`{"type": {"name": "Duplicate"}}`).
fn link_type(object: &Map<String, Value>) -> Option<&str> {
    let links = object.contains_key("inwardIssue") || object.contains_key("outwardIssue");
    object.get("type")?.get("name")?.as_str().filter(|name| links && name.len() <= LONGEST_NAME)
}

/// Most keys of an object that wraps a typed value.
const TYPED_KEYS: usize = 4;

/// The value of an object that calls it by its type: `{"id": "x", "type": "select", "select": {"name": "Bug"}}` (Notion).
fn typed_value(object: &Map<String, Value>) -> Option<&Value> {
    let kind = object.get("type").filter(|_| object.len() <= TYPED_KEYS)?.as_str()?;
    object.get(kind)
}

/// Keys under which MongoDB's extended JSON keeps a value whose type JSON does not have.
const EXTENDED: &[&str] =
    &["$oid", "$date", "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal", "$uuid", "$symbol"];

/// The value of an object that a database wrapped in its type: MongoDB's `{"$oid": "…"}`, DynamoDB's `{"S": "…"}`.
fn database_value(object: &Map<String, Value>) -> Option<&Value> {
    if let Some(seconds) = seconds(object) {
        return Some(seconds);
    }
    let (key, value) = object.iter().next().filter(|_| object.len() == 1)?;
    let typed = match key.as_str() {
        // Both are texts, so that `{"N": 5}` is left alone.
        "S" | "N" => value.is_string(),
        "BOOL" => value.is_boolean(),
        "M" => value.as_object().is_some_and(|inner| inner.values().all(Value::is_object)),
        "L" | "SS" | "NS" => value.is_array(),
        _ => EXTENDED.contains(&key.as_str()),
    };
    typed.then_some(value)
}

/// The seconds of a moment with its nanoseconds: Firestore's `{"_seconds": 1709280000, "_nanoseconds": 0}`.
fn seconds(object: &Map<String, Value>) -> Option<&Value> {
    let of = |keys: &[&str]| keys.iter().find_map(|key| object.get(*key)).filter(|value| value.is_i64());
    of(&["_nanoseconds", "nanoseconds", "nanos"]).filter(|_| object.len() == 2)?;
    of(&["_seconds", "seconds"])
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

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(json: &str) -> Vec<(String, String)> {
        let mut flattening = Flattening::new();
        let Value::Object(object) = serde_json::from_str(json).unwrap() else { panic!("no object") };
        flattening.record(1, &object, false);
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
        let json = r#"{"messages":[{"direction":"OUTGOING","text":"Pick a topic"},{"direction":"INCOMING","text":"Orders"},
            {"direction":"OUTGOING","text":"Thanks"},{"direction":"INCOMING","text":"my parcel is late"}]}"#;
        assert_eq!(flat(json)[0].1, "Orders\nmy parcel is late");
        let json = r#"{"source":{"body":"Pick a topic","author":{"type":"bot"}},"parts":{"conversation_parts":[
            {"body":"my parcel is late","author":{"type":"user"}}]}}"#;
        assert!(flat(json).contains(&("source.body".to_owned(), "my parcel is late".to_owned())));
        assert_eq!(
            flat(r#"{"comments":[{"author_id":1,"body":"First"},{"body":"Second"}]}"#),
            pairs(&[("comments[first]", "First"), ("comments[first].author_id", "1")])
        );
    }

    #[test]
    fn named_values_and_links_have_columns_of_their_own() {
        let json = r#"{"customFields":[{"name":"State","value":{"name":"Fixed"}},{"name":"Votes","value":3},{"name":"None","value":null}],
            "labels":[{"name":"x","value":"1"}],
            "issuelinks":[{"type":{"name":"Duplicate"},"outwardIssue":{"key":"A-1"}},{"type":{"name":"Blocks"},"inwardIssue":{"key":"A-2"}}],
            "properties":{"Stage":{"id":"a","type":"select","select":{"name":"Triage"}},"Name":{"id":"t","type":"title","title":[{"plain_text":"No "},{"plain_text":"mail"}]}}}"#;
        let found = flat(json);
        let has = |path: &str, value: &str| {
            assert!(found.contains(&(path.to_owned(), value.to_owned())), "{path}: {found:?}")
        };
        has("customFields (State).name", "Fixed");
        has("customFields (Votes)", "3");
        has("labels[].name", "x");
        has("issuelinks (Duplicate).outwardIssue.key", "A-1");
        has("issuelinks (Blocks).inwardIssue.key", "A-2");
        has("properties.Stage.name", "Triage");
        has("properties.Name", "No mail");
    }

    #[test]
    fn custom_fields_that_only_a_number_or_their_definition_names_have_columns_too() {
        let json = r#"{"custom_fields":[{"id":360041,"value":"gameplay"},{"id":360046,"value":null},
            {"field":{"id":7,"key":"platform"},"value":"ps5"}],"labels":[{"id":3,"value":"x"}]}"#;
        let expected = [
            ("custom_fields (360041)", "gameplay"),
            ("custom_fields (platform)", "ps5"),
            ("labels[].id", "3"),
            ("labels[].value", "x"),
        ];
        assert_eq!(flat(json), pairs(&expected));
    }

    #[test]
    fn a_record_that_is_a_list_of_fields_has_them_for_columns() {
        let json = r#"{"busObPublicId":"10200","fields":[{"displayName":"Short Description","name":"ShortDescription","value":"No mail"},
            {"name":"Status","value":"New"},{"name":"Owner","value":""}]}"#;
        let expected = [("busObPublicId", "10200"), ("Short Description", "No mail"), ("Status", "New")];
        assert_eq!(flat(json), pairs(&expected));
    }

    #[test]
    fn databases_wrap_values_in_their_types() {
        let json = r#"{"_id":{"$oid":"65e1"},"at":{"$date":{"$numberLong":"1709280000000"}},"n":{"N":"5"},"text":{"S":"No mail"},"m":{"M":{"a":{"BOOL":true}}},"N":{"a":1}}"#;
        let expected =
            [("_id", "65e1"), ("at", "1709280000000"), ("n", "5"), ("text", "No mail"), ("m.a", "true"), ("N.a", "1")];
        assert_eq!(flat(json), pairs(&expected));
    }

    #[test]
    fn wrapped_values_and_rich_text_are_read_through() {
        assert_eq!(flat(r#"{"state":{"display_value":"New","value":"1","link":"x"}}"#), pairs(&[("state", "New")]));
        let json = r#"{"description":{"type":"doc","version":1,"content":[{"type":"paragraph","content":[{"type":"text","text":"Hello"},{"type":"text","text":" there"}]},{"type":"paragraph","content":[{"type":"text","text":"Bye"}]}]}}"#;
        assert_eq!(flat(json), pairs(&[("description", "Hello there\nBye")]));
    }
}
