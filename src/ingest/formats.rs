//! Bytes → tables: which reader reads a file, by its first bytes and never by its name alone.
//!
//! A reader gives one table or several (the sheets of a workbook, the tables of an unload). What is
//! known and not read is called by its name, with a remedy.

use super::{
    encoding::{self, Decoded},
    error::IngestError,
    from_csv, from_json, from_xlsx, from_xml,
    table::Table,
};

/// One table of a file.
#[derive(Debug)]
pub struct Part {
    /// Its name, where a file has several.
    pub name: Option<String>,
    /// `csv`, `json` …
    pub format: &'static str,
    /// Encoding of the text.
    pub encoding: String,
    /// The records.
    pub table: Table,
}

/// Reads all tables of a file; never none. `path` is its name in errors.
pub fn read(bytes: Vec<u8>, path: &str) -> Result<Vec<Part>, IngestError> {
    if from_xlsx::looks_like(&bytes) {
        return workbook(&bytes, path);
    }
    if let Some((what, remedy)) = unread_format(&bytes) {
        return Err(IngestError::Unsupported { path: path.to_owned(), what, remedy });
    }
    let decoded = encoding::decode(bytes).ok_or_else(|| IngestError::Binary { path: path.to_owned() })?;
    if from_xml::looks_like(&decoded.text) {
        return markup(decoded, path);
    }
    let (table, format) = text(path, &decoded.text, decoded.lossy)?;
    Ok(vec![Part { name: None, format, encoding: decoded.encoding, table }])
}

fn workbook(bytes: &[u8], path: &str) -> Result<Vec<Part>, IngestError> {
    let unsupported = |what, remedy| IngestError::Unsupported { path: path.to_owned(), what, remedy };
    let part = |found: from_xlsx::Found| Part {
        name: found.name,
        format: found.format,
        encoding: "utf-8".to_owned(),
        table: found.table,
    };
    match from_xlsx::read(bytes) {
        Ok(found) => Ok(found.into_iter().map(part).collect()),
        Err(from_xlsx::Nothing::Empty) => Err(IngestError::Empty { path: path.to_owned() }),
        Err(from_xlsx::Nothing::HeaderOnly(line)) => Err(IngestError::HeaderOnly { path: path.to_owned(), line }),
        Err(from_xlsx::Nothing::Encrypted) => {
            Err(unsupported("a workbook with a password", "save it without a password, or as CSV"))
        }
        Err(from_xlsx::Nothing::Damaged) => {
            Err(unsupported("a damaged workbook", "export the tickets again, or save them as CSV"))
        }
        Err(from_xlsx::Nothing::TooLarge) => {
            Err(unsupported("a workbook that unpacks to more than can be held", "save the sheet of tickets as CSV"))
        }
    }
}

fn markup(decoded: Decoded, path: &str) -> Result<Vec<Part>, IngestError> {
    let part = |found: from_xml::Found| Part {
        name: found.name,
        format: found.format,
        encoding: decoded.encoding.clone(),
        table: found.table,
    };
    let path = path.to_owned();
    match from_xml::read(&decoded.text, decoded.lossy) {
        Ok(found) => Ok(found.into_iter().map(part).collect()),
        Err(from_xml::Nothing::NoRecords) => Err(IngestError::NoRecords { path }),
        Err(from_xml::Nothing::NoTable) => Err(IngestError::Unsupported {
            path,
            what: "an HTML page without a table",
            remedy: "export the tickets as CSV or JSON",
        }),
        Err(from_xml::Nothing::HeaderOnly(line)) => Err(IngestError::HeaderOnly { path, line }),
        Err(from_xml::Nothing::Broken(line, what)) => Err(IngestError::BrokenXml { path, line, what }),
    }
}

fn text(path: &str, text: &str, lossy: bool) -> Result<(Table, &'static str), IngestError> {
    let path = || path.to_owned();
    if from_json::looks_like(text) {
        return match from_json::read(text, lossy) {
            Ok(json) => Ok((json.table, json.format)),
            Err(from_json::Nothing::Empty) => Err(IngestError::Empty { path: path() }),
            Err(from_json::Nothing::NoRecords) => Err(IngestError::NoRecords { path: path() }),
            Err(from_json::Nothing::Broken(line, column)) => {
                Err(IngestError::BrokenJson { path: path(), line, column })
            }
        };
    }
    match from_csv::read(text, lossy) {
        Ok(table) => Ok((table, "csv")),
        Err(from_csv::Nothing::Empty) => Err(IngestError::Empty { path: path() }),
        Err(from_csv::Nothing::HeaderOnly(line)) => Err(IngestError::HeaderOnly { path: path(), line }),
    }
}

/// First bytes of known formats that are not read, what they are, and what to do.
const UNREAD: &[(&[u8], &str, &str)] = &[
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"PAR1", "a Parquet file", "save it as CSV"),
    (b"SQLite format 3", "an SQLite database", "export its tickets as CSV"),
    (b"%PDF", "a PDF document", "export the tickets as CSV"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an Office document that is no workbook", "export the tickets as CSV"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"version https://git-lfs", "a Git LFS pointer and not the file itself", "fetch the file with git lfs pull"),
];

/// What a file is that is not read, and what to do instead.
fn unread_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(("a zip archive", "unpack it first"));
    }
    let known = UNREAD.iter().find(|(magic, _, _)| bytes.starts_with(magic)).map(|(_, what, remedy)| (*what, *remedy));
    known.or_else(|| unread_text(bytes))
}

/// How much of a text is looked at to know its format, in bytes.
const SNIFFED: usize = 2048;

fn unread_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SNIFFED)]).to_lowercase();
    let start = head.trim_start_matches('\u{feff}').trim_start();
    let first = start.lines().next().unwrap_or("");
    if first.starts_with("from ") && first.contains(':') && first.split_whitespace().count() >= 6 {
        return Some(("a mailbox", "export the tickets as CSV or JSON"));
    }
    is_mail(start).then_some(("an e-mail", "export the tickets as CSV or JSON"))
}

/// Names of header fields that every mail has some of (RFC 5322).
const MAIL_FIELDS: &[&str] = &[
    "from",
    "to",
    "date",
    "subject",
    "message-id",
    "received",
    "mime-version",
    "return-path",
    "content-type",
    "delivered-to",
];

/// Whether a text starts with a block of header fields and continued lines.
fn is_mail(start: &str) -> bool {
    let (mut fields, mut known) = (0, 0);
    for line in start.lines().take_while(|line| !line.trim().is_empty()).filter(|line| !line.starts_with([' ', '\t'])) {
        let name = line.split_once(':').map_or("", |(name, _)| name);
        if name.is_empty() || name.contains(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
            return fields >= 3 && known >= 3;
        }
        fields += 1;
        known += usize::from(MAIL_FIELDS.contains(&name));
    }
    fields >= 3 && known >= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_are_not_read_are_called_by_name() {
        let what = |bytes: &[u8]| unread_format(bytes).map(|(what, _)| what);
        assert_eq!(what(b"PK\x03\x04....tickets.json"), Some("a zip archive"));
        assert_eq!(what(b"From ann@example.com Mon Jan 1 10:00:00 2024\nSubject: x"), Some("a mailbox"));
        assert_eq!(what(b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nHello"), Some("an e-mail"));
        assert_eq!(
            what(b"version https://git-lfs.github.com/spec/v1"),
            Some("a Git LFS pointer and not the file itself")
        );
        assert_eq!(what(b"id,subject\n1,From here: to there\n"), None);
        assert_eq!(what(b"text,label\n<b>No mail</b>,mail\n"), None);
    }
}
