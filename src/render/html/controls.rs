//! Search, filters and the heads by which the list is sorted. Hidden until the script is there to serve them.

use std::collections::BTreeMap;

use super::{
    super::{
        escape::Html,
        words::{self, page},
    },
    Page,
    row::Columns,
};
use crate::report::Report;

/// Letters of a choice.
const OPTION: usize = 40;

/// Fewer problems than these are seen at a glance.
const WORTH_IT: usize = 4;

/// Writes the controls and the heads of the list.
pub fn write(page: &mut Page, report: &Report) {
    if report.problems.len() >= WORTH_IT {
        filters(page, report);
    }
    heads(page, report);
}

fn filters(page: &mut Page, report: &Report) {
    page.put(format_args!(
        "<form class=\"controls\" id=\"controls\" hidden>\n\
         <label class=\"find\">Search <input type=\"search\" id=\"find\" autocomplete=\"off\" placeholder=\"words, ids\"></label>\n"
    ));
    let themes = report.themes.iter().map(|theme| (theme.id.to_string(), page::cut(&theme.title, OPTION)));
    choice(page, ("theme", "Theme"), themes.collect());
    // By name, so that each is offered once; the order of the verdicts is the report's.
    let verdicts = report.headline.verdicts.iter().map(|count| {
        let (sign, said) = (page::sign(count.verdict), words::verdict(count.verdict));
        (count.verdict.name().to_owned(), format!("{sign} {said} ({})", words::number(count.problems)))
    });
    choice(page, ("verdict", "Trend"), if report.period.is_some() { verdicts.collect() } else { vec![] });
    let statuses: BTreeMap<&str, &str> =
        report.problems.iter().map(|problem| (problem.status.name(), page::status(problem.status))).collect();
    choice(
        page,
        ("status", "Status"),
        statuses.into_iter().map(|(name, said)| (name.to_owned(), said.to_owned())).collect(),
    );
    page.put(format_args!(
        "<button type=\"reset\">Clear</button>\n<button type=\"button\" id=\"unfold\">Open all</button>\n\
         <output id=\"count\" aria-live=\"polite\"></output>\n</form>\n"
    ));
}

/// A list to choose from; nothing when there is nothing to choose.
fn choice(page: &mut Page, (name, label): (&str, &str), options: Vec<(String, String)>) {
    if options.len() < 2 {
        return;
    }
    page.put(format_args!("<label>{label} <select name=\"{name}\"><option value=\"\">all</option>"));
    for (value, said) in options {
        page.put(format_args!("<option value=\"{}\">{}</option>", Html(&value), Html(&said)));
    }
    page.put(format_args!("</select></label>\n"));
}

fn heads(page: &mut Page, report: &Report) {
    let columns = Columns::of(report);
    page.put(format_args!("<div class=\"heads\" role=\"group\" aria-label=\"Sort by\">\n"));
    let mut head = |class: &str, by: &str, name: &str| {
        page.put(format_args!(
            "<button type=\"button\" class=\"{class}\" data-by=\"{by}\" aria-pressed=\"false\" disabled>{name}</button>\n"
        ));
    };
    head("rank", "rank", "<span aria-hidden=\"true\">#</span><span class=\"unseen\">Rank</span>");
    head("name", "title", "Problem");
    if columns.dated {
        head("spark", "since", "Over time");
        head("trend", "ratio", "Trend");
    }
    head("size", "tickets", "Tickets");
    if columns.customers {
        head("reach", "customers", "Customers");
    }
    if columns.outlook {
        head("outlook", "outlook", "Next quarter");
    }
    page.put(format_args!("</div>\n"));
}
