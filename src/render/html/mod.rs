//! One page that opens from a mail: no script, no request, nothing that is not in the file.
//!
//! Its policy forbids everything but its own style, so even a slip in escaping could load or run
//! nothing.

mod chart;
mod problem;

use std::fmt::{Arguments, Write};

use super::{escape::Html, words};
use crate::report::{Intake, Report};

/// The page's style, kept beside this file.
const STYLE: &str = include_str!("page.css");

/// Problems with all their details; the rest is a plain list.
const DETAILED: usize = 150;

/// The report as a page.
pub fn render(report: &Report) -> String {
    let mut page = Page(String::with_capacity(64 * 1024));
    page.put(format_args!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>What to fix first</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    ));
    page.put(format_args!("<h1>What to fix first</h1>\n<p class=\"quiet\">{}</p>\n", Html(&words::scope(report))));
    page.put(format_args!("<p class=\"lead\">{}</p>\n", Html(&words::headline(report))));
    since_last_time(&mut page, report);
    if let Some(period) = &report.period {
        let label = format!("All tickets by {}", words::unit(period.unit));
        page.put(format_args!("{}\n", chart::chart(&period.series, report, None, &label)));
        let recent = words::count(period.recent, words::unit(period.unit));
        if period.recent > 0 {
            page.put(format_args!(
                "<p class=\"quiet small\">{label}. The last {recent} are compared with the time before.</p>\n"
            ));
        }
    }
    problems(&mut page, report);
    fixes(&mut page, report);
    themes(&mut page, report);
    ungrouped(&mut page, report);
    caveats(&mut page, report);
    reading(&mut page, &report.intake);
    legend(&mut page, report);
    page.put(format_args!("</main>\n</body>\n</html>\n"));
    page.0
}

/// The page so far.
struct Page(String);

impl Page {
    fn put(&mut self, text: Arguments<'_>) {
        self.0.write_fmt(text).expect("a string takes every text");
    }

    fn heading(&mut self, text: &str) {
        self.put(format_args!("<h2>{}</h2>\n", Html(text)));
    }

    fn items(&mut self, items: impl Iterator<Item = String>) {
        self.put(format_args!("<ul class=\"plain\">\n"));
        for item in items {
            self.put(format_args!("<li>{}</li>\n", Html(&item)));
        }
        self.put(format_args!("</ul>\n"));
    }
}

fn problems(page: &mut Page, report: &Report) {
    if report.problems.is_empty() {
        return;
    }
    page.heading("Problems");
    let top = report.grouping.top;
    for (at, one) in report.problems.iter().take(DETAILED).enumerate() {
        if at == top {
            let further = &report.grouping.further;
            page.put(format_args!(
                "<h2>Further problems</h2>\n<p class=\"quiet\">{}, {} of all.</p>\n",
                words::count(further.tickets, "ticket"),
                words::percent(further.share)
            ));
        }
        problem::write(page, one, report, at == 0);
    }
    if report.problems.len() > DETAILED {
        page.put(format_args!("<div class=\"wide\"><table>\n<tbody>\n"));
        for one in &report.problems[DETAILED..] {
            page.put(format_args!(
                "<tr id=\"{0}\"><td class=\"num\">{1}</td><td>{0}</td><td>{2}</td><td class=\"num\">{3}</td><td>{4}</td></tr>\n",
                one.id,
                one.rank,
                Html(&one.title),
                words::number(one.tickets),
                words::trend(&one.trend),
            ));
        }
        page.put(format_args!("</tbody></table></div>\n"));
    }
    let grouping = &report.grouping;
    page.put(format_args!(
        "<p class=\"quiet small\">{} in problems and {} ({}) that {} make {}.</p>\n",
        words::number(grouping.grouped),
        words::number(grouping.ungrouped),
        words::percent(grouping.ungrouped_share),
        words::UNGROUPED,
        words::count(report.intake.tickets, "ticket"),
    ));
}

fn since_last_time(page: &mut Page, report: &Report) {
    if let Some(since) = words::since(report) {
        page.heading(&since.heading);
        page.items(since.items.into_iter());
    }
}

fn fixes(page: &mut Page, report: &Report) {
    let fixes = words::fixes(report);
    if !fixes.is_empty() {
        page.heading("Shipped fixes");
        page.items(fixes.into_iter());
    }
}

fn themes(page: &mut Page, report: &Report) {
    if report.themes.is_empty() {
        return;
    }
    page.heading("Themes");
    page.put(format_args!(
        "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Theme</th><th scope=\"col\" class=\"num\">Tickets</th>\
         <th scope=\"col\" class=\"num\">Share</th><th scope=\"col\" class=\"links\">Problems</th></tr></thead>\n<tbody>\n"
    ));
    for theme in &report.themes {
        let ids: Vec<String> = theme.problems.iter().map(|id| format!("<a href=\"#{id}\">{id}</a>")).collect();
        page.put(format_args!(
            "<tr><td><span class=\"id\">{}</span> {}</td><td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"links\">{}</td></tr>\n",
            theme.id,
            Html(&theme.title),
            words::number(theme.tickets),
            words::percent(theme.share),
            ids.join(" "),
        ));
    }
    page.put(format_args!("</tbody></table></div>\n"));
}

fn ungrouped(page: &mut Page, report: &Report) {
    let grouping = &report.grouping;
    if grouping.ungrouped == 0 {
        return;
    }
    page.heading("Read like no other");
    page.put(format_args!(
        "<p>{}, {} of all, stay outside of the problems.{}</p>\n",
        words::count(grouping.ungrouped, "ticket"),
        words::percent(grouping.ungrouped_share),
        if grouping.examples.is_empty() { "" } else { " Some of them:" },
    ));
    grouping.examples.iter().for_each(|example| problem::quote(page, example));
}

fn caveats(page: &mut Page, report: &Report) {
    if !report.caveats.is_empty() {
        page.heading("Keep in mind");
        page.items(report.caveats.iter().map(|caveat| words::caveat(caveat, report)));
    }
}

/// Every record of every file is accounted for.
fn reading(page: &mut Page, intake: &Intake) {
    if intake.files.is_empty() {
        return;
    }
    page.heading("What was read");
    page.put(format_args!(
        "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">File</th><th scope=\"col\">Helpdesk</th>\
         <th scope=\"col\" class=\"num\">Records</th><th scope=\"col\" class=\"num\">Tickets</th>\
         <th scope=\"col\" class=\"num\">Not usable</th></tr></thead>\n<tbody>\n"
    ));
    for file in &intake.files {
        page.put(format_args!(
            "<tr><td>{}</td><td>{} <span class=\"quiet\">{}</span></td><td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>\n",
            Html(&file.path),
            Html(&file.helpdesk),
            Html(&file.format),
            words::number(file.rows),
            words::number(file.tickets),
            words::number(file.rejected),
        ));
    }
    page.put(format_args!("</tbody></table></div>\n<p class=\"quiet small\">{}</p>\n", Html(&words::account(intake)),));
}

fn legend(page: &mut Page, report: &Report) {
    if report.problems.is_empty() {
        return;
    }
    page.put(format_args!(
        "<footer class=\"small quiet\">\n<details class=\"more\"><summary>How to read this</summary>\n"
    ));
    page.items(words::LEGEND.iter().map(|&line| line.to_owned()));
    page.put(format_args!("</details>\n</footer>\n"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn it_asks_the_network_for_nothing_and_runs_nothing() {
        let page = render(&sample::report());
        for forbidden in ["<script", "<img", "<link", "<iframe", "@import", "url(", "src=", " onload", "javascript:"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn hostile_words_stay_words() {
        let mut report = sample::report();
        let hostile = "\"><script>alert(1)</script><img src=x onerror=y>";
        report.problems[0].title = hostile.to_owned();
        report.problems[0].keywords = vec![hostile.to_owned()];
        report.problems[0].examples[0].text = hostile.to_owned();
        report.problems[0].examples[0].ticket = hostile.to_owned();
        report.problems[0].examples[0].url = Some("javascript:alert(1)".to_owned());
        report.problems[0].members[0] = hostile.to_owned();
        report.themes[0].title = hostile.to_owned();
        report.intake.files[0].path = hostile.to_owned();
        let page = render(&report);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("javascript:"));
    }

    #[test]
    fn every_problem_can_be_linked_to() {
        let report = sample::report();
        let page = render(&report);
        for problem in &report.problems {
            assert_eq!(page.matches(&format!("id=\"{}\"", problem.id)).count(), 1);
        }
    }
}
