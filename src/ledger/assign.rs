//! Who is who, one to one: the assignment of greatest total weight.

use std::collections::BTreeMap;

/// A left and a right one that may be the same, and how much speaks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Left.
    pub left: usize,
    /// Right.
    pub right: usize,
    /// Weight, above 0. Whole numbers, so that no sum depends on its order.
    pub weight: i64,
}

/// Largest group of lefts and rights bound to each other that is solved exactly: the cost grows with the third power.
const EXACT: usize = 400;

/// The pairs of the assignment with the greatest total weight, by left. Each left and each right is in one pair at the
/// most. What hangs together in more than [`EXACT`] lefts or rights is paired greedily, the heaviest first.
pub fn assign(pairs: &[Pair]) -> Vec<Pair> {
    let mut found = vec![];
    for group in groups(pairs) {
        let lefts: Vec<usize> = numbers(group.iter().map(|pair| pair.left));
        let rights: Vec<usize> = numbers(group.iter().map(|pair| pair.right));
        if lefts.len().max(rights.len()) > EXACT {
            found.extend(greedy(group));
        } else {
            found.extend(exact(&group, &lefts, &rights));
        }
    }
    found.sort_unstable();
    found
}

fn numbers(all: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut all: Vec<usize> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Pairs that hang together by a left or a right.
fn groups(pairs: &[Pair]) -> Vec<Vec<Pair>> {
    let mut pairs = pairs.to_vec();
    pairs.sort_unstable();
    let mut parent: Vec<usize> = (0..pairs.len()).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    let (mut lefts, mut rights) = (BTreeMap::new(), BTreeMap::new());
    for (at, pair) in pairs.iter().enumerate() {
        for first in [*lefts.entry(pair.left).or_insert(at), *rights.entry(pair.right).or_insert(at)] {
            let (a, b) = (root(&mut parent, first), root(&mut parent, at));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut found: BTreeMap<usize, Vec<Pair>> = BTreeMap::new();
    for (at, pair) in pairs.iter().enumerate() {
        found.entry(root(&mut parent, at)).or_default().push(*pair);
    }
    found.into_values().collect()
}

fn greedy(mut group: Vec<Pair>) -> Vec<Pair> {
    group.sort_by_key(|pair| (std::cmp::Reverse(pair.weight), pair.left, pair.right));
    let mut taken: Vec<Pair> = vec![];
    for pair in group {
        if taken.iter().all(|other| other.left != pair.left && other.right != pair.right) {
            taken.push(pair);
        }
    }
    taken
}

/// The Hungarian method with potentials (Kuhn 1955, Munkres 1957; in the form that adds a row at a time) on a square
/// matrix in which what is no pair has weight 0.
fn exact(group: &[Pair], lefts: &[usize], rights: &[usize]) -> Vec<Pair> {
    let n = lefts.len().max(rights.len());
    let mut weight = vec![vec![0i64; n]; n];
    for pair in group {
        if let (Ok(left), Ok(right)) = (lefts.binary_search(&pair.left), rights.binary_search(&pair.right)) {
            weight[left][right] = weight[left][right].max(pair.weight);
        }
    }
    // Row and column 0 stand for "none yet".
    let (mut row, mut column) = (vec![0i64; n + 1], vec![0i64; n + 1]);
    let mut row_of = vec![0usize; n + 1];
    for left in 1..=n {
        row_of[0] = left;
        let (mut at, mut least, mut used, mut way) = (0, vec![i64::MAX; n + 1], vec![false; n + 1], vec![0; n + 1]);
        loop {
            used[at] = true;
            let (from, mut step, mut next) = (row_of[at], i64::MAX, 0);
            for right in 1..=n {
                if used[right] {
                    continue;
                }
                let slack = -weight[from - 1][right - 1] - row[from] - column[right];
                if slack < least[right] {
                    (least[right], way[right]) = (slack, at);
                }
                if least[right] < step {
                    (step, next) = (least[right], right);
                }
            }
            for right in 0..=n {
                if used[right] {
                    row[row_of[right]] += step;
                    column[right] -= step;
                } else {
                    least[right] = least[right].saturating_sub(step);
                }
            }
            at = next;
            if row_of[at] == 0 {
                break;
            }
        }
        while at != 0 {
            row_of[at] = row_of[way[at]];
            at = way[at];
        }
    }
    let found = (1..=n).map(|right| (row_of[right] - 1, right - 1));
    found
        .filter(|&(left, right)| weight[left][right] > 0)
        .map(|(left, right)| Pair { left: lefts[left], right: rights[right], weight: weight[left][right] })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(of: &[(usize, usize, i64)]) -> Vec<Pair> {
        of.iter().map(|&(left, right, weight)| Pair { left, right, weight }).collect()
    }

    fn total(found: &[Pair]) -> i64 {
        found.iter().map(|pair| pair.weight).sum()
    }

    /// The best of all assignments, by trying every one.
    fn best(of: &[Pair], at: usize, taken: &mut Vec<Pair>) -> i64 {
        let Some(pair) = of.get(at) else { return total(taken) };
        let without = best(of, at + 1, taken);
        if taken.iter().any(|other| other.left == pair.left || other.right == pair.right) {
            return without;
        }
        taken.push(*pair);
        let with = best(of, at + 1, taken);
        taken.pop();
        with.max(without)
    }

    #[test]
    fn the_greatest_sum_wins_over_the_greatest_pair() {
        let of = pairs(&[(0, 0, 10), (0, 1, 9), (1, 0, 9)]);
        assert_eq!(assign(&of), pairs(&[(0, 1, 9), (1, 0, 9)]));
    }

    proptest::proptest! {
        #[test]
        fn no_other_assignment_is_heavier(of in proptest::collection::vec((0usize..5, 0usize..5, 1i64..50), 0..12)) {
            let mut of = pairs(&of);
            of.sort_unstable();
            of.dedup_by_key(|pair| (pair.left, pair.right));
            let found = assign(&of);
            proptest::prop_assert!(found.iter().all(|pair| of.contains(pair)));
            for (at, pair) in found.iter().enumerate() {
                proptest::prop_assert!(found[..at].iter().all(|o| o.left != pair.left && o.right != pair.right));
            }
            proptest::prop_assert_eq!(total(&found), best(&of, 0, &mut vec![]));
            let mut turned = of.clone();
            turned.reverse();
            proptest::prop_assert_eq!(assign(&turned), found);
        }
    }
}
