//! How many tickets the next quarter will bring if nothing is done.

use super::{Factor, Input};
use crate::{
    model::{
        outlook::Estimate,
        series::{Calendar, Change, Verdict},
        time::PeriodUnit,
    },
    statistics::forecast::Past,
};

/// Days of a quarter: 13 weeks.
const QUARTER: f64 = 91.0;

/// Mean length of a month in days (Gregorian).
const MONTH: f64 = 30.436875;

/// What the next quarter brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// Tickets to be expected; the tickets there are where the complete periods do not tell of them.
    pub tickets: f64,
    /// The same with its 95 % interval; none where they are the tickets there are.
    pub estimate: Option<Estimate>,
}

/// The complete periods, where they tell of the tickets: not where they are too few to tell recent from before, so that
/// the tickets of one week would stand for years of them, nor where most tickets came after the last one, as in an
/// export of some old strays and one long day, nor where the dates are the days of an export.
pub fn calendar<'a>(input: &Input<'a>) -> Option<&'a Calendar> {
    let calendar = input.trends.calendar.as_ref().filter(|_| input.trends.recent > 0)?;
    let end = calendar.unit.next(*calendar.periods.last()?);
    let dated = || input.corpus.tickets().iter().filter_map(|ticket| ticket.created).map(|created| created.day());
    let after = dated().filter(|day| (end..=calendar.as_of).contains(day)).count();
    (after * 2 <= dated().count() && input.corpus.few_days().is_none()).then_some(calendar)
}

/// Projects a cluster over a [`calendar`]: where no change was called, the mean of the recent rate and the rate of all
/// complete periods, so that a lull or a burst of a few weeks counts half; where one was, the rate since it began. Periods
/// that no rate is measured in have no part; tickets without a date count as evenly spread.
pub fn project(input: &Input<'_>, calendar: Option<&Calendar>, at: usize) -> Projection {
    let members = &input.clusters[at].members;
    let here = Projection { tickets: members.len() as f64, estimate: None };
    let (Some(calendar), Some(trend)) = (calendar, input.trends.trends.get(at)) else { return here };
    let measured: Vec<usize> = (0..).zip(calendar.usable()).filter(|(_, usable)| *usable).map(|(at, _)| at).collect();
    let counts: Vec<u32> = measured.iter().filter_map(|&at| trend.counts.get(at).copied()).collect();
    let before = |period: usize| measured.partition_point(|&at| at < period);
    let undated = members.iter().filter(|&&at| input.corpus.tickets()[at].created.is_none()).count() as f64;
    let past = Past {
        counts: &counts,
        recent: counts.len() - before(calendar.periods.len().saturating_sub(input.trends.recent)).min(counts.len()),
        changed_at: changed_at(&trend.change, calendar).map(before),
        besides: undated / counts.len().max(1) as f64,
    };
    let Some(forecast) = past.forecast(QUARTER / length(calendar.unit)) else { return here };
    let estimate = Estimate { value: forecast.mean, low: forecast.low, high: forecast.high };
    Projection { tickets: forecast.mean, estimate: Some(estimate) }
}

/// The period that a called change began in.
fn changed_at(change: &Change, calendar: &Calendar) -> Option<usize> {
    let called = !matches!(change.verdict, Verdict::Steady | Verdict::Unclear);
    calendar.periods.binary_search(&change.onset.filter(|_| called)?).ok()
}

/// A point for each doubling of the tickets to come.
pub fn factor(projection: &Projection) -> Factor {
    Factor { value: projection.tickets, points: (1.0 + projection.tickets).log2() }
}

/// Mean length of a period in days.
fn length(unit: PeriodUnit) -> f64 {
    match unit {
        PeriodUnit::Day => 1.0,
        PeriodUnit::Week => 7.0,
        PeriodUnit::Month => MONTH,
    }
}
