//! What the tickets would have been without the fix, read from the time before.
//!
//! One rate, unless the evidence for more is strong: a jump that has lasted long enough is a new level, a trend that
//! falls is taken to go on (its fall is not the fix's), a trend that rises is taken to stop (what it would have
//! grown to is not the fix's either). A jump shortly before the fix stays in the average: fixes are shipped when
//! things are at their worst, and what was extreme falls by itself (regression to the mean).

use super::cut::{Slot, length};
use crate::{
    model::{fix::FixNote, time::PeriodUnit},
    statistics::{
        counts::{Count, Line, chi_square, lag_one, step, sum},
        interrupted::Level,
        tails::student_p,
    },
};

/// Error of the two-sided test for a trend before the fix. Lower misses real trends, higher sees them in noise and
/// pays with the width of the interval.
const TREND: f64 = 0.01;

/// How much rates drift by themselves: standard deviation of their trends a week. A trend that is not sure is drawn
/// towards none by as much as this and its own error tell; a fix is confirmed, or called worse, only if it would be
/// with that trend going on. In simulated problems that fall by 2 % a week without a fix, 7 to 9 % are confirmed within
/// half a year at 0.02, and 14 to 23 % at 0.01, which finds a few more fixes that took away 30 % (80 of 100 against 69
/// at 50 tickets a week).
const DRIFT: f64 = 0.02;

/// Drop of the deviance, per unit of scatter, that a jump must bring: the 1 % point of its maximum over all places
/// (Andrews 1993, table I, one parameter, 15 % trimmed: 12.16).
const JUMP: f64 = 12.2;

/// A jump has one parameter more than a trend, its place: it must explain so much more to be preferred.
const JUMP_OVER_TREND: f64 = 4.0;

/// Fewest periods that a new level must have lasted; a shorter one is a spike. And fewest before a jump.
const LASTED: usize = 8;
const BEFORE_JUMP: usize = 2;

/// A rate before a spike of less than this share of the spike's is that of another problem's stray tickets: the
/// problem is new, and there is no level of its own that it could fall back to by itself.
const REMNANT: f64 = 0.1;

/// What is usual for tickets of one problem, in the place of evidence: weeks differ by a fifth beyond chance.
const USUAL_SHAPE: f64 = 0.04;

/// Weight of the usual, in degrees of freedom.
const USUAL_DEGREES: f64 = 4.0;

/// Weight of no autocorrelation, in periods, and the most that is believed.
const INDEPENDENT: f64 = 4.0;
const MOST_CORRELATED: f64 = 0.6;

/// How the time before is read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Course {
    Flat,
    Falling(Line),
    Rising(Line),
}

/// The time before a fix, understood.
pub struct Baseline {
    /// The slots that count.
    pub slots: Vec<Slot>,
    course: Course,
    /// A trend, perhaps.
    perhaps: Option<Line>,
    /// Tickets and exposure of the time before a spike.
    calm: Option<(f64, f64, usize)>,
    /// What a reader should know.
    pub notes: Vec<FixNote>,
    chi_square: f64,
    degrees: f64,
    lag_one: (f64, f64),
}

/// How far counts scatter.
#[derive(Clone, Copy, Debug)]
pub struct Scatter {
    /// Negative binomial shape: variance = mean + shape * mean^2.
    pub shape: f64,
    /// Factor on every variance for what one period tells of the next.
    pub persistence: f64,
    /// Degrees of freedom it was estimated with.
    pub degrees: f64,
}

impl Scatter {
    /// Variance over mean of counts with this mean.
    pub fn spread(&self, mean: f64) -> f64 {
        (1.0 + self.shape * mean) * self.persistence
    }
}

fn counts(slots: &[Slot]) -> Vec<Count> {
    slots.iter().map(|slot| slot.count).collect()
}

/// Tickets a slot.
fn mean(counts: &[Count]) -> f64 {
    sum(counts).0 / counts.len().max(1) as f64
}

/// Variance over mean around one rate, the usual one mixed in.
fn spread_around(chi: f64, degrees: f64, mean: f64) -> f64 {
    ((chi + USUAL_DEGREES * (1.0 + USUAL_SHAPE * mean)) / (degrees + USUAL_DEGREES)).max(1.0)
}

impl Baseline {
    /// Reads the time before a fix.
    pub fn of(mut slots: Vec<Slot>, unit: PeriodUnit) -> Self {
        let mut notes = vec![];
        let jump = lasting_jump(&slots);
        if let Some(at) = jump {
            slots.drain(..at);
            notes.push(FixNote::Step);
        }
        let all = counts(&slots);
        let spike = if jump.is_none() { spike(&all) } else { None };
        if spike.is_some() {
            notes.push(FixNote::Spike);
        }
        let calm = spike.and_then(|at| {
            let ((calm, span), (wild, short)) = (sum(&all[..at]), sum(&all[at..]));
            (calm / span >= REMNANT * wild / short).then_some((calm, span, at))
        });
        let (line, p) = trend(&all).unzip();
        let p = p.unwrap_or(1.0);
        let falls = line.is_some_and(|line| line.slope < 0.0);
        let course = match line {
            Some(line) if p < TREND && falls => Course::Falling(line),
            Some(line) if p < TREND && spike.is_none() => Course::Rising(line),
            _ => Course::Flat,
        };
        let perhaps = line.map(|line| drawn(line, scatter_around(&all, &line), DRIFT * length(unit) / 7.0));
        notes.extend(match course {
            Course::Falling(_) => Some(FixNote::Falling),
            Course::Rising(_) => Some(FixNote::Rising),
            Course::Flat => None,
        });
        let mut read = Self { slots, course, perhaps, calm, notes, chi_square: 0.0, degrees: 0.0, lag_one: (0.0, 0.0) };
        let parameters = if course == Course::Flat { 1.0 } else { 2.0 };
        read.chi_square = chi_square(&all, |one| read.rate(one));
        read.degrees = (all.len() as f64 - parameters).max(0.0);
        read.lag_one = lag_one(&all, |one| read.rate(one));
        read
    }

    /// Rate that was to be expected at a time before.
    fn rate(&self, one: &Count) -> f64 {
        match self.course {
            Course::Flat => {
                let (tickets, exposure) = sum(&counts(&self.slots));
                if exposure > 0.0 { tickets / exposure } else { 0.0 }
            }
            Course::Falling(line) | Course::Rising(line) => line.rate(one.at),
        }
    }

    /// The rate just before the fix.
    pub fn rate_of_last(&self) -> f64 {
        self.slots.last().map_or(0.0, |slot| self.rate(&slot.count))
    }

    /// Tickets before.
    pub fn tickets(&self) -> f64 {
        sum(&counts(&self.slots)).0
    }

    /// How far the counts scatter, before and in `after` around their own mean, the usual mixed in.
    pub fn scatter(&self, after: &[Count]) -> Scatter {
        let (tickets, exposure) = sum(after);
        let late = if exposure > 0.0 { tickets / exposure } else { 0.0 };
        let chi = self.chi_square + chi_square(after, |_| late);
        let late_degrees = if tickets > 0.0 { (after.len() as f64 - 1.0).max(0.0) } else { 0.0 };
        let early = mean(&counts(&self.slots));
        // chi-square exceeds its degrees of freedom by shape * mean for each of them.
        let excess = chi - self.degrees - late_degrees + USUAL_DEGREES * USUAL_SHAPE * early;
        let lever = self.degrees * early + late_degrees * mean(after) + USUAL_DEGREES * early;
        let shape = if lever > 0.0 { (excess / lever).max(0.0) } else { USUAL_SHAPE };
        let degrees = self.degrees + late_degrees + USUAL_DEGREES;
        let ((product, square), (product_after, square_after)) = (self.lag_one, lag_one(after, |_| late));
        let periods = (self.slots.len() + after.len()) as f64;
        let seen = (product + product_after) / (square + square_after).max(f64::MIN_POSITIVE);
        // Around estimated means it comes out too low (Kendall 1954).
        let corrected = seen + (1.0 + 3.0 * seen) / periods.max(1.0);
        let correlation = (corrected * periods / (periods + INDEPENDENT)).clamp(0.0, MOST_CORRELATED);
        Scatter { shape, persistence: (1.0 + correlation) / (1.0 - correlation), degrees }
    }

    /// The rate to be expected in `after` without the fix.
    pub fn expected(&self, after: &[Count], scatter: &Scatter) -> Level {
        match self.course {
            Course::Flat => self.flat(scatter),
            Course::Falling(line) => self.extended(&line, after, scatter),
            Course::Rising(line) => {
                let last = self.slots.last().map_or(line.centre, |slot| slot.count.at);
                Level::estimated(line.rate(last), line.variance(last) * self.spread(scatter))
            }
        }
    }

    /// The same if a trend went on that is perhaps there.
    pub fn expected_if_on(&self, after: &[Count], scatter: &Scatter) -> Option<Level> {
        self.perhaps.map(|line| self.extended(&line, after, scatter))
    }

    /// The rate before the tickets shot up, where they did and it is one that they can have fallen back to.
    pub fn calm(&self, scatter: &Scatter) -> Option<Level> {
        self.calm.map(|(tickets, exposure, slots)| {
            Level::counted(tickets, exposure, scatter.spread(tickets / slots.max(1) as f64))
        })
    }

    fn flat(&self, scatter: &Scatter) -> Level {
        let (tickets, exposure) = sum(&counts(&self.slots));
        Level::counted(tickets, exposure, self.spread(scatter))
    }

    fn spread(&self, scatter: &Scatter) -> f64 {
        scatter.spread(mean(&counts(&self.slots)))
    }

    /// The line carried on over `after`, for at most as long as it was seen before.
    fn extended(&self, line: &Line, after: &[Count], scatter: &Scatter) -> Level {
        let first = self.slots.first().map_or(0.0, |slot| slot.count.at);
        let last = self.slots.last().map_or(0.0, |slot| slot.count.at);
        let at = |one: &Count| one.at.min(last + (last - first));
        let (mut tickets, mut moment, mut exposure) = (0.0, 0.0, 0.0);
        for one in after {
            let expected = one.exposure * line.rate(at(one));
            tickets += expected;
            moment += expected * at(one);
            exposure += one.exposure;
        }
        if tickets > 0.0 && exposure > 0.0 {
            // The mean of a convex curve over time is that at the mean time, to first order.
            Level::estimated(tickets / exposure, line.variance(moment / tickets) * self.spread(scatter))
        } else {
            self.flat(scatter)
        }
    }
}

/// The trend of the counts and its p-value.
fn trend(all: &[Count]) -> Option<(Line, f64)> {
    let line = Line::fit(all)?;
    let t = line.slope / (line.slope_variance * scatter_around(all, &line)).sqrt();
    t.is_finite().then(|| (line, student_p(t, all.len() as f64 - 2.0 + USUAL_DEGREES)))
}

/// Variance over mean around a line.
fn scatter_around(all: &[Count], line: &Line) -> f64 {
    spread_around(chi_square(all, |one| line.rate(one.at)), all.len() as f64 - 2.0, mean(all))
}

/// The trend drawn towards none: its posterior mean and variance when trends are normal around 0 with standard
/// deviation `drift`.
fn drawn(line: Line, spread: f64, drift: f64) -> Line {
    let kept = drift * drift / (drift * drift + line.slope_variance * spread);
    Line { slope: kept * line.slope, slope_variance: kept * line.slope_variance, ..line }
}

/// First slot of a level that has lasted, when there was another one before.
fn lasting_jump(slots: &[Slot]) -> Option<usize> {
    let all = counts(slots);
    let step = step(&all, BEFORE_JUMP, LASTED)?;
    let gain = step.gain / spread_of_step(&all, step.at);
    let by_trend = trend(&all).map_or(0.0, |(line, _)| {
        let (tickets, exposure) = sum(&all);
        let flat = tickets / exposure;
        let likelihood = |rate: &dyn Fn(&Count) -> f64| -> f64 {
            all.iter().map(|one| one.count * rate(one).ln() - one.exposure * rate(one)).sum()
        };
        2.0 * (likelihood(&|one| line.rate(one.at)) - likelihood(&|_| flat)) / spread_of_step(&all, step.at)
    });
    (gain > JUMP && gain > by_trend + JUMP_OVER_TREND).then_some(step.at)
}

/// First of the last slots where they are a jump up that has not lasted.
fn spike(all: &[Count]) -> Option<usize> {
    let step = step(all, 4, 1)?;
    (step.up && all.len() - step.at < LASTED && step.gain / spread_of_step(all, step.at) > JUMP).then_some(step.at)
}

/// Variance over mean on both sides of a jump.
fn spread_of_step(all: &[Count], at: usize) -> f64 {
    let chi = |part: &[Count]| {
        let (tickets, exposure) = sum(part);
        chi_square(part, |_| if exposure > 0.0 { tickets / exposure } else { 0.0 })
    };
    let degrees = (all.len() as f64 - 2.0).max(0.0);
    spread_around(chi(&all[..at]) + chi(&all[at..]), degrees, mean(all))
}
