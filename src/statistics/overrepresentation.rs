//! Whether a part of a whole stands out in a group: Fisher's exact test, one-sided.

use statrs::function::gamma::ln_gamma;

/// Counts of a group within a population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Members of the group that have the mark.
    pub marked: u64,
    /// Members of the group.
    pub group: u64,
    /// All that have the mark, the group's included.
    pub all_marked: u64,
    /// All there are, the group included.
    pub all: u64,
}

impl Draw {
    /// Probability that a group of this size, drawn blindly, has at least as many marked members: the upper tail of the
    /// hypergeometric distribution. 1 for counts that contradict each other.
    pub fn p_at_least(self) -> f64 {
        let Self { marked, group, all_marked, all } = self;
        if group > all || all_marked > all || marked > group.min(all_marked) {
            return 1.0;
        }
        // Fewer than this cannot be: the unmarked do not fill the group.
        if group - marked > all - all_marked {
            return 1.0;
        }
        let most = group.min(all_marked);
        // The first term by logarithms, each further one from the one before.
        let mut term =
            (ln_choose(all_marked, marked) + ln_choose(all - all_marked, group - marked) - ln_choose(all, group)).exp();
        let mut sum = 0.0;
        for k in marked..=most {
            sum += term;
            let (k, next) = (k as f64, k as f64 + 1.0);
            let rest = (all as f64 - all_marked as f64) - (group as f64 - next);
            term *= (all_marked as f64 - k) * (group as f64 - k) / (next * rest.max(1.0));
            if term < sum * 1e-17 {
                break;
            }
        }
        // Rounding leaves a sum of all terms a little off.
        if sum > 1.0 - 1e-12 { 1.0 } else { sum }
    }
}

fn ln_choose(n: u64, k: u64) -> f64 {
    if k > n {
        return f64::NEG_INFINITY;
    }
    ln_gamma(n as f64 + 1.0) - ln_gamma(k as f64 + 1.0) - ln_gamma((n - k) as f64 + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(marked: u64, group: u64, all_marked: u64, all: u64) -> f64 {
        Draw { marked, group, all_marked, all }.p_at_least()
    }

    #[test]
    fn it_gives_fishers_tea_and_scipys_tails() {
        // The lady tasting tea (Fisher 1935): three of four right.
        assert!((p(3, 4, 4, 8) - 17.0 / 70.0).abs() < 1e-12);
        // scipy 1.17: hypergeom.sf(marked - 1, all, all_marked, group).
        for (draw, expected) in SCIPY {
            let found = p(draw[0], draw[1], draw[2], draw[3]);
            assert!((found - expected).abs() <= 1e-9 * expected, "{draw:?}: {found}");
        }
    }

    const SCIPY: [([u64; 4], f64); 5] = [
        ([12, 40, 100, 1000], 2.688377121373e-04),
        ([30, 60, 200, 5000], 5.471607181345e-27),
        ([1, 5, 1, 10], 5.000000000000e-01),
        ([25, 25, 400, 800], 2.024028526587e-08),
        ([80, 300, 12000, 90000], 6.208993131296e-10),
    ];

    #[test]
    fn counts_that_contradict_each_other_prove_nothing() {
        assert_eq!((p(5, 4, 10, 20), p(0, 4, 10, 20), p(3, 30, 5, 20)), (1.0, 1.0, 1.0));
    }
}
