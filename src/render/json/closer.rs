//! How texts were cleaned and problems grouped, for programs.

use serde::Serialize;
use serde_json::{Value, to_value};

use crate::report::closer::{Cleaning, Grouped};

/// How texts were cleaned, as indented JSON with a newline at the end.
pub fn cleaning(cleaning: &Cleaning) -> String {
    indented(cleaning)
}

/// How problems were grouped, as indented JSON with a newline at the end.
pub fn grouped(grouped: &Grouped) -> String {
    indented(grouped)
}

fn indented(what: &impl Serialize) -> String {
    format!("{:#}\n", to_value(what).unwrap_or(Value::Null))
}
