//! Half a year of weekly reports with a ledger, over labelled texts: how well do ids stay what they were, and is what
//! the ledger leads to as good as one clustering of everything at once?
//!
//! Tickets are drawn from a file of labelled texts (one JSON object a line: `text`, `label`, null for one-off texts).
//! Every week's report reads all tickets so far (or, with `apart`, the week's own alone, so that no ticket is shared).
//! Seeded: the same weeks on each machine.
//!
//! usage: cargo run --example weeks -- TEXTS.jsonl [TICKETS] [SEED] [fast|balanced] [apart]
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a tool for developers")]

#[path = "weeks/alike.rs"]
mod alike;
#[path = "weeks/judged.rs"]
mod judged;
#[path = "weeks/reports.rs"]
mod reports;
#[path = "weeks/year.rs"]
mod year;

use std::{env, fs, path::Path, process::ExitCode};

use fixfirst::embed::Quality;
use judged::{History, quality};
use reports::{export, report};
use year::{Dice, Texts, Ticket, Year};

/// Reports.
const WEEKS: usize = 26;

/// So many weeks lie between two looks at what a clustering without a memory would give.
const LOOK: usize = 5;

/// Labelled texts by label, in the file's order; one-off texts under none.
fn texts(path: &Path) -> Texts {
    let mut found = Texts::new();
    for line in fs::read_to_string(path).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let label = row["label"].as_str().map(str::to_owned);
        found.entry(label).or_default().push(row["text"].as_str().unwrap().to_owned());
    }
    found
}

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let Some(path) = args.first() else {
        eprintln!("usage: cargo run --example weeks -- TEXTS.jsonl [TICKETS] [SEED] [fast|balanced] [apart]");
        return ExitCode::from(2);
    };
    let numbers: Vec<u64> = args.iter().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let (count, seed) = (numbers.first().copied().unwrap_or(3000) as usize, numbers.get(1).copied().unwrap_or(1));
    let encoder = if args.iter().any(|arg| arg == "balanced") { Quality::Balanced } else { Quality::Fast };
    let apart = args.iter().any(|arg| arg == "apart");
    let year = Year::planted(texts(Path::new(path)), (WEEKS, count), &mut Dice(seed));
    let folder = tempfile::tempdir().unwrap();
    let mut history = History::default();
    for week in 0..WEEKS {
        let seen: Vec<&Ticket> = year
            .tickets
            .iter()
            .filter(|ticket| if apart { ticket.week == week } else { ticket.week <= week })
            .collect();
        export(folder.path(), &seen);
        let now = report(folder.path(), encoder, week, true);
        let with = quality(&now, &seen, &year.tickets);
        let sums = history.add(now, &seen, &year.tickets, week);
        println!("week {:2}  {:5} tickets  {}", week + 1, seen.len(), sums.line());
        if (week + 1) % LOOK == 0 || week + 1 == WEEKS {
            let anew = quality(&report(folder.path(), encoder, week, false), &seen, &year.tickets);
            println!(
                "  grouping: with the ledger right {:.1} % ARI {:.3} V {:.3}, anew right {:.1} % ARI {:.3} V {:.3}; right and unchanged is {:.1} % of right anew",
                with.right,
                with.ari,
                with.v,
                anew.right,
                anew.ari,
                anew.v,
                100.0 * sums.right() / anew.right
            );
        }
    }
    println!("all weeks  {}", history.sums.line());
    for (course, good, all) in history.courses(&year) {
        println!("  {course:?}: {good} of {all}");
    }
    ExitCode::SUCCESS
}
