//! Whether a shipped fix really reduced the tickets.
//!
//! An interrupted time series on the rate of the problem's tickets per other ticket. Before: up to a year until the
//! day it was shipped, back to the fix before it (`cut`, `baseline`). After: from two weeks later, unless
//! the team said how long it takes. In between nothing counts. The effect is the ratio of the two rates; its interval
//! comes from negative binomial scatter, estimated before and after, drawn towards the usual one when there is little
//! to estimate it from, widened for what one week has in common with the next and for small samples.
//!
//! Verdicts are made for readers who look each week (`looks`):
//!
//! - *confirmed*: fewer tickets at an error of 1.5 % a look, also if a trend from before went on, also against the
//!   time before a spike, and also by count alone when the other tickets changed strongly;
//! - *worse*: more tickets, by the same measure;
//! - *no effect*: at the same error the expected effect is excluded (or, when none was stated, a reduction by a
//!   fifth), and a reduction by a fifth is improbable;
//! - *regressed*: once confirmed, a sequential likelihood ratio calls the tickets back ([`statistics::returning`]);
//!   tickets that name a version older than the fix's do not count for it;
//! - *too early*: everything else, with the day by which the expected effect (or a halving) would be found with 80 %
//!   power at the present rate.
//!
//! `tests/bench/fixes.rs` measures all of it; its figures stand in README.
//!
//! [`statistics::returning`]: crate::statistics::returning

use crate::model::{
    fix::{Fix, FixNote, FixVerdict, Shipped},
    outlook::{Estimate, Measured, TicketCost},
    time::{Day, PeriodUnit},
};

mod baseline;
mod cut;
mod decidable;
mod looks;
mod versions;

use baseline::Baseline;
use cut::{Cut, Slot, cut, stretch};
use looks::{Decision, ERROR, Look, Standing, follow, least_before};

/// The other tickets changed strongly when their mean before and after a fix differ by more than this factor.
const STRONGLY: f64 = 1.5;

/// … over at most so many slots on either side of it.
const NEAR: usize = 8;

/// Share of the tickets since that name an older version from which on a fix has not reached the customers.
const MOSTLY_OLD: f64 = 0.5;

/// Years within which a verdict must be in sight.
const SIGHT: f64 = 2.0;

/// What is known of the problem that was fixed.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    /// Length of the periods.
    pub unit: PeriodUnit,
    /// First days of the complete periods, in order.
    pub periods: &'a [Day],
    /// Tickets of the problem in each period.
    pub counts: &'a [u32],
    /// Other tickets of each period; 0 or no number where the period is a hole in the data.
    pub others: &'a [f64],
    /// The day the data is looked at from.
    pub as_of: Day,
    /// What one ticket costs, where known.
    pub cost: TicketCost,
    /// The problem's tickets that name a version of the product: their day and that version.
    pub versions: &'a [(Day, &'a str)],
}

/// Judges the latest of the fixes of one problem that was shipped by the day the data is looked at from, or the
/// next one to be shipped when none was. None without a fix.
pub fn judge(fixes: &[Shipped], history: &History) -> Option<Fix> {
    let out = |fix: &&Shipped| fix.shipped <= history.as_of;
    let fix = fixes
        .iter()
        .filter(out)
        .max_by_key(|fix| fix.shipped)
        .or_else(|| fixes.iter().min_by_key(|fix| fix.shipped))?;
    let earlier: Vec<&Shipped> = fixes.iter().filter(|other| !std::ptr::eq(*other, fix)).filter(out).collect();
    let cut = cut(fix, &earlier, history, least_before(history.unit));
    Some(Judgement::of(fix, history, cut).told())
}

/// A fix and everything that was found out about it.
struct Judgement<'a> {
    fix: &'a Shipped,
    history: &'a History<'a>,
    cut: Cut,
    baseline: Baseline,
    expect: Option<f64>,
    standing: Standing,
    notes: Vec<FixNote>,
    old_share: Option<f64>,
}

impl<'a> Judgement<'a> {
    fn of(fix: &'a Shipped, history: &'a History<'a>, cut: Cut) -> Self {
        let unit = history.unit;
        let expect = fix.expect.filter(|share| share.is_finite()).map(|share| share.clamp(0.0, 1.0));
        let changed = others_changed(&cut);
        let baseline = Baseline::of(cut.before.clone(), unit);
        let plain = changed.then(|| Baseline::of(without_others(&cut.before), unit));
        let mut standing = follow(&baseline, plain.as_ref(), &cut.after, unit, expect);
        let mut notes = baseline.notes.clone();
        let look = Look::at(&baseline, &cut.after, unit);
        if look.as_ref().is_some_and(Look::held_by_trend) {
            notes.push(FixNote::PerhapsFalling);
        }
        if fix.shipped > history.as_of {
            notes.push(FixNote::NotYetShipped);
        } else if baseline.slots.len() < least_before(unit) || baseline.tickets() < looks::FEWEST_TICKETS {
            notes.push(FixNote::NothingBefore);
        }
        if cut.together {
            notes.push(FixNote::Together);
        }
        if changed {
            notes.push(FixNote::OthersChanged);
        }
        let old_share = old_share(fix, history, &cut.after);
        if old_share.is_some_and(|share| share >= MOSTLY_OLD) {
            notes.push(FixNote::OldVersions);
            // Who does not have the fix says nothing against it.
            if matches!(standing, Standing::AsSeen(Decision::Same | Decision::More)) {
                standing = Standing::AsSeen(Decision::Open);
            }
        }
        notes.sort_unstable();
        Self { fix, history, cut, baseline, expect, standing, notes, old_share }
    }

    /// What a reader is told.
    fn told(self) -> Fix {
        let (unit, after) = (self.history.unit, &self.cut.after);
        let back = if let Standing::Back(since) = self.standing { Some(since) } else { None };
        let whole = Look::at(&self.baseline, after, unit);
        let worked = &after[..back.unwrap_or(after.len())];
        let look = Look::at(&self.baseline, worked, unit);
        let verdict = match self.standing {
            Standing::Back(_) => FixVerdict::Regressed,
            Standing::AsSeen(Decision::Fewer) => FixVerdict::Confirmed,
            Standing::AsSeen(Decision::More) => FixVerdict::Worse,
            Standing::AsSeen(Decision::Same) => FixVerdict::NoEffect,
            Standing::AsSeen(Decision::Open) => FixVerdict::TooEarly,
        };
        let change = |ratio: f64| Some(ratio - 1.0);
        let interval = look.as_ref().map(|look| look.ratio.interval(ERROR));
        let effect = look.as_ref().and_then(|look| look.ratio.estimate());
        let avoided = whole.as_ref().and_then(|look| avoided(look, after));
        let in_all = |of_one: Option<Measured>| {
            let finite = |all: &Estimate| [all.value, all.low, all.high].iter().all(|x| x.is_finite());
            avoided.zip(of_one).map(|(tickets, of_one)| tickets.times(of_one)).filter(finite)
        };
        let (hours, money) = (in_all(self.history.cost.hours), in_all(self.history.cost.money));
        let periods: usize = worked.iter().map(|slot| slot.periods).sum();
        let without = look.as_ref().map(|look| look.expected.rate() * exposure(worked) / periods.max(1) as f64);
        Fix {
            verdict,
            effect: effect.and_then(change),
            low: interval.filter(|_| effect.is_some()).and_then(|(low, _)| change(low)),
            high: interval.and_then(|(_, high)| high).filter(|_| effect.is_some()).and_then(change),
            expected: self.expect.map(|share| -share),
            shipped: self.fix.shipped,
            counts_from: Some(self.cut.counts_from),
            avoided: avoided.map(|tickets| tickets.value),
            avoided_low: avoided.map(|tickets| tickets.low),
            avoided_high: avoided.map(|tickets| tickets.high),
            hours_avoided: hours.map(|hours| hours.value),
            hours_avoided_low: hours.map(|hours| hours.low),
            hours_avoided_high: hours.map(|hours| hours.high),
            money_avoided: money.map(|money| money.value),
            money_avoided_low: money.map(|money| money.low),
            money_avoided_high: money.map(|money| money.high),
            decidable: (verdict == FixVerdict::TooEarly).then(|| self.decidable(whole.as_ref())).flatten(),
            unit: Some(unit),
            before: stretch(&self.baseline.slots),
            after: stretch(worked),
            back: back.and_then(|since| stretch(&after[since..])),
            without: without.filter(|tickets| tickets.is_finite()),
            notes: self.notes,
            regressed_since: back.map(|since| after[since].first),
            version: self.fix.version.clone(),
            old_version_share: self.old_share,
            link: self.fix.link.clone(),
        }
    }

    /// About when more can be said; none when that is not in sight.
    fn decidable(&self, look: Option<&Look>) -> Option<Day> {
        let (unit, after) = (self.history.unit, &self.cut.after);
        if self.notes.contains(&FixNote::NothingBefore) {
            return None;
        }
        // To come: slots with as many other tickets as lately.
        let lately: Vec<&Slot> = self.baseline.slots.iter().chain(after).rev().take(NEAR).collect();
        let exposure = lately.iter().map(|slot| slot.count.exposure).sum::<f64>() / lately.len().max(1) as f64;
        let days = cut::length(unit);
        // Slots that will have passed by themselves before the first one that counts.
        let from = after.last().map_or(self.cut.counts_from, |slot| slot.last.plus(1));
        let at = from.days_since(self.cut.counts_from) as f64 / days;
        let ahead = crate::statistics::counts::Count { count: 0.0, exposure, at };
        let most = after.len() + (SIGHT * looks::a_year(unit)) as usize;
        let least = (looks::FEWEST_DAYS / days).ceil() as usize;
        let needed = decidable::slots_needed(&self.baseline, after, look, ahead, self.expect, most)?.max(least);
        let mut day = from;
        for _ in after.len()..needed {
            day = if unit == PeriodUnit::Month { unit.next(day) } else { day.plus(7) };
        }
        let day = day.previous();
        let sight = self.history.as_of.max(self.cut.counts_from).plus((SIGHT * 365.25) as u32);
        (day > self.history.as_of && day <= sight).then_some(day)
    }
}

fn exposure(slots: &[Slot]) -> f64 {
    slots.iter().map(|slot| slot.count.exposure).sum()
}

/// Tickets avoided in these slots with their 95 % interval: the difference of two rates from the interval of each
/// (MOVER; Zou & Donner 2008).
fn avoided(look: &Look, after: &[Slot]) -> Option<Estimate> {
    let span = exposure(after);
    let wider = crate::statistics::interrupted::small_sample(ERROR, look.scatter.degrees);
    let (expected, seen) = (look.expected.widened(wider), look.after.widened(wider));
    let ((low, high), (least, most)) = (expected.interval(ERROR), seen.interval(ERROR));
    let (without, with) = (expected.rate(), seen.rate());
    let at = without - with;
    let down = ((without - low).powi(2) + (most - with).powi(2)).sqrt();
    let up = ((high - without).powi(2) + (with - least).powi(2)).sqrt();
    let [value, low, high] = [at, at - down, at + up].map(|rate| rate * span);
    [value, low, high].iter().all(|tickets| tickets.is_finite()).then_some(Estimate { value, low, high })
}

/// The slots against their length instead of against the other tickets.
fn without_others(slots: &[Slot]) -> Vec<Slot> {
    // So large a unit that it has no chance of its own.
    const SURE: f64 = 1e9;
    slots
        .iter()
        .map(|slot| {
            let mut plain = *slot;
            plain.count.exposure = SURE * slot.periods as f64;
            plain
        })
        .collect()
}

/// Whether the other tickets of a period changed strongly when the fix came.
fn others_changed(cut: &Cut) -> bool {
    let mean = |slots: &[Slot]| exposure(slots) / slots.iter().map(|slot| slot.periods).sum::<usize>().max(1) as f64;
    let before = &cut.before[cut.before.len().saturating_sub(NEAR)..];
    let after = &cut.after[..cut.after.len().min(NEAR)];
    if before.is_empty() || after.is_empty() {
        return false;
    }
    let ratio = mean(after) / mean(before);
    !(1.0 / STRONGLY..=STRONGLY).contains(&ratio)
}

/// Share of the tickets since that name an older version than the fix's.
fn old_share(fix: &Shipped, history: &History, after: &[Slot]) -> Option<f64> {
    let (first, last) = (after.first()?.first, after.last()?.last);
    let tickets: f64 = after.iter().map(|slot| slot.count.count).sum();
    let old: f64 = after.iter().map(|slot| slot.count.count - slot.current).sum();
    (tickets > 0.0 && versions::any(fix, history, first, last)).then(|| old / tickets)
}

#[cfg(test)]
mod tests;
