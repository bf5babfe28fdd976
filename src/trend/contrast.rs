//! One window against the time before it.

use super::{
    evidence::Evidence,
    exposure::rate,
    season::{self, years_before},
};
use crate::{
    model::time::PeriodUnit,
    statistics::{
        rates::{Rate, Ratio, compare, is_more, p_value},
        shrinkage::Measured,
    },
};

/// A problem to be looked at.
pub struct Subject<'a> {
    /// Its tickets in each period.
    pub counts: &'a [u32],
    /// What they are measured against.
    pub others: &'a [f64],
    /// How much wider than Poisson they spread.
    pub dispersion: f64,
    /// The people behind them.
    pub evidence: &'a Evidence,
    /// How much wider than Poisson those spread.
    pub people_dispersion: f64,
    /// Length of a period.
    pub unit: PeriodUnit,
}

/// What a window shows against the time before.
#[derive(Clone, Copy, Debug)]
pub struct Contrast {
    /// How many of the last periods it has.
    pub window: usize,
    /// Its rate over the rate before.
    pub ratio: Ratio,
    /// p-value of no difference in tickets nor in people.
    pub p: f64,
    /// Whether the window has more than the time before.
    pub is_up: bool,
    /// Whether it is held against the same season of the years before only.
    pub seasonal: bool,
    /// The logarithm of the ratio and its error.
    pub measured: Measured,
    /// People in the window, the busiest day counted like the next busiest.
    pub people: f64,
}

impl Contrast {
    /// Compares the last `window` periods with all before, or with the same season of the years before where the
    /// problem has one. None when there is nothing to compare.
    pub fn of(subject: &Subject<'_>, window: usize) -> Option<Self> {
        let &Subject { counts, others, evidence, unit, .. } = subject;
        let split = counts.len().checked_sub(window)?;
        let (new, mut old) = (rate(counts, others, split..counts.len()), rate(counts, others, 0..split));
        let mut dispersion = subject.dispersion;
        let mut ratio = compare(new, old, dispersion)?;
        let up = is_more(new, old);
        let (mut p, mut seasonal) = (ratio.p, false);
        if let Some((then, spread)) = years_before(&season::Window { counts, others, split, unit, up })
            && let Some(against) = compare(new, then, spread)
        {
            p = if is_more(new, then) == up { p.max(against.p) } else { 1.0 };
            (ratio, old, dispersion, seasonal) = (against, then, spread, true);
        }
        let mut people = rate(&evidence.people, others, split..counts.len());
        people.count = (people.count - f64::from(evidence.peak(split))).max(0.0);
        let before = rate(&evidence.people, others, 0..split);
        let now = if up { people } else { rate(&evidence.people, others, split..counts.len()) };
        p = match p_value(now, before, subject.people_dispersion) {
            Some(by_people) if is_more(now, before) == up => p.max(by_people),
            _ => 1.0,
        };
        let measured = measured(new, old, dispersion);
        Some(Self { window, ratio, p, is_up: is_more(new, old), seasonal, measured, people: people.count })
    }

    /// Whether the interval leaves no change out.
    pub fn excludes_one(&self) -> bool {
        self.ratio.low > 1.0 || self.ratio.high.is_some_and(|high| high < 1.0)
    }
}

/// Half a ticket more keeps a logarithm of zero finite (Haldane-Anscombe).
fn measured(new: Rate, old: Rate, dispersion: f64) -> Measured {
    let (x, y) = (new.count + 0.5, old.count + 0.5);
    Measured {
        log_ratio: (x / new.exposure).ln() - (y / old.exposure).ln(),
        error: (dispersion.max(1.0) * (1.0 / x + 1.0 / y)).sqrt(),
    }
}
