//! Whom a problem hits more than others: a beginner's stumbling block is told from an expert's wall.
//!
//! Every part of the customers is tested in every problem: do its tickets fall into this part more often than all
//! other tickets do (Fisher's exact test, one-sided)? A customer counts once a problem, so that one who writes often
//! makes no segment. What is listed holds after a correction for looking at all parts of all problems, and is large
//! enough to act on.

mod axes;

use std::collections::BTreeMap;

use super::Input;
use crate::statistics::{discovery::q_values, overrepresentation::Draw};
use axes::Axis;

/// A part of the customers that a problem hits more than others.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// What the customers are parted by: `product`, `plan`, `size`, `version`, `channel`, `language`, `tenure`, `contact`.
    pub by: &'static str,
    /// Which part.
    pub name: String,
    /// The problem's tickets in it.
    pub tickets: usize,
    /// Their share of the problem's tickets that tell, 0-1.
    pub share: f64,
    /// The same share of all other tickets that tell, 0-1.
    pub elsewhere: f64,
    /// p-value adjusted for all segments of all problems.
    pub q: f64,
}

/// Share of false ones among the segments that are listed (false discovery rate).
const FALSE_DISCOVERIES: f64 = 0.05;

/// Fewest tickets of a segment, and of a problem that tell.
const FEWEST: usize = 5;

/// Least share of a problem's tickets that must tell, for the others not to matter.
const TELLING: f64 = 0.4;

/// A segment is this many times as frequent as elsewhere, or what it lacks to the whole is this many times as rare …
const TIMES: f64 = 1.5;

/// … and by at least this much of all.
const MORE: f64 = 0.1;

/// Most segments of one problem.
const MOST: usize = 4;

/// Most values of one axis that are tested, the commonest.
const MOST_VALUES: usize = 200;

/// Counts of one axis.
#[derive(Default)]
struct Counts {
    /// Of each cluster, of each value: tickets, and customers.
    of: BTreeMap<(usize, usize), (usize, u64)>,
    /// Of each cluster, tickets and customers that tell.
    telling: BTreeMap<usize, (usize, u64)>,
    /// Of each value, over all tickets.
    values: BTreeMap<usize, (usize, u64)>,
    /// Of all tickets.
    all: (usize, u64),
}

impl Counts {
    fn of(axis: &Axis, cluster_of: &[Option<usize>], first: &[bool]) -> Self {
        let mut counts = Self::default();
        let add = |count: &mut (usize, u64), first: bool| {
            count.0 += 1;
            count.1 += u64::from(first);
        };
        for (at, value) in axis.of_ticket.iter().enumerate() {
            let Some(value) = *value else { continue };
            add(counts.values.entry(value).or_default(), first[at]);
            add(&mut counts.all, first[at]);
            if let Some(cluster) = cluster_of[at] {
                add(counts.of.entry((cluster, value)).or_default(), first[at]);
                add(counts.telling.entry(cluster).or_default(), first[at]);
            }
        }
        counts
    }

    /// The values that are tested: the commonest that are not all there is.
    fn tested(&self) -> Vec<usize> {
        let common = |(_, count): &(&usize, &(usize, u64))| count.1 >= FEWEST as u64 && count.0 < self.all.0;
        let mut values: Vec<(&usize, &(usize, u64))> = self.values.iter().filter(common).collect();
        values.sort_by_key(|(value, count)| (std::cmp::Reverse(count.0), **value));
        values.into_iter().take(MOST_VALUES).map(|(value, _)| *value).collect()
    }
}

/// A segment that may be listed, and its p-value.
struct Candidate {
    cluster: usize,
    segment: Segment,
    p: f64,
}

/// The segments of every cluster, the clearest first.
pub fn segments(input: &Input<'_>) -> Vec<Vec<Segment>> {
    let mut cluster_of = vec![None; input.corpus.len()];
    for (at, cluster) in input.clusters.iter().enumerate() {
        cluster.members.iter().for_each(|&member| cluster_of[member] = Some(at));
    }
    let first = first_of_customer(input, &cluster_of);
    let (mut candidates, mut tests) = (vec![], 0);
    for axis in axes::all(input) {
        let counts = Counts::of(&axis, &cluster_of, &first);
        for value in counts.tested() {
            for (&cluster, &telling) in counts.telling.iter().filter(|(_, telling)| telling.1 >= FEWEST as u64) {
                tests += 1;
                let enough = telling.0 as f64 >= TELLING * input.clusters[cluster].members.len() as f64;
                if let Some(own) = counts.of.get(&(cluster, value)).filter(|own| enough && own.1 >= FEWEST as u64) {
                    candidates.extend(candidate(&axis, &counts, (cluster, value), *own));
                }
            }
        }
    }
    // Tests that are far from any doubt need no figure, only their place in the family.
    let mut p: Vec<f64> = candidates.iter().map(|candidate| candidate.p).collect();
    p.resize(tests.max(p.len()), 1.0);
    let mut found = vec![vec![]; input.clusters.len()];
    for (candidate, q) in candidates.into_iter().zip(q_values(&p)) {
        if q <= FALSE_DISCOVERIES && stands_out(&candidate.segment) {
            found[candidate.cluster].push(Segment { q, ..candidate.segment });
        }
    }
    for segments in &mut found {
        segments.sort_by(|a, b| a.q.total_cmp(&b.q).then(a.by.cmp(b.by)).then(a.name.cmp(&b.name)));
        segments.truncate(MOST);
    }
    found
}

fn candidate(axis: &Axis, counts: &Counts, (cluster, value): (usize, usize), own: (usize, u64)) -> Option<Candidate> {
    let (telling, all) = (counts.telling.get(&cluster)?, counts.values.get(&value)?);
    let others = counts.all.0 - telling.0;
    if others == 0 {
        return None;
    }
    let draw = Draw { marked: own.1, group: telling.1, all_marked: all.1, all: counts.all.1 };
    let segment = Segment {
        by: axis.by,
        name: axis.values[value].clone(),
        tickets: own.0,
        share: own.0 as f64 / telling.0 as f64,
        elsewhere: (all.0 - own.0) as f64 / others as f64,
        q: 1.0,
    };
    Some(Candidate { cluster, segment, p: draw.p_at_least() })
}

/// Whether the difference is one to act on.
fn stands_out(segment: &Segment) -> bool {
    let (share, elsewhere) = (segment.share, segment.elsewhere);
    let times = share >= TIMES * elsewhere || (1.0 - elsewhere) >= 2.0 * TIMES * (1.0 - share);
    times && share - elsewhere >= MORE
}

/// For each ticket whether it is the first of its customer in its problem; one without a customer is.
fn first_of_customer(input: &Input<'_>, cluster_of: &[Option<usize>]) -> Vec<bool> {
    let mut seen: BTreeMap<(usize, &str), (i64, usize)> = BTreeMap::new();
    let tickets = input.corpus.tickets();
    let key = |at: usize| Some((cluster_of[at]?, tickets[at].customer.as_deref()?));
    let when = |at: usize| (tickets[at].created.map_or(i64::MAX, |created| created.seconds()), at);
    for at in 0..tickets.len() {
        if let Some(key) = key(at) {
            let earliest = seen.entry(key).or_insert_with(|| when(at));
            *earliest = when(at).min(*earliest);
        }
    }
    (0..tickets.len())
        .map(|at| key(at).is_none_or(|key| seen.get(&key).is_none_or(|(_, first)| *first == at)))
        .collect()
}

#[cfg(test)]
mod tests;
