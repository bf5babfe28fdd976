//! The sum of one problem, in plain words.

use super::{
    Page, Style, WIDTHS,
    ink::{Ink, Tone, width},
};
use crate::{
    render::words,
    report::{Explanation, Report},
};

/// Why a problem stands where it stands, with a newline at the end.
pub fn render(explanation: &Explanation<'_>, report: &Report, style: &Style) -> String {
    let ink = Ink { style: Style { width: style.width.clamp(WIDTHS.0, WIDTHS.1), ..*style } };
    let mut page = Page { ink, lines: vec![] };
    let problem = explanation.problem;
    let place = format!("{} of {}", problem.rank, report.problems.len());
    page.heading(&format!("Why {} stands where it stands", problem.id), Some(&place));
    page.paragraph(&problem.title, "");
    page.gap();
    page.paragraph(words::SUM, "");
    page.gap();
    sum(&mut page, explanation, report);
    page.gap();
    for told in problem.outlook.iter().map(words::outlook).chain(words::segments(problem)) {
        page.item(&told);
    }
    for told in words::what_would_change(explanation) {
        page.item(&told);
    }
    page.finish()
}

/// The sum, and what would change it.
pub(super) fn reasons(page: &mut Page, explanation: &Explanation<'_>, report: &Report) {
    sum(page, explanation, report);
    page.gap();
    for told in words::what_would_change(explanation) {
        page.item(&told);
    }
}

/// A line a part: what it is, its figure, its points, its weight, what it adds; the total below.
fn sum(page: &mut Page, explanation: &Explanation<'_>, report: &Report) {
    let mut rows = vec![["", "figure", "points", "weight", "adds"].map(str::to_owned)];
    let parts = &explanation.problem.score.parts;
    rows.extend(parts.iter().map(|part| {
        let assumed = if part.assumed { "*" } else { "" };
        [
            words::factor(&part.name, report).to_owned() + assumed,
            words::factor_value(&part.name, part.value),
            words::points(part),
            part.weight.to_string(),
            format!("{:+.2}", part.contribution),
        ]
    }));
    let total = words::total(explanation.problem.score.total);
    rows.push(["score".to_owned(), String::new(), String::new(), String::new(), total]);
    let ink = page.ink;
    let rows: Vec<[String; 5]> = rows.into_iter().map(|row| row.map(|cell| ink.text(&cell))).collect();
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(widest).collect();
    let room = usize::from(ink.style.width).saturating_sub(widths[1..].iter().sum::<usize>() + 8 + 2);
    let name = widths[0].min(room);
    for (at, row) in rows.iter().enumerate() {
        let first = ink.cut(&row[0], name);
        let mut line = format!("  {first}{}", " ".repeat(name.saturating_sub(width(&first))));
        for (cell, room) in row[1..].iter().zip(&widths[1..]) {
            line += &format!("  {}{cell}", " ".repeat(room.saturating_sub(width(cell))));
        }
        let tone = if at == 0 { Tone::Quiet } else { Tone::Heading };
        let line = line.trim_end();
        let edge = at == 0 || at + 1 == rows.len();
        page.lines.push(if edge { ink.paint(tone, line) } else { line.to_owned() });
    }
    if parts.iter().any(|part| part.assumed) {
        page.paragraph(words::ASSUMED, "  ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{explain, sample};

    fn told(at: usize, width: u16) -> String {
        let report = sample::report();
        let explanation = explain(&report, report.problems[at].id).unwrap();
        render(&explanation, &report, &Style { width, color: false, unicode: true, links: false })
    }

    #[test]
    fn every_part_stands_in_it_and_no_line_is_too_wide() {
        let report = sample::report();
        for width in [54, 80, 120] {
            let text = told(1, width);
            for line in text.lines() {
                assert!(super::width(line) <= usize::from(width), "{width}: {line}");
            }
            for part in &report.problems[1].score.parts {
                assert!(text.contains(&format!("{:+.2}", part.contribution)), "{}: {text}", part.name);
            }
            assert!(text.contains(&words::total(report.problems[1].score.total)));
        }
        assert!(told(1, 120).contains(&format!("The one above, {},", report.problems[0].id)), "{}", told(1, 120));
    }
}
