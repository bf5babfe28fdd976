//! Two reports side by side, for a terminal.

use super::{
    Page, Style, WIDTHS,
    ink::{Ink, Tone, width},
};
use crate::{render::words::difference as words, report::difference::Difference};

/// Widest trend: two verdicts with the arrow between them, or one with what was decided.
const TREND: usize = 36;

/// The comparison, with a newline at the end.
pub fn render(found: &Difference, style: &Style) -> String {
    let ink = Ink { style: Style { width: style.width.clamp(WIDTHS.0, WIDTHS.1), ..*style } };
    let mut page = Page { ink, lines: vec![] };
    page.heading(words::HEADING, None);
    page.gap();
    for sentence in words::intro(found) {
        page.paragraph(&sentence, "");
    }
    for (heading, lines) in words::parts(found) {
        page.gap();
        page.heading(&heading, None);
        page.block(&table(&lines, &ink));
    }
    if let Some(sentence) = words::unchanged(found) {
        page.gap();
        page.paragraph(&sentence, "");
    }
    page.finish()
}

fn table(lines: &[words::Line<'_>], ink: &Ink) -> String {
    let all = usize::from(ink.style.width);
    let head = |name: &str, most: usize| most.max(width(name));
    let most = |cell: &dyn Fn(&words::Line<'_>) -> usize| lines.iter().map(cell).max().unwrap_or(0);
    let cell = |line: &words::Line<'_>, at: usize| width(&ink.text(&line.cells[at]));
    let id = head("ID", most(&|line| width(&ink.text(&line.id))));
    let sizes: Vec<usize> = (0..3).map(|at| head(words::COLUMNS[at], most(&|line| cell(line, at)))).collect();
    let trend = sizes[2].min(TREND).min(all * 2 / 5);
    let title = all.saturating_sub(id + sizes[0] + sizes[1] + trend + 8).max(12);
    let row = |id_text: &str, title_text: &str, cells: [&str; 3]| {
        let left = |text: &str, room: usize| {
            let text = ink.cut(text, room);
            format!("{text}{}", " ".repeat(room.saturating_sub(width(&text))))
        };
        let right = |text: &str, room: usize| format!("{}{text}", " ".repeat(room.saturating_sub(width(text))));
        format!(
            "{}  {}  {}  {}  {}",
            left(id_text, id),
            left(title_text, title),
            right(cells[0], sizes[0]),
            right(cells[1], sizes[1]),
            ink.cut(cells[2], trend)
        )
    };
    let mut out = vec![ink.paint(Tone::Quiet, &row("ID", "Problem", words::COLUMNS))];
    for line in lines {
        let cells = [0, 1, 2].map(|at| ink.text(&line.cells[at]));
        out.push(row(&ink.text(&line.id), &ink.text(line.title), [&cells[0], &cells[1], &cells[2]]));
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{difference::difference, sample};

    #[test]
    fn no_line_is_wider_than_the_screen_and_nothing_acts() {
        let (mut old, mut new) = (sample::report(), sample::report());
        old.problems.remove(2);
        new.problems[0].title = "\u{1b}[31m a title that is so long that it has to be cut at every width ".repeat(3);
        new.problems[1].tickets += 1_000;
        let found = difference(&old, &new);
        for columns in [54, 80, 140] {
            for unicode in [true, false] {
                let text = render(&found, &Style { width: columns, color: false, unicode, links: false });
                assert!(text.lines().all(|line| width(line) <= usize::from(columns)), "{text}");
                assert!(!text.contains('\u{1b}') && (unicode || text.is_ascii()), "{text}");
            }
        }
    }
}
