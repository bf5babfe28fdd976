//! What people do to an export before they hand it over must not change what is read: columns in another order,
//! columns left out, columns of their own.

use std::fs;

use fixfirst::ingest::{error::IngestError, helpdesk, intake::Intake};
use serde_json::{Value, json};

use super::ingest::{fixtures, folders, read_text, rejects, shown};

/// A delimited file as rows of cells, with what stands above the header.
#[derive(Clone)]
struct Sheet {
    above: String,
    rows: Vec<Vec<String>>,
}

/// Splits a file into records of cells, as RFC 4180 has it, and finds the header: the first row of the mode width.
fn sheet(text: &str, delimiter: char) -> Sheet {
    let (mut rows, mut row, mut cell, mut quoted) = (vec![], vec![], String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell).trim_end_matches('\r').to_owned());
                rows.push(std::mem::take(&mut row));
            }
            _ if letter == delimiter && !quoted => row.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let header = rows.iter().position(|row| row.len() == width).unwrap_or(0);
    let above = rows[..header].iter().map(|row| row.join(" ") + "\n").collect();
    let rows = rows.split_off(header).into_iter().filter(|row| row.len() == width).collect();
    Sheet { above, rows }
}

impl Sheet {
    /// The sheet with its columns picked by number.
    fn with(&self, columns: &[usize]) -> Sheet {
        let pick = |row: &Vec<String>| columns.iter().map(|at| row[*at].clone()).collect();
        Sheet { above: self.above.clone(), rows: self.rows.iter().map(pick).collect() }
    }

    fn bytes(&self) -> Vec<u8> {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
        (self.above.clone() + &self.rows.iter().map(line).collect::<String>()).into_bytes()
    }

    fn width(&self) -> usize {
        self.rows[0].len()
    }
}

/// The sheets of every helpdesk's CSV fixture that is known by its columns.
fn sheets() -> Vec<(String, Sheet)> {
    let mut found = vec![];
    for folder in folders("helpdesks") {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let Ok(bytes) = fs::read(folder.join("export.csv")) else { continue };
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let text = text.trim_start_matches('\u{feff}');
        let Ok(intake) = read_text("a.csv", text.as_bytes()) else { continue };
        let expected: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
        let named = intake.files[0].columns.iter().all(|column| !column.column.starts_with("column "));
        // Without a text of its own an export takes any other text there is.
        let told = intake.files[0].columns.iter().any(|column| matches!(column.field, "subject" | "body"));
        if expected["helpdesk"] == json!("generic") || !named || !told {
            continue;
        }
        let delimiter = [',', ';', '\t'].into_iter().max_by_key(|sign| text.matches(*sign).count()).unwrap();
        let sheet = sheet(text, delimiter);
        if header_is_plain(&sheet) && sheet.rows.len() > 3 {
            found.push((name, sheet));
        }
    }
    assert!(found.len() > 40, "only {} fixtures", found.len());
    found
}

/// Whether exports are recognised by which column stands first: in another order they are no such exports.
fn is_known_by_place(helpdesk: &str) -> bool {
    let row = helpdesk::by_id(helpdesk);
    let mut terms = row.iter().flat_map(|row| row.signatures).flat_map(|signature| signature.all);
    terms.any(|term| term.starts_with("first column "))
}

/// Whether every column has a name of its own: columns of one name are a list, whose order counts.
fn header_is_plain(sheet: &Sheet) -> bool {
    let mut names = sheet.rows[0].clone();
    names.sort();
    names.dedup();
    names.len() == sheet.width() && names.iter().all(|name| !name.is_empty())
}

fn tickets(intake: &Intake) -> Vec<Value> {
    let bare = |ticket| {
        let mut shown = shown(ticket);
        shown.as_object_mut().unwrap().remove("line");
        shown
    };
    intake.corpus.tickets().iter().map(bare).collect()
}

fn read(sheet: &Sheet) -> Result<Intake, IngestError> {
    read_text("a.csv", sheet.bytes())
}

/// Numbers that look random and are always the same (Knuth's linear congruence).
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let (mut numbers, mut state): (Vec<usize>, u64) = ((0..count).collect(), seed);
    for at in (1..count).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        numbers.swap(at, (state >> 33) as usize % (at + 1));
    }
    numbers
}

#[test]
fn columns_in_any_order_give_the_same_tickets() {
    let mut wrong = vec![];
    for (name, sheet) in sheets() {
        let straight = read(&sheet).unwrap();
        if is_known_by_place(&straight.files[0].helpdesk) {
            continue;
        }
        for seed in 1..6 {
            let turned = match read(&sheet.with(&shuffled(sheet.width(), seed))) {
                Ok(turned) => turned,
                Err(error) => {
                    wrong.push(format!("{name}: {error}"));
                    continue;
                }
            };
            if turned.files[0].helpdesk != straight.files[0].helpdesk || rejects(&turned) != rejects(&straight) {
                wrong.push(format!("{name}: read as {} with {}", turned.files[0].helpdesk, rejects(&turned)));
            }
            for (one, other) in tickets(&straight).iter().zip(tickets(&turned)) {
                if *one != other {
                    wrong.push(format!("{name} (order {seed}):\n  {one}\n  {other}"));
                    break;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn columns_of_the_customers_own_change_nothing() {
    let own: [(&str, [&str; 3]); 5] = [
        ("Cost centre", ["4711", "4712", "4713"]),
        ("Contract end", ["2027-01-31", "2028-06-30", "2027-12-31"]),
        ("Remark for the warehouse", ["see the other list", "to be checked once more by Eva", "done by hand"]),
        ("Colour", ["red", "green", "blue"]),
        ("Needs a call", ["yes", "no", "no"]),
    ];
    let mut wrong = vec![];
    for (name, sheet) in sheets() {
        let straight = read(&sheet).unwrap();
        let mut wider = sheet.clone();
        for (title, values) in &own {
            wider.rows[0].push((*title).to_owned());
            for (at, row) in wider.rows[1..].iter_mut().enumerate() {
                row.push(values[at % values.len()].to_owned());
            }
        }
        let wider = read(&wider).unwrap();
        for (one, other) in tickets(&straight).iter().zip(tickets(&wider)) {
            if *one != other {
                wrong.push(format!("{name}:\n  {one}\n  {other}"));
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Fields that another column of the same kind may feed when the better one is gone.
const ALIKE: &[&[&str]] = &[
    // A type stands for a missing category, a group of agents for both.
    &["category", "type", "product", "tags"],
    // Without a creation date, when somebody first answered.
    &["created", "first response"],
    // Without that one, when it was solved.
    &["created", "solved"],
    // A group is one of agents, one of customers or a kind of problem.
    &["customer", "organization"],
    &["organization", "category"],
    // A section of a board is either.
    &["category", "status"],
    // Of two texts one becomes the subject.
    &["subject", "body", "category", "type"],
    &["id"],
];

#[test]
fn a_column_keeps_its_meaning_when_others_are_left_out() {
    let mut wrong = vec![];
    for (name, sheet) in sheets() {
        let whole = read(&sheet).unwrap();
        // A chat is told by all of its columns, and read into others.
        if whole.files[0].helpdesk == "chat" {
            continue;
        }
        let meaning = |column: &str| whole.files[0].columns.iter().find(|choice| choice.column == column);
        for seed in 1..9 {
            let order = shuffled(sheet.width(), seed);
            let mut kept: Vec<usize> = order[..(sheet.width() * 2).div_ceil(5)].to_vec();
            kept.sort_unstable();
            // Whoever leaves columns out keeps what the ticket is about.
            let text = |at: &usize| meaning(&sheet.rows[0][*at]).is_some_and(|c| matches!(c.field, "subject" | "body"));
            kept.extend((0..sheet.width()).filter(text));
            kept.sort_unstable();
            kept.dedup();
            let narrow = match read(&sheet.with(&kept)) {
                Ok(narrow) => narrow,
                Err(error) => {
                    wrong.push(format!("{name}: {error}"));
                    continue;
                }
            };
            for choice in &narrow.files[0].columns {
                let Some(before) = meaning(&choice.column) else { continue };
                let alike = |fields: &&&[&str]| fields.contains(&choice.field) && fields.contains(&before.field);
                if choice.field != before.field && !ALIKE.iter().any(|fields| alike(&fields)) {
                    wrong.push(format!("{name}: {} was {}, now {}", choice.column, before.field, choice.field));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn fixtures_are_split_as_they_are_read() {
    let bytes = fs::read(fixtures("helpdesks").join("zendesk-account-csv/export.csv")).unwrap();
    let sheet = sheet(std::str::from_utf8(&bytes).unwrap(), ',');
    assert_eq!(read(&sheet).unwrap().corpus.len(), 5);
    let two = super::columns::sheet("a;\"b \"\"c\"\"\nd\"\n1;2\n", ';');
    assert_eq!(two.rows, [vec!["a".to_owned(), "b \"c\"\nd".to_owned()], vec!["1".into(), "2".into()]]);
}
