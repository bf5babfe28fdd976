//! One problem: a line, and behind it all that is known of it.

use super::{
    super::{
        escape::{Html, web},
        words,
    },
    Page, chart,
};
use crate::{
    model::problem::Status,
    report::{Example, Problem, Report},
};

/// Ticket ids that the page lists.
const IDS: usize = 200;

/// Writes the problem, unfolded when `open`.
pub fn write(page: &mut Page, problem: &Problem, report: &Report, open: bool) {
    let class = if problem.series.is_empty() { "problem bare" } else { "problem" };
    let open = if open { " open" } else { "" };
    page.put(format_args!("<details class=\"{class}\" id=\"{}\"{open}>\n", problem.id));
    summary(page, problem, report);
    page.put(format_args!("<div class=\"body\">\n"));
    if !problem.series.is_empty() {
        let label = format!("{}: tickets over time", problem.id);
        page.put(format_args!(
            "<h3>Over time</h3>\n{}\n",
            chart::chart(&problem.series, report, problem.trend.onset, &label)
        ));
        page.put(format_args!("<p class=\"small\">{}</p>\n", Html(&words::trend_sentence(problem, report))));
    }
    if let Some(fix) = &problem.fix {
        page.put(format_args!("<p class=\"small\">{}</p>\n", Html(&words::fix(fix))));
    }
    page.put(format_args!("<div class=\"columns\">\n<div>\n"));
    if !problem.examples.is_empty() {
        page.put(format_args!("<h3>In the customers’ words</h3>\n"));
        problem.examples.iter().for_each(|example| quote(page, example));
    }
    if let Some(example) = &problem.farthest {
        page.put(format_args!("<h3>The ticket that fits least</h3>\n"));
        quote(page, example);
    }
    page.put(format_args!("</div>\n<div>\n"));
    facts(page, problem);
    score(page, problem, report);
    page.put(format_args!("</div>\n</div>\n"));
    ids(page, problem);
    page.put(format_args!("</div>\n</details>\n"));
}

fn summary(page: &mut Page, problem: &Problem, report: &Report) {
    let customers = problem.customers.map_or(String::new(), |n| format!("<br>{}", words::count(n, "customer")));
    let status = match problem.status {
        Status::Open => String::new(),
        other => format!(" <span class=\"tag\">{}</span>", other.name()),
    };
    let verdict = problem.trend.verdict;
    let since = problem
        .trend
        .onset
        .map_or(String::new(), |day| format!("<small>since {}</small>", words::day_near(day, report)));
    let said = if report.period.is_some() { words::trend(&problem.trend) } else { String::new() };
    page.put(format_args!(
        "<summary>\n<span class=\"rank\">{}</span>\n<span class=\"title\"><span class=\"id\">{}</span> {}{status}</span>\n\
         <span class=\"size\"><b>{}</b> <span class=\"quiet small\">{}{customers}</span></span>\n\
         <span class=\"spark\">{}</span>\n<span class=\"verdict {}\">{}{since}</span>\n</summary>\n",
        problem.rank,
        problem.id,
        Html(&problem.title),
        words::number(problem.tickets),
        words::percent(problem.share),
        chart::spark(&problem.series, report.period.as_ref()),
        verdict.name(),
        Html(&said),
    ));
}

/// A ticket's words with a link to it.
pub fn quote(page: &mut Page, example: &Example) {
    let id = Html(&example.ticket).to_string();
    let cite = match example.url.as_deref().filter(|url| web(url)) {
        Some(url) => format!("<a href=\"{}\" rel=\"noopener noreferrer\">{id}</a>", Html(url)),
        None => id,
    };
    page.put(format_args!("<blockquote>{}<cite>{cite}</cite></blockquote>\n", Html(&example.text)));
}

fn facts(page: &mut Page, problem: &Problem) {
    page.put(format_args!("<h3>About it</h3>\n<p>"));
    for word in &problem.keywords {
        page.put(format_args!("<span class=\"tag\">{}</span>", Html(word)));
    }
    page.put(format_args!("</p>\n<dl>\n"));
    let mut fact = |name: &str, text: &str| page.put(format_args!("<dt>{name}</dt><dd>{}</dd>\n", Html(text)));
    if let Some(category) = &problem.category {
        fact("Category", &format!("{}, {} of its tickets", category.name, words::about_percent(category.purity)));
    }
    if let (Some(first), Some(last)) = (problem.first_seen, problem.last_seen) {
        fact("First and last ticket", &words::days(first, last));
    }
    fact("How alike its tickets are", &format!("{:.2} of 1", problem.cohesion));
    page.put(format_args!("</dl>\n"));
}

fn score(page: &mut Page, problem: &Problem, report: &Report) {
    page.put(format_args!("<h3>Why it stands here</h3>\n<table class=\"score\">\n<tbody>\n"));
    for part in &problem.score.parts {
        let weight = words::weighted(part);
        page.put(format_args!(
            "<tr><td>{}</td><td class=\"num quiet\">{}{weight}</td><td class=\"num\">{:+.2}</td></tr>\n",
            Html(words::factor(&part.name, report)),
            Html(&words::factor_value(&part.name, part.value)),
            part.contribution,
        ));
    }
    page.put(format_args!(
        "</tbody>\n<tfoot><tr><td>score</td><td></td><td class=\"num\"><b>{:.2}</b></td></tr></tfoot>\n</table>\n",
        problem.score.total
    ));
}

fn ids(page: &mut Page, problem: &Problem) {
    let ids: Vec<String> = problem.members.iter().take(IDS).map(|id| Html(id).to_string()).collect();
    let rest = match problem.members.len().saturating_sub(IDS) {
        0 => String::new(),
        rest => format!(" … and {} more: fixfirst show {}", words::number(rest), problem.id),
    };
    page.put(format_args!(
        "<details class=\"ids\"><summary>Ids of {}</summary><p>{}{rest}</p></details>\n",
        words::count(problem.tickets, "ticket"),
        ids.join(", "),
    ));
}
