//! Who wrote a message: the columns that tell customers from agents, and both from programs.
//!
//! Only asked where the records are messages: in a table of tickets the same columns say who filed a ticket
//! for whom. A column of words is believed when nearly all of its values are known words; a name or an address
//! is nobody's role.

mod nested;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::{
    columns::headers::{fold, squeeze},
    table::Table,
    values,
};

use self::words::{ASIDES, Words};
pub use self::{nested::of_messages, words::side_of};

/// On whose side a message was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// The customer.
    Customer,
    /// Somebody who answers customers.
    Agent,
    /// A bot, a line of the system, a note among agents.
    Aside,
}

/// Share of the filled values that must be known words before a column of words is believed.
const BELIEVED: f64 = 0.8;

/// Columns of words for the author's side, in order of trust. Folded.
const AUTHORS: &[&str] = &[
    "message author type",
    "author type",
    "sender type",
    "author role",
    "sender role",
    "user role",
    "creator type",
    "actor type",
    "participant type",
    "role",
    "user type",
    "from type",
    "direction",
    "message direction",
    "sender",
    "from",
    "sent by",
    "speaker",
    "author",
    "written by",
    "party",
    "visitor type",
    "participant role",
    "participant",
    "initiator type",
    "initiator",
    "created by type",
    "message author role",
    "speaker type",
    "speaker role",
    "author t",
];

/// Columns of words for what kind of entry a record is.
const KINDS: &[&str] = &[
    "message type",
    "part type",
    "type",
    "entry type",
    "event type",
    "article type",
    "thread type",
    "comment type",
    "kind",
    "subtype",
    "element",
];

/// Flags that mean a voice when they are set (`true`) or cleared.
const FLAGS: &[(&str, Option<Voice>, Option<Voice>)] = &[
    ("from agent", Some(Voice::Agent), Some(Voice::Customer)),
    ("is agent", Some(Voice::Agent), Some(Voice::Customer)),
    ("is staff", Some(Voice::Agent), Some(Voice::Customer)),
    ("staff", Some(Voice::Agent), Some(Voice::Customer)),
    ("user staff", Some(Voice::Agent), Some(Voice::Customer)),
    ("by agent", Some(Voice::Agent), Some(Voice::Customer)),
    ("is admin", Some(Voice::Agent), Some(Voice::Customer)),
    ("inbound", Some(Voice::Customer), Some(Voice::Agent)),
    ("is inbound", Some(Voice::Customer), Some(Voice::Agent)),
    ("incoming", Some(Voice::Customer), Some(Voice::Agent)),
    ("is incoming", Some(Voice::Customer), Some(Voice::Agent)),
    ("from customer", Some(Voice::Customer), Some(Voice::Agent)),
    ("is from customer", Some(Voice::Customer), Some(Voice::Agent)),
    ("by customer", Some(Voice::Customer), Some(Voice::Agent)),
    ("from visitor", Some(Voice::Customer), Some(Voice::Agent)),
    ("is visitor", Some(Voice::Customer), Some(Voice::Agent)),
    ("is customer", Some(Voice::Customer), Some(Voice::Agent)),
    ("outgoing", Some(Voice::Agent), Some(Voice::Customer)),
    ("outbound", Some(Voice::Agent), Some(Voice::Customer)),
    ("private", Some(Voice::Aside), None),
    ("is private", Some(Voice::Aside), None),
    ("internal", Some(Voice::Aside), None),
    ("is internal", Some(Voice::Aside), None),
    ("private note", Some(Voice::Aside), None),
    ("is note", Some(Voice::Aside), None),
    ("system", Some(Voice::Aside), None),
    ("is system", Some(Voice::Aside), None),
    ("is bot", Some(Voice::Aside), None),
    ("from bot", Some(Voice::Aside), None),
    ("automated", Some(Voice::Aside), None),
    ("is automated", Some(Voice::Aside), None),
    ("public", None, Some(Voice::Aside)),
    ("is public", None, Some(Voice::Aside)),
    ("is published", None, Some(Voice::Aside)),
];

/// The columns of a table that tell who wrote.
#[derive(Clone, Debug, Default)]
pub struct Voices {
    author: Option<(usize, Words)>,
    kinds: Vec<usize>,
    flags: Vec<(usize, Option<Voice>, Option<Voice>)>,
    /// Numbers for directions, where a column of kinds holds them (0 incoming, 1 outgoing).
    numbered: bool,
}

impl Voices {
    /// Finds them.
    pub fn of(table: &Table) -> Self {
        let names: BTreeMap<String, usize> =
            table.columns().iter().enumerate().rev().map(|(at, name)| (squeeze(&fold(name)), at)).collect();
        let find = |name: &str| names.get(&squeeze(name)).copied();
        let believed = |column: usize| {
            let words = Words::of((0..table.records().len()).map(|record| table.cell(record, column)));
            (share(table, column, |text| words.side(text).is_some()) >= BELIEVED).then_some((column, words))
        };
        let kinds: Vec<usize> = KINDS.iter().filter_map(|name| find(name)).collect();
        let directed = |column: &usize| share(table, *column, |text| matches!(text, "0" | "1" | "2" | "3")) >= 1.0;
        Self {
            author: AUTHORS.iter().filter_map(|name| find(name)).find_map(believed).or_else(|| of_both_sides(table)),
            numbered: find("message type").filter(directed).is_some(),
            kinds,
            flags: FLAGS.iter().filter_map(|(name, set, cleared)| Some((find(name)?, *set, *cleared))).collect(),
        }
    }

    /// Whether customers can be told from agents.
    pub fn are_told(&self) -> bool {
        let sides = |flag: &(usize, Option<Voice>, Option<Voice>)| flag.1.is_some() && flag.2.is_some();
        self.author.is_some() || self.numbered || self.flags.iter().any(sides)
    }

    /// Whether a column tells who wrote, and so nothing of the ticket.
    pub fn uses(&self, column: usize) -> bool {
        let kind = self.kinds.contains(&column) && (self.numbered || self.author.is_some());
        self.author.is_some_and(|(author, _)| author == column)
            || kind
            || self.flags.iter().any(|(flag, _, _)| *flag == column)
    }

    /// Who wrote a record, as far as it says.
    pub fn voice(&self, table: &Table, record: usize) -> Option<Voice> {
        let flags = || {
            self.flags.iter().filter_map(|(column, set, cleared)| match flag(table.cell(record, *column))? {
                true => *set,
                false => *cleared,
            })
        };
        let named = self.author.and_then(|(column, words)| words.side(table.cell(record, column)));
        let kinds: Vec<String> = self.kinds.iter().map(|column| values::folded(table.cell(record, *column))).collect();
        judge(named, flags().collect(), &kinds, |kind| self.of_kind(kind))
    }

    fn of_kind(&self, kind: &str) -> Option<Voice> {
        if !self.numbered {
            // `comment` and `email` say nothing; `customer` and `outgoing` do.
            return side_of(kind);
        }
        match kind {
            "0" => Some(Voice::Customer),
            "1" => Some(Voice::Agent),
            "2" | "3" => Some(Voice::Aside),
            _ => None,
        }
    }
}

/// Who wrote a message, by the word for its author, its flags and the kinds of entry that it is said to be.
fn judge(
    named: Option<Voice>,
    flags: Vec<Voice>,
    kinds: &[String],
    of_kind: impl Fn(&str) -> Option<Voice>,
) -> Option<Voice> {
    if flags.contains(&Voice::Aside) || named == Some(Voice::Aside) {
        return Some(Voice::Aside);
    }
    let aside = kinds.iter().any(|kind| ASIDES.contains(&kind.as_str()));
    let is_private = |kind: &String| kind.contains("note") || kind.contains("internal") || kind.contains("private");
    if aside && (kinds.iter().any(is_private) || named != Some(Voice::Customer)) {
        return Some(Voice::Aside);
    }
    named.or_else(|| flags.first().copied()).or_else(|| kinds.iter().find_map(|kind| of_kind(kind)))
}

/// Most words for sides that a column has whose name says nothing.
const SIDES: usize = 8;

/// A column whose name says nothing and whose values are words for both sides and nothing else: `Richtung`, `dir`.
fn of_both_sides(table: &Table) -> Option<(usize, Words)> {
    (0..table.columns().len()).find_map(|column| {
        let mut values: BTreeSet<&str> = BTreeSet::new();
        for record in 0..table.records().len() {
            let text = table.cell(record, column);
            if !values::is_null(text) && values.insert(text) && (values.len() > SIDES || side_of(text).is_none()) {
                return None;
            }
        }
        let has = |side: Voice| values.iter().any(|text| side_of(text) == Some(side));
        let words = Words::of(values.iter().copied());
        (has(Voice::Customer) && has(Voice::Agent)).then_some((column, words))
    })
}

/// Share of the filled cells of a column that are so.
fn share(table: &Table, column: usize, is: impl Fn(&str) -> bool) -> f64 {
    let (mut filled, mut such) = (0_usize, 0_usize);
    for record in 0..table.records().len() {
        let text = table.cell(record, column);
        if !values::is_null(text) {
            filled += 1;
            such += usize::from(is(text));
        }
    }
    if filled == 0 { 0.0 } else { such as f64 / filled as f64 }
}

/// What a flag says.
pub fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "1" | "yes" | "y" | "t" => Some(true),
        "false" | "0" | "no" | "n" | "f" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::from_csv;

    fn voices(csv: &str) -> Vec<Option<Voice>> {
        let table = from_csv::read(csv, false).unwrap();
        let voices = Voices::of(&table);
        (0..table.records().len()).map(|record| voices.voice(&table, record)).collect()
    }

    #[test]
    fn roles_directions_and_flags_tell_who_wrote() {
        let (customer, agent, aside) = (Some(Voice::Customer), Some(Voice::Agent), Some(Voice::Aside));
        assert_eq!(
            voices("id,author_type\n1,user\n2,admin\n3,bot\n4,lead\n5,Agent\n"),
            [customer, agent, aside, customer, agent]
        );
        assert_eq!(voices("id,Direction,isPrivate\n1,In,false\n2,Out,false\n3,Out,true\n"), [customer, agent, aside]);
        assert_eq!(voices("id,inbound\n1,True\n2,False\n"), [customer, agent]);
        assert_eq!(voices("id,message_type\n1,0\n2,1\n3,2\n"), [customer, agent, aside]);
        assert_eq!(voices("id,public\n1,TRUE\n2,FALSE\n"), [None, aside]);
    }

    #[test]
    fn a_user_answers_contacts_where_nobody_else_does() {
        let (customer, agent, aside) = (Some(Voice::Customer), Some(Voice::Agent), Some(Voice::Aside));
        assert_eq!(voices("id,author_type\n1,user\n2,contact\n3,bot\n"), [agent, customer, aside]);
        assert_eq!(voices("id,author_type\n1,user\n2,contact\n3,admin\n"), [customer, customer, agent]);
        assert_eq!(voices("id,speaker\n1,A\n2,C\n"), [agent, customer]);
        assert_eq!(voices("id,direction\n1,outbound-api\n2,inbound\n"), [agent, customer]);
    }

    #[test]
    fn a_column_of_names_tells_no_side() {
        assert_eq!(voices("id,author\n1,Ann\n2,Bob\n3,Support\n"), [None, None, None]);
    }

    #[test]
    fn a_customer_who_reopens_is_a_customer_and_a_note_is_an_aside() {
        let csv = "id,author_type,message_type\n1,user,open\n2,admin,close\n3,admin,comment\n4,admin,note\n";
        assert_eq!(voices(csv), [Some(Voice::Customer), Some(Voice::Aside), Some(Voice::Agent), Some(Voice::Aside)]);
    }
}
