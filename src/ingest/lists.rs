//! Cells that hold several values: JSON lists, Python lists, separators.

use std::borrow::Cow;

use serde_json::Value;

use super::table::SEVERAL;

/// Most values kept of one cell.
const MOST: usize = 50;

/// The values of a cell in their order, without repetition or empties.
///
/// A JSON list of objects and its Python spelling (`[{'id': 1, 'name': 'docs'}]`) give the names.
/// Commas, semicolons and bars separate; a blank does only when the text has no other separator and
/// the helpdesk separates by blanks (`spaced`).
pub fn split(text: &str, spaced: bool) -> Vec<String> {
    let mut values = Vec::new();
    for part in text.split(SEVERAL) {
        let part = part.trim();
        if let Some(list) = bracketed(part) {
            values.extend(list);
            continue;
        }
        // A list whose words nobody quoted: `[paypal, web]`.
        let part = part.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(part);
        if let Some(inner) = part.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            values.extend(inner.split("><").map(str::to_owned));
        } else if let Some(separator) = [';', '|', ',', '\n'].into_iter().find(|separator| part.contains(*separator)) {
            values.extend(part.split(separator).map(str::to_owned));
        } else if spaced {
            values.extend(part.split_whitespace().map(str::to_owned));
        } else {
            values.push(part.to_owned());
        }
    }
    let mut kept: Vec<String> = Vec::new();
    for value in values {
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if !value.is_empty()
            && !super::values::is_null(value)
            && !kept.iter().any(|seen| seen == value)
            && kept.len() < MOST
        {
            kept.push(value.to_owned());
        }
    }
    kept
}

fn bracketed(text: &str) -> Option<Vec<String>> {
    if !(text.starts_with('[') && text.ends_with(']')) {
        return None;
    }
    let list = serde_json::from_str::<Value>(text).or_else(|_| serde_json::from_str(&from_python(text))).ok()?;
    Some(list.as_array()?.iter().filter_map(name).collect())
}

/// What a cell says: of a JSON object or its Python spelling (`{'id': 3, 'name': 'Bug'}`) its name.
pub fn plain(text: &str) -> Cow<'_, str> {
    let object = text.starts_with('{') && text.ends_with('}') && text.len() <= LONGEST_OBJECT;
    let read = |json: &str| serde_json::from_str::<Value>(json).ok().as_ref().and_then(name);
    let found = if object { read(text).or_else(|| read(&from_python(text))) } else { None };
    found.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Longest cell that is taken for an object with a name, in bytes; longer ones are texts about JSON.
const LONGEST_OBJECT: usize = 4096;

/// Keys under which an object says what it is called.
const NAMES: &[&str] = &["name", "title", "label", "value", "tag", "display_name", "displayName", "login"];

fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(map) => NAMES.iter().find_map(|key| map.get(*key)).and_then(name),
        _ => None,
    }
}

/// Rewrites a Python literal as JSON: quotes, `None`, `True`, `False`.
pub fn from_python(text: &str) -> String {
    let mut json = String::with_capacity(text.len());
    let (mut quote, mut escaped, mut word) = (None, false, String::new());
    for c in text.chars() {
        if let Some(end) = quote {
            match c {
                '\'' if escaped => {
                    json.pop();
                    json.push('\'');
                }
                // JSON has no escapes of two digits.
                'x' if escaped => json.push_str("u00"),
                _ if escaped => json.push(c),
                _ if c == end => {
                    json.push('"');
                    quote = None;
                }
                '"' => json.push_str("\\\""),
                _ => json.push(c),
            }
            escaped = c == '\\' && !escaped;
            continue;
        }
        if c.is_alphabetic() {
            word.push(c);
            continue;
        }
        json.push_str(match word.as_str() {
            "None" | "nan" => "null",
            "True" => "true",
            "False" => "false",
            other => other,
        });
        word.clear();
        if c == '\'' || c == '"' {
            quote = Some(c);
            json.push('"');
        } else {
            json.push(c);
        }
    }
    json + &word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_several_values_is_split() {
        for (text, expected) in [
            ("a, b,a", vec!["a", "b"]),
            ("Einkauf; Dringend ; ", vec!["Einkauf", "Dringend"]),
            ("a|b", vec!["a", "b"]),
            ("[\"x y\", \"z\"]", vec!["x y", "z"]),
            ("['docs', \"it's\"]", vec!["docs", "it's"]),
            (
                "[{'id': 1, 'name': 'docs', 'default': False, 'description': None}, {'id': 2, 'name': 'a\"b'}]",
                vec!["docs", "a\"b"],
            ),
            ("[]", vec![]),
            ("api\u{1f}bug, ui", vec!["api", "bug", "ui"]),
            ("billing issue", vec!["billing issue"]),
            ("[paypal, web]", vec!["paypal", "web"]),
            ("<c#><asp.net-mvc>", vec!["c#", "asp.net-mvc"]),
        ] {
            assert_eq!(split(text, false), expected, "{text}");
        }
        assert_eq!(split("vip refund", true), ["vip", "refund"]);
    }

    #[test]
    fn an_object_in_a_cell_gives_its_name() {
        assert_eq!(plain("{\"id\": 1, \"name\": \"Bug\"}"), "Bug");
        assert_eq!(plain("{'self': 'x', 'displayName': 'Ann', 'active': True}"), "Ann");
        assert_eq!(plain("{not json}"), "{not json}");
        assert_eq!(plain("Bug"), "Bug");
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[\\[\\]{}'\",:a-zé\\\\ ]{0,40}") {
            let _ = split(&text, true);
            let _ = plain(&text);
        }
    }
}
