//! JSON in the cells of a table: what a warehouse or a data frame writes of a nested field (`conversation`, `messages`,
//! `source`), as JSON or as Python spells it.
//!
//! A table with a column of such cells that hold what somebody wrote is read as the list of its records, as if it had
//! been exported as JSON in the first place. Columns of JSON without words (tags, custom fields, addresses) stay as they are:
//! lists and names are read from their cells where they are needed.

use serde_json::{Map, Value};

use super::{gathering::Gathering, messages, shapes};
use crate::ingest::{
    lists,
    table::{SEVERAL, Table},
};

/// How many filled cells of a column are looked at.
const LOOKED_AT: usize = 100;

/// Share of them that must be JSON.
const MOST: f64 = 0.8;

/// Share of them that must hold words: many conversations have no further message.
const SAYING: f64 = 0.25;

/// Words of a text that somebody wrote.
const WORDS: usize = 3;

/// From so many words on the average a list of texts is a conversation and no list of tags.
const SPOKEN: usize = 4;

/// How deep messages may stand in a cell.
const DEEPEST: usize = 3;

/// The table with what its cells of JSON hold as columns of their own; as it was when there are none.
pub fn read(old: Table) -> Table {
    let nested: Vec<bool> = (0..old.columns().len()).map(|column| is_nested(&old, column)).collect();
    if !nested.contains(&true) {
        return old;
    }
    let names = names(&old, &nested);
    let mut gathering = Gathering::new();
    for (record, of) in old.records().iter().enumerate() {
        let mut object = Map::new();
        for (column, text) in old.cells(record) {
            let value = if nested[column] { value(text) } else { None };
            object.insert(names[column].clone(), value.unwrap_or_else(|| plain(text)));
        }
        gathering.take(of.line, Ok(Value::Object(object)), 0, false);
    }
    let mut new = gathering.finish(false);
    for (record, of) in old.records().iter().enumerate() {
        if let Some(fault) = of.fault {
            new.mark(record, fault);
        }
    }
    let cut = new.cut;
    new.carry_over(&old);
    new.cut = cut.or(new.cut);
    new
}

/// What the columns are called as keys. A list of messages is one, whatever its column is called.
fn names(table: &Table, nested: &[bool]) -> Vec<String> {
    let mut names: Vec<String> = table.columns().to_vec();
    let taken = |names: &[String]| names.iter().any(|name| messages::holds_messages(name));
    let is_list = |column: usize| (0..table.records().len()).any(|at| table.cell(at, column).starts_with('['));
    for column in (0..names.len()).filter(|column| nested[*column]) {
        if !taken(&names) && is_list(column) {
            names[column] = "messages".to_owned();
        }
    }
    names
}

fn is_nested(table: &Table, column: usize) -> bool {
    let cells = || (0..table.records().len()).map(|record| table.cell(record, column)).filter(|text| !text.is_empty());
    // Most columns are none, and one look is cheap.
    if !cells().take(10).any(|text| text.starts_with(['{', '[', '"'])) {
        return false;
    }
    let looked: Vec<Option<Value>> = cells().take(LOOKED_AT).map(value).collect();
    let share = |count: usize| count as f64 / looked.len() as f64;
    share(looked.iter().flatten().count()) >= MOST
        && share(looked.iter().flatten().filter(|value| says(value, DEEPEST)).count()) >= SAYING
}

/// The object or the list that a cell holds: JSON, JSON in a JSON text, Python, or what is whole of one that was cut off.
/// A list of texts is what was said in them.
fn value(text: &str) -> Option<Value> {
    let found = nested(text).or_else(|| match serde_json::from_str(text).ok()? {
        Value::String(inner) => nested(&inner),
        _ => None,
    })?;
    match &found {
        Value::Array(values) if values.iter().all(Value::is_string) && !values.is_empty() => {
            let lines: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            let words: usize = lines.iter().map(|line| line.split_whitespace().count()).sum();
            (words >= SPOKEN * lines.len()).then(|| Value::String(lines.join("\n")))
        }
        _ => Some(found),
    }
}

fn nested(text: &str) -> Option<Value> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let read = |text: &str| serde_json::from_str::<Value>(text).ok();
    let whole = || read(text).or_else(|| read(&lists::from_python(text)));
    let found = whole().or_else(|| closed(text).and_then(|text| read(&text)));
    found.filter(|value| value.is_object() || value.is_array())
}

/// A cell that was cut off where a spreadsheet or a database allows no more, up to the last thing that is whole.
fn closed(text: &str) -> Option<String> {
    let (mut open, mut quoted, mut escaped) = (Vec::new(), false, false);
    let mut whole = None;
    for (at, byte) in text.bytes().enumerate() {
        if quoted {
            (quoted, escaped) = (byte != b'"' || escaped, byte == b'\\' && !escaped);
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' => open.push('}'),
            b'[' => open.push(']'),
            b'}' | b']' => {
                open.pop()?;
                whole = Some((at + 1, open.clone()));
            }
            _ => {}
        }
    }
    if quoted && open.len() == 1 {
        return Some(format!("{}\"{}", text.trim_end_matches('\\'), open[0]));
    }
    let (end, open) = whole.filter(|(_, open)| !open.is_empty())?;
    Some(text[..end].chars().chain(open.into_iter().rev()).collect())
}

/// Whether somebody wrote what a value holds: a message, a list of messages, a text under a name that texts have.
fn says(value: &Value, depth: usize) -> bool {
    match value {
        Value::String(text) => is_written(text),
        Value::Array(values) => {
            let objects = values.iter().filter_map(Value::as_object);
            objects.filter(|object| !is_field(object)).any(|object| messages::text_of(object).is_some_and(is_written))
        }
        Value::Object(object) => {
            shapes::has_text(object)
                || !is_field(object) && messages::text_of(object).is_some_and(is_written)
                || depth > 0
                    && object
                        .values()
                        .filter(|inner| inner.is_object() || inner.is_array())
                        .any(|inner| says(inner, depth - 1))
        }
        _ => false,
    }
}

/// Whether an object is a field with its name: `{"id": 360001, "value": "…"}`.
fn is_field(object: &Map<String, Value>) -> bool {
    object.contains_key("value") && object.len() <= 4
}

fn is_written(text: &str) -> bool {
    text.split_whitespace().count() >= WORDS || !text.is_ascii() && text.chars().count() >= WORDS * 3
}

/// A cell as it stands; one of several values as the list of them.
fn plain(text: &str) -> Value {
    if text.contains(SEVERAL) {
        Value::Array(text.split(SEVERAL).map(|value| Value::String(value.to_owned())).collect())
    } else {
        Value::String(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::from_csv;

    fn rows(csv: &str) -> Vec<Vec<(String, String)>> {
        let table = read(from_csv::read(csv, false).unwrap());
        let row =
            |record| table.cells(record).map(|(at, text)| (table.columns()[at].clone(), text.to_owned())).collect();
        (0..table.records().len()).map(row).collect()
    }

    fn has(row: &[(String, String)], column: &str, text: &str) {
        assert!(row.iter().any(|(name, value)| name == column && value == text), "{column} in {row:?}");
    }

    #[test]
    fn a_conversation_in_a_cell_is_the_customer_s_words() {
        let json = r#""[{""role"":""agent"",""body"":""Hello, how can I help?""},{""role"":""customer"",""body"":""My parcel has not come""}]""#;
        let python = r#""[{'role': 'agent', 'body': 'Hello, how can I help?', 'seen': None}, {'role': 'customer', 'body': ""My parcel hasn't come\xa0yet""}]""#;
        let cut = r#""[{""role"":""customer"",""body"":""My parcel has not come""},{""role"":""agent"",""bo""#;
        for (cell, text) in [
            (json, "My parcel has not come"),
            (python, "My parcel hasn't come\u{a0}yet"),
            (cut, "My parcel has not come"),
        ] {
            let row = &rows(&format!("id,conversation\n7,{cell}\n"))[0];
            has(row, "messages[first]", text);
            has(row, "id", "7");
            assert!(row.iter().all(|(_, text)| !text.contains('{')), "{row:?}");
        }
    }

    #[test]
    fn records_and_texts_in_cells_are_read() {
        let row = &rows("id,message\n7,\"{\"\"text\"\":\"\"I cannot log in\"\",\"\"device\"\":\"\"ios\"\"}\"\n")[0];
        has(row, "message.text", "I cannot log in");
        let row = &rows(
            "id,data\n7,\"{\"\"subject\"\":\"\"I cannot log in\"\",\"\"status\"\":\"\"open\"\",\"\"priority\"\":\"\"high\"\"}\"\n",
        )[0];
        has(row, "subject", "I cannot log in");
        let row =
            &rows("id,log\n7,\"[\"\"Customer: I cannot log in at all\"\", \"\"Agent: Which browser is it?\"\"]\"\n")[0];
        assert!(row[1].1.contains("log in at all\nAgent"), "{row:?}");
    }

    #[test]
    fn tags_and_fields_and_brackets_stay() {
        for csv in [
            "id,tags,subject\n7,\"[\"\"billing\"\", \"\"very important customer\"\"]\",No mail\n",
            "id,fields,subject\n7,\"[{\"\"id\"\":1,\"\"value\"\":\"\"a long value here\"\"}]\",No mail\n",
            "id,subject\n7,[Ticket 12] no login\n8,{name} is shown in mails\n",
            "id,via,subject\n7,\"{\"\"channel\"\":\"\"email\"\",\"\"source\"\":{\"\"from\"\":{\"\"name\"\":\"\"Ann\"\"}}}\",No mail\n",
        ] {
            let plain = from_csv::read(csv, false).unwrap();
            let cells: Vec<Vec<(String, String)>> = rows(csv);
            let same = plain.cells(0).map(|(at, text)| (plain.columns()[at].clone(), text.to_owned()));
            assert_eq!(cells[0], same.collect::<Vec<_>>());
        }
    }

    proptest::proptest! {
        #[test]
        fn no_cell_breaks_it(text in "[\\[\\]{}\"':,a1 \\\\é]{0,60}") {
            let _ = value(&text);
        }
    }
}
