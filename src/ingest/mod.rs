//! Floor 1: export files → tickets. Knows helpdesks only as rows of a table.
//!
//! Bytes → text ([`encoding`]) → records ([`from_csv`], [`from_json`]) → which helpdesk ([`helpdesk`])
//! → which column means what ([`columns`]) → tickets ([`mod@assemble`]) → one copy of each ([`copies`]).

pub mod assemble;
pub mod columns;
pub mod copies;
pub mod dates;
pub mod day_order;
pub mod durations;
pub mod encoding;
pub mod error;
mod excel_damage;
mod footer;
mod formats;
pub mod from_csv;
pub mod from_json;
pub mod from_xlsx;
pub mod from_xml;
mod grid;
mod header_row;
pub mod helpdesk;
pub mod intake;
pub mod lists;
pub mod ratings;
mod sheets;
pub mod sources;
pub mod table;
pub mod values;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use self::{
    assemble::{Assembled, Sheet, assemble},
    copies::Copy,
    error::IngestError,
    intake::{FileIntake, Intake, Note, Reject, RejectReason},
    sources::Source,
    table::place,
};
use crate::model::{
    corpus::Corpus,
    progress::{Progress, Stage},
};

/// What the user said about the exports.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Id of the helpdesk, when detection is not to decide.
    pub from: Option<String>,
    /// Columns that feed a field, as (field, column); several for one field are levels or lists.
    pub map: Vec<(String, String)>,
}

/// Most places given as examples of a reject.
const MOST_EXAMPLES: usize = 5;

/// Reads exports: files, and folders of them.
///
/// # Errors
/// A file that was named must be usable; files in folders are passed over with a note. See [`IngestError`].
pub fn read(paths: &[PathBuf], settings: &Settings, progress: &dyn Progress) -> Result<Intake, IngestError> {
    read_sources(sources::of_paths(paths)?, settings, progress)
}

/// Reads exports that may come from elsewhere than files.
///
/// # Errors
/// As [`read`].
pub fn read_sources(sources: Vec<Source>, settings: &Settings, progress: &dyn Progress) -> Result<Intake, IngestError> {
    if sources.is_empty() {
        return Err(IngestError::NoInput);
    }
    progress.start(Stage::Read, sources.iter().map(Source::size).sum());
    let read = sheets::read(&sources, settings, progress);
    progress.finish();
    let (mut sheets, skipped) = read?;
    let prefixes = prefixes(&sheets);
    let mut assembled = Vec::with_capacity(sheets.len());
    for (file, (sheet, prefix)) in sheets.iter_mut().zip(&prefixes).enumerate() {
        assembled.push(assemble(sheet, file, prefix.as_deref()));
        sheet.table.release_cells();
    }
    account(sheets, assembled, skipped)
}

/// What goes before the numbers of rows, where there are several files: the name of the file, or its path when two
/// files have that name.
fn prefixes(sheets: &[Sheet]) -> Vec<Option<String>> {
    let twice = |sheet: &Sheet| sheets.iter().filter(|other| other.stem == sheet.stem).count() > 1;
    let prefix = |sheet: &Sheet| if twice(sheet) { sheet.path.clone() } else { sheet.stem.clone() };
    sheets.iter().map(|sheet| (sheets.len() > 1).then(|| prefix(sheet))).collect()
}

/// Settles copies and counts everything.
fn account(sheets: Vec<Sheet>, mut assembled: Vec<Assembled>, skipped: Vec<Note>) -> Result<Intake, IngestError> {
    let (places, names) = places(&sheets);
    let mut copies = Vec::new();
    for (sheet, place) in assembled.iter_mut().zip(&places) {
        copies.extend(std::mem::take(&mut sheet.tickets).into_iter().map(|ticket| Copy { ticket, place: *place }));
    }
    let (tickets, duplicates) = copies::settle(copies, &names);
    let rows = sheets.iter().map(|sheet| sheet.table.records().len()).sum();
    let rejects = rejects(&sheets, &assembled);
    if tickets.is_empty() {
        let rejects = rejects.iter().map(|reject| (reject.reason, reject.count)).collect();
        return Err(IngestError::NoTickets { rows, rejects });
    }
    let mut counts = vec![0; sheets.len()];
    for ticket in &tickets {
        counts[ticket.origin.file] += 1;
    }
    let dated = tickets.iter().any(|ticket| ticket.created.is_some());
    let mut notes = notes(&sheets, &assembled, dated);
    notes.extend(skipped);
    let files = sheets
        .into_iter()
        .zip(&assembled)
        .zip(counts)
        .map(|((sheet, assembled), tickets)| file(&sheet, assembled, tickets))
        .collect();
    Ok(Intake { corpus: Corpus::new(tickets), files, rows, duplicates, rejects, notes })
}

fn file(sheet: &Sheet, assembled: &Assembled, tickets: usize) -> FileIntake {
    FileIntake {
        path: sheet.path.clone(),
        helpdesk: sheet.helpdesk.map_or(helpdesk::GENERIC, |row| row.id).to_owned(),
        format: sheet.format.to_owned(),
        encoding: sheet.encoding.clone(),
        rows: sheet.table.records().len(),
        tickets,
        rejected: assembled.rejects.len(),
        columns: sheet.mapping.report(&sheet.table),
    }
}

/// Which sheets share their ids: those of one helpdesk, or of the same columns. Each place with its name.
fn places(sheets: &[Sheet]) -> (Vec<usize>, Vec<String>) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    let place = |sheet: &Sheet| {
        let columns: BTreeSet<&String> = sheet.table.columns().iter().collect();
        let key = sheet.helpdesk.map_or_else(|| format!("{columns:?}"), |row| row.id.to_owned());
        *known.entry(key).or_insert_with(|| {
            names.push(sheet.helpdesk.map_or_else(|| sheet.stem.clone(), |row| row.id.to_owned()));
            names.len() - 1
        })
    };
    let places = sheets.iter().map(place).collect();
    (places, names)
}

fn rejects(sheets: &[Sheet], assembled: &[Assembled]) -> Vec<Reject> {
    let mut found: BTreeMap<RejectReason, Reject> = BTreeMap::new();
    for (sheet, assembled) in sheets.iter().zip(assembled) {
        for (reason, line) in &assembled.rejects {
            let reject = found.entry(*reason).or_insert_with(|| Reject { reason: *reason, count: 0, examples: vec![] });
            reject.count += 1;
            if reject.examples.len() < MOST_EXAMPLES {
                reject.examples.push(place(&sheet.path, *line));
            }
        }
    }
    found.into_values().collect()
}

fn notes(sheets: &[Sheet], assembled: &[Assembled], dated: bool) -> Vec<Note> {
    let mut notes = Vec::new();
    if !dated {
        notes.push(Note::NoDates);
    }
    let mut unreadable: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    let mut ambiguous: BTreeMap<&str, &'static str> = BTreeMap::new();
    for assembled in assembled {
        for (column, count, example) in &assembled.unreadable {
            let seen = unreadable.entry(column).or_insert((0, example));
            *seen = (seen.0 + count, seen.1.min(example));
        }
        ambiguous.extend(assembled.ambiguous.iter().map(|(column, order)| (column.as_str(), *order)));
    }
    let column = |name: &str| name.to_owned();
    notes.extend(unreadable.iter().map(|(name, (count, example))| Note::UnreadableDates {
        column: column(name),
        count: *count,
        example: (*example).to_owned(),
    }));
    notes.extend(ambiguous.iter().map(|(name, assumed)| Note::AmbiguousDates { column: column(name), assumed }));
    for sheet in sheets {
        notes.extend(sheet_notes(sheet));
    }
    let cut =
        || sheets.iter().filter_map(|sheet| sheet.table.cut.map(|(count, line)| (count, place(&sheet.path, line))));
    if let Some((_, first)) = cut().next() {
        notes.push(Note::LongTextCut { count: cut().map(|(count, _)| count).sum(), first });
    }
    notes
}

fn sheet_notes(sheet: &Sheet) -> Vec<Note> {
    let file = || sheet.path.clone();
    let mut notes = Vec::new();
    if sheet.mapping.column(columns::fields::Field::Id).is_none() {
        notes.push(Note::NoIds { file: file() });
    }
    if sheet.mapping.category_for_text {
        notes.push(Note::CategoryForText { file: file() });
    }
    if let Some(column) = sheet.mapping.stand_in_date {
        notes.push(Note::StandInDate { file: file(), column: sheet.table.columns()[column].clone() });
    }
    if let Some((records, line)) = sheet.table.undecodable {
        notes.push(Note::UndecodableText { file: file(), records, line });
    }
    notes
}
