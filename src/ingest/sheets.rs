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
    error::{IngestError, OWN_FILE, nearest},
    formats::{self, Part},
    gather::{self, Export},
    helpdesk::{self, Helpdesk},
    input::{Input, Meter},
    intake::Note,
    join::{self, Side},
    long_form,
    sources::{self, Source},
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
    let Looked { sheets, notes, .. } = read_wished(sources, &Wishes::new(settings)?, progress)?;
    Ok((sheets, notes))
}

/// What there is to look at.
pub struct Looked {
    /// The sheets; those without text as well, where one of them keeps a run from beginning.
    pub sheets: Vec<Sheet>,
    /// What was passed over.
    pub notes: Vec<Note>,
    /// Why there is no run.
    pub refusal: Option<IngestError>,
}

/// Reads every source, tables without text as well: not for tickets, but to see what is in them.
pub fn read_textless(sources: &[Source], settings: &Settings, progress: &dyn Progress) -> Result<Looked, IngestError> {
    let wishes = Wishes { textless: true, ..Wishes::new(settings)? };
    read_wished(sources, &wishes, progress)
}

fn read_wished(sources: &[Source], wishes: &Wishes<'_>, progress: &dyn Progress) -> Result<Looked, IngestError> {
    let files: Vec<Vec<Export>> = sources.par_iter().map(|source| files_of(source, wishes, progress)).collect();
    let files: Vec<Export> = files.into_iter().flatten().collect();
    let folders = files.iter().filter_map(|file| file.in_folder.clone()).collect();
    let exports = gather::gather(files);
    let read: Vec<Read> = exports.into_par_iter().map(|export| sheets_of(export, wishes)).collect();
    let mut chosen = Chosen { folders, ..Chosen::default() };
    let mut found = Vec::new();
    for Read { file, folder, sheets } in read {
        match (sheets, &folder) {
            (Ok(sheets), _) => found.extend(sheets),
            (Err(error), None) => return Err(error),
            (Err(error), Some(folder)) => chosen.skip(&file, Some(folder), error.in_short()),
        }
    }
    join_tables(&mut found, wishes);
    let refusal = chosen.choose(found, wishes.textless)?;
    chosen.leave_out_strangers();
    chosen.check_folders()?;
    let notes = chosen.notes();
    let sheets: Vec<Sheet> = chosen.sheets.into_iter().map(|(sheet, _)| sheet).collect();
    wishes.check_columns(&sheets)?;
    Ok(Looked { sheets, notes, refusal })
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

    fn helpdesk(&self, table: &Table, stem: &str) -> Option<&'static Helpdesk> {
        self.from.unwrap_or_else(|| helpdesk::detect(table, stem))
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

/// What the files of a source gave: itself, or what is packed in it.
fn files_of(source: &Source, wishes: &Wishes<'_>, progress: &dyn Progress) -> Vec<Export> {
    let (meter, mut found) = (Meter::new(progress, source.size()), Vec::new());
    let export = |label: Label, parts| {
        let Label { name, folder: in_folder } = label;
        Export { stem: sources::stem(&name), name, in_folder, parts }
    };
    let opened = archive::open(source, &meter, &mut |member: Member<'_>| {
        let Member { label, input } = member;
        let parts = input.and_then(|input| parts_of(&label, input, wishes));
        found.push(export(label, parts));
    });
    meter.finish();
    match opened {
        Ok(()) => found,
        Err(error) => {
            let label = Label { name: source.name.clone(), folder: source.in_folder.clone() };
            vec![export(label, Err(error))]
        }
    }
}

fn parts_of(label: &Label, input: Input<'_>, wishes: &Wishes<'_>) -> Result<Vec<Part>, IngestError> {
    let stem = sources::stem(&label.name);
    let keeping = |table: &Table| columns::worth_keeping(table, wishes.helpdesk(table, &stem), &wishes.columns(table));
    formats::read(input, &label.name, &keeping)
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
    let table = if wishes.map.is_empty() { long_form::widened(table) } else { table };
    let path = name.map_or_else(|| file.to_owned(), |name| format!("{file}/{name}"));
    let helpdesk = wishes.helpdesk(&table, stem);
    let given = wishes.columns(&table);
    let mapping = columns::map(&table, helpdesk, &given);
    let refused = (!mapping.has_text()).then(|| {
        let missing = wishes.map.iter().find(|(_, _, column)| find(&table, column).is_none());
        match missing {
            Some((_, field, column)) => unknown_column(&path, &table, field, column),
            None => IngestError::NoTextColumn { path: path.clone(), columns: table.columns().to_vec() },
        }
    });
    let refused = refused.or_else(|| table.beside.then(|| beside(&path, &table)));
    (Sheet { path, stem: stem.to_owned(), format, encoding, table, helpdesk, mapping, side: false }, refused)
}

/// Why a list that stands beside the tickets of a document is none, unless it is joined to them.
fn beside(path: &str, table: &Table) -> IngestError {
    IngestError::Beside { path: path.to_owned(), records: table.records().len() }
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

/// A sheet without a text of its own beside one of the same file that has some is a summary of it, or a list of names.
fn refuse_summaries(found: &mut [Found]) {
    let has_words =
        |sheet: &Sheet| [Field::Subject, Field::Body].iter().any(|field| sheet.mapping.column(*field).is_some());
    let told: BTreeSet<String> =
        found.iter().filter(|one| one.refused.is_none() && has_words(&one.sheet)).map(|one| one.file.clone()).collect();
    let summaries = found.iter_mut().filter(|one| !one.sheet.side && one.refused.is_none() && told.contains(&one.file));
    for one in summaries.filter(|one| !has_words(&one.sheet)) {
        let (path, columns) = (one.sheet.path.clone(), one.sheet.table.columns().to_vec());
        one.refused = Some(IngestError::NoTextColumn { path, columns });
    }
    refuse_lists(found);
}

/// How many times as many records the tickets of a workbook have as a list beside them at the least.
const LONGER_THAN_LISTS: usize = 5;

/// A short sheet without days and ids beside one of the same file that has days and words is a list of choices or of
/// people, or says how to fill the sheet in.
fn refuse_lists(found: &mut [Found]) {
    let has = |sheet: &Sheet, field: Field| sheet.mapping.column(field).is_some();
    let has_words = |sheet: &Sheet| has(sheet, Field::Subject) || has(sheet, Field::Body);
    let mut tickets: BTreeMap<String, usize> = BTreeMap::new();
    for one in found.iter().filter(|one| one.refused.is_none() && !one.sheet.side) {
        if has_words(&one.sheet) && has(&one.sheet, Field::Created) {
            let most = tickets.entry(one.file.clone()).or_default();
            *most = (*most).max(one.sheet.table.records().len());
        }
    }
    for one in found.iter_mut().filter(|one| one.refused.is_none() && !one.sheet.side) {
        let (sheet, records) = (&one.sheet, one.sheet.table.records().len());
        let told = has(sheet, Field::Created) || has(sheet, Field::Id);
        if !told && tickets.get(&one.file).is_some_and(|most| *most >= LONGER_THAN_LISTS * records) {
            one.refused = Some(beside(&sheet.path, &sheet.table));
        }
    }
}

/// Most files of a folder that are passed over for one reason and told by name; the others are counted.
const TOLD_BY_NAME: usize = 6;

/// The same for a reason: whoever keeps reports beside the exports knows their names.
fn told_by_name(why: &str) -> usize {
    if why == OWN_FILE { 0 } else { TOLD_BY_NAME }
}

#[derive(Default)]
struct Chosen {
    /// The folder of each file that is in one.
    folders: Vec<String>,
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
            if *count <= told_by_name(why) {
                notes.push(Note::FileSkipped { file: file.clone(), why: why.clone() });
            }
        }
        let more = counts.into_iter().filter(|((_, why), count)| *count > told_by_name(why));
        notes.extend(more.map(|((folder, why), count)| Note::FilesSkipped {
            folder: folder.to_owned(),
            count: count - told_by_name(why),
            why: why.to_owned(),
        }));
        notes
    }

    /// Takes what has text or was joined. Of several tables in one file the others are told of; when there is none
    /// at all, the first says why.
    ///
    /// `textless`: then those without text are taken as well, and the reason is what is given back.
    fn choose(&mut self, mut found: Vec<Found>, textless: bool) -> Result<Option<IngestError>, IngestError> {
        refuse_summaries(&mut found);
        let usable = |found: &&Found| found.refused.is_none() || found.sheet.side;
        let used: BTreeSet<String> = found.iter().filter(usable).map(|found| found.file.clone()).collect();
        let (mut files, mut several) = (BTreeSet::new(), BTreeSet::new());
        for one in found.iter().filter(usable) {
            if !files.insert(one.file.clone()) {
                several.insert(one.file.clone());
            }
        }
        let no_text = |one: &&mut Found| {
            let named = one.folder.is_none() && !one.sheet.side && !used.contains(&one.file);
            named && matches!(one.refused, Some(IngestError::NoTextColumn { .. }))
        };
        if let Some(first) = found.iter_mut().find(no_text).filter(|_| textless) {
            let refusal = first.refused.take();
            self.sheets.extend(found.into_iter().map(|one| (one.sheet, one.folder)));
            return Ok(refusal);
        }
        for Found { sheet, file, folder, refused } in found {
            match refused.filter(|_| !sheet.side) {
                // The tables of one file stand beside each other as files in a folder do.
                None if several.contains(&file) => self.sheets.push((sheet, folder.or(Some(file)))),
                None => self.sheets.push((sheet, folder)),
                // A lone column is a remark of the program that wrote the file.
                Some(_) if used.contains(&file) && sheet.table.columns().len() < 2 => {}
                Some(error) if used.contains(&file) => self.skip(&sheet.path, folder.as_deref(), error.in_short()),
                Some(error) if folder.is_none() => return Err(error),
                Some(error) => {
                    if self.skipped.last().is_none_or(|skipped| skipped.file != file) {
                        self.skip(&file, folder.as_deref(), error.in_short());
                    }
                }
            }
        }
        Ok(None)
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
                    Some("no tickets like those beside it")
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
                Some(why) => self.skip(&sheet.path, folder.as_deref(), why.to_owned()),
                None => self.sheets.push((sheet, folder)),
            }
        }
    }

    /// A folder of which nothing is left is an error.
    fn check_folders(&self) -> Result<(), IngestError> {
        let folders: BTreeSet<&String> = self.folders.iter().collect();
        for folder in folders {
            if self.sheets.iter().any(|(_, of)| of.as_ref() == Some(folder)) {
                continue;
            }
            let files = self.folders.iter().filter(|of| *of == folder).count();
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
