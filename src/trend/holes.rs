//! Periods that do not hold what they should: found from the total volume against its own pattern.
//!
//! An export that lost a week must not read as a fall of every problem, nor one that holds a week
//! twice as a rise. Only what no holiday and no outage makes is called a hole: a dip of a third, or a
//! week that one problem doubles, stays in.

use crate::model::{
    series::{Calendar, Hole, LeftOut},
    time::{Day, PeriodUnit},
};

use super::weekdays::Weekdays;

/// A period with less than this share of what is usual around it is no dip: an office at half strength
/// still has half of its tickets.
const HALF_FILLED: f64 = 0.4;

/// … when it is also this many standard deviations below: a dozen tickets may be four by chance.
const CERTAIN: f64 = 3.0;

/// Fewest tickets that a period must be expected to have before its share is looked at.
const FEWEST: f64 = 8.0;

/// Working days in a row without any ticket that are no holiday: bank holidays come in twos.
const SILENT_DAYS: usize = 3;

/// A working day is one that usually has at least so many tickets; less may be silent by chance.
const WORKING_DAY: f64 = 3.0;

/// A period that lost at least this share of its usual tickets to such days is half-filled.
const LOST: f64 = 0.2;

/// A period is doubled when it has this share more than usual, at least half of that in exact copies,
/// and no more than this share more than usual without them.
const DOUBLED: f64 = 0.35;

/// What the totals are read from.
pub struct Data<'a> {
    /// The day of each ticket that the data covers, sorted.
    pub dated: &'a [Day],
    /// The days of exact copies of tickets.
    pub copies: &'a [Day],
    /// How tickets are spread over the week.
    pub weekdays: &'a Weekdays,
}

/// The periods of the calendar that no rate is to be measured in.
pub fn find(calendar: &Calendar, data: &Data<'_>) -> Vec<LeftOut> {
    let periods = &calendar.periods;
    let totals = by_period(calendar, data.dated);
    let copies = by_period(calendar, data.copies);
    let usual = Usual::of(calendar, &totals, data.weekdays);
    let mut holes: Vec<Option<Hole>> = (0..periods.len())
        .map(|at| {
            let (total, expected) = (totals[at], usual.expected(at));
            if total == 0.0 && (calendar.unit != PeriodUnit::Day || usual.is_far_below(at, total)) {
                Some(Hole::Empty)
            } else if usual.is_far_below(at, total) {
                Some(Hole::HalfFilled)
            } else if total > (1.0 + DOUBLED) * expected
                && copies[at] > 0.5 * (total - expected)
                && total - copies[at] <= (1.0 + DOUBLED) * expected
            {
                Some(Hole::Doubled)
            } else {
                None
            }
        })
        .collect();
    keep_levels(&mut holes, calendar.unit);
    for at in silent(calendar, data, &usual) {
        holes[at].get_or_insert(Hole::HalfFilled);
    }
    (periods.iter().zip(holes)).filter_map(|(&period, hole)| Some(LeftOut { period, hole: hole? })).collect()
}

/// Cuts empty and half-filled periods off at both ends: the data does not reach so far.
pub fn trim(calendar: &mut Calendar) {
    let usable: Vec<bool> = (calendar.periods.iter())
        .map(|period| {
            let out = calendar.left_out.binary_search_by_key(period, |out| out.period);
            out.is_err() || out.is_ok_and(|at| calendar.left_out[at].hole == Hole::Doubled)
        })
        .collect();
    let last = usable.iter().rposition(|&usable| usable).map_or(0, |at| at + 1);
    let first = usable.iter().position(|&usable| usable).unwrap_or(0);
    calendar.periods.truncate(last);
    calendar.periods.drain(..first.min(last));
    // An end without any ticket says nothing worth telling.
    let (from, to) = (calendar.periods.first().copied(), calendar.periods.last().copied());
    calendar.left_out.retain(|out| {
        out.hole != Hole::Empty || (from.is_some_and(|from| out.period > from) && to.is_some_and(|to| out.period < to))
    });
}

/// What the periods around it lead one to expect of each.
struct Usual {
    expected: Vec<f64>,
    /// How much wider than Poisson the totals spread.
    dispersion: f64,
}

impl Usual {
    fn of(calendar: &Calendar, totals: &[f64], weekdays: &Weekdays) -> Self {
        let (periods, unit) = (&calendar.periods, calendar.unit);
        let weights: Vec<f64> =
            periods.iter().map(|&period| weekdays.weight(period, unit.next(period)).max(1e-9)).collect();
        let around = neighbours(unit);
        let expected: Vec<f64> = (0..periods.len())
            .map(|at| {
                let near = at.saturating_sub(around)..(at + around + 1).min(periods.len());
                let mut rates: Vec<f64> =
                    near.filter(|&t| t != at && totals[t] > 0.0).map(|t| totals[t] / weights[t]).collect();
                median(&mut rates).unwrap_or(0.0) * weights[at]
            })
            .collect();
        // The middle one of the squared distances in standard deviations is 0.455 by chance alone (chi-square, 1
        // degree of freedom): holes and outages do not move it.
        let mut distances: Vec<f64> = (0..periods.len())
            .filter(|&at| expected[at] >= 1.0 && totals[at] > 0.0)
            .map(|at| (totals[at] - expected[at]).powi(2) / expected[at])
            .collect();
        let dispersion = median(&mut distances).map_or(1.0, |middle| (middle / 0.455).max(1.0));
        Self { expected, dispersion }
    }

    fn expected(&self, at: usize) -> f64 {
        self.expected[at]
    }

    fn is_far_below(&self, at: usize, total: f64) -> bool {
        let expected = self.expected[at];
        expected >= FEWEST
            && total < HALF_FILLED * expected
            && expected - total > CERTAIN * (self.dispersion * expected).sqrt()
    }
}

/// How many periods on each side show what is usual: a few weeks, so that growth and season do not matter.
fn neighbours(unit: PeriodUnit) -> usize {
    match unit {
        PeriodUnit::Day => 14,
        PeriodUnit::Week => 6,
        PeriodUnit::Month => 4,
    }
}

/// More half-filled periods in a row than this are a level, not a hole: the business shrank.
fn longest(unit: PeriodUnit) -> usize {
    match unit {
        PeriodUnit::Day => 10,
        PeriodUnit::Week => 2,
        PeriodUnit::Month => 1,
    }
}

fn keep_levels(holes: &mut [Option<Hole>], unit: PeriodUnit) {
    for run in holes.chunk_by_mut(|a, b| (*a == Some(Hole::HalfFilled)) == (*b == Some(Hole::HalfFilled))) {
        if run.len() > longest(unit) && run[0] == Some(Hole::HalfFilled) {
            run.fill(None);
        }
    }
}

/// The periods that lost a good part of their tickets to working days in a row without any.
fn silent(calendar: &Calendar, data: &Data<'_>, usual: &Usual) -> Vec<usize> {
    let unit = calendar.unit;
    if unit == PeriodUnit::Day {
        return vec![];
    }
    let busy: std::collections::BTreeSet<Day> = data.dated.iter().copied().collect();
    // Each day's period, and the tickets that it usually has.
    let days = (0..calendar.periods.len()).flat_map(|at| {
        let (from, end) = (calendar.periods[at], unit.next(calendar.periods[at]));
        let whole = data.weekdays.weight(from, end);
        let days = u32::try_from(end.days_since(from)).unwrap_or(0);
        (0..days).map(move |add| (at, from.plus(add), usual.expected(at) * data.weekdays.share(from.plus(add)) / whole))
    });
    // Where volume comes in bursts, silence is likelier.
    let working_day = WORKING_DAY * usual.dispersion.sqrt();
    let mut lost = vec![0.0; calendar.periods.len()];
    let mut run: Vec<(usize, f64)> = vec![];
    let mut close = |run: &mut Vec<(usize, f64)>| {
        if run.iter().filter(|(_, tickets)| *tickets >= working_day).count() >= SILENT_DAYS {
            run.iter().for_each(|&(at, tickets)| lost[at] += tickets);
        }
        run.clear();
    };
    for (at, day, tickets) in days {
        if busy.contains(&day) || day > calendar.as_of {
            close(&mut run);
        } else {
            run.push((at, tickets));
        }
    }
    close(&mut run);
    (0..lost.len()).filter(|&at| lost[at] >= LOST * usual.expected(at).max(1.0)).collect()
}

/// How many of the days lie in each period.
fn by_period(calendar: &Calendar, days: &[Day]) -> Vec<f64> {
    let mut totals = vec![0.0; calendar.periods.len()];
    for at in days.iter().filter_map(|&day| super::period_of(calendar, day)) {
        totals[at] += 1.0;
    }
    totals
}

fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(values[middle]),
        _ => Some(0.5 * (values[middle - 1] + values[middle])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn monday() -> Day {
        "2026-01-05".parse().unwrap()
    }

    /// Twenty weeks of so many tickets a day, changed, and the holes in them by week.
    fn holes(each: [u32; 7], change: impl Fn(u32, u32) -> u32) -> Vec<(i64, Hole)> {
        let mut dated = vec![];
        for day in 0..140u32 {
            // A little more and less from week to week, as chance has it.
            let usual = each[day as usize % 7] + u32::from(each[day as usize % 7] > 0) * (day / 7 + day) % 3;
            dated.extend((0..change(day, usual)).map(|_| monday().plus(day)));
        }
        found(&dated, &[], PeriodUnit::Week)
    }

    fn found(dated: &[Day], copies: &[Day], unit: PeriodUnit) -> Vec<(i64, Hole)> {
        let mut periods = vec![];
        let mut start = monday();
        while start.days_since(monday()) < 140 {
            periods.push(start);
            start = unit.next(start);
        }
        let as_of = monday().plus(139);
        let calendar =
            Calendar { unit, periods, as_of, quiet_days: 0, totals: vec![], outside: 0, undated: 0, left_out: vec![] };
        let weekdays = Weekdays::learn(dated);
        let holes = find(&calendar, &Data { dated, copies, weekdays: &weekdays });
        let length = if unit == PeriodUnit::Day { 1 } else { 7 };
        holes.into_iter().map(|out| (out.period.days_since(monday()) / length, out.hole)).collect()
    }

    const OFFICE: [u32; 7] = [14, 12, 11, 10, 8, 0, 0];
    const SHOP: [u32; 7] = [10, 8, 8, 8, 9, 6, 4];

    #[test]
    fn empty_and_half_filled_weeks_are_holes() {
        for each in [OFFICE, SHOP] {
            assert_eq!(holes(each, |day, n| if day / 7 == 9 { 0 } else { n }), [(9, Hole::Empty)]);
            assert_eq!(holes(each, |day, n| if day / 7 == 9 { n / 3 } else { n }), [(9, Hole::HalfFilled)]);
            // The export lost Wednesday to the next Tuesday: each of both weeks lost days.
            let lost = holes(each, |day, n| if (65..72).contains(&day) { 0 } else { n });
            assert_eq!(lost, [(9, Hole::HalfFilled), (10, Hole::HalfFilled)]);
        }
    }

    #[test]
    fn dips_holidays_outages_and_levels_are_none() {
        for each in [OFFICE, SHOP] {
            assert_eq!(holes(each, |_, n| n), []);
            assert_eq!(holes(each, |day, n| if day / 7 == 9 { n * 6 / 10 } else { n }), []);
            // Two bank holidays in a row.
            assert_eq!(holes(each, |day, n| if day == 66 || day == 67 { 0 } else { n }), []);
            // An outage triples a week.
            assert_eq!(holes(each, |day, n| if day / 7 == 9 { n * 3 } else { n }), []);
            // The business shrinks to a third and stays there, or grows fivefold.
            assert_eq!(holes(each, |day, n| if day / 7 >= 12 { n / 3 } else { n }), []);
            assert_eq!(holes(each, |day, n| n * (20 + day) / 40), []);
        }
        // A few tickets a week say nothing by being fewer.
        assert_eq!(holes([1, 0, 0, 1, 0, 0, 0], |day, n| if day / 7 == 9 { n.min(1) } else { n }), []);
    }

    #[test]
    fn a_doubled_week_is_one_whose_tickets_are_copies() {
        let once: Vec<Day> = (0..140).flat_map(|day| vec![monday().plus(day); 8]).collect();
        let week: Vec<Day> = (63..70).flat_map(|day| vec![monday().plus(day); 8]).collect();
        let mut twice = [once.clone(), week.clone()].concat();
        twice.sort_unstable();
        assert_eq!(found(&twice, &week, PeriodUnit::Week), [(9, Hole::Doubled)]);
        // As many more that are no copies are a busy week; copies without more are how this export is.
        assert_eq!(found(&twice, &[], PeriodUnit::Week), []);
        assert_eq!(found(&once, &week, PeriodUnit::Week), []);
    }

    #[test]
    fn an_empty_weekend_is_no_hole_in_days() {
        let dated: Vec<Day> =
            (0..140).filter(|day| day % 7 < 5 && *day != 66).flat_map(|day| vec![monday().plus(day); 12]).collect();
        assert_eq!(found(&dated, &[], PeriodUnit::Day), [(66, Hole::Empty)]);
    }

    #[test]
    fn holes_at_the_ends_cut_the_calendar() {
        let periods: Vec<Day> = (0..6).map(|week| monday().plus(7 * week)).collect();
        let out = |week: usize, hole| LeftOut { period: periods[week], hole };
        let left_out = vec![out(0, Hole::HalfFilled), out(2, Hole::Empty), out(5, Hole::Empty)];
        let as_of = monday().plus(41);
        let mut calendar = Calendar {
            unit: PeriodUnit::Week,
            periods: periods.clone(),
            as_of,
            quiet_days: 0,
            totals: vec![],
            outside: 0,
            undated: 0,
            left_out: left_out.clone(),
        };
        trim(&mut calendar);
        assert_eq!(calendar.periods, periods[1..5]);
        assert_eq!(calendar.left_out, left_out[..2]);
        assert_eq!(calendar.usable(), [true, false, true, true]);
    }
}
