//! What stands below the problems: what recurs nowhere, known problems without a ticket, what to keep in
//! mind, and what was read.

use super::{
    super::{
        escape::Html,
        words::{self, page},
    },
    Page, link,
};
use crate::report::{Intake, Report};

/// Writes the rest of the page.
pub fn write(page: &mut Page, report: &Report) {
    absent(page, report);
    ungrouped(page, report);
    if !report.opened.is_empty() {
        page.section("opened", page::OPENED);
        page.items(report.opened.iter().map(words::inside), report);
        page.end_section();
    }
    if !report.caveats.is_empty() {
        page.section("mind", "Keep in mind");
        page.items(report.caveats.iter().map(|caveat| words::caveat(caveat, report)), report);
        page.end_section();
    }
    reading(page, &report.intake);
    legend(page, report);
}

fn absent(page: &mut Page, report: &Report) {
    if report.absent.is_empty() {
        return;
    }
    page.section("absent", "Known problems without a ticket in this data");
    page.put(format_args!("<ul class=\"plain\">\n"));
    for absent in &report.absent {
        let seen = absent.last_seen.map_or(String::new(), |day| format!(", last ticket {}", words::day(day)));
        page.put(format_args!(
            "<li>{} <bdi>{}</bdi> <span class=\"quiet\">{}{seen}</span></li>\n",
            absent.id,
            Html(&page::title(&absent.title)),
            page::status(absent.status),
        ));
    }
    page.put(format_args!("</ul>\n"));
    page.end_section();
}

fn ungrouped(page: &mut Page, report: &Report) {
    let grouping = &report.grouping;
    if grouping.alone() == 0 {
        return;
    }
    page.section("ungrouped", "Read like no other");
    page.put(format_args!(
        "<p>{}, {} of all, stay outside of the problems.{}</p>\n",
        words::count(grouping.alone(), "ticket"),
        words::percent(grouping.alone(), report.intake.tickets),
        if grouping.examples.is_empty() { "" } else { " Some of them:" },
    ));
    grouping.examples.iter().for_each(|example| page.put(format_args!("{}", link::quote(example))));
    page.end_section();
}

/// Every record of every file is accounted for.
fn reading(page: &mut Page, intake: &Intake) {
    if intake.files.is_empty() {
        return;
    }
    page.section("read", "What was read");
    page.put(format_args!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table of files\"><table>\n<thead><tr><th scope=\"col\">File</th><th scope=\"col\">Helpdesk</th>\
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
    page.put(format_args!("</tbody></table></div>\n<p class=\"quiet small\">{}</p>\n", Html(&words::account(intake))));
    page.end_section();
}

fn legend(page: &mut Page, report: &Report) {
    if report.problems.is_empty() {
        return;
    }
    page.put(format_args!(
        "<section class=\"small quiet\" aria-label=\"How to read this\">\n<details class=\"more\"><summary>How to read this</summary>\n"
    ));
    page.items(words::LEGEND.iter().chain(page::LEGEND).map(|&line| line.to_owned()), report);
    page.put(format_args!("</details>\n</section>\n"));
}
