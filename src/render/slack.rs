//! A message for a Slack webhook, in its blocks: the digest of a week, not the whole report.

use serde_json::{Value, json};

use super::{
    escape::{Slack, web},
    words,
};
use crate::report::{Problem, Report};

/// Most characters of a section's text (Slack's own limit is 3,000, after escaping).
const LONGEST: usize = 2_900;

/// Most problems of a message: a channel is read on a phone.
const PROBLEMS: usize = 5;

/// Most changes of a message.
const CHANGES: usize = 10;

/// The message as indented JSON with a newline at the end.
pub fn render(report: &Report) -> String {
    let headline = words::headline(report);
    let mut blocks = vec![
        json!({"type": "header", "text": {"type": "plain_text", "text": "What to fix first"}}),
        json!({"type": "context", "elements": [{"type": "mrkdwn", "text": Slack(&words::scope(report)).to_string()}]}),
        section(&Slack(&headline).to_string()),
    ];
    if let Some(since) = words::since_cut(report, CHANGES) {
        let changes: Vec<String> = since.items.iter().map(|change| format!("• {}", Slack(change))).collect();
        blocks.push(section(&format!("*{}*\n{}", Slack(&since.heading), changes.join("\n"))));
    }
    blocks.extend(report.shown().iter().take(PROBLEMS).map(|problem| section(&told(problem, report))));
    let fixes: Vec<String> = words::fixes(report).iter().map(|fix| format!("• {}", Slack(fix))).collect();
    if !fixes.is_empty() {
        blocks.push(section(&fixes.join("\n")));
    }
    let caveats: Vec<String> =
        report.caveats.iter().map(|caveat| format!("• {}", Slack(&words::caveat(caveat, report)))).collect();
    if !caveats.is_empty() {
        let text = cut(&caveats.join("\n"));
        blocks.push(json!({"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}));
    }
    let message = json!({"text": Slack(&headline).to_string(), "blocks": blocks});
    format!("{message:#}\n")
}

fn section(text: &str) -> Value {
    json!({"type": "section", "text": {"type": "mrkdwn", "text": cut(text)}})
}

fn told(problem: &Problem, report: &Report) -> String {
    let customers = problem.customers.map_or(String::new(), |n| format!(" from {}", words::count(n, "customer")));
    let since = problem.trend.onset.map_or(String::new(), |day| format!(" since {}", words::day_near(day, report)));
    let trend =
        if report.period.is_some() { format!(" · {}{since}", words::trend(&problem.trend)) } else { String::new() };
    let mut text = format!(
        "*{}. {} {}*\n{} ({}){customers}{trend}",
        problem.rank,
        problem.id,
        Slack(&problem.title),
        words::count(problem.tickets, "ticket"),
        words::percent(problem.share),
    );
    text += &format!("\n_{}_", Slack(&words::score_line(problem)));
    if let Some(example) = problem.examples.first() {
        let id = Slack(&example.ticket).to_string();
        let cite = match example.url.as_deref().filter(|url| web(url) && !url.contains(['<', '>', '|'])) {
            Some(url) => format!("<{}|{id}>", url.replace('&', "&amp;")),
            None => id,
        };
        text += &format!("\n> {} — {cite}", Slack(&example.text));
    }
    text
}

/// Cut to the limit at the end of a line.
fn cut(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text.to_owned() };
    let line = text[..end].rfind('\n').unwrap_or(0);
    format!("{}\n…", &text[..line])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn it_keeps_slacks_limits_and_mentions_nobody() {
        let mut report = sample::report();
        report.problems[0].title = "<!channel> *all*".to_owned();
        let message: Value = serde_json::from_str(&render(&report)).unwrap();
        let blocks = message["blocks"].as_array().unwrap();
        assert!(blocks.len() <= 50);
        for block in blocks {
            let text = block["text"]["text"].as_str().unwrap_or("");
            assert!(text.chars().count() <= 3_000 && !text.contains("<!"));
        }
    }
}
