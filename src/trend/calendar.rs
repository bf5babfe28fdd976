//! The complete periods that the data covers.
//!
//! A half-filled period reads as a fall, so the first and the last period only count when the data covers them: to
//! their last day, or to the last one on which this corpus ever has tickets, or when it may be chance that a day at the
//! end has none. Stray dates far from all others (1970, a typing error in the year) do not stretch it.

use super::{Settings, holes, weekdays::Weekdays};
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

/// Share of a period's usual tickets that may come on the days that the data does not reach. An office
/// has next to none at weekends; a seventh of the week is ten times as much.
const HARDLY_EVER: f64 = 0.02;

/// Tickets that a first day without any may be expected to have: a silence that chance makes in a
/// twentieth of all cases (e^-3).
const QUIET: f64 = 3.0;

/// The same of the last day: a hundredth (e^-4.6). A first week more or less is none that anybody waits for; the last
/// one holds the news, and few tickets are lost when it was no chance.
const QUIET_END: f64 = 4.6;

/// Days before the end that tell how many tickets its last days should have: eight weeks.
const LATELY: u32 = 56;

/// The days of the tickets.
pub struct Dates<'a> {
    /// Of each ticket.
    pub days: &'a [Option<Day>],
    /// Of each ticket that is the exact copy of another, once a copy.
    pub copies: &'a [Day],
}

/// The calendar of the data without its totals, none when no ticket has a date.
pub fn complete(dates: &Dates<'_>, settings: &Settings) -> Option<Calendar> {
    let mut dated: Vec<Day> = dates.days.iter().flatten().copied().collect();
    let undated = dates.days.len() - dated.len();
    dated.sort_unstable();
    let (low, high) = covered(&dated)?;
    let dated = &dated[low..=high];
    let (first, last) = (*dated.first()?, *dated.last()?);
    let weekdays = Weekdays::learn(dated);
    let unit = settings.unit;
    let as_of = settings.as_of.unwrap_or(last);
    // Data from before `since` exists, so the periods from there on are covered from their first day.
    let begins = settings.since.map_or(first, |since| if since > first { since } else { first });
    let mut start = unit.start_of(begins);
    let is_quiet = begins == first && quiet_start(dated, &weekdays, unit);
    if begins > start && !is_quiet {
        start = unit.next(start);
    }
    let (mut periods, mut quiet_days) = (vec![], None);
    while start <= as_of && periods.len() < MOST_PERIODS {
        let next = unit.next(start);
        let unseen = weekdays.weight(as_of.plus(1), next) / weekdays.weight(start, next);
        if next <= start {
            break;
        }
        if next.previous() > as_of && unseen > HARDLY_EVER {
            // Of the days after the one that was named nothing is known.
            let quiet = quiet_end(dated, &weekdays, unit, next).filter(|_| settings.as_of.is_none());
            if quiet.is_none() {
                break;
            }
            quiet_days = quiet;
        }
        periods.push(start);
        start = next;
    }
    let ends = periods.last().copied();
    let mut calendar =
        Calendar { unit, periods, as_of, quiet_days: 0, totals: vec![], outside: 0, undated, left_out: vec![] };
    calendar.left_out = holes::find(&calendar, &holes::Data { dated, copies: dates.copies, weekdays: &weekdays });
    holes::trim(&mut calendar);
    calendar.quiet_days = quiet_days.filter(|_| calendar.periods.last().copied() == ends).unwrap_or(0);
    Some(calendar)
}

/// Whether the days before the first ticket in its period are as silent as always, or by chance.
fn quiet_start(dated: &[Day], weekdays: &Weekdays, unit: PeriodUnit) -> bool {
    let (first, last) = (dated[0], dated[dated.len() - 1]);
    let start = unit.start_of(first);
    let unseen = weekdays.weight(start, first);
    let weeks = weekdays.weight(first, last.plus(1)).max(1.0);
    let expected = unseen * dated.len() as f64 / weeks;
    unseen <= HARDLY_EVER * weekdays.weight(start, unit.next(start))
        || (first.days_since(start) <= slack(unit) && expected <= QUIET)
}

/// How many days after the last ticket in its period have none by chance, not counting those that hardly ever have any;
/// none when it is no chance.
fn quiet_end(dated: &[Day], weekdays: &Weekdays, unit: PeriodUnit, next: Day) -> Option<usize> {
    let (first, last) = (*dated.first()?, *dated.last()?);
    let lately = dated.iter().rev().take_while(|day| last.days_since(**day) < i64::from(LATELY)).count() as f64;
    let days = u32::try_from(last.days_since(first)).unwrap_or(u32::MAX).saturating_add(1).min(LATELY);
    let rate = lately / (f64::from(days) / 7.0).max(1.0);
    let missing = u32::try_from(next.days_since(last) - 1).ok()?;
    let expected = rate * weekdays.weight(last.plus(1), next);
    let days = (1..=missing).filter(|&at| weekdays.share(last.plus(at)) > HARDLY_EVER).count();
    (days <= usize::try_from(slack(unit)).unwrap_or(0) && expected <= QUIET_END).then_some(days)
}

/// How many days into its first period the data may start by chance, or end before the end of its last one: a quiet
/// Monday or Sunday is no hole in the data.
fn slack(unit: PeriodUnit) -> i64 {
    match unit {
        PeriodUnit::Day => 0,
        PeriodUnit::Week => 1,
        PeriodUnit::Month => 2,
    }
}

/// Index of the first and of the last of the sorted days, stray dates at either end left out.
fn covered(dated: &[Day]) -> Option<(usize, usize)> {
    let (mut low, mut high) = (0, dated.len().checked_sub(1)?);
    if dated.len() >= STRAY_FROM {
        let most = ((dated.len() as f64 * STRAY_SHARE).ceil() as usize).max(1);
        let silent = |at: usize| dated[at].days_since(dated[at - 1]) > STRAY_SILENCE;
        low = (1..=most).rev().find(|&at| silent(at)).unwrap_or(0);
        high = (dated.len() - most..dated.len()).find(|&at| silent(at)).map_or(high, |at| at - 1);
    }
    Some((low, high))
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

    fn of(days: &[Option<Day>], settings: Settings) -> Option<Calendar> {
        complete(&Dates { days, copies: &[] }, &settings)
    }

    fn periods(texts: &[&str], settings: Settings) -> Vec<String> {
        of(&days(texts), settings).unwrap().periods.iter().map(ToString::to_string).collect()
    }

    /// Ten weeks from Monday, 5 January 2026, cut after so many days: tickets on each weekday.
    fn pattern(each: [u32; 7], length: u32) -> Vec<Option<Day>> {
        (0..length).flat_map(|at| (0..each[at as usize % 7]).map(move |_| Some(day("2026-01-05").plus(at)))).collect()
    }

    #[test]
    fn half_weeks_at_both_ends_do_not_count() {
        // 2026-11-04 is a Wednesday, 2026-11-27 a Friday.
        let spread = ["2026-11-04", "2026-11-10", "2026-11-17", "2026-11-27"];
        assert_eq!(periods(&spread, Settings::default()), ["2026-11-09", "2026-11-16"]);
        // From a Tuesday to a Sunday: a quiet Monday is no hole.
        assert_eq!(
            periods(&["2026-11-03", "2026-11-10", "2026-11-22"], Settings::default()),
            ["2026-11-02", "2026-11-09", "2026-11-16"]
        );
    }

    #[test]
    fn an_office_week_is_over_on_friday_and_no_other_is() {
        let weeks = |each, length| of(&pattern(each, length), Settings::default()).unwrap().periods.len();
        // Nine weeks and five days; the last ticket is on a Friday.
        assert_eq!(weeks([9, 8, 8, 8, 7, 0, 0], 68), 10);
        // One that ends on a Thursday is not over.
        assert_eq!(weeks([9, 8, 8, 8, 7, 0, 0], 67), 9);
        // Who writes at weekends too has not written yet.
        assert_eq!(weeks([9, 8, 8, 8, 7, 1, 1], 68), 9);
        assert_eq!(weeks([2, 2, 2, 2, 2, 2, 2], 68), 9);
        // Saturday's shop is closed on Sundays.
        assert_eq!(weeks([9, 8, 8, 8, 7, 5, 0], 69), 10);
        assert_eq!(weeks([9, 8, 8, 8, 7, 5, 0], 68), 9);
    }

    #[test]
    fn a_last_day_without_a_ticket_may_be_chance() {
        let end = |each, length, as_of| {
            let calendar = of(&pattern(each, length), Settings { as_of, ..Settings::default() }).unwrap();
            (calendar.periods.len(), calendar.quiet_days)
        };
        // A Sunday that should have two tickets, and one that should have six.
        assert_eq!(end([9, 8, 8, 8, 7, 3, 2], 69, None), (10, 1));
        assert_eq!(end([9, 8, 8, 8, 7, 7, 6], 69, None), (9, 0));
        // Two such days are no chance; who names the day says that no more is known.
        assert_eq!(end([9, 8, 8, 8, 7, 1, 1], 68, None), (9, 0));
        assert_eq!(end([9, 8, 8, 8, 7, 3, 2], 69, Some(day("2026-03-14"))), (9, 0));
        assert_eq!(end([9, 8, 8, 8, 7, 3, 2], 70, None), (10, 0));
        // An office's weekend is told of by no one.
        assert_eq!(end([9, 8, 8, 8, 7, 0, 0], 68, None), (10, 0));
    }

    #[test]
    fn an_office_may_start_on_any_day_that_its_week_starts_on() {
        // Tickets from Wednesday to Sunday only, the first on a Wednesday; then the same without the first Wednesday.
        let mut all = pattern([0, 0, 9, 8, 8, 8, 7], 70);
        assert_eq!(of(&all, Settings::default()).unwrap().periods.len(), 10);
        all.retain(|at| *at != Some(day("2026-01-07")));
        assert_eq!(of(&all, Settings::default()).unwrap().periods.len(), 9);
    }

    #[test]
    fn as_of_and_since_cut_the_calendar() {
        let settings =
            Settings { as_of: Some(day("2026-11-15")), since: Some(day("2026-10-07")), ..Settings::default() };
        let cut =
            periods(&["2026-01-05", "2026-10-13", "2026-10-20", "2026-10-27", "2026-11-09", "2026-11-27"], settings);
        assert_eq!((cut.first().unwrap().as_str(), cut.last().unwrap().as_str()), ("2026-10-12", "2026-11-09"));
    }

    #[test]
    fn a_single_day_has_no_complete_week_and_no_dates_have_no_calendar() {
        assert!(periods(&["2026-11-04"], Settings::default()).is_empty());
        assert_eq!(of(&[None, None], Settings::default()), None);
        assert_eq!(of(&[], Settings::default()), None);
    }

    #[test]
    fn one_stray_year_does_not_stretch_the_calendar() {
        let mut all: Vec<_> = (0..60).map(|at| Some(day("2026-03-02").plus(at))).collect();
        all.extend(days(&["1970-01-01", "2099-12-31"]));
        let calendar = of(&all, Settings::default()).unwrap();
        assert_eq!(calendar.as_of, day("2026-04-30"));
        assert_eq!(calendar.periods[0], day("2026-03-02"));
        assert_eq!(calendar.periods.len(), 8);
    }

    #[test]
    fn months_count_when_they_are_over() {
        let settings = Settings { unit: PeriodUnit::Month, ..Settings::default() };
        assert_eq!(periods(&["2026-01-01", "2026-02-10", "2026-03-28"], settings), ["2026-01-01", "2026-02-01"]);
    }
}
