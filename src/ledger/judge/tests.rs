use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// So many weeks from 5 January 2026.
fn weeks(count: usize) -> Vec<Day> {
    (0..count).map(|week| day("2026-01-05").plus(7 * week as u32)).collect()
}

fn shipped(on: Day) -> Shipped {
    Shipped { shipped: on, expect: Some(0.5), version: None, lag: None, link: None }
}

/// The verdict on a fix shipped at the start of week `at`, with 400 other tickets a week.
fn judged(counts: &[u32], at: usize) -> Fix {
    let periods = weeks(counts.len());
    let others = vec![400.0; counts.len()];
    let history = history(&periods, counts, &others);
    judge(&[shipped(day("2026-01-05").plus(7 * at as u32))], &history).unwrap()
}

fn history<'a>(periods: &'a [Day], counts: &'a [u32], others: &'a [f64]) -> History<'a> {
    let as_of = periods.last().map_or(day("2026-01-05"), |last| last.plus(6));
    let unit = PeriodUnit::Week;
    History { unit, periods, counts, others, as_of, hours: None, money: None, versions: &[] }
}

/// `before` weeks of about 20 tickets and `after` weeks (the first two are the time it took) of about `level`.
fn step(before: usize, after: usize, level: u32) -> Vec<u32> {
    let noise = [0i64, 3, -2, 1, -4, 2, 0, -1, 4, -3];
    (0..before + after)
        .map(|week| {
            let mean = i64::from(if week < before + 2 { 20 } else { level });
            (mean + noise[week % 10] * mean / 20).max(0) as u32
        })
        .collect()
}

#[test]
fn a_fix_that_took_most_is_confirmed_and_its_tickets_are_counted() {
    let fix = judged(&step(26, 12, 5), 26);
    assert_eq!(fix.verdict, FixVerdict::Confirmed, "{fix:?}");
    assert!((fix.effect.unwrap() + 0.75).abs() < 0.05 && fix.high.unwrap() < -0.5, "{fix:?}");
    assert!((fix.avoided.unwrap() - 150.0).abs() < 10.0, "{fix:?}");
    assert_eq!(
        (fix.counts_from, fix.before.unwrap().periods, fix.after.unwrap().periods),
        (Some(day("2026-07-20")), 26, 10)
    );
}
