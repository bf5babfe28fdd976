//! How many events a coming stretch of time will bring, from counts of equal periods before it.
//!
//! The rate that counts is halfway between the recent one and that of all periods, so that a lull or a burst of a few
//! periods counts half. The number to come is negative binomial: a Poisson count whose rate is gamma-distributed, with
//! the variance that follows from four things: events come in bursts (the dispersion), both rates are estimated from
//! few of them, nobody knows which of the two will hold, and rates wander.

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
    /// Events a period that are in no count.
    pub besides: f64,
}

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

impl Past<'_> {
    /// Rates of a period: the recent one, and that of all periods.
    fn rates(self) -> (f64, f64) {
        let sum = |counts: &[u32]| counts.iter().map(|&n| f64::from(n)).sum::<f64>();
        let all = sum(self.counts) / self.counts.len().max(1) as f64 + self.besides;
        if self.recent == 0 || self.recent > self.counts.len() {
            return (all, all);
        }
        let recent = sum(&self.counts[self.counts.len() - self.recent..]) / self.recent as f64;
        (recent + self.besides, all)
    }

    /// The forecast for as many periods as `horizon`; none without a period.
    pub fn forecast(self, horizon: f64) -> Option<Forecast> {
        if self.counts.is_empty() || !horizon.is_finite() || horizon <= 0.0 {
            return None;
        }
        let periods = self.counts.len() as f64;
        let (recent, all) = self.rates();
        let rate = 0.5 * (recent + all);
        // Half an event more keeps the interval of nothing from being nothing.
        let cautious = rate + 0.5 / periods;
        let dispersion = self.dispersion();
        let window = if self.recent == 0 { periods } else { self.recent as f64 };
        // Variance of the mean of both rates, the recent periods being in both.
        let estimated = dispersion * cautious * 0.25 * (1.0 / window + 3.0 / periods);
        let apart = (0.5 * (recent - all)).powi(2);
        let wanders = WANDERS * self.unexplained(dispersion) + (WANDERS_AT_LEAST * cautious).powi(2);
        let mean = cautious * horizon;
        let variance = dispersion * mean + horizon * horizon * (estimated + apart + wanders);
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

    /// Variance between the periods that bursts do not explain.
    fn unexplained(self, dispersion: f64) -> f64 {
        let (mean, degrees) = (self.mean(), self.counts.len() as f64 - 1.0);
        if degrees <= 0.0 {
            return 0.0;
        }
        let squares: f64 = self.counts.iter().map(|&n| (f64::from(n) - mean).powi(2)).sum();
        (squares / degrees - dispersion * mean).max(0.0)
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
        Past { counts, recent, besides: 0.0 }
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
}
