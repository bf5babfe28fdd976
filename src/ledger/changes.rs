//! What changed since the report before, told from the memory alone: the same memory tells the same.

use std::collections::BTreeSet;

use super::memory::{Course, Memory, Remembered, State};
use crate::model::{
    change::{Change, ChangeKind},
    fix::FixVerdict,
    problem::{ProblemId, Status},
    series::Verdict,
};

/// All changes, in the order a reader is told them; of problems that are out of the top list (accepted, or in `quiet`)
/// only what brings them back, what went into them and what was decided. None without a report before.
pub fn changes(memory: &Memory, quiet: &BTreeSet<ProblemId>) -> Vec<Change> {
    if memory.header.run < 2 {
        return vec![];
    }
    let mut found = vec![];
    let (mut born, mut dissolved): (BTreeSet<ProblemId>, BTreeSet<ProblemId>) = Default::default();
    for problem in memory.problems.values() {
        for event in problem.lineage.iter().filter(|event| event.run == memory.header.run) {
            match event.kind {
                ChangeKind::Appeared => drop(born.insert(problem.id)),
                ChangeKind::Split => {
                    let news = |id: &&ProblemId| memory.problems.get(id).is_none_or(|problem| !problem.of_old);
                    let others: Vec<ProblemId> = event.others.iter().filter(news).copied().collect();
                    if !others.is_empty() {
                        found.push(Change { problem: problem.id, kind: event.kind, others });
                    }
                }
                ChangeKind::Merged | ChangeKind::Decided => {
                    found.push(Change { problem: problem.id, kind: event.kind, others: event.others.clone() });
                }
                ChangeKind::Dissolved if problem.now.tickets == 0 => {
                    dissolved.insert(problem.id);
                    found.push(Change { problem: problem.id, kind: event.kind, others: event.others.clone() });
                }
                _ => {}
            }
        }
    }
    for problem in memory.problems.values().filter(|problem| problem.into.is_none()) {
        let Some(before) = &problem.before else {
            // What came out of another is told there, unless it is new in the world and not only by itself.
            let told = born.contains(&problem.id) && problem.now.verdict != Verdict::New;
            if !told && problem.now.tickets > 0 && !problem.of_old {
                found.push(Change { problem: problem.id, kind: ChangeKind::Appeared, others: vec![] });
            }
            continue;
        };
        // Its tickets are there, and where is told.
        let told = |kind: &ChangeKind| *kind != ChangeKind::Absent || !dissolved.contains(&problem.id);
        found.extend(kinds(before, problem).into_iter().filter(told).map(|kind| Change {
            problem: problem.id,
            kind,
            others: vec![],
        }));
    }
    let settled = |id: &ProblemId| {
        quiet.contains(id) || memory.problems.get(id).is_some_and(|problem| problem.now.status == Status::Accepted)
    };
    found.retain(|change| {
        !settled(&change.problem)
            || matches!(change.kind, ChangeKind::Outgrew | ChangeKind::Merged | ChangeKind::Decided)
    });
    found.sort_by(|a, b| (a.kind, a.problem, &a.others).cmp(&(b.kind, b.problem, &b.others)));
    found
}

/// Problems that came out in the last run of tickets that the run before had already, but for those that people took
/// out: the grouping is another there, and nothing happened.
pub fn regrouped(memory: &Memory) -> Vec<ProblemId> {
    if memory.header.run < 2 {
        return vec![];
    }
    let decided: BTreeSet<ProblemId> = memory
        .problems
        .values()
        .flat_map(|problem| &problem.lineage)
        .filter(|event| event.run == memory.header.run && event.kind == ChangeKind::Decided)
        .flat_map(|event| event.others.iter().copied())
        .collect();
    let found = memory.problems.values().filter(|problem| problem.of_old && problem.into.is_none());
    found.map(|problem| problem.id).filter(|id| !decided.contains(id)).collect()
}

/// What became of one problem.
fn kinds(before: &State, problem: &Remembered) -> Vec<ChangeKind> {
    let now = &problem.now;
    let mut kinds = vec![];
    if now.fix != before.fix {
        kinds.extend(now.fix.and_then(|fix| match fix {
            FixVerdict::Regressed => Some(ChangeKind::Regressed),
            FixVerdict::Worse => Some(ChangeKind::FixWorse),
            FixVerdict::Confirmed => Some(ChangeKind::FixConfirmed),
            FixVerdict::NoEffect => Some(ChangeKind::FixNoEffect),
            FixVerdict::TooEarly => None,
        }));
    }
    let (was, is) = (before.course.or(Course::of(before.verdict)), Course::of(now.verdict));
    match (before.tickets, now.tickets) {
        (_, 0) if now.out_of_sight => {}
        (1.., 0) => kinds.push(ChangeKind::Absent),
        (0, 0) if before.out_of_sight => kinds.push(ChangeKind::Absent),
        (0, 0) => {}
        (0, _) if !before.out_of_sight => kinds.push(ChangeKind::Returned),
        _ if now.verdict == Verdict::Returning && before.verdict != Verdict::Returning => {
            kinds.push(ChangeKind::Returned);
        }
        // What was told gone is taken back.
        _ if before.verdict == Verdict::Gone && is != Some(Course::Down) => kinds.push(ChangeKind::Returned),
        _ if is == Some(Course::Up) && was != is => kinds.push(ChangeKind::Rose),
        _ if is == Some(Course::Down) && was != is => kinds.push(ChangeKind::Fell),
        _ => {}
    }
    if now.outgrew && !before.outgrew {
        kinds.push(ChangeKind::Outgrew);
    }
    if now.status != before.status {
        kinds.push(ChangeKind::Decided);
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::change::Lineage;

    fn state(tickets: usize, verdict: Verdict) -> State {
        State { tickets, verdict, ..State::UNKNOWN }
    }

    fn problem(before: State, now: State) -> Remembered {
        let mut problem = Remembered::new(ProblemId(1));
        (problem.before, problem.now) = (Some(before), now);
        problem
    }

    fn told(before: State, now: State) -> Vec<ChangeKind> {
        kinds(&before.clone(), &problem(before, now))
    }

    #[test]
    fn what_came_out_of_another_is_told_as_new_where_its_trend_says_so() {
        let with = |verdict: Verdict| {
            let mut memory = Memory::default();
            memory.header.run = 2;
            let split = |kind, others| Lineage { day: None, run: 2, kind, others };
            let mut old = problem(state(40, Verdict::Steady), state(30, Verdict::Steady));
            old.lineage.push(split(ChangeKind::Split, vec![ProblemId(2)]));
            let mut out = Remembered::new(ProblemId(2));
            out.now = state(9, verdict);
            out.lineage.push(split(ChangeKind::Appeared, vec![]));
            memory.problems.extend([old, out].map(|one| (one.id, one)));
            changes(&memory, &BTreeSet::new())
                .into_iter()
                .map(|change| (change.problem.0, change.kind))
                .collect::<Vec<_>>()
        };
        assert_eq!(with(Verdict::Steady), [(1, ChangeKind::Split)]);
        assert_eq!(with(Verdict::New), [(2, ChangeKind::Appeared), (1, ChangeKind::Split)]);
    }

    #[test]
    fn only_what_the_report_before_could_not_say_is_told() {
        let steady = || state(9, Verdict::Steady);
        assert_eq!(told(steady(), state(9, Verdict::Rising)), [ChangeKind::Rose]);
        assert_eq!(told(state(9, Verdict::Rising), state(12, Verdict::Rising)), []);
        assert_eq!(told(state(9, Verdict::New), state(12, Verdict::Rising)), []);
        assert_eq!(told(steady(), state(9, Verdict::Gone)), [ChangeKind::Fell]);
        assert_eq!(told(steady(), state(0, Verdict::Unclear)), [ChangeKind::Absent]);
        assert_eq!(told(state(0, Verdict::Unclear), state(4, Verdict::Rising)), [ChangeKind::Returned]);
        assert_eq!(told(state(0, Verdict::Unclear), state(0, Verdict::Unclear)), []);
        assert_eq!(told(state(9, Verdict::Gone), state(11, Verdict::Unclear)), [ChangeKind::Returned]);
        assert_eq!(told(state(9, Verdict::Gone), state(10, Verdict::Falling)), []);
    }

    #[test]
    fn what_was_told_to_rise_is_told_again_only_after_it_went_down() {
        let still = State { course: Some(Course::Up), ..state(9, Verdict::Unclear) };
        assert_eq!(told(still.clone(), state(12, Verdict::Rising)), []);
        assert_eq!(told(still, state(3, Verdict::Falling)), [ChangeKind::Fell]);
        assert_eq!(told(state(9, Verdict::Unclear), state(12, Verdict::Rising)), [ChangeKind::Rose]);
    }

    #[test]
    fn what_is_out_of_sight_is_neither_silent_nor_back() {
        let hidden = || State { out_of_sight: true, ..State::UNKNOWN };
        let steady = || state(9, Verdict::Steady);
        assert_eq!(told(steady(), hidden()), []);
        assert_eq!(told(hidden(), hidden()), []);
        assert_eq!(told(hidden(), steady()), []);
        assert_eq!(told(hidden(), state(12, Verdict::Rising)), [ChangeKind::Rose]);
        assert_eq!(told(hidden(), State::UNKNOWN), [ChangeKind::Absent], "it is silent long enough");
        assert_eq!(told(State::UNKNOWN, State::UNKNOWN), []);
    }

    #[test]
    fn a_verdict_on_a_fix_is_told_once() {
        let with = |fix| State { fix, ..state(9, Verdict::Falling) };
        assert_eq!(
            told(with(Some(FixVerdict::TooEarly)), with(Some(FixVerdict::Confirmed))),
            [ChangeKind::FixConfirmed]
        );
        assert_eq!(told(with(Some(FixVerdict::Confirmed)), with(Some(FixVerdict::Confirmed))), []);
        assert_eq!(told(with(None), with(Some(FixVerdict::TooEarly))), []);
    }
}
