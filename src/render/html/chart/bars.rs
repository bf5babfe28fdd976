//! Bars inside of a table's cell; the figure stands in the cell beside it.

use super::{At, across};

/// One share of a whole.
pub fn share(share: f64, most: f64) -> String {
    let width = across(if most > 0.0 { share / most } else { 0.0 });
    format!("<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"own\" width=\"{width}\"/></svg>")
}

/// A share here above the same share elsewhere.
pub fn pair(here: f64, elsewhere: f64) -> String {
    format!(
        "<svg class=\"bar pair\" aria-hidden=\"true\"><rect class=\"own\" width=\"{}\"/>\
         <rect class=\"other\" y=\"7\" width=\"{}\"/></svg>",
        across(here),
        across(elsewhere)
    )
}

/// A part of a sum, to the right of zero or to the left of it, in a cell that has room for all from `least` to `most`.
pub fn part(value: f64, least: f64, most: f64) -> String {
    let (least, most) = (least.min(0.0), most.max(0.0));
    let whole = most - least;
    if whole <= 0.0 {
        return String::new();
    }
    let zero = -least / whole;
    let to = (value - least) / whole;
    let (from, width) = (zero.min(to), (to - zero).abs());
    let class = if value < 0.0 { "other" } else { "own" };
    format!(
        "<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"{class}\" x=\"{}\" width=\"{}%\"/></svg>",
        across(from),
        At(width * 100.0)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_starts_at_zero_and_goes_to_its_side() {
        assert!(part(3.0, -1.0, 3.0).contains("x=\"25%\" width=\"75%\""));
        assert!(part(-1.0, -1.0, 3.0).contains("class=\"other\" x=\"0%\" width=\"25%\""));
        assert_eq!(part(0.0, 0.0, 0.0), "");
    }
}
