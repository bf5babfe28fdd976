//! When a change began: the one split of the series that explains it best.

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More after than before.
    Up,
    /// Less after than before.
    Down,
}

/// First period after the split with the largest Poisson log-likelihood ratio of two rates against
/// one, among the splits that go in the direction; the earliest of equals. None when there is none.
pub fn onset(counts: &[u32], others: &[f64], direction: Direction) -> Option<usize> {
    // Running sums over the periods that have an exposure.
    let mut sums = vec![(0.0, 0.0)];
    for (&count, &exposure) in counts.iter().zip(others) {
        let (tickets, all) = sums.last().copied().unwrap_or_default();
        sums.push(if exposure > 0.0 { (tickets + f64::from(count), all + exposure) } else { (tickets, all) });
    }
    let all = sums.last().copied().unwrap_or_default();
    let mut best: Option<(f64, usize)> = None;
    for at in 1..counts.len() {
        let before = sums[at];
        let after = (all.0 - before.0, all.1 - before.1);
        if before.1 <= 0.0 || after.1 <= 0.0 || others[at] <= 0.0 {
            continue;
        }
        let up = after.0 * before.1 > before.0 * after.1;
        if up != (direction == Direction::Up) {
            continue;
        }
        let gain = likelihood(before, all) + likelihood(after, all);
        if best.is_none_or(|(most, _)| gain > most + 1e-9) {
            best = Some((gain, at));
        }
    }
    best.map(|(_, at)| at)
}

fn likelihood((count, exposure): (f64, f64), all: (f64, f64)) -> f64 {
    if count > 0.0 { count * (count * all.1 / (exposure * all.0)).ln() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_found_where_it_is() {
        let mut counts = vec![3, 2, 4, 3, 2, 3, 4, 2, 9, 11, 8, 10];
        let others = [100.0; 12];
        assert_eq!(onset(&counts, &others, Direction::Up), Some(8));
        counts.reverse();
        assert_eq!(onset(&counts, &others, Direction::Down), Some(4));
    }

    #[test]
    fn growth_of_everything_is_no_onset() {
        let counts = [2, 2, 2, 4, 4, 5];
        let others = [100.0, 100.0, 100.0, 200.0, 200.0, 200.0];
        // Only the last period stands out, not the step in the total.
        assert_eq!(onset(&counts, &others, Direction::Up), Some(5));
        assert_eq!(onset(&[0, 0], &[0.0, 0.0], Direction::Up), None);
    }
}
