//! From what was remembered and what a run found to what is to be remembered.

use std::{
    collections::BTreeSet,
    ops::Bound::{Excluded, Unbounded},
};

use super::{
    columns::Columns,
    decisions::{Decision, Decisions, Mute},
    memory::{Accepted, Course, Memory, Remembered, State},
    recognise::{Recognition, Run},
    renumbered, signature,
};
use crate::{
    model::{
        change::{ChangeKind, Lineage},
        cluster::Cluster,
        corpus::natural_order,
        embedding::dot,
        problem::{ProblemId, Status},
        series::{Change, Trends, Verdict},
        time::Day,
    },
    statistics::rates::{self, Rate},
};

/// A title is sought anew when a problem has so many times the tickets it had when the title was found: then most of
/// its tickets came later.
const OUTGROWN_TITLE: usize = 4;

/// Tickets of a problem that are remembered at the most besides those of the last data: enough to recognise it by.
const MOST_MEMBERS: usize = 20_000;

/// Things that became of a problem that are remembered.
const MOST_LINEAGE: usize = 50;

/// What a run adds.
#[derive(Clone, Copy)]
pub struct Learnt<'a> {
    /// What was found.
    pub run: Run<'a>,
    /// Who is who.
    pub recognition: &'a Recognition,
    /// How each cluster went over time.
    pub trends: &'a Trends,
    /// For each ticket whether the run before had it.
    pub looked_at: &'a [bool],
    /// Checksum of what was clustered.
    pub seen: &'a str,
    /// Which columns fed which field.
    pub columns: &'a Columns,
    /// How many tickets were known by their text, where the ids are others than before.
    pub other_ids: Option<usize>,
}

/// What is to be remembered after a run.
pub fn advance(old: &Memory, decisions: &Decisions, learnt: &Learnt<'_>) -> Memory {
    let as_of = learnt.trends.calendar.as_ref().map(|calendar| calendar.as_of);
    let mut new = old.clone();
    new.header.run = new.header.run.max(1);
    if is_later(old, as_of, learnt.seen) {
        new.header.run += 1;
        new.header.since = old.header.as_of;
        new.header.columns_before.clone_from(&old.header.columns);
        new.problems.values_mut().for_each(|problem| problem.before = Some(problem.now.clone()));
        new.problems.values_mut().for_each(|problem| problem.of_old = false);
    }
    let same = old.header.seen == learnt.seen;
    new.header.as_of = as_of;
    new.header.next = learnt.recognition.next;
    new.header.columns.clone_from(learnt.columns);
    if !same {
        new.header.other_ids = learnt.other_ids;
    }
    learnt.seen.clone_into(&mut new.header.seen);
    learnt.run.encoder.clone_into(&mut new.header.encoder);
    totals(&mut new, learnt);
    let here: BTreeSet<&str> = learnt.run.keys.iter().map(String::as_str).collect();
    merge_by_people(&mut new, decisions, &here);

    let merged = || learnt.recognition.events.iter().filter(|event| event.kind == ChangeKind::Merged);
    let going: BTreeSet<ProblemId> = merged().flat_map(|event| event.others.iter().copied()).collect();
    for problem in new.problems.values_mut() {
        if problem.into.is_none() && !going.contains(&problem.id) {
            problem.members.retain(|key| !here.contains(key.as_str()));
        }
        problem.now.tickets = 0;
        problem.now.verdict = Verdict::Unclear;
        problem.now.course = None;
        problem.now.outgrew = false;
        // Another encoder's centre would be compared with this one's.
        if learnt.run.encoder != old.header.encoder {
            problem.centre.clear();
        }
    }
    for (cluster, &id) in learnt.recognition.ids.iter().enumerate() {
        let mut problem = new.problems.remove(&id).unwrap_or_else(|| Remembered::new(id));
        if old.problems.get(&id).is_none_or(|known| known.into.is_some()) {
            let had = |at: &usize| learnt.looked_at.get(*at).copied().unwrap_or(false);
            problem.of_old = learnt.run.clusters[cluster].members.iter().all(had);
        }
        remember(&mut problem, cluster, learnt, same);
        new.problems.insert(id, problem);
    }
    out_of_sight(&mut new, learnt);
    lineage(&mut new, &learnt.recognition.events, as_of);
    for event in merged() {
        retire(&mut new, event.problem, &event.others, &here);
    }
    decided(&mut new, decisions, learnt);
    new
}

/// Whether this run stands a step after the last one, and not in its place. Without days every other data is a step.
fn is_later(old: &Memory, as_of: Option<Day>, seen: &str) -> bool {
    !old.is_empty()
        && match (old.header.as_of, as_of) {
            (Some(before), Some(now)) => now > before,
            _ => old.header.seen != seen,
        }
}

fn remember(problem: &mut Remembered, cluster: usize, learnt: &Learnt<'_>, same: bool) {
    let (run, found) = (&learnt.run, &learnt.run.clusters[cluster]);
    let trend = &learnt.trends.trends[cluster];
    let recognised = learnt.recognition.recognised[cluster];
    (problem.into, problem.merged_by_people) = (None, false);
    if !keeps_title(problem, found.members.len(), recognised.and_then(|by| by.shared)) {
        problem.title.clone_from(&found.title);
        problem.titled = found.members.len();
    }
    problem.terms = found.keywords.iter().take(signature::TERMS).cloned().collect();
    problem.first_seen = [problem.first_seen, trend.first_seen].into_iter().flatten().min();
    problem.last_seen = problem.last_seen.max(trend.last_seen);
    problem.now.tickets = found.members.len();
    problem.now.verdict = trend.change.verdict;
    problem.now.course = course(problem.before.as_ref().and_then(|before| before.course), &trend.change);
    // The same data again was recognised by itself; what counts is by what it was before.
    if !same {
        problem.recognised = recognised;
    }
    let in_theme = |(_, other): &(&ProblemId, &Cluster)| other.theme == found.theme;
    let theme = learnt.recognition.ids.iter().zip(run.clusters).filter(in_theme).map(|(id, _)| id.0).min();
    problem.theme = theme.unwrap_or(problem.id.0);
    let (centre, reach) = &run.centres[cluster];
    if !stands(&problem.centre, centre) {
        (problem.centre, problem.reach) = (signature::encode(centre), *reach);
    }
    if let Some(calendar) = &learnt.trends.calendar {
        let counted = calendar.periods.iter().copied().zip(trend.counts.iter().copied());
        problem.counts.extend(counted.filter(|(_, tickets)| *tickets > 0));
    }
    problem.said = renumbered::sample(found.members.iter().map(|&at| &run.corpus.tickets()[at]));
    let surplus = problem.members.len().saturating_sub(MOST_MEMBERS);
    problem.members.drain(..surplus);
    problem.members.extend(found.members.iter().map(|&at| run.keys[at].clone()));
    problem.members.sort_by(|a, b| natural_order(a, b));
    problem.members.dedup();
}

/// A rate that was told to have risen is taken to be up still while it is so many times what it was, and nothing is
/// sure; one that fell while it is down by as much.
const STILL_UP: f64 = 1.25;

/// Which way a problem goes: what a report said of it holds until a later one says otherwise, so that a change at the edge
/// of what is sure is told once, and not every other week.
fn course(before: Option<Course>, change: &Change) -> Option<Course> {
    let ratio = change.rate_ratio;
    Course::of(change.verdict).or_else(|| {
        before.filter(|_| change.verdict == Verdict::Unclear).filter(|course| match course {
            Course::Up => ratio.is_some_and(|ratio| ratio >= STILL_UP),
            Course::Down => ratio.is_some_and(|ratio| ratio <= 1.0 / STILL_UP),
        })
    })
}

/// Periods without a ticket after which a problem is silent, however few it had.
const SILENCE: usize = 8;

/// Periods before its silence that a problem's rate is measured in.
const RATE_OF: usize = 26;

/// Tickets that were to be expected in a silence for it not to be chance: with a variance of twice the mean
/// ([`DISPERSION`]) none comes with the probability 2^-n (negative binomial), which is one in 200 here: some hundred
/// problems are looked at every week.
const EXPECTED: f64 = 7.64;

/// Notes the problems without a ticket of which this data can say nothing: it begins after their last one, and is too
/// short to have one for sure. So reports of the last week alone do not call every small problem silent and back again.
fn out_of_sight(new: &mut Memory, learnt: &Learnt<'_>) {
    let (unit, totals) = (new.header.unit, &new.header.totals);
    let begins = learnt.run.corpus.tickets().iter().filter_map(|ticket| ticket.created).min().map(|at| at.day());
    for problem in new.problems.values_mut() {
        problem.now.out_of_sight = false;
        let had = |state: &State| state.tickets > 0 || state.out_of_sight;
        let (Some(last), Some(begins)) = (problem.last_seen, begins) else { continue };
        if problem.now.tickets > 0 || last >= begins || !problem.before.as_ref().is_some_and(had) {
            continue;
        }
        let ended = unit.start_of(last);
        let silent = totals.range((Excluded(ended), Unbounded)).count();
        let before: Vec<Day> = totals.range(..=ended).rev().take(RATE_OF).map(|(day, _)| *day).collect();
        let tickets: u32 = before.iter().filter_map(|day| problem.counts.get(day)).sum();
        let expected = f64::from(tickets) / before.len().max(1) as f64 * silent as f64;
        problem.now.out_of_sight = silent < SILENCE && expected < EXPECTED;
    }
}

/// A centre that has moved less than this (cosine) is the same: what the encoder learnt from the other texts moves it
/// from week to week, and a line of the memory is to change when its problem does.
const SAME_CENTRE: f32 = 0.9995;

fn stands(known: &str, centre: &[f32]) -> bool {
    let like = |known: Vec<f32>| known.len() == centre.len() && !known.is_empty() && dot(&known, centre) >= SAME_CENTRE;
    signature::decode(known).is_some_and(like)
}

/// A title stays while most of the tickets it was found for are there and make up enough of the problem.
fn keeps_title(problem: &Remembered, tickets: usize, shared: Option<f64>) -> bool {
    !problem.title.is_empty()
        && tickets < problem.titled.saturating_mul(OUTGROWN_TITLE)
        && shared.is_none_or(|s| s >= 0.5)
}

/// All tickets of the periods of this data; what earlier data said of them counts no more.
fn totals(new: &mut Memory, learnt: &Learnt<'_>) {
    let Some(calendar) = &learnt.trends.calendar else { return };
    if new.header.unit != calendar.unit {
        new.header.unit = calendar.unit;
        new.header.totals.clear();
        new.problems.values_mut().for_each(|problem| problem.counts.clear());
    }
    new.header.totals.extend(calendar.periods.iter().copied().zip(calendar.totals.iter().copied()));
    let (first, last) = (calendar.periods.first(), calendar.periods.last());
    for problem in new.problems.values_mut() {
        problem.counts.retain(|day, _| Some(day) < first || Some(day) > last);
    }
}

/// People's merges hold for what is remembered too.
fn merge_by_people(new: &mut Memory, decisions: &Decisions, here: &BTreeSet<&str>) {
    for (id, heir) in decisions.merges() {
        let heir = new.heir(heir).filter(|heir| *heir != id);
        let living = new.problems.get(&id).is_some_and(|problem| problem.into.is_none());
        if let Some(heir) = heir.filter(|_| living) {
            retire(new, heir, &[id], here);
            new.problems.entry(id).and_modify(|problem| problem.merged_by_people = true);
        }
    }
}

/// What went into another is that other: its tickets and counts are too. Its own tickets stay with it, so that it can
/// be told again if the two come apart. Tickets of this data (`here`) are where this run put them.
fn retire(new: &mut Memory, heir: ProblemId, others: &[ProblemId], here: &BTreeSet<&str>) {
    for other in others.iter().filter(|other| **other != heir) {
        let Some(gone) = new.problems.get_mut(other).filter(|gone| gone.into.is_none()) else { continue };
        gone.into = Some(heir);
        let (members, first, last) = (gone.members.clone(), gone.first_seen, gone.last_seen);
        let counts = std::mem::take(&mut gone.counts);
        if let Some(heir) = new.problems.get_mut(&heir) {
            heir.members.extend(members.into_iter().filter(|key| !here.contains(key.as_str())));
            heir.members.sort_by(|a, b| natural_order(a, b));
            heir.members.dedup();
            heir.first_seen = [heir.first_seen, first].into_iter().flatten().min();
            heir.last_seen = heir.last_seen.max(last);
            counts.into_iter().for_each(|(day, tickets)| *heir.counts.entry(day).or_default() += tickets);
        }
    }
}

fn lineage(new: &mut Memory, events: &[super::recognise::Event], day: Option<Day>) {
    let run = new.header.run;
    for event in events {
        let mut told = vec![(event.problem, event.others.clone())];
        if event.kind != ChangeKind::Dissolved {
            told.extend(event.others.iter().map(|other| (*other, vec![event.problem])));
        }
        for (id, others) in told {
            let Some(problem) = new.problems.get_mut(&id) else { continue };
            // For the others it is where they came from or went to.
            let kind = match (event.kind, id == event.problem) {
                (ChangeKind::Split | ChangeKind::Decided, false) => ChangeKind::Appeared,
                (ChangeKind::Merged, false) => ChangeKind::Absent,
                (kind, _) => kind,
            };
            let one = Lineage { day, run, kind, others };
            if !problem.lineage.contains(&one) {
                problem.lineage.push(one);
                let surplus = problem.lineage.len().saturating_sub(MOST_LINEAGE);
                problem.lineage.drain(..surplus);
            }
        }
    }
}

/// What the team decided, and what became of what it accepted.
fn decided(new: &mut Memory, decisions: &Decisions, learnt: &Learnt<'_>) {
    let calendar = learnt.trends.calendar.as_ref();
    for (id, problem) in &mut new.problems {
        problem.now.status = status(decisions.problems.get(id), learnt.trends.calendar.as_ref().map(|c| c.as_of));
        if problem.now.status != Status::Accepted {
            problem.accepted = None;
            continue;
        }
        let Some(calendar) = calendar else { continue };
        let totals = |from: usize| calendar.totals[from..].iter().sum::<u32>();
        let of = |day: &Day| problem.counts.get(day).copied().unwrap_or(0);
        let first = calendar.periods.len().saturating_sub(learnt.trends.recent);
        let accepted = *problem.accepted.get_or_insert_with(|| {
            let tickets = calendar.periods[first..].iter().map(of).sum();
            Accepted { day: calendar.as_of, tickets, others: totals(first).saturating_sub(tickets) }
        });
        let later = calendar.periods.partition_point(|day| *day <= accepted.day).max(first);
        let tickets: u32 = calendar.periods[later..].iter().map(of).sum();
        let others = totals(later).saturating_sub(tickets);
        problem.now.outgrew = outgrew(accepted, tickets, others);
    }
}

/// The status that holds in data up to a day: what people said, else fixed when they said that a fix was shipped. A fix
/// that is yet to be shipped is planned.
pub fn status(decision: Option<&Decision>, as_of: Option<Day>) -> Status {
    let Some(decision) = decision else { return Status::Open };
    let fixed = if decision.fixes.is_empty() { Status::Open } else { Status::Fixed };
    let later = |day: Day| !decision.fixes.is_empty() && decision.fixes.iter().all(|fix| fix.shipped > day);
    match decision.status.unwrap_or(fixed) {
        Status::Fixed if as_of.is_some_and(later) => Status::Planned,
        status => status,
    }
}

/// Whether a problem is to be kept out of the top list on that day.
pub fn muted(decision: Option<&Decision>, as_of: Option<Day>) -> bool {
    match decision.and_then(|decision| decision.mute) {
        None => false,
        Some(Mute::Always) => true,
        Some(Mute::Until(day)) => as_of.is_none_or(|as_of| as_of <= day),
    }
}

/// Tickets come in bursts: the variance of weekly counts is about twice their mean.
const DISPERSION: f64 = 2.0;

/// An accepted problem is looked at every week, so chance has many tries: p-value below which it has grown.
const SURE: f64 = 0.01;

/// Fewest tickets since it was accepted.
const FEWEST: u32 = 5;

/// Whether the rate since is above that at acceptance beyond chance.
fn outgrew(accepted: Accepted, tickets: u32, others: u32) -> bool {
    let rate = |count: u32, exposure: u32| Rate { count: f64::from(count), exposure: f64::from(exposure) };
    let ratio = rates::compare(rate(tickets, others), rate(accepted.tickets, accepted.others), DISPERSION);
    tickets >= FEWEST && ratio.is_some_and(|ratio| ratio.p < SURE && ratio.estimate.is_none_or(|ratio| ratio > 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_accepted_comes_back_when_it_has_grown_beyond_chance() {
        let accepted = Accepted { day: "2026-03-01".parse().unwrap(), tickets: 10, others: 1000 };
        assert!(!outgrew(accepted, 14, 1000), "a few more are chance");
        assert!(outgrew(accepted, 60, 1000));
        assert!(!outgrew(accepted, 60, 6000), "everything grew");
        assert!(!outgrew(Accepted { tickets: 0, ..accepted }, 4, 1000), "four are few");
    }

    #[test]
    fn a_mute_ends_after_its_day() {
        let until = Decision { mute: Some(Mute::Until("2026-03-01".parse().unwrap())), ..Decision::default() };
        assert!(muted(Some(&until), "2026-03-01".parse().ok()));
        assert!(!muted(Some(&until), "2026-03-02".parse().ok()));
        assert!(!muted(None, None));
    }

    #[test]
    fn a_shipped_fix_makes_a_problem_fixed_unless_people_say_otherwise() {
        let shipped = crate::model::fix::Shipped {
            shipped: "2026-03-01".parse().unwrap(),
            expect: None,
            version: None,
            lag: None,
            link: None,
        };
        let fixed = Decision { fixes: vec![shipped], ..Decision::default() };
        let day = |text: &str| text.parse().ok();
        assert_eq!(status(Some(&fixed), None), Status::Fixed);
        assert_eq!(status(Some(&fixed), day("2030-01-01")), Status::Fixed);
        assert_eq!(status(Some(&fixed), day("2020-01-01")), Status::Planned, "it is yet to be shipped");
        assert_eq!(status(Some(&Decision { status: Some(Status::Open), ..fixed }), None), Status::Open);
    }
}
