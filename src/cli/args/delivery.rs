//! Where a report goes: shared by every command that ends in one.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use fixfirst::render;

use super::ScreenArgs;

#[derive(Clone, Debug, Args)]
pub struct DeliveryArgs {
    /// Write the report to a file, the format by its extension: .html .md .digest.md .json .csv .parquet .txt
    /// .slack.json .email.html; repeatable.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Vec<PathBuf>,

    /// Format on standard output [default: terminal, or nothing with --output].
    #[arg(long, value_enum, value_name = "NAME", help_heading = "Output")]
    pub format: Option<Format>,

    /// Write how many tickets every problem had in each period, and how many were to be expected, as CSV or Parquet.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub series: Option<PathBuf>,

    #[command(flatten)]
    pub screen: ScreenArgs,

    /// Tell on standard error which settings were not typed, how long each stage took and what was written.
    #[arg(short, long, help_heading = "Output", conflicts_with = "quiet")]
    pub verbose: bool,

    /// Show no progress.
    #[arg(short, long, help_heading = "Output")]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Terminal,
    Html,
    #[value(alias = "md")]
    Markdown,
    Digest,
    Json,
    Csv,
    Slack,
    Email,
}

impl From<Format> for render::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Terminal => Self::Terminal,
            Format::Html => Self::Html,
            Format::Markdown => Self::Markdown,
            Format::Digest => Self::Digest,
            Format::Json => Self::Json,
            Format::Csv => Self::Csv,
            Format::Slack => Self::Slack,
            Format::Email => Self::Email,
        }
    }
}
