//! What is measured of a year of reports.

use std::collections::{BTreeMap, BTreeSet};

use fixfirst::model::problem::ProblemId;

use super::{
    alike::ari_and_v,
    year::{Course, Ticket, Year},
};

/// The problem of each ticket after a report, by the ticket's number.
pub type Ids = BTreeMap<usize, ProblemId>;

/// What each id stands for: the label that most of its tickets had when it was first given; none for one-off texts.
pub type Known = BTreeMap<ProblemId, Option<String>>;

/// The label that most of a problem's tickets have.
pub fn labels_of(ids: &Ids, tickets: &[Ticket]) -> Known {
    let mut votes: BTreeMap<ProblemId, BTreeMap<&Option<String>, usize>> = BTreeMap::new();
    for (&ticket, &id) in ids {
        *votes.entry(id).or_default().entry(&tickets[ticket - 1].label).or_default() += 1;
    }
    let most = |votes: BTreeMap<&Option<String>, usize>| votes.into_iter().max_by_key(|(_, n)| *n).unwrap().0.clone();
    votes.into_iter().map(|(id, votes)| (id, most(votes))).collect()
}

fn is_right(ids: &Ids, known: &Known, ticket: &Ticket) -> bool {
    ticket.label.is_some() && ids.get(&ticket.id).is_some_and(|id| known[id] == ticket.label)
}

/// Counts over weeks.
#[derive(Default)]
pub struct Sums {
    /// Labelled tickets that were in the report before.
    pub old: usize,
    /// Of these, those that were in a problem.
    pub grouped: usize,
    /// Of these, those whose problem is the same.
    pub unchanged: usize,
    /// Old tickets whose problem is the same and stands for their label.
    pub right: usize,
    /// Old tickets whose problem stood for their label.
    pub were_right: usize,
    /// Labelled tickets that are new and whose label a problem stood for.
    pub new_tickets: usize,
    /// Of these, those that went into such a problem.
    pub welcomed: usize,
    /// Problems of five tickets and more of which no ticket is left.
    pub lost: usize,
    /// Problems most of whose tickets have another label than the one it stands for, which was so for the first time.
    pub swapped: usize,
    /// New problems.
    pub new: usize,
    /// Of these, those of a label that an id stood for, or of one-off texts.
    pub false_new: usize,
    pub weeks: usize,
}

fn percent(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all.max(1) as f64
}

impl Sums {
    /// Share of the tickets whose problem stays, in percent.
    pub fn unchanged(&self) -> f64 {
        percent(self.unchanged, self.grouped)
    }

    /// Share of all old tickets whose problem is right and unchanged, in percent.
    pub fn right(&self) -> f64 {
        percent(self.right, self.old)
    }

    /// Share of the tickets whose problem was right that have it still, in percent.
    pub fn stays_right(&self) -> f64 {
        percent(self.right, self.were_right)
    }

    pub fn line(&self) -> String {
        let a_run = |count: usize| count as f64 / self.weeks.max(1) as f64;
        format!(
            "unchanged {:5.1} %  right and unchanged {:5.1} %  of those right {:5.1} %  new tickets home {:5.1} %  a run: lost {:.2} swapped {:.2} new {:.2} false new {:.2}",
            self.unchanged(),
            self.right(),
            self.stays_right(),
            percent(self.welcomed, self.new_tickets),
            a_run(self.lost),
            a_run(self.swapped),
            a_run(self.new),
            a_run(self.false_new),
        )
    }

    pub fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.old, other.old),
            (&mut self.grouped, other.grouped),
            (&mut self.unchanged, other.unchanged),
            (&mut self.right, other.right),
            (&mut self.were_right, other.were_right),
            (&mut self.new_tickets, other.new_tickets),
            (&mut self.welcomed, other.welcomed),
            (&mut self.lost, other.lost),
            (&mut self.swapped, other.swapped),
            (&mut self.new, other.new),
            (&mut self.false_new, other.false_new),
            (&mut self.weeks, other.weeks),
        ];
        pairs.into_iter().for_each(|(sum, part)| *sum += part);
    }
}

/// Reports so far.
#[derive(Default)]
pub struct History {
    pub before: Ids,
    pub known: Known,
    swapped: BTreeSet<ProblemId>,
    /// The problem that most tickets of each label are in, by week.
    homes: Vec<BTreeMap<String, ProblemId>>,
    pub sums: Sums,
}

impl History {
    /// Adds the report of a week, in which the tickets `seen` were read.
    pub fn add(&mut self, now: Ids, seen: &[&Ticket], tickets: &[Ticket], week: usize) -> Sums {
        let labels = labels_of(&now, tickets);
        let stood_for: BTreeSet<&String> = self.known.values().flatten().collect();
        let mut sums = Sums { weeks: 1, ..Sums::default() };
        for (id, label) in &labels {
            match self.known.get(id) {
                Some(known) => sums.swapped += usize::from(known != label && !self.swapped.contains(id)),
                None => {
                    sums.new += 1;
                    sums.false_new += usize::from(label.as_ref().is_none_or(|label| stood_for.contains(label)));
                }
            }
        }
        let lost =
            |id: &ProblemId| self.before.values().filter(|other| *other == id).count() >= 5 && !labels.contains_key(id);
        let reads_all = seen.iter().any(|ticket| ticket.week < week);
        if reads_all {
            sums.lost = self.before.values().copied().collect::<BTreeSet<_>>().iter().filter(|id| lost(id)).count();
        }
        let mut known = self.known.clone();
        for (id, label) in &labels {
            known.entry(*id).or_insert_with(|| label.clone());
        }
        for ticket in seen.iter().filter(|ticket| ticket.label.is_some()) {
            if ticket.week == week {
                if stood_for.contains(ticket.label.as_ref().unwrap()) {
                    sums.new_tickets += 1;
                    sums.welcomed += usize::from(is_right(&now, &known, ticket));
                }
                continue;
            }
            sums.old += 1;
            let (was, is) = (self.before.get(&ticket.id), now.get(&ticket.id));
            sums.grouped += usize::from(was.is_some());
            let same = was.is_some() && was == is;
            sums.unchanged += usize::from(same);
            sums.were_right += usize::from(is_right(&self.before, &known, ticket));
            sums.right += usize::from(same && is_right(&now, &known, ticket));
        }
        self.swapped.extend(labels.iter().filter(|(id, label)| known[*id] != **label).map(|(id, _)| *id));
        self.known = known;
        self.homes.push(homes(&now, tickets));
        self.before = now;
        if week > 0 {
            self.sums.add(&sums);
        }
        sums
    }

    /// For each planted course, how many labels that had a problem in one of the first halves' weeks have most of
    /// their tickets in it at the end, and how many there are; of siblings, those told from what reads like them.
    pub fn courses(&self, year: &Year) -> Vec<(Course, usize, usize)> {
        let (half, end) = (&self.homes[self.homes.len() / 2 - 1], &self.homes[self.homes.len() - 1]);
        let count = |course: Course| {
            let labels = year.courses.iter().filter(|(_, of)| **of == course).map(|(label, _)| label);
            let (mut good, mut all) = (0, 0);
            for label in labels {
                if course == Course::Sibling {
                    let Some(home) = end.get(label) else { continue };
                    all += 1;
                    good += usize::from(end.iter().all(|(other, their)| other == label || their != home));
                } else if let Some(home) = half.get(label) {
                    all += 1;
                    good += usize::from(end.get(label) == Some(home));
                }
            }
            (course, good, all)
        };
        Course::PLANTED.into_iter().map(count).collect()
    }
}

/// The problem that most of a label's tickets are in; of labels with three tickets and more in problems.
fn homes(ids: &Ids, tickets: &[Ticket]) -> BTreeMap<String, ProblemId> {
    let mut votes: BTreeMap<&String, BTreeMap<ProblemId, usize>> = BTreeMap::new();
    for (&ticket, &id) in ids {
        if let Some(label) = &tickets[ticket - 1].label {
            *votes.entry(label).or_default().entry(id).or_default() += 1;
        }
    }
    let found = votes.into_iter().filter(|(_, votes)| votes.values().sum::<usize>() >= 3);
    found.map(|(label, votes)| (label.clone(), votes.into_iter().max_by_key(|(_, n)| *n).unwrap().0)).collect()
}

/// A grouping against the labels: share of the labelled tickets that are where most have their label, in percent, ARI
/// and V; what is in no problem is one group more.
pub struct Quality {
    pub right: f64,
    pub ari: f64,
    pub v: f64,
}

/// How good a grouping is; each problem stands for the label that most of its tickets have now.
pub fn quality(ids: &Ids, seen: &[&Ticket], tickets: &[Ticket]) -> Quality {
    let known = labels_of(ids, tickets);
    let labelled: Vec<&&Ticket> = seen.iter().filter(|ticket| ticket.label.is_some()).collect();
    let right = labelled.iter().filter(|ticket| is_right(ids, &known, ticket)).count();
    let (ari, v) = ari_and_v(labelled.iter().map(|ticket| (ids.get(&ticket.id), ticket.label.as_ref())));
    Quality { right: percent(right, labelled.len()), ari, v }
}
