//! Whether something that messages share (a subject, a value in a form) tells what they are about: then they are like
//! each other in the rest of their words, too.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::tokens;

/// Different messages that must share something for it to be judged.
pub const FEWEST: usize = 10;

/// The same as a share of all messages: what so few share gathers little, and there are at most so many to judge.
const FEWEST_SHARE: usize = 300;

/// Messages that share it that are looked at, and as many others.
const LOOKED_AT: usize = 60;

/// Nearest messages of each; of few messages a third.
const NEAREST: usize = 5;

/// How far the nearest messages must share it, from chance (0) to always (1), for it to tell anything. Over five labelled
/// sets a subject put at random over 15 to 40 % of the messages has -0.17 to 0.04; the labels themselves as subjects, 10
/// and more messages each, 0.23 to 0.97, half of them above 0.8.
const TELLS_FROM: f64 = 0.15;

/// Whether what the messages `own` share is shared by messages that are no more like each other than like the rest. Each
/// message stands beside what it may share, all in order.
pub fn says_nothing(messages: &[(String, &str)], own: &Range<usize>) -> bool {
    telling(messages, own).is_some_and(|telling| telling < TELLS_FROM)
}

/// How far the nearest of the messages `own` are these themselves, from chance (0) to always (1); none where they or the
/// others are too few to tell.
fn telling(messages: &[(String, &str)], own: &Range<usize>) -> Option<f64> {
    let others = messages.len() - own.len();
    if own.len() < FEWEST.max(messages.len() / FEWEST_SHARE) || others < FEWEST {
        return None;
    }
    let looked_at = own.len().min(LOOKED_AT);
    let of_own = evenly(own.len(), looked_at).map(|at| own.start + at);
    let of_others = evenly(others, looked_at).map(|at| if at < own.start { at } else { at + own.len() });
    // What a message repeats of what it shares is not what makes it like another.
    let but_for: BTreeSet<&str> = messages[own.start].0.split(' ').collect();
    let words = |at: usize| {
        let mut words = tokens::plain_words(messages[at].1);
        // In bytes: two letters of English are hardly a word, two signs of Chinese are.
        words.retain(|word| word.len() > 2 && !but_for.contains(word.as_str()));
        words.sort_unstable();
        words.dedup();
        words
    };
    let bags: Vec<Vec<String>> = of_own.chain(of_others).map(words).collect();
    let near = own_neighbours(&weighed(&bags), looked_at)?;
    let chance = (looked_at - 1) as f64 / (bags.len() - 1) as f64;
    Some((near - chance) / (1.0 - chance))
}

/// The messages that share something, as ranges of those in order.
pub fn sharing(messages: &[(String, &str)]) -> Vec<Range<usize>> {
    let mut start = 0;
    let range = |group: &[(String, &str)]| {
        start += group.len();
        start - group.len()..start
    };
    messages.chunk_by(|a, b| a.0 == b.0).map(range).collect()
}

/// At most `most` places of `count`, evenly spread.
fn evenly(count: usize, most: usize) -> impl Iterator<Item = usize> {
    let taken = count.min(most);
    (0..taken).map(move |at| at * count / taken)
}

/// Bags of words as vectors of length one: word numbers, ascending, with inverse document frequencies.
fn weighed(bags: &[Vec<String>]) -> Vec<Vec<(usize, f64)>> {
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    bags.iter().flatten().for_each(|word| *texts.entry(word).or_default() += 1);
    let known: BTreeMap<&str, (usize, f64)> =
        (texts.iter().enumerate()).map(|(at, (word, n))| (*word, (at, (bags.len() as f64 / *n as f64).ln()))).collect();
    let vector = |bag: &Vec<String>| {
        let mut vector: Vec<(usize, f64)> = bag.iter().map(|word| known[word.as_str()]).collect();
        let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        vector.iter_mut().for_each(|(_, weight)| *weight /= length.max(f64::MIN_POSITIVE));
        vector
    };
    bags.iter().map(vector).collect()
}

/// Share of the nearest of the first `own` vectors that are among these themselves; what has nothing in common with a
/// vector counts half, and where most have nothing in common nothing can be told.
fn own_neighbours(vectors: &[Vec<(usize, f64)>], own: usize) -> Option<f64> {
    let nearest = NEAREST.min(own / 3).max(1);
    let share = |at: usize| {
        let mut near: Vec<(f64, usize)> = (0..vectors.len())
            .filter(|&other| other != at)
            .map(|other| (product(&vectors[at], &vectors[other]), other))
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let counts = |&(like, other): &(f64, usize)| if like > 0.0 { f64::from(u8::from(other < own)) } else { 0.5 };
        let like = near.iter().take(nearest).filter(|near| near.0 > 0.0).count();
        (near.iter().take(nearest).map(counts).sum::<f64>(), like)
    };
    let all = (own * nearest) as f64;
    let (among, like) = (0..own).map(share).fold((0.0, 0), |sums, one| (sums.0 + one.0, sums.1 + one.1));
    (2 * like >= own * nearest).then_some(among / all)
}

fn product(a: &[(usize, f64)], b: &[(usize, f64)]) -> f64 {
    let (mut sum, mut at) = (0.0, 0);
    for &(word, weight) in a {
        at += b[at..].iter().take_while(|(other, _)| *other < word).count();
        if let Some((_, other)) = b.get(at).filter(|(other, _)| *other == word) {
            sum += weight * other;
        }
    }
    sum
}
