//! Files that are written: tried before the long work, whole or not at all.

use std::{
    fmt,
    io::{self, Write},
    path::{Path, PathBuf},
};

use fixfirst::model::refusal::why;
use tempfile::NamedTempFile;

use super::{args::ScreenArgs, exit::Exit, pager, report::complain};

/// A file that will be written: a temporary one beside it takes its place at the end, so that a reader
/// never sees half a report and a failed run leaves the old one.
#[derive(Debug)]
pub struct Pending {
    path: PathBuf,
}

/// A file could not be written.
#[derive(Debug)]
pub struct NotWritten {
    path: PathBuf,
    error: io::Error,
}

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The kind alone: the error's own words name the temporary file, which nobody asked for.
        write!(f, "{} could not be written: {}", self.path.display(), why(self.error.kind()))
    }
}

impl NotWritten {
    /// One thing to do about it.
    pub fn help(&self) -> &'static str {
        match self.error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "make the folder first, or name another one",
            io::ErrorKind::IsADirectory => "name a file in that folder",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room, or name another folder",
            _ => "check that you may write to the folder",
        }
    }
}

impl Pending {
    /// Finds out whether the file can be written.
    pub fn at(path: &Path) -> Result<Self, NotWritten> {
        let failed = |error| NotWritten { path: path.to_owned(), error };
        if path.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        // Nothing stays there during the long work, which may be ended from outside.
        drop(NamedTempFile::new_in(folder(path)).map_err(failed)?);
        Ok(Self { path: path.to_owned() })
    }

    /// The file's name as the user gave it.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Writes the file.
    pub fn write(self, content: &[u8]) -> Result<(), NotWritten> {
        self.put(content).map_err(|error| NotWritten { path: self.path.clone(), error })
    }

    fn put(&self, content: &[u8]) -> io::Result<()> {
        let mut file = NamedTempFile::new_in(folder(&self.path))?;
        file.write_all(content)?;
        file.as_file().sync_all()?;
        readable_by_all(&file)?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

/// The folder of a file.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Temporary files are for their owner alone; a report is for whoever may read the folder.
#[cfg(unix)]
fn readable_by_all(file: &NamedTempFile) -> io::Result<()> {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt};
    file.as_file().set_permissions(Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

/// Writes to standard output; a reader that has seen enough (`| head`) is no error.
pub fn to_stdout(content: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(content).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes to standard output and says when that failed.
pub fn write(content: &[u8]) -> Exit {
    match to_stdout(content) {
        Ok(()) => Exit::Done,
        Err(error) => {
            complain(&format!("standard output could not be written: {error}"), Some("write to a file"), Exit::Failed)
        }
    }
}

/// The same for text.
pub fn print(content: &str) -> Exit {
    write(content.as_bytes())
}

/// Shows what is meant for a person: through the pager where it is longer than the screen.
pub fn show(content: &[u8], screen: ScreenArgs) -> Exit {
    if !screen.no_pager && pager::show(content) { Exit::Done } else { write(content) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stays_beside_a_file_until_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let pending = Pending::at(&folder.path().join("a.html")).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        pending.write(b"x").unwrap();
        assert_eq!(std::fs::read(folder.path().join("a.html")).unwrap(), b"x");
        let missing = Pending::at(&folder.path().join("no/a.html")).unwrap_err().to_string();
        assert!(missing.ends_with("there is no such file or folder"), "{missing}");
    }
}
