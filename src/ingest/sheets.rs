//! Sources → sheets: every source that holds tickets, and a note for each file in a folder that does not.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    Settings,
    archive::{self, Label, Member},
    assemble::Sheet,
    columns::{
        self,
        fields::{Field, MAPPABLE},
        headers,
    },
    error::{IngestError, nearest},
    formats::{self, Part},
    helpdesk::{self, Helpdesk},
    input::{Input, Meter},
    intake::Note,
    sources::{self, Source},
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
    let read: Vec<Vec<Read>> = sources.par_iter().map(|source| files_of(source, &wishes, progress)).collect();
    let mut chosen = Chosen::default();
    for Read { label, sheets } in read.into_iter().flatten() {
        chosen.files.push(label.clone());
        match (sheets, label.folder) {
            (Ok(sheets), folder) => chosen.sheets.extend(sheets.into_iter().map(|sheet| (sheet, folder.clone()))),
            (Err(error), None) => return Err(error),
            (Err(error), Some(folder)) => chosen.skip(&label.name, Some(&folder), error.in_short()),
        }
    }
    chosen.leave_out_strangers();
    chosen.check_folders()?;
    let notes = chosen.notes();
    let sheets: Vec<Sheet> = chosen.sheets.into_iter().map(|(sheet, _)| sheet).collect();
    wishes.check_columns(&sheets)?;
    Ok((sheets, notes))
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

    fn helpdesk(&self, table: &Table) -> Option<&'static Helpdesk> {
        self.from.unwrap_or_else(|| helpdesk::detect(table))
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

/// What a file gave.
struct Read {
    label: Label,
    sheets: Result<Vec<Sheet>, IngestError>,
}

/// What the files of a source gave: itself, or what is packed in it.
fn files_of(source: &Source, wishes: &Wishes<'_>, progress: &dyn Progress) -> Vec<Read> {
    let (meter, mut found) = (Meter::new(progress, source.size()), Vec::new());
    let opened = archive::open(source, &meter, &mut |member: Member<'_>| {
        let Member { label, input } = member;
        let sheets = input.and_then(|input| sheets_of(&label, input, wishes));
        found.push(Read { label, sheets });
    });
    meter.finish();
    match opened {
        Ok(()) => found,
        Err(error) => {
            let label = Label { name: source.name.clone(), folder: source.in_folder.clone() };
            vec![Read { label, sheets: Err(error) }]
        }
    }
}

/// The sheets of a file: one a table. Of several tables in one file those without text are no tickets; when none has
/// text, the first says why.
fn sheets_of(label: &Label, input: Input<'_>, wishes: &Wishes<'_>) -> Result<Vec<Sheet>, IngestError> {
    let keeping = |table: &Table| columns::worth_keeping(table, wishes.helpdesk(table), &wishes.columns(table));
    let (mut sheets, mut refused) = (Vec::new(), None);
    for part in formats::read(input, &label.name, &keeping)? {
        match sheet(label, part, wishes) {
            Ok(sheet) => sheets.push(sheet),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    match refused {
        Some(error) if sheets.is_empty() => Err(error),
        _ => Ok(sheets),
    }
}

fn sheet(label: &Label, part: Part, wishes: &Wishes<'_>) -> Result<Sheet, IngestError> {
    let Part { name, format, encoding, table } = part;
    let path = name.map_or_else(|| label.name.clone(), |name| format!("{}/{name}", label.name));
    let helpdesk = wishes.helpdesk(&table);
    let given = wishes.columns(&table);
    let mapping = columns::map(&table, helpdesk, &given);
    if !mapping.has_text() {
        let missing = wishes.map.iter().find(|(_, _, column)| find(&table, column).is_none());
        if let Some((_, field, column)) = missing {
            return Err(unknown_column(&path, &table, field, column));
        }
        return Err(IngestError::NoTextColumn { path, columns: table.columns().to_vec() });
    }
    Ok(Sheet { path, stem: sources::stem(&label.name), format, encoding, table, helpdesk, mapping })
}

/// Most files of a folder that are passed over for one reason and told by name; the others are counted.
const TOLD_BY_NAME: usize = 20;

#[derive(Default)]
struct Chosen {
    files: Vec<Label>,
    sheets: Vec<(Sheet, Option<String>)>,
    skipped: Vec<Skipped>,
}

/// A file that was passed over.
struct Skipped {
    file: String,
    folder: String,
    why: String,
}

impl Chosen {
    fn skip(&mut self, file: &str, folder: Option<&str>, why: String) {
        self.skipped.push(Skipped { file: file.to_owned(), folder: folder.unwrap_or_default().to_owned(), why });
    }

    /// A note for each file that was passed over; of many in one folder for one reason the rest is counted.
    fn notes(&self) -> Vec<Note> {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut notes = Vec::new();
        for Skipped { file, folder, why } in &self.skipped {
            let count = counts.entry((folder, why)).or_insert(0);
            *count += 1;
            if *count <= TOLD_BY_NAME {
                notes.push(Note::FileSkipped { file: file.clone(), why: why.clone() });
            }
        }
        let more = counts.into_iter().filter(|(_, count)| *count > TOLD_BY_NAME);
        notes.extend(more.map(|((folder, why), count)| Note::FilesSkipped {
            folder: folder.to_owned(),
            count: count - TOLD_BY_NAME,
            why: why.to_owned(),
        }));
        notes
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
                    Some("not an export like the others in the folder")
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
                Some(why) => self.skip(&sheet.path, folder.as_deref(), why.to_owned()),
                None => self.sheets.push((sheet, folder)),
            }
        }
    }

    /// A folder of which nothing is left is an error.
    fn check_folders(&self) -> Result<(), IngestError> {
        let folders: BTreeSet<&String> = self.files.iter().filter_map(|label| label.folder.as_ref()).collect();
        for folder in folders {
            if self.sheets.iter().any(|(_, of)| of.as_ref() == Some(folder)) {
                continue;
            }
            let files = self.files.iter().filter(|label| label.folder.as_ref() == Some(folder)).count();
            let skipped = self.skipped.iter().find(|skipped| skipped.folder == *folder);
            let example = skipped.map(|skipped| (name_in(folder, &skipped.file), skipped.why.clone()));
            return Err(IngestError::EmptyFolder { path: folder.clone(), files, example });
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
