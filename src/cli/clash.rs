//! Files that a run reads and writes are different ones: no report takes the place of an export, or of another report.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{exit::Exit, report::complain};

/// Refuses outputs that are an input, and two outputs that are one file, however each is spelt.
pub fn refuse<'p>(
    inputs: impl IntoIterator<Item = &'p Path>,
    outputs: impl IntoIterator<Item = &'p Path>,
) -> Result<(), Exit> {
    let read: Vec<(&Path, PathBuf)> =
        inputs.into_iter().filter(|path| *path != Path::new("-")).map(|path| (path, place(path))).collect();
    let mut written: Vec<(&Path, PathBuf)> = vec![];
    let help = "name another file";
    for path in outputs {
        let at = place(path);
        if let Some((input, _)) = read.iter().find(|(_, other)| same(other, &at)) {
            let sentence = format!("{} would take the place of {}, which is read", path.display(), input.display());
            return Err(complain(&sentence, Some(help), Exit::WrongCommand));
        }
        if let Some((other, _)) = written.iter().find(|(_, other)| same(other, &at)) {
            let sentence = format!("{} and {} are one file", other.display(), path.display());
            return Err(complain(&sentence, Some(help), Exit::WrongCommand));
        }
        written.push((path, at));
    }
    Ok(())
}

/// Where a file is, or would be: of one that is not there its folder is asked.
fn place(path: &Path) -> PathBuf {
    let folder = || match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.canonicalize().ok(),
        _ => Path::new(".").canonicalize().ok(),
    };
    let beside = || Some(folder()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(beside).unwrap_or_else(|| path.to_owned())
}

/// Whether two places are one file: by name, or by the file system's own number.
fn same(one: &Path, other: &Path) -> bool {
    one == other || number(one).is_some_and(|number_of_one| number(other) == Some(number_of_one))
}

#[cfg(unix)]
fn number(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    // Devices are no files that something could be lost from.
    fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|about| (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn number(_: &Path) -> Option<(u64, u64)> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(inputs: &[&Path], outputs: &[&Path]) -> bool {
        refuse(inputs.iter().copied(), outputs.iter().copied()).is_err()
    }

    #[test]
    fn one_file_is_known_by_any_spelling() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.csv"), "id\n1\n").unwrap();
        assert!(refused(&[&at("a.csv")], &[&at("a.csv")]));
        assert!(refused(&[&at("a.csv")], &[&at("./x/../a.csv"), &at("a.csv")]));
        assert!(refused(&[], &[&at("b.csv"), &at("./b.csv")]));
        assert!(!refused(&[&at("a.csv"), Path::new("-")], &[&at("b.csv"), &at("c.csv")]));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("a.csv"), at("link.csv")).unwrap();
            fs::hard_link(at("a.csv"), at("hard.csv")).unwrap();
            assert!(refused(&[&at("a.csv")], &[&at("link.csv")]) && refused(&[&at("a.csv")], &[&at("hard.csv")]));
            assert!(!refused(&[], &[Path::new("/dev/null"), Path::new("/dev/stdout")]));
        }
    }
}
