//! Tables of a database that say one thing together: what a key names is put where it is named, so that a ticket has its
//! text and its state, and an entry of a thread its ticket.
//!
//! A key is a column `<table>_id`, as nearly all programs call them: MantisBT keeps a bug's text in a table of texts,
//! osTicket its subject in a table of own fields, and the entries of a thread name the thread and that one the ticket.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::{
    columns::headers::{fold, squeeze},
    table::Table,
    values,
};

/// A table and its name.
type Named = (String, Table);

/// Share of the keys that must be there before a table is the one that they name.
const FOUND: f64 = 0.9;

/// Most rows of a table of states, categories or other things that have names.
const MOST_NAMES: usize = 500;

/// Columns of what such a thing is called.
const NAMES: &[&str] = &["name", "title", "label", "topic", "displayname"];

/// Columns of a ticket's id in a table between tickets and others.
const LINKS: &[&str] = &["ticketid", "issueid", "bugid", "caseid", "requestid", "objectid"];

/// How the names of tables of tickets end, in the singular.
const TICKETS: &[&str] = &[
    "ticket",
    "issue",
    "bug",
    "request",
    "case",
    "incident",
    "complaint",
    "conversation",
    "enquiry",
    "inquiry",
    "feedback",
];

/// Parts of the names of tables of people and companies.
const PEOPLE: &[&str] = &["user", "customer", "contact", "client", "person", "people", "organi", "compan", "account"];

/// The tables of a database with what their keys name. Where some hold tickets by their names, only those, what refers to
/// them, and people.
pub fn settled(mut tables: Vec<Named>) -> Vec<Named> {
    name_things(&mut tables);
    follow_links(&mut tables);
    merge_parts(&mut tables);
    let cores: Vec<String> = tables.iter().map(|(name, _)| core(name)).collect();
    let is_ticket = |core: &String| TICKETS.iter().any(|word| core.ends_with(word));
    let with_text = |at: usize| tables[at].1.columns().len() > 2;
    if !(0..cores.len()).any(|at| is_ticket(&cores[at]) && with_text(at)) {
        return tables;
    }
    let refers = |table: &Table| {
        let own = |column: &String| {
            let column = squeeze(&fold(column));
            LINKS.contains(&column.as_str()) || TICKETS.iter().any(|word| column.ends_with(&format!("{word}id")))
        };
        table.columns().iter().any(own)
    };
    let kept: Vec<bool> = (0..cores.len())
        .map(|at| is_ticket(&cores[at]) || refers(&tables[at].1) || PEOPLE.iter().any(|word| cores[at].contains(word)))
        .collect();
    tables.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(table, _)| table).collect()
}

/// The name of a table in the singular, without what only says that it is one.
fn core(name: &str) -> String {
    let folded = squeeze(&fold(name));
    let bare = folded.strip_suffix("table").unwrap_or(&folded);
    match bare.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => {
            bare.strip_suffix('s').filter(|_| !bare.ends_with("ss") && !bare.ends_with("us")).unwrap_or(bare).to_owned()
        }
    }
}

/// What a column is the key of: `bug_text` of `bug_text_id`.
fn stem(column: &str) -> Option<String> {
    let stem = squeeze(&fold(column)).strip_suffix("id")?.to_owned();
    (stem.len() > 2).then_some(stem)
}

fn column(table: &Table, names: &[&str]) -> Option<usize> {
    let squeezed: Vec<String> = table.columns().iter().map(|name| squeeze(&fold(name))).collect();
    names.iter().find_map(|name| squeezed.iter().position(|column| column == name))
}

/// Rows by the values of a column, where each row has one of its own.
fn index(table: &Table, column: usize) -> Option<BTreeMap<&str, usize>> {
    let mut index = BTreeMap::new();
    for record in 0..table.records().len() {
        let value = table.cell(record, column);
        if !values::is_null(value) && index.insert(value, record).is_some() {
            return None;
        }
    }
    (!index.is_empty()).then_some(index)
}

/// For each record of a table the row that its key names; none when too few are there.
fn named(table: &Table, key: usize, index: &BTreeMap<&str, usize>) -> Option<Vec<Option<usize>>> {
    // MySQL's programs write 0 for no row.
    let filled = |record: usize| Some(table.cell(record, key)).filter(|key| !values::is_null(key) && *key != "0");
    let rows: Vec<Option<usize>> =
        (0..table.records().len()).map(|record| index.get(filled(record)?).copied()).collect();
    let all = (0..rows.len()).filter(|record| filled(*record).is_some()).count();
    let found = rows.iter().flatten().count();
    (found > 0 && found as f64 >= FOUND * all as f64).then_some(rows)
}

/// The rows of a table that a column of another names as its key does: by the name of the table.
fn key_of(from: &Table, at: usize, (name, to): &Named) -> Option<Vec<Option<usize>>> {
    let stem = stem(&from.columns()[at])?;
    if !core(name).ends_with(&stem) {
        return None;
    }
    let own = column(to, &["id", &format!("{stem}id")])?;
    named(from, at, &index(to, own)?)
}

/// A table of whose rows each belongs to one of a larger table becomes columns of that one.
fn merge_parts(tables: &mut Vec<Named>) {
    while let Some((whole, part, rows)) = find_part(tables) {
        let (_, source) = &tables[part];
        let taken: BTreeSet<String> = tables[whole].1.columns().iter().map(|name| squeeze(&fold(name))).collect();
        let free = |name: &&String| !taken.contains(&squeeze(&fold(name)));
        let added: Vec<(usize, String)> = source
            .columns()
            .iter()
            .enumerate()
            .filter(|(_, name)| free(name))
            .map(|(at, name)| (at, name.clone()))
            .collect();
        let made = widened(
            &tables[whole].1,
            &added.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>(),
            |record, place| rows[record].map_or("", |row| source.cell(row, added[place].0)),
        );
        tables[whole].1 = made;
        tables.remove(part);
    }
}

fn find_part(tables: &[Named]) -> Option<(usize, usize, Vec<Option<usize>>)> {
    let pairs = (0..tables.len()).flat_map(|whole| (0..tables.len()).map(move |part| (whole, part)));
    let smaller = |(whole, part): &(usize, usize)| {
        whole != part && tables[*part].1.columns().len() < tables[*whole].1.columns().len()
    };
    pairs.filter(smaller).find_map(|(whole, part)| {
        let (name, table) = &tables[whole];
        let each = |rows: &Vec<Option<usize>>| {
            let found: Vec<usize> = rows.iter().flatten().copied().collect();
            found.iter().collect::<BTreeSet<_>>().len() == found.len()
        };
        let is_named = |at: &usize| stem(&table.columns()[*at]).is_some_and(|stem| column(table, &[&stem]).is_some());
        let of_key = || {
            let mut keys = (0..table.columns().len()).filter(|at| !is_named(at));
            keys.find_map(|at| key_of(table, at, &tables[part]).filter(|rows| each(rows)))
        };
        // `ost_ticket__cdata`: its rows have the key of the tickets, and its name begins with theirs.
        let of_own = || {
            let own_key = format!("{}id", TICKETS.iter().find(|word| core(name).ends_with(**word))?);
            let theirs = column(&tables[part].1, &[&own_key])?;
            let own = column(table, &[&own_key, "id"])?;
            let begins = tables[part].0.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('_'));
            named(table, own, &index(&tables[part].1, theirs)?).filter(|rows| begins && each(rows))
        };
        of_key().or_else(of_own).map(|rows| (whole, part, rows))
    })
}

/// A key of a thing that has a name (`status_id`) gives a column with the name (`status`).
fn name_things(tables: &mut [Named]) {
    for at in 0..tables.len() {
        let mut added: Vec<(String, Vec<String>)> = Vec::new();
        let table = &tables[at].1;
        for key in 0..table.columns().len() {
            let Some(thing) =
                table.columns()[key].strip_suffix("_id").or_else(|| table.columns()[key].strip_suffix("Id"))
            else {
                continue;
            };
            if column(table, &[&squeeze(&fold(thing))]).is_some() {
                continue;
            }
            let found = tables.iter().enumerate().filter(|(other, _)| *other != at).find_map(|(_, other)| {
                let (_, of) = other;
                let name = column(of, NAMES).filter(|_| {
                    of.records().len() <= MOST_NAMES && column(of, &["email", "body", "description"]).is_none()
                })?;
                let rows = key_of(table, key, other)?;
                Some(
                    rows.into_iter()
                        .map(|row| row.map_or(String::new(), |row| of.cell(row, name).to_owned()))
                        .collect(),
                )
            });
            added.extend(found.map(|names| (thing.to_owned(), names)));
        }
        if !added.is_empty() {
            let names: Vec<String> = added.iter().map(|(name, _)| name.clone()).collect();
            tables[at].1 = widened(&tables[at].1, &names, |record, place| &added[place].1[record]);
        }
    }
}

/// A row that names a row of a table between (`thread_id`) names the ticket that this one names.
fn follow_links(tables: &mut [Named]) {
    for at in 0..tables.len() {
        let table = &tables[at].1;
        if column(table, LINKS).is_some() {
            continue;
        }
        let found = (0..table.columns().len()).find_map(|key| {
            tables.iter().enumerate().filter(|(other, _)| *other != at).find_map(|(_, other)| {
                let link = column(&other.1, LINKS)?;
                let rows = key_of(table, key, other)?;
                Some(
                    rows.into_iter()
                        .map(|row| row.map_or(String::new(), |row| other.1.cell(row, link).to_owned()))
                        .collect::<Vec<_>>(),
                )
            })
        });
        if let Some(tickets) = found {
            tables[at].1 = widened(&tables[at].1, &["ticket_id".to_owned()], |record, _| &tickets[record]);
        }
    }
}

/// A table with further columns. `cell`: the text of one, by its record and its place among them.
fn widened<'c>(table: &Table, names: &[String], cell: impl Fn(usize, usize) -> &'c str) -> Table {
    let first = table.columns().len();
    let mut made = Table::new(table.columns().iter().chain(names).cloned().collect());
    for (record, of) in table.records().iter().enumerate() {
        let own = table.cells(record).map(|(at, text)| (at, text.to_owned()));
        let further = (0..names.len()).map(|place| (first + place, cell(record, place).to_owned()));
        let mut cells = own.chain(further.filter(|(_, text)| !text.is_empty())).collect();
        made.push(of.line, &mut cells, false);
        made.mark_last(of.fault);
    }
    made.carry_over(table);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, columns: &[&str], rows: &[&[&str]]) -> Named {
        let mut table = Table::new(columns.iter().map(|name| (*name).to_owned()).collect());
        for (row, line) in rows.iter().zip(1..) {
            table.push(line, &mut row.iter().map(|cell| (*cell).to_owned()).enumerate().collect(), false);
        }
        (name.to_owned(), table)
    }

    fn shown(tables: &[Named]) -> Vec<String> {
        let row = |table: &Table| {
            let cells = table.cells(0).map(|(at, cell)| format!("{}={cell}", table.columns()[at]));
            cells.collect::<Vec<_>>().join(" ")
        };
        tables.iter().map(|(name, table)| format!("{name}: {}", row(table))).collect()
    }

    #[test]
    fn parts_and_names_and_links_are_followed() {
        let tables = vec![
            table("ost_faq", &["id", "question", "answer"], &[&["1", "How?", "So."]]),
            table(
                "ost_ticket",
                &["ticket_id", "number", "status_id", "user_id"],
                &[&["7", "100", "3", "5"], &["8", "101", "1", "5"]],
            ),
            table("ost_ticket__cdata", &["ticket_id", "subject"], &[&["7", "No mail"], &["8", "No login"]]),
            table("ost_ticket_status", &["id", "name"], &[&["1", "Open"], &["3", "Closed"]]),
            table("ost_thread", &["id", "object_id"], &[&["50", "7"], &["51", "8"]]),
            table(
                "ost_thread_entry",
                &["id", "thread_id", "body"],
                &[&["1", "50", "It is gone"], &["2", "50", "Wait"], &["3", "51", "No"]],
            ),
            table("ost_user", &["id", "name", "email"], &[&["5", "Ann", "a@b.example"]]),
        ];
        assert_eq!(
            shown(&settled(tables)),
            [
                "ost_ticket: ticket_id=7 number=100 status_id=3 user_id=5 status=Closed subject=No mail",
                "ost_thread: id=50 object_id=7",
                "ost_thread_entry: id=1 thread_id=50 body=It is gone ticket_id=7",
                "ost_user: id=5 name=Ann email=a@b.example",
            ]
        );
    }

    #[test]
    fn a_text_of_its_own_table_is_the_bugs() {
        let tables = vec![
            table(
                "mantis_bug_table",
                &["id", "summary", "bug_text_id"],
                &[&["1", "No mail", "11"], &["2", "Slow", "12"]],
            ),
            table("mantis_bug_text_table", &["id", "description"], &[&["11", "Since Monday"], &["12", "Very"]]),
            table("mantis_bugnote_table", &["id", "bug_id"], &[&["1", "1"], &["2", "2"]]),
        ];
        assert_eq!(
            shown(&settled(tables)),
            [
                "mantis_bug_table: id=1 summary=No mail bug_text_id=11 description=Since Monday",
                "mantis_bugnote_table: id=1 bug_id=1"
            ]
        );
    }

    #[test]
    fn tables_that_are_not_related_stay() {
        let tables = vec![table("a", &["id", "text"], &[&["1", "x"]]), table("b", &["id", "a_id"], &[&["1", "9"]])];
        assert_eq!(settled(tables).len(), 2);
    }
}
