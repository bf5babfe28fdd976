//! Chats that programs export with what is told of them: a name, members and the list of messages.
//!
//! A chat has an id and a name as a ticket has, and is none: each of its messages is a record
//! ([`crate::ingest::chats`] makes tickets of them). An export of an account holds many chats.

use serde_json::{Map, Value};

/// How deep the chats of an account may stand.
const DEEPEST: usize = 4;

/// How many messages are looked at.
const LOOKED_AT: usize = 50;

/// Keys that together tell the messages of a program that exports chats (Telegram; Facebook and Instagram).
const TOLD_BY: &[&[&str]] = &[&["from", "from_id", "date", "type"], &["sender_name", "timestamp_ms"]];

/// Keys of what tells a chat from others: numbers and addresses before names.
const IDS: &[&str] = &["thread_path", "id", "name", "title"];

/// The messages of all chats in a document, each with the id of its chat; none where there is no chat.
pub fn messages(document: &Value) -> Option<Vec<Value>> {
    let mut found = Vec::new();
    collect(document, DEEPEST, &mut found);
    (!found.is_empty()).then_some(found)
}

fn collect(value: &Value, depth: usize, found: &mut Vec<Value>) {
    let Some(object) = value.as_object() else { return };
    if let Some(messages) = of_room(object) {
        let id = IDS.iter().find_map(|key| object.get(*key)).filter(|id| id.is_string() || id.is_number());
        for message in messages.iter().filter_map(Value::as_object) {
            let mut message = message.clone();
            if let Some(id) = id {
                message.entry("chat_id").or_insert_with(|| id.clone());
            }
            found.push(Value::Object(message));
        }
    } else if depth > 0 {
        for inner in object.values() {
            match inner {
                Value::Array(values) => values.iter().for_each(|value| collect(value, depth - 1, found)),
                other => collect(other, depth - 1, found),
            }
        }
    }
}

fn of_room(object: &Map<String, Value>) -> Option<&Vec<Value>> {
    let messages = object.get("messages")?.as_array()?;
    let looked = || messages.iter().take(LOOKED_AT).filter_map(Value::as_object);
    let told = |keys: &&&[&str]| looked().any(|message| keys.iter().all(|key| message.contains_key(*key)));
    TOLD_BY.iter().find(told).map(|_| messages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(json: &str) -> Option<Vec<String>> {
        let of = messages(&serde_json::from_str(json).unwrap())?;
        Some(of.iter().map(|message| format!("{} {}", message["chat_id"], message["text"])).collect())
    }

    #[test]
    fn messages_of_all_chats_are_records() {
        let message =
            r#"{"id":1,"type":"message","date":"2026-01-05","from":"Ann","from_id":"user1","text":"No mail"}"#;
        let chat = format!(r#"{{"name":"Help","type":"private_group","id":7,"messages":[{message}]}}"#);
        assert_eq!(texts(&chat).unwrap(), [r#"7 "No mail""#]);
        let account = format!(r#"{{"about":"All","chats":{{"about":"x","list":[{chat},{chat}]}}}}"#);
        assert_eq!(texts(&account).unwrap().len(), 2);
        assert_eq!(texts(r#"{"id":1,"messages":[{"from":"ann","text":"No mail"}]}"#), None);
    }
}
