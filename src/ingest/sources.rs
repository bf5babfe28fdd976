//! Where bytes come from: files, folders, standard input; and what they are by their first bytes.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::error::IngestError;

/// Something to read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Name for people: the path as given.
    pub name: String,
    /// Its bytes, or where they are.
    pub content: Content,
    /// Whether it was found in a folder: such a file is passed over when it holds no tickets.
    pub in_folder: Option<String>,
}

/// The bytes of a source.
#[derive(Clone, Debug)]
pub enum Content {
    /// Already read, as standard input is.
    Bytes(Vec<u8>),
    /// A file.
    Path(PathBuf),
}

/// How deep folders are searched.
const DEEPEST: usize = 16;

/// Files of version control and operating systems, and files that are certainly about the export.
const NO_EXPORTS: &[&str] = &["readme", "license", "licence", "provenance", "changelog", "thumbs.db"];

/// The sources that paths name: folders are searched, in the order of names.
pub fn of_paths(paths: &[PathBuf]) -> Result<Vec<Source>, IngestError> {
    let mut sources = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let meta = fs::metadata(path).map_err(|source| unreadable(&name, source))?;
        if meta.is_dir() {
            let mut files = Vec::new();
            walk(path, DEEPEST, &mut files).map_err(|source| unreadable(&name, source))?;
            if files.is_empty() {
                return Err(IngestError::EmptyFolder { path: name, files: 0, example: None });
            }
            let source = |file: PathBuf| Source {
                name: file.display().to_string(),
                content: Content::Path(file),
                in_folder: Some(name.clone()),
            };
            sources.extend(files.into_iter().map(source));
        } else {
            sources.push(Source { name, content: Content::Path(path.clone()), in_folder: None });
        }
    }
    Ok(sources)
}

fn walk(folder: &Path, depth: usize, into: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        if name.starts_with('.') || NO_EXPORTS.contains(&stem) || NO_EXPORTS.contains(&name.as_str()) {
            continue;
        }
        let meta = fs::symlink_metadata(&path)?;
        if meta.is_dir() {
            if depth > 0 {
                walk(&path, depth - 1, into)?;
            }
        } else {
            into.push(path);
        }
    }
    Ok(())
}

impl Source {
    /// How many bytes there are to read, as far as is known.
    pub fn size(&self) -> u64 {
        match &self.content {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::Path(path) => fs::metadata(path).map_or(0, |meta| meta.len()),
        }
    }

    /// Reads all bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, IngestError> {
        let bytes = match &self.content {
            Content::Bytes(bytes) => bytes.clone(),
            Content::Path(path) => fs::read(path).map_err(|source| unreadable(&self.name, source))?,
        };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            Err(IngestError::Empty { path: self.name.clone() })
        } else {
            Ok(bytes)
        }
    }

    /// File name without folder and extension.
    pub fn stem(&self) -> String {
        let path = Path::new(&self.name);
        path.file_stem().map_or_else(|| self.name.clone(), |stem| stem.to_string_lossy().into_owned())
    }
}

fn unreadable(path: &str, source: io::Error) -> IngestError {
    let path = path.to_owned();
    if source.kind() == io::ErrorKind::NotFound {
        IngestError::NotFound { path }
    } else {
        IngestError::Unreadable { path, source }
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
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save it as CSV"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"version https://git-lfs", "a Git LFS pointer and not the file itself", "fetch the file with git lfs pull"),
];

/// What a file is that is not read, and what to do instead.
pub fn unread_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
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
        assert_eq!(what(b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml"), Some("an Excel workbook"));
        assert_eq!(what(b"PK\x03\x04....tickets.json"), Some("a zip archive"));
        assert_eq!(what(b"\xef\xbb\xbf<?xml version='1.0'?>"), Some("an XML file"));
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
