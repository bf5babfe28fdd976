//! A digest for a pull request or a build's summary.

mod difference;
mod dossier;

use std::fmt::Write;

use super::{
    escape::{Md, md_address},
    words,
};
use crate::report::{Example, Problem, Report};

pub use difference::render as difference;
pub use dossier::render as dossier;

/// How many quotes of a problem.
const QUOTES: usize = 3;

/// Bytes after which no further quotes are written: an issue on GitHub holds 65,536 characters, a build's summary 1 MiB;
/// themes and caveats come after them.
const LONGEST: usize = 50_000;

/// The report as GitHub-flavoured Markdown.
pub fn render(report: &Report) -> String {
    let mut out = format!("# What to fix first\n\n{}\n\n", Md(&words::scope(report)));
    line(&mut out, format_args!("{}\n", Md(&words::headline(report))));
    if let Some(since) = words::since(report) {
        line(&mut out, format_args!("## {}\n", Md(&since.heading)));
        since.items.iter().for_each(|change| line(&mut out, format_args!("- {}", Md(change))));
        out.push('\n');
    }
    if !report.problems.is_empty() {
        table(&mut out, report);
    }
    let fixes = words::fixes(report);
    if !fixes.is_empty() {
        out.push_str("## Shipped fixes\n\n");
        fixes.iter().for_each(|fix| line(&mut out, format_args!("- {}", Md(fix))));
        out.push('\n');
    }
    if !report.problems.is_empty() {
        out.push_str("## In the customers’ words\n\n");
        let mut details = String::new();
        for (at, problem) in report.shown().iter().enumerate() {
            let mut next = String::new();
            detail(&mut next, problem, report);
            if out.len() + details.len() + next.len() > LONGEST {
                let left = words::count(report.shown().len() - at, "further problem");
                line(
                    &mut details,
                    format_args!("The words of {left} are left out, so that this fits into an issue.\n"),
                );
                break;
            }
            details += &next;
        }
        out += &details;
    }
    if report.themes.len() > 1 {
        out.push_str("## Themes\n\n| Theme | Tickets | Share | Problems |\n|:--|--:|--:|:--|\n");
        for theme in &report.themes {
            let ids: Vec<String> = theme.problems.iter().map(ToString::to_string).collect();
            line(
                &mut out,
                format_args!(
                    "| {} {} | {} | {} | {} |",
                    theme.id,
                    Md(&theme.title),
                    words::number(theme.tickets),
                    words::percent(theme.tickets, report.intake.tickets),
                    ids.join(" ")
                ),
            );
        }
        out.push('\n');
    }
    if !report.opened.is_empty() {
        line(&mut out, format_args!("## {}\n", words::page::OPENED));
        report.opened.iter().for_each(|opened| line(&mut out, format_args!("- {}", Md(&words::inside(opened)))));
        out.push('\n');
    }
    if !report.caveats.is_empty() {
        out.push_str("## Keep in mind\n\n");
        for caveat in &report.caveats {
            line(&mut out, format_args!("- {}", Md(&words::caveat(caveat, report))));
        }
    }
    format!("{}\n", out.trim_end())
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a string takes every text");
}

fn table(out: &mut String, report: &Report) {
    out.push_str("| # | Problem | Tickets | Share | Customers | Trend |\n|--:|:--|--:|--:|--:|:--|\n");
    for problem in report.shown() {
        let decided = words::page::decided(problem).map_or(String::new(), |decided| format!(" *({})*", Md(&decided)));
        let since = problem.trend.onset.map_or(String::new(), |day| format!(" since {}", words::day_near(day, report)));
        line(
            out,
            format_args!(
                "| {} | **{}** {}{decided} | {} | {} | {} | {}{since} |",
                problem.rank,
                problem.id,
                Md(&problem.title),
                words::number(problem.tickets),
                words::percent(problem.tickets, report.intake.tickets),
                problem.customers.map_or("–".to_owned(), words::number),
                words::trend(&problem.trend),
            ),
        );
    }
    let grouping = &report.grouping;
    let mut sum = |what: &str, tickets: usize| {
        let share = words::percent(tickets, report.intake.tickets);
        line(out, format_args!("| | {what} | {} | {} | | |", words::number(tickets), share));
    };
    if grouping.further.problems > 0 {
        sum(&words::further(report), grouping.further.tickets);
    }
    words::outside(grouping).for_each(|(what, tickets)| sum(what, tickets));
    sum("all tickets", report.intake.tickets);
    out.push('\n');
}

fn detail(out: &mut String, problem: &Problem, report: &Report) {
    line(out, format_args!("### {} {}\n", problem.id, Md(&problem.title)));
    let mut about = vec![words::trend_sentence(problem, report)];
    about.extend(problem.outlook.iter().map(words::outlook));
    about.extend(words::segments(problem));
    line(out, format_args!("{}\n", Md(&about.join(" "))));
    line(out, format_args!("{}.\n", Md(&words::score_line(problem))));
    let memory = words::memory(problem);
    if !memory.is_empty() {
        memory.iter().for_each(|told| line(out, format_args!("- {}", Md(told))));
        out.push('\n');
    }
    if let Some(about) = words::about(problem) {
        line(out, format_args!("{}\n", Md(&about)));
    }
    if let Some(link) = problem.link.as_deref().and_then(md_address) {
        line(out, format_args!("[{}]({link})\n", Md(&link)));
    }
    for example in problem.examples.iter().take(QUOTES) {
        line(out, format_args!("> {} — {}\n>", Md(&example.text), ticket(example)));
    }
    // The last quote needs no further line.
    if out.ends_with(">\n") {
        out.truncate(out.len() - 2);
    }
    out.push('\n');
}

/// The ticket, linked where its address is safe.
pub(super) fn ticket(example: &Example) -> String {
    match example.url.as_deref().and_then(md_address) {
        Some(url) => format!("[{}]({url})", Md(&example.ticket)),
        None => Md(&example.ticket).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::problem::Status, report::sample};

    #[test]
    fn what_is_decided_is_marked_in_the_table() {
        let mut report = sample::report();
        report.problems[0].status = Status::Accepted;
        report.problems[1].muted = true;
        let text = render(&report);
        let row = |at: usize| text.lines().find(|line| line.starts_with(&format!("| {at} |"))).unwrap().to_owned();
        assert!(
            row(1).contains("*(accepted)* |") && row(2).contains("*(muted)* |") && !row(3).contains("*("),
            "{text}"
        );
    }

    #[test]
    fn a_long_report_fits_into_an_issue() {
        let mut report = sample::report();
        let made = report.problems[0].clone();
        report.problems = (1..=200)
            .map(|at| {
                let mut problem = made.clone();
                (problem.id, problem.rank) = (crate::model::problem::ProblemId(at), at as usize);
                problem
            })
            .collect();
        report.grouping.top = 200;
        let text = render(&report);
        assert!(text.chars().count() <= 65_536 && text.contains("left out, so that this fits"), "{}", text.len());
        assert_eq!(text.lines().filter(|line| line.contains("**P-200** ")).count(), 1, "the table is whole");
    }

    #[test]
    fn hostile_words_change_neither_the_table_nor_the_page() {
        let mut report = sample::report();
        report.problems[0].title = "a | b `c` <img src=x> @all #1\n# heading".to_owned();
        let text = render(&report);
        assert!(!text.contains("<img") && !text.contains("@all") && !text.contains("\n# heading"));
        let plain = render(&sample::report());
        assert_eq!(
            text.lines().filter(|l| l.starts_with('|')).count(),
            plain.lines().filter(|l| l.starts_with('|')).count()
        );
    }
}
