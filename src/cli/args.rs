//! The command line as typed. Doc comments are the help texts.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use fixfirst::{
    embed,
    model::time::{Day, PeriodUnit},
    render,
};

/// Finds the recurring problems in ticket exports of any helpdesk and says what to fix first.
///
/// Reads exports as they come, offline; nothing leaves the machine, and no personal data
/// leaves the program.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 could not finish, 2 wrong command line, 3 nothing usable in the input.";

const EXAMPLES: &str = "Examples:
  fixfirst report tickets.csv                        what to fix first, in the terminal
  fixfirst report exports/ -o report.html            a folder of exports, as a page for the meeting
  fixfirst report new.csv old.csv -o week.md -o week.json
  curl … | fixfirst report -                          from standard input
  fixfirst report odd.csv --map body=Notes --map created=\"Opened on\"

Exit codes: 0 done, 1 could not finish, 2 wrong command line, 3 nothing usable in the input.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report the recurring problems of ticket exports, what to fix first on top.
    Report(Box<ReportArgs>),

    /// Look at how exports are understood.
    #[command(subcommand)]
    Inspect(Inspect),
}

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

#[derive(Debug, ClapArgs)]
#[command(after_help = COLUMNS_EXAMPLES)]
pub struct ColumnsArgs {
    /// Ticket exports: files and folders, `-` is standard input.
    #[arg(required = true, value_name = "EXPORT")]
    pub exports: Vec<PathBuf>,

    /// Helpdesk that the exports come from, when detection is wrong (`generic` for none of the known).
    #[arg(long, value_name = "HELPDESK")]
    pub from: Option<String>,

    /// Column that holds a field, when detection is wrong: body, subject, created, id, category, customer …
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = field_and_column)]
    pub map: Vec<(String, String)>,

    /// Zone of times that name none, and of the days that are counted: Europe/Berlin, +02:00 [default: UTC].
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub timezone: Option<String>,

    /// Format on standard output.
    #[arg(long, value_enum, value_name = "NAME", default_value_t)]
    pub format: InspectFormat,

    /// Show no progress.
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    #[default]
    Terminal,
    Json,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct ReportArgs {
    /// Ticket exports: files and folders are read as one corpus, `-` is standard input.
    #[arg(required = true, value_name = "EXPORT")]
    pub exports: Vec<PathBuf>,

    /// Helpdesk that the exports come from, when detection is wrong (`generic` for none of the known).
    #[arg(long, value_name = "HELPDESK", help_heading = "Input")]
    pub from: Option<String>,

    /// Column that holds a field, when detection is wrong: body, subject, created, id, category, customer …
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = field_and_column, help_heading = "Input")]
    pub map: Vec<(String, String)>,

    /// Zone of times that name none, and of the days that are counted: Europe/Berlin, +02:00 [default: UTC].
    #[arg(long, value_name = "ZONE", help_heading = "Input", allow_hyphen_values = true)]
    pub timezone: Option<String>,

    /// Day to look at the data from [default: the last day that the data covers].
    #[arg(long, value_name = "DATE", help_heading = "Analysis")]
    pub as_of: Option<Day>,

    /// Leave out of the trends what was before this day.
    #[arg(long, value_name = "DATE", help_heading = "Analysis")]
    pub since: Option<Day>,

    /// Length of a period of the series.
    #[arg(long, value_enum, default_value_t, help_heading = "Analysis")]
    pub period: Period,

    /// How much reading may cost: the words alone, a bounded part of the texts in full, or every text.
    #[arg(long, value_enum, default_value_t, value_name = "NAME", help_heading = "Analysis")]
    pub quality: Quality,

    /// Keep what was read in this folder, so that the next run reads new texts only; it holds no text.
    #[arg(long, value_name = "DIR", help_heading = "Analysis")]
    pub cache: Option<PathBuf>,

    /// Threads to work with [default: all cores]; the result does not depend on it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Analysis")]
    pub threads: Option<u16>,

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

    /// Print how long each stage took, on standard error.
    #[arg(long, help_heading = "Output")]
    pub timings: bool,

    /// Show no progress.
    #[arg(short, long, help_heading = "Output")]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Period {
    Day,
    #[default]
    Week,
    Month,
}

impl From<Period> for PeriodUnit {
    fn from(period: Period) -> Self {
        match period {
            Period::Day => Self::Day,
            Period::Week => Self::Week,
            Period::Month => Self::Month,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Quality {
    Fast,
    #[default]
    Balanced,
    Best,
}

impl From<Quality> for embed::Quality {
    fn from(quality: Quality) -> Self {
        match quality {
            Quality::Fast => Self::Fast,
            Quality::Balanced => Self::Balanced,
            Quality::Best => Self::Best,
        }
    }
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

/// Splits at the first `=`: columns may have one in their names, fields have none.
fn field_and_column(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, column)) if !field.trim().is_empty() && !column.is_empty() => {
            Ok((field.trim().to_owned(), column.to_owned()))
        }
        _ => Err("write it as FIELD=COLUMN, for example body=Notes".to_owned()),
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

    #[test]
    fn a_column_may_have_an_equals_sign() {
        assert_eq!(field_and_column("body=a=b"), Ok(("body".to_owned(), "a=b".to_owned())));
        assert!(field_and_column("body").is_err() && field_and_column("=x").is_err());
    }
}
