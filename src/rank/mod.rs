//! Floor 1: what to fix first, and why.
//!
//! A score counts in doublings: its total is the sum of its parts, and one point more means twice as
//! much. The core is how many tickets the next quarter will bring and how much work each is; whom it
//! reaches, how much it hurts and whether it grows move it up or down by bounded amounts:
//!
//! ```text
//! total = volume      * log2(1 + tickets of the next quarter)
//!       + evidence    * log2(tickets / (tickets + 5))
//!       + cost        * log2(work of a ticket / that of the mean ticket)    (-1 to +1)
//!       + reach       * 1/2 log2(customers per ticket)                      (-2 to 0)
//!       + value       * 1/2 log2(worth of a customer / that of the mean)    (-1 to +1)
//!       + satisfaction, reopens, escalations, priority, resolution          (-1/2 to +1/2, the first to +1)
//!       + growth      * 1/2 log2(ratio that is certain)                     (-1/2 to +1/2)
//!       + complaint   * 2 log2(share that complains)                        (-6 to 0, where most tickets are rated)
//! ```
//!
//! A part that the data say nothing about is left out for all problems alike; where they are silent about some
//! problems, the middle of the others stands for these. So tiny problems cannot lead by a lucky ratio.

mod complaint;
mod cost;
mod evidence;
mod growth;
mod pain;
mod reach;
mod segments;
mod volume;
mod weights;

pub use cost::{Cost, Minutes, of_ticket};
pub use segments::Segment;
pub use weights::{NotAWeight, Weights};

use crate::model::{
    account::Accounts,
    cluster::Cluster,
    corpus::Corpus,
    document::Documents,
    outlook::Outlook,
    score::{Part, Score},
    series::Trends,
};
use volume::Projection;

/// What is ranked.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The tickets.
    pub corpus: &'a Corpus,
    /// Their texts, of which the languages are used.
    pub documents: &'a Documents,
    /// The problems.
    pub clusters: &'a [Cluster],
    /// How they went over time.
    pub trends: &'a Trends,
    /// Who wrote them.
    pub accounts: &'a Accounts,
}

/// What the user said of the order.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Settings {
    /// What counts how much.
    pub weights: Weights,
    /// What work costs.
    pub cost: Cost,
}

/// A cluster and why it stands where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Index of the cluster.
    pub cluster: usize,
    /// Its score.
    pub score: Score,
    /// What the next quarter will bring; none without enough complete periods.
    pub outlook: Option<Outlook>,
    /// Whom it hits more than others, the clearest first.
    pub segments: Vec<Segment>,
}

/// What a factor found: the figure in its own unit, and what it is worth in doublings.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Factor {
    value: f64,
    points: f64,
}

/// All clusters, what to fix first at the head; equal scores by their first ticket.
pub fn rank(input: &Input<'_>, settings: &Settings) -> Vec<Ranked> {
    let count = input.clusters.len();
    let calendar = volume::calendar(input);
    let projections: Vec<Projection> = (0..count).map(|at| volume::project(input, calendar, at)).collect();
    let minutes = Minutes::of(input.corpus);
    let mut scores = vec![Score::default(); count];
    for (name, factors) in columns(input, &projections, minutes.as_ref()) {
        let weight = settings.weights.of(name).unwrap_or(1.0);
        for (score, (factor, assumed)) in scores.iter_mut().zip(filled(factors)) {
            let contribution = weight * factor.points;
            score.parts.push(Part { name, value: factor.value, weight, contribution, assumed });
            score.total += contribution;
        }
    }
    let mut ranked: Vec<Ranked> = scores
        .into_iter()
        .zip(segments::segments(input))
        .enumerate()
        .map(|(at, (score, segments))| {
            let members = &input.clusters[at].members;
            let outlook = cost::outlook(members, &projections[at], minutes.as_ref(), &settings.cost);
            Ranked { cluster: at, score, outlook, segments }
        })
        .collect();
    let first = |at: usize| input.clusters[at].members.first().copied().unwrap_or(usize::MAX);
    ranked.sort_by(|a, b| {
        let first = first(a.cluster).cmp(&first(b.cluster));
        b.score.total.total_cmp(&a.score.total).then(first).then(a.cluster.cmp(&b.cluster))
    });
    ranked
}

/// Every factor of every cluster, in the order of the parts.
fn columns(
    input: &Input<'_>,
    projections: &[Projection],
    minutes: Option<&Minutes>,
) -> Vec<(&'static str, Vec<Option<Factor>>)> {
    let clusters = 0..input.clusters.len();
    let each = |factor: &dyn Fn(usize) -> Option<Factor>| clusters.clone().map(factor).collect::<Vec<_>>();
    let worth = reach::mean_worth(input);
    let reached: Vec<_> = clusters.clone().map(|at| reach::reached(input, at, worth)).collect();
    let rated = complaint::applies(input.corpus);
    let mut columns = vec![
        ("volume", each(&|at| Some(volume::factor(&projections[at])))),
        ("evidence", each(&|at| Some(evidence::factor(input.clusters[at].members.len())))),
        ("cost", each(&|at| cost::factor(input, minutes, at))),
        ("reach", each(&|at| Some(reach::factor(reached[at].as_ref()?, projections[at].tickets)))),
        ("value", each(&|at| worth.and(Some(reach::value(reached[at].as_ref()?, projections[at].tickets))))),
    ];
    for measure in &pain::MEASURES {
        // Where most tickets are rated, the ratings tell complaints from praise and are counted there.
        if !(rated && measure.name == "satisfaction") {
            columns.push((measure.name, pain::factors(input, measure)));
        }
    }
    let told = input.trends.trends.iter().any(|trend| trend.change.low.is_some());
    columns.push(("growth", each(&|at| input.trends.trends.get(at).filter(|_| told).map(growth::factor))));
    let complaint = |at: usize| rated.then(|| complaint::factor(input.corpus, &input.clusters[at])).flatten();
    columns.push(("complaint", each(&complaint)));
    columns
}

/// A factor for each cluster, and whether it is assumed: the middle one of those that are known. Nothing when none is.
fn filled(factors: Vec<Option<Factor>>) -> Vec<(Factor, bool)> {
    let mut known: Vec<Factor> = factors.iter().flatten().copied().collect();
    known.sort_by(|a, b| a.points.total_cmp(&b.points).then(a.value.total_cmp(&b.value)));
    let Some(&middle) = known.get(known.len() / 2) else { return vec![] };
    factors.into_iter().map(|factor| (factor.unwrap_or(middle), factor.is_none())).collect()
}

#[cfg(test)]
mod tests;
