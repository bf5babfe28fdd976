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

/// What the scatter of each period has in common with that of the period before: the sum of the products of
/// neighbouring Pearson residuals, and of their squares. The one over the other is the lag-1 autocorrelation.
pub fn lag_one(counts: &[Count], rate: impl Fn(&Count) -> f64) -> (f64, f64) {
    let residuals: Vec<f64> = counts
        .iter()
        .map(|one| {
            let expected = one.exposure * rate(one);
            if expected > 0.0 { (one.count - expected) / expected.sqrt() } else { 0.0 }
        })
        .collect();
    let products = residuals.windows(2).map(|pair| pair[0] * pair[1]).sum();
    (products, residuals.iter().map(|residual| residual * residual).sum())
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

#[cfg(test)]
mod tests {
    use super::*;

    /// 26 negative binomial weeks: tickets, and the others they are measured against.
    const WEEKS: [(u32, f64); 26] = [
        (16, 368.0),
        (15, 418.0),
        (17, 391.0),
        (15, 395.0),
        (20, 456.0),
        (14, 362.0),
        (19, 413.0),
        (26, 425.0),
        (41, 443.0),
        (22, 431.0),
        (11, 447.0),
        (25, 429.0),
        (22, 417.0),
        (13, 489.0),
        (16, 415.0),
        (29, 479.0),
        (22, 475.0),
        (23, 478.0),
        (17, 454.0),
        (20, 507.0),
        (9, 460.0),
        (22, 459.0),
        (20, 504.0),
        (22, 496.0),
        (22, 499.0),
        (27, 518.0),
    ];

    fn counts(series: &[(u32, f64)]) -> Vec<Count> {
        (series.iter().enumerate())
            .map(|(at, &(count, exposure))| Count { count: count.into(), exposure, at: at as f64 })
            .collect()
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-6 * b.abs()
    }

    #[test]
    fn a_line_is_that_of_a_poisson_regression() {
        // statsmodels 0.15.0: GLM(count, [1, at], Poisson(), offset=log(exposure)).fit(): params, bse, pearson_chi2.
        let line = Line::fit(&counts(&WEEKS)).unwrap();
        assert!(near(line.slope, -0.003751283549872142) && near(line.slope_variance.sqrt(), 0.005831078815602013));
        assert!(near(line.rate(0.0).ln(), -3.0490554067300897), "{}", line.rate(0.0).ln());
        assert!(near(line.variance(0.0).sqrt(), 0.08687396332669492));
        assert!(near(chi_square(&counts(&WEEKS), |one| line.rate(one.at)), 47.41237151709279));
    }

    #[test]
    fn neighbouring_weeks_are_compared() {
        // numpy 2.4.6: r = (y - m) / sqrt(m), m = sum(y) / sum(e) * e; sum(r[1:] * r[:-1]) / sum(r * r).
        let (tickets, exposure) = sum(&counts(&WEEKS));
        let (products, squares) = lag_one(&counts(&WEEKS), |_| tickets / exposure);
        assert!(near(products / squares, 0.15943186313844518), "{}", products / squares);
        assert_eq!(lag_one(&[], |_| 1.0), (0.0, 0.0));
    }

    #[test]
    fn there_is_no_line_through_nothing() {
        assert_eq!(Line::fit(&counts(&[(3, 10.0), (4, 10.0)])), None);
        assert_eq!(Line::fit(&counts(&[(0, 10.0); 5])), None);
        // All at the end: the steeper the better, without end.
        assert_eq!(Line::fit(&counts(&[(0, 10.0), (0, 10.0), (0, 10.0), (40, 10.0)])), None);
    }

    #[test]
    fn a_step_is_where_it_is() {
        let series = counts(&[(5, 100.0), (6, 100.0), (4, 100.0), (15, 100.0), (14, 100.0), (16, 100.0), (15, 100.0)]);
        let found = step(&series, 2, 2).unwrap();
        // By hand: 2 (15 ln(5 / (75 / 7)) + 60 ln(15 / (75 / 7))).
        assert!(found.up && found.at == 3 && near(found.gain, 17.51246683), "{found:?}");
        assert_eq!(step(&series, 4, 4), None);
        assert_eq!(step(&counts(&[(0, 100.0); 9]), 2, 2), None);
    }
}
