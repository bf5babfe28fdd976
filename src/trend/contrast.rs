//! Some of the last periods against the time before.

use super::{
    evidence::Evidence,
    exposure::{block_exposure, rate},
    season::{self, years_before},
    window,
};
use crate::{
    model::time::PeriodUnit,
    statistics::{
        rates::{Bursts, Rate, Ratio, Widths, compare_wide, is_more, p_value_wide},
        shrinkage::Measured,
    },
};

/// A problem to be looked at.
pub struct Subject<'a> {
    /// Its tickets in each period.
    pub counts: &'a [u32],
    /// What they are measured against.
    pub others: &'a [f64],
    /// How far they burst: see [`Bursts`].
    pub shape: f64,
    /// The people behind them.
    pub evidence: &'a Evidence,
    /// How far those burst.
    pub people_shape: f64,
    /// Length of a period.
    pub unit: PeriodUnit,
}

/// The last `window` periods against the first `baseline` ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// How many of the last periods.
    pub window: usize,
    /// How many of the first ones.
    pub baseline: usize,
}

/// What a window shows against the time before.
#[derive(Clone, Copy, Debug)]
pub struct Contrast {
    /// Which periods are compared.
    pub span: Span,
    /// The rate in the window, and the one that it is held against.
    pub rates: (Rate, Rate),
    /// How wide both spread.
    pub widths: Widths,
    /// p-value of no difference in tickets nor in people.
    pub p: f64,
    /// Whether the window has more than the time before.
    pub is_up: bool,
    /// Whether it is held against the same season of the years before only.
    pub seasonal: bool,
    /// People in the window, the busiest day counted like the next busiest.
    pub people: f64,
}

impl Contrast {
    /// Compares the window with the time before, or with the same season of the years before where the problem has
    /// one. None when there is nothing to compare.
    pub fn of(subject: &Subject<'_>, span: Span) -> Option<Self> {
        let &Subject { counts, others, evidence, unit, .. } = subject;
        let split = counts.len().checked_sub(span.window)?;
        let rates =
            |series: &[u32]| (rate(series, others, split..counts.len()), rate(series, others, 0..span.baseline));
        let block = window::block(unit);
        let bursts = |shape: f64| Bursts {
            shape,
            new_block: block_exposure(others, split..counts.len(), block),
            old_block: block_exposure(others, 0..span.baseline, block),
        };
        let (new, mut old) = rates(counts);
        let mut widths = bursts(subject.shape).widths(new, old);
        let is_up = is_more(new, old);
        let (mut p, mut seasonal) = (p_value_wide(new, old, widths.without_change)?, false);
        if let Some((then, spread)) = years_before(&season::Window { counts, others, split, unit, up: is_up })
            && let Some(against) = p_value_wide(new, then, spread)
        {
            p = if is_more(new, then) == is_up { p.max(against) } else { 1.0 };
            (old, seasonal) = (then, true);
            widths = Widths { without_change: spread, with_change: spread };
        }
        let (all, before) = rates(&evidence.people);
        let calm = Rate { count: (all.count - f64::from(evidence.peak(split))).max(0.0), ..all };
        let now = if is_up { calm } else { all };
        p = match p_value_wide(now, before, bursts(subject.people_shape).widths(now, before).without_change) {
            Some(by_people) if is_more(now, before) == is_up => p.max(by_people),
            _ => 1.0,
        };
        Some(Self { span, rates: (new, old), widths, p, is_up, seasonal, people: calm.count })
    }

    /// The ratio with its interval.
    pub fn ratio(&self) -> Option<Ratio> {
        compare_wide(self.rates.0, self.rates.1, self.widths)
    }

    /// The logarithm of the ratio and its error; half a ticket more keeps that of zero finite (Haldane-Anscombe).
    pub fn measured(&self) -> Measured {
        let (new, old) = self.rates;
        let (x, y) = (new.count + 0.5, old.count + 0.5);
        Measured {
            log_ratio: (x / new.exposure).ln() - (y / old.exposure).ln(),
            error: (self.widths.with_change.max(1.0) * (1.0 / x + 1.0 / y)).sqrt(),
        }
    }
}
