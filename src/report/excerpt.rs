//! A ticket's words, ready to be shown: from the masked document only, cut at a word, and without
//! characters that do something instead of being something.

use super::Example;
use crate::model::{document::Document, ticket::Ticket};

/// Most characters of an excerpt: some three lines of a screen.
const LONGEST: usize = 280;

/// An excerpt may end at a sentence when that leaves at least this much of it.
const SENTENCE_FROM: usize = 140;

/// Characters of an excerpt that stand before what was looked for.
const BEFORE: usize = 80;

/// Ticket and document → example; none when nothing is left to show.
pub fn example(ticket: &Ticket, document: &Document) -> Option<Example> {
    let text = whole(document)?;
    Some(Example { ticket: ticket.id.clone(), text: cut(&text, LONGEST), url: web_address(ticket) })
}

/// The same, around the first word that begins with one of `words` (in small letters).
pub fn around(ticket: &Ticket, document: &Document, words: &[String]) -> Option<Example> {
    let text = whole(document)?;
    let found = word_starts(&text)
        .find(|&at| {
            let word: String =
                text[at..].chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            words.iter().any(|known| word.starts_with(known.as_str()))
        })
        .unwrap_or(0);
    let head = text[..found].chars().count();
    let excerpt = if head + BEFORE <= LONGEST {
        cut(&text, LONGEST)
    } else {
        let from = text[..found].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
        let from = text[from..found].find(' ').map_or(found, |at| from + at + 1);
        format!("… {}", cut(&text[from..], LONGEST - 2))
    };
    Some(Example { ticket: ticket.id.clone(), text: excerpt, url: web_address(ticket) })
}

/// Title and body on one line.
fn whole(document: &Document) -> Option<String> {
    let (title, body) = (plain(document.title()), plain(document.body()));
    Some(match (title.as_str(), body.as_str()) {
        ("", "") => return None,
        (title, "") => title.to_owned(),
        ("", body) => body.to_owned(),
        (title, body) if body.starts_with(title) => body.to_owned(),
        (title, body) if title.ends_with(['.', '!', '?', ':', '…']) => format!("{title} {body}"),
        (title, body) => format!("{title} – {body}"),
    })
}

/// Where words begin.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        begins.then_some(at)
    })
}

/// Only addresses that a browser fetches: `javascript:` and the like are no place of a ticket.
fn web_address(ticket: &Ticket) -> Option<String> {
    let url = ticket.url.as_deref()?.trim();
    let web = url.starts_with("https://") || url.starts_with("http://");
    (web && !url.chars().any(|c| c.is_whitespace() || c.is_control() || acts(c))).then(|| url.to_owned())
}

/// Characters that reorder, hide or control text instead of being part of it (Unicode TR36, TR9):
/// bidi controls, zero-width spaces, tags, annotations; the joiners of emoji and scripts stay.
fn acts(c: char) -> bool {
    matches!(c,
        '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Text on one line, with single spaces, nothing in it that acts.
pub fn plain(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|&c| !acts(c))
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `longest` characters: whole sentences when they fill enough of it, else whole words and `…`.
fn cut(text: &str, longest: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let head = &text[..end];
    let sentence = head
        .char_indices()
        .filter(|&(at, c)| matches!(c, '.' | '!' | '?') && head[at + c.len_utf8()..].starts_with(' '))
        .map(|(at, c)| at + c.len_utf8())
        .next_back();
    if let Some(at) = sentence.filter(|&at| head[..at].chars().count() >= SENTENCE_FROM) {
        return format!("{} …", &head[..at]);
    }
    let word = head.rfind(' ').filter(|&at| at > end / 2).unwrap_or(end);
    format!("{}…", head[..word].trim_end_matches([',', ';', ':', ' ', '-', '–']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Wording;

    #[test]
    fn a_long_text_ends_at_a_sentence_or_a_word() {
        let words = "word ".repeat(100);
        let short = cut(&words, 280);
        assert!(short.ends_with("word…") && short.chars().count() <= 281);
        let sentences = format!("{}. {}", "a".repeat(200), "b ".repeat(200));
        assert_eq!(cut(&sentences, 280), format!("{}. …", "a".repeat(200)));
        assert_eq!(cut(&"x".repeat(400), 280).chars().count(), 281);
        assert_eq!(cut("short", 280), "short");
        assert!(cut(&"ü€𝄞".repeat(200), 280).ends_with('…'));
    }

    #[test]
    fn nothing_that_acts_gets_into_a_report() {
        assert_eq!(plain("a\u{1b}[31mred\u{202e}evil\u{0}\n\tb\u{2028}c"), "a [31mredevil b c");
        assert_eq!(plain("👩\u{200d}💻 ok"), "👩\u{200d}💻 ok");
    }

    #[test]
    fn what_was_looked_for_stands_in_the_excerpt() {
        let words = ["refund".to_owned()];
        let of = |body: &str| {
            let document = Document { wording: Wording::new("", body), ..Document::default() };
            around(&Ticket::default(), &document, &words).map(|example| example.text)
        };
        let early = format!("My REFUNDS are late. {}", "word ".repeat(100));
        assert!(of(&early).is_some_and(|text| text.starts_with("My REFUNDS")));
        let late = format!("{}my refund is late {}", "ä word ".repeat(100), "word ".repeat(100));
        let text = of(&late).unwrap();
        assert!(text.starts_with("… ") && text.contains("my refund is late") && text.chars().count() <= 282, "{text}");
        assert!(of(&"x".repeat(5_000)).is_some_and(|text| text.chars().count() <= 282));
    }

    #[test]
    fn only_web_addresses_become_links() {
        let at = |url: &str| web_address(&Ticket { url: Some(url.to_owned()), ..Ticket::default() });
        assert_eq!(at("https://desk.example/1").as_deref(), Some("https://desk.example/1"));
        assert_eq!(at("javascript:alert(1)"), None);
        assert_eq!(at("https://a b"), None);
    }

    #[test]
    fn a_title_that_the_body_repeats_is_said_once() {
        let text = |title: &str, body: &str| {
            let document = Document { wording: Wording::new(title, body), ..Document::default() };
            example(&Ticket::default(), &document).map(|example| example.text)
        };
        assert_eq!(text("Login fails", "Login fails since noon").as_deref(), Some("Login fails since noon"));
        assert_eq!(text("Login", "It fails").as_deref(), Some("Login – It fails"));
        assert_eq!(text("", ""), None);
    }
}
