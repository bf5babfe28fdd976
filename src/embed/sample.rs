//! Which texts the teacher reads: few enough to pay for, and from every corner of the corpus.

use std::collections::BTreeMap;

use rayon::prelude::*;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::{static_tokens::DIMENSIONS, student::Lexicon};

/// Planes that cut the space of static vectors into corners.
const PLANES: usize = 11;

/// Texts whose vectors are added up at a time.
const PART: usize = 4096;

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
    let middle = middle_of(lexicon);
    let sign = |plane: usize, at: usize| {
        let bit = xxh3_64_with_seed(&(at as u64).to_le_bytes(), plane as u64) & 1;
        if bit == 1 { 1.0 } else { -1.0 }
    };
    let planes: Vec<Vec<f32>> = (0..PLANES).map(|plane| (0..DIMENSIONS).map(|at| sign(plane, at)).collect()).collect();
    let side = |vector: &[f32; DIMENSIONS], plane: &Vec<f32>| {
        let off = vector.iter().zip(&middle).zip(plane).map(|((x, m), p)| (x - m) * p).sum::<f32>();
        u16::from(off > 0.0)
    };
    let corner = |vector: &[f32; DIMENSIONS]| planes.iter().fold(0, |corner, plane| corner << 1 | side(vector, plane));
    // A vector costs less than the memory of all of them: it is made twice.
    (0..lexicon.len()).into_par_iter().map(|at| corner(&lexicon.vector(at))).collect()
}

/// The mean of the static vectors.
fn middle_of(lexicon: &Lexicon) -> [f32; DIMENSIONS] {
    let add = |mut sum: [f64; DIMENSIONS], at: usize| {
        sum.iter_mut().zip(lexicon.vector(at)).for_each(|(sum, x)| *sum += f64::from(x));
        sum
    };
    let all: Vec<usize> = (0..lexicon.len()).collect();
    // Parts of a fixed size, added in their order: the sum does not depend on the threads.
    let parts: Vec<[f64; DIMENSIONS]> =
        all.par_chunks(PART).map(|part| part.iter().copied().fold([0.0; DIMENSIONS], add)).collect();
    let mut sum = [0.0; DIMENSIONS];
    parts.iter().for_each(|part| sum.iter_mut().zip(part).for_each(|(sum, x)| *sum += x));
    sum.map(|sum| (sum / lexicon.len().max(1) as f64) as f32)
}
