//! Figures as they stand in a report: rounded, so that every format and every reader of the JSON
//! sees the same number.

use crate::model::fix::{Fix, Stretch};

/// Decimal places of every ratio, share and score.
const SCALE: f64 = 1e4;

/// Rounded to four places; none when it is no number. Never minus zero.
pub fn rounded(value: f64) -> Option<f64> {
    let scaled = (value * SCALE).round() / SCALE;
    scaled.is_finite().then_some(scaled + 0.0)
}

/// The figures of a fix, rounded.
pub fn fix(fix: &Fix) -> Fix {
    let all = |value: Option<f64>| value.and_then(rounded);
    let stretch = |stretch: Option<Stretch>| {
        let one = stretch?;
        Some(Stretch { a_period: rounded(one.a_period)?, rate: rounded(one.rate)?, ..one })
    };
    Fix {
        effect: all(fix.effect),
        low: all(fix.low),
        high: all(fix.high),
        expected: all(fix.expected),
        avoided: all(fix.avoided),
        avoided_low: all(fix.avoided_low),
        avoided_high: all(fix.avoided_high),
        hours_avoided: all(fix.hours_avoided),
        hours_avoided_low: all(fix.hours_avoided_low),
        hours_avoided_high: all(fix.hours_avoided_high),
        money_avoided: all(fix.money_avoided),
        money_avoided_low: all(fix.money_avoided_low),
        money_avoided_high: all(fix.money_avoided_high),
        before: stretch(fix.before),
        after: stretch(fix.after),
        back: stretch(fix.back),
        without: all(fix.without),
        old_version_share: all(fix.old_version_share),
        ..fix.clone()
    }
}

/// Part of a whole → 0-1, rounded once: equal counts have equal shares, and the shares of all parts may add up to a
/// little more or less than 1.
pub fn share(part: usize, all: usize) -> f64 {
    rounded(part as f64 / all.max(1) as f64).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_once() {
        assert_eq!([share(295, 807), share(211, 807), share(0, 807), share(807, 807)], [0.3656, 0.2615, 0.0, 1.0]);
        assert_eq!(share(0, 0), 0.0);
    }

    #[test]
    fn figures_are_numbers_or_nothing() {
        assert_eq!(rounded(2.123_456), Some(2.1235));
        assert_eq!(rounded(f64::NAN), None);
        assert_eq!(rounded(f64::INFINITY), None);
        assert!(rounded(-0.000_01).is_some_and(f64::is_sign_positive));
    }
}
