//! What each period would have been if the rate had never changed.

use super::exposure::rate;
use crate::{model::series::Expected, statistics::prediction::interval};

/// The tickets to be expected of each period at the rate before period `changed_at`, with the 95 % prediction
/// interval of one period, whose variance is mean + `shape` * mean^2; empty when nothing was measured before.
pub fn expected(counts: &[u32], others: &[f64], changed_at: usize, shape: f64) -> Vec<Expected> {
    let before = rate(counts, others, 0..changed_at);
    let band = others.iter().map(|&exposure| {
        let tickets = before.count * exposure / before.exposure;
        let (low, high) = interval(before, exposure, 1.0 + shape * tickets)?;
        Some(Expected { tickets, low, high })
    });
    band.collect::<Option<Vec<_>>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_follows_the_others_and_not_the_change() {
        let band = expected(&[5, 5, 5, 50], &[100.0, 100.0, 200.0, 200.0], 3, 0.0);
        assert!((band[0].tickets - 3.75).abs() < 1e-9 && (band[3].tickets - 7.5).abs() < 1e-9, "{band:?}");
        assert!(band[3].low <= 7.5 && band[3].high >= 7.5 && band[3].high < 20.0, "{band:?}");
        assert!(expected(&[5, 5], &[0.0, 10.0], 1, 0.0).is_empty());
    }
}
