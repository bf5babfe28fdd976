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

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64, within: f64) -> bool {
        (a - b).abs() <= within * b.abs()
    }

    #[test]
    fn intervals_are_those_of_the_beta_split_and_the_gamma() {
        // scipy 1.17.1: q = beta.ppf([.025, .975], 12.8, 89.3), q / (1 - q) * 120 / 50; beta.cdf(25 / 145, 12.8, 89.3);
        // gamma.ppf([.025, .975], 12.8) / 50.
        let after = Level { events: 12.3, exposure: 50.0 };
        let before = Level { events: 88.8, exposure: 120.0 };
        let ratio = Ratio { before, after };
        let (low, high) = ratio.interval(0.05);
        assert!(near(low, 0.17727627111662972, 1e-6) && near(high.unwrap(), 0.584353703686402, 1e-6), "{low} {high:?}");
        assert!(near(ratio.below(0.5), 0.9162538226707686, 1e-6), "{}", ratio.below(0.5));
        let (low, high) = after.interval(0.05);
        assert!(near(low, 0.13553578519423298, 1e-6) && near(high, 0.41413150716942154, 1e-6), "{low} {high}");
        // (t.ppf(.975, 20) / norm.ppf(.975)) ** 2
        assert!(near(small_sample(0.05, 20.0), 1.1327060125931654, 1e-4), "{}", small_sample(0.05, 20.0));
    }

    #[test]
    fn nothing_after_has_an_upper_end_and_nothing_before_has_none() {
        let some = Level { events: 88.8, exposure: 120.0 };
        let none = Level { events: 0.0, exposure: 50.0 };
        let gone = Ratio { before: some, after: none };
        // scipy 1.17.1: as above with beta.ppf(.975, .5, 89.3).
        let (low, high) = gone.interval(0.05);
        assert!(gone.estimate() == Some(0.0) && low == 0.0 && near(high.unwrap(), 0.068662910858302, 1e-6), "{high:?}");
        let new = Ratio { before: none, after: some };
        assert_eq!((new.estimate(), new.interval(0.05).1), (None, None));
        assert!(new.interval(0.05).0 > 1.0);
    }

    #[test]
    fn many_events_give_the_interval_of_a_quasi_poisson_regression() {
        // statsmodels 0.15.0: GLM(tickets, [1, after], Poisson(), offset=log(others)).fit(scale="X2") on the weekly
        // series whose sums these are; exp of its 95 % interval (normal). The chance of the exposure itself and the
        // floor on every variance make ours a little wider.
        let cases = [
            ((525.0, 11628.0), (141.0, 6687.0), 1.7683935735424945, (0.3647260368911256, 0.5979987148652017)),
            ((1493.0, 11817.0), (1280.0, 15234.0), 2.994970859500212, (0.58442632007, 0.75675816323)),
            ((5751.0, 19640.0), (556.0, 13027.0), 3.9883523965981946, (0.122498615537, 0.17343063259)),
        ];
        for (before, after, scale, (low, high)) in cases {
            let level = |(count, exposure): (f64, f64)| Level::counted(count, exposure, scale);
            let ratio = Ratio { before: level(before), after: level(after) };
            let (ours, theirs) = (ratio.interval(0.05), (low, high));
            assert!(near(ours.0, theirs.0, 0.02) && near(ours.1.unwrap(), theirs.1, 0.02), "{ours:?} {theirs:?}");
            assert!(near(ratio.estimate().unwrap(), after.0 / after.1 / (before.0 / before.1), 1e-9));
        }
    }

    proptest::proptest! {
        #[test]
        fn every_interval_is_in_order_and_holds_its_estimate(
            x in 0u32..100_000, y in 0u32..100_000, e1 in 1.0f64..1e9, e0 in 1.0f64..1e9, spread in 1.0f64..50.0,
        ) {
            let after = Level::counted(x.into(), e1, spread);
            let ratio = Ratio { before: Level::counted(y.into(), e0, spread), after };
            let (low, high) = ratio.interval(0.05);
            proptest::prop_assert!(low.is_finite() && low >= 0.0 && (0.0..=1.0).contains(&ratio.below(1.0)));
            if let Some(estimate) = ratio.estimate() {
                proptest::prop_assert!(low <= estimate && high.is_none_or(|high| estimate <= high && high.is_finite()));
            }
            let (low, high) = after.interval(0.05);
            proptest::prop_assert!(0.0 <= low && low <= after.rate() && after.rate() <= high && high.is_finite());
        }
    }
}
