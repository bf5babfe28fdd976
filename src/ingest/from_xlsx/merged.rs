//! Cells that were merged over several rows: a ticket's number or a category that stands once for all of them.
//!
//! A workbook keeps the value in the first of the cells only. Each further row that holds anything gets it too. What is
//! merged over several columns only is a title, and stays where it stands.

use std::collections::BTreeMap;

use calamine::Dimensions;

/// The regions of a sheet, while its rows are read from the first to the last.
pub struct Merged {
    /// Rows and the column of each region, by its first row.
    coming: BTreeMap<u32, Vec<(u32, usize)>>,
    /// Column, last row and value of those that the reading is in.
    open: Vec<(usize, u32, String)>,
}

impl Merged {
    /// Those that span several rows.
    pub fn of(regions: &[Dimensions]) -> Self {
        let mut coming: BTreeMap<u32, Vec<(u32, usize)>> = BTreeMap::new();
        for region in regions.iter().filter(|region| region.end.0 > region.start.0) {
            coming.entry(region.start.0).or_default().push((region.end.0, region.start.1 as usize));
        }
        Self { coming, open: vec![] }
    }

    /// A row with the values of the regions that began above it. An empty row stays empty.
    pub fn filled(&mut self, line: u32, mut row: Vec<String>) -> Vec<String> {
        if self.coming.is_empty() && self.open.is_empty() || row.iter().all(String::is_empty) {
            return row;
        }
        self.open.retain(|(_, last, _)| *last >= line);
        for (column, _, value) in &self.open {
            if row.get(*column).is_none_or(String::is_empty) {
                if row.len() <= *column {
                    row.resize(*column + 1, String::new());
                }
                row[*column].clone_from(value);
            }
        }
        for (last, column) in self.coming.remove(&line).unwrap_or_default() {
            if let Some(value) = row.get(column).filter(|value| !value.is_empty()) {
                self.open.push((column, last, value.clone()));
            }
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_for_all_rows_that_it_was_merged_over() {
        let mut merged = Merged::of(&[Dimensions::new((1, 0), (3, 0)), Dimensions::new((0, 0), (0, 2))]);
        let mut row = |line, cells: &[&str]| merged.filled(line, cells.iter().map(|cell| (*cell).to_owned()).collect());
        assert_eq!(row(0, &["Tickets"]), ["Tickets"]);
        assert_eq!(row(1, &["7", "No mail"]), ["7", "No mail"]);
        assert_eq!(row(2, &["", "since monday"]), ["7", "since monday"]);
        assert_eq!(row(3, &[]), [""; 0]);
        assert_eq!(row(4, &["", "a remark"]), ["", "a remark"]);
    }
}
