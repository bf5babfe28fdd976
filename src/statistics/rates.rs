//! Two rates against each other.
//!
//! Given their sum, the split of two Poisson counts is binomial, so the ratio of their rates has an
//! exact interval (Clopper & Pearson 1934 on the split) that holds for small counts. Counts of
//! people who read the same newsletter come in bursts: both are divided by the dispersion first
//! (quasi-Poisson), which the beta form of the binomial takes as it is. Bursts have a longer tail to
//! the right than that allows for, so a difference must also stand against the split of two negative
//! binomial counts, which is beta-binomial.

use statrs::function::{beta::beta_reg, gamma::ln_gamma};

/// A count, and what it is measured against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Tickets of the problem.
    pub count: f64,
    /// Tickets of all others.
    pub exposure: f64,
}

/// The ratio of two rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// New rate over old rate, none when the old count is zero.
    pub estimate: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval, none when it is unbounded.
    pub high: Option<f64>,
    /// Two-sided p-value of no difference.
    pub p: f64,
}

/// Half of the error of a 95 % interval.
const TAIL: f64 = 0.025;

/// The dispersion is not thought to grow or fall by more than this factor with the rate.
const MOST_GROWTH: f64 = 4.0;

/// Compares `new` with `old`; none when neither has a ticket or an exposure is missing.
pub fn compare(new: Rate, old: Rate, dispersion: f64) -> Option<Ratio> {
    let dispersion = dispersion.max(1.0);
    compare_wide(new, old, Widths { without_change: dispersion, with_change: spread(new, old, dispersion) })
}

/// The two-sided p-value of no difference alone: the interval is the longer part of the work.
pub fn p_value(new: Rate, old: Rate, dispersion: f64) -> Option<f64> {
    p_value_wide(new, old, dispersion)
}

/// How much wider than Poisson both counts spread together, at least 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Widths {
    /// When both have the same rate: what the p-value is made with.
    pub without_change: f64,
    /// At the rates that they show: what the interval is made with.
    pub with_change: f64,
}

/// Bursts whose variance is mean + `shape` * mean^2 in each block of periods (negative binomial), and the exposures that
/// the mean of a block follows: each side's sum of squares over its sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bursts {
    /// Variance beyond Poisson, in squared means.
    pub shape: f64,
    /// Mean exposure of a block of the new rate, each block weighted by its exposure.
    pub new_block: f64,
    /// The same of the old rate.
    pub old_block: f64,
}

impl Bursts {
    /// The widths of two counts.
    pub fn widths(&self, new: Rate, old: Rate) -> Widths {
        let pooled = (new.count + old.count) / (new.exposure + old.exposure);
        let (x, y) = (new.count + 0.5, old.count + 0.5);
        let together = |new_rate: f64, old_rate: f64, x: f64, y: f64| {
            let (now, then) =
                (1.0 + self.shape * new_rate * self.new_block, 1.0 + self.shape * old_rate * self.old_block);
            (now / x + then / y) / (1.0 / x + 1.0 / y)
        };
        Widths {
            without_change: together(pooled, pooled, pooled * new.exposure, pooled * old.exposure),
            with_change: together(x / new.exposure, y / old.exposure, x, y),
        }
    }
}

/// Compares `new` with `old` given how wide they spread.
pub fn compare_wide(new: Rate, old: Rate, widths: Widths) -> Option<Ratio> {
    let p = p_value_wide(new, old, widths.without_change)?;
    let scale = old.exposure / new.exposure;
    let wide = widths.with_change.max(1.0) * exposure_noise(new, old);
    let (low, high) = mid_p(new.count / wide, old.count / wide);
    let ratio = |split: f64| (split < 1.0).then(|| split / (1.0 - split) * scale).filter(|r| r.is_finite());
    Some(Ratio {
        estimate: (old.count > 0.0).then(|| new.count / old.count * scale),
        low: ratio(low).unwrap_or(0.0),
        high: ratio(high),
        p,
    })
}

/// The p-value of no difference given how wide both spread without one.
pub fn p_value_wide(new: Rate, old: Rate, dispersion: f64) -> Option<f64> {
    let total = new.count + old.count;
    if total <= 0.0 || new.exposure <= 0.0 || old.exposure <= 0.0 {
        return None;
    }
    let dispersion = dispersion.max(1.0) * exposure_noise(new, old);
    let (x, y) = (new.count / dispersion, old.count / dispersion);
    // P(at least x of the split) = I_split(x, y + 1), P(at most x) = 1 - I_split(x + 1, y).
    let even = new.exposure / (new.exposure + old.exposure);
    let at_least = if x > 0.0 { beta_reg(x, y + 1.0, even) } else { 1.0 };
    let at_most = if y > 0.0 { 1.0 - beta_reg(x + 1.0, y, even) } else { 1.0 };
    let bursts = burst_tail(new.count, total, even, dispersion);
    Some((2.0 * at_least.min(at_most).max(bursts)).clamp(0.0, 1.0))
}

/// Whether the new rate is above the old one.
pub fn is_more(new: Rate, old: Rate) -> bool {
    new.count * old.exposure > old.count * new.exposure
}

/// The exposure is counted too: how much its own chance adds to the variance of the log ratio.
fn exposure_noise(new: Rate, old: Rate) -> f64 {
    // Half a ticket more keeps a count of zero finite (Haldane-Anscombe).
    let own = 1.0 / (new.count + 0.5) + 1.0 / (old.count + 0.5);
    1.0 + (1.0 / new.exposure + 1.0 / old.exposure) / own
}

/// The smaller tail of `count` of `total` when the split is beta-binomial with mean `even` and the
/// variance of negative binomial counts of this dispersion; zero when there is no dispersion.
fn burst_tail(count: f64, total: f64, even: f64, dispersion: f64) -> f64 {
    let size = total / (dispersion - 1.0);
    if !size.is_finite() || size <= 0.0 {
        return 0.0;
    }
    let (a, b) = (size * even, size * (1.0 - even));
    let ln_beta = |x: f64, y: f64| ln_gamma(x) + ln_gamma(y) - ln_gamma(x + y);
    let ln_choose = ln_gamma(total + 1.0) - ln_gamma(count + 1.0) - ln_gamma(total - count + 1.0);
    let here = (ln_choose + ln_beta(count + a, total - count + b) - ln_beta(a, b)).exp();
    let (mut above, mut below) = (here, here);
    let (mut term, mut k) = (here, count);
    while k < total {
        term *= (total - k) / (k + 1.0) * (k + a) / (total - k - 1.0 + b);
        above += term;
        k += 1.0;
    }
    (term, k) = (here, count);
    while k > 0.0 {
        term *= k / (total - k + 1.0) * (total - k + b) / (k - 1.0 + a);
        below += term;
        k -= 1.0;
    }
    above.min(below).min(1.0)
}

/// The dispersion of both counts together. That of a burst grows with the rate (a negative binomial has
/// variance mean + shape * mean^2), so what rose spreads wider than it did before, and what fell less.
fn spread(new: Rate, old: Rate, dispersion: f64) -> f64 {
    let (x, y) = (new.count + 0.5, old.count + 0.5);
    let growth = (x / new.exposure) / (y / old.exposure);
    let now = 1.0 + (dispersion - 1.0) * growth.clamp(1.0 / MOST_GROWTH, MOST_GROWTH);
    (now / x + dispersion / y) / (1.0 / x + 1.0 / y)
}

/// Ends of the interval of the split, where a tail beyond counts the case itself by half.
fn mid_p(x: f64, y: f64) -> (f64, f64) {
    // The chance of at least x, of more than x, and the middle of both.
    let beyond = |split: f64| {
        let at_least = if x > 0.0 { beta_reg(x, y + 1.0, split) } else { 1.0 };
        let more = if y > 0.0 { beta_reg(x + 1.0, y, split) } else { 0.0 };
        0.5 * (at_least + more)
    };
    let end = |tail: f64| {
        let (mut low, mut high) = (0.0, 1.0);
        // 45 halvings of the unit interval leave less than 3e-14.
        for _ in 0..45 {
            let middle = 0.5 * (low + high);
            if beyond(middle) < tail { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    };
    (if x > 0.0 { end(TAIL) } else { 0.0 }, if y > 0.0 { end(1.0 - TAIL) } else { 1.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many others that their own chance does not count.
    const MANY: f64 = 1e9;

    fn rate(count: f64, exposure: f64) -> Rate {
        Rate { count, exposure: exposure * MANY }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-6 * b.abs().max(1e-3)
    }

    #[test]
    fn intervals_and_p_values_are_the_exact_ones() {
        // Independently from scipy 1.17.1: the split s at which (beta.cdf(s, x, y + 1) + beta.cdf(s, x + 1, y)) / 2 is
        // .025 or .975 (brentq), turned into s / (1 - s) * old / new exposure;
        // p = 2 min(binom.sf(x - 1, n, even), binom.cdf(x, n, even)). statsmodels 0.15.0 gives for the first and the last
        // case confint_poisson_2indep(method="score") 1.780-4.248 and 2.0592-2.6982.
        let cases = [
            ((30.0, 4.0, 60.0, 22.0), Some(2.75), 1.7544519920780586, Some(4.24126731941608), 3.728886311657705e-5),
            ((5.0, 4.0, 0.0, 22.0), None, 6.7027052602551755, None, 0.00017237060757945886),
            ((0.0, 4.0, 40.0, 22.0), Some(0.0), 0.0, Some(0.42773034783606306), 0.002506128351939987),
            ((12.0, 4.0, 70.0, 22.0), Some(0.9428571428571428), 0.489876457057113, Some(1.6944240784248268), 1.0),
            (
                (300.0, 4.0, 700.0, 22.0),
                Some(2.357142857142857),
                2.0569124688043394,
                Some(2.69631492038358),
                4.1098880e-31,
            ),
        ];
        for ((x, e1, y, e0), estimate, low, high, p) in cases {
            let ratio = compare(rate(x, e1), rate(y, e0), 1.0).unwrap();
            assert_eq!(ratio.estimate.is_some(), estimate.is_some());
            assert!(near(ratio.estimate.unwrap_or(0.0), estimate.unwrap_or(0.0)), "{x}/{y}: {ratio:?}");
            assert!(near(ratio.low, low), "{x}/{y}: {ratio:?}");
            assert_eq!(ratio.high.is_some(), high.is_some());
            assert!(near(ratio.high.unwrap_or(0.0), high.unwrap_or(0.0)), "{x}/{y}: {ratio:?}");
            assert!((ratio.p - p).abs() <= 1e-5 * p.max(1e-25), "{x}/{y}: {ratio:?}");
        }
    }

    #[test]
    fn dispersion_widens_the_interval_and_leaves_the_estimate() {
        // scipy as above, p with x = 15 / 2, y = 30 / 2; the interval with both divided by 3.19, since what rose spreads
        // wider: (3.78 / 15.5 + 2 / 30.5) / (1 / 15.5 + 1 / 30.5).
        let ratio = compare(rate(15.0, 4.0), rate(30.0, 22.0), 2.0).unwrap();
        assert!(near(ratio.estimate.unwrap(), 2.75));
        assert!(near(ratio.low, 0.8142312925957138) && near(ratio.high.unwrap(), 8.262664050089757), "{ratio:?}");
        assert!(near(ratio.p, 0.05457486742942136));
    }

    #[test]
    fn bursts_have_a_longer_tail_than_scaled_counts() {
        // scipy 1.17: n = 60, even = 4 / 26, K = n / (3 - 1) = 30, x = 20:
        // betabinom.sf(19, 60, K * even, K * (1 - even)) and betabinom.cdf(3, ...).
        assert!(
            near(burst_tail(20.0, 60.0, 4.0 / 26.0, 3.0), 0.02982642271274316),
            "{}",
            burst_tail(20.0, 60.0, 4.0 / 26.0, 3.0)
        );
        assert!(
            near(burst_tail(3.0, 60.0, 4.0 / 26.0, 3.0), 0.0961613530239673),
            "{}",
            burst_tail(3.0, 60.0, 4.0 / 26.0, 3.0)
        );
        assert_eq!(burst_tail(20.0, 60.0, 4.0 / 26.0, 1.0), 0.0);
    }

    #[test]
    fn few_others_widen_it_too() {
        let rate = |count, exposure| Rate { count, exposure };
        let many = compare(rate(30.0, 4e6), rate(60.0, 22e6), 1.0).unwrap();
        let few = compare(rate(30.0, 40.0), rate(60.0, 220.0), 1.0).unwrap();
        assert!(few.low < many.low && few.high > many.high && few.p > many.p);
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        assert_eq!(compare(rate(0.0, 4.0), rate(0.0, 22.0), 1.0), None);
        assert_eq!(compare(rate(3.0, 0.0), rate(1.0, 22.0), 1.0), None);
        assert_eq!(compare(rate(3.0, 4.0), rate(1.0, 0.0), 1.0), None);
    }

    proptest::proptest! {
        #[test]
        fn every_number_is_finite_and_in_order(
            x in 0u32..5000, y in 0u32..5000, e1 in 0u32..100_000, e0 in 0u32..100_000, phi in 1.0f64..20.0,
        ) {
            let rate = |count: u32, exposure: u32| Rate { count: count.into(), exposure: exposure.into() };
            if let Some(ratio) = compare(rate(x, e1), rate(y, e0), phi) {
                proptest::prop_assert!(ratio.low.is_finite() && ratio.low >= 0.0);
                proptest::prop_assert!((0.0..=1.0).contains(&ratio.p));
                if let Some(estimate) = ratio.estimate {
                    proptest::prop_assert!(estimate.is_finite() && ratio.low <= estimate * (1.0 + 1e-9));
                    proptest::prop_assert!(ratio.high.is_none_or(|high| high.is_finite() && high * (1.0 + 1e-9) >= estimate));
                }
            }
        }
    }
}
