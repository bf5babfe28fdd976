//! Workbooks (XLSX, XLSB, XLS, ODS) → [`Table`]s: every sheet that holds a table, hidden ones too.
//!
//! Cells are read one after the other: a sheet is never laid out from its first cell to its last, which
//! one cell in the farthest corner would make a matter of gigabytes. Values are written as delimited
//! text would show them: dates in ISO form, whole numbers without fraction, errors as nothing. Workbooks
//! with a password, and those that unpack to more than can be held, are refused.

mod container;
mod merged;

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Cell, Data, DataRef, ExcelDateTime, Reader, Xls, Xlsb, Xlsx};

use self::{container::Kind, merged::Merged};
use super::{
    from_xml,
    grid::{self, Grid},
    header_row::MOST_COLUMNS,
    table::Table,
};
use crate::model::time::Day;

/// Most sheets of a workbook that are read.
const MOST_SHEETS: usize = 500;

/// Most text of a workbook, in bytes: many cells may share one long text.
const MOST_TEXT: usize = 2 << 30;

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No sheet has a table.
    Empty,
    /// Column names on this row, and nothing below.
    HeaderOnly(u64),
    /// A password is needed.
    Encrypted,
    /// It breaks the rules of its format.
    Damaged,
    /// It unpacks to more than is read.
    TooLarge,
}

/// A sheet.
#[derive(Debug)]
pub struct Found {
    /// Its name, where several hold tables.
    pub name: Option<String>,
    /// `xlsx`, `xlsb`, `xls` or `ods`.
    pub format: &'static str,
    /// The rows.
    pub table: Table,
}

/// Whether bytes are a workbook: an archive or a compound file with the parts of one.
pub fn looks_like(bytes: &[u8]) -> bool {
    container::kind(bytes).is_some()
}

/// Reads the sheets of a workbook; never none.
pub fn read(bytes: &[u8]) -> Result<Vec<Found>, Nothing> {
    // The reader of workbooks is not ours: should a damaged one make it panic, the file is damaged and the run goes on.
    let sheets = catch_unwind(AssertUnwindSafe(|| sheets(bytes))).unwrap_or(Err(Nothing::Damaged))?;
    let (mut found, mut header) = (vec![], None);
    for (name, format, table) in sheets {
        match table {
            Ok(table) => found.push(Found { name: Some(name), format, table }),
            Err(grid::Nothing::HeaderOnly(line)) => header = header.or(Some(line)),
            Err(grid::Nothing::Empty) => {}
        }
    }
    match found.as_mut_slice() {
        [] => Err(header.map_or(Nothing::Empty, Nothing::HeaderOnly)),
        [single] => {
            single.name = None;
            Ok(found)
        }
        _ => Ok(found),
    }
}

type Sheet = (String, &'static str, Result<Table, grid::Nothing>);

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Nothing> {
    match container::kind(bytes) {
        Some(Kind::Encrypted) => Err(Nothing::Encrypted),
        Some(Kind::Xlsx) => {
            container::check(bytes)?;
            let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Nothing::Damaged)?;
            let names = workbook.sheet_names();
            let mut budget = MOST_TEXT;
            let mut sheets = vec![];
            for name in names.into_iter().take(MOST_SHEETS) {
                let regions = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
                // Sheets of charts and dialogs have no cells to read.
                let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
                let grid = streamed(|| cells.next_cell().map_err(drop), Merged::of(&regions), &mut budget)?;
                sheets.push((name, "xlsx", grid.finish()));
            }
            Ok(sheets)
        }
        Some(Kind::Xlsb) => {
            container::check(bytes)?;
            let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(|_| Nothing::Damaged)?;
            let names = workbook.sheet_names();
            let mut budget = MOST_TEXT;
            let mut sheets = vec![];
            for name in names.into_iter().take(MOST_SHEETS) {
                let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
                let grid = streamed(|| cells.next_cell().map_err(drop), Merged::of(&[]), &mut budget)?;
                sheets.push((name, "xlsb", grid.finish()));
            }
            Ok(sheets)
        }
        Some(Kind::Xls) => xls(bytes),
        Some(Kind::Ods) => open_document(bytes),
        Some(Kind::Damaged) | None => Err(Nothing::Damaged),
    }
}

/// The rows of a sheet whose cells come one after the other. What follows a damaged place is lost, and counted as one row.
fn streamed<'c>(
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'c>>>, ()>,
    mut merged: Merged,
    budget: &mut usize,
) -> Result<Grid, Nothing> {
    let mut grid = Grid::new(false);
    let (mut at, mut row) = (0_u32, vec![]);
    loop {
        match next() {
            Ok(Some(cell)) => {
                let (line, column) = cell.get_position();
                if line != at {
                    grid.push(u64::from(at) + 1, merged.filled(at, std::mem::take(&mut row)));
                    at = line;
                }
                let column = column as usize;
                let text = shown_shared(cell.get_value());
                if !text.is_empty() && column < MOST_COLUMNS {
                    *budget = budget.checked_sub(text.len()).ok_or(Nothing::TooLarge)?;
                    put(&mut row, column, text);
                }
            }
            Ok(None) => {
                grid.push(u64::from(at) + 1, merged.filled(at, row));
                return Ok(grid);
            }
            Err(()) => {
                grid.push(u64::from(at) + 1, merged.filled(at, row));
                grid.broken(u64::from(at) + 2);
                return Ok(grid);
            }
        }
    }
}

fn put(row: &mut Vec<String>, column: usize, text: String) {
    if row.len() <= column {
        row.resize(column + 1, String::new());
    }
    row[column] = text;
}

fn xls(bytes: &[u8]) -> Result<Vec<Sheet>, Nothing> {
    container::check_xls(bytes)?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Nothing::Encrypted,
        _ => Nothing::Damaged,
    })?;
    let mut sheets = vec![];
    for (name, range) in workbook.worksheets().into_iter().take(MOST_SHEETS) {
        let mut grid = Grid::new(false);
        let mut merged = Merged::of(&workbook.merge_cells_by_sheet_name(&name).unwrap_or_default());
        let (first, left) = range.start().unwrap_or((0, 0));
        for (row, line) in range.rows().zip(u64::from(first) + 1..) {
            let mut cells = vec![];
            for (value, column) in row.iter().zip(left as usize..) {
                let text = shown(value);
                if !text.is_empty() {
                    put(&mut cells, column, text);
                }
            }
            grid.push(line, merged.filled((line - 1) as u32, cells));
        }
        sheets.push((name, "xls", grid.finish()));
    }
    Ok(sheets)
}

fn open_document(bytes: &[u8]) -> Result<Vec<Sheet>, Nothing> {
    let content = container::content_of_open_document(bytes)?;
    let sheet = |found: from_xml::Found| (found.name.unwrap_or_default(), "ods", Ok(found.table));
    match from_xml::read(&content, false) {
        Ok(found) => Ok(found.into_iter().map(sheet).collect()),
        Err(from_xml::Nothing::HeaderOnly(line)) => Err(Nothing::HeaderOnly(line)),
        Err(from_xml::Nothing::NoTable | from_xml::Nothing::NoRecords) => Err(Nothing::Empty),
        Err(from_xml::Nothing::Broken(..)) => Err(Nothing::Damaged),
    }
}

/// A cell as delimited text would show it.
fn shown_shared(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) => text.clone(),
        DataRef::Int(whole) => whole.to_string(),
        DataRef::Float(number) => shown_number(*number),
        DataRef::Bool(flag) => shown_bool(*flag),
        DataRef::DateTime(serial) => shown_date(*serial),
        DataRef::DateTimeIso(iso) | DataRef::DurationIso(iso) => shown_iso(iso),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn shown(value: &Data) -> String {
    match value {
        Data::String(text) => text.clone(),
        Data::Int(whole) => whole.to_string(),
        Data::Float(number) => shown_number(*number),
        Data::Bool(flag) => shown_bool(*flag),
        Data::DateTime(serial) => shown_date(*serial),
        Data::DateTimeIso(iso) | Data::DurationIso(iso) => shown_iso(iso),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn shown_bool(flag: bool) -> String {
    if flag { "TRUE" } else { "FALSE" }.to_owned()
}

fn shown_iso(iso: &str) -> String {
    let plain = iso.split('.').next().unwrap_or(iso);
    plain.trim_end_matches('Z').replacen('T', " ", 1)
}

/// A number with the 15 digits that spreadsheets keep, never in scientific notation.
fn shown_number(number: f64) -> String {
    let kept: f64 = if number.fract() == 0.0 { number } else { format!("{number:.14e}").parse().unwrap_or(number) };
    if kept == 0.0 { "0".to_owned() } else { kept.to_string() }
}

/// A serial date: day and time, day alone at midnight, `H:MM:SS` for times and durations.
fn shown_date(serial: ExcelDateTime) -> String {
    let value = serial.as_f64();
    if !value.is_finite() || !(0.0..3e6).contains(&value) {
        return shown_number(value);
    }
    if serial.is_duration() || value < 1.0 {
        let seconds = (value * DAY).round() as u64;
        return format!("{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    let Some(day) = Day::from_ymd(i32::from(year), u32::from(month), u32::from(day)) else {
        return shown_number(value);
    };
    let seconds = u32::from(hour) * 3_600 + u32::from(minute) * 60 + u32::from(second) + u32::from(milli >= 500);
    let (day, seconds) = (day.plus(seconds / 86_400), seconds % 86_400);
    match seconds {
        0 => day.to_string(),
        _ => format!("{day} {:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    use super::*;

    #[test]
    fn dates_are_written_in_iso_form() {
        let date = |value: f64, is_1904: bool| shown_date(ExcelDateTime::new(value, DateTime, is_1904));
        assert_eq!(date(46_016.416_666_666_66, false), "2025-12-25 10:00:00");
        assert_eq!(date(46_016.0, false), "2025-12-25");
        assert_eq!(date(46_016.0 - 1_462.0 + 0.999_999_99, true), "2025-12-26");
        assert_eq!(date(0.420_138_888_9, false), "10:05:00");
        assert_eq!(shown_date(ExcelDateTime::new(1.5, TimeDelta, false)), "36:00:00");
        assert_eq!(date(f64::NAN, false), "NaN");
        assert_eq!(date(-5.0, false), "-5");
    }

    #[test]
    fn numbers_are_written_in_full() {
        assert_eq!(shown_number(7.0), "7");
        assert_eq!(shown_number(12_345_678_901_234_568.0), "12345678901234568");
        assert_eq!(shown_number(0.1 + 0.2), "0.3");
        assert_eq!(shown_number(-0.0), "0");
        assert_eq!(shown_number(1e-7), "0.0000001");
    }

    #[test]
    fn what_is_no_workbook_is_none() {
        assert!(!looks_like(b"PK\x03\x04 not really") && !looks_like(b"id,subject\n") && !looks_like(b""));
        assert_eq!(read(b"id,subject\n").unwrap_err(), Nothing::Damaged);
    }
}
