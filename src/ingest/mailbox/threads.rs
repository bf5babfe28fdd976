//! Which messages belong together: those that answer each other, and answers whose references were lost.

use std::collections::{BTreeMap, BTreeSet};

use super::subject::Subject;

/// How long after a message an answer is joined to it by its subject alone, in seconds: 30 days.
const LONGEST_PAUSE: i64 = 30 * 86_400;

/// How many earlier messages of one subject an answer is compared with.
const MOST_COMPARED: usize = 50;

/// What tells where a message belongs.
pub struct Link<'t> {
    /// Its id; empty when it has none.
    pub id: &'t str,
    /// Who wrote it.
    pub from: &'t str,
    /// Ids of what it answers, nearest first.
    pub answers: &'t [&'t str],
    /// Its subject.
    pub subject: &'t Subject,
    /// Seconds since 1970.
    pub date: Option<i64>,
    /// Who writes and reads it, the owners of the mailbox left out.
    pub people: BTreeSet<&'t str>,
    /// Whether it does not say who reads it, as in archives of lists.
    pub blind: bool,
}

/// The thread of each message (a number that its messages share), and whether it opens one: nothing that it answers
/// is there.
pub fn of(links: &[Link<'_>]) -> (Vec<usize>, Vec<bool>) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut same: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let mut sets = Sets((0..links.len()).collect());
    for (at, link) in links.iter().enumerate().filter(|(_, link)| !link.id.is_empty()) {
        known.entry(link.id).or_insert(at);
        let first = *same.entry((link.id, link.from, &link.subject.base)).or_insert(at);
        sets.join(first, at);
    }
    let mut opens = vec![true; links.len()];
    let mut orphans = Vec::new();
    let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, link) in links.iter().enumerate() {
        let parent = link.answers.iter().find_map(|id| known.get(id)).filter(|parent| links[**parent].id != link.id);
        match parent {
            Some(parent) if link.subject.leaves(links[*parent].subject) => {}
            Some(parent) => {
                opens[at] = false;
                sets.join(*parent, at);
            }
            None => {
                for id in link.answers.iter().filter(|id| **id != link.id) {
                    let first = *missing.entry(id).or_insert(at);
                    sets.join(first, at);
                }
                if link.subject.answers {
                    orphans.push(at);
                }
            }
        }
    }
    by_subject(links, &orphans, &mut sets, &mut opens);
    ((0..links.len()).map(|at| sets.root(at)).collect(), opens)
}

/// Joins each orphan to the last message before it that has its subject and a person in common with it.
fn by_subject(links: &[Link<'_>], orphans: &[usize], sets: &mut Sets, opens: &mut [bool]) {
    let mut subjects: BTreeMap<&str, Vec<(i64, &str, usize)>> = BTreeMap::new();
    for (at, link) in links.iter().enumerate() {
        if let Some(date) = link.date.filter(|_| !link.subject.base.is_empty()) {
            subjects.entry(&link.subject.base).or_default().push((date, link.id, at));
        }
    }
    subjects.values_mut().for_each(|mails| mails.sort_unstable());
    for orphan in orphans {
        let link = &links[*orphan];
        let (Some(date), Some(mails)) = (link.date, subjects.get(link.subject.base.as_str())) else { continue };
        let before = mails.partition_point(|mail| *mail < (date, link.id, *orphan));
        let near =
            mails[..before].iter().rev().take(MOST_COMPARED).take_while(|(then, _, _)| date - then <= LONGEST_PAUSE);
        let meets = |at: usize| {
            let other = &links[at];
            let copy = !link.id.is_empty() && other.id == link.id;
            !copy && (link.blind && other.blind || other.people.intersection(&link.people).next().is_some())
        };
        if let Some((_, _, at)) = near.into_iter().find(|(_, _, at)| meets(*at)) {
            sets.join(*at, *orphan);
            opens[*orphan] = false;
        }
    }
}

/// Disjoint sets; the smallest number stands for a set.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
