//! A document that is one conversation: an object with an id or a customer of its own and a list of messages.
//!
//! Programs save conversations so, a file each. Its messages are no tickets, and nothing that it holds besides is the
//! record. A channel that many people write in is a list of messages, whatever it is called.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::messages;
use crate::ingest::columns::{
    fields::Field,
    headers::{self, fold, squeeze},
};

/// Most people who write in one conversation; more are a channel.
const MOST_SPEAKERS: usize = 6;

/// Keys of ids that are those of a conversation, squeezed, besides those that mean a ticket's.
const IDS: &[&str] = &[
    "id",
    "conversationid",
    "chatid",
    "contactid",
    "threadid",
    "sessionid",
    "interactionid",
    "dialogid",
    "roomid",
    "callid",
    "uuid",
];

/// Keys of whom a conversation is with, squeezed.
const PEOPLE: &[&str] = &["customer", "contact", "requester", "visitor"];

/// Keys of what a conversation is in, squeezed: its id may stand for the conversation's.
const PLACES: &[&str] = &["channel", "conversation", "thread", "room", "customermetadata"];

/// Keys of the time of a message, squeezed.
const TIMES: &[&str] = &["createdat", "timestamp", "sentat", "absolutetime", "date", "time", "timestampms"];

/// Whether an object is one conversation.
pub fn is_conversation(object: &Map<String, Value>) -> bool {
    let lists = object.iter().filter_map(|(key, value)| list(key, value));
    lists.filter(|messages| are_messages(messages)).any(|messages| speakers(messages) <= MOST_SPEAKERS)
        && (has_id(object) || object.iter().any(|(key, value)| is_owner(key, value)))
}

/// The list of messages under a key, or under the same key below it.
fn list<'v>(key: &str, value: &'v Value) -> Option<&'v Vec<Value>> {
    let list = value.as_array().or_else(|| value.get(key)?.as_array())?;
    messages::are_messages(key, list).then_some(list)
}

/// Most are texts, and none has a subject of its own.
fn are_messages(list: &[Value]) -> bool {
    let objects = || list.iter().filter_map(Value::as_object);
    let texts = objects().filter(|message| messages::text_of(message).is_some()).count();
    let means = |key: &String, wanted: Field| headers::meanings(key).first().is_some_and(|(field, _)| *field == wanted);
    let ticket = |message: &Map<String, Value>| message.keys().any(|key| means(key, Field::Subject));
    texts > 0 && texts * 2 >= list.len() && !objects().any(ticket)
}

fn speakers(list: &[Value]) -> usize {
    let names: BTreeSet<String> =
        list.iter().filter_map(Value::as_object).filter_map(messages::author).map(|name| name.to_string()).collect();
    names.len()
}

/// Whether an object has an id of its own.
pub fn has_id(object: &Map<String, Value>) -> bool {
    own_id(object).is_some() || object.iter().any(|(key, value)| means_id(key) && is_plain(value))
}

fn own_id(object: &Map<String, Value>) -> Option<&Value> {
    let id = object.iter().find(|(key, value)| is_plain(value) && IDS.contains(&squeeze(&fold(key)).as_str()));
    id.map(|(_, id)| id)
}

fn is_plain(value: &Value) -> bool {
    value.is_string() || value.is_number()
}

/// Whether a key is first of all that of a ticket's id.
fn means_id(key: &str) -> bool {
    headers::meanings(key).first().is_some_and(|(field, _)| *field == Field::Id)
}

/// When the first message was written; some programs put the last one first.
fn begin(object: &Map<String, Value>) -> Option<Value> {
    let messages = object.iter().find_map(|(key, value)| list(key, value))?;
    let time = |message: &Value| {
        let message = message.as_object()?;
        let named = |key: &&str| message.iter().find(|(other, _)| squeeze(&fold(other)) == **key);
        TIMES.iter().find_map(named).map(|(_, time)| time.clone()).filter(|time| !time.is_null())
    };
    let (first, last) = (messages.first().and_then(time)?, messages.last().and_then(time));
    let earlier = |last: &Value| match (&first, last) {
        (Value::String(first), Value::String(last)) => first.len() == last.len() && last < first,
        (Value::Number(first), Value::Number(last)) => last.as_f64() < first.as_f64(),
        _ => false,
    };
    Some(last.filter(earlier).unwrap_or(first))
}

/// The id of what the conversation is in: its channel, and not its customer.
fn id_below(object: &Map<String, Value>) -> Option<Value> {
    let below = |key: &String| PLACES.contains(&squeeze(&fold(key)).as_str());
    let id = own_id(object)
        .or_else(|| object.iter().filter(|(key, _)| below(key)).find_map(|(_, value)| own_id(value.as_object()?)));
    id.cloned()
}

fn is_owner(key: &str, value: &Value) -> bool {
    let key = squeeze(&fold(key));
    [PEOPLE, PLACES].iter().any(|keys| keys.contains(&key.as_str()))
        && value.as_object().is_some_and(|owner| !owner.is_empty())
}

/// The conversation with an id of its own and the time when it began, where its parts tell them.
pub fn completed(mut object: Map<String, Value>) -> Map<String, Value> {
    let named = object.keys().any(|key| means_id(key));
    if let Some(id) = id_below(&object).filter(|_| !named) {
        object.insert("conversation_id".to_owned(), id);
    }
    let dated = |key: &String| headers::meanings(key).iter().any(|(field, _)| *field == Field::Created);
    if let Some(begin) = begin(&object).filter(|_| !object.keys().any(dated)) {
        object.insert("created_at".to_owned(), begin);
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(json: &str) -> bool {
        is_conversation(serde_json::from_str::<Value>(json).unwrap().as_object().unwrap())
    }

    #[test]
    fn an_object_with_an_id_and_messages_is_one_ticket() {
        assert!(is(r#"{"conversation_id":"c1","messages":[{"sender":"customer","text":"Hi"}]}"#));
        assert!(is(r#"{"ContactId":"c","Transcript":[{"Id":"0","ParticipantId":"AGENT","Content":"Hello"}]}"#));
        assert!(is(r#"{"id":"1","conversation_parts":{"conversation_parts":[{"body":"Hi"}]}}"#));
        assert!(is(r#"{"channel":{"id":"7"},"messages":[{"content":"Hi","author":{"id":"3"}}]}"#));
    }

    #[test]
    fn what_it_does_not_say_of_itself_is_told_by_its_parts() {
        let json = r#"{"channel":{"id":"7"},"messages":[{"content":"Bye","timestamp":"2026-01-05T12:00:00Z"},{"content":"Hi","timestamp":"2026-01-05T10:00:00Z"}]}"#;
        let object = completed(serde_json::from_str::<Value>(json).unwrap().as_object().unwrap().clone());
        assert_eq!((&object["conversation_id"], &object["created_at"]), (&"7".into(), &"2026-01-05T10:00:00Z".into()));
    }

    #[test]
    fn lists_of_messages_and_of_tickets_are_none() {
        assert!(!is(r#"{"messages":[{"text":"Hi"}],"total":1}"#));
        assert!(!is(r#"{"id":1,"messages":[{"subject":"No mail","text":"Hi"}]}"#));
        let many: Vec<String> = (0..20).map(|n| format!(r#"{{"from_id":"user{n}","text":"Hi"}}"#)).collect();
        assert!(!is(&format!(r#"{{"id":1,"name":"Support","messages":[{}]}}"#, many.join(","))));
    }
}
