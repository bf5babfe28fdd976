//! About when more can be said of a fix.

use super::{
    baseline::Baseline,
    cut::Slot,
    looks::{ERROR, FEWEST_TICKETS, Look, NOTICEABLE, STRICT},
};
use crate::statistics::{counts::Count, interrupted::small_sample, tails::normal_quantile};

/// What a fix is looked for when nobody said what it was to bring: half of the tickets.
const HALVING: f64 = 0.5;

/// Probability of finding what is there: 80 %, as is usual.
const POWER: f64 = 0.8;

/// No fix takes away more than this share for the purpose of planning: the last few tickets are stray ones.
const MOST: f64 = 0.95;

/// How many slots after the fix it takes, when all to come are like `ahead`, to find the expected effect with 80 %
/// power, or, when that many have passed, until the effect that is seen would decide. None when `most` do not do.
pub fn slots_needed(
    baseline: &Baseline,
    after: &[Slot],
    look: Option<&Look>,
    ahead: Count,
    expect: Option<f64>,
    most: usize,
) -> Option<usize> {
    let rate = baseline.rate_of_last();
    let error = |slots: usize, ratio: f64| -> Option<f64> {
        // The slots to come carry the expected rate; the scatter is what is known of it today.
        let mut counts: Vec<Count> = after.iter().map(|slot| slot.count).collect();
        for more in counts.len()..slots {
            let exposure = ahead.exposure;
            counts.push(Count { count: ratio * rate * exposure, exposure, at: ahead.at + (more - after.len()) as f64 });
        }
        let scatter = look.map_or_else(|| baseline.scatter(&[]), |look| look.scatter);
        let expected = baseline.expected(&counts, &scatter);
        let exposure: f64 = counts.iter().map(|one| one.exposure).sum();
        let tickets = ratio * expected.rate() * exposure;
        let spread = scatter.spread(tickets / counts.len().max(1) as f64);
        let variance = (1.0 / expected.events + spread / tickets) * small_sample(STRICT, scatter.degrees);
        let ripe = expected.rate() * exposure >= FEWEST_TICKETS;
        (ripe && variance.is_finite() && variance > 0.0).then(|| variance.sqrt())
    };
    let sure = normal_quantile(STRICT);
    let power = normal_quantile(2.0 * (1.0 - POWER));
    let hoped = 1.0 - expect.filter(|&share| share > 0.0).unwrap_or(HALVING).min(MOST);
    let planned =
        (1..=most).find(|&slots| error(slots, hoped).is_some_and(|error| -hoped.ln() >= (sure + power) * error));
    if planned.is_none_or(|slots| slots > after.len()) {
        return planned;
    }
    // By plan it should have been known: the effect is not the one that was hoped for.
    let seen = look?.ratio.estimate()?.max(1.0 - MOST);
    let bound = 1.0 - expect.unwrap_or(NOTICEABLE);
    (after.len() + 1..=most).find(|&slots| {
        error(slots, seen).is_some_and(|error| {
            let off = seen.ln().abs() >= sure * error;
            off || seen.ln() - normal_quantile(ERROR) * error >= bound.ln() && seen > 1.0 - NOTICEABLE
        })
    })
}
