//! Text files with a message a line behind its time (`2026-03-02 11:13:00 [conv-17] customer: No mail`) → a table.
//!
//! A number in brackets, and who speaks, are read where nearly all lines have them; lines without a time go on with the
//! one above.

use std::sync::LazyLock;

use regex::Regex;

use super::table::Table;

/// Format of such a file.
pub const LOG: &str = "log";

/// A day with its time at the beginning of a line, and what follows. No separator of a table stands between.
static TIMED: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"\d{4}[-/.]\d{2}[-/.]\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}";
    let time = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[AaPp][Mm])?(?:\s?Z|\s?[+-]\d{2}:?\d{2})?";
    Regex::new(&format!(r"^\s*\[?(?P<time>(?:{day})(?:,\s|[T ])\s?{time})\]?(?:\s+[-–|:]?\s*|:\s+)(?P<rest>\S.*)$"))
        .expect("a fixed pattern")
});

/// A number in brackets or behind a sign: `[conv-17]`, `(17)`, `#17`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[\[(<](?P<a>[\p{L}_-]{0,16}[ :#]?[\w-]{0,40}\d[\w-]{0,40})[\])>]|#(?P<b>\d[\w-]{0,40}))\s*[-–|:]?\s*(?P<rest>\S.*)$")
        .expect("a fixed pattern")
});

/// Who speaks.
static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\[(<]?(?P<who>\p{L}[^:\n\[\]()<>{}\t;,|!?]{0,39})[\])>]?\s*:\s+(?P<rest>\S.*)$")
        .expect("a fixed pattern")
});

/// Cells that stand in columns, below each other.
static COLUMNS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\S\s{3,}\S|\t").expect("a fixed pattern"));

/// Fewest messages that show what a line is.
const FEWEST: usize = 3;

/// Share of the lines that begin with a time.
const SHARE: f64 = 0.5;

/// Share of the messages that have a number, or a speaker, before all do.
const NEARLY_ALL: f64 = 0.9;

/// Names of the columns.
const COLUMN: [&str; 4] = ["date", "conversation_id", "sender", "message"];

/// What the messages of a file have.
struct Shape {
    numbers: bool,
    speakers: bool,
}

/// Whether a text has a message a line.
pub fn looks_like(text: &str) -> bool {
    shape(text).is_some()
}

/// Reads it, one record a message.
pub fn read(text: &str, lossy: bool) -> Table {
    let mut table = Table::new(vec![]);
    let Some(shape) = shape(text) else { return table };
    let mut message: Option<(u64, Vec<(usize, String)>)> = None;
    let close = |table: &mut Table, message: Option<(u64, Vec<(usize, String)>)>| {
        if let Some((line, mut cells)) = message {
            table.push(line, &mut cells, lossy);
        }
    };
    for (line, number) in text.lines().zip(1..) {
        let Some(found) = TIMED.captures(line) else {
            if let Some((_, text)) = message.as_mut().and_then(|(_, cells)| cells.last_mut()) {
                text.push('\n');
                text.push_str(line.trim_end());
            }
            continue;
        };
        close(&mut table, message.take());
        let (id, rest) = numbered(&found["rest"])
            .filter(|_| shape.numbers)
            .map_or((None, found.name("rest").map_or("", |rest| rest.as_str())), |(id, rest)| (Some(id), rest));
        let (who, said) = spoken(rest).filter(|_| shape.speakers).map_or((None, rest), |(who, said)| (Some(who), said));
        let cells = COLUMN.into_iter().zip([found.name("time").map(|time| time.as_str()), id, who, Some(said)]);
        let cells = cells.filter_map(|(name, text)| Some((table.column(name), text?.trim().to_owned()))).collect();
        message = Some((number, cells));
    }
    close(&mut table, message);
    table
}

fn numbered(text: &str) -> Option<(&str, &str)> {
    let found = NUMBER.captures(text)?;
    Some((found.name("a").or_else(|| found.name("b"))?.as_str(), found.name("rest")?.as_str()))
}

fn spoken(text: &str) -> Option<(&str, &str)> {
    let found = SPEAKER.captures(text)?;
    Some((found.name("who")?.as_str().trim(), found.name("rest")?.as_str()))
}

fn shape(text: &str) -> Option<Shape> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    lines().next().filter(|line| TIMED.is_match(line))?;
    let rests: Vec<&str> = lines().filter_map(|line| Some(TIMED.captures(line)?.name("rest")?.as_str())).collect();
    let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
    let in_columns = rests.iter().filter(|rest| COLUMNS.is_match(rest)).count();
    if rests.len() < FEWEST || share(rests.len(), lines().count()) < SHARE || share(in_columns, rests.len()) >= SHARE {
        return None;
    }
    let numbers = share(rests.iter().filter(|rest| numbered(rest).is_some()).count(), rests.len()) >= NEARLY_ALL;
    let said = rests.iter().map(|rest| numbered(rest).filter(|_| numbers).map_or(*rest, |(_, rest)| rest));
    let speakers = share(said.filter(|said| spoken(said).is_some()).count(), rests.len()) >= NEARLY_ALL;
    // One conversation that is written down is a transcript.
    (numbers || !speakers).then_some(Shape { numbers, speakers })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let table = read(text, false);
        (0..table.records().len())
            .map(|record| table.cells(record).map(|(_, cell)| cell.to_owned()).collect())
            .collect()
    }

    #[test]
    fn a_line_is_a_message() {
        let text = "2026-03-02 11:13:00 [conv-17] agent: Hello\n2026-03-02 11:14:16 [conv-17] customer: No mail.\nSince Monday.\n2026-03-02 11:16:05 [conv-18] customer: Error: no login\n";
        assert!(looks_like(text));
        assert_eq!(
            rows(text)[1..],
            [
                ["2026-03-02 11:14:16", "conv-17", "customer", "No mail.\nSince Monday."],
                ["2026-03-02 11:16:05", "conv-18", "customer", "Error: no login"]
            ]
        );
        let plain = "[02.03.2026, 11:13] No mail\n[02.03.2026, 11:14] No login\n[02.03.2026, 11:15] Error: none\n";
        assert!(looks_like(plain));
        assert_eq!(rows(plain)[2], ["02.03.2026, 11:15", "Error: none"]);
    }

    #[test]
    fn tables_and_conversations_are_none() {
        for text in [
            "2026-03-02 11:13:00,17,No mail\n2026-03-02 11:14:00,18,No login\n2026-03-02 11:15:00,19,No app\n",
            "2026-03-02 11:13:00\t17\tNo mail\n2026-03-02 11:14:00\t18\tNo\n2026-03-02 11:15:00\t19\tNo\n",
            "2026-03-02 11:13:00   17   No mail\n2026-03-02 11:14:00   18   No\n2026-03-02 11:15:00   19   No\n",
            "[2026-03-02 11:13:00] Ann: No mail\n[2026-03-02 11:14:00] Bo: Wait\n[2026-03-02 11:15:00] Ann: Yes\n",
            "No mail since 2026-03-02 11:13:00\nand then\n",
        ] {
            assert!(!looks_like(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "(2026-03-02 11:13:00 |\\[a-1\\] |Ann: |[a-c :#\n0-9-]){0,40}") {
            looks_like(&text);
            read(&text, true);
        }
    }
}
