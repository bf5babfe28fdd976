//! On how many different days the tickets were written.

use std::collections::BTreeSet;

use super::Caveat;
use crate::{
    model::time::{Day, PeriodUnit},
    report::Findings,
};

/// Most days that are few …
const FEW_DAYS: usize = 14;

/// … when each has at least so many tickets, and the span from the first to the last is this many times as long.
const TICKETS_A_DAY: usize = 10;
const SPREAD: i64 = 10;

/// Fewest days that are worth being looked at one by one.
const DAYS: i64 = 10;

/// The different days of the tickets.
fn dated(findings: &Findings<'_>) -> (usize, BTreeSet<Day>) {
    let days = || findings.intake.corpus.tickets().iter().filter_map(|ticket| ticket.created).map(|at| at.day());
    (days().count(), days().collect())
}

/// Dates that all lie on a few days, far apart: no trend can be told from them.
pub(super) fn few_days(findings: &Findings<'_>) -> Option<Caveat> {
    let (tickets, days) = dated(findings);
    let (&first, &last) = (days.first()?, days.last()?);
    let few = days.len() <= FEW_DAYS && tickets >= TICKETS_A_DAY * days.len();
    let apart = days.len() > 1 && last.days_since(first) >= SPREAD * days.len() as i64;
    (few && apart).then_some(Caveat::FewDays { tickets, days: days.len(), first, last })
}

/// How many days the data covers, when that is more than its weeks or months give.
pub(super) fn by_day(findings: &Findings<'_>, unit: PeriodUnit) -> usize {
    let (_, mut days) = dated(findings);
    days.retain(|day| findings.trends.calendar.as_ref().is_none_or(|calendar| *day <= calendar.as_of));
    let span = days.first().zip(days.last()).map_or(0, |(first, last)| last.days_since(*first) + 1);
    if unit == PeriodUnit::Day || span < DAYS { 0 } else { usize::try_from(span).unwrap_or(0) }
}
