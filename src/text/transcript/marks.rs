//! Chats whose speakers stand before a dash or an arrow: "Dana - How can I help you? / Grace Obi - my card was refused".

use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use regex::Regex;

/// A name before a mark, and what is said. Names begin with a capital, or are of a script without these.
static MARKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?P<name>[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{N}.'’]{0,19}(?: [\p{L}\p{N}.'’()]{1,19}){0,2})(?: [-–—>»→|] |>> ?|> )(?P<said>\S.*)$")
        .expect("a fixed pattern")
});

/// Share of the lines that begin with a speaker: what somebody writes in two lines is a part of them.
const SPOKEN: f64 = 0.7;

/// Speakers of a chat at the most.
const MOST_SPEAKERS: usize = 4;

/// A colon in place of the marks, where so many lines begin with the same few names again and again: a list has each of
/// its words once.
pub fn with_colons(text: &str, fewest: usize) -> Cow<'_, str> {
    let found = |line: &'_ str| MARKED.captures(line).map(|found| found["name"].to_owned());
    let glance = |line: &&str| line.contains(['-', '–', '—', '>', '»', '→', '|']);
    if text.lines().filter(glance).nth(fewest - 1).is_none() {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut turns: BTreeMap<String, usize> = BTreeMap::new();
    lines.iter().filter_map(|line| found(line)).for_each(|name| *turns.entry(name).or_default() += 1);
    let spoken: usize = turns.values().sum();
    let again = turns.values().filter(|turns| **turns > 1).count();
    let is_chat = spoken >= fewest
        && spoken as f64 >= SPOKEN * lines.len() as f64
        && (2..=MOST_SPEAKERS).contains(&turns.len())
        && again >= 1
        && spoken > turns.len();
    if !is_chat {
        return Cow::Borrowed(text);
    }
    Cow::Owned(lines.iter().map(|line| MARKED.replace(line, "$name: $said")).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_before_a_dash_get_a_colon() {
        let chat = "Dana - How can I help you?\nGrace Obi - my card was refused\nDana - One moment";
        assert_eq!(with_colons(chat, 3), "Dana: How can I help you?\nGrace Obi: my card was refused\nDana: One moment");
        assert_eq!(with_colons(&chat.replace(" - ", " > "), 3), with_colons(chat, 3));
        for other in [
            "Printer - no paper\nScanner - no lamp\nFax - no line",
            "- one\n- two\n- one",
            "It fails.\nWindows - 11\nOffice - 365\nand then nothing\nworks at all\nfor me",
        ] {
            assert_eq!(with_colons(other, 3), other);
        }
    }
}
