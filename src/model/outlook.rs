//! What tickets bring: figures with their uncertainty, in tickets, hours and money.

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

impl Estimate {
    /// Times a factor that is known with an error of its own: the errors of a product add up in their logarithms.
    #[must_use]
    pub fn times(self, by: Measured) -> Self {
        let value = self.value * by.value;
        let end = |end: f64, way: f64| {
            if self.value <= 0.0 || end <= 0.0 {
                return end * by.value;
            }
            let own = (end / self.value).ln();
            value * (way * own.hypot(1.96 * by.error)).exp()
        };
        Self { value, low: end(self.low, -1.0), high: end(self.high, 1.0) }
    }
}

/// A figure above 0 that is known with an error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The figure.
    pub value: f64,
    /// Its relative standard error; 0 where it was said.
    pub error: f64,
}

/// What one ticket of a problem costs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TicketCost {
    /// Hours of work; none where nothing tells how long a ticket takes.
    pub hours: Option<Measured>,
    /// Money, in the unit of `--cost-per-ticket` or `--cost-per-hour`; none where neither was given.
    pub money: Option<Measured>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uncertain_times_widen_the_interval() {
        let estimate = Estimate { value: 60.0, low: 40.0, high: 85.0 };
        let by = |error| estimate.times(Measured { value: 0.5, error });
        let (sure, unsure) = (by(0.0), by(0.3));
        assert!((sure.value - 30.0).abs() + (sure.low - 20.0).abs() + (sure.high - 42.5).abs() < 1e-9, "{sure:?}");
        assert!(unsure.low < sure.low && unsure.high > sure.high && unsure.value == sure.value);
        let none = Estimate { value: 0.0, low: 0.0, high: 3.0 }.times(Measured { value: 0.5, error: 0.3 });
        assert_eq!((none.value, none.low, none.high), (0.0, 0.0, 1.5));
        let perhaps = Estimate { value: 8.0, low: -4.0, high: 20.0 }.times(Measured { value: 0.5, error: 0.3 });
        assert_eq!((perhaps.value, perhaps.low), (4.0, -2.0));
        assert!(perhaps.high > 10.0);
    }
}
