//! Delimited text → [`Table`]: any delimiter, a preamble, repeated headers, ragged and broken rows.
//!
//! It never refuses a row for its width: what a row has too little is empty, what it has too much
//! belongs to the last repeated header or to a column without name. Only a quote that swallows the
//! rows after it makes a record malformed.

use csv::{ReaderBuilder, StringRecord};

use super::{
    columns::headers,
    excel_damage, footer,
    header_row::{self, Header},
    intake::RejectReason,
    table::Table,
};

/// Delimiters that are tried.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Stands for "no delimiter": a control character that text does not hold.
const NO_DELIMITER: u8 = 0x1e;

/// How many records are looked at to find delimiter and header.
const HEAD_RECORDS: usize = 200;

/// How many records are searched for column names.
const HEADER_RECORDS: usize = 20;

/// How many known column names in one row make it the header.
const TELLING_NAMES: usize = 3;

/// How much text is looked at to find the delimiter, in bytes.
const HEAD_BYTES: usize = 1 << 20;

/// Share of the records that must have the same width for a delimiter to be believed.
const CONSISTENT: f64 = 0.6;

/// The same when the first row has more than one cell too.
const CONSISTENT_WITH_HEADER: f64 = 0.3;

/// How often a swallowing quote is repaired before the rest is taken as it is: each repair may read the whole rest.
const MOST_REPAIRS: usize = 200;

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No text at all.
    Empty,
    /// Column names on this line, and nothing below.
    HeaderOnly(u64),
}

/// Reads delimited text. `lossy`: characters were replaced when it was decoded.
pub fn read(text: &str, lossy: bool) -> Result<Table, Nothing> {
    let unwrapped = excel_damage::unwrap(text);
    let text = unwrapped.as_deref().unwrap_or(text);
    let (delimiter, start) = delimiter(text);
    let head = records(&text[start..head_end(text, start)], delimiter).take(HEAD_RECORDS).collect::<Vec<_>>();
    let head: Vec<Vec<String>> =
        head.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
    if head.iter().flatten().all(String::is_empty) {
        return Err(Nothing::Empty);
    }
    let header = header_row::find(&head);
    let mut reading = Reading::new(text, delimiter, &header, lossy);
    reading.run(start);
    let table = reading.table;
    if table.records().is_empty() {
        return Err(Nothing::HeaderOnly(reading.header_line));
    }
    Ok(footer::marked(table))
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = StringRecord> {
    builder(delimiter).from_reader(text.as_bytes()).into_records().map_while(Result::ok)
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true);
    builder
}

fn head_end(text: &str, start: usize) -> usize {
    let mut end = text.len().min(start + HEAD_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// The delimiter and where the data starts: after Excel's `sep=;` line, if there is one.
fn delimiter(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or("");
    let bare = first.trim().trim_matches('"');
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = bare.as_bytes() {
        let start = text.find('\n').map_or(text.len(), |at| at + 1);
        return (*delimiter, start);
    }
    let head = &text[..head_end(text, 0)];
    // Names that are known tell more than widths: the rows below may be broken.
    let names = |delimiter: u8| {
        let known = |row: StringRecord| row.iter().filter(|cell| headers::is_known(cell.trim())).count();
        records(head, delimiter).take(HEADER_RECORDS).map(known).max().unwrap_or(0)
    };
    let most = DELIMITERS.into_iter().rev().max_by_key(|delimiter| names(*delimiter));
    if let Some(delimiter) = most.filter(|delimiter| names(*delimiter) >= TELLING_NAMES) {
        return (delimiter, 0);
    }
    let mut best = (NO_DELIMITER, 0.0, 1);
    for delimiter in DELIMITERS {
        let widths: Vec<usize> = records(head, delimiter).take(HEAD_RECORDS).map(|row| row.len()).collect();
        let width = header_row::mode(&widths);
        let share = widths.iter().filter(|w| **w == width).count() as f64 / widths.len().max(1) as f64;
        let needed = if widths.first().is_some_and(|first| *first > 1) { CONSISTENT_WITH_HEADER } else { CONSISTENT };
        let better = share > best.1 + 0.1 || (share > best.1 - 0.1 && width > best.2);
        if width > 1 && share >= needed && better {
            best = (delimiter, share, width);
        }
    }
    (best.0, 0)
}

/// The second pass: everything below the header goes into the table.
struct Reading<'t> {
    text: &'t str,
    delimiter: u8,
    header: &'t Header,
    /// Column of the table that each position feeds.
    positions: Vec<usize>,
    /// Column that takes the cells beyond the header's width.
    overflow: Option<usize>,
    table: Table,
    lossy: bool,
    header_line: u64,
    lines: LineCount<'t>,
    repairs: usize,
    to_skip: usize,
    cells: Vec<(usize, String)>,
}

impl<'t> Reading<'t> {
    fn new(text: &'t str, delimiter: u8, header: &'t Header, lossy: bool) -> Self {
        let header_row::Columns { names, positions, overflow } = header.columns();
        let lines = LineCount { text: text.as_bytes(), at: 0, line: 1 };
        let (table, to_skip) = (Table::new(names), header.above);
        let (header_line, repairs, cells) = (1, 0, vec![]);
        Self { text, delimiter, header, positions, overflow, table, lossy, header_line, lines, repairs, to_skip, cells }
    }

    fn run(&mut self, start: usize) {
        let mut from = start;
        while let Some(next) = self.run_from(from) {
            from = next;
        }
    }

    /// Reads on from a byte; returns where to go on after a record that had to be repaired.
    fn run_from(&mut self, from: usize) -> Option<usize> {
        let mut reader = builder(self.delimiter).from_reader(&self.text.as_bytes()[from..]);
        let mut row = StringRecord::new();
        loop {
            let at = from + reader.position().byte() as usize;
            match reader.read_record(&mut row) {
                Ok(true) => {}
                Ok(false) | Err(_) => return None,
            }
            let end = (from + reader.position().byte() as usize).min(self.text.len());
            let at = at + self.text[at..end].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let line = self.lines.of(at);
            if self.to_skip > 0 {
                self.to_skip -= 1;
                continue;
            }
            if self.to_skip == 0 && self.header.named && self.table.records().is_empty() && self.header_line_is(&row) {
                self.header_line = line;
                continue;
            }
            if let Some(resume) = self.swallowed(&row, at, end) {
                self.repairs += 1;
                self.table.push_fault(line, RejectReason::Malformed);
                return Some(resume);
            }
            self.take(&row, line);
        }
    }

    fn header_line_is(&self, row: &StringRecord) -> bool {
        self.header.cells.iter().map(String::as_str).eq(row.iter().map(str::trim))
    }

    fn take(&mut self, row: &StringRecord, line: u64) {
        let width = self.positions.len();
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
        for (position, cell) in row.iter().enumerate().take(header_row::MOST_COLUMNS) {
            if cell.trim().is_empty() {
                continue;
            }
            let column = match self.positions.get(position).copied().or(self.overflow) {
                Some(column) => column,
                None => self.table.column(&header_row::unnamed(position)),
            };
            self.cells.push((column, header_row::clean_cell(cell)));
        }
        self.table.push(line, &mut self.cells, self.lossy);
    }

    /// A row that a spreadsheet wrapped into one quoted cell.
    fn unwrapped_row(&self, cell: &str) -> Option<StringRecord> {
        DELIMITERS.iter().find_map(|delimiter| {
            let inner = records(cell, *delimiter).next()?;
            (inner.len() == self.positions.len()).then_some(inner)
        })
    }

    /// Where to go on when a quote that was never closed swallowed the rows after its own.
    fn swallowed(&self, row: &StringRecord, at: usize, end: usize) -> Option<usize> {
        let raw = &self.text[at..end];
        let body = raw.trim_end_matches(['\r', '\n']);
        let width = self.positions.len();
        if width < 2
            || row.len() == width && end < self.text.len()
            || !body.contains('\n')
            || self.repairs >= MOST_REPAIRS
        {
            return None;
        }
        let (first, rest) = body.split_once('\n')?;
        let odd = first.matches('"').count() % 2 == 1;
        let unclosed = end == self.text.len() && body.matches('"').count() % 2 == 1;
        if !odd || (row.len() == width && !unclosed) {
            return None;
        }
        let whole = |line: &str| records(line, self.delimiter).next().is_some_and(|row| row.len() == width);
        rest.lines().take(3).any(whole).then_some(at + first.len() + 1)
    }
}

/// Physical line of a byte; asked for in rising order.
struct LineCount<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl LineCount<'_> {
    fn of(&mut self, byte: usize) -> u64 {
        let until = byte.max(self.at);
        for at in self.at..until {
            let lone_return = self.text[at] == b'\r' && self.text.get(at + 1) != Some(&b'\n');
            self.line += u64::from(self.text[at] == b'\n' || lone_return);
        }
        self.at = until;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let table = read(text, false).unwrap();
        let row = |at| (0..table.columns().len()).map(|column| table.cell(at, column).to_owned()).collect();
        (0..table.records().len()).map(row).collect()
    }

    fn lines(text: &str) -> Vec<u64> {
        read(text, false).unwrap().records().iter().map(|record| record.line).collect()
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

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[a-c\",;\t|\r\n=é ]{0,200}") {
            let _ = read(&text, true);
        }
    }
}
