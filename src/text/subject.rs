//! Subject lines: without `Re:`, list tags and ticket numbers; empty when nothing is left that says
//! more than "help".

use std::sync::LazyLock;

use regex::Regex;

use super::controls::{has_words, one_line};

/// Prefixes of replies and forwards.
static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:(?:re|fwd?|fw|aw|wg|antw|antwort|sv|vs|vb|vl|tr|rif|r|res|enc|rv|odp|pd|ynt|doorst|betr|subject|betreff|asunto|objet|assunto|oggetto)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[::]\s*|(?:re|fwd?|fw|aw|wg|antw|antwort)\s?-\s+)+").expect("a fixed pattern")
});

/// Tags in front: `[EXTERNAL]`, `[#123]`, `[list-name]`, `(Ticket 12)`, `Ticket #123 -`, `INC0012345:`.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^\s*(?:\[\s*(?:external|external e-?mail|external sender|extern|ext|spam|suspected spam|caution|internal|#?\s*\d+|(?:ticket|case|request|incident|issue|bug|inc|req|sr|id)[\s#:_-]*[\w-]*\d+|[a-z]+[a-z0-9]*-\d+|[a-z0-9]+(?:-[a-z0-9]+)*-(?:users?|list|devel|dev|support|help))\s*\]",
        r"|\*{1,5}\s*(?:external(?: e-?mail)?|spam)\s*\*{1,5}|ext(?:ernal)?(?: e-?mail)?\s*[:|]|\((?:ticket|case|request|incident|id)?\s*[#:]?\s*\d{2,}\)",
        r"|(?:ticket|case|request|incident|issue|req|inc)\s*(?:id|no\.?|nr\.?|number)?\s*(?:[#:]\s*|-)\s*\d+|#\d{2,}|(?:INC|REQ|RITM|CHG|PRB|TASK|SR|CS)\d{5,})\s*[-–—:|]*\s*"
    ))
    .expect("a fixed pattern")
});

/// The kind of a ticket in front, which says nothing of what it is about: `[Bug]: `, `Feature request: `.
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    const KINDS: &str = r"(?:bug(?: report)?|defect|feature(?: request)?|feat|enhancement|improvement|suggestion|proposal|idea|question|issue|problem|request|support(?: request)?|help(?: wanted| needed)?|regression|urgent|important|wip|rfc|todo|fehler|frage|wunsch|dringend|pregunta|error)";
    let pattern = format!(r"(?i)^\s*(?:[\[(【]\s*{KINDS}\s*[\])】]\s*[-–—:|]*\s*|{KINDS}\s*(?:[::]|\s[-–—]\s)\s*)");
    Regex::new(&pattern).expect("a fixed pattern")
});

/// A ticket number at the end: `… [#123]`, `… (Case 00123)`.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*[-–|]?\s*[\[(]\s*(?:ticket|case|request|incident|ref|id|inc|req|thread)?\s*[#:_-]*\s*(?:[a-z]{0,6}[#:-]?)\d{2,}[^\])]{0,20}[\])]\s*$").expect("a fixed pattern")
});

/// Subjects that say nothing.
static EMPTY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^\W*(?:no subject|\(?none\)?|n/?a|null|nan|untitled|test|hi|hello|hey|hallo|hola|bonjour|help|help me|help please|please help|help needed|need help|hilfe|ayuda|aide|ajuda|aiuto|hulp|hjälp|pomoc",
        r"|question|questions|quick question|frage|anfrage|pregunta|consulta|demande|pergunta|domanda|vraag|inquiry|enquiry|query|issue|an issue|problem|problème|problema|probleem|support|support request|request|request for support|supportanfrage|support ticket",
        r"|new ticket|new message|new request|ticket|contact|contact form|contact us|kontaktformular|message|nachricht|feedback|customer support|customer service|urgent|important|dringend|wichtig|fyi|kein betreff|ohne betreff|sin asunto|sans objet|sem assunto|nessun oggetto|geen onderwerp",
        r"|conversation with .{0,40}|chat with .{0,40}|(?:chat|conversation) transcript(?: (?:with|between) .{0,60})?|new conversation|(?:ticket|case|request|incident|issue)\s*[#:]?\s*\d+)\W*$"
    ))
    .expect("a fixed pattern")
});

/// The subject without its wrapping, in one line. `has_body` says whether a message stands beside it:
/// only then may an empty phrase go.
pub fn clean_subject(subject: &str, has_body: bool) -> String {
    let line = one_line(subject);
    let mut rest = line.as_str();
    loop {
        let end = [&PREFIX, &TAG, &KIND].iter().find_map(|known| known.find(rest)).map(|found| found.end());
        match end {
            Some(end) if end > 0 => rest = rest[end..].trim_start(),
            _ => break,
        }
    }
    if let Some(found) = TAIL.find(rest)
        && has_words(&rest[..found.start()])
    {
        rest = &rest[..found.start()];
    }
    rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | ':' | ',' | ';' | '*'));
    if has_body && (!has_words(rest) || EMPTY.is_match(rest)) {
        return String::new();
    }
    if has_words(rest) { rest.to_owned() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_tags_and_numbers_go() {
        for subject in [
            "Re: Fwd: Printer jam",
            "AW: WG: Printer jam",
            "AW- WG - Printer jam",
            "RE[2]: SV: Printer jam",
            "[EXTERNAL] Re: [#12345] Printer jam",
            "[Ticket #123] Printer jam",
            "Ticket #123 - Printer jam",
            "INC0012345: Printer jam",
            "[PROJ-12] Printer jam [#4711]",
            "[Bug]: Printer jam",
            "[BUG] Printer jam",
            "Bug report: [Regression] Printer jam",
            "Feature request - Printer jam",
            "Printer jam (Case 00123)",
        ] {
            assert_eq!(clean_subject(subject, true), "Printer jam", "{subject}");
        }
    }

    #[test]
    fn empty_phrases_go_only_beside_a_message() {
        for subject in [
            "Re:",
            "(no subject)",
            "Help!",
            "question",
            "Support request",
            "Ticket #123",
            "Problem",
            "  ",
            "Chat transcript with A B",
        ] {
            assert_eq!(clean_subject(subject, true), "", "{subject}");
        }
        assert_eq!(clean_subject("Help!", false), "Help!");
        assert_eq!(clean_subject("Re:", false), "Re:");
    }

    #[test]
    fn tags_and_words_that_mean_something_stay() {
        for subject in [
            "[Billing] Dark mode",
            "Problem signing in: wrong code",
            "Request a refund",
            "Ticket printer offline",
            "Issue with card 2",
            "r: not found in console",
            "Test environment down",
        ] {
            assert!(clean_subject(subject, true).ends_with(subject.trim_start_matches("r: ")), "{subject}");
        }
    }
}
