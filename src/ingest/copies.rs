//! Several copies of one ticket, and several tickets of one id.
//!
//! An export of this week holds tickets of last week's again. The copy that changed last counts; what
//! decides between equals is in the copies, never the order in which they were read.

use std::cmp::Ordering;

use crate::model::ticket::{Origin, Ticket};

/// A ticket and the place that gives ids: tickets of one id from two places are two tickets.
#[derive(Debug)]
pub struct Copy {
    /// The ticket.
    pub ticket: Ticket,
    /// Index of the place in the list of their names.
    pub place: usize,
}

/// Keeps one copy of each ticket; returns the tickets and how many copies were left out. `places`: the names that
/// go before ids that two places use.
pub fn settle(mut copies: Vec<Copy>, places: &[String]) -> (Vec<Ticket>, usize) {
    let all = copies.len();
    copies.sort_by(|a, b| {
        a.ticket.id.cmp(&b.ticket.id).then(a.place.cmp(&b.place)).then_with(|| a.ticket.url.cmp(&b.ticket.url))
    });
    let mut tickets: Vec<Ticket> = Vec::with_capacity(all);
    let mut rest = copies.into_iter().peekable();
    while let Some(next) = rest.next() {
        let mut group = vec![next];
        while let Some(copy) = rest.next_if(|copy| copy.ticket.id == group[0].ticket.id) {
            group.push(copy);
        }
        if group.len() == 1 {
            tickets.extend(group.into_iter().map(|copy| copy.ticket));
        } else {
            tickets.extend(of_one_id(group, places));
        }
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
        match kept.iter_mut().find(same) {
            Some(other) => {
                if counts_before(&copy.ticket, &other.ticket) {
                    *other = copy;
                }
            }
            None => kept.push(copy),
        }
    }
    let places_with_several: Vec<usize> = kept.iter().map(|copy| copy.place).collect();
    for copy in &mut kept {
        let several_addresses = places_with_several.iter().filter(|place| **place == copy.place).count() > 1;
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

/// `owner/repository/issues/1` of an address.
fn path_of(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    bare.split_once('/').map_or(bare, |(_, path)| path).to_owned()
}

/// Whether `a` counts rather than `b`: changed later, then more text, then what differs first.
fn counts_before(a: &Ticket, b: &Ticket) -> bool {
    let length = |ticket: &Ticket| ticket.subject.len() + ticket.body.len();
    let order = a.updated.cmp(&b.updated).then_with(|| length(a).cmp(&length(b)));
    let order = order.then_with(|| b.body.cmp(&a.body)).then_with(|| b.subject.cmp(&a.subject));
    match order {
        Ordering::Equal => {
            let words = |ticket: &Ticket| format!("{:?}", Ticket { origin: Origin::default(), ..ticket.clone() });
            words(a).cmp(&words(b)).then_with(|| b.origin.cmp(&a.origin)) == Ordering::Greater
        }
        decided => decided == Ordering::Greater,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::Timestamp;

    fn copy(id: &str, place: usize, updated: i64, body: &str, url: Option<&str>) -> Copy {
        let updated = Some(Timestamp::from_seconds(updated));
        Copy {
            ticket: Ticket { id: id.into(), updated, body: body.into(), url: url.map(Into::into), ..Ticket::default() },
            place,
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
}
