//! The themes: how large each is, how it went, and which problems it has.

use super::{
    super::{
        escape::Html,
        words::{self, page},
    },
    Page,
    chart::{bars, spark},
    link,
};
use crate::report::{Report, Theme};

/// Ids of a theme's problems that its line shows.
const PROBLEMS: usize = 12;

/// Writes the table of themes; each has its own scale, so that small ones can be seen.
pub fn write(page: &mut Page, report: &Report) {
    if report.themes.is_empty() {
        return;
    }
    page.section("themes", "Themes");
    let dated = report.period.is_some() && report.themes.iter().any(|theme| !theme.series.is_empty());
    let trends = report.themes.iter().any(|theme| theme.trend.is_some());
    let most = report.themes.iter().map(|theme| theme.share).fold(0.0, f64::max);
    page.put(format_args!("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table of themes\"><table class=\"themes\">\n<thead><tr><th scope=\"col\">Theme</th><th scope=\"col\" class=\"num\">Tickets</th><th scope=\"col\" class=\"share\">Share</th>"));
    if dated {
        page.put(format_args!("<th scope=\"col\" class=\"over\">Over time</th>"));
    }
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
            words::percent(theme.share),
        ));
        if dated {
            page.put(format_args!("<td class=\"over\">{}</td>", course(theme, report)));
        }
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

/// Its line, and what its highest point means.
fn course(theme: &Theme, report: &Report) -> String {
    let most = theme.series.iter().map(|point| point.tickets).max();
    let Some((most, period)) = most.zip(report.period.as_ref()) else { return String::new() };
    let spark = spark::spark(&theme.series, &[], Some(period));
    format!("{spark}<small class=\"quiet\">{}</small>", page::at_most(most, period.unit))
}

fn problems(theme: &Theme) -> String {
    let some: Vec<String> = theme.problems.iter().take(PROBLEMS).map(|&id| link::problem(id)).collect();
    match theme.problems.len().saturating_sub(PROBLEMS) {
        0 => some.join(" "),
        rest => format!("{} and {} more", some.join(" "), words::number(rest)),
    }
}
