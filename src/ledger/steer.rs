//! What the memory says to the next clustering: known tickets stay where they were, people's rules hold.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::Xxh3;

use super::{
    decisions::{Decision, Decisions, Rule, RuleKind},
    memory::Memory,
    recognise::{centre, owners, put_together},
};
use crate::model::{
    document::{DistinctTexts, Document},
    pins::{Pinned, Pins, Side},
    problem::ProblemId,
};

/// Checksum of what is clustered: every text with its tickets, and what people said of them.
pub fn seen((distinct, documents): (&DistinctTexts, &[Document]), keys: &[String], decisions: &Decisions) -> String {
    let mut hash = Xxh3::new();
    let mut put = |text: &str| {
        hash.update(text.as_bytes());
        hash.update(&[0]);
    };
    for (at, tickets) in distinct.tickets.iter().enumerate() {
        put(distinct.text(at, documents));
        let mut keys: Vec<&str> = tickets.iter().map(|&at| keys[at].as_str()).collect();
        keys.sort_unstable();
        keys.into_iter().for_each(&mut put);
    }
    for (id, decision) in &decisions.problems {
        if let Some(into) = decision.merged_into {
            put(&format!("{id} {into}"));
        }
    }
    for rule in &decisions.rules {
        put(if rule.kind == RuleKind::Same { "same" } else { "different" });
        rule.of.iter().for_each(|id| put(id));
    }
    format!("{:032x}", hash.digest128())
}

/// A rule that says nothing about this data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idle {
    /// Where it stands.
    pub line: usize,
    /// The ids that nothing here has.
    pub unknown: Vec<String>,
}

/// What is known of the texts of a run, and the rules that could not be followed.
pub fn steer(
    memory: &Memory,
    decisions: &Decisions,
    texts: (&DistinctTexts, &[String]),
    by: (&str, &str),
) -> (Pins, Vec<Idle>) {
    let ((distinct, keys), (encoder, seen)) = (texts, by);
    let places = Places::new(memory, decisions, distinct, keys);
    let held = |id: ProblemId| decisions.problems.get(&id).is_some_and(|decision| *decision != Decision::default());
    // What people told apart stays so when the tickets that they named are not in the data any more.
    let apart = places.told_apart();
    let wholes = put_together(memory, decisions);
    let asleep = |id: &ProblemId| {
        let problem = memory.problems.get(id)?;
        let here = problem.members.iter().any(|key| places.text_of.contains_key(key.as_str()));
        centre(memory, problem, encoder).filter(|_| !here)
    };
    let pinned = |id: &ProblemId| {
        let parts = wholes.get(id);
        let problem = memory.problems.get(id);
        Pinned {
            centre: problem.and_then(|problem| centre(memory, problem, encoder)).unwrap_or_default(),
            reach: problem.map_or(1.0, |problem| problem.reach),
            theme: problem.map_or(0, |problem| problem.theme),
            held: held(*id) || parts.is_some() || apart.contains(id),
            whole: parts.is_some(),
            parts: parts.into_iter().flatten().chain(parts.map(|_| id)).filter_map(asleep).collect(),
        }
    };
    let mut pins = Pins {
        known: places.known(distinct, keys),
        problems: places.problems.iter().map(pinned).collect(),
        unchanged: !memory.is_empty() && memory.header.seen == seen,
        ..Pins::default()
    };
    let idle = decisions.rules.iter().filter_map(|rule| places.follow(rule, &mut pins)).collect();
    (pins, idle)
}

/// Where ids of people's rules lead to.
struct Places<'a> {
    memory: &'a Memory,
    decisions: &'a Decisions,
    owners: BTreeMap<&'a str, ProblemId>,
    problems: Vec<ProblemId>,
    text_of: BTreeMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    fn new(memory: &'a Memory, decisions: &'a Decisions, distinct: &DistinctTexts, keys: &'a [String]) -> Self {
        let living = memory.problems.values().filter(|problem| problem.into.is_none()).map(|problem| problem.id);
        let problems: Vec<ProblemId> = living.filter(|id| decisions.heir(*id) == *id).collect();
        let mut text_of = BTreeMap::new();
        for (text, tickets) in distinct.tickets.iter().enumerate() {
            text_of.extend(tickets.iter().map(|&at| (keys[at].as_str(), text)));
        }
        Self { memory, decisions, owners: owners(memory, decisions), problems, text_of }
    }

    fn known(&self, distinct: &DistinctTexts, keys: &[String]) -> Vec<Option<u32>> {
        let owner = |&at: &usize| self.owners.get(keys[at].as_str()).copied();
        let of_text = |tickets: &Vec<usize>| {
            // Tickets that say the same were in one problem; where texts changed meanwhile, the most count.
            let mut votes: BTreeMap<ProblemId, usize> = BTreeMap::new();
            tickets.iter().filter_map(owner).for_each(|id| *votes.entry(id).or_default() += 1);
            let most = votes.into_iter().max_by_key(|(id, votes)| (*votes, std::cmp::Reverse(*id)))?.0;
            self.place(most)
        };
        distinct.tickets.iter().map(of_text).collect()
    }

    /// The problems that rules say are different, themselves or tickets of theirs.
    fn told_apart(&self) -> BTreeSet<ProblemId> {
        let owner = |id: &String| match id.parse::<ProblemId>() {
            Ok(problem) => self.memory.heir(self.decisions.heir(problem)),
            Err(_) => self.owners.get(id.as_str()).copied(),
        };
        let different = self.decisions.rules.iter().filter(|rule| rule.kind == RuleKind::Different);
        different.flat_map(|rule| &rule.of).filter_map(owner).collect()
    }

    fn place(&self, id: ProblemId) -> Option<u32> {
        self.problems.binary_search(&id).ok().map(|at| at as u32)
    }

    fn side(&self, id: &str) -> Option<Side> {
        match id.parse::<ProblemId>() {
            Ok(problem) => {
                let heir = self.memory.heir(self.decisions.heir(problem))?;
                self.place(heir).map(Side::Problem)
            }
            Err(_) => self.text_of.get(id).copied().map(Side::Text),
        }
    }

    /// Adds a rule to the pins; gives it back where nothing here has one of its ids.
    fn follow(&self, rule: &Rule, pins: &mut Pins) -> Option<Idle> {
        let sides: Vec<Option<Side>> = rule.of.iter().map(|id| self.side(id)).collect();
        let unknown = rule.of.iter().zip(&sides).filter(|(_, side)| side.is_none()).map(|(id, _)| id.clone()).collect();
        let idle = sides.contains(&None).then_some(Idle { line: rule.line, unknown });
        let sides: Vec<Side> = sides.into_iter().flatten().collect();
        match rule.kind {
            RuleKind::Different => {
                for (at, &one) in sides.iter().enumerate() {
                    pins.apart.extend(sides[at + 1..].iter().filter(|&&other| other != one).map(|&other| (one, other)));
                }
            }
            RuleKind::Same => pins.same.push(sides),
        }
        idle
    }
}

/// A merge of people's that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Torn {
    /// The problem whose id went.
    pub problem: ProblemId,
    /// The problem that it is.
    pub into: ProblemId,
    /// The other problems that have tickets of it.
    pub elsewhere: Vec<ProblemId>,
}

/// Share of a merged problem's tickets that stand in one other problem from which the merge does not hold.
const TORN: f64 = 0.2;

/// The merges that do not hold after a run: tickets of what went stand in a third problem, and no rule put them there.
pub fn torn(memory: &Memory, decisions: &Decisions) -> Vec<Torn> {
    let members = memory.members();
    let heir = |id: ProblemId| memory.heir(decisions.heir(id));
    let place = |id: &String| id.parse().map_or_else(|_| members.get(id.as_str()).copied(), heir);
    let different = decisions.rules.iter().filter(|rule| rule.kind == RuleKind::Different);
    let apart: Vec<Vec<ProblemId>> = different.map(|rule| rule.of.iter().filter_map(place).collect()).collect();
    let mut found = vec![];
    for (problem, into) in decisions.merges() {
        let (Some(into), Some(known)) = (memory.heir(into), memory.problems.get(&problem)) else { continue };
        let mut owners: BTreeMap<ProblemId, usize> = BTreeMap::new();
        for owner in known.members.iter().filter_map(|key| members.get(key.as_str())) {
            *owners.entry(*owner).or_default() += 1;
        }
        // A single ticket that turned out to be about something else tears nothing.
        owners.retain(|_, tickets| *tickets as f64 >= TORN * known.members.len() as f64);
        let told = |other: &ProblemId| apart.iter().any(|of| of.contains(other) && of.contains(&into));
        let elsewhere: Vec<ProblemId> =
            owners.into_keys().filter(|owner| *owner != into && *owner != problem && !told(owner)).collect();
        if !elsewhere.is_empty() {
            found.push(Torn { problem, into, elsewhere });
        }
    }
    found
}

/// A rule that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where it stands.
    pub line: usize,
    /// The ids that are where they should not be.
    pub ids: Vec<String>,
}

/// The rules that do not hold after a run: two rules, or a rule and tickets that say the same, contradict each other.
pub fn broken(memory: &Memory, decisions: &Decisions) -> Vec<Broken> {
    let members = memory.members();
    let place = |id: &String| match id.parse::<ProblemId>() {
        Ok(problem) => memory.heir(decisions.heir(problem)),
        Err(_) => members.get(id.as_str()).copied(),
    };
    let mut found = vec![];
    for rule in &decisions.rules {
        let placed: Vec<(&String, ProblemId)> = rule.of.iter().filter_map(|id| Some((id, place(id)?))).collect();
        let wrong = |at: usize| match rule.kind {
            RuleKind::Same => placed[at].1 != placed[0].1,
            RuleKind::Different => placed
                .iter()
                .enumerate()
                .any(|(other, one)| other != at && one.1 == placed[at].1 && one.0 != placed[at].0),
        };
        let ids: Vec<String> = (0..placed.len()).filter(|&at| wrong(at)).map(|at| placed[at].0.clone()).collect();
        if !ids.is_empty() {
            found.push(Broken { line: rule.line, ids });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{ledger::memory::Remembered, model::document::Wording};

    fn memory(problems: &[(u32, &[&str])]) -> Memory {
        let mut memory = Memory::default();
        "x".clone_into(&mut memory.header.seen);
        for (number, members) in problems {
            let line = format!(
                "{{\"id\":\"P-{number}\",\"title\":\"\",\"titled\":1,\"terms\":[],\"first_seen\":null,\"last_seen\":null,\
                 \"now\":{{\"tickets\":1,\"verdict\":\"unclear\",\"status\":\"open\"}},\"theme\":0,\"reach\":1.0,\
                 \"centre\":\"\",\"counts\":{{}},\"members\":{members:?}}}"
            );
            let problem: Remembered = serde_json::from_str(&line).unwrap();
            memory.problems.insert(problem.id, problem);
        }
        memory
    }

    fn decided(text: &str) -> Decisions {
        Decisions::read(text, Path::new("problems.toml")).unwrap()
    }

    fn texts() -> (DistinctTexts, Vec<String>) {
        let distinct = DistinctTexts { told_by: vec![0, 1, 2], tickets: vec![vec![0, 3], vec![1], vec![2]] };
        (distinct, ["1", "2", "3", "4"].map(str::to_owned).to_vec())
    }

    #[test]
    fn known_texts_are_pinned_and_new_ones_are_not() {
        let (distinct, keys) = texts();
        let memory = memory(&[(1, &["1"]), (5, &["2", "77"])]);
        let (pins, idle) = steer(&memory, &decided(""), (&distinct, &keys), ("e", "s"));
        assert_eq!(pins.known, [Some(0), Some(1), None]);
        assert!(idle.is_empty() && !pins.unchanged);
        let (pins, _) = steer(&memory, &decided("[P-5]\nmerged_into = \"P-1\"\n"), (&distinct, &keys), ("e", "x"));
        assert_eq!(pins.known, [Some(0), Some(0), None]);
        assert!(pins.unchanged, "the checksum is the memory's");
    }

    #[test]
    fn rules_lead_to_texts_and_problems_and_what_is_not_here_is_told() {
        let (distinct, keys) = texts();
        let memory = memory(&[(1, &["1"]), (5, &["2"])]);
        let rules = "[[rule]]\nsame = [\"3\", \"4\"]\n[[rule]]\ndifferent = [\"P-1\", \"99\"]\n[[rule]]\ndifferent = [\"P-5\", \"3\"]\n";
        let (pins, idle) = steer(&memory, &decided(rules), (&distinct, &keys), ("e", "s"));
        assert_eq!(pins.same, [vec![Side::Text(2), Side::Text(0)]]);
        assert_eq!(pins.apart, [(Side::Problem(1), Side::Text(2))]);
        assert_eq!(idle, [Idle { line: 4, unknown: vec!["99".to_owned()] }]);
    }

    #[test]
    fn what_people_told_apart_is_held_when_the_tickets_that_they_named_are_gone() {
        let (distinct, keys) = texts();
        let memory = memory(&[(1, &["1"]), (5, &["2", "77"]), (6, &["3"])]);
        let rule = decided("[[rule]]\ndifferent = [\"P-1\", \"77\"]\n");
        let (pins, _) = steer(&memory, &rule, (&distinct, &keys), ("e", "s"));
        assert_eq!(pins.problems.iter().map(|one| one.held).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn a_rule_that_cannot_hold_is_told() {
        let memory = memory(&[(1, &["1", "2"]), (5, &["3"])]);
        let rules = decided("[[rule]]\ndifferent = [\"1\", \"2\"]\n[[rule]]\nsame = [\"1\", \"3\"]\n");
        let broken = broken(&memory, &rules);
        assert_eq!(broken[0], Broken { line: 2, ids: vec!["1".to_owned(), "2".to_owned()] });
        assert_eq!(broken[1], Broken { line: 4, ids: vec!["3".to_owned()] });
    }

    #[test]
    fn what_people_put_together_is_pinned_as_a_whole() {
        let (distinct, keys) = texts();
        let memory = memory(&[(1, &["1"]), (5, &["2"]), (6, &["3"])]);
        for text in ["[P-5]\nmerged_into = \"P-1\"\n", "[[rule]]\nsame = [\"P-1\", \"P-5\"]\n"] {
            let (pins, _) = steer(&memory, &decided(text), (&distinct, &keys), ("e", "s"));
            assert_eq!(pins.known, [Some(0), Some(0), Some(1)]);
            let whole: Vec<(bool, bool)> = pins.problems.iter().map(|one| (one.whole, one.held)).collect();
            assert_eq!(whole, [(true, true), (false, false)]);
        }
    }

    #[test]
    fn a_merge_that_does_not_hold_is_told_unless_people_took_the_tickets_out() {
        let mut memory = memory(&[(1, &["1", "2"]), (5, &["3", "4"]), (9, &["4"])]);
        memory.problems.entry(ProblemId(5)).and_modify(|problem| problem.into = Some(ProblemId(1)));
        let merge = "[P-5]\nmerged_into = \"P-1\"\n";
        let told = Torn { problem: ProblemId(5), into: ProblemId(1), elsewhere: vec![ProblemId(9)] };
        assert_eq!(torn(&memory, &decided(merge)), [told]);
        let split = format!("{merge}[[rule]]\ndifferent = [\"P-1\", \"4\"]\n");
        assert_eq!(torn(&memory, &decided(&split)), []);
    }

    #[test]
    fn the_checksum_tells_new_tickets_and_new_rules() {
        let (distinct, mut keys) = texts();
        let documents =
            ["a", "b", "c", "a"].map(|text| Document { wording: Wording::new("", text), ..Document::default() });
        let seen = |keys: &[String], decisions: &Decisions| seen((&distinct, &documents), keys, decisions);
        let first = seen(&keys, &decided(""));
        assert_ne!(first, seen(&keys, &decided("[[rule]]\nsame = [\"1\", \"2\"]\n")));
        assert_eq!(first, seen(&keys, &decided("[P-1]\nname = \"x\"\n")));
        "9".clone_into(&mut keys[2]);
        assert_ne!(first, seen(&keys, &decided("")));
    }
}
