//! What reading the exports gave: tickets, and an account of everything that did not become one.

use crate::model::corpus::Corpus;

/// The tickets of a run and the account of how they were read.
///
/// Invariant: `rows` = tickets in the corpus + `folded` + `joined` + `duplicates` + all rejects.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// The tickets.
    pub corpus: Corpus,
    /// One entry a file that was read, in the order given (folders: by name).
    pub files: Vec<FileIntake>,
    /// Records found in all files.
    pub rows: usize,
    /// Records that are a further message or event of a ticket.
    pub folded: usize,
    /// Records of tables beside the tickets (comments, users, tags) that tell something of them.
    pub joined: usize,
    /// Records that are another copy of a ticket that counts.
    pub duplicates: usize,
    /// Records that could not be used, by reason.
    pub rejects: Vec<Reject>,
    /// What a reader should know of how it was read.
    pub notes: Vec<Note>,
}

/// How one file was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileIntake {
    /// Path as the user gave it (for a file in a folder: folder and name).
    pub path: String,
    /// Id of the helpdesk's row in the table, `generic` when none fitted.
    pub helpdesk: String,
    /// `csv`, `json`, `ndjson` …
    pub format: String,
    /// `utf-8`, `utf-16le`, `windows-1252` …
    pub encoding: String,
    /// Records found.
    pub rows: usize,
    /// Tickets that count.
    pub tickets: usize,
    /// Records that are a further message or event of a ticket.
    pub folded: usize,
    /// Records that tell something of the tickets of another table.
    pub joined: usize,
    /// Records that could not be used.
    pub rejected: usize,
    /// Which column feeds which field, and why.
    pub columns: Vec<ColumnChoice>,
}

/// A column that feeds a field.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnChoice {
    /// Name of the field, as `--map` takes it.
    pub field: &'static str,
    /// The column's header, or the key path of a record.
    pub column: String,
    /// Why it was chosen, in a few words.
    pub reason: String,
}

/// Why a record could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RejectReason {
    /// Every cell is empty.
    Blank,
    /// Neither subject, message nor category says anything.
    NoText,
    /// The record breaks the rules of its format.
    Malformed,
    /// The record is something else than a ticket (a pull request, a deleted row, a report's footer).
    NotATicket,
    /// A program wrote it: an out-of-office note, a bounce.
    Automatic,
    /// The helpdesk came with it: a sample ticket.
    Sample,
    /// Nobody but agents wrote in it.
    AgentsOnly,
    /// A further message of a ticket: counted as folded, and among no rejects.
    Reply,
}

impl RejectReason {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::NoText => "no_text",
            Self::Malformed => "malformed",
            Self::NotATicket => "not_a_ticket",
            Self::Automatic => "automatic",
            Self::Sample => "sample",
            Self::AgentsOnly => "agents_only",
            Self::Reply => "reply",
        }
    }
}

/// Records that could not be used for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The reason.
    pub reason: RejectReason,
    /// How many records.
    pub count: usize,
    /// The first few places, in reading order.
    pub examples: Vec<Place>,
}

/// A place in a file that a person can go to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path as in [`FileIntake::path`].
    pub file: String,
    /// Line, or number of the record for JSON arrays, from 1.
    pub line: u64,
}

/// Something about the reading that a reader of the report should know.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// No column holds a usable creation date.
    NoDates,
    /// A date column has values that no style explains; those tickets have no date.
    UnreadableDates {
        /// The column's header.
        column: String,
        /// How many values.
        count: usize,
        /// How many of them are relative ("11 days ago"), which says nothing without the day of the export.
        relative: usize,
        /// One of them, masked by shape (letters `a`, digits `9`).
        example: String,
    },
    /// Day and month could not be told apart from the values.
    AmbiguousDates {
        /// The column's header.
        column: String,
        /// The order that was assumed, `day/month` or `month/day`.
        assumed: &'static str,
    },
    /// A spreadsheet had turned round month and day of dates; they were turned back.
    SwappedDates {
        /// The column's header.
        column: String,
        /// How many dates.
        count: usize,
    },
    /// Times without an offset were read in the zone that the user named, and days are counted there.
    TimeZone {
        /// Its name.
        zone: String,
    },
    /// Two files have tickets of the same numbers that are other tickets: both are kept, and called after their file.
    SameNumbers {
        /// The first file.
        file: String,
        /// The second.
        other: String,
        /// How many numbers are in both.
        numbers: usize,
    },
    /// The export has no id column: tickets are called by their row.
    NoIds {
        /// The file.
        file: String,
    },
    /// The export has no free text: the category stands for it.
    CategoryForText {
        /// The file.
        file: String,
    },
    /// The export has no creation date: another date stands for it.
    StandInDate {
        /// The file.
        file: String,
        /// The column whose dates are used.
        column: String,
    },
    /// Characters that the encoding does not allow were replaced.
    UndecodableText {
        /// The file.
        file: String,
        /// How many records have such characters.
        records: usize,
        /// First line with one.
        line: u64,
    },
    /// Cells longer than the limit were cut.
    LongTextCut {
        /// How many cells.
        count: usize,
        /// Where the first one is.
        first: Place,
    },
    /// A file among several (in a folder) that holds no tickets was passed over.
    FileSkipped {
        /// The file.
        file: String,
        /// Why, in a few words.
        why: String,
    },
    /// A table of accounts was joined.
    Accounts {
        /// The file.
        file: String,
        /// How many accounts it has.
        accounts: usize,
        /// How many tickets have one of them.
        matched: usize,
        /// How many tickets there are.
        tickets: usize,
    },
    /// A table of accounts has amounts or dates that could not be read.
    AccountCells {
        /// The file.
        file: String,
        /// How many.
        count: usize,
        /// Line of the first.
        line: u64,
    },
    /// More files in one folder or archive that were passed over for one reason.
    FilesSkipped {
        /// The folder or archive.
        folder: String,
        /// How many files, those with a note of their own not counted.
        count: usize,
        /// Why, in a few words.
        why: String,
    },
}
