//! What a search found: problems, tickets, and what means the same.

use super::{
    Page, Style, WIDTHS,
    ink::{Ink, Tone},
};
use crate::{
    render::words,
    report::found::{Found, FoundTicket},
};

/// Lines of a ticket's words.
const TICKET_LINES: usize = 2;

/// What was found for a terminal, with a newline at the end.
pub fn render(found: &Found, style: &Style) -> String {
    let ink = Ink { style: Style { width: style.width.clamp(WIDTHS.0, WIDTHS.1), ..*style } };
    let mut page = Page { ink, lines: vec![] };
    page.paragraph(&words::found(found), "");
    if let Some(masked) = words::masked_query(found) {
        page.paragraph(&masked, "");
    }
    if !found.problems.is_empty() {
        page.gap();
        page.heading(words::PROBLEMS, None);
        for problem in &found.problems {
            page.titled(&format!("{} {}", problem.problem, problem.title), &words::matching(problem));
        }
        page.further(words::further_of(found.further_problems, "problem"));
    }
    if !found.tickets.is_empty() {
        page.gap();
        page.heading(words::TICKETS, None);
        found.tickets.iter().for_each(|ticket| page.found(ticket, &found.words));
        page.further(words::further_of(found.further_tickets, "ticket"));
    }
    if let Some(near) = found.nearest.as_ref().filter(|near| !(near.problems.is_empty() && near.tickets.is_empty())) {
        page.gap();
        page.heading(words::NEAREST, None);
        for problem in &near.problems {
            page.titled(&format!("{} {}", problem.problem, problem.title), &words::near(problem));
        }
        near.tickets.iter().for_each(|ticket| page.found(ticket, &found.words));
    }
    page.finish()
}

impl Page {
    /// A title and, at the right end, a figure.
    fn titled(&mut self, title: &str, figure: &str) {
        let width = usize::from(self.ink.style.width).min(super::LINE);
        let figure = self.ink.text(figure);
        let room = width.saturating_sub(super::ink::width(&figure) + 2);
        let title = self.ink.cut(&self.ink.text(title), room);
        let gap = " ".repeat(width.saturating_sub(super::ink::width(&title) + super::ink::width(&figure)));
        let line = format!("{}{gap}{}", self.ink.paint(Tone::Heading, &title), self.ink.paint(Tone::Quiet, &figure));
        self.lines.push(line);
    }

    /// A ticket and its words; what was looked for stands out.
    fn found(&mut self, ticket: &FoundTicket, looked_for: &[String]) {
        let width = usize::from(self.ink.style.width).min(super::LINE);
        self.lines.push(self.ink.cut(&self.ink.text(&words::found_ticket(ticket)), width));
        for line in self.ink.wrap(&ticket.text, width - 2, TICKET_LINES) {
            self.lines.push(format!("  {}", self.marked(&line, looked_for)));
        }
    }

    fn marked(&self, line: &str, looked_for: &[String]) -> String {
        let (mut marked, mut quiet, mut rest) = (String::new(), String::new(), line);
        while let Some(first) = rest.chars().next() {
            let word = first.is_alphanumeric();
            let end = rest.find(|c: char| c.is_alphanumeric() != word).unwrap_or(rest.len());
            let (piece, tail) = rest.split_at(end);
            let lower = piece.to_lowercase();
            if looked_for.iter().any(|known| lower.starts_with(known.as_str())) {
                marked += &self.ink.paint(Tone::Quiet, &std::mem::take(&mut quiet));
                marked += &self.ink.paint(Tone::Heading, piece);
            } else {
                quiet += piece;
            }
            rest = tail;
        }
        marked + &self.ink.paint(Tone::Quiet, &quiet)
    }

    fn further(&mut self, text: Option<String>) {
        if let Some(text) = text {
            let line = self.ink.text(&text);
            self.lines.push(self.ink.paint(Tone::Quiet, &line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::ink, *};
    use crate::{
        model::problem::ProblemId,
        report::found::{FoundProblem, NearProblem, Nearby},
    };

    #[test]
    fn no_line_is_wider_than_the_terminal_and_nothing_acts() {
        let hostile = "\u{1b}[31m red \u{202e} ".repeat(40) + &"x".repeat(5_000);
        let ticket = FoundTicket {
            ticket: hostile.clone(),
            day: None,
            problem: Some(ProblemId(3)),
            score: 1.0,
            text: hostile.clone(),
            url: None,
        };
        let found = Found {
            schema: 1,
            query: hostile.clone(),
            masked: vec!["email".to_owned()],
            words: vec!["red".to_owned()],
            searched: 1_000,
            matching: 12,
            problems: vec![FoundProblem { problem: ProblemId(3), title: hostile.clone(), tickets: 40, matching: 3 }],
            further_problems: 2,
            tickets: vec![ticket.clone()],
            further_tickets: 1,
            nearest: Some(Nearby {
                problems: vec![NearProblem { problem: ProblemId(4), title: hostile, tickets: 2, similarity: 0.5 }],
                tickets: vec![ticket],
            }),
        };
        for width in [54, 80, 150] {
            for unicode in [true, false] {
                let text = render(&found, &Style { width, color: false, unicode, links: false });
                assert!(!text.contains(['\u{1b}', '\u{202e}']));
                assert!(unicode || text.is_ascii());
                assert!(text.contains("P-3") && text.contains("3 of 40 tickets match") && text.contains("further"));
                for line in text.lines() {
                    assert!(ink::width(line) <= usize::from(width), "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn the_words_that_were_looked_for_stand_out_where_there_are_colours() {
        let page =
            |color| Page { ink: Ink { style: Style { width: 80, color, unicode: true, links: false } }, lines: vec![] };
        let words = ["refund".to_owned()];
        assert_eq!(page(false).marked("Refunds, no refund.", &words), "Refunds, no refund.");
        let shown = page(true).marked("No Refunds!", &words);
        assert_eq!(shown, "\u{1b}[2mNo \u{1b}[0m\u{1b}[1mRefunds\u{1b}[0m\u{1b}[2m!\u{1b}[0m");
    }
}
