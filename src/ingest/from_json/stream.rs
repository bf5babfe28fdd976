//! A JSON document larger than what is in memory: its list of records is found and read record by record.
//!
//! Of several lists that one is kept whose key is the likeliest ([`records::likelihood`]); of lists under keys that
//! nobody knows the longest. A record longer than [`LONGEST_RECORD`] is malformed.

use std::ops::Range;

use super::{Json, Nothing, are_lines, extent::Extent, gathering::Gathering, records};
use crate::ingest::{table::Keeping, window::Window};

/// Longest record, in bytes.
const LONGEST_RECORD: usize = 32 << 20;

/// Reads JSON of any shape and size. `keeping`: which columns are kept.
pub fn read_window(window: &mut Window<'_>, keeping: Keeping<'_>) -> Result<Json, Nothing> {
    let lines = are_lines(window.text());
    let mut reading = Reading { window, keeping, at: 0, moved: false, broken: false, best: None };
    let format = if lines { "ndjson" } else { "json" };
    let found = if lines { Some((reading.lines()?, None)) } else { reading.document()? };
    let (gathering, wrapper) = found.ok_or(Nothing::NoRecords)?;
    let mut table = gathering.finish(window.lossy());
    table.wrapper = wrapper;
    match table.overflow() {
        Some(what) => Err(Nothing::TooMuch(what)),
        None if table.columns().is_empty() => Err(Nothing::NoRecords),
        None => Ok(Json { table, format, beside: vec![] }),
    }
}

/// A list of records and how likely it is the right one.
struct Candidate {
    likelihood: (u8, usize, usize),
    gathering: Gathering,
    key: Option<String>,
}

struct Reading<'r, 'w> {
    window: &'r mut Window<'w>,
    keeping: Keeping<'r>,
    /// How far the text in view is read.
    at: usize,
    /// Whether more text came into view since columns were sorted out.
    moved: bool,
    /// Whether the document is cut off or breaks its rules from here on.
    broken: bool,
    best: Option<Candidate>,
}

/// A value that cannot be looked at.
enum Lost {
    /// The text ends in it.
    CutOff,
    /// It is longer than a record may be; it was passed over.
    TooLong,
}

impl Reading<'_, '_> {
    /// One object a line.
    fn lines(&mut self) -> Result<Gathering, Nothing> {
        let mut gathering = Gathering::new();
        let (mut number, mut in_long) = (1, false);
        loop {
            let rest = &self.window.text()[self.at..];
            let (length, next) = match rest.find('\n') {
                Some(at) => (at, at + 1),
                None if self.window.is_end() => (rest.len(), rest.len()),
                None if rest.len() > LONGEST_RECORD => {
                    if !std::mem::replace(&mut in_long, true) {
                        gathering.take(number, Err(()), 0, false);
                    }
                    self.at = self.window.text().len();
                    self.view_more();
                    continue;
                }
                None => {
                    self.view_more();
                    continue;
                }
            };
            let line = &rest[..length];
            if !std::mem::take(&mut in_long) && !line.trim().is_empty() {
                let record = serde_json::from_str(line).map_err(|_| ());
                gathering.take(number, record, length, self.window.lossy());
            }
            (self.at, number) = (self.at + next, number + 1);
            self.tend(&mut gathering)?;
            if self.at == self.window.text().len() && self.window.is_end() {
                return Ok(gathering);
            }
        }
    }

    /// One value, or several in a row.
    fn document(&mut self) -> Result<Option<(Gathering, Option<String>)>, Nothing> {
        match self.peek() {
            Some(b'[') => {
                let gathering = self.list(b']')?;
                return Ok(Some((gathering, None)));
            }
            Some(b'{') if Extent::default().end(&self.window.text().as_bytes()[self.at..]).is_some() => {
                return Ok(Some((self.row_of_values()?, None)));
            }
            Some(b'{') => self.object(0)?,
            _ => {}
        }
        Ok(self.best.take().map(|best| (best.gathering, best.key)))
    }

    /// Values one after the other, with nothing around them.
    fn row_of_values(&mut self) -> Result<Gathering, Nothing> {
        let mut gathering = Gathering::new();
        let mut number = 1;
        while !self.broken && self.peek().is_some() {
            self.element(&mut gathering, number)?;
            number += 1;
            while self.peek() == Some(b',') {
                self.at += 1;
            }
        }
        Ok(gathering)
    }

    /// Looks through an object for lists of records; stands on its brace.
    fn object(&mut self, depth: usize) -> Result<(), Nothing> {
        self.at += 1;
        while let Some(key) = self.key() {
            match self.peek() {
                Some(b'[') if self.second() == Some(b'{') => self.candidate(key, depth, b']')?,
                Some(b'{') if depth < records::DEEPEST => {
                    if self.is_keyed() {
                        self.candidate(key, depth, b'}')?;
                    } else {
                        self.object(depth + 1)?;
                    }
                }
                _ => drop(self.skip()),
            }
            if self.broken || !self.comma() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The key of the next member, its colon behind it; none at the end of the object.
    fn key(&mut self) -> Option<String> {
        if self.peek() == Some(b'}') {
            self.at += 1;
            return None;
        }
        let key = match self.value() {
            Ok(range) => serde_json::from_str(&self.window.text()[range.clone()]).ok().inspect(|_: &String| {
                self.at = range.end;
            }),
            Err(_) => None,
        };
        if key.is_none() || self.peek() != Some(b':') {
            self.broken = true;
            return None;
        }
        self.at += 1;
        key
    }

    /// Goes behind the comma between members or elements; whether there was one.
    fn comma(&mut self) -> bool {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                true
            }
            Some(b'}' | b']') => {
                self.at += 1;
                false
            }
            _ => {
                self.broken = true;
                false
            }
        }
    }

    /// Whether the object that comes next holds objects by number (`{"9": {…}}`, `{"UserRequest::9": {…}}`).
    fn is_keyed(&mut self) -> bool {
        let text = self.window.text()[self.at + 1..].trim_start();
        let Some((key, behind)) = text.strip_prefix('"').and_then(|rest| rest.split_once('"')) else { return false };
        (records::is_number(key) || records::is_named_id(key))
            && behind.trim_start().strip_prefix(':').is_some_and(|rest| rest.trim_start().starts_with('{'))
    }

    /// A list that may be the one with the records.
    fn candidate(&mut self, key: String, depth: usize, close: u8) -> Result<(), Nothing> {
        let likelihood = records::likelihood(&key, depth, true);
        if self.best.as_ref().is_some_and(|best| best.likelihood < likelihood) {
            let _ = self.skip();
            return Ok(());
        }
        let mut gathering = self.list(close)?;
        let likelihood = if likelihood.0 == 0 && !gathering.had_tickets(self.window.lossy()) {
            records::likelihood(&key, depth, false)
        } else {
            likelihood
        };
        let better = self.best.as_ref().is_none_or(|best| {
            (likelihood, std::cmp::Reverse(gathering.len()))
                < (best.likelihood, std::cmp::Reverse(best.gathering.len()))
        });
        if better && gathering.len() > 0 {
            self.best = Some(Candidate { likelihood, gathering, key: Some(key) });
        }
        Ok(())
    }

    /// The elements of an array, or the values of an object; stands on its bracket.
    fn list(&mut self, close: u8) -> Result<Gathering, Nothing> {
        let (mut gathering, mut number) = (Gathering::new(), 1);
        self.at += 1;
        if self.peek() == Some(close) {
            self.at += 1;
            return Ok(gathering);
        }
        while !self.broken {
            if close == b'}' && self.key().is_none() {
                break;
            }
            self.element(&mut gathering, number)?;
            number += 1;
            if self.broken || !self.comma() {
                break;
            }
        }
        Ok(gathering)
    }

    /// Takes the next value as a record.
    fn element(&mut self, gathering: &mut Gathering, number: u64) -> Result<(), Nothing> {
        let (record, length) = match self.peek().map(|_| self.value()) {
            Some(Ok(range)) if !range.is_empty() => {
                self.at = range.end;
                (serde_json::from_str(&self.window.text()[range.clone()]).map_err(|_| ()), range.len())
            }
            Some(Err(Lost::TooLong)) => (Err(()), 0),
            Some(Ok(_) | Err(Lost::CutOff)) | None => {
                self.broken = true;
                (Err(()), 0)
            }
        };
        gathering.take(number, record, length, self.window.lossy());
        self.tend(gathering)
    }

    /// Keeps a table within its limits.
    fn tend(&mut self, gathering: &mut Gathering) -> Result<(), Nothing> {
        if std::mem::take(&mut self.moved) {
            gathering.sort_out(self.keeping, self.window.lossy());
        }
        gathering.overflow().map_or(Ok(()), |what| Err(Nothing::TooMuch(what)))
    }

    /// The next byte that is no blank.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let rest = &self.window.text().as_bytes()[self.at..];
            match rest.iter().position(|byte| !byte.is_ascii_whitespace()) {
                Some(blanks) => {
                    self.at += blanks;
                    return Some(self.window.text().as_bytes()[self.at]);
                }
                None if self.window.is_end() => return None,
                None => {
                    self.at = self.window.text().len();
                    self.view_more();
                }
            }
        }
    }

    /// The byte after the next one, blanks left out.
    fn second(&mut self) -> Option<u8> {
        if self.window.text().len() < self.at + 64 {
            self.view_more();
        }
        self.window.text().as_bytes()[self.at + 1..].iter().find(|byte| !byte.is_ascii_whitespace()).copied()
    }

    /// Where the next value is in the text in view, once all of it is there. It is not passed.
    fn value(&mut self) -> Result<Range<usize>, Lost> {
        let (mut extent, mut seen) = (Extent::default(), 0);
        loop {
            let rest = &self.window.text().as_bytes()[self.at..];
            if let Some(end) = extent.end(&rest[seen..]) {
                return Ok(self.at..self.at + seen + end);
            }
            seen = rest.len();
            if self.window.is_end() {
                return if extent.is_scalar() { Ok(self.at..self.at + seen) } else { Err(Lost::CutOff) };
            }
            if seen > LONGEST_RECORD {
                self.at += seen;
                return Err(self.pass(extent).map_or_else(|lost| lost, |()| Lost::TooLong));
            }
            self.view_more();
        }
    }

    /// Passes the next value without looking at it.
    fn skip(&mut self) -> Result<(), Lost> {
        self.pass(Extent::default())
    }

    fn pass(&mut self, mut extent: Extent) -> Result<(), Lost> {
        loop {
            let rest = &self.window.text().as_bytes()[self.at..];
            if let Some(end) = extent.end(rest) {
                self.at += end;
                return Ok(());
            }
            self.at = self.window.text().len();
            if self.window.is_end() {
                self.broken = true;
                return Err(Lost::CutOff);
            }
            self.view_more();
        }
    }

    /// Brings more of the text in view, from where it is read.
    fn view_more(&mut self) {
        self.window.move_to(self.at);
        (self.at, self.moved) = (0, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{table::Table, window::tests::narrow};

    fn narrowly(text: &str, head: usize) -> Result<Table, Nothing> {
        read_window(&mut narrow(text, head, 37), &|table| vec![true; table.columns().len()]).map(|json| json.table)
    }

    type Content<'t> = (u64, bool, Vec<(&'t str, &'t str)>);

    fn contents(table: &Table) -> Vec<Content<'_>> {
        let cells = |at| table.cells(at).map(|(column, text)| (table.columns()[column].as_str(), text)).collect();
        table
            .records()
            .iter()
            .enumerate()
            .map(|(at, record)| (record.line, record.fault.is_some(), cells(at)))
            .collect()
    }

    /// Records that are longer than what is in view at first.
    fn tickets() -> Vec<String> {
        let ticket = |n: usize| {
            format!(
                "{{\"id\": {n}, \"subject\": \"No mail, \\\"{n}\\\" [x] {{\", \"created_at\": \"2026-01-05\", \"tags\": [\"a\", \"b\"], \"via\": {{\"channel\": \"web\"}}}}"
            )
        };
        (0..250).map(ticket).collect()
    }

    #[test]
    fn a_large_document_gives_what_a_small_one_gives() {
        let tickets = tickets();
        let (rows, lines) = (tickets.join(",\n "), tickets.join("\n"));
        let keyed: Vec<String> = tickets.iter().enumerate().map(|(n, ticket)| format!("\"{n}\": {ticket}")).collect();
        let users = "{\"id\": 7, \"name\": \"Ann\"},".repeat(400);
        for text in [
            format!("[{rows}]"),
            format!("{lines}\n"),
            tickets.join("  "),
            tickets.join(",\n"),
            format!("{{\"count\": 250, \"tickets\": [{rows}], \"next_page\": null}}"),
            format!("{{\"users\": [{users} {{}}], \"tickets\": [{rows}]}}"),
            format!("{{\"data\": {{\"repository\": {{\"issues\": [{rows}]}}}}, \"x\": [1, 2]}}"),
            format!("{{\"assets\": {{\"Ticket\": {{{}}}}}}}", keyed.join(",")),
            format!("{{\"meta\": {{\"a\": [[1]]}}, \"few\": [{{\"a\": 1}}], \"quux\": [{rows}], \"end\": 1}}"),
            format!(
                "[{}]",
                tickets.iter().map(|ticket| format!("{{\"ticket\": {ticket}}}")).collect::<Vec<_>>().join(",")
            ),
        ] {
            let small = crate::ingest::from_json::read(&text, false).unwrap().table;
            let large = narrowly(&text, 300).unwrap();
            assert_eq!(contents(&large), contents(&small), "{}", &text[..60]);
            assert_eq!((large.records().len(), &large.wrapper), (250, &small.wrapper), "{}", &text[..60]);
        }
    }

    #[test]
    fn what_is_whole_before_a_cut_is_kept() {
        let text = format!("{{\"tickets\": [{}", tickets().join(","));
        let table = narrowly(&text[..text.len() - 20], 300).unwrap();
        let faults: Vec<usize> = (0..250).filter(|at| table.records()[*at].fault.is_some()).collect();
        assert_eq!((table.records().len(), faults), (250, vec![249]));
        assert_eq!(narrowly("{\"a\": [1, 2], \"b\": {}", 8).unwrap_err(), Nothing::NoRecords);
    }

    #[test]
    fn a_record_that_never_ends_is_malformed_and_the_next_one_is_read() {
        let long = "x".repeat(LONGEST_RECORD * 2);
        for (open, between, close) in [("[", ",", "]"), ("", "\n", "\n")] {
            let rows = [
                "{\"id\":1,\"subject\":\"a\"}",
                "{\"id\":2,\"subject\":\"b\"}",
                &format!("{{\"id\":3,\"subject\":\"{long}\"}}"),
                "{\"id\":4,\"subject\":\"d\"}",
            ];
            let text = format!("{open}{}{close}", rows.join(between));
            let table = read_window(&mut narrow(&text, 60, 1 << 20), &|_| vec![true, true]).unwrap().table;
            let faults: Vec<bool> = table.records().iter().map(|record| record.fault.is_some()).collect();
            assert_eq!(faults, [false, false, true, false], "{open}");
        }
    }

    #[test]
    fn columns_that_do_not_matter_are_dropped_when_the_head_is_read() {
        let rows: Vec<String> =
            (0..60).map(|n| format!("{{\"id\":{n},\"subject\":\"No mail {n}\",\"raw\":\"fat\"}}")).collect();
        let mut window = narrow(&format!("[{}]", rows.join(",")), 300, 50);
        let table = read_window(&mut window, &|_| vec![true, true, false]).unwrap().table;
        assert_eq!((table.cell(59, 1), table.cell(59, 2), table.cell(0, 2)), ("No mail 59", "", ""));
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[\\[\\]{}\":,a1 \n]{0,80}", head in 0_usize..40) {
            let _ = narrowly(&text, head);
        }
    }
}
