//! Floor 1: what to fix first, and why.
//!
//! A score counts in doublings: its total is the sum of its parts, and one point more means twice as
//! much. The core is how many tickets the next quarter will bring; whom it reaches, how much it hurts
//! and whether it grows move it up or down by bounded amounts:
//!
//! `total = volume * log2(1 + tickets of the next quarter)`
//! `      + reach  * 1/2 log2(customers per ticket)              (-2 to 0)`
//! `      + pain   * (satisfaction lost + reopened + urgent)      (-1 to +1)`
//! `      + growth * 1/2 log2(ratio that is certain)              (-1/2 to +1/2)`
//! `      + complaint * 2 log2(share that complains)              (-6 to 0, where most tickets are rated)`
//!
//! So tiny problems cannot lead by a lucky ratio: growth is worth a factor of 1.4 at the most.

mod complaint;
mod growth;
mod pain;
mod reach;
mod volume;

use crate::model::{
    cluster::Cluster,
    corpus::Corpus,
    score::{Part, Score},
    series::Trends,
};

/// How much each factor counts; the user's to change. Zero takes a factor out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Tickets of the next quarter.
    pub volume: f64,
    /// Different customers.
    pub reach: f64,
    /// Satisfaction, reopening, priority.
    pub pain: f64,
    /// Growth that is certain.
    pub growth: f64,
    /// Complaints against praise, in corpora that are mostly rated (reviews).
    pub complaint: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { volume: 1.0, reach: 1.0, pain: 1.0, growth: 1.0, complaint: 1.0 }
    }
}

/// A cluster and why it stands where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Index of the cluster.
    pub cluster: usize,
    /// Its score.
    pub score: Score,
}

/// What a factor found: the figure in its own unit, and what it is worth in doublings.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Factor {
    value: f64,
    points: f64,
}

/// All clusters, what to fix first at the head; equal scores by their first ticket.
pub fn rank(corpus: &Corpus, clusters: &[Cluster], trends: &Trends, weights: &Weights) -> Vec<Ranked> {
    let rest = pain::Sums::of(corpus, 0..corpus.len());
    let rated = complaint::applies(corpus);
    let mut ranked: Vec<Ranked> = clusters
        .iter()
        .enumerate()
        .map(|(at, cluster)| {
            let factors = [
                ("volume", weights.volume, Some(volume::factor(corpus, cluster, trends, at))),
                ("reach", weights.reach, reach::factor(corpus, cluster)),
                ("pain", weights.pain, pain::factor(corpus, cluster, &rest)),
                ("growth", weights.growth, trends.trends.get(at).and_then(growth::factor)),
                ("complaint", weights.complaint, rated.then(|| complaint::factor(corpus, cluster)).flatten()),
            ];
            Ranked { cluster: at, score: score(&factors) }
        })
        .collect();
    let first = |at: usize| clusters[at].members.first().copied().unwrap_or(usize::MAX);
    ranked.sort_by(|a, b| {
        let first = first(a.cluster).cmp(&first(b.cluster));
        b.score.total.total_cmp(&a.score.total).then(first).then(a.cluster.cmp(&b.cluster))
    });
    ranked
}

/// Factors that could be measured → score.
fn score(factors: &[(&'static str, f64, Option<Factor>)]) -> Score {
    let parts: Vec<Part> = factors
        .iter()
        .filter_map(|&(name, weight, factor)| {
            let Factor { value, points } = factor?;
            Some(Part { name, value, weight, contribution: weight * points })
        })
        .collect();
    Score { total: parts.iter().map(|part| part.contribution).sum(), parts }
}

#[cfg(test)]
mod tests;
