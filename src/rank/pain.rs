//! How much it hurts, against all tickets but its own (leave one out).

use super::Factor;
use crate::model::{
    cluster::Cluster,
    corpus::Corpus,
    ticket::{Priority, Ticket},
};

/// A gap counts half when it rests on this many tickets: a mean of ten ratings still moves by a
/// tenth with one more.
const HALF_AT: f64 = 10.0;

/// Sum and number of one measure over some tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sum {
    total: f64,
    number: f64,
}

impl Sum {
    fn add(&mut self, value: Option<f64>) {
        if let Some(value) = value.filter(|value| value.is_finite()) {
            self.total += value;
            self.number += 1.0;
        }
    }

    /// Own mean less the mean of the rest, drawn to zero when it rests on few; none without both.
    fn gap(self, all: Self) -> Option<f64> {
        let rest = all.number - self.number;
        if self.number == 0.0 || rest <= 0.0 {
            return None;
        }
        let gap = self.total / self.number - (all.total - self.total) / rest;
        Some(gap * self.number / (self.number + HALF_AT))
    }
}

/// What is measured of pain, each from 0 to 1, higher is worse.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    dissatisfaction: Sum,
    reopened: Sum,
    urgent: Sum,
}

impl Sums {
    /// Over the given tickets of the corpus.
    pub fn of(corpus: &Corpus, members: impl IntoIterator<Item = usize>) -> Self {
        let mut sums = Self::default();
        for at in members {
            let ticket: &Ticket = &corpus.tickets()[at];
            sums.dissatisfaction.add(ticket.satisfaction.map(|rating| 1.0 - f64::from(rating)));
            sums.reopened.add(ticket.reopens.map(|times| f64::from(u8::from(times > 0))));
            sums.urgent.add(ticket.priority.map(|priority| f64::from(u8::from(priority >= Priority::High))));
        }
        sums
    }
}

/// The sum of the three gaps, one point for a whole one; none when nothing of it is known.
pub fn factor(corpus: &Corpus, cluster: &Cluster, all: &Sums) -> Option<Factor> {
    let own = Sums::of(corpus, cluster.members.iter().copied());
    let gaps =
        [own.dissatisfaction.gap(all.dissatisfaction), own.reopened.gap(all.reopened), own.urgent.gap(all.urgent)];
    if gaps.iter().all(Option::is_none) {
        return None;
    }
    let value: f64 = gaps.iter().flatten().sum();
    Some(Factor { value, points: value.clamp(-1.0, 1.0) })
}
