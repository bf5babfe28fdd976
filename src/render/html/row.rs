//! A problem's line in the list; what is behind it is written by [`super::problem`].

use super::{
    super::{
        escape::Html,
        words::{self, page},
    },
    Page,
    chart::spark,
};
use crate::report::{Problem, Report};

/// Which columns the list has: a column that no problem fills is left out.
#[derive(Clone, Copy)]
pub struct Columns {
    /// Whether there are dates.
    pub dated: bool,
    /// Whether the export names customers.
    pub customers: bool,
    /// Whether something is said of the next quarter.
    pub outlook: bool,
}

impl Columns {
    /// The columns of a report.
    pub fn of(report: &Report) -> Self {
        Self {
            dated: report.period.is_some() && report.problems.iter().any(|problem| !problem.series.is_empty()),
            customers: report.problems.iter().any(|problem| problem.customers.is_some()),
            outlook: report.problems.iter().any(|problem| problem.outlook.is_some()),
        }
    }
}

/// Opens the problem's entry and writes its line.
pub fn open(page: &mut Page, problem: &Problem, report: &Report, columns: Columns) {
    begin(page, problem, "problem");
    let mut data = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            page.put(format_args!(" data-{name}=\"{value}\""));
        }
    };
    data("customers", problem.customers.map(|n| n.to_string()));
    data("outlook", problem.outlook.map(|outlook| outlook.tickets.value.to_string()));
    data("ratio", problem.trend.rate_ratio.map(|ratio| ratio.to_string()));
    data("since", problem.trend.onset.map(|day| day.number().to_string()));
    page.put(format_args!("><details><summary>\n"));
    line(page, problem, report, columns);
    page.put(format_args!("</summary>\n"));
}

/// Closes the entry.
pub fn close(page: &mut Page) {
    page.put(format_args!("</details></li>\n"));
}

fn line(page: &mut Page, problem: &Problem, report: &Report, columns: Columns) {
    page.put(format_args!("<span class=\"rank\">{}</span>\n", problem.rank));
    title(page, problem);
    if columns.dated {
        let trend = &problem.trend;
        let since =
            trend.onset.map_or(String::new(), |day| format!("<small>since {}</small>", words::day_near(day, report)));
        page.put(format_args!(
            "<span class=\"spark\">{}</span>\n<span class=\"trend {}\"><b>{} {}</b> {since}</span>\n",
            spark::spark(&problem.series, &problem.band, report.period.as_ref()),
            trend.verdict.name(),
            page::sign(trend.verdict),
            Html(&words::trend(trend)),
        ));
    }
    page.put(format_args!(
        "<span class=\"size\"><b>{}</b> <small><span class=\"what\">{}, </span>{}</small></span>\n",
        words::number(problem.tickets),
        if problem.tickets == 1 { "ticket" } else { "tickets" },
        words::percent(problem.tickets, report.intake.tickets)
    ));
    if columns.customers {
        let customers = problem.customers.map_or(String::new(), |n| {
            format!(
                "<b>{}</b> <small class=\"what\">{}</small>",
                words::number(n),
                if n == 1 { "customer" } else { "customers" }
            )
        });
        page.put(format_args!("<span class=\"reach\">{customers}</span>\n"));
    }
    if columns.outlook {
        let outlook = problem.outlook.map_or(String::new(), |outlook| {
            let tickets = &outlook.tickets;
            format!(
                "<b>{}</b> <small class=\"what\">next quarter</small> <small class=\"range\">{}</small>",
                page::about(tickets.value),
                page::between(tickets.low, tickets.high)
            )
        });
        page.put(format_args!("<span class=\"outlook\">{outlook}</span>\n"));
    }
}

fn title(page: &mut Page, problem: &Problem) {
    page.put(format_args!(
        "<h3 class=\"name\"><span class=\"id\">{}</span> <bdi>{}</bdi>",
        problem.id,
        Html(&page::title(&problem.title))
    ));
    if let Some(decided) = page::decided(problem) {
        page.put(format_args!(" <span class=\"tag\">{decided}</span>"));
    }
    if let Some(fix) = &problem.fix {
        page.put(format_args!(
            " <span class=\"tag fix {}\">fix: {}</span>",
            fix.verdict.name(),
            words::fix_verdict(fix.verdict)
        ));
    }
    page.put(format_args!("</h3>\n"));
}

/// A problem for which the page has no more room: its line without what is behind it.
pub fn short(page: &mut Page, problem: &Problem, report: &Report) {
    let said = if report.period.is_some() { words::trend(&problem.trend) } else { String::new() };
    begin(page, problem, "problem bare");
    page.put(format_args!(
        "><span class=\"rank\">{}</span> <h3 class=\"name\"><span class=\"id\">{}</span> <bdi>{}</bdi></h3> \
         <span class=\"trend {}\">{}</span> <span class=\"size\"><b>{}</b></span></li>\n",
        problem.rank,
        problem.id,
        Html(&page::title(&problem.title)),
        problem.trend.verdict.name(),
        Html(&said),
        words::number(problem.tickets),
    ));
}

/// Begins the entry with what can be sorted and filtered by; its tag is left open.
fn begin(page: &mut Page, problem: &Problem, class: &str) {
    page.put(format_args!(
        "<li class=\"{class}\" id=\"{}\" data-theme=\"{}\" data-verdict=\"{}\" data-status=\"{}\" data-rank=\"{}\" data-tickets=\"{}\"",
        problem.id,
        problem.theme,
        problem.trend.verdict.name(),
        problem.status.name(),
        problem.rank,
        problem.tickets,
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_column_that_nobody_fills_is_left_out() {
        let (rich, bare) = (Columns::of(&sample::rich()), Columns::of(&sample::without_dates()));
        assert!(rich.dated && rich.customers && rich.outlook);
        assert!(!bare.dated && !bare.outlook);
    }
}
