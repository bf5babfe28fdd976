//! Two reports side by side: what is new, what is gone, what moved.
//!
//! Ids are compared where a memory kept them. Without one each report numbers its own problems: they are then told by
//! the tickets that they share, and where they share none nothing is said of single problems.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Problem, Report};
use crate::model::{
    fix::FixVerdict,
    problem::{ProblemId, Status},
    series::Verdict,
    time::Day,
};

/// Share of the smaller problem's tickets, among those in both reports, that make two problems one: more than half
/// leaves no second candidate.
const SAME: f64 = 0.5;

/// Share of the problems with the same id that must also hold the same tickets before ids are believed.
const BELIEVED: f64 = 0.8;

/// By what the problems of two reports are told to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matching {
    /// By their ids, which a memory kept.
    Ids,
    /// By the tickets that they share, as no memory kept the ids.
    Tickets,
    /// By nothing: no memory, and no ticket in common.
    Nothing,
}

/// What changed from one report to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// By what problems were matched.
    pub matched_by: Matching,
    /// The earlier report.
    pub old: Side,
    /// The later report.
    pub new: Side,
    /// Problems of the later report alone, in its order.
    pub appeared: Vec<Single>,
    /// Problems of the earlier report alone, in its order.
    pub gone: Vec<Single>,
    /// Problems of both in which something moved, in the later report's order.
    pub changed: Vec<Pair>,
    /// How many problems of both are as they were.
    pub unchanged: usize,
}

/// One report as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Side {
    /// The day its data is looked at from.
    pub as_of: Option<Day>,
    /// All tickets.
    pub tickets: usize,
    /// Tickets in a problem.
    pub grouped: usize,
    /// How many problems.
    pub problems: usize,
}

/// A problem of one report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Single {
    /// Its id.
    pub id: ProblemId,
    /// Its title.
    pub title: String,
    /// How it stands.
    pub at: Standing,
}

/// A problem of both reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// Its id in the later report.
    pub id: ProblemId,
    /// Its id in the earlier report.
    pub old_id: ProblemId,
    /// Its title in the later report.
    pub title: String,
    /// How it stood.
    pub old: Standing,
    /// How it stands.
    pub new: Standing,
}

/// How a problem stands in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Place in the order.
    pub rank: usize,
    /// Its tickets.
    pub tickets: usize,
    /// Its trend.
    pub verdict: Verdict,
    /// What the team decided.
    pub status: Status,
    /// What became of its fix.
    pub fix: Option<FixVerdict>,
}

/// Compares an earlier report with a later one.
pub fn difference(old: &Report, new: &Report) -> Difference {
    let by_tickets = by_tickets(old, new);
    let ids_hold = new.problems.iter().any(remembered) && agree(old, new, &by_tickets);
    let (matched_by, pairs) = if ids_hold {
        (Matching::Ids, by_ids(old, new))
    } else if by_tickets.is_empty() {
        (Matching::Nothing, by_tickets)
    } else {
        (Matching::Tickets, by_tickets)
    };
    let told = matched_by != Matching::Nothing;
    let olds: BTreeSet<usize> = pairs.values().copied().collect();
    let both: Vec<Pair> = pairs.iter().map(|(&at, &before)| pair(&old.problems[before], &new.problems[at])).collect();
    let all = both.len();
    let changed: Vec<Pair> = both.into_iter().filter(|pair| pair.old != pair.new).collect();
    let alone = |problems: &[Problem], known: &dyn Fn(usize) -> bool| -> Vec<Single> {
        let alone = problems.iter().enumerate().filter(|(at, _)| told && !known(*at));
        alone.map(|(_, one)| Single { id: one.id, title: one.title.clone(), at: standing(one) }).collect()
    };
    Difference {
        matched_by,
        old: side(old),
        new: side(new),
        appeared: alone(&new.problems, &|at| pairs.contains_key(&at)),
        gone: alone(&old.problems, &|at| olds.contains(&at)),
        unchanged: all - changed.len(),
        changed,
    }
}

/// Whether a memory knew the problem before.
fn remembered(problem: &Problem) -> bool {
    problem.recognised.is_some() || !problem.lineage.is_empty()
}

/// Place in the later report → place in the earlier one.
type Pairs = BTreeMap<usize, usize>;

fn by_ids(old: &Report, new: &Report) -> Pairs {
    let places: BTreeMap<ProblemId, usize> = old.problems.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
    new.problems.iter().enumerate().filter_map(|(at, one)| Some((at, *places.get(&one.id)?))).collect()
}

/// The pairs that share most tickets first, each problem once.
fn by_tickets(old: &Report, new: &Report) -> Pairs {
    let home: BTreeMap<&str, usize> =
        old.problems.iter().enumerate().flat_map(|(at, one)| one.members.iter().map(move |id| (&**id, at))).collect();
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut again: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, one) in new.problems.iter().enumerate() {
        for before in one.members.iter().filter_map(|id| home.get(id.as_str())) {
            *common.entry((at, *before)).or_default() += 1;
            *again.entry(*before).or_default() += 1;
        }
    }
    let known = |at: usize| -> usize { common.range((at, 0)..=(at, usize::MAX)).map(|(_, tickets)| tickets).sum() };
    let mut order: Vec<_> = common.iter().map(|(&(at, before), &tickets)| (tickets, at, before)).collect();
    order.sort_by_key(|&(tickets, at, before)| (std::cmp::Reverse(tickets), at, before));
    let (mut pairs, mut taken) = (Pairs::new(), BTreeSet::new());
    for (tickets, at, before) in order {
        let smaller = known(at).min(again[&before]);
        let same = tickets as f64 > SAME * smaller as f64;
        if same && !pairs.contains_key(&at) && taken.insert(before) {
            pairs.insert(at, before);
        }
    }
    pairs
}

/// Whether the tickets say what the ids say. Reports without a common ticket say nothing against them.
fn agree(old: &Report, new: &Report, by_tickets: &Pairs) -> bool {
    let same = by_tickets.iter().filter(|&(&at, &before)| new.problems[at].id == old.problems[before].id).count();
    same as f64 >= BELIEVED * by_tickets.len() as f64
}

fn side(report: &Report) -> Side {
    Side {
        as_of: report.as_of,
        tickets: report.intake.tickets,
        grouped: report.grouping.grouped,
        problems: report.problems.len(),
    }
}

fn standing(problem: &Problem) -> Standing {
    Standing {
        rank: problem.rank,
        tickets: problem.tickets,
        verdict: problem.trend.verdict,
        status: problem.status,
        fix: problem.fix.as_ref().map(|fix| fix.verdict),
    }
}

fn pair(old: &Problem, new: &Problem) -> Pair {
    Pair { id: new.id, old_id: old.id, title: new.title.clone(), old: standing(old), new: standing(new) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Recognised, sample};

    /// The sample as a memory would know it.
    fn known() -> Report {
        let mut report = sample::report();
        for problem in &mut report.problems {
            problem.recognised = Some(Recognised { shared: Some(1.0), similarity: 0.99 });
        }
        report
    }

    #[test]
    fn a_report_does_not_differ_from_itself() {
        for (report, by) in [(known(), Matching::Ids), (sample::report(), Matching::Tickets)] {
            let found = difference(&report, &report);
            assert_eq!(found.matched_by, by);
            assert_eq!(found.unchanged, report.problems.len());
            assert!(found.appeared.is_empty() && found.gone.is_empty() && found.changed.is_empty());
        }
    }

    #[test]
    fn what_came_went_and_moved_is_told() {
        let (mut old, new) = (known(), known());
        let first = old.problems.remove(0);
        old.problems[0].tickets += 5;
        old.problems[1].trend.verdict = Verdict::Gone;
        let found = difference(&old, &new);
        assert_eq!(found.appeared.iter().map(|one| one.id).collect::<Vec<_>>(), [first.id]);
        assert_eq!(
            found.changed.iter().map(|one| one.id).collect::<Vec<_>>(),
            [old.problems[0].id, old.problems[1].id]
        );
        let back = difference(&new, &old);
        assert_eq!(back.gone.iter().map(|one| one.id).collect::<Vec<_>>(), [first.id]);
    }

    #[test]
    fn ids_that_no_memory_kept_are_not_believed() {
        let (mut old, mut new) = (sample::report(), sample::report());
        let last = old.problems.len() as u32 + 1;
        for problem in &mut old.problems {
            problem.id = ProblemId(last - problem.id.0);
        }
        let found = difference(&old, &new);
        assert_eq!((found.matched_by, found.unchanged), (Matching::Tickets, new.problems.len()));
        for problem in &mut new.problems {
            problem.recognised = Some(Recognised { shared: None, similarity: 0.9 });
        }
        assert_eq!(difference(&old, &new).matched_by, Matching::Tickets, "the ids contradict the tickets");
        for (at, problem) in new.problems.iter_mut().enumerate() {
            (problem.recognised, problem.members) = (None, vec![format!("other-{at}")]);
        }
        let found = difference(&old, &new);
        assert_eq!(found.matched_by, Matching::Nothing);
        assert!(found.appeared.is_empty() && found.gone.is_empty() && found.changed.is_empty());
    }
}
