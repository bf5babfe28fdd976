//! Which ticket belongs to which problem: every ticket once, in the corpus' order.

use super::{Known, build::theme_ids, figures::rounded};
use crate::model::{
    cluster::Clustering,
    corpus::Corpus,
    problem::{ProblemId, ThemeId},
};

/// One ticket and where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// The helpdesk's id as it stands in the export.
    pub ticket: String,
    /// Its problem; none when it reads like no other.
    pub problem: Option<ProblemId>,
    /// The problem's theme.
    pub theme: Option<ThemeId>,
    /// Similarity to the problem's centre, or to the nearest one when ungrouped; 0-1.
    pub similarity: f64,
}

/// One assignment a ticket.
pub fn assignments(corpus: &Corpus, clustering: &Clustering, known: &[Known]) -> Vec<Assignment> {
    let themes = theme_ids(clustering, known);
    corpus
        .tickets()
        .iter()
        .enumerate()
        .map(|(at, ticket)| {
            let cluster = clustering.assignment.get(at).copied().flatten();
            Assignment {
                ticket: ticket.id.clone(),
                problem: cluster.map(|cluster| known[cluster].id),
                theme: cluster.and_then(|cluster| themes.get(clustering.clusters[cluster].theme).copied()),
                similarity: clustering.similarity.get(at).and_then(|&s| rounded(f64::from(s))).unwrap_or(0.0),
            }
        })
        .collect()
}
