//! Where bytes come from: files, folders, standard input.

use std::{
    fmt, fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
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
    /// Already read.
    Bytes(Vec<u8>),
    /// A file.
    Path(PathBuf),
    /// Something that can be read once, as standard input is.
    Stream(Stream),
}

/// Bytes that can be read once.
#[derive(Clone)]
pub struct Stream(Arc<Mutex<dyn Read + Send>>);

impl Stream {
    /// Whatever comes out of a reader.
    pub fn new(reader: impl Read + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(reader)))
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).read(into)
    }
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
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if is_no_export(&name) {
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
            Content::Stream(_) => 0,
        }
    }
}

/// Whether a file or folder of this name is no export: hidden, or known to be about one.
pub fn is_no_export(name: &str) -> bool {
    let name = name.to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    name.starts_with('.') || NO_EXPORTS.contains(&stem) || NO_EXPORTS.contains(&name.as_str())
}

/// Endings that say how a file is packed, and not what it holds.
const PACKED: &[&str] = &[".gz", ".bz2", ".zst", ".zip"];

/// File name without folder and extensions: `tickets` of `may/tickets.csv.gz`.
pub fn stem(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let packed = PACKED.iter().find(|ending| {
        lower.ends_with(**ending) && Path::new(&lower[..lower.len() - ending.len()]).extension().is_some()
    });
    let bare = packed.map_or(name, |ending| &name[..name.len() - ending.len()]);
    Path::new(bare).file_stem().map_or_else(|| bare.to_owned(), |stem| stem.to_string_lossy().into_owned())
}
fn unreadable(path: &str, source: io::Error) -> IngestError {
    let path = path.to_owned();
    if source.kind() == io::ErrorKind::NotFound {
        IngestError::NotFound { path }
    } else {
        IngestError::Unreadable { path, source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stem_is_what_the_tickets_are_called_by_however_they_are_packed() {
        for name in
            ["may/tickets.csv", "tickets.csv.gz", "may/tickets.CSV.ZST", "a.zip/tickets.json.bz2", "tickets.zip"]
        {
            assert_eq!(stem(name), "tickets", "{name}");
        }
        assert_eq!(
            (stem("export.v2.csv"), stem("standard input"), stem(".gz")),
            ("export.v2".into(), "standard input".into(), ".gz".into())
        );
    }

    #[test]
    fn hidden_files_and_licences_are_no_exports() {
        assert!(is_no_export(".DS_Store") && is_no_export("README.md") && is_no_export("License"));
        assert!(!is_no_export("tickets.csv"));
    }
}
