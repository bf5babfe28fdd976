//! Figures as they stand in a report: rounded, so that every format and every reader of the JSON
//! sees the same number, and shares that add up.

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

/// Shares of a whole, rounded to four places, that add up to the whole's share of `all`: the
/// largest remainders get what rounding down left over, the earlier part first.
///
/// In units of 1 / 10,000, so that sums of shares are exact too.
pub fn shares(parts: &[usize], all: usize) -> Vec<u32> {
    if all == 0 {
        return vec![0; parts.len()];
    }
    let unit = SCALE as u128;
    let exact = |part: usize| part as u128 * unit;
    let mut shares: Vec<u32> = parts.iter().map(|&part| (exact(part) / all as u128) as u32).collect();
    let whole = exact(parts.iter().sum()) / all as u128;
    let left = whole as usize - shares.iter().map(|&share| share as usize).sum::<usize>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(exact(parts[at]) % all as u128), at));
    for at in order.into_iter().take(left) {
        shares[at] += 1;
    }
    shares
}

/// A share in units of 1 / 10,000 → 0-1.
pub fn share(units: u32) -> f64 {
    f64::from(units) / SCALE
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn shares_add_up_and_are_off_by_less_than_a_unit(parts in proptest::collection::vec(0usize..5000, 1..60)) {
            let all: usize = parts.iter().sum();
            let shares = shares(&parts, all);
            proptest::prop_assert_eq!(shares.iter().sum::<u32>(), if all == 0 { 0 } else { 10_000 });
            for (&part, &share) in parts.iter().zip(&shares) {
                proptest::prop_assert!(all == 0 || (f64::from(share) - part as f64 * 1e4 / all as f64).abs() < 1.0);
            }
        }
    }

    #[test]
    fn figures_are_numbers_or_nothing() {
        assert_eq!(rounded(2.123_456), Some(2.1235));
        assert_eq!(rounded(f64::NAN), None);
        assert_eq!(rounded(f64::INFINITY), None);
        assert!(rounded(-0.000_01).is_some_and(f64::is_sign_positive));
    }
}
