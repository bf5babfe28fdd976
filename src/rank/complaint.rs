//! Whether it is a complaint at all: in reviews and surveys most of what comes in is praise.

use super::Factor;
use crate::model::{cluster::Cluster, corpus::Corpus};

/// Share of all tickets that must be rated before ratings say what a ticket is: answers to a support
/// survey come back from a fifth to a third and are about the support; reviews are always rated, and
/// about the product.
const RATED: f64 = 0.5;

/// A rating below this (0-1) complains: three of five stars, and less.
const CONTENT: f32 = 0.7;

/// Points a doubling of the share: two, since in a group that is mostly content the few complaints are strays
/// that say something else than the group.
const POINTS: f64 = 2.0;

/// Least points: praise is worth a sixty-fourth of complaint.
const LEAST: f64 = -6.0;

/// Whether the corpus says of most tickets how content the customer is.
pub fn applies(corpus: &Corpus) -> bool {
    let rated = corpus.tickets().iter().filter(|ticket| ticket.satisfaction.is_some()).count();
    rated as f64 > RATED * corpus.len() as f64
}

/// Share of the rated tickets of the cluster that complain, smoothed by one of each kind so that a few
/// ratings decide nothing; none without a rating.
pub fn factor(corpus: &Corpus, cluster: &Cluster) -> Option<Factor> {
    let ratings: Vec<f32> = cluster.members.iter().filter_map(|&at| corpus.tickets()[at].satisfaction).collect();
    if ratings.is_empty() {
        return None;
    }
    let complain = ratings.iter().filter(|&&rating| rating < CONTENT).count();
    let value = (complain as f64 + 1.0) / (ratings.len() as f64 + 2.0);
    Some(Factor { value, points: (POINTS * value.log2()).max(LEAST) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ticket::Ticket;

    fn corpus(ratings: &[Option<f32>]) -> Corpus {
        let ticket = |(at, &satisfaction): (usize, &Option<f32>)| Ticket {
            id: at.to_string(),
            satisfaction,
            ..Ticket::default()
        };
        Corpus::new(ratings.iter().enumerate().map(ticket).collect())
    }

    fn cluster(members: std::ops::Range<usize>) -> Cluster {
        Cluster {
            members: members.collect(),
            exemplars: vec![],
            title: String::new(),
            keywords: vec![],
            cohesion: 1.0,
            theme: 0,
        }
    }

    #[test]
    fn praise_falls_far_below_complaints() {
        let ratings: Vec<Option<f32>> = (0..200).map(|at| Some(if at < 150 { 1.0 } else { 0.0 })).collect();
        let corpus = corpus(&ratings);
        assert!(applies(&corpus));
        let praise = factor(&corpus, &cluster(0..150)).unwrap();
        let complaint = factor(&corpus, &cluster(150..200)).unwrap();
        assert!(praise.points <= -6.0 && complaint.points > -0.1, "{praise:?} {complaint:?}");
    }

    #[test]
    fn a_survey_that_few_answer_says_nothing() {
        assert!(!applies(&corpus(&[Some(1.0), None, None, None])));
        assert!(factor(&corpus(&[None, None]), &cluster(0..2)).is_none());
    }
}
