//! The themes: how large each is, how it went, and which problems it has.

use super::{
    super::{
        escape::Html,
        words::{self, page},
    },
    Page,
    chart::{bars, shares},
    link,
};
use crate::report::{Report, Theme};

/// Ids of a theme's problems that its line shows.
const PROBLEMS: usize = 12;

/// Themes that are drawn; smaller ones would be flat.
const DRAWN: usize = 12;

/// Writes the themes' shares over time and the table of themes.
pub fn write(page: &mut Page, report: &Report) {
    if report.themes.is_empty() {
        return;
    }
    page.section("themes", "Themes");
    over_time(page, report);
    let trends = report.themes.iter().any(|theme| theme.trend.is_some());
    let most = report.themes.iter().map(|theme| theme.share).fold(0.0, f64::max);
    page.put(format_args!("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table of themes\"><table class=\"themes\">\n<thead><tr><th scope=\"col\">Theme</th><th scope=\"col\" class=\"num\">Tickets</th><th scope=\"col\" class=\"share\">Share</th>"));
    if trends {
        page.put(format_args!("<th scope=\"col\">Trend</th>"));
    }
    page.put(format_args!("<th scope=\"col\">Problems</th></tr></thead>\n<tbody>\n"));
    for theme in &report.themes {
        page.put(format_args!(
            "<tr><th scope=\"row\"><span class=\"id\">{}</span> <bdi>{}</bdi></th><td class=\"num\">{}</td><td class=\"share\">{}{}</td>",
            theme.id,
            Html(&page::title(&theme.title)),
            words::number(theme.tickets),
            bars::share(theme.share, most),
            words::percent(theme.tickets, report.intake.tickets),
        ));
        if trends {
            let said = theme.trend.as_ref().map_or(String::new(), |trend| {
                format!(
                    "<span class=\"{}\">{} {}</span>",
                    trend.verdict.name(),
                    page::sign(trend.verdict),
                    Html(&words::trend(trend))
                )
            });
            page.put(format_args!("<td>{said}</td>"));
        }
        page.put(format_args!("<td class=\"links\">{}</td></tr>\n", problems(theme)));
    }
    page.put(format_args!("</tbody></table></div>\n"));
    page.end_section();
}

/// The share of the largest themes, a small picture each, all of one scale.
fn over_time(page: &mut Page, report: &Report) {
    let Some(period) = &report.period else { return };
    let drawn = &report.themes[..report.themes.len().min(DRAWN)];
    let most = drawn.iter().flat_map(|theme| &theme.shares).copied().fold(0.0, f64::max);
    let pictures: Vec<String> = drawn.iter().map(|theme| shares::shares(theme, most, period)).collect();
    if pictures.len() < 2 || pictures.iter().any(String::is_empty) {
        return;
    }
    page.put(format_args!(
        "<h3>{}</h3>\n<p class=\"quiet small\">{}</p>\n<div class=\"panels\">\n",
        page::SHARES,
        page::shares(most, period, report)
    ));
    for (theme, picture) in drawn.iter().zip(pictures) {
        page.put(format_args!(
            "<figure class=\"panel\">{picture}<figcaption><span class=\"id\">{}</span> <bdi>{}</bdi> <span class=\"quiet\">{}</span></figcaption></figure>\n",
            theme.id,
            Html(&page::title(&theme.title)),
            words::percent(theme.tickets, report.intake.tickets),
        ));
    }
    page.put(format_args!("</div>\n"));
}

fn problems(theme: &Theme) -> String {
    let some: Vec<String> = theme.problems.iter().take(PROBLEMS).map(|&id| link::problem(id)).collect();
    match theme.problems.len().saturating_sub(PROBLEMS) {
        0 => some.join(" "),
        rest => format!("{} and {} more", some.join(" "), words::number(rest)),
    }
}
