//! How the grouping came about, for whoever doubts it: the scale it was made on, and the problems that nearly became one.

use super::{
    Input, JOINED_AT, MOST_COMPARED, NEIGHBOURS, SOUGHT,
    merge::{Scale, sum_of},
    neighbours, sift,
};
use crate::model::{cluster::Clustering, embedding::dot, progress::Progress};

/// Pairs that are told of.
const PAIRS: usize = 10;

/// How the grouping came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// How alike texts are at random and as neighbours, and the mean similarity from which two groups are joined; none
    /// where the corpus was too large to compare each with each.
    pub scale: Option<(Scale, f32)>,
    /// Different texts.
    pub texts: usize,
    /// Different texts of each cluster.
    pub texts_of: Vec<usize>,
    /// Pairs of clusters with the mean similarity of their texts, the most alike first.
    pub pairs: Vec<(usize, usize, f32)>,
}

/// Looks at a grouping once more.
pub fn account(input: Input<'_>, clustering: &Clustering, progress: &dyn Progress) -> Account {
    let texts = input.distinct.len();
    let mut members: Vec<Vec<usize>> = vec![vec![]; clustering.clusters.len()];
    for (text, tickets) in input.distinct.tickets.iter().enumerate() {
        let own = tickets.first().and_then(|&ticket| clustering.assignment.get(ticket).copied().flatten());
        if let Some(own) = own {
            members[own].push(text);
        }
    }
    let sums: Vec<Vec<f32>> = members.iter().map(|texts| sum_of(input.points, texts.iter().copied())).collect();
    let mut pairs = vec![];
    for one in 0..sums.len() {
        for other in one + 1..sums.len() {
            let of = members[one].len() as f32 * members[other].len() as f32;
            if of > 0.0 {
                pairs.push((one, other, dot(&sums[one], &sums[other]) / of));
            }
        }
        keep_most_alike(&mut pairs);
    }
    Account {
        scale: scale(input, clustering, progress),
        texts,
        texts_of: members.iter().map(Vec::len).collect(),
        pairs,
    }
}

/// The pairs are some thousand times a thousand at the most; only the first are of interest.
fn keep_most_alike(pairs: &mut Vec<(usize, usize, f32)>) {
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    pairs.truncate(PAIRS);
}

fn scale(input: Input<'_>, clustering: &Clustering, progress: &dyn Progress) -> Option<(Scale, f32)> {
    if input.distinct.len() > MOST_COMPARED {
        return None;
    }
    let copies: Vec<usize> = input.distinct.tickets.iter().map(Vec::len).collect();
    let all = neighbours::nearest(input.points, SOUGHT, progress);
    let recurrence = sift::recurrence(&all, &copies);
    let kept: Vec<usize> = (0..copies.len()).filter(|&at| recurrence[at] >= clustering.sift.cut).collect();
    let scale = Scale::of(input.points, &kept, &all.among(&kept, NEIGHBOURS));
    Some((scale, scale.at(JOINED_AT)))
}
