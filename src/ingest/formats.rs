//! Bytes → tables: which reader reads a file, by its first bytes and never by its name alone.
//!
//! A reader gives one table or several (the sheets of a workbook, the tables of an unload). What is
//! known and not read is called by its name, with a remedy.

pub mod documents;
mod large;

use super::{
    chats,
    encoding::{self, Decoded},
    error::IngestError,
    from_chat, from_csv, from_json, from_labels, from_mail, from_parquet, from_sql, from_xlsx, from_xml,
    input::{self, Input},
    own_output,
    table::{Keeping, Table},
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

/// Reads all tables of a file; never none. `path` is its name in errors. What is larger than its head and can be read
/// in pieces is; everything else is read whole. `keeping`: which columns of a large table are kept.
pub fn read(input: Input<'_>, path: &str, keeping: Keeping<'_>) -> Result<Vec<Part>, IngestError> {
    if own_output::is_own(input.head()) {
        return Err(IngestError::OwnFile { path: path.to_owned() });
    }
    if !input.is_whole() && large::is_text_in_pieces(input.head(), path) {
        return Ok(unnested(large::read(input, path, keeping)?));
    }
    let packed = input.packed();
    let bytes = input.into_bytes().map_err(|error| input::error(path, packed, error))?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(IngestError::Empty { path: path.to_owned() });
    }
    Ok(unnested(whole(bytes, path)?))
}

/// The tables with what stands as JSON in their cells.
fn unnested(mut parts: Vec<Part>) -> Vec<Part> {
    for part in &mut parts {
        part.table = from_json::read_cells(std::mem::take(&mut part.table));
    }
    parts
}

/// Reads all tables of a file that is in memory.
fn whole(bytes: Vec<u8>, path: &str) -> Result<Vec<Part>, IngestError> {
    // Before mail, whose heads are labels too.
    let document = documents::is_one(path);
    if document && documents::is_labelled(&String::from_utf8_lossy(&bytes)) {
        let decoded = encoding::decode(bytes).ok_or_else(|| IngestError::Binary { path: path.to_owned() })?;
        let table = from_labels::read(&decoded.text, decoded.lossy);
        return Ok(vec![Part { name: None, format: from_labels::LABELS, encoding: decoded.encoding, table }]);
    }
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
        if own_output::is_own_table(table.columns()) {
            return Err(IngestError::OwnFile { path: path.to_owned() });
        }
        return Ok(vec![Part { name: None, format: "parquet", encoding: "utf-8".to_owned(), table }]);
    }
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
    if from_sql::looks_like(&decoded.text) {
        return dump(&decoded, path);
    }
    let name = path.to_lowercase();
    if name.ends_with(".yaml") || name.ends_with(".yml") {
        return Err(IngestError::Unsupported {
            path: path.to_owned(),
            what: "a YAML document",
            remedy: "save it as JSON or CSV",
        });
    }
    let mut beside = Vec::new();
    let (table, format) = if from_chat::looks_like(&decoded.text) {
        (from_chat::read(&decoded.text, decoded.lossy), chats::CHAT)
    } else if from_json::looks_like(&decoded.text) {
        let json = from_json::read(&decoded.text, decoded.lossy).map_err(|nothing| no_json(nothing, path))?;
        beside = json.beside;
        (json.table, json.format)
    } else if let Some(read) = document.then(|| documents::read(&decoded.text, decoded.lossy)).flatten() {
        read
    } else {
        (from_csv::read(&decoded.text, decoded.lossy).map_err(|nothing| no_csv(nothing, path))?, "csv")
    };
    let part = |name, table| Part { name, format, encoding: decoded.encoding.clone(), table };
    let beside = beside.into_iter().map(|(key, table)| part(Some(key), table));
    Ok(std::iter::once(part(None, table)).chain(beside).collect())
}

fn dump(decoded: &Decoded, path: &str) -> Result<Vec<Part>, IngestError> {
    let tables = from_sql::read(&decoded.text, decoded.lossy).map_err(|what| too_much(path.to_owned(), what))?;
    if tables.is_empty() {
        return Err(IngestError::NoRecords { path: path.to_owned() });
    }
    let part =
        |(name, table)| Part { name: Some(name), format: from_sql::SQL, encoding: decoded.encoding.clone(), table };
    Ok(tables.into_iter().map(part).collect())
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

fn no_json(nothing: from_json::Nothing, path: &str) -> IngestError {
    let path = path.to_owned();
    match nothing {
        from_json::Nothing::Empty => IngestError::Empty { path },
        from_json::Nothing::NoRecords => IngestError::NoRecords { path },
        from_json::Nothing::Broken(line, column) => IngestError::BrokenJson { path, line, column },
        from_json::Nothing::TooMuch(what) => too_much(path, what),
    }
}

fn no_csv(nothing: from_csv::Nothing, path: &str) -> IngestError {
    let path = path.to_owned();
    match nothing {
        from_csv::Nothing::Empty => IngestError::Empty { path },
        from_csv::Nothing::HeaderOnly(line) => IngestError::HeaderOnly { path, line },
        from_csv::Nothing::TooMuch(what) => too_much(path, what),
    }
}

fn too_much(path: String, what: &'static str) -> IngestError {
    let remedy = "export the tickets in parts, for example a year at a time";
    IngestError::TooMuch { path, what: what.to_owned(), remedy }
}

/// First bytes of known formats that are not read, what they are, and what to do.
const UNREAD: &[(&[u8], &str, &str)] = &[
    (b"SQLite format 3", "an SQLite database", "export its tickets as CSV"),
    (b"%PDF", "a PDF document", "export the tickets as CSV"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an Office document that is no workbook", "export the tickets as CSV"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"version https://git-lfs", "a Git LFS pointer and not the file itself", "fetch the file with git lfs pull"),
];

/// What a file is that is not read, and what to do instead.
fn unread_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(("an Office document", "save it as CSV"));
    }
    UNREAD.iter().find(|(magic, _, _)| bytes.starts_with(magic)).map(|(_, what, remedy)| (*what, *remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_are_not_read_are_called_by_name() {
        let what = |bytes: &[u8]| unread_format(bytes).map(|(what, _)| what);
        assert_eq!(what(b"PK\x03\x04....word/document.xml"), Some("an Office document"));
        assert_eq!(
            what(b"version https://git-lfs.github.com/spec/v1"),
            Some("a Git LFS pointer and not the file itself")
        );
        assert_eq!(what(b"id,subject\n1,From here: to there\n"), None);
        assert_eq!(what(b"text,label\n<b>No mail</b>,mail\n"), None);
    }
}
