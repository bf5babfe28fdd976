//! Whether it grows, as far as that is certain.

use super::Factor;
use crate::model::series::Trend;

/// Most points either way. The volume already knows the recent rate; this is for the direction.
const MOST: f64 = 0.5;

/// The ratio inside the 95 % interval that is nearest to no change, so that a few tickets cannot
/// claim a growth; no change when nothing was measured.
pub fn factor(trend: &Trend) -> Factor {
    let value = match (trend.change.low, trend.change.high) {
        (Some(low), _) if low > 1.0 => low,
        (Some(_), Some(high)) if high < 1.0 => high,
        _ => 1.0,
    };
    Factor { value, points: (0.5 * value.log2()).clamp(-MOST, MOST) }
}
