//! Subjects that name who wrote and nothing else: "Chat with Jane Doe", "Case 4711: new inquiry - Jane Doe", "Jane Doe
//! hat eine Anfrage gestellt". The frame gathers tickets by the way they came, the name tells who they are from.
//!
//! Learnt over the corpus, in whatever language: a beginning or end that many subjects share, over messages that are no
//! more like each other than like all others; the few words in capitals that it leaves are no more repeated by the
//! messages than by others, and messages that share these are not alike either. The problem that a subject tells stands
//! in the message, too.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    telling::{FEWEST, are_enough, are_nearly_all, is_repeated, is_silent, values_say_nothing},
    tokens,
};

/// Words of a name at the most.
const NAME: usize = 4;

/// Words of a frame at the most.
const FRAME: usize = 8;

/// Different names that a frame must have …
const NAMES: usize = 10;

/// … and share of its subjects that one of them may have: what stands in most of them belongs to the frame.
const OF_ONE: f64 = 0.3;

/// Words of names that are written small.
const PARTICLES: [&str; 20] = [
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "le", "ter", "van",
    "vom", "von", "zu",
];

/// The words of a subject and whether each begins with a capital, or with a letter that has none.
struct Subject {
    words: Vec<String>,
    in_capitals: Vec<bool>,
}

/// A subject without a name at its end, or its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Begins,
    Ends,
}

/// A side of a subject and what it leaves.
type Part = (Side, String, String);

/// Frames of subjects that say nothing.
#[derive(Clone, Debug, Default)]
pub struct Frames(BTreeSet<(Side, String)>);

impl Subject {
    fn of(title: &str) -> Self {
        let is_letter = |c: char| c.is_alphabetic();
        let in_capitals = title
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '<'))
            .filter(|word| word.starts_with(is_letter))
            .map(|word| !word.starts_with(char::is_lowercase));
        Self { words: tokens::plain_words(title), in_capitals: in_capitals.collect() }
    }

    /// What may be a frame around a name.
    fn parts(&self) -> Vec<Part> {
        let count = self.words.len();
        if self.in_capitals.len() != count || count < 2 {
            return vec![];
        }
        let is_name = |at: usize| self.in_capitals[at] || PARTICLES.contains(&self.words[at].as_str());
        let may_be_name =
            |from: usize, to: usize| self.in_capitals[from] && (from..to).all(is_name) && self.in_capitals[to - 1];
        let join = |from: usize, to: usize| self.words[from..to].join(" ");
        let lengths = 1..=NAME.min(count - 1);
        let parts = lengths.filter(|length| count - length <= FRAME).flat_map(|length| {
            let begins = may_be_name(count - length, count)
                .then(|| (Side::Begins, join(0, count - length), join(count - length, count)));
            // Behind a name stands what its bearer did.
            let ends = (may_be_name(0, length) && !self.in_capitals[length])
                .then(|| (Side::Ends, join(length, count), join(0, length)));
            [begins, ends].into_iter().flatten()
        });
        parts.collect()
    }
}

fn hash(side: Side, frame: &str) -> u64 {
    xxh3_64(frame.as_bytes()) ^ side as u64
}

/// Finds the frames that say nothing of subjects and messages, which stand in order, each pair once.
pub fn learn(messages: &[(&str, &str)]) -> Frames {
    let parts = |title: &str| Subject::of(title).parts();
    // By a hash first: most frames stand once.
    let mut hashes: Vec<u64> = messages
        .par_iter()
        .flat_map_iter(|(title, _)| parts(title))
        .map(|(side, frame, _)| hash(side, &frame))
        .collect();
    hashes.par_sort_unstable();
    let common: BTreeSet<u64> =
        hashes.chunk_by(|a, b| a == b).filter(|same| same.len() >= FEWEST).map(|same| same[0]).collect();
    if common.is_empty() {
        return Frames::default();
    }
    let framed = messages.par_iter().enumerate().flat_map_iter(|(at, (title, _))| {
        let common = parts(title).into_iter().filter(|(side, frame, _)| common.contains(&hash(*side, frame)));
        common.map(move |(side, frame, name)| ((side, frame), (name, at)))
    });
    let mut of_frame: BTreeMap<(Side, String), Vec<(String, usize)>> = BTreeMap::new();
    framed.collect::<Vec<_>>().into_iter().for_each(|(frame, name)| of_frame.entry(frame).or_default().push(name));
    Frames(
        of_frame
            .into_par_iter()
            .filter(|((_, frame), named)| names_only(frame, named, messages))
            .map(|(frame, _)| frame)
            .collect(),
    )
}

/// Whether a frame and the names in it say nothing of the messages.
fn names_only(frame: &str, named: &[(String, usize)], messages: &[(&str, &str)]) -> bool {
    let mut own: Vec<(String, &str)> = named.iter().map(|(name, at)| (name.clone(), messages[*at].1)).collect();
    own.sort_unstable();
    let names: Vec<usize> = own.chunk_by(|a, b| a.0 == b.0).map(<[_]>::len).collect();
    let most = names.iter().max().map_or(0, |most| *most);
    let are_names = names.len() >= NAMES && most as f64 <= OF_ONE * own.len() as f64;
    let nearly_all = are_nearly_all(own.len(), messages.len());
    if !(nearly_all || are_enough(own.len(), messages.len())) || !are_names || is_repeated(&own) {
        return false;
    }
    let places: BTreeSet<usize> = named.iter().map(|(_, at)| *at).collect();
    let texts: Vec<&str> = places.iter().map(|&at| messages[at].1).collect();
    let others: Vec<&str> = (0..messages.len()).filter(|at| !places.contains(at)).map(|at| messages[at].1).collect();
    (nearly_all || is_silent(frame, &texts, &others)) && values_say_nothing(&own) != Some(false)
}

impl Frames {
    /// The frame of a subject that is one around a name, with a gap for it.
    pub fn told(&self, title: &str) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let part =
            Subject::of(title).parts().into_iter().find(|(side, frame, _)| self.0.contains(&(*side, frame.clone())))?;
        Some(match part {
            (Side::Begins, frame, _) => format!("{frame} …"),
            (Side::Ends, frame, _) => format!("… {frame}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sample::{MESSAGES, said, scattered};

    fn who(n: usize) -> String {
        let first = ["Jane", "Peter", "Maria", "Tom", "Priya", "Oleg", "Sara"][scattered(n, 7)];
        format!("{first} {}", ["Doe", "Miller", "van der Berg", "Khan", "Rossi"][scattered(n * 31 + 7, 5)])
    }

    /// Which of the subjects of messages of four problems are told as frames.
    fn told(subject: impl Fn(usize, usize) -> String) -> Vec<Option<String>> {
        let said: Vec<(String, String)> = (0..MESSAGES).map(|n| (subject(n, n % 4), said(n))).collect();
        let mut messages: Vec<(&str, &str)> =
            said.iter().map(|(title, body)| (title.as_str(), body.as_str())).collect();
        messages.sort_unstable();
        messages.dedup();
        let frames = learn(&messages);
        said.iter().map(|(title, _)| frames.told(title)).collect()
    }

    fn short(problem: usize) -> &'static str {
        ["Tray Stuck", "Wrong Tax", "Locked Out", "No Sound"][problem]
    }

    #[test]
    fn frames_around_names_are_found_on_both_sides() {
        for (frame, gap) in [
            ("Chat with {}", "chat with …"),
            ("Case 4711: new inquiry - {}", "case new inquiry …"),
            ("{} hat eine Anfrage gestellt", "… hat eine anfrage gestellt"),
        ] {
            let is_framed = |n: usize| scattered(n, 3) == 0;
            let told = told(|n, problem| match is_framed(n) {
                true => frame.replace("{}", &who(n)),
                false => short(problem).to_owned(),
            });
            for (n, told) in told.into_iter().enumerate() {
                assert_eq!(told.as_deref(), is_framed(n).then_some(gap), "{n}");
            }
        }
    }

    #[test]
    fn beginnings_before_problems_and_names_of_problems_stay() {
        // The messages repeat what stands behind the beginning …
        let named = ["Printer", "Invoice", "Password", "Headphones"];
        let of_problems = |n: usize, problem: usize| format!("Problem with {} {}", named[problem], who(n));
        assert!(told(of_problems).iter().all(Option::is_none));
        // … or are like each other where it is the same …
        let also = ["Alpha", "Beta", "Gamma", "Delta"];
        let of_products = |n: usize, problem: usize| match scattered(n, 3) {
            0 => format!("Problem with {} {}", also[problem], scattered(n, 5)),
            _ => short(problem).to_owned(),
        };
        assert!(told(of_products).iter().all(Option::is_none));
        // … or the beginning itself tells what they are about.
        let of_one = |n: usize, problem: usize| match problem {
            1 => format!("Invoice for {}", who(n)),
            _ => short(problem).to_owned(),
        };
        assert!(told(of_one).iter().all(Option::is_none));
    }
}
