//! What holds for the entries of any archive: how many there may be, which are passed over, and what keeps one from being
//! read.

use crate::ingest::{error::IngestError, sources};

/// Most files in one archive. Exports of a chat have one a channel and day.
pub(super) const MOST_ENTRIES: u64 = 100_000;

/// What an entry is that is not read, and what to do.
pub(super) type Fault = (&'static str, &'static str);

pub(super) const OUTSIDE: Fault = ("an entry whose path leads out of its archive", "look where the archive comes from");
pub(super) const LINK: Fault = ("a link", "pack the file itself");

/// A path in an archive without control characters, and whether it leads out of the archive.
pub(super) fn path_of(raw: &str) -> (String, bool) {
    let name: String = raw.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    let leaves = name.starts_with(['/', '\\']) || name.contains(':') || parts(&name).any(|part| part == "..");
    (name, leaves)
}

/// Whether a path is that of a hidden file, or of one that operating systems add.
pub(super) fn is_no_export(path: &str) -> bool {
    parts(path).any(|part| sources::is_no_export(part) || part == "__MACOSX")
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split(['/', '\\'])
}

/// The refusal of an archive of more entries.
pub(super) fn too_many(path: String) -> IngestError {
    IngestError::TooMuch {
        path,
        what: format!("holds more than {MOST_ENTRIES} files"),
        remedy: "unpack it and name the files that hold the tickets",
    }
}
