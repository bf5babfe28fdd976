//! The command line as typed: a file a command, and the groups of flags that several commands share. Doc comments
//! are the help texts.

mod analysis;
mod customers;
mod delivery;
#[cfg(test)]
mod examples;
mod finding;
mod generate;
mod init;
mod input;
mod inspect;
mod look;
mod memory;
mod problem;
mod ranking;
mod report;
mod saved;
mod screen;
mod search;
mod show;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use analysis::AnalysisArgs;
pub use delivery::{DeliveryArgs, Format};
pub use finding::FindingArgs;
pub use generate::{CompletionsArgs, ManArgs};
pub use init::InitArgs;
pub use input::InputArgs;
pub use inspect::{ClustersArgs, ColumnsArgs, Inspect, InspectFormat, ShownArgs, TextArgs};
pub use look::LookArgs;
pub use memory::{Decided, FixArgs, GateArgs, LedgerCommand, ListFormat, MemoryArgs, Said, Together};
use problem::problem;
pub use ranking::RankingArgs;
pub use report::ReportArgs;
pub use saved::{DiffArgs, DiffFormat, RenderArgs};
pub use screen::ScreenArgs;
pub use search::{SearchArgs, SearchFormat};
pub use show::{ShowArgs, ShowFormat};

/// Finds the recurring problems in ticket exports of any helpdesk and says what to fix first.
///
/// Reads exports as they come, offline; nothing leaves the machine, and no personal data
/// leaves the program.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = format!("{FIRST}\n\n{EXIT_CODES}"))]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,

    /// Settings file [default: fixfirst.toml in the working directory].
    #[arg(long, value_name = "FILE", global = true, help_heading = "Settings")]
    pub config: Option<PathBuf>,

    /// Read no settings file.
    #[arg(long, global = true, conflicts_with = "config", help_heading = "Settings")]
    pub no_config: bool,
}

const FIRST: &str = "First steps:
  In the terminal, every week
    fixfirst report tickets.csv
    fixfirst inspect columns tickets.csv             when something was not understood
  For the product meeting
    fixfirst report exports/ -o report.html          one page, opens from a mail
  In a build
    fixfirst report tickets.csv --ledger ledger --gate new:5,regressed -o changes.digest.md --quiet
    fixfirst diff last.json report.json --format markdown
  Week after week
    fixfirst report tickets.csv --ledger ledger      ids stay, what changed stands first
    fixfirst fix P-17 --shipped 2026-10-03 --ledger ledger
  Settings
    fixfirst init                                    a fixfirst.toml with every key";

const EXIT_CODES: &str = "Exit codes: 0 done, 1 could not finish, 2 wrong command line, 3 nothing usable in the input,\n4 a gate was crossed.";

const SCHEMA_EXAMPLES: &str = "Examples:
  fixfirst schema > report.schema.json               names and kinds of everything in report.json";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report the recurring problems of ticket exports, what to fix first on top.
    Report(Box<ReportArgs>),

    /// Show one problem with all its tickets.
    Show(Box<ShowArgs>),

    /// Look for tickets and problems by words, fields and meaning.
    Search(Box<SearchArgs>),

    /// Look at how exports are understood.
    #[command(subcommand)]
    Inspect(Inspect),

    /// Note that a fix was shipped: the problem's status becomes fixed, and every report with the ledger says whether it
    /// works.
    Fix(FixArgs),

    /// Look at what is remembered, and decide about it.
    #[command(subcommand, after_help = memory::LEDGER_EXAMPLES)]
    Ledger(LedgerCommand),

    /// Write a saved report in other formats.
    Render(RenderArgs),

    /// Compare two saved reports: what is new, gone, or stands elsewhere.
    Diff(DiffArgs),

    /// Print the JSON Schema of report.json.
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema,

    /// Write a settings file with every key commented out.
    Init(InitArgs),

    /// Print what makes a shell complete fixfirst's commands and flags.
    Completions(CompletionsArgs),

    /// Write the manual pages.
    Man(ManArgs),
}

impl Command {
    /// Whether everything is to be told.
    pub fn verbose(&self) -> bool {
        match self {
            Self::Report(args) => args.delivery.verbose,
            Self::Render(args) => args.delivery.verbose,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }
}
