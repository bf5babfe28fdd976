//! What may be said of each problem: the tests, the correction over all of them, the word.

use super::{
    exposure::{Exposure, rate},
    onset::{Direction, onset},
};
use crate::{
    model::{
        series::{Calendar, Change, Verdict},
        time::Day,
    },
    statistics::{
        discovery::q_values,
        rates::{Ratio, compare},
    },
};

/// Share of false ones among the changes that are called (false discovery rate).
const FALSE_DISCOVERIES: f64 = 0.05;

/// Fewest tickets of a new or returning problem: below five a single chatty customer makes one.
const FEWEST: f64 = 5.0;

/// Share of a new problem's tickets that may lie before the recent window: grouping by likeness puts a
/// stray ticket into a group now and then.
const STRAYS: f64 = 0.05;

/// A rate is steady when the interval excludes both a halving and a doubling.
const DOUBLING: f64 = 2.0;

/// Nothing can be said.
pub const UNCLEAR: Change =
    Change { verdict: Verdict::Unclear, rate_ratio: None, low: None, high: None, q: None, onset: None };

/// The change of each problem's rate in the last `recent` periods.
pub fn judge(calendar: &Calendar, problems: &[Vec<u32>], seen: &[Option<(Day, Day)>], recent: usize) -> Vec<Change> {
    let split = calendar.periods.len() - recent;
    let exposure = Exposure::new(&calendar.totals, problems, split);
    let dispersions = exposure.dispersions(problems);
    let ratios: Vec<Option<Ratio>> = (0..problems.len())
        .map(|at| {
            let (new, old) = exposure.rates(at, &problems[at]);
            compare(new, old, dispersions[at])
        })
        .collect();
    let returns: Vec<Option<f64>> = (0..problems.len())
        .map(|at| came_back(&problems[at], &exposure.others(at, &problems[at]), split, dispersions[at]))
        .collect();
    // One family: every test that could make a verdict is corrected for every other.
    let family: Vec<f64> =
        ratios.iter().flatten().map(|ratio| ratio.p).chain(returns.iter().flatten().copied()).collect();
    let mut q = q_values(&family).into_iter();
    let q_change: Vec<Option<f64>> = ratios.iter().map(|ratio| ratio.and_then(|_| q.next())).collect();
    let q_return: Vec<Option<f64>> = returns.iter().map(|p| p.and_then(|_| q.next())).collect();
    (0..problems.len())
        .map(|at| {
            let (Some(ratio), Some(q)) = (ratios[at], q_change[at]) else { return UNCLEAR };
            let counts = &problems[at];
            let case = Case {
                ratio,
                q,
                recent: counts[split..].iter().sum::<u32>().into(),
                before: counts[..split].iter().sum::<u32>().into(),
                first_is_recent: seen[at].is_some_and(|(first, _)| first >= calendar.periods[split]),
                returned: q_return[at].is_some_and(|q| q <= FALSE_DISCOVERIES),
            };
            let verdict = case.verdict();
            let direction = match verdict {
                Verdict::New | Verdict::Rising | Verdict::Returning => Some(Direction::Up),
                Verdict::Falling => Some(Direction::Down),
                Verdict::Steady | Verdict::Gone | Verdict::Unclear => None,
            };
            let began = direction.and_then(|way| onset(counts, &exposure.others(at, counts), way));
            Change {
                verdict,
                rate_ratio: ratio.estimate,
                low: Some(ratio.low),
                high: ratio.high,
                q: Some(if verdict == Verdict::Returning { q_return[at].map_or(q, |r| r.min(q)) } else { q }),
                onset: began.map(|at| calendar.periods[at]),
            }
        })
        .collect()
}

/// What a verdict is made from.
struct Case {
    ratio: Ratio,
    q: f64,
    recent: f64,
    before: f64,
    first_is_recent: bool,
    returned: bool,
}

impl Case {
    fn verdict(&self) -> Verdict {
        let changed = self.q <= FALSE_DISCOVERIES;
        let enough = self.recent >= FEWEST;
        let more = self.ratio.estimate.is_none_or(|ratio| ratio > 1.0);
        let certain_doubling = self.ratio.low > 1.0 / DOUBLING && self.ratio.high.is_some_and(|high| high < DOUBLING);
        if self.returned && enough {
            Verdict::Returning
        } else if self.before == 0.0 {
            // Nothing in the complete periods before: new, unless it was seen before those began.
            match (changed && enough, self.first_is_recent) {
                (true, true) => Verdict::New,
                (true, false) => Verdict::Returning,
                (false, _) => Verdict::Unclear,
            }
        } else if changed && enough && more && self.before <= STRAYS * (self.before + self.recent) {
            Verdict::New
        } else if changed {
            match (more, self.recent == 0.0) {
                (true, _) => Verdict::Rising,
                (false, true) => Verdict::Gone,
                (false, false) => Verdict::Falling,
            }
        } else if certain_doubling && self.ratio.p > FALSE_DISCOVERIES {
            Verdict::Steady
        } else {
            Verdict::Unclear
        }
    }
}

/// The p-value that a problem fell silent before the recent window and is back in it: the larger one
/// of both tests, so both must hold. None without tickets before a silence as long as the window.
fn came_back(counts: &[u32], others: &[f64], split: usize, dispersion: f64) -> Option<f64> {
    let silence = counts[..split].iter().rev().take_while(|&&n| n == 0).count();
    let begins = split - silence;
    if silence < counts.len() - split || begins == 0 || counts[split..].iter().all(|&n| n == 0) {
        return None;
    }
    let (long_ago, quiet, now) = (
        rate(counts, others, 0..begins),
        rate(counts, others, begins..split),
        rate(counts, others, split..counts.len()),
    );
    let (fell, rose) = (compare(quiet, long_ago, dispersion)?, compare(now, quiet, dispersion)?);
    Some(fell.p.max(rose.p))
}
