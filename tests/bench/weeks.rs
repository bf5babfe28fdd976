//! Half a year of weekly reports with a ledger, over labelled texts: how well do ids stay what they were?
//!
//! Tickets are drawn from a file of labelled texts (one JSON object a line: `text`, `label`, null for one-off texts).
//! Labels get rates of their own, most few; some begin later, some fall silent for weeks, some grow, and one pair of
//! labels a file has is one label's second face. Every week's report reads all tickets so far (or, with `apart`, the
//! week's own alone, so that no ticket is shared). Seeded: the same weeks on each machine.
//!
//! usage: cargo run --example weeks -- TEXTS.jsonl [TICKETS] [fast|balanced] [apart] [SEED]
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a tool for developers")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
    process::ExitCode,
};

use fixfirst::{
    embed::{self, Quality},
    ingest::sources,
    model::{
        problem::ProblemId,
        progress::Silent,
        time::{Day, PeriodUnit},
    },
    pipeline, trend,
};

/// Reports.
const WEEKS: usize = 26;

/// Knuth's MMIX generator: the same weeks on each machine.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    /// A number from 0 to 1.
    fn share(&mut self) -> f64 {
        self.roll(1 << 30) as f64 / f64::from(1 << 30)
    }
}

/// A ticket that is written in a week.
struct Ticket {
    id: usize,
    week: usize,
    text: String,
    label: Option<String>,
}

/// Labelled texts by label, in the file's order; one-off texts under none.
fn texts(path: &Path) -> BTreeMap<Option<String>, Vec<String>> {
    let mut found: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    for line in fs::read_to_string(path).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let label = row["label"].as_str().map(str::to_owned);
        found.entry(label).or_default().push(row["text"].as_str().unwrap().to_owned());
    }
    found
}

/// How often a label is written about in a week, on the scale of its weight.
fn course(kind: usize, week: usize) -> f64 {
    match kind {
        // New after a third of the time.
        0 if week < WEEKS / 3 => 0.0,
        // Silent for six weeks.
        1 if (10..16).contains(&week) => 0.0,
        // Grows to three times as much.
        2 => 1.0 + 2.0 * week as f64 / WEEKS as f64,
        // Fixed: hardly any after half of the time.
        3 if week > WEEKS / 2 => 0.1,
        _ => 1.0,
    }
}

/// The tickets of all weeks, in order.
fn tickets(mut texts: BTreeMap<Option<String>, Vec<String>>, count: usize, dice: &mut Dice) -> Vec<Ticket> {
    let labels: Vec<Option<String>> = texts.keys().cloned().collect();
    // Few labels hold most tickets (Zipf); one-off texts are a tenth.
    let mut order: Vec<usize> = (0..labels.len()).collect();
    (1..order.len()).rev().for_each(|at| order.swap(at, dice.roll(at + 1)));
    let mut weight = vec![0.0; labels.len()];
    (1..).zip(&order).for_each(|(place, &at)| weight[at] = 1.0 / f64::powf(f64::from(place), 0.8));
    let sum: f64 = weight.iter().sum();
    weight.iter_mut().zip(&labels).filter(|(_, label)| label.is_none()).for_each(|(w, _)| *w = 0.1 * sum);
    let kinds: Vec<usize> = labels.iter().map(|label| if label.is_none() { 9 } else { dice.roll(10) }).collect();
    for pool in texts.values_mut() {
        (1..pool.len()).rev().for_each(|at| pool.swap(at, dice.roll(at + 1)));
    }
    let rate = |at: usize, week: usize| weight[at] * course(kinds[at], week);
    let all: f64 =
        (0..WEEKS).flat_map(|week| (0..labels.len()).map(move |at| (at, week))).map(|(a, w)| rate(a, w)).sum();
    let mut found = vec![];
    for week in 0..WEEKS {
        for (at, label) in labels.iter().enumerate() {
            let expected = rate(at, week) / all * count as f64;
            let number = expected.floor() as usize + usize::from(dice.share() < expected.fract());
            for _ in 0..number {
                let Some(text) = texts.get_mut(label).and_then(Vec::pop) else { break };
                found.push(Ticket { id: found.len() + 1, week, text, label: label.clone() });
            }
        }
    }
    found
}

/// The day that stands for a week: its Sunday.
fn sunday(week: usize) -> Day {
    let monday: Day = "2026-01-05".parse().unwrap();
    monday.plus(week as u32 * 7 + 6)
}

/// Writes the export of a week.
fn export(folder: &Path, tickets: &[&Ticket]) {
    let mut out = csv::Writer::from_path(folder.join("tickets.csv")).unwrap();
    out.write_record(["Ticket ID", "Description", "Created time"]).unwrap();
    for ticket in tickets {
        let day = sunday(ticket.week);
        out.write_record([ticket.id.to_string(), ticket.text.clone(), format!("{day} 10:00:00")]).unwrap();
    }
    out.flush().unwrap();
}

/// The problem of each ticket after a week's report, by the ticket's number.
type Ids = BTreeMap<usize, ProblemId>;

fn report(folder: &Path, quality: Quality, week: usize) -> Ids {
    let settings = pipeline::Settings {
        trend: trend::Settings { as_of: Some(sunday(week)), unit: PeriodUnit::Week, ..trend::Settings::default() },
        embed: embed::Settings { quality, threads: 2, cache: Some(folder.join("cache")), ..embed::Settings::default() },
        ledger: Some(folder.join("ledger")),
        ..pipeline::Settings::default()
    };
    let sources = sources::of_paths(&[folder.join("tickets.csv")]).unwrap();
    let outcome = pipeline::run(sources, &settings, &Silent).unwrap();
    let ids = outcome.assignments.iter().filter_map(|one| Some((one.ticket.parse().unwrap(), one.problem?))).collect();
    outcome.learnt.unwrap().keep().unwrap();
    ids
}

/// The label that most of a problem's tickets have; the problems of one-off texts have none.
fn labels_of(ids: &Ids, tickets: &[Ticket]) -> BTreeMap<ProblemId, Option<String>> {
    let mut votes: BTreeMap<ProblemId, BTreeMap<&Option<String>, usize>> = BTreeMap::new();
    for (&ticket, &id) in ids {
        *votes.entry(id).or_default().entry(&tickets[ticket - 1].label).or_default() += 1;
    }
    let most = |votes: BTreeMap<&Option<String>, usize>| votes.into_iter().max_by_key(|(_, n)| *n).unwrap().0.clone();
    votes.into_iter().map(|(id, votes)| (id, most(votes))).collect()
}

#[derive(Default)]
struct Sums {
    kept: usize,
    unchanged: usize,
    right: usize,
    both: usize,
    grouped: usize,
    lost: usize,
    swapped: usize,
    new: usize,
    false_new: usize,
}

impl Sums {
    fn line(&self) -> String {
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        format!(
            "unchanged {:5.1} %  right {:5.1} %  both {:5.1} %  ids lost {}  swapped {}  new {} of which false {}",
            share(self.unchanged, self.kept),
            share(self.right, self.grouped),
            share(self.both, self.kept),
            self.lost,
            self.swapped,
            self.new,
            self.false_new
        )
    }

    fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.kept, other.kept),
            (&mut self.unchanged, other.unchanged),
            (&mut self.right, other.right),
            (&mut self.both, other.both),
            (&mut self.grouped, other.grouped),
            (&mut self.lost, other.lost),
            (&mut self.swapped, other.swapped),
            (&mut self.new, other.new),
            (&mut self.false_new, other.false_new),
        ];
        pairs.into_iter().for_each(|(sum, part)| *sum += part);
    }
}

/// One week against the one before. `known` are the labels of all ids so far.
fn judge(before: &Ids, now: &Ids, tickets: &[Ticket], known: &BTreeMap<ProblemId, Option<String>>) -> Sums {
    let labels = labels_of(now, tickets);
    // What an id was known for counts, not what it is now.
    let stands_for = |id: ProblemId| known.get(&id).unwrap_or(&labels[&id]);
    let is_right =
        |ticket: usize, id: ProblemId| stands_for(id).is_some() && *stands_for(id) == tickets[ticket - 1].label;
    let mut sums = Sums { grouped: now.len(), ..Sums::default() };
    sums.right = now.iter().filter(|(ticket, id)| is_right(**ticket, **id)).count();
    for (ticket, id) in before {
        sums.kept += 1;
        let same = now.get(ticket) == Some(id);
        sums.unchanged += usize::from(same);
        sums.both += usize::from(same && is_right(*ticket, *id));
    }
    let living: BTreeSet<ProblemId> = now.values().copied().collect();
    let lost = |id: &ProblemId| before.values().filter(|other| *other == id).count() >= 5 && !living.contains(id);
    sums.lost = before.values().copied().collect::<BTreeSet<_>>().iter().filter(|id| lost(id)).count();
    for id in &living {
        match known.get(id) {
            Some(label) => sums.swapped += usize::from(*label != labels[id]),
            None => {
                sums.new += 1;
                sums.false_new += usize::from(labels[id].is_none() || known.values().any(|label| *label == labels[id]));
            }
        }
    }
    sums
}

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let Some(path) = args.first() else {
        eprintln!("usage: cargo run --example weeks -- TEXTS.jsonl [TICKETS] [fast|balanced] [apart] [SEED]");
        return ExitCode::from(2);
    };
    let numbers: Vec<u64> = args.iter().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let (count, seed) = (numbers.first().copied().unwrap_or(3000) as usize, numbers.get(1).copied().unwrap_or(1));
    let quality = if args.iter().any(|arg| arg == "balanced") { Quality::Balanced } else { Quality::Fast };
    let apart = args.iter().any(|arg| arg == "apart");
    let tickets = tickets(texts(Path::new(path)), count, &mut Dice(seed));
    let folder = tempfile::tempdir().unwrap();
    let (mut before, mut known, mut all) = (Ids::new(), BTreeMap::new(), Sums::default());
    for week in 0..WEEKS {
        let seen: Vec<&Ticket> =
            tickets.iter().filter(|ticket| if apart { ticket.week == week } else { ticket.week <= week }).collect();
        export(folder.path(), &seen);
        let now = report(folder.path(), quality, week);
        let sums = judge(&before, &now, &tickets, &known);
        println!(
            "week {:2}  {:5} tickets  {:3} problems  {}",
            week + 1,
            seen.len(),
            labels_of(&now, &tickets).len(),
            sums.line()
        );
        if week > 0 {
            all.add(&sums);
        }
        known.extend(labels_of(&now, &tickets));
        before = now;
    }
    println!("all weeks  {}", all.line());
    ExitCode::SUCCESS
}
