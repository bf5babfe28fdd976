//! The files in a zip archive, in the order of their names.
//!
//! Passed over: folders, hidden files and what operating systems add. Said of each one: that it is locked, packed in
//! a way that is not read, a link, or named as if it lay outside of the archive.

use std::io::{self, Read, SeekFrom};

use zip::{CompressionMethod, ZipArchive, result::ZipError};

use super::{
    Budgeted, Bytes, Kind, Label, Opening,
    entries::{Fault, LINK, MOST_ENTRIES, OUTSIDE, is_no_export, path_of, too_many},
};
use crate::ingest::{
    error::IngestError,
    input::{self, Input, ReadSeek},
};

/// Length of the record at the end of a zip archive with the longest comment behind it, in bytes (APPNOTE 4.3.16).
const LONGEST_END: u64 = 22 + 0xffff;

/// How much of an archive is looked through for names of an Office document, in bytes.
const LOOKED_THROUGH: u64 = 1 << 20;

/// Names of entries that only Office documents have (Open Packaging Conventions; OpenDocument 1.2 part 3).
const OFFICE: &[&str] = &["[content_types].xml", "mimetype"];

type Archive<'z, 'b> = ZipArchive<&'z mut Box<dyn ReadSeek + 'b>>;

/// Reads the files of an archive.
pub fn open(
    opening: &mut Opening<'_, '_>,
    label: Label,
    mut archive: Box<dyn ReadSeek + '_>,
    depth: usize,
) -> Result<(), IngestError> {
    let damaged = |error| input::error(&label.name, Some(Kind::Zip.name()), error);
    if entries(&mut archive).map_err(damaged)? > MOST_ENTRIES {
        return Err(too_many(label.name));
    }
    let is_document = starts_as_document(&mut archive).map_err(damaged)?;
    match ZipArchive::new(&mut archive) {
        Ok(opened) if opened.len() as u64 > MOST_ENTRIES => return Err(too_many(label.name)),
        Ok(opened) if opened.file_names().flatten().any(|name| OFFICE.contains(&name.to_lowercase().as_str())) => {
            check(opening, &label, opened)?;
        }
        Ok(opened) => return files(opening, label, opened, depth),
        Err(error) if !is_document => return Err(refused(&label.name, error)),
        Err(_) => {}
    }
    hand_on(opening, label, archive)
}

/// The files of an archive, one after the other.
fn files(
    opening: &mut Opening<'_, '_>,
    label: Label,
    mut archive: Archive<'_, '_>,
    depth: usize,
) -> Result<(), IngestError> {
    let entries = listed(&archive);
    if entries.is_empty() {
        return Err(IngestError::EmptyFolder { path: label.name, files: 0, example: None });
    }
    if entries.iter().all(|(_, _, fault)| *fault == Some(LOCKED)) {
        return Err(IngestError::Unsupported { path: label.name, what: LOCKED.0, remedy: LOCKED.1 });
    }
    let archive_folder = label.folder.clone().or_else(|| Some(label.name.clone()));
    // The only file of an archive stands for it: it is not one among others that could be passed over.
    let folder = if entries.len() == 1 { label.folder.clone() } else { archive_folder.clone() };
    let named = |name: &str| Label { name: format!("{}/{name}", label.name), folder: folder.clone() };
    for (at, name, fault) in &entries {
        let label = named(name);
        let path = label.name.clone();
        let read = match fault {
            Some((what, remedy)) => Err(IngestError::Unsupported { path, what, remedy }),
            None => entry(opening, &mut archive, *at, (label.clone(), depth)),
        };
        if let Some(refusal) = opening.budget.exceeded() {
            return Err(input::error(label.name.as_str(), None, refusal.into()));
        }
        if let Err(error) = read {
            opening.hand_on(label, Err(error))?;
        }
    }
    if archive.has_duplicate_names() {
        let again = IngestError::Unsupported { path: label.name.clone(), what: REPEATED.0, remedy: REPEATED.1 };
        opening.hand_on(Label { folder: archive_folder, ..label }, Err(again))?;
    }
    Ok(())
}

const LOCKED: Fault = ("an archive that needs a password", "unpack it with its password and name the files in it");
const PACKED: Fault = ("an entry packed by another method than deflate", "pack it again with deflate");
const REPEATED: Fault = ("an archive with several entries of one name, of which the last counts", "pack it again");

/// The entries that can be tickets by their name, sorted; with what keeps one from being read.
fn listed(archive: &Archive<'_, '_>) -> Vec<(usize, String, Option<Fault>)> {
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let Ok(entry) = archive.by_index_data(at) else { continue };
        let raw = entry
            .name()
            .map_or_else(|_| String::from_utf8_lossy(entry.name_raw()).into_owned(), std::borrow::Cow::into_owned);
        let (name, outside) = path_of(&raw);
        if entry.is_dir() || !outside && is_no_export(&name) {
            continue;
        }
        let fault = match () {
            () if outside => Some(OUTSIDE),
            () if entry.is_symlink() => Some(LINK),
            () if entry.encrypted() => Some(LOCKED),
            () if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) => {
                Some(PACKED)
            }
            () => None,
        };
        found.push((at, name, fault));
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

fn entry(
    opening: &mut Opening<'_, '_>,
    archive: &mut Archive<'_, '_>,
    at: usize,
    (label, depth): (Label, usize),
) -> Result<(), IngestError> {
    let file = archive.by_index(at).map_err(|error| refused(&label.name, error))?;
    let unpacked = Budgeted::new(file, opening.budget);
    opening.file(label, Bytes::InOrder(Box::new(unpacked)), depth + 1)
}

/// Makes sure that an Office document does not unpack to more than it may; its reader unpacks it again.
fn check(opening: &Opening<'_, '_>, label: &Label, mut archive: Archive<'_, '_>) -> Result<(), IngestError> {
    for at in 0..archive.len() {
        let Ok(file) = archive.by_index(at) else { continue };
        // What is damaged is for the reader of the document to say.
        let _ = io::copy(&mut Budgeted::new(file, opening.budget), &mut io::sink());
        if let Some(refusal) = opening.budget.exceeded() {
            return Err(input::error(&label.name, None, refusal.into()));
        }
    }
    Ok(())
}

/// Gives an Office document to its reader, as it is.
fn hand_on(
    opening: &mut Opening<'_, '_>,
    label: Label,
    mut document: Box<dyn ReadSeek + '_>,
) -> Result<(), IngestError> {
    let input = document.rewind().and_then(|()| Input::new(Box::new(document), None));
    let input = input.map_err(|error| input::error(&label.name, Some("an Office document"), error));
    opening.hand_on(label, input)
}

/// Whether an archive begins as an Office document; one that is damaged is known by that.
fn starts_as_document(archive: &mut Box<dyn ReadSeek + '_>) -> io::Result<bool> {
    let mut start = Vec::new();
    archive.rewind()?;
    archive.by_ref().take(LOOKED_THROUGH).read_to_end(&mut start)?;
    let names: [&[u8]; 3] = [b"[Content_Types].xml", b"xl/workbook.xml", b"content.xml"];
    Ok(names.iter().any(|name| start.windows(name.len()).any(|window| window == *name)))
}

/// How many files an archive says it has, before anything of them is read into memory; 0 when it does not say.
fn entries(archive: &mut Box<dyn ReadSeek + '_>) -> io::Result<u64> {
    let length = archive.seek(SeekFrom::End(0))?;
    archive.seek(SeekFrom::Start(length.saturating_sub(LONGEST_END)))?;
    let mut tail = Vec::new();
    archive.by_ref().take(LONGEST_END).read_to_end(&mut tail)?;
    archive.rewind()?;
    let number = |at: usize, bytes: usize| {
        let field = tail.get(at..at + bytes)?;
        Some(field.iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)))
    };
    let Some(end) = tail.windows(4).rposition(|bytes| bytes == b"PK\x05\x06") else { return Ok(0) };
    // The directory cannot have more entries than its size allows: 46 bytes each (APPNOTE 4.3.12).
    let (count, size) = (number(end + 10, 2).unwrap_or(0), number(end + 12, 4).unwrap_or(0));
    if count < 0xffff {
        return Ok(count);
    }
    let wide = tail[..end].windows(4).rposition(|bytes| bytes == b"PK\x06\x06");
    Ok(wide.and_then(|at| number(at + 32, 8)).unwrap_or(size / 46))
}

fn refused(path: &str, error: ZipError) -> IngestError {
    let source = match error {
        ZipError::Io(source) => source,
        other => io::Error::new(io::ErrorKind::InvalidData, other),
    };
    input::error(path, Some(Kind::Zip.name()), source)
}
