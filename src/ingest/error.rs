//! Why exports could not be read: data first, words second.

use std::io;

use super::intake::RejectReason;
pub use crate::model::nearest::nearest;

/// Why nothing, or not everything, could be read.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// No file was given.
    #[error("no export was given")]
    NoInput,
    /// The path does not exist.
    #[error("{path} does not exist")]
    NotFound {
        /// The path as given.
        path: String,
    },
    /// The system would not let it be read, or it vanished meanwhile.
    #[error("{path} could not be read: {source}")]
    Unreadable {
        /// The path as given.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file has no content.
    #[error("{path} is empty")]
    Empty {
        /// The file.
        path: String,
    },
    /// The file has column names and no rows.
    #[error("{path}, line {line}: there are column names but no tickets below them")]
    HeaderOnly {
        /// The file.
        path: String,
        /// Line of the header.
        line: u64,
    },
    /// The file is binary and nothing that is known.
    #[error("{path} is not a text file")]
    Binary {
        /// The file.
        path: String,
    },
    /// A known format that is not read.
    #[error("{path} is {what}, which is not read")]
    Unsupported {
        /// The file.
        path: String,
        /// What it is, with its article.
        what: &'static str,
        /// What to do instead.
        remedy: &'static str,
    },
    /// A report, table, memory or settings file of fixfirst's own.
    #[error("{path} was written by fixfirst and holds no tickets")]
    OwnFile {
        /// The file.
        path: String,
    },
    /// An archive, or a file in one, is cut off or changed.
    #[error("{path}: the data of {what} are damaged or cut off")]
    Damaged {
        /// The file.
        path: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// A limit was passed that no export passes.
    #[error("{path} {what}")]
    TooMuch {
        /// The file.
        path: String,
        /// What it does that is too much, as a verb and the rest.
        what: String,
        /// What to do instead.
        remedy: &'static str,
    },
    /// The folder holds no export.
    #[error("{path} holds no ticket export ({files} files looked at{})", example_of(example))]
    EmptyFolder {
        /// The folder.
        path: String,
        /// How many files were looked at.
        files: usize,
        /// The first of them, and why it holds no tickets.
        example: Option<(String, String)>,
    },
    /// JSON that breaks its rules from the first record on.
    #[error("{path}, line {line}, column {column}: this is not valid JSON")]
    BrokenJson {
        /// The file.
        path: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// XML that is broken, or hostile, before the first record.
    #[error("{path}, line {line}: {what}")]
    BrokenXml {
        /// The file.
        path: String,
        /// Line, from 1.
        line: u64,
        /// What is wrong, as a clause.
        what: &'static str,
    },
    /// Valid, but without a list of records.
    #[error("{path} holds no list of tickets")]
    NoRecords {
        /// The file.
        path: String,
    },
    /// No column says what a ticket is about.
    #[error("{path}: no column holds the text of the tickets; the columns are {}", listed(columns))]
    NoTextColumn {
        /// The file.
        path: String,
        /// The columns that were seen.
        columns: Vec<String>,
    },
    /// The helpdesk asked for is not in the table.
    #[error("there is no helpdesk \"{given}\"")]
    UnknownHelpdesk {
        /// What was asked for.
        given: String,
        /// The nearest id, when one is near.
        nearest: Option<&'static str>,
        /// All ids.
        known: Vec<&'static str>,
    },
    /// A column was mapped to a field that does not exist.
    #[error("there is no field \"{given}\" that a column can be mapped to")]
    UnknownField {
        /// What was asked for.
        given: String,
        /// The nearest field, when one is near.
        nearest: Option<&'static str>,
        /// All fields.
        known: Vec<&'static str>,
    },
    /// A field was mapped to a column that no file has.
    #[error("no column \"{given}\" for the field {field} in {path}")]
    UnknownColumn {
        /// The file that was looked at last.
        path: String,
        /// The field.
        field: String,
        /// What was asked for.
        given: String,
        /// The nearest column, when one is near.
        nearest: Option<String>,
        /// The columns that were seen.
        columns: Vec<String>,
    },
    /// There is no such time zone.
    #[error("there is no time zone \"{}\"", shown(given))]
    UnknownZone {
        /// What was asked for.
        given: String,
        /// The nearest name, when one is near.
        nearest: Option<String>,
    },
    /// A table of accounts has nothing to recognise a customer by.
    #[error("{path}, line {line}: no column tells whose account it is; the columns are {}", listed(columns))]
    NoAccountKey {
        /// The file.
        path: String,
        /// Line of the first record.
        line: u64,
        /// The columns that were seen.
        columns: Vec<String>,
    },
    /// A table of accounts tells nothing that is used.
    #[error("{path}, line {line}: no column tells plan, revenue or sign-up date; the columns are {}", listed(columns))]
    NoAccountFacts {
        /// The file.
        path: String,
        /// Line of the first record.
        line: u64,
        /// The columns that were seen.
        columns: Vec<String>,
    },
    /// A list stands beside the tickets of a document.
    #[error("{path} is a list of {records} records beside the tickets")]
    Beside {
        /// The file, and the key of the list.
        path: String,
        /// How many records it has.
        records: usize,
    },
    /// Every record was rejected.
    #[error("none of the {rows} records is a usable ticket: {}", counted(*rows, rejects))]
    NoTickets {
        /// Records found.
        rows: usize,
        /// How many were rejected, by reason.
        rejects: Vec<(RejectReason, usize)>,
    },
}

impl IngestError {
    /// One thing to do about it.
    pub fn help(&self) -> Option<String> {
        let suggestion = |nearest: &Option<String>, flag: &str, known: &str| match nearest {
            Some(near) => format!("did you mean {flag}{near}? It can be {known}"),
            None => format!("it can be {known}"),
        };
        Some(match self {
            Self::NoInput => "name a ticket export, a folder of exports, or - for standard input".to_owned(),
            Self::NotFound { .. } => "check the path".to_owned(),
            Self::Unreadable { .. } => "check that the file is still there and that you may read it".to_owned(),
            Self::Empty { .. } | Self::HeaderOnly { .. } => {
                "export the tickets again; the export may have been filtered to nothing".to_owned()
            }
            Self::Binary { .. } => "export the tickets as CSV or JSON".to_owned(),
            Self::Unsupported { remedy, .. } | Self::TooMuch { remedy, .. } => (*remedy).to_owned(),
            Self::OwnFile { .. } => {
                "name exports of tickets; fixfirst render writes a saved report.json in other formats".to_owned()
            }
            Self::Damaged { .. } => "download or export it again".to_owned(),
            Self::EmptyFolder { .. } => "name the export file itself to see why it is not taken".to_owned(),
            Self::BrokenXml { .. } => "export the tickets again, or as CSV".to_owned(),
            Self::BrokenJson { .. } => "the file may be cut off or edited; export the tickets again".to_owned(),
            Self::Beside { .. } => "put the list in a file of its own to have it read".to_owned(),
            Self::NoRecords { .. } => "export the tickets as a JSON array, one object a line, or CSV".to_owned(),
            Self::NoTextColumn { .. } => "say which column it is with --map body=COLUMN".to_owned(),
            Self::UnknownHelpdesk { nearest, known, .. } => {
                suggestion(&nearest.map(str::to_owned), "--from ", &listed(known))
            }
            Self::UnknownField { nearest, known, .. } => suggestion(&nearest.map(str::to_owned), "", &listed(known)),
            Self::UnknownColumn { nearest, columns, .. } => suggestion(nearest, "", &listed(columns)),
            Self::UnknownZone { nearest, .. } => suggestion(
                nearest,
                "--timezone ",
                "a name of the IANA database such as Europe/Berlin, or an offset such as +02:00",
            ),
            Self::NoAccountKey { .. } => {
                "call a column email, customer id, company or domain, with what the tickets say of the customer"
                    .to_owned()
            }
            Self::NoAccountFacts { .. } => "call a column plan, mrr or signup date".to_owned(),
            Self::NoTickets { rejects, .. } => match rejects.first() {
                Some((RejectReason::NoText, _)) => "say which column holds the text with --map body=COLUMN".to_owned(),
                _ => "export the tickets again".to_owned(),
            },
        })
    }

    /// Why a file in a folder was passed over, in a few words.
    pub fn in_short(&self) -> String {
        match self {
            Self::Empty { .. } => "empty".to_owned(),
            Self::HeaderOnly { .. } => "column names only".to_owned(),
            Self::Binary { .. } => "not a text file".to_owned(),
            Self::OwnFile { .. } => OWN_FILE.to_owned(),
            Self::Unsupported { what, .. } => format!("{what}, which is not read"),
            Self::Damaged { what, .. } => format!("the data of {what} are damaged or cut off"),
            Self::TooMuch { what, .. } => format!("it {what}"),
            Self::BrokenJson { line, .. } => format!("not valid JSON from line {line} on"),
            Self::BrokenXml { line, .. } => format!("no usable XML from line {line} on"),
            Self::NoRecords { .. } => "no list of records".to_owned(),
            Self::Beside { records, .. } => format!("a list of {records} records beside the tickets"),
            Self::NoTextColumn { .. } => "no column holds text".to_owned(),
            Self::NotFound { .. } | Self::Unreadable { .. } => "could not be read".to_owned(),
            _ => "no tickets".to_owned(),
        }
    }

    /// Whether the input holds nothing usable, in contrast to work that could not be finished or a wrong command.
    pub fn nothing_usable(&self) -> bool {
        !matches!(
            self,
            Self::NoInput
                | Self::NotFound { .. }
                | Self::Unreadable { .. }
                | Self::UnknownHelpdesk { .. }
                | Self::UnknownField { .. }
                | Self::UnknownColumn { .. }
                | Self::UnknownZone { .. }
        )
    }
}

/// Why a file of fixfirst's own is passed over.
pub const OWN_FILE: &str = "written by fixfirst";

/// How many names an error lists before it stops.
const LISTED: usize = 40;

/// Names in a row, with control characters made harmless: headers come from files.
fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let mut words: Vec<String> = names.iter().take(LISTED).map(|name| shown(name.as_ref())).collect();
    if names.len() > LISTED {
        words.push(format!("and {} more", names.len() - LISTED));
    }
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

/// Longest header that an error shows, in characters.
const SHOWN: usize = 60;

fn shown(name: &str) -> String {
    let plain = |c: char| if c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) { ' ' } else { c };
    let text: String = name.chars().take(SHOWN).map(plain).collect();
    if text.trim().is_empty() { "(no name)".to_owned() } else { text }
}

fn example_of(example: &Option<(String, String)>) -> String {
    example.as_ref().map_or_else(String::new, |(file, why)| format!("; {}: {why}", shown(file)))
}

fn counted(rows: usize, rejects: &[(RejectReason, usize)]) -> String {
    let words: Vec<String> = rejects.iter().map(|(reason, count)| format!("{count} {}", in_words(*reason))).collect();
    if words.is_empty() { format!("{rows} that only tell of tickets in other files") } else { words.join(", ") }
}

fn in_words(reason: RejectReason) -> &'static str {
    match reason {
        RejectReason::Blank => "blank",
        RejectReason::NoText => "without text",
        RejectReason::Malformed => "malformed",
        RejectReason::NotATicket => "something else than tickets",
        RejectReason::Automatic => "written by programs",
        RejectReason::Sample => "sample tickets",
        RejectReason::AgentsOnly => "by agents alone",
        RejectReason::Reply => "further messages",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_cannot_speak_to_the_terminal() {
        let error =
            IngestError::NoTextColumn { path: "x.csv".into(), columns: vec!["a\u{1b}[31m".into(), String::new()] };
        assert!(!error.to_string().contains('\u{1b}'));
        assert!(error.to_string().ends_with("a [31m, (no name)"));
    }

    #[test]
    fn what_gave_no_tickets_always_has_a_reason() {
        let error = |rejects| IngestError::NoTickets { rows: 6, rejects }.to_string();
        assert!(error(vec![]).ends_with("ticket: 6 that only tell of tickets in other files"));
        assert!(error(vec![(RejectReason::NoText, 6)]).ends_with("ticket: 6 without text"));
    }

    #[test]
    fn a_wrong_flag_is_not_a_useless_export() {
        assert!(IngestError::Empty { path: "x".into() }.nothing_usable());
        assert!(!IngestError::NotFound { path: "x".into() }.nothing_usable());
    }
}
