//! Who wrote the messages that stand inside a record: by the same names and words as the columns of a table.

use std::{collections::BTreeMap, sync::LazyLock};

use serde_json::{Map, Value};

use super::{AUTHORS, FLAGS, KINDS, Voice, judge, side_of, words::Words};
use crate::ingest::{columns::headers::squeeze, values};

/// Keys of the object of a person, squeezed.
const PERSONS: &[&str] =
    &["author", "sender", "from", "user", "createdby", "creator", "actor", "initiator", "participant", "by", "sentby"];

/// Flags of such an object.
const OF_PERSONS: &[(&str, Option<Voice>, Option<Voice>)] = &[
    ("bot", Some(Voice::Aside), None),
    ("isbot", Some(Voice::Aside), None),
    ("staff", Some(Voice::Agent), None),
    ("isstaff", Some(Voice::Agent), None),
    ("agent", Some(Voice::Agent), None),
    ("isagent", Some(Voice::Agent), None),
    ("admin", Some(Voice::Agent), None),
    ("isadmin", Some(Voice::Agent), None),
    ("iscustomer", Some(Voice::Customer), Some(Voice::Agent)),
];

/// Longest word for a role, in bytes.
const LONGEST_ROLE: usize = 40;

/// What a key tells of a message.
#[derive(Clone, Copy)]
enum Told {
    /// A word for its author; the least is trusted most.
    Author(usize),
    Kind,
    Flag(Option<Voice>, Option<Voice>),
}

static NAMES: LazyLock<BTreeMap<String, Told>> = LazyLock::new(|| {
    let authors = AUTHORS.iter().enumerate().map(|(at, name)| (squeeze(name), Told::Author(at)));
    let kinds = KINDS.iter().map(|name| (squeeze(name), Told::Kind));
    let flags = FLAGS.iter().map(|(name, set, cleared)| (squeeze(name), Told::Flag(*set, *cleared)));
    authors.chain(kinds).chain(flags).collect()
});

/// What a message says of its author.
#[derive(Default)]
struct Roles<'m> {
    author: Option<(usize, &'m str)>,
    kinds: Vec<String>,
    flags: Vec<Voice>,
    /// Chatwoot: 0 is incoming, 1 outgoing, 2 and 3 the program's.
    number: Option<i64>,
}

/// Who wrote each message of one conversation, as far as they say.
pub fn of_messages(messages: &[&Map<String, Value>]) -> Vec<Option<Voice>> {
    let roles: Vec<Roles<'_>> = messages.iter().map(|message| Roles::of(message)).collect();
    let words = Words::of(roles.iter().filter_map(|roles| roles.author).map(|(_, role)| role));
    roles.into_iter().map(|roles| roles.voice(words)).collect()
}

impl<'m> Roles<'m> {
    fn of(message: &'m Map<String, Value>) -> Self {
        let mut roles = Self::default();
        for (key, value) in message {
            let name = bare(key);
            match value {
                Value::Object(person) if PERSONS.contains(&name.as_str()) => {
                    for (key, value) in person {
                        roles.take(&format!("author{}", bare(key)), value);
                        roles.of_person(&bare(key), value);
                    }
                }
                _ => roles.take(&name, value),
            }
        }
        roles
    }

    fn take(&mut self, name: &str, value: &'m Value) {
        match (NAMES.get(name), value) {
            (Some(Told::Author(rank)), Value::String(role)) if role.len() <= LONGEST_ROLE => {
                let known = side_of(role).is_some() || role.trim().len() == 1;
                if known && self.author.is_none_or(|(best, _)| *rank < best) {
                    self.author = Some((*rank, role));
                }
            }
            (Some(Told::Kind), Value::String(kind)) if kind.len() <= LONGEST_ROLE => {
                self.kinds.push(values::folded(kind));
            }
            (Some(Told::Kind), Value::Number(number)) if name == "messagetype" => self.number = number.as_i64(),
            (Some(Told::Flag(set, cleared)), _) => self.flag(value, *set, *cleared),
            _ => {}
        }
    }

    fn of_person(&mut self, name: &str, value: &Value) {
        if let Some((_, set, cleared)) = OF_PERSONS.iter().find(|(known, _, _)| *known == name) {
            self.flag(value, *set, *cleared);
        }
    }

    fn flag(&mut self, value: &Value, set: Option<Voice>, cleared: Option<Voice>) {
        let flag = match value {
            Value::Bool(flag) => Some(*flag),
            Value::Number(number) => number.as_i64().and_then(|number| super::flag(&number.to_string())),
            Value::String(text) => super::flag(text),
            _ => None,
        };
        self.flags.extend(flag.and_then(|flag| if flag { set } else { cleared }));
    }

    fn voice(self, words: Words) -> Option<Voice> {
        let of_number = self.number.filter(|_| !self.flags.contains(&Voice::Aside)).map(|number| match number {
            0 => Voice::Customer,
            1 => Voice::Agent,
            _ => Voice::Aside,
        });
        let named = self.author.and_then(|(_, role)| words.side(role));
        of_number.or_else(|| judge(named, self.flags, &self.kinds, side_of))
    }
}

/// A key in small letters, without what parts its words.
fn bare(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voices(json: &str) -> Vec<Option<Voice>> {
        let messages: Vec<Map<String, Value>> = serde_json::from_str(json).unwrap();
        of_messages(&messages.iter().collect::<Vec<_>>())
    }

    #[test]
    fn roles_of_many_programs_are_known() {
        let (customer, agent, aside) = (Some(Voice::Customer), Some(Voice::Agent), Some(Voice::Aside));
        for (json, expected) in [
            (r#"[{"author_type":"agent"},{"author_type":"customer"}]"#, [agent, customer]),
            (r#"[{"senderType":"Agent"},{"senderType":"Visitor"}]"#, [agent, customer]),
            (r#"[{"direction":"OUTGOING"},{"direction":"INCOMING"}]"#, [agent, customer]),
            (r#"[{"is_inbound":false},{"is_inbound":true}]"#, [agent, customer]),
            (r#"[{"initiator":{"type":"AGENT"}},{"initiator":{"type":"CUSTOMER"}}]"#, [agent, customer]),
            (r#"[{"createdBy":{"type":"user"}},{"createdBy":{"type":"customer"}}]"#, [agent, customer]),
            (r#"[{"author":{"type":"user","bot":true}},{"author":{"type":"contact","bot":false}}]"#, [aside, customer]),
            (r#"[{"role":"assistant"},{"role":"user"}]"#, [aside, customer]),
            (r#"[{"from":"operator","automated":true},{"from":"user","automated":false}]"#, [aside, customer]),
            (
                r#"[{"message_type":1,"sender":{"type":"user"}},{"message_type":0,"sender":{"type":"contact"}}]"#,
                [agent, customer],
            ),
            (r#"[{"sender":{"t":"a"}},{"sender":{"t":"v"}}]"#, [agent, customer]),
            (r#"[{"type":"note","author":{"type":"customer"}},{"author":"Jane"}]"#, [aside, None]),
        ] {
            assert_eq!(voices(json), expected, "{json}");
        }
    }
}
