//! Where a series changed: the posterior over all splits into a rate before and a rate after.
//!
//! Counts are Poisson, both rates have Jeffreys' prior (a gamma of shape one half) and are integrated out,
//! every split is as likely as any other beforehand (Raftery & Akman 1986). Counts wider than Poisson
//! weigh less by their dispersion. Unlike a likelihood ratio with a chi-square cut, which does not hold at
//! a change point, this has the coverage that it claims.

use statrs::function::gamma::ln_gamma;

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More after than before.
    Up,
    /// Less after than before.
    Down,
}

/// Index of the first period after the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// The likeliest; the earliest of equals.
    pub at: usize,
    /// The earliest of the likeliest ones that together hold 95 %.
    pub low: usize,
    /// The latest of them.
    pub high: usize,
}

/// What the interval holds.
const CERTAINTY: f64 = 0.95;

/// The split of counts with their exposures that goes in the direction; none when no split does. Periods
/// without an exposure say nothing, and nothing changes in one.
pub fn split(counts: &[f64], exposure: &[f64], direction: Direction, dispersion: f64) -> Option<Split> {
    let mut sums = vec![(0.0, 0.0)];
    for (&count, &size) in counts.iter().zip(exposure) {
        let (tickets, all) = sums.last().copied().unwrap_or_default();
        sums.push(if size > 0.0 { (tickets + count, all + size) } else { (tickets, all) });
    }
    let all = sums.last().copied().unwrap_or_default();
    // In units of the mean exposure, so that the prior weighs the same whatever that is measured in.
    let mean = all.1 / exposure.iter().filter(|&&size| size > 0.0).count().max(1) as f64;
    let mut weights: Vec<(usize, f64)> = (1..counts.len().min(exposure.len()))
        .filter(|&at| exposure[at] > 0.0)
        .filter_map(|at| {
            let before = sums[at];
            let after = (all.0 - before.0, all.1 - before.1);
            let up = after.0 * before.1 - before.0 * after.1;
            let fits = if direction == Direction::Up { up > 0.0 } else { up < 0.0 };
            (before.1 > 0.0 && after.1 > 0.0 && fits)
                .then(|| (at, evidence(before, mean, dispersion) + evidence(after, mean, dispersion)))
        })
        .collect();
    let most = weights.iter().map(|(_, weight)| *weight).fold(f64::NEG_INFINITY, f64::max);
    weights.iter_mut().for_each(|(_, weight)| *weight = (*weight - most).exp());
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let whole: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let at = weights.first()?.0;
    let (mut low, mut high, mut held) = (at, at, 0.0);
    for (at, weight) in weights {
        if held >= CERTAINTY * whole {
            break;
        }
        held += weight;
        (low, high) = (low.min(at), high.max(at));
    }
    Some(Split { at, low, high })
}

/// Log marginal likelihood of a count over an exposure, up to what all splits share.
fn evidence((count, exposure): (f64, f64), mean: f64, dispersion: f64) -> f64 {
    let dispersion = dispersion.max(1.0);
    let (count, exposure) = (count / dispersion, exposure / mean / dispersion);
    ln_gamma(count + 0.5) - (count + 0.5) * exposure.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(counts: &[u32], exposure: &[f64], direction: Direction) -> Option<Split> {
        split(&counts.iter().map(|&n| f64::from(n)).collect::<Vec<_>>(), exposure, direction, 1.0)
    }

    #[test]
    fn a_step_is_found_where_it_is() {
        let mut counts = vec![3, 2, 4, 3, 2, 3, 4, 2, 9, 11, 8, 10];
        let exposure = [100.0; 12];
        assert_eq!(of(&counts, &exposure, Direction::Up), Some(Split { at: 8, low: 8, high: 9 }));
        counts.reverse();
        assert_eq!(of(&counts, &exposure, Direction::Down).map(|s| s.at), Some(4));
    }

    #[test]
    fn the_coal_mines_changed_when_the_literature_says() {
        // Disasters in British coal mines a year, 1851-1962 (Jarrett 1979). The posterior with flat priors of Carlin,
        // Gelfand & Smith (1992) has its mode in 1891 as the last year before (1892 the first after) and nearly all
        // its mass in 1887-1895.
        let counts = [
            4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4,
            2, 1, 3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2,
            1, 0, 0, 0, 1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0,
            0, 1, 0, 1,
        ];
        let split = of(&counts, &[1.0; 112], Direction::Down).unwrap();
        assert_eq!(1851 + split.at, 1892);
        assert!(
            (1886..=1888).contains(&(1851 + split.low)) && (1895..=1897).contains(&(1851 + split.high)),
            "{split:?}"
        );
    }

    #[test]
    fn growth_of_everything_is_no_change() {
        let counts = [2, 2, 2, 4, 4, 5];
        let exposure = [100.0, 100.0, 100.0, 200.0, 200.0, 200.0];
        // Only the last period stands out, not the step in the total; and hardly.
        let split = of(&counts, &exposure, Direction::Up).unwrap();
        assert!(split.high - split.low >= 3, "{split:?}");
        assert_eq!(of(&[0, 0], &[0.0, 0.0], Direction::Up), None);
    }

    #[test]
    fn bursts_make_it_less_sure() {
        let counts: Vec<f64> = [6, 9, 4, 8, 7, 5, 9, 12, 10, 13, 9, 14].map(f64::from).into();
        let width = |dispersion| {
            let split = split(&counts, &[50.0; 12], Direction::Up, dispersion).unwrap();
            split.high - split.low
        };
        assert!(width(4.0) > width(1.0));
    }
}
