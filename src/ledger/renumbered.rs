//! Tickets that another helpdesk, or another way to write ids, calls otherwise: a sample of what a problem's tickets said
//! tells them.

use std::collections::{BTreeMap, BTreeSet};

use super::memory::Memory;
use crate::model::{
    corpus::{Corpus, natural_order},
    problem::ProblemId,
    ticket::Ticket,
};

/// Checksums of a problem's tickets that are remembered: the smallest ones, so that the same tickets give the same.
const SAMPLE: usize = 64;

/// Fewest tickets of known periods, and of known problems, of which a share says something.
const FEWEST: usize = 20;

/// Share of such tickets whose ids are known, below which ids are written otherwise. It is more where the grouping is
/// another, and nothing where the ids are.
const KNOWN: f64 = 0.02;

/// The sample of some tickets, eight hexadecimal digits each.
pub fn sample<'t>(tickets: impl Iterator<Item = &'t Ticket>) -> String {
    let all: BTreeSet<u32> = tickets.map(short).collect();
    all.iter().take(SAMPLE).map(|checksum| format!("{checksum:08x}")).collect()
}

fn short(ticket: &Ticket) -> u32 {
    (ticket.checksum() >> 32) as u32
}

fn read(sample: &str) -> impl Iterator<Item = u32> {
    let (eights, _) = sample.as_bytes().as_chunks::<8>();
    eights.iter().filter_map(|digits| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok())
}

/// Where this data has tickets of the periods that the memory knows, and none of the ids: makes the tickets whose text is
/// known those of their problems, and tells how many they are. None where the ids are known.
pub fn renumber(memory: &mut Memory, corpus: &Corpus, keys: &[String]) -> Option<usize> {
    let header = &memory.header;
    let of_known_days = |ticket: &&Ticket| {
        let day = ticket.created.map(|at| at.day());
        day.is_some_and(|day| Some(day) < header.as_of && header.totals.contains_key(&header.unit.start_of(day)))
    };
    let here = corpus.tickets().iter().filter(of_known_days).count();
    let members = memory.members();
    let expected = here.min(members.len());
    let known = keys.iter().filter(|key| members.contains_key(key.as_str())).count();
    if expected < FEWEST || known as f64 >= KNOWN * expected as f64 {
        return None;
    }
    let mut problem_of: BTreeMap<u32, Option<ProblemId>> = BTreeMap::new();
    for problem in memory.problems.values().filter(|problem| problem.into.is_none()) {
        for checksum in read(&problem.said) {
            // What two problems said tells neither.
            problem_of.entry(checksum).and_modify(|id| *id = None).or_insert(Some(problem.id));
        }
    }
    let mut found = 0;
    for (ticket, key) in corpus.tickets().iter().zip(keys) {
        let Some(&Some(id)) = problem_of.get(&short(ticket)) else { continue };
        memory.problems.entry(id).and_modify(|problem| problem.members.push(key.clone()));
        found += 1;
    }
    for problem in memory.problems.values_mut() {
        problem.members.sort_by(|a, b| natural_order(a, b));
        problem.members.dedup();
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ledger::memory::Remembered,
        model::time::{Day, Timestamp},
    };

    fn corpus(prefix: &str, texts: &str) -> Corpus {
        let day = Day::from_ymd(2026, 3, 4).unwrap();
        let ticket = |number: u32| Ticket {
            id: format!("{prefix}{number}"),
            body: format!("{texts} {number}"),
            created: Some(Timestamp::from_seconds(i64::from(day.number()) * 86_400)),
            ..Ticket::default()
        };
        Corpus::new((100..140).map(ticket).collect())
    }

    fn keys(corpus: &Corpus) -> Vec<String> {
        corpus.tickets().iter().map(|ticket| ticket.id.clone()).collect()
    }

    fn memory() -> Memory {
        let before = corpus("", "login fails");
        let mut memory = Memory::default();
        memory.header.as_of = Day::from_ymd(2026, 3, 8);
        memory.header.totals = [(Day::from_ymd(2026, 3, 2).unwrap(), 40)].into();
        for (number, tickets) in [(1, 0..20), (2, 20..40)] {
            let mut problem = Remembered::new(ProblemId(number));
            let tickets = &before.tickets()[tickets];
            problem.members = tickets.iter().map(|ticket| ticket.id.clone()).collect();
            problem.said = sample(tickets.iter());
            memory.problems.insert(problem.id, problem);
        }
        memory
    }

    #[test]
    fn tickets_of_other_ids_are_known_by_what_they_said() {
        let mut memory = memory();
        let before = memory.clone();
        assert_eq!(renumber(&mut memory, &corpus("", "login fails"), &keys(&corpus("", "x"))), None);
        assert_eq!(memory, before);
        let now = corpus("TCK-", "login fails");
        assert_eq!(renumber(&mut memory, &now, &keys(&now)), Some(40));
        let members = memory.members();
        assert_eq!((members["TCK-105"], members["TCK-125"]), (ProblemId(1), ProblemId(2)));
    }

    #[test]
    fn other_tickets_of_the_same_weeks_are_told_and_known_by_nothing() {
        let mut memory = memory();
        let now = corpus("JIRA-", "no invoice");
        assert_eq!(renumber(&mut memory, &now, &keys(&now)), Some(0));
        memory.header.as_of = Day::from_ymd(2026, 3, 4);
        assert_eq!(renumber(&mut memory, &now, &keys(&now)), None, "all of it is new");
    }
}
