//! Where bytes come from: files, folders, standard input.

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
