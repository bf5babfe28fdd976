//! How much the largest problems hold: the running sum of the tickets, the largest problem first.

use std::fmt::Write;

use super::{
    super::super::{escape::Html, words},
    across,
};
use crate::report::{Report, Sum};

/// Pixels of the plot.
const PLOT: f64 = 150.0;
const ABOVE: f64 = 22.0;
const BELOW: f64 = 20.0;

/// The chart; nothing when the sums are unknown or there are too few to make a curve.
pub fn pareto(report: &Report) -> String {
    let sums = &report.headline.pareto;
    let (Some(all), true) = (sums.last(), sums.len() >= 3) else { return String::new() };
    let told = |sum: &Sum| {
        format!("the largest {} hold {}", sum.problems, words::whole_percent(sum.tickets, report.intake.tickets))
    };
    let some: Vec<String> = sums.iter().filter(|sum| [1, 3, 10, 30, 100].contains(&sum.problems)).map(told).collect();
    let mut out = String::from("<figure class=\"pareto\"><div class=\"plot\">");
    put(
        &mut out,
        format_args!("<svg class=\"axis\" width=\"40\" height=\"{}\" aria-hidden=\"true\">", ABOVE + PLOT + BELOW),
    );
    for percent in [0u32, 50, 100] {
        put(
            &mut out,
            format_args!("<text x=\"34\" y=\"{:.0}\">{percent}%</text>", y(f64::from(percent) / 100.0) + 4.0),
        );
    }
    put(
        &mut out,
        format_args!(
            "</svg><svg class=\"area\" height=\"{}\" role=\"img\"><title>How much the largest problems hold</title><desc>Of all tickets {}.</desc>",
            ABOVE + PLOT + BELOW,
            Html(&words::list(&some)),
        ),
    );
    for share in [0.0, 0.5, 1.0] {
        put(&mut out, format_args!("<line class=\"grid\" x2=\"100%\" y1=\"{0:.0}\" y2=\"{0:.0}\"/>", y(share)));
    }
    columns(&mut out, sums);
    if let Some(half) = report.headline.half.as_ref().filter(|half| half.problems < all.problems) {
        label(&mut out, half, all, report.intake.tickets);
    }
    put(
        &mut out,
        format_args!(
            "<text class=\"date\" y=\"{0}\">largest</text><text class=\"date end\" x=\"100%\" y=\"{0}\">{1}</text></svg></div></figure>\n",
            ABOVE + PLOT + BELOW - 4.0,
            words::count(all.problems, "problem"),
        ),
    );
    out
}

/// A column a problem: what the ones before it hold, and on top of that its own.
fn columns(out: &mut String, sums: &[Sum]) {
    let units = 1000.0;
    let level = |share: f64| (units - units * share.clamp(0.0, 1.0)).round() as i64;
    let (mut running, mut own) = (String::from("M0 1000"), String::new());
    let mut before = level(0.0);
    for (at, sum) in sums.iter().enumerate() {
        let top = level(sum.share);
        running += &format!("V{top}h10");
        own += &format!("M{} {before}V{top}h8V{before}z", at * 10 + 1);
        before = top;
    }
    put(
        out,
        format_args!(
            "<svg y=\"{ABOVE}\" width=\"100%\" height=\"{PLOT}\" viewBox=\"0 0 {} 1000\" preserveAspectRatio=\"none\">\
             <path class=\"under\" d=\"{running}V1000z\"/><path class=\"own\" d=\"{own}\"/></svg>",
            sums.len() * 10,
        ),
    );
}

/// Above the whole curve, so that it lies on nothing.
fn label(out: &mut String, sum: &Sum, all: &Sum, tickets: usize) {
    let x = sum.problems as f64 / all.problems as f64;
    let (side, shift) = if x > 0.5 { ("end", -4) } else { ("start", 4) };
    let text =
        format!("{}: {} of all", words::count(sum.problems, "problem"), words::whole_percent(sum.tickets, tickets));
    put(
        out,
        format_args!(
            "<line class=\"onset\" x1=\"{0}\" x2=\"{0}\" y1=\"{1:.0}\" y2=\"{2:.0}\"/>\
             <text class=\"note {side}\" x=\"{0}\" dx=\"{shift}\" y=\"{1:.0}\">{text}</text>",
            across(x),
            y(all.share) - 8.0,
            y(0.0),
        ),
    );
}

fn y(share: f64) -> f64 {
    ABOVE + PLOT - PLOT * share.clamp(0.0, 1.0)
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes every text");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn it_has_a_column_a_problem_and_says_what_it_shows() {
        let report = sample::rich();
        let chart = pareto(&report);
        let own = chart.split("class=\"own\" d=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert_eq!(own.matches('M').count(), report.headline.pareto.len());
        assert!(chart.contains("<desc>Of all tickets the largest 1 hold"));
    }

    #[test]
    fn without_sums_there_is_none() {
        let mut report = sample::rich();
        report.headline.pareto.truncate(2);
        assert_eq!(pareto(&report), "");
        report.headline.pareto.clear();
        assert_eq!(pareto(&report), "");
    }
}
