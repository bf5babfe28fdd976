//! The tables that spreadsheets and databases get, whatever the file format: the problems, their series, and where
//! every ticket belongs. Columns stand here once.

use super::words;
use crate::{
    model::time::Day,
    report::{Assignment, Estimate, Part, Problem, Report},
};

/// A table by columns, all of the same length.
pub struct Table {
    /// Names and cells, in order.
    pub columns: Vec<(&'static str, Cells)>,
}

/// The cells of a column.
pub enum Cells {
    /// Words that somebody wrote: a spreadsheet must not run them.
    Words(Vec<Option<String>>),
    /// Codes and ids, as they stand.
    Codes(Vec<Option<String>>),
    /// Whole numbers.
    Whole(Vec<Option<i64>>),
    /// Other numbers.
    Real(Vec<Option<f64>>),
    /// Days.
    Days(Vec<Option<Day>>),
}

fn whole(value: usize) -> Option<i64> {
    i64::try_from(value).ok()
}

/// One line a problem, in their order.
pub fn problems(report: &Report) -> Table {
    let all = &report.problems;
    let texts = |of: &dyn Fn(&Problem) -> Option<String>| Cells::Words(all.iter().map(of).collect());
    let codes = |of: &dyn Fn(&Problem) -> Option<String>| Cells::Codes(all.iter().map(of).collect());
    let counts = |of: &dyn Fn(&Problem) -> Option<usize>| Cells::Whole(all.iter().map(|one| whole(of(one)?)).collect());
    let reals = |of: &dyn Fn(&Problem) -> Option<f64>| Cells::Real(all.iter().map(of).collect());
    let days = |of: &dyn Fn(&Problem) -> Option<Day>| Cells::Days(all.iter().map(of).collect());
    let value = |estimate: Option<Estimate>| estimate.map(|estimate| estimate.value);
    Table {
        columns: vec![
            ("rank", counts(&|one| Some(one.rank))),
            ("problem_id", codes(&|one| Some(one.id.to_string()))),
            ("title", texts(&|one| Some(one.title.clone()))),
            ("theme", codes(&|one| Some(one.theme.to_string()))),
            ("status", codes(&|one| Some(one.status.name().to_owned()))),
            ("category", texts(&|one| Some(one.category.as_ref()?.name.clone()))),
            ("tickets", counts(&|one| Some(one.tickets))),
            ("share", reals(&|one| Some(one.share))),
            ("customers", counts(&|one| one.customers)),
            ("first_seen", days(&|one| one.first_seen)),
            ("last_seen", days(&|one| one.last_seen)),
            ("verdict", codes(&|one| Some(one.trend.verdict.name().to_owned()))),
            ("rate_ratio", reals(&|one| one.trend.rate_ratio)),
            ("low", reals(&|one| one.trend.low)),
            ("high", reals(&|one| one.trend.high)),
            ("q", reals(&|one| one.trend.q)),
            ("onset", days(&|one| one.trend.onset)),
            ("score", reals(&|one| Some(one.score.total))),
            ("keywords", texts(&|one| Some(one.keywords.join("; ")))),
            ("organizations", counts(&|one| one.organizations)),
            ("repeat_customers", counts(&|one| Some(one.repeats?.customers))),
            ("segments", texts(&|one| listed(&one.segments, words::segment))),
            ("score_parts", codes(&|one| listed(&one.score.parts, part))),
            ("quarter_tickets", reals(&|one| Some(one.outlook?.tickets.value))),
            ("quarter_low", reals(&|one| Some(one.outlook?.tickets.low))),
            ("quarter_high", reals(&|one| Some(one.outlook?.tickets.high))),
            ("quarter_hours", reals(&|one| value(one.outlook?.hours))),
            ("quarter_money", reals(&|one| value(one.outlook?.money))),
            ("owner", texts(&|one| one.owner.clone())),
            ("link", texts(&|one| one.link.clone())),
            ("fix_shipped", days(&|one| Some(one.fix.as_ref()?.shipped))),
            ("fix_verdict", codes(&|one| Some(one.fix.as_ref()?.verdict.name().to_owned()))),
            ("fix_effect", reals(&|one| one.fix.as_ref()?.effect)),
            ("fix_low", reals(&|one| one.fix.as_ref()?.low)),
            ("fix_high", reals(&|one| one.fix.as_ref()?.high)),
            ("fix_tickets_avoided", reals(&|one| one.fix.as_ref()?.avoided)),
            ("fix_tickets_avoided_low", reals(&|one| one.fix.as_ref()?.avoided_low)),
            ("fix_tickets_avoided_high", reals(&|one| one.fix.as_ref()?.avoided_high)),
            ("fix_hours_avoided", reals(&|one| one.fix.as_ref()?.hours_avoided)),
            ("fix_hours_avoided_low", reals(&|one| one.fix.as_ref()?.hours_avoided_low)),
            ("fix_hours_avoided_high", reals(&|one| one.fix.as_ref()?.hours_avoided_high)),
            ("fix_money_avoided", reals(&|one| one.fix.as_ref()?.money_avoided)),
            ("fix_money_avoided_low", reals(&|one| one.fix.as_ref()?.money_avoided_low)),
            ("fix_money_avoided_high", reals(&|one| one.fix.as_ref()?.money_avoided_high)),
        ],
    }
}

fn part(part: &Part) -> String {
    format!("{} {} x {} = {}", part.name, part.value, part.weight, part.contribution)
}

/// The items in one cell; none of nothing.
fn listed<T>(items: &[T], told: impl Fn(&T) -> String) -> Option<String> {
    (!items.is_empty()).then(|| items.iter().map(told).collect::<Vec<_>>().join("; "))
}

/// Every ticket once, in the corpus' order; the problem is empty when it is ungrouped. Ids stand as in the export, so
/// that they join with it.
pub fn assignments(all: &[Assignment]) -> Table {
    let codes = |of: &dyn Fn(&Assignment) -> Option<String>| Cells::Codes(all.iter().map(of).collect());
    Table {
        columns: vec![
            ("ticket_id", codes(&|one| Some(one.ticket.clone()))),
            ("problem_id", codes(&|one| one.problem.map(|id| id.to_string()))),
            ("theme", codes(&|one| one.theme.map(|id| id.to_string()))),
            ("similarity", Cells::Real(all.iter().map(|one| Some(one.similarity)).collect())),
        ],
    }
}

/// One line a problem and complete period: its tickets, and what was to be expected with the 95 % interval, where the
/// report says so.
pub fn series(report: &Report) -> Table {
    let points = || {
        report.problems.iter().flat_map(|one| {
            let band = |day: Day| one.band.iter().find(move |band| band.period == day);
            one.series.iter().map(move |point| (one, point, band(point.period)))
        })
    };
    Table {
        columns: vec![
            ("problem_id", Cells::Codes(points().map(|(one, ..)| Some(one.id.to_string())).collect())),
            ("period", Cells::Days(points().map(|(_, point, _)| Some(point.period)).collect())),
            ("tickets", Cells::Whole(points().map(|(_, point, _)| Some(i64::from(point.tickets))).collect())),
            ("expected", Cells::Real(points().map(|(.., band)| Some(band?.expected)).collect())),
            ("low", Cells::Real(points().map(|(.., band)| Some(band?.low)).collect())),
            ("high", Cells::Real(points().map(|(.., band)| Some(band?.high)).collect())),
        ],
    }
}
