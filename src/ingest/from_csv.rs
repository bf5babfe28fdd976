//! Delimited text → [`Table`]: any delimiter, a preamble, repeated headers, ragged and broken rows.
//!
//! It never refuses a row for its width: what a row has too little is empty, what it has too much
//! belongs to the last repeated header or to a column without name. Only a quote that swallows the
//! rows after it, and a record longer than `LONGEST_RECORD`, are malformed. A large file is read in one pass,
//! of which a piece is in memory at a time.

mod delimiter;
mod positions;

use csv::{ReaderBuilder, StringRecord};

use self::{
    delimiter::{DELIMITERS, head_end},
    positions::{LineCount, Positions},
};
use super::{
    excel_damage, footer,
    header_row::{self, Header, MOST_COLUMNS},
    intake::RejectReason,
    table::{Keeping, Table},
    window::Window,
};

/// How many records are looked at to find delimiter and header.
const HEAD_RECORDS: usize = 200;

/// How often a swallowing quote is repaired before the rest is taken as it is: each repair may read a whole record again.
const MOST_REPAIRS: usize = 200;

/// How much text may be read again for repairs, in bytes.
const MOST_REREAD: usize = 1 << 30;

/// Longest record, in bytes: three cells of ten megabytes. A quote that is never closed makes longer ones.
const LONGEST_RECORD: usize = 32 << 20;

/// Largest text that a spreadsheet damaged and that is repaired, in bytes: that takes all of it at once.
const MOST_DAMAGED: usize = 512 << 20;

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No text at all.
    Empty,
    /// Column names on this line, and nothing below.
    HeaderOnly(u64),
    /// More than a table may hold; what, in words.
    TooMuch(&'static str),
}

/// Reads delimited text. `lossy`: characters were replaced when it was decoded.
pub fn read(text: &str, lossy: bool) -> Result<Table, Nothing> {
    read_window(&mut Window::whole(text.to_owned(), lossy), &|table| vec![true; table.columns().len()])
}

/// Reads delimited text of any size. `keeping`: which columns of a large file are kept.
pub fn read_window(window: &mut Window<'_>, keeping: Keeping<'_>) -> Result<Table, Nothing> {
    if excel_damage::is_damaged(window.text())
        && window.take_all(MOST_DAMAGED)
        && let Some(repaired) = excel_damage::unwrap(window.text())
    {
        return Reading::of(&mut Window::whole(repaired, window.lossy()), keeping);
    }
    Reading::of(window, keeping)
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = Vec<String>> {
    rows(text, delimiter).map(|row| row.iter().map(str::to_owned).collect())
}

fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = StringRecord> {
    builder(delimiter).from_reader(text.as_bytes()).into_records().map_while(Result::ok)
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true);
    builder
}

/// The second pass: everything below the header goes into the table.
struct Reading<'r, 'w> {
    window: &'r mut Window<'w>,
    keeping: Keeping<'r>,
    /// How many records there must be before columns are sorted out again.
    sort_out_at: usize,
    delimiter: u8,
    header: Header,
    positions: Positions,
    table: Table,
    header_line: u64,
    /// Whether a backslash stands before quotes within cells, rather than a second quote (MySQL, BigQuery).
    escaped: bool,
    lines: LineCount,
    repairs: usize,
    reread: usize,
    to_skip: usize,
    /// Whether the rest of a record that is too long is passed over.
    in_long: bool,
    cells: Vec<(usize, String)>,
}

/// How the text in view ended.
enum End {
    /// Nothing comes after it.
    Text,
    /// A record had to be repaired: reading goes on at this byte.
    Repaired(usize),
    /// The record that begins at this byte may go on beyond it.
    View(usize),
}

impl<'r, 'w> Reading<'r, 'w> {
    fn of(window: &'r mut Window<'w>, keeping: Keeping<'r>) -> Result<Table, Nothing> {
        let text = window.text();
        let (delimiter, start) = delimiter::find(text);
        let head: Vec<Vec<String>> = records(&text[start..head_end(text, start)], delimiter)
            .take(HEAD_RECORDS)
            .map(|row| row.iter().take(MOST_COLUMNS).map(|cell| cell.trim().to_owned()).collect())
            .collect();
        if head.iter().flatten().all(String::is_empty) {
            return Err(Nothing::Empty);
        }
        let header = header_row::find(&head);
        let escaped = delimiter::escapes_quotes(&text[start..], delimiter);
        let (positions, names) = Positions::of(&header.names);
        let mut reading = Self {
            window,
            keeping,
            sort_out_at: 0,
            delimiter,
            to_skip: header.above,
            header,
            positions,
            table: Table::new(names),
            header_line: 1,
            escaped,
            lines: LineCount::new(),
            repairs: 0,
            reread: 0,
            in_long: false,
            cells: vec![],
        };
        reading.run(start)?;
        if reading.table.records().is_empty() {
            return Err(Nothing::HeaderOnly(reading.header_line));
        }
        Ok(footer::marked(reading.table))
    }

    fn run(&mut self, start: usize) -> Result<(), Nothing> {
        let mut from = start;
        loop {
            match self.run_from(from) {
                End::Text => break,
                End::Repaired(next) => from = next,
                End::View(next) => from = self.view_more(next),
            }
        }
        self.table.overflow().map_or(Ok(()), |what| Err(Nothing::TooMuch(what)))
    }

    /// Brings more of the text in view; returns where to go on in it.
    fn view_more(&mut self, from: usize) -> usize {
        if self.table.records().len() > self.sort_out_at {
            let keep = (self.keeping)(&self.table);
            self.table.keep_only(&keep);
            self.sort_out_at = self.table.records().len() * 2;
        }
        let text = self.window.text();
        // The line feed that belongs to a carriage return may come next.
        let from = from - usize::from(from == text.len() && text.ends_with('\r'));
        self.lines.drop_to(text, from);
        self.window.move_to(from);
        0
    }

    /// Reads on from a byte until something has to be done about the text in view.
    fn run_from(&mut self, from: usize) -> End {
        let mut from = from;
        if self.in_long {
            match self.window.text()[from..].find('\n') {
                Some(at) => (from, self.in_long) = (from + at + 1, false),
                None if self.window.is_end() => return End::Text,
                None => return End::View(self.window.text().len()),
            }
        }
        let mut row = StringRecord::new();
        // The text moves out of the window while it is read: what takes the rows needs the rest of `self`.
        let text = self.window.lend();
        let end = self.rows_of(&text, from, &mut row);
        self.window.give_back(text);
        end
    }

    fn rows_of(&mut self, text: &str, from: usize, row: &mut StringRecord) -> End {
        let escape = self.escaped.then_some(b'\\');
        let mut reader = builder(self.delimiter).escape(escape).from_reader(&text.as_bytes()[from..]);
        loop {
            let at = from + reader.position().byte() as usize;
            let more = matches!(reader.read_record(row), Ok(true));
            let end = (from + reader.position().byte() as usize).min(text.len());
            let at = at + text[at..end].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let too_long = end - at > LONGEST_RECORD;
            if (!more || end == text.len()) && !self.window.is_end() && !too_long {
                return End::View(at);
            }
            if !more || self.table.overflow().is_some() {
                return End::Text;
            }
            let line = self.lines.of(text, at);
            if self.to_skip > 0 {
                self.to_skip -= 1;
                continue;
            }
            if self.header.named && self.table.records().is_empty() && self.header_line_is(row) {
                self.header_line = line;
                continue;
            }
            if is_rule(row) {
                continue;
            }
            if let Some(resume) = self.swallowed(text, row, at..end) {
                self.repairs += 1;
                self.reread += end - resume;
                self.table.push_fault(line, RejectReason::Malformed);
                return End::Repaired(resume);
            }
            if too_long {
                self.table.push_fault(line, RejectReason::Malformed);
                self.in_long = end == text.len();
                return End::Repaired(end);
            }
            self.take(row, line);
        }
    }

    fn header_line_is(&self, row: &StringRecord) -> bool {
        let cells = row.iter().take(MOST_COLUMNS).map(str::trim);
        self.header.cells.iter().map(String::as_str).eq(cells)
    }

    fn take(&mut self, row: &StringRecord, line: u64) {
        let width = self.positions.width();
        let lone = width >= 3 && row.iter().skip(1).all(|cell| cell.trim().is_empty());
        if lone && let Some(inner) = row.get(0).and_then(|cell| self.unwrapped_row(cell)) {
            self.put(&inner, line);
            return;
        }
        if self.header.named && self.header_line_is(row) {
            self.table.push_fault(line, RejectReason::NotATicket);
            return;
        }
        self.put(row, line);
    }

    fn put(&mut self, row: &StringRecord, line: u64) {
        for (position, cell) in row.iter().enumerate().take(MOST_COLUMNS) {
            if cell.trim().is_empty() {
                continue;
            }
            let column = self.positions.column(position, &mut self.table);
            if self.table.keeps(column) {
                self.cells.push((column, header_row::clean_cell(cell)));
            } else {
                self.table.leave_out();
            }
        }
        self.table.push(line, &mut self.cells, self.window.lossy());
    }

    /// A row that a spreadsheet wrapped into one quoted cell.
    fn unwrapped_row(&self, cell: &str) -> Option<StringRecord> {
        DELIMITERS.iter().find_map(|delimiter| {
            let inner = rows(cell, *delimiter).next()?;
            (inner.len() == self.positions.width()).then_some(inner)
        })
    }

    /// Where to go on when a quote that was never closed swallowed the rows after its own.
    fn swallowed(&self, text: &str, row: &StringRecord, at: std::ops::Range<usize>) -> Option<usize> {
        let raw = &text[at.clone()];
        let body = raw.trim_end_matches(['\r', '\n']);
        let width = self.positions.width();
        if width < 2
            || row.len() == width && at.end < text.len()
            || !body.contains('\n')
            || self.repairs >= MOST_REPAIRS
            || self.reread >= MOST_REREAD
        {
            return None;
        }
        let (first, rest) = body.split_once('\n')?;
        let odd = first.matches('"').count() % 2 == 1;
        let unclosed = at.end == text.len() && body.matches('"').count() % 2 == 1;
        if !odd || (row.len() == width && !unclosed) {
            return None;
        }
        let whole = |line: &str| rows(line, self.delimiter).next().is_some_and(|row| row.len() == width);
        rest.lines().take(3).any(whole).then_some(at.start + first.len() + 1)
    }
}

/// Whether a row is the line between the head and the body of a Markdown table: `|---|:--:|`.
fn is_rule(row: &StringRecord) -> bool {
    let cells = || row.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let dashes = |cell: &str| cell.len() >= SHORTEST_RULE && cell.trim_matches(':').bytes().all(|byte| byte == b'-');
    cells().count() >= 2 && cells().all(dashes)
}

/// Shortest cell of such a line.
const SHORTEST_RULE: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::window::tests::narrow;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let table = read(text, false).unwrap();
        let row = |at| (0..table.columns().len()).map(|column| table.cell(at, column).to_owned()).collect();
        (0..table.records().len()).map(row).collect()
    }

    fn lines(text: &str) -> Vec<u64> {
        read(text, false).unwrap().records().iter().map(|record| record.line).collect()
    }

    #[test]
    fn quotes_behind_a_backslash_end_no_cell() {
        let escaped = "id,body\n1,\"He said \\\"help\\\", twice\"\n2,\"C:\\\\x\"\n";
        assert_eq!(rows(escaped), [["1", "He said \"help\", twice"], ["2", "C:\\x"]]);
        let doubled = "id,body\n1,\"He said \"\"help\"\", C:\\\"\n2,\"say \"\"\\\"\"b\"\n";
        assert_eq!(rows(doubled), [["1", "He said \"help\", C:\\"], ["2", "say \"\\\"b"]]);
    }

    #[test]
    fn every_delimiter_gives_the_same_table() {
        let expected = [["1", "Cannot log in; please help", "open"], ["2", "A, b and c | d", "closed"]];
        for delimiter in [",", ";", "\t", "|"] {
            let text = ["id¦subject¦status", "1¦\"Cannot log in; please help\"¦open", "2¦\"A, b and c | d\"¦closed"]
                .join("\r\n");
            assert_eq!(rows(&text.replace('¦', delimiter)), expected, "{delimiter:?}");
        }
        assert_eq!(rows("sep=;\nid;subject\n1;a,b\n"), [["1", "a,b"]]);
    }

    #[test]
    fn the_line_of_a_markdown_table_is_no_record() {
        let table = "| # | Issue | Status |\n|---|:-----:|------:|\n| 1 | No mail | open |\n| 2 | No login | open |\n";
        assert_eq!(read(table, false).unwrap().records().len(), 2);
        assert_eq!(rows("id,subject\n1,---\n2,x\n")[0], ["1", "---"]);
    }

    #[test]
    fn a_record_stands_on_the_line_it_starts_on() {
        assert_eq!(lines("id,subject\n1,\"two\nlines\"\n\n3,x\r\n4,y\n"), [2, 5, 6]);
        assert_eq!(lines("Report of May\n\nid,subject,status\n1,x,open\n2,y,open\n3,z,open\n"), [4, 5, 6]);
    }

    #[test]
    fn repeated_headers_and_cells_beyond_the_header_are_one_list() {
        let table = read("Issue key,Labels,Labels,Summary\nA-1,a,b,One\nA-2,,,Two,c\n", false).unwrap();
        assert_eq!(table.columns(), ["Issue key", "Labels", "Summary"]);
        assert_eq!((table.cell(0, 1), table.cell(1, 1)), ("a\u{1f}b", "c"));
    }

    #[test]
    fn an_unclosed_quote_costs_its_own_row_only() {
        let text = "id,subject,status\n1,\"Printer on fire,open\n2,Screen is dark,open\n3,No sound,closed\n";
        let table = read(text, false).unwrap();
        assert_eq!(table.records().iter().filter(|record| record.fault == Some(RejectReason::Malformed)).count(), 1);
        assert_eq!(table.cell(1, 1), "Screen is dark");
        let later =
            "id,subject,status\n1,\"Printer on fire,open\n2,Screen is dark,open\n3,\"No, sound\",closed\n4,x y,open\n";
        assert_eq!(read(later, false).unwrap().records().len(), 4);
    }

    #[test]
    fn the_footer_of_a_report_is_no_ticket() {
        let text = "Case Number,Subject,Status\n1,No login,Open\n2,No mail,Open\n\nWeekly cases\n\"Copyright (c) 2000-2026 salesforce.com, inc.\"\n";
        let table = read(text, false).unwrap();
        let faults: Vec<_> = table.records().iter().map(|record| record.fault).collect();
        assert_eq!(faults, [None, None, Some(RejectReason::NotATicket), Some(RejectReason::NotATicket)]);
    }

    #[test]
    fn nothing_is_told_from_a_header_alone() {
        assert_eq!(read("", false).unwrap_err(), Nothing::Empty);
        assert_eq!(read("\n , \n", false).unwrap_err(), Nothing::Empty);
        assert_eq!(read("id,subject,status\n", false).unwrap_err(), Nothing::HeaderOnly(1));
    }

    #[test]
    fn one_column_of_sentences_with_commas_stays_one_column() {
        let text = "text\nHello, I cannot log in\nMy card, which is new, does not work\nNo idea\nPlease help, now\n";
        assert_eq!(rows(text).iter().map(Vec::len).max(), Some(1));
        assert_eq!(rows(text).len(), 4);
    }

    /// The same through a window that shows little of the text at a time.
    fn narrowly(text: &str, head: usize, piece: usize) -> Result<Table, Nothing> {
        read_window(&mut narrow(text, head, piece), &|table| vec![true; table.columns().len()])
    }

    #[test]
    fn a_record_may_cross_the_end_of_what_is_in_view() {
        let rows: String =
            (0..60).map(|n| format!("{n},\"Line one of {n}\r\nline two, \"\"quoted\"\"\",open\r\n\r\n")).collect();
        let text = format!("id,subject,status\r\n{rows}");
        let whole = contents(&read(&text, false).unwrap());
        assert_eq!(whole.len(), 60);
        for piece in [1, 3, 10, 64, 500] {
            assert_eq!(contents(&narrowly(&text, 200, piece).unwrap()), whole, "pieces of {piece}");
        }
    }

    #[test]
    fn columns_that_do_not_matter_are_dropped_when_the_head_is_read() {
        let rows: String = (0..60).map(|n| format!("{n},No mail {n},{}\n", "fat ".repeat(50))).collect();
        let text = format!("id,subject,raw\n{rows}61,,fat\n62,,\n");
        let table = read_window(&mut narrow(&text, 1000, 100), &|_| vec![true, true, false]).unwrap();
        assert_eq!((table.cell(0, 1), table.cell(59, 1)), ("No mail 0", "No mail 59"));
        assert!((0..62).all(|record| table.cell(record, 2).is_empty()));
    }

    #[test]
    fn a_row_of_a_million_cells_costs_no_more_than_it_holds() {
        let text = format!("id,subject,status\n1,No mail,open\n{}\n2,No login,open\n", "x,".repeat(1_000_000));
        let table = read(&text, false).unwrap();
        assert_eq!((table.records().len(), table.columns().len()), (3, MOST_COLUMNS));
        let header: String = (0..1_000_000).map(|n| format!("c{n},")).collect();
        let text = format!("id,subject,{header}\n1,No mail\n2,No login\n");
        let table = read(&text, false).unwrap();
        assert_eq!(table.columns().len(), MOST_COLUMNS);
    }

    #[test]
    fn a_record_that_never_ends_is_malformed_and_the_next_one_is_read() {
        let long = "word ".repeat(LONGEST_RECORD / 5 + 1_000_000);
        let text = format!("id,subject,status\n1,No mail,open\n2,{long},open\n3,No login,open\n");
        let table = narrowly(&text, 1 << 20, 1 << 20).unwrap();
        let faults: Vec<_> = table.records().iter().map(|record| (record.line, record.fault)).collect();
        assert_eq!(faults, [(2, None), (3, Some(RejectReason::Malformed)), (4, None)]);
    }

    type Content = (u64, Option<RejectReason>, Vec<(usize, String)>);

    fn contents(table: &Table) -> Vec<Content> {
        let cells = |at| table.cells(at).map(|(column, text)| (column, text.to_owned())).collect();
        table.records().iter().enumerate().map(|(at, record)| (record.line, record.fault, cells(at))).collect()
    }

    proptest::proptest! {
        #[test]
        fn a_window_gives_what_the_whole_text_gives(
            rows in proptest::collection::vec("[a-c\",\r\né ]{0,12}", 0..40), head in 50_usize..90, piece in 1_usize..50,
        ) {
            let text = format!("id,subject,status\n1,No mail,open\n2,No login,open\n{}", rows.join("\n"));
            proptest::prop_assert_eq!(contents(&narrowly(&text, head, piece).unwrap()), contents(&read(&text, false).unwrap()));
        }

        #[test]
        fn no_text_breaks_it(text in "[a-c\",;\t|\r\n=é ]{0,200}") {
            let _ = read(&text, true);
        }
    }
}
