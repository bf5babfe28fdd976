//! A message for a Slack webhook, in its blocks: the digest of a week, not the whole report.
//!
//! Slack refuses a message as a whole when one of its blocks is too long, so every text is cut to its block's limit
//! after escaping, and the blocks are counted.

use serde_json::{Value, json};

use super::{
    escape::{Slack, web},
    words::{self, digest},
};
use crate::report::{Problem, Report};

/// Most characters of a section's text, after escaping (Slack's own limit is 3,000).
const LONGEST: usize = 2_900;

/// Most characters of a quote and of a title: one long ticket must not take a phone's screen.
const QUOTE: usize = 300;
const TITLE: usize = 150;

/// Most problems of a message: a channel is read on a phone.
const PROBLEMS: usize = 5;

/// Most changes of a message.
const CHANGES: usize = 10;

/// Most lines of news and of caveats; the rest is counted.
const LINES: usize = 12;

/// The message as indented JSON with a newline at the end.
pub fn render(report: &Report) -> String {
    let headline = Slack(&words::headline(report)).to_string();
    let mut blocks = vec![
        json!({"type": "header", "text": {"type": "plain_text", "text": "What to fix first"}}),
        context(&Slack(&words::scope(report)).to_string()),
        section(&headline),
    ];
    if let Some(since) = words::since_cut(report, CHANGES) {
        let changes: Vec<String> = since.items.iter().map(|change| format!("• {}", Slack(change))).collect();
        blocks.push(section(&format!("*{}*\n{}", Slack(&since.heading), changes.join("\n"))));
    }
    blocks.extend(report.shown().iter().take(PROBLEMS).map(|problem| section(&told(problem, report))));
    let fixes: Vec<String> = words::fixes(report).iter().map(|fix| Slack(fix).to_string()).collect();
    if !fixes.is_empty() {
        blocks.push(json!({"type": "divider"}));
        blocks.push(section(&lines(&fixes)));
    }
    let caveats: Vec<String> =
        report.caveats.iter().map(|caveat| Slack(&words::caveat(caveat, report)).to_string()).collect();
    if !caveats.is_empty() {
        blocks.push(context(&lines(&caveats)));
    }
    let message = json!({"text": cut(&headline, LONGEST), "blocks": blocks});
    format!("{message:#}\n")
}

/// What changed since the report before, and what became of fixes; nothing that only trends tell: they stand above.
fn section(text: &str) -> Value {
    json!({"type": "section", "text": {"type": "mrkdwn", "text": cut(text, LONGEST)}})
}

fn context(text: &str) -> Value {
    json!({"type": "context", "elements": [{"type": "mrkdwn", "text": cut(text, LONGEST)}]})
}

fn lines(all: &[String]) -> String {
    let mut lines: Vec<String> = all.iter().take(LINES).map(|text| format!("• {text}")).collect();
    if all.len() > LINES {
        lines.push(format!("… and {} more", words::number(all.len() - LINES)));
    }
    lines.join("\n")
}

fn title(problem: &Problem) -> String {
    Slack(&short(&problem.title, TITLE)).to_string()
}

fn told(problem: &Problem, report: &Report) -> String {
    let since = problem.trend.onset.map_or(String::new(), |day| format!(" since {}", words::day_near(day, report)));
    let trend =
        if report.period.is_some() { format!(" · {}{since}", words::trend(&problem.trend)) } else { String::new() };
    let mut text = format!(
        "*{}. {} {}*\n{} ({}){trend}",
        problem.rank,
        problem.id,
        title(problem),
        digest::size(problem),
        words::percent(problem.tickets, report.intake.tickets),
    );
    if let Some(about) = words::about(problem) {
        text += &format!("\n{}", Slack(&about));
    }
    if let Some(example) = problem.examples.first() {
        let id = Slack(&short(&example.ticket, TITLE)).to_string();
        let cite = match example.url.as_deref().filter(|url| linkable(url)) {
            Some(url) => format!("<{}|{id}>", url.replace('&', "&amp;")),
            None => id,
        };
        text += &format!("\n> {} — {cite}", Slack(&short(&example.text, QUOTE)));
    }
    text
}

/// Whether an address can stand in a link without ending it, and is not so long that the text would be cut in it.
fn linkable(url: &str) -> bool {
    web(url) && url.len() <= 500 && url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '|'))
}

/// At most `most` characters of a raw text.
fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// An escaped text cut to the limit: at the end of a line where there is one, never inside of `&amp;` or a link.
fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..end];
    let end = head.rfind('\n').filter(|&at| at > 0).or_else(|| head.rfind(' ')).unwrap_or_else(|| {
        let open = head.rfind(['&', '<']).filter(|&at| !head[at..].contains([';', '>']));
        open.unwrap_or(end)
    });
    format!("{}\n…", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            change::{Change, ChangeKind},
            problem::ProblemId,
        },
        report::sample,
    };

    /// Every text of a message with the limit of its place (api.slack.com/reference/block-kit/blocks).
    fn texts(message: &Value) -> Vec<(String, usize)> {
        let mut found = vec![];
        for block in message["blocks"].as_array().unwrap() {
            let most = if block["type"] == "header" { 150 } else { 3_000 };
            let elements = block["elements"].as_array().cloned().unwrap_or_default();
            assert!(elements.len() <= 10);
            for text in elements.iter().chain(block.get("text")) {
                found.push((text["text"].as_str().unwrap().to_owned(), most));
            }
        }
        found
    }

    #[test]
    fn two_hundred_hostile_problems_keep_slacks_limits_and_mention_nobody() {
        let mut report = sample::report();
        let hostile = "<!channel> *all* & <@U1> `x` ".repeat(400);
        let made = report.problems[0].clone();
        report.problems = (1..=200)
            .map(|at| {
                let mut problem = made.clone();
                (problem.id, problem.rank) = (ProblemId(at), at as usize);
                problem.title.clone_from(&hostile);
                problem.owner = Some(hostile.clone());
                for example in &mut problem.examples {
                    example.text = "&".repeat(10_000);
                    example.ticket.clone_from(&hostile);
                    example.url = Some(format!("https://desk.example/{}", "a|b>".repeat(900)));
                }
                problem
            })
            .collect();
        report.grouping.top = 200;
        report.since = report.as_of;
        let change = |problem: &Problem| Change { problem: problem.id, kind: ChangeKind::Rose, others: vec![] };
        report.changes = report.problems.iter().map(change).collect();
        report.caveats = vec![report.caveats[0].clone(); 200];
        let message: Value = serde_json::from_str(&render(&report)).unwrap();
        assert!(message["blocks"].as_array().unwrap().len() <= 50);
        assert!(message["text"].as_str().unwrap().chars().count() <= 3_000);
        for (text, most) in texts(&message) {
            assert!((1..=most).contains(&text.chars().count()), "{} characters", text.chars().count());
            assert!(!text.contains("<!") && !text.contains("<@"), "{text}");
            let cut = text.rsplit('&').next().filter(|_| text.contains('&')).unwrap_or("");
            assert!(cut.is_empty() || cut.contains(';'), "cut inside of an entity: {cut}");
        }
        assert!(texts(&message).iter().any(|(text, _)| text.contains("… and 188 more")));
    }

    #[test]
    fn a_text_without_a_break_is_not_cut_inside_of_an_entity() {
        for most in 5..30 {
            let short = cut(&"&amp;".repeat(20), most);
            assert!(
                short.chars().count() <= most + 2 && !short.trim_end_matches("\n…").replace("&amp;", "").contains('&')
            );
        }
    }
}
