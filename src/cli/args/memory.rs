//! The memory: the flags of every command that reads exports, and the commands that decide.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use fixfirst::{
    ledger::decisions::{expectation, lag},
    model::{problem::ProblemId, time::Day},
    report::gate::Gate,
};

use super::problem;

/// Whether to remember.
#[derive(Clone, Debug, Args)]
pub struct MemoryArgs {
    /// Remember the problems in this folder: ids stay from week to week, changes are told, decisions hold. A team
    /// keeps it under version control; it holds no ticket text but masked titles.
    #[arg(long, value_name = "DIR", help_heading = "Memory")]
    pub ledger: Option<PathBuf>,
}

/// What to fail for.
#[derive(Clone, Debug, Args)]
pub struct GateArgs {
    /// End with exit code 4 when there is such a change: new, rising, returning, falling, and with --ledger regressed,
    /// worse, no_effect, outgrew, split, merged, dissolved, absent; new:10 from ten recent tickets on, rising:2x from twice the
    /// rate on.
    #[arg(long, value_name = "KIND[:SIZE],…", value_delimiter = ',', help_heading = "Memory")]
    pub gate: Vec<Gate>,
}

/// The ledger that a command works with.
#[derive(Clone, Debug, Args)]
pub struct LedgerFolder {
    /// Folder of the ledger.
    #[arg(long, value_name = "DIR", help_heading = "Memory")]
    pub ledger: PathBuf,
}

const FIX_EXAMPLES: &str = "Examples:
  fixfirst fix P-17 --ledger ledger --shipped 2026-10-03 --expect 50%
  fixfirst fix P-17 --ledger ledger --shipped 2026-10-03 --version 4.3 --lag 14d

The problem's status becomes fixed, and it leaves the top list; before that day it is planned.
Say it before the result is known; every report judges it then.
What was recorded for the same day stays unless it is said anew.

Exit codes: 0 done, 1 could not finish, 2 wrong command line.";

#[derive(Debug, Args)]
#[command(after_help = FIX_EXAMPLES)]
pub struct FixArgs {
    /// Problem that was fixed.
    #[arg(value_name = "PROBLEM", value_parser = problem)]
    pub problem: ProblemId,

    /// Day it was shipped.
    #[arg(long, value_name = "DATE")]
    pub shipped: Day,

    /// Share of its tickets that are to go: 50%.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub expect: Option<f64>,

    /// Version of the product that holds it.
    #[arg(long, value_name = "VERSION")]
    pub version: Option<String>,

    /// Time until it has reached the customers: 14d, 2w [default: 14d].
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub lag: Option<u32>,

    /// Where it is described.
    #[arg(long, value_name = "URL")]
    pub link: Option<String>,

    #[command(flatten)]
    pub folder: LedgerFolder,
}

fn share(text: &str) -> Result<f64, String> {
    expectation(text).ok_or_else(|| "write it as a percentage, for example 50%".to_owned())
}

fn time(text: &str) -> Result<u32, String> {
    lag(text).ok_or_else(|| "write it in days or weeks, for example 14d or 2w".to_owned())
}

/// Shown under `fixfirst ledger --help`.
pub const LEDGER_EXAMPLES: &str = "Examples:
  fixfirst ledger list --ledger ledger
  fixfirst ledger list --ledger ledger --format json | jq '.problems[].fixes'
  fixfirst ledger name P-17 \"Login fails after the update\" --ledger ledger
  fixfirst ledger status P-17 planned --ledger ledger
  fixfirst ledger merge P-9 --into P-4 --ledger ledger
  fixfirst ledger different 4711 4712 --ledger ledger

Decisions hold in every later report. Exit codes: 0 done, 1 could not finish, 2 wrong command line.";

/// Look at what is remembered, and decide about it.
#[derive(Debug, Subcommand)]
pub enum LedgerCommand {
    /// List all problems with what was decided, and the rules.
    List {
        #[command(flatten)]
        folder: LedgerFolder,
        /// Format on standard output.
        #[arg(long, value_enum, value_name = "NAME", default_value_t, help_heading = "Output")]
        format: ListFormat,
    },
    /// Give a problem a name that stays; an empty one takes it away.
    Name(Said),
    /// Say what is to become of a problem.
    Status {
        /// The problem.
        #[arg(value_parser = problem)]
        problem: ProblemId,
        /// What is to become of it.
        #[arg(value_enum)]
        status: Decided,
        #[command(flatten)]
        folder: LedgerFolder,
    },
    /// Say who looks after a problem; an empty name takes it away.
    Owner(Said),
    /// Say where a problem is worked on; an empty address takes it away.
    Link(Said),
    /// Note something about a problem; an empty note takes it away.
    Note(Said),
    /// Keep a problem out of the top list.
    Mute {
        /// The problem.
        #[arg(value_parser = problem)]
        problem: ProblemId,
        /// Last day of the silence [default: until `unmute`].
        #[arg(long, value_name = "DATE")]
        until: Option<Day>,
        #[command(flatten)]
        folder: LedgerFolder,
    },
    /// Let a problem into the top list again.
    Unmute {
        /// The problem.
        #[arg(value_parser = problem)]
        problem: ProblemId,
        #[command(flatten)]
        folder: LedgerFolder,
    },
    /// Say that a problem is another one.
    Merge {
        /// The problem whose id goes.
        #[arg(value_parser = problem)]
        problem: ProblemId,
        /// The problem that it is.
        #[arg(long, value_name = "PROBLEM", value_parser = problem)]
        into: ProblemId,
        #[command(flatten)]
        folder: LedgerFolder,
    },
    /// Say that tickets of a problem are another problem; what reads like them goes with them.
    Split {
        /// The problem.
        #[arg(value_parser = problem)]
        problem: ProblemId,
        /// Ids of the tickets.
        #[arg(required = true, value_name = "TICKET")]
        tickets: Vec<String>,
        #[command(flatten)]
        folder: LedgerFolder,
    },
    /// Say that tickets (or problems) are the same problem: the first of the problems, else that of the first ticket.
    Same(Together),
    /// Say that tickets or problems are different problems.
    Different(Together),
}

#[derive(Debug, Args)]
pub struct Said {
    /// The problem.
    #[arg(value_parser = problem)]
    pub problem: ProblemId,
    /// What is said.
    pub text: String,
    #[command(flatten)]
    pub folder: LedgerFolder,
}

#[derive(Debug, Args)]
pub struct Together {
    /// Ids of tickets or problems.
    #[arg(required = true, num_args = 2.., value_name = "ID")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub folder: LedgerFolder,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    #[default]
    Terminal,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Decided {
    Open,
    Planned,
    Accepted,
    Fixed,
}
