//! Whether a shipped fix really reduced the tickets.

use crate::model::{
    fix::{Fix, FixVerdict, Shipped},
    time::{Day, PeriodUnit},
};

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
    /// Hours of work that one ticket costs, where known.
    pub hours: Option<f64>,
    /// Money that one ticket costs, where known.
    pub money: Option<f64>,
    /// The problem's tickets that name a version of the product: their day and that version.
    pub versions: &'a [(Day, &'a str)],
}

/// Judges the latest of the fixes of one problem that was shipped by the day the data is looked at from, or the
/// next one to be shipped when none was. None without a fix.
pub fn judge(fixes: &[Shipped], history: &History) -> Option<Fix> {
    let shipped = fixes
        .iter()
        .filter(|fix| fix.shipped <= history.as_of)
        .max_by_key(|fix| fix.shipped)
        .or_else(|| fixes.iter().min_by_key(|fix| fix.shipped))?;
    Some(Fix {
        verdict: FixVerdict::TooEarly,
        effect: None,
        low: None,
        high: None,
        expected: shipped.expect.map(|share| -share),
        shipped: shipped.shipped,
        counts_from: None,
        avoided: None,
        avoided_low: None,
        avoided_high: None,
        hours_avoided: None,
        money_avoided: None,
        decidable: None,
        unit: Some(history.unit),
        before: None,
        after: None,
        back: None,
        without: None,
        notes: vec![],
        regressed_since: None,
        version: shipped.version.clone(),
        old_version_share: None,
        link: shipped.link.clone(),
    })
}
