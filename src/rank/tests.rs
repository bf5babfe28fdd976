//! The order over made-up problems.

use super::*;
use crate::model::{
    account::Account,
    series::{Calendar, Change, Trend, Verdict},
    ticket::{Priority, Ticket},
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
        clusters.push(cluster(from..from + size));
    }
    let calendar = dated.then(|| Calendar {
        unit: PeriodUnit::Week,
        periods: (0..WEEKS as u32).map(|w| start.plus(7 * w)).collect(),
        as_of: start.plus(7 * WEEKS as u32),
        totals: vec![0; WEEKS],
        outside: 0,
        undated: 0,
        quiet_days: 0,
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
    let (corpus, documents, accounts) = (Corpus::new(tickets), Documents::default(), Accounts::default());
    let input =
        Input { corpus: &corpus, documents: &documents, clusters: &clusters, trends: &trends, accounts: &accounts };
    rank(&input, &Settings::default())
}

/// Points of a part.
fn part(ranked: &Ranked, name: &str) -> f64 {
    ranked.score.parts.iter().find(|part| part.name == name).map_or(f64::NAN, |part| part.contribution)
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
    // 4 a week make 52 a quarter, 2 make 26: log2(53) and log2(27), on the evidence of 104 and 52 tickets.
    let total = |tickets: f64, quarter: f64| (1.0 + quarter).log2() + (tickets / (tickets + 5.0)).log2();
    assert!((all[0].score.total - total(104.0, 52.0)).abs() < 1e-12);
    assert!((all[1].score.total - total(52.0, 26.0)).abs() < 1e-12);
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
    // A third of the tickets is rated: a survey of the support, no reviews of the product.
    fn rated(at: usize, rating: f32) -> Ticket {
        Ticket { satisfaction: at.is_multiple_of(3).then_some(rating), ..plain(at) }
    }
    let calm = || Made { ticket: |at| rated(at, 0.9), ..steady(4) };
    let sore = || Made { ticket: |at| rated(at, 0.1), ..steady(3) };
    let all = ranked(&[calm(), sore()], true);
    assert_eq!(all[0].cluster, 1);
    let pain = all[0].score.parts.iter().find(|p| p.name == "satisfaction").unwrap();
    // 0.9 - 0.1 = 0.8: two points for a whole one, one at the most, drawn to zero by 26 / (26 + 10).
    assert!((pain.value - 0.8).abs() < 1e-6 && (pain.contribution - 26.0 / 36.0).abs() < 1e-12, "{pain:?}");
    // A corpus of one problem has nothing to compare with.
    assert!(part(&ranked(&[sore()], true)[0], "satisfaction").is_nan());
}

#[test]
fn each_way_to_hurt_moves_a_problem_up_and_is_left_out_where_nothing_tells() {
    let hour = 3600;
    let solved = |hours: i64| Some(crate::model::time::Timestamp::from_seconds(hours * hour));
    let calm = Ticket {
        reopens: Some(0),
        tags: vec!["billing".to_owned()],
        priority: Some(Priority::Normal),
        solved: solved(2),
        ..Ticket::default()
    };
    let sore = [
        ("reopens", Ticket { reopens: Some(2), ..calm.clone() }),
        ("escalations", Ticket { tags: vec!["Escalated_to_L2".to_owned()], ..calm.clone() }),
        ("priority", Ticket { priority: Some(Priority::Urgent), ..calm.clone() }),
        // Four times as long: two doublings, a quarter of a point each.
        ("resolution", Ticket { solved: solved(8), ..calm.clone() }),
    ];
    for (name, ticket) in sore {
        let all = ranked_tickets(&[(104, calm.clone()), (78, ticket)]);
        let found = all.iter().find(|one| one.cluster == 1).unwrap();
        assert!((part(found, name) - 0.5 * 78.0 / 88.0).abs() < 1e-9, "{name}: {found:?}");
        for other in ["reopens", "escalations", "priority", "resolution", "satisfaction"] {
            assert!(other == name || part(found, other).is_nan(), "{other} is the same of all: {found:?}");
        }
    }
}

/// Problems of equal tickets, without any history.
fn ranked_tickets(problems: &[(usize, Ticket)]) -> Vec<Ranked> {
    let (mut tickets, mut clusters) = (vec![], vec![]);
    for (number, (size, like)) in problems.iter().enumerate() {
        let from = tickets.len();
        for at in 0..*size {
            let created = like.created.or(Some(crate::model::time::Timestamp::from_seconds(0)));
            tickets.push(Ticket { id: format!("{number:03}-{at:05}"), created, ..like.clone() });
        }
        clusters.push(cluster(from..from + size));
    }
    let trends = Trends::default();
    let (corpus, documents, accounts) = (Corpus::new(tickets), Documents::default(), Accounts::default());
    let input =
        Input { corpus: &corpus, documents: &documents, clusters: &clusters, trends: &trends, accounts: &accounts };
    rank(&input, &Settings::default())
}

fn cluster(members: std::ops::Range<usize>) -> Cluster {
    Cluster {
        members: members.collect(),
        exemplars: vec![],
        title: String::new(),
        keywords: vec![],
        cohesion: 1.0,
        theme: 0,
    }
}

#[test]
fn work_counts_a_point_for_each_doubling_and_absurd_times_do_not() {
    let minutes = |minutes: f32| Ticket { handle_minutes: Some(minutes), ..Ticket::default() };
    let all = ranked_tickets(&[(100, minutes(10.0)), (80, minutes(40.0)), (3, minutes(90_000.0))]);
    assert_eq!(all.iter().map(|one| one.cluster).collect::<Vec<_>>(), [1, 0, 2]);
    assert!(all.iter().all(|one| part(one, "cost").abs() <= 1.0));
    assert!(part(&all[0], "cost") > 0.5 && part(&all[1], "cost") < -0.5, "{all:?}");
}

#[test]
fn where_nothing_is_known_of_a_problem_the_middle_of_the_others_stands_for_it() {
    let minutes = |minutes: f32| Ticket { handle_minutes: Some(minutes), ..Ticket::default() };
    let all = ranked_tickets(&[(50, minutes(10.0)), (50, minutes(20.0)), (50, minutes(30.0)), (50, Ticket::default())]);
    let cost = |cluster: usize| {
        let one = all.iter().find(|one| one.cluster == cluster).unwrap();
        one.score.parts.iter().find(|part| part.name == "cost").unwrap()
    };
    assert_eq!(cost(3).contribution, cost(1).contribution);
    assert_eq!([0, 1, 2, 3].map(|at| cost(at).assumed), [false, false, false, true]);
}

#[test]
fn a_customer_of_worth_counts_more_but_not_without_end() {
    let tickets: Vec<Ticket> = (0..60).map(|at| Ticket { id: format!("{at:03}"), ..plain(at) }).collect();
    let worth = |at: usize| match at {
        0..20 => 10.0,
        20..40 => 1000.0,
        _ => 1.0e9,
    };
    let account = |at: usize| Account { value: Some(worth(at)), ..Account::default() };
    let accounts = Accounts { list: (0..60).map(account).collect(), of_ticket: (0..60).map(Some).collect() };
    let (corpus, documents) = (Corpus::new(tickets), Documents::default());
    let trends = Trends::default();
    let clusters = [cluster(0..20), cluster(20..40), cluster(40..60)];
    let input =
        Input { corpus: &corpus, documents: &documents, clusters: &clusters, trends: &trends, accounts: &accounts };
    let all = rank(&input, &Settings::default());
    assert_eq!(all[0].cluster, 2);
    assert!(all.iter().all(|one| part(one, "value").abs() <= 1.0), "{all:?}");
    assert!(part(&all[0], "value") > 0.4, "{all:?}");
}

#[test]
fn a_weight_of_zero_takes_a_part_out_of_the_total() {
    let mut settings = Settings::default();
    settings.weights.set("volume", 0.0).unwrap();
    settings.weights.set("evidence", 2.0).unwrap();
    let tickets: Vec<Ticket> = (0..30).map(|at| Ticket { id: format!("{at:03}"), ..plain(at) }).collect();
    let (corpus, documents, accounts) = (Corpus::new(tickets), Documents::default(), Accounts::default());
    let (trends, clusters) = (Trends::default(), [cluster(0..20)]);
    let input =
        Input { corpus: &corpus, documents: &documents, clusters: &clusters, trends: &trends, accounts: &accounts };
    let one = &rank(&input, &settings)[0];
    assert_eq!((part(one, "volume"), part(one, "evidence")), (0.0, 2.0 * 0.8f64.log2()));
}

#[test]
fn without_dates_the_tickets_themselves_count() {
    let all = ranked(&[steady(1), steady(2)], false);
    assert_eq!(all.iter().map(|r| r.cluster).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(all[0].score.parts[0].value, 52.0);
    assert!(all[0].score.parts.iter().all(|p| p.name != "growth"));
}

#[test]
fn with_too_few_periods_the_tickets_themselves_count() {
    let created = Some(crate::model::time::Timestamp::from_seconds(0));
    let tickets = (0..50).map(|at| Ticket { id: format!("{at:03}"), created, ..plain(at) }).collect();
    // Most of the larger one lies outside of the only complete week.
    let trend = |inside: u32| Trend { counts: vec![inside], ..Trend::default() };
    let start: Day = "1969-12-29".parse().unwrap();
    let calendar = Calendar {
        unit: PeriodUnit::Week,
        periods: vec![start],
        as_of: start.plus(9),
        quiet_days: 0,
        totals: vec![6],
        outside: 44,
        undated: 0,
        left_out: vec![],
    };
    let trends = Trends { calendar: Some(calendar), trends: vec![trend(1), trend(5)], ..Trends::default() };
    let (corpus, documents, accounts) = (Corpus::new(tickets), Documents::default(), Accounts::default());
    let clusters = [cluster(0..40), cluster(40..50)];
    let input =
        Input { corpus: &corpus, documents: &documents, clusters: &clusters, trends: &trends, accounts: &accounts };
    let all = rank(&input, &Settings::default());
    assert_eq!(all.iter().map(|one| (one.cluster, one.outlook)).collect::<Vec<_>>(), [(0, None), (1, None)]);
    assert_eq!(all[0].score.parts[0].value, 40.0);
}

#[test]
fn a_change_that_is_called_counts_from_its_beginning() {
    let mut new = steady(0);
    new.counts[22..].fill(4);
    let volume = |change: Change| {
        let all = ranked(&[Made { counts: new.counts.clone(), change, ticket: plain }, steady(3)], true);
        all.iter().find(|one| one.cluster == 0).unwrap().score.parts[0].value
    };
    let start: Day = "2026-01-05".parse().unwrap();
    let called = Change { verdict: Verdict::New, onset: Some(start.plus(7 * 22)), ..change(Some(9.0), None) };
    let halfway = 0.5 * (4.0 + 16.0 / 26.0);
    assert!((volume(change(None, None)) - 13.0 * halfway).abs() < 1e-9);
    assert!((volume(called) - 13.0 * (0.8 * 4.0 + 0.2 * halfway)).abs() < 1e-9);
}

proptest::proptest! {
    /// One ticket more never lowers a problem: a recent one of whomever, an old one of a new customer; nor does a
    /// customer more among the same tickets.
    #[test]
    fn more_tickets_never_lower_a_problem(
        counts in proptest::collection::vec(0u32..9, WEEKS), week in 0..WEEKS, people in 1usize..30, minutes in 1.0f32..60.0,
    ) {
        proptest::prop_assume!(counts.iter().sum::<u32>() >= 3);
        let total = |counts: &[u32], people: usize| {
            let size = counts.iter().sum::<u32>() as usize;
            let like = |at: usize| Ticket {
                customer: Some(format!("c{}", at % people)),
                handle_minutes: Some(minutes),
                ..Ticket::default()
            };
            let other = |at: usize| Ticket { handle_minutes: Some(20.0), ..plain(1000 + at) };
            total_of(counts, (0..size).map(like).collect(), (0..100).map(other).collect())
        };
        let mut more = counts.clone();
        more[week] += 1;
        let before = total(&counts, people);
        let writers = if week < WEEKS - 4 { people + 1 } else { people };
        proptest::prop_assert!(total(&more, writers) >= before - 1e-9);
        proptest::prop_assert!(total(&counts, people + 1) >= before - 1e-9);
    }

    /// Three new tickets with all that speaks for a problem stay behind sixty that nothing speaks for.
    #[test]
    fn three_tickets_never_outrank_sixty(weeks in proptest::collection::vec(0..WEEKS, 60), people in 20usize..60) {
        let mut three = vec![0; WEEKS];
        three[WEEKS - 3..].fill(1);
        let mut sixty = vec![0; WEEKS];
        weeks.iter().for_each(|&week| sixty[week] += 1);
        let best = |at: usize| Ticket {
            satisfaction: Some(0.0),
            reopens: Some(3),
            priority: Some(Priority::Urgent),
            handle_minutes: Some(500.0),
            ..plain(at)
        };
        let usual = |at: usize| Ticket {
            customer: Some(format!("u{}", at % people)),
            satisfaction: at.is_multiple_of(4).then_some(0.7),
            reopens: Some(0),
            priority: Some(Priority::Normal),
            handle_minutes: Some(15.0),
            ..Ticket::default()
        };
        let alone = |at: usize| usual(at * 4 + 1);
        let low = total_of(&three, (0..3).map(best).collect(), (0..200).map(alone).collect());
        let high = total_of(&sixty, (0..60).map(usual).collect(), (0..200).map(alone).collect());
        proptest::prop_assert!(low < high, "{low} {high}");
    }
}

/// Total of a problem with these weekly counts and tickets, among others that belong to none.
fn total_of(counts: &[u32], mut tickets: Vec<Ticket>, others: Vec<Ticket>) -> f64 {
    let size = tickets.len();
    tickets.extend(others);
    for (at, ticket) in tickets.iter_mut().enumerate() {
        ticket.id = format!("{at:05}");
        ticket.created = Some(crate::model::time::Timestamp::from_seconds(0));
    }
    let start: Day = "2026-01-05".parse().unwrap();
    let calendar = Calendar {
        unit: PeriodUnit::Week,
        periods: (0..WEEKS as u32).map(|w| start.plus(7 * w)).collect(),
        as_of: start.plus(7 * WEEKS as u32),
        totals: vec![100; WEEKS],
        outside: 0,
        undated: 0,
        quiet_days: 0,
        left_out: vec![],
    };
    let trend = Trend { counts: counts.to_vec(), change: change(Some(0.5), Some(2.0)), ..Trend::default() };
    let trends = Trends { calendar: Some(calendar), trends: vec![trend], recent: 4, ..Trends::default() };
    let (corpus, documents, accounts) = (Corpus::new(tickets), Documents::default(), Accounts::default());
    let clusters = [cluster(0..size)];
    let input =
        Input { corpus: &corpus, documents: &documents, clusters: &clusters, trends: &trends, accounts: &accounts };
    rank(&input, &Settings::default())[0].score.total
}
