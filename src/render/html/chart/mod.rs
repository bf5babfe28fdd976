//! Small pictures in SVG. They carry their meaning as text for who cannot see them, and hold no style
//! of their own: colours stand in the page's.
//!
//! Widths are shares of the page's, heights are pixels: a chart grows with the page and its letters
//! do not.

use std::fmt::{Display, Formatter, Result};

pub mod bars;
pub mod effect;
pub mod map;
pub mod pareto;
pub mod series;
pub mod shares;
pub mod spark;

/// A coordinate: one decimal at most, none when it is zero. What is no number is nothing.
#[derive(Clone, Copy)]
struct At(f64);

impl Display for At {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        write!(f, "{sign}{}", tenths.abs() / 10)?;
        if tenths % 10 == 0 { Ok(()) } else { write!(f, ".{}", tenths.abs() % 10) }
    }
}

/// A share 0-1 as a percentage of a width.
fn across(share: f64) -> String {
    format!("{}%", At(share.clamp(0.0, 1.0) * 100.0))
}

/// Values → heights from the top of a picture of `height` units in which `most` touches the top.
fn heights(values: impl Iterator<Item = f64>, most: f64, height: f64) -> Vec<i64> {
    values.map(|value| (height - height * (value / most).clamp(0.0, 1.0)).round() as i64).collect()
}

/// Units of a period's width.
const STEP: i64 = 2;

/// A line through the middle of every period.
fn line(heights: &[i64]) -> String {
    let Some(first) = heights.first() else { return String::new() };
    format!("M{} {first}h0", STEP / 2) + &steps(heights.iter().copied(), STEP)
}

/// The steps from each height to the next; what stays level is one step.
fn steps(heights: impl Iterator<Item = i64>, wide: i64) -> String {
    let (mut path, mut level, mut before) = (String::new(), 0, None);
    for height in heights {
        match before.replace(height) {
            None => {}
            Some(before) if before == height => level += wide,
            Some(before) => {
                path += &run(std::mem::take(&mut level));
                let gap = if height > before { " " } else { "" };
                path += &format!("l{wide}{gap}{}", height - before);
            }
        }
    }
    path + &run(level)
}

fn run(level: i64) -> String {
    if level == 0 { String::new() } else { format!("h{level}") }
}

/// The area between two lines.
fn between(upper: &[i64], lower: &[i64]) -> String {
    let Some(end) = lower.last() else { return String::new() };
    format!("{}V{end}{}z", line(upper), steps(lower.iter().rev().copied(), -STEP))
}

/// Marks of an axis from zero to at least `most`: at most three, on round figures (1, 2 or 5 times a power of ten).
fn ticks(most: u32) -> Vec<u32> {
    let mut step = 1u32;
    let mut factors = [2u32, 5, 10].into_iter().cycle();
    let mut power = 1u32;
    while most.div_ceil(step) > 3 {
        let factor = factors.next().unwrap_or(10);
        step = power.saturating_mul(factor);
        if factor == 10 {
            power = step;
        }
    }
    (1..=most.div_ceil(step).max(1)).map(|mark| mark.saturating_mul(step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        assert_eq!([0.04, 1.25, -0.3, 12.0, f64::NAN].map(|x| At(x).to_string()), ["0", "1.3", "-0.3", "12", "0"]);
    }

    #[test]
    fn an_axis_ends_on_a_round_figure_above_the_most() {
        assert_eq!(ticks(0), [1]);
        assert_eq!(ticks(3), [1, 2, 3]);
        assert_eq!(ticks(12), [5, 10, 15]);
        assert_eq!(ticks(60), [20, 40, 60]);
        assert_eq!(ticks(1_284), [500, 1000, 1500]);
        assert!(ticks(u32::MAX).len() <= 3);
    }

    #[test]
    fn a_line_goes_through_every_period_and_an_area_comes_back() {
        let heights = heights([0.0, 5.0, 10.0].into_iter(), 10.0, 100.0);
        assert_eq!(heights, [100, 50, 0]);
        assert_eq!(line(&heights), "M1 100h0l2-50l2-50");
        assert_eq!(line(&[5, 5, 5, 9]), "M1 5h0h4l2 4");
        assert_eq!(between(&heights, &[100, 100, 100]), "M1 100h0l2-50l2-50V100h-4z");
        assert_eq!((line(&[]), between(&[], &[])), (String::new(), String::new()));
    }
}
