//! Whom it reaches: a hundred tickets from a hundred customers weigh more than from one.

use std::collections::BTreeSet;

use super::Factor;
use crate::model::{cluster::Cluster, corpus::Corpus};

/// Least points: one customer who writes without end is worth a factor of four.
const LEAST: f64 = -2.0;

/// Different customers per ticket that names one, half a doubling for each halving; none when no
/// ticket of the cluster names a customer.
pub fn factor(corpus: &Corpus, cluster: &Cluster) -> Option<Factor> {
    let names = || cluster.members.iter().filter_map(|&at| corpus.tickets()[at].customer.as_deref());
    let (named, different) = (names().count(), names().collect::<BTreeSet<_>>().len());
    if named == 0 {
        return None;
    }
    let value = different as f64 / named as f64;
    Some(Factor { value, points: (0.5 * value.log2()).max(LEAST) })
}
