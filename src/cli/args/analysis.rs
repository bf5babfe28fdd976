//! How tickets are encoded and measured: shared by every command that finds problems.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use fixfirst::{
    embed,
    model::{
        series::Customers,
        time::{Day, PeriodUnit},
    },
    trend,
};

use super::customers::customers;

#[derive(Clone, Debug, Args)]
pub struct AnalysisArgs {
    /// Day to look at the data from [default: the last day that the data covers].
    #[arg(long, value_name = "DATE", help_heading = "Analysis")]
    pub as_of: Option<Day>,

    /// Leave out of the trends what was before this day.
    #[arg(long, value_name = "DATE", help_heading = "Analysis")]
    pub since: Option<Day>,

    /// Length of a period of the series.
    #[arg(long, value_enum, default_value_t, help_heading = "Analysis")]
    pub period: Period,

    /// How many customers there are, for rates per 1,000; a file of dates and counts also sets what problems are
    /// measured against, in place of all other tickets.
    #[arg(long, value_name = "N|FILE.csv", value_parser = customers, help_heading = "Analysis")]
    pub customers: Option<Customers>,

    /// How much reading may cost: the words alone, a bounded part of the texts in full, or every text.
    #[arg(long, value_enum, default_value_t, value_name = "NAME", help_heading = "Analysis")]
    pub quality: Quality,

    /// Keep what was read in this folder, so that the next run reads new texts only; it holds no text.
    #[arg(long, value_name = "DIR", help_heading = "Analysis")]
    pub cache: Option<PathBuf>,

    /// Read with the sentence model in this folder (ONNX with its tokenizer.json) in place of the carried English one.
    #[arg(long, value_name = "DIR", help_heading = "Analysis")]
    pub model: Option<PathBuf>,

    /// Threads to work with [default: all cores]; the result does not depend on it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), help_heading = "Analysis")]
    pub threads: Option<u16>,
}

impl AnalysisArgs {
    /// What measuring is told.
    pub fn trend(&self) -> trend::Settings {
        trend::Settings {
            as_of: self.as_of,
            since: self.since,
            unit: self.period.into(),
            exposure: self.customers.clone(),
        }
    }

    /// What encoding is told.
    pub fn embed(&self, threads: usize) -> embed::Settings {
        embed::Settings { quality: self.quality.into(), threads, cache: self.cache.clone(), model: self.model.clone() }
    }
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
