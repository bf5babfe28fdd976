//! A line of a chat: when, who, what. "[10:12:33] Anna: …", "Anna (10:12 AM): …", "2025-03-01T10:12Z - Anna: …",
//! "( 1m 32s ) Anna: …", "May 4, 2026 10:12 AM - Anna: …", `<Anna> …`.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;

/// Between two turns that an export wrote on one line.
const BARS: [&str; 2] = [" | ", " || "];

/// What somebody says in a line.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Who.
    pub speaker: &'a str,
    /// What; may be empty, when it follows on the next line.
    pub said: &'a str,
    /// Whether the line tells when.
    pub stamped: bool,
}

/// A day and an hour. A zone is one of the known ones: the next word is somebody's name.
const STAMP: &str = concat!(
    r"(?:(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:\p{L}{2,10}\.?,? )?(?:\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}\.? \p{L}{3,10}\.?)(?:,? \d{4})?),?\s*(?:T|at |um |à |- )?\s*)?",
    r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,9})?(?:\s?[ap]\.?\s?m\b\.?)?",
    r"(?:\s?\(?(?-i:(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?|Z|[+-]\d{2}:?\d{2}|[ECMP][SD]?T|AK[SD]T|HST|[CEW]ES?T|BST|IST|JST|KST|SGT|HKT|MSK|A[CEW][SD]T|NZ[SD]T|SAST|PKT|BRT|ART)\b\)?)?",
);

/// The time since the chat began.
const ELAPSED: &str = r"(?:\d{1,3}h ?)?(?:\d{1,3}m ?)?\d{1,5}s";

/// A line with a speaker before a colon, or in angle brackets.
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?i)^\s*(?P<before>(?:[\[(]?\s?{STAMP}\s?[\])]?|[\[(]\s?{ELAPSED}\s?[\])])\s*[-–—|]?\s*)?(?:(?P<speaker>(?:[\p{{L}}*@]|\+\d)[^:\n\[(<>{{]{{0,39}}?)\s*(?P<after>[\[(]?{STAMP}[\])]?)?\s*:(?:\s+(?P<said>.*))?|<(?P<angled>[^\n:<>|]{{1,40}})>\s+(?P<answer>\S.*))$"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// What a line says and who says it, when it begins with a speaker.
pub fn spoken(line: &str) -> Option<Line<'_>> {
    let found = SPOKEN.captures(line)?;
    let text = |name: &str| found.name(name).map(|part| part.as_str());
    let speaker = text("speaker").or_else(|| text("angled"))?.trim().trim_matches('*').trim();
    let said = text("said").or_else(|| text("answer")).unwrap_or_default();
    Some(Line { speaker, said, stamped: found.name("before").or_else(|| found.name("after")).is_some() })
}

/// Whether a line may begin with a speaker at all: a glance before the pattern.
pub fn may_be_spoken(line: &str) -> bool {
    line.contains(':') || line.contains('<') && line.contains('>')
}

/// The turns of a chat that stands on one line ("Customer: … | Agent: … | Customer: …") on lines of their own.
pub fn on_lines(text: &str, fewest: usize) -> Cow<'_, str> {
    if text.trim().contains('\n') {
        return Cow::Borrowed(text);
    }
    for bar in BARS {
        let parts = || text.split(bar);
        if parts().filter(|part| spoken(part).is_some()).count() < fewest {
            continue;
        }
        let mut out = String::with_capacity(text.len());
        for part in parts() {
            if !out.is_empty() {
                out.push_str(if spoken(part).is_some() { "\n" } else { bar });
            }
            out.push_str(part);
        }
        return Cow::Owned(out);
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_many_programs_are_no_part_of_the_speaker() {
        for stamped in [
            "[10:12:33] Customer: no mail",
            "16:50 Customer: no mail",
            "04:50 PM Customer: no mail",
            "10:12 GMT Customer: no mail",
            "[2026-05-04 21:42:54] Customer: no mail",
            "2026-05-04T21:42:54Z - Customer: no mail",
            "2026-05-04T21:42:54.123+02:00 Customer: no mail",
            "( 1m 32s ) Customer: no mail",
            "(2s) Customer: no mail",
            "May 4, 2026 09:42 PM - Customer: no mail",
            "Mon, 4 May 2026 at 21:42 | Customer: no mail",
            "[21:42] <Customer> no mail",
            "Customer (10:12 AM): no mail",
            "[10:12] **Customer**: no mail",
        ] {
            let line = spoken(stamped).unwrap();
            assert_eq!((line.speaker, line.said, line.stamped), ("Customer", "no mail", true), "{stamped}");
        }
        let line = spoken("<Sarah M.> no mail").unwrap();
        assert_eq!((line.speaker, line.said, line.stamped), ("Sarah M.", "no mail", false));
        assert_eq!(spoken("10:12 EST: closed").map(|line| line.speaker), Some("EST"));
        assert!(spoken("the page opens at 10:12").is_none());
    }

    #[test]
    fn turns_on_one_line_are_taken_apart() {
        let text = "Customer: yes | no? | Agent: ok | Customer: a";
        assert_eq!(on_lines(text, 3), "Customer: yes | no?\nAgent: ok\nCustomer: a");
        assert_eq!(on_lines("Crash | Windows | 10:12", 3), "Crash | Windows | 10:12");
    }
}
