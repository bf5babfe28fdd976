//! What can be wrong with a ledger.

use std::{io, path::Path};

use crate::model::{problem::ProblemId, refusal::why};

/// A ledger could not be read, used or written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Another run works with it.
    #[error("another run is working with the ledger {folder}")]
    Locked {
        /// The ledger's folder.
        folder: String,
    },
    /// A file or folder cannot be read or written.
    #[error("{path} could not be {what}: {}", why(*kind))]
    Io {
        /// The file or folder.
        path: String,
        /// `read` or `written`.
        what: &'static str,
        /// Why.
        kind: io::ErrorKind,
    },
    /// A line does not say what it should.
    #[error("{path}, line {line}: {reason}")]
    Malformed {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
        /// Whether people write the file, so that the line can be mended.
        by_hand: bool,
    },
    /// Version control could not join two versions of the file, and left both in it.
    #[error("{path}, line {line}: a merge conflict begins here")]
    Conflict {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// Whether people write the file, so that they can join the two.
        by_hand: bool,
    },
    /// A key that nothing is called.
    #[error("{path}, line {line}: nothing is called `{key}` here")]
    UnknownKey {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
        /// What it may have meant.
        near: String,
    },
    /// A newer version wrote the file.
    #[error("{path} is of version {found}, and this program knows version {known}")]
    Newer {
        /// The file.
        path: String,
        /// Its version.
        found: u64,
        /// The newest version that can be read.
        known: u64,
    },
    /// No problem has this id.
    #[error("{id} is no problem of the ledger {folder}")]
    NoSuchProblem {
        /// The id.
        id: ProblemId,
        /// The ledger's folder.
        folder: String,
    },
    /// A decision about a problem that went into another.
    #[error("{id} went into {heir}: what is said of it would never be read")]
    WentInto {
        /// The problem.
        id: ProblemId,
        /// What it is today.
        heir: ProblemId,
    },
    /// People said the opposite before.
    #[error("line {line} of problems.toml says that {} are different problems", ids.join(" and "))]
    SaidOtherwise {
        /// The line, from 1.
        line: usize,
        /// What is told apart there.
        ids: Vec<String>,
    },
    /// A decision that cannot hold.
    #[error("{reason}")]
    Impossible {
        /// Why.
        reason: String,
    },
}

impl LedgerError {
    /// A file that cannot be read or written.
    pub(super) fn io(path: &Path, what: &'static str, error: &io::Error) -> Self {
        Self::Io { path: path.display().to_string(), what, kind: error.kind() }
    }

    /// One thing to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Locked { .. } => "wait until it has ended; every run needs the ledger for itself".to_owned(),
            Self::Io { what: "read", .. } => "check the path and that you may read it".to_owned(),
            Self::Io { .. } => "check that the folder can be made and written to".to_owned(),
            Self::Conflict { by_hand: true, .. } => {
                "keep what both sides decided and take the lines with <<<<<<<, ======= and >>>>>>> out".to_owned()
            }
            Self::Conflict { .. } => {
                "take one side as it is (git checkout --theirs) and report again: what the other side’s data said is \
                 learnt from this data anew"
                    .to_owned()
            }
            Self::Malformed { by_hand: true, .. } => "mend the line; nothing was changed".to_owned(),
            Self::Malformed { .. } => {
                "take the file from version control again; without it every problem gets a new id".to_owned()
            }
            Self::UnknownKey { near, .. } => format!("did you mean `{near}`?"),
            Self::Newer { .. } => "use the newer version of fixfirst that wrote it".to_owned(),
            Self::NoSuchProblem { .. } => "fixfirst ledger list --ledger DIR shows all of them".to_owned(),
            Self::WentInto { heir, .. } => format!("say it of {heir}; nothing was changed"),
            Self::SaidOtherwise { .. } => "take that rule out first; nothing was changed".to_owned(),
            Self::Impossible { .. } => "nothing was changed".to_owned(),
        }
    }

    /// Whether the command line is at fault, and not a file.
    pub fn wrong_command(&self) -> bool {
        matches!(
            self,
            Self::NoSuchProblem { .. } | Self::Impossible { .. } | Self::WentInto { .. } | Self::SaidOtherwise { .. }
        )
    }
}
