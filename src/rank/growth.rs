//! Whether it grows, as far as that is certain.

use super::Factor;
use crate::model::series::{Trend, Verdict};

/// Most points either way. The volume already knows the recent rate; this is for the direction.
const MOST: f64 = 0.5;

/// The ratio inside the 95 % interval that is nearest to no change, so that a few tickets cannot
/// claim a growth; no change when none is called, as one interval of many excludes it by chance.
pub fn factor(trend: &Trend) -> Factor {
    let called = !matches!(trend.change.verdict, Verdict::Steady | Verdict::Unclear);
    let value = match (trend.change.low.filter(|_| called), trend.change.high) {
        (Some(low), _) if low > 1.0 => low,
        (Some(_), Some(high)) if high < 1.0 => high,
        _ => 1.0,
    };
    Factor { value, points: (0.5 * value.log2()).clamp(-MOST, MOST) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::series::Change;

    fn points(verdict: Verdict, low: f64, high: Option<f64>) -> f64 {
        let change = Change { verdict, low: Some(low), high, ..Change::UNCLEAR };
        factor(&Trend { change, ..Trend::default() }).points
    }

    #[test]
    fn a_growth_that_nobody_calls_moves_nothing() {
        assert_eq!(points(Verdict::Rising, 4.0, None), 0.5);
        assert!((points(Verdict::Rising, 1.2, Some(3.0)) - 0.5 * 1.2_f64.log2()).abs() < 1e-12);
        assert!(points(Verdict::Falling, 0.1, Some(0.8)) < 0.0);
        assert_eq!(points(Verdict::Unclear, 1.6, Some(14.0)), 0.0);
        assert_eq!(points(Verdict::Unclear, 0.1, Some(0.8)), 0.0);
    }
}
