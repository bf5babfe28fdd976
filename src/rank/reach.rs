//! Whom it reaches: a hundred tickets from a hundred customers weigh more than from one.

use std::collections::BTreeMap;

use super::{Factor, Input};

/// Least points: one customer who writes without end is worth a factor of four.
const LEAST: f64 = -2.0;

/// Most points that the customers' worth is good for, either way.
const MOST_VALUE: f64 = 1.0;

/// A customer counts as one of this many at the most, and as this part of one at the least, whatever it is worth: one
/// large account is not the only one that is listened to.
const WORTH: (f64, f64) = (0.25, 4.0);

/// Who wrote the tickets of a problem.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// Different customers per ticket that names one.
    ratio: f64,
    /// The same, each customer counted by what it is worth.
    valued: f64,
}

/// The mean worth of the customers who wrote; none without accounts that say it.
pub fn mean_worth(input: &Input<'_>) -> Option<f64> {
    let mut worth: BTreeMap<usize, f64> = BTreeMap::new();
    for at in 0..input.corpus.len() {
        if let Some(index) = input.accounts.index(at)
            && let Some(value) = input.accounts.list[index].value
        {
            worth.insert(index, value);
        }
    }
    let mean = worth.values().sum::<f64>() / worth.len().max(1) as f64;
    (mean > 0.0).then_some(mean)
}

/// Counts the customers of a cluster, or their organisations where no customer is named; none when nobody is.
pub fn reached(input: &Input<'_>, at: usize, mean: Option<f64>) -> Option<Reached> {
    let (mut named, mut weights) = (0usize, BTreeMap::new());
    for &member in &input.clusters[at].members {
        let ticket = &input.corpus.tickets()[member];
        let Some(name) = ticket.customer.as_deref().or(ticket.organization.as_deref()) else { continue };
        named += 1;
        let value = input.accounts.of(member).and_then(|account| account.value);
        // A customer whom the accounts do not know counts as the mean one.
        let weight = value.zip(mean).map_or(1.0, |(value, mean)| (value / mean).clamp(WORTH.0, WORTH.1));
        let known = weights.entry(name).or_insert(weight);
        *known = weight.max(*known);
    }
    (named > 0).then(|| Reached {
        ratio: weights.len() as f64 / named as f64,
        valued: weights.values().sum::<f64>() / named as f64,
    })
}

/// Half a doubling for each halving of the customers per ticket to come: the score counts both, so that a further
/// ticket of the same customer still adds half of what a new customer's does.
pub fn factor(reached: &Reached, tickets: f64) -> Factor {
    let points = 0.5 * (customers(reached.ratio, tickets) - (1.0 + tickets).log2());
    Factor { value: reached.ratio, points: points.max(LEAST) }
}

/// Half a doubling for each doubling of what these customers are worth against the mean one.
pub fn value(reached: &Reached, tickets: f64) -> Factor {
    let points = 0.5 * (customers(reached.valued, tickets) - customers(reached.ratio, tickets));
    Factor { value: reached.valued / reached.ratio, points: points.clamp(-MOST_VALUE, MOST_VALUE) }
}

/// Doublings of the customers of the next quarter.
fn customers(ratio: f64, tickets: f64) -> f64 {
    (1.0 + ratio * tickets).log2()
}
