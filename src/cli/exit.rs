//! Exit codes: a contract with scripts, `fixfirst --help` says them too.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// It could not finish: a file that cannot be read or written.
    Failed = 1,
    /// The command line is wrong.
    WrongCommand = 2,
    /// The input holds nothing usable.
    NothingUsable = 3,
    /// A gate was crossed; everything was written.
    GateCrossed = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
