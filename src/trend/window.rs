//! How long "recent" is.

use crate::model::time::PeriodUnit;

/// Longest recent window and shortest one, in periods. Four weeks smooth out pay days and release
/// cycles and still are recent; a fortnight of days holds two of each weekday; three months are a
/// quarter. Below the shortest nothing is said: a single odd week would decide.
fn bounds(unit: PeriodUnit) -> (usize, usize) {
    match unit {
        PeriodUnit::Day => (14, 4),
        PeriodUnit::Week => (4, 2),
        PeriodUnit::Month => (3, 1),
    }
}

/// The least number of periods before the recent window: the spread of one period cannot be seen.
const SHORTEST_BASELINE: usize = 2;

/// How many of the last periods are recent, none when the history is too short. The time before is
/// never shorter than the window.
pub fn recent(unit: PeriodUnit, periods: usize) -> Option<usize> {
    let (longest, shortest) = bounds(unit);
    let recent = longest.min(periods / 2);
    (recent >= shortest && periods - recent >= SHORTEST_BASELINE).then_some(recent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_shrinks_with_the_history_and_then_there_is_none() {
        let weeks: Vec<_> = [26, 8, 7, 4, 3, 0].map(|n| recent(PeriodUnit::Week, n)).into();
        assert_eq!(weeks, [Some(4), Some(4), Some(3), Some(2), None, None]);
        assert_eq!(recent(PeriodUnit::Month, 3), Some(1));
        assert_eq!(recent(PeriodUnit::Month, 2), None);
        assert_eq!(recent(PeriodUnit::Day, 60), Some(14));
    }
}
