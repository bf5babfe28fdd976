//! Records of one shape in a file each.

use std::{collections::BTreeSet, sync::LazyLock};

use regex::Regex;

use super::{Export, Joined};
use crate::ingest::{
    columns::{fields::Field, headers},
    dates,
    day_order::Order,
    formats::Part,
    table::Table,
};

/// Share of the columns of two records that both have before they are records of one list.
const ALIKE: f64 = 0.5;

/// Records of one shape in a file each (a conversation, a ticket): those of one folder become one table. What a column
/// means is told by many records and not by one; the names of their files tell when they were written, and what they are
/// called, where they do not say so themselves.
pub fn join(exports: &mut [Export]) -> Joined {
    let mut shapes: Vec<(String, BTreeSet<String>, BTreeSet<String>)> = Vec::new();
    for export in exports.iter() {
        let parts = export.parts.iter().flatten();
        for part in parts.filter(|part| part.table.alone) {
            let path = export.path(part);
            let folder = undated(folder_of(&path)).to_owned();
            let columns: BTreeSet<String> = part.table.columns().iter().cloned().collect();
            let alike = |shape: &BTreeSet<String>| {
                let shared = shape.intersection(&columns).count();
                shared as f64 >= ALIKE * (shape.len() + columns.len() - shared) as f64
            };
            match shapes.iter_mut().find(|(of, shape, _)| *of == folder && alike(shape)) {
                Some((_, _, files)) => drop(files.insert(path)),
                None => shapes.push((folder, columns, BTreeSet::from([path]))),
            }
        }
    }
    let mut joined = Joined::default();
    for (folder, _, files) in shapes.into_iter().filter(|(_, _, files)| files.len() > 1) {
        let taken = joined.take(exports, |export, part| files.contains(&export.path(part)));
        let Some((at, format, encoding)) = taken.first().map(|(at, _, part)| (*at, part.format, part.encoding.clone()))
        else {
            continue;
        };
        let mut table = Table::new(vec![]);
        let told = Told::by(taken.iter().map(|(_, _, part)| &part.table));
        for (number, (_, path, part)) in taken.iter().enumerate() {
            let named =
                part.table.cells(0).map(|(column, text)| (part.table.columns()[column].as_str(), text.to_owned()));
            let cells = told.by_file(path).into_iter().chain(named);
            let mut cells = cells.map(|(name, text)| (table.column(name), text)).collect();
            table.push(number as u64 + 1, &mut cells, false);
            table.mark_last(part.table.records()[0].fault);
            table.count_in(&part.table);
        }
        let name = if folder.is_empty() { ".".to_owned() } else { folder };
        joined.put(at, &exports[at], name, Part { name: None, format, encoding, table });
    }
    joined
}

/// What the records of a table of single files tell themselves.
struct Told {
    id: bool,
    date: bool,
}

impl Told {
    fn by<'t>(tables: impl Iterator<Item = &'t Table>) -> Self {
        let mut told = Self { id: false, date: false };
        for table in tables {
            told.id |= table.columns().iter().any(|name| headers::means(name, Field::Id));
            told.date |= table.columns().iter().any(|name| headers::means(name, Field::Created));
            told.date |= table.cells(0).any(|(_, cell)| is_date(cell));
        }
        told
    }

    /// What the name of a file tells of its record that no record tells.
    fn by_file(&self, path: &str) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        if !self.id {
            let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
            found.push(("id", file.split_once('.').map_or(file, |(stem, _)| stem).to_owned()));
        }
        if let Some(date) = DATE.find(path).filter(|_| !self.date) {
            found.push(("date", date.as_str().replace(['_', '/', '\\'], "-")));
        }
        found
    }
}

/// The day in the name of a file or its folders: `2026-07-14`, `2026/07/14`, `20260714`.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"20\d{2}[-_/\\.](?:0[1-9]|1[0-2])[-_/\\.](?:0[1-9]|[12]\d|3[01])|20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
        .expect("a fixed pattern")
});

/// Longest date, in bytes.
const LONGEST_DATE: usize = 40;

fn is_date(cell: &str) -> bool {
    cell.len() <= LONGEST_DATE && cell.contains(['-', '/', '.', ' ']) && dates::parse(cell, Order::DayMonth).is_some()
}

/// A folder without those below it that only part its files by days: `calls/2026/07`, `calls/dt=2026-07-14`.
fn undated(folder: &str) -> &str {
    let of_days = |last: &str| {
        let day = last.rsplit('=').next().unwrap_or(last);
        day.chars().any(|c| c.is_ascii_digit())
            && day.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '_' | '.'))
    };
    match folder.rsplit_once(['/', '\\']) {
        Some((rest, last)) if of_days(last) => undated(rest),
        _ => folder,
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_part_files_by_days_are_one() {
        assert_eq!(undated("calls/Voice/2026/07/14"), "calls/Voice");
        assert_eq!(undated("calls/dt=2026-07-14"), "calls");
        assert_eq!([undated("calls/a1"), undated("2026")], ["calls/a1", "2026"]);
    }

    #[test]
    fn the_name_of_a_file_tells_what_its_record_does_not() {
        let mut table = Table::new(vec!["transcript".to_owned()]);
        table.push(1, &mut vec![(0, "Agent: Hello".to_owned())], false);
        let told = Told::by(std::iter::once(&table));
        let expected = [("id", "call_7".to_owned()), ("date", "2026-07-14".to_owned())];
        assert_eq!(told.by_file("calls/2026/07/14/call_7.json"), expected);
        assert_eq!(told.by_file("call_7.txt")[1..], []);
        let mut table = Table::new(vec!["id".to_owned(), "at".to_owned()]);
        table.push(1, &mut vec![(0, "7".to_owned()), (1, "2026-07-14 10:00".to_owned())], false);
        assert_eq!(Told::by(std::iter::once(&table)).by_file("2026-01-05.json"), []);
    }
}
