//! `fixfirst inspect`.

use clap::{Args, Subcommand, ValueEnum};

use super::{InputArgs, ScreenArgs};

#[derive(Debug, Subcommand)]
pub enum Inspect {
    /// Show every column of the exports: what it feeds or why nothing, how full it is, what its values look like.
    Columns(ColumnsArgs),
}

const COLUMNS_EXAMPLES: &str = "Examples:
  fixfirst inspect columns odd.csv                   a table of all columns; no value is shown
  fixfirst inspect columns odd.csv --map body=Notes  the same with a correction, before a report
  fixfirst inspect columns exports/ --format json

Exit codes: 0 done, 1 could not finish, 2 wrong command line, 3 nothing usable in the input.";

#[derive(Debug, Args)]
#[command(after_help = COLUMNS_EXAMPLES)]
pub struct ColumnsArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Format on standard output.
    #[arg(long, value_enum, value_name = "NAME", default_value_t, help_heading = "Output")]
    pub format: InspectFormat,

    #[command(flatten)]
    pub screen: ScreenArgs,

    /// Show no progress.
    #[arg(short, long, help_heading = "Output")]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    #[default]
    Terminal,
    Json,
}
