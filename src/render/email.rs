//! The digest of a week as an HTML mail: what changed and what to fix first.
//!
//! Mail programs know tables and inline styles, and neither scripts, style sheets nor SVG. It stays
//! below 100 kB, from which on some of them cut a mail.

use std::fmt::{Arguments, Write};

use super::{
    escape::{Html, web},
    words::{self, digest, page},
};
use crate::{
    model::series::Verdict,
    report::{Example, Problem, Report},
};

/// Most problems of a mail: the rest is in the report.
const PROBLEMS: usize = 15;

/// Most changes, fixes and caveats, each.
const LINES: usize = 15;

/// Bytes from which on nothing more is told but how much there is.
const FULL: usize = 85_000;

/// Most characters of a line that is somebody else's: titles of a list of categories have no bound.
const LONGEST: usize = 300;

const INK: &str = "color:#1b1d21";
const QUIET: &str = "color:#5b616b";
const LINK: &str = "color:#1d5a92";
const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/// The report as a mail's HTML part.
pub fn render(report: &Report) -> String {
    let mut mail = Mail(String::new());
    mail.put(format_args!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n</head>\n\
         <body style=\"margin:0;padding:0;background:#f7f6f3\">\n\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"background:#f7f6f3\">\n\
         <tr><td align=\"center\" style=\"padding:20px 10px\">\n<div role=\"main\">\n\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" \
         style=\"max-width:640px;background:#ffffff;border:1px solid #dedbd4;{FONT};font-size:15px;line-height:1.5;{INK};word-break:break-word\">\n",
        page::TITLE
    ));
    mail.row(&format!(
        "<h1 style=\"margin:0;font-size:22px;line-height:1.2\">{}</h1><p style=\"margin:4px 0 12px;{QUIET}\">{}</p><p style=\"margin:0\">{}</p>",
        page::TITLE,
        Html(&words::scope(report)),
        Html(&words::headline(report)),
    ));
    news(&mut mail, report);
    problems(&mut mail, report);
    let caveats = report.caveats.iter().map(|caveat| escaped(&words::caveat(caveat, report))).collect();
    mail.lines("Keep in mind", caveats);
    mail.put(format_args!("</table>\n</div>\n</td></tr>\n</table>\n</body>\n</html>\n"));
    mail.0
}

/// The mail so far.
struct Mail(String);

impl Mail {
    fn put(&mut self, text: Arguments<'_>) {
        self.0.write_fmt(text).expect("a string takes every text");
    }

    fn row(&mut self, html: &str) {
        self.put(format_args!("<tr><td style=\"padding:14px 20px\">{html}</td></tr>\n"));
    }

    /// Sentences, escaped already, under a heading; nothing without a sentence.
    fn lines(&mut self, heading: &str, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        let mut html = format!("<h2 style=\"margin:0 0 6px;font-size:16px\">{}</h2>", Html(heading));
        let mut told = 0;
        for line in lines.iter().take(LINES) {
            if self.0.len() + html.len() < FULL {
                html += &format!("<p style=\"margin:0 0 6px\">{line}</p>");
                told += 1;
            }
        }
        if told < lines.len() {
            let rest = words::number(lines.len() - told);
            html += &format!("<p style=\"margin:0;{QUIET}\">{rest} more in the report.</p>");
        }
        self.row(&html);
    }
}

fn news(mail: &mut Mail, report: &Report) {
    let changes = digest::news(report).into_iter().map(|one| {
        let title = page::title_of(one.id, report).map_or(String::new(), |title| format!(" <b>{}</b>", escaped(title)));
        format!("<span style=\"{QUIET}\">{}</span>{title}: {}", one.id, escaped(&one.what))
    });
    mail.lines(&page::since(report), changes.collect());
    let known = report.problems.iter().map(|problem| (problem.id, problem.fix.as_ref()));
    let absent = report.absent.iter().map(|absent| (absent.id, absent.fix.as_ref()));
    let fixes = known.chain(absent).filter_map(|(id, fix)| Some(format!("{id}: {}", escaped(&words::fix(fix?)))));
    mail.lines("Did the fixes work?", fixes.collect());
}

fn problems(mail: &mut Mail, report: &Report) {
    let shown = &report.shown()[..report.shown().len().min(PROBLEMS)];
    if shown.is_empty() {
        return;
    }
    mail.row(&format!("<h2 style=\"margin:0;font-size:16px\">{}</h2>", page::RANKED));
    let mut written = 0;
    for problem in shown {
        if mail.0.len() < FULL {
            mail.row(&told(problem, report));
            written += 1;
        }
    }
    let rest = report.problems.len() - written;
    if rest > 0 {
        mail.row(&format!(
            "<p style=\"margin:0;{QUIET}\">{} in the report.</p>",
            words::count(rest, "further problem")
        ));
    }
}

fn told(problem: &Problem, report: &Report) -> String {
    let customers = problem.customers.map_or(String::new(), |n| format!(" from {}", words::count(n, "customer")));
    let mut facts = format!(
        "{} ({}){customers}",
        words::count(problem.tickets, "ticket"),
        words::percent(problem.tickets, report.intake.tickets)
    );
    if report.period.is_some() {
        let trend = &problem.trend;
        let since = trend.onset.map_or(String::new(), |day| format!(" since {}", words::day_near(day, report)));
        facts += &format!(
            " · <span style=\"{}\">{}{}</span>{since}",
            color(trend.verdict),
            if trend.verdict == Verdict::Unclear { String::new() } else { format!("{} ", page::sign(trend.verdict)) },
            Html(&words::trend(trend))
        );
    }
    if let Some(outlook) = &problem.outlook {
        facts += &format!(" · {} in the next quarter", page::about(outlook.tickets.value));
    }
    let quote = problem.examples.first().map_or(String::new(), |example| {
        format!(
            "<p style=\"margin:6px 0 0;padding-left:10px;border-left:3px solid #a9c4dd\">{} <span style=\"{QUIET}\">— {}</span></p>",
            Html(&cut(&example.text)),
            ticket(example)
        )
    });
    format!(
        "<p style=\"margin:0\"><span style=\"{QUIET}\">{}. {}</span> <b>{}</b></p><p style=\"margin:2px 0 0;{QUIET}\">{facts}</p>{quote}",
        problem.rank,
        problem.id,
        Html(&cut(&problem.title)),
    )
}

fn ticket(example: &Example) -> String {
    match example.url.as_deref().filter(|url| web(url)) {
        Some(url) => format!("<a href=\"{}\" style=\"{LINK}\">{}</a>", Html(url), Html(&cut(&example.ticket))),
        None => Html(&cut(&example.ticket)).to_string(),
    }
}

fn color(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::New => "color:#8f3570",
        Verdict::Rising => "color:#a83c05",
        Verdict::Returning => "color:#7b5200",
        Verdict::Falling | Verdict::Gone => "color:#0b629c",
        Verdict::Steady | Verdict::Unclear => QUIET,
    }
}

fn escaped(text: &str) -> String {
    Html(&cut(text)).to_string()
}

fn cut(text: &str) -> String {
    page::cut(text, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn it_holds_only_what_a_mail_program_shows() {
        for report in [sample::rich(), sample::report(), sample::without_dates(), sample::empty()] {
            let mail = render(&report);
            for forbidden in ["<script", "<svg", "<style", "<img", "<link", "url(", "class=", "javascript:"] {
                assert!(!mail.contains(forbidden), "{forbidden}");
            }
        }
    }

    #[test]
    fn it_tells_what_changed_and_what_to_fix_first() {
        let report = sample::rich();
        let mail = render(&report);
        assert!(mail.contains("Since the report of 8 Nov 2026") && mail.contains("P-40: Fix of 20 Mar 2026 works"));
        for problem in report.shown() {
            assert!(mail.contains(&Html(&problem.title).to_string()), "{}", problem.title);
        }
    }

    #[test]
    fn no_report_makes_it_larger_than_a_mail_may_be() {
        let mut report = sample::crowd(200);
        report.grouping.top = 200;
        report.changes = report.changes.iter().cycle().take(500).cloned().collect();
        let long = "'".repeat(5_000);
        for problem in &mut report.problems {
            problem.title = long.clone();
            problem.examples[0].text = long.clone();
            problem.examples[0].ticket = long.clone();
        }
        let mail = render(&report);
        assert!(mail.len() <= 100_000, "{} bytes", mail.len());
    }

    #[test]
    fn hostile_words_stay_words() {
        let mut report = sample::rich();
        let hostile = "\"><script>alert(1)</script>\u{202e}";
        report.problems[0].title = hostile.to_owned();
        report.problems[0].examples[0].text = hostile.to_owned();
        report.problems[0].examples[0].ticket = hostile.to_owned();
        report.problems[0].examples[0].url = Some("javascript:alert(1)".to_owned());
        let mail = render(&report);
        assert!(!mail.contains("<script") && !mail.contains("javascript:") && !mail.contains('\u{202e}'));
    }
}
