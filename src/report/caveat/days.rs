//! On how many different days the tickets were written.

use std::collections::BTreeSet;

use super::Caveat;
use crate::{
    model::{
        corpus::FewDays,
        time::{Day, PeriodUnit},
    },
    report::Findings,
};

/// Fewest days that are worth being looked at one by one.
const DAYS: i64 = 10;

/// Dates that all lie on a few days, far apart: no trend can be told from them.
pub(super) fn few_days(findings: &Findings<'_>) -> Option<Caveat> {
    let FewDays { tickets, days, first, last } = findings.intake.corpus.few_days()?;
    Some(Caveat::FewDays { tickets, days, first, last })
}

/// How many days the data covers, when that is more than its weeks or months give.
pub(super) fn by_day(findings: &Findings<'_>, unit: PeriodUnit) -> usize {
    let tickets = findings.intake.corpus.tickets();
    let mut days: BTreeSet<Day> = tickets.iter().filter_map(|ticket| ticket.created).map(|at| at.day()).collect();
    days.retain(|day| findings.trends.calendar.as_ref().is_none_or(|calendar| *day <= calendar.as_of));
    let span = days.first().zip(days.last()).map_or(0, |(first, last)| last.days_since(*first) + 1);
    if unit == PeriodUnit::Day || span < DAYS { 0 } else { usize::try_from(span).unwrap_or(0) }
}
