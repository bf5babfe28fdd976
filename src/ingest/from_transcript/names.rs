//! Conversations with who speaks above what is said (`AGENT`, `Agent:`, `Ann Lee  10:12`, `[Ann Lee] 10:12:33`) as lines with both,
//! as programs for calls and meetings write them.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

/// A line with a name alone: behind it a colon, or a time before or behind. Names in capitals need neither.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    let time = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp][Mm])?[\])]?";
    let name = r"\[?(?P<name>\p{L}[^:\n\[\](){}<>\t;|!?]{0,39}?)\]?";
    let (name_2, name_3) = (name.replace("<name>", "<b>"), name.replace("<name>", "<c>"));
    Regex::new(&format!(
        r"^\s*\**(?:{name}\**\s*[-–|,]?\s*{time}\s*:?|{time}\s*[-–|]?\s*{name_2}\**\s*:?|{name_3}\**\s*:)\**\s*$"
    ))
    .expect("a fixed pattern")
});

/// Who may speak in one conversation of a file, and how often all of them do at least.
const SPEAKERS: std::ops::RangeInclusive<usize> = 2..=40;
const FEWEST: usize = 4;

/// Share of the turns whose names come again: what stands alone once is a heading.
const AGAIN: f64 = 0.8;

/// The text with the name before what is said, and as many lines as before; any other text as it is.
pub fn beside(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().collect();
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seen = 0;
    for (at, line) in lines.iter().enumerate() {
        if let Some(name) = alone(line).filter(|_| said_below(&lines, at).is_some()) {
            *turns.entry(name).or_default() += 1;
            seen += 1;
        }
    }
    let again: BTreeSet<&str> = turns.iter().filter(|(_, count)| **count > 1).map(|(name, _)| *name).collect();
    let repeated: usize = again.iter().map(|name| turns[name]).sum();
    if repeated < FEWEST || !SPEAKERS.contains(&again.len()) || (repeated as f64) < AGAIN * f64::from(seen) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut name = "";
    for (at, line) in lines.iter().enumerate() {
        match alone(line).filter(|_| said_below(&lines, at).is_some()) {
            Some(found) => name = found,
            None => {
                if !name.is_empty() && !line.trim().is_empty() {
                    out.push_str(name);
                    out.push_str(": ");
                    name = "";
                }
                out.push_str(line);
            }
        }
        out.push('\n');
    }
    Cow::Owned(out)
}

/// The name that stands alone in a line.
fn alone(line: &str) -> Option<&str> {
    let name = match ALONE.captures(line) {
        Some(found) => ["name", "b", "c"].into_iter().find_map(|part| found.name(part))?.as_str().trim(),
        None => line.trim(),
    };
    let told = name.len() < line.trim().len() || name.chars().any(char::is_alphabetic) && is_capital(name);
    (told && name.split_whitespace().count() <= 4 && !name.ends_with('.')).then_some(name)
}

/// `AGENT`, and no `SMS 17`.
fn is_capital(name: &str) -> bool {
    name.chars().count() > 2 && name.chars().all(|sign| sign.is_uppercase() || sign == ' ')
}

/// The line below one, when something is said there.
fn said_below<'t>(lines: &[&'t str], at: usize) -> Option<&'t str> {
    lines.get(at + 1).copied().filter(|line| !line.trim().is_empty() && alone(line).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_above_stands_before() {
        let own = "Agent:\nHello\n\nCaller:\nNo mail.\nSince Monday.\n\nAgent:\nWait\n\nCaller:\nThanks\n";
        let read = "\nAgent: Hello\n\n\nCaller: No mail.\nSince Monday.\n\n\nAgent: Wait\n\n\nCaller: Thanks\n";
        assert_eq!(beside(own), read);
        let capitals = "ABC\nHello\n\nC D\nNo mail\n\nABC\nWait\n\nC D\nYes\n";
        assert_eq!(beside(capitals), "\nABC: Hello\n\n\nC D: No mail\n\n\nABC: Wait\n\n\nC D: Yes\n");
        for head in ["AB 0:12", "[AB] 10:12:33", "00:12 AB:", "AB (10:12 AM):", "**AB** 10:12"] {
            let text = format!(
                "{head}\nHello\n{}\nNo mail\n{head}\nWait\n{}\nYes\n",
                head.replace("AB", "C D"),
                head.replace("AB", "C D")
            );
            assert_eq!(beside(&text), "\nAB: Hello\n\nC D: No mail\n\nAB: Wait\n\nC D: Yes\n", "{head}");
        }
    }

    #[test]
    fn other_texts_stay() {
        for text in [
            "Agent: Hello\nCaller: No mail\n",
            "Problem:\nNo mail\n\nSteps:\nNone\n\nResult:\nError\n\nDevice:\nPhone\n",
            "Thanks,\nAnn\n\nThanks,\nBo\n",
        ] {
            assert!(matches!(beside(text), Cow::Borrowed(_)), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_moves(text in "(Ann:\n|Bo 10:12\n|[a-c :\n0-9]){0,40}") {
            proptest::prop_assert!(text.lines().count().abs_diff(beside(&text).lines().count()) <= 1);
        }
    }
}
