//! A shipped fix and what became of it.

use serde::{Deserialize, Serialize};

use super::time::Day;

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
    /// Money that they would have cost; none where the cost of a ticket is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money_avoided: Option<f64>,
    /// About when more can be said.
    pub decidable: Option<Day>,
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
