//! Which cluster is which known problem: tickets that both have first, then the signature; never the title.

use std::collections::BTreeMap;

use super::{
    assign::{Pair, assign},
    decisions::{Decisions, RuleKind},
    memory::{Memory, Remembered},
    signature::{decode, likeness, words_in_common},
};
use crate::model::{
    change::{ChangeKind, Recognised},
    cluster::{Cluster, FEWEST_TICKETS},
    corpus::Corpus,
    embedding::dot,
    problem::ProblemId,
    time::Day,
};

/// Share of a known problem's tickets in this data that make a cluster its heir.
const HEIR: f64 = 0.3;

/// Share of a cluster's known tickets that make it the heir of the problem they were in.
const MOST: f64 = 0.5;

/// Fewest shared tickets that speak for themselves; of fewer the signature has to agree.
const FEW: usize = 3;

/// Likeness (cosine from the middle of the corpus) of the centres of one problem in two runs that share no ticket.
/// Over halves of labelled sets the same problem has 0.8 to 0.95 with some dozen tickets each, the nearest other one
/// 0.3 to 0.6. Over 26 weeks of which each report reads its own tickets alone, some 230 a week of 77 problems, false new
/// problems a week: 0.4 at 0.45, 1.4 at 0.60, 3.8 at 0.75, while as many tickets (54 to 56 %) reach the problem known for
/// their label.
const ALIKE: f32 = 0.5;

/// Share of common words that stands for it where two encoders made the centres.
const SAME_WORDS: f32 = 0.35;

/// What a run found.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// The tickets.
    pub corpus: &'a Corpus,
    /// What each is called in the memory.
    pub keys: &'a [String],
    /// The clusters.
    pub clusters: &'a [Cluster],
    /// Their centres, with what their texts reach.
    pub centres: &'a [(Vec<f32>, f32)],
    /// The middle of all texts.
    pub middle: &'a [f32],
    /// What made the centres.
    pub encoder: &'a str,
}

/// Something that became of a problem in this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The problem.
    pub problem: ProblemId,
    /// What happened.
    pub kind: ChangeKind,
    /// The other problems it happened with.
    pub others: Vec<ProblemId>,
}

/// Who is who.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognition {
    /// The id of each cluster.
    pub ids: Vec<ProblemId>,
    /// By what each was recognised; none for a new one.
    pub recognised: Vec<Option<Recognised>>,
    /// What fell apart and what went together.
    pub events: Vec<Event>,
    /// Number of the next new problem.
    pub next: u32,
}

/// Gives every cluster its id.
pub fn recognise(memory: &Memory, decisions: &Decisions, run: &Run<'_>) -> Recognition {
    let overlap = Overlap::new(memory, decisions, run);
    let mut ids: Vec<Option<ProblemId>> = vec![None; run.clusters.len()];
    overlap.heirs(memory, run).into_iter().for_each(|(cluster, id)| ids[cluster] = Some(id));
    overlap.come_apart_again(memory, decisions, &mut ids);
    overlap.awake(memory, decisions, run, &mut ids);
    let recognised = (0..ids.len()).map(|cluster| Some(overlap.by_what(memory, run, cluster, ids[cluster]?))).collect();
    let next = name_new(run, memory.header.next, &mut ids);
    let ids: Vec<ProblemId> = ids.into_iter().flatten().collect();
    let events = overlap.events(memory, decisions, &ids);
    Recognition { ids, recognised, events, next }
}

/// Which known problems' tickets each cluster has.
struct Overlap {
    /// For each cluster the tickets of each known problem in it.
    shared: Vec<BTreeMap<ProblemId, usize>>,
    /// Tickets of each known problem in this data.
    present: BTreeMap<ProblemId, usize>,
    /// The cluster of each ticket that is in one.
    cluster_of: BTreeMap<String, usize>,
}

/// The centre of a remembered problem in the space of this run; none where another encoder made it.
pub fn centre(memory: &Memory, problem: &Remembered, encoder: &str) -> Option<Vec<f32>> {
    (memory.header.encoder == encoder).then(|| decode(&problem.centre)).flatten().filter(|centre| !centre.is_empty())
}

/// The living problem of each remembered ticket, by people's merges too.
pub fn owners<'m>(memory: &'m Memory, decisions: &Decisions) -> BTreeMap<&'m str, ProblemId> {
    let heir = |id| memory.heir(decisions.heir(id)).unwrap_or(id);
    memory.members().into_iter().map(|(key, id)| (key, heir(id))).collect()
}

/// What people put together: the problems of each that are another today.
pub fn put_together(memory: &Memory, decisions: &Decisions) -> BTreeMap<ProblemId, Vec<ProblemId>> {
    let mut found: BTreeMap<ProblemId, Vec<ProblemId>> = BTreeMap::new();
    for (id, heir) in decisions.merges() {
        if let Some(heir) = memory.heir(heir).filter(|heir| *heir != id && memory.problems.contains_key(&id)) {
            found.entry(heir).or_default().push(id);
        }
    }
    found
}

impl Overlap {
    fn new(memory: &Memory, decisions: &Decisions, run: &Run<'_>) -> Self {
        let owners = owners(memory, decisions);
        let mut cluster_of = BTreeMap::new();
        for (cluster, found) in run.clusters.iter().enumerate() {
            cluster_of.extend(found.members.iter().map(|&at| (run.keys[at].clone(), cluster)));
        }
        let mut shared = vec![BTreeMap::new(); run.clusters.len()];
        let mut present = BTreeMap::new();
        let mut keys: Vec<&str> = run.keys.iter().map(String::as_str).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let Some(&owner) = owners.get(key) else { continue };
            *present.entry(owner).or_default() += 1;
            if let Some(&cluster) = cluster_of.get(key) {
                *shared[cluster].entry(owner).or_default() += 1;
            }
        }
        Self { shared, present, cluster_of }
    }

    fn known_in(&self, cluster: usize) -> usize {
        self.shared[cluster].values().sum()
    }

    fn present(&self, id: ProblemId) -> usize {
        self.present.get(&id).copied().unwrap_or(0)
    }

    /// The tickets in the largest part of each known problem.
    fn largest_parts(&self) -> BTreeMap<ProblemId, usize> {
        let mut largest = BTreeMap::new();
        for (&id, &tickets) in self.shared.iter().flatten() {
            let most: &mut usize = largest.entry(id).or_default();
            *most = tickets.max(*most);
        }
        largest
    }

    /// One heir a problem and one problem an heir, by the tickets they share.
    fn heirs(&self, memory: &Memory, run: &Run<'_>) -> Vec<(usize, ProblemId)> {
        let mut pairs = vec![];
        let largest = self.largest_parts();
        for (cluster, shared) in self.shared.iter().enumerate() {
            let known = self.known_in(cluster);
            let most = shared.values().copied().max().unwrap_or(0);
            for (&id, &tickets) in shared {
                // What is more another's, and has the smaller part of it, is neither's: the id would go to what it never
                // meant.
                if tickets < most && tickets < largest[&id] {
                    continue;
                }
                let (share, of_cluster) = (part(tickets, self.present(id)), part(tickets, known));
                let big = tickets >= FEW || 2 * tickets >= run.clusters[cluster].members.len();
                let speaks = big || alike(memory, run, cluster, id).is_none_or(|like| like >= ALIKE);
                if (share >= HEIR || of_cluster >= MOST && tickets >= FEW) && speaks {
                    // The geometric mean of both shares (Ochiai): the larger of two that went together stays.
                    let weight = ((share * of_cluster).sqrt() * 1e6).round() as i64;
                    pairs.push(Pair { left: cluster, right: id.0 as usize, weight: weight.max(1) });
                }
            }
        }
        assign(&pairs).into_iter().map(|pair| (pair.left, ProblemId(pair.right as u32))).collect()
    }

    /// Problems that went into another and come apart again are themselves again, unless people put them there.
    fn come_apart_again(&self, memory: &Memory, decisions: &Decisions, ids: &mut [Option<ProblemId>]) {
        let mut pairs = vec![];
        let went = |problem: &&Remembered| problem.into.is_some() && decisions.heir(problem.id) == problem.id;
        for problem in memory.problems.values().filter(went) {
            let mut tickets: BTreeMap<usize, usize> = BTreeMap::new();
            let mut all = 0;
            for cluster in problem.members.iter().filter_map(|key| self.cluster_of.get(key)) {
                *tickets.entry(*cluster).or_default() += 1;
                all += 1;
            }
            for (cluster, tickets) in tickets {
                let (share, own) = (part(tickets, all), part(tickets, self.known_in(cluster)));
                if ids[cluster].is_none() && tickets >= FEW && share >= MOST && own >= MOST {
                    let weight = ((share * own).sqrt() * 1e6).round() as i64;
                    pairs.push(Pair { left: cluster, right: problem.id.0 as usize, weight });
                }
            }
        }
        assign(&pairs).into_iter().for_each(|pair| ids[pair.left] = Some(ProblemId(pair.right as u32)));
    }

    /// Problems without a ticket in this data are known by what they are like.
    fn awake(&self, memory: &Memory, decisions: &Decisions, run: &Run<'_>, ids: &mut [Option<ProblemId>]) {
        let asleep = |problem: &&Remembered| {
            let merged = decisions.heir(problem.id) != problem.id;
            problem.into.is_none() && !merged && self.present(problem.id) == 0 && !ids.contains(&Some(problem.id))
        };
        let asleep: Vec<&Remembered> = memory.problems.values().filter(asleep).collect();
        let put_together = put_together(memory, decisions);
        let mut pairs = vec![];
        for (cluster, id) in ids.iter().enumerate() {
            // What consists of known tickets came out of their problem.
            if id.is_some() || 2 * self.known_in(cluster) >= run.clusters[cluster].members.len() {
                continue;
            }
            for problem in &asleep {
                // What people put together is like any of its parts.
                let parts = put_together.get(&problem.id).into_iter().flatten().chain([&problem.id]);
                let like = parts.filter_map(|id| alike(memory, run, cluster, *id)).max_by(f32::total_cmp);
                let score = match like {
                    Some(like) => (like / ALIKE).max(reached(memory, run, cluster, problem)),
                    None => words_in_common(&run.clusters[cluster].keywords, &problem.terms) / SAME_WORDS,
                };
                if score >= 1.0 {
                    let weight = (f64::from(score) * 1e6).round() as i64;
                    pairs.push(Pair { left: cluster, right: problem.id.0 as usize, weight });
                }
            }
        }
        assign(&pairs).into_iter().for_each(|pair| ids[pair.left] = Some(ProblemId(pair.right as u32)));
    }

    fn by_what(&self, memory: &Memory, run: &Run<'_>, cluster: usize, id: ProblemId) -> Recognised {
        let present = self.present(id);
        let shared = self.shared[cluster].get(&id).copied().unwrap_or(0);
        let known = memory.problems.get(&id).and_then(|problem| centre(memory, problem, run.encoder));
        let similarity = known.map_or(0.0, |known| dot(&known, &run.centres[cluster].0));
        Recognised {
            shared: (present > 0).then(|| rounded(part(shared, present))),
            similarity: rounded(f64::from(similarity.clamp(0.0, 1.0))),
        }
    }

    fn events(&self, memory: &Memory, decisions: &Decisions, ids: &[ProblemId]) -> Vec<Event> {
        let mut heirs: BTreeMap<ProblemId, Vec<ProblemId>> = BTreeMap::new();
        let mut by_people: BTreeMap<ProblemId, Vec<ProblemId>> = BTreeMap::new();
        let mut gone_into: BTreeMap<ProblemId, Vec<ProblemId>> = BTreeMap::new();
        let mut dissolved: Vec<Event> = vec![];
        for (cluster, &id) in ids.iter().enumerate() {
            let was_there = memory.problems.get(&id).is_some_and(|problem| problem.into.is_none());
            let parent = self.shared[cluster].iter().max_by_key(|(id, tickets)| (**tickets, std::cmp::Reverse(**id)));
            if let Some((&parent, &tickets)) = parent.filter(|(parent, _)| !was_there && **parent != id) {
                if ids.contains(&parent) && self.told_apart(memory, decisions, (cluster, parent), ids) {
                    by_people.entry(parent).or_default().push(id);
                    continue;
                }
                let much = tickets >= FEW && part(tickets, self.present(parent)) >= OF_PARENT;
                if much && part(tickets, self.known_in(cluster)) >= MOST && ids.contains(&parent) {
                    heirs.entry(parent).or_default().push(id);
                }
            }
        }
        for (&id, &present) in self.present.iter().filter(|(id, _)| !ids.contains(id)) {
            let into = (0..ids.len()).max_by_key(|&c| (self.shared[c].get(&id).copied().unwrap_or(0), usize::MAX - c));
            let tickets = into.and_then(|c| self.shared[c].get(&id)).copied().unwrap_or(0);
            if let Some(cluster) = into.filter(|_| tickets >= FEW && part(tickets, present) > MOST) {
                gone_into.entry(ids[cluster]).or_default().push(id);
            } else if memory.problems.get(&id).is_some_and(|problem| problem.now.tickets > 0) {
                let others = (0..ids.len()).filter(|&c| self.shared[c].contains_key(&id)).map(|c| ids[c]).collect();
                dissolved.push(Event { problem: id, kind: ChangeKind::Dissolved, others });
            }
        }
        for (id, heir) in decisions.merges() {
            let living = memory.problems.get(&id).is_some_and(|problem| problem.into.is_none());
            if let Some(heir) = memory.heir(heir).filter(|heir| living && *heir != id) {
                gone_into.entry(heir).or_default().push(id);
            }
        }
        let event = |kind| move |(problem, others)| Event { problem, kind, others };
        let mut events: Vec<Event> = heirs.into_iter().map(event(ChangeKind::Split)).collect();
        events.extend(by_people.into_iter().map(event(ChangeKind::Decided)));
        events.extend(gone_into.into_iter().map(event(ChangeKind::Merged)));
        events.extend(dissolved);
        events.iter_mut().for_each(|event| {
            event.others.sort_unstable();
            event.others.dedup();
        });
        events
    }
}

impl Overlap {
    /// Whether people told a new cluster from the problem that it came out of.
    fn told_apart(
        &self,
        memory: &Memory,
        decisions: &Decisions,
        (cluster, parent): (usize, ProblemId),
        ids: &[ProblemId],
    ) -> bool {
        let place = |id: &String| match id.parse::<ProblemId>() {
            Ok(problem) => memory.heir(decisions.heir(problem)),
            Err(_) => self.cluster_of.get(id).map(|&at| ids[at]),
        };
        let different = decisions.rules.iter().filter(|rule| rule.kind == RuleKind::Different);
        different
            .map(|rule| rule.of.iter().filter_map(place).collect::<Vec<_>>())
            .any(|of| of.contains(&parent) && of.contains(&ids[cluster]))
    }
}

/// Share of a problem's tickets in this data that have to be in another cluster for it to have fallen apart: fewer are
/// strays.
const OF_PARENT: f64 = 0.1;

/// How far within the reach of a sleeping problem a cluster is that is too small to be one by itself: it is of one of
/// those. 1 is at the edge; 0 for a larger cluster, which has to be like the problem as seen from the middle.
fn reached(memory: &Memory, run: &Run<'_>, cluster: usize, problem: &Remembered) -> f32 {
    let small = run.clusters[cluster].members.len() < FEWEST_TICKETS;
    let known =
        centre(memory, problem, run.encoder).filter(|known| small && known.len() == run.centres[cluster].0.len());
    known.map_or(0.0, |known| dot(&known, &run.centres[cluster].0) / problem.reach.max(f32::MIN_POSITIVE))
}

/// How alike a cluster is to a remembered problem; none where the two cannot be compared.
fn alike(memory: &Memory, run: &Run<'_>, cluster: usize, id: ProblemId) -> Option<f32> {
    let known = centre(memory, memory.problems.get(&id)?, run.encoder)?;
    Some(likeness(&known, &run.centres[cluster].0, run.middle))
}

fn part(of: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { of as f64 / all as f64 }
}

fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// New problems by the first day each was seen, then by first ticket.
fn name_new(run: &Run<'_>, mut next: u32, ids: &mut [Option<ProblemId>]) -> u32 {
    let first_day = |cluster: &Cluster| -> (bool, Option<Day>) {
        let days = cluster.members.iter().filter_map(|&at| run.corpus.tickets()[at].created);
        let day = days.min().map(|at| at.day());
        (day.is_none(), day)
    };
    let mut new: Vec<usize> = (0..ids.len()).filter(|&at| ids[at].is_none()).collect();
    new.sort_by_key(|&at| (first_day(&run.clusters[at]), run.clusters[at].members.first().copied(), at));
    for at in new {
        ids[at] = Some(ProblemId(next));
        next = next.saturating_add(1);
    }
    next
}

#[cfg(test)]
mod tests;
