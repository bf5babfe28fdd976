//! Known problems of which nothing here is known: single texts that read like one are of it.

use std::collections::BTreeMap;

use super::whole::{likeness, mean};
use crate::model::{
    embedding::{Embeddings, dot},
    pins::Pins,
};

/// Likeness (cosine from the middle of the corpus) of a group and a sleeping problem, from which the group may be it: what
/// the memory knows it by is above that.
const PERHAPS: f32 = 0.4;

/// Texts that stayed alone join a known problem that nothing here is of, when they are as near to its centre as three
/// quarters of its own texts: a single ticket does not recur, but a known problem does. Where a group here reads like the
/// problem they join the group, so that one problem is not two.
pub(super) fn wake(points: &Embeddings, pins: &Pins, problem_of: &mut [Option<u32>]) {
    if pins.problems.is_empty() {
        return;
    }
    let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    (0..problem_of.len()).for_each(|text| {
        problem_of[text].iter().for_each(|own| groups.entry(*own).or_default().push(text));
    });
    let mut next = groups.last_key_value().map_or(0, |(last, _)| last + 1);
    let mut awake = vec![false; pins.problems.len()];
    let grouped = groups.values().flatten().filter_map(|text| pins.of(*text));
    grouped.for_each(|known| awake[known as usize] = true);
    let asleep: Vec<usize> =
        (0..awake.len()).filter(|&at| !awake[at] && pins.problems[at].centre.len() == points.dimensions()).collect();

    let every: Vec<usize> = (0..points.len()).collect();
    let middle = mean(points, &every);
    let unknown = groups.iter().filter(|(_, texts)| texts.iter().all(|text| pins.of(*text).is_none()));
    let centres: Vec<(u32, Vec<f32>)> = unknown.map(|(group, texts)| (*group, mean(points, texts))).collect();
    let home = |at: usize| {
        let like = centres.iter().map(|(group, centre)| (*group, likeness(&pins.problems[at].centre, centre, &middle)));
        let nearest = like.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        nearest.filter(|(_, like)| *like >= PERHAPS).map(|(group, _)| group)
    };
    let mut names: BTreeMap<usize, u32> = BTreeMap::new();
    for (text, own) in problem_of.iter_mut().enumerate().filter(|(_, own)| own.is_none()) {
        let like = |at: usize| dot(&points.row(text), &pins.problems[at].centre);
        let nearest = asleep.iter().copied().max_by(|&a, &b| like(a).total_cmp(&like(b)).then(b.cmp(&a)));
        if let Some(at) = nearest.filter(|&at| like(at) >= pins.problems[at].reach) {
            *own = Some(*names.entry(at).or_insert_with(|| {
                home(at).unwrap_or_else(|| {
                    next += 1;
                    next - 1
                })
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::pins::Pinned;

    fn points(degrees: &[f32]) -> Embeddings {
        Embeddings::new(2, degrees.iter().flat_map(|d| [d.to_radians().cos(), d.to_radians().sin()]).collect())
    }

    #[test]
    fn a_single_text_wakes_a_problem_that_sleeps() {
        let points = points(&[0.0, 45.0, 91.0]);
        let asleep = Pinned { centre: vec![0.0, 1.0], reach: 0.95, ..Default::default() };
        let pins = Pins { known: vec![None; 3], problems: vec![asleep], ..Pins::default() };
        let mut problem_of = vec![Some(0), None, None];
        wake(&points, &pins, &mut problem_of);
        assert_eq!(problem_of, [Some(0), None, Some(1)]);
    }

    #[test]
    fn a_text_joins_the_group_that_reads_like_its_problem() {
        let points = points(&[0.0, 1.0, 2.0, 3.0, 120.0, 121.0, 240.0, 241.0]);
        let asleep = Pinned { centre: vec![1.0, 0.0], reach: 0.9, ..Pinned::default() };
        let pins = Pins { known: vec![None; 8], problems: vec![asleep], ..Pins::default() };
        let mut problem_of = vec![None, Some(0), Some(0), Some(0), Some(1), Some(1), Some(2), None];
        wake(&points, &pins, &mut problem_of);
        assert_eq!(problem_of, [Some(0), Some(0), Some(0), Some(0), Some(1), Some(1), Some(2), None]);
    }
}
