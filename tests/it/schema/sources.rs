//! The schema, read from the report's types: names, kinds and doc comments as they stand in the source.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value, json};

/// What renderers add to the types: sentences beside the codes.
const SENTENCES: [(&str, &str); 3] = [
    ("Headline", "The first paragraph, as every format says it."),
    ("Caveat", "What it says, in one or two sentences."),
    ("Change", "What it says, in a sentence."),
];

/// A struct or an enum of the source.
#[derive(Debug)]
enum Found {
    Struct { told: String, fields: Vec<Field> },
    Enum { told: String, variants: Vec<(String, String, Vec<Field>)> },
}

#[derive(Debug)]
struct Field {
    name: String,
    kind: String,
    told: String,
    may_be_left_out: bool,
}

/// The whole schema.
pub fn schema() -> Value {
    let types = types();
    let mut defs = BTreeMap::new();
    let mut wanted: BTreeSet<String> = ["Report".to_owned()].into();
    while let Some(name) = wanted.pop_first() {
        if defs.contains_key(&name) {
            continue;
        }
        let found = types.get(&name).unwrap_or_else(|| panic!("no type {name} in src/report and src/model"));
        defs.insert(name.clone(), described(&name, found, &mut wanted));
    }
    let mut whole = Map::new();
    whole.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    whole.insert("title".into(), "report.json of fixfirst, schema 1".into());
    let Some(Value::Object(report)) = defs.remove("Report") else { panic!("a report is an object") };
    whole.extend(report);
    whole["properties"]["schema"] =
        json!({"description": "Version of the field names.", "const": fixfirst::report::SCHEMA});
    whole.insert("$defs".into(), Value::Object(defs.into_iter().collect()));
    Value::Object(whole)
}

fn described(name: &str, found: &Found, wanted: &mut BTreeSet<String>) -> Value {
    let sentence = SENTENCES.iter().find(|(own, _)| *own == name).map(|(_, told)| *told);
    match found {
        Found::Struct { told, fields } => {
            let mut object = object(told, fields, wanted);
            if let Some(sentence) = sentence {
                object["properties"]["text"] = json!({"description": sentence, "type": "string"});
                object["required"].as_array_mut().unwrap().push("text".into());
            }
            object
        }
        Found::Enum { told, variants } if sentence.is_none() => {
            let names: Vec<String> = variants.iter().map(|(name, ..)| snake(name)).collect();
            let each = variants.iter().map(|(name, told, _)| format!("{}: {told}", snake(name)));
            json!({"description": format!("{told} {}", each.collect::<Vec<_>>().join(" ")), "enum": names})
        }
        Found::Enum { told, variants } => {
            let branches = variants.iter().map(|(name, told, fields)| {
                let mut branch = object(told, fields, wanted);
                branch.as_object_mut().unwrap().remove("type");
                json!({"if": {"properties": {"code": {"const": snake(name)}}}, "then": branch})
            });
            let branches: Vec<Value> = branches.collect();
            json!({
                "description": told,
                "type": "object",
                "properties": {
                    "code": {"description": "Which one. A later version may know more of them.", "type": "string"},
                    "text": {"description": sentence, "type": "string"},
                },
                "required": ["code", "text"],
                "allOf": branches,
            })
        }
    }
}

fn object(told: &str, fields: &[Field], wanted: &mut BTreeSet<String>) -> Value {
    let mut properties = Map::new();
    let mut required = vec![];
    for field in fields {
        let mut value = Map::new();
        value.insert("description".into(), field.told.clone().into());
        value.extend(kind(&field.kind, field.may_be_left_out, wanted));
        properties.insert(field.name.clone(), Value::Object(value));
        if !field.may_be_left_out {
            required.push(field.name.clone());
        }
    }
    json!({"description": told, "type": "object", "properties": properties, "required": required})
}

/// What a Rust type is in JSON. A field that is left out when it is none is never null.
fn kind(rust: &str, left_out: bool, wanted: &mut BTreeSet<String>) -> Map<String, Value> {
    let inside = |outer: &str| rust.strip_prefix(outer)?.strip_suffix('>').map(str::to_owned);
    let value = match rust {
        "usize" | "u32" | "u64" => json!({"type": "integer", "minimum": 0}),
        "f64" => json!({"type": "number"}),
        "bool" => json!({"type": "boolean"}),
        "String" => json!({"type": "string"}),
        "Day" => json!({"type": "string", "format": "date"}),
        "ProblemId" => json!({"type": "string", "pattern": "^P-[0-9]+$"}),
        "ThemeId" => json!({"type": "string", "pattern": "^T-[0-9]+$"}),
        "[f64; 2]" => json!({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}),
        _ => match (inside("Vec<"), inside("Option<")) {
            (Some(inner), _) => json!({"type": "array", "items": kind(&inner, false, wanted)}),
            (_, Some(inner)) if left_out => return kind(&inner, false, wanted),
            (_, Some(inner)) => {
                let mut inner = kind(&inner, false, wanted);
                match inner.get("type").cloned() {
                    Some(one) => {
                        inner["type"] = json!([one, "null"]);
                        Value::Object(inner)
                    }
                    None => json!({"anyOf": [inner, {"type": "null"}]}),
                }
            }
            _ => {
                wanted.insert(rust.to_owned());
                json!({"$ref": format!("#/$defs/{rust}")})
            }
        },
    };
    let Value::Object(value) = value else { panic!("every kind is an object") };
    value
}

/// `TooEarly` → `too_early`, as serde does it.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for (at, c) in name.chars().enumerate() {
        if c.is_uppercase() && at > 0 {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// Every public type of the report and of the model; the report's own where both have one of a name.
fn types() -> BTreeMap<String, Found> {
    let mut types = BTreeMap::new();
    for room in ["src/model", "src/report"] {
        let mut files = vec![];
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(room), &mut files);
        for file in files {
            read(&fs::read_to_string(file).unwrap(), &mut types);
        }
    }
    types
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
    into.sort();
}

/// Reads the types of a file, which stand as rustfmt writes them.
fn read(text: &str, into: &mut BTreeMap<String, Found>) {
    let mut lines = text.lines();
    let (mut told, mut attributes) = (String::new(), String::new());
    while let Some(line) = lines.next() {
        match line {
            _ if line.starts_with("///") => sentence(line, &mut told),
            _ if line.starts_with("#[") => attributes += line,
            _ => {
                let head = |word: &str| line.strip_prefix(word)?.strip_suffix(" {").map(str::to_owned);
                let serialised = attributes.contains("Serialize");
                if let Some(name) = head("pub struct ").filter(|_| serialised) {
                    let fields = fields(&mut lines, "", "pub ");
                    into.insert(name, Found::Struct { told: told.clone(), fields });
                } else if let Some(name) = head("pub enum ").filter(|_| serialised) {
                    let variants = variants(&mut lines);
                    into.insert(name, Found::Enum { told: told.clone(), variants });
                }
                told.clear();
                attributes.clear();
            }
        }
    }
}

/// The fields up to the closing brace at `indent`.
fn fields(lines: &mut std::str::Lines<'_>, indent: &str, visible: &str) -> Vec<Field> {
    let (mut found, mut told, mut attributes) = (vec![], String::new(), String::new());
    for line in lines {
        if line.trim_end_matches(',') == format!("{indent}}}") {
            break;
        }
        let line = line.trim();
        if line.starts_with("///") {
            sentence(line, &mut told);
        } else if line.starts_with("#[") {
            attributes += line;
        } else if let Some((name, kind)) = line.strip_prefix(visible).and_then(|rest| rest.split_once(": ")) {
            found.push(Field {
                name: name.to_owned(),
                kind: kind.trim_end_matches(',').to_owned(),
                told: std::mem::take(&mut told),
                may_be_left_out: std::mem::take(&mut attributes).contains("skip_serializing_if"),
            });
        }
    }
    found
}

fn variants(lines: &mut std::str::Lines<'_>) -> Vec<(String, String, Vec<Field>)> {
    let (mut found, mut told) = (vec![], String::new());
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if line == "}" {
            break;
        } else if trimmed.starts_with("///") {
            sentence(trimmed, &mut told);
        } else if let Some(name) = trimmed.strip_suffix(" {") {
            found.push((name.to_owned(), std::mem::take(&mut told), fields(lines, "    ", "")));
        } else if let Some(name) = trimmed.strip_suffix(',') {
            found.push((name.to_owned(), std::mem::take(&mut told), vec![]));
        }
    }
    found
}

/// Adds a line of a doc comment, without the marks of rustdoc.
fn sentence(line: &str, told: &mut String) {
    let line = line.trim_start_matches('/').trim().replace("[`", "`").replace("`]", "`");
    if !told.is_empty() {
        told.push(' ');
    }
    *told += &line;
}
