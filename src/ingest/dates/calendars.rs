//! Years that are not of the Gregorian calendar: the Buddhist era of Thailand, the solar Hijri calendar of Iran, the
//! years of the Republic in Taiwan.

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};

/// Years of the Buddhist era that are believed, and how far ahead it counts: no other calendar's present is there.
const BUDDHIST: (RangeInclusive<i32>, i32) = (2533..=2643, 543);

/// Years of the solar Hijri calendar that are believed.
const SOLAR_HIJRI: RangeInclusive<i32> = 1369..=1479;

/// Years of the Republic that are believed, and how far behind it counts. They have three digits, as no other year has.
const REPUBLIC: (RangeInclusive<i32>, i32) = (100..=189, 1911);

/// The day that a year, a month and a day mean.
pub fn day(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
    match year {
        year if SOLAR_HIJRI.contains(&year) => solar_hijri(year, month, day),
        year if BUDDHIST.0.contains(&year) => NaiveDate::from_ymd_opt(year - BUDDHIST.1, month, day),
        year if REPUBLIC.0.contains(&year) => NaiveDate::from_ymd_opt(year + REPUBLIC.1, month, day),
        year => NaiveDate::from_ymd_opt(year, month, day),
    }
}

/// A day of Iran's calendar by its cycle of 33 years with eight leap years, which holds from 1178 to 1633 (K. M.
/// Borkowski, "The Persian calendar for 3000 years", 1996): six months of 31 days, five of 30, one of 29 or 30.
fn solar_hijri(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u32::from(is_leap(year)),
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let before: u64 = (*SOLAR_HIJRI.start()..year).map(|year| 365 + u64::from(is_leap(year))).sum();
    let months = u64::from(if month <= 7 { 31 * (month - 1) } else { 186 + 30 * (month - 7) });
    // The first day of the first year that is believed.
    NaiveDate::from_ymd_opt(1990, 3, 21)?.checked_add_days(Days::new(before + months + u64::from(day) - 1))
}

fn is_leap(year: i32) -> bool {
    matches!(year % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_other_calendars_are_those_of_almanacs() {
        // New Year's days and last days of years of the University of Tehran's calendar centre.
        for ((year, month, of), expected) in [
            ((1399, 12, 30), "2021-03-20"),
            ((1400, 1, 1), "2021-03-21"),
            ((1403, 12, 30), "2025-03-20"),
            ((1404, 1, 1), "2025-03-21"),
            ((1405, 1, 1), "2026-03-21"),
            ((1405, 8, 12), "2026-11-03"),
            ((1408, 12, 30), "2030-03-20"),
            ((1370, 1, 1), "1991-03-21"),
            ((2569, 11, 3), "2026-11-03"),
            ((115, 8, 3), "2026-08-03"),
            ((2026, 2, 28), "2026-02-28"),
        ] {
            assert_eq!(
                day(year, month, of).map(|day| day.to_string()).as_deref(),
                Some(expected),
                "{year}-{month}-{of}"
            );
        }
        assert_eq!((day(1404, 12, 30), day(1405, 7, 31), day(2026, 2, 30)), (None, None, None));
    }
}
