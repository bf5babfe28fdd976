//! Text files of conversations written down ("Agent: How can I help? / Customer: My card is not accepted") → a table of
//! conversations. Programs for calls and chats save one a file, or all in one file with lines of signs between.
//!
//! Lines above the first turn tell of the conversation (`Chat ID: 17`, `Date: 2026-07-14`). Who of the speakers is the
//! customer is told later, over all conversations; here the words of both sides stay together.

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use super::{
    columns::{fields::Field, headers},
    table::Table,
};

/// Format of such a file.
pub const TRANSCRIPT: &str = "transcript";

/// The beginning of a turn: perhaps a time, then who speaks.
static TURN: LazyLock<Regex> = LazyLock::new(|| {
    let time = r"[\[(]?\d[\d:., /TZapmAPM+-]{2,28}[\])]?";
    let pattern = format!(
        r"^\s*(?:{time}\s*[-–|]?\s*)?(?P<speaker>\p{{L}}[^:\n\[(<>{{}}\t;,|]{{0,39}}?(?:\s*\([^()\n]{{1,24}}\))?)(?:\s*{time})?\s*:\s+\S"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// A line of one sign, between conversations.
static SEPARATOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?:-{4,}|={4,}|\*{4,}|_{4,}|#{3,}|~{4,})[^\p{L}\n]*$").expect("a fixed pattern"));

/// Endings of the names of text files.
const ENDINGS: &[&str] = &[".txt", ".text", ".log"];

/// Lines with a speaker that a conversation has at least.
const FEWEST_TURNS: usize = 3;

/// Most speakers of one.
const MOST_SPEAKERS: usize = 5;

/// Share of the lines that begin a turn; what somebody says may take several.
const TURNS: f64 = 0.4;

/// What labels mean that tell of a ticket, and so are no speakers.
const LABELS: [Field; 8] = [
    Field::Id,
    Field::Subject,
    Field::Body,
    Field::Status,
    Field::Priority,
    Field::Category,
    Field::Created,
    Field::Solved,
];

/// Whether a file is text by its name, and the text a conversation.
pub fn looks_like(text: &str, path: &str) -> bool {
    let name = path.to_lowercase();
    if !ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        return false;
    }
    let parts = parts(text);
    let spoken = parts.iter().filter(|part| is_conversation(part)).count();
    spoken > 0 && spoken * 2 >= parts.len()
}

/// Reads it, one record a conversation.
pub fn read(text: &str, lossy: bool) -> Table {
    let mut table = Table::new(vec![]);
    let parts = parts(text);
    for part in &parts {
        let mut cells: Vec<(usize, String)> = Vec::new();
        let head = part.lines.iter().take_while(|line| speaker(line).is_none());
        for (label, value) in head.filter_map(|line| label(line)) {
            let column = table.column(label);
            if !cells.iter().any(|(at, _)| *at == column) {
                cells.push((column, value.to_owned()));
            }
        }
        let said = part.lines.iter().skip_while(|line| speaker(line).is_none()).copied().collect::<Vec<_>>().join("\n");
        let column = table.column(TRANSCRIPT);
        cells.push((column, said.trim().to_owned()));
        table.push(part.line, &mut cells, lossy);
    }
    table.alone = parts.len() == 1;
    table
}

/// What stands between two lines of signs.
struct Part<'t> {
    /// Number of its first line.
    line: u64,
    lines: Vec<&'t str>,
}

/// The conversations of a text; what only tells of the next one stands with it.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut open = false;
    for (line, number) in text.lines().zip(1..) {
        if SEPARATOR.is_match(line) {
            // A line of signs below a head parts it from its own conversation.
            open = parts.last().is_some_and(|part| !part.lines.iter().any(|line| speaker(line).is_some()));
        } else if !line.trim().is_empty() {
            match parts.last_mut().filter(|_| open) {
                Some(part) => part.lines.push(line),
                None => parts.push(Part { line: number, lines: vec![line] }),
            }
            open = true;
        }
    }
    parts
}

fn is_conversation(part: &Part<'_>) -> bool {
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    part.lines.iter().filter_map(|line| speaker(line)).for_each(|speaker| *turns.entry(speaker).or_default() += 1);
    let all: usize = turns.values().sum();
    let spoken = part.lines.iter().skip_while(|line| speaker(line).is_none()).count();
    all >= FEWEST_TURNS
        && (2..=MOST_SPEAKERS).contains(&turns.len())
        && all > turns.len()
        && all as f64 >= TURNS * spoken as f64
}

/// Who begins to speak in a line.
fn speaker(line: &str) -> Option<&str> {
    let speaker = TURN.captures(line)?.name("speaker")?.as_str().trim();
    let is_label = headers::meanings(speaker).first().is_some_and(|(field, _)| LABELS.contains(field));
    (!is_label).then_some(speaker)
}

/// A label and its value, above the first turn.
fn label(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once(':')?;
    let (label, value) = (label.trim(), value.trim());
    (!label.is_empty() && !value.is_empty() && headers::is_known(label)).then_some((label, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALK: &str =
        "Agent: Hello, how can I help?\nCustomer: My card is not accepted.\nIt was before.\nAgent: Please try again.\n";

    fn rows(text: &str) -> Vec<Vec<(String, String)>> {
        let table = read(text, false);
        let row =
            |record| table.cells(record).map(|(at, cell)| (table.columns()[at].clone(), cell.to_owned())).collect();
        (0..table.records().len()).map(row).collect()
    }

    #[test]
    fn a_file_is_one_conversation_or_several() {
        assert!(looks_like(TALK, "a/call_1.txt") && !looks_like(TALK, "a/tickets.csv"));
        assert_eq!(rows(TALK), [[("transcript".to_owned(), TALK.trim().to_owned())]]);
        let text = format!("Chat ID: 17\nDate: 2026-07-14\n\n{TALK}\n==========\nChat ID: 18\n----------\n{TALK}");
        let rows = rows(&text);
        let ids: Vec<&str> = rows.iter().map(|row| row[0].1.as_str()).collect();
        assert!(looks_like(&text, "chats.TXT") && ids == ["17", "18"], "{rows:?}");
        assert_eq!((rows[0][1].1.as_str(), rows[1][1].1.as_str()), ("2026-07-14", TALK.trim()));
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "Subject: No mail\nStatus: open\nSubject: No login\nStatus: closed\n",
            "id\ttext\n1\tI see: an error\n2\tI see: nothing\n",
            "Note: read this\nThen go on.\nNote: read that\n",
            "I cannot log in\nMy printer is broken\nNo mail\n",
        ] {
            assert!(!looks_like(text, "a.txt"), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[A-C: =\n0-9]{0,80}") {
            looks_like(&text, "a.txt");
            read(&text, true);
        }
    }
}
