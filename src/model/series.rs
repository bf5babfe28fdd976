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
    /// Days without a ticket at the end of the last period, when those are taken for chance.
    pub quiet_days: usize,
    /// Tickets dated inside the complete periods, for each period: the exposure.
    pub totals: Vec<u32>,
    /// Tickets with a date outside of the complete periods (before the first, in a running one, after `as_of`).
    pub outside: usize,
    /// Tickets without a usable date.
    pub undated: usize,
    /// Periods that no rate is measured in, ascending; those cut off at either end are not among `periods`.
    pub left_out: Vec<LeftOut>,
}

impl Calendar {
    /// For each period whether rates are measured in it.
    pub fn usable(&self) -> Vec<bool> {
        self.periods
            .iter()
            .map(|period| self.left_out.binary_search_by_key(period, |out| out.period).is_err())
            .collect()
    }
}

/// A period that does not hold what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its first day.
    pub period: Day,
    /// What is wrong with it.
    pub hole: Hole,
}

/// What is wrong with a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hole {
    /// No ticket at all.
    Empty,
    /// Far fewer tickets than around it, or days without any.
    HalfFilled,
    /// Many of its tickets stand in it twice.
    Doubled,
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
    /// The first and the last period that it may have begun in, with 95 % certainty.
    pub onset_between: Option<(Day, Day)>,
    /// Which periods the ratio is of; none where nothing is compared.
    pub compared: Option<Compared>,
}

impl Change {
    /// Nothing can be said.
    pub const UNCLEAR: Self = Self {
        verdict: Verdict::Unclear,
        rate_ratio: None,
        low: None,
        high: None,
        q: None,
        onset: None,
        onset_between: None,
        compared: None,
    };
}

/// Which periods a ratio is of. Fewer than the recent window where those told of the change before the window was
/// full of it; a shorter time before where the change began before the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// How many of the last periods.
    pub window: usize,
    /// How many of the first periods they are held against.
    pub baseline: usize,
    /// Of those only the same season of the years before: the problem comes back every year.
    pub seasonal: bool,
}

/// How many customers there are.
#[derive(Clone, Debug, PartialEq)]
pub enum Customers {
    /// Always this many.
    Constant(f64),
    /// So many on each of these days.
    Series(Vec<(Day, f64)>),
}

/// What is to be expected of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// Tickets.
    pub tickets: f64,
    /// Lower end of the 95 % interval of one period's tickets.
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
}

impl Default for Change {
    fn default() -> Self {
        Self::UNCLEAR
    }
}

/// One problem over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// Tickets in each period of the calendar.
    pub counts: Vec<u32>,
    /// First day with a ticket.
    pub first_seen: Option<Day>,
    /// Last day with a ticket.
    pub last_seen: Option<Day>,
    /// Recent against before.
    pub change: Change,
    /// For each period what would be expected if the rate had never changed; empty when nothing is compared.
    pub band: Vec<Expected>,
    /// Tickets a period for every 1,000 customers, in the recent periods; none when nobody told how many there are.
    pub per_thousand: Option<f64>,
}

/// The trends of all problems over one calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trends {
    /// The periods; none when no ticket has a date.
    pub calendar: Option<Calendar>,
    /// One trend a cluster, in the clusters' order.
    pub trends: Vec<Trend>,
    /// One trend a theme, in the themes' order.
    pub themes: Vec<Trend>,
    /// How many of the last periods are the recent window.
    pub recent: usize,
    /// Whether rates are per customer instead of per other ticket.
    pub per_customer: bool,
}
