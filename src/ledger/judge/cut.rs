//! The time before a fix, and the time after it has reached the customers. What lies between counts for neither.

use super::{History, versions};
use crate::{
    model::{
        fix::{Shipped, Stretch},
        time::{Day, PeriodUnit},
    },
    statistics::counts::Count,
};

/// Days until a fix has reached the customers when nobody said: two weeks take in a staged rollout and the tickets
/// that were already on their way.
pub const LAG: u32 = 14;

/// Most periods before that a fix is compared with: a year. What was longer ago was another product.
fn most_before(unit: PeriodUnit) -> usize {
    if unit == PeriodUnit::Month { 12 } else { 52 }
}

/// Slots on either side that tell how many other tickets are usual, and how many times as many stand out.
const AROUND: usize = 4;
const OUTBURST: f64 = 2.0;

/// One period, or a week of days: single days have weekends, and say little by themselves.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// Periods of the history in it.
    pub periods: usize,
    /// Its tickets.
    pub count: Count,
    /// … without those that name a version older than the fix's.
    pub current: f64,
}

/// The history of a fix.
pub struct Cut {
    /// Before it was shipped, at most a year.
    pub before: Vec<Slot>,
    /// After it has reached the customers.
    pub after: Vec<Slot>,
    /// First day that counts as after.
    pub counts_from: Day,
    /// An earlier fix was shipped so shortly before that `before` is the time before both.
    pub together: bool,
}

/// A period of the history that is no hole.
struct Known {
    first: Day,
    next: Day,
    tickets: u32,
    exposure: f64,
}

/// First day of the first period that begins on `day` or later.
pub fn first_whole(unit: PeriodUnit, day: Day) -> Day {
    let start = unit.start_of(day);
    if start == day { day } else { unit.next(start) }
}

/// First day that counts as after a fix.
pub fn counts_from(unit: PeriodUnit, fix: &Shipped) -> Day {
    first_whole(unit, fix.shipped.plus(fix.lag.unwrap_or(LAG)))
}

/// Cuts the history at `fix`; `earlier` fixes of the same problem bound the time before, which keeps at least
/// `least` slots where it can.
pub fn cut(fix: &Shipped, earlier: &[&Shipped], history: &History, least: usize) -> Cut {
    let unit = history.unit;
    let known: Vec<Known> = (history.periods.iter().zip(history.counts).zip(history.others))
        .filter(|((first, _), others)| **first <= history.as_of && others.is_finite() && **others > 0.0)
        .map(|((&first, &tickets), &exposure)| Known { first, next: unit.next(first), tickets, exposure })
        .collect();
    let counts_from = counts_from(unit, fix);
    let slots = |from: Option<Day>, to: Day| -> Vec<Slot> {
        let periods = known.iter().filter(|one| from.is_none_or(|from| one.first >= from) && one.next <= to);
        slots(periods, fix, history)
    };
    // The youngest of the earlier fixes that leaves enough time between the two.
    let mut earlier: Vec<&Shipped> = earlier.iter().copied().filter(|other| other.shipped <= fix.shipped).collect();
    earlier.sort_by_key(|other| other.shipped);
    let (mut ends, mut together) = (fix.shipped, false);
    let mut before = slots(None, ends);
    while let Some(other) = earlier.pop() {
        let between = slots(Some(self::counts_from(unit, other)), ends);
        if between.len() >= least {
            before = between;
            break;
        }
        let sooner = slots(None, other.shipped);
        if sooner.len() < least {
            break;
        }
        (ends, together, before) = (other.shipped, true, sooner);
    }
    before.drain(..before.len().saturating_sub(most_before(unit)));
    let end = known.last().map_or(counts_from, |last| last.next);
    Cut { before, after: slots(Some(counts_from), end), counts_from, together }
}

/// Periods as slots: weeks of days that begin on the day that counts as after, or whole periods as they are.
fn slots<'a>(periods: impl Iterator<Item = &'a Known>, fix: &Shipped, history: &History) -> Vec<Slot> {
    let origin = counts_from(history.unit, fix);
    let mut slots: Vec<(i64, Slot)> = vec![];
    for period in periods {
        let days = period.first.days_since(origin);
        let week = if history.unit == PeriodUnit::Day { days.div_euclid(7) } else { days };
        let last = period.next.previous();
        let old = versions::older(fix, history, period.first, last).min(period.tickets);
        let (tickets, current) = (f64::from(period.tickets), f64::from(period.tickets - old));
        match slots.last_mut().filter(|(other, _)| *other == week) {
            Some((_, slot)) => {
                slot.last = last;
                slot.periods += 1;
                slot.count.count += tickets;
                slot.count.exposure += period.exposure;
                slot.current += current;
            }
            None => slots.push((
                week,
                Slot {
                    first: period.first,
                    last,
                    periods: 1,
                    count: Count { count: tickets, exposure: period.exposure, at: days as f64 / length(history.unit) },
                    current,
                },
            )),
        }
    }
    let mut slots: Vec<Slot> = slots.into_iter().map(|(_, slot)| slot).collect();
    steady(&mut slots);
    slots
}

/// An outage among the other tickets is no reason to expect more of this problem: what stands out of the slots
/// around it counts for no more than twice their median.
fn steady(slots: &mut [Slot]) {
    let others: Vec<f64> = slots.iter().map(|slot| slot.count.exposure / slot.periods as f64).collect();
    for (at, slot) in slots.iter_mut().enumerate() {
        let mut around = others[at.saturating_sub(AROUND)..others.len().min(at + AROUND + 1)].to_vec();
        around.sort_by(f64::total_cmp);
        let most = OUTBURST * around[around.len() / 2] * slot.periods as f64;
        slot.count.exposure = slot.count.exposure.min(most);
    }
}

/// Days of a slot.
pub fn length(unit: PeriodUnit) -> f64 {
    match unit {
        PeriodUnit::Day | PeriodUnit::Week => 7.0,
        // Of the Gregorian calendar.
        PeriodUnit::Month => 30.436_875,
    }
}

/// What a reader is told of these slots; none without any.
pub fn stretch(slots: &[Slot]) -> Option<Stretch> {
    let (first, last) = (slots.first()?, slots.last()?);
    let periods: usize = slots.iter().map(|slot| slot.periods).sum();
    let (tickets, exposure) = slots
        .iter()
        .fold((0.0, 0.0), |(tickets, exposure), slot| (tickets + slot.count.count, exposure + slot.count.exposure));
    Some(Stretch {
        from: first.first,
        to: last.last,
        periods,
        tickets: tickets as u32,
        a_period: tickets / periods as f64,
        rate: 1000.0 * tickets / exposure,
    })
}
