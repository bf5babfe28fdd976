//! Tickets and problems that mean what a query means, whatever their words.

use crate::model::{
    cluster::Clustering,
    document::DistinctTexts,
    embedding::{Embeddings, dot},
};

/// What is near a query, the nearest first; similarities are 0-1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nearest {
    /// Clusters by the similarity of their centres.
    pub clusters: Vec<(usize, f32)>,
    /// Tickets; of those with the same text the first.
    pub tickets: Vec<(usize, f32)>,
}

/// Whatever is at least as similar as `least` among the tickets that `may` be shown.
pub fn nearest(
    query: &[f32],
    (points, distinct): (&Embeddings, &DistinctTexts),
    clustering: &Clustering,
    (least, may): (f32, &dyn Fn(usize) -> bool),
) -> Nearest {
    if query.len() != points.dimensions() {
        return Nearest::default();
    }
    let mut sums = vec![vec![0.0f64; points.dimensions()]; clustering.clusters.len()];
    let mut shown = vec![false; sums.len()];
    let mut tickets = vec![];
    for (text, own) in distinct.tickets.iter().enumerate() {
        let Some(&first) = own.first() else { continue };
        let row = points.row(text);
        let allowed = own.iter().copied().find(|&ticket| may(ticket));
        if let Some(cluster) = clustering.assignment.get(first).copied().flatten() {
            sums[cluster].iter_mut().zip(row.iter()).for_each(|(sum, &x)| *sum += f64::from(x));
            shown[cluster] |= allowed.is_some();
        }
        let similarity = dot(query, &row).clamp(0.0, 1.0);
        if let Some(ticket) = allowed.filter(|_| similarity >= least) {
            tickets.push((ticket, similarity));
        }
    }
    let values: Vec<f32> = sums.iter().flatten().map(|&x| x as f32).collect();
    let centres = Embeddings::new(points.dimensions(), values);
    let mut clusters: Vec<(usize, f32)> = (0..centres.len())
        .filter(|&at| shown[at])
        .map(|at| (at, dot(query, &centres.row(at)).clamp(0.0, 1.0)))
        .filter(|(_, similarity)| *similarity >= least)
        .collect();
    for list in [&mut clusters, &mut tickets] {
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    }
    Nearest { clusters, tickets }
}
