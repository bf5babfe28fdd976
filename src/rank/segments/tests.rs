//! Segments of made-up tickets.

use super::*;
use crate::model::{
    account::{Account, Accounts},
    cluster::Cluster,
    corpus::Corpus,
    document::Documents,
    series::Trends,
    ticket::Ticket,
    time::Timestamp,
};

fn found(tickets: Vec<Ticket>, clusters: &[std::ops::Range<usize>], accounts: &Accounts) -> Vec<Vec<Segment>> {
    let clusters: Vec<Cluster> = clusters
        .iter()
        .map(|members| Cluster {
            members: members.clone().collect(),
            exemplars: vec![],
            title: String::new(),
            keywords: vec![],
            cohesion: 1.0,
            theme: 0,
        })
        .collect();
    let corpus = Corpus::new(tickets);
    let (documents, trends) = (Documents::default(), Trends::default());
    segments(&Input { corpus: &corpus, documents: &documents, clusters: &clusters, trends: &trends, accounts })
}

fn ticket(at: usize) -> Ticket {
    Ticket { id: format!("{at:05}"), customer: Some(format!("c{at}")), ..Ticket::default() }
}

fn named(segments: &[Segment]) -> Vec<(&str, &str)> {
    segments.iter().map(|segment| (segment.by, segment.name.as_str())).collect()
}

#[test]
fn a_part_that_stands_out_is_listed_with_its_shares() {
    let product = |at: usize| if at < 30 || at.is_multiple_of(10) { "Scheduler" } else { "Invoices" };
    let tickets = (0..400).map(|at| Ticket { product: Some(product(at).to_owned()), ..ticket(at) }).collect();
    let found = found(tickets, &[0..40, 40..80], &Accounts::default());
    assert_eq!(named(&found[0]), [("product", "Scheduler")]);
    let segment = &found[0][0];
    // Of the others 36 of 360 have it.
    assert_eq!((segment.tickets, segment.share, segment.elsewhere), (31, 31.0 / 40.0, 0.1));
    assert!(segment.q < 1e-9 && named(&found[1]).is_empty(), "{found:?}");
}

#[test]
fn one_customer_who_writes_often_is_no_segment() {
    let one = |at: usize| Ticket {
        customer: Some(if at < 35 { "same".to_owned() } else { format!("c{at}") }),
        product: Some(if at < 35 { "Scheduler" } else { "Invoices" }.to_owned()),
        ..ticket(at)
    };
    let others = |at: usize| Ticket {
        product: Some(if at.is_multiple_of(9) { "Scheduler" } else { "Invoices" }.to_owned()),
        ..ticket(at)
    };
    let tickets = (0..400).map(|at| if at < 40 { one(at) } else { others(at) }).collect();
    assert_eq!(found(tickets, std::slice::from_ref(&(0..40)), &Accounts::default()), [vec![]]);
}

#[test]
fn chance_makes_few_segments() {
    // Values dealt by a multiplicative hash: no problem has anything to do with any value.
    let deal = |at: usize, salt: u64| {
        ((at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ salt).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 60
    };
    let tickets = (0..3000)
        .map(|at| Ticket {
            product: Some(format!("Product {}", deal(at, 1))),
            channel: Some(format!("Channel {}", deal(at, 2))),
            ..ticket(at)
        })
        .collect();
    let clusters: Vec<_> = (0..60).map(|at| at * 40..at * 40 + 40).collect();
    let listed = found(tickets, &clusters, &Accounts::default()).iter().flatten().count();
    assert!(listed <= 2, "{listed} of {} tests", 60 * 32);
}

#[test]
fn addresses_and_numbers_are_no_names() {
    let product = |at: usize| if at < 40 { "jane@example.org" } else { "Invoices" };
    let tickets = (0..400).map(|at| Ticket { product: Some(product(at).to_owned()), ..ticket(at) }).collect();
    assert_eq!(found(tickets, std::slice::from_ref(&(0..40)), &Accounts::default()), [vec![]]);
}

#[test]
fn beginners_are_told_from_the_experienced_by_their_accounts() {
    let day = 86_400;
    let tickets: Vec<Ticket> =
        (0..400).map(|at| Ticket { created: Some(Timestamp::from_seconds(1000 * day)), ..ticket(at) }).collect();
    let since = |at: usize| Timestamp::from_seconds((1000 - if at < 40 { 3 } else { 500 + at as i64 }) * day).day();
    let accounts = Accounts {
        list: (0..400)
            .map(|at| Account {
                plan: Some(if at < 36 { "Trial" } else { "Pro" }.to_owned()),
                size: Some(if at < 36 { "1-10" } else { "over 500" }.to_owned()),
                value: None,
                since: Some(since(at)),
            })
            .collect(),
        of_ticket: (0..400).map(Some).collect(),
    };
    let found = found(tickets, std::slice::from_ref(&(0..40)), &accounts);
    assert_eq!(named(&found[0]), [("tenure", "first week"), ("plan", "Trial"), ("size", "1-10")]);
}

#[test]
fn the_how_manieth_ticket_is_told_only_where_the_export_reaches_back() {
    let day = 86_400;
    // 40 customers write once about a stumbling block; 40 others write every second month about anything.
    let tickets = |from: i64| -> Vec<Ticket> {
        (0..400)
            .map(|at| Ticket {
                id: format!("{at:05}"),
                customer: Some(if at < 40 { format!("new{at}") } else { format!("old{}", at % 40) }),
                created: Some(Timestamp::from_seconds(
                    (from + if at < 40 { 200 + at as i64 } else { at as i64 - 40 }) * day,
                )),
                ..Ticket::default()
            })
            .collect()
    };
    let long = found(tickets(0), std::slice::from_ref(&(0..40)), &Accounts::default());
    assert_eq!(named(&long[0]), [("contact", "first ticket")]);
    let mut short = tickets(0);
    short
        .iter_mut()
        .for_each(|ticket| ticket.created = ticket.created.map(|at| Timestamp::from_seconds(at.seconds() / 4)));
    assert_eq!(found(short, std::slice::from_ref(&(0..40)), &Accounts::default()), [vec![]]);
}

#[test]
fn where_the_grouping_follows_the_languages_no_language_is_a_segment() {
    let language = |at: usize| if (at / 40).is_multiple_of(2) { "de" } else { "en" };
    let mixed = |at: usize| if at < 36 || at.is_multiple_of(4) { "de" } else { "en" };
    let tickets = |of: &dyn Fn(usize) -> &'static str| -> Vec<Ticket> {
        (0..400).map(|at| Ticket { language: Some(of(at).to_owned()), ..ticket(at) }).collect()
    };
    let clusters: Vec<_> = (0..8).map(|at| at * 40..at * 40 + 40).collect();
    assert_eq!(found(tickets(&language), &clusters, &Accounts::default()).concat(), []);
    assert_eq!(named(&found(tickets(&mixed), &clusters, &Accounts::default())[0]), [("language", "de")]);
}
