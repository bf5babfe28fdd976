//! What a text offers for a title: its subject, its sentences, and pieces of sentences that are too long.

use unicode_segmentation::UnicodeSegmentation;

use super::{COMFORTABLE, LONGEST};
use crate::model::document::Document;

/// Words that go on from what was said before, where a sentence begins with them.
const REFERRING: [&str; 22] = [
    "additionally",
    "also",
    "although",
    "and",
    "because",
    "besides",
    "but",
    "currently",
    "furthermore",
    "he",
    "however",
    "instead",
    "moreover",
    "otherwise",
    "she",
    "similarly",
    "so",
    "that",
    "then",
    "therefore",
    "they",
    "those",
];

/// Words that answer a question, where a comma parts them from what else is said.
const ANSWERING: [&str; 31] = [
    "sure",
    "yes",
    "yeah",
    "yep",
    "no",
    "nope",
    "ok",
    "okay",
    "alright",
    "certainly",
    "gerne",
    "ja",
    "nein",
    "doch",
    "genau",
    "klar",
    "natürlich",
    "claro",
    "sí",
    "si",
    "vale",
    "oui",
    "non",
    "sì",
    "certo",
    "sim",
    "não",
    "nee",
    "tak",
    "да",
    "нет",
];

/// Whether a sentence goes on from the one before, as "Currently, that is not shown" does, or answers one, as "Sure, it
/// is the new one" does.
pub fn refers_back(said: &str) -> bool {
    let Some(first) = said.unicode_words().next() else { return false };
    let is_one_of = |words: &[&str]| words.contains(&first.to_lowercase().as_str());
    let parted = || said.split_once(first).is_some_and(|(_, rest)| rest.starts_with(','));
    is_one_of(&REFERRING) || parted() && is_one_of(&ANSWERING)
}

/// Whether a saying of a text ends where a sentence or a part of one does.
pub fn ends_whole(said: &str, body: &str) -> bool {
    let from = (said.as_ptr() as usize).checked_sub(body.as_ptr() as usize);
    let Some(rest) = from.and_then(|from| body.get(from + said.len()..)) else { return true };
    let next = rest.trim_start_matches(' ').chars().next();
    said.ends_with(|c: char| !c.is_alphanumeric()) || next.is_none_or(|next| !next.is_alphanumeric() && next != '<')
}

/// Whether a saying begins where a sentence does and does not lead up to what follows it, as "it shows this:" does.
/// Where nobody writes capitals all begin like that.
pub fn is_whole(said: &str, body: &str) -> bool {
    let small = |text: &str| text.trim_start().chars().next().is_some_and(char::is_lowercase);
    !said.ends_with(':') && (!small(said) || small(body))
}

/// The subject line and the sentences of the message, whether it is the subject beside each.
pub fn sayings(document: &Document) -> impl Iterator<Item = (&str, bool)> {
    let sentences = document.body().lines().flat_map(sentences).map(|s| (s, false));
    let windows = document.body().lines().take(1).flat_map(windows).map(|s| (s, false));
    let heading = document.body().lines().next().and_then(before_greeting).map(|s| (s, true));
    std::iter::once((document.title(), true)).chain(heading).chain(sentences.take(6)).chain(windows)
}

/// Short words that are written with a point inside of a sentence.
const ABBREVIATED: [&str; 12] =
    ["acc", "approx", "art", "dept", "etc", "ext", "fig", "inc", "incl", "inv", "ref", "tel"];

/// The sentences of a line. Unicode's rules see none where the next one begins small, as they do on phones.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    line.unicode_sentences().map(str::trim).flat_map(begun_small)
}

/// A sentence in pieces that end with a point after a whole word.
fn begun_small(sentence: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in sentence.match_indices(". ") {
        let before = sentence[start..at].split_whitespace().next_back().unwrap_or("");
        let is_word = before.chars().count() >= 3 && before.chars().all(char::is_alphabetic);
        if is_word && !ABBREVIATED.contains(&before.to_lowercase().as_str()) {
            pieces.push(&sentence[start..=at]);
            start = at + 2;
        }
    }
    pieces.push(&sentence[start..]);
    pieces
}

/// Words that begin a letter.
const GREETINGS: [&str; 5] = ["dear", "good", "hello", "hey", "hi"];

/// What stands before the greeting of a line that was stripped of punctuation: the subject that the letter was joined to.
fn before_greeting(line: &str) -> Option<&str> {
    let mut sentences = sentences(line);
    let whole = sentences.next()?;
    if whole.chars().count() <= LONGEST || sentences.next().is_some() || whole.contains([',', ':', ';']) {
        return None;
    }
    let greets = |word: &&str| GREETINGS.iter().any(|greeting| word.eq_ignore_ascii_case(greeting));
    let place = whole.split_whitespace().take(COMFORTABLE + 1).position(|word| greets(&word)).filter(|&at| at >= 2)?;
    let word = whole.split_whitespace().nth(place - 1)?;
    let end = word.as_ptr() as usize - whole.as_ptr() as usize + word.len();
    Some(&whole[..end])
}

/// Words of a window over a text without sentences.
const WINDOW: usize = 7;

/// Pieces of a line that is too long for a title and has no sentences in it, as exports have that were
/// stripped of punctuation: a piece of what somebody wrote is better than its cut beginning.
fn windows(line: &str) -> Vec<&str> {
    let mut sentences = line.unicode_sentences();
    let whole = sentences.next().map_or("", str::trim);
    if whole.chars().count() <= LONGEST || sentences.next().is_some() {
        return Vec::new();
    }
    let clauses: Vec<&str> = clauses(whole);
    if clauses.iter().any(|clause| (WINDOW / 2..=2 * WINDOW).contains(&clause.split_whitespace().count())) {
        return clauses;
    }
    let words: Vec<(usize, &str)> =
        whole.split_whitespace().map(|w| (w.as_ptr() as usize - whole.as_ptr() as usize, w)).collect();
    (0..words.len().min(5 * WINDOW).saturating_sub(WINDOW))
        .step_by(WINDOW / 2)
        .map(|start| (start..start + WINDOW / 2).find(|&at| may_begin(words[at].1)).unwrap_or(start))
        .filter(|start| start + WINDOW <= words.len())
        .filter(|start| words[*start..start + WINDOW - 1].iter().all(|(_, word)| !word.ends_with('.')))
        .map(|start| {
            let (from, _) = words[start];
            let (to, last) = words[start + WINDOW - 1];
            &whole[from..to + last.len()]
        })
        .collect()
}

/// The parts between the commas and strokes of a sentence, which people put where others put a full stop; of a part that
/// goes on from the one before there is none.
fn clauses(sentence: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    for part in
        sentence.split_inclusive([',', ';', '…']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "))
    {
        let part = part.trim().trim_end_matches([',', ';', '…']);
        let first = part.split_whitespace().next().unwrap_or("");
        if parts.is_empty() || !goes_on(first) {
            parts.push(part);
        }
    }
    // What is not cut is the whole sentence.
    if parts.len() < 2 { Vec::new() } else { parts }
}

/// Whether a piece of a sentence may begin with a word, rather than go on from what was cut off before it.
fn may_begin(word: &str) -> bool {
    let said = bare(word);
    !goes_on(word) && !DANGLING.contains(&said.as_str()) && !DANGLING_ELSEWHERE.contains(&said.as_str())
}

/// Whether a word goes on from the one before it.
fn goes_on(word: &str) -> bool {
    const LINKING: [&str; 14] =
        ["been", "due", "has", "have", "in", "much", "n", "on", "than", "u", "very", "were", "when", "which"];
    let word = bare(word);
    word.is_empty() || LINKING.contains(&word.as_str()) || REFERRING.contains(&word.as_str())
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Words of other languages that no saying ends with, unless it was cut off.
#[rustfmt::skip]
pub const DANGLING_ELSEWHERE: &[&str] = &[
    "als", "auf", "aus", "bei", "beim", "das", "dass", "dem", "den", "der", "des", "die", "ein", "eine", "einem", "einen",
    "einer", "für", "im", "mit", "nach", "oder", "und", "vom", "von", "wenn", "werden", "wie", "wird", "zum", "zur",
    "con", "de", "del", "el", "la", "las", "los", "muy", "para", "por", "que", "se", "sin", "su", "un", "una", "y",
    "ao", "com", "da", "dos", "em", "os", "uma", "aux", "avec", "dans", "du", "est", "et", "le", "les",
    "ou", "par", "pour", "qui", "sur", "une", "che", "di", "il", "lo", "per", "een", "het", "met", "te", "van", "voor",
];

/// Words that no saying ends with, unless it was cut off.
pub const DANGLING: [&str; 37] = [
    "a",
    "after",
    "also",
    "am",
    "an",
    "and",
    "are",
    "as",
    "at",
    "because",
    "below",
    "but",
    "by",
    "e.g",
    "following",
    "follows",
    "for",
    "from",
    "i",
    "i.e",
    "if",
    "is",
    "its",
    "my",
    "not",
    "of",
    "or",
    "our",
    "so",
    "such",
    "that",
    "the",
    "their",
    "to",
    "very",
    "was",
    "with",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_that_ran_into_its_letter_is_found() {
        let long = "thank you for looking into it as soon as that is possible for you and for your colleagues";
        let line = format!("new starter form hi please fill in the form for her {long}");
        assert_eq!(before_greeting(&line), Some("new starter form"));
        assert_eq!(before_greeting(&format!("hi please fill in the form {long}")), None);
        assert_eq!(before_greeting("new starter form hi"), None);
        assert_eq!(before_greeting(&format!("It is broken. New form hi please {long}.")), None);
    }

    #[test]
    fn sentences_that_begin_small_are_told_apart() {
        let said = |line| sentences(line).collect::<Vec<_>>();
        assert_eq!(said("good app. but it lags. Bye"), ["good app.", "but it lags.", "Bye"]);
        for whole in ["use the app v. 2 or no. 3 of them", "zoom 5.11 crashes", "the invoice inv. 12 is wrong", ""] {
            assert_eq!(said(whole).concat(), whole);
        }
    }

    #[test]
    fn what_people_part_by_commas_is_told_apart() {
        let line = "the app closes when I open the cart, my phone is new, and I did install it again, which did not help at all";
        assert_eq!(windows(line), ["the app closes when I open the cart", "my phone is new"]);
        assert!(ends_whole(windows(line)[0], line) && !ends_whole(&line[..7], line) && ends_whole(line, line));
    }

    #[test]
    fn windows_begin_where_something_begins() {
        let line = "they do not absolutely pay attention on the tech part of their company and the classes glitch so \
                    much due to which we miss lectures";
        let found = windows(line);
        assert!(found.contains(&"classes glitch so much due to which"), "{found:?}");
        assert!(found.iter().all(|piece| !piece.starts_with("much") && !piece.starts_with("of ")), "{found:?}");
    }
}
