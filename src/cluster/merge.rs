//! Joins communities that are one problem on the corpus' own scale. Leiden cuts fine; how fine is
//! right depends on how alike all texts of the corpus are, so the scale is taken from there.
//!
//! Two communities are one when their texts are alike, or when a good part of what binds the smaller one binds it to
//! the other: then the line between them runs through the middle of something.

use std::collections::{BTreeMap, BinaryHeap};

use super::{graph::Graph, leiden, neighbours::Neighbours};
use crate::model::{
    embedding::{Embeddings, dot},
    pins::Pins,
};

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
        let background = background as f32;
        let near = background + points.measure().near * (near as f32 - background);
        Self { background: background.min(near - LEAST_SPAN).min(MOST_BACKGROUND), near }
    }
}

/// Background and near lie this far apart at least (cosine): where all texts are the same, what is left between
/// them is the rounding of single precision (some 1e-5 in sums of thousands), and no text is told apart by that.
const LEAST_SPAN: f32 = 1e-3;

/// Two unrelated texts are no more alike than this (cosine). Labelled corpora lie between 0.08 and 0.36; where
/// two random texts are more alike, the corpus is about one thing, and measured by itself alone that one
/// thing would fall apart.
const MOST_BACKGROUND: f32 = 0.40;

/// How many neighbours make "near".
const NEAR: usize = 5;

/// Sum of the vectors of some points, in the order given.
pub fn sum_of(points: &Embeddings, members: impl Iterator<Item = usize>) -> Vec<f32> {
    // In double precision: a sum of a million single-precision rows would drift.
    let mut sum = vec![0.0f64; points.dimensions()];
    for at in members {
        sum.iter_mut().zip(points.row(at).iter()).for_each(|(s, &x)| *s += f64::from(x));
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

/// Texts that this many tickets share word for word, on average over a community, were picked from a list.
const PICKED: f32 = 5.0;

/// Share of the weight at a community that leads to one other, from which the two are one. It counts in corpora of few
/// problems, where Leiden's resolution is finer than they are: V and ARI of a set of 16 kinds of requests rise from
/// 0.717 / 0.448 to 0.746 / 0.637, of 89 kinds of tweets from 0.923 / 0.861 to 0.927 / 0.894; from 0.10 to 0.15 all is
/// alike, and on larger sets and 32 drawn with repetition next to nothing changes.
const LINKED_FROM: f64 = 0.12;

/// Texts of a community for that. A smaller one has most of its links outside whatever it is: with any size, unlike
/// problems of exports of some dozens of tickets are joined. Over 18 corpora of 5, 10 and 20 labels out of six sets mean
/// V / ARI are 0.850 / 0.725 without links, 0.862 / 0.762 with them from 10 texts on, 0.870 / 0.773 from 5.
const FEWEST_LINKED: usize = 5;

/// What decides whether two communities are one problem.
#[derive(Clone, Copy)]
pub struct Join<'a> {
    /// A point for each text.
    pub points: &'a Embeddings,
    /// How many tickets say each text.
    pub copies: &'a [usize],
    /// Mean similarity of their pairs from which two communities are one.
    pub least: f32,
    /// The same for two communities of texts that were picked from a list: whoever made the list told them apart.
    pub least_picked: f32,
    /// The same for two communities that are linked closely.
    pub least_linked: f32,
    /// What is known of the texts; none when nothing is.
    pub known: Option<Known<'a>>,
}

/// Problems that were told apart before.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Which.
    pub pins: &'a Pins,
    /// Mean similarity of their pairs from which two of them are one all the same.
    pub least: f32,
}

/// What a community has of known problems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Standing {
    /// No text of one.
    #[default]
    New,
    /// Some text of one.
    Known,
    /// Some text of one that people decided about.
    Held,
}

impl Standing {
    fn of(text: usize, known: Known) -> Self {
        match known.pins.of(text).map(|at| known.pins.problems.get(at as usize).is_some_and(|p| p.held)) {
            None => Self::New,
            Some(false) => Self::Known,
            Some(true) => Self::Held,
        }
    }

    fn with(self, other: Self) -> Self {
        if self == Self::Held || other == Self::New { self } else { other }
    }
}

/// What makes two communities near.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// How alike their texts are.
    Likeness,
    /// How much of the weight at the smaller one leads to the other.
    Links,
}

/// Joins connected communities, the most alike first, while the mean similarity of their pairs is high
/// enough (average linkage). Returns the new communities, numbered by first node.
pub fn merge(join: Join, graph: &Graph, membership: Vec<u32>) -> Vec<u32> {
    join_by(By::Likeness, join, graph, membership)
}

/// Joins communities that are linked closely and not unlike, the closest first.
pub fn merge_linked(join: Join, graph: &Graph, membership: Vec<u32>) -> Vec<u32> {
    join_by(By::Links, join, graph, membership)
}

fn join_by(by: By, join: Join, graph: &Graph, mut membership: Vec<u32>) -> Vec<u32> {
    let groups = leiden::renumber(&mut membership);
    let mut parts: Vec<Part> = vec![Part::default(); groups];
    for (at, &community) in membership.iter().enumerate() {
        parts[community as usize].members.push(at);
    }
    for part in &mut parts {
        part.sum = sum_of(join.points, part.members.iter().copied());
        part.tickets = part.members.iter().map(|&at| join.copies[at]).sum();
        if let Some(known) = join.known {
            part.standing = part.members.iter().fold(Standing::New, |s, &at| s.with(Standing::of(at, known)));
        }
    }
    for node in 0..graph.len() {
        let a = membership[node] as usize;
        parts[a].strength += graph.strength(node);
        for &(other, weight) in graph.edges(node) {
            let b = membership[other as usize] as usize;
            if a != b {
                *parts[a].links.entry(b).or_default() += weight;
            }
        }
    }
    let mut heap = BinaryHeap::new();
    for a in 0..groups {
        for &b in parts[a].links.keys().filter(|&&b| a < b) {
            heap.extend(Pair::of(by, &parts, a, b, join));
        }
    }
    while let Some(pair) = heap.pop() {
        let (a, b) = (pair.a, pair.b);
        if (parts[a].version, parts[b].version) != pair.versions {
            continue;
        }
        absorb(&mut parts, a, b);
        for &other in parts[a].links.keys() {
            heap.extend(Pair::of(by, &parts, a.min(other), a.max(other), join));
        }
    }
    for (community, part) in parts.iter().enumerate() {
        part.members.iter().for_each(|&at| membership[at] = community as u32);
    }
    leiden::renumber(&mut membership);
    membership
}

/// A community on its way.
#[derive(Clone, Debug, Default)]
struct Part {
    members: Vec<usize>,
    tickets: usize,
    standing: Standing,
    sum: Vec<f32>,
    /// Weight of the edges to each other part.
    links: BTreeMap<usize, f64>,
    /// Weight at its members, inside and out.
    strength: f64,
    /// Changes with its members; a pair of an older version counts no more.
    version: u32,
}

impl Part {
    fn is_picked(&self) -> bool {
        self.tickets as f32 >= PICKED * self.members.len() as f32
    }
}

/// Makes part `b` a piece of part `a`.
fn absorb(parts: &mut [Part], a: usize, b: usize) {
    let taken = std::mem::take(&mut parts[b]);
    parts[b].version = u32::MAX;
    parts[a].members.extend(taken.members);
    parts[a].tickets += taken.tickets;
    parts[a].standing = parts[a].standing.with(taken.standing);
    parts[a].sum.iter_mut().zip(taken.sum).for_each(|(x, y)| *x += y);
    parts[a].strength += taken.strength;
    parts[a].version += 1;
    for (other, weight) in taken.links {
        parts[other].links.remove(&b);
        if other != a {
            *parts[other].links.entry(a).or_default() += weight;
            *parts[a].links.entry(other).or_default() += weight;
        }
    }
}

#[derive(PartialEq)]
struct Pair {
    closeness: f32,
    a: usize,
    b: usize,
    versions: (u32, u32),
}

impl Pair {
    /// The pair when it is near enough to be joined.
    fn of(by: By, parts: &[Part], a: usize, b: usize, join: Join) -> Option<Self> {
        let (left, right) = (&parts[a], &parts[b]);
        let similarity = dot(&left.sum, &right.sum) / (left.members.len() as f32 * right.members.len() as f32);
        let are_known = left.standing != Standing::New && right.standing != Standing::New;
        let picked = left.is_picked() && right.is_picked();
        // What people decided about is theirs to join.
        if are_known && (left.standing == Standing::Held || right.standing == Standing::Held) {
            return None;
        }
        let closeness = match by {
            By::Likeness => {
                let least = if picked { join.least_picked } else { join.least };
                let known = join.known.filter(|_| are_known).map_or(least, |known| least.max(known.least));
                (similarity >= known).then_some(similarity)
            }
            By::Links => {
                let share = left.links.get(&b).copied().unwrap_or(0.0) / left.strength.min(right.strength);
                // Problems that were told apart stay so unless they are alike: 2 to 7 of 100 tickets keep their right
                // problem over 26 weeks that lose it when these are joined from 0.20 on.
                let linked = share >= LINKED_FROM && left.members.len().min(right.members.len()) >= FEWEST_LINKED;
                (linked && similarity >= join.least_linked && !picked && !are_known).then_some(share as f32)
            }
        };
        closeness.map(|closeness| Self { closeness, a, b, versions: (left.version, right.version) })
    }
}

impl Eq for Pair {}

impl Ord for Pair {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // The heap gives the greatest: nearest, then the lowest numbers.
        self.closeness.total_cmp(&other.closeness).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Pair {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(degrees: &[f32]) -> Embeddings {
        Embeddings::new(2, degrees.iter().flat_map(|d| [d.to_radians().cos(), d.to_radians().sin()]).collect())
    }

    fn chain(n: u32) -> Graph {
        Graph::new(&(1..n).map(|b| (b - 1, b, 1.0)).collect::<Vec<_>>(), vec![0.0; n as usize])
    }

    #[test]
    fn alike_neighbours_are_joined_and_others_are_not() {
        let points = points(&[0.0, 5.0, 10.0, 80.0, 85.0]);
        let join =
            Join { points: &points, copies: &[1; 5], least: 0.9, least_picked: 0.9, least_linked: 0.9, known: None };
        assert_eq!(merge(join, &chain(5), vec![0, 1, 2, 3, 4]), [0, 0, 0, 1, 1]);
    }

    #[test]
    fn what_does_not_touch_is_not_joined_however_alike() {
        let points = points(&[0.0, 1.0]);
        let join =
            Join { points: &points, copies: &[1; 2], least: 0.9, least_picked: 0.9, least_linked: 0.9, known: None };
        assert_eq!(merge(join, &Graph::new(&[], vec![0.0; 2]), vec![0, 1]), [0, 1]);
    }

    #[test]
    fn closely_linked_communities_are_one_when_they_are_not_unlike() {
        // Two rings, with a weight between them.
        let rings = |between: f64, size: u32| {
            let ring = |first: u32| (0..size - 1).map(move |at| (first + at, first + at + 1, 1.0));
            let mut edges: Vec<(u32, u32, f64)> = ring(0).chain(ring(size)).collect();
            edges.push((size - 1, size, between));
            edges.sort_by_key(|edge| (edge.0, edge.1));
            Graph::new(&edges, vec![0.0; 2 * size as usize])
        };
        let halves = |size: u32| (0..2 * size).map(|at| at / size).collect::<Vec<u32>>();
        let degrees: Vec<f32> = (0..20).map(|at| if at < 10 { at as f32 } else { at as f32 + 50.0 }).collect();
        let near = points(&degrees);
        let join =
            Join { points: &near, copies: &[1; 20], least: 0.9, least_picked: 0.9, least_linked: 0.4, known: None };
        let (loose, close) = (rings(1.0, 10), rings(4.0, 10));
        assert_eq!(merge_linked(join, &loose, halves(10)), halves(10));
        assert_eq!(merge_linked(join, &close, halves(10)), [0; 20]);
        assert_eq!(merge_linked(Join { least_linked: 0.6, ..join }, &close, halves(10)), halves(10));
        assert_eq!(merge_linked(Join { copies: &[9; 20], ..join }, &close, halves(10)), halves(10));
        // Small ones have their links outside anyway.
        let few = Join { points: &near.rows(&[0, 1, 2, 10, 11, 12]), ..join };
        assert_eq!(merge_linked(few, &rings(4.0, 3), halves(3)), halves(3));
        // A new one joins a known one, and two that were told apart stay apart.
        let known = |second: Option<u32>| {
            let of = |at: usize| if at < 10 { Some(0) } else { second };
            Pins { known: (0..20).map(of).collect(), ..Pins::default() }
        };
        let (new, apart) = (known(None), known(Some(1)));
        let knowing = |pins| Join { known: Some(Known { pins, least: 0.9 }), ..join };
        assert_eq!(merge_linked(knowing(&new), &close, halves(10)), [0; 20]);
        assert_eq!(merge_linked(knowing(&apart), &close, halves(10)), halves(10));
    }

    #[test]
    fn texts_picked_from_a_list_stay_apart_unless_they_say_the_same() {
        let points = points(&[0.0, 20.0, 21.0]);
        let join = Join {
            points: &points,
            copies: &[50, 50, 50],
            least: 0.5,
            least_picked: 0.99,
            least_linked: 0.5,
            known: None,
        };
        assert_eq!(merge(join, &chain(3), vec![0, 1, 2]), [0, 1, 1]);
        assert_eq!(merge(Join { copies: &[1; 3], ..join }, &chain(3), vec![0, 1, 2]), [0, 0, 0]);
    }

    #[test]
    fn a_scale_of_equal_points_still_has_a_length() {
        let points = points(&[30.0; 8]);
        let near = crate::cluster::neighbours::nearest(&points, 5, &crate::model::progress::Silent);
        let scale = Scale::of(&points, &[0, 1, 2, 3, 4, 5, 6, 7], &near);
        assert!(scale.near - scale.background > 0.0009 && (scale.near - 1.0).abs() < 1e-5, "{scale:?}");
    }

    #[test]
    fn a_corpus_about_one_thing_is_not_measured_by_itself_alone() {
        let points = points(&[0.0, 2.0, 4.0, 6.0]);
        let near = crate::cluster::neighbours::nearest(&points, 1, &crate::model::progress::Silent);
        let scale = Scale::of(&points, &[0, 1, 2, 3], &near);
        assert!(mean_similarity(&points, &[0, 1, 2, 3]) > scale.at(0.9), "{scale:?}");
    }

    #[test]
    fn the_scale_runs_from_random_to_near() {
        let points = points(&[0.0, 2.0, 90.0, 92.0]);
        let near = crate::cluster::neighbours::nearest(&points, 1, &crate::model::progress::Silent);
        let scale = Scale::of(&points, &[0, 1, 2, 3], &near);
        assert!(scale.near > 0.999 && (0.3..0.4).contains(&scale.background), "{scale:?}");
        assert_eq!(scale.at(0.0), scale.background);
        assert!((mean_similarity(&points, &[0, 1, 2, 3]) - scale.background).abs() < 1e-6);
    }
}
