//! Several tables side by side → one table of tickets: comments, users, organisations and tags are joined to it.
//!
//! A table tells of tickets when a column that is named for a ticket's id holds ids of tickets that are there; names
//! alone and equal numbers alone prove nothing. The tables that were joined are no tickets, and no strangers.

mod comments;
mod keys;
mod lookups;
mod people;
mod twins;

use std::collections::{BTreeMap, BTreeSet};

use self::{comments::Threads, keys::Row};
use super::{
    assemble::Sheet,
    columns::fields::Field,
    columns::headers::{fold, squeeze},
    helpdesk,
    table::Table,
};

/// A table that may be joined, or joined to.
pub struct Side<'s> {
    /// Its sheet; without text where it has none.
    pub sheet: &'s Sheet,
    /// The folder that it was found in, if any: only tables of one folder (or all named ones) are joined.
    pub folder: Option<&'s str>,
    columns: BTreeMap<String, usize>,
    recognised: bool,
}

/// What goes into a cell of a table of tickets.
#[derive(Debug)]
pub struct Addition {
    /// The record.
    pub record: usize,
    /// The column, made when it is not there.
    pub column: String,
    /// The text; several of one cell become a list.
    pub text: String,
}

/// What joining gave.
#[derive(Debug, Default)]
pub struct Joined {
    /// Per sheet what its records get.
    pub additions: BTreeMap<usize, Vec<Addition>>,
    /// Sheets that were joined to others.
    pub sides: BTreeSet<usize>,
}

impl<'s> Side<'s> {
    /// Looks at a sheet.
    pub fn new(sheet: &'s Sheet, folder: Option<&'s str>) -> Self {
        let names = sheet.table.columns().iter().enumerate().rev();
        let columns = names.map(|(at, name)| (squeeze(&fold(name)), at)).collect();
        Self { sheet, folder, columns, recognised: helpdesk::detect(&sheet.table, &sheet.stem).is_some() }
    }

    fn table(&self) -> &'s Table {
        &self.sheet.table
    }

    /// The first column of one of these squeezed names.
    fn named(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.columns.get(*name).copied())
    }

    fn has(&self, field: Field) -> bool {
        self.sheet.mapping.column(field).is_some()
    }

    /// Whether its records are tickets as far as can be told without the other tables.
    fn holds_tickets(&self) -> bool {
        let plain = || [Field::Status, Field::Priority, Field::Category].iter().any(|field| self.has(*field));
        let known = self.recognised
            || !people::names_customers(self) && (self.has(Field::Subject) || plain() && !keys::refers(self));
        self.sheet.mapping.has_text() && known
    }

    /// Whether its records are tickets even though they name other tickets.
    fn stands_alone(&self) -> bool {
        let filed = || self.has(Field::Status) && (self.has(Field::Priority) || self.has(Field::Category));
        self.recognised || self.has(Field::Subject) && filed()
    }

    /// Name of the table, in lower case.
    fn name(&self) -> String {
        let path = &self.sheet.path;
        path.rsplit(['/', '\\']).next().unwrap_or(path).to_lowercase()
    }

    fn place(&self) -> &str {
        self.sheet.path.rsplit_once(['/', '\\']).map_or("", |(place, _)| place)
    }
}

/// Joins the tables of each folder.
pub fn join(sides: &[Side<'_>]) -> Joined {
    let mut joined = Joined::default();
    let folders: BTreeSet<Option<&str>> = sides.iter().map(|side| side.folder).collect();
    for folder in folders {
        let of_folder = || (0..sides.len()).filter(|at| sides[*at].folder == folder);
        let lookups: BTreeSet<usize> = of_folder()
            .filter(|at| of_folder().any(|other| *at != other && lookups::explains(&sides[*at], &sides[other])))
            .collect();
        let tickets: Vec<usize> =
            of_folder().filter(|at| !lookups.contains(at) && sides[*at].holds_tickets()).collect();
        if tickets.is_empty() || of_folder().count() == 1 {
            continue;
        }
        let referring: Vec<usize> = of_folder().filter(|at| !sides[*at].stands_alone()).collect();
        let mut told = Told::default();
        for at in referring {
            // Tables of one place belong together first: two backups in one folder repeat each other's ids.
            let others = tickets.iter().copied().filter(|ticket| *ticket != at);
            // An export of another week names the same tickets.
            let links = keys::links(&sides[at]);
            let others: Vec<usize> =
                others.filter(|other| links || !twins::are_twins(&sides[at], &sides[*other])).collect();
            let near: Vec<usize> =
                others.iter().copied().filter(|other| sides[*other].place() == sides[at].place()).collect();
            let found = keys::references(sides, at, &near);
            let further = || keys::references(sides, at, &others).filter(|_| near.len() < others.len());
            if found.or_else(further).is_some_and(|rows| told.tells(sides, at, &rows)) {
                joined.sides.insert(at);
            }
        }
        if tickets.iter().all(|at| joined.sides.contains(at)) {
            // Tables that only tell of each other: somebody has to be told of.
            joined.sides.retain(|at| sides[*at].folder != folder);
            told = Told::default();
        }
        let tickets: Vec<usize> = tickets.into_iter().filter(|at| !joined.sides.contains(at)).collect();
        for (sheet, addition) in comments::additions(sides, told.comments).into_iter().chain(told.tags) {
            joined.additions.entry(sheet).or_default().push(addition);
        }
        let rest: Vec<usize> = of_folder().filter(|at| !tickets.contains(at) && !joined.sides.contains(at)).collect();
        people::join(sides, &tickets, &rest, &mut joined);
        joined.sides.extend(lookups);
    }
    joined
}

/// What the tables of a folder tell of its tickets.
#[derive(Default)]
struct Told<'s> {
    comments: Threads<'s>,
    tags: Vec<(usize, Addition)>,
}

impl<'s> Told<'s> {
    /// Takes what a table tells of the tickets that its rows name; whether it tells something.
    fn tells(&mut self, sides: &[Side<'s>], at: usize, rows: &[(usize, Vec<Row>)]) -> bool {
        if let Some(text) = comments::text(&sides[at], rows) {
            comments::collect(sides, (at, text), rows, &mut self.comments);
            return true;
        }
        let tags = comments::tags(sides, at, rows);
        let told = tags.is_some();
        self.tags.extend(tags.unwrap_or_default());
        told
    }
}

/// The table with what was joined to it.
pub fn with_additions(table: &Table, additions: Vec<Addition>) -> Table {
    let mut columns = table.columns().to_vec();
    let mut of_record: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    for Addition { record, column, text } in additions {
        let at = columns.iter().position(|name| *name == column).unwrap_or_else(|| {
            columns.push(column);
            columns.len() - 1
        });
        of_record.entry(record).or_default().push((at, text));
    }
    let mut made = Table::new(columns);
    for (record, of) in table.records().iter().enumerate() {
        let added = of_record.remove(&record).unwrap_or_default();
        let replaced = |column: usize| added.iter().any(|(at, _)| *at == column);
        let kept = table.cells(record).filter(|(column, _)| !replaced(*column));
        let mut cells: Vec<(usize, String)> = kept.map(|(column, text)| (column, text.to_owned())).collect();
        cells.extend(added);
        if of.partial {
            made.leave_out();
        }
        made.push(of.line, &mut cells, false);
        made.mark_last(of.fault);
    }
    made.carry_over(table);
    made
}
