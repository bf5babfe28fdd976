//! What changed and nothing else, in a few lines of Markdown: for a channel or a build that runs every week.

use super::{
    escape::Md,
    markdown::ticket,
    words::{self, digest},
};
use crate::report::Report;

/// Most news of a digest; the rest is counted.
const MOST: usize = 20;

/// The digest as GitHub-flavoured Markdown.
pub fn render(report: &Report) -> String {
    let mut out =
        format!("## {}\n\n{}. {}\n\n", digest::HEADING, Md(&words::scope(report)), Md(&digest::against(report)));
    let news = digest::news(report);
    if news.is_empty() {
        out += &format!("{}\n", Md(&digest::nothing(report)));
    }
    for one in news.iter().take(MOST) {
        let absent = report.absent.iter().find(|absent| absent.id == one.id).map(|absent| absent.title.as_str());
        let title = one.problem.map(|problem| problem.title.as_str()).or(absent).unwrap_or("");
        let title = if title.is_empty() { String::new() } else { format!(" {}", Md(title)) };
        let size = one.problem.map_or(String::new(), |problem| format!(" ({})", digest::size(problem)));
        out += &format!("- **{}**{title}: {}{size}\n", one.id, Md(&one.what));
        if let Some(example) = one.problem.and_then(|problem| problem.examples.first()) {
            out += &format!("  > {} — {}\n", Md(&example.text), ticket(example));
        }
    }
    if news.len() > MOST {
        out += &format!("- … and {} more\n", words::number(news.len() - MOST));
    }
    // With a memory a verdict is news once.
    let told = |id| !report.follows_another() || news.iter().any(|one| one.id == id);
    let fixes = report.problems.iter().filter_map(|problem| Some((problem.id, problem.fix.as_ref()?)));
    let fixes = fixes.filter(|(id, _)| told(*id));
    let fixes: Vec<String> = fixes.map(|(id, fix)| format!("- **{id}** {}\n", Md(&words::fix(fix)))).collect();
    if !fixes.is_empty() {
        out += &format!("\n{}", fixes.concat());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            change::{Change, ChangeKind},
            series::Verdict,
        },
        report::sample,
    };

    #[test]
    fn without_a_memory_every_certain_trend_is_told_once() {
        let report = sample::report();
        let text = render(&report);
        assert!(text.contains("no report before is known"));
        let lines = text.lines().filter(|line| line.starts_with("- **")).count();
        assert_eq!(lines, report.problems.iter().filter(|one| report.is_news(&one.trend)).count());
        assert!(lines > 0);
    }

    #[test]
    fn what_ended_long_ago_is_no_news() {
        let mut report = sample::report();
        let period = report.period.clone().unwrap();
        let ended = |report: &mut Report, before_the_end: usize| {
            let trend = &mut report.problems[0].trend;
            trend.verdict = Verdict::Gone;
            trend.onset = Some(period.series[period.series.len() - before_the_end].period);
            let id = report.problems[0].id;
            digest::news(report).iter().any(|news| news.id == id)
        };
        assert!(period.series.len() > 3 * period.recent, "the history is longer than what is lately");
        assert!(ended(&mut report, period.recent) && ended(&mut report, 3 * period.recent));
        assert!(!ended(&mut report, 3 * period.recent + 1));
    }

    #[test]
    fn with_a_memory_only_its_changes_are_told_and_the_worst_first() {
        let mut report = sample::report();
        report.since = report.as_of;
        report.problems[4].fix = sample::rich().problems[1].fix.clone();
        let quiet = render(&report);
        assert!(quiet.contains(&digest::nothing(&report)) && quiet.contains("Nothing changed since"), "{quiet}");
        assert!(!quiet.contains("- **") && !quiet.contains("Fix of"), "a verdict that was told before: {quiet}");
        let ids: Vec<_> = report.problems.iter().map(|problem| problem.id).collect();
        let id = |at: usize| ids[at];
        let change = |problem, kind| Change { problem, kind, others: vec![] };
        report.changes = vec![change(id(3), ChangeKind::Rose), change(id(2), ChangeKind::Regressed)];
        report.problems[2].title = "@all <b>#1 | x".to_owned();
        let text = render(&report);
        let told: Vec<&str> = text.lines().filter(|line| line.starts_with("- **")).collect();
        assert!(
            told.len() == 2 && told[0].contains(&id(2).to_string()) && told[0].contains("fix had worked"),
            "{text}"
        );
        assert!(!text.contains("@all") && !text.contains("<b>"));
    }
}
