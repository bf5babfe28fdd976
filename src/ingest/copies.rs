//! Several copies of one ticket, and several tickets of one id.
//!
//! An export of this week holds tickets of last week's again. The copy that changed last counts; what
//! decides between equals is in the copies, never the order in which they were read.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use crate::model::{
    ticket::{Origin, Ticket},
    time::Timestamp,
};

/// A ticket and the place that gives ids: tickets of one id from two places are two tickets.
#[derive(Debug)]
pub struct Copy {
    /// The ticket.
    pub ticket: Ticket,
    /// Index of the place in the list of their names.
    pub place: usize,
    /// The last day that its export tells of: what an export says counts until a later one.
    pub as_of: Option<Timestamp>,
}

/// Keeps one copy of each ticket; returns the tickets and how many copies were left out. `places`: the names that
/// go before ids that two places use. No two tickets that are returned have one id.
pub fn settle(mut copies: Vec<Copy>, places: &[String]) -> (Vec<Ticket>, usize) {
    let all = copies.len();
    copies.sort_by(|a, b| {
        a.ticket.id.cmp(&b.ticket.id).then(a.place.cmp(&b.place)).then_with(|| a.ticket.url.cmp(&b.ticket.url))
    });
    let mut tickets: Vec<Ticket> = Vec::with_capacity(all);
    let mut rest = copies.into_iter().peekable();
    let mut renamed = false;
    while let Some(next) = rest.next() {
        let mut group = vec![next];
        while let Some(copy) = rest.next_if(|copy| copy.ticket.id == group[0].ticket.id) {
            group.push(copy);
        }
        if group.len() == 1 {
            tickets.extend(group.into_iter().map(|copy| copy.ticket));
        } else {
            let before = tickets.len();
            tickets.extend(of_one_id(group, places));
            renamed |= tickets.len() > before + 1;
        }
    }
    if renamed {
        number(&mut tickets);
    }
    let dropped = all - tickets.len();
    (tickets, dropped)
}

/// Copies of one id, sorted by place and address: one ticket a place and address.
fn of_one_id(group: Vec<Copy>, places: &[String]) -> Vec<Ticket> {
    let several_places = group.iter().any(|copy| copy.place != group[0].place);
    let mut kept: Vec<Copy> = Vec::new();
    for copy in group {
        let same = |other: &&mut Copy| {
            let urls = (&other.ticket.url, &copy.ticket.url);
            other.place == copy.place && !matches!(urls, (Some(a), Some(b)) if a != b)
        };
        // Sorted as they are, copies of one address follow each other.
        match kept.last_mut().filter(same) {
            Some(other) => {
                if counts_before(&copy, other) {
                    *other = copy;
                }
            }
            None => kept.push(copy),
        }
    }
    let mut of_place: BTreeMap<usize, usize> = BTreeMap::new();
    for copy in &kept {
        *of_place.entry(copy.place).or_default() += 1;
    }
    for copy in &mut kept {
        let several_addresses = of_place.get(&copy.place).is_some_and(|count| *count > 1);
        let address = copy.ticket.url.as_deref().filter(|_| several_addresses).map(path_of);
        if let Some(path) = address {
            copy.ticket.id = path;
        }
        if several_places {
            copy.ticket.id = format!("{}:{}", places.get(copy.place).map_or("", String::as_str), copy.ticket.id);
        }
    }
    kept.into_iter().map(|copy| copy.ticket).collect()
}

/// Tells tickets of one id apart by numbers. New names are names of others now and then: two servers have tickets of one
/// path, two files of one name come from two folders.
fn number(tickets: &mut [Ticket]) {
    let mut order: Vec<usize> = (0..tickets.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&tickets[a], &tickets[b]);
        a.id.cmp(&b.id).then_with(|| by_weight(b, a))
    });
    let again: Vec<usize> =
        order.windows(2).filter(|pair| tickets[pair[0]].id == tickets[pair[1]].id).map(|pair| pair[1]).collect();
    if again.is_empty() {
        return;
    }
    let mut used: BTreeSet<String> = tickets.iter().map(|ticket| ticket.id.clone()).collect();
    let (mut shared, mut number) = (String::new(), 1);
    for at in again {
        if tickets[at].id != shared {
            shared.clone_from(&tickets[at].id);
            number = 1;
        }
        loop {
            number += 1;
            let id = format!("{shared} ({number})");
            if used.insert(id.clone()) {
                tickets[at].id = id;
                break;
            }
        }
    }
}

/// `owner/repository/issues/1` of an address.
fn path_of(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    bare.split_once('/').map_or(bare, |(_, path)| path).to_owned()
}

/// Whether `a` counts rather than `b`: what was changed later, or comes from the export that reaches further.
fn counts_before(a: &Copy, b: &Copy) -> bool {
    let order = a.ticket.updated.cmp(&b.ticket.updated).then(a.as_of.cmp(&b.as_of));
    order.then_with(|| by_weight(&a.ticket, &b.ticket)) == Ordering::Greater
}

/// What was changed later counts for more, then what has more text, then what differs first.
fn by_weight(a: &Ticket, b: &Ticket) -> Ordering {
    let length = |ticket: &Ticket| ticket.subject.len() + ticket.body.len();
    let order = a.updated.cmp(&b.updated).then_with(|| length(a).cmp(&length(b)));
    let order = order.then_with(|| b.body.cmp(&a.body)).then_with(|| b.subject.cmp(&a.subject));
    order.then_with(|| {
        let words = |ticket: &Ticket| format!("{:?}", Ticket { origin: Origin::default(), ..ticket.clone() });
        words(a).cmp(&words(b)).then_with(|| b.origin.cmp(&a.origin))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(id: &str, place: usize, updated: i64, body: &str, url: Option<&str>) -> Copy {
        let updated = Some(Timestamp::from_seconds(updated));
        Copy {
            ticket: Ticket { id: id.into(), updated, body: body.into(), url: url.map(Into::into), ..Ticket::default() },
            place,
            as_of: None,
        }
    }

    fn settled(copies: Vec<Copy>) -> (Vec<(String, String)>, usize) {
        let (tickets, dropped) = settle(copies, &["zendesk".into(), "jira".into()]);
        (tickets.into_iter().map(|ticket| (ticket.id, ticket.body)).collect(), dropped)
    }

    #[test]
    fn the_latest_copy_counts_whatever_the_order() {
        let copies =
            || vec![copy("1", 0, 5, "new", None), copy("1", 0, 3, "older text", None), copy("1", 0, 5, "newest", None)];
        let mut backwards = copies();
        backwards.reverse();
        assert_eq!(settled(copies()), (vec![("1".into(), "newest".into())], 2));
        assert_eq!(settled(copies()), settled(backwards));
    }

    #[test]
    fn without_a_date_of_change_the_export_that_reaches_further_counts() {
        let of = |as_of: i64, body: &str| {
            let mut copy = copy("1", 0, 0, body, None);
            (copy.ticket.updated, copy.as_of) = (None, Some(Timestamp::from_seconds(as_of)));
            copy
        };
        let weeks = || vec![of(7, "it broke, says a longer text"), of(14, "it is fixed")];
        let backwards = weeks().into_iter().rev().collect();
        assert_eq!(settled(weeks()), (vec![("1".into(), "it is fixed".into())], 1));
        assert_eq!(settled(backwards), settled(weeks()));
    }

    #[test]
    fn one_id_from_two_helpdesks_is_two_tickets() {
        let (tickets, dropped) = settled(vec![copy("1", 0, 1, "a", None), copy("1", 1, 1, "b", None)]);
        assert_eq!(tickets, [("zendesk:1".into(), "a".into()), ("jira:1".into(), "b".into())]);
        assert_eq!(dropped, 0);
    }

    #[test]
    fn one_number_in_two_repositories_is_two_tickets() {
        let urls = ["https://github.com/a/x/issues/1", "https://github.com/a/y/issues/1"];
        let (tickets, dropped) = settled(vec![
            copy("1", 0, 1, "a", Some(urls[0])),
            copy("1", 0, 1, "b", Some(urls[1])),
            copy("1", 0, 0, "old", Some(urls[1])),
        ]);
        assert_eq!(tickets, [("a/x/issues/1".into(), "a".into()), ("a/y/issues/1".into(), "b".into())]);
        assert_eq!(dropped, 1);
    }

    #[test]
    fn no_two_tickets_have_one_id_whatever_they_are_renamed_to() {
        let copies = || {
            vec![
                copy("1", 0, 1, "b", Some("https://one.example/x/issues/1")),
                copy("1", 0, 2, "a", Some("https://two.example/x/issues/1")),
                copy("x/issues/1", 0, 0, "c", None),
                copy("x/issues/1 (2)", 0, 0, "d", None),
            ]
        };
        let mut backwards = copies();
        backwards.reverse();
        let ids = ["x/issues/1", "x/issues/1 (3)", "x/issues/1 (4)", "x/issues/1 (2)"];
        let (mut tickets, dropped) = settled(copies());
        tickets.sort_by(|a, b| a.1.cmp(&b.1));
        assert_eq!(tickets.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ids);
        assert_eq!(dropped, 0);
        let (mut again, _) = settled(backwards);
        again.sort_by(|a, b| a.1.cmp(&b.1));
        assert_eq!(again, tickets);
        let many = (0..20_000).map(|host| copy("1", 0, host, "a", Some(&format!("https://{host}.example/issues/1"))));
        let mut ids: Vec<String> = settled(many.collect()).0.into_iter().map(|(id, _)| id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 20_000);
    }

    #[test]
    fn places_of_one_name_keep_their_tickets_apart() {
        let copies = vec![copy("1", 0, 1, "a", None), copy("1", 1, 1, "b", None)];
        let (tickets, dropped) = settle(copies, &["tickets".into(), "tickets".into()]);
        assert_eq!(tickets.iter().map(|ticket| ticket.id.as_str()).collect::<Vec<_>>(), ["tickets:1", "tickets:1 (2)"]);
        assert_eq!(dropped, 0);
    }
}
