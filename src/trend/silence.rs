//! Whether a problem is over: it was silent for so long that its life before would hardly have let it.
//!
//! Solow's test of extinction from a record of sightings (1993, Ecology 74:962): were the rate what it was, each of `n`
//! tickets would fall into the time from the first to the last of them with the probability that this has of the whole,
//! so all of them with its nth power. Here the time is counted in what problems are measured against, and the power is
//! that of a count as bursty as the problem was while it lived. The silence of a problem that lived four weeks may be
//! told so, however long it lasts: measured over the whole history it would look like one burst.

use std::ops::Range;

use super::{
    contrast::{Contrast, Span, Subject},
    evidence::Evidence,
};

/// Share of a problem's tickets that one may be which came after its end: grouping by likeness puts a stray ticket into
/// a group now and then.
const STRAY: f64 = 0.05;

/// The silence since the last ticket, or since the one before a stray one, against the life before. None where it is
/// shorter than `shortest` periods. `shapes` tells how far tickets and people burst within some periods.
pub fn ended(subject: &Subject<'_>, shortest: usize, shapes: impl Fn(Range<usize>) -> (f64, f64)) -> Option<Contrast> {
    let life = life(subject.counts, shortest)?;
    let window = subject.counts.len() - life.end;
    let evidence = Evidence {
        people: subject.evidence.people[life.start..].to_vec(),
        peaks: subject.evidence.peaks[life.start..].to_vec(),
    };
    let (shape, people_shape) = shapes(life.clone());
    let since_first = Subject {
        counts: &subject.counts[life.start..],
        others: &subject.others[life.start..],
        shape,
        evidence: &evidence,
        people_shape,
        unit: subject.unit,
    };
    let one = Contrast::of(&since_first, Span { window, baseline: life.len() })?;
    (!one.is_up).then_some(Contrast { span: Span { window, baseline: life.end }, ..one })
}

/// The periods from the first ticket to the last that is no stray one.
fn life(counts: &[u32], shortest: usize) -> Option<Range<usize>> {
    let occupied: Vec<usize> = (0..counts.len()).filter(|&at| counts[at] > 0).collect();
    let (&first, &last) = (occupied.first()?, occupied.last()?);
    let silent = |from: usize| counts.len() - (from + 1) >= shortest;
    let all: u32 = counts.iter().sum();
    let before = occupied.iter().rev().nth(1).filter(|&&before| {
        counts[last] == 1 && f64::from(all) * STRAY >= 1.0 && last - before > shortest && silent(before)
    });
    let end = before.copied().or_else(|| silent(last).then_some(last))?;
    Some(first..end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::PeriodUnit;

    fn p_of(counts: &[u32]) -> Option<f64> {
        let peaks = vec![[0, 0]; counts.len()];
        let evidence = Evidence { people: counts.to_vec(), peaks };
        // Measured against so many others that their chance does not count.
        let others = vec![1e9; counts.len()];
        let subject = Subject {
            counts,
            others: &others,
            shape: 9.0,
            evidence: &evidence,
            people_shape: 9.0,
            unit: PeriodUnit::Week,
        };
        ended(&subject, 4, |_| (0.0, 0.0)).map(|one| one.p)
    }

    #[test]
    fn the_probability_is_solows() {
        // 5 tickets in the first 4 of 10 periods: 0.4^5 = 0.01024, twice for both sides.
        let p = p_of(&[2, 1, 1, 1, 0, 0, 0, 0, 0, 0]).unwrap();
        assert!((p - 2.0 * 0.4f64.powi(5)).abs() < 1e-4, "{p}");
        // What lies before the first ticket is no part of its life.
        let later = p_of(&[0, 0, 0, 0, 0, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0]).unwrap();
        assert!((later - p).abs() < 1e-9, "{later}");
    }

    #[test]
    fn a_stray_ticket_is_not_its_life() {
        assert_eq!(life(&[5, 6, 4, 5, 0, 0, 0, 0, 0, 1, 0], 4), Some(0..4));
        assert_eq!(life(&[5, 6, 4, 5, 0, 0, 0, 0, 0, 1], 4), Some(0..4));
        // Of few tickets it is one of them, and a short quiet time is none.
        assert_eq!(life(&[2, 1, 1, 2, 0, 0, 0, 0, 0, 1, 0], 4), None);
        assert_eq!(life(&[5, 6, 4, 5, 0, 0, 1, 0, 0], 4), None);
        assert_eq!(life(&[5, 6, 4, 5, 0, 0, 0], 4), None);
        assert_eq!(life(&[0; 9], 4), None);
    }
}
