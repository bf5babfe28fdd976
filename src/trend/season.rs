//! What comes back every year.
//!
//! A problem that also grew in the same weeks of the years before is measured against those weeks: that
//! gift cards fail in December is known, that they fail more than last December is news. Nothing is
//! assumed of a season that the problem's own past does not show.

use super::{
    exposure::rate,
    window::{leeway, year},
};
use crate::{
    model::time::PeriodUnit,
    statistics::rates::{Rate, is_more, p_value},
};

/// Periods that must lie outside of the season before it can stand out.
const LEAST_OUTSIDE: usize = 8;

/// p-value from which on the years before are believed to have had the same season. Small, because the window
/// is the best of a few; being wrong only means a comparison with fewer weeks.
const SEASONAL: f64 = 0.01;

/// A window to be compared with its season.
pub struct Window<'a> {
    /// Tickets of the problem.
    pub counts: &'a [u32],
    /// What they are measured against.
    pub others: &'a [f64],
    /// First period of the window, which reaches to the end.
    pub split: usize,
    /// Length of a period.
    pub unit: PeriodUnit,
    /// Whether the window has more than the time before.
    pub up: bool,
}

/// The rate in the same weeks of the years before, and the dispersion around it, when they stood out in the
/// same direction.
pub fn years_before(window: &Window<'_>) -> Option<(Rate, f64)> {
    let Window { counts, others, split, unit, up } = *window;
    let (year, leeway) = (year(unit), leeway(unit));
    let length = counts.len() - split;
    let last_start = split.checked_sub(length)?;
    let per = |from: usize| {
        let then = rate(counts, others, from..from + length);
        then.count / then.exposure
    };
    let mut inside = vec![false; split];
    for back in 1..=split / year {
        // Of all windows that are as long and up to the leeway earlier or later, the one that is most like a season.
        let early = (split - back * year).saturating_sub(leeway);
        let late = (split - back * year + leeway).min(last_start);
        let windows = (early..=late).filter(|&from| per(from).is_finite());
        let way = if up { 1.0 } else { -1.0 };
        let most = windows.max_by(|&a, &b| (way * per(a)).total_cmp(&(way * per(b))).then(b.cmp(&a)));
        if let Some(from) = most {
            inside[from..from + length].fill(true);
        }
    }
    let pick = |wanted: bool| (0..split).filter(|&at| inside[at] == wanted).collect::<Vec<_>>();
    let (season, rest) = (pick(true), pick(false));
    if season.is_empty() || rest.len() < LEAST_OUTSIDE {
        return None;
    }
    let (then, else_when) = (rate(counts, others, season.iter().copied()), rate(counts, others, rest));
    let dispersion = successive(counts, others, split);
    let stood_out = p_value(then, else_when, dispersion)? <= SEASONAL;
    (stood_out && is_more(then, else_when) == up).then_some((then, dispersion))
}

/// Dispersion from the differences of neighbouring periods, which a season does not widen (von Neumann 1941).
fn successive(counts: &[u32], others: &[f64], split: usize) -> f64 {
    let used: Vec<usize> = (0..split).filter(|&at| others[at] > 0.0).collect();
    let pairs: Vec<f64> = used
        .windows(2)
        .filter_map(|pair| {
            let (a, b) = (f64::from(counts[pair[0]]), f64::from(counts[pair[1]]));
            let (e, f) = (others[pair[0]], others[pair[1]]);
            // The variance of a - b e / f when both have the rate of the pair.
            let rate = (a + b) / (e + f);
            let variance = rate * e * (1.0 + e / f);
            (variance > 0.0).then(|| (a - b * e / f).powi(2) / variance)
        })
        .collect();
    if pairs.is_empty() { 1.0 } else { (pairs.iter().sum::<f64>() / pairs.len() as f64).max(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn december(counts: &[u32]) -> Option<(Rate, f64)> {
        let others = vec![100.0; counts.len()];
        years_before(&Window { counts, others: &others, split: counts.len() - 4, unit: PeriodUnit::Week, up: true })
    }

    #[test]
    fn a_season_is_found_where_it_was_and_a_week_beside_it() {
        let year = |at: usize| (0..52).map(move |week| if (at..at + 4).contains(&week) { 30 } else { 8 });
        let same: Vec<u32> = year(48).chain(year(48)).collect();
        let moved: Vec<u32> = year(46).chain(year(48)).collect();
        for counts in [same, moved] {
            let (then, spread) = december(&counts).unwrap();
            assert_eq!((then.count, then.exposure), (120.0, 400.0));
            assert!(spread < 1.5, "{spread}");
        }
    }

    #[test]
    fn a_first_time_is_no_season() {
        let mut counts = vec![8; 104];
        counts[100..].fill(30);
        assert_eq!(december(&counts), None);
        assert_eq!(december(&counts[70..]), None);
    }
}
