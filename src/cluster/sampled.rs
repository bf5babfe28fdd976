//! Corpora too big for every text to be compared with every other: the problems are found among some of the texts, the
//! others join the problem that their neighbours among these belong to, and what fits nowhere is grouped by itself.

use std::collections::BTreeMap;

use super::{
    Partition, Texts, drop_small,
    graph::{Graph, sum_parallel},
    neighbours, partition_with,
};
use crate::model::{cluster::Sift, pins::Pins, progress::Progress};

/// Neighbours of a text that say which problem it belongs to.
const VOTERS: usize = 10;

/// Texts near along the main axes among which these neighbours are sought.
const CANDIDATES: usize = 40;

/// Share of the neighbours' similarity that has to be in one problem: with less, the text lies between problems.
const MAJORITY: f32 = 0.5;

/// Groups more texts than `most`, of which at most so many are compared with each other at a time.
pub(super) fn partition(texts: Texts, most: usize, progress: &dyn Progress) -> Partition {
    let Texts { points, copies, categories, pins, shared } = texts;
    let n = copies.len();
    // Texts stand in their own order: evenly chosen, texts that begin alike are chosen once.
    let fit: Vec<usize> = (0..most).map(|at| at * n / most).collect();
    let seen = points.rows(&fit);
    let fit_pins = pins.among(&fit);
    let (fit_copies, fit_categories) = (of(copies, &fit), of(categories, &fit));
    let fitted = Texts { points: &seen, copies: &fit_copies, categories: &fit_categories, pins: &fit_pins, shared };
    let first = partition_with(fitted, None, progress);
    let mut problem_of: Vec<Option<u32>> = vec![None; n];
    for (place, &at) in fit.iter().enumerate() {
        problem_of[at] = first.problem_of[place];
    }
    let others: Vec<usize> = (0..n).filter(|at| fit.binary_search(at).is_err()).collect();
    let homes = homes(&fit_pins, &first.problem_of);
    let near = neighbours::Known::new(&seen).nearest(points, &others, VOTERS, CANDIDATES, progress);
    for (place, &at) in others.iter().enumerate() {
        let known = pins.of(at).and_then(|known| homes.get(&known).copied());
        problem_of[at] = known.or_else(|| vote(near.of(place), &first));
    }
    let mut edges = named(&first.graph, &fit);
    let mut problems = first.problems;
    let left: Vec<usize> = (0..n).filter(|&at| problem_of[at].is_none()).collect();
    if left.len() < n {
        let (points, copies, pins) = (points.rows(&left), of(copies, &left), pins.among(&left));
        let categories = of(categories, &left);
        let rest = Texts { points: &points, copies: &copies, categories: &categories, pins: &pins, shared };
        let second = if left.len() > most {
            partition(rest, most, progress)
        } else {
            partition_with(rest, Some(first.sift), progress)
        };
        for (place, &at) in left.iter().enumerate() {
            problem_of[at] = second.problem_of[place].map(|own| own + problems as u32);
        }
        problems += second.problems;
        edges.extend(named(&second.graph, &left));
    }
    sum_parallel(&mut edges);
    debug_assert!(problem_of.iter().flatten().all(|&own| (own as usize) < problems), "problems are numbered");
    let problems = drop_small(&mut problem_of, copies, pins);
    Partition { problem_of, problems, sift: first.sift, graph: Graph::new(&edges, vec![0.0; n]) }
}

/// Where most texts of each known problem are.
fn homes(pins: &Pins, problem_of: &[Option<u32>]) -> BTreeMap<u32, u32> {
    let mut votes: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
    for (text, own) in problem_of.iter().enumerate() {
        if let (Some(known), Some(own)) = (pins.of(text), own) {
            *votes.entry(known).or_default().entry(*own).or_default() += 1;
        }
    }
    let most = |votes: BTreeMap<u32, usize>| votes.into_iter().max_by_key(|(own, n)| (*n, std::cmp::Reverse(*own)));
    votes.into_iter().filter_map(|(known, votes)| Some((known, most(votes)?.0))).collect()
}

fn of<T: Copy>(values: &[T], places: &[usize]) -> Vec<T> {
    places.iter().map(|&at| values[at]).collect()
}

/// The edges of a graph of some texts, by the texts' own numbers.
fn named(graph: &Graph, texts: &[usize]) -> Vec<(u32, u32, f64)> {
    let name = |at: usize| texts[at] as u32;
    let later = |node: usize| graph.edges(node).iter().filter(move |edge| edge.0 as usize > node);
    (0..graph.len()).flat_map(|node| later(node).map(move |e| (name(node), name(e.0 as usize), e.1))).collect()
}

/// The problem that most of a text's neighbours belong to; none where the text does not recur or lies between problems.
fn vote(near: &[(u32, f32)], known: &Partition) -> Option<u32> {
    let recurs = |sift: Sift| mean(near.iter().take(5).map(|p| p.1)) >= sift.cut;
    if near.is_empty() || !recurs(known.sift) {
        return None;
    }
    let mut votes: Vec<(u32, f32)> = Vec::new();
    for &(other, similarity) in near {
        let Some(own) = known.problem_of[other as usize] else { continue };
        match votes.iter_mut().find(|vote| vote.0 == own) {
            Some(vote) => vote.1 += similarity.max(0.0),
            None => votes.push((own, similarity.max(0.0))),
        }
    }
    let all: f32 = near.iter().map(|p| p.1.max(0.0)).sum();
    let best = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    (best.1 >= MAJORITY * all).then_some(best.0)
}

fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), x| (sum + x, count + 1));
    sum / count.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cluster::labels::Shared,
        model::{embedding::Embeddings, progress::Silent},
    };

    /// Bundles of points in directions of their own, and a small one that the choice of every third text misses half of.
    fn bundles(sizes: &[usize]) -> (Embeddings, Vec<usize>) {
        let (mut values, mut truth) = (vec![], vec![]);
        for (bundle, &size) in sizes.iter().enumerate() {
            for at in 0..size {
                let noise = |d: usize| 0.25 * ((at * 7 + d * 13 + bundle) as f32 * 0.71).sin();
                values.extend((0..24).map(|d| if d == bundle { 1.0 } else { 0.0 } + noise(d) / 3.0));
                truth.push(bundle);
            }
        }
        (Embeddings::new(24, values), truth)
    }

    #[test]
    fn what_is_found_in_some_of_the_texts_is_what_is_found_in_all() {
        let (points, truth) = bundles(&[90, 60, 120, 45, 80]);
        let copies = vec![1; truth.len()];
        let pins = Pins::default();
        let found = partition(
            Texts {
                points: &points,
                copies: &copies,
                categories: &vec![None; copies.len()],
                pins: &pins,
                shared: Shared::Labels,
            },
            130,
            &Silent,
        );
        for (at, own) in found.problem_of.iter().enumerate() {
            let first = truth.iter().position(|t| *t == truth[at]).unwrap();
            assert_eq!(*own, found.problem_of[first], "text {at} of bundle {}", truth[at]);
        }
        assert_eq!(found.problems, 5);
    }

    #[test]
    fn a_text_between_two_problems_joins_neither() {
        let known = Partition {
            problem_of: vec![Some(0), Some(0), Some(1), Some(1), None],
            problems: 2,
            sift: Sift { cut: 0.45, separation: 0.0, two_populations: false },
            graph: Graph::default(),
        };
        assert_eq!(vote(&[(0, 0.9), (1, 0.9), (2, 0.8)], &known), Some(0));
        assert_eq!(vote(&[(0, 0.9), (2, 0.9), (4, 0.9)], &known), None);
        assert_eq!(vote(&[(0, 0.4), (1, 0.4)], &known), None);
        assert_eq!(vote(&[], &known), None);
    }
}
