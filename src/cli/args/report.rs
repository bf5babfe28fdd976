//! `fixfirst report`.

use std::path::PathBuf;

use clap::Args;
use fixfirst::model::problem::ProblemId;

use super::{DeliveryArgs, FindingArgs, GateArgs, problem};

const EXAMPLES: &str = "Examples:
  Look
    fixfirst report tickets.csv                      what to fix first, in the terminal
    fixfirst report new.csv old.csv exports/         several files and folders are one corpus
    curl … | fixfirst report -                       from standard input
  Hand on
    fixfirst report exports/ -o report.html          a page for the meeting
    fixfirst report tickets.csv -o week.md -o week.json --assignments tickets-by-problem.csv
    fixfirst report tickets.csv --format slack       a message, to be posted by your own script
  Remember
    fixfirst report tickets.csv --ledger ledger      the same every week: what changed stands first
    fixfirst report tickets.csv --ledger ledger --gate new:5,regressed
  Correct
    fixfirst report odd.csv --map body=Notes --map created=\"Opened on\"
    fixfirst report tickets.csv --from zendesk --timezone Europe/Berlin
  Ask otherwise
    fixfirst report tickets.csv --period month --since 2026-01-01 --top 20
    fixfirst report tickets.csv --quality best --cache .fixfirst-cache

Exit codes: 0 done, 1 could not finish, 2 wrong command line, 3 nothing usable in the input,
4 a gate was crossed.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReportArgs {
    #[command(flatten)]
    pub finding: FindingArgs,

    #[command(flatten)]
    pub gates: GateArgs,

    #[command(flatten)]
    pub delivery: DeliveryArgs,

    /// Write which ticket belongs to which problem, as CSV or Parquet.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub assignments: Option<PathBuf>,

    /// Problems that the short formats show.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..), help_heading = "Output")]
    pub top: u16,

    /// Explain the place of one problem instead of reporting all: the sum of its score, and what would change it.
    #[arg(long, value_name = "ID", value_parser = problem, help_heading = "Output")]
    pub explain: Option<ProblemId>,

    /// Show customers' words as they wrote them, personal data and all.
    #[arg(long, help_heading = "Output")]
    pub no_mask: bool,

    /// Print how long each stage took, on standard error.
    #[arg(long, help_heading = "Output")]
    pub timings: bool,
}
