//! A table as CSV, for spreadsheets.

use csv::{Writer, WriterBuilder};

use super::table::{Cells, Table};

/// The table with its header; an empty cell is none.
pub fn write(table: &Table) -> String {
    let mut writer = WriterBuilder::new().from_writer(vec![]);
    let names: Vec<String> = table.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    put(&mut writer, &names);
    let rows = table.columns.first().map_or(0, |(_, cells)| length(cells));
    for row in 0..rows {
        let cells: Vec<String> = table.columns.iter().map(|(_, cells)| cell(cells, row)).collect();
        put(&mut writer, &cells);
    }
    let bytes = writer.into_inner().expect("memory takes every byte");
    String::from_utf8(bytes).expect("it was written from strings")
}

fn length(cells: &Cells) -> usize {
    match cells {
        Cells::Words(all) | Cells::Codes(all) => all.len(),
        Cells::Whole(all) => all.len(),
        Cells::Real(all) => all.len(),
        Cells::Days(all) => all.len(),
    }
}

fn cell(cells: &Cells, row: usize) -> String {
    match cells {
        Cells::Words(all) => all[row].as_deref().map_or(String::new(), guarded),
        Cells::Codes(all) => all[row].as_deref().map_or(String::new(), code),
        Cells::Whole(all) => text(all[row]),
        Cells::Real(all) => text(all[row]),
        Cells::Days(all) => text(all[row]),
    }
}

fn text(value: Option<impl ToString>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

/// An id stays as it is, so that tables can be joined by it, unless a spreadsheet would run it.
fn code(text: &str) -> String {
    let is_number = text.starts_with(['+', '-']) && text[1..].bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_number { text.to_owned() } else { guarded(text) }
}

/// How a formula begins; spreadsheets of East Asian languages take the wide signs too.
const FORMULA: [char; 9] = ['=', '+', '-', '@', '|', '＝', '＋', '－', '＠'];

/// Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection).
fn guarded(text: &str) -> String {
    if text.trim_start().starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

fn put(writer: &mut Writer<Vec<u8>>, cells: &[String]) {
    writer.write_record(cells).expect("memory takes every record, and all have the header's length");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        render::table::{assignments, problems},
        report::sample,
    };

    #[test]
    fn every_ticket_is_assigned_once_in_order() {
        let text = write(&assignments(&sample::all_assignments()));
        let ids: Vec<_> = text.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
        assert_eq!(ids.len(), sample::report().intake.tickets);
        assert!(ids.is_sorted());
        let grouped = text.lines().skip(1).filter(|line| line.contains(",P-")).count();
        assert_eq!(grouped, sample::report().grouping.grouped);
    }

    #[test]
    fn ids_stay_and_text_is_no_formula() {
        let mut report = sample::report();
        report.problems[0].title = "=HYPERLINK(\"https://evil\")".to_owned();
        report.problems[0].owner = Some("@SUM(A1)".to_owned());
        let text = write(&problems(&report));
        assert!(text.contains("\"'=HYPERLINK(\"\"https://evil\"\")\"") && text.contains(",'@SUM(A1),"), "{text}");
        let id = |id: &str| {
            let mut one = sample::all_assignments();
            one.truncate(1);
            one[0].ticket = id.to_owned();
            write(&assignments(&one)).lines().nth(1).unwrap().rsplit(",P-").last().unwrap().to_owned()
        };
        assert_eq!(
            ["-17", "+4.1", "A-1", "#7", "=1+1", "-1+1", "@SUM", "＝1"].map(id),
            ["-17", "+4.1", "A-1", "#7", "'=1+1", "'-1+1", "'@SUM", "'＝1"]
        );
    }
}
