//! One page that opens from a mail: no request, nothing that is not in the file, and everything can be
//! read without its script, which only sorts and filters.
//!
//! Its policy forbids everything but its own style and script, known by their digests, so even a slip
//! in escaping could load or run nothing. There are no style attributes: the policy forbids them too.

mod chart;
mod closing;
mod controls;
mod fingerprint;
mod head;
mod link;
mod problem;
mod row;
mod themes;

use std::fmt::{Arguments, Write};

use super::{
    escape::Html,
    words::{self, page},
};
use crate::report::Report;

/// The page's style, kept beside this file.
const STYLE: &str = include_str!("page.css");

/// The page's script, kept beside this file.
const SCRIPT: &str = include_str!("page.js");

/// Bytes from which on problems are a line without details, so that the page can go with a mail.
const FULL: usize = 1_400_000;

/// Ticket ids that the page lists, all problems together …
const IDS: usize = 6_000;

/// … and of one problem at least and at most.
const IDS_OF_ONE: (usize, usize) = (20, 200);

/// Bubbles of the map: more would only hide each other.
const BUBBLES: usize = 200;

/// The report as a page.
pub fn render(report: &Report) -> String {
    let mut page = Page { text: String::with_capacity(64 * 1024) };
    page.put(format_args!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
         script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        fingerprint::base64_sha256(STYLE),
        fingerprint::base64_sha256(SCRIPT),
        page::TITLE,
    ));
    head::write(&mut page, report);
    let periods =
        report.period.iter().flat_map(|period| &period.series).map(|point| words::day_near(point.period, report));
    page.put(format_args!("<main id=\"main\" data-periods=\"{}\">\n", periods.collect::<Vec<_>>().join(";")));
    head::since(&mut page, report);
    head::overview(&mut page, report);
    problems(&mut page, report);
    themes::write(&mut page, report);
    map(&mut page, report);
    closing::write(&mut page, report);
    page.put(format_args!("</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"));
    page.text
}

/// The page so far.
struct Page {
    text: String,
}

impl Page {
    fn put(&mut self, text: Arguments<'_>) {
        self.text.write_fmt(text).expect("a string takes every text");
    }

    /// Opens a section that can be jumped to.
    fn section(&mut self, id: &str, title: &str) {
        self.put(format_args!("<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n", Html(title)));
    }

    fn end_section(&mut self) {
        self.put(format_args!("</section>\n"));
    }

    /// Sentences as a list, their ids as links.
    fn items(&mut self, items: impl Iterator<Item = String>, report: &Report) {
        self.put(format_args!("<ul class=\"plain\">\n"));
        for item in items {
            self.put(format_args!("<li>{}</li>\n", link::ids(&item, report)));
        }
        self.put(format_args!("</ul>\n"));
    }
}

fn problems(page: &mut Page, report: &Report) {
    if report.problems.is_empty() {
        return;
    }
    page.section("problems", page::RANKED);
    if report.problems.iter().any(|problem| !problem.band.is_empty()) {
        page.put(format_args!("<p class=\"quiet small\">{}</p>\n", page::BAND));
    }
    controls::write(page, report);
    let columns = row::Columns::of(report);
    let ids = (IDS / report.problems.len()).clamp(IDS_OF_ONE.0, IDS_OF_ONE.1);
    page.put(format_args!("<ol class=\"list\" id=\"list\">\n"));
    for (at, one) in report.problems.iter().enumerate() {
        if at == report.grouping.top {
            let further = &report.grouping.further;
            page.put(format_args!(
                "<li class=\"cut quiet\">{}: {}, {} of all</li>\n",
                words::further(report),
                words::count(further.tickets, "ticket"),
                words::percent(further.tickets, report.intake.tickets)
            ));
        }
        if page.text.len() < FULL {
            row::open(page, one, report, columns);
            problem::write(page, one, report, ids);
            row::close(page);
        } else {
            row::short(page, one, report);
        }
    }
    let grouping = &report.grouping;
    let mut parts = vec![format!("{} in problems", words::number(grouping.grouped))];
    parts.extend(words::outside(grouping).map(|(what, tickets)| {
        format!("{} ({}) that {what}", words::number(tickets), words::percent(tickets, report.intake.tickets))
    }));
    page.put(format_args!(
        "</ol>\n<p class=\"quiet small\">{} make {}.</p>\n",
        words::list(&parts),
        words::count(report.intake.tickets, "ticket"),
    ));
    page.end_section();
}

fn map(page: &mut Page, report: &Report) {
    let map = chart::map::map(report, BUBBLES);
    if !map.is_empty() {
        page.section("map", "Map");
        let some = if report.problems.len() > BUBBLES { page::largest(BUBBLES) } else { String::new() };
        page.put(format_args!("<p class=\"quiet small\">{}{some}</p>\n{map}", page::MAP));
        page.end_section();
    }
}

#[cfg(test)]
mod tests;
