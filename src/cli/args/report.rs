//! `fixfirst report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use fixfirst::render;

use super::{AnalysisArgs, InputArgs, MemoryArgs};

const EXAMPLES: &str = "Examples:
  fixfirst report tickets.csv                        what to fix first, in the terminal
  fixfirst report exports/ -o report.html            a folder of exports, as a page for the meeting
  fixfirst report new.csv old.csv -o week.md -o week.json
  curl … | fixfirst report -                          from standard input
  fixfirst report odd.csv --map body=Notes --map created=\"Opened on\"

Exit codes: 0 done, 1 could not finish, 2 wrong command line, 3 nothing usable in the input.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReportArgs {
    #[command(flatten)]
    pub input: InputArgs,

    #[command(flatten)]
    pub analysis: AnalysisArgs,

    #[command(flatten)]
    pub memory: MemoryArgs,

    #[command(flatten)]
    pub output: OutputArgs,

    /// Print how long each stage took, on standard error.
    #[arg(long, help_heading = "Output")]
    pub timings: bool,

    /// Show no progress.
    #[arg(short, long, help_heading = "Output")]
    pub quiet: bool,
}

/// Where a report goes: shared by every command that ends in one.
#[derive(Clone, Debug, Args)]
pub struct OutputArgs {
    /// Write the report to a file, the format by its extension: .html .md .json .csv .txt .slack.json; repeatable.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Vec<PathBuf>,

    /// Format on standard output [default: terminal, or nothing with --output].
    #[arg(long, value_enum, value_name = "NAME", help_heading = "Output")]
    pub format: Option<Format>,

    /// Write which ticket belongs to which problem, as CSV.
    #[arg(long, value_name = "FILE.csv", help_heading = "Output")]
    pub assignments: Option<PathBuf>,

    /// Problems that the short formats show.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..), help_heading = "Output")]
    pub top: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Terminal,
    Html,
    #[value(alias = "md")]
    Markdown,
    Json,
    Csv,
    Slack,
}

impl From<Format> for render::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Terminal => Self::Terminal,
            Format::Html => Self::Html,
            Format::Markdown => Self::Markdown,
            Format::Json => Self::Json,
            Format::Csv => Self::Csv,
            Format::Slack => Self::Slack,
        }
    }
}
