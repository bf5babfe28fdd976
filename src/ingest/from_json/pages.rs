//! Answers of an interface that were saved one after the other: each is a page of records, not a record.
//!
//! `{"data": [{ticket}, {ticket}], "meta": {"next": "x"}}` on each line, or such pages in one array.

use serde_json::{Map, Value};

use super::{conversation, records, related};

/// The records of a page; the value as it is where it is none.
pub fn opened(value: Value) -> Vec<Value> {
    match value {
        Value::Object(page) if is_page(&page) => {
            records::find(related::resolved(Value::Object(page))).map(|found| found.values).unwrap_or_default()
        }
        other => vec![other],
    }
}

/// Whether an object only wraps a list of tickets: it is none itself, and no conversation either.
fn is_page(object: &Map<String, Value>) -> bool {
    let tickets = |(key, value): (&String, &Value)| {
        records::is_wrapper(key) && value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(is_ticket))
    };
    object.iter().any(tickets) && !records::is_record(&Value::Object(own(object))) && !conversation::has_id(object)
}

fn is_ticket(value: &Value) -> bool {
    records::is_record(value)
        || value.as_object().is_some_and(|object| {
            object.len() <= WRAPPING && object.values().any(|inner| inner.is_object() && records::is_record(inner))
        })
}

/// Most keys of what wraps a ticket on a page: `{"id": "1", "type": "ticket", "attributes": {…}, "links": {…}}`.
const WRAPPING: usize = 6;

/// What a page says of itself.
fn own(object: &Map<String, Value>) -> Map<String, Value> {
    object.iter().filter(|(_, value)| !value.is_array()).map(|(key, value)| (key.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(json: &str) -> usize {
        opened(serde_json::from_str(json).unwrap()).len()
    }

    const TWO: &str = r#"[{"id":1,"subject":"No mail","status":"open"},{"id":2,"subject":"No login","status":"open"}]"#;

    #[test]
    fn a_page_is_opened() {
        assert_eq!(count(&format!(r#"{{"tickets":{TWO},"count":2,"next_page":null}}"#)), 2);
        assert_eq!(
            count(&format!(r#"{{"object":"list","uri":"/api/tickets","data":{TWO},"meta":{{"next":"x"}}}}"#)),
            2
        );
        let wrapped = r#"{"data":[{"id":"1","type":"conversation","attributes":{"name":"x","subject":"No mail","status":"open","createdAt":"2026-01-05"}}],"meta":{}}"#;
        assert_eq!(opened(serde_json::from_str(wrapped).unwrap())[0]["id"], "1");
    }

    #[test]
    fn a_ticket_stays_whole() {
        for json in [
            format!(r#"{{"id":9,"items":{TWO}}}"#),
            format!(r#"{{"subject":"Two parcels","status":"open","created_at":"2026-01-05","items":{TWO}}}"#),
            r#"{"messages":[{"author":"Ann","text":"Hello there you"}],"page":2}"#.to_owned(),
            r#"{"id":1,"subject":"No mail"}"#.to_owned(),
        ] {
            let value: Value = serde_json::from_str(&json).unwrap();
            assert_eq!(opened(value.clone()), [value], "{json}");
        }
    }
}
