//! Where problems lie to each other: which read alike, and a map on which near ones are near.

use rayon::prelude::*;

use super::Input;
use crate::{
    model::{
        cluster::{Clustering, Place},
        embedding::{Embeddings, dot},
    },
    statistics::axes,
};

/// Neighbours that are told of a problem.
const NEIGHBOURS: usize = 3;

/// Problems that are laid out at the most, the largest: the cost grows with the square, and more cannot be read.
const MOST_LAID_OUT: usize = 400;

/// Rounds of the layout; the stress hardly falls after some fifty.
const ROUNDS: usize = 80;

/// Finds each cluster's neighbours and its place on the map, in the clusters' order.
pub fn places(input: Input, clustering: &Clustering) -> Vec<Place> {
    let count = clustering.clusters.len();
    let dimensions = input.points.dimensions();
    let mut sums = vec![0.0f32; count * dimensions];
    for (text, tickets) in input.distinct.tickets.iter().enumerate() {
        if let Some(own) = clustering.assignment[tickets[0]] {
            let row = &mut sums[own * dimensions..(own + 1) * dimensions];
            row.iter_mut().zip(input.points.row(text).iter()).for_each(|(sum, x)| *sum += x);
        }
    }
    let centres = if count > 0 { Embeddings::new(dimensions, sums) } else { Embeddings::default() };
    let mut largest: Vec<usize> = (0..count).collect();
    largest.sort_by_key(|&at| (std::cmp::Reverse(clustering.clusters[at].members.len()), at));
    largest.truncate(MOST_LAID_OUT);
    largest.sort_unstable();
    let laid_out = layout(&centres.rows(&largest));
    (0..count)
        .into_par_iter()
        .map(|at| Place {
            neighbours: nearest(&centres, at),
            at: largest.binary_search(&at).ok().map(|place| laid_out[place]),
        })
        .collect()
}

/// The other centres that are most alike, the nearest first.
fn nearest(centres: &Embeddings, at: usize) -> Vec<(usize, f32)> {
    let mut others: Vec<(usize, f32)> = (0..centres.len())
        .filter(|&other| other != at)
        .map(|other| (other, dot(&centres.row(at), &centres.row(other)).clamp(0.0, 1.0)))
        .collect();
    others.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    others.truncate(NEIGHBOURS);
    others
}

/// Points on the unit square whose distances are, as well as two dimensions allow, those of the centres: stress
/// majorisation (SMACOF: de Leeuw 1977; Gansner, Koren and North 2005), near pairs counting more, from the two main axes.
fn layout(centres: &Embeddings) -> Vec<[f64; 2]> {
    let count = centres.len();
    if count < 3 {
        return (0..count).map(|at| [if at == 0 { 0.25 } else { 0.75 }, 0.5]).collect();
    }
    // Chord length: 0 for the same direction, 1.41 for nothing in common.
    let distances: Vec<f64> = (0..count * count)
        .into_par_iter()
        .map(|at| {
            let cosine = f64::from(dot(&centres.row(at / count), &centres.row(at % count)));
            (2.0 - 2.0 * cosine).max(1e-4).sqrt()
        })
        .collect();
    let mut places = start(centres);
    for _ in 0..ROUNDS {
        places = (0..count)
            .into_par_iter()
            .map(|at| {
                let (mut sum, mut weights) = ([0.0; 2], 0.0);
                for other in (0..count).filter(|&other| other != at) {
                    let wanted = distances[at * count + other];
                    let off = [places[at][0] - places[other][0], places[at][1] - places[other][1]];
                    let length = (off[0] * off[0] + off[1] * off[1]).sqrt().max(1e-9);
                    let weight = 1.0 / (wanted * wanted);
                    for axis in 0..2 {
                        sum[axis] += weight * (places[other][axis] + wanted * off[axis] / length);
                    }
                    weights += weight;
                }
                [sum[0] / weights, sum[1] / weights]
            })
            .collect();
    }
    on_the_unit_square(places)
}

/// The two main axes of the centres, and a little of each one's number, so that no two lie on each other.
fn start(centres: &Embeddings) -> Vec<[f64; 2]> {
    let dimensions = centres.dimensions();
    let image = |basis: &ndarray::Array2<f32>| {
        let mut image = ndarray::Array2::zeros(basis.dim());
        for (row, mut out) in basis.rows().into_iter().zip(image.rows_mut()) {
            for at in 0..centres.len() {
                let share = row.iter().zip(centres.row(at).iter()).map(|(a, b)| a * b).sum::<f32>();
                out.iter_mut().zip(centres.row(at).iter()).for_each(|(sum, x)| *sum += share * x);
            }
        }
        image
    };
    // The first axis of points that were not moved to their middle is the middle: the two after it tell them apart.
    let axes = axes::leading(3.min(dimensions), dimensions, 30, image);
    let along = |at: usize, axis: usize| {
        let row = axes.row(axis.min(axes.nrows() - 1));
        f64::from(row.iter().zip(centres.row(at).iter()).map(|(a, b)| a * b).sum::<f32>())
    };
    (0..centres.len())
        .map(|at| {
            let turn = at as f64 * 2.399_963; // the golden angle: spreads evenly
            [along(at, 1) + 1e-3 * turn.cos(), along(at, 2) + 1e-3 * turn.sin()]
        })
        .collect()
}

/// Moved and scaled, both axes alike, so that the longer one reaches from edge to edge; rounded.
fn on_the_unit_square(places: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    let bound = |axis: usize, pick: fn(f64, f64) -> f64| places.iter().map(|p| p[axis]).reduce(pick).unwrap_or(0.0);
    let low = [bound(0, f64::min), bound(1, f64::min)];
    let size = [bound(0, f64::max) - low[0], bound(1, f64::max) - low[1]];
    let scale = size[0].max(size[1]).max(1e-9);
    let scaled = |place: &[f64; 2], axis: usize| {
        let at = (place[axis] - low[axis] - size[axis] / 2.0) / scale + 0.5;
        (at.clamp(0.0, 1.0) * 1e3).round() / 1e3
    };
    places.iter().map(|place| [scaled(place, 0), scaled(place, 1)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
        ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt()
    }

    #[test]
    fn near_problems_lie_near_each_other() {
        // Three bunches of three directions each.
        let values = (0..9).flat_map(|at| {
            let mut row = vec![0.0f32; 8];
            row[at / 3] = 1.0;
            row[3 + at % 3] = 0.4;
            row
        });
        let centres = Embeddings::new(8, values.collect());
        let places = layout(&centres);
        for at in 0..9 {
            for other in (0..9).filter(|&other| other != at) {
                let d = distance(places[at], places[other]);
                assert!(d > 0.0 && (d < 0.35) == (at / 3 == other / 3), "{at} {other}: {d}");
            }
        }
        assert_eq!(nearest(&centres, 0).iter().map(|n| n.0 / 3).collect::<Vec<_>>()[..2], [0, 0]);
    }

    #[test]
    fn few_or_equal_problems_have_a_place_each() {
        for count in 0..6 {
            let centres = Embeddings::new(4, [1.0, 0.0, 0.0, 0.0].repeat(count));
            let places = if count == 0 { layout(&Embeddings::default()) } else { layout(&centres) };
            assert_eq!(places.len(), count);
            assert!(places.iter().flatten().all(|x| (0.0..=1.0).contains(x)));
        }
    }
}
