//! Sources → sheets: every source that holds tickets, and a note for each file in a folder that does not.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{
    Settings,
    assemble::Sheet,
    columns::{
        self,
        fields::{Field, MAPPABLE},
        headers,
    },
    error::{IngestError, nearest},
    formats::{self, Part},
    gather::{self, Export},
    helpdesk::{self, Helpdesk},
    intake::Note,
    join::{self, Side},
    sources::Source,
    table::Table,
};
use crate::model::progress::Progress;

/// What the user said, checked.
struct Wishes<'s> {
    from: Option<Option<&'static Helpdesk>>,
    map: Vec<(Field, &'s str, &'s str)>,
    /// Whether tables without text are wanted, to be looked at.
    textless: bool,
}

/// What a file, or a folder of files that are one, gave.
struct Read {
    file: String,
    /// The folder that was named, if any.
    folder: Option<String>,
    sheets: Result<Vec<Found>, IngestError>,
}

/// Reads every source.
pub fn read(
    sources: &[Source],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<(Vec<Sheet>, Vec<Note>), IngestError> {
    read_wished(sources, &Wishes::new(settings)?, progress)
}

/// Reads every source, tables without text as well: not for tickets, but to see what is in them.
pub fn read_textless(
    sources: &[Source],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<(Vec<Sheet>, Vec<Note>), IngestError> {
    let wishes = Wishes { textless: true, ..Wishes::new(settings)? };
    read_wished(sources, &wishes, progress)
}

fn read_wished(
    sources: &[Source],
    wishes: &Wishes<'_>,
    progress: &dyn Progress,
) -> Result<(Vec<Sheet>, Vec<Note>), IngestError> {
    let one = |source: &Source| {
        let parts = source.bytes().and_then(|bytes| formats::read(bytes, &source.name));
        progress.advance(source.size());
        Export { name: source.name.clone(), stem: source.stem(), in_folder: source.in_folder.clone(), parts }
    };
    let exports = gather::gather(sources.par_iter().map(one).collect());
    let read: Vec<Read> = exports.into_par_iter().map(|export| sheets_of(export, wishes)).collect();
    let mut chosen = Chosen::default();
    let mut found = Vec::new();
    for Read { file, folder, sheets } in read {
        match (sheets, &folder) {
            (Ok(sheets), _) => found.extend(sheets),
            (Err(error), None) => return Err(error),
            (Err(error), Some(_)) => chosen.skip(&file, error.in_short()),
        }
    }
    join_tables(&mut found, wishes);
    chosen.choose(found)?;
    chosen.leave_out_strangers();
    chosen.check_folders(sources)?;
    let sheets: Vec<Sheet> = chosen.sheets.into_iter().map(|(sheet, _)| sheet).collect();
    wishes.check_columns(&sheets)?;
    Ok((sheets, chosen.skipped))
}

impl<'s> Wishes<'s> {
    fn new(settings: &'s Settings) -> Result<Self, IngestError> {
        let from = match settings.from.as_deref() {
            None => None,
            Some(helpdesk::GENERIC) => Some(None),
            Some(given) => Some(Some(helpdesk::by_id(given).ok_or_else(|| IngestError::UnknownHelpdesk {
                given: given.to_owned(),
                nearest: nearest(given, helpdesk::ids().into_iter()),
                known: helpdesk::ids(),
            })?)),
        };
        let field = |given: &str| {
            let names = || MAPPABLE.iter().map(|(_, name)| *name);
            Field::named(given).ok_or_else(|| IngestError::UnknownField {
                given: given.to_owned(),
                nearest: nearest(given, names()),
                known: names().collect(),
            })
        };
        let map = settings.map.iter().map(|(name, column)| Ok((field(name)?, name.as_str(), column.as_str())));
        Ok(Self { from, map: map.collect::<Result<_, IngestError>>()?, textless: false })
    }

    fn columns(&self, table: &Table) -> Vec<(Field, usize)> {
        self.map.iter().filter_map(|(field, _, column)| Some((*field, find(table, column)?))).collect()
    }

    /// A column that no file has is a mistake; one that only some files have is not.
    fn check_columns(&self, sheets: &[Sheet]) -> Result<(), IngestError> {
        let Some(last) = sheets.last() else { return Ok(()) };
        match self.map.iter().find(|(_, _, column)| !sheets.iter().any(|sheet| find(&sheet.table, column).is_some())) {
            None => Ok(()),
            Some((_, field, column)) => Err(unknown_column(&last.path, &last.table, field, column)),
        }
    }
}

fn unknown_column(path: &str, table: &Table, field: &str, column: &str) -> IngestError {
    IngestError::UnknownColumn {
        path: path.to_owned(),
        field: field.to_owned(),
        given: column.to_owned(),
        nearest: nearest(column, table.columns().iter().map(String::as_str)).map(str::to_owned),
        columns: table.columns().to_vec(),
    }
}

/// The column of that name, as it stands or folded.
fn find(table: &Table, name: &str) -> Option<usize> {
    let folded = headers::fold(name);
    let exact = table.columns().iter().position(|column| column == name);
    exact.or_else(|| table.columns().iter().position(|column| headers::fold(column) == folded))
}

/// A sheet, and why it cannot hold tickets on its own.
struct Found {
    sheet: Sheet,
    /// The file that it is in, and the folder that was named, if any.
    file: String,
    folder: Option<String>,
    refused: Option<IngestError>,
}

/// The sheets of an export: one a table.
fn sheets_of(export: Export, wishes: &Wishes<'_>) -> Read {
    let Export { name: file, stem, in_folder: folder, parts } = export;
    let found = |part| {
        let (sheet, refused) = sheet((&file, &stem), part, wishes);
        Found { sheet, file: file.clone(), folder: folder.clone(), refused }
    };
    let sheets = parts.map(|parts| parts.into_iter().map(found).collect());
    Read { sheets, file, folder }
}

fn sheet((file, stem): (&str, &str), part: Part, wishes: &Wishes<'_>) -> (Sheet, Option<IngestError>) {
    let Part { name, format, encoding, table } = part;
    let path = name.map_or_else(|| file.to_owned(), |name| format!("{file}/{name}"));
    let helpdesk = wishes.from.unwrap_or_else(|| helpdesk::detect(&table, stem));
    let given = wishes.columns(&table);
    let mapping = columns::map(&table, helpdesk, &given);
    let refused = (!mapping.has_text() && !wishes.textless).then(|| {
        let missing = wishes.map.iter().find(|(_, _, column)| find(&table, column).is_none());
        match missing {
            Some((_, field, column)) => unknown_column(&path, &table, field, column),
            None => IngestError::NoTextColumn { path: path.clone(), columns: table.columns().to_vec() },
        }
    });
    (Sheet { path, stem: stem.to_owned(), format, encoding, table, helpdesk, mapping, side: false }, refused)
}

/// Joins comments, users and tags to the tickets, and maps the tickets' columns anew.
fn join_tables(found: &mut [Found], wishes: &Wishes<'_>) {
    let sides: Vec<Side<'_>> = found.iter().map(|found| Side::new(&found.sheet, found.folder.as_deref())).collect();
    let joined = join::join(&sides);
    drop(sides);
    for at in joined.sides {
        found[at].sheet.side = true;
    }
    for (at, additions) in joined.additions {
        let sheet = &mut found[at].sheet;
        sheet.table = join::with_additions(&sheet.table, additions);
        sheet.mapping = columns::map(&sheet.table, sheet.helpdesk, &wishes.columns(&sheet.table));
    }
}

#[derive(Default)]
struct Chosen {
    sheets: Vec<(Sheet, Option<String>)>,
    skipped: Vec<Note>,
}

impl Chosen {
    fn skip(&mut self, file: &str, why: String) {
        self.skipped.push(Note::FileSkipped { file: file.to_owned(), why });
    }

    /// Takes what has text or was joined. Of several tables in one file the others are no tickets; when there is none
    /// at all, the first says why.
    fn choose(&mut self, found: Vec<Found>) -> Result<(), IngestError> {
        let usable = |found: &&Found| found.refused.is_none() || found.sheet.side;
        let used: BTreeSet<String> = found.iter().filter(usable).map(|found| found.file.clone()).collect();
        for Found { sheet, file, folder, refused } in found {
            match refused.filter(|_| !sheet.side) {
                None => self.sheets.push((sheet, folder)),
                Some(_) if used.contains(&file) => {}
                Some(error) if folder.is_none() => return Err(error),
                Some(error) => {
                    let told = |note: &Note| matches!(note, Note::FileSkipped { file: of, .. } if *of == file);
                    if !self.skipped.last().is_some_and(told) {
                        self.skip(&file, error.in_short());
                    }
                }
            }
        }
        Ok(())
    }

    /// In a folder with exports of a known helpdesk, other tables are its users, tags and comments; in any folder,
    /// messages that refer to tickets are no tickets where these are there.
    fn leave_out_strangers(&mut self) {
        let recognised: Vec<String> = self
            .sheets
            .iter()
            .filter(|(sheet, _)| sheet.helpdesk.is_some())
            .filter_map(|(_, folder)| folder.clone())
            .collect();
        let others = self.sheets.iter().filter(|(sheet, _)| !sheet.side && !refers_to_tickets(sheet));
        let tickets: BTreeSet<String> = others.filter_map(|(_, folder)| folder.clone()).collect();
        for (sheet, folder) in std::mem::take(&mut self.sheets) {
            let stranger = match &folder {
                _ if sheet.side => None,
                Some(folder) if sheet.helpdesk.is_none() && recognised.contains(folder) => {
                    Some("not an export like the others in the folder")
                }
                Some(_) if sheet.helpdesk.is_none() && !sheet.mapping.is_named() => {
                    Some("no column is known by its name")
                }
                Some(folder) if tickets.contains(folder) && sheet.helpdesk.is_none() && refers_to_tickets(&sheet) => {
                    Some("messages that refer to tickets")
                }
                _ => None,
            };
            match stranger {
                Some(why) => self.skip(&sheet.path, why.to_owned()),
                None => self.sheets.push((sheet, folder)),
            }
        }
    }

    /// A folder of which nothing is left is an error.
    fn check_folders(&self, sources: &[Source]) -> Result<(), IngestError> {
        for folder in sources.iter().filter_map(|source| source.in_folder.as_ref()) {
            if !self.sheets.iter().any(|(_, of)| of.as_ref() == Some(folder)) {
                let of: Vec<&str> =
                    sources.iter().filter(|s| s.in_folder.as_ref() == Some(folder)).map(|s| s.name.as_str()).collect();
                let example = self.skipped.iter().find_map(|note| match note {
                    Note::FileSkipped { file, why } if of.contains(&file.as_str()) => {
                        Some((name_in(folder, file), why.clone()))
                    }
                    _ => None,
                });
                return Err(IngestError::EmptyFolder { path: folder.clone(), files: of.len(), example });
            }
        }
        Ok(())
    }
}

/// A file's path inside its folder.
fn name_in(folder: &str, file: &str) -> String {
    file.strip_prefix(folder).unwrap_or(file).trim_start_matches(['/', '\\']).to_owned()
}

/// Names of columns that hold the id of a ticket in records that are none.
const REFERENCES: &[&str] = &[
    "ticketid",
    "issueid",
    "issueurl",
    "noteableid",
    "noteableiid",
    "bugid",
    "topicid",
    "caseid",
    "parentid",
    "incidentid",
];

/// Whether the records are messages: they name a ticket, repeat it, and have no subject.
fn refers_to_tickets(sheet: &Sheet) -> bool {
    let referring = |name: &String| REFERENCES.contains(&headers::squeeze(&headers::fold(name)).as_str());
    let own_id = sheet.mapping.column(Field::Id).map(|column| &sheet.table.columns()[column]);
    sheet.mapping.column(Field::Subject).is_none()
        && sheet.table.columns().iter().any(|name| referring(name) && own_id != Some(name))
}
