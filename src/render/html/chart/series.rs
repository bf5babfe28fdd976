//! Tickets over time: the line, the band to be expected, the recent window, the onset of a change with
//! its interval, and the day of a fix.

use std::fmt::Write;

use super::{
    super::super::{
        escape::Html,
        words::{self, page},
    },
    STEP, across, between, heights, line, spark, ticks,
};
use crate::{
    model::{fix::Fix, time::Day},
    report::{Band, Period, Point, Report, Trend},
};

/// Pixels of the plot, of what is above it for marks, and of what is below it for dates.
const PLOT: f64 = 120.0;
const ABOVE: f64 = 32.0;
const BELOW: f64 = 20.0;

/// Units of a pixel: whole numbers are exact to half of one.
const UNITS: f64 = 2.0;

/// What is drawn.
pub struct Series<'a> {
    /// Its name for who cannot see it.
    pub label: String,
    /// Its tickets.
    pub points: &'a [Point],
    /// What was to be expected.
    pub band: &'a [Band],
    /// When it changed.
    pub trend: Option<&'a Trend>,
    /// When it was mended.
    pub fix: Option<&'a Fix>,
}

/// The chart; nothing without a series or periods, or when all tickets lie outside of them.
pub fn series(series: &Series<'_>, report: &Report) -> String {
    let (Some(first), Some(last), Some(period)) = (series.points.first(), series.points.last(), &report.period) else {
        return String::new();
    };
    let band = if series.band.len() == series.points.len() { series.band } else { &[] };
    let highest = series.points.iter().map(|point| point.tickets).max().unwrap_or(0);
    if highest == 0 {
        return String::new();
    }
    // The float saturates: a band beyond all numbers is drawn to the top.
    let expected = band.iter().map(|band| band.high.ceil() as u32).max().unwrap_or(0).min(highest.saturating_mul(3));
    let marks = ticks(highest.max(expected));
    let most = f64::from(marks.last().copied().unwrap_or(1));
    let marked = series.trend.is_some_and(|trend| trend.onset.is_some()) || series.fix.is_some();
    let top = if marked { ABOVE } else { 8.0 };
    let height = top + PLOT + BELOW;
    let y = |mark: u32| top + PLOT - PLOT * f64::from(mark) / most;

    let mut out = String::from("<figure class=\"series\"><div class=\"plot\">");
    put(&mut out, format_args!("<svg class=\"axis\" width=\"40\" height=\"{height}\" aria-hidden=\"true\">"));
    for &mark in std::iter::once(&0).chain(&marks) {
        let text = words::number(mark as usize);
        put(&mut out, format_args!("<text x=\"34\" y=\"{:.0}\">{text}</text>", y(mark) + 4.0));
    }
    put(
        &mut out,
        format_args!(
            "</svg><svg class=\"area\" height=\"{height}\" role=\"img\"><title>{}</title><desc>{}</desc>",
            Html(&series.label),
            Html(&page::series(series.points, period)),
        ),
    );
    window(&mut out, series.points, period, top);
    for &mark in std::iter::once(&0).chain(&marks) {
        put(&mut out, format_args!("<line class=\"grid\" x2=\"100%\" y1=\"{0:.0}\" y2=\"{0:.0}\"/>", y(mark)));
    }
    course(&mut out, series.points, band, (most, top));
    marks_of(&mut out, series, report, top);
    put(
        &mut out,
        format_args!(
            "<text class=\"date\" y=\"{0}\">{1}</text>{3}<text class=\"date end\" x=\"100%\" y=\"{0}\">{2}</text></svg></div></figure>\n",
            height - 4.0,
            words::day_near(first.period, report),
            words::day_near(last.period, report),
            middle(series.points, height - 4.0, report),
        ),
    );
    out
}

/// The date in the middle, where there is room for a third.
fn middle(points: &[Point], y: f64, report: &Report) -> String {
    let at = points.len() / 2;
    if points.len() < 9 {
        return String::new();
    }
    let x = across((at as f64 + 0.5) / points.len() as f64);
    format!("<text class=\"date middle\" x=\"{x}\" y=\"{y}\">{}</text>", words::day_near(points[at].period, report))
}

/// The recent periods as a ground.
fn window(out: &mut String, points: &[Point], period: &Period, top: f64) {
    let recent = spark::recent(points, period);
    if recent > 0 {
        let (share, all) = (recent as f64, points.len() as f64);
        let (x, width) = (across(1.0 - share / all), across(share / all));
        put(out, format_args!("<rect class=\"window\" x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{PLOT}\"/>"));
    }
}

/// The band and the line, stretched to the width.
fn course(out: &mut String, points: &[Point], band: &[Band], (most, top): (f64, f64)) {
    let high = PLOT * UNITS;
    let of = |values: &mut dyn Iterator<Item = f64>| heights(values, most, high);
    put(
        out,
        format_args!(
            "<svg y=\"{top}\" width=\"100%\" height=\"{PLOT}\" viewBox=\"0 0 {} {high}\" preserveAspectRatio=\"none\">",
            STEP * points.len() as i64
        ),
    );
    if !band.is_empty() {
        let upper = of(&mut band.iter().map(|band| band.high));
        let lower = of(&mut band.iter().map(|band| band.low));
        put(out, format_args!("<path class=\"band\" d=\"{}\"/>", between(&upper, &lower)));
    }
    let counts = of(&mut points.iter().map(|point| f64::from(point.tickets)));
    put(out, format_args!("<path class=\"line\" d=\"{}\"/></svg>", line(&counts)));
}

/// Onset and fix.
fn marks_of(out: &mut String, series: &Series<'_>, report: &Report, top: f64) {
    let place = |day| place(day, series.points, report.period.as_ref());
    if let Some((trend, onset)) = series.trend.and_then(|trend| Some((trend, trend.onset?))) {
        if let (Some(low), Some(high)) = (trend.onset_low, trend.onset_high) {
            let (from, to) = (place(low), place(high));
            put(
                out,
                format_args!(
                    "<rect class=\"maybe\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{PLOT}\"/>",
                    across(from),
                    across(to - from)
                ),
            );
        }
        let text = format!("changed {}", words::day_near(onset, report));
        mark(out, &Mark { class: "onset", at: place(onset), row: 12.0, top, text: &text });
    }
    if let Some(fix) = series.fix {
        let (shipped, counts) = (place(fix.shipped), fix.counts_from.map(place));
        if let Some(counts) = counts.filter(|&counts| counts > shipped) {
            put(
                out,
                format_args!(
                    "<rect class=\"lag\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{PLOT}\"/>",
                    across(shipped),
                    across(counts - shipped)
                ),
            );
        }
        let text = format!("fix {}", words::day_near(fix.shipped, report));
        mark(out, &Mark { class: "fix", at: shipped, row: 27.0, top, text: &text });
    }
}

/// A day that is marked.
struct Mark<'a> {
    class: &'a str,
    at: f64,
    row: f64,
    top: f64,
    text: &'a str,
}

fn mark(out: &mut String, mark: &Mark<'_>) {
    let x = across(mark.at);
    let (side, shift) = if mark.at > 0.6 { ("end", -4) } else { ("start", 4) };
    put(
        out,
        format_args!(
            "<line class=\"{0}\" x1=\"{x}\" x2=\"{x}\" y1=\"{1}\" y2=\"{2}\"/>\
             <text class=\"{0} {side}\" x=\"{x}\" dx=\"{shift}\" y=\"{3}\">{4}</text>",
            mark.class,
            mark.row - 10.0,
            mark.top + PLOT,
            mark.row,
            Html(mark.text),
        ),
    );
}

/// Where a day lies in the series, 0-1: the period that holds it, and how far in it.
fn place(day: Day, points: &[Point], period: Option<&Period>) -> f64 {
    let after = points.partition_point(|point| point.period <= day);
    let Some((at, period)) = after.checked_sub(1).zip(period) else { return 0.0 };
    let start = points[at].period;
    let length = period.unit.next(start).days_since(start).max(1) as f64;
    let inside = (day.days_since(start) as f64 / length).min(1.0);
    (at as f64 + inside) / points.len() as f64
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes every text");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn drawn<'a>(report: &'a Report, at: usize, label: &str) -> String {
        let problem: &'a crate::report::Problem = &report.problems[at];
        let chart = Series {
            label: label.to_owned(),
            points: &problem.series,
            band: &problem.band,
            trend: Some(&problem.trend),
            fix: problem.fix.as_ref(),
        };
        series(&chart, report)
    }

    #[test]
    fn a_label_cannot_leave_its_element() {
        assert!(!drawn(&sample::rich(), 0, "\"></title><script>").contains("<script"));
    }

    #[test]
    fn what_is_known_is_marked_and_what_is_not_is_left_out() {
        let mut report = sample::rich();
        report.problems[0].band.clear();
        report.problems[0].trend.onset = None;
        report.problems[0].fix = None;
        let bare = drawn(&report, 0, "a");
        assert!(!bare.contains("\"band\"") && !bare.contains("onset") && !bare.contains("\"fix"));
        let at = report.problems.iter().position(|p| p.fix.is_some() && !p.band.is_empty()).unwrap();
        let full = drawn(&report, at, "b");
        assert!(full.contains("class=\"band\"") && full.contains("class=\"fix\""));
    }

    #[test]
    fn a_day_lies_in_its_period_and_never_outside_of_the_chart() {
        let report = sample::report();
        let (points, period) = (&report.problems[0].series, report.period.as_ref());
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(place(points[0].period, points, period), 0.0);
        assert_eq!(place(day("1999-01-01"), points, period), 0.0);
        assert_eq!(place(day("2099-01-01"), points, period), 1.0);
        let second = place(points[1].period, points, period);
        assert!((second - 1.0 / points.len() as f64).abs() < 1e-9);
    }

    #[test]
    fn a_band_without_end_is_drawn_to_the_top() {
        let mut report = sample::rich();
        report.problems[0].series.truncate(1);
        report.problems[0].band =
            vec![Band { period: report.problems[0].series[0].period, expected: 1e300, low: 0.0, high: f64::MAX }];
        assert!(!drawn(&report, 0, "a").contains("NaN"));
    }
}
