//! Lines that many messages share and that say nothing of them: what a mail gateway, a chat program or an app puts around
//! a message, in whatever language, and stock answers of agents.
//!
//! Learnt over the corpus: a line of its own, below or above what somebody wrote, in messages that are no more like each
//! other than like all others.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    boilerplate::{Draft, distinct, prose_words},
    telling::{FEWEST, are_enough, is_silent},
    tokens,
};
use crate::model::document::Boilerplate;

/// Words that somebody must have written beside a line, or characters of a script without spaces.
const WRITTEN: (usize, usize) = (5, 8);

/// Share of the messages with a line that must hold so much beside it: what is filled into an alarm is less.
const ARE_WRITTEN: f64 = 0.5;

/// Share of the messages with a line that must differ beside it. Where they do not, several shared lines make up the
/// message, and which of them is the problem cannot be told.
const DIFFERENT: f64 = 0.8;

/// Lines that say nothing, by their words, each with one of the ways it is written.
#[derive(Clone, Debug, Default)]
pub struct Fixed(BTreeMap<String, String>);

/// A line without numbers, placeholders and words that hold a number ("invoice_12.pdf").
fn key(line: &str) -> String {
    let mut words = tokens::plain_words(line);
    words.retain(|word| !word.contains(char::is_numeric));
    words.join(" ")
}

/// A message with the lines that others have, too.
struct Message<'a> {
    title: &'a str,
    lines: Vec<(&'a str, u64)>,
}

/// Learns which lines say nothing; what is somebody's whole ticket says something. Does not depend on the drafts' order.
pub fn learn(drafts: &[Draft]) -> Fixed {
    let distinct = distinct(drafts);
    // By a hash first: most lines stand once.
    let messages: Vec<Message> = distinct.par_iter().map(|draft| taken_apart(draft)).collect();
    let common = common(&messages);
    if common.is_empty() {
        return Fixed::default();
    }
    let mut having: BTreeMap<u64, Vec<usize>> = common.iter().map(|hash| (*hash, vec![])).collect();
    for (at, message) in messages.iter().enumerate() {
        let shared: BTreeSet<u64> = message.lines.iter().map(|(_, hash)| *hash).collect();
        for hash in shared {
            having.entry(hash).and_modify(|places| places.push(at));
        }
    }
    let own: Vec<String> = (messages.par_iter())
        .map(|message| {
            let own = message.lines.iter().filter(|(_, hash)| !common.contains(hash)).map(|(line, _)| *line);
            own.collect::<Vec<_>>().join("\n")
        })
        .collect();
    let titled: Vec<String> =
        messages.par_iter().zip(&own).map(|(message, own)| format!("{}\n{own}", message.title)).collect();
    let silent = |(hash, places): (&u64, &Vec<usize>)| {
        let (line, _) = messages[places[0]].lines.iter().find(|(_, one)| one == hash)?;
        let goes = are_enough(places.len(), messages.len())
            && are_written(places, &own)
            && is_silent(
                &key(line),
                &texts(places.iter().copied(), &titled),
                &texts(others(places, messages.len()), &titled),
            );
        goes.then(|| (key(line), (*line).to_owned()))
    };
    Fixed(having.par_iter().filter_map(silent).collect())
}

/// The lines of a message with the hashes of their words, zero where there are none.
fn taken_apart(draft: &Draft) -> Message<'_> {
    let hash = |line| Some(key(line)).filter(|key| !key.is_empty()).map_or(0, |key| xxh3_64(key.as_bytes()));
    let lines = draft.body.lines().filter(|line| !line.trim().is_empty()).map(|line| (line, hash(line)));
    Message { title: &draft.title, lines: lines.collect() }
}

/// The hashes of lines that enough messages have and none is.
fn common(messages: &[Message]) -> BTreeSet<u64> {
    let is_whole = |message: &&Message| message.title.is_empty() && message.lines.len() == 1;
    let whole: BTreeSet<u64> = messages.par_iter().filter(is_whole).map(|message| message.lines[0].1).collect();
    let of_message = |message: &Message| message.lines.iter().map(|(_, hash)| *hash).collect::<BTreeSet<_>>();
    let mut hashes: Vec<u64> = (messages.par_iter())
        .filter(|message| message.lines.len() > 1)
        .flat_map_iter(of_message)
        .filter(|hash| *hash != 0 && !whole.contains(hash))
        .collect();
    hashes.par_sort_unstable();
    hashes.chunk_by(|a, b| a == b).filter(|same| same.len() >= FEWEST).map(|same| same[0]).collect()
}

fn texts(places: impl Iterator<Item = usize>, of: &[String]) -> Vec<&str> {
    places.map(|at| of[at].as_str()).collect()
}

/// The places up to `all` that are not among these, which ascend.
fn others(places: &[usize], all: usize) -> impl Iterator<Item = usize> {
    (0..all).filter(|at| places.binary_search(at).is_err())
}

/// Whether what stands beside a line was written by many, each for themselves.
fn are_written(places: &[usize], own: &[String]) -> bool {
    let is_wide = |c: &char| !c.is_ascii() && c.is_alphabetic();
    let written = |text: &str| {
        prose_words(text) >= WRITTEN.0
            || text.split_whitespace().any(|word| word.chars().filter(is_wide).count() >= WRITTEN.1)
    };
    let texts: Vec<&str> = places.iter().map(|&at| own[at].as_str()).collect();
    let different: BTreeSet<&str> = texts.iter().copied().collect();
    let enough = |count: usize, share: f64| count as f64 >= share * texts.len() as f64;
    enough(texts.iter().filter(|text| written(text)).count(), ARE_WRITTEN) && enough(different.len(), DIFFERENT)
}

impl Fixed {
    /// Takes such lines out of a ticket that says something besides; gives what went.
    pub fn remove(&self, draft: &mut Draft) -> Vec<String> {
        if self.0.is_empty() || !draft.body.contains('\n') {
            return vec![];
        }
        let mut gone = vec![];
        let kept = draft.body.lines().filter(|line| {
            let key = key(line);
            let stays = !self.0.contains_key(&key);
            gone.extend((!stays).then_some(key));
            stays
        });
        let kept = kept.collect::<Vec<_>>().join("\n");
        if gone.is_empty() || tokens::plain_words(&kept).len() + tokens::plain_words(&draft.title).len() < 2 {
            return vec![];
        }
        draft.body = super::controls::tidy(&kept);
        gone
    }

    /// How often each went.
    pub fn account(&self, mut gone: Vec<String>) -> Vec<Boilerplate> {
        gone.par_sort_unstable();
        let told = |keys: &[String]| Boilerplate { text: self.0[&keys[0]].clone(), times: keys.len() };
        gone.chunk_by(|a, b| a == b).map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sample::{MESSAGES, SAYINGS, drafts, scattered};

    fn cleaned(drafts: &[Draft]) -> (Vec<String>, Vec<Boilerplate>) {
        let fixed = learn(drafts);
        let mut gone = vec![];
        let cleaned = |draft: &Draft| {
            let mut draft = draft.clone();
            gone.extend(fixed.remove(&mut draft));
            draft.body
        };
        let cleaned = drafts.iter().map(cleaned).collect();
        (cleaned, fixed.account(gone))
    }

    #[test]
    fn what_is_put_around_messages_goes_in_any_language() {
        let around = |n: usize| scattered(n, 3) == 0;
        let made = drafts(|said, n, _| match around(n) {
            true => format!("UWAGA: wiadomość spoza firmy.\n{said}\n1 załącznik: faktura_{n}.pdf"),
            false => said.to_owned(),
        });
        let plain = drafts(|said, _, _| said.to_owned());
        let (bodies, account) = cleaned(&made);
        for (body, plain) in bodies.iter().zip(plain) {
            assert_eq!(*body, plain.body);
        }
        let times = (0..MESSAGES).filter(|n| around(*n)).count();
        assert_eq!(account.iter().map(|one| one.times).collect::<Vec<_>>(), [times, times]);
        let mut backwards = made;
        backwards.reverse();
        let mut again = cleaned(&backwards).0;
        again.reverse();
        assert_eq!(again, bodies);
    }

    #[test]
    fn a_line_that_tells_a_problem_stays() {
        // Above messages of one problem,
        let of_problem = drafts(|said, _, problem| match problem {
            1 => format!("Billing desk\n{said}"),
            _ => said.to_owned(),
        });
        // as somebody's whole ticket,
        let mut whole =
            drafts(|said, n, _| if n % 3 == 0 { format!("Please call me\n{said}") } else { said.to_owned() });
        whole.push(Draft { body: "Please call me".to_owned(), ..Draft::default() });
        // above what is no sentence,
        let alarms = drafts(|_, n, problem| match scattered(n, 3) {
            0 => format!("Disk is full\nhost srv{n}"),
            _ => SAYINGS[problem].to_owned(),
        });
        // and beside lines that are all shared.
        let composed =
            drafts(|_, n, problem| format!("{}\n{}", SAYINGS[problem], SAYINGS[scattered(n, 4)].to_uppercase()));
        for made in [of_problem, whole, alarms, composed] {
            let bodies: Vec<String> = made.iter().map(|draft| draft.body.clone()).collect();
            assert_eq!(cleaned(&made).0, bodies);
        }
    }
}
