//! The reports of a year, made as a user makes them.

use std::path::Path;

use fixfirst::{
    embed::{self, Quality},
    ingest::sources,
    model::{
        progress::Silent,
        time::{Day, PeriodUnit},
    },
    pipeline, trend,
};

use super::{judged::Ids, year::Ticket};

/// The day that stands for a week: its Sunday.
fn sunday(week: usize) -> Day {
    let monday: Day = "2026-01-05".parse().unwrap();
    monday.plus(week as u32 * 7 + 6)
}

/// Writes the export of a week.
pub fn export(folder: &Path, tickets: &[&Ticket]) {
    let mut out = csv::Writer::from_path(folder.join("tickets.csv")).unwrap();
    out.write_record(["Ticket ID", "Description", "Created time"]).unwrap();
    for ticket in tickets {
        let day = sunday(ticket.week);
        out.write_record([ticket.id.to_string(), ticket.text.clone(), format!("{day} 10:00:00")]).unwrap();
    }
    out.flush().unwrap();
}

/// The report of a week, with the ledger or as if there were none.
pub fn report(folder: &Path, quality: Quality, week: usize, remembers: bool) -> Ids {
    let settings = pipeline::Settings {
        trend: trend::Settings { as_of: Some(sunday(week)), unit: PeriodUnit::Week, ..trend::Settings::default() },
        embed: embed::Settings { quality, threads: 2, cache: Some(folder.join("cache")), ..embed::Settings::default() },
        ledger: remembers.then(|| folder.join("ledger")),
        ..pipeline::Settings::default()
    };
    let sources = sources::of_paths(&[folder.join("tickets.csv")]).unwrap();
    let outcome = pipeline::run(sources, &settings, &Silent).unwrap();
    let ids = outcome.assignments.iter().filter_map(|one| Some((one.ticket.parse().unwrap(), one.problem?))).collect();
    if let Some(learnt) = outcome.learnt {
        learnt.keep().unwrap();
    }
    ids
}
