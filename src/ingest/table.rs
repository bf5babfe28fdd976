//! What every container is read into: records with named cells, in reading order.
//!
//! The text of all cells stands in one arena, and empty cells take no room: an export of a
//! hundred columns of which five are filled costs five. Of a large file only the columns that can
//! matter are kept once its head is known ([`Table::keep_only`]): memory grows with the tickets, not
//! with the file.

use super::{
    intake::{Place, RejectReason},
    mojibake,
};

/// Tells which columns of a table can still matter, one flag a column. Asked when the head of a large file is read.
pub type Keeping<'k> = &'k dyn Fn(&Table) -> Vec<bool>;

/// Stands between the values of a cell that holds several (repeated headers, JSON lists).
pub const SEVERAL: char = '\u{1f}';

/// Longest cell that is kept, in characters. Longer texts are pasted logs; no clustering reads so far.
pub const LONGEST_CELL: usize = 100_000;

/// Most records of one table: ten times the largest export that a run is designed for, with ten messages a ticket.
pub const MOST_RECORDS: usize = 10_000_000;

/// Most text that one table keeps, in bytes.
pub const MOST_TEXT: usize = 4 << 30;

#[derive(Clone, Copy, Debug)]
struct Cell {
    column: u32,
    length: u32,
    start: usize,
}

/// One record: where it stands, and whether its container could not read it.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Physical line (text formats) or number of the record (JSON), from 1.
    pub line: u64,
    /// Why it is no ticket, when the container already knows.
    pub fault: Option<RejectReason>,
    /// Whether it had cells in columns that were not kept.
    pub partial: bool,
    first: usize,
    end: usize,
}

/// Records with named cells.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<String>,
    text: String,
    cells: Vec<Cell>,
    records: Vec<Record>,
    /// Key under which the records stood in their container.
    pub wrapper: Option<String>,
    /// Whether the document was the one record itself, and no list.
    pub alone: bool,
    /// Whether the records stood beside those that the document is about.
    pub beside: bool,
    /// How many cells were cut at [`LONGEST_CELL`], and the line of the first.
    pub cut: Option<(usize, u64)>,
    /// How many records hold characters that could not be decoded, and the line of the first.
    pub undecodable: Option<(usize, u64)>,
    /// Which columns are kept; those beyond its end are.
    kept: Vec<bool>,
    /// Whether the record that is being read has cells in other columns.
    left_out: bool,
}

impl Table {
    /// A table of these columns, without records.
    pub fn new(columns: Vec<String>) -> Self {
        Self { columns, ..Self::default() }
    }

    /// Names of the columns: headers, or key paths of records.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The records in reading order.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The cell's text without surrounding blanks, empty when there is none.
    pub fn cell(&self, record: usize, column: usize) -> &str {
        let Some(of) = self.records.get(record) else { return "" };
        let cells = &self.cells[of.first..of.end];
        cells.binary_search_by_key(&(column as u32), |cell| cell.column).map_or("", |at| {
            let cell = cells[at];
            &self.text[cell.start..cell.start + cell.length as usize]
        })
    }

    /// The filled cells of a record as (column, text), by column.
    pub fn cells(&self, record: usize) -> impl Iterator<Item = (usize, &str)> {
        let range = self.records.get(record).map_or(0..0, |of| of.first..of.end);
        self.cells[range]
            .iter()
            .map(|cell| (cell.column as usize, &self.text[cell.start..cell.start + cell.length as usize]))
    }

    /// Whether the record has no filled cell.
    pub fn is_blank(&self, record: usize) -> bool {
        self.records.get(record).is_none_or(|of| of.first == of.end && !of.partial)
    }

    /// Whether cells of the column are kept.
    pub fn keeps(&self, column: usize) -> bool {
        self.kept.get(column).copied().unwrap_or(true)
    }

    /// Notes that the record which is pushed next has a cell in a column that is not kept.
    pub fn leave_out(&mut self) {
        self.left_out = true;
    }

    /// Drops the cells of all other columns, now and in what is pushed from now on. What was dropped stays dropped;
    /// columns that come later are kept until they are asked about.
    pub fn keep_only(&mut self, keep: &[bool]) {
        let known = self.kept.len();
        self.kept.extend(keep.iter().skip(known));
        if self.kept[known..].iter().all(|kept| *kept) {
            return;
        }
        let (mut text, mut cells) = (String::new(), Vec::new());
        for record in &mut self.records {
            let first = cells.len();
            for cell in &self.cells[record.first..record.end] {
                if self.kept.get(cell.column as usize).copied().unwrap_or(true) {
                    let start = text.len();
                    text.push_str(&self.text[cell.start..cell.start + cell.length as usize]);
                    cells.push(Cell { start, ..*cell });
                } else {
                    record.partial = true;
                }
            }
            (record.first, record.end) = (first, cells.len());
        }
        (self.text, self.cells) = (text, cells);
    }

    /// What there is more of than one table may hold, in words.
    pub fn overflow(&self) -> Option<&'static str> {
        if self.records.len() >= MOST_RECORDS {
            Some("has more than 10 million records")
        } else {
            (self.text.len() >= MOST_TEXT).then_some("has more than 4 GB of text")
        }
    }

    /// Index of a column, appended when the table does not have it.
    pub fn column(&mut self, name: &str) -> usize {
        if let Some(at) = self.columns.iter().position(|column| column == name) {
            return at;
        }
        self.columns.push(name.to_owned());
        self.columns.len() - 1
    }

    /// Appends a record. Cells of one column become one cell of several values.
    pub fn push(&mut self, line: u64, cells: &mut Vec<(usize, String)>, lossy: bool) {
        cells.sort_by_key(|(column, _)| *column);
        let first = self.cells.len();
        let mut undecodable = false;
        for (column, text) in cells.drain(..) {
            let value = text.trim();
            if value.is_empty() {
                continue;
            }
            if !self.keeps(column) {
                self.left_out = true;
                continue;
            }
            undecodable |= lossy && value.contains(char::REPLACEMENT_CHARACTER);
            let value = mojibake::mended(value);
            let value = self.kept(&value, line);
            let merge = self.cells.len() > first && self.cells[self.cells.len() - 1].column as usize == column;
            if merge {
                let room = LONGEST_CELL * 4;
                let last = self.cells.len() - 1;
                if self.cells[last].length as usize + value.len() < room {
                    self.text.push(SEVERAL);
                    self.text.push_str(value);
                    self.cells[last].length = (self.text.len() - self.cells[last].start) as u32;
                }
            } else {
                let start = self.text.len();
                self.text.push_str(value);
                self.cells.push(Cell { column: column as u32, length: value.len() as u32, start });
            }
        }
        if undecodable {
            let seen = self.undecodable.get_or_insert((0, line));
            seen.0 += 1;
        }
        let partial = std::mem::take(&mut self.left_out);
        self.records.push(Record { line, fault: None, partial, first, end: self.cells.len() });
    }

    /// Marks the record that was pushed last, where something is wrong with it.
    pub fn mark_last(&mut self, fault: Option<RejectReason>) {
        if let Some(record) = self.records.last_mut() {
            record.fault = fault.or(record.fault);
        }
    }

    /// Counts in what was found out when a part of this table was read.
    pub fn count_in(&mut self, part: &Self) {
        for (all, of) in [(&mut self.cut, part.cut), (&mut self.undecodable, part.undecodable)] {
            if let Some((count, line)) = of {
                all.get_or_insert((0, line)).0 += count;
            }
        }
    }

    /// Takes over what was found out when the table was read of which this one is made.
    pub fn carry_over(&mut self, read: &Self) {
        (self.cut, self.undecodable) = (read.cut, read.undecodable);
        self.wrapper.clone_from(&read.wrapper);
    }

    /// Appends a record that could not be read, or that is no ticket.
    pub fn push_fault(&mut self, line: u64, fault: RejectReason) {
        let end = self.cells.len();
        self.left_out = false;
        self.records.push(Record { line, fault: Some(fault), partial: false, first: end, end });
    }

    /// Gives the memory of all cells back; columns, records and counts stay.
    pub fn release_cells(&mut self) {
        (self.text, self.cells) = (String::new(), Vec::new());
        for record in &mut self.records {
            (record.first, record.end) = (0, 0);
        }
    }

    /// Marks a record as no ticket.
    pub fn mark(&mut self, record: usize, fault: RejectReason) {
        if let Some(of) = self.records.get_mut(record) {
            of.fault.get_or_insert(fault);
        }
    }

    fn kept<'t>(&mut self, value: &'t str, line: u64) -> &'t str {
        if value.len() <= LONGEST_CELL {
            return value;
        }
        let Some((end, _)) = value.char_indices().nth(LONGEST_CELL) else { return value };
        let seen = self.cut.get_or_insert((0, line));
        seen.0 += 1;
        &value[..end]
    }
}

/// The place of a record in a file.
pub fn place(file: &str, line: u64) -> Place {
    Place { file: file.to_owned(), line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[(usize, &str)]]) -> Table {
        let mut table = Table::new(vec!["a".into(), "b".into()]);
        for (at, row) in rows.iter().enumerate() {
            let mut cells = row.iter().map(|(column, text)| (*column, (*text).to_owned())).collect();
            table.push(at as u64 + 1, &mut cells, true);
        }
        table
    }

    #[test]
    fn equal_columns_become_one_cell_of_several_values() {
        let table = table(&[&[(1, "x"), (0, " y "), (1, ""), (1, "z")], &[]]);
        assert_eq!(table.cell(0, 0), "y");
        assert_eq!(table.cell(0, 1), "x\u{1f}z");
        assert!(table.is_blank(1));
        assert_eq!(table.cell(7, 7), "");
    }

    #[test]
    fn a_cell_of_a_million_characters_is_cut_and_counted() {
        let long = "ä".repeat(1_000_000);
        let table = table(&[&[(0, "x")], &[(0, &long)]]);
        assert_eq!(table.cell(1, 0).chars().count(), LONGEST_CELL);
        assert_eq!(table.cut, Some((1, 2)));
    }

    #[test]
    fn a_record_of_cells_that_are_not_kept_is_not_blank() {
        let mut table = table(&[&[(0, "x"), (1, "fat")], &[(1, "fat")], &[]]);
        table.keep_only(&[true, false]);
        table.push(4, &mut vec![(1, "fat".to_owned())], false);
        table.push(5, &mut vec![(0, "y".to_owned()), (2, "new".to_owned())], false);
        assert_eq!((table.cell(0, 0), table.cell(0, 1), table.cell(4, 0), table.cell(4, 2)), ("x", "", "y", "new"));
        let blank: Vec<bool> = (0..5).map(|record| table.is_blank(record)).collect();
        assert_eq!(blank, [false, false, true, false, false]);
        let partial: Vec<bool> = table.records().iter().map(|record| record.partial).collect();
        assert_eq!(partial, [true, true, false, true, false]);
    }

    #[test]
    fn records_with_replaced_characters_are_counted_once() {
        let table = table(&[&[(0, "caf\u{fffd}"), (1, "\u{fffd}")]]);
        assert_eq!(table.undecodable, Some((1, 1)));
    }
}
