//! A line of a chat: when, who, what. "[10:12:33] Anna: …", "Anna (10:12 AM): …", "2025-03-01T10:12Z - Anna: …",
//! "( 1m 32s ) Anna: …", "May 4, 2026 10:12 AM - Anna: …", `<Anna> …`, "Anna (Agent): …"; or "Anna, 10:12 AM" above it.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;

use super::marks::with_colons;

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

/// What a side is called, behind a name or alone.
const ROLES: &str = r"(?:agent|customer|visitor|support|bot|client|user|guest|operator|assistant|caller|representative|rep|advisor|chatbot|system|requester|kunde|kundin|mitarbeiter(?:in)?|besucher|cliente|agente|usuario|asesor|visiteur|conseiller|klant|medewerker)";

/// A line with a speaker before a colon, or in angle brackets.
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?i)^\s*(?P<before>(?:[\[(]?\s?{STAMP}\s?[\])]?|[\[(]\s?{ELAPSED}\s?[\])])\s*[-–—|]?\s*)?(?:(?P<speaker>(?:[\p{{L}}*@]|\+\d)[^:\n\[(<>{{]{{0,39}}?(?:\({ROLES}\))?)(?:(?:\s*[,|·•]\s*|\s+)(?P<after>[\[(]?{STAMP}[\])]?)|(?P<bracketed>[\[(]{STAMP}[\])]))?\s*:(?:\s+(?P<said>.*))?|<(?P<angled>[^\n:<>|]{{1,40}})>\s+(?P<answer>\S.*))$"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// A line of nothing but a name and a time, in either order: what is said stands below.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"\p{L}[^:\n\[(<>{,|]{0,39}?";
    let pattern =
        format!(r"(?i)^\s*(?:{name}\s*[,|·•–-]?\s*[\[(]?{STAMP}[\])]?|[\[(]?{STAMP}[\])]?\s*[,|·•–-]?\s*{name})\s*$");
    Regex::new(&pattern).expect("a fixed pattern")
});

/// Where a turn begins within a line: a time and a name, or what a side is called.
static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"\p{L}[\p{L}\p{N} .'’_-]{0,30}?";
    let pattern = format!(
        r"(?i)(?:^|\s)(?P<turn>[\[(]\s?{STAMP}\s?[\])]\s*[-–—|]?\s*{name}\s?:\s|{STAMP}\s+[-–—|]?\s*{name}\s?:\s|{ROLES}\s?:\s)"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// Longest line of a name and a time, in bytes, and most words of it.
const HEADING_BYTES: usize = 90;
const HEADING_WORDS: usize = 9;

/// Share of the lines of names and times that something said stands below. Under the lines of a log stands the next one.
const SPOKEN_BELOW: f64 = 0.7;

/// What a line says and who says it, when it begins with a speaker.
pub fn spoken(line: &str) -> Option<Line<'_>> {
    let found = SPOKEN.captures(line)?;
    let text = |name: &str| found.name(name).map(|part| part.as_str());
    let speaker = text("speaker")
        .or_else(|| text("angled"))?
        .trim()
        .trim_matches('*')
        .trim_end_matches([',', '|', '·', '•', '–'])
        .trim();
    let said = text("said").or_else(|| text("answer")).unwrap_or_default();
    Some(Line {
        speaker,
        said,
        stamped: ["before", "after", "bracketed"].iter().any(|name| found.name(name).is_some()),
    })
}

/// Whether a line may begin with a speaker at all: a glance before the pattern.
pub fn may_be_spoken(line: &str) -> bool {
    line.contains(':') || line.contains('<') && line.contains('>')
}

/// The turns of a chat that stands on one line ("Customer: … | Agent: … | Customer: …") on lines of their own; names and
/// times that stand above what is said, and names before a dash, as those before a colon.
pub fn on_lines(text: &str, fewest: usize) -> Cow<'_, str> {
    if text.trim().contains('\n') {
        return match with_colons(text, fewest) {
            Cow::Borrowed(text) => with_headings(text, fewest),
            marked => marked,
        };
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
    within(text, fewest)
}

/// Turns that only spaces part, where so many begin.
fn within(text: &str, fewest: usize) -> Cow<'_, str> {
    if text.bytes().filter(|byte| *byte == b':').count() < fewest {
        return Cow::Borrowed(text);
    }
    let starts: Vec<usize> = WITHIN.captures_iter(text).filter_map(|found| Some(found.name("turn")?.start())).collect();
    if starts.len() < fewest {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + starts.len());
    let mut from = 0;
    for at in starts {
        out.push_str(text[from..at].trim_end_matches(' '));
        if at > 0 {
            out.push('\n');
        }
        from = at;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// A colon behind each line of a name and a time, where so many stand above what is said.
fn with_headings(text: &str, fewest: usize) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let heads: Vec<bool> = lines.iter().map(|line| is_heading(line)).collect();
    let all = heads.iter().filter(|head| **head).count();
    let above = heads.windows(2).filter(|pair| pair[0] && !pair[1]).count();
    if above < fewest || (above as f64) < SPOKEN_BELOW * all as f64 {
        return Cow::Borrowed(text);
    }
    let with_colon = |(line, head): (&&str, &bool)| format!("{}{}", line.trim_end(), if *head { ":" } else { "" });
    Cow::Owned(lines.iter().zip(&heads).map(with_colon).collect::<Vec<_>>().join("\n"))
}

fn is_heading(line: &str) -> bool {
    line.len() <= HEADING_BYTES
        && line.contains(':')
        && line.bytes().any(|byte| byte.is_ascii_digit())
        && line.split_whitespace().count() <= HEADING_WORDS
        && HEADING.is_match(line)
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
            "Customer, 10:12 AM: no mail",
            "Customer 10:12: no mail",
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
    fn names_and_times_above_what_is_said_are_speakers() {
        for head in
            ["Dana, 10:12", "Dana (10:12:01 AM)", "[3/4/2024 10:12 AM] Dana", "Dana  10:12 AM", "Dana M. | 10:12"]
        {
            let text = format!("{head}\nHi there\n\n{head}\nno mail\nat all\n{head}\nok");
            let lines: Vec<String> = on_lines(&text, 3).lines().map(str::to_owned).collect();
            let speakers: Vec<&str> = lines.iter().filter_map(|line| spoken(line)).map(|line| line.speaker).collect();
            assert_eq!((speakers.len(), speakers[0].trim_end_matches(" M.")), (3, "Dana"), "{lines:?}");
        }
        let log = "[10:12:01] connected\n[10:12:02] ready\n[10:12:03] lost\n[10:12:04] gone";
        assert_eq!(on_lines(log, 3), log);
    }

    #[test]
    fn turns_on_one_line_are_taken_apart() {
        let text = "Customer: yes | no? | Agent: ok | Customer: a";
        assert_eq!(on_lines(text, 3), "Customer: yes | no?\nAgent: ok\nCustomer: a");
        let stamped = "[10:12:01] Dana: Hi! [10:12:40] Grace Obi: no mail at 10:00 [10:13:02] Dana: ok";
        assert_eq!(on_lines(stamped, 3).lines().count(), 3, "{}", on_lines(stamped, 3));
        let named = "Agent: Hi, how can I help? Customer: no mail Agent: ok";
        assert_eq!(on_lines(named, 3), "Agent: Hi, how can I help?\nCustomer: no mail\nAgent: ok");
        assert_eq!(on_lines("Crash | Windows | 10:12", 3), "Crash | Windows | 10:12");
    }
}
