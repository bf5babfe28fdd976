//! Joins communities that are one problem on the corpus' own scale. Leiden cuts fine; how fine is
//! right depends on how alike all texts of the corpus are, so the scale is taken from there.

use std::collections::{BTreeSet, BinaryHeap};

use super::{graph::Graph, leiden, neighbours::Neighbours};
use crate::model::embedding::{Embeddings, dot};

/// How similar texts of this corpus are at random and when they are neighbours; both are cosines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Mean similarity of two texts picked at random.
    pub background: f32,
    /// Mean similarity of a text to its nearest neighbours.
    pub near: f32,
}

impl Scale {
    /// The similarity that lies the given share of the way from background to near.
    pub fn at(self, share: f32) -> f32 {
        self.background + share * (self.near - self.background)
    }

    /// Measures it over the points of `kept`, whose neighbours among themselves are given.
    pub fn of(points: &Embeddings, kept: &[usize], neighbours: &Neighbours) -> Self {
        let n = kept.len();
        if n < 2 {
            return Self { background: 0.0, near: 1.0 };
        }
        let sum = sum_of(points, kept.iter().copied());
        let pairs = n as f64 * (n as f64 - 1.0);
        let background = (f64::from(dot(&sum, &sum)) - n as f64) / pairs;
        let near: f64 = (0..n)
            .map(|at| {
                let near = neighbours.of(at).iter().take(NEAR).map(|p| f64::from(p.1));
                near.clone().sum::<f64>() / near.count().max(1) as f64
            })
            .sum::<f64>()
            / n as f64;
        Self { background: background as f32, near: near as f32 }
    }
}

/// How many neighbours make "near".
const NEAR: usize = 5;

/// Sum of the vectors of some points, in the order given.
pub fn sum_of(points: &Embeddings, members: impl Iterator<Item = usize>) -> Vec<f32> {
    // In double precision: a sum of a million single-precision rows would drift.
    let mut sum = vec![0.0f64; points.dimensions()];
    for at in members {
        sum.iter_mut().zip(points.row(at)).for_each(|(s, &x)| *s += f64::from(x));
    }
    sum.into_iter().map(|x| x as f32).collect()
}

/// Mean similarity of two different ones of these points; 1 for a single one.
pub fn mean_similarity(points: &Embeddings, members: &[usize]) -> f32 {
    let n = members.len() as f32;
    if n < 2.0 {
        return 1.0;
    }
    let sum = sum_of(points, members.iter().copied());
    (dot(&sum, &sum) - n) / (n * (n - 1.0))
}

/// Joins connected communities, the most alike first, while the mean similarity of their pairs is at least
/// `least` (average linkage). Returns the new communities, numbered by first node.
pub fn merge(points: &Embeddings, graph: &Graph, mut membership: Vec<u32>, least: f32) -> Vec<u32> {
    let groups = leiden::renumber(&mut membership);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups];
    for (at, &community) in membership.iter().enumerate() {
        members[community as usize].push(at);
    }
    let mut sums: Vec<Vec<f32>> = members.iter().map(|m| sum_of(points, m.iter().copied())).collect();
    let mut touching: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); groups];
    for node in 0..graph.len() {
        for &(other, _) in graph.edges(node) {
            let (a, b) = (membership[node] as usize, membership[other as usize] as usize);
            if a != b {
                touching[a].insert(b);
            }
        }
    }
    let linkage = |sums: &[Vec<f32>], members: &[Vec<usize>], a: usize, b: usize| {
        dot(&sums[a], &sums[b]) / (members[a].len() as f32 * members[b].len() as f32)
    };
    let mut version = vec![0u32; groups];
    let mut heap = BinaryHeap::new();
    for a in 0..groups {
        for &b in touching[a].iter().filter(|&&b| a < b) {
            heap.push(Pair { similarity: linkage(&sums, &members, a, b), a, b, versions: (0, 0) });
        }
    }
    while let Some(pair) = heap.pop() {
        if pair.similarity < least {
            break;
        }
        let (a, b) = (pair.a, pair.b);
        if (version[a], version[b]) != pair.versions {
            continue;
        }
        let taken = std::mem::take(&mut members[b]);
        members[a].extend(taken);
        let added = std::mem::take(&mut sums[b]);
        sums[a].iter_mut().zip(added).for_each(|(x, y)| *x += y);
        version[a] += 1;
        version[b] = u32::MAX;
        for other in std::mem::take(&mut touching[b]) {
            touching[other].remove(&b);
            if other != a {
                touching[other].insert(a);
                touching[a].insert(other);
            }
        }
        for &other in &touching[a] {
            let (x, y) = (a.min(other), a.max(other));
            heap.push(Pair { similarity: linkage(&sums, &members, x, y), a: x, b: y, versions: (version[x], version[y]) });
        }
    }
    for (community, members) in members.iter().enumerate() {
        members.iter().for_each(|&at| membership[at] = community as u32);
    }
    leiden::renumber(&mut membership);
    membership
}

#[derive(PartialEq)]
struct Pair {
    similarity: f32,
    a: usize,
    b: usize,
    versions: (u32, u32),
}

impl Eq for Pair {}

impl Ord for Pair {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // The heap gives the greatest: most similar, then the lowest numbers.
        self.similarity.total_cmp(&other.similarity).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
