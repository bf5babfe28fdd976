//! How a problem went over time, and what may be said of it.

use serde::{Deserialize, Serialize};

use super::time::{Day, PeriodUnit};

/// The complete periods that all series of a run share.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// Day, week or month.
    pub unit: PeriodUnit,
    /// First days of the complete periods, ascending, without a gap.
    pub periods: Vec<Day>,
    /// The day the data is looked at from; the last period ends on or before it.
    pub as_of: Day,
    /// Tickets dated inside the complete periods, for each period: the exposure.
    pub totals: Vec<u32>,
    /// Tickets with a date outside of the complete periods (before the first, in a running one, after `as_of`).
    pub outside: usize,
    /// Tickets without a usable date.
    pub undated: usize,
}

/// What the evidence says of a problem's rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// First seen in the recent window.
    New,
    /// More than before.
    Rising,
    /// No sign of change, and enough tickets to have seen one.
    Steady,
    /// Less than before.
    Falling,
    /// Seen long ago, quiet, and back.
    Returning,
    /// Was steady, has no ticket in the recent window.
    Gone,
    /// Too few tickets or periods to say.
    Unclear,
}

impl Verdict {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Rising => "rising",
            Self::Steady => "steady",
            Self::Falling => "falling",
            Self::Returning => "returning",
            Self::Gone => "gone",
            Self::Unclear => "unclear",
        }
    }
}

/// Recent rate against the rate before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// What may be said.
    pub verdict: Verdict,
    /// Rate in the recent window over the rate before, per ticket of all tickets; none when undefined.
    pub rate_ratio: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// False-discovery-rate adjusted p-value over all problems (Benjamini-Hochberg).
    pub q: Option<f64>,
    /// First period of the change, where one is dated.
    pub onset: Option<Day>,
}

/// One problem over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Tickets in each period of the calendar.
    pub counts: Vec<u32>,
    /// First day with a ticket.
    pub first_seen: Option<Day>,
    /// Last day with a ticket.
    pub last_seen: Option<Day>,
    /// Recent against before.
    pub change: Change,
}

/// The trends of all problems over one calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Trends {
    /// The periods; none when no ticket has a date.
    pub calendar: Option<Calendar>,
    /// One trend a cluster, in the clusters' order.
    pub trends: Vec<Trend>,
    /// How many of the last periods are the recent window.
    pub recent: usize,
}
