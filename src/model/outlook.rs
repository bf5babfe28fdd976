//! What the next quarter will bring if nothing is done.

use serde::{Deserialize, Serialize};

/// A figure and the interval that holds it with 95 % certainty.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What the next quarter will bring if nothing is done.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    /// Tickets.
    pub tickets: Estimate,
    /// Hours of work; none where nothing tells how long a ticket takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Estimate>,
    /// Money, in the unit of `--cost-per-ticket` or `--cost-per-hour`; none where neither was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<Estimate>,
    /// What the cost was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_from: Option<CostFrom>,
}

/// What the cost of a ticket was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostFrom {
    /// Handle times of the export.
    HandleTime,
    /// Replies of the export.
    Replies,
    /// The figure that the user gave.
    Given,
}
