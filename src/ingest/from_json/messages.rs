//! The messages that stand inside a record, and which of them are the customer's.

use serde_json::{Map, Value};

use super::people::People;
use crate::ingest::{
    opening,
    threads::voices::{Voice, of_messages},
};

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
    "ticket_parts",
    "descriptions",
    "long_desc",
    "transcript",
];

/// Keys of lists that may hold messages or anything else that happened.
const HAPPENED: &[&str] = &[
    "events",
    "sentences",
    "utterances",
    "turns",
    "dialogue",
    "dialog",
    "history",
    "timeline",
    "interactions",
    "conversation",
    "conversation_history",
    "conversationHistory",
    "chat",
    "chat_history",
    "chatHistory",
    "message_history",
    "messageHistory",
    "thread",
    "replies",
    "segments",
    "servicerequestdescription",
    "servicerequesttextcollection",
];

/// Fewest words of a text that shows that a list is one of messages.
const WRITTEN: usize = 3;

/// Whether a key is one of a list of messages, however it is capitalised.
pub fn holds_messages(key: &str) -> bool {
    MESSAGES.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// Whether a list holds messages: by its key, or because texts of its elements have authors.
pub fn are_messages(key: &str, values: &[Value]) -> bool {
    if holds_messages(key) {
        return values.iter().any(Value::is_object);
    }
    if !HAPPENED.iter().any(|known| known.eq_ignore_ascii_case(key)) {
        return false;
    }
    let messages: Vec<Message<'_>> = values.iter().filter_map(Value::as_object).filter_map(read).collect();
    let voices = of_messages(&messages.iter().map(|(_, message, _)| *message).collect::<Vec<_>>());
    let told = voices.iter().zip(&messages).filter(|(voice, message)| voice.is_some() || author(message.1).is_some());
    told.count() == messages.len() && messages.iter().any(|(_, _, text)| text.split_whitespace().count() >= WRITTEN)
}

/// Whether a key is one of a message's text, however it is capitalised.
pub fn is_text(key: &str) -> bool {
    TEXTS.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// A value by its key, or by one that is capitalised otherwise.
fn get<'m>(message: &'m Map<String, Value>, key: &str) -> Option<&'m Value> {
    let other = || message.iter().find(|(other, _)| other.eq_ignore_ascii_case(key)).map(|(_, value)| value);
    message.get(key).or_else(other)
}

/// Keys of the message that begins a conversation, where it stands beside the list of the others.
const BEGINS: &[&str] = &["source", "conversation_message"];

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
    "msg",
    "message_text",
    "messageText",
    "plainText",
    "plain_text",
    "displayText",
    "display_text",
    "utterance",
    "transcript",
    "html_body",
    "body_html",
    "html",
    "cooked",
    "value",
    "notes",
    "message_parts",
    "thetext",
    "preview",
];

/// Keys that say who wrote a message, and of the object of a person.
const AUTHORS: &[&str] = &[
    "author_id",
    "authorId",
    "sender_id",
    "senderId",
    "from_id",
    "user_id",
    "userId",
    "participantId",
    "author",
    "author_name",
    "authorName",
    "sender",
    "from",
    "createdBy",
    "user",
];
const PERSON: &[&str] = &["id", "email", "name"];

/// How deep the text of a message may stand below it.
const DEEPEST_TEXT: usize = 3;

/// How deep a list of messages may stand below a record when it is looked for.
const DEEPEST_LIST: usize = 2;

/// A message: as it stands in its list, what it wraps, and its text.
type Message<'m> = (&'m Map<String, Value>, &'m Map<String, Value>, &'m str);

/// The first message that a customer wrote and what the customer wrote until it says something; the first public one
/// when roles are not told.
pub fn opening<'m>(
    messages: &'m [Value],
    openers: &[String],
    people: &People,
) -> Option<(&'m Map<String, Value>, String)> {
    let messages: Vec<Message<'m>> = messages.iter().filter_map(Value::as_object).filter_map(read).collect();
    let (first, text) = customers(&messages, openers, people)?;
    Some((messages[first].0, text))
}

/// The message that begins a record's conversation, by its key, with the customer's words for its text: what follows a
/// greeting, or what the customer answered to a bot. None where it stays as it is.
pub fn begun<'o>(object: &'o Map<String, Value>, openers: &[String], people: &People) -> Option<(&'o str, Value)> {
    let (key, first) = BEGINS.iter().find_map(|key| Some((*key, object.get(*key)?.as_object()?)))?;
    let others = list_below(object, DEEPEST_LIST)?;
    let mut messages = vec![(first, first, text_below(first, 0)?)];
    messages.extend(others.iter().filter_map(Value::as_object).filter_map(read));
    let (_, text) = customers(&messages, openers, people).filter(|(_, text)| text != messages[0].2)?;
    let text_key = TEXTS.iter().find(|key| first.get(**key).is_some_and(Value::is_string))?;
    let mut first = first.clone();
    first.insert((*text_key).to_owned(), Value::String(text));
    Some((key, Value::Object(first)))
}

/// What many of the conversations in these records begin with.
pub fn openers<'v>(records: impl Iterator<Item = &'v Value>) -> Vec<String> {
    let lists = records.filter_map(|record| list_below(record.as_object()?, DEEPEST_LIST));
    let several = lists.filter(|messages| messages.len() > 1);
    opening::openers(several.filter_map(|messages| Some(read(messages.first()?.as_object()?)?.2)))
}

/// The first of the customer's messages, and the text that they make.
fn customers(messages: &[Message<'_>], openers: &[String], people: &People) -> Option<(usize, String)> {
    let mut voices = of_messages(&messages.iter().map(|(_, message, _)| *message).collect::<Vec<_>>());
    for (voice, (_, message, _)) in voices.iter_mut().zip(messages).filter(|(voice, _)| voice.is_none()) {
        *voice = people.side(author(message));
    }
    let is_opener = |at: &usize| openers.iter().any(|opener| opener == messages[*at].2.trim());
    let unknown: Vec<usize> = (0..messages.len()).filter(|at| voices[*at].is_none()).collect();
    if unknown.iter().any(|at| !is_opener(at)) {
        unknown.into_iter().filter(is_opener).for_each(|at| voices[at] = Some(Voice::Aside));
    }
    let first_of = |voice| voices.iter().position(|one| *one == voice);
    let first = first_of(Some(Voice::Customer)).or_else(|| first_of(None))?;
    let author = author(messages[first].1);
    // Where roles are not told, whoever wrote first is the customer.
    let is_own = |at: &usize| match voices[first] {
        None => *at == first || author.is_some() && self::author(messages[*at].1) == author,
        told => voices[*at] == told,
    };
    let own = (first..messages.len()).filter(is_own).filter(|at| voices[*at] == voices[first]);
    Some((first, opening::join(own.map(|at| messages[at].2))))
}

/// Who wrote a message, as it says.
pub fn author(message: &Map<String, Value>) -> Option<&Value> {
    AUTHORS.iter().find_map(|key| match get(message, key)? {
        Value::Object(person) => PERSON.iter().find_map(|key| person.get(*key).filter(|value| !value.is_null())),
        Value::Null => None,
        value => Some(value),
    })
}

/// The first list of messages in a record.
fn list_below(object: &Map<String, Value>, depth: usize) -> Option<&[Value]> {
    let own = |key: &&str| get(object, key)?.as_array().filter(|values| are_messages(key, values));
    let inner = || object.values().filter_map(Value::as_object).filter(|_| depth > 0);
    MESSAGES
        .iter()
        .chain(HAPPENED)
        .find_map(own)
        .map(Vec::as_slice)
        .or_else(|| inner().find_map(|o| list_below(o, depth - 1)))
}

/// A message and its text, through `{"helpdesk_note": {…}}`.
fn read(outer: &Map<String, Value>) -> Option<Message<'_>> {
    let single = outer.values().next().filter(|_| outer.len() == 1).and_then(Value::as_object);
    let message = single.unwrap_or(outer);
    Some((outer, message, text_below(message, DEEPEST_TEXT)?))
}

/// The text of a message.
pub fn text_of(message: &Map<String, Value>) -> Option<&str> {
    text_below(message, DEEPEST_TEXT)
}

/// The text under a message's keys; a message may be made of parts, and a text may be an object of forms.
fn text_below(message: &Map<String, Value>, depth: usize) -> Option<&str> {
    TEXTS.iter().find_map(|key| match get(message, key)? {
        Value::String(text) => Some(text.as_str()).filter(|text| !text.trim().is_empty()),
        Value::Object(inner) if depth > 0 => text_below(inner, depth - 1),
        Value::Array(parts) if depth > 0 => {
            parts.iter().filter_map(Value::as_object).find_map(|part| text_below(part, depth - 1))
        }
        _ => None,
    })
}
