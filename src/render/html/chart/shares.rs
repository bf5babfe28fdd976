//! The share of a theme over time: one small picture of many, all of one scale, so that they can be compared.

use super::{STEP, heights, line, spark::recent};
use crate::report::{Period, Theme};

/// Units of its height.
const HEIGHT: f64 = 100.0;

/// The share in every period against `most`, the highest share of all themes; the dashed line is the share of the whole
/// time. Nothing without a series.
pub fn shares(theme: &Theme, most: f64, period: &Period) -> String {
    if theme.shares.is_empty() || theme.shares.len() != theme.series.len() || most <= 0.0 {
        return String::new();
    }
    let over = heights(theme.shares.iter().copied(), most, HEIGHT);
    let whole = heights([theme.share].into_iter(), most, HEIGHT)[0];
    let width = STEP * over.len() as i64;
    let window = width - STEP * recent(&theme.series, period) as i64;
    let line = line(&over);
    let left = STEP / 2;
    format!(
        "<svg viewBox=\"0 0 {width} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <path class=\"window\" d=\"M{window} 0H{width}V{HEIGHT}H{window}z\"/>\
         <path class=\"under\" d=\"{line}V{HEIGHT}H{left}z\"/>\
         <path class=\"whole\" d=\"M0 {whole}H{width}\"/><path class=\"line\" d=\"{line}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_highest_share_touches_the_top_and_nothing_to_draw_is_no_picture() {
        let report = sample::report();
        let period = report.period.as_ref().unwrap();
        let mut theme = report.themes[0].clone();
        let most = theme.shares.iter().copied().fold(0.0, f64::max);
        assert!(most > 0.0, "the sample has shares");
        let drawn = shares(&theme, most, period);
        let whole = (HEIGHT - HEIGHT * theme.share / most).round() as i64;
        assert!(drawn.contains(&format!("M0 {whole}H")), "{drawn}");
        theme.shares.pop();
        assert_eq!(shares(&theme, most, period), "");
    }
}
