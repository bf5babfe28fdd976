//! What holds for the problems found: much that is in none, and problems of one customer or of one day.

use std::collections::BTreeMap;

use super::{Caveat, ProblemDay};
use crate::{
    model::{
        ticket::Ticket,
        time::{Day, PeriodUnit},
    },
    report::{Findings, figures},
};

/// Ungrouped share from which the report says so.
const MUCH_UNGROUPED: f64 = 0.5;

/// Share of a problem's tickets that one customer or one day must hold to be told of.
const DOMINATES: f64 = 0.5;

/// … in problems of at least this many tickets.
const DOMINATES_FROM: usize = 6;

/// Tells of them; `shown` are the problems that the report has.
pub fn grouping(findings: &Findings<'_>, shown: &[usize], found: &mut Vec<Caveat>) {
    let corpus = &findings.intake.corpus;
    let grouped: usize = findings.clustering.clusters.iter().map(|cluster| cluster.members.len()).sum();
    let talk = (0..corpus.len()).filter(|&at| findings.is_small_talk(at)).count();
    let share = 1.0 - (grouped + talk) as f64 / corpus.len().max(1) as f64;
    // Where nothing recurs at all, that is what the report says first.
    if grouped > 0 && share > MUCH_UNGROUPED {
        found.push(Caveat::MuchUngrouped { share: figures::rounded(share).unwrap_or(1.0) });
    }
    let (mut customers, mut days) = (vec![], vec![]);
    let (mut customers_lately, mut days_lately) = (vec![], vec![]);
    let since = recent_from(findings);
    for &at in shown {
        let members = &findings.clustering.clusters[at].members;
        let id = findings.known[at].id;
        let tickets = || members.iter().map(|&at| &corpus.tickets()[at]);
        let lately: Vec<_> = since.map_or(vec![], |since| {
            tickets().filter(|ticket| ticket.created.is_some_and(|at| at.day() >= since)).collect()
        });
        if dominant(tickets().filter_map(|ticket| ticket.customer.as_deref()), members.len()).is_some() {
            customers.push(id);
        } else if dominant(lately.iter().filter_map(|ticket| ticket.customer.as_deref()), lately.len()).is_some() {
            customers_lately.push(id);
        }
        let day_of = |ticket: &Ticket| ticket.created.map(|at| at.day());
        let one_day = dominant(tickets().filter_map(day_of), members.len());
        if let Some(day) = one_day.filter(|_| findings.trends.recent > 0) {
            days.push(ProblemDay { problem: id, day });
        } else if let Some(day) = dominant(lately.iter().copied().filter_map(day_of), lately.len()) {
            days_lately.push(ProblemDay { problem: id, day });
        }
    }
    if !customers.is_empty() {
        found.push(Caveat::OneCustomer { problems: customers });
    }
    if !days.is_empty() {
        found.push(Caveat::OneDay { problems: days });
    }
    if !customers_lately.is_empty() {
        found.push(Caveat::OneCustomerLately { problems: customers_lately });
    }
    // Where days are the periods, the recent ones are few, and one of them often holds the most.
    if !days_lately.is_empty() && findings.trends.calendar.as_ref().is_some_and(|all| all.unit != PeriodUnit::Day) {
        found.push(Caveat::OneDayLately { problems: days_lately });
    }
}

/// The first day of the recent periods.
fn recent_from(findings: &Findings<'_>) -> Option<Day> {
    let periods = &findings.trends.calendar.as_ref()?.periods;
    let recent = Some(findings.trends.recent).filter(|recent| *recent > 0)?;
    periods.get(periods.len().checked_sub(recent)?).copied()
}

/// The value that most of a problem's tickets have.
fn dominant<T: Ord>(values: impl Iterator<Item = T>, tickets: usize) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let (value, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (tickets >= DOMINATES_FROM && count as f64 > DOMINATES * tickets as f64).then_some(value)
}
