//! `fixfirst inspect`.

use clap::{Args, Subcommand, ValueEnum};

use super::{FindingArgs, InputArgs, ScreenArgs};

#[derive(Debug, Subcommand)]
pub enum Inspect {
    /// Show every column of the exports: what it feeds or why nothing, how full it is, what its values look like.
    Columns(ColumnsArgs),

    /// Show how texts were cleaned: what was learnt as boilerplate, what was masked, and for one ticket what went.
    Text(TextArgs),

    /// Show how problems were grouped: the cut, the scale, each problem's cohesion, and what nearly became one.
    Clusters(Box<ClustersArgs>),
}

const TEXT_EXAMPLES: &str = "Examples:
  fixfirst inspect text tickets.csv                  boilerplate, languages, what was masked
  fixfirst inspect text tickets.csv --ticket 48912   what each step took from one ticket, and what is left
  fixfirst inspect text exports/ --format json

Exit codes: 0 done, 1 could not finish, 2 wrong command line or no such ticket, 3 nothing usable in the input.";

#[derive(Debug, Args)]
#[command(after_help = TEXT_EXAMPLES)]
pub struct TextArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Ticket to show, by its id.
    #[arg(long, value_name = "ID", help_heading = "Output")]
    pub ticket: Option<String>,

    #[command(flatten)]
    pub shown: ShownArgs,
}

const CLUSTERS_EXAMPLES: &str = "Examples:
  fixfirst inspect clusters tickets.csv
  fixfirst inspect clusters tickets.csv --format json | jq '.pairs'

The same exports and flags as of `fixfirst report` give the same problems.

Exit codes: 0 done, 1 could not finish, 2 wrong command line, 3 nothing usable in the input.";

#[derive(Debug, Args)]
#[command(after_help = CLUSTERS_EXAMPLES)]
pub struct ClustersArgs {
    #[command(flatten)]
    pub finding: FindingArgs,

    #[command(flatten)]
    pub shown: ShownArgs,
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

    #[command(flatten)]
    pub shown: ShownArgs,
}

/// How what was found is shown.
#[derive(Debug, Args)]
pub struct ShownArgs {
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
