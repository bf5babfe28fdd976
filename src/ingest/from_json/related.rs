//! What stands elsewhere in a document and belongs to its records: resources that JSON:API includes, lists that OData
//! expands, and the names of fields that a record calls by number.
//!
//! Kustomer and Help Scout's older interface follow JSON:API (`data` and `included`, <https://jsonapi.org/format/>);
//! Jira tells the names of its fields beside the issues (`expand=names`). SAP follows OData 2
//! (<https://www.odata.org/documentation/odata-version-2-0/json-format/>): `d`, with `results` around every list.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The document with what belongs to its records in them.
pub fn resolved(document: Value) -> Value {
    named_fields(included(expanded(document)))
}

/// OData 2: lists within records stand without what is around them, and what was not expanded is gone.
fn expanded(mut document: Value) -> Value {
    let Some(content) = document.get_mut("d") else { return document };
    let records = match content {
        Value::Array(records) => Some(records),
        content => content.get_mut("results").and_then(Value::as_array_mut),
    };
    for record in records.into_iter().flatten().filter_map(Value::as_object_mut) {
        record.remove("__metadata");
        record.retain(|_, value| value.get("__deferred").is_none());
        for value in record.values_mut() {
            if let Some(list) = value.get_mut("results").filter(|list| list.is_array()).map(Value::take) {
                *value = list;
            }
        }
    }
    document
}

/// JSON:API: `relationships.messages.data` names resources of `included`, which stand in the record by that name then.
fn included(mut document: Value) -> Value {
    let Some(object) = document.as_object_mut() else { return document };
    if !object.get("data").is_some_and(Value::is_array) || !object.get("included").is_some_and(Value::is_array) {
        return document;
    }
    let Some(Value::Array(included)) = object.remove("included") else { return document };
    let mut resources: BTreeMap<(String, String), Map<String, Value>> = BTreeMap::new();
    for resource in &included {
        let Some(name) = name(resource) else { continue };
        let mut content = resource.get("attributes").and_then(Value::as_object).cloned().unwrap_or_default();
        content.entry("id").or_insert_with(|| Value::String(name.1.clone()));
        resources.insert(name, content);
    }
    let of = |reference: &Value| name(reference).and_then(|name| resources.get(&name)).cloned().map(Value::Object);
    for record in object.get_mut("data").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(record) = record.as_object_mut() else { continue };
        let Some(relationships) = record.get("relationships").and_then(Value::as_object) else { continue };
        let mut found = Map::new();
        for (key, relationship) in relationships {
            let content = match relationship.get("data") {
                Some(Value::Array(several)) => {
                    let several: Vec<Value> = several.iter().filter_map(of).collect();
                    (!several.is_empty()).then_some(Value::Array(several))
                }
                Some(one) => of(one),
                None => None,
            };
            found.extend(content.map(|content| (key.clone(), content)));
        }
        for (key, content) in found {
            record.entry(key).or_insert(content);
        }
    }
    document
}

/// Type and id of a resource.
fn name(resource: &Value) -> Option<(String, String)> {
    let told = |key: &str| resource.get(key)?.as_str().map(str::to_owned);
    Some((told("type")?, told("id")?))
}

/// Jira: fields by the names that people see, where they are no words themselves.
fn named_fields(mut document: Value) -> Value {
    let Some(object) = document.as_object_mut() else { return document };
    let Some(Value::Object(names)) = object.get("names").cloned() else { return document };
    for issue in object.get_mut("issues").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(fields) = issue.get_mut("fields").and_then(Value::as_object_mut) else { continue };
        for (key, name) in names.iter().filter(|(key, _)| key.starts_with(NUMBERED)) {
            let Some(name) = name.as_str().filter(|name| !fields.contains_key(*name)) else { continue };
            if let Some(value) = fields.remove(key) {
                fields.insert(name.to_owned(), value);
            }
        }
    }
    document
}

/// What the keys of Jira's own fields begin with, where they are numbers.
const NUMBERED: &str = "customfield_";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expanded_lists_stand_in_their_records() {
        let document = serde_json::json!({"d": {"results": [
            {"__metadata": {"uri": "u"}, "ID": "1", "Texts": {"results": [{"Text": "a"}]}, "Party": {"__deferred": {"uri": "u"}}}
        ]}});
        let plain = serde_json::json!({"d": {"results": [{"ID": "1", "Texts": [{"Text": "a"}]}]}});
        assert_eq!((resolved(document), resolved(plain.clone())), (plain.clone(), plain));
    }

    #[test]
    fn included_resources_stand_in_their_records() {
        let document = serde_json::json!({
            "data": [{"type": "conversation", "id": "c", "attributes": {"name": "No mail"}, "relationships": {
                "customer": {"data": {"type": "customer", "id": "7"}},
                "messages": {"data": [{"type": "message", "id": "1"}, {"type": "message", "id": "2"}]},
                "org": {"data": {"type": "org", "id": "9"}}, "none": {"data": null}
            }}],
            "included": [
                {"type": "message", "id": "2", "attributes": {"preview": "b"}},
                {"type": "message", "id": "1", "attributes": {"preview": "a"}},
                {"type": "customer", "id": "7", "attributes": {"name": "Ann"}}
            ]
        });
        let resolved = resolved(document);
        let record = &resolved["data"][0];
        assert_eq!(record["customer"], serde_json::json!({"name": "Ann", "id": "7"}));
        assert_eq!(record["messages"][0]["preview"], "a");
        assert!(record.get("org").is_none() && resolved.get("included").is_none());
    }

    #[test]
    fn numbered_fields_get_their_names() {
        let document = serde_json::json!({
            "names": {"customfield_10002": "Organizations", "summary": "Summary"},
            "issues": [{"key": "A-1", "fields": {"summary": "No mail", "customfield_10002": [{"name": "Ada Ltd"}]}}]
        });
        let fields = &resolved(document)["issues"][0]["fields"];
        assert_eq!((&fields["summary"], &fields["Organizations"][0]["name"]), (&"No mail".into(), &"Ada Ltd".into()));
    }
}
