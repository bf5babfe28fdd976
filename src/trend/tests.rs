//! The whole of trend over made-up histories; the parts are tested beside their code.

use super::*;
use crate::model::{series::Verdict, ticket::Ticket, time::Timestamp};

/// Monday.
fn start() -> Day {
    "2026-01-05".parse().unwrap()
}

/// Series of weekly counts, the last one of tickets that belong to no problem → corpus and clusters.
fn history(series: &[Vec<u32>]) -> (Corpus, Vec<Cluster>) {
    let mut tickets = vec![];
    for (problem, counts) in series.iter().enumerate() {
        for (week, &count) in (0u32..).zip(counts) {
            for ticket in 0..count {
                let day = start().plus(week * 7 + ticket % 7);
                let created = Timestamp::from_seconds(i64::from(day.number()) * 86_400);
                let id = format!("{problem}-{week}-{ticket}");
                tickets.push(Ticket { id, created: Some(created), ..Ticket::default() });
            }
        }
    }
    let corpus = Corpus::new(tickets);
    let clusters = (0..series.len() - 1)
        .map(|problem| {
            let prefix = format!("{problem}-");
            let members = (0..corpus.len()).filter(|&at| corpus.tickets()[at].id.starts_with(&prefix)).collect();
            Cluster { members, exemplars: vec![], title: String::new(), keywords: vec![], cohesion: 1.0, theme: 0 }
        })
        .collect();
    (corpus, clusters)
}

fn measured(series: &[Vec<u32>]) -> Trends {
    let (corpus, clusters) = history(series);
    measure(&corpus, &clusters, &Settings { as_of: Some(start().plus(7 * 26 - 1)), ..Settings::default() })
}

fn weeks(parts: &[(usize, u32)]) -> Vec<u32> {
    parts.iter().flat_map(|&(weeks, count)| vec![count; weeks]).collect()
}

#[test]
fn each_kind_of_history_gets_its_word() {
    let trends = measured(&[
        weeks(&[(22, 0), (4, 3)]),
        weeks(&[(20, 4), (6, 12)]),
        weeks(&[(20, 12), (6, 4)]),
        weeks(&[(26, 15)]),
        weeks(&[(22, 8), (4, 0)]),
        weeks(&[(8, 5), (14, 0), (4, 5)]),
        weeks(&[(12, 0), (1, 1), (12, 0), (1, 1)]),
        weeks(&[(4, 5), (22, 0)]),
        weeks(&[(8, 0), (2, 6), (16, 0)]),
        weeks(&[(5, 5), (18, 0), (1, 1), (2, 0)]),
        weeks(&[(3, 1), (23, 0)]),
        weeks(&[(26, 200)]),
    ]);
    let verdicts: Vec<_> = trends.trends.iter().map(|t| t.change.verdict.name()).collect();
    assert_eq!(
        verdicts,
        ["new", "rising", "falling", "steady", "gone", "returning", "unclear", "gone", "gone", "falling", "unclear"]
    );
    let onsets: Vec<_> = trends.trends.iter().map(|t| t.change.onset.map(|d| d.days_since(start()) / 7)).collect();
    assert_eq!(
        onsets,
        [Some(22), Some(20), Some(20), None, Some(22), Some(22), None, Some(4), Some(10), Some(5), None]
    );
}

#[test]
fn counts_and_what_is_outside_add_up_to_all_tickets() {
    let (mut corpus, clusters) = history(&[weeks(&[(10, 2)]), weeks(&[(10, 5)])]);
    let mut tickets = corpus.tickets().to_vec();
    tickets.push(Ticket { id: "undated".to_owned(), ..Ticket::default() });
    corpus = Corpus::new(tickets);
    // The data ends on a Friday, and there never is a ticket at a weekend.
    let trends = measure(&corpus, &clusters, &Settings { since: Some(start().plus(14)), ..Settings::default() });
    let calendar = trends.calendar.unwrap();
    let inside: u32 = calendar.totals.iter().sum();
    assert_eq!((calendar.periods.len(), calendar.undated), (8, 1));
    assert_eq!(inside as usize + calendar.outside + calendar.undated, corpus.len());
    assert_eq!(trends.trends[0].counts, [2; 8]);
    assert_eq!(trends.trends[0].first_seen, Some(start()));
}

#[test]
fn short_or_dateless_histories_say_nothing_and_break_nothing() {
    for lengths in 0..4 {
        let trends = measured(&[weeks(&[(lengths, 3)]), weeks(&[(lengths, 9)])]);
        assert_eq!(trends.trends.len(), 1);
        let (corpus, clusters) = history(&[weeks(&[(lengths, 3)]), weeks(&[(lengths, 9)])]);
        let trends = measure(&corpus, &clusters, &Settings::default());
        assert_eq!(trends.trends[0].change, Change::UNCLEAR);
    }
    let corpus = Corpus::new(vec![Ticket { id: "1".to_owned(), ..Ticket::default() }]);
    let (_, clusters) = history(&[weeks(&[(1, 1)]), vec![]]);
    let trends = measure(&corpus, &clusters, &Settings::default());
    assert_eq!((trends.calendar, trends.recent), (None, 0));
    assert_eq!(trends.trends[0].change, Change::UNCLEAR);
}

/// Splitmix64: a small generator for simulations, the same everywhere.
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn poisson(&mut self, mean: f64) -> u32 {
        let (mut count, mut product) = (0, self.unit());
        while product > (-mean).exp() {
            product *= self.unit();
            count += 1;
        }
        count
    }

    /// Negative binomial of shape 4 (variance = mean + mean² / 4): Poisson around a gamma mean.
    fn bursty(&mut self, mean: f64) -> u32 {
        let gamma: f64 = (0..4).map(|_| -(1.0 - self.unit()).ln()).sum();
        self.poisson(mean * gamma / 4.0)
    }

    /// The same variance with twice the skew, which no part of the model knows of.
    fn spiky(&mut self, mean: f64) -> u32 {
        let spread = 0.5 + 0.5 * -(1.0 - self.unit()).ln();
        self.poisson(mean * spread)
    }
}

/// Verdicts of simulated corpora of 30 problems of different sizes over 26 weeks.
fn simulate(runs: u64, mut week: impl FnMut(&mut Chance, usize, usize) -> u32) -> Vec<Vec<Change>> {
    (0..runs)
        .map(|run| {
            let mut chance = Chance(run);
            let problems: Vec<Vec<u32>> = (0..30).map(|p| (0..26).map(|t| week(&mut chance, p, t)).collect()).collect();
            let totals: Vec<u32> =
                (0..26).map(|t| 150 + problems.iter().map(|series: &Vec<u32>| series[t]).sum::<u32>()).collect();
            let periods = (0..26u32).map(|t| start().plus(7 * t)).collect();
            let as_of = start().plus(181);
            let calendar = Calendar {
                unit: PeriodUnit::Week,
                periods,
                as_of,
                quiet_days: 0,
                totals,
                outside: 0,
                undated: 0,
                left_out: vec![],
            };
            let evidence: Vec<Evidence> = (problems.iter())
                .map(|counts| Evidence { people: counts.clone(), peaks: vec![[0, 0]; counts.len()] })
                .collect();
            let input = Input {
                calendar: &calendar,
                counts: &problems,
                evidence: &evidence,
                seen: &vec![None; 30],
                recent: 4,
                customers: None,
            };
            verdict::judge(&input).into_iter().map(|judged| judged.change).collect()
        })
        .collect()
}

fn mean_of(problem: usize) -> f64 {
    [0.3, 0.6, 1.0, 2.0, 4.0, 8.0, 15.0, 3.0, 5.0, 10.0][problem % 10]
}

fn is_change(change: &Change) -> bool {
    !matches!(change.verdict, Verdict::Steady | Verdict::Unclear)
}

#[test]
fn without_a_change_hardly_any_run_reports_one() {
    type Week = fn(&mut Chance, usize, usize) -> u32;
    // Under no change at all the false discovery rate is the share of runs with any alarm: 5 % by
    // design; spikes beyond the model cost a little more.
    // (1,000 runs gave 2.1 %, 4.4 % and 7.1 %.)
    let kinds: [(&str, Week, usize); 3] = [
        ("poisson", |c, p, _| c.poisson(mean_of(p)), 2),
        ("bursty", |c, p, _| c.bursty(mean_of(p)), 3),
        ("spiky", |c, p, _| c.spiky(mean_of(p)), 3),
    ];
    for (kind, week, most) in kinds {
        let alarmed = simulate(12, week).iter().filter(|run| run.iter().any(is_change)).count();
        assert!(alarmed <= most, "{kind}: {alarmed} of 12 runs");
    }
}

#[test]
fn intervals_hold_the_true_ratio_of_one() {
    let runs = simulate(8, |c, p, _| c.bursty(mean_of(p)));
    let (mut held, mut all) = (0, 0);
    for change in runs.iter().flatten().filter(|change| change.rate_ratio.is_some()) {
        all += 1;
        held += u32::from(change.low.unwrap() <= 1.0 && change.high.is_none_or(|high| high >= 1.0));
    }
    // 240 draws: a true 95 % is below 92 % in one of forty cases, and the bench holds it to 93-97 %.
    assert!(f64::from(held) / f64::from(all) >= 0.92, "{held} of {all}");
}

#[test]
fn a_problem_that_triples_is_seen() {
    // Every tenth problem has a mean of 4 a week and triples in the last 4 weeks.
    let runs = simulate(8, |c, p, t| c.poisson(mean_of(p) * if p % 10 == 4 && t >= 22 { 3.0 } else { 1.0 }));
    let (mut seen, mut false_alarms) = (0, 0);
    for run in &runs {
        for (problem, change) in run.iter().enumerate() {
            if problem % 10 == 4 {
                seen += u32::from(change.verdict == Verdict::Rising);
            } else {
                false_alarms += u32::from(is_change(change));
            }
        }
    }
    assert!(seen >= 22, "{seen} of 24 seen");
    assert!(f64::from(false_alarms) <= 0.05 * f64::from(seen + false_alarms), "{false_alarms} false beside {seen}");
}

proptest::proptest! {
    #[test]
    fn whatever_the_dates_every_number_is_finite(
        days in proptest::collection::vec(proptest::option::of(-20_000i64..40_000), 0..120),
        near in proptest::collection::vec(proptest::option::of(20_000i64..20_150), 0..120),
        unit in 0usize..3,
        as_of in proptest::option::of(19_000i32..21_000),
    ) {
        let unit = [PeriodUnit::Day, PeriodUnit::Week, PeriodUnit::Month][unit];
        let tickets: Vec<Ticket> = (near.iter().chain(&days).enumerate())
            .map(|(at, day)| Ticket {
                id: at.to_string(),
                created: day.map(|day| Timestamp::from_seconds(day * 86_400)),
                ..Ticket::default()
            })
            .collect();
        let corpus = Corpus::new(tickets);
        let (_, mut clusters) = history(&[vec![], vec![], vec![], vec![]]);
        for at in 0..corpus.len() {
            if at % 4 < 3 {
                clusters[at % 4].members.push(at);
            }
        }
        let as_of = as_of.and_then(Day::from_number);
        let trends = measure(&corpus, &clusters, &Settings { as_of, since: None, unit, exposure: None });
        for trend in &trends.trends {
            let change = trend.change;
            for number in [change.rate_ratio, change.low, change.high, change.q].into_iter().flatten() {
                proptest::prop_assert!(number.is_finite() && number >= 0.0);
            }
            proptest::prop_assert_eq!(trend.counts.len(), trends.calendar.as_ref().map_or(0, |c| c.periods.len()));
        }
        if let Some(calendar) = &trends.calendar {
            let inside: u32 = calendar.totals.iter().sum();
            proptest::prop_assert_eq!(inside as usize + calendar.outside + calendar.undated, corpus.len());
        }
    }
}
