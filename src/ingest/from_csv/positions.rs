//! Where cells and lines are: the column of a cell, the line of a byte.

use std::collections::BTreeMap;

use super::MOST_COLUMNS;
use crate::ingest::{header_row, table::Table};

/// Which column each position of a row feeds.
pub struct Positions {
    columns: Vec<usize>,
    /// Column that takes the cells beyond the header's width.
    overflow: Option<usize>,
    /// Columns without name of the positions beyond the header's width.
    beyond: Vec<Option<usize>>,
}

impl Positions {
    /// For the names of a header; also gives the names of the columns, each once.
    pub fn of(header: &[String]) -> (Self, Vec<String>) {
        let (mut names, mut columns, mut seen): (Vec<String>, _, BTreeMap<&str, usize>) =
            (vec![], vec![], BTreeMap::new());
        let mut overflow = None;
        for name in header.iter().take(MOST_COLUMNS) {
            let column = *seen.entry(name).or_insert(names.len());
            if column == names.len() {
                names.push(name.clone());
            } else {
                overflow = Some(column);
            }
            columns.push(column);
        }
        (Self { columns, overflow, beyond: vec![] }, names)
    }

    /// How many cells the header has.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The column of a position, appended to the table when it is the first cell there.
    pub fn column(&mut self, position: usize, table: &mut Table) -> usize {
        if let Some(column) = self.columns.get(position).copied().or(self.overflow) {
            return column;
        }
        let at = position - self.columns.len();
        if self.beyond.len() <= at {
            self.beyond.resize(at + 1, None);
        }
        *self.beyond[at].get_or_insert_with(|| table.column(&header_row::unnamed(position)))
    }
}

/// Physical line of a byte; asked for in rising order.
pub struct LineCount {
    at: usize,
    line: u64,
}

impl LineCount {
    /// At the first byte of the first line.
    pub fn new() -> Self {
        Self { at: 0, line: 1 }
    }

    /// The line of a byte of the text.
    pub fn of(&mut self, text: &str, byte: usize) -> u64 {
        let until = byte.max(self.at);
        let passed = &text[self.at..until];
        self.line += passed.matches('\n').count() as u64;
        for (at, _) in passed.match_indices('\r') {
            self.line += u64::from(text.as_bytes().get(self.at + at + 1) != Some(&b'\n'));
        }
        self.at = until;
        self.line
    }

    /// What stands before a byte is dropped from the text.
    pub fn drop_to(&mut self, text: &str, byte: usize) {
        self.of(text, byte);
        self.at -= byte;
    }
}
