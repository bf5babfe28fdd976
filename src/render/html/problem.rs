//! What is behind a problem's line: its course, its tickets' words, whom it hits, why it stands where it
//! stands, and what is remembered of it.

use super::{
    super::{
        escape::Html,
        words::{self, page},
    },
    Page,
    chart::{
        bars,
        series::{self, Series},
    },
    head, link,
};
use crate::report::{Problem, Report, Segment};

/// Misfiled tickets that are named.
const MISFILED: usize = 12;

/// Down to this place all quotes of a problem are shown …
const TALKATIVE: usize = 25;

/// … and below it so many, that the page can go with a mail.
const QUOTES: usize = 3;

/// Writes what is known of the problem; `ids` is how many ticket ids at most are listed.
pub fn write(page: &mut Page, problem: &Problem, report: &Report, ids: usize) {
    page.put(format_args!("<div class=\"body\">\n"));
    course(page, problem, report);
    page.put(format_args!("<div class=\"columns\">\n<div>\n"));
    if !problem.examples.is_empty() {
        page.put(format_args!("<h4>In the customers’ words</h4>\n"));
        let quotes = if problem.rank <= TALKATIVE { problem.examples.len() } else { QUOTES };
        problem.examples.iter().take(quotes).for_each(|example| page.put(format_args!("{}", link::quote(example))));
        if problem.examples.len() > quotes {
            let rest = words::count(problem.examples.len() - quotes, "further quote");
            page.put(format_args!("<p class=\"quiet small\">{rest} in report.json</p>\n"));
        }
    }
    if let Some(example) = &problem.farthest {
        page.put(format_args!("<h4>The ticket that fits least</h4>\n{}", link::quote(example)));
    }
    segments(page, &problem.segments);
    page.put(format_args!("</div>\n<div>\n"));
    facts(page, problem, report);
    memory(page, problem, report);
    score(page, problem, report);
    page.put(format_args!("</div>\n</div>\n"));
    members(page, problem, ids);
    page.put(format_args!("</div>\n"));
}

fn course(page: &mut Page, problem: &Problem, report: &Report) {
    let label = format!("{}: tickets over time", problem.id);
    let chart = Series {
        label,
        points: &problem.series,
        band: &problem.band,
        trend: Some(&problem.trend),
        fix: problem.fix.as_ref(),
    };
    let chart = series::series(&chart, report);
    if !chart.is_empty() {
        let said = Html(&words::trend_sentence(problem, report)).to_string();
        page.put(format_args!("{chart}<p>{said}</p>\n"));
    }
    if let Some(fix) = &problem.fix {
        page.put(format_args!("<div class=\"fixed\">\n"));
        head::whole_fix(page, fix);
        page.put(format_args!("</div>\n"));
    }
}

fn facts(page: &mut Page, problem: &Problem, report: &Report) {
    page.put(format_args!("<h4>About it</h4>\n<dl>\n"));
    let mut fact = |name: &str, html: &str| page.put(format_args!("<dt>{name}</dt><dd>{html}</dd>\n"));
    if page::title(&problem.title) != problem.title {
        fact("Its whole name", &Html(&problem.title).to_string());
    }
    if let Some(outlook) = &problem.outlook {
        fact("Outlook", &Html(&words::outlook(outlook)).to_string());
    }
    if let Some(reach) = page::reach(problem) {
        fact("Reaches", &Html(&reach).to_string());
    }
    if let Some(theme) = report.themes.iter().find(|theme| theme.id == problem.theme) {
        fact("Theme", &format!("{} <bdi>{}</bdi>", theme.id, Html(&page::title(&theme.title))));
    }
    if let Some(category) = &problem.category {
        let share = words::about_percent(category.purity);
        fact("Category", &format!("<bdi>{}</bdi>, {share} of its tickets", Html(&category.name)));
    }
    if !problem.misfiled.is_empty() {
        let some: Vec<String> = problem
            .misfiled
            .iter()
            .take(MISFILED)
            .map(|ticket| format!("{} in <bdi>{}</bdi>", Html(&ticket.ticket), Html(&ticket.category)))
            .collect();
        let rest = more(problem.misfiled.len(), MISFILED);
        fact("Filed elsewhere, perhaps wrongly", &format!("{}{rest}", some.join(", ")));
    }
    if !problem.keywords.is_empty() {
        let tags = problem.keywords.iter().map(|word| format!("<bdi class=\"tag\">{}</bdi>", Html(word)));
        fact("Its own words", &tags.collect::<Vec<_>>().join(" "));
    }
    if let (Some(first), Some(last)) = (problem.first_seen, problem.last_seen) {
        let (name, days) = if first == last {
            ("All on", words::day(first))
        } else {
            ("First and last ticket", words::days(first, last))
        };
        fact(name, &days);
    }
    fact("How alike its tickets are", &format!("{:.2} of 1", problem.cohesion));
    page.put(format_args!("</dl>\n"));
}

fn segments(page: &mut Page, segments: &[Segment]) {
    if segments.is_empty() {
        return;
    }
    page.put(format_args!(
        "<h4>Who is hit more than others</h4>\n<table class=\"tight\">\n<thead><tr><th scope=\"col\">Share of its tickets</th>\
         <td></td><th scope=\"col\" class=\"num\">Tickets</th></tr></thead>\n<tbody>\n"
    ));
    for segment in segments {
        page.put(format_args!(
            "<tr><th><bdi>{}</bdi></th><td>{}</td><td class=\"num\">{}</td></tr>\n",
            Html(&words::segment(segment)),
            bars::pair(segment.share, segment.elsewhere),
            words::number(segment.tickets),
        ));
    }
    page.put(format_args!("</tbody>\n</table>\n"));
}

/// What the team decided and what the ledger remembers.
fn memory(page: &mut Page, problem: &Problem, report: &Report) {
    let mut rows: Vec<(&str, String)> = vec![];
    if let Some(owner) = &problem.owner {
        rows.push(("Owner", format!("<bdi>{}</bdi>", Html(owner))));
    }
    if let Some(url) = &problem.link {
        rows.push(("Worked on at", link::outside(url, url)));
    }
    if let Some(note) = &problem.note {
        rows.push(("Note", format!("<bdi>{}</bdi>", Html(note))));
    }
    let remembered: Vec<String> = words::memory(problem).iter().map(|told| link::ids(told, report)).collect();
    if !remembered.is_empty() {
        rows.push(("Remembered", remembered.join("<br>")));
    }
    let near = problem.neighbours.iter().filter_map(|near| {
        let other = report.problems.iter().find(|other| other.id == near.problem)?;
        Some(format!(
            "{} <bdi>{}</bdi> <span class=\"quiet\">{:.2}</span>",
            link::problem(other.id),
            Html(&page::title(&other.title)),
            near.similarity
        ))
    });
    let near: Vec<String> = near.collect();
    if !near.is_empty() {
        rows.push(("Reads most like", near.join("<br>")));
    }
    if rows.is_empty() {
        return;
    }
    let heading = if rows.len() == 1 && !near.is_empty() { "Neighbours" } else { "Memory and neighbours" };
    page.put(format_args!("<h4>{heading}</h4>\n<dl>\n"));
    for (name, html) in rows {
        page.put(format_args!("<dt>{name}</dt><dd>{html}</dd>\n"));
    }
    page.put(format_args!("</dl>\n"));
}

fn score(page: &mut Page, problem: &Problem, report: &Report) {
    let parts = &problem.score.parts;
    let least = parts.iter().map(|part| part.contribution).fold(0.0, f64::min);
    let most = parts.iter().map(|part| part.contribution).fold(0.0, f64::max);
    page.put(format_args!(
        "<details class=\"more\"><summary>Why it stands here: score {}</summary>\n<table class=\"tight score\">\n\
         <thead><tr><th scope=\"col\">Part</th><th scope=\"col\">Figure</th><td></td><th scope=\"col\">Adds</th></tr></thead>\n<tbody>\n",
        words::total(problem.score.total)
    ));
    for part in parts {
        page.put(format_args!(
            "<tr><th>{}{}</th><td>{}{}</td><td>{}</td><td>{}</td></tr>\n",
            Html(words::factor(&part.name, report)),
            if part.assumed { page::ASSUMED } else { "" },
            Html(&words::factor_value(&part.name, part.value)),
            words::weighted(part),
            bars::part(part.contribution, least, most),
            words::signed(part.contribution),
        ));
    }
    page.put(format_args!("</tbody>\n</table>\n</details>\n"));
}

fn members(page: &mut Page, problem: &Problem, most: usize) {
    let ids: Vec<String> = problem.members.iter().take(most).map(|id| Html(id).to_string()).collect();
    let rest = match problem.members.len().saturating_sub(most) {
        0 => String::new(),
        rest => format!(" … and {} more, all of them in report.json", words::number(rest)),
    };
    page.put(format_args!(
        "<details class=\"ids\"><summary>Ids of {}</summary><p>{}{rest}</p></details>\n",
        words::count(problem.tickets, "ticket"),
        ids.join(", "),
    ));
}

/// ` and 4 more`, nothing when all are shown.
fn more(all: usize, shown: usize) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        rest => format!(" and {} more", words::number(rest)),
    }
}
