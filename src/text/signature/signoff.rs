//! A name alone under the last sentence: "Dorothy", "Roz, Cobb & Sons Plumbing". Nobody closes a chat with "Kind
//! regards", and the name is as personal.
//!
//! It must be told from what a customer says: lines of words with capital letters, below a sentence that has ended.

use crate::text::stopwords;

/// Lines of a name and a firm at the most.
const LINES: usize = 3;

/// Words of one line of it.
const WORDS: usize = 6;

/// Words before it at least: what is shorter may be a list of headings.
const MESSAGE: usize = 5;

/// Words in small letters that stand in names and firms.
#[rustfmt::skip]
const PARTICLES: [&str; 25] = [
    "a", "al", "and", "at", "da", "de", "del", "della", "der", "di", "do", "dos", "du", "e", "en", "et", "from", "la",
    "le", "of", "the", "und", "van", "von", "y",
];

/// Drops the name of who wrote it from the end of a text that says something before it.
pub fn drop_name(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let names = lines.iter().rev().take(LINES).take_while(|line| is_name(line)).count();
    let message = &lines[..lines.len() - names];
    let said = message.iter().map(|line| line.split_whitespace().count()).sum::<usize>();
    if names == 0 || said < MESSAGE || !message.last().is_some_and(|line| is_closed(line)) {
        return text.to_owned();
    }
    message.join("\n")
}

/// Whether a sentence has ended with this line.
fn is_closed(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ' ']).ends_with(['.', '!', '?', '…'])
}

/// A line of a name, with the firm perhaps.
fn is_name(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['-', '–', '—', '~', ' ']);
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '&' | '/' | '|' | '+'))
        .filter(|word| !word.is_empty() && !matches!(*word, "-" | "–" | "—" | "·" | "•"))
        .collect();
    let Some(first) = words.first() else { return false };
    let ends = line.ends_with("Ltd.") || line.ends_with("Inc.") || line.ends_with("Co.");
    let initial = |word: &str| word.ends_with('.') && word.chars().count() <= 5;
    words.len() <= WORDS
        && first.starts_with(char::is_uppercase)
        && !stopwords::is_stop("en", &first.to_lowercase())
        && !line.chars().any(|c| c.is_numeric() || matches!(c, ':' | ';' | '?' | '!' | '…' | '"' | '“' | '('))
        && (!line.ends_with('.') || ends || initial(words[words.len() - 1]))
        && !line.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                || word.starts_with('<') && word.ends_with('>')
                || PARTICLES.binary_search(word).is_ok()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_under_the_message_goes() {
        for name in [
            "Dorothy",
            "Bazza\nGreen Thumb Mowing, Toowoomba",
            "Ruairí Tuohy\nTuohy Electrical, Ballinasloe",
            "Roz, Cobb & Sons Plumbing",
            "- Jean-Luc de la Tour",
            "María del Carmen",
            "Mrs P. Ravenscroft",
            "Иван Петров",
        ] {
            let text = format!("The export has failed since Monday.\n{name}");
            assert_eq!(drop_name(&text), "The export has failed since Monday.", "{name}");
        }
    }

    #[test]
    fn what_the_customer_says_stays() {
        for text in [
            "Dorothy",
            "It fails.\nDorothy",
            "The page of the report says:\nPayment Declined",
            "It fails since the update of last week\nPayment Declined",
            "It fails since the update of last week.\nWindows 11 and Chrome",
            "It fails since the update of last week.\nPlease call me back",
            "It fails since the update of last week.\nAny Idea",
            "It fails since the update of last week.\nURGENT",
            "It fails since the update of last week.\nWhy is that?",
        ] {
            assert_eq!(drop_name(text), text);
        }
    }
}
