//! Time zones by name: what a time without an offset means, and by which clock days are counted.
//!
//! The rules of the zones are those of the IANA database that the program was built with; the system is never asked.
//! Refuses abbreviations such as `CET` that are no zone of the database.

use std::fmt;

use chrono::{NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::model::time::Timestamp;

/// A time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Clock);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    /// The same offset all year, in minutes east of Greenwich.
    Fixed(i32),
    Named(Tz),
}

/// Farthest offset in use, in minutes (Kiribati).
pub const FARTHEST: i32 = 14 * 60;

/// Longest jump of a clock that is looked across, in hours: Samoa skipped a day in 2011.
const LONGEST_GAP: i64 = 48;

impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

impl Zone {
    /// Greenwich, without summer time.
    pub const UTC: Self = Self(Clock::Fixed(0));

    /// The zone of a name in any case (`Europe/Berlin`), or of an offset (`+02:00`, `-0530`, `UTC+2`).
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim();
        if matches!(text.to_ascii_uppercase().as_str(), "UTC" | "Z" | "GMT") {
            return Some(Self::UTC);
        }
        let known = TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(text));
        known.map(|zone| Self(Clock::Named(*zone))).or_else(|| offset(text).map(|east| Self(Clock::Fixed(east))))
    }

    /// All names of the database.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// The time that a clock in this zone shows. A time that the clock skips is read as if it had not been moved
    /// yet; of two times that it shows twice, the first.
    pub fn read(self, shown: NaiveDateTime) -> Timestamp {
        let utc = shown.checked_sub_signed(TimeDelta::seconds(i64::from(self.east_of(shown))));
        self.at(utc.unwrap_or(shown))
    }

    /// A point of UTC, its day counted by this zone's clock.
    pub fn at(self, utc: NaiveDateTime) -> Timestamp {
        let east = match self.0 {
            Clock::Fixed(minutes) => minutes * 60,
            Clock::Named(zone) => zone.offset_from_utc_datetime(&utc).fix().local_minus_utc(),
        };
        Timestamp::from_civil(utc).with_clock(east)
    }

    /// Seconds east of Greenwich of a clock that shows this.
    fn east_of(self, shown: NaiveDateTime) -> i32 {
        let zone = match self.0 {
            Clock::Fixed(minutes) => return minutes * 60,
            Clock::Named(zone) => zone,
        };
        let east = |shown: NaiveDateTime| {
            zone.offset_from_local_datetime(&shown).earliest().map(|offset| offset.fix().local_minus_utc())
        };
        let before = || (1..=LONGEST_GAP).find_map(|hours| east(shown.checked_sub_signed(TimeDelta::hours(hours))?));
        east(shown).or_else(before).unwrap_or(0)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Clock::Fixed(0) => f.write_str("UTC"),
            Clock::Fixed(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            Clock::Named(zone) => f.write_str(zone.name()),
        }
    }
}

/// `+02:00`, `-1000`, `+2`, `gmt+0100`, `UTC−03:00`: minutes east of Greenwich.
pub fn offset(text: &str) -> Option<i32> {
    let bare = ["gmt", "utc", "GMT", "UTC"].iter().find_map(|name| text.strip_prefix(name)).unwrap_or(text);
    let (sign, digits) = match bare.chars().next()? {
        '+' => (1, &bare[1..]),
        '-' => (-1, &bare[1..]),
        '−' => (-1, &bare['−'.len_utf8()..]),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "00"),
    };
    let number = |text: &str, most: usize| {
        (1..=most).contains(&text.len()).then(|| text.bytes().all(|byte| byte.is_ascii_digit()))?;
        text.parse::<i32>().ok()
    };
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= FARTHEST).then_some(sign * total)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn civil(day: u32, month: u32, hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2024, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    fn berlin() -> Zone {
        Zone::named("europe/berlin").unwrap()
    }

    #[test]
    fn a_zone_is_known_by_its_name_or_its_offset() {
        for (text, shown) in [
            ("Europe/Berlin", "Europe/Berlin"),
            ("asia/kolkata", "Asia/Kolkata"),
            ("utc", "UTC"),
            ("+02:00", "UTC+02:00"),
            ("-0530", "UTC-05:30"),
            ("UTC+2", "UTC+02:00"),
        ] {
            assert_eq!(Zone::named(text).unwrap().to_string(), shown);
        }
        for text in ["Europe/Berln", "", "+15:00", "+2:75", "+é", "+", "two"] {
            assert_eq!(Zone::named(text), None, "{text}");
        }
    }

    #[test]
    fn summer_time_moves_the_point_and_the_day() {
        let winter = berlin().read(civil(10, 1, 0, 30));
        assert_eq!((winter.seconds(), winter.day().to_string()), (1_704_843_000, "2024-01-10".to_owned()));
        assert_eq!(berlin().read(civil(10, 7, 0, 30)).seconds(), 1_720_564_200);
        // Half past eleven in the evening of UTC is the next day in Berlin.
        assert_eq!(berlin().at(civil(31, 12, 23, 30)).day().to_string(), "2025-01-01");
    }

    #[test]
    fn a_time_that_the_clock_skips_or_shows_twice_has_an_answer() {
        // From 02:00 to 03:00 on 31 March: read with the offset before.
        assert_eq!(berlin().read(civil(31, 3, 2, 30)), berlin().read(civil(31, 3, 3, 30)));
        // From 02:00 to 03:00 on 27 October: the first of the two.
        assert_eq!(berlin().read(civil(27, 10, 2, 30)).seconds(), 1_729_989_000);
        // Samoa skipped 30 December 2011.
        let apia = Zone::named("Pacific/Apia").unwrap();
        let skipped = NaiveDate::from_ymd_opt(2011, 12, 30).unwrap().and_hms_opt(12, 0, 0).unwrap();
        assert_eq!(apia.read(skipped).day().to_string(), "2011-12-31");
    }

    proptest::proptest! {
        #[test]
        fn what_a_clock_shows_is_read_back(seconds in 631_152_000_i64..4_102_444_000, which in 0_usize..600) {
            let names: Vec<&str> = Zone::names().collect();
            let zone = Zone::named(names[which % names.len()]).unwrap();
            let utc = chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            let at = zone.at(utc);
            proptest::prop_assert_eq!(at.seconds(), seconds);
            let shown = utc + TimeDelta::seconds(i64::from(zone.east_of_utc(utc)));
            let again = zone.read(shown);
            // Shown twice: the first one is at most a few hours earlier; its day is the same.
            proptest::prop_assert!(again.seconds() <= seconds && seconds - again.seconds() <= 48 * 3600);
            proptest::prop_assert_eq!(again.day(), at.day());
        }

        #[test]
        fn no_text_breaks_it(text in ".{0,20}") {
            let _ = (Zone::named(&text), offset(&text));
        }
    }

    impl Zone {
        fn east_of_utc(self, utc: NaiveDateTime) -> i32 {
            match self.0 {
                Clock::Fixed(minutes) => minutes * 60,
                Clock::Named(zone) => zone.offset_from_utc_datetime(&utc).fix().local_minus_utc(),
            }
        }
    }
}
