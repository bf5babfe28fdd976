//! `fixfirst show`.

use clap::{Args, ValueEnum};
use fixfirst::model::problem::ProblemId;

use super::{FindingArgs, LookArgs, problem};

const EXAMPLES: &str = "Examples:
  fixfirst show P-17 tickets.csv                     one problem with all its tickets
  fixfirst show P-17 exports/ --ledger memory        by the id that it has kept
  fixfirst show P-17 tickets.csv --format markdown   for an issue or a wiki
  fixfirst show P-17 tickets.csv --format json | jq -r '.tickets[].ticket'

The same exports and flags as of `fixfirst report` give the same problems.

Exit codes: 0 done, 1 could not finish, 2 wrong command line or no such problem, 3 nothing usable in the input.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ShowArgs {
    /// Problem, as a report names it: P-17.
    #[arg(value_name = "PROBLEM", value_parser = problem)]
    pub problem: ProblemId,

    #[command(flatten)]
    pub finding: FindingArgs,

    /// Format on standard output.
    #[arg(long, value_enum, value_name = "NAME", default_value_t, help_heading = "Output")]
    pub format: ShowFormat,

    #[command(flatten)]
    pub look: LookArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    #[default]
    Terminal,
    #[value(alias = "md")]
    Markdown,
    Json,
}
