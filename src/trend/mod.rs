//! Floor 1: clusters → how each went over time, and what may be said of it.
//!
//! Complete periods only; exposure is the other tickets, or the customers where their number is told; a
//! verdict stands after a correction over all problems. Refuses to say anything from too short a history.

mod band;
mod calendar;
mod contrast;
mod customers;
mod evidence;
mod exposure;
mod frame;
mod holes;
mod season;
mod silence;
mod verdict;
mod weekdays;
mod window;

use crate::model::{
    cluster::Cluster,
    corpus::Corpus,
    series::{Calendar, Change, Customers, Trend, Trends},
    ticket::Ticket,
    time::{Day, PeriodUnit},
};
use evidence::Evidence;
use verdict::{Input, Judged};

/// From when to when and in which steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The day the data is looked at from; the last day that it covers by default.
    pub as_of: Option<Day>,
    /// Periods that start before this day are left out.
    pub since: Option<Day>,
    /// Length of a period.
    pub unit: PeriodUnit,
    /// How many customers there are. One number gives rates per customer; a series is also what problems are measured
    /// against, instead of all other tickets.
    pub exposure: Option<Customers>,
}

/// Counts every cluster's tickets by period and compares the recent window with the time before.
pub fn measure(corpus: &Corpus, clusters: &[Cluster], settings: &Settings) -> Trends {
    let tickets = corpus.tickets();
    let days: Vec<Option<Day>> = tickets.iter().map(|t| t.created.map(|at| at.day())).collect();
    let problems: Vec<&[usize]> = clusters.iter().map(|cluster| cluster.members.as_slice()).collect();
    let themes = themes(clusters);
    let themes: Vec<&[usize]> = themes.iter().map(Vec::as_slice).collect();
    let copies = copies(tickets);
    let Some(mut calendar) = calendar::complete(&calendar::Dates { days: &days, copies: &copies }, settings) else {
        let silent = |groups: &[&[usize]]| vec![silent(vec![], None); groups.len()];
        return Trends {
            calendar: None,
            trends: silent(&problems),
            themes: silent(&themes),
            recent: 0,
            per_customer: false,
        };
    };
    let counts = frame::count(&days, &[&problems[..], &themes[..]].concat(), &calendar);
    calendar.totals = counts.totals;
    calendar.outside = days.iter().flatten().count() - calendar.totals.iter().map(|&n| n as usize).sum::<usize>();
    let recent = window::recent(calendar.unit, &calendar.usable());
    let (of_problems, of_themes) = counts.groups.split_at(problems.len());
    let scene = Scene { tickets, days: &days, calendar: &calendar, recent, settings };
    let trends = scene.trends(of_problems, &problems);
    let themes = scene.trends(of_themes, &themes);
    let per_customer = matches!(settings.exposure, Some(Customers::Series(_)));
    Trends { recent: recent.unwrap_or(0), trends, themes, per_customer, calendar: Some(calendar) }
}

/// What all groups are measured in.
struct Scene<'a> {
    tickets: &'a [Ticket],
    days: &'a [Option<Day>],
    calendar: &'a Calendar,
    recent: Option<usize>,
    settings: &'a Settings,
}

impl Scene<'_> {
    fn trends(&self, counts: &[Vec<u32>], groups: &[&[usize]]) -> Vec<Trend> {
        let seen: Vec<_> = groups.iter().map(|members| first_and_last(self.days, members)).collect();
        let usable = self.calendar.usable();
        let customers = self.settings.exposure.as_ref().map(|given| customers::by_period(given, self.calendar));
        let against = customers
            .as_deref()
            .filter(|all| matches!(self.settings.exposure, Some(Customers::Series(_))) && all.len() == usable.len());
        let judged = self.recent.map(|recent| {
            let no_persons = evidence::no_persons(self.tickets);
            let evidence: Vec<Evidence> =
                groups.iter().map(|members| Evidence::of(self.tickets, members, self.calendar, &no_persons)).collect();
            let calendar = self.calendar;
            verdict::judge(&Input { calendar, counts, evidence: &evidence, seen: &seen, recent, customers: against })
        });
        let mut judged = judged.unwrap_or_default().into_iter();
        let from = usable.len() - self.recent.unwrap_or(usable.len());
        (counts.iter().zip(seen))
            .map(|(counts, seen)| {
                let trend = silent(counts.clone(), seen);
                let Judged { change, band } = judged.next().unwrap_or(Judged { change: trend.change, band: vec![] });
                let per_thousand =
                    customers.as_ref().and_then(|all| customers::per_thousand(counts, all, &usable, from));
                Trend { change, band, per_thousand, ..trend }
            })
            .collect()
    }
}

/// A trend of which nothing is known but its counts.
fn silent(counts: Vec<u32>, seen: Option<(Day, Day)>) -> Trend {
    Trend {
        counts,
        first_seen: seen.map(|(first, _)| first),
        last_seen: seen.map(|(_, last)| last),
        change: Change::UNCLEAR,
        band: vec![],
        per_thousand: None,
    }
}

/// The members of each theme, in the themes' order.
fn themes(clusters: &[Cluster]) -> Vec<Vec<usize>> {
    let mut themes = vec![vec![]; clusters.iter().map(|cluster| cluster.theme + 1).max().unwrap_or(0)];
    for cluster in clusters {
        themes[cluster.theme].extend_from_slice(&cluster.members);
    }
    themes
}

/// The days of tickets that are exact copies of another: the same customer, second and words.
fn copies(tickets: &[Ticket]) -> Vec<Day> {
    let nothing = Ticket::default().checksum();
    let said = |ticket: &Ticket| Some(ticket.checksum()).filter(|said| *said != nothing);
    let mut told: Vec<_> = tickets
        .iter()
        .filter_map(|ticket| Some((ticket.created?, said(ticket)?, ticket.customer.as_deref())))
        .collect();
    told.sort_unstable();
    told.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[1].0.day()).collect()
}

fn first_and_last(days: &[Option<Day>], members: &[usize]) -> Option<(Day, Day)> {
    let dated = || members.iter().filter_map(|&at| days[at]);
    Some((dated().min()?, dated().max()?))
}

/// Index of the period that holds `day`, none outside of the complete periods.
fn period_of(calendar: &Calendar, day: Day) -> Option<usize> {
    let at = calendar.periods.binary_search(&calendar.unit.start_of(day)).ok()?;
    (day <= calendar.as_of).then_some(at)
}

#[cfg(test)]
mod tests;
