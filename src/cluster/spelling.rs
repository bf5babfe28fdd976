//! How a phrase is written where it does not begin a sentence: "google calendar" is said in lower case by the counts, and
//! Google Calendar by the people.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::document::Documents;

/// Tickets that are looked at.
const LOOKED_AT: usize = 300;

/// Phrases (lower case) as most of the tickets write them inside a sentence; as they are where none does.
pub fn as_written(documents: &Documents, tickets: &[usize], phrases: &[&str]) -> Vec<String> {
    let wanted: Vec<Vec<&str>> = phrases.iter().map(|phrase| phrase.split(' ').collect()).collect();
    let mut written: Vec<BTreeMap<String, usize>> = vec![BTreeMap::new(); phrases.len()];
    let step = tickets.len().div_ceil(LOOKED_AT).max(1);
    for &ticket in tickets.iter().step_by(step) {
        for sentence in documents.documents[ticket].body().lines().flat_map(str::unicode_sentences) {
            // Who writes everything large says nothing about one word.
            if !sentence.chars().any(char::is_lowercase) {
                continue;
            }
            let words: Vec<&str> = sentence.unicode_words().collect();
            let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
            for (wanted, written) in wanted.iter().zip(&mut written) {
                let at = 1..(words.len() + 1).saturating_sub(wanted.len()).max(1);
                for at in at.filter(|&at| lower[at..at + wanted.len()] == wanted[..]) {
                    *written.entry(words[at..at + wanted.len()].join(" ")).or_default() += 1;
                }
            }
        }
    }
    let most = |written: BTreeMap<String, usize>| {
        written.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(text, _)| text)
    };
    phrases.iter().zip(written).map(|(&phrase, written)| most(written).unwrap_or_else(|| phrase.to_owned())).collect()
}

/// With a capital at the beginning, unless the first word has one inside, as iOS has.
pub fn with_capital(text: &str) -> String {
    let first_word = text.split([' ', ',']).next().unwrap_or("");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !first_word.chars().any(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Document, Wording};

    #[test]
    fn a_name_keeps_its_capitals_and_a_word_at_the_beginning_does_not_give_any() {
        let body =
            "Calendar is empty. My Google Calendar and the QuickBooks sync. Why is the calendar\nIN QUICKBOOKS NOTHING";
        let documents = Documents {
            documents: vec![Document { wording: Wording::new("", body), ..Document::default() }],
            ..Documents::default()
        };
        let phrases = ["google calendar", "quickbooks", "sync", "nothing", "absent"];
        let written = ["Google Calendar", "QuickBooks", "sync", "nothing", "absent"];
        assert_eq!(as_written(&documents, &[0], &phrases), written);
    }
}
