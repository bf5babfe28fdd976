//! The order over made-up problems.

use super::*;
use crate::model::{
    series::{Calendar, Change, Trend, Verdict},
    ticket::Ticket,
    time::{Day, PeriodUnit},
};

const WEEKS: usize = 26;

/// A problem: its weekly counts, and what each of its tickets looks like.
struct Made {
    counts: Vec<u32>,
    change: Change,
    ticket: fn(usize) -> Ticket,
}

fn change(low: Option<f64>, high: Option<f64>) -> Change {
    Change { verdict: Verdict::Unclear, rate_ratio: None, low, high, ..Change::UNCLEAR }
}

fn plain(at: usize) -> Ticket {
    Ticket { customer: Some(format!("c{at}")), ..Ticket::default() }
}

fn steady(per_week: u32) -> Made {
    Made { counts: vec![per_week; WEEKS], change: change(Some(0.8), Some(1.3)), ticket: plain }
}

fn ranked(problems: &[Made], dated: bool) -> Vec<Ranked> {
    let start: Day = "2026-01-05".parse().unwrap();
    let (mut tickets, mut clusters) = (vec![], vec![]);
    for (number, made) in problems.iter().enumerate() {
        let from = tickets.len();
        let size = made.counts.iter().sum::<u32>() as usize;
        for at in 0..size {
            let created = dated.then(|| crate::model::time::Timestamp::from_seconds(0));
            let id = format!("{number:03}-{at:05}");
            tickets.push(Ticket { id, created, ..(made.ticket)(at) });
        }
        clusters.push(Cluster {
            members: (from..from + size).collect(),
            exemplars: vec![],
            title: String::new(),
            keywords: vec![],
            cohesion: 1.0,
            theme: 0,
        });
    }
    let calendar = dated.then(|| Calendar {
        unit: PeriodUnit::Week,
        periods: (0..WEEKS as u32).map(|w| start.plus(7 * w)).collect(),
        as_of: start.plus(7 * WEEKS as u32),
        totals: vec![0; WEEKS],
        outside: 0,
        undated: 0,
        left_out: vec![],
    });
    let trends = problems
        .iter()
        .map(|made| Trend {
            counts: if dated { made.counts.clone() } else { vec![] },
            first_seen: None,
            last_seen: None,
            change: if dated { made.change } else { change(None, None) },
            band: vec![],
            per_thousand: None,
        })
        .collect();
    let trends = Trends { calendar, trends, themes: vec![], per_customer: false, recent: if dated { 4 } else { 0 } };
    rank(&Corpus::new(tickets), &clusters, &trends, &Weights::default())
}

fn order(problems: &[Made]) -> Vec<usize> {
    ranked(problems, true).iter().map(|r| r.cluster).collect()
}

#[test]
fn a_total_is_the_sum_of_its_parts_and_counts_doublings() {
    let all = ranked(&[steady(2), steady(4)], true);
    for one in &all {
        let sum: f64 = one.score.parts.iter().map(|p| p.contribution).sum();
        assert_eq!(one.score.total, sum);
        assert!(one.score.parts.iter().all(|p| p.value.is_finite() && p.contribution.is_finite()));
    }
    // 4 a week make 52 a quarter, 2 make 26: log2(53) and log2(27).
    assert!((all[0].score.total - 53f64.log2()).abs() < 1e-12);
    assert!((all[1].score.total - 27f64.log2()).abs() < 1e-12);
}

#[test]
fn three_new_tickets_never_outrank_sixty() {
    let mut three = steady(0);
    three.counts[23..].fill(1);
    three.change = change(Some(1e6), None);
    for kind in 0..4 {
        let mut sixty = steady(0);
        match kind {
            0 => sixty.counts[..20].fill(3),
            1 => sixty.counts.iter_mut().step_by(13).for_each(|n| *n = 30),
            2 => sixty.counts[0] = 60,
            _ => sixty.counts[22..].fill(15),
        }
        sixty.change = if kind == 3 { change(Some(1.0), Some(2.0)) } else { change(Some(0.0), Some(1e-6)) };
        let made = Made { counts: three.counts.clone(), change: three.change, ticket: plain };
        assert_eq!(order(&[made, sixty]), [1, 0], "kind {kind}");
    }
}

#[test]
fn equal_problems_stand_in_the_order_of_their_first_ticket() {
    assert_eq!(order(&[steady(3), steady(3), steady(5), steady(3)]), [2, 0, 1, 3]);
}

#[test]
fn many_customers_weigh_more_than_one_who_writes_often() {
    let mut one = steady(4);
    one.ticket = |_| Ticket { customer: Some("same".to_owned()), ..Ticket::default() };
    assert_eq!(order(&[one, steady(3)]), [1, 0]);
}

#[test]
fn pain_is_measured_against_the_others() {
    let calm = Made { ticket: |_| Ticket { satisfaction: Some(0.9), ..Ticket::default() }, ..steady(4) };
    let sore = Made { ticket: |_| Ticket { satisfaction: Some(0.1), ..Ticket::default() }, ..steady(3) };
    let all = ranked(&[calm, sore], true);
    assert_eq!(all[0].cluster, 1);
    let pain = all[0].score.parts.iter().find(|p| p.name == "pain").unwrap();
    // 0.9 - 0.1 = 0.8, drawn to zero by 78 / (78 + 10).
    assert!((pain.value - 0.8 * 78.0 / 88.0).abs() < 1e-6, "{pain:?}");
    // A corpus of one problem has nothing to compare with.
    let alone =
        ranked(&[Made { ticket: |_| Ticket { satisfaction: Some(0.1), ..Ticket::default() }, ..steady(3) }], true);
    assert!(alone[0].score.parts.iter().all(|p| p.name != "pain"));
}

#[test]
fn without_dates_the_tickets_themselves_count() {
    let all = ranked(&[steady(1), steady(2)], false);
    assert_eq!(all.iter().map(|r| r.cluster).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(all[0].score.parts[0].value, 52.0);
    assert!(all[0].score.parts.iter().all(|p| p.name != "growth"));
}
