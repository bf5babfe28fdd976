//! The time after a fix, looked at period by period, as a team that reads the report each week does.
//!
//! Who looks each week finds a 95 % interval without zero sooner or later, so a verdict needs more than that: the
//! error of a single look is so small that all looks of half a year together keep to 5 % (measured by simulation,
//! `tests/bench/fixes.rs`). The interval that is shown is the usual one.

use super::{
    baseline::{Baseline, Scatter},
    cut::{Slot, length},
};
use crate::{
    model::time::PeriodUnit,
    statistics::{
        counts::{Count, sum},
        interrupted::{Level, Ratio, small_sample},
        returning::{Watch, since},
    },
};

/// Error of the interval that is shown.
pub const ERROR: f64 = 0.05;

/// Two-sided error of a single look that confirms a fix, or calls it worse.
pub const STRICT: f64 = 0.015;

/// … and of the same look should a trend that is not sure go on.
const GUARD: f64 = 0.05;

/// A reduction by less than this is none that anybody would ship a fix for.
pub const NOTICEABLE: f64 = 0.2;

/// How probable a noticeable reduction may be after all when a fix is said to have no effect.
const PERHAPS_NOTICEABLE: f64 = 0.1;

/// Fewest days after a fix that a verdict rests on.
pub const FEWEST_DAYS: f64 = 21.0;

/// Fewest tickets before, and fewest that were to be expected after without the fix.
pub const FEWEST_TICKETS: f64 = 5.0;

/// A return of the tickets is called at this log likelihood ratio.
const RETURN: f64 = 5.5;

/// What can be said at one look.
pub struct Look {
    /// Rate after over the rate expected without the fix, for the interval that is shown.
    pub ratio: Ratio,
    /// The same for a decision.
    strict: Ratio,
    /// The same if a trend before the fix that is perhaps there went on.
    if_on: Option<Ratio>,
    /// The same against the time before a spike.
    to_calm: Option<Ratio>,
    /// The rate expected without the fix.
    pub expected: Level,
    /// The rate after.
    pub after: Level,
    /// How far the counts scatter.
    pub scatter: Scatter,
    /// Enough time and tickets for a verdict.
    ripe: bool,
}

/// What one look decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Fewer tickets.
    Fewer,
    /// More tickets.
    More,
    /// No fewer.
    Same,
    /// Nothing yet.
    Open,
}

impl Look {
    /// The look after these slots; none without a time before or after.
    pub fn at(baseline: &Baseline, after: &[Slot], unit: PeriodUnit) -> Option<Self> {
        let counts: Vec<Count> = after.iter().map(|slot| slot.count).collect();
        let (tickets, exposure) = sum(&counts);
        let scatter = baseline.scatter(&counts);
        let expected = baseline.expected(&counts, &scatter);
        if baseline.slots.len() < 2 || exposure <= 0.0 || !expected.exposure.is_finite() || expected.exposure <= 0.0 {
            return None;
        }
        let late = Level::counted(tickets, exposure, scatter.spread(tickets / counts.len() as f64));
        let ratio = |expected: Level, error: f64| {
            let wider = small_sample(error, scatter.degrees);
            Ratio { before: expected.widened(wider), after: late.widened(wider) }
        };
        let days: f64 = after.iter().map(|slot| (slot.last.days_since(slot.first) + 1) as f64).sum();
        Some(Self {
            ratio: ratio(expected, ERROR),
            strict: ratio(expected, STRICT),
            if_on: baseline.expected_if_on(&counts, &scatter).map(|level| ratio(level, GUARD)),
            to_calm: baseline.calm(&scatter).map(|level| ratio(level, STRICT)),
            expected,
            after: late,
            scatter,
            ripe: days >= FEWEST_DAYS
                && baseline.slots.len() >= least_before(unit)
                && baseline.tickets() >= FEWEST_TICKETS
                && expected.rate() * exposure >= FEWEST_TICKETS,
        })
    }

    /// Fewer tickets, so surely that it stands up to looking each week.
    fn fewer(&self) -> bool {
        self.surely_below()
            && self.if_on.is_none_or(|ratio| ratio.below(1.0) >= 1.0 - 0.5 * GUARD)
            && self.to_calm.is_none_or(|ratio| ratio.below(1.0) >= 1.0 - 0.5 * STRICT)
    }

    /// More tickets, as surely.
    fn more(&self) -> bool {
        self.strict.below(1.0) <= 0.5 * STRICT && self.if_on.is_none_or(|ratio| ratio.below(1.0) <= 0.5 * GUARD)
    }

    fn surely_below(&self) -> bool {
        self.strict.below(1.0) >= 1.0 - 0.5 * STRICT
    }

    /// Fewer tickets, for who asks only once.
    fn still_fewer(&self) -> bool {
        self.ratio.below(1.0) >= 1.0 - 0.5 * ERROR
    }

    /// It would be confirmed, were it not that a fall before the fix may have gone on.
    pub fn held_by_trend(&self) -> bool {
        self.ripe && self.surely_below() && self.if_on.is_some_and(|ratio| ratio.below(1.0) < 1.0 - 0.5 * GUARD)
    }

    /// What this look decides about a fix that was to take away the share `expect` of the tickets.
    fn decides(&self, expect: Option<f64>) -> Decision {
        let hoped = 1.0 - expect.unwrap_or(NOTICEABLE);
        if !self.ripe {
            Decision::Open
        } else if self.fewer() {
            Decision::Fewer
        } else if self.more() {
            Decision::More
        } else if self.strict.below(hoped) <= 0.5 * STRICT && self.ratio.below(1.0 - NOTICEABLE) <= PERHAPS_NOTICEABLE {
            Decision::Same
        } else {
            Decision::Open
        }
    }
}

/// Fewest slots before a fix: below that nobody knows how far the counts scatter.
pub fn least_before(unit: PeriodUnit) -> usize {
    if unit == PeriodUnit::Month { 3 } else { 4 }
}

/// Where a fix stands after all looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As the last look says.
    AsSeen(Decision),
    /// It had worked, and the tickets are back since this slot.
    Back(usize),
}

/// Looks at the slots after a fix one by one. `plain` is the time before without the other tickets, where those
/// are no good measure: then both must agree.
pub fn follow(
    baseline: &Baseline,
    plain: Option<&Baseline>,
    after: &[Slot],
    unit: PeriodUnit,
    expect: Option<f64>,
) -> Standing {
    let decide = |until: usize| {
        let by_rate = Look::at(baseline, &after[..until], unit).map_or(Decision::Open, |look| look.decides(expect));
        let Some(plain) = plain else { return by_rate };
        let by_count = Look::at(plain, &super::without_others(&after[..until]), unit);
        if by_count.is_some_and(|look| look.decides(expect) == by_rate) { by_rate } else { Decision::Open }
    };
    let monitored: Vec<Count> = after.iter().map(|slot| Count { count: slot.current, ..slot.count }).collect();
    let mut worked: Option<(usize, Watch)> = None;
    let mut back: Option<usize> = None;
    for until in 1..=after.len() {
        match &worked {
            None if decide(until) == Decision::Fewer => {
                worked = Look::at(baseline, &after[..until], unit).map(|look| (until, watch(&look)));
            }
            None => {}
            Some((known, watch)) => back = since(&monitored[..until], *known, watch).or(back),
        }
    }
    if let Some(since) = back {
        return Standing::Back(since);
    }
    let last = decide(after.len());
    let still = worked.is_some()
        && Look::at(baseline, after, unit).is_some_and(|look| look.still_fewer())
        && last != Decision::More;
    Standing::AsSeen(if still { Decision::Fewer } else { last })
}

fn watch(look: &Look) -> Watch {
    Watch {
        high: look.expected.rate(),
        shape: look.scatter.shape,
        persistence: look.scatter.persistence,
        threshold: RETURN,
    }
}

/// Slots of a year.
pub fn a_year(unit: PeriodUnit) -> f64 {
    365.25 / length(unit)
}
