//! An element and what stands in it → the value that JSON would have in its place.
//!
//! `<a b="1">x</a>` is `a` and `a.b`; children that repeat are a list; `<labels><label/></labels>` is a list of its own;
//! a custom field is called by its name. So one row of the helpdesk table serves both containers.

use serde_json::{Map, Value};

use super::{
    entities, outline,
    tokens::{Tag, local},
    tree::{MARKUP, is_one_of},
};
use crate::ingest::table::LONGEST_CELL;

/// Longest text that is kept, in bytes: enough that a cell is seen to be too long.
const LONGEST_TEXT: usize = LONGEST_CELL * 4 + 4;

/// Values of `type` that name a data type (Ruby on Rails writes them) and not a kind of ticket.
const DATA_TYPES: &[&str] =
    &["array", "integer", "datetime", "boolean", "date", "decimal", "float", "string", "symbol", "nilclass", "yaml"];

/// Values of `type` that name a way of writing the same text (Atom).
const RENDERINGS: &[&str] = &["text", "html", "xhtml", "text/plain", "text/html"];

/// Attributes that say who wrote a text or when: such texts are messages, not values of a list.
const OF_MESSAGES: &[&str] = &["author", "created", "date", "by", "user", "from"];

/// Elements that are one message; lists of them are called by their plural.
const MESSAGE: &[(&str, &str)] = &[
    ("comment", "comments"),
    ("message", "messages"),
    ("note", "notes"),
    ("post", "posts"),
    ("article", "articles"),
    ("thread", "threads"),
    ("long_desc", "long_desc"),
];

/// Children that hold the name of a custom field, and its values.
const CUSTOM_NAME: &[&str] = &["customfieldname", "name", "label", "title"];
const CUSTOM_VALUE: &[&str] = &["customfieldvalues", "customfieldvalue", "value", "values"];

/// Least length of a text without blanks that is looked at as base64, in bytes.
const BASE64: usize = 1_000;

/// An element while it is read.
#[derive(Debug, Default)]
pub struct Element<'t> {
    name: &'t str,
    /// Whether it may be the same text as another of its name, written otherwise.
    alternative: bool,
    attributes: Vec<(&'t str, String)>,
    nodes: Vec<Node<'t>>,
    text_bytes: usize,
}

#[derive(Debug)]
enum Node<'t> {
    Text(String),
    Element(Element<'t>),
}

impl<'t> Element<'t> {
    /// An element that has just opened.
    pub fn new(tag: &Tag<'t>) -> Self {
        let kept = |(name, value): (&'t str, &'t str)| {
            let mut text = String::new();
            entities::decode(value, &mut text);
            let data_type = name == "type" && (is_one_of(DATA_TYPES, &text) || is_one_of(RENDERINGS, &text));
            let foreign = name.starts_with("xml") || name.starts_with("xsi:") && local(name) != "nil";
            (!data_type && !foreign).then(|| (local(name), text))
        };
        let name = outline::name_of(tag);
        let named = |(attribute, _): &(&str, &str)| name == tag.name || *attribute != "name";
        let alternative = tag.attributes().any(|(name, value)| name == "type" && is_one_of(RENDERINGS, value));
        let attributes = tag.attributes().filter(named).filter_map(kept).collect();
        Self { name, alternative, attributes, ..Self::default() }
    }

    /// Appends text; what is too long is left out.
    pub fn text(&mut self, text: &str) {
        let room = LONGEST_TEXT.saturating_sub(self.text_bytes);
        let end = (0..=room.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        self.text_bytes += end;
        self.append(|own| entities::push_text(&text[..end], own));
    }

    /// Appends what a reference stands for.
    pub fn reference(&mut self, name: &str) {
        if self.text_bytes < LONGEST_TEXT {
            self.text_bytes += 1;
            self.append(|own| entities::push(name, own));
        }
    }

    /// Appends a child that has closed.
    pub fn child(&mut self, child: Self) {
        self.nodes.push(Node::Element(child));
    }

    fn append(&mut self, push: impl FnOnce(&mut String)) {
        if let Some(Node::Text(text)) = self.nodes.last_mut() {
            return push(text);
        }
        let mut text = String::new();
        push(&mut text);
        self.nodes.push(Node::Text(text));
    }

    /// The record that an element is.
    pub fn record(self) -> Map<String, Value> {
        let mut record = self.object();
        if record.is_empty() {
            return record;
        }
        name_messages(&mut record);
        without_key_in_title(&mut record);
        record
    }

    fn object(self) -> Map<String, Value> {
        let mut map = Map::new();
        for (name, value) in self.attributes {
            put(&mut map, key(name), scalar(value));
        }
        for node in self.nodes {
            match node {
                Node::Element(child) => child.into_entry(&mut map),
                Node::Text(text) => put(&mut map, "text".to_owned(), scalar(text)),
            }
        }
        map
    }

    fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| if let Node::Element(child) = node { Some(child) } else { None })
    }

    fn has_text(&self) -> bool {
        self.nodes.iter().any(|node| matches!(node, Node::Text(text) if !text.trim().is_empty()))
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn is_nil(&self) -> bool {
        self.attribute("nil").is_some_and(|nil| nil == "true" || nil == "1") && self.nodes.is_empty()
    }

    /// A text, with markup in it or not.
    fn is_text(&self) -> bool {
        let mut children = self.children().peekable();
        children.peek().is_none() || self.has_text() || children.all(|child| is_one_of(MARKUP, child.name))
    }

    /// Whether its children are one list: several of one name, or one whose plural it is.
    fn is_list(&self) -> bool {
        let mut children = self.children();
        let Some(first) = children.next() else { return false };
        let (mut more, mut alike) = (0, true);
        for child in children {
            more += 1;
            alike &= child.name == first.name;
        }
        let plural = self.name.len() > first.name.len()
            && (self.name.starts_with(first.name)
                || first.name.strip_suffix('y').is_some_and(|stem| self.name.starts_with(stem)));
        alike
            && (more > 0 || plural || self.name.ends_with('s') && first.name.ends_with(self.name.trim_end_matches('s')))
    }

    /// Puts itself into the object of its parent.
    fn into_entry(mut self, map: &mut Map<String, Value>) {
        let key = key(self.name);
        if self.is_nil() || self.alternative && map.contains_key(&key) {
            return;
        }
        if let Some(shown) = self.attribute("display_value").filter(|shown| !shown.is_empty()) {
            return put(map, key, Value::from(shown));
        }
        if self.is_text() {
            let encoded = self.attribute("encoding") == Some("base64");
            for (name, value) in std::mem::take(&mut self.attributes) {
                if !matches!(name, "nil" | "display_value" | "encoding") {
                    put(map, format!("{key}.{}", self::key(name)), scalar(value));
                }
            }
            let text = self.inner_text();
            if !encoded {
                put(map, key, scalar(text));
            }
            return;
        }
        if self.is_custom_fields() {
            return self.custom_fields(map);
        }
        if self.is_list() {
            let items = self.nodes.into_iter().filter_map(|node| match node {
                Node::Element(item) => Some(item.item()),
                Node::Text(_) => None,
            });
            let list = Value::Array(items.filter(|item| !item.is_null()).collect());
            return put(map, key, list);
        }
        put(map, key, Value::Object(self.object()));
    }

    /// Its value as one of a list.
    fn item(mut self) -> Value {
        if !self.is_text() {
            return Value::Object(self.object());
        }
        let message = self.attributes.iter().any(|(name, _)| is_one_of(OF_MESSAGES, name));
        let shown = self.attribute("display_value").map(str::to_owned);
        let attributes = std::mem::take(&mut self.attributes);
        let text = scalar(shown.unwrap_or_else(|| self.inner_text()));
        if text.is_null() || message {
            let mut map = Map::new();
            for (name, value) in attributes {
                put(&mut map, key(name), scalar(value));
            }
            put(&mut map, "text".to_owned(), text);
            return if map.is_empty() { Value::Null } else { Value::Object(map) };
        }
        text
    }

    fn part(&self, names: &[&str]) -> Option<&Self> {
        self.children().find(|child| is_one_of(names, child.name))
    }

    fn custom_name(&self) -> Option<String> {
        let named = self.part(CUSTOM_NAME).map(Self::inner_text);
        named.or_else(|| self.attribute("name").map(str::to_owned)).filter(|name| !name.trim().is_empty())
    }

    fn is_custom_fields(&self) -> bool {
        self.name.to_ascii_lowercase().contains("custom")
            && self.children().all(|field| field.custom_name().is_some() && field.part(CUSTOM_VALUE).is_some())
    }

    fn custom_fields(self, map: &mut Map<String, Value>) {
        for field in self.children() {
            let (Some(name), Some(value)) = (field.custom_name(), field.part(CUSTOM_VALUE)) else { continue };
            let key = format!("Custom field ({})", name.trim());
            if value.is_text() {
                put(map, key, scalar(value.inner_text()));
            } else {
                for value in value.children() {
                    put(map, key.clone(), scalar(value.inner_text()));
                }
            }
        }
    }

    /// All text in it, a line a block.
    fn inner_text(&self) -> String {
        let mut text = String::new();
        self.collect_text(&mut text);
        text
    }

    fn collect_text(&self, into: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => into.push_str(text),
                Node::Element(child) => {
                    child.collect_text(into);
                    if is_one_of(&["br", "p", "div", "li", "hr", "pre"], child.name) {
                        into.push('\n');
                    }
                }
            }
        }
    }
}

/// A name as JSON exports write it.
fn key(name: &str) -> String {
    name.replace('-', "_")
}

fn scalar(text: String) -> Value {
    let bare = text.trim();
    match bare {
        "" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ if is_base64(bare) => Value::Null,
        _ if bare.len() == text.len() => Value::String(text),
        _ => Value::from(bare),
    }
}

/// Whether a text is an attachment and not words.
fn is_base64(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    text.len() >= BASE64 && text.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')).take(BASE64).all(letter)
}

/// Puts a value under a key; a second one makes a list.
fn put(map: &mut Map<String, Value>, key: String, value: Value) {
    if value.is_null() {
        return;
    }
    match (map.get_mut(&key), value) {
        (None, value) => {
            map.insert(key, value);
        }
        (Some(Value::Array(values)), Value::Array(more)) => values.extend(more),
        (Some(Value::Array(values)), value) => values.push(value),
        (Some(single), value) => {
            let first = single.take();
            let mut values = vec![first];
            match value {
                Value::Array(more) => values.extend(more),
                value => values.push(value),
            }
            *single = Value::Array(values);
        }
    }
}

/// Messages that stand in the record itself are a list, be it of one.
fn name_messages(record: &mut Map<String, Value>) {
    for (one, several) in MESSAGE {
        let message = match record.get(*one) {
            Some(Value::Object(_)) => true,
            Some(Value::Array(values)) => values.iter().any(Value::is_object),
            _ => false,
        };
        if message
            && (one == several || !record.contains_key(*several))
            && let Some(value) = record.remove(*one)
        {
            let list = if value.is_array() { value } else { Value::Array(vec![value]) };
            record.insert((*several).to_owned(), list);
        }
    }
}

/// `[KEY-1] Title` in a feed of issues is the key and the title.
fn without_key_in_title(record: &mut Map<String, Value>) {
    let Some(Value::String(title)) = record.get("title") else { return };
    let Some((key, rest)) = title.strip_prefix('[').and_then(|rest| rest.split_once("] ")) else { return };
    let number = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let project = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    if key.rsplit_once('-').is_some_and(|(name, digits)| project(name) && number(digits)) {
        let (key, rest) = (Value::from(key), Value::from(rest));
        record.entry("key").or_insert(key);
        record.insert("title".to_owned(), rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::from_xml::tree::{Step, Tree};

    fn record(text: &str) -> String {
        let mut open: Vec<Element<'_>> = vec![];
        for step in Tree::new(text, 0) {
            match step {
                Step::Open(tag) => open.push(Element::new(&tag)),
                Step::Close if open.len() > 1 => {
                    let child = open.pop().unwrap();
                    open.last_mut().unwrap().child(child);
                }
                Step::Close => {}
                Step::Text(text) => open.last_mut().unwrap().text(text),
                Step::Reference(name) => open.last_mut().unwrap().reference(name),
            }
        }
        Value::Object(open.pop().unwrap().record()).to_string()
    }

    #[test]
    fn attributes_stand_beside_their_text() {
        assert_eq!(
            record(
                r#"<bug a="1"><reporter name="Ann">ann@x.example</reporter><status id="5" name="Open"/><nice-id type="integer">7</nice-id></bug>"#
            ),
            r#"{"a":"1","reporter.name":"Ann","reporter":"ann@x.example","status.id":"5","status.name":"Open","nice_id":"7"}"#
        );
        assert_eq!(
            record(
                r#"<i><caller display_value="Abel">6816f</caller><x display_value="">raw</x><n xsi:nil="true"/><m nil="true"/></i>"#
            ),
            r#"{"caller":"Abel","x":"raw"}"#
        );
    }

    #[test]
    fn children_that_repeat_are_lists() {
        assert_eq!(
            record(
                "<i><labels><label>a</label></labels><cc>x</cc><cc>y</cc><tags type='array'><tag><name>n</name></tag></tags></i>"
            ),
            r#"{"labels":["a"],"cc":["x","y"],"tags":[{"name":"n"}]}"#
        );
        assert_eq!(
            record(
                "<i><comments><comment author='ann' id='1'>It broke</comment></comments><long_desc><thetext>x</thetext></long_desc></i>"
            ),
            r#"{"comments":[{"author":"ann","id":"1","text":"It broke"}],"long_desc":[{"thetext":"x"}]}"#
        );
    }

    #[test]
    fn fields_can_be_named_by_an_attribute() {
        assert_eq!(
            record("<row><field name='id'>1</field><field name='subject'>No mail</field></row>"),
            r#"{"id":"1","subject":"No mail"}"#
        );
        assert_eq!(
            record("<doc><str name='id'>1</str><arr name='tags'><str>a</str><str>b</str></arr></doc>"),
            r#"{"id":"1","tags":["a","b"]}"#
        );
    }

    #[test]
    fn a_text_that_is_written_twice_counts_once() {
        assert_eq!(
            record(
                "<entry><content type='text'>It crashes</content><content type='html'>&lt;p&gt;It crashes</content></entry>"
            ),
            r#"{"content":"It crashes"}"#
        );
    }

    #[test]
    fn custom_fields_are_called_by_their_names() {
        assert_eq!(
            record(
                "<i><customfields><customfield id='c1'><customfieldname>Region</customfieldname><customfieldvalues><customfieldvalue>EU</customfieldvalue></customfieldvalues></customfield></customfields></i>"
            ),
            r#"{"Custom field (Region)":"EU"}"#
        );
        assert_eq!(
            record(
                "<i><custom_fields type='array'><custom_field id='1' name='Shop'><value>12</value></custom_field></custom_fields></i>"
            ),
            r#"{"Custom field (Shop)":"12"}"#
        );
    }

    #[test]
    fn markup_is_text_and_attachments_are_none() {
        assert_eq!(record("<i><d>Hello <b>all</b><br/>bye</d></i>"), r#"{"d":"Hello all\nbye"}"#);
        assert_eq!(record("<i><d><p>One</p><p>Two</p></d><e>a &lt;b&gt;</e></i>"), r#"{"d":"One\nTwo","e":"a <b>"}"#);
        let data = "QUJD\n".repeat(500);
        assert_eq!(
            record(&format!("<i><s>x</s><data>{data}</data><data encoding='base64'>QQ==</data></i>")),
            r#"{"s":"x"}"#
        );
    }

    #[test]
    fn a_key_in_the_title_is_taken_out() {
        assert_eq!(record("<i><title>[AB-12] No mail</title></i>"), r#"{"title":"No mail","key":"AB-12"}"#);
        assert_eq!(record("<i><title>[urgent] No mail</title></i>"), r#"{"title":"[urgent] No mail"}"#);
    }

    #[test]
    fn a_text_without_end_is_kept_to_the_longest_cell() {
        let long = format!("<i><d>{}</d></i>", "é".repeat(3_000_000));
        assert!(record(&long).len() < LONGEST_TEXT + 100);
    }
}
