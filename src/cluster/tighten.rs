//! A wrong merge is worse than a split: communities whose members are hardly more alike than any two
//! texts of the corpus are cut again inside, and what stays that loose is no recurring problem.

use super::{
    graph::Graph,
    leiden,
    merge::{self, Join, Scale},
    pins,
};

/// A community is cut again when the mean similarity of its members lies below this share of the way from
/// random to near. On labelled short texts one in ten true groups lies below it, on exports the
/// communities that a reader cannot name.
const LOOSE: f32 = 0.30;

/// What is still looser than this after cutting is left ungrouped.
const HOPELESS: f32 = 0.22;

/// Resolution inside a community: its modularity counts its own edges alone.
const RESOLUTION: f64 = 1.5;

/// How often parts are cut again.
const DEPTH: usize = 3;

/// What cutting needs to know of the corpus.
#[derive(Clone, Copy)]
pub struct Corpus<'a> {
    /// How parts are joined again.
    pub join: Join<'a>,
    /// The graph over the texts.
    pub graph: &'a Graph,
    /// The corpus' own scale of similarity.
    pub scale: Scale,
}

/// Cuts loose communities; gives the new ones, none for what hangs together with nothing.
pub fn tighten(corpus: Corpus, membership: &[u32]) -> Vec<Option<u32>> {
    let mut tight = Vec::new();
    for group in leiden::members(membership) {
        cut(corpus, group, DEPTH, &mut tight);
    }
    let mut found = vec![None; membership.len()];
    for (name, group) in tight.into_iter().enumerate() {
        group.into_iter().for_each(|at| found[at] = Some(name as u32));
    }
    found
}

/// The values at the given places.
fn rows(values: &[usize], places: &[usize]) -> Vec<usize> {
    places.iter().map(|&at| values[at]).collect()
}

/// How alike the members are: 0 like any two texts, 1 like neighbours.
fn tightness(corpus: Corpus, group: &[usize]) -> f32 {
    let span = (corpus.scale.near - corpus.scale.background).max(f32::EPSILON);
    (merge::mean_similarity(corpus.join.points, group) - corpus.scale.background) / span
}

fn cut(corpus: Corpus, group: Vec<usize>, depth: usize, tight: &mut Vec<Vec<usize>>) {
    let share = tightness(corpus, &group);
    // A known problem is cut when it is hopeless only.
    let known = corpus.join.known.is_some_and(|known| pins::mostly_known(known.pins, &group));
    if share >= if known { HOPELESS } else { LOOSE } {
        tight.push(group);
        return;
    }
    if depth > 0 {
        let inside = corpus.graph.induced(&group);
        let parts = leiden::communities(&inside, RESOLUTION);
        let (points, copies) = (corpus.join.points.rows(&group), rows(corpus.join.copies, &group));
        let parts = merge::merge(Join { points: &points, copies: &copies, known: None, ..corpus.join }, &inside, parts);
        let parts = leiden::members(&parts);
        if parts.len() > 1 {
            for part in parts {
                cut(corpus, rows(&group, &part), depth - 1, tight);
            }
            return;
        }
    }
    if share >= HOPELESS {
        tight.push(group);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::embedding::Embeddings;

    /// Two tight bundles in directions far apart, bridged by one edge.
    #[test]
    fn a_community_of_two_problems_is_cut_and_a_tight_one_is_not() {
        let angle = |degrees: f32| [degrees.to_radians().cos(), degrees.to_radians().sin()];
        let degrees = [0.0, 4.0, 8.0, 12.0, 90.0, 94.0, 98.0, 102.0];
        let points = Embeddings::new(2, degrees.iter().flat_map(|&d| angle(d)).collect());
        let mut edges = vec![];
        for (from, to) in [(0u32, 4u32), (4, 8)] {
            for a in from..to {
                edges.extend((a + 1..to).map(|b| (a, b, 1.0)));
            }
        }
        edges.push((3, 4, 0.1));
        edges.sort_by_key(|e| (e.0, e.1));
        let graph = Graph::new(&edges, vec![0.0; 8]);
        let join =
            Join { points: &points, copies: &[1; 8], least: 0.9, least_picked: 0.9, least_linked: 0.9, known: None };
        let corpus = Corpus { join, graph: &graph, scale: Scale { background: 0.0, near: 1.0 } };
        let loose = Corpus { scale: Scale { background: 0.3, near: 1.0 }, ..corpus };
        assert_eq!(tighten(loose, &[0; 8]), [0, 0, 0, 0, 1, 1, 1, 1].map(Some));
        assert_eq!(tighten(corpus, &[0, 0, 0, 0, 1, 1, 1, 1]), [0, 0, 0, 0, 1, 1, 1, 1].map(Some));
    }
}
