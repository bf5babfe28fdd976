//! The level of a rate after an interruption against its level before: an interrupted time series (Bernal, Cummins &
//! Gasparrini 2017) reduced to what a handful of periods can bear.
//!
//! Each level is known as well as a number of independent events: `events` over `exposure`. Given both, the share of
//! the later ones among all of them is beta distributed (Jeffreys' prior, half an event each), so the interval of the
//! ratio is one of a beta split: near exact for few events where the normal approximation of a regression is not,
//! and the same as a regression's for many (the tests compare them).

use super::tails::{beta_below, beta_quantile, gamma_quantile, normal_quantile, student_quantile};

/// A rate, and how well it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// Independent events that the knowledge is worth: 1 over the variance of the log rate.
    pub events: f64,
    /// What they were seen in, so that `events / exposure` is the rate; positive.
    pub exposure: f64,
}

impl Level {
    /// From a count whose variance is `spread` times that of a Poisson count.
    pub fn counted(count: f64, exposure: f64, spread: f64) -> Self {
        // The exposure is a count too: its own chance adds to the variance of the log rate.
        let own = if count > 0.0 { spread / count } else { f64::INFINITY };
        let events = 1.0 / (own + 1.0 / exposure.max(1.0) + 1.0 / MOST_EVENTS);
        let exposure = if count > 0.0 { events * exposure / count } else { exposure / spread };
        Self { events, exposure }
    }

    /// From a rate and the variance of its logarithm, both positive.
    pub fn estimated(rate: f64, variance: f64) -> Self {
        let events = 1.0 / (variance + 1.0 / MOST_EVENTS);
        Self { events, exposure: events / rate }
    }

    /// The rate.
    pub fn rate(self) -> f64 {
        self.events / self.exposure
    }

    /// Known less well by this factor on the variance.
    #[must_use]
    pub fn widened(self, by: f64) -> Self {
        Self { events: self.events / by, exposure: self.exposure / by }
    }

    /// The interval that the rate lies in with all but this probability.
    pub fn interval(self, error: f64) -> (f64, f64) {
        let rate = |p: f64| gamma_quantile(self.events + HALF, p) / self.exposure;
        let low = if self.events > 0.0 { rate(0.5 * error) } else { 0.0 };
        (low.min(self.rate()), rate(1.0 - 0.5 * error).max(self.rate()))
    }
}

/// The most events that a rate is taken to rest on: whatever the counts, nothing that people do is steady to less
/// than 1.4 %.
const MOST_EVENTS: f64 = 5000.0;

/// The rate after over the rate before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The rate before.
    pub before: Level,
    /// The rate after.
    pub after: Level,
}

/// Jeffreys' prior: half an event.
const HALF: f64 = 0.5;

impl Ratio {
    /// The ratio; none when the rate before is zero.
    pub fn estimate(&self) -> Option<f64> {
        let ratio = self.after.rate() / self.before.rate();
        (self.before.events > 0.0 && ratio.is_finite()).then_some(ratio)
    }

    /// How sure it is that the true ratio is below `ratio`, 0-1.
    pub fn below(&self, ratio: f64) -> f64 {
        let weight = ratio * self.after.exposure;
        let split = weight / (weight + self.before.exposure);
        beta_below(self.after.events + HALF, self.before.events + HALF, split)
    }

    /// The interval that the ratio lies in with all but this probability; its upper end is none when it is unbounded.
    /// Holds the estimate.
    pub fn interval(&self, error: f64) -> (f64, Option<f64>) {
        let (a, b) = (self.after.events + HALF, self.before.events + HALF);
        let scale = self.before.exposure / self.after.exposure;
        let ratio = |split: f64| split / (1.0 - split) * scale;
        let estimate = self.estimate();
        let low = if self.after.events > 0.0 { ratio(beta_quantile(a, b, 0.5 * error)) } else { 0.0 };
        let high = (self.before.events > 0.0)
            .then(|| ratio(beta_quantile(a, b, 1.0 - 0.5 * error)))
            .filter(|high| high.is_finite())
            .map(|high| estimate.map_or(high, |at| high.max(at)));
        let low = if low.is_finite() { low } else { 0.0 };
        (estimate.map_or(low, |at| low.min(at)), high)
    }
}

/// How much wider an interval must be whose variance is estimated with that many degrees of freedom: Student's t
/// against the normal, as a factor on the variance.
pub fn small_sample(error: f64, degrees: f64) -> f64 {
    (student_quantile(error, degrees.max(1.0)) / normal_quantile(error)).powi(2)
}
