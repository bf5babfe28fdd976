//! How many events a coming stretch of time will bring, from counts of equal periods before it.
//!
//! The rate that counts is halfway between the recent one and that of all periods, so that a lull or a burst of a few
//! periods counts half. Where a change was called that rate is far off: of what is new it holds back half, of what fell
//! it tells double. So there it is the rate since the change, drawn to the halfway one by as much as one thirteenth of
//! the time to come weighs (a week of a quarter): one busy week counts half, four count four fifths. The number to come
//! is negative binomial: a Poisson count whose rate is gamma-distributed, with the variance that follows from four
//! things: events come in bursts (the dispersion), the rates are estimated from few of them, nobody knows which of them
//! will hold, and rates wander.

use std::ops::Range;

use statrs::function::{beta::checked_beta_reg, gamma::checked_gamma_ur};

/// What is to be expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Events to be expected.
    pub mean: f64,
    /// The number is at least this with 97.5 % certainty.
    pub low: f64,
    /// The number is at most this with 97.5 % certainty.
    pub high: f64,
}

/// The counts that a forecast is made from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Past<'a> {
    /// Events of each period.
    pub counts: &'a [u32],
    /// How many of the last periods are recent; 0: nothing tells recent from before.
    pub recent: usize,
    /// The first period of a change of the rate that was called; none where none was.
    pub changed_at: Option<usize>,
    /// Events a period that are in no count.
    pub besides: f64,
}

/// Share of the time to come that the halfway rate weighs like, against the periods since a change.
const SETTLES: f64 = 1.0 / 13.0;

/// Dispersion before anything is known: tickets come in small bursts.
const USUAL_DISPERSION: f64 = 1.2;

/// … and how many degrees of freedom that knowledge is worth.
const USUAL_DEGREES: f64 = 8.0;

/// How much of the variance between periods that bursts do not explain the rate of a coming quarter keeps. Set, as the
/// next one, by simulation: see the test of the coverage.
const WANDERS: f64 = 0.3;

/// A rate wanders by this much of itself in any case (standard deviation).
const WANDERS_AT_LEAST: f64 = 0.1;

/// Error of a 95 % interval on either side.
const TAIL: f64 = 0.025;

/// The rate of a period that is to come, and how sure it is.
struct Level {
    rate: f64,
    /// Variance of the rate for each event a period, by the number of periods that it is estimated from.
    estimated: f64,
    /// Standard deviation that comes from not knowing which of two rates will hold.
    apart: f64,
}

impl Past<'_> {
    /// The rate of these periods.
    fn rate(self, periods: Range<usize>) -> f64 {
        let number = periods.len().max(1) as f64;
        self.counts[periods].iter().map(|&n| f64::from(n)).sum::<f64>() / number + self.besides
    }

    /// Halfway between recent and ever.
    fn halfway(self) -> Level {
        let all = self.counts.len();
        let window = if self.recent == 0 || self.recent > all { all } else { self.recent };
        let (recent, ever) = (self.rate(all - window..all), self.rate(0..all));
        Level {
            rate: 0.5 * (recent + ever),
            // The recent periods are in both.
            estimated: 0.25 * (1.0 / window as f64 + 3.0 / all as f64),
            apart: 0.5 * (recent - ever).abs(),
        }
    }

    /// The rate to come: that since the change that was called, drawn to the halfway one, or the halfway one.
    fn level(self, horizon: f64) -> Level {
        let halfway = self.halfway();
        let Some(changed_at) = self.changed() else { return halfway };
        let since = self.rate(changed_at..self.counts.len());
        let periods = (self.counts.len() - changed_at) as f64;
        let kept = periods / (periods + SETTLES * horizon);
        Level {
            rate: kept * since + (1.0 - kept) * halfway.rate,
            estimated: kept.powi(2) / periods + (1.0 - kept).powi(2) * halfway.estimated,
            // The change may end: it goes on with probability `kept`, else the rate of all periods holds.
            apart: (kept * (1.0 - kept)).sqrt() * (since - self.rate(0..self.counts.len())).abs(),
        }
    }

    /// Where the rate changed, when that leaves periods on both sides.
    fn changed(self) -> Option<usize> {
        self.changed_at.filter(|at| (1..self.counts.len()).contains(at))
    }

    /// The forecast for as many periods as `horizon`; none without a period.
    pub fn forecast(self, horizon: f64) -> Option<Forecast> {
        if self.counts.is_empty() || !horizon.is_finite() || horizon <= 0.0 {
            return None;
        }
        let Level { rate, estimated, apart } = self.level(horizon);
        // Half an event more keeps the interval of nothing from being nothing.
        let cautious = rate + 0.5 / self.counts.len() as f64;
        let dispersion = self.dispersion();
        let wanders = WANDERS * self.unexplained(dispersion) + (WANDERS_AT_LEAST * cautious).powi(2);
        let mean = cautious * horizon;
        let variance =
            dispersion * mean + horizon * horizon * (dispersion * cautious * estimated + apart.powi(2) + wanders);
        Some(Forecast {
            mean: rate * horizon,
            low: quantile(mean, variance, TAIL).min(rate * horizon),
            high: quantile(mean, variance, 1.0 - TAIL).max(rate * horizon),
        })
    }

    /// How much wider than Poisson the counts spread from one period to the next (von Neumann's mean square successive
    /// difference, which a slow change of the rate leaves alone), drawn to what is usual.
    fn dispersion(self) -> f64 {
        let (mean, degrees) = (self.mean(), self.counts.len() as f64 - 1.0);
        if mean <= 0.0 || degrees <= 0.0 {
            return USUAL_DISPERSION;
        }
        let squares: f64 =
            self.counts.windows(2).map(|two| (f64::from(two[1]) - f64::from(two[0])).powi(2)).sum::<f64>();
        let own = squares / 2.0 / degrees / mean;
        ((degrees * own + USUAL_DEGREES * USUAL_DISPERSION) / (degrees + USUAL_DEGREES)).max(1.0)
    }

    /// Variance between the periods that neither bursts nor a change that was called explain.
    fn unexplained(self, dispersion: f64) -> f64 {
        let all = self.counts.len();
        let before = self.changed().map(|at| 0..at);
        let since = self.changed().unwrap_or(0)..all;
        let parts: Vec<Range<usize>> = before.into_iter().chain([since]).collect();
        let degrees = all as f64 - parts.len() as f64;
        if degrees <= 0.0 {
            return 0.0;
        }
        let squares = |part: Range<usize>| {
            let mean = self.rate(part.clone()) - self.besides;
            self.counts[part].iter().map(|&n| (f64::from(n) - mean).powi(2)).sum::<f64>()
        };
        (parts.into_iter().map(squares).sum::<f64>() / degrees - dispersion * self.mean()).max(0.0)
    }

    fn mean(self) -> f64 {
        self.counts.iter().map(|&n| f64::from(n)).sum::<f64>() / self.counts.len().max(1) as f64
    }
}

/// The smallest count that is not exceeded with probability `p`, of the negative binomial distribution with this mean
/// and variance, or the Poisson one where the variance is no larger.
fn quantile(mean: f64, variance: f64, p: f64) -> f64 {
    let below = |k: f64| cumulative(mean, variance, k) >= p;
    if below(0.0) {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, mean.max(1.0).ceil());
    while !below(high) {
        (low, high) = (high, high * 2.0);
        if high > 1e12 {
            return high;
        }
    }
    while high - low > 1.0 {
        let middle = (0.5 * (low + high)).floor();
        if below(middle) { high = middle } else { low = middle }
    }
    high
}

/// P(at most `k`).
fn cumulative(mean: f64, variance: f64, k: f64) -> f64 {
    let excess = variance - mean;
    if excess <= 1e-9 * mean {
        return checked_gamma_ur(k + 1.0, mean).unwrap_or(1.0);
    }
    checked_beta_reg(mean * mean / excess, k + 1.0, mean / variance).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(counts: &[u32], recent: usize) -> Past<'_> {
        Past { counts, recent, changed_at: None, besides: 0.0 }
    }

    #[test]
    fn quantiles_are_the_exact_ones() {
        // scipy 1.17: nbinom.ppf([.025, .975], r, p) with r = m^2 / (v - m), p = m / v, and poisson.ppf.
        for (mean, variance, low, high) in
            [(30.0, 120.0, 12.0, 55.0), (2.0, 8.0, 0.0, 10.0), (500.0, 40_000.0, 188.0, 961.0), (7.5, 7.5, 3.0, 13.0)]
        {
            let found = (quantile(mean, variance, 0.025), quantile(mean, variance, 0.975));
            assert_eq!(found, (low, high), "{mean} {variance}");
        }
    }

    #[test]
    fn the_mean_is_halfway_between_recent_and_ever() {
        let mut counts = vec![2; 26];
        counts[22..].fill(10);
        let forecast = past(&counts, 4).forecast(13.0).unwrap();
        let ever = (22.0 * 2.0 + 40.0) / 26.0;
        assert!((forecast.mean - 13.0 * 0.5 * (10.0 + ever)).abs() < 1e-9, "{forecast:?}");
        assert!(forecast.low < 13.0 * ever * 1.1 && forecast.high > 130.0, "both may hold: {forecast:?}");
    }

    #[test]
    fn one_period_since_a_change_counts_half_and_four_count_four_fifths() {
        let mut counts = vec![0; 26];
        counts[25] = 26;
        let since = |at| Past { changed_at: Some(at), ..past(&counts, 4) }.forecast(13.0).unwrap().mean / 13.0;
        let halfway = past(&counts, 4).forecast(13.0).unwrap().mean / 13.0;
        assert!((halfway - 0.5 * (6.5 + 1.0)).abs() < 1e-9);
        assert!((since(25) - (0.5 * 26.0 + 0.5 * halfway)).abs() < 1e-9);
        assert!((since(22) - (0.8 * 6.5 + 0.2 * halfway)).abs() < 1e-9);
        // No period on one of both sides: nothing changed.
        assert_eq!((since(0), since(26)), (halfway, halfway));
    }

    #[test]
    fn nothing_before_says_little_of_what_comes() {
        let forecast = past(&[0; 10], 4).forecast(13.0).unwrap();
        assert!(forecast.mean == 0.0 && forecast.low == 0.0 && forecast.high >= 1.0, "{forecast:?}");
        assert_eq!(past(&[], 0).forecast(13.0), None);
        assert_eq!(past(&[1], 0).forecast(f64::NAN), None);
    }

    /// A generator of the sort that needs no crate: Marsaglia's xorshift64*.
    struct Dice(u64);

    impl Dice {
        fn unit(&mut self) -> f64 {
            self.0 ^= self.0 >> 12;
            self.0 ^= self.0 << 25;
            self.0 ^= self.0 >> 27;
            (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1u64 << 53) as f64
        }

        fn normal(&mut self) -> f64 {
            (-2.0 * self.unit().max(1e-300).ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
        }

        /// Knuth's multiplication method, in parts for large means.
        fn poisson(&mut self, mut mean: f64) -> u32 {
            let mut count = 0;
            while mean > 0.0 {
                let part = mean.min(20.0);
                let (limit, mut product) = ((-part).exp(), self.unit());
                while product > limit {
                    count += 1;
                    product *= self.unit();
                }
                mean -= part;
            }
            count
        }

        /// Poisson bursts of 1 + Poisson(burst) tickets: compound, so over-dispersed.
        fn burst(&mut self, mean: f64, burst: f64) -> u32 {
            (0..self.poisson(mean / (1.0 + burst))).map(|_| 1 + self.poisson(burst)).sum()
        }
    }

    #[test]
    fn the_interval_holds_what_came_in_nine_to_nine_and_a_half_of_ten_quarters() {
        let mut dice = Dice(0x5eed);
        let mut told = vec![];
        for kind in ["steady", "bursts", "season", "wandering"] {
            let (mut held, rounds) = (0, 1_000);
            for round in 0..rounds {
                let periods = [8, 13, 26, 52][round % 4];
                let rate = 10f64.powf(-0.7 + 2.0 * dice.unit());
                let phase = dice.unit();
                let mut level: f64 = 1.0;
                let counts: Vec<u32> = (0..periods + 13)
                    .map(|week| match kind {
                        "steady" => dice.poisson(rate),
                        "bursts" => dice.burst(rate, 0.8),
                        "season" => {
                            let wave = (std::f64::consts::TAU * (week as f64 / 26.0 + phase)).sin();
                            dice.poisson(rate * (1.0 + 0.3 * wave))
                        }
                        _ => {
                            level *= (0.06 * dice.normal()).exp();
                            dice.poisson(rate * level)
                        }
                    })
                    .collect();
                let came: f64 = counts[periods..].iter().map(|&n| f64::from(n)).sum();
                let forecast = past(&counts[..periods], 4.min(periods / 2)).forecast(13.0).unwrap();
                held += usize::from((forecast.low..=forecast.high).contains(&came));
            }
            told.push((kind, held as f64 / rounds as f64));
        }
        let mean = told.iter().map(|(_, held)| held).sum::<f64>() / told.len() as f64;
        assert!((0.92..=0.975).contains(&mean) && told.iter().all(|(_, held)| *held >= 0.9), "{told:?}");
    }

    /// Weekly rates before and since a change some weeks ago, and how many of ten such changes end within the quarter
    /// to come.
    const CHANGES: [(&str, f64, f64, u64); 4] =
        [("new", 0.0, 4.0, 0), ("three times", 1.5, 4.5, 0), ("fallen", 6.0, 1.0, 0), ("some end", 1.0, 5.0, 2)];

    #[test]
    fn a_change_that_was_called_is_carried_on_and_the_interval_holds_it() {
        let mut dice = Dice(0xc4a6e);
        for (name, before, after, ending) in CHANGES {
            let (mut held, mut told, mut halfway, mut came, rounds) = (0, 0.0, 0.0, 0.0, 800);
            for round in 0..rounds {
                let changed_at = 26 - [2, 4, 8][round % 3];
                let ends = if (round as u64 * 7) % 10 < ending { 30 } else { usize::MAX };
                let rate = |week: usize| if (changed_at..ends).contains(&week) { after } else { before };
                let counts: Vec<u32> = (0..39).map(|week| dice.poisson(rate(week))).collect();
                let next: f64 = counts[26..].iter().map(|&n| f64::from(n)).sum();
                let usual = past(&counts[..26], 4);
                let forecast = Past { changed_at: Some(changed_at), ..usual }.forecast(13.0).unwrap();
                held += usize::from((forecast.low..=forecast.high).contains(&next));
                (told, came) = (told + forecast.mean, came + next);
                halfway += usual.forecast(13.0).unwrap().mean;
            }
            let held = held as f64 / rounds as f64;
            assert!(held >= 0.9, "{name}: {held}");
            if ending == 0 {
                assert!((told - came).abs() < 0.5 * (halfway - came).abs(), "{name}: {told} {halfway} {came}");
            }
        }
    }
}
