//! Small pictures in SVG: series as bars. They carry their meaning as text for who cannot see them.

use std::fmt::Write;

use super::super::{escape::Html, words};
use crate::{
    model::time::Day,
    report::{Period, Point, Report},
};

/// Size of a bar chart in its own units.
struct Size {
    width: usize,
    height: usize,
}

/// The bars of a problem in its line: no labels.
pub fn spark(series: &[Point], period: Option<&Period>) -> String {
    if series.is_empty() {
        return String::new();
    }
    let size = Size { width: 136, height: 30 };
    let bars = bars(series, period, &size);
    format!(
        "<svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" aria-hidden=\"true\">{bars}</svg>",
        size.width, size.height, size.width, size.height
    )
}

/// A chart with its highest bar, first and last period, and the onset of a change.
pub fn chart(series: &[Point], report: &Report, onset: Option<Day>, label: &str) -> String {
    let (Some(first), Some(last), Some(period)) = (series.first(), series.last(), &report.period) else {
        return String::new();
    };
    let size = Size { width: 880, height: 96 };
    let most = series.iter().map(|point| point.tickets).max().unwrap_or(0);
    let unit = words::unit(period.unit);
    let mut out =
        format!("<figure>\n<div class=\"over\"><span>at most {} a {unit}</span>", words::number(most as usize));
    let began = onset.and_then(|onset| series.iter().position(|point| point.period == onset));
    if let Some(at) = began {
        let side = if at * 2 > series.len() { "before" } else { "after" };
        let left = tenths(at * 1000 / series.len());
        let since = words::day_near(series[at].period, report);
        put(&mut out, format_args!("<span class=\"onset {side}\" style=\"left:{left}%\">since {since}</span>"));
    }
    put(
        &mut out,
        format_args!(
            "</div>\n<svg class=\"chart\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">{}",
            size.width,
            size.height,
            Html(label),
            bars(series, Some(period), &size),
        ),
    );
    if let Some(at) = began {
        let x = tenths(at * size.width * 10 / series.len());
        put(&mut out, format_args!("<line class=\"mark\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{}\"/>", size.height));
    }
    put(
        &mut out,
        format_args!(
            "</svg>\n<div class=\"under\"><span>{}</span><span>{unit} of {}</span></div>\n</figure>",
            words::day_near(first.period, report),
            words::day_near(last.period, report)
        ),
    );
    out
}

/// One bar a period with its date and count as a tooltip; those of the recent window stand out.
fn bars(series: &[Point], period: Option<&Period>, size: &Size) -> String {
    let most = series.iter().map(|point| point.tickets).max().unwrap_or(0).max(1) as usize;
    let recent = period.and_then(|period| period.recent_from);
    let unit = period.map_or("", |period| words::unit(period.unit));
    let mut out = String::new();
    for (at, point) in series.iter().enumerate() {
        let (from, to) = (at * size.width * 10 / series.len(), (at + 1) * size.width * 10 / series.len());
        let gap = if to - from > 40 { 15 } else { (to - from) / 5 };
        // A bar of at least one unit for one ticket, so that it is told from none.
        let tall = (point.tickets as usize * size.height).div_ceil(most);
        let class = if recent.is_some_and(|recent| point.period >= recent) { "bar now" } else { "bar" };
        put(
            &mut out,
            format_args!(
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{tall}\"><title>{unit} of {}: {}</title></rect>",
                tenths(from),
                size.height - tall,
                tenths(to - from - gap),
                words::day(point.period),
                words::count(point.tickets as usize, "ticket"),
            ),
        );
    }
    out
}

/// Tenths as a decimal number.
fn tenths(value: usize) -> String {
    if value.is_multiple_of(10) { (value / 10).to_string() } else { format!("{}.{}", value / 10, value % 10) }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes every text");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn every_period_has_its_bar_and_one_ticket_can_be_seen() {
        let series: Vec<Point> =
            [0, 1, 1000].into_iter().map(|tickets| Point { period: "2026-01-05".parse().unwrap(), tickets }).collect();
        let svg = spark(&series, None);
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(svg.contains("height=\"0\"") && svg.contains("height=\"1\"") && svg.contains("height=\"30\""));
        assert_eq!(spark(&[], None), "");
    }

    #[test]
    fn a_label_cannot_leave_its_attribute() {
        let report = sample::report();
        let svg = chart(&report.problems[0].series, &report, None, "\"><script>");
        assert!(!svg.contains("<script"));
    }
}
