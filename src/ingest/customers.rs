//! How many customers there were, period by period: a table of dates and counts.

use super::{
    dates,
    day_order::{Order, OrderEvidence},
    encoding, from_csv,
    table::Table,
};
use crate::model::time::Day;

/// Why a table of customers could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCustomers {
    /// No text, or no table in it.
    #[error("{file} holds no table: write one row a period, the date and the number of customers")]
    NoTable {
        /// The file.
        file: String,
    },
    /// No column of dates, or none of numbers.
    #[error(
        "{file} has no column of {what}: write one row a period, the date (2026-01-31) and the number of customers"
    )]
    NoColumn {
        /// The file.
        file: String,
        /// Dates or numbers.
        what: &'static str,
    },
    /// Dates like 03/04/2026 and none that shows which part is the day.
    #[error("{file}: day and month of its dates cannot be told apart: write them as 2026-01-31")]
    Ambiguous {
        /// The file.
        file: String,
    },
    /// A cell that is no date or no number.
    #[error("{file}, line {line}: {what}")]
    Unreadable {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong and how it is written.
        what: &'static str,
    },
}

/// Words that name the column of counts, the clearest first.
const COUNTS: [&str; 8] = ["customers", "accounts", "users", "subscribers", "count", "number", "total", "value"];

/// Reads the customers of a CSV file: a column of dates and one of counts, by their names or by what they hold. A month
/// (`2026-01`) stands for its first day.
///
/// # Errors
/// When there is no such column, or a row of it cannot be read; the line is named.
pub fn read(bytes: Vec<u8>, file: &str) -> Result<Vec<(Day, f64)>, NotCustomers> {
    let no_table = || NotCustomers::NoTable { file: file.to_owned() };
    let decoded = encoding::decode(bytes).ok_or_else(no_table)?;
    // A table without column names: its first row would be taken for them.
    let first = decoded.text.lines().next().unwrap_or("");
    let nameless = !first.chars().any(char::is_alphabetic);
    let between = if first.contains(';') { ';' } else { ',' };
    let text = if nameless { format!("date{between}customers\n{}", decoded.text) } else { decoded.text };
    let added = u64::from(nameless);
    let table = from_csv::read(&text, false).map_err(|_| no_table())?;
    let missing = |what| NotCustomers::NoColumn { file: file.to_owned(), what };
    let order = order(&table).ok_or_else(|| NotCustomers::Ambiguous { file: file.to_owned() })?;
    let dates = column(&table, None, |text| day(text, order).is_some()).ok_or_else(|| missing("dates"))?;
    let counts = named(&table, dates)
        .or_else(|| column(&table, Some(dates), |text| number(text).is_some()))
        .ok_or_else(|| missing("numbers"))?;
    let mut found = vec![];
    for at in (0..table.records().len()).filter(|&at| !table.is_blank(at)) {
        let line = table.records()[at].line - added;
        let unreadable = |what| NotCustomers::Unreadable { file: file.to_owned(), line, what };
        let day = day(table.cell(at, dates), order).ok_or_else(|| unreadable("this is no date, like 2026-01-31"))?;
        let number = number(table.cell(at, counts))
            .ok_or_else(|| unreadable("this is no number of customers above zero, like 12500"))?;
        found.push((day, number));
    }
    if found.is_empty() { Err(no_table()) } else { Ok(found) }
}

/// The order of day and month; none when it cannot be told.
fn order(table: &Table) -> Option<Order> {
    let mut evidence = OrderEvidence::default();
    // Dots are written day first everywhere; only slashes are written both ways.
    let mut slashes = false;
    for (_, text) in (0..table.records().len()).flat_map(|at| table.cells(at)) {
        evidence.see(text);
        slashes |= text.contains('/');
    }
    (!slashes || !evidence.is_ambiguous()).then(|| evidence.assumed())
}

/// The column whose name says what is counted.
fn named(table: &Table, but: usize) -> Option<usize> {
    let names: Vec<String> = table.columns().iter().map(|name| name.trim().to_lowercase()).collect();
    let numbers = |column: usize| (0..table.records().len()).any(|at| number(table.cell(at, column)).is_some());
    COUNTS.iter().find_map(|word| (0..names.len()).find(|&at| at != but && names[at].contains(word) && numbers(at)))
}

/// The first column, but one, that the most cells of look right in: at least half of them.
fn column(table: &Table, but: Option<usize>, looks_right: impl Fn(&str) -> bool) -> Option<usize> {
    let rows = (0..table.records().len()).filter(|&at| !table.is_blank(at)).count();
    let fits = |column: usize| (0..table.records().len()).filter(|&at| looks_right(table.cell(at, column))).count();
    let columns = (0..table.columns().len()).filter(|&at| Some(at) != but).map(|at| (fits(at), at));
    let (most, at) = columns.max_by_key(|&(fits, at)| (fits, std::cmp::Reverse(at)))?;
    (2 * most >= rows.max(1)).then_some(at)
}

fn day(text: &str, order: Order) -> Option<Day> {
    let text = text.trim();
    let month = text.len() == 7 && text.as_bytes().get(4) == Some(&b'-');
    if month {
        return format!("{text}-01").parse().ok();
    }
    // A bare number is a count, whatever day it could stand for.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    dates::parse(text, order).map(|at| at.day())
}

/// `12500`, `12,500`, `12 500`, `12.5`; above zero.
fn number(text: &str) -> Option<f64> {
    let plain: String =
        text.trim().chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'')).collect();
    let number: f64 = plain.parse().ok()?;
    (number.is_finite() && number > 0.0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Vec<(String, f64)>, String> {
        read(text.as_bytes().to_vec(), "c.csv")
            .map(|found| found.into_iter().map(|(day, number)| (day.to_string(), number)).collect())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn columns_are_found_by_name_or_by_looks() {
        let two = Ok(vec![("2026-01-05".to_owned(), 1200.0), ("2026-01-12".to_owned(), 1250.0)]);
        for text in [
            "week,customers\n2026-01-05,1200\n2026-01-12,1250\n",
            "id,active customers,month\n7,\"1,200\",2026-01-05\n8,\"1,250\",2026-01-12\n",
            "2026-01-05,1200\n2026-01-12,1250\n",
            "2026-01-05;1200\n2026-01-12;1250\n",
            "Woche;Kunden\n05.01.2026;1200\n12.01.2026;1250\n",
        ] {
            assert_eq!(of(text), two, "{text}");
        }
        assert_eq!(of("month,users\n2026-03,10\n").unwrap(), [("2026-03-01".to_owned(), 10.0)]);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        for (text, says) in [
            ("week,customers\n2026-01-05,1200\n2026-01-12,many\n2026-01-19,5\n", "c.csv, line 3: this is no number"),
            ("week,customers\n2026-01-05,1200\n2026-01-12,0\n", "c.csv, line 3: this is no number"),
            ("week,customers\n2026-01-05,1200\nsoon,1250\n2026-01-19,5\n", "c.csv, line 3: this is no date"),
            ("2026-01-05,1200\n2026-01-12,-3\n", "c.csv, line 2: this is no number"),
            ("week,customers\nx,y\nz,w\n", "c.csv has no column of dates"),
            ("week,customers\n03/04/2026,1200\n04/05/2026,1250\n", "c.csv: day and month"),
            ("", "c.csv holds no table"),
            ("week,customers\n", "c.csv holds no table"),
        ] {
            let said = of(text).unwrap_err();
            assert!(said.starts_with(says), "{text}: {said}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[0-9a-z,;\n\"./: -]{0,80}") {
            if let Ok(found) = read(text.into_bytes(), "c.csv") {
                proptest::prop_assert!(found.iter().all(|(_, number)| *number > 0.0));
            }
        }
    }
}
