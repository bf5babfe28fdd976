//! The people of a conversation that its record lists: on which side each of them is, and who the customer is.
//!
//! LiveChat, Amazon Connect and others tell it once (`"users": [{"id": "7", "type": "agent"}]`); the messages only name
//! an id.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::ingest::threads::voices::{Voice, side_of};

/// Keys of lists of people.
const LISTS: &[&str] = &["users", "participants", "Participants", "members", "people", "parties", "visitors"];

/// Keys of a person's id.
const IDS: &[&str] = &["id", "ParticipantId", "participant_id", "participantId", "user_id", "userId", "email"];

/// Keys of the side that a person is on.
const ROLES: &[&str] =
    &["role", "type", "ParticipantRole", "participant_role", "participantRole", "user_type", "userType", "purpose"];

/// Keys of what a person is called by, and the columns that they become.
const NAMES: &[(&str, &str)] = &[("id", "customer.id"), ("email", "customer.email"), ("name", "customer.name")];

/// Most people who are looked at.
const MOST: usize = 60;

/// Whom a record lists.
#[derive(Debug, Default)]
pub struct People {
    sides: BTreeMap<String, Voice>,
    /// What the only customer is called, by columns.
    pub customer: Vec<(&'static str, String)>,
}

impl People {
    /// Finds them in a record or in what it holds.
    pub fn of(record: &Map<String, Value>) -> Self {
        let inner = record.values().filter_map(Value::as_object);
        let places = std::iter::once(record).chain(inner);
        let listed = places.flat_map(|object| LISTS.iter().filter_map(|key| object.get(*key)?.as_array())).flatten();
        let mut people = Self::default();
        let mut customers = Vec::new();
        for person in listed.take(MOST).filter_map(Value::as_object) {
            let role = ROLES.iter().find_map(|key| side_of(person.get(*key)?.as_str()?));
            let (Some(side), Some(id)) = (role, IDS.iter().find_map(|key| plain(person.get(*key)?))) else { continue };
            people.sides.insert(id, side);
            if side == Voice::Customer {
                customers.push(person);
            }
        }
        if let [customer] = customers[..] {
            let told = NAMES.iter().filter_map(|(key, column)| Some((*column, plain(customer.get(*key)?)?)));
            people.customer = told.collect();
        }
        people
    }

    /// On which side somebody is, by the id that a message gives.
    pub fn side(&self, author: Option<&Value>) -> Option<Voice> {
        if self.sides.is_empty() { None } else { self.sides.get(&plain(author?)?).copied() }
    }
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_told_by_the_list_of_people() {
        let json = r#"{"thread":{"id":"t"},"users":[{"id":"7","type":"customer","name":"Ann"},{"id":"a@b.example","type":"agent"}]}"#;
        let people = People::of(serde_json::from_str::<Value>(json).unwrap().as_object().unwrap());
        let side = |id: &str| people.side(Some(&Value::from(id)));
        assert_eq!([side("7"), side("a@b.example"), side("9")], [Some(Voice::Customer), Some(Voice::Agent), None]);
        assert_eq!(people.customer, [("customer.id", "7".to_owned()), ("customer.name", "Ann".to_owned())]);
    }

    #[test]
    fn of_several_customers_none_is_the_customer() {
        let json = r#"{"participants":[{"id":1,"role":"customer"},{"id":2,"role":"customer"},{"id":3,"role":"x"}]}"#;
        let people = People::of(serde_json::from_str::<Value>(json).unwrap().as_object().unwrap());
        assert_eq!((people.customer.len(), people.side(Some(&Value::from(2)))), (0, Some(Voice::Customer)));
    }
}
