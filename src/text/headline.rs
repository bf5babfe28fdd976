//! Subjects that say nothing of their messages: "New message from your contact form", "Voice message", "Chat". Kept,
//! they would gather tickets by the way they came.
//!
//! A subject that tells a problem is followed by messages that are like each other. Where the messages below a subject
//! are no more like each other than like all others, the subject goes.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{boilerplate::Draft, tokens};
use crate::model::document::Boilerplate;

/// Different messages that a subject must stand over to be judged.
const FEWEST_MESSAGES: usize = 10;

/// Messages of a subject that are looked at, and as many others.
const LOOKED_AT: usize = 100;

/// Nearest messages of each; of a small subject a third of its messages.
const NEAREST: usize = 5;

/// How far the nearest messages must be those of the same subject, from chance (0) to always (1). Over five labelled
/// sets with a subject put at random over 15 to 40 % of the messages it has -0.17 to 0.04; the labels themselves as
/// subjects, 10 and more messages each, 0.23 to 0.97, half of them above 0.8.
const TELLS_FROM: f64 = 0.15;

/// Subjects that say nothing and share of the tickets under repeated subjects from which these are a list that tickets
/// were filed by: it is all that such tickets have.
const FILED: (usize, f64) = (5, 0.8);

/// Subjects that say nothing, by their words.
#[derive(Clone, Debug, Default)]
pub struct Silent {
    titles: BTreeSet<String>,
}

/// A subject without numbers and placeholders: "Chat 4711" and "Chat 4712" are one.
fn key(title: &str) -> String {
    tokens::plain_words(title).join(" ")
}

/// Whether a message says something without its subject.
fn stands_alone(body: &str) -> bool {
    tokens::plain_words(body).len() >= 2
}

/// Finds the subjects that say nothing. Does not depend on the drafts' order.
pub fn silent(drafts: &[Draft]) -> Silent {
    let said = drafts.par_iter().filter(|draft| !draft.title.is_empty() && stands_alone(&draft.body));
    let mut said: Vec<(String, &str)> = said.map(|draft| (key(&draft.title), draft.body.as_str())).collect();
    said.par_sort_unstable();
    let tickets = said.len();
    let repeated: usize = said.chunk_by(|a, b| a.0 == b.0).map(<[_]>::len).filter(|n| *n >= FEWEST_MESSAGES).sum();
    said.dedup();
    let subjects: Vec<&[(String, &str)]> = said.chunk_by(|a, b| a.0 == b.0).collect();
    let titles: BTreeSet<String> = (subjects.par_iter())
        .filter(|messages| messages.len() >= FEWEST_MESSAGES)
        .filter(|messages| telling(messages, &said).is_some_and(|telling| telling < TELLS_FROM))
        .map(|messages| messages[0].0.clone())
        .collect();
    let are_filed = titles.len() >= FILED.0 && repeated as f64 >= FILED.1 * tickets as f64;
    Silent { titles: if are_filed { BTreeSet::new() } else { titles } }
}

/// How far the nearest of a subject's messages are its own, from chance (0) to always (1); none where there are too few
/// others to tell.
fn telling(messages: &[(String, &str)], all: &[(String, &str)]) -> Option<f64> {
    let title = &messages[0].0;
    let own: Vec<&str> = evenly(messages.len(), LOOKED_AT).map(|at| messages[at].1).collect();
    let others: Vec<&str> = all.iter().filter(|message| message.0 != *title).map(|message| message.1).collect();
    let others: Vec<&str> = evenly(others.len(), own.len()).map(|at| others[at]).collect();
    if others.len() < FEWEST_MESSAGES {
        return None;
    }
    let of_title: BTreeSet<&str> = title.split(' ').collect();
    let words = |body: &&str| {
        let mut words = tokens::plain_words(body);
        // What a message repeats of its subject is not what makes it like another.
        words.retain(|word| word.chars().count() > 2 && !of_title.contains(word.as_str()));
        words.sort_unstable();
        words.dedup();
        words
    };
    let bags: Vec<Vec<String>> = own.iter().chain(&others).map(words).collect();
    let near = own_neighbours(&weighed(&bags), own.len());
    let chance = (own.len() - 1) as f64 / (bags.len() - 1) as f64;
    Some((near - chance) / (1.0 - chance))
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
/// vector counts half.
fn own_neighbours(vectors: &[Vec<(usize, f64)>], own: usize) -> f64 {
    let nearest = NEAREST.min(own / 3).max(1);
    let share = |at: usize| {
        let mut near: Vec<(f64, usize)> = (0..vectors.len())
            .filter(|&other| other != at)
            .map(|other| (product(&vectors[at], &vectors[other]), other))
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let counts = |&(like, other): &(f64, usize)| if like > 0.0 { f64::from(u8::from(other < own)) } else { 0.5 };
        near.iter().take(nearest).map(counts).sum::<f64>() / nearest as f64
    };
    (0..own).map(share).sum::<f64>() / own as f64
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

impl Silent {
    /// Takes a subject that says nothing from its ticket, unless the ticket says nothing else; gives what went.
    pub fn remove(&self, draft: &mut Draft) -> Option<String> {
        let goes = !self.titles.is_empty()
            && !draft.title.is_empty()
            && self.titles.contains(&key(&draft.title))
            && stands_alone(&draft.body);
        goes.then(|| std::mem::take(&mut draft.title))
    }

    /// How often each went, most often first, in one of the ways it was written.
    pub fn account(removed: Vec<String>) -> Vec<Boilerplate> {
        let mut ways: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for title in removed {
            let way = ways.entry(key(&title)).or_insert_with(|| (0, title.clone()));
            way.0 += 1;
            way.1 = title.min(std::mem::take(&mut way.1));
        }
        ways.into_values().map(|(times, text)| Boilerplate { text, times }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROBLEMS: [(&str, &str); 5] = [
        ("Printer is jammed", "the printer takes no paper and the tray stays open"),
        ("Invoice is wrong", "our invoice shows a tax that nobody can explain"),
        ("Cannot log in", "my password is refused and the account locks itself"),
        ("Parcel is late", "the parcel has been on its way for weeks"),
        ("Sound is gone", "headphones give no sound since the update"),
    ];

    /// Tickets of five problems, `titled` telling the subject of each.
    fn drafts(titled: impl Fn(usize, &'static str) -> String) -> Vec<Draft> {
        let also =
            ["today", "in Rome", "at work", "for Jane", "since noon", "as before", "on floor two", "again and again"];
        (0..200)
            .map(|n| {
                let (title, body) = PROBLEMS[n % 5];
                let body = format!("{body} {} {}", also[n / 5 % 8], also[n / 40]);
                Draft { title: titled(n, title), body, from_category: false }
            })
            .collect()
    }

    fn left(drafts: &[Draft]) -> Vec<String> {
        let silent = silent(drafts);
        let left = |draft: &Draft| {
            let mut draft = draft.clone();
            silent.remove(&mut draft);
            draft.title
        };
        drafts.iter().map(left).collect()
    }

    #[test]
    fn the_subject_of_a_contact_form_goes_and_those_of_problems_stay() {
        let is_form = |n: usize| (n * 2_654_435_761 >> 9) % 10 < 3;
        let made = drafts(|n, title| if is_form(n) { format!("Contact form {n}") } else { title.to_owned() });
        for (n, (title, draft)) in left(&made).into_iter().zip(&made).enumerate() {
            assert_eq!(title, if is_form(n) { "" } else { draft.title.as_str() });
        }
        let mut shuffled = made.clone();
        shuffled.reverse();
        let mut again = left(&shuffled);
        again.reverse();
        assert_eq!(again, left(&made));
    }

    #[test]
    fn subjects_that_tickets_were_filed_by_stay() {
        let made = drafts(|n, _| format!("Kind {}", ["a", "b", "c", "d", "e", "f", "g"][n * 11 % 7]));
        let keys: Vec<String> = made.iter().map(|draft| draft.title.clone()).collect();
        assert_eq!(left(&made), keys);
    }

    #[test]
    fn a_ticket_keeps_what_it_has() {
        let mut made = drafts(|n, title| if n % 3 == 0 { "Chat".to_owned() } else { title.to_owned() });
        made.push(Draft { title: "Chat".to_owned(), body: "hm".to_owned(), from_category: false });
        let left = left(&made);
        assert_eq!((left[0].as_str(), left[200].as_str()), ("", "Chat"));
    }

    #[test]
    fn what_went_is_told_once_in_one_way() {
        let removed = ["Chat 2", "Chat 1", "Form"].map(str::to_owned).to_vec();
        let account = Silent::account(removed);
        let told: Vec<(&str, usize)> = account.iter().map(|one| (one.text.as_str(), one.times)).collect();
        assert_eq!(told, [("Chat 1", 2), ("Form", 1)]);
    }
}
