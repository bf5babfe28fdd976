//! The complete periods that the data covers.
//!
//! A half-filled period reads as a fall, so the first and the last period only count when the data
//! covers them. Stray dates far from all others (1970, a typing error in the year) do not stretch it.

use super::Settings;
use crate::model::{
    series::Calendar,
    time::{Day, PeriodUnit},
};

/// Share of the dated tickets that may be cut off at either end as stray dates.
const STRAY_SHARE: f64 = 0.005;

/// A date is stray only when this many days of silence lie between it and the rest: half a year.
const STRAY_SILENCE: i64 = 182;

/// Below this many dated tickets no date is called stray.
const STRAY_FROM: usize = 20;

/// Most periods a calendar may have: 200 years of days. Beyond that the dates are wrong.
const MOST_PERIODS: usize = 73_050;

/// The calendar of the data without its totals, none when no ticket has a date.
pub fn complete(days: &[Option<Day>], settings: &Settings) -> Option<Calendar> {
    let mut dated: Vec<Day> = days.iter().flatten().copied().collect();
    let undated = days.len() - dated.len();
    dated.sort_unstable();
    let (first, last) = covered(&dated)?;
    let as_of = settings.as_of.unwrap_or(last);
    let unit = settings.unit;
    // Data from before `since` exists, so the periods from there on are covered from their first day.
    let begins = settings.since.map_or(first, |since| if since > first { since } else { first });
    let slack = if begins == first { first_day_slack(unit) } else { 0 };
    let mut start = unit.start_of(begins);
    if begins.days_since(start) > slack {
        start = unit.next(start);
    }
    let mut periods = vec![];
    while unit.next(start).previous() <= as_of && periods.len() < MOST_PERIODS {
        periods.push(start);
        let next = unit.next(start);
        if next <= start {
            break;
        }
        start = next;
    }
    Some(Calendar { unit, periods, as_of, totals: vec![], outside: 0, undated })
}

/// How many days into its first period the data may start: a quiet Monday is no hole in the data.
fn first_day_slack(unit: PeriodUnit) -> i64 {
    match unit {
        PeriodUnit::Day => 0,
        PeriodUnit::Week => 1,
        PeriodUnit::Month => 2,
    }
}

/// First and last day of the sorted `dated`, stray dates at either end left out.
fn covered(dated: &[Day]) -> Option<(Day, Day)> {
    let (mut low, mut high) = (0, dated.len().checked_sub(1)?);
    if dated.len() >= STRAY_FROM {
        let most = ((dated.len() as f64 * STRAY_SHARE).ceil() as usize).max(1);
        let silent = |at: usize| dated[at].days_since(dated[at - 1]) > STRAY_SILENCE;
        low = (1..=most).rev().find(|&at| silent(at)).unwrap_or(0);
        high = (dated.len() - most..dated.len()).find(|&at| silent(at)).map_or(high, |at| at - 1);
    }
    Some((dated[low], dated[high]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn days(texts: &[&str]) -> Vec<Option<Day>> {
        texts.iter().map(|t| Some(day(t))).collect()
    }

    fn periods(texts: &[&str], settings: Settings) -> Vec<String> {
        complete(&days(texts), &settings).unwrap().periods.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn half_weeks_at_both_ends_do_not_count() {
        // 2026-11-04 is a Wednesday, 2026-11-27 a Friday.
        assert_eq!(periods(&["2026-11-04", "2026-11-27"], Settings::default()), ["2026-11-09", "2026-11-16"]);
        // From a Tuesday to a Sunday: a quiet Monday is no hole.
        assert_eq!(
            periods(&["2026-11-03", "2026-11-22"], Settings::default()),
            ["2026-11-02", "2026-11-09", "2026-11-16"]
        );
    }

    #[test]
    fn as_of_and_since_cut_the_calendar() {
        let settings =
            Settings { as_of: Some(day("2026-11-15")), since: Some(day("2026-10-07")), ..Settings::default() };
        let cut = periods(&["2026-01-05", "2026-11-27"], settings);
        assert_eq!((cut.first().unwrap().as_str(), cut.last().unwrap().as_str()), ("2026-10-12", "2026-11-09"));
    }

    #[test]
    fn a_single_day_has_no_complete_week_and_no_dates_have_no_calendar() {
        assert!(periods(&["2026-11-04"], Settings::default()).is_empty());
        assert_eq!(complete(&[None, None], &Settings::default()), None);
        assert_eq!(complete(&[], &Settings::default()), None);
    }

    #[test]
    fn one_stray_year_does_not_stretch_the_calendar() {
        let mut all: Vec<_> = (0..60).map(|at| Some(day("2026-03-02").plus(at))).collect();
        all.extend(days(&["1970-01-01", "2099-12-31"]));
        let calendar = complete(&all, &Settings::default()).unwrap();
        assert_eq!(calendar.as_of, day("2026-04-30"));
        assert_eq!(calendar.periods[0], day("2026-03-02"));
        assert_eq!(calendar.periods.len(), 8);
    }

    #[test]
    fn months_count_when_they_are_over() {
        let settings = Settings { unit: PeriodUnit::Month, ..Settings::default() };
        assert_eq!(periods(&["2026-01-01", "2026-03-30"], settings), ["2026-01-01", "2026-02-01"]);
    }
}
