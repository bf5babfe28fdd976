//! `fixfirst render` and `fixfirst diff`: reports that were saved as JSON.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{DeliveryArgs, ScreenArgs};

const RENDER_EXAMPLES: &str = "Examples:
  fixfirst render report.json                        the saved report, in the terminal
  fixfirst render report.json -o report.html -o digest.md
  curl … | fixfirst render - --format slack          from standard input

Exit codes: 0 done, 1 could not finish, 2 wrong command line.";

#[derive(Debug, Args)]
#[command(after_help = RENDER_EXAMPLES)]
pub struct RenderArgs {
    /// Report that was saved with `-o report.json`, `-` for standard input.
    #[arg(value_name = "REPORT.json")]
    pub report: PathBuf,

    #[command(flatten)]
    pub delivery: DeliveryArgs,
}

const DIFF_EXAMPLES: &str = "Examples:
  fixfirst diff last.json this.json                  new, gone and moved problems, in the terminal
  fixfirst diff last.json this.json --format markdown >> \"$GITHUB_STEP_SUMMARY\"

Ids are comparable when both reports were made with the same --ledger.
Else problems are told to be the same by the tickets they share, and the output says so.

Exit codes: 0 done, 1 could not finish, 2 wrong command line.";

#[derive(Debug, Args)]
#[command(after_help = DIFF_EXAMPLES)]
pub struct DiffArgs {
    /// The earlier report, saved with `-o report.json`.
    #[arg(value_name = "OLD.json")]
    pub old: PathBuf,

    /// The later report; one of the two may be `-` for standard input.
    #[arg(value_name = "NEW.json")]
    pub new: PathBuf,

    /// Format on standard output.
    #[arg(long, value_enum, value_name = "NAME", default_value_t, help_heading = "Output")]
    pub format: DiffFormat,

    #[command(flatten)]
    pub screen: ScreenArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    #[default]
    Terminal,
    #[value(alias = "md")]
    Markdown,
    Json,
}
