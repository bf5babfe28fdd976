//! `fixfirst search`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{FindingArgs, LookArgs};

const EXAMPLES: &str = "Queries:
  slow export                 tickets that hold both words, in any of their forms
  \"log in\"                    these words in a row; quotes are the shell's too: '\"log in\"'
  invoic*  colour~  colour~2  words that begin so, or are written nearly so
  slow OR lag  NOT mobile  -mobile  (a OR b) c
  status:open  product:pro  channel:email  category:\"Billing\"  lang:de
  problem:P-3  problem:none  ticket:48912
  created:2026-05..2026-06  created:2026-05-03  created:2026-05..

Examples:
  fixfirst search \"slow export\" tickets.csv
  fixfirst search 'status:open \"log in\" created:2026-05..' exports/ --limit 30
  fixfirst search refund exports/ --index search-index --cache cache
  fixfirst search refund tickets.csv --format json | jq -r '.tickets[].ticket'

Only masked text is searched: names, addresses and numbers are found nowhere.

Exit codes: 0 done, 1 could not finish, 2 wrong command line or query, 3 nothing usable in the input.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SearchArgs {
    /// What to look for.
    #[arg(value_name = "QUERY")]
    pub query: String,

    #[command(flatten)]
    pub finding: FindingArgs,

    /// Keep the search index in this folder, so that a search of the same tickets needs no new one; it holds masked
    /// text.
    #[arg(long, value_name = "DIR", help_heading = "Search")]
    pub index: Option<PathBuf>,

    /// Problems and tickets that are listed, of each.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..), help_heading = "Search")]
    pub limit: u16,

    /// Format on standard output.
    #[arg(long, value_enum, value_name = "NAME", default_value_t, help_heading = "Output")]
    pub format: SearchFormat,

    #[command(flatten)]
    pub look: LookArgs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    #[default]
    Terminal,
    Json,
}
