//! Rich text kept as JSON → its words: Atlassian documents (Jira REST v3) and lists of runs (Notion).
//!
//! Refuses what only looks like it: a text about JSON stays as it is.

use serde_json::{Map, Value};

/// Deepest rich text that is read.
const DEEPEST: usize = 40;

/// Nodes that stand inside a line (Atlassian Document Format, nodes of the group `inline`); all others are blocks.
const INLINE: &[&str] =
    &["text", "mention", "emoji", "inlineCard", "date", "status", "placeholder", "inlineExtension", "mediaInline"];

/// Whether an object is an Atlassian document.
pub fn is_document(object: &Map<String, Value>) -> bool {
    object.get("type").and_then(Value::as_str) == Some("doc") && object.contains_key("content")
}

/// The text of an Atlassian document, a line a block.
pub fn of_document(document: &Map<String, Value>) -> String {
    let mut text = String::new();
    write(document, &mut text, 0);
    text.truncate(text.trim_end().len());
    text
}

/// The text of a cell that holds an Atlassian document as JSON.
pub fn of_cell(cell: &str) -> Option<String> {
    if !(cell.starts_with('{') && cell.ends_with('}') && cell.contains("\"doc\"")) {
        return None;
    }
    let value: Value = serde_json::from_str(cell).ok()?;
    value.as_object().filter(|object| is_document(object)).map(of_document)
}

/// The text of a list of runs (`[{"plain_text": "…"}]`).
pub fn of_runs(runs: &[Value]) -> Option<String> {
    let run = |run: &Value| run.get("plain_text").and_then(Value::as_str).map(str::to_owned);
    let texts: Vec<String> = runs.iter().map(run).collect::<Option<_>>()?;
    (!texts.is_empty()).then(|| texts.concat())
}

fn write(node: &Map<String, Value>, into: &mut String, depth: usize) {
    if let Some(word) = own_text(node) {
        into.push_str(word);
    }
    if depth > DEEPEST {
        return;
    }
    for child in node.get("content").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
        write(child, into, depth + 1);
        let kind = child.get("type").and_then(Value::as_str).unwrap_or_default();
        if !INLINE.contains(&kind) && !into.ends_with('\n') {
            into.push('\n');
        }
    }
}

/// What a node says besides its children: text, the name in a mention, the address of a card.
fn own_text(node: &Map<String, Value>) -> Option<&str> {
    let attribute = |name: &str| node.get("attrs").and_then(|attrs| attrs.get(name)).and_then(Value::as_str);
    node.get("text")
        .and_then(Value::as_str)
        .or_else(|| attribute("text"))
        .or_else(|| attribute("shortName"))
        .or_else(|| attribute("url"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r#"{"type":"doc","version":1,"content":[
        {"type":"paragraph","content":[{"type":"text","text":"The "},{"type":"text","text":"PDF","marks":[{"type":"strong"}]},
          {"type":"text","text":" is empty."},{"type":"hardBreak"},{"type":"mention","attrs":{"id":"1","text":"@Ann"}}]},
        {"type":"bulletList","content":[
          {"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"Firefox"}]}]},
          {"type":"listItem","content":[{"type":"paragraph","content":[{"type":"inlineCard","attrs":{"url":"https://x.example/1"}}]}]}]}]}"#;

    #[test]
    fn a_document_gives_its_lines() {
        let expected = "The PDF is empty.\n@Ann\nFirefox\nhttps://x.example/1";
        assert_eq!(of_cell(DOCUMENT).as_deref(), Some(expected));
        assert_eq!(of_cell("{\"type\": \"doc\" is what I see}"), None);
        assert_eq!(of_cell("{\"type\":\"docs\",\"content\":[]}"), None);
    }

    #[test]
    fn runs_are_joined_and_other_lists_are_not() {
        let runs = serde_json::json!([{"plain_text": "No "}, {"plain_text": "mail"}]);
        assert_eq!(of_runs(runs.as_array().unwrap()).as_deref(), Some("No mail"));
        let labels = serde_json::json!([{"plain_text": "No "}, {"name": "mail"}]);
        assert_eq!(of_runs(labels.as_array().unwrap()), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[{}\\[\\]\":,a-z ]{0,60}") {
            let _ = of_cell(&text);
        }
    }
}
