//! Floor 1: clusters → how each went over time, and what may be said of it.
//!
//! Complete periods only; exposure is the other tickets; a verdict stands after a correction over
//! all problems. Refuses to say anything from too short a history.

mod calendar;
mod exposure;
mod frame;
mod onset;
mod verdict;
mod window;

use crate::model::{
    cluster::Cluster,
    corpus::Corpus,
    series::{Calendar, Change, Trend, Trends},
    time::{Day, PeriodUnit},
};

/// From when to when and in which steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The day the data is looked at from; the last day that it covers by default.
    pub as_of: Option<Day>,
    /// Periods that start before this day are left out.
    pub since: Option<Day>,
    /// Length of a period.
    pub unit: PeriodUnit,
}

/// Counts every cluster's tickets by period and compares the recent window with the time before.
pub fn measure(corpus: &Corpus, clusters: &[Cluster], settings: &Settings) -> Trends {
    let days: Vec<Option<Day>> = corpus.tickets().iter().map(|t| t.created.map(|at| at.day())).collect();
    let Some(mut calendar) = calendar::complete(&days, settings) else {
        let silent = Trend { counts: vec![], first_seen: None, last_seen: None, change: verdict::UNCLEAR };
        return Trends { calendar: None, trends: vec![silent; clusters.len()], recent: 0 };
    };
    let counts = frame::count(&days, clusters, &calendar);
    calendar.totals = counts.totals;
    calendar.outside = days.iter().flatten().count() - calendar.totals.iter().map(|&n| n as usize).sum::<usize>();
    let seen: Vec<_> = clusters.iter().map(|cluster| first_and_last(&days, cluster)).collect();
    let recent = window::recent(calendar.unit, calendar.periods.len());
    let changes = match recent {
        Some(recent) => verdict::judge(&calendar, &counts.problems, &seen, recent),
        None => vec![verdict::UNCLEAR; clusters.len()],
    };
    let trends = assemble(counts.problems, &seen, changes);
    Trends { calendar: Some(calendar), trends, recent: recent.unwrap_or(0) }
}

fn assemble(counts: Vec<Vec<u32>>, seen: &[Option<(Day, Day)>], changes: Vec<Change>) -> Vec<Trend> {
    counts
        .into_iter()
        .zip(seen)
        .zip(changes)
        .map(|((counts, seen), change)| Trend {
            counts,
            first_seen: seen.map(|(first, _)| first),
            last_seen: seen.map(|(_, last)| last),
            change,
        })
        .collect()
}

fn first_and_last(days: &[Option<Day>], cluster: &Cluster) -> Option<(Day, Day)> {
    let dated = || cluster.members.iter().filter_map(|&at| days[at]);
    Some((dated().min()?, dated().max()?))
}

/// Index of the period that holds `day`, none outside of the complete periods.
fn period_of(calendar: &Calendar, day: Day) -> Option<usize> {
    let at = calendar.periods.binary_search(&calendar.unit.start_of(day)).ok()?;
    (day <= calendar.as_of).then_some(at)
}

#[cfg(test)]
mod tests;
