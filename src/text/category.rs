//! Tickets without text are called by their category path, as far down as others share it: a leaf that is used once is
//! counted with the branch it grows on.

use std::collections::BTreeMap;

use crate::model::{cluster::FEWEST_TICKETS, ticket::Ticket};

/// How many tickets without text stand at or under each category path.
#[derive(Clone, Debug, Default)]
pub struct Paths<'a> {
    tickets: BTreeMap<&'a [String], usize>,
}

impl<'a> Paths<'a> {
    /// Counts the paths of the tickets without text.
    pub fn of(tickets: &'a [Ticket]) -> Self {
        let mut counted: BTreeMap<&[String], usize> = BTreeMap::new();
        for ticket in tickets.iter().filter(|ticket| !ticket.has_own_text()) {
            for depth in 1..=ticket.category.len() {
                *counted.entry(&ticket.category[..depth]).or_default() += 1;
            }
        }
        Self { tickets: counted }
    }

    /// The longest beginning of the ticket's path that as many tickets share as make a problem; the whole path where
    /// none is.
    pub fn shared<'t>(&self, ticket: &'t Ticket) -> &'t [String] {
        let path = ticket.category.as_slice();
        let enough =
            |depth: &usize| self.tickets.get(&path[..*depth]).is_some_and(|&tickets| tickets >= FEWEST_TICKETS);
        (1..=path.len()).rev().find(enough).map_or(path, |depth| &path[..depth])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ticket::PATH;

    fn ticket(body: &str, path: &str) -> Ticket {
        let category: Vec<String> = path.split('/').map(str::to_owned).collect();
        // As it is read: the path is the subject where there is no other text.
        let subject = if body.is_empty() { category.join(PATH) } else { String::new() };
        Ticket { subject, body: body.to_owned(), category, ..Ticket::default() }
    }

    #[test]
    fn a_path_is_cut_where_it_is_no_longer_shared() {
        let paths = ["a/b/c", "a/b/c", "a/b/c", "a/b/d", "a/e", "f/g"];
        let tickets: Vec<Ticket> = paths.iter().map(|path| ticket("", path)).collect();
        let counted = Paths::of(&tickets);
        let shared: Vec<String> = tickets.iter().map(|ticket| counted.shared(ticket).join("/")).collect();
        assert_eq!(shared, ["a/b/c", "a/b/c", "a/b/c", "a/b", "a", "f/g"]);
    }

    #[test]
    fn tickets_with_text_do_not_count() {
        let tickets = [ticket("it broke", "a/b"), ticket("it broke", "a/b"), ticket("", "a/b"), ticket("", "a/c")];
        assert_eq!(Paths::of(&tickets).shared(&tickets[2]), ["a", "b"]);
    }
}
