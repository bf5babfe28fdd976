//! One calm screen: what to fix first, why, and what to keep in mind.
//!
//! The width, the colours and the character set come in with [`Style`]; nothing here looks at the
//! terminal. What does not fit is cut with `…`, never wrapped into a mess.

mod closer;
mod difference;
mod dossier;
mod explain;
mod ink;
mod inspection;
mod problems;
mod search;
mod themes;

use ink::{Ink, Tone};

pub use closer::{cleaning, grouped};
pub use difference::render as difference;
pub use dossier::render as dossier;
pub use explain::render as explain;
pub use inspection::render as inspection;
pub use search::render as search;

use super::words;
use crate::report::{Example, Report};

/// What the terminal can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: u16,
    /// Whether ANSI colours are wanted.
    pub color: bool,
    /// Whether it shows more than ASCII.
    pub unicode: bool,
    /// Whether ticket ids may be links (OSC 8).
    pub links: bool,
}

/// Narrowest and widest report: below the table breaks, above lines are too long to read.
const WIDTHS: (u16, u16) = (54, 150);

/// Longest line of running text: longer ones are hard to follow.
const LINE: usize = 100;

/// How many problems are shown with quotes, and how many quotes each.
const QUOTED: usize = 3;
const QUOTES: usize = 2;

/// Lines of a quote.
const QUOTE_LINES: usize = 2;

/// How many changes are told.
const CHANGES: usize = 12;

/// How many themes are shown.
const THEMES: usize = 8;

/// How many unspecific categories are opened.
const OPENED: usize = 4;

/// The report for a terminal, with a newline at the end.
pub fn render(report: &Report, style: &Style) -> String {
    let ink = Ink { style: Style { width: style.width.clamp(WIDTHS.0, WIDTHS.1), ..*style } };
    let mut page = Page { ink, lines: vec![] };
    page.heading("What to fix first", Some(&words::scope(report)));
    page.gap();
    page.paragraph(&words::headline(report), "");
    if let Some(since) = words::since_cut(report, CHANGES).or_else(|| words::changed(report, CHANGES)) {
        page.gap();
        page.heading(&since.heading, None);
        since.items.iter().for_each(|change| page.item(change));
    }
    if !report.problems.is_empty() {
        page.gap();
        page.block(&problems::table(report, &ink));
    }
    if report.shown().iter().any(|problem| !problem.examples.is_empty()) {
        page.gap();
        page.heading("In the customers’ words", None);
        for problem in report.shown().iter().take(QUOTED) {
            page.paragraph(&format!("{} {}", problem.id, problem.title), "");
            for told in problem.outlook.iter().map(words::outlook).chain(words::segments(problem)) {
                page.paragraph(&told, "  ");
            }
            if let Some(about) = words::about(problem) {
                page.paragraph(&about, "  ");
            }
            page.paragraph(&words::score_line(problem), "  ");
            problem.examples.iter().take(QUOTES).for_each(|example| page.quote(example));
        }
    }
    let fixes = words::fixes(report);
    if !fixes.is_empty() {
        page.gap();
        page.heading("Shipped fixes", None);
        fixes.iter().for_each(|fix| page.item(fix));
    }
    if report.themes.len() > 1 {
        page.gap();
        page.heading("Themes", None);
        page.block(&themes::table(report, &ink, THEMES));
    }
    if !report.grouping.examples.is_empty() {
        page.gap();
        page.heading("Read like no other", Some(&words::count(report.grouping.alone(), "ticket")));
        for example in &report.grouping.examples {
            page.quote(example);
        }
    }
    if !report.opened.is_empty() {
        page.gap();
        page.heading(words::page::OPENED, None);
        report.opened.iter().take(OPENED).for_each(|opened| page.item(&words::inside(opened)));
    }
    if !report.caveats.is_empty() {
        page.gap();
        page.heading("Keep in mind", None);
        for caveat in &report.caveats {
            page.item(&words::caveat(caveat, report));
        }
    }
    page.finish()
}

/// The lines so far.
struct Page {
    ink: Ink,
    lines: Vec<String>,
}

impl Page {
    fn gap(&mut self) {
        self.lines.push(String::new());
    }

    /// A heading, and at the right end what it is about when there is room.
    fn heading(&mut self, left: &str, right: Option<&str>) {
        let (left, right) = (self.ink.text(left), right.map(|right| self.ink.text(right)));
        let painted = self.ink.paint(Tone::Heading, &left);
        let width = usize::from(self.ink.style.width);
        let room = right.as_deref().map(|right| width.saturating_sub(ink::width(&left) + ink::width(right)));
        let line = match (right, room) {
            (Some(right), Some(room)) if room >= 2 => {
                format!("{painted}{}{}", " ".repeat(room), self.ink.paint(Tone::Quiet, &right))
            }
            (Some(right), _) => format!("{painted}\n{}", self.ink.paint(Tone::Quiet, &self.ink.cut(&right, width))),
            (None, _) => painted,
        };
        self.lines.push(line);
    }

    fn paragraph(&mut self, text: &str, indent: &str) {
        let room = usize::from(self.ink.style.width).min(LINE) - indent.len();
        for line in self.ink.wrap(text, room, usize::MAX) {
            self.lines.push(format!("{indent}{line}"));
        }
    }

    fn item(&mut self, text: &str) {
        let bullet = if self.ink.style.unicode { "· " } else { "- " };
        let room = usize::from(self.ink.style.width).min(LINE) - 2;
        for (at, line) in self.ink.wrap(text, room, usize::MAX).into_iter().enumerate() {
            let lead = if at == 0 { bullet } else { "  " };
            self.lines.push(format!("{}{line}", self.ink.paint(Tone::Quiet, lead)));
        }
    }

    /// A ticket's words and its id.
    fn quote(&mut self, example: &Example) {
        let room = usize::from(self.ink.style.width).min(LINE) - 2;
        for line in self.ink.quote(example, room, QUOTE_LINES) {
            self.lines.push(format!("  {}", self.ink.paint(Tone::Quiet, &line)));
        }
    }

    fn block(&mut self, text: &str) {
        self.lines.extend(text.lines().map(|line| line.trim_end().to_owned()));
    }

    fn finish(self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn plain(width: u16, unicode: bool) -> String {
        render(&sample::report(), &Style { width, color: false, unicode, links: false })
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in 54..=160 {
            for line in plain(width, true).lines() {
                assert!(ink::width(line) <= usize::from(width), "{width}: {line}");
            }
        }
    }

    #[test]
    fn without_unicode_every_character_is_ascii() {
        assert!(plain(100, false).is_ascii());
    }

    #[test]
    fn colours_change_nothing_but_the_colour() {
        let report = sample::report();
        for width in [60, 80, 100, 140] {
            let painted = render(&report, &Style { width, color: true, unicode: true, links: false });
            let mut bare = String::new();
            let mut rest = painted.as_str();
            while let Some(at) = rest.find('\u{1b}') {
                bare.push_str(&rest[..at]);
                rest = &rest[at + rest[at..].find('m').unwrap() + 1..];
            }
            bare.push_str(rest);
            let trimmed: Vec<_> = bare.lines().map(str::trim_end).collect();
            assert_eq!(trimmed, plain(width, true).lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_shown_problem_stands_in_it_at_every_width() {
        let report = sample::report();
        for width in [54, 80, 140] {
            let text = plain(width, true);
            assert!(report.shown().iter().all(|p| text.contains(&format!("{} ", p.id))), "{width}");
        }
    }
}
