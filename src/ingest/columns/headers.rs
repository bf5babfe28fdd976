//! What a column's name says it holds.
//!
//! Names are compared folded: NFKC, lower case, words split where the case changes, signs gone. A
//! name can lie; the values are asked after it ([`super::shapes`]).

use std::{collections::BTreeMap, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

use super::{fields::Field, synonyms::SYNONYMS};

/// How sure a name is, from 0 to 1.
pub type Confidence = f32;

/// Words that name the thing itself: `ticket status` is `status`.
const OBJECT_WORDS: &[&str] =
    &["ticket", "issue", "case", "bug", "request", "incident", "conversation", "complaint", "review", "customer"];

/// What dropping an object word costs.
const OBJECT_WORD_COST: Confidence = 0.05;

/// What a name inside `Custom field (…)` costs: vendors' own fields go before customers' fields.
const CUSTOM_FIELD_COST: Confidence = 0.1;

/// `Custom field (X)` in the languages of Jira, folded.
const CUSTOM_FIELD: &[&str] =
    &["custom field", "campo personalizado", "benutzerdefiniertes feld", "champ personnalisé", "campo customizado"];

/// What Salesforce puts after the names of custom fields; its Data Loader writes capitals.
const CUSTOM_SUFFIXES: &[&str] = &["__c", "__C"];

/// Last parts of a key path that say "the parent's name": `status.name` is `status`.
const NAME_KEYS: &[&str] = &["name", "value", "display value", "label", "display name", "text"];

/// Words that mark a copy of the text made by a program.
const DERIVED_WORDS: &[&str] = &[
    "clean",
    "cleaned",
    "cleaning",
    "preprocessed",
    "processed",
    "normalized",
    "normalised",
    "lemmatized",
    "tokenized",
    "tokens",
    "stemmed",
    "translated",
    "translation",
    "embedding",
    "filtered",
    "sanitized",
];

/// A name without its accidents: `TicketID`, `ticket_id` and `Ticket Id [txt]` fold to `ticket id`.
pub fn fold(name: &str) -> String {
    let plain: String = name.nfkc().filter(|c| !matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}')).collect();
    let plain = plain.replace("[]", "").replace("[first]", " first");
    let plain = CUSTOM_SUFFIXES.iter().find_map(|suffix| plain.strip_suffix(suffix)).unwrap_or(&plain);
    let mut split = String::with_capacity(plain.len() + 8);
    let letters: Vec<char> = plain.trim().chars().collect();
    for (at, c) in letters.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).map(|at| letters[at]), letters.get(at + 1));
        let hump = c.is_uppercase()
            && before.is_some_and(|b| {
                b.is_lowercase() || b.is_ascii_digit() || b.is_uppercase() && after.is_some_and(|a| a.is_lowercase())
            });
        if hump {
            split.push(' ');
        }
        match c {
            '_' | '-' | '.' | '/' | ':' | '?' | '*' | '"' | '\'' | '\\' => split.push(' '),
            _ => split.extend(c.to_lowercase()),
        }
    }
    split.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A folded name without blanks: the form that is compared, so that `TimetoResolution` is `time to resolution`.
pub fn squeeze(folded: &str) -> String {
    folded.chars().filter(|c| !c.is_whitespace()).collect()
}

static KNOWN: LazyLock<BTreeMap<String, Vec<(Field, Confidence)>>> = LazyLock::new(|| {
    let mut known: BTreeMap<String, Vec<(Field, Confidence)>> = BTreeMap::new();
    for (field, confidence, names) in SYNONYMS {
        for name in *names {
            known.entry(squeeze(name)).or_default().push((*field, *confidence));
        }
    }
    known
});

/// Whether some field goes by this name.
pub fn is_known(name: &str) -> bool {
    !meanings(name).is_empty()
}

/// What a name can mean, each meaning once, with how sure it is.
pub fn meanings(name: &str) -> Vec<(Field, Confidence)> {
    let whole = fold(name);
    if whole.ends_with("first") && name.ends_with("[first]") {
        return vec![(Field::Body, FIRST_MESSAGE)];
    }
    let bare = without_hint(&whole);
    if let Some(derived) = derived(&bare) {
        return derived;
    }
    let direct = |folded: &str| KNOWN.get(&squeeze(folded)).cloned().unwrap_or_default();
    let mut found = direct(&whole);
    if found.is_empty() {
        found = direct(&bare);
    }
    if found.is_empty()
        && let Some(inner) = custom_field(&whole)
    {
        found = cheaper(direct(inner), CUSTOM_FIELD_COST);
    }
    if found.is_empty()
        && let Some(parent) = NAME_KEYS.iter().find_map(|key| bare.strip_suffix(key))
    {
        found = direct(parent.trim());
    }
    if found.is_empty()
        && let Some(root) = without_number(&bare)
    {
        found = direct(root);
        found.retain(|(field, _)| {
            matches!(field, Field::Tags | Field::Category | Field::Subcategory | Field::Conversation)
        });
    }
    if found.is_empty()
        && let Some((first, rest)) = bare.split_once(' ')
        && OBJECT_WORDS.contains(&first)
    {
        found = cheaper(direct(rest), OBJECT_WORD_COST);
        found.retain(|(field, _)| !(first == "customer" && *field == Field::Id));
    }
    found
}

/// How sure the first message of a conversation is the text of its ticket.
const FIRST_MESSAGE: Confidence = 0.65;

fn cheaper(found: Vec<(Field, Confidence)>, cost: Confidence) -> Vec<(Field, Confidence)> {
    found.into_iter().map(|(field, confidence)| (field, confidence - cost)).collect()
}

fn derived(bare: &str) -> Option<Vec<(Field, Confidence)>> {
    let marked = bare.split(' ').count() > 1 && bare.split(' ').any(|word| DERIVED_WORDS.contains(&word));
    marked.then(|| vec![(Field::Derived, 0.9)])
}

/// Without a trailing `[list]`, `(in hrs)` or `(UTC)`.
pub fn without_hint(folded: &str) -> String {
    let mut bare = folded;
    for (open, close) in [('[', ']'), ('(', ')')] {
        if bare.ends_with(close)
            && let Some(at) = bare.rfind(open).filter(|at| *at > 0)
        {
            bare = bare[..at].trim_end();
        }
    }
    bare.to_owned()
}

fn custom_field(whole: &str) -> Option<&str> {
    let (outer, inner) = whole.split_once('(')?;
    CUSTOM_FIELD.contains(&outer.trim()).then(|| inner.trim_end_matches(')').trim())
}

/// `tag 3` and `labels 2` without their number.
fn without_number(bare: &str) -> Option<&str> {
    let root = bare.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    (root.len() < bare.len() && !root.is_empty()).then_some(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_words() {
        for (name, folded) in [
            ("TicketID", "ticket id"),
            ("\u{feff}ticket_id", "ticket id"),
            ("HTMLUrl", "html url"),
            ("Sub-product", "sub product"),
            ("requester.email", "requester email"),
            ("labels[].name", "labels name"),
            ("Consumer disputed?", "consumer disputed"),
        ] {
            assert_eq!(fold(name), folded);
        }
    }

    #[test]
    fn the_meaning_survives_decoration() {
        let best = |name: &str| meanings(name).first().map(|(field, _)| *field);
        assert_eq!(best("Ticket Category [list]"), Some(Field::Category));
        assert_eq!(best("Created At (UTC)"), Some(Field::Created));
        assert_eq!(best("TimetoResolution"), best("Time to resolution"));
        assert_eq!(best("Custom field (Request Type)"), Some(Field::Kind));
        assert_eq!(best("status.name"), Some(Field::Status));
        assert_eq!(best("tag_7"), Some(Field::Tags));
        assert_eq!(best("TicketSubject"), Some(Field::Subject));
        assert_eq!(best("clean_review"), Some(Field::Derived));
        assert_eq!(best("comments[first]"), Some(Field::Body));
        assert_eq!(best("Fecha de creación"), Some(Field::Created));
        assert_eq!(best("favourite colour"), None);
    }
}
