//! What a reader should keep in mind of how the exports were read.

use super::Caveat;
use crate::ingest::intake::Note;

/// What reading noted; having no dates is told of by the calendar.
pub fn reading(note: &Note) -> Option<Caveat> {
    Some(match note.clone() {
        Note::NoDates => return None,
        Note::UnreadableDates { column, count, relative, example } => {
            Caveat::UnreadableDates { column, count, relative, example }
        }
        Note::TimeZone { zone } => Caveat::TimeZone { zone },
        Note::SwappedDates { column, count } => Caveat::SwappedDates { column, count },
        Note::AmbiguousDates { column, assumed } => Caveat::AmbiguousDates { column, assumed: assumed.to_owned() },
        Note::SameNumbers { file, other, numbers } => Caveat::SameNumbers { file, other, numbers },
        Note::StandInDate { file, column } => Caveat::StandInDate { file, column },
        Note::NoIds { file } => Caveat::NoIds { file, further: 0 },
        Note::CategoryForText { file } => Caveat::CategoryForText { file },
        Note::UndecodableText { file, records, line } => Caveat::UndecodableText { file, records, line },
        Note::LongTextCut { count, first } => Caveat::LongTextCut { count, file: first.file, line: first.line },
        Note::Accounts { file, accounts, matched, tickets } => Caveat::Accounts { file, accounts, matched, tickets },
        Note::AccountCells { file, count, line } => Caveat::AccountCells { file, count, line },
        Note::FileSkipped { file, why } => Caveat::FileSkipped { file, why },
        Note::FilesSkipped { folder, count, why } => Caveat::FilesSkipped { folder, count, why },
    })
}
