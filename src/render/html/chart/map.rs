//! The map of problems: near bubbles read alike, large ones have many tickets, each leads to its problem.

use std::fmt::Write;

use super::{
    super::super::{
        escape::Html,
        words::{self, page},
    },
    At, across,
};
use crate::report::{Problem, Report};

/// Pixels that the places are spread over; the labels are laid out for this size.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 440.0;

/// Kept free at the edges, so that the outermost bubbles are whole.
const MARGIN: (f64, f64) = (0.05, 0.1);

/// Share of the map that all bubbles together may cover: more would hide each other.
const COVERED: f64 = 0.15;

/// Radius of the largest bubble and of the smallest.
const LARGEST: f64 = 36.0;
const SMALLEST: f64 = 4.0;

/// Letters of an id.
const ID: usize = 6;

/// Letters of a label, and about how wide one is.
const LETTERS: usize = 30;
const LETTER: f64 = 6.6;

/// Problems with a label are reached by the keyboard too; all others by the list.
struct Bubble<'a> {
    problem: &'a Problem,
    x: f64,
    y: f64,
    r: f64,
}

/// Where a label stands beside its bubble, in the order that is tried.
#[derive(Clone, Copy)]
enum Side {
    Right,
    Left,
    Below,
    Above,
}

impl Side {
    /// How the text is anchored, and how far its baseline is from the bubble's centre.
    fn shift(self, r: f64) -> (&'static str, f64, f64) {
        match self {
            Self::Right => ("start", r + 5.0, 4.0),
            Self::Left => ("end", -r - 5.0, 4.0),
            Self::Below => ("middle", 0.0, r + 15.0),
            Self::Above => ("middle", 0.0, -r - 6.0),
        }
    }
}

/// A rectangle that is taken.
struct Taken {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// The map of the `largest` problems; nothing with fewer than three places.
pub fn map(report: &Report, largest: usize) -> String {
    let placed = report.problems.iter().filter_map(|problem| {
        let [x, y] = problem.place.filter(|place| place.iter().all(|at| at.is_finite()))?;
        Some((problem, inside(x, MARGIN.0), inside(y, MARGIN.1)))
    });
    let mut placed: Vec<(&Problem, f64, f64)> = placed.collect();
    if placed.len() < 3 {
        return String::new();
    }
    // The largest first, so that small ones lie on top of them and are not hidden.
    placed.sort_by_key(|(problem, ..)| (std::cmp::Reverse(problem.tickets), problem.id));
    placed.truncate(largest);
    let scale = scale(&placed.iter().map(|(problem, ..)| problem.tickets).collect::<Vec<_>>());
    let bubbles: Vec<Bubble<'_>> = placed
        .into_iter()
        .map(|(problem, x, y)| Bubble { problem, x, y, r: (scale * (problem.tickets as f64).sqrt()).max(SMALLEST) })
        .collect();
    let mut out =
        format!("<figure class=\"map\"><svg height=\"{HEIGHT}\" role=\"group\" aria-label=\"Map of problems\">\n");
    let mut taken: Vec<Taken> = vec![];
    let mut labels = String::new();
    for bubble in &bubbles {
        // Its id and name where there is room for them, its id alone where there is less.
        let label = format!(" {}", page::cut(&bubble.problem.title, LETTERS));
        let whole = free(bubble, ID + label.chars().count(), &bubbles, &taken).map(|place| (place, label.as_str()));
        let place = whole.or_else(|| Some((free(bubble, ID, &bubbles, &taken)?, "")));
        circle(&mut out, bubble, place.is_some(), report);
        if let Some(((room, side), label)) = place {
            taken.push(room);
            let (class, dx, dy) = side.shift(bubble.r);
            put(
                &mut labels,
                format_args!(
                    "<text class=\"{class}\" x=\"{}\" y=\"{}\" dx=\"{}\" dy=\"{}\"><tspan>{}</tspan><tspan class=\"name\">{}</tspan></text>\n",
                    across(bubble.x),
                    across(bubble.y),
                    At(dx),
                    At(dy),
                    bubble.problem.id,
                    Html(label),
                ),
            );
        }
    }
    out + "<g class=\"labels\" aria-hidden=\"true\">\n" + &labels + "</g></svg></figure>\n"
}

fn circle(out: &mut String, bubble: &Bubble<'_>, labelled: bool, report: &Report) {
    let problem = bubble.problem;
    let verdict = problem.trend.verdict;
    let said = if report.period.is_some() { format!(", {}", words::verdict(verdict)) } else { String::new() };
    put(
        out,
        format_args!(
            "<a href=\"#{0}\"{1}><circle class=\"{2}\" cx=\"{3}\" cy=\"{4}\" r=\"{5}\"/><title>{0} {6}: {7}{said}</title>",
            problem.id,
            if labelled { "" } else { " tabindex=\"-1\"" },
            verdict.name(),
            across(bubble.x),
            across(bubble.y),
            At(bubble.r),
            Html(&page::title(&problem.title)),
            words::count(problem.tickets, "ticket"),
        ),
    );
    if bubble.r >= 12.0 && report.period.is_some() {
        put(
            out,
            format_args!(
                "<text class=\"sign\" x=\"{}\" y=\"{}\" dy=\"5\">{}</text>",
                across(bubble.x),
                across(bubble.y),
                page::sign(verdict)
            ),
        );
    }
    out.push_str("</a>\n");
}

/// Where a label of so many letters lies on nothing.
fn free(bubble: &Bubble<'_>, letters: usize, all: &[Bubble<'_>], taken: &[Taken]) -> Option<(Taken, Side)> {
    let (x, y, width) = (bubble.x * WIDTH, bubble.y * HEIGHT, letters as f64 * LETTER);
    [Side::Right, Side::Left, Side::Below, Side::Above]
        .into_iter()
        .map(|side| {
            let (class, dx, dy) = side.shift(bubble.r);
            let left = match class {
                "start" => x + dx,
                "end" => x + dx - width,
                _ => x - width / 2.0,
            };
            (Taken { left, right: left + width, top: y + dy - 13.0, bottom: y + dy + 5.0 }, side)
        })
        .find(|(place, _)| {
            let others = all.iter().filter(|other| other.problem.id != bubble.problem.id);
            place.left >= 0.0
                && place.right <= WIDTH
                && place.top >= 0.0
                && place.bottom <= HEIGHT
                && taken.iter().all(|other| !crossing(place, other))
                && others.into_iter().all(|other| {
                    let (x, y, r) = (other.x * WIDTH, other.y * HEIGHT, other.r);
                    !crossing(place, &Taken { left: x - r, right: x + r, top: y - r, bottom: y + r })
                })
        })
}

fn crossing(a: &Taken, b: &Taken) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

fn inside(place: f64, margin: f64) -> f64 {
    margin + (1.0 - 2.0 * margin) * place.clamp(0.0, 1.0)
}

/// Pixels of radius by the square root of a ticket: the bubbles' area follows the tickets.
fn scale(tickets: &[usize]) -> f64 {
    let most = tickets.iter().max().copied().unwrap_or(0).max(1) as f64;
    let all = tickets.iter().sum::<usize>().max(1) as f64;
    let covering = COVERED * WIDTH * HEIGHT / (std::f64::consts::PI * all);
    (LARGEST / most.sqrt()).min(covering.sqrt())
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes every text");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn every_placed_problem_has_its_bubble_and_leads_to_it() {
        let report = sample::rich();
        let placed = report.problems.iter().filter(|problem| problem.place.is_some()).count();
        assert!(placed >= 3);
        assert_eq!(map(&report, 200).matches("<a href=\"#P-").count(), placed);
    }

    #[test]
    fn labels_do_not_lie_on_each_other() {
        let mut report = sample::rich();
        for problem in &mut report.problems {
            problem.place = Some([0.5, 0.5]);
        }
        assert!(map(&report, 200).matches("<tspan>").count() <= 4);
    }

    #[test]
    fn without_places_there_is_no_map() {
        let mut report = sample::rich();
        for problem in &mut report.problems {
            problem.place = Some([f64::NAN, 0.5]);
        }
        assert_eq!(map(&report, 200), "");
    }
}
