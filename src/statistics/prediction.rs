//! What the next count may be when the rate stays what it was.

use statrs::function::{beta::beta_reg, gamma::gamma_ur};

use super::rates::Rate;

/// Half of the error of a 95 % interval.
const TAIL: f64 = 0.025;

/// Below this excess over the mean, in shares of it, a variance is Poisson's.
const NO_EXCESS: f64 = 1e-6;

/// The 95 % prediction interval of a count over `exposure`, given what was counted before: of a negative
/// binomial count with the mean that is expected and the variance of chance, of bursts (`dispersion`) and of
/// the rate's own uncertainty together. None without an exposure before.
pub fn interval(before: Rate, exposure: f64, dispersion: f64) -> Option<(f64, f64)> {
    if before.exposure <= 0.0 || exposure < 0.0 {
        return None;
    }
    let share = exposure / before.exposure;
    // Nothing before is not never: half a ticket, which keeps the interval open (Jeffreys).
    let mean = before.count.max(0.5) * share;
    let variance = dispersion.max(1.0) * mean * (1.0 + share);
    Some((quantile(mean, variance, TAIL), quantile(mean, variance, 1.0 - TAIL)))
}

/// The least count that at least a share `p` of all counts do not exceed.
fn quantile(mean: f64, variance: f64, p: f64) -> f64 {
    if mean <= 0.0 || !variance.is_finite() {
        return 0.0;
    }
    let at_most = |count: f64| {
        if variance <= mean * (1.0 + NO_EXCESS) {
            gamma_ur(count + 1.0, mean)
        } else {
            beta_reg(mean * mean / (variance - mean), count + 1.0, mean / variance)
        }
    };
    // Ten standard deviations are beyond every quantile that is asked for; halving finds the count.
    let (mut low, mut high) = (-1.0, (mean + 10.0 * variance.sqrt() + 10.0).ceil());
    while high - low > 1.0 {
        let middle = (0.5 * (low + high)).floor();
        if at_most(middle) < p { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_scipy() {
        // scipy 1.17: poisson.ppf and nbinom.ppf(p, mean ** 2 / (variance - mean), mean / variance).
        for (mean, variance, low, high) in
            [(4.0, 4.0, 1.0, 8.0), (0.3, 0.3, 0.0, 2.0), (10.0, 25.0, 2.0, 22.0), (120.0, 180.0, 95.0, 147.0)]
        {
            assert_eq!((quantile(mean, variance, TAIL), quantile(mean, variance, 1.0 - TAIL)), (low, high), "{mean}");
        }
    }

    #[test]
    fn a_silent_history_allows_a_ticket_and_no_exposure_none() {
        let rate = Rate { count: 0.0, exposure: 1000.0 };
        assert_eq!(interval(rate, 0.0, 1.0), Some((0.0, 0.0)));
        assert_eq!(interval(rate, 100.0, 1.0), Some((0.0, 1.0)));
        assert_eq!(interval(Rate { count: 3.0, exposure: 0.0 }, 1.0, 1.0), None);
    }
}
