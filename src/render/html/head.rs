//! What a meeting reads first: the week in a paragraph, what changed, whether the fixes worked, and the
//! two pictures of the whole.

use super::{
    super::{
        escape::Html,
        words::{
            self,
            digest::{self, News},
            page,
        },
    },
    Page,
    chart::{
        bars, effect, pareto,
        series::{self, Series},
    },
    link,
};
use crate::{
    model::{
        fix::{Fix, FixVerdict},
        problem::ProblemId,
    },
    report::Report,
};

/// Changes that are told without unfolding.
const CHANGES: usize = 8;

/// Title, scope, paragraph and ways into the page.
pub fn write(page: &mut Page, report: &Report) {
    page.put(format_args!(
        "<a class=\"skip\" href=\"#main\">To the content</a>\n<header>\n<h1>{}</h1>\n<p class=\"quiet\">{}</p>\n<p class=\"lead\">{}</p>\n",
        page::TITLE,
        Html(&words::scope(report)),
        link::ids(&words::headline(report), report)
    ));
    let placed = report.problems.iter().filter(|problem| problem.place.is_some()).count();
    let ways = [
        ("problems", "Problems", !report.problems.is_empty()),
        ("themes", "Themes", !report.themes.is_empty()),
        ("map", "Map", placed >= 3),
        ("mind", "Keep in mind", !report.caveats.is_empty()),
        ("read", "What was read", !report.intake.files.is_empty()),
    ];
    page.put(format_args!("<nav aria-label=\"Sections\">"));
    for (id, name, _) in ways.iter().filter(|(.., there)| *there) {
        page.put(format_args!("<a href=\"#{id}\">{name}</a> "));
    }
    page.put(format_args!("</nav>\n</header>\n"));
}

/// What changed since the last report and what became of fixes.
pub fn since(page: &mut Page, report: &Report) {
    let fixes: Vec<(ProblemId, &str, &Fix)> = report
        .problems
        .iter()
        .map(|problem| (problem.id, problem.title.as_str(), problem.fix.as_ref()))
        .chain(report.absent.iter().map(|absent| (absent.id, absent.title.as_str(), absent.fix.as_ref())))
        .filter_map(|(id, title, fix)| Some((id, title, fix?)))
        .collect();
    let news = digest::news(report);
    if news.is_empty() && !report.follows_another() && fixes.is_empty() {
        return;
    }
    page.put(format_args!("<div class=\"news\">\n"));
    if !news.is_empty() || report.follows_another() {
        page.section("since", &page::since(report));
        changes(page, &news, report);
        page.end_section();
    }
    if !fixes.is_empty() {
        page.section("fixes", "Did the fixes work?");
        page.put(format_args!("<ul class=\"fixes\">\n"));
        for (id, title, one) in fixes {
            page.put(format_args!(
                "<li><h3>{} <bdi>{}</bdi></h3>\n",
                link::ids(&id.to_string(), report),
                Html(&page::title(title))
            ));
            fix(page, one);
            page.put(format_args!("</li>\n"));
        }
        page.put(format_args!("</ul>\n"));
        page.end_section();
    }
    page.put(format_args!("</div>\n"));
}

fn changes(page: &mut Page, news: &[News<'_>], report: &Report) {
    if news.is_empty() {
        page.put(format_args!("<p>{}</p>\n", Html(&digest::nothing(report))));
        return;
    }
    let write = |page: &mut Page, news: &[News<'_>]| {
        page.put(format_args!("<ul class=\"changes\">\n"));
        for one in news {
            let failed = |fix: &Fix| matches!(fix.verdict, FixVerdict::Regressed | FixVerdict::Worse);
            let class = match one.problem {
                Some(problem) if problem.fix.as_ref().is_some_and(failed) => "failed",
                Some(problem) => problem.trend.verdict.name(),
                None => "gone",
            };
            page.put(format_args!(
                "<li class=\"{class}\">{} <bdi>{}</bdi>: {}</li>\n",
                link::ids(&one.id.to_string(), report),
                Html(&page::title(page::title_of(one.id, report).unwrap_or(""))),
                link::ids(&one.what, report),
            ));
        }
        page.put(format_args!("</ul>\n"));
    };
    // One more than fits is shown rather than folded away.
    let told = if news.len() <= CHANGES + 1 { news.len() } else { CHANGES };
    write(page, &news[..told]);
    if told < news.len() {
        page.put(format_args!(
            "<details class=\"more\"><summary>{}</summary>\n",
            words::count(news.len() - told, "further change")
        ));
        write(page, &news[told..]);
        page.put(format_args!("</details>\n"));
    }
}

/// What a fix did, in words and as a picture.
fn fix(page: &mut Page, fix: &Fix) {
    page.put(format_args!(
        "<p><span class=\"tag fix {}\">{}</span> {}</p>\n{}",
        fix.verdict.name(),
        words::fix_verdict(fix.verdict),
        Html(&words::fix(fix)),
        effect::effect(fix)
    ));
}

/// … and all else that is known of it.
pub fn whole_fix(page: &mut Page, fix: &Fix) {
    self::fix(page, fix);
    let stretches = page::stretches(fix);
    let most = stretches.iter().map(|(.., tickets)| *tickets).fold(0.0, f64::max);
    if stretches.len() > 1 {
        page.put(format_args!(
            "<table class=\"tight stretches\">\n<thead><tr><th scope=\"col\">Time</th><th scope=\"col\" class=\"num\">{}</th><td></td></tr></thead>\n<tbody>\n",
            page::tickets_a(fix.unit)
        ));
        for (name, when, tickets) in stretches {
            page.put(format_args!(
                "<tr><th scope=\"row\">{name} <span class=\"quiet\">{when}</span></th><td class=\"num\">{}</td><td>{}</td></tr>\n",
                page::figure(tickets),
                bars::share(tickets, most)
            ));
        }
        page.put(format_args!("</tbody>\n</table>\n"));
    }
    if let Some(url) = &fix.link {
        page.put(format_args!("<p class=\"small\">{}</p>\n", link::outside(url, "How it was fixed")));
    }
}

/// All tickets over time, and how much the largest problems hold.
pub fn overview(page: &mut Page, report: &Report) {
    let mut charts = vec![];
    if let Some(period) = &report.period {
        let label = page::all_by(period.unit);
        let all = Series { label: label.clone(), points: &period.series, band: &[], trend: None, fix: None };
        charts.push((label, series::series(&all, report), page::window(period)));
    }
    charts.push((page::PARETO.to_owned(), pareto::pareto(report), String::new()));
    charts.retain(|(_, chart, _)| !chart.is_empty());
    if charts.is_empty() {
        return;
    }
    page.put(format_args!("<section class=\"overview\" aria-label=\"Overview\">\n"));
    for (title, chart, note) in charts {
        page.put(format_args!("<div class=\"card\"><h2>{title}</h2>\n{chart}"));
        if !note.is_empty() {
            page.put(format_args!("<p class=\"quiet small\">{note}</p>\n"));
        }
        page.put(format_args!("</div>\n"));
    }
    page.end_section();
}
