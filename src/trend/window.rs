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

/// How many of the last periods are recent, none when the history is too short. Only usable periods count, and the
/// time before is never shorter than the window.
pub fn recent(unit: PeriodUnit, usable: &[bool]) -> Option<usize> {
    let (longest, shortest) = bounds(unit);
    let all = usable.iter().filter(|&&usable| usable).count();
    let recent = longest.min(all / 2);
    if recent < shortest || all - recent < SHORTEST_BASELINE {
        return None;
    }
    let from_the_end = usable.iter().rev().enumerate().filter(|(_, usable)| **usable);
    from_the_end.map(|(at, _)| at + 1).nth(recent - 1)
}

/// Windows that are looked at beside the recent one, so that what grows is told of before the whole window has
/// filled with it: each number of weeks or months; a week of days, since fewer would hold other weekdays.
pub fn early(unit: PeriodUnit, recent: usize) -> Vec<usize> {
    match unit {
        PeriodUnit::Day => (recent > 7).then_some(7).into_iter().collect(),
        PeriodUnit::Week | PeriodUnit::Month => (1..recent).collect(),
    }
}

/// Times before the recent window that a change may have begun at and still hold: two and three windows ago. What rose
/// eight weeks ago would otherwise be held against weeks that it had risen in.
pub fn longer(recent: usize, periods: usize) -> Vec<usize> {
    [2, 3].into_iter().map(|times| times * recent).filter(|window| periods >= window + SHORTEST_BEFORE).collect()
}

/// Fewest periods that such a change is held against.
const SHORTEST_BEFORE: usize = 4;

/// How many periods make a block that is as likely to burst as any other: days of one week go together.
pub fn block(unit: PeriodUnit) -> usize {
    if unit == PeriodUnit::Day { 7 } else { 1 }
}

/// As many periods as a year has, whole weeks at that.
pub fn year(unit: PeriodUnit) -> usize {
    match unit {
        PeriodUnit::Day => 364,
        PeriodUnit::Week => 52,
        PeriodUnit::Month => 12,
    }
}

/// How many periods a season may come earlier or later from year to year: Easter moves, and so do sales.
pub fn leeway(unit: PeriodUnit) -> usize {
    match unit {
        PeriodUnit::Day => 14,
        PeriodUnit::Week => 2,
        PeriodUnit::Month => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_shrinks_with_the_history_and_then_there_is_none() {
        let weeks: Vec<_> = [26, 8, 7, 4, 3, 0].map(|n| recent(PeriodUnit::Week, &vec![true; n])).into();
        assert_eq!(weeks, [Some(4), Some(4), Some(3), Some(2), None, None]);
        assert_eq!(recent(PeriodUnit::Month, &[true; 3]), Some(1));
        assert_eq!(recent(PeriodUnit::Month, &[true; 2]), None);
        assert_eq!(recent(PeriodUnit::Day, &[true; 60]), Some(14));
    }

    #[test]
    fn what_began_earlier_is_looked_for_where_some_periods_are_left_before_it() {
        assert_eq!([longer(4, 11), longer(4, 13), longer(4, 26)], [vec![], vec![8], vec![8, 12]]);
    }

    #[test]
    fn a_hole_in_the_window_makes_it_longer() {
        let mut weeks = vec![true; 26];
        weeks[23] = false;
        assert_eq!(recent(PeriodUnit::Week, &weeks), Some(5));
    }
}
