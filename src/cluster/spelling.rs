//! How a phrase is written where it does not begin a sentence: "google calendar" is said in lower case by the counts, and
//! Google Calendar by the people.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::document::Documents;

/// Tickets that are looked at.
const LOOKED_AT: usize = 300;

/// A phrase (lower case) as most of the tickets write it inside a sentence; as it is where none does.
pub fn as_written(documents: &Documents, tickets: &[usize], phrase: &str) -> String {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let mut written: BTreeMap<String, usize> = BTreeMap::new();
    let step = tickets.len().div_ceil(LOOKED_AT).max(1);
    for &ticket in tickets.iter().step_by(step) {
        for sentence in documents.documents[ticket].body.lines().flat_map(str::unicode_sentences) {
            // Who writes everything large says nothing about one word.
            if !sentence.chars().any(char::is_lowercase) {
                continue;
            }
            let words: Vec<&str> = sentence.unicode_words().collect();
            for run in words.windows(wanted.len()).skip(1) {
                if run.iter().zip(&wanted).all(|(word, wanted)| word.to_lowercase() == *wanted) {
                    *written.entry(run.join(" ")).or_default() += 1;
                }
            }
        }
    }
    let most = written.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    most.map_or_else(|| phrase.to_owned(), |(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Document;

    #[test]
    fn a_name_keeps_its_capitals_and_a_word_at_the_beginning_does_not_give_any() {
        let body =
            "Calendar is empty. My Google Calendar and the QuickBooks sync. Why is the calendar\nIN QUICKBOOKS NOTHING";
        let documents = Documents {
            documents: vec![Document { body: body.to_owned(), ..Document::default() }],
            ..Documents::default()
        };
        for (phrase, written) in [
            ("google calendar", "Google Calendar"),
            ("quickbooks", "QuickBooks"),
            ("sync", "sync"),
            ("nothing", "nothing"),
            ("absent", "absent"),
        ] {
            assert_eq!(as_written(&documents, &[0], phrase), written);
        }
    }
}
