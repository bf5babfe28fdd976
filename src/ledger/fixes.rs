//! Which fixes worked, over all periods that the memory knows.

use std::collections::BTreeMap;

use super::{
    decisions::Decisions,
    judge::{History, judge},
    memory::{Memory, Remembered},
};
use crate::model::{fix::Fix, outlook::TicketCost, problem::ProblemId, time::Day};

/// What else is known of a problem's tickets.
#[derive(Clone, Debug, Default)]
pub struct Figures<'a> {
    /// What one ticket costs.
    pub cost: TicketCost,
    /// Days and versions of the tickets that name one.
    pub versions: Vec<(Day, &'a str)>,
}

/// The verdict on the fix of each problem that has one; notes it in the memory too.
pub fn judge_all(
    memory: &mut Memory,
    decisions: &Decisions,
    figures: &BTreeMap<ProblemId, Figures<'_>>,
) -> BTreeMap<ProblemId, Fix> {
    let mut found = BTreeMap::new();
    let periods = periods(memory);
    for (id, problem) in &mut memory.problems {
        let fixes = decisions.problems.get(id).map_or(&[][..], |decision| &decision.fixes);
        problem.now.fix = None;
        if fixes.is_empty() || problem.into.is_some() {
            continue;
        }
        let unknown = Figures::default();
        let figures = figures.get(id).unwrap_or(&unknown);
        // Without dates there are no periods, and nothing can be said yet.
        let as_of = memory.header.as_of.or_else(|| fixes.iter().map(|fix| fix.shipped).max());
        let fix = as_of.and_then(|as_of| {
            let counts: Vec<u32> = periods.iter().map(|(day, _)| count(problem, *day)).collect();
            let others: Vec<f64> =
                periods.iter().zip(&counts).map(|((_, total), own)| (total - f64::from(*own)).max(0.0)).collect();
            let days: Vec<Day> = periods.iter().map(|(day, _)| *day).collect();
            let history = History {
                unit: memory.header.unit,
                periods: &days,
                counts: &counts,
                others: &others,
                as_of,
                cost: figures.cost,
                versions: &figures.versions,
            };
            judge(fixes, &history)
        });
        if let Some(fix) = fix {
            problem.now.fix = Some(fix.verdict);
            found.insert(*id, fix);
        }
    }
    found
}

fn count(problem: &Remembered, day: Day) -> u32 {
    problem.counts.get(&day).copied().unwrap_or(0)
}

/// All periods from the first to the last that was ever seen with their tickets; 0 where no data told of one.
fn periods(memory: &Memory) -> Vec<(Day, f64)> {
    let totals = &memory.header.totals;
    let (Some(first), Some(last)) = (totals.keys().next(), totals.keys().next_back()) else { return vec![] };
    let all = std::iter::successors(Some(*first), |day| Some(memory.header.unit.next(*day)));
    all.take_while(|day| day <= last)
        .map(|day| (day, totals.get(&day).map_or(0.0, |&total| f64::from(total))))
        .collect()
}
