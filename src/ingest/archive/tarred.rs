//! The files in a tar archive, in its own order: it is read once, as it comes out of what it is packed in.
//!
//! Passed over as in a zip archive are folders, hidden files and what operating systems add; said of each one: that it
//! is a link, or named as if it lay outside of the archive.

use std::io::Read;

use tar::{Archive, EntryType};

use super::{
    Budgeted, Bytes, Kind, Label, Opening,
    entries::{self, LINK, MOST_ENTRIES, OUTSIDE},
};
use crate::ingest::{error::IngestError, input};

/// Reads the files of an archive.
pub fn open(opening: &mut Opening<'_, '_>, label: &Label, packed: impl Read, depth: usize) -> Result<(), IngestError> {
    let damaged = |error| input::error(&label.name, Some(Kind::Tar.name()), error);
    let folder = label.folder.clone().or_else(|| Some(label.name.clone()));
    let (mut archive, mut count, mut found) = (Archive::new(packed), 0, false);
    for entry in archive.entries().map_err(damaged)? {
        let entry = entry.map_err(damaged)?;
        count += 1;
        if count > MOST_ENTRIES {
            return Err(entries::too_many(label.name.clone()));
        }
        let (path, outside) = entries::path_of(&String::from_utf8_lossy(&entry.path_bytes()));
        let name = path.trim_start_matches("./");
        let kind = entry.header().entry_type();
        if kind == EntryType::Directory || !outside && entries::is_no_export(name) {
            continue;
        }
        let fault = match kind {
            _ if outside => Some(OUTSIDE),
            EntryType::Symlink | EntryType::Link => Some(LINK),
            EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => None,
            // Devices, pipes and remarks of other programs hold no text.
            _ => continue,
        };
        found = true;
        let own = Label { name: format!("{}/{name}", label.name), folder: folder.clone() };
        let path = own.name.clone();
        let read = match fault {
            Some((what, remedy)) => Err(IngestError::Unsupported { path, what, remedy }),
            None => {
                let unpacked = Budgeted::new(entry, opening.budget);
                opening.file(own.clone(), Bytes::InOrder(Box::new(unpacked)), depth + 1)
            }
        };
        if let Some(refusal) = opening.budget.exceeded() {
            return Err(input::error(&own.name, None, refusal.into()));
        }
        if let Err(error) = read {
            opening.hand_on(own, Err(error))?;
        }
    }
    if !found {
        return Err(IngestError::EmptyFolder { path: label.name.clone(), files: 0, example: None });
    }
    Ok(())
}
