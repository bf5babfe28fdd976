//! Whether something that messages share (a subject, a value in a form) tells what they are about: then they are like
//! each other in the rest of their words, too.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use xxhash_rust::xxh3::xxh3_64;

use super::tokens;

/// Different messages that must share something for it to be judged.
pub const FEWEST: usize = 10;

/// The same as a share of all messages: what so few share gathers little, and there are at most so many to judge.
const FEWEST_SHARE: usize = 300;

/// Messages that share it that are looked at, and as many others.
const LOOKED_AT: usize = 100;

/// Nearest messages of each; of few messages a third.
const NEAREST: usize = 5;

/// How far the nearest messages must share it, from chance (0) to always (1), for it to tell anything. Over five labelled
/// sets a subject put at random over 15 to 40 % of the messages has -0.17 to 0.04; the labels themselves as subjects, 10
/// and more messages each, 0.23 to 0.97, half of them above 0.8.
const TELLS_FROM: f64 = 0.15;

/// Messages looked at where all the values that stand in one place are judged together.
const VALUES_LOOKED_AT: usize = 300;

/// Share of all messages from which what they share tells nothing, whatever it is.
const NEARLY_ALL: f64 = 0.9;

/// Share of messages that must repeat what is said of them for it to be about them.
const REPEATED: f64 = 0.2;

/// Whether what the messages `own` share is shared by messages that are no more like each other than like the rest. Each
/// message stands beside what it may share, all in order.
pub fn says_nothing(messages: &[(String, &str)], own: &Range<usize>) -> bool {
    if are_nearly_all(own.len(), messages.len()) {
        return true;
    }
    let others = messages.len() - own.len();
    let of_own = scattered(own.len(), LOOKED_AT).map(|at| own.start + at);
    let of_others = scattered(others, LOOKED_AT).map(|at| if at < own.start { at } else { at + own.len() });
    let text = |at: usize| messages[at].1;
    are_enough(own.len(), messages.len()) && are_unlike(&messages[own.start].0, of_own.map(text), of_others.map(text))
}

/// Whether messages that share something are nearly all there are.
pub fn are_nearly_all(own: usize, all: usize) -> bool {
    own >= FEWEST && own as f64 >= NEARLY_ALL * all as f64
}

/// Whether messages that share something are enough of all to judge it.
pub fn are_enough(own: usize, all: usize) -> bool {
    own >= FEWEST.max(all / FEWEST_SHARE) && all - own >= FEWEST
}

/// Whether messages that share `shared` are no more like each other than like others. Of many, some are looked at.
pub fn is_silent<'t>(shared: &str, own: &'t [&'t str], others: &'t [&'t str]) -> bool {
    let some = |texts: &'t [&'t str]| scattered(texts.len(), LOOKED_AT).map(|at| texts[at]);
    are_unlike(shared, some(own), some(others))
}

/// Whether messages that share `shared` are like each other no more than like others.
fn are_unlike<'t>(shared: &str, own: impl Iterator<Item = &'t str>, others: impl Iterator<Item = &'t str>) -> bool {
    // What a message repeats of what it shares is not what makes it like another.
    let but_for: BTreeSet<&str> = shared.split(' ').collect();
    let mut bags: Vec<Vec<String>> = own.map(|text| words(text, &but_for)).collect();
    let mut sides = vec![0; bags.len()];
    bags.extend(others.map(|text| words(text, &but_for)));
    sides.resize(bags.len(), 1);
    telling(&bags, &sides, 0..1).is_some_and(|telling| telling < TELLS_FROM)
}

/// Whether messages that have a value in common are no more like each other than like the rest, over all values that
/// more than one has; none where these are too few or have nothing in common. Each message stands beside its value, all
/// in order.
pub fn values_say_nothing(messages: &[(String, &str)]) -> Option<bool> {
    let groups: Vec<Range<usize>> = sharing(messages).into_iter().filter(|group| group.len() > 1).collect();
    let shared: usize = groups.iter().map(Range::len).sum();
    let share = (VALUES_LOOKED_AT as f64 / shared as f64).min(1.0);
    // As many of each value as it has of all, at least two of it, until there are enough.
    let of_value = |group: &Range<usize>| scattered(group.len(), ((group.len() as f64 * share).ceil() as usize).max(2));
    let some: Vec<(usize, usize)> = scattered(groups.len(), VALUES_LOOKED_AT / 2)
        .flat_map(|value| {
            of_value(&groups[value]).map(|at| groups[value].start + at).map(move |at| (value, at)).collect::<Vec<_>>()
        })
        .collect();
    if some.len() < FEWEST {
        return None;
    }
    let but_for: BTreeSet<&str> = groups.iter().flat_map(|group| messages[group.start].0.split(' ')).collect();
    let bags: Vec<Vec<String>> = some.iter().map(|&(_, at)| words(messages[at].1, &but_for)).collect();
    let values: Vec<usize> = some.iter().map(|(value, _)| *value).collect();
    telling(&bags, &values, 0..groups.len()).map(|telling| telling < TELLS_FROM)
}

/// Whether what stands in one place of many messages is repeated by the rest of them: a problem's short name is, a
/// person's is not. Counted beyond what the rest of another message repeats of it.
pub fn is_repeated(messages: &[(String, &str)]) -> bool {
    let none = BTreeSet::new();
    let some: Vec<usize> = scattered(messages.len(), VALUES_LOOKED_AT).collect();
    let rests: Vec<Vec<String>> = some.iter().map(|&at| words(messages[at].1, &none)).collect();
    let repeats = |value: &str, rest: &[String]| {
        value.split(' ').any(|word| word.len() > 2 && rest.binary_search_by(|one| one.as_str().cmp(word)).is_ok())
    };
    let (mut own, mut by_chance) = (0, 0);
    for (n, &at) in some.iter().enumerate() {
        own += usize::from(repeats(&messages[at].0, &rests[n]));
        by_chance += usize::from(repeats(&messages[at].0, &rests[(n + some.len() / 2) % some.len()]));
    }
    own.saturating_sub(by_chance) as f64 >= REPEATED * some.len() as f64
}

/// The words that may make a message like another, each once.
fn words(text: &str, but_for: &BTreeSet<&str>) -> Vec<String> {
    let mut words = tokens::plain_words(text);
    // In bytes: two letters of English are hardly a word, two signs of Chinese are.
    words.retain(|word| word.len() > 2 && !but_for.contains(word.as_str()));
    words.sort_unstable();
    words.dedup();
    words
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

/// At most `most` places of `count`, scattered, ascending. Not evenly spread: in a list that stands in order that would
/// take what is less alike than messages are.
fn scattered(count: usize, most: usize) -> impl Iterator<Item = usize> {
    let mut taken = BTreeSet::new();
    let mut draws = 0_u64..;
    while taken.len() < count.min(most) {
        let drawn = draws.next().map_or(0, |draw| xxh3_64(&draw.to_le_bytes()));
        taken.insert((drawn % count as u64) as usize);
    }
    taken.into_iter()
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

/// How far the nearest of the messages of the `judged` sides are of their own side, from chance (0) to always (1). Bags
/// of words, each of a side. What has nothing in common with a message counts half, and where most have nothing in common
/// nothing can be told.
fn telling(bags: &[Vec<String>], sides: &[usize], judged: Range<usize>) -> Option<f64> {
    let vectors = weighed(bags);
    let (mut above, mut most, mut like, mut looked_at) = (0.0, 0.0, 0, 0);
    for at in (0..bags.len()).filter(|at| judged.contains(&sides[*at])) {
        let own = sides.iter().filter(|side| **side == sides[at]).count();
        let chance = (own - 1) as f64 / (bags.len() - 1) as f64;
        let nearest = NEAREST.min(own / 3).max(1);
        let mut near: Vec<(f64, usize)> = (0..vectors.len())
            .filter(|&other| other != at)
            .map(|other| (product(&vectors[at], &vectors[other]), other))
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.truncate(nearest);
        let is_own = |other: usize| f64::from(u8::from(sides[other] == sides[at]));
        let among: f64 = near.iter().map(|&(like, other)| if like > 0.0 { is_own(other) } else { 0.5 }).sum();
        above += among / nearest as f64 - chance;
        most += 1.0 - chance;
        like += near.iter().filter(|near| near.0 > 0.0).count();
        looked_at += nearest;
    }
    (2 * like >= looked_at && most > 0.0).then(|| above / most)
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
