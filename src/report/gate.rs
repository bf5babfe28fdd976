//! Gates: what a build may fail for.

use std::str::FromStr;

use super::{Problem, Report};
use crate::model::{
    change::ChangeKind,
    nearest::nearest,
    problem::{ProblemId, Status},
    series::Verdict,
};

/// What a gate looks for: its name, the change that a memory tells, the trend that stands for it without one.
const KINDS: &[(&str, ChangeKind, Option<Verdict>)] = &[
    ("new", ChangeKind::Appeared, Some(Verdict::New)),
    ("rising", ChangeKind::Rose, Some(Verdict::Rising)),
    ("returning", ChangeKind::Returned, Some(Verdict::Returning)),
    ("falling", ChangeKind::Fell, Some(Verdict::Falling)),
    ("regressed", ChangeKind::Regressed, None),
    ("worse", ChangeKind::FixWorse, None),
    ("no_effect", ChangeKind::FixNoEffect, None),
    ("outgrew", ChangeKind::Outgrew, None),
    ("split", ChangeKind::Split, None),
    ("merged", ChangeKind::Merged, None),
    ("dissolved", ChangeKind::Dissolved, None),
    ("absent", ChangeKind::Absent, None),
];

/// A kind of change that must not be, and from which size on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gate {
    name: &'static str,
    change: ChangeKind,
    verdict: Option<Verdict>,
    least: Least,
}

/// From which size on a change crosses a gate.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Least {
    /// Tickets in the recent periods, or all of them where there are none.
    Tickets(u32),
    /// Recent rate over the rate before; for what falls, the rate before over the recent one.
    Ratio(f64),
}

/// Why a text is no gate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAGate {
    /// No kind is called so.
    #[error("no gate is called `{word}`{}", .near.map_or_else(kinds, |near| format!("; did you mean `{near}`?")))]
    Unknown {
        /// What was typed.
        word: String,
        /// The nearest kind.
        near: Option<&'static str>,
    },
    /// The size is none.
    #[error("`{0}` is no size: write {1}:10 for ten tickets or {1}:2x for twice the rate")]
    Size(String, &'static str),
}

/// What there is.
fn kinds() -> String {
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.0).collect();
    format!("; there are {}", names.join(", "))
}

impl FromStr for Gate {
    type Err = NotAGate;

    fn from_str(text: &str) -> Result<Self, NotAGate> {
        let (word, size) = text.split_once(':').map_or((text, None), |(word, size)| (word, Some(size)));
        let word = word.trim();
        let same = |(name, change, _): &&(&str, ChangeKind, _)| *name == word || change.name() == word;
        let Some(&(name, change, verdict)) = KINDS.iter().find(same) else {
            let near = nearest(word, KINDS.iter().map(|kind| kind.0));
            let near = KINDS.iter().map(|kind| kind.0).find(|name| Some(*name) == near);
            return Err(NotAGate::Unknown { word: word.to_owned(), near });
        };
        let least = match size.map(str::trim) {
            None => Some(Least::Tickets(0)),
            Some(size) => match size.strip_suffix(['x', '×']) {
                Some(times) => times.parse().ok().filter(|x: &f64| x.is_finite() && *x > 0.0).map(Least::Ratio),
                None => size.parse().ok().filter(|tickets| *tickets > 0).map(Least::Tickets),
            },
        };
        let least = least.ok_or_else(|| NotAGate::Size(size.unwrap_or("").to_owned(), name))?;
        Ok(Self { name, change, verdict, least })
    }
}

/// A gate that was crossed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The gate's name.
    pub gate: &'static str,
    /// The problem that crossed it.
    pub problem: ProblemId,
}

impl Crossing {
    /// Whether it is about how the problem's rate moved.
    pub fn is_of_the_rate(&self) -> bool {
        ["rising", "returning", "falling", "outgrew"].contains(&self.gate)
    }
}

impl Gate {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether only a memory can tell of it.
    pub fn needs_memory(&self) -> bool {
        self.verdict.is_none()
    }

    /// Whether what became of a problem is large enough; of one without a ticket in this data what it had before is.
    fn crosses(&self, problem: Option<&Problem>, before: Option<usize>) -> bool {
        let few = |tickets: usize| u32::try_from(tickets).unwrap_or(u32::MAX);
        match self.least {
            Least::Tickets(least) => {
                let tickets = problem.map(|one| one.trend.recent.unwrap_or_else(|| few(one.tickets)));
                tickets.or(before.map(few)).unwrap_or(0) >= least
            }
            Least::Ratio(least) => {
                let falls = matches!(self.change, ChangeKind::Fell | ChangeKind::Absent | ChangeKind::Dissolved);
                let ratio = problem.map_or(Some(0.0), |one| one.trend.rate_ratio);
                // What was not there before has no ratio: it grew by more than any, and fell by none.
                match (falls, ratio) {
                    (false, ratio) => problem.is_some() && ratio.is_none_or(|ratio| ratio >= least),
                    (true, ratio) => ratio.is_some_and(|ratio| ratio * least <= 1.0),
                }
            }
        }
    }
}

/// The gates that were crossed, in the gates' order: by what changed since the report before where there is a memory,
/// by the trends where there is none. What the team accepted or muted crosses none, unless it has outgrown that.
pub fn crossings(report: &Report, gates: &[Gate], remembers: bool) -> Vec<Crossing> {
    let find = |id: ProblemId| report.problems.iter().find(|problem| problem.id == id);
    let before = |id: ProblemId| report.absent.iter().find(|absent| absent.id == id).and_then(|absent| absent.before);
    let mut found = vec![];
    for gate in gates {
        let crossing = |problem| Crossing { gate: gate.name, problem };
        if remembers {
            let changes = report.changes.iter().filter(|change| change.kind == gate.change);
            let crossed = changes.filter(|c| gate.crosses(find(c.problem), before(c.problem)));
            found.extend(crossed.map(|change| crossing(change.problem)));
        } else {
            let open = report.problems.iter().filter(|problem| problem.status != Status::Accepted);
            let here = open.filter(|problem| Some(problem.trend.verdict) == gate.verdict);
            found.extend(here.filter(|problem| gate.crosses(Some(problem), None)).map(|problem| crossing(problem.id)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::change::Change,
        report::{Absent, sample},
    };

    fn gate(text: &str) -> Gate {
        text.parse().unwrap()
    }

    #[test]
    fn without_a_memory_trends_cross_a_gate() {
        let report = sample::report();
        let rising: Vec<_> = report.problems.iter().filter(|one| one.trend.verdict == Verdict::Rising).collect();
        assert!(!rising.is_empty());
        assert_eq!(crossings(&report, &[gate("rising")], false).len(), rising.len());
        let most = rising.iter().filter_map(|one| one.trend.rate_ratio).fold(0.0, f64::max);
        assert_eq!(crossings(&report, &[gate(&format!("rising:{}x", most + 0.1))], false), []);
        assert_eq!(crossings(&report, &[gate("rising:100000")], false), []);
        assert!(gate("regressed").needs_memory() && !gate("new").needs_memory());
    }

    #[test]
    fn with_a_memory_only_what_changed_crosses_it() {
        let mut report = sample::report();
        assert_eq!(crossings(&report, &[gate("rising")], true), []);
        let problem = report.problems[0].id;
        report.changes = vec![Change { problem, kind: ChangeKind::Rose, others: vec![] }];
        assert_eq!(crossings(&report, &[gate("new"), gate("rose:1")], true), [Crossing { gate: "rising", problem }]);
    }

    #[test]
    fn every_kind_has_a_gate_that_its_size_crosses() {
        for &(name, change, _) in KINDS {
            let mut report = sample::report();
            let problem = &mut report.problems[0];
            let falls = matches!(change, ChangeKind::Fell | ChangeKind::Absent | ChangeKind::Dissolved);
            problem.trend.recent = Some(12);
            problem.trend.rate_ratio = Some(if falls { 0.25 } else { 4.0 });
            let id = problem.id;
            let gone = matches!(change, ChangeKind::Absent | ChangeKind::Dissolved);
            if gone {
                report.problems.remove(0);
                let absent = Absent {
                    id,
                    title: String::new(),
                    status: Status::Open,
                    last_seen: None,
                    before: Some(12),
                    fix: None,
                };
                report.absent.push(absent);
            }
            report.changes = vec![Change { problem: id, kind: change, others: vec![] }];
            let crossed = |size: &str| crossings(&report, &[gate(&format!("{name}{size}"))], true).len();
            for (size, crosses) in [("", 1), (":1", 1), (":12", 1), (":13", 0), (":2x", 1), (":3.9x", 1)] {
                assert_eq!(crossed(size), crosses, "{name}{size}");
            }
            if !gone {
                assert_eq!(crossed(":4.1x"), 0, "{name}");
            }
            let others = KINDS.iter().filter(|kind| kind.1 != change).map(|kind| gate(kind.0)).collect::<Vec<_>>();
            assert_eq!(crossings(&report, &others, true), [], "{name} crosses no other gate");
            report.changes.clear();
            assert_eq!(crossings(&report, &[gate(name)], true), [], "{name}");
        }
    }

    #[test]
    fn a_wrong_gate_is_told_by_the_nearest_name() {
        let unknown = "risng".parse::<Gate>().unwrap_err();
        assert!(unknown.to_string().contains("did you mean `rising`?"), "{unknown}");
        assert!("new:many".parse::<Gate>().unwrap_err().to_string().contains("new:10"));
        assert!("foo".parse::<Gate>().unwrap_err().to_string().contains("there are new, rising"));
        assert!("rising:0".parse::<Gate>().is_err() && "rising:0x".parse::<Gate>().is_err());
        assert!("rising:-2x".parse::<Gate>().is_err() && "".parse::<Gate>().is_err());
    }
}
