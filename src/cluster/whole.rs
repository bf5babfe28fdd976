//! Problems that people put together from several stay together, whatever the graph says.
//!
//! Pins alone do not carry that: a known problem falls apart where it is clearly two, and two that people call one
//! often are just that in their words.

use std::collections::BTreeMap;

use crate::model::{
    embedding::{Embeddings, dot},
    pins::Pins,
};

/// Likeness (cosine from the middle of the corpus) of a group and what was put together, from which the group is of it
/// although they share no text: what the memory knows a problem by.
const ALIKE: f32 = 0.5;

/// Fewest texts of a problem that speak for themselves.
const FEW: usize = 3;

/// Share of a group's texts that have to be of a problem then: a new problem beside it holds some that strayed.
const MINE: f64 = 0.25;

/// Share of a problem's texts that make the group that holds the most of them its heir.
const HEIR: f64 = 0.3;

/// Every such problem in one group: all texts that are known to be of it, the new texts of the groups that are its more
/// than any other's, and the groups that read like one of its parts of which no text is here.
pub(super) fn keep(points: &Embeddings, pins: &Pins, problem_of: &mut [Option<u32>]) {
    for (at, _) in pins.problems.iter().enumerate().filter(|(_, problem)| problem.whole) {
        gather(points, pins, at as u32, problem_of);
    }
}

fn gather(points: &Embeddings, pins: &Pins, whole: u32, problem_of: &mut [Option<u32>]) {
    let groups = Groups::of(pins, problem_of);
    let all = pins.known.iter().filter(|known| **known == Some(whole)).count();
    let home = groups.home(whole);
    let heir = |group: u32| home == Some(group) && groups.known_of(group, whole) as f64 >= HEIR * all as f64;
    let is_of = |group: &u32| groups.mostly(*group) == Some(whole) && (heir(*group) || groups.much_of(*group, whole));
    let mut own: Vec<u32> = groups.texts.keys().copied().filter(is_of).collect();
    let more = groups.like_parts(points, pins, whole);
    own.extend(more.into_iter().filter(|group| groups.mostly(*group).is_none()));
    own.sort_by_key(|group| (std::cmp::Reverse(groups.known_of(*group, whole)), *group));
    own.dedup();
    let known = |text: &usize| pins.of(*text) == Some(whole);
    let Some(home) =
        own.first().copied().or_else(|| (0..problem_of.len()).any(|text| known(&text)).then_some(groups.next))
    else {
        return;
    };
    // A text of another known problem stays where it is.
    let free = |text: &usize| pins.of(*text).is_none();
    let joined: Vec<usize> = own.iter().flat_map(|group| groups.texts[group].iter().copied()).filter(free).collect();
    joined.into_iter().chain((0..problem_of.len()).filter(known)).for_each(|text| problem_of[text] = Some(home));
}

/// The groups as they stand.
struct Groups {
    texts: BTreeMap<u32, Vec<usize>>,
    /// For each group how many of its texts are of each known problem.
    known: BTreeMap<u32, BTreeMap<u32, usize>>,
    /// A number that no group has.
    next: u32,
}

impl Groups {
    fn of(pins: &Pins, problem_of: &[Option<u32>]) -> Self {
        let mut texts: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut known: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
        for (text, own) in problem_of.iter().enumerate() {
            let Some(own) = *own else { continue };
            texts.entry(own).or_default().push(text);
            if let Some(problem) = pins.of(text) {
                *known.entry(own).or_default().entry(problem).or_default() += 1;
            }
        }
        let next = texts.last_key_value().map_or(0, |(last, _)| last + 1);
        Self { texts, known, next }
    }

    fn known_of(&self, group: u32, problem: u32) -> usize {
        self.known.get(&group).and_then(|known| known.get(&problem)).copied().unwrap_or(0)
    }

    /// The known problem that most known texts of a group are of.
    fn mostly(&self, group: u32) -> Option<u32> {
        let known = self.known.get(&group)?.iter();
        known.max_by_key(|(problem, texts)| (**texts, std::cmp::Reverse(**problem))).map(|(problem, _)| *problem)
    }

    /// The group that holds the most texts of a known problem.
    fn home(&self, problem: u32) -> Option<u32> {
        let groups = self.known.keys().copied().filter(|group| self.known_of(*group, problem) > 0);
        groups.max_by_key(|group| (self.known_of(*group, problem), std::cmp::Reverse(*group)))
    }

    /// Whether much of a group is of a known problem: not a few stray texts in a new one.
    fn much_of(&self, group: u32, problem: u32) -> bool {
        let known = self.known_of(group, problem);
        let share = known as f64 / self.texts[&group].len() as f64;
        known >= FEW && share >= MINE || share >= 0.5
    }

    /// For each part of which no text is here the group that reads like it, unless that reads more like another known
    /// problem that sleeps.
    fn like_parts(&self, points: &Embeddings, pins: &Pins, whole: u32) -> Vec<u32> {
        let parts = &pins.problems[whole as usize].parts;
        if parts.is_empty() {
            return vec![];
        }
        let awake: Vec<u32> = self.known.values().flat_map(|known| known.keys().copied()).collect();
        let others = || {
            let asleep = pins.problems.iter().zip(0u32..).filter(|(_, at)| *at != whole && !awake.contains(at));
            asleep.map(|(problem, _)| &problem.centre)
        };
        let every: Vec<usize> = (0..points.len()).collect();
        let mut found = vec![];
        let middle = mean(points, &every);
        let centres: Vec<(u32, Vec<f32>)> = self
            .texts
            .iter()
            .filter(|(group, _)| !self.known.contains_key(group))
            .map(|(group, texts)| (*group, mean(points, texts)))
            .collect();
        for part in parts {
            let like = centres.iter().map(|(group, centre)| (*group, centre, likeness(part, centre, &middle)));
            let nearest = like.max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.cmp(&a.0)));
            found.extend(
                nearest
                    .filter(|(_, centre, like)| {
                        *like >= ALIKE && others().all(|other| likeness(other, centre, &middle) <= *like)
                    })
                    .map(|(group, ..)| group),
            );
        }
        found
    }
}

/// The mean of some texts.
pub(super) fn mean(points: &Embeddings, texts: &[usize]) -> Vec<f32> {
    let mut sum = super::merge::sum_of(points, texts.iter().copied());
    let all = texts.len().max(1) as f32;
    sum.iter_mut().for_each(|x| *x /= all);
    sum
}

/// The cosine as seen from the middle, over the numbers that both have: the first of a point mean the same in every run.
pub(super) fn likeness(known: &[f32], centre: &[f32], middle: &[f32]) -> f32 {
    if known.is_empty() || known.len() > centre.len() {
        return 0.0;
    }
    let from = |vector: &[f32]| -> Vec<f32> {
        let own = &vector[..known.len()];
        let norm = dot(own, own).sqrt().max(f32::MIN_POSITIVE);
        own.iter().zip(middle).map(|(x, m)| x / norm - m).collect()
    };
    let (a, b) = (from(known), from(centre));
    dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt().max(f32::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::pins::Pinned;

    fn points(degrees: &[f32]) -> Embeddings {
        Embeddings::new(2, degrees.iter().flat_map(|d| [d.to_radians().cos(), d.to_radians().sin()]).collect())
    }

    fn whole() -> Pinned {
        Pinned { whole: true, ..Pinned::default() }
    }

    #[test]
    fn what_people_put_together_is_one_group_with_its_new_texts() {
        let points = points(&[0.0, 2.0, 4.0, 80.0, 82.0, 84.0, 40.0, 41.0]);
        let known = vec![Some(0), Some(0), None, Some(0), None, Some(0), Some(1), Some(0)];
        let pins = Pins { known, problems: vec![whole(), Pinned::default()], ..Pins::default() };
        let mut problem_of = vec![Some(3), Some(3), Some(3), Some(1), Some(1), None, Some(2), Some(2)];
        keep(&points, &pins, &mut problem_of);
        assert_eq!(problem_of, [Some(3), Some(3), Some(3), Some(3), Some(3), Some(3), Some(2), Some(3)]);
    }

    #[test]
    fn a_new_group_with_a_few_strays_stays_a_problem_of_its_own() {
        let degrees: Vec<f32> = (0..32).map(|at| if at < 15 { at as f32 } else { 60.0 + at as f32 }).collect();
        let known = (0..32).map(|at| (at < 12 || (15..18).contains(&at)).then_some(0)).collect();
        let pins = Pins { known, problems: vec![whole()], ..Pins::default() };
        let mut problem_of: Vec<Option<u32>> = (0..32).map(|at| Some(u32::from(at >= 15))).collect();
        keep(&points(&degrees), &pins, &mut problem_of);
        // The strays go home, as people said; the fourteen new ones beside them stay.
        let expected: Vec<Option<u32>> = (0..32).map(|at| Some(u32::from(at >= 18))).collect();
        assert_eq!(problem_of, expected);
    }

    #[test]
    fn a_third_of_a_small_problem_takes_no_large_new_group_in() {
        let degrees: Vec<f32> = (0..30).map(|at| if at < 4 { at as f32 } else { 60.0 + at as f32 }).collect();
        // Six known texts: four at home, two in a group of twenty-four new ones.
        let known = (0..30).map(|at| (at < 6).then_some(0)).collect();
        let pins = Pins { known, problems: vec![whole()], ..Pins::default() };
        let mut problem_of: Vec<Option<u32>> = (0..30).map(|at| Some(u32::from(at >= 4))).collect();
        keep(&points(&degrees), &pins, &mut problem_of);
        assert_eq!(problem_of, (0..30).map(|at| Some(u32::from(at >= 6))).collect::<Vec<_>>());
    }

    #[test]
    fn a_group_of_another_problem_is_no_home() {
        let points = points(&[0.0, 2.0, 4.0, 80.0]);
        let pins = Pins {
            known: vec![Some(1), Some(1), Some(0), Some(0)],
            problems: vec![whole(), Pinned::default()],
            ..Pins::default()
        };
        let mut problem_of = vec![Some(0), Some(0), Some(0), None];
        keep(&points, &pins, &mut problem_of);
        assert_eq!(problem_of, [Some(0), Some(0), Some(1), Some(1)]);
    }

    #[test]
    fn groups_that_read_like_its_parts_are_one() {
        let points = points(&[0.0, 2.0, 90.0, 92.0, 180.0, 182.0, 270.0]);
        let parts = vec![vec![1.0, 0.0], vec![0.0, 1.0]];
        let pins = Pins { known: vec![None; 7], problems: vec![Pinned { parts, ..whole() }], ..Pins::default() };
        let mut problem_of = vec![Some(0), Some(0), Some(1), Some(1), Some(2), Some(2), None];
        keep(&points, &pins, &mut problem_of);
        assert_eq!(problem_of, [Some(0), Some(0), Some(0), Some(0), Some(2), Some(2), None]);
    }
}
