//! Days, timestamps and periods: the only calendar of the program.
//!
//! Nothing here knows what day it is: "today" never enters a result, `--as-of` does.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The day of a civil date, none when there is no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0.to_epoch_days()
    }

    /// The day that many days after 1970-01-01, none outside the calendar.
    pub fn from_number(days: i32) -> Option<Self> {
        NaiveDate::from_epoch_days(days).map(Self)
    }

    /// Year, month (1-12) and day (1-31).
    pub fn ymd(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The day `days` later, or the same day at the end of the calendar.
    #[must_use]
    pub fn plus(self, days: u32) -> Self {
        Self(self.0.checked_add_days(Days::new(u64::from(days))).unwrap_or(self.0))
    }

    /// The day before, or the same day at the start of the calendar.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.pred_opt().unwrap_or(self.0))
    }

    /// Days from `earlier` to this day; negative when it is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from(self.number()) - i64::from(earlier.number())
    }
}

impl fmt::Display for Day {
    /// ISO 8601, `2026-11-15`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

/// The text is no ISO day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is written YYYY-MM-DD, for example 2026-11-15")]
pub struct NotADay;

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").map(Self).map_err(|_| NotADay)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// A point in time, to the second, and the clock that its day is counted by.
///
/// Points are ordered by when they were, whatever the clock. Without another wish that clock is UTC, and a time
/// that an export wrote without an offset stands as it wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    east: i32,
}

impl Timestamp {
    /// From seconds since 1970-01-01 00:00.
    pub fn from_seconds(seconds: i64) -> Self {
        Self { seconds, east: 0 }
    }

    /// From a civil date and time of a clock that shows UTC.
    pub fn from_civil(civil: NaiveDateTime) -> Self {
        Self::from_seconds(civil.and_utc().timestamp())
    }

    /// The same point in time, its day counted by a clock that many seconds east of Greenwich.
    #[must_use]
    pub fn with_clock(self, east: i32) -> Self {
        Self { east, ..self }
    }

    /// Seconds since 1970-01-01 00:00.
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// The day it falls on.
    pub fn day(self) -> Day {
        let shown = self.seconds.saturating_add(i64::from(self.east));
        Day(DateTime::from_timestamp(shown, 0).map_or(NaiveDate::MIN, |at| at.date_naive()))
    }
}

/// The length of a period of the series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// One day.
    Day,
    /// A week from Monday (ISO 8601).
    #[default]
    Week,
    /// A calendar month.
    Month,
}

impl PeriodUnit {
    /// The first day of the period that holds `day`.
    pub fn start_of(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => {
                let back = u64::from(day.0.weekday().num_days_from_monday());
                Day(day.0.checked_sub_days(Days::new(back)).unwrap_or(day.0))
            }
            Self::Month => Day(day.0.with_day(1).unwrap_or(day.0)),
        }
    }

    /// The first day of the period after the one that starts on `start`.
    pub fn next(self, start: Day) -> Day {
        match self {
            Self::Day => start.plus(1),
            Self::Week => start.plus(7),
            Self::Month => Day(start.0.checked_add_months(Months::new(1)).unwrap_or(start.0)),
        }
    }

    /// Its name in the contract: `day`, `week`, `month`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_round_trips_through_its_text_and_number() {
        for text in ["1969-12-31", "1970-01-01", "2024-02-29", "2026-11-15"] {
            assert_eq!(day(text).to_string(), text);
            assert_eq!(Day::from_number(day(text).number()), Some(day(text)));
        }
        assert_eq!("2026-02-30".parse::<Day>(), Err(NotADay));
    }

    #[test]
    fn weeks_start_on_monday_and_months_on_the_first() {
        assert_eq!(PeriodUnit::Week.start_of(day("2026-11-21")), day("2026-11-16"));
        assert_eq!(PeriodUnit::Week.start_of(day("2026-11-16")), day("2026-11-16"));
        assert_eq!(PeriodUnit::Month.start_of(day("2026-11-21")), day("2026-11-01"));
        assert_eq!(PeriodUnit::Month.next(day("2026-12-01")), day("2027-01-01"));
    }

    #[test]
    fn a_timestamp_before_1970_falls_on_its_own_day() {
        assert_eq!(Timestamp::from_seconds(-1).day(), day("1969-12-31"));
        assert_eq!(Timestamp::from_seconds(86_400).day(), day("1970-01-02"));
    }

    #[test]
    fn the_clock_decides_the_day_and_not_the_order() {
        let late = Timestamp::from_seconds(86_399);
        assert_eq!(late.with_clock(1).day(), day("1970-01-02"));
        assert!(late.with_clock(7200) < Timestamp::from_seconds(86_400));
    }
}
