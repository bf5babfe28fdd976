//! Text documents: files whose lines are no rows of a table (conversations written down, tickets under headings or
//! behind labels, messages behind their times). What they are called tells that they are text; their lines tell which.

use crate::ingest::{
    columns::headers, dates, day_order::Order, from_csv, from_fixed, from_labels, from_log, from_sections,
    from_transcript, table::Table,
};

/// Endings of the names of text files, subtitles among them.
const ENDINGS: &[&str] = &[".txt", ".text", ".log", ".out", ".rpt", ".md", ".markdown", ".vtt", ".srt"];

/// Format of a text that may be one ticket.
pub const NOTE: &str = "text";

/// Column of its text.
const TEXT: &str = "text";

/// Column of the day that stands above it.
const DAY: &str = "date";

/// Longest of them, in bytes: a letter, and no list.
const LONGEST_NOTE: usize = 64 << 10;

/// Most lines of a text without any empty line that is one ticket.
const MOST_LINES: usize = 2;

/// Fewest texts of more than a line that are a ticket each, in a list.
const FEWEST: usize = 5;

/// Lines among which the names of columns stand.
const ABOVE: usize = 10;

/// Whether a file is text by its name.
pub fn is_one(path: &str) -> bool {
    let name = path.to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether it holds tickets as labelled lines. Mails have such lines above them: this is asked before.
pub fn is_labelled(text: &str) -> bool {
    from_labels::looks_like(text) && !from_sections::has_labels_in_front(text) && !from_transcript::looks_like(text)
}

/// The table of a document, and what kind it is; nothing where only a table can tell.
pub fn read(text: &str, lossy: bool) -> Option<(Table, &'static str)> {
    if from_fixed::looks_like(text) {
        Some((from_fixed::read(text, lossy), from_fixed::FIXED))
    } else if from_transcript::looks_like(text) {
        Some((from_transcript::read(text, lossy), from_transcript::TRANSCRIPT))
    } else if from_sections::looks_like(text) {
        Some((from_sections::read(text, lossy), from_sections::SECTIONS))
    } else if from_log::looks_like(text) {
        Some((from_log::read(text, lossy), from_log::LOG))
    } else if let Some(texts) = parted(text) {
        Some((table_of(texts, lossy), NOTE))
    } else {
        is_note(text).then(|| (note(text, lossy), NOTE))
    }
}

/// The lines of a text that turned out to stand alone: a ticket each, as in any list, or a paragraph each.
pub fn lines_of(note: &Table) -> Option<Table> {
    let (text, lossy) = (note.cell(0, 0), note.undecodable.is_some());
    let paragraphs = between(text, |line| line.is_empty());
    let longer = paragraphs.iter().filter(|(_, lines)| lines.len() > 1).count();
    let rows = from_csv::read(text, lossy).ok();
    let is_table = rows.as_ref().is_some_and(|rows| rows.columns().len() > 1);
    if is_table || paragraphs.len() < FEWEST || longer * 2 < paragraphs.len() {
        return rows;
    }
    Some(table_of(paragraphs, lossy))
}

/// A table with a text each; what begins with a day is of that day.
fn table_of(texts: Vec<(u64, Vec<&str>)>, lossy: bool) -> Table {
    let mut table = Table::new(vec![TEXT.to_owned()]);
    for (number, lines) in texts {
        let (day, said) = match lines.split_first() {
            Some((first, rest)) if !rest.is_empty() && is_day(first) => (Some(*first), rest),
            _ => (None, lines.as_slice()),
        };
        let mut cells = vec![(0, said.join("\n").trim().to_owned())];
        cells.extend(day.map(|day| (table.column(DAY), day.to_owned())));
        table.push(number, &mut cells, lossy);
    }
    table
}

fn is_day(line: &str) -> bool {
    dates::parse(line, Order::DayMonth).is_some() || dates::parse(line, Order::MonthDay).is_some()
}

/// Texts parted by lines of one sign (`-----`), when there are several and no more than one is empty.
fn parted(text: &str) -> Option<Vec<(u64, Vec<&str>)>> {
    let sign = text.lines().map(str::trim).find(|line| is_rule(line))?;
    let rules = text.lines().filter(|line| line.trim() == sign).count();
    let texts = between(text, |line| line == sign);
    (rules + 1 >= FEWEST && texts.len() >= rules).then_some(texts)
}

/// A line of one sign, three times or more; plus and bar part the cells of drawn tables.
fn is_rule(line: &str) -> bool {
    let first = line.chars().next().filter(|sign| "-=*_~#".contains(*sign));
    first.is_some_and(|first| line.len() > 2 && line.chars().all(|sign| sign == first))
}

/// What stands between lines that part, with the number of its first line.
fn between(text: &str, parts: impl Fn(&str) -> bool) -> Vec<(u64, Vec<&str>)> {
    let mut found: Vec<(u64, Vec<&str>)> = Vec::new();
    let mut open = false;
    for (line, number) in text.lines().zip(1..) {
        let parting = parts(line.trim());
        let blank = parting || line.trim().is_empty() && !open;
        match found.last_mut().filter(|_| open && !blank) {
            Some((_, lines)) => lines.push(line.trim_end()),
            None if !blank => found.push((number, vec![line.trim_end()])),
            None => {}
        }
        open = !parting && (open || !blank);
    }
    found
}

fn note(text: &str, lossy: bool) -> Table {
    let mut table = Table::new(vec![TEXT.to_owned()]);
    table.push(1, &mut vec![(0, text.trim().to_owned())], lossy);
    table.alone = true;
    table
}

/// Whether a text may be one ticket: paragraphs, or a line or two, and no names of columns above.
fn is_note(text: &str) -> bool {
    let text = text.trim();
    let lines = text.lines().count();
    let paragraphs = text.lines().any(|line| line.trim().is_empty());
    text.len() <= LONGEST_NOTE && (paragraphs || lines <= MOST_LINES) && !text.contains('\t') && !has_header(text)
}

fn has_header(text: &str) -> bool {
    text.lines().take(ABOVE).any(is_header)
}

fn is_header(line: &str) -> bool {
    [',', ';', '|'].into_iter().any(|sign| {
        let cells: Vec<&str> = line.split(sign).map(|cell| cell.trim().trim_matches('"')).collect();
        let known = cells.iter().filter(|cell| headers::is_known(cell)).count();
        cells.len() > 1 && known * 2 >= cells.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_may_be_one_ticket_and_a_list_not() {
        for text in ["Hello,\n\nno mail since Monday.\n\nThanks, Ann\n", "No mail since Monday.\n"] {
            let (table, format) = read(text, false).unwrap();
            assert_eq!((format, table.cell(0, 0), table.alone), (NOTE, text.trim(), true));
        }
        for text in ["No mail\nNo login\nNo app\n", "id,subject\n\n1,No mail\n", "a\tb\n\nc\td\n"] {
            assert!(read(text, false).is_none(), "{text}");
        }
        assert!(is_one("a/17.TXT") && !is_one("a/17.csv"));
        let parted =
            "2026-03-02\nNo mail\n\nsince Monday\n---\nNo login\n---\nNo app\n---\nNo bill\n---\nNo phone\n---\n";
        let (table, _) = read(parted, false).unwrap();
        assert_eq!(
            (table.records().len(), table.cell(0, 0), table.cell(0, 1)),
            (5, "No mail\n\nsince Monday", "2026-03-02")
        );
        let lines = lines_of(&note("No mail since Monday\n\nNo login since Friday\n", false)).unwrap();
        assert_eq!(lines.records().len(), 2);
        let letters = note(&"Hello\nno mail since Monday\n\n".repeat(FEWEST), false);
        let letters = lines_of(&letters).unwrap();
        assert_eq!((letters.records().len(), letters.records()[1].line), (FEWEST, 4));
    }
}
