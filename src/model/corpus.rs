//! All tickets of a run.

use std::{cmp::Ordering, collections::BTreeSet};

use super::{ticket::Ticket, time::Day};

/// Most days that are few …
const FEW_DAYS: usize = 14;

/// … when each has at least so many tickets, and the span from the first to the last is this many times as long.
const TICKETS_A_DAY: usize = 10;
const SPREAD: i64 = 10;

/// Days that many tickets stand on, far apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FewDays {
    /// Tickets with a date.
    pub tickets: usize,
    /// How many days.
    pub days: usize,
    /// The first one.
    pub first: Day,
    /// The last one.
    pub last: Day,
}

/// The tickets of a run: sorted by id in natural order, ids unique, whatever order they were read in.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    tickets: Vec<Ticket>,
}

impl Corpus {
    /// Sorts the tickets and keeps the first of each id. Whoever reads exports decides before
    /// which copy of a ticket counts and how many were dropped.
    pub fn new(mut tickets: Vec<Ticket>) -> Self {
        tickets.sort_by(|a, b| natural_order(&a.id, &b.id).then_with(|| a.origin.cmp(&b.origin)));
        tickets.dedup_by(|later, first| later.id == first.id);
        Self { tickets }
    }

    /// The tickets in order.
    pub fn tickets(&self) -> &[Ticket] {
        &self.tickets
    }

    /// Lets go of subjects and bodies, when all that will be shown was made of them.
    pub fn let_words_go(&mut self) {
        self.tickets.iter_mut().for_each(Ticket::let_words_go);
    }

    /// How many tickets.
    pub fn len(&self) -> usize {
        self.tickets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tickets.is_empty()
    }

    /// First and last day that a ticket was created on.
    pub fn span(&self) -> Option<(Day, Day)> {
        let days = || self.tickets.iter().filter_map(|ticket| ticket.created).map(|at| at.day());
        Some((days().min()?, days().max()?))
    }

    /// The days of the tickets, when they are so few and lie so far apart that they are the days of an export, or of a
    /// damaged column, rather than of the tickets.
    pub fn few_days(&self) -> Option<FewDays> {
        let dated = || self.tickets.iter().filter_map(|ticket| ticket.created).map(|at| at.day());
        let (tickets, all) = (dated().count(), dated().collect::<BTreeSet<Day>>());
        let (days, first, last) = (all.len(), *all.first()?, *all.last()?);
        let few = days <= FEW_DAYS && tickets >= TICKETS_A_DAY * days;
        let apart = days > 1 && last.days_since(first) >= SPREAD * days as i64;
        (few && apart).then_some(FewDays { tickets, days, first, last })
    }

    /// How many different customers the given tickets name; none when fewer than half of them name one, as the few
    /// would be read as all.
    pub fn customers(&self, members: &[usize]) -> Option<usize> {
        let names = || members.iter().filter_map(|&at| self.tickets[at].customer.as_deref());
        let all = names().count();
        (all > 0 && 2 * all >= members.len()).then(|| names().collect::<BTreeSet<&str>>().len())
    }
}

/// Compares ids as people count: `T-9` before `T-10`. Equal only for equal texts.
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(l), Some(r)) = (left.chars().next(), right.chars().next()) {
        if l.is_ascii_digit() && r.is_ascii_digit() {
            let (digits_l, rest_l) = split_digits(left);
            let (digits_r, rest_r) = split_digits(right);
            let (value_l, value_r) = (digits_l.trim_start_matches('0'), digits_r.trim_start_matches('0'));
            let order = value_l.len().cmp(&value_r.len()).then_with(|| value_l.cmp(value_r));
            if order.is_ne() {
                return order;
            }
            (left, right) = (rest_l, rest_r);
        } else if l == r {
            (left, right) = (&left[l.len_utf8()..], &right[r.len_utf8()..]);
        } else {
            return l.cmp(&r);
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket(id: &str) -> Ticket {
        Ticket { id: id.to_owned(), ..Ticket::default() }
    }

    #[test]
    fn tickets_stand_in_natural_order_whatever_order_they_came_in() {
        let ids = ["T-10", "T-9", "T-1", "T-09", "A-11"];
        let sorted = |ids: &[&str]| {
            let corpus = Corpus::new(ids.iter().map(|id| ticket(id)).collect());
            corpus.tickets().iter().map(|t| t.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(sorted(&ids), ["A-11", "T-1", "T-09", "T-9", "T-10"]);
        let mut reversed = ids;
        reversed.reverse();
        assert_eq!(sorted(&ids), sorted(&reversed));
    }

    #[test]
    fn a_second_ticket_of_one_id_is_dropped() {
        assert_eq!(Corpus::new(vec![ticket("1"), ticket("1")]).len(), 1);
    }
}
