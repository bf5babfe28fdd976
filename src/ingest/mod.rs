//! Floor 1: export files → tickets. Knows helpdesks only as rows of a table.
//!
//! Archives → bytes ([`archive`]) → text ([`encoding`]) → records ([`from_csv`], [`from_json`]) → which helpdesk ([`helpdesk`])
//! → which column means what ([`columns`]) → tickets ([`mod@assemble`]) → one copy of each ([`copies`]).

pub mod accounts;
mod amounts;
pub mod archive;
mod article_tree;
pub mod assemble;
mod chats;
pub mod columns;
pub mod copies;
pub mod customers;
pub mod dates;
pub mod day_order;
pub mod durations;
pub mod encoding;
pub mod error;
mod excel_damage;
pub mod fold;
mod footer;
mod formats;
mod from_chat;
pub mod from_csv;
mod from_fixed;
pub mod from_json;
mod from_labels;
mod from_log;
pub mod from_mail;
pub mod from_parquet;
mod from_sections;
mod from_sql;
mod from_transcript;
pub mod from_xlsx;
pub mod from_xml;
mod gather;
mod grid;
mod header_row;
pub mod helpdesk;
pub mod input;
pub mod inspection;
pub mod intake;
mod join;
pub mod lists;
mod long_form;
pub mod mailbox;
mod mojibake;
mod not_tickets;
mod opening;
mod own_output;
mod places;
pub mod ratings;
mod repeats;
mod rich_text;
mod sheets;
pub mod slack;
pub mod sources;
pub mod table;
pub mod threads;
pub mod values;
mod window;
pub mod zones;

use std::{collections::BTreeMap, path::PathBuf};

use self::{
    assemble::{Assembled, Sheet, Unread, assemble},
    copies::Copy,
    error::IngestError,
    fold::Message,
    intake::{FileIntake, Intake, Note, Reject, RejectReason},
    places::Places,
    sources::Source,
    table::place,
    zones::Zone,
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
    /// Zone that times without an offset are in, and that days are counted in: a name of the IANA database or an
    /// offset. UTC when none.
    pub timezone: Option<String>,
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
    let zone = zone(settings)?;
    progress.start(Stage::Read, sources.iter().map(Source::size).sum());
    let read = sheets::read(&sources, settings, progress);
    progress.finish();
    let (sheets, skipped) = read?;
    tickets(sheets, skipped, zone, settings)
}

/// The tickets of the sheets and their account.
fn tickets(mut sheets: Vec<Sheet>, skipped: Vec<Note>, zone: Zone, settings: &Settings) -> Result<Intake, IngestError> {
    let prefixes = prefixes(&sheets);
    let places = Places::of(&sheets, &prefixes);
    let threads = threads::find(&sheets, &places.of);
    let mut assembled = Vec::with_capacity(sheets.len());
    for (file, sheet) in sheets.iter_mut().enumerate() {
        if sheet.side {
            assembled.push(Assembled::default());
        } else {
            if let Some(threading) = &threads[file] {
                threading.leave_to_messages(sheet);
            }
            assembled.push(assemble(sheet, file, prefixes[file].as_deref(), zone, threads[file].as_ref()));
        }
        if let Some(threading) = &threads[file] {
            threading.name_the_id(sheet);
        }
        sheet.table.release_cells();
    }
    let mut intake = account(sheets, assembled, places, skipped)?;
    if settings.timezone.is_some() {
        intake.notes.push(Note::TimeZone { zone: zone.to_string() });
    }
    Ok(intake)
}

/// The zone that the user named.
fn zone(settings: &Settings) -> Result<Zone, IngestError> {
    let Some(given) = settings.timezone.as_deref() else { return Ok(Zone::UTC) };
    Zone::named(given).ok_or_else(|| IngestError::UnknownZone {
        given: given.to_owned(),
        nearest: nearest_zone(given).map(str::to_owned),
    })
}

/// The zone that was meant: the nearest name, or the one of that city.
fn nearest_zone(given: &str) -> Option<&'static str> {
    let city =
        |name: &str| name.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(&given.replace(' ', "_")));
    Zone::names().find(|name| city(name)).or_else(|| error::nearest(given, Zone::names()))
}

/// What goes before the numbers of rows, where there are several files: the name of the file, with its extension when
/// two files have that name, or its path when that is not enough.
fn prefixes(sheets: &[Sheet]) -> Vec<Option<String>> {
    let twice = |sheet: &Sheet| sheets.iter().filter(|other| other.stem == sheet.stem).count() > 1;
    let file = |sheet: &Sheet| sheet.path.rsplit(['/', '\\']).next().unwrap_or(&sheet.path).to_owned();
    let alike = |sheet: &Sheet| sheets.iter().filter(|other| file(other) == file(sheet)).count() > 1;
    let prefix = |sheet: &Sheet| match (twice(sheet), alike(sheet)) {
        (false, _) => sheet.stem.clone(),
        (true, false) => file(sheet),
        (true, true) => sheet.path.clone(),
    };
    let several = sheets.iter().filter(|sheet| !sheet.side).count() > 1;
    sheets.iter().map(|sheet| several.then(|| prefix(sheet))).collect()
}

/// Folds rows to tickets, settles copies and counts everything.
fn account(
    sheets: Vec<Sheet>,
    mut assembled: Vec<Assembled>,
    places: Places,
    skipped: Vec<Note>,
) -> Result<Intake, IngestError> {
    let again = fold_places(&mut assembled, &places) + repeats::leave_out(&sheets, &mut assembled);
    let mut copies = Vec::new();
    for (sheet, place) in assembled.iter_mut().zip(&places.of) {
        let as_of =
            sheet.tickets.iter().flat_map(|ticket| [ticket.created, ticket.updated, ticket.solved]).max().flatten();
        let copy = |ticket| Copy { ticket, place: *place, as_of };
        copies.extend(std::mem::take(&mut sheet.tickets).into_iter().map(copy));
    }
    let (tickets, duplicates) = copies::settle(copies, &places.names);
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
    notes.extend(places.told_apart());
    notes.extend(skipped);
    let joined = sheets.iter().filter(|sheet| sheet.side).map(|sheet| sheet.table.records().len()).sum();
    let folded = assembled.iter().map(|assembled| assembled.folded).sum();
    let files = sheets
        .into_iter()
        .zip(&assembled)
        .zip(counts)
        .map(|((sheet, assembled), tickets)| file(&sheet, assembled, tickets))
        .collect();
    let duplicates = duplicates + again;
    Ok(Intake { corpus: Corpus::new(tickets), files, rows, folded, joined, duplicates, rejects, notes })
}

/// Makes tickets of the rows that belong together, place by place; how many rows were further copies of rows.
fn fold_places(assembled: &mut [Assembled], places: &Places) -> usize {
    let mut of_place: BTreeMap<usize, Vec<Message>> = BTreeMap::new();
    for (sheet, place) in assembled.iter_mut().zip(&places.of) {
        if !sheet.messages.is_empty() {
            of_place.entry(*place).or_default().append(&mut sheet.messages);
        }
    }
    let mut again = 0;
    for messages in of_place.into_values() {
        let fold::Folded { tickets, rejects, folded, duplicates } = fold::fold(messages);
        again += duplicates;
        for file in folded {
            assembled[file].folded += 1;
        }
        for (reason, file, line) in rejects {
            assembled[file].rejects.push((reason, line));
        }
        for ticket in tickets {
            assembled[ticket.origin.file].tickets.push(ticket);
        }
    }
    for sheet in assembled {
        sheet.rejects.sort_by_key(|(_, line)| *line);
    }
    again
}

fn file(sheet: &Sheet, assembled: &Assembled, tickets: usize) -> FileIntake {
    FileIntake {
        path: sheet.path.clone(),
        helpdesk: sheet.helpdesk.map_or(helpdesk::GENERIC, |row| row.id).to_owned(),
        format: sheet.format.to_owned(),
        encoding: sheet.encoding.clone(),
        rows: sheet.table.records().len(),
        tickets,
        folded: assembled.folded,
        joined: if sheet.side { sheet.table.records().len() } else { 0 },
        rejected: assembled.rejects.len(),
        columns: if sheet.side { vec![] } else { sheet.mapping.report(&sheet.table) },
    }
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
    let mut unreadable: BTreeMap<&str, Unread> = BTreeMap::new();
    let mut ambiguous: BTreeMap<&str, &'static str> = BTreeMap::new();
    let mut swapped: BTreeMap<&str, usize> = BTreeMap::new();
    for assembled in assembled {
        for unread in &assembled.unreadable {
            let none = || Unread { count: 0, relative: 0, ..unread.clone() };
            let seen = unreadable.entry(&unread.column).or_insert_with(none);
            seen.count += unread.count;
            seen.relative += unread.relative;
            if unread.example < seen.example {
                seen.example.clone_from(&unread.example);
            }
        }
        ambiguous.extend(assembled.ambiguous.iter().map(|(column, order)| (column.as_str(), *order)));
        for (column, count) in &assembled.swapped {
            *swapped.entry(column).or_default() += count;
        }
    }
    let column = |name: &str| name.to_owned();
    notes.extend(unreadable.into_values().map(|unread| Note::UnreadableDates {
        column: unread.column,
        count: unread.count,
        relative: unread.relative,
        example: unread.example,
    }));
    notes.extend(ambiguous.iter().map(|(name, assumed)| Note::AmbiguousDates { column: column(name), assumed }));
    notes.extend(swapped.iter().map(|(name, count)| Note::SwappedDates { column: column(name), count: *count }));
    for sheet in sheets.iter().filter(|sheet| !sheet.side) {
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
