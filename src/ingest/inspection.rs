//! How exports are understood, to be looked at: every column with what it feeds and why.
//!
//! Says nothing of what the cells hold but their shape: letters are `a`, digits `9`.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    Settings,
    assemble::{self, Sheet},
    columns::{self, Fate, shapes},
    error::IngestError,
    helpdesk,
    intake::Intake,
    sheets::{self, Looked},
    sources::Source,
    table::SEVERAL,
    values,
    zones::Zone,
};
use crate::model::progress::{Progress, Stage};

/// Longest shape of a value, in characters.
const LONGEST_SHAPE: usize = 24;

/// Longest run of one sign in a shape: the length of a name says little, but it need not be said.
const LONGEST_RUN: usize = 4;

/// Mean number of words from which a column is told of by them, and not by a shape.
const WORDY: f32 = 4.0;

/// How exports are understood.
#[derive(Debug)]
pub struct Inspection {
    /// One entry a table, in the order given.
    pub files: Vec<FileColumns>,
    /// The tickets and their account, or why there are none.
    pub outcome: Result<Intake, IngestError>,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileColumns {
    /// Path as the user gave it.
    pub path: String,
    /// Id of the helpdesk's row, `generic` when none fitted.
    pub helpdesk: &'static str,
    /// Its name for people, if any.
    pub name: Option<&'static str>,
    /// The columns that it was recognised by; none when the user named it, or nothing was recognised.
    pub recognised_by: Vec<&'static str>,
    /// `csv`, `json` …
    pub format: String,
    /// Encoding of the text.
    pub encoding: String,
    /// Records found.
    pub rows: usize,
    /// Every column, in the order of the table.
    pub columns: Vec<ColumnView>,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnView {
    /// Its header, or the key path of a record.
    pub name: String,
    /// The fields that it feeds; of some helpdesks one column feeds two.
    pub feeds: Vec<&'static str>,
    /// Why it feeds that field, or none.
    pub reason: String,
    /// How its values are read, where that had to be decided: order of day and month, unit.
    pub read_as: Option<String>,
    /// Share of the records with a value, 0-1.
    pub filled: f32,
    /// How many different values were seen.
    pub different: usize,
    /// What its values look like; never one of them.
    pub looks_like: String,
    /// The flag that would make it feed the field that it could.
    pub flag: Option<String>,
}

/// Reads exports and tells how each column is understood.
///
/// # Errors
/// When not even columns were found. Tables without tickets are told of in [`Inspection::outcome`].
pub fn inspect(sources: &[Source], settings: &Settings, progress: &dyn Progress) -> Result<Inspection, IngestError> {
    if sources.is_empty() {
        return Err(IngestError::NoInput);
    }
    let zone = super::zone(settings)?;
    progress.start(Stage::Read, sources.iter().map(Source::size).sum());
    let read = sheets::read_textless(sources, settings, progress);
    progress.finish();
    let Looked { sheets, notes, refusal } = read?;
    let files = sheets.par_iter().map(|sheet| view(sheet, zone)).collect();
    let outcome = match refusal {
        Some(refusal) => Err(refusal),
        None => super::tickets(sheets, notes, zone, settings),
    };
    Ok(Inspection { files, outcome })
}

fn view(sheet: &Sheet, zone: Zone) -> FileColumns {
    let table = &sheet.table;
    let explained = columns::explain(table, sheet.helpdesk, &sheet.mapping);
    let readings = assemble::readings(sheet, zone);
    let shapes = shapes_of(sheet);
    let columns = explained.into_iter().zip(readings).zip(shapes).zip(table.columns());
    FileColumns {
        path: sheet.path.clone(),
        helpdesk: sheet.helpdesk.map_or(helpdesk::GENERIC, |row| row.id),
        name: sheet.helpdesk.map(|row| row.name),
        recognised_by: sheet
            .helpdesk
            .and_then(|row| helpdesk::recognised_by(row, table))
            .map_or_else(Vec::new, <[&str]>::to_vec),
        format: sheet.format.to_owned(),
        encoding: sheet.encoding.clone(),
        rows: table.records().len(),
        columns: columns
            .map(|((((fate, profile), read_as), shape), name)| column(name, fate, &profile, read_as, shape))
            .collect(),
    }
}

fn column(name: &str, fate: Fate, profile: &shapes::Profile, read_as: Option<String>, shape: String) -> ColumnView {
    let flag = fate.could_feed.and_then(|field| Some(format!("--map {}={}", field.mappable()?, quoted(name))));
    let looks_like = match profile.words {
        _ if profile.filled == 0 => String::new(),
        words if words >= WORDY => format!("about {words:.0} words"),
        _ => shape,
    };
    ColumnView {
        name: name.to_owned(),
        feeds: fate.feeds.into_iter().map(columns::fields::Field::name).collect(),
        reason: fate.reason,
        read_as,
        filled: profile.filled as f32 / profile.rows.max(1) as f32,
        different: profile.distinct,
        looks_like,
        flag,
    }
}

/// The commonest shape of each column; of equals the first by its signs.
fn shapes_of(sheet: &Sheet) -> Vec<String> {
    let mut counts: Vec<BTreeMap<String, usize>> = vec![BTreeMap::new(); sheet.table.columns().len()];
    for record in shapes::looked_at(&sheet.table) {
        for (column, text) in sheet.table.cells(record) {
            if !values::is_null(text) {
                *counts[column].entry(shape(text)).or_default() += 1;
            }
        }
    }
    let commonest = |counts: BTreeMap<String, usize>| {
        let most = counts.values().max().copied().unwrap_or(0);
        counts.into_iter().find(|(_, count)| *count == most).map_or_else(String::new, |(shape, _)| shape)
    };
    counts.into_iter().map(commonest).collect()
}

/// A value by its shape, runs of one sign cut short.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    let (mut last, mut run, mut length) = (None, 0, 0);
    for c in text.chars() {
        let sign = match c {
            SEVERAL => '|',
            _ if c.is_numeric() => '9',
            _ if c.is_uppercase() => 'A',
            _ if c.is_alphabetic() => 'a',
            _ if c.is_ascii_graphic() => c,
            _ => ' ',
        };
        run = if last == Some(sign) { run + 1 } else { 1 };
        last = Some(sign);
        if run > LONGEST_RUN {
            continue;
        }
        if length == LONGEST_SHAPE {
            shape.push('…');
            break;
        }
        shape.push(sign);
        length += 1;
    }
    shape
}

/// A name as a shell takes it.
fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    if !name.is_empty() && name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest::sources::Content, model::progress::Silent};

    fn inspected(csv: &str) -> Inspection {
        let content = Content::Bytes(csv.as_bytes().to_vec());
        let source = Source { name: "odd.csv".to_owned(), content, in_folder: None };
        inspect(&[source], &Settings::default(), &Silent).unwrap()
    }

    #[test]
    fn every_column_is_told_of_and_no_value_is_shown() {
        let csv = "Nr,Issue,Owner,Created,Notes,Mood\n\
                   1,Cannot log in since the update,Dana Roe,12/25/2025,,3x\n\
                   2,No mail on my phone any more,Bob Lee,12/26/2025,,4y\n\
                   3,The screen stays dark today,Dana Roe,12/27/2025,,5z\n";
        let found = inspected(csv);
        let columns = &found.files[0].columns;
        let feeds: Vec<String> = columns.iter().map(|column| column.feeds.join(",")).collect();
        assert_eq!(feeds, ["id", "body", "", "created", "", ""]);
        assert_eq!(columns[2].looks_like, "Aaaa Aaa");
        assert_eq!(columns[3].read_as.as_deref(), Some("month/day: its values tell"));
        assert_eq!((columns[4].reason.as_str(), columns[4].filled), ("empty in every row", 0.0));
        assert_eq!(found.outcome.unwrap().corpus.len(), 3);
        assert!(columns.iter().all(|column| !column.reason.is_empty() && !format!("{column:?}").contains("Dana")));
    }

    #[test]
    fn a_table_without_text_is_shown_with_the_flag_that_mends_it() {
        let found =
            inspected("nr,when,color x,blob\n1,2024-01-01,ab,12 34\n2,2024-01-02,cd,56 78\n3,2024-01-03,ef,9 1\n");
        assert_eq!(found.files[0].columns.len(), 4);
        let error = found.outcome.unwrap_err();
        assert!(error.help().unwrap().contains("--map body="), "{error}");
    }

    #[test]
    fn a_flag_can_be_pasted_into_a_shell() {
        assert_eq!(quoted("long_text"), "long_text");
        assert_eq!(quoted("what's up"), "'what'\\''s up'");
    }

    #[test]
    fn a_shape_hides_letters_and_length() {
        assert_eq!(shape("ann.marianne@example.com"), "aaa.aaaa@aaaa.aaa");
        assert_eq!(shape("2024-01-05 10:00"), "9999-99-99 99:99");
        assert_eq!(shape(&"a-".repeat(40)).chars().count(), LONGEST_SHAPE + 1);
    }
}
