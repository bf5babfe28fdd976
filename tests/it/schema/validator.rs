//! JSON Schema, as far as our schema uses it, and stricter: a field that it does not describe is a fault.

use std::collections::BTreeSet;

use fixfirst::model::time::Day;
use serde_json::Value;

/// What in the value is against the schema, each with its place.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = vec![];
    Check { root: schema, found: &mut found }.value(schema, value, "");
    found
}

struct Check<'a> {
    root: &'a Value,
    found: &'a mut Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, place: &str, what: impl std::fmt::Display) {
        self.found.push(format!("{place}: {what}"));
    }

    /// Whether a value keeps to a schema, said to nobody.
    fn holds(&self, schema: &Value, value: &Value) -> bool {
        let mut found = vec![];
        Check { root: self.root, found: &mut found }.value(schema, value, "");
        found.is_empty()
    }

    fn value(&mut self, schema: &Value, value: &Value, place: &str) {
        for keyword in schema.as_object().unwrap().keys() {
            let known = "$schema $id $defs $ref title description type properties required items enum const pattern \
                         format minimum maximum minItems maxItems anyOf allOf";
            assert!(known.split_whitespace().any(|one| one == keyword), "the validator does not know {keyword}");
        }
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let target = self.root.pointer(name.strip_prefix('#').unwrap()).unwrap_or_else(|| panic!("no {name}"));
            self.value(target, value, place);
        }
        if let Some(any) = schema.get("anyOf").and_then(Value::as_array)
            && !any.iter().any(|one| self.holds(one, value))
        {
            self.fault(place, format!("{value} fits none of {any:?}"));
        }
        self.kind(schema, value, place);
        self.object(schema, value, place);
        for (at, item) in value.as_array().into_iter().flatten().enumerate() {
            match schema.get("items") {
                Some(items) => self.value(items, item, &format!("{place}/{at}")),
                None if schema.get("type").is_some() => self.fault(place, "items are not described"),
                None => {}
            }
        }
    }

    fn kind(&mut self, schema: &Value, value: &Value, place: &str) {
        let is = |name: &str| match name {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            other => panic!("no type {other}"),
        };
        let fits = match schema.get("type") {
            Some(Value::String(name)) => is(name),
            Some(Value::Array(names)) => names.iter().any(|name| is(name.as_str().unwrap())),
            _ => true,
        };
        let among = schema.get("enum").and_then(Value::as_array).is_none_or(|all| all.contains(value));
        let same = schema.get("const").is_none_or(|only| only == value);
        let bound = |name: &str, fits: fn(f64, f64) -> bool| {
            let limits = schema.get(name).and_then(Value::as_f64).zip(value.as_f64());
            limits.is_none_or(|(limit, value)| fits(value, limit))
        };
        let sized = |name: &str, fits: fn(usize, usize) -> bool| {
            let limits = schema.get(name).and_then(Value::as_u64).zip(value.as_array());
            limits.is_none_or(|(limit, items)| fits(items.len(), limit as usize))
        };
        let text = value.as_str();
        let dated = schema.get("format").is_none() || text.is_none_or(|text| text.parse::<Day>().is_ok());
        let pattern = schema.get("pattern").and_then(Value::as_str).zip(text);
        let spelt = pattern.is_none_or(|(pattern, text)| regex::Regex::new(pattern).unwrap().is_match(text));
        let inside = bound("minimum", |value, limit| value >= limit) && bound("maximum", |value, limit| value <= limit);
        let counted =
            sized("minItems", |items, limit| items >= limit) && sized("maxItems", |items, limit| items <= limit);
        if !(fits && among && same && dated && spelt && inside && counted) {
            self.fault(place, format!("{value} is not {schema}"));
        }
    }

    fn object(&mut self, schema: &Value, value: &Value, place: &str) {
        let Some(object) = value.as_object().filter(|_| schema.get("properties").is_some()) else { return };
        let mut parts = vec![schema];
        for branch in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            if self.holds_loosely(&branch["if"], value) {
                parts.push(&branch["then"]);
            }
        }
        let mut described = BTreeSet::new();
        for part in parts {
            for (name, inner) in part["properties"].as_object().into_iter().flatten() {
                described.insert(name);
                if let Some(value) = object.get(name) {
                    self.value(inner, value, &format!("{place}/{name}"));
                }
            }
            for name in part.get("required").and_then(Value::as_array).into_iter().flatten() {
                if !object.contains_key(name.as_str().unwrap()) {
                    self.fault(place, format!("{name} is missing"));
                }
            }
        }
        for name in object.keys().filter(|name| !described.contains(name)) {
            self.fault(place, format!("“{name}” is not described"));
        }
    }

    /// Whether the fields that a condition names are as it says.
    fn holds_loosely(&self, condition: &Value, value: &Value) -> bool {
        let fields = condition["properties"].as_object().unwrap();
        fields.iter().all(|(name, inner)| value.get(name).is_some_and(|value| self.holds(inner, value)))
    }
}
