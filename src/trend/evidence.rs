//! What stands behind the tickets of a problem: how many people, on how many days.
//!
//! A customer who writes twenty times in a week is one customer with a problem, and sixty tickets on one
//! afternoon are an incident. The series counts tickets; a change is only called when it also holds
//! where each customer counts once a period and the busiest day no more than the next busiest.

use std::collections::{BTreeMap, BTreeSet};

use super::period_of;
use crate::model::{series::Calendar, ticket::Ticket, time::Day};

/// Who "wrote" more than this share of all tickets is no person: a form, a relay, a shared mailbox.
const NO_PERSON: f64 = 0.3;

/// One problem's evidence, for each period.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Different customers; a ticket that names none counts as one.
    pub people: Vec<u32>,
    /// Of those, on the busiest day and on the next.
    pub peaks: Vec<[u32; 2]>,
}

/// The names that are no person's.
pub fn no_persons(tickets: &[Ticket]) -> BTreeSet<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in tickets.iter().filter_map(|ticket| ticket.customer.as_deref()) {
        *counts.entry(name).or_default() += 1;
    }
    let most = NO_PERSON * tickets.len() as f64;
    counts.into_iter().filter(|(_, count)| *count as f64 > most).map(|(name, _)| name).collect()
}

impl Evidence {
    /// Of the tickets with these indices.
    pub fn of(tickets: &[Ticket], members: &[usize], calendar: &Calendar, no_persons: &BTreeSet<&str>) -> Self {
        let mut first: BTreeMap<(usize, &str), Day> = BTreeMap::new();
        let mut days: BTreeMap<(usize, Day), u32> = BTreeMap::new();
        for ticket in members.iter().map(|&at| &tickets[at]) {
            let Some(day) = ticket.created.map(|at| at.day()) else { continue };
            let Some(period) = period_of(calendar, day) else { continue };
            match ticket.customer.as_deref().filter(|name| !no_persons.contains(name)) {
                Some(name) => {
                    let seen = first.entry((period, name)).or_insert(day);
                    *seen = day.min(*seen);
                }
                None => *days.entry((period, day)).or_default() += 1,
            }
        }
        for ((period, _), day) in first {
            *days.entry((period, day)).or_default() += 1;
        }
        let mut people = vec![0; calendar.periods.len()];
        let mut peaks = vec![[0, 0]; calendar.periods.len()];
        for ((period, _), count) in days {
            people[period] += count;
            peaks[period] = highest(peaks[period], count);
        }
        Self { people, peaks }
    }

    /// How many more people wrote on the busiest day from period `from` on than on the next busiest.
    pub fn peak(&self, from: usize) -> u32 {
        let [most, next] = self.peaks[from..].iter().flatten().fold([0, 0], |top, &count| highest(top, count));
        most - next
    }
}

/// The two highest of three.
fn highest([most, next]: [u32; 2], count: u32) -> [u32; 2] {
    if count > most { [count, most] } else { [most, next.max(count)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::{PeriodUnit, Timestamp};

    fn monday() -> Day {
        "2026-01-05".parse().unwrap()
    }

    fn ticket(day: u32, customer: Option<&str>) -> Ticket {
        let created = Some(Timestamp::from_seconds(i64::from(monday().plus(day).number()) * 86_400));
        Ticket { created, customer: customer.map(str::to_owned), ..Ticket::default() }
    }

    #[test]
    fn a_customer_counts_once_a_week_and_the_nameless_each() {
        let calendar = Calendar {
            unit: PeriodUnit::Week,
            periods: vec![monday(), monday().plus(7)],
            as_of: monday().plus(13),
            totals: vec![],
            outside: 0,
            undated: 0,
            quiet_days: 0,
            left_out: vec![],
        };
        let mut tickets: Vec<Ticket> = (0..7).map(|day| ticket(day, Some("a"))).collect();
        tickets.extend([
            ticket(8, Some("a")),
            ticket(9, Some("b")),
            ticket(9, None),
            ticket(9, None),
            ticket(30, None),
        ]);
        let all: Vec<usize> = (0..tickets.len()).collect();
        let evidence = Evidence::of(&tickets, &all, &calendar, &BTreeSet::new());
        assert_eq!(evidence, Evidence { people: vec![1, 4], peaks: vec![[1, 0], [3, 1]] });
        assert_eq!((evidence.peak(0), evidence.peak(1)), (2, 2));
        // Who wrote most of all tickets is a form and not a customer.
        assert_eq!(no_persons(&tickets).into_iter().collect::<Vec<_>>(), ["a"]);
        assert_eq!(Evidence::of(&tickets, &all, &calendar, &no_persons(&tickets)).people, [7, 4]);
    }
}
