mod regression;

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

fn measured(value: f64) -> Option<Measured> {
    Some(Measured { value, error: 0.1 })
}

fn fix(on: &str) -> Shipped {
    shipped(day(on))
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
    History { unit, periods, counts, others, as_of, cost: TicketCost::default(), versions: &[] }
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

#[test]
fn more_tickets_are_worse() {
    let fix = judged(&step(26, 12, 40), 26);
    assert_eq!(fix.verdict, FixVerdict::Worse, "{fix:?}");
    assert!(fix.low.unwrap() > 0.3 && fix.avoided.unwrap() < 0.0);
}

#[test]
fn tickets_that_come_back_are_a_regression_since_their_week() {
    let mut counts = step(26, 14, 4);
    counts.extend([19, 22, 18, 21]);
    let fix = judged(&counts, 26);
    assert_eq!((fix.verdict, fix.regressed_since), (FixVerdict::Regressed, Some(weeks(41)[40])), "{fix:?}");
    // The effect is what it was while it worked.
    assert!(fix.effect.unwrap() < -0.7 && fix.after.unwrap().periods == 12 && fix.back.unwrap().tickets == 80);
}

#[test]
fn one_late_ticket_is_no_regression() {
    let mut counts = step(26, 14, 0);
    counts.extend([0, 1, 0, 0, 1]);
    let fix = judged(&counts, 26);
    assert_eq!((fix.verdict, fix.regressed_since), (FixVerdict::Confirmed, None), "{fix:?}");
}

#[test]
fn tickets_of_older_versions_are_no_regression() {
    let mut counts = step(26, 14, 1);
    counts.extend([18, 20, 22]);
    let (periods, others) = (weeks(counts.len()), vec![400.0; counts.len()]);
    let fix = Shipped { version: Some("4.3".to_owned()), ..shipped(periods[26]) };
    let with = |version: &'static str| {
        let versions: Vec<(Day, &str)> =
            (40..43).flat_map(|week| vec![(periods[week].plus(3), version); counts[week] as usize]).collect();
        let history = History { versions: &versions, ..history(&periods, &counts, &others) };
        judge(std::slice::from_ref(&fix), &history).unwrap()
    };
    let old = with("4.2.9");
    assert_eq!(old.verdict, FixVerdict::Confirmed, "{old:?}");
    assert!(old.old_version_share.unwrap() > 0.8 && old.notes.contains(&FixNote::OldVersions));
    for version in ["4.3", "4.10.1", "beta"] {
        assert_eq!(with(version).verdict, FixVerdict::Regressed, "{version}");
    }
    assert_eq!((with("beta").old_version_share, with("4.10.1").old_version_share), (None, Some(0.0)));
}

#[test]
fn who_does_not_have_the_fix_says_nothing_against_it() {
    let counts = step(26, 14, 20);
    let (periods, others) = (weeks(counts.len()), vec![400.0; counts.len()]);
    let versions: Vec<(Day, &str)> =
        (28..40).flat_map(|week| vec![(periods[week], "v4.2"); counts[week] as usize]).collect();
    let fix = Shipped { version: Some("4.3".to_owned()), ..shipped(periods[26]) };
    let history = History { versions: &versions, ..history(&periods, &counts, &others) };
    let judged = judge(std::slice::from_ref(&fix), &history).unwrap();
    assert_eq!((judged.verdict, judged.old_version_share), (FixVerdict::TooEarly, Some(1.0)));
    let unknown = judge(&[fix], &History { versions: &[], ..history }).unwrap();
    assert_eq!((unknown.verdict, unknown.old_version_share), (FixVerdict::NoEffect, None));
}

#[test]
fn holes_are_left_out() {
    let counts = step(26, 14, 8);
    let periods = weeks(counts.len());
    let mut holed = counts.clone();
    let mut others = vec![400.0; counts.len()];
    for (hole, value) in [(5, 0.0), (12, f64::NAN), (33, f64::INFINITY), (34, -3.0)] {
        (holed[hole], others[hole]) = (0, value);
    }
    let fixes = [shipped(periods[26])];
    let fix = judge(&fixes, &history(&periods, &holed, &others)).unwrap();
    assert_eq!((fix.before.unwrap().periods, fix.after.unwrap().periods), (24, 10));
    let whole = judge(&fixes, &history(&periods, &counts, &vec![400.0; counts.len()])).unwrap();
    assert!((fix.effect.unwrap() - whole.effect.unwrap()).abs() < 0.02, "{fix:?}");
    assert_eq!(fix.verdict, whole.verdict);
}

#[test]
fn a_fix_outside_of_the_data_cannot_be_judged_and_says_why() {
    let (counts, periods) = (step(26, 14, 5), weeks(40));
    let others = vec![400.0; 40];
    let history = history(&periods, &counts, &others);
    let early = judge(&[fix("2025-11-01")], &history).unwrap();
    assert_eq!((early.verdict, early.decidable, early.before), (FixVerdict::TooEarly, None, None));
    assert_eq!(early.notes, [FixNote::NothingBefore]);
    // Two periods before are too few to know how far they scatter.
    let two = judge(&[fix("2026-01-19")], &history).unwrap();
    assert_eq!((two.verdict, two.notes.contains(&FixNote::NothingBefore)), (FixVerdict::TooEarly, true));
    let late = judge(&[fix("2027-03-01")], &history).unwrap();
    assert_eq!((late.verdict, late.after, late.effect), (FixVerdict::TooEarly, None, None));
    assert!(late.notes.contains(&FixNote::NotYetShipped) && late.decidable.unwrap() > day("2027-03-15"), "{late:?}");
    // Just shipped: no complete week since.
    let counts = step(40, 0, 20);
    let now = judge(&[fix("2026-10-07")], &History { counts: &counts, ..history }).unwrap();
    assert_eq!((now.verdict, now.counts_from, now.effect), (FixVerdict::TooEarly, Some(day("2026-10-26")), None));
    assert!(now.decidable.unwrap() > day("2026-11-10") && now.notes.is_empty(), "{now:?}");
}

#[test]
fn without_data_and_without_fixes_nothing_breaks() {
    let empty = judge(&[fix("2026-02-02")], &history(&[], &[], &[])).unwrap();
    assert_eq!((empty.verdict, empty.decidable), (FixVerdict::TooEarly, None));
    assert_eq!(judge(&[], &history(&[], &[], &[])), None);
    let silent = judged(&[0; 40], 26);
    assert_eq!((silent.verdict, silent.effect, silent.decidable), (FixVerdict::TooEarly, None, None));
    let mut counts = vec![0; 26];
    counts.extend([9; 14]);
    let new = judged(&counts, 26);
    assert_eq!((new.verdict, new.effect, new.high), (FixVerdict::TooEarly, None, None));
}

#[test]
fn too_early_names_a_day_that_comes_later_for_a_smaller_effect() {
    let counts: Vec<u32> = step(26, 4, 20).iter().map(|&count| count / 4).collect();
    let (periods, others) = (weeks(30), vec![400.0; 30]);
    let when = |share: f64| {
        let fix = Shipped { expect: Some(share), ..shipped(periods[26]) };
        let judged = judge(&[fix], &history(&periods, &counts, &others)).unwrap();
        assert_eq!(judged.verdict, FixVerdict::TooEarly, "{share}: {judged:?}");
        judged.decidable
    };
    let (most, half, tenth) = (when(0.9).unwrap(), when(0.5).unwrap(), when(0.1));
    assert!(most < half && half < day("2027-06-01") && tenth.is_none(), "{most} {half} {tenth:?}");
}

#[test]
fn a_fall_before_the_fix_is_not_its_effect() {
    // A tenth less each week, before and after.
    let counts: Vec<u32> = (0..40).map(|week| (400.0 * 0.9f64.powi(week)) as u32 + 2).collect();
    let fix = judged(&counts, 26);
    assert!(fix.verdict != FixVerdict::Confirmed && fix.notes.contains(&FixNote::Falling), "{fix:?}");
    assert!(fix.high.unwrap() > 0.0, "{fix:?}");
}

#[test]
fn a_spike_before_the_fix_is_not_the_measure_of_it() {
    let mut counts = step(26, 14, 20);
    counts[23..26].fill(80);
    let fix = judged(&counts, 26);
    assert!(fix.verdict != FixVerdict::Confirmed && fix.notes.contains(&FixNote::Spike), "{fix:?}");
    // A level that has lasted is one.
    counts[16..26].fill(80);
    let fix = judged(&counts, 26);
    assert_eq!((fix.verdict, fix.before.unwrap().periods), (FixVerdict::Confirmed, 10), "{fix:?}");
    assert!(fix.notes.contains(&FixNote::Step));
}

#[test]
fn a_rate_that_falls_because_all_others_trebled_is_no_effect() {
    let counts = step(26, 14, 20);
    let periods = weeks(40);
    let others: Vec<f64> = (0..40).map(|week| if week < 27 { 400.0 } else { 1200.0 }).collect();
    let fix = judge(&[shipped(periods[26])], &history(&periods, &counts, &others)).unwrap();
    assert!(fix.verdict != FixVerdict::Confirmed && fix.notes.contains(&FixNote::OthersChanged), "{fix:?}");
    // When the tickets themselves fell too, both agree.
    let counts = step(26, 14, 4);
    let fix = judge(&[shipped(periods[26])], &history(&periods, &counts, &others)).unwrap();
    assert_eq!(fix.verdict, FixVerdict::Confirmed, "{fix:?}");
}

#[test]
fn an_outage_among_the_others_changes_no_verdict() {
    let (counts, periods) = (step(26, 14, 8), weeks(40));
    let mut others = vec![400.0; 40];
    let calm = judge(&[shipped(periods[26])], &history(&periods, &counts, &others)).unwrap();
    (others[9], others[34]) = (4000.0, 9000.0);
    let fix = judge(&[shipped(periods[26])], &history(&periods, &counts, &others)).unwrap();
    assert_eq!((fix.verdict, fix.notes.as_slice()), (calm.verdict, &[][..]));
    assert!((fix.effect.unwrap() - calm.effect.unwrap()).abs() < 0.05, "{fix:?} {calm:?}");
}

#[test]
fn four_tickets_before_are_too_few() {
    let mut counts = vec![0; 40];
    (counts[3], counts[9], counts[15], counts[20]) = (1, 1, 1, 1);
    let fix = judged(&counts, 26);
    assert_eq!(
        (fix.verdict, fix.decidable, fix.notes.as_slice()),
        (FixVerdict::TooEarly, None, &[FixNote::NothingBefore][..])
    );
}

#[test]
fn the_latest_fix_is_judged_against_the_time_of_the_one_before() {
    // 40 a week, 20 after the first fix, 5 after the second.
    let mut counts = vec![40, 43, 37, 41, 39, 42, 38, 40, 44, 36];
    counts.extend(step(16, 12, 5));
    let periods = weeks(counts.len());
    let others = vec![400.0; counts.len()];
    let (first, second) = (shipped(periods[10]), Shipped { link: Some("x".to_owned()), ..shipped(periods[26]) });
    let history = history(&periods, &counts, &others);
    let fix = judge(&[second.clone(), first.clone()], &history).unwrap();
    assert_eq!((fix.link.as_deref(), fix.before.unwrap().from), (Some("x"), periods[12]));
    assert!((fix.effect.unwrap() + 0.75).abs() < 0.05, "{fix:?}");
    // A week apart: only both together can be judged.
    let close = shipped(periods[25]);
    let fix = judge(&[close, second], &history).unwrap();
    assert!(fix.notes.contains(&FixNote::Together) && fix.before.unwrap().to < periods[25], "{fix:?}");
}

#[test]
fn days_and_months_are_judged_too() {
    let others = vec![60.0; 400];
    let noise = [0, 2, 1, 0, 3, 1, 0, 1, 2, 4, 0];
    let days: Vec<Day> = (0..400).map(|at| day("2025-01-01").plus(at)).collect();
    let counts: Vec<u32> = (0..400).map(|at| noise[at % 11] / if at < 300 { 1 } else { 3 }).collect();
    let fix = shipped(days[286]);
    let history = History { unit: PeriodUnit::Day, ..history(&days, &counts, &others) };
    let history = History { as_of: days[399], ..history };
    let daily = judge(std::slice::from_ref(&fix), &history).unwrap();
    assert_eq!((daily.verdict, daily.counts_from), (FixVerdict::Confirmed, Some(days[300])), "{daily:?}");
    assert_eq!(daily.after.unwrap().periods, 100);

    let mut months = vec![day("2025-01-01")];
    while months.len() < 20 {
        months.push(PeriodUnit::Month.next(months[months.len() - 1]));
    }
    let counts = [40, 44, 37, 41, 45, 36, 40, 39, 43, 41, 38, 42, 40, 12, 9, 11, 10, 13, 9, 10];
    let monthly =
        History { unit: PeriodUnit::Month, periods: &months, counts: &counts, as_of: day("2026-08-31"), ..history };
    let fix = judge(&[fix_on(&months, 12)], &monthly).unwrap();
    assert_eq!((fix.verdict, fix.counts_from), (FixVerdict::Confirmed, Some(months[13])), "{fix:?}");
    assert_eq!(fix.after.unwrap().periods, 7);
}

fn fix_on(periods: &[Day], at: usize) -> Shipped {
    shipped(periods[at].plus(4))
}

#[test]
fn hours_and_money_follow_the_tickets() {
    let (counts, periods, others) = (step(26, 12, 5), weeks(38), vec![400.0; 38]);
    let history = History {
        cost: TicketCost { hours: measured(0.5), money: measured(12.0) },
        ..history(&periods, &counts, &others)
    };
    let fix = judge(&[shipped(periods[26])], &history).unwrap();
    let avoided = fix.avoided.unwrap();
    assert!(fix.avoided_low.unwrap() < avoided && avoided < fix.avoided_high.unwrap());
    assert_eq!((fix.hours_avoided, fix.money_avoided), (Some(0.5 * avoided), Some(12.0 * avoided)));
    // What is uncertain of one ticket's time widens the interval.
    assert!(fix.hours_avoided_low.unwrap() < 0.5 * fix.avoided_low.unwrap());
    assert!(fix.hours_avoided_high.unwrap() > 0.5 * fix.avoided_high.unwrap());
    assert!(fix.money_avoided_low < fix.money_avoided && fix.money_avoided < fix.money_avoided_high);
    // The same as what would have been, less what was.
    let after = fix.after.unwrap();
    assert!((fix.without.unwrap() * after.periods as f64 - f64::from(after.tickets) - avoided).abs() < 1e-6);
}

/// Knuth's MMIX generator: the same tickets on each machine.
struct Dice(u64);

impl Dice {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// Negative binomial with variance = mean + mean^2 / 20: the rate is a mean of twenty exponential times.
    fn tickets(&mut self, mean: f64) -> u32 {
        let rate = mean * (0..20).map(|_| -self.uniform().ln()).sum::<f64>() / 20.0;
        let (mut product, mut count, limit) = (self.uniform(), 0, (-rate).exp());
        while product > limit {
            product *= self.uniform();
            count += 1;
        }
        count
    }
}

/// Of 150 problems with 20 tickets a week and this effect: how many are confirmed after half a year, and how many
/// intervals hold the effect.
fn simulated(effect: f64) -> (usize, usize) {
    let mut dice = Dice(20_261_122);
    let (mut confirmed, mut held) = (0, 0);
    for _ in 0..150 {
        let counts: Vec<u32> =
            (0..54).map(|week| dice.tickets(if week < 28 { 20.0 } else { 20.0 * (1.0 + effect) })).collect();
        let fix = judged(&counts, 26);
        confirmed += usize::from(fix.verdict == FixVerdict::Confirmed);
        held += usize::from(fix.low.unwrap() <= effect && effect <= fix.high.unwrap());
    }
    (confirmed, held)
}

#[test]
fn simulated_fixes_are_judged_as_often_right_as_is_said() {
    let (confirmed, held) = simulated(0.0);
    assert!(confirmed <= 4 && held >= 137, "{confirmed} {held}");
    let (confirmed, held) = simulated(-0.6);
    assert!(confirmed >= 140 && held >= 137, "{confirmed} {held}");
}

fn figures(fix: &Fix) -> Vec<f64> {
    let stretches = [fix.before, fix.after, fix.back].into_iter().flatten().flat_map(|one| [one.a_period, one.rate]);
    let others = [
        fix.effect,
        fix.low,
        fix.high,
        fix.expected,
        fix.avoided,
        fix.avoided_low,
        fix.avoided_high,
        fix.hours_avoided,
        fix.money_avoided,
        fix.without,
        fix.old_version_share,
    ];
    others.into_iter().flatten().chain(stretches).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]
    #[test]
    fn whatever_the_history_figures_are_numbers_and_intervals_hold_them(
        counts in proptest::collection::vec(
            proptest::prop_oneof![0u32..30, 0u32..2, proptest::strategy::Just(0), 0u32..u32::MAX], 0..90),
        others in proptest::collection::vec(
            proptest::prop_oneof![0.0f64..900.0, proptest::strategy::Just(400.0), proptest::strategy::Just(f64::NAN),
                proptest::strategy::Just(f64::INFINITY), 1e-9f64..1e12], 90),
        unit in proptest::sample::select(vec![PeriodUnit::Day, PeriodUnit::Week, PeriodUnit::Month]),
        at in proptest::collection::vec((-100i32..1000, proptest::option::of(0u32..200)), 1..4),
        expect in proptest::option::of(proptest::prop_oneof![0.0f64..=1.0, proptest::strategy::Just(f64::NAN), -9.0f64..9.0]),
        steady in proptest::bool::ANY,
    ) {
        let mut periods = vec![unit.start_of(day("2025-03-03"))];
        while periods.len() < counts.len() {
            periods.push(unit.next(periods[periods.len() - 1]));
        }
        periods.truncate(counts.len());
        let others: Vec<f64> = if steady { vec![400.0; 90] } else { others };
        let versions: Vec<(Day, &str)> = periods.iter().map(|first| (*first, "4.1")).collect();
        let fixes: Vec<Shipped> = at.iter().map(|&(at, lag)| Shipped {
            shipped: Day::from_number(day("2025-03-03").number() + at).unwrap(),
            expect, version: Some("4.2".to_owned()), lag, link: None,
        }).collect();
        let as_of = periods.last().map_or(day("2025-03-03"), |last| unit.next(*last).previous());
        let history = History {
            unit, periods: &periods, counts: &counts, others: &others[..counts.len()], as_of, cost: TicketCost { hours: measured(0.4), money: measured(7.0) },
            versions: &versions,
        };
        let fix = judge(&fixes, &history).unwrap();
        proptest::prop_assert!(figures(&fix).iter().all(|figure| figure.is_finite()), "{fix:?}");
        if let (Some(effect), Some(low), Some(high)) = (fix.effect, fix.low, fix.high) {
            proptest::prop_assert!(-1.0 <= low && low <= effect && effect <= high, "{fix:?}");
        }
        if let (Some(at), Some(low), Some(high)) = (fix.avoided, fix.avoided_low, fix.avoided_high) {
            proptest::prop_assert!(low <= at && at <= high, "{fix:?}");
        }
        if fix.verdict == FixVerdict::Confirmed {
            proptest::prop_assert!(fix.high.unwrap() < 0.0, "{fix:?}");
        }
        proptest::prop_assert_eq!(fix.verdict == FixVerdict::Regressed, fix.regressed_since.is_some());
        proptest::prop_assert!(fix.decidable.is_none_or(|at| at > as_of && fix.verdict == FixVerdict::TooEarly));
        proptest::prop_assert_eq!(judge(&fixes, &history), Some(fix));
    }
}
