//! The folder: opened for one run at a time, written whole or not at all.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::{decisions::Decisions, error::LedgerError, memory::Memory};

/// What the program learnt.
const MEMORY: &str = "memory.jsonl";

/// What people decided.
const PROBLEMS: &str = "problems.toml";

/// How the names of files begin that are being written.
const UNFINISHED: &str = ".unfinished-";

/// Held by the run that works with the ledger; it is empty. The system lets go of it when the run ends, however it ends.
const LOCK: &str = ".lock";

/// What a new `problems.toml` says.
const TEMPLATE: &str = "\
# What people decided about problems. Edit it, or use `fixfirst ledger` and `fixfirst fix`; comments stay.
#
# [P-17]
# name = \"Login fails after the update\"
# status = \"planned\"            # open, planned, accepted or fixed
# owner = \"mobile team\"
# link = \"https://tracker.example/451\"
# note = \"waits for the new session service\"
# mute = 2026-12-31             # out of the top list until then; or true
# merged_into = \"P-4\"           # it is the same problem as P-4
# fixes = [{ shipped = 2026-10-03, expect = \"50%\", version = \"4.3\", lag = \"14d\" }]
#
# [[rule]]
# same = [\"4711\", \"4712\"]       # tickets or problems that are one problem
#
# [[rule]]
# different = [\"P-4\", \"4713\"]   # … that are not
version = 1
";

/// A ledger that this run works with; nobody else can until it is dropped.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    /// What the program learnt so far.
    pub memory: Memory,
    /// What people decided.
    pub decisions: Decisions,
    text: String,
    _lock: File,
}

impl Ledger {
    /// Opens the ledger in a folder; a folder or file that is not there yet is an empty one.
    ///
    /// # Errors
    /// When another run works with it, or a file cannot be read or understood.
    pub fn open(folder: &Path) -> Result<Self, LedgerError> {
        fs::create_dir_all(folder).map_err(|error| LedgerError::io(folder, "written", &error))?;
        let place = folder.join(LOCK);
        let lock = File::options().create(true).truncate(false).write(true).open(&place);
        let lock = lock.map_err(|error| LedgerError::io(&place, "written", &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LedgerError::Locked { folder: folder.display().to_string() });
            }
            Err(TryLockError::Error(error)) => return Err(LedgerError::io(&place, "written", &error)),
        }
        let (memory, decisions, text) = read(folder)?;
        tidy(folder);
        Ok(Self {
            folder: folder.to_owned(),
            memory,
            decisions,
            text: text.unwrap_or_else(|| TEMPLATE.to_owned()),
            _lock: lock,
        })
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The text of people's file; what a new one says where there is none.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Keeps what a run learnt. People's file is made where there is none, and else left alone.
    ///
    /// # Errors
    /// When a file cannot be written; then the old one is there as it was.
    pub fn save(&self, memory: &Memory) -> Result<(), LedgerError> {
        let people = self.folder.join(PROBLEMS);
        if !people.exists() {
            replace(&people, TEMPLATE)?;
        }
        let ignored = self.folder.join(".gitignore");
        if !ignored.exists() {
            replace(&ignored, &format!("{LOCK}\n{UNFINISHED}*\n"))?;
        }
        let (path, text) = (self.folder.join(MEMORY), memory.write());
        // What is there already is not written again: the file keeps its time, and the ends of lines that version
        // control gave it.
        if fs::read_to_string(&path).is_ok_and(|old| old == text || old.replace("\r\n", "\n") == text) {
            return Ok(());
        }
        replace(&path, &text)
    }

    /// Replaces people's file by an edited text, which has to be one that reads well.
    ///
    /// # Errors
    /// When the text says what cannot be, or the file cannot be written.
    pub fn decide(&self, text: &str) -> Result<(), LedgerError> {
        let path = self.folder.join(PROBLEMS);
        Decisions::read(text, &path)?;
        replace(&path, text)
    }
}

/// Takes away what a run that was killed had begun to write. Whoever holds the lock is alone here; what cannot be taken
/// away does no harm.
fn tidy(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files.flatten().filter(|file| file.file_name().to_string_lossy().starts_with(UNFINISHED)) {
        let _ = fs::remove_file(file.path());
    }
}

/// What a ledger holds, for those who only look: nothing is made, and nobody is kept out.
///
/// # Errors
/// When a file cannot be read or understood.
pub fn look(folder: &Path) -> Result<(Memory, Decisions), LedgerError> {
    if !folder.is_dir() {
        return Err(LedgerError::io(folder, "read", &io::ErrorKind::NotFound.into()));
    }
    let (memory, decisions, _) = read(folder)?;
    Ok((memory, decisions))
}

fn read(folder: &Path) -> Result<(Memory, Decisions, Option<String>), LedgerError> {
    let (memory, people) = (folder.join(MEMORY), folder.join(PROBLEMS));
    for path in [&memory, &people] {
        if let Some(line) = text_of(path)?.as_deref().and_then(conflict) {
            let by_hand = path == &people;
            return Err(LedgerError::Conflict { path: path.display().to_string(), line, by_hand });
        }
    }
    let mut learnt = match text_of(&memory)? {
        Some(text) => Memory::read(&text, &memory)?,
        None => Memory::default(),
    };
    let text = text_of(&people)?;
    let decisions = match &text {
        Some(text) => Decisions::read(text, &people)?,
        None => Decisions::default(),
    };
    // Where the memory was lost, ids that people wrote about are not given to other problems.
    learnt.header.next = learnt.header.next.max(decisions.greatest().saturating_add(1));
    Ok((learnt, decisions, text))
}

/// The line at which version control began to tell two versions, as git, Mercurial and Subversion do.
fn conflict(text: &str) -> Option<usize> {
    let begins = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
    text.lines().position(begins).map(|at| at + 1)
}

/// A file's text; none when it is not there.
fn text_of(path: &Path) -> Result<Option<String>, LedgerError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(LedgerError::io(path, "read", &error)),
    };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let upto = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..upto].iter().filter(|&&byte| byte == b'\n').count();
        let by_hand = path.ends_with(PROBLEMS);
        LedgerError::Malformed {
            path: path.display().to_string(),
            line,
            reason: "this is no UTF-8".to_owned(),
            by_hand,
        }
    })
}

/// Steps of writing a file, after each of which a test may end the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Made,
    Half,
    Written,
    Synced,
}

fn replace(path: &Path, text: &str) -> Result<(), LedgerError> {
    replace_in_steps(path, text, &mut |_| Ok(())).map_err(|error| LedgerError::io(path, "written", &error))
}

/// Writes a temporary file beside, has it on the disk, and gives it the name: whenever this ends, the name leads to
/// the whole old text or to the whole new one.
fn replace_in_steps(path: &Path, text: &str, after: &mut dyn FnMut(Step) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file: NamedTempFile = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
    after(Step::Made)?;
    let (first, second) = text.as_bytes().split_at(text.len() / 2);
    file.write_all(first)?;
    after(Step::Half)?;
    file.write_all(second)?;
    after(Step::Written)?;
    readable_by_the_team(&file)?;
    file.as_file().sync_all()?;
    after(Step::Synced)?;
    file.persist(path).map_err(|error| error.error)?;
    // The name itself has to be on the disk too; not every system lets a folder be synced.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Temporary files are for their owner alone; a ledger is the team's.
#[cfg(unix)]
fn readable_by_the_team(file: &NamedTempFile) -> io::Result<()> {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt};
    file.as_file().set_permissions(Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_the_team(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_ends_at_any_step_leaves_the_old_file_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(MEMORY);
        replace(&path, "old text").unwrap();
        for last in [Step::Made, Step::Half, Step::Written, Step::Synced] {
            let ended = |step| if step == last { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) };
            assert!(replace_in_steps(&path, "new text", &mut { ended }).is_err());
            assert_eq!(fs::read_to_string(&path).unwrap(), "old text", "{last:?}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        }
        replace(&path, "new text").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new text");
    }

    /// What a child process is told: the folder, how many files it may write, and after which step it is to die.
    const DIES: [&str; 3] = ["FIXFIRST_TEST_FOLDER", "FIXFIRST_TEST_FILES", "FIXFIRST_TEST_STEP"];

    const STEPS: [Step; 4] = [Step::Made, Step::Half, Step::Written, Step::Synced];

    /// Not a test of its own: the process that the next one kills.
    #[test]
    fn killed_while_it_saves() {
        let [Ok(folder), Ok(files), Ok(step)] = DIES.map(std::env::var) else { return };
        let folder = Path::new(&folder);
        let ledger = Ledger::open(folder).unwrap();
        let (whole, last): (usize, Step) = (files.parse().unwrap(), STEPS[step.parse::<usize>().unwrap()]);
        // As `save` writes them: people's file, the list of what is not kept, the memory.
        let texts = [(PROBLEMS, TEMPLATE), (".gitignore", "new\n"), (MEMORY, "new text")];
        for (at, (file, text)) in texts.into_iter().enumerate() {
            let dies = |step| if at == whole && step == last { std::process::abort() } else { Ok(()) };
            replace_in_steps(&folder.join(file), text, &mut { dies }).unwrap();
        }
        drop(ledger);
    }

    #[test]
    fn a_run_that_is_killed_at_any_step_leaves_every_file_whole_and_no_lock() {
        let old = Memory::default().write();
        for whole in 0..3 {
            for step in 0..STEPS.len() {
                let folder = tempfile::tempdir().unwrap();
                fs::write(folder.path().join(PROBLEMS), "# ours\nversion = 1\n").unwrap();
                fs::write(folder.path().join(MEMORY), &old).unwrap();
                let test = "ledger::store::tests::killed_while_it_saves";
                let mut child = std::process::Command::new(std::env::current_exe().unwrap());
                child.args(["--exact", test]).env(DIES[0], folder.path());
                let ran = child.env(DIES[1], whole.to_string()).env(DIES[2], step.to_string()).output().unwrap();
                assert!(!ran.status.success(), "it was to die");
                let left = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(UNFINISHED);
                let names = || fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
                assert!(names().any(|name| left(&name)), "it died while it wrote");
                let ledger = once_free(folder.path());
                let people = if whole == 0 { "# ours\nversion = 1\n" } else { TEMPLATE };
                assert_eq!((ledger.text(), ledger.memory.write()), (people, old.clone()), "{whole} {step}");
                assert!(!names().any(|name| left(&name)), "what was left over is gone");
                ledger.save(&Memory::default()).unwrap();
            }
        }
    }

    /// Opens what was let go of. A child that another test starts at this moment has a copy of the lock until it runs.
    fn once_free(folder: &Path) -> Ledger {
        for _ in 0..200 {
            match Ledger::open(folder) {
                Err(LedgerError::Locked { .. }) => std::thread::sleep(std::time::Duration::from_millis(10)),
                opened => return opened.unwrap(),
            }
        }
        panic!("it is locked for two seconds")
    }

    #[test]
    fn ends_of_lines_are_version_controls() {
        let folder = tempfile::tempdir().unwrap();
        let mut memory = Memory::default();
        "x".clone_into(&mut memory.header.seen);
        memory.header.next = 2;
        let windows = memory.write().replace('\n', "\r\n");
        let people = "# ours\r\nversion = 1\r\n\r\n[P-1]\r\nname = \"x\"\r\nstatu = \"open\"\r\n";
        fs::write(folder.path().join(MEMORY), &windows).unwrap();
        fs::write(folder.path().join(PROBLEMS), people).unwrap();
        let error = Ledger::open(folder.path()).unwrap_err();
        assert!(error.to_string().contains("line 6"), "{error}");
        fs::write(folder.path().join(PROBLEMS), people.replace("statu ", "status ")).unwrap();
        let ledger = once_free(folder.path());
        assert_eq!(ledger.memory, memory);
        ledger.save(&memory).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join(MEMORY)).unwrap(), windows, "nothing changed");
        let marked = format!("\u{feff}{}", people.replace("statu ", "status "));
        fs::write(folder.path().join(PROBLEMS), &marked).unwrap();
        drop(ledger);
        assert_eq!(once_free(folder.path()).decisions.problems.len(), 1, "an editor's mark at the start");
    }

    #[test]
    fn a_merge_conflict_is_named_by_its_line() {
        let good = Memory::default().write();
        let ours = "version = 1\n[P-1]\n<<<<<<< HEAD\nname = \"a\"\n=======\nname = \"b\"\n>>>>>>> other\n";
        let cases = [
            (MEMORY, format!("{good}<<<<<<< HEAD\n{{}}\n=======\n{{}}\n>>>>>>> other\n"), "line 2", "--theirs"),
            (MEMORY, format!("<<<<<<< HEAD\r\n{good}=======\r\n{good}>>>>>>> other\r\n"), "line 1", "--theirs"),
            (PROBLEMS, ours.to_owned(), "line 3", "both sides"),
        ];
        for (file, text, line, help) in cases {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(file), &text).unwrap();
            let error = Ledger::open(folder.path()).unwrap_err();
            assert!(error.to_string().contains(&format!("{line}: a merge conflict")), "{error}");
            assert!(error.to_string().contains(file) && error.help().contains(help), "{}", error.help());
            assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), text);
        }
    }

    #[test]
    fn two_runs_do_not_work_with_one_ledger() {
        let folder = tempfile::tempdir().unwrap();
        let first = Ledger::open(folder.path()).unwrap();
        let second = Ledger::open(folder.path()).unwrap_err();
        assert!(matches!(second, LedgerError::Locked { .. }), "{second}");
        drop(first);
        once_free(folder.path());
    }

    #[test]
    fn what_cannot_be_understood_is_named_and_left_alone() {
        let newer = format!("{{\"format\":\"fixfirst memory\",\"version\":{},\"more\":1}}\n", 2);
        let good = Memory::default().write();
        let cases = [
            (MEMORY, newer.as_str(), "version 2"),
            (MEMORY, "", "line 1"),
            (MEMORY, "{\"format\":\"something\",\"version\":1}\n", "fixfirst memory"),
            (MEMORY, &format!("{good}{{\"id\":\"P-1\"\n"), "line 2"),
            (MEMORY, &format!("{good}\u{0}"), "line 2"),
            (PROBLEMS, "[P-1]\nstatus = \"done\"\n", "line 2"),
            (PROBLEMS, "[P-1]\nnmae = \"x\"\n", "`nmae`"),
            (PROBLEMS, "[P-1]\nname = \"x\n", "line 2"),
            (PROBLEMS, "version = 2\n", "version 2"),
            (PROBLEMS, "[P-1]\nname = \"x\"\n[P-1]\nnote = \"y\"\n", "twice"),
            (PROBLEMS, "[P-1]\nmute = 2026-02-30\n", "2026-02-30 is no day"),
            (PROBLEMS, "[p-12]\nname = \"x\"\n", "`p-12`"),
        ];
        for (file, text, names) in cases {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(file);
            fs::write(&path, text).unwrap();
            let error = Ledger::open(folder.path()).unwrap_err();
            assert!(error.to_string().contains(names) && error.to_string().contains(file), "{error}");
            assert!(!error.help().is_empty() && (!text.starts_with("[p-12]") || error.help().contains("`P-12`")));
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn without_a_memory_no_id_that_people_wrote_about_is_given_again() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(PROBLEMS), "[P-17]\nname = \"Login\"\n").unwrap();
        assert_eq!(Ledger::open(folder.path()).unwrap().memory.header.next, 18);
    }

    #[test]
    fn what_a_new_file_shows_is_what_is_understood() {
        let shown: String =
            TEMPLATE.lines().skip(2).map(|line| format!("{}\n", line.trim_start_matches('#').trim())).collect();
        let decisions = Decisions::read(&shown.replace("version = 1", ""), Path::new("x")).unwrap();
        assert_eq!(decisions.rules.len(), 2);
        let of = decisions.problems.values().next().unwrap();
        assert!(of.name.is_some() && of.mute.is_some() && of.fixes[0].lag == Some(14));
        assert!(Decisions::read(TEMPLATE, Path::new("x")).unwrap().problems.is_empty());
    }
}
