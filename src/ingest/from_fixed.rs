//! Tables whose columns stand below each other, with a line of dashes under their names → [`Table`], as database clients
//! and reports print them.
//!
//! Source: <https://learn.microsoft.com/en-us/sql/tools/sqlcmd/sqlcmd-utility> (results as text).

use std::sync::LazyLock;

use regex::Regex;

use super::{columns::headers, table::Table};

/// Format of such a file.
pub const FIXED: &str = "fixed width";

/// The line under the names: a run of dashes a column.
static RULER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*-{2,}(?:\s+-+)+\s*$").expect("a fixed pattern"));

/// What stands below the last row.
static COUNT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s*\(?\d+ (?:rows?|records?)\b[^\n]{0,40}$").expect("a fixed pattern"));

/// Lines above the rows.
const LOOKED_AT: usize = 20;

/// Value of a cell that is none.
const NOTHING: &str = "NULL";

/// A column: its name and where it begins, in characters. It ends where the next one begins.
struct Column {
    name: String,
    start: usize,
}

/// Whether a text is such a table.
pub fn looks_like(text: &str) -> bool {
    columns(text).is_some()
}

/// Reads it, one record a row.
pub fn read(text: &str, lossy: bool) -> Table {
    let Some((columns, above)) = columns(text) else { return Table::new(vec![]) };
    let mut table = Table::new(vec![]);
    let mut row: Option<(u64, Vec<(usize, String)>)> = None;
    for (line, number) in text.lines().zip(1..).skip(above) {
        if line.trim().is_empty() || COUNT.is_match(line) {
            continue;
        }
        let chars: Vec<char> = line.chars().collect();
        // A text with lines of its own goes on at the left.
        let gap = |column: &Column| chars.get(column.start - 1).is_none_or(|sign| sign.is_whitespace());
        let starts = chars.iter().take(columns[1].start).any(|sign| !sign.is_whitespace());
        let goes_on = chars.len() <= columns[1].start || !starts || !columns[1..].iter().all(gap);
        if let Some((_, text)) = row.as_mut().and_then(|(_, cells)| cells.last_mut()).filter(|_| goes_on) {
            text.push('\n');
            text.push_str(line.trim());
            continue;
        }
        close(&mut table, row.take(), lossy);
        let cells = columns.iter().enumerate().filter_map(|(at, column)| {
            let end = columns.get(at + 1).map_or(chars.len(), |next| next.start).min(chars.len());
            let cell: String = chars.get(column.start.min(end)..end)?.iter().collect();
            Some((table.column(&column.name), cell.trim().to_owned()))
        });
        row = Some((number, cells.collect()));
    }
    close(&mut table, row, lossy);
    table
}

fn close(table: &mut Table, row: Option<(u64, Vec<(usize, String)>)>, lossy: bool) {
    if let Some((line, mut cells)) = row {
        cells.retain(|(_, cell)| !cell.is_empty() && cell != NOTHING);
        table.push(line, &mut cells, lossy);
    }
}

/// The columns, and how many lines stand above the first row.
fn columns(text: &str) -> Option<(Vec<Column>, usize)> {
    let head: Vec<&str> = text.lines().take(LOOKED_AT).collect();
    let ruler = head.iter().position(|line| RULER.is_match(line)).filter(|at| *at > 0)?;
    let names: Vec<char> = head[ruler - 1].trim_start_matches('\u{feff}').chars().collect();
    let dashes: Vec<char> = head[ruler].chars().collect();
    let starts: Vec<usize> =
        (0..dashes.len()).filter(|at| dashes[*at] == '-' && (*at == 0 || dashes[at - 1] != '-')).collect();
    let columns: Vec<Column> = starts
        .iter()
        .enumerate()
        .map(|(at, start)| {
            let end = starts.get(at + 1).copied().unwrap_or(names.len()).min(names.len());
            let name: String = names.get(*start.min(&end)..end).unwrap_or_default().iter().collect();
            Column { name: name.trim().to_owned(), start: *start }
        })
        .collect();
    let known = columns.iter().filter(|column| headers::is_known(&column.name)).count();
    let named = columns.iter().all(|column| !column.name.is_empty());
    (named && known * 2 >= columns.len()).then_some((columns, ruler + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_below_their_names() {
        let text = "Report of May\n\nTICKET   OPENED      CUSTOMER  DESCRIPTION\n-------- ----------- --------- -----------\n17       2026-03-04  Jürgen    No mail since Monday. It is long.\nIt goes on and on\n18       2026-03-05  NULL      No login\n\n(2 rows affected)\n";
        assert!(looks_like(text));
        let table = read(text, false);
        let row = |record| -> Vec<String> { table.cells(record).map(|(_, cell)| cell.to_owned()).collect() };
        assert_eq!(table.columns(), ["TICKET", "OPENED", "CUSTOMER", "DESCRIPTION"]);
        assert_eq!(row(0), ["17", "2026-03-04", "Jürgen", "No mail since Monday. It is long.\nIt goes on and on"]);
        assert_eq!((row(1), table.records().len()), (vec!["18".into(), "2026-03-05".into(), "No login".into()], 2));
    }

    #[test]
    fn other_lines_of_dashes_head_no_table() {
        for text in ["Hello\n-- --\nbye\n", "id,subject\n1,a\n", "a | b\n--|--\n", "One Two\n--- ---\n1   2\n"] {
            assert!(!looks_like(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "(id  body\n|--  --\n|[a-cä \n0-9-]){0,40}") {
            read(&text, true);
        }
    }
}
