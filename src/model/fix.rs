//! A shipped fix and what became of it.

use serde::{Deserialize, Serialize};

use super::time::{Day, PeriodUnit};

/// What may be said of a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FixVerdict {
    /// Not enough time has passed.
    TooEarly,
    /// Fewer tickets, beyond chance.
    Confirmed,
    /// No fewer tickets.
    NoEffect,
    /// More tickets, beyond chance.
    Worse,
    /// It had worked, and the tickets came back.
    Regressed,
}

impl FixVerdict {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::TooEarly => "too_early",
            Self::Confirmed => "confirmed",
            Self::NoEffect => "no_effect",
            Self::Worse => "worse",
            Self::Regressed => "regressed",
        }
    }
}

/// What a team said when it shipped a fix, before any result was known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shipped {
    /// The day it was shipped.
    pub shipped: Day,
    /// Share of the tickets that were to go, 0-1; none when nothing was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<f64>,
    /// The product's version that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Days until it has reached the customers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lag: Option<u32>,
    /// Where it is described.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// The tickets of a problem in a stretch of time. Periods in which nothing is known are left out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// Periods that count.
    pub periods: usize,
    /// Tickets in them.
    pub tickets: u32,
    /// Tickets a period.
    pub a_period: f64,
    /// Tickets per 1,000 other tickets.
    pub rate: f64,
}

/// What a reader of a verdict should keep in mind. The order is the one that a reader is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FixNote {
    /// It was not shipped yet on the last day of the data.
    NotYetShipped,
    /// The data holds too few periods or tickets from before it was shipped: no verdict can ever be given.
    NothingBefore,
    /// Another fix was shipped so shortly before that only both together can be judged.
    Together,
    /// The tickets were already falling before; that fall was taken to go on, and is not counted as the fix's.
    Falling,
    /// The tickets may have been falling before: too little to be sure of, enough to wait with a confirmation.
    PerhapsFalling,
    /// The tickets were rising before; they are taken to have stayed at the last level without the fix.
    Rising,
    /// The tickets had been at their level only since the first day of `before`; earlier ones are left out.
    Step,
    /// The tickets shot up shortly before: a part of a fall after that would have come without the fix.
    Spike,
    /// The other tickets, which the rate is measured against, changed strongly at the same time.
    OthersChanged,
    /// Most tickets since name a version without the fix.
    OldVersions,
}

/// Whether a shipped fix reduced the tickets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// What may be said.
    pub verdict: FixVerdict,
    /// Change of the rate, -0.5 = half of the tickets are gone.
    pub effect: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// What was hoped for, in the effect's unit.
    pub expected: Option<f64>,
    /// The day it was shipped.
    pub shipped: Day,
    /// First day that counts as after: the day it was shipped and the time it took to reach the customers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_from: Option<Day>,
    /// Tickets avoided since.
    pub avoided: Option<f64>,
    /// Lower end of their 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avoided_low: Option<f64>,
    /// Upper end of their 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avoided_high: Option<f64>,
    /// Hours of work that they would have cost; none where the cost of a ticket is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_avoided: Option<f64>,
    /// Lower end of their 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_avoided_low: Option<f64>,
    /// Upper end of their 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_avoided_high: Option<f64>,
    /// Money that they would have cost; none where the cost of a ticket is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money_avoided: Option<f64>,
    /// Lower end of its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money_avoided_low: Option<f64>,
    /// Upper end of its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money_avoided_high: Option<f64>,
    /// About when more can be said.
    pub decidable: Option<Day>,
    /// Length of the periods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<PeriodUnit>,
    /// The time before that it is compared with; none when the data holds none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Stretch>,
    /// The time after that the effect was measured in: since `counts_from`, and for a regressed fix until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Stretch>,
    /// The time since a regression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Stretch>,
    /// Tickets a period that were to be expected after it without the fix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<f64>,
    /// What to keep in mind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<FixNote>,
    /// First day of the period since which the tickets are back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regressed_since: Option<Day>,
    /// The version that holds the fix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Share of the tickets since that name an older version, 0-1; none where tickets name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_version_share: Option<f64>,
    /// Where the fix is described.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}
