//! Words for what only the page and the mail tell.

use super::{about_percent, count, day, day_near, days, number, unit};
use crate::{
    model::{
        fix::{Fix, Stretch},
        problem::{ProblemId, Status},
        series::Verdict,
        time::PeriodUnit,
    },
    report::{Period, Point, Problem, Report},
};

/// What the page and the mail are called.
pub const TITLE: &str = "What to fix first";

/// What the list of problems is called.
pub const RANKED: &str = "Problems, what to fix first on top";

/// What the categories are called that say nothing.
pub const OPENED: &str = "What is in the catch-all categories";

/// What the chart of the running sum is called.
pub const PARETO: &str = "How much the largest problems hold";

/// That an export says nothing of a part of the score.
pub const ASSUMED: &str = " (unknown: the middle of all problems)";

/// How the map is read.
pub const MAP: &str = "Problems that read alike lie near each other. The larger the bubble, the more tickets; \
    each leads to its problem.";

/// That the map shows not all.
pub fn largest(problems: usize) -> String {
    format!(" Only the {} largest are shown.", number(problems))
}

/// What the band behind a line is.
pub const BAND: &str = "The pale band behind a line is what was to be expected if its rate had never changed (95%); the \
    darker ground is the recent time, which is compared with the time before.";

/// How the page's pictures are read.
pub const LEGEND: &[&str] = &[
    "Lines show the tickets of each complete period. Marked are the day when a change began with the span in which it \
     may have begun, and the day of a fix with the time that it took to reach the customers.",
    "Printed are the first three problems and what is open: “Open all” before printing prints everything.",
    "Signs: ★ new, ▲ rising, ↻ back again, ▼ falling, ○ gone, = steady, · no clear change.",
];

/// What the chart of all tickets is called.
pub fn all_by(unit: PeriodUnit) -> String {
    format!("All tickets by {}", unit.name())
}

/// What the darker ground of a chart is.
pub fn window(period: &Period) -> String {
    if period.recent == 0 {
        return String::new();
    }
    format!(
        "Darker ground: the last {}, which are compared with the time before.",
        count(period.recent, unit(period.unit))
    )
}

/// What the pictures of the themes are called.
pub const SHARES: &str = "Share of the themes over time";

/// How they are read.
pub fn shares(most: f64, period: &Period, report: &Report) -> String {
    format!(
        "Each picture goes from 0 to {} of the tickets of a {}, {} to {}; the dashed line is the theme’s share of all tickets.",
        about_percent(most),
        unit(period.unit),
        day_near(period.from, report),
        day_near(period.to, report)
    )
}

/// What the list of changes is called.
pub fn since(report: &Report) -> String {
    match report.since {
        Some(before) => format!("Since the report of {}", day(before)),
        None if report.follows_another() => "Since the report before".to_owned(),
        None => "What changed".to_owned(),
    }
}

/// A problem's name, whether it has a ticket in this data or not.
pub fn title_of(id: ProblemId, report: &Report) -> Option<&str> {
    let here = report.problems.iter().find(|problem| problem.id == id).map(|problem| problem.title.as_str());
    here.or_else(|| report.absent.iter().find(|absent| absent.id == id).map(|absent| absent.title.as_str()))
}

/// Most letters of a title in a line; names that people give have no bound.
const TITLE_LETTERS: usize = 160;

/// A title as it stands in a line.
pub fn title(title: &str) -> String {
    cut(title, TITLE_LETTERS)
}

/// The first letters of a text, up to a word's end where there is one.
pub fn cut(text: &str, letters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(letters) else { return text.to_owned() };
    let head = text[..end].rsplit_once(' ').map_or(&text[..end], |(head, _)| head);
    format!("{head}…")
}

/// What the team decided about a problem that is not simply open; none where it is.
pub fn decided(problem: &Problem) -> Option<String> {
    let status = Some(problem.status).filter(|one| *one != Status::Open).map(status);
    let said: Vec<&str> = status.into_iter().chain(problem.muted.then_some("muted")).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// A decision in a person's words.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Open => "open",
        Status::Planned => "fix planned",
        Status::Accepted => "accepted",
        Status::Fixed => "fix shipped",
    }
}

/// A sign that tells the verdict to who does not see its colour.
pub fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::New => "★",
        Verdict::Rising => "▲",
        Verdict::Returning => "↻",
        Verdict::Falling => "▼",
        Verdict::Gone => "○",
        Verdict::Steady => "=",
        Verdict::Unclear => "·",
    }
}

/// What the figures of [`stretches`] count.
pub fn tickets_a(of: Option<PeriodUnit>) -> String {
    of.map_or_else(|| "Tickets a period".to_owned(), |of| format!("Tickets a {}", unit(of)))
}

/// The stretches of time that a fix's verdict compares, and what was to be expected without it: what it is, when it
/// was, tickets a period.
pub fn stretches(fix: &Fix) -> Vec<(&'static str, String, f64)> {
    let of = |name, stretch: &Option<Stretch>| {
        stretch.map(|stretch| (name, days(stretch.from, stretch.to), stretch.a_period))
    };
    let mut all: Vec<_> = of("before the fix", &fix.before).into_iter().collect();
    all.extend(fix.without.map(|without| ("expected without it", String::new(), without)));
    all.extend(of("after the fix", &fix.after));
    all.extend(of("since they are back", &fix.back));
    all
}

/// Tickets to come, as exact as they are known: `≈ 35`.
pub fn about(tickets: f64) -> String {
    format!("≈ {}", number(tickets.max(0.0).round() as usize))
}

/// Their interval: `2 to 99`.
pub fn between(low: f64, high: f64) -> String {
    format!("{} to {}", number(low.max(0.0).round() as usize), number(high.max(0.0).round() as usize))
}

/// A figure as a person says it: whole from ten on.
pub fn figure(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    // What would round to 10.0 is 10.
    if value.abs() >= 9.95 || value.fract() == 0.0 {
        format!("{sign}{}", number(value.abs().round() as usize))
    } else {
        format!("{sign}{:.1}", value.abs())
    }
}

/// Whom it reaches; none when the export names nobody.
pub fn reach(problem: &Problem) -> Option<String> {
    let customers = problem.customers.map(|n| count(n, "customer"));
    let organizations = problem.organizations.map(|n| count(n, "organisation"));
    let repeats = problem
        .repeats
        .filter(|repeats| repeats.customers > 0)
        .map(|repeats| format!("; {} of them wrote {}", number(repeats.customers), count(repeats.tickets, "ticket")));
    let who = match (customers, organizations) {
        (Some(customers), Some(organizations)) => format!("{customers} in {organizations}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    Some(who + &repeats.unwrap_or_default())
}

/// A series in words, for who cannot see its line.
pub fn series(points: &[Point], period: &Period) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    let counts: Vec<String> = points.iter().map(|point| number(point.tickets as usize)).collect();
    let unit = unit(period.unit);
    format!("Tickets of each {unit} from {} to {}: {}.", day(first.period), day(last.period), counts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_word_where_there_is_one() {
        assert_eq!(cut("Import rejects dates with two-digit years", 30), "Import rejects dates with…");
        assert_eq!(cut(&"ü".repeat(99), 30).chars().count(), 31);
        assert_eq!(cut("short", 30), "short");
    }

    #[test]
    fn figures_are_as_exact_as_they_are_large() {
        assert_eq!([0.0, 3.0, 9.64, 12.4, 1284.2, -3.0].map(figure), ["0", "3", "9.6", "12", "1,284", "−3"]);
    }
}
