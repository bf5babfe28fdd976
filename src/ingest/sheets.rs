//! Sources → sheets: every source that holds tickets, and a note for each file in a folder that does not.

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
    helpdesk::{self, Helpdesk},
    intake::Note,
    sources::Source,
    table::Table,
};
use crate::model::progress::Progress;

/// What the user said, checked.
struct Wishes<'s> {
    from: Option<Option<&'static Helpdesk>>,
    map: Vec<(Field, &'s str, &'s str)>,
}

/// Reads every source.
pub fn read(
    sources: &[Source],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<(Vec<Sheet>, Vec<Note>), IngestError> {
    let wishes = Wishes::new(settings)?;
    let one = |source: &Source| {
        let sheets = sheets_of(source, &wishes);
        progress.advance(source.size());
        sheets
    };
    let read: Vec<Result<Vec<Sheet>, IngestError>> = sources.par_iter().map(one).collect();
    let mut chosen = Chosen::default();
    for (source, sheets) in sources.iter().zip(read) {
        match (sheets, &source.in_folder) {
            (Ok(sheets), folder) => {
                // The tables of one file stand beside each other as files in a folder do.
                let room = folder.clone().or_else(|| (sheets.len() > 1).then(|| source.name.clone()));
                chosen.sheets.extend(sheets.into_iter().map(|sheet| (sheet, room.clone())));
            }
            (Err(error), None) => return Err(error),
            (Err(error), Some(_)) => chosen.skip(&source.name, error.in_short()),
        }
    }
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
        Ok(Self { from, map: map.collect::<Result<_, IngestError>>()? })
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

/// The sheets of a source: one a table. Of several tables in one file those without text are no tickets; when none has
/// text, the first says why.
fn sheets_of(source: &Source, wishes: &Wishes<'_>) -> Result<Vec<Sheet>, IngestError> {
    let (mut sheets, mut refused) = (Vec::new(), None);
    for part in formats::read(source.bytes()?, &source.name)? {
        match sheet(source, part, wishes) {
            Ok(sheet) => sheets.push(sheet),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    match refused {
        Some(error) if sheets.is_empty() => Err(error),
        _ => Ok(sheets),
    }
}

fn sheet(source: &Source, part: Part, wishes: &Wishes<'_>) -> Result<Sheet, IngestError> {
    let Part { name, format, encoding, table } = part;
    let path = name.map_or_else(|| source.name.clone(), |name| format!("{}/{name}", source.name));
    let helpdesk = wishes.from.unwrap_or_else(|| helpdesk::detect(&table));
    let given = wishes.columns(&table);
    let mapping = columns::map(&table, helpdesk, &given);
    if !mapping.has_text() {
        let missing = wishes.map.iter().find(|(_, _, column)| find(&table, column).is_none());
        if let Some((_, field, column)) = missing {
            return Err(unknown_column(&path, &table, field, column));
        }
        return Err(IngestError::NoTextColumn { path, columns: table.columns().to_vec() });
    }
    Ok(Sheet { path, stem: source.stem(), format, encoding, table, helpdesk, mapping })
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

    /// In a folder with exports of a known helpdesk, other tables are its users, tags and comments; in any folder,
    /// messages that refer to tickets are no tickets.
    fn leave_out_strangers(&mut self) {
        let recognised: Vec<String> = self
            .sheets
            .iter()
            .filter(|(sheet, _)| sheet.helpdesk.is_some())
            .filter_map(|(_, folder)| folder.clone())
            .collect();
        for (sheet, folder) in std::mem::take(&mut self.sheets) {
            let stranger = match &folder {
                Some(folder) if sheet.helpdesk.is_none() && recognised.contains(folder) => {
                    Some("no tickets like those beside it")
                }
                Some(_) if sheet.helpdesk.is_none() && !sheet.mapping.is_named() => {
                    Some("no column is known by its name")
                }
                Some(_) if sheet.helpdesk.is_none() && refers_to_tickets(&sheet) => {
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
