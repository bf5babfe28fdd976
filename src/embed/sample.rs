//! Which texts the teacher reads: few enough to pay for, and from every corner of the corpus.

use std::collections::BTreeMap;

use rayon::prelude::*;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::{static_tokens::DIMENSIONS, student::Lexicon};

/// Planes that cut the space of static vectors into corners.
const PLANES: usize = 11;

/// Chooses texts of at most `budget` tokens together, `tokens` saying what each costs; ascending.
///
/// Half of them are drawn evenly, since what is frequent matters most; the other half corner by corner, so that what
/// is rare is heard as well and near-duplicates, which share a corner, seldom twice. What is drawn depends on the
/// texts alone, never on their order.
pub fn choose(texts: &[&str], tokens: &[usize], lexicon: &Lexicon, budget: usize) -> Vec<usize> {
    let hashes: Vec<u64> = texts.par_iter().map(|text| xxh3_64(text.as_bytes())).collect();
    let mut even: Vec<usize> = (0..texts.len()).filter(|&at| tokens[at] > 0).collect();
    even.sort_unstable_by_key(|&at| (hashes[at], at));
    let mut chosen = vec![false; texts.len()];
    let mut spent = 0;
    let mut take = |at: usize, most: usize| {
        if !chosen[at] && spent + tokens[at] <= most {
            chosen[at] = true;
            spent += tokens[at];
        }
    };
    even.iter().for_each(|&at| take(at, budget / 2));
    let mut corners: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    let corner_of = corners_of(lexicon);
    even.iter().for_each(|&at| corners.entry(corner_of[at]).or_default().push(at));
    let deepest = corners.values().map(Vec::len).max().unwrap_or(0);
    for depth in 0..deepest {
        corners.values().filter_map(|corner| corner.get(depth)).for_each(|&at| take(at, budget));
    }
    (0..texts.len()).filter(|&at| chosen[at]).collect()
}

/// On which side of each plane a text lies. The planes go through the corpus' middle; their directions are fixed.
fn corners_of(lexicon: &Lexicon) -> Vec<u16> {
    let vectors: Vec<[f32; DIMENSIONS]> = (0..lexicon.len()).into_par_iter().map(|at| lexicon.vector(at)).collect();
    let mut middle = [0.0f64; DIMENSIONS];
    vectors.iter().for_each(|vector| middle.iter_mut().zip(vector).for_each(|(sum, x)| *sum += f64::from(*x)));
    let middle = middle.map(|sum| (sum / vectors.len().max(1) as f64) as f32);
    let sign = |plane: usize, at: usize| {
        let bit = xxh3_64_with_seed(&(at as u64).to_le_bytes(), plane as u64) & 1;
        if bit == 1 { 1.0 } else { -1.0 }
    };
    let planes: Vec<Vec<f32>> = (0..PLANES).map(|plane| (0..DIMENSIONS).map(|at| sign(plane, at)).collect()).collect();
    let side = |vector: &[f32; DIMENSIONS], plane: &Vec<f32>| {
        let off = vector.iter().zip(&middle).zip(plane).map(|((x, m), p)| (x - m) * p).sum::<f32>();
        u16::from(off > 0.0)
    };
    vectors.par_iter().map(|vector| planes.iter().fold(0, |corner, plane| corner << 1 | side(vector, plane))).collect()
}
