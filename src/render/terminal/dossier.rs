//! One problem with all its tickets.

use super::{
    Page, QUOTES, Style, WIDTHS,
    ink::{self, Ink, Tone},
};
use crate::{
    render::words,
    report::dossier::{Dossier, Member},
};

/// Columns of a label.
const LABEL: usize = 11;

/// Bars of the series.
const BARS: usize = 52;

/// Lines of a ticket's words.
const TICKET_LINES: usize = 2;

/// The problem for a terminal, with a newline at the end.
pub fn render(dossier: &Dossier<'_>, style: &Style) -> String {
    let ink = Ink { style: Style { width: style.width.clamp(WIDTHS.0, WIDTHS.1), ..*style } };
    let mut page = Page { ink, lines: vec![] };
    let width = usize::from(ink.style.width);
    for line in ink.wrap(&words::dossier_title(dossier), width, usize::MAX) {
        page.lines.push(ink.paint(Tone::Heading, &line));
    }
    let bars = ink.spark(&dossier.problem.series, BARS.min(width));
    if dossier.problem.series.len() > 1 {
        page.lines.push(ink.paint(Tone::Verdict(dossier.problem.trend.verdict), &bars));
    }
    page.gap();
    for (label, fact) in words::dossier_facts(dossier) {
        page.fact(label, &fact);
    }
    if let Some(explanation) = &dossier.explanation {
        page.gap();
        page.heading(words::REASONS, None);
        super::explain::reasons(&mut page, explanation, dossier.report);
    }
    if !dossier.problem.examples.is_empty() {
        page.gap();
        page.heading(words::TYPICAL, None);
        dossier.problem.examples.iter().take(QUOTES + 1).for_each(|example| page.quote(example));
    }
    if !dossier.farthest.is_empty() {
        page.gap();
        page.heading(words::FARTHEST, None);
        dossier.farthest.iter().for_each(|member| page.member(member));
    }
    page.gap();
    page.heading(&format!("{} ({})", words::ALL_TICKETS, dossier.tickets.len()), Some(words::NEWEST_FIRST));
    dossier.tickets.iter().for_each(|member| page.member(member));
    page.finish()
}

impl Page {
    /// A label and beside it what there is to say.
    pub(super) fn fact(&mut self, label: &str, fact: &str) {
        let room = usize::from(self.ink.style.width).min(super::LINE).saturating_sub(LABEL);
        for (at, line) in self.ink.wrap(fact, room, usize::MAX).into_iter().enumerate() {
            let label = if at == 0 { self.ink.text(label) } else { String::new() };
            let gap = " ".repeat(LABEL.saturating_sub(ink::width(&label)));
            self.lines.push(format!("{}{gap}{line}", self.ink.paint(Tone::Quiet, &label)));
        }
    }

    /// A ticket: its id, when, how alike, where; and its words beneath.
    fn member(&mut self, member: &Member) {
        let width = usize::from(self.ink.style.width).min(super::LINE);
        let mut head = format!("{}  {}  {:.2}", member.ticket, words::member_day(member), member.similarity);
        for more in [member.misfiled.as_deref().map(words::misfiled), member.url.clone()].into_iter().flatten() {
            head += &format!("  {more}");
        }
        self.lines.push(self.ink.cut(&self.ink.text(&head), width));
        for line in self.ink.wrap(&member.text, width - 2, TICKET_LINES) {
            self.lines.push(format!("  {}", self.ink.paint(Tone::Quiet, &line)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{dossier::Near, sample};

    fn member(text: &str) -> Member {
        Member {
            ticket: "T-\u{1b}[31m1".to_owned(),
            day: None,
            similarity: 0.5,
            text: text.to_owned(),
            url: Some(
                "https://desk.example/a/very/long/address/that/does/not/fit/on/the/line/of/a/terminal".to_owned(),
            ),
            misfiled: Some("Billing\u{202e}".to_owned()),
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_nothing_acts() {
        let report = sample::report();
        let members = vec![member(&"word\u{7} ".repeat(60)), member(&"x".repeat(5_000))];
        let near = Near { problem: report.problems[1].id, title: "\u{1b}]0;gone\u{7}", tickets: 3, similarity: 0.9 };
        let dossier = Dossier {
            report: &report,
            problem: &report.problems[0],
            theme: Some((report.problems[0].theme, "a theme")),
            neighbours: vec![near],
            farthest: members.clone(),
            tickets: members,
            remembered: false,
            explanation: crate::report::explain(&report, report.problems[0].id).ok(),
        };
        for width in [54, 80, 150] {
            for unicode in [true, false] {
                let text = render(&dossier, &Style { width, color: false, unicode, links: false });
                assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']));
                assert!(unicode || text.is_ascii());
                for line in text.lines() {
                    assert!(ink::width(line) <= usize::from(width), "{width}: {line}");
                }
            }
        }
    }
}
