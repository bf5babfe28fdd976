//! Floor 1: documents and their points → recurring problems and the themes above them.
//!
//! Neighbours → what recurs → graph → Leiden, cut fine → joined at the corpus' own scale → problems with
//! titles and keywords → themes. No number of clusters is ever asked for. Everything is done on the
//! distinct texts in their own order, so neither row order nor ids nor threads change a result.

pub mod account;
mod addressed;
pub mod categories;
pub mod common_ground;
pub mod graph;
pub mod keywords;
mod labels;
pub mod leiden;
pub mod main_axes;
pub mod map;
pub mod merge;
pub mod neighbours;
mod pins;
mod problems;
mod sampled;
pub mod sift;
mod spelling;
pub mod themes;
pub mod tighten;
pub mod title;
mod wake;
mod whole;

use crate::model::{
    cluster::{Clustering, FEWEST_TICKETS, Sift},
    document::{DistinctTexts, Documents},
    embedding::Embeddings,
    pins::Pins,
    progress::Progress,
};

use graph::Graph;
use labels::Shared;
use merge::{Join, Scale};
use neighbours::Neighbours;

/// Neighbours of a text in the graph. With 10 problems fall apart, with 20 small ones drown.
const NEIGHBOURS: usize = 20;

/// Neighbours that are sought, so that [`NEIGHBOURS`] remain when those that do not recur are left out.
const SOUGHT: usize = 30;

/// Leiden's resolution: too fine for any corpus, since joining is what follows.
const RESOLUTION: f64 = 5.0;

/// How far from random similarity (0) to neighbours' similarity (1) the mean similarity of two communities
/// has to lie for them to be one problem. Measured over seven labelled sets, mean ARI: 0.65 at 0.35, 0.67 at 0.40,
/// 0.69 at 0.45, 0.70 at 0.50, 0.68 at 0.55, 0.67 at 0.60; the likeness of two communities to themselves, the weight
/// between them and their sizes, learnt together on the other sets, tell no better than this one number.
const JOINED_AT: f32 = 0.50;

/// The same for two communities that are linked closely. Without such a bound, or at 0.30, mixed communities grow: ARI of
/// the sample is 0.55, of bug reports 0.34, where it is 0.68 and 0.51 at 0.40 (0.65 and 0.53 without links). At 0.35 the
/// largest mixed community of another list of bugs grows from 310 to 413 texts, at 0.40 to 323.
const LINKED_JOINED_AT: f32 = 0.40;

/// Cosine from which two texts that were picked from a list (a form's subjects, a category in place of a
/// text) are one: no corpus' scale, since a list is short and its entries are all the corpus has.
const PICKED_JOINED_AT: f32 = 0.97;

/// Cosine from which communities of sayings that many tickets share are one: a corpus of few sayings has no background
/// to tell two of them by. Over 32 corpora of 2 to 20 problems drawn with repetition from four labelled sets the mean
/// ARI is 0.73 without a bound, 0.68 at 0.40 and 0.52 at 0.55; from 0.40 on two sayings that share all their asides
/// are two.
const SAYINGS_JOINED_AT: f32 = 0.40;

/// What clustering works on.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The documents of the corpus.
    pub documents: &'a Documents,
    /// Their different texts.
    pub distinct: &'a DistinctTexts,
    /// A point for each different text.
    pub points: &'a Embeddings,
    /// The category of each different text, by number; none where there is none.
    pub categories: &'a [Option<u32>],
    /// Whether a saying says nothing specific, and names no problem.
    pub is_idle: fn(&str) -> bool,
}

/// Finds the recurring problems and their themes; `encode` gives points for possible titles.
///
/// # Errors
/// Those of `encode`.
pub fn cluster<E>(
    input: Input,
    encode: &dyn Fn(&[&str]) -> Result<Embeddings, E>,
    progress: &dyn Progress,
) -> Result<Clustering, E> {
    cluster_known(input, &Pins::default(), encode, progress)
}

/// The same when something is known of the texts: what was in a problem stays in it unless evidence moves it, and what
/// people said holds.
///
/// # Errors
/// Those of `encode`.
pub fn cluster_known<E>(
    input: Input,
    pins: &Pins,
    encode: &dyn Fn(&[&str]) -> Result<Embeddings, E>,
    progress: &dyn Progress,
) -> Result<Clustering, E> {
    let copies: Vec<usize> = input.distinct.tickets.iter().map(Vec::len).collect();
    if pins.unchanged {
        let (partition, themes) = pins::unchanged(pins, copies.len());
        return problems::describe(input, &partition, Some(themes), encode);
    }
    let shared = labels::shared_texts(input, FEWEST_TICKETS);
    let texts = Texts { points: input.points, copies: &copies, categories: input.categories, pins, shared };
    let mut partition = partition_of(texts, progress);
    leave_out_manners(&mut partition, input, &copies, pins);
    wake::wake(input.points, pins, &mut partition.problem_of);
    whole::keep(input.points, pins, &mut partition.problem_of);
    pins::obey(input.points, pins, &mut partition.problem_of);
    partition.problems = number(&mut partition.problem_of, |_| true);
    problems::describe(input, &partition, None, encode)
}

/// The problem of each distinct text, before problems have names.
#[derive(Clone, Debug)]
pub struct Partition {
    /// For each text its problem, none when it does not recur; numbered by first text.
    pub problem_of: Vec<Option<u32>>,
    /// How many problems.
    pub problems: usize,
    /// How the line was drawn.
    pub sift: Sift,
    /// The graph over all texts; those that were left out have no edge.
    pub graph: Graph,
}

/// Texts that are compared each with each at the most: the cost grows with the square.
const MOST_COMPARED: usize = 50_000;

/// Groups texts, of which `copies` tells how many tickets say each.
pub fn partition(points: &Embeddings, copies: &[usize], progress: &dyn Progress) -> Partition {
    let categories = vec![None; copies.len()];
    let pins = Pins::default();
    partition_of(Texts { points, copies, categories: &categories, pins: &pins, shared: Shared::Labels }, progress)
}

/// The same when something is known of them.
fn partition_of(texts: Texts, progress: &dyn Progress) -> Partition {
    if texts.copies.len() > MOST_COMPARED {
        return sampled::partition(texts, MOST_COMPARED, progress);
    }
    partition_with(texts, None, progress)
}

/// Texts to be grouped.
#[derive(Clone, Copy)]
struct Texts<'a> {
    /// A point for each.
    points: &'a Embeddings,
    /// How many tickets say each.
    copies: &'a [usize],
    /// The category of each, by number.
    categories: &'a [Option<u32>],
    /// What is known of them.
    pins: &'a Pins,
    /// What those are that many tickets share.
    shared: Shared,
}

/// Groups by comparing each with each; `known` tells what recurs where that was found out before.
fn partition_with(texts: Texts, known: Option<Sift>, progress: &dyn Progress) -> Partition {
    let Texts { points, copies, categories, pins, shared } = texts;
    let (all, along) = views(points, progress);
    let recurrence = sift::recurrence(&all, copies);
    let sift = known.unwrap_or_else(|| sift::line_of(points, &recurrence, points.measure().recurs_from));
    let kept: Vec<usize> = (0..copies.len())
        .filter(|&at| recurrence[at] >= sift.cut || pins.still_recurs(at, recurrence[at], sift))
        .collect();
    let near = all.among(&kept, NEIGHBOURS);
    let scale = Scale::of(points, &kept, &near);
    let mut graph = graph::fuzzy_union(&near);
    let share = broadness(scale);
    if share > 0.0 {
        let along = along.unwrap_or_else(|| neighbours::nearest(&main_axes::along(points), SOUGHT, progress));
        graph = graph.mixed(&graph::fuzzy_union(&along.among(&kept, NEIGHBOURS)), share);
    }
    let graph = categories::weigh(graph.with_copies(&kept, copies), categories);

    let known = (!pins.is_empty()).then(|| merge::Known { pins, least: pins::known_joined_at(scale) });
    let least = scale.at(JOINED_AT);
    let least_picked = match shared {
        Shared::Sayings => least.max(SAYINGS_JOINED_AT),
        Shared::Labels => PICKED_JOINED_AT,
        Shared::Paths => f32::INFINITY,
    };
    let mut join = Join { points, copies, least, least_picked, least_linked: scale.at(LINKED_JOINED_AT), known };
    let mut membership: Vec<u32> = (0..copies.len() as u32).collect();
    if shared == Shared::Paths || shared == Shared::Labels && are_picked(copies) {
        // Whoever made the list told its entries apart; how they hang together says nothing.
        (join.least, join.least_linked) = (join.least_picked, f32::INFINITY);
    } else {
        membership = leiden::communities(&graph, RESOLUTION);
    }
    if known.is_some() {
        membership = pins::seeds(join, (scale, &graph), pins, &membership, &kept);
    }
    membership = merge::merge_linked(join, &graph, merge::merge(join, &graph, membership));
    let mut problem_of = tighten::tighten(tighten::Corpus { join, graph: &graph, scale }, &membership);
    let problems = drop_small(&mut problem_of, copies, pins);
    Partition { problem_of, problems, sift, graph }
}

/// Texts up to which all directions are compared at once; of more, those that are near along the main axes.
const COMPARED_IN_FULL: usize = 20_000;

/// Texts near along the main axes among which the nearest are sought, where not all are compared.
const CANDIDATES: usize = 90;

/// The neighbours of all texts, and those along the main axes where they came up on the way.
fn views(points: &Embeddings, progress: &dyn Progress) -> (Neighbours, Option<Neighbours>) {
    if points.len() <= COMPARED_IN_FULL {
        return (neighbours::nearest(points, SOUGHT, progress), None);
    }
    let along = neighbours::nearest(&main_axes::along(points), CANDIDATES, progress);
    (along.ranked(points, SOUGHT), Some(along.first(SOUGHT)))
}

/// How much the neighbours along the main axes count: 1 where the corpus is about many things, 0 where it is about one,
/// whose texts differ in more directions than the main ones. On broad labelled sets (background 0.08 to 0.10) the main
/// axes give ARI +0.05, V +0.02; on narrow ones (0.20 to 0.30) they cost 0.02 of both.
fn broadness(scale: Scale) -> f64 {
    f64::from(((NARROW - scale.background) / (NARROW - BROAD)).clamp(0.0, 1.0))
}

/// Background similarity (cosine) of a corpus about many things.
const BROAD: f32 = 0.10;

/// Background similarity (cosine) of a corpus about one thing.
const NARROW: f32 = 0.20;

/// Share of the tickets whose text others have too, from which texts are picked from a list; of free texts it is a few
/// percent.
const PICKED_SHARE: f64 = 0.8;

/// Whether most tickets say what [`FEWEST_TICKETS`] of them say word for word.
fn are_picked(copies: &[usize]) -> bool {
    let shared: usize = copies.iter().filter(|&&tickets| tickets >= FEWEST_TICKETS).sum();
    shared as f64 >= PICKED_SHARE * copies.iter().sum::<usize>().max(1) as f64
}

/// Leaves groups ungrouped that are alike in manner only.
fn leave_out_manners(partition: &mut Partition, input: Input, copies: &[usize], pins: &Pins) {
    let mut known = vec![0usize; partition.problems];
    for (text, own) in partition.problem_of.iter().enumerate() {
        if let Some(own) = own.filter(|_| pins.of(text).is_some()) {
            known[own as usize] += 1;
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); partition.problems];
    let mut rest = Vec::new();
    for (text, own) in partition.problem_of.iter().enumerate() {
        let ticket = input.distinct.tickets[text][0];
        own.map_or(&mut rest, |own| &mut groups[own as usize]).push(ticket);
    }
    let mut kept = common_ground::have_common_ground(input.documents, &groups, &rest);
    // What was a problem before is one: words come and go with the weeks.
    kept.iter_mut().enumerate().for_each(|(at, kept)| *kept |= 2 * known[at] >= groups[at].len());
    partition.problem_of.iter_mut().for_each(|own| *own = own.filter(|&group| kept[group as usize]));
    partition.problems = drop_small(&mut partition.problem_of, copies, pins);
}

/// Leaves groups of too few tickets ungrouped, and those in which nothing is new since the run before, which did not see
/// a problem in them, unless they are of a known problem; numbers the others.
fn drop_small(problem_of: &mut [Option<u32>], copies: &[usize], pins: &Pins) -> usize {
    let groups = problem_of.iter().flatten().map(|&c| c as usize + 1).max().unwrap_or(0);
    let mut tickets = vec![0usize; groups];
    let (mut known, mut new) = (vec![false; groups], vec![false; groups]);
    for (text, (own, copies)) in problem_of.iter().zip(copies).enumerate() {
        if let Some(own) = own {
            tickets[*own as usize] += copies;
            known[*own as usize] |= pins.of(text).is_some();
            new[*own as usize] |= pins.is_new(text);
        }
    }
    number(problem_of, |group| known[group] || new[group] && tickets[group] >= FEWEST_TICKETS)
}

/// Numbers the groups that are kept by first text; the others' texts are in none. Gives how many are kept.
fn number(problem_of: &mut [Option<u32>], kept: impl Fn(usize) -> bool) -> usize {
    let groups = problem_of.iter().flatten().map(|&c| c as usize + 1).max().unwrap_or(0);
    let mut names: Vec<Option<u32>> = vec![None; groups];
    let mut next = 0;
    for own in problem_of.iter_mut() {
        let Some(group) = own.map(|c| c as usize).filter(|&c| kept(c)) else {
            *own = None;
            continue;
        };
        *own = Some(*names[group].get_or_insert_with(|| {
            next += 1;
            next - 1
        }));
    }
    next as usize
}

#[cfg(test)]
mod tests;
