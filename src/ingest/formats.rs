//! Bytes → tables: which reader reads a file, by its first bytes and never by its name alone.
//!
//! A reader gives one table or several (the sheets of a workbook, the tables of an unload). What is
//! known and not read is called by its name, with a remedy.

use super::{encoding, error::IngestError, from_csv, from_json, from_mail, from_parquet, table::Table};

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
    if let Some(kind) = from_mail::kind(&bytes, path) {
        let table = from_mail::read(&bytes, kind);
        return Ok(vec![Part { name: None, format: kind, encoding: "mime".to_owned(), table }]);
    }
    if from_parquet::looks_like(&bytes) {
        let unsupported = |what| IngestError::Unsupported {
            path: path.to_owned(),
            what,
            remedy: "export it again, or save it as CSV",
        };
        let table = from_parquet::read(bytes).map_err(unsupported)?;
        return Ok(vec![Part { name: None, format: "parquet", encoding: "utf-8".to_owned(), table }]);
    }
    if let Some((what, remedy)) = unread_format(&bytes) {
        return Err(IngestError::Unsupported { path: path.to_owned(), what, remedy });
    }
    let decoded = encoding::decode(bytes).ok_or_else(|| IngestError::Binary { path: path.to_owned() })?;
    let (table, format) = text(path, &decoded.text, decoded.lossy)?;
    Ok(vec![Part { name: None, format, encoding: decoded.encoding, table }])
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
    (b"SQLite format 3", "an SQLite database", "export its tickets as CSV"),
    (b"%PDF", "a PDF document", "export the tickets as CSV"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save it as CSV"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"version https://git-lfs", "a Git LFS pointer and not the file itself", "fetch the file with git lfs pull"),
];

/// What a file is that is not read, and what to do instead.
fn unread_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let has = |name: &[u8]| bytes.windows(name.len()).take(1 << 20).any(|window| window == name);
        return Some(match () {
            () if has(b"xl/workbook.xml") || has(b"xl/worksheets") => ("an Excel workbook", "save it as CSV"),
            () => ("a zip archive", "unpack it first"),
        });
    }
    let known = UNREAD.iter().find(|(magic, _, _)| bytes.starts_with(magic)).map(|(_, what, remedy)| (*what, *remedy));
    known.or_else(|| unread_text(bytes))
}

/// How much of a text is looked at to know its format, in bytes.
const SNIFFED: usize = 2048;

fn unread_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SNIFFED)]).to_lowercase();
    let start = head.trim_start_matches('\u{feff}').trim_start();
    let says = |words: &str| head.contains(words);
    if start.starts_with("<?xml")
        || start.starts_with("<rss")
        || says("this xml file does not appear")
        || start.starts_with("<!doctype bugzilla")
    {
        return Some(("an XML file", "export the tickets as CSV or JSON"));
    }
    if start.starts_with("<html") || start.starts_with("<!doctype html") || start.starts_with("<table") {
        return Some(("an HTML page", "export the tickets as CSV or JSON"));
    }
    if start.starts_with('<') && start.contains("</") {
        return Some(("an XML file", "export the tickets as CSV or JSON"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_are_not_read_are_called_by_name() {
        let what = |bytes: &[u8]| unread_format(bytes).map(|(what, _)| what);
        assert_eq!(what(b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml"), Some("an Excel workbook"));
        assert_eq!(what(b"PK\x03\x04....tickets.json"), Some("a zip archive"));
        assert_eq!(what(b"\xef\xbb\xbf<?xml version='1.0'?>"), Some("an XML file"));
        assert_eq!(
            what(b"version https://git-lfs.github.com/spec/v1"),
            Some("a Git LFS pointer and not the file itself")
        );
        assert_eq!(what(b"id,subject\n1,From here: to there\n"), None);
        assert_eq!(what(b"text,label\n<b>No mail</b>,mail\n"), None);
    }
}
