//! Periods that do not hold what they should: found from the total volume against its own pattern.
//!
//! An export that lost a week must not read as a fall of every problem, nor one that holds a week
//! twice as a rise. Only what no holiday and no outage makes is called a hole: a dip of a third, or a
//! week that one problem doubles, stays in.

use std::collections::BTreeSet;

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
    let cut: BTreeSet<Day> =
        calendar.left_out.iter().filter(|out| out.hole != Hole::Doubled).map(|out| out.period).collect();
    let usable: Vec<bool> = calendar.periods.iter().map(|period| !cut.contains(period)).collect();
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
