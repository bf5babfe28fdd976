//! A problem's or theme's course in a line of a table: no letters, all words stand beside it.

use super::{STEP, between, heights, line};
use crate::report::{Band, Period, Point};

/// Units of its height.
const HEIGHT: f64 = 60.0;

/// Its line over the band to be expected; the recent periods stand out. Nothing without a series.
pub fn spark(series: &[Point], band: &[Band], period: Option<&Period>) -> String {
    let most = series.iter().map(|point| point.tickets).max().unwrap_or(0).max(1);
    // A band may be wider than anything that came: the line is what is looked at.
    let most = f64::from(most) * 1.1;
    let counts = heights(series.iter().map(|point| f64::from(point.tickets)), most, HEIGHT);
    let Some(recent) = period.map(|period| recent(series, period)) else { return String::new() };
    if series.iter().all(|point| point.tickets == 0) {
        return String::new();
    }
    let expected = if band.len() == series.len() {
        let upper = heights(band.iter().map(|band| band.high), most, HEIGHT);
        let lower = heights(band.iter().map(|band| band.low), most, HEIGHT);
        format!("<path class=\"band\" d=\"{}\"/>", between(&upper, &lower))
    } else {
        String::new()
    };
    let width = STEP * series.len() as i64;
    let window = STEP * (series.len() - recent) as i64;
    format!(
        "<svg viewBox=\"0 0 {width} {}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <path class=\"window\" d=\"M{window} 0H{width}V{HEIGHT}H{window}z\"/>{expected}<path class=\"line\" d=\"{}\"/></svg>",
        HEIGHT,
        line(&counts)
    )
}

/// How many periods of a series are recent.
pub fn recent(series: &[Point], period: &Period) -> usize {
    period.recent_from.map_or(0, |from| series.iter().filter(|point| point.period >= from).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn nothing_to_draw_is_no_picture() {
        let report = sample::report();
        assert_eq!(spark(&[], &[], report.period.as_ref()), "");
        assert_eq!(spark(&report.problems[0].series, &[], None), "");
    }

    #[test]
    fn a_band_of_another_length_is_left_out() {
        let report = sample::rich();
        let problem = report.problems.iter().find(|problem| !problem.band.is_empty()).unwrap();
        let period = report.period.as_ref();
        assert!(spark(&problem.series, &problem.band, period).contains("class=\"band\""));
        assert!(!spark(&problem.series, &problem.band[1..], period).contains("class=\"band\""));
    }
}
