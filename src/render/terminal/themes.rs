//! The themes in a few lines.

use super::ink::{Ink, Tone, width};
use crate::{render::words, report::Report};

/// Columns of a theme's name.
const NAME: usize = 44;

/// The largest `most` themes, and how many more there are.
pub fn table(report: &Report, ink: &Ink, most: usize) -> String {
    let room = usize::from(ink.style.width);
    let mut lines = vec![];
    for theme in report.themes.iter().take(most) {
        let name = ink.cut(&ink.text(&theme.title), NAME.min(room.saturating_sub(28)));
        let ids: Vec<String> = theme.problems.iter().map(ToString::to_string).collect();
        let figures =
            format!("{:>7}  {:>6}", words::number(theme.tickets), words::percent(theme.tickets, report.intake.tickets));
        let gap = " ".repeat(NAME.min(room.saturating_sub(28)).saturating_sub(width(&name)));
        let head = format!("{:>5}  {name}{gap}  {figures}", theme.id.to_string());
        let ids = match room.saturating_sub(width(&head) + 2) {
            rest if rest >= 8 => ink.cut(&ids.join(" "), rest.min(60)),
            _ => String::new(),
        };
        lines.push(format!("{head}  {}", ink.paint(Tone::Quiet, &ids)));
    }
    if report.themes.len() > most {
        let rest = words::count(report.themes.len() - most, "further theme");
        lines.push(ink.paint(Tone::Quiet, &format!("       {rest}")));
    }
    lines.join("\n")
}
