//! What a digest of changes says.

use super::{
    changes::{Since, cut},
    count, day_near, list, page, trend,
};
use crate::{
    model::{
        change::{Change, ChangeKind},
        problem::ProblemId,
        series::Verdict,
    },
    report::{Caveat, Problem, Report},
};

/// The heading.
pub const HEADING: &str = "What changed in our customers’ problems";

/// When there is nothing to tell.
pub fn nothing(report: &Report) -> String {
    match super::changes::before(report) {
        Some(before) => format!("Nothing changed since {before}."),
        None => "Nothing is new, rising, back or falling for certain.".to_owned(),
    }
}

/// What the changes are told against.
pub fn against(report: &Report) -> String {
    match report.since {
        Some(since) => format!("Against the report of {}.", super::day(since)),
        None if report.follows_another() => "Against the report before.".to_owned(),
        None => report
            .caveats
            .iter()
            .find_map(older)
            .unwrap_or("From the trends alone: no report before is known.")
            .to_owned(),
    }
}

/// Why a memory that is there tells nothing.
fn older(caveat: &Caveat) -> Option<&'static str> {
    match caveat {
        Caveat::OlderThanMemory { .. } => Some("From the trends alone: the memory has seen later data."),
        Caveat::UndatedForMemory { .. } => Some("From this data alone: it has no dates, and the memory has."),
        _ => None,
    }
}

/// Something to tell of a problem.
pub struct News<'a> {
    /// The problem's place in the report; none when it has no ticket in this data.
    pub problem: Option<&'a Problem>,
    /// Its id.
    pub id: ProblemId,
    /// What happened, one reason after the other, without a stop at the end.
    pub what: String,
}

/// The news, worst first: what the memory tells, then what the trends tell of problems that it does not.
pub fn news(report: &Report) -> Vec<News<'_>> {
    let find = |id: ProblemId| report.problems.iter().find(|problem| problem.id == id);
    let mut told: Vec<News<'_>> = vec![];
    let mut changes: Vec<_> = report.changes.iter().collect();
    changes.sort_by_key(|change| change.kind);
    for change in changes {
        let what = kind(change, report);
        match told.iter_mut().find(|news| news.id == change.problem) {
            Some(news) => news.what = format!("{}; {what}", news.what),
            None => told.push(News { problem: find(change.problem), id: change.problem, what }),
        }
    }
    // A memory tells each change once; without one every certain trend is news.
    if !report.follows_another() {
        const CERTAIN: [Verdict; 5] =
            [Verdict::New, Verdict::Rising, Verdict::Returning, Verdict::Falling, Verdict::Gone];
        for verdict in CERTAIN {
            for problem in
                report.problems.iter().filter(|one| one.trend.verdict == verdict && report.is_news(&one.trend))
            {
                if told.iter().all(|news| news.id != problem.id) {
                    told.push(News { problem: Some(problem), id: problem.id, what: moved(problem, report) });
                }
            }
        }
    }
    told
}

/// What the trends alone tell of each problem that changed; none where a memory tells what changed, or nothing did.
pub fn changed(report: &Report, most: usize) -> Option<Since> {
    if report.follows_another() {
        return None;
    }
    let all: Vec<String> = news(report)
        .iter()
        .filter_map(|news| Some(format!("{} “{}”: {}.", news.id, news.problem?.title, news.what)))
        .collect();
    let heading = page::since(report);
    (!all.is_empty()).then(|| cut(Since { heading, items: all }, most))
}

/// `rising 2.1× since 12 Oct`.
fn moved(problem: &Problem, report: &Report) -> String {
    let since = problem.trend.onset.map_or(String::new(), |day| format!(" since {}", day_near(day, report)));
    format!("{}{since}", trend(&problem.trend))
}

/// `25 tickets from 22 customers`.
pub fn size(problem: &Problem) -> String {
    let customers = problem.customers.map_or(String::new(), |n| format!(" from {}", count(n, "customer")));
    format!("{}{customers}", count(problem.tickets, "ticket"))
}

fn kind(change: &Change, report: &Report) -> String {
    let others: Vec<String> = change.others.iter().map(ToString::to_string).collect();
    let problem = report.problems.iter().find(|problem| problem.id == change.problem);
    // What the trend says of it too is said with its figures.
    let as_moved = |verdicts: &[Verdict], otherwise: &str| match problem {
        Some(problem) if verdicts.contains(&problem.trend.verdict) => moved(problem, report),
        _ => otherwise.to_owned(),
    };
    match change.kind {
        ChangeKind::Regressed => "back although its fix had worked".to_owned(),
        ChangeKind::FixWorse => "more tickets since its fix".to_owned(),
        ChangeKind::FixConfirmed => "its fix works".to_owned(),
        ChangeKind::FixNoEffect => "its fix shows no effect".to_owned(),
        ChangeKind::Appeared => as_moved(&[Verdict::New], "not known before"),
        ChangeKind::Rose => as_moved(&[Verdict::Rising, Verdict::New, Verdict::Returning], "rising"),
        ChangeKind::Returned => "back after a silence".to_owned(),
        ChangeKind::Outgrew => "accepted, and grown since".to_owned(),
        ChangeKind::Split => format!("split: {} came out of it", list(&others)),
        ChangeKind::Merged => format!("{} went into it", list(&others)),
        ChangeKind::Fell => as_moved(&[Verdict::Falling, Verdict::Gone], "falling"),
        ChangeKind::Dissolved if others.is_empty() => "its tickets read like no others now".to_owned(),
        ChangeKind::Dissolved => format!("its tickets are in {} now", list(&others)),
        ChangeKind::Absent => "no ticket in this data".to_owned(),
        ChangeKind::Decided if !others.is_empty() => format!("the team took {} out of it", list(&others)),
        ChangeKind::Decided => {
            let absent = report.absent.iter().find(|absent| absent.id == change.problem).map(|absent| absent.status);
            let status = problem.map(|problem| problem.status).or(absent);
            status.map_or("decided".to_owned(), |status| format!("decided: {}", page::status(status)))
        }
    }
}
