//! What a search found, for programs.

use serde_json::{Value, json, to_value};

use crate::{render::words, report::found::Found};

/// What was found as indented JSON with a newline at the end.
pub fn render(found: &Found) -> String {
    let mut value = to_value(found).unwrap_or(Value::Null);
    value["text"] = json!(words::found(found));
    if let Some(masked) = words::masked_query(found) {
        value["warning"] = json!(masked);
    }
    format!("{value:#}\n")
}
