//! Runs over made tickets, week after week.

use std::path::Path;

use super::*;
use crate::{
    ledger::{
        advance::{Learnt, advance},
        changes::changes,
        columns::{Columns, read_otherwise},
        signature::{decode, unit},
    },
    model::{
        series::{Calendar, Trend, Trends},
        ticket::Ticket,
        time::{PeriodUnit, Timestamp},
    },
};

/// Points of problem `at`: a direction of its own.
fn direction(at: usize) -> Vec<f32> {
    unit((0..16).map(|d| if d == at { 1.0 } else { 0.05 }).collect())
}

/// What a run found: for each cluster its tickets and what they are about.
struct Made {
    corpus: Corpus,
    keys: Vec<String>,
    clusters: Vec<Cluster>,
    centres: Vec<(Vec<f32>, f32)>,
    trends: Trends,
    seen: String,
    columns: Columns,
    /// Tickets of a lower number are known from the run before.
    new_from: u32,
}

const ENCODER: &str = "test";

fn made(groups: &[(&[u32], usize)], as_of: &str) -> Made {
    let day: Day = as_of.parse().unwrap();
    let ticket = |number: &u32| Ticket {
        id: number.to_string(),
        created: Some(Timestamp::from_seconds(i64::from(day.number()) * 86_400)),
        ..Ticket::default()
    };
    let mut numbers: Vec<u32> = groups.iter().flat_map(|(tickets, _)| tickets.iter().copied()).collect();
    numbers.sort_unstable();
    let corpus = Corpus::new(numbers.iter().map(ticket).collect());
    let at = |number: &u32| numbers.binary_search(number).unwrap();
    let mut clusters: Vec<(Cluster, usize)> = groups
        .iter()
        .filter(|(_, about)| *about < 16)
        .map(|(tickets, about)| {
            let mut members: Vec<usize> = tickets.iter().map(at).collect();
            members.sort_unstable();
            let (title, keywords) = (format!("About {about} of {}", tickets[0]), vec![format!("word{about}")]);
            (Cluster { members, exemplars: vec![], title, keywords, cohesion: 0.7, theme: 0 }, *about)
        })
        .collect();
    clusters.sort_by_key(|(cluster, _)| cluster.members[0]);
    let trend = Trend { counts: vec![1], first_seen: Some(day), last_seen: Some(day), ..Trend::default() };
    let calendar = Calendar {
        unit: PeriodUnit::Week,
        periods: vec![PeriodUnit::Week.start_of(day)],
        as_of: day,
        totals: vec![numbers.len() as u32],
        outside: 0,
        undated: 0,
        quiet_days: 0,
        left_out: vec![],
    };
    Made {
        keys: corpus.tickets().iter().map(|ticket| ticket.id.clone()).collect(),
        corpus,
        centres: clusters.iter().map(|(_, about)| (direction(*about), 0.6)).collect(),
        trends: Trends { calendar: Some(calendar), trends: vec![trend; clusters.len()], ..Trends::default() },
        clusters: clusters.into_iter().map(|(cluster, _)| cluster).collect(),
        seen: format!("{groups:?}"),
        columns: Columns::new(),
        new_from: 0,
    }
}

impl Made {
    fn run<'a>(&'a self, middle: &'a [f32], encoder: &'a str) -> Run<'a> {
        let Self { corpus, keys, clusters, centres, .. } = self;
        Run { corpus, keys, clusters, centres, middle, encoder }
    }

    /// The memory after this run, and the id of each of the given tickets.
    fn after(&self, memory: &Memory, decisions: &Decisions) -> Memory {
        self.after_with(memory, decisions, ENCODER)
    }

    fn after_with(&self, memory: &Memory, decisions: &Decisions, encoder: &str) -> Memory {
        let mut memory = memory.clone();
        memory.revive(decisions);
        let middle = vec![0.0; 16];
        let run = self.run(&middle, encoder);
        let recognition = recognise(&memory, decisions, &run);
        let looked_at: Vec<bool> =
            self.keys.iter().map(|key| key.parse::<u32>().is_ok_and(|key| key < self.new_from)).collect();
        let learnt = Learnt {
            run,
            recognition: &recognition,
            trends: &self.trends,
            looked_at: &looked_at,
            seen: &self.seen,
            columns: &self.columns,
            other_ids: None,
        };
        advance(&memory, decisions, &learnt)
    }
}

fn id_of(memory: &Memory, ticket: &str) -> Option<u32> {
    memory.members().get(ticket).map(|id| id.0)
}

fn decided(text: &str) -> Decisions {
    Decisions::read(text, Path::new("problems.toml")).unwrap()
}

fn kinds(memory: &Memory) -> Vec<(u32, ChangeKind)> {
    changes(memory, &Default::default()).iter().map(|change| (change.problem.0, change.kind)).collect()
}

fn none() -> Decisions {
    Decisions::default()
}

#[test]
fn shared_tickets_tell_who_is_who_whatever_the_texts() {
    let first = made(&[(&[1, 2, 3, 4], 0), (&[11, 12, 13, 14], 1)], "2026-03-01").after(&Memory::default(), &none());
    assert_eq!((id_of(&first, "1"), id_of(&first, "11")), (Some(1), Some(2)));
    // The order is another, the words are each other's, and there is a bigger new one.
    let later = made(&[(&[11, 12, 13, 5], 0), (&[2, 3, 4, 6], 1), (&[20, 21, 22, 23, 24, 25], 2)], "2026-03-08");
    let second = later.after(&first, &none());
    assert_eq!((id_of(&second, "3"), id_of(&second, "12"), id_of(&second, "20")), (Some(1), Some(2), Some(3)));
    assert_eq!(kinds(&second), [(3, ChangeKind::Appeared)]);
    let by = second.problems[&ProblemId(1)].recognised.unwrap();
    assert_eq!(by.shared, Some(1.0));
}

#[test]
fn running_the_same_data_twice_changes_no_byte() {
    let first = made(&[(&[1, 2, 3, 4, 5, 6], 0), (&[11, 12, 13], 1)], "2026-03-01").after(&Memory::default(), &none());
    let week = made(&[(&[1, 2, 3], 0), (&[4, 5, 6], 3), (&[20, 21, 22], 2)], "2026-03-08");
    let second = week.after(&first, &none());
    let again = week.after(&second, &none());
    assert_eq!(second.write(), again.write());
    assert_eq!(kinds(&second), kinds(&again));
    assert!(!kinds(&second).is_empty());
}

#[test]
fn a_memory_reads_back_as_it_was_and_newer_ones_are_refused() {
    let memory = made(&[(&[1, 2, 3, 10, 9], 0)], "2026-03-01").after(&Memory::default(), &none());
    let text = memory.write();
    assert_eq!(Memory::read(&text, Path::new("m")).unwrap(), memory);
    assert!(text.contains("[\"1\",\"2\",\"3\",\"9\",\"10\"]"), "tickets stand as people count: {text}");
    assert!(decode(&memory.problems[&ProblemId(1)].centre).is_some());
    let twice = format!("{text}{}\n", text.lines().nth(1).unwrap());
    assert!(Memory::read(&twice, Path::new("m")).unwrap_err().to_string().contains("line 3"));
    let unknown = text.replace("\"id\":\"P-1\"", "\"id\":\"P-7\"");
    assert!(Memory::read(&unknown, Path::new("m")).unwrap_err().to_string().contains("line 2"));
}

#[test]
fn a_split_leaves_the_id_with_the_larger_heir_and_is_told() {
    let first = made(&[(&[1, 2, 3, 4, 5, 6, 7, 8], 0)], "2026-03-01").after(&Memory::default(), &none());
    let second = made(&[(&[1, 2, 3], 0), (&[4, 5, 6, 7, 8], 1)], "2026-03-08").after(&first, &none());
    assert_eq!((id_of(&second, "4"), id_of(&second, "1")), (Some(1), Some(2)));
    assert_eq!(kinds(&second), [(1, ChangeKind::Split)]);
    let lineage = &second.problems[&ProblemId(2)].lineage;
    assert_eq!((lineage[0].kind, lineage[0].others.as_slice()), (ChangeKind::Appeared, &[ProblemId(1)][..]));
}

#[test]
fn a_merge_keeps_the_larger_id_and_coming_apart_again_brings_the_other_back() {
    let first = made(&[(&[1, 2, 3], 0), (&[4, 5, 6, 7], 1)], "2026-03-01").after(&Memory::default(), &none());
    let second = made(&[(&[1, 2, 3, 4, 5, 6, 7], 0)], "2026-03-08").after(&first, &none());
    assert_eq!(id_of(&second, "1"), Some(2));
    assert_eq!(second.heir(ProblemId(1)), Some(ProblemId(2)));
    assert_eq!(kinds(&second), [(2, ChangeKind::Merged)]);
    let third = made(&[(&[1, 2, 3], 0), (&[4, 5, 6, 7], 1)], "2026-03-15").after(&second, &none());
    assert_eq!((id_of(&third, "1"), id_of(&third, "4")), (Some(1), Some(2)));
    assert_eq!(third.header.next, 3, "no new id was given");
}

#[test]
fn a_problem_that_sleeps_returns_under_its_id_by_what_it_is_like() {
    let mut first = made(&[(&[1, 2, 3], 0), (&[4, 5, 6], 1)], "2026-03-01");
    // So many that a week without one says something.
    first.trends.trends.iter_mut().for_each(|trend| trend.counts = vec![9]);
    let first = first.after(&Memory::default(), &none());
    let quiet = made(&[(&[4, 5, 6, 7], 1)], "2026-03-08").after(&first, &none());
    assert_eq!(kinds(&quiet), [(1, ChangeKind::Absent)]);
    let back = made(&[(&[30, 31, 32], 0), (&[40, 41, 42], 5)], "2026-03-15").after(&quiet, &none());
    assert_eq!((id_of(&back, "30"), id_of(&back, "40")), (Some(1), Some(3)));
    assert!(kinds(&back).contains(&(1, ChangeKind::Returned)));
    assert_eq!(back.problems[&ProblemId(1)].recognised.unwrap().shared, None);
}

#[test]
fn columns_are_told_against_the_report_before_and_again_by_the_same_data() {
    let mut memory = Memory::default();
    let told = |memory: &Memory| read_otherwise(memory).iter().map(|one| one.field.clone()).collect::<Vec<_>>();
    for (day, column, fields) in
        [("2026-03-01", "Requester", &[][..]), ("2026-03-08", "Contact", &["customer"]), ("2026-03-15", "Contact", &[])]
    {
        let mut week = made(&[(&[1, 2, 3], 0)], day);
        week.columns.insert("customer".to_owned(), vec![column.to_owned()]);
        memory = week.after(&memory, &none());
        assert_eq!(told(&memory), fields, "{day}");
        assert_eq!(week.after(&memory, &none()).write(), memory.write());
    }
}

#[test]
fn another_encoder_is_bridged_by_words() {
    let first = made(&[(&[1, 2, 3], 0), (&[4, 5, 6], 1)], "2026-03-01").after(&Memory::default(), &none());
    let other = made(&[(&[30, 31, 32], 1), (&[40, 41, 42], 0)], "2026-03-08");
    let second = other.after_with(&first, &none(), "another");
    assert_eq!((id_of(&second, "40"), id_of(&second, "30")), (Some(1), Some(2)));
}

#[test]
fn one_stray_ticket_is_no_identity() {
    let first = made(&[(&[1, 2, 3], 0), (&[4, 5, 6], 1)], "2026-03-01").after(&Memory::default(), &none());
    // Of the old tickets one is left in the window, in a group about something else.
    let second = made(&[(&[3, 50, 51, 52, 53, 54, 55, 56], 7)], "2026-03-08").after(&first, &none());
    assert_eq!(id_of(&second, "50"), Some(3));
}

#[test]
fn people_merge_and_take_it_back() {
    let data = |day| made(&[(&[1, 2, 3, 4], 0), (&[11, 12, 13], 1)], day);
    let first = data("2026-03-01").after(&Memory::default(), &none());
    let merge = decided("[P-2]\nmerged_into = \"P-1\"\n");
    // Clustering put both together, steered by the merge.
    let merged = made(&[(&[1, 2, 3, 4, 11, 12, 13], 0)], "2026-03-08").after(&first, &merge);
    assert_eq!((id_of(&merged, "11"), merged.heir(ProblemId(2))), (Some(1), Some(ProblemId(1))));
    assert_eq!(kinds(&merged), [(1, ChangeKind::Merged)]);
    let back = data("2026-03-15").after(&merged, &none());
    assert_eq!((id_of(&back, "1"), id_of(&back, "11")), (Some(1), Some(2)));
}

#[test]
fn what_reads_like_a_part_of_what_people_put_together_wakes_the_whole() {
    let first = made(&[(&[1, 2, 3, 4], 0), (&[11, 12, 13], 1)], "2026-03-01").after(&Memory::default(), &none());
    let merge = decided("[P-2]\nmerged_into = \"P-1\"\n");
    let second = made(&[(&[1, 2, 3, 4, 11, 12, 13], 0)], "2026-03-08").after(&first, &merge);
    // None of the known tickets is in the data of this week.
    let third = made(&[(&[31, 32, 33], 1)], "2026-03-15").after(&second, &merge);
    assert_eq!((id_of(&third, "31"), third.header.next), (Some(1), 3));
}

#[test]
fn what_people_put_together_does_not_come_apart_by_itself() {
    let data = |day| made(&[(&[1, 2, 3, 4], 0), (&[11, 12, 13], 1)], day);
    let first = data("2026-03-01").after(&Memory::default(), &none());
    let merge = decided("[P-2]\nmerged_into = \"P-1\"\n");
    let merged = made(&[(&[1, 2, 3, 4, 11, 12, 13], 0)], "2026-03-08").after(&first, &merge);
    let third = data("2026-03-15").after(&merged, &merge);
    assert_ne!(id_of(&third, "11"), Some(2), "the id went with the merge");
}

#[test]
fn what_is_made_of_old_tickets_alone_is_no_news() {
    let first =
        made(&[(&[1, 2, 3, 4, 5, 6, 7, 8], 0), (&[9, 10, 11], 16)], "2026-03-01").after(&Memory::default(), &none());
    let groups: [(&[u32], usize); 3] = [(&[1, 2, 3], 0), (&[4, 5, 6, 7, 8], 1), (&[9, 10, 11], 2)];
    let mut later = made(&groups, "2026-03-08");
    assert_eq!(kinds(&later.after(&first, &none())), [(3, ChangeKind::Appeared), (1, ChangeKind::Split)]);
    later.new_from = 12;
    let second = later.after(&first, &none());
    assert_eq!(kinds(&second), []);
    assert_eq!(crate::ledger::changes::regrouped(&second), [ProblemId(2), ProblemId(3)]);
    assert_eq!(later.after(&second, &none()).write(), second.write());
    let third = made(&groups, "2026-03-15").after(&second, &none());
    assert_eq!(crate::ledger::changes::regrouped(&third), []);
}

#[test]
fn what_people_take_out_is_told_as_their_decision() {
    let first = made(&[(&[1, 2, 3, 4, 5, 6, 7, 8], 0)], "2026-03-01").after(&Memory::default(), &none());
    let split = decided("[[rule]]\ndifferent = [\"P-1\", \"8\"]\n");
    let mut later = made(&[(&[1, 2, 3, 4, 5, 6, 7], 0), (&[8], 1)], "2026-03-08");
    later.new_from = 12;
    let second = later.after(&first, &split);
    let told = changes(&second, &Default::default());
    assert_eq!((told.len(), told[0].problem, told[0].kind), (1, ProblemId(1), ChangeKind::Decided));
    assert_eq!(told[0].others, [ProblemId(2)]);
    assert_eq!(crate::ledger::changes::regrouped(&second), []);
}

#[test]
fn decisions_are_told_once_and_accepted_problems_are_quiet() {
    let data = |day| made(&[(&[1, 2, 3, 4], 0)], day);
    let first = data("2026-03-01").after(&Memory::default(), &none());
    let accepted = decided("[P-1]\nstatus = \"accepted\"\n");
    let second = data("2026-03-08").after(&first, &accepted);
    assert_eq!(kinds(&second), [(1, ChangeKind::Decided)]);
    let third = made(&[(&[9, 10, 11, 12], 3)], "2026-03-15").after(&second, &accepted);
    assert_eq!(kinds(&third), [(2, ChangeKind::Appeared)], "its silence is not told");
}

#[test]
fn a_title_stays_until_most_tickets_came_later() {
    let first = made(&[(&[1, 2, 3], 0)], "2026-03-01").after(&Memory::default(), &none());
    let second = made(&[(&[2, 3, 4, 5], 0)], "2026-03-08").after(&first, &none());
    assert_eq!(second.problems[&ProblemId(1)].title, "About 0 of 1");
    let many: Vec<u32> = (2..20).collect();
    let third = made(&[(&many, 0)], "2026-03-15").after(&second, &none());
    assert_eq!(third.problems[&ProblemId(1)].title, "About 0 of 2");
}

#[test]
fn an_id_does_not_follow_a_small_part_into_what_is_another_problem() {
    let first = made(&[(&[1, 2, 3, 4, 5, 6, 7], 0), (&[11, 12, 13, 14, 15, 16, 17, 18], 1)], "2026-03-01")
        .after(&Memory::default(), &none());
    // The second falls in two; three of the first go to its smaller half, and the rest to the larger one.
    let second =
        made(&[(&[1, 2, 3, 14, 15, 16, 18], 2), (&[4, 5, 6, 7, 11, 12, 13, 17, 19, 20, 21, 22], 3)], "2026-03-08");
    let memory = second.after(&first, &none());
    assert_eq!((id_of(&memory, "11"), id_of(&memory, "14")), (Some(1), Some(2)));
    // Three each of a problem that nothing has the most of.
    let third = made(&[(&[1, 2, 14, 15, 16], 2), (&[3, 18, 30, 31], 3)], "2026-03-08");
    let memory = third.after(&first, &none());
    let told = changes(&memory, &Default::default());
    assert!(!told.iter().any(|change| change.kind == ChangeKind::Absent && change.problem == ProblemId(1)), "{told:?}");
}

#[test]
fn what_is_scattered_is_told_as_dissolved_and_not_as_silent() {
    let first = made(
        &[(&[1, 2, 3, 4, 5, 6], 0), (&[11, 12, 13, 14, 15], 1), (&[21, 22, 23, 24, 25], 2), (&[31, 32, 33], 3)],
        "2026-03-01",
    );
    let first = first.after(&Memory::default(), &none());
    let second = made(
        &[(&[1, 2, 11, 12, 13, 14, 15], 1), (&[3, 4, 21, 22, 23, 24, 25], 2), (&[5, 6, 31, 32, 33], 20)],
        "2026-03-08",
    );
    let memory = second.after(&first, &none());
    let told = changes(&memory, &Default::default());
    let of = |number: u32| told.iter().filter(|change| change.problem == ProblemId(number)).collect::<Vec<_>>();
    let [one] = of(1)[..] else { panic!("{told:?}") };
    assert_eq!((one.kind, one.others.clone()), (ChangeKind::Dissolved, vec![ProblemId(2), ProblemId(3)]));
    let [alone] = of(4)[..] else { panic!("{told:?}") };
    assert_eq!((alone.kind, alone.others.clone()), (ChangeKind::Dissolved, vec![]));
    assert_eq!(second.after(&memory, &none()).write(), memory.write(), "the same week again changes nothing");
}

#[test]
fn weeks_that_are_exported_alone_call_no_small_problem_silent() {
    let weeks = ["2026-03-01", "2026-03-08", "2026-03-15", "2026-03-22"];
    let mut memory = Memory::default();
    let mut told = vec![];
    for (at, day) in weeks.into_iter().enumerate() {
        let from = 100 * at as u32;
        let much: Vec<u32> = (from..from + 9).collect();
        let few = [from + 50, from + 51, from + 52];
        let few = [(&few[..], 1)];
        // The second problem has a few tickets in the first week and the last one.
        let groups: Vec<(&[u32], usize)> =
            [(&much[..], 0)].into_iter().chain(few.into_iter().filter(|_| at % 3 == 0)).collect();
        memory = made(&groups, day).after(&memory, &none());
        told.push(kinds(&memory));
    }
    assert_eq!(told, vec![vec![]; 4]);
    // What had many is missed at once.
    let small = [900, 901, 902];
    let mut silent = made(&[(&small, 1)], "2026-03-29");
    silent.trends.trends[0].counts = vec![3];
    assert!(memory.problems[&ProblemId(1)].counts.len() == 4);
    memory.problems.entry(ProblemId(1)).and_modify(|problem| problem.counts.values_mut().for_each(|n| *n = 9));
    memory = silent.after(&memory, &none());
    assert_eq!(kinds(&memory), [(1, ChangeKind::Absent)]);
}
