//! Rows of cells → [`Table`]: the half of reading that worksheets and HTML tables share with delimited text.
//!
//! The first rows wait until they show where the header is; from there on rows go straight into the
//! table. A row whose cells are all empty is no record.

use super::{
    footer,
    header_row::{self, Columns, Header, MOST_COLUMNS},
    intake::RejectReason,
    table::Table,
};

/// How many rows are looked at to find the header.
const HEAD_ROWS: usize = 200;

/// Most cells that wait for the header.
const HEAD_CELLS: usize = 100_000;

/// Why a grid is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No cell has text.
    Empty,
    /// Column names on this line, and nothing below.
    HeaderOnly(u64),
}

/// A table in the making.
#[derive(Debug)]
pub struct Grid {
    lossy: bool,
    waiting: Vec<(u64, Vec<String>)>,
    waiting_cells: usize,
    filling: Option<Filling>,
    broken: Option<u64>,
}

#[derive(Debug)]
struct Filling {
    header: Header,
    columns: Columns,
    header_line: u64,
    table: Table,
    cells: Vec<(usize, String)>,
}

impl Grid {
    /// A grid without rows. `lossy`: characters were replaced when the text was decoded.
    pub fn new(lossy: bool) -> Self {
        Self { lossy, waiting: vec![], waiting_cells: 0, filling: None, broken: None }
    }

    /// Appends a row: its line and its cells from the first column on.
    pub fn push(&mut self, line: u64, mut row: Vec<String>) {
        row.truncate(MOST_COLUMNS);
        for cell in &mut row {
            if cell.trim().len() < cell.len() {
                *cell = cell.trim().to_owned();
            }
        }
        let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        row.truncate(filled);
        if row.is_empty() {
            return;
        }
        match &mut self.filling {
            Some(filling) => filling.put(line, row, self.lossy),
            None => {
                self.waiting_cells += row.len();
                self.waiting.push((line, row));
                if self.waiting.len() >= HEAD_ROWS || self.waiting_cells >= HEAD_CELLS {
                    self.settle();
                }
            }
        }
    }

    /// Says that rows from this line on could not be read.
    pub fn broken(&mut self, line: u64) {
        self.broken = Some(line);
    }

    /// The table; none when there are no rows below the header.
    pub fn finish(mut self) -> Result<Table, Nothing> {
        self.settle();
        let Some(filling) = self.filling else { return Err(Nothing::Empty) };
        if filling.table.records().is_empty() {
            return Err(Nothing::HeaderOnly(filling.header_line));
        }
        let mut table = footer::marked(filling.table);
        if let Some(line) = self.broken {
            table.push_fault(line, RejectReason::Malformed);
        }
        Ok(table)
    }

    /// Finds the header among the rows that wait, and lets them in.
    fn settle(&mut self) {
        if self.filling.is_some() || self.waiting.is_empty() {
            return;
        }
        let waiting = std::mem::take(&mut self.waiting);
        let (lines, rows): (Vec<u64>, Vec<Vec<String>>) = waiting.into_iter().unzip();
        let header = header_row::find(&rows);
        let columns = header.columns();
        let skipped = if header.named { header.above + 1 } else { 0 };
        let header_line = lines.get(header.above).copied().unwrap_or(1);
        let table = Table::new(columns.names.clone());
        let mut filling = Filling { header, columns, header_line, table, cells: vec![] };
        for (line, row) in lines.into_iter().zip(rows).skip(skipped) {
            filling.put(line, row, self.lossy);
        }
        self.filling = Some(filling);
    }
}

impl Filling {
    fn put(&mut self, line: u64, row: Vec<String>, lossy: bool) {
        if self.header.named && self.is_header(&row) {
            self.table.push_fault(line, RejectReason::NotATicket);
            return;
        }
        for (position, cell) in row.into_iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let column = match self.columns.positions.get(position).copied().or(self.columns.overflow) {
                Some(column) => column,
                None => self.table.column(&header_row::unnamed(position)),
            };
            self.cells.push((column, header_row::clean_cell(&cell)));
        }
        self.table.push(line, &mut self.cells, lossy);
    }

    fn is_header(&self, row: &[String]) -> bool {
        self.header.cells.iter().map(String::as_str).eq(row.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Result<Table, Nothing> {
        let mut grid = Grid::new(false);
        for (row, line) in rows.iter().zip(1..) {
            grid.push(line, row.iter().map(|cell| (*cell).to_owned()).collect());
        }
        grid.finish()
    }

    #[test]
    fn a_title_above_and_a_footer_below_are_no_records() {
        let table = grid(&[
            &["Tickets of May"],
            &[""],
            &["Ticket ID", "Subject", "Label", "Label"],
            &["1", " No mail ", "a", "b"],
            &["2", "No login"],
            &["Ticket ID", "Subject", "Label", "Label"],
            &["3", "No sound", "", "", "far out"],
            &["Total: 3"],
        ])
        .unwrap();
        assert_eq!(table.columns(), ["Ticket ID", "Subject", "Label"]);
        assert_eq!((table.cell(0, 1), table.cell(0, 2), table.cell(3, 2)), ("No mail", "a\u{1f}b", "far out"));
        let faults: Vec<_> = table.records().iter().map(|record| (record.line, record.fault.is_some())).collect();
        assert_eq!(faults, [(4, false), (5, false), (6, true), (7, false), (8, true)]);
    }

    #[test]
    fn nothing_is_told_from_a_header_alone() {
        assert_eq!(grid(&[&["", " "]]).unwrap_err(), Nothing::Empty);
        assert_eq!(grid(&[&[], &["Ticket ID", "Subject", "Status"]]).unwrap_err(), Nothing::HeaderOnly(2));
    }

    #[test]
    fn rows_beyond_those_that_show_the_header_are_read_alike() {
        let mut grid = Grid::new(false);
        grid.push(1, vec!["Ticket ID".into(), "Subject".into()]);
        for line in 2..=1_000 {
            grid.push(line, vec![line.to_string(), format!("No mail {line}")]);
        }
        let table = grid.finish().unwrap();
        assert_eq!((table.records().len(), table.cell(998, 1)), (999, "No mail 1000"));
    }
}
