//! Counts over time against their exposure: a constant rate, a rate that grows or shrinks evenly, and how far
//! the counts scatter around either.
//!
//! Poisson regression with a log link and log(exposure) as offset (McCullagh & Nelder 1989, chapters 6 and 9); the
//! scatter beyond Poisson is a factor on every variance (quasi-Poisson).

/// The tickets of one period, and what they are measured against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Count {
    /// Tickets.
    pub count: f64,
    /// Exposure, positive.
    pub exposure: f64,
    /// When: in periods, from any origin.
    pub at: f64,
}

/// Count and exposure of all together.
pub fn sum(counts: &[Count]) -> (f64, f64) {
    counts.iter().fold((0.0, 0.0), |(count, exposure), one| (count + one.count, exposure + one.exposure))
}

/// A rate that changes by the same factor each period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Log rate at `centre`.
    pub level: f64,
    /// Change of the log rate a period.
    pub slope: f64,
    /// The expected counts' mean time: there level and slope do not depend on each other.
    pub centre: f64,
    /// Variance of the level, for Poisson counts.
    pub level_variance: f64,
    /// Variance of the slope, for Poisson counts.
    pub slope_variance: f64,
}

/// Steps of Newton's method: it converges in less than ten, or never.
const STEPS: usize = 40;

/// A slope steeper than this a period is no trend but a gap in the counts.
const STEEPEST: f64 = 3.0;

impl Line {
    /// The maximum-likelihood line; none for less than three periods, or when no line is the best one.
    pub fn fit(counts: &[Count]) -> Option<Self> {
        let (tickets, exposure) = sum(counts);
        if counts.len() < 3 || tickets <= 0.0 || exposure <= 0.0 {
            return None;
        }
        let middle = counts.iter().map(|one| one.at).sum::<f64>() / counts.len() as f64;
        let (mut level, mut slope) = ((tickets / exposure).ln(), 0.0);
        for _ in 0..STEPS {
            let [mut score, mut turn] = [0.0; 2];
            let [mut weight, mut lever, mut spread] = [0.0; 3];
            for one in counts {
                let at = one.at - middle;
                let expected = one.exposure * (level + slope * at).exp();
                score += one.count - expected;
                turn += at * (one.count - expected);
                weight += expected;
                lever += at * expected;
                spread += at * at * expected;
            }
            let determinant = weight * spread - lever * lever;
            if !determinant.is_finite() || determinant <= 1e-12 * weight * spread.max(1e-12) {
                return None;
            }
            let up = (spread * score - lever * turn) / determinant;
            let tilt = (weight * turn - lever * score) / determinant;
            // Half a unit at a time keeps the first steps from running away.
            let brake = (0.5 / tilt.abs().max(1e-300)).min(2.0 / up.abs().max(1e-300)).min(1.0);
            level += brake * up;
            slope += brake * tilt;
            if !level.is_finite() || slope.is_nan() || slope.abs() > STEEPEST {
                return None;
            }
            if up.abs() < 1e-10 && tilt.abs() < 1e-10 {
                let shift = lever / weight;
                return Some(Self {
                    level: level + slope * shift,
                    slope,
                    centre: middle + shift,
                    level_variance: 1.0 / weight,
                    slope_variance: weight / determinant,
                });
            }
        }
        None
    }

    /// The rate at a time.
    pub fn rate(&self, at: f64) -> f64 {
        (self.level + self.slope * (at - self.centre)).exp()
    }

    /// Variance of the log rate at a time, for Poisson counts.
    pub fn variance(&self, at: f64) -> f64 {
        self.level_variance + self.slope_variance * (at - self.centre).powi(2)
    }
}

/// Pearson's chi-square against the rates that `rate` gives.
pub fn chi_square(counts: &[Count], rate: impl Fn(&Count) -> f64) -> f64 {
    counts.iter().fold(0.0, |sum, one| {
        let expected = one.exposure * rate(one);
        if expected > 0.0 { sum + (one.count - expected).powi(2) / expected } else { sum }
    })
}

/// Correlation of each period's scatter with that of the period before: the lag-1 autocorrelation of the Pearson
/// residuals; 0 for less than three periods.
pub fn autocorrelation(counts: &[Count], rate: impl Fn(&Count) -> f64) -> f64 {
    let residuals: Vec<f64> = counts
        .iter()
        .map(|one| {
            let expected = one.exposure * rate(one);
            if expected > 0.0 { (one.count - expected) / expected.sqrt() } else { 0.0 }
        })
        .collect();
    let all: f64 = residuals.iter().map(|residual| residual * residual).sum();
    if counts.len() < 3 || all <= 0.0 {
        return 0.0;
    }
    residuals.windows(2).map(|pair| pair[0] * pair[1]).sum::<f64>() / all
}

/// A lasting jump of the rate within the counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Index of the first period after it.
    pub at: usize,
    /// What one rate for all leaves unexplained and two do not: the drop of the Poisson deviance.
    pub gain: f64,
    /// Rate after over rate before is above 1.
    pub up: bool,
}

/// The jump that explains most, with at least `before` periods before and `after` after it; none when there is no
/// room for one or there is no ticket.
pub fn step(counts: &[Count], before: usize, after: usize) -> Option<Step> {
    let all = sum(counts);
    let likelihood = |(count, exposure): (f64, f64)| {
        if count > 0.0 { count * (count * all.1 / (exposure * all.0)).ln() } else { 0.0 }
    };
    if all.0 <= 0.0 || counts.len() < before + after {
        return None;
    }
    let mut best: Option<Step> = None;
    let mut head = (0.0, 0.0);
    for (at, one) in counts.iter().enumerate() {
        if at >= before.max(1) && counts.len() - at >= after.max(1) {
            let tail = (all.0 - head.0, all.1 - head.1);
            let gain = 2.0 * (likelihood(head) + likelihood(tail));
            if best.is_none_or(|so_far| gain > so_far.gain + 1e-9) {
                best = Some(Step { at, gain, up: tail.0 * head.1 > head.0 * tail.1 });
            }
        }
        head = (head.0 + one.count, head.1 + one.exposure);
    }
    best
}
