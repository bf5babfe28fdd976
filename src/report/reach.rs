//! Whom a problem reaches: counted, never named.

use std::collections::{BTreeMap, BTreeSet};

use super::{Repeats, Segment, excerpt::plain, figures::rounded};
use crate::{model::corpus::Corpus, rank};

/// Different organisations among the members; none when no ticket names one.
pub fn organizations(corpus: &Corpus, members: &[usize]) -> Option<usize> {
    let named: BTreeSet<&str> = members.iter().filter_map(|&at| corpus.tickets()[at].organization.as_deref()).collect();
    (!named.is_empty()).then_some(named.len())
}

/// Customers with more than one of the members, and their tickets; none where customers are not counted.
pub fn repeats(corpus: &Corpus, members: &[usize]) -> Option<Repeats> {
    let mut tickets: BTreeMap<&str, usize> = BTreeMap::new();
    for customer in members.iter().filter_map(|&at| corpus.tickets()[at].customer.as_deref()) {
        *tickets.entry(customer).or_default() += 1;
    }
    let again = || tickets.values().filter(|&&tickets| tickets > 1);
    let told = corpus.customers(members).is_some();
    told.then(|| Repeats { customers: again().count(), tickets: again().sum() })
}

/// The segments as a report shows them.
pub fn segments(found: &[rank::Segment]) -> Vec<Segment> {
    found
        .iter()
        .filter_map(|segment| {
            Some(Segment {
                by: segment.by.to_owned(),
                name: plain(&segment.name),
                tickets: segment.tickets,
                share: rounded(segment.share)?,
                elsewhere: rounded(segment.elsewhere)?,
                q: rounded(segment.q)?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ticket::Ticket;

    #[test]
    fn repeat_contacts_of_one_are_told_from_many_customers_with_one() {
        let ticket = |at: usize, customer: &str| Ticket {
            id: at.to_string(),
            customer: Some(customer.to_owned()),
            organization: (at < 2).then(|| "Acme".to_owned()),
            ..Ticket::default()
        };
        let customers = ["a", "a", "a", "b", "c"];
        let corpus = Corpus::new(customers.iter().enumerate().map(|(at, name)| ticket(at, name)).collect());
        assert_eq!(repeats(&corpus, &[0, 1, 2, 3, 4]), Some(Repeats { customers: 1, tickets: 3 }));
        assert_eq!(repeats(&corpus, &[3, 4]), Some(Repeats { customers: 0, tickets: 0 }));
        assert_eq!((organizations(&corpus, &[0, 1, 2]), organizations(&corpus, &[3])), (Some(1), None));
        assert_eq!(repeats(&Corpus::new(vec![Ticket::default()]), &[0]), None);
    }
}
