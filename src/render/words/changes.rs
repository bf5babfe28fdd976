//! What the memory says: what changed since the report before, by what a problem was known, what became of it.

use super::{about_percent, count, day, day_near, fix, list, ratio};
use crate::{
    model::{
        change::{Change, ChangeKind, Lineage, Recognised},
        series::Verdict,
    },
    report::{Problem, Report, gate::Crossing},
};

/// What is told of the time since the report before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// `Since 8 Nov 2026`.
    pub heading: String,
    /// A sentence a change, or one that says that nothing changed.
    pub items: Vec<String>,
}

/// What the changes are told against, a day or `the report before`; none without a memory or in its first report.
pub fn before(report: &Report) -> Option<String> {
    report.follows_another().then(|| report.since.map_or_else(|| "the report before".to_owned(), day))
}

/// All changes; none without a memory or in its first report.
pub fn since(report: &Report) -> Option<Since> {
    let before = before(report)?;
    let mut items: Vec<String> = report.changes.iter().map(|one| change(one, report)).collect();
    if items.is_empty() {
        items.push(format!("Nothing changed since {before}."));
    }
    Some(Since { heading: format!("Since {before}"), items })
}

/// The first `most` changes, and how many more there are.
pub fn since_cut(report: &Report, most: usize) -> Option<Since> {
    Some(cut(since(report)?, most))
}

/// The first `most` items, and how many more there are.
pub fn cut(mut since: Since, most: usize) -> Since {
    // One sentence more is as long as the one that says there is one more.
    if since.items.len() > most + 1 {
        let more = since.items.len() - most;
        since.items.truncate(most);
        since.items.push(format!("{} are in the longer formats.", count(more, "further change")));
    }
    since
}

/// One change in a sentence.
pub fn change(change: &Change, report: &Report) -> String {
    let problem = report.problems.iter().find(|problem| problem.id == change.problem);
    let absent = report.absent.iter().find(|absent| absent.id == change.problem);
    let title = problem.map(|problem| &problem.title).or(absent.map(|absent| &absent.title));
    let id = change.problem;
    let name = title.map_or(id.to_string(), |title| format!("{id} “{title}”"));
    let others: Vec<String> = change.others.iter().map(ToString::to_string).collect();
    let tickets = problem.map_or(String::new(), |problem| format!(" ({})", count(problem.tickets, "ticket")));
    let rate = problem.map_or(String::new(), |problem| rate(problem, report));
    let called = problem.map(|problem| problem.trend.verdict);
    let judged = problem.and_then(|problem| problem.fix.as_ref()).or(absent.and_then(|absent| absent.fix.as_ref()));
    let judged = judged.map_or(String::new(), |judged| format!(" {}", fix(judged)));
    match change.kind {
        ChangeKind::Regressed => format!("Regressed: {name}.{judged}"),
        ChangeKind::FixWorse => format!("Worse since its fix: {name}.{judged}"),
        ChangeKind::FixConfirmed => format!("Fixed: {name}.{judged}"),
        ChangeKind::FixNoEffect => format!("Fix without effect: {name}.{judged}"),
        // A problem without an id so far need not be one that the trends call new.
        ChangeKind::Appeared if called == Some(Verdict::New) => format!("New: {name}{tickets}."),
        ChangeKind::Appeared => format!("Not known before: {name}{tickets}."),
        ChangeKind::Rose if called == Some(Verdict::New) => format!("New: {name}{tickets}{rate}."),
        ChangeKind::Rose if called == Some(Verdict::Returning) => format!("Back again: {name}{tickets}{rate}."),
        ChangeKind::Rose => format!("Rising: {name}{rate}."),
        ChangeKind::Returned => format!("Back again: {name}{tickets}."),
        ChangeKind::Outgrew => format!("Outgrown: {name} was accepted, and its rate is now above that{rate}."),
        ChangeKind::Fell => format!("Falling: {name}{rate}."),
        ChangeKind::Split => {
            format!("Split: {name} fell apart into {}.", list(&[vec![id.to_string()], others].concat()))
        }
        ChangeKind::Merged => format!("Merged: {} went into {name}.", list(&others)),
        ChangeKind::Dissolved if others.is_empty() => {
            format!("Dissolved: the tickets of {name} read like no others now.")
        }
        ChangeKind::Dissolved => {
            format!("Dissolved: the tickets of {name} are in {} now.", list(&others))
        }
        ChangeKind::Absent => format!("Silent: {name} has no ticket in this data."),
        ChangeKind::Decided if !others.is_empty() => format!("Decided: {} taken out of {name}.", taken(&others)),
        ChangeKind::Decided => match problem.map(|problem| problem.status).or(absent.map(|absent| absent.status)) {
            Some(status) => format!("Decided: {name} is now {}.", status.name()),
            None => format!("Decided: {name}."),
        },
    }
}

/// `P-31 was`, `P-31 and P-32 were`.
fn taken(ids: &[String]) -> String {
    format!("{} {}", list(ids), if ids.len() == 1 { "was" } else { "were" })
}

/// `, 2.1× since 12 Oct`.
fn rate(problem: &Problem, report: &Report) -> String {
    let times = problem.trend.rate_ratio.map_or(String::new(), |value| format!(", {}", ratio(value)));
    let onset = problem.trend.onset.map_or(String::new(), |onset| format!(" since {}", day_near(onset, report)));
    format!("{times}{onset}")
}

/// A gate that was crossed, and by what.
pub fn crossing(crossing: &Crossing, report: &Report) -> String {
    let problem = report.problems.iter().find(|problem| problem.id == crossing.problem);
    let about = problem.map_or(String::new(), |problem| {
        // How its rate moved says nothing of what fell apart, or of what a fix did.
        let rate = if crossing.is_of_the_rate() { rate(problem, report) } else { String::new() };
        format!(" “{}” ({}){rate}", problem.title, count(problem.tickets, "ticket"))
    });
    format!("gate {}: {}{about}", crossing.gate, crossing.problem)
}

/// What became of every fix, by problem; of problems without a ticket in this data too.
pub fn fixes(report: &Report) -> Vec<String> {
    let here = report.problems.iter().filter_map(|problem| Some((problem.id, &problem.title, problem.fix.as_ref()?)));
    let absent = report.absent.iter().filter_map(|absent| Some((absent.id, &absent.title, absent.fix.as_ref()?)));
    here.chain(absent).map(|(id, title, judged)| format!("{id} “{title}”: {}", fix(judged))).collect()
}

/// By what a known problem was recognised.
fn recognised(by: &Recognised) -> String {
    match by.shared {
        Some(shared) => {
            format!(
                "Known by its tickets: {} of those it had before, and that are in this data, are in it again.",
                about_percent(shared)
            )
        }
        None => {
            format!("None of its known tickets is in this data; it reads like it did ({:.2} alike).", by.similarity)
        }
    }
}

/// The day of the data that told of it, or the number of the report.
pub fn when(one: &Lineage) -> String {
    one.day.map_or_else(|| format!("Report {}", one.run), day)
}

/// What became of a problem: `P-31 came out of it`.
pub fn became(one: &Lineage) -> String {
    let others: Vec<String> = one.others.iter().map(ToString::to_string).collect();
    match one.kind {
        ChangeKind::Split => format!("{} came out of it", list(&others)),
        ChangeKind::Appeared => format!("came out of {}", list(&others)),
        ChangeKind::Merged => format!("{} went into it", list(&others)),
        ChangeKind::Dissolved if others.is_empty() => "its tickets read like no others any more".to_owned(),
        ChangeKind::Dissolved => format!("its tickets went to {}", list(&others)),
        ChangeKind::Absent => format!("went into {}", list(&others)),
        ChangeKind::Decided => format!("the team took {} out of it", list(&others)),
        other => other.name().replace('_', " "),
    }
}

/// What the memory knows of a problem, a sentence each.
pub fn memory(problem: &Problem) -> Vec<String> {
    let mut told: Vec<String> = problem.recognised.iter().map(recognised).collect();
    told.extend(problem.lineage.iter().map(|one| format!("{}: {}.", when(one), became(one))));
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::problem::ProblemId, report::sample};

    fn told(kind: ChangeKind, others: &[u32]) -> String {
        let report = sample::report();
        let others = others.iter().map(|&number| ProblemId(number)).collect();
        change(&Change { problem: report.problems[0].id, kind, others }, &report)
    }

    #[test]
    fn a_change_names_the_problem_and_what_became_of_it() {
        let title = &sample::report().problems[0].title;
        let id = sample::report().problems[0].id;
        assert!(told(ChangeKind::Appeared, &[]).starts_with(&format!("Not known before: {id} “{title}” (")));
        assert!(told(ChangeKind::Split, &[90, 91]).ends_with(&format!("into {id}, P-90 and P-91.")));
        assert!(told(ChangeKind::Merged, &[90]).starts_with("Merged: P-90 went into"));
        assert!(told(ChangeKind::Dissolved, &[90, 91]).ends_with("” are in P-90 and P-91 now."));
        assert!(told(ChangeKind::Dissolved, &[]).ends_with("” read like no others now."));
        assert!(told(ChangeKind::Decided, &[90]).starts_with(&format!("Decided: P-90 was taken out of {id} “")));
    }

    #[test]
    fn a_gate_tells_the_rate_where_it_is_about_the_rate() {
        let report = sample::report();
        let problem = report.problems.iter().find(|one| one.trend.rate_ratio.is_some()).unwrap().id;
        let told = |gate: &'static str| crossing(&Crossing { gate, problem }, &report);
        assert!(told("rising").contains('×') && !told("split").contains('×'), "{}", told("split"));
    }

    #[test]
    fn what_the_trends_call_new_is_not_told_as_rising() {
        let mut report = sample::report();
        let one = Change { problem: report.problems[0].id, kind: ChangeKind::Rose, others: vec![] };
        for (verdict, word) in
            [(Verdict::New, "New: "), (Verdict::Returning, "Back again: "), (Verdict::Rising, "Rising: ")]
        {
            report.problems[0].trend.verdict = verdict;
            assert!(change(&one, &report).starts_with(word));
        }
    }

    #[test]
    fn a_quiet_week_says_so_and_a_first_report_says_nothing() {
        let mut report = sample::report();
        assert_eq!(since(&report), None);
        report.since = "2026-11-08".parse().ok();
        assert_eq!(since(&report).unwrap().items, ["Nothing changed since 8 Nov 2026."]);
        (report.since, report.since_run) = (None, Some(1));
        assert_eq!(since(&report).unwrap().items, ["Nothing changed since the report before."]);
    }

    #[test]
    fn what_is_cut_is_counted() {
        let mut report = sample::report();
        report.since = "2026-11-08".parse().ok();
        let one = Change { problem: ProblemId(1), kind: ChangeKind::Appeared, others: vec![] };
        report.changes = vec![one; 14];
        let cut = since_cut(&report, 10).unwrap().items;
        assert_eq!((cut.len(), cut[10].as_str()), (11, "4 further changes are in the longer formats."));
        report.changes.truncate(11);
        assert_eq!(since_cut(&report, 10).unwrap().items.len(), 11);
    }
}
