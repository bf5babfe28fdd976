//! Date texts → timestamps: ISO, day or month first, month names of twenty languages, epochs.
//!
//! Whether `03/04/2024` is March or April comes from [`super::day_order`]; what a time without an offset means, from
//! [`super::zones`]. Relative dates ("11 days ago") are refused: they say when somebody looked, not when something
//! happened. So are dates without a day, and week dates.

mod calendars;
mod clock;
mod names;
mod tokens;

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use self::{
    clock::Clock,
    names::{is_filler, is_weekday, month_name},
    tokens::{Number, number_group, words},
};
use super::{
    day_order::{Order, small_number},
    zones::{self, Zone},
};
use crate::model::time::Timestamp;

pub use self::names::is_relative;

/// First year that is believed: helpdesk software is not older.
const FIRST_YEAR: i32 = 1990;

/// Last year that is believed.
const LAST_YEAR: i32 = 2100;

/// Longest text that can be a date, in bytes: `Wed Nov 18 2026 23:59:59 GMT+0100 (Central European Standard Time)`,
/// and the same with the letters of another alphabet.
const LONGEST_DATE: usize = 80;

/// Serial numbers of the first and the last believed day (1990-01-01, 2100-12-31) in spreadsheets.
const SERIALS: (f64, f64) = (32_874.0, 73_415.0);

/// A date as it is written: what its clock shows, and how far east that clock stands when it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reading {
    shown: NaiveDateTime,
    /// Minutes east of Greenwich.
    offset: Option<i32>,
}

impl Reading {
    fn in_zone(self, zone: Zone) -> Option<Timestamp> {
        use chrono::Datelike;
        if !(FIRST_YEAR..=LAST_YEAR).contains(&self.shown.year()) {
            return None;
        }
        Some(match self.offset {
            Some(minutes) => zone.at(self.shown.checked_sub_signed(TimeDelta::minutes(i64::from(minutes)))?),
            None => zone.read(self.shown),
        })
    }
}

/// Reads a date, one without an offset as UTC; none when no style explains it or the year is not believable.
pub fn parse(text: &str, order: Order) -> Option<Timestamp> {
    parse_in(text, order, Zone::UTC)
}

/// Reads a date, one without an offset as `zone`; its day is counted there.
pub fn parse_in(text: &str, order: Order, zone: Zone) -> Option<Timestamp> {
    reading(text, order)?.in_zone(zone)
}

fn reading(text: &str, order: Order) -> Option<Reading> {
    let text = introduced(text.trim().trim_matches(['"', '\'']));
    let plain = plain_digits(text);
    let text = plain.as_ref();
    if text.len() > LONGEST_DATE || !text.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80) {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.len() >= 8 {
        return compact(text).or_else(|| worded(text, order));
    }
    let numbers = || scientific(text).or_else(|| basic(text)).or_else(|| wrapped(text));
    numbers().or_else(|| iso(text, order)).or_else(|| worded(text, order))
}

/// Words that pages of reviews begin a date with.
const INTRODUCED: &[&str] =
    &["reviewed", "posted", "published", "date of", "written", "submitted", "created", "reported"];

/// Longest introduction of a date, in bytes.
const LONGEST_INTRODUCTION: usize = 48;

/// A date without what pages say before it: "Reviewed in the United States on October 3, 2025", "Date of experience: …".
fn introduced(text: &str) -> &str {
    let begins = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) || !INTRODUCED.iter().any(|word| begins(word)) {
        return text;
    }
    let after = |(at, glue): (usize, &str)| (at, at + glue.len());
    let glue = text.rmatch_indices(" on ").next().or_else(|| text.match_indices(": ").next()).map(after);
    match glue {
        Some((head, tail)) if head <= LONGEST_INTRODUCTION && !text[..head].bytes().any(|b| b.is_ascii_digit()) => {
            &text[tail..]
        }
        _ => text,
    }
}

/// A text with the digits of Arabic, Persian, Hindi, Bengali and Thai as those of ASCII, and without the marks of the writing's direction.
pub fn plain_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| match c {
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' => None,
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(c as u32 - 0x6f0, 10),
        '\u{966}'..='\u{96f}' => char::from_digit(c as u32 - 0x966, 10),
        '\u{9e6}'..='\u{9ef}' => char::from_digit(c as u32 - 0x9e6, 10),
        '\u{e50}'..='\u{e59}' => char::from_digit(c as u32 - 0xe50, 10),
        '،' => Some(','),
        other => Some(other),
    };
    Cow::Owned(text.chars().filter_map(plain).collect())
}

/// `20250308T091244Z`, the basic form of ISO 8601.
fn basic(text: &str) -> Option<Reading> {
    let (date, time) = text.split_once(['T', 't'])?;
    let clock = time.get(..6)?;
    if date.len() != 8 || !date.bytes().chain(clock.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let shown = NaiveDateTime::parse_from_str(&format!("{date}{clock}"), "%Y%m%d%H%M%S").ok()?;
    let rest = time[6..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let offset = match rest {
        "" => None,
        "Z" | "z" => Some(0),
        _ => Some(zones::offset(rest)?),
    };
    Some(Reading { shown, offset })
}

/// `/Date(1740820364000+0100)/` as ASP.NET writes it; the offset is for people, the number is of Greenwich.
fn wrapped(text: &str) -> Option<Reading> {
    let inner = text.trim_matches(['/', '\\']).strip_prefix("Date(")?.strip_suffix(')')?;
    epoch(inner.split(['+', '-']).next()?)
}

/// Whether a text reads as a date in either order, epochs not counted: a long number is rather an id.
pub fn is_date(text: &str) -> bool {
    let written = text.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.') || text.matches('.').count() == 2;
    written && (parse(text, Order::DayMonth).is_some() || parse(text, Order::MonthDay).is_some())
}

/// Whether a number can be a time: since 1970 in seconds or its thousandths, millionths or billionths, or
/// `20240407213204`.
pub fn is_epoch(text: &str) -> bool {
    compact(text).or_else(|| scientific(text)).and_then(|reading| reading.in_zone(Zone::UTC)).is_some()
}

/// Whether a number can be a day as spreadsheets count them. Many other numbers can: a whole column has to.
pub fn is_serial(text: &str) -> bool {
    serial(text).is_some()
}

/// Reads a spreadsheet's day number (`45389.8969` is 2024-04-07 21:31:32), which has no zone.
pub fn parse_serial(text: &str, zone: Zone) -> Option<Timestamp> {
    let number = serial(text)?;
    // The day 60 of the first spreadsheet was a 29 February 1900 that never was; days that are believed come after it.
    let midnight = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    let seconds = (number * 86_400.0).round() as i64;
    Reading { shown: midnight.checked_add_signed(TimeDelta::seconds(seconds))?, offset: None }.in_zone(zone)
}

fn serial(text: &str) -> Option<f64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 5 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let number: f64 = format!("{whole}.{fraction}0").parse().ok()?;
    (SERIALS.0..=SERIALS.1).contains(&number).then_some(number)
}

/// `20240407`, `20240407213204` or an epoch.
fn compact(text: &str) -> Option<Reading> {
    let plain = |shown| Reading { shown, offset: None };
    if text.len() == 8 && !text.contains('.') {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok()?.and_hms_opt(0, 0, 0).map(plain);
    }
    if text.len() == 14 && !text.contains('.') {
        return NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok().map(plain);
    }
    epoch(text)
}

fn epoch(text: &str) -> Option<Reading> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !(9..=19).contains(&whole.len()) || !(whole.bytes().chain(fraction.bytes())).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    since_1970(whole.parse().ok()?)
}

/// An epoch that a spreadsheet rewrote: `1.71253E+12`.
fn scientific(text: &str) -> Option<Reading> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let known =
        matches!(exponent, "+08" | "+09" | "+11" | "+12" | "+15" | "+18" | "8" | "9" | "11" | "12" | "15" | "18");
    let value: f64 = if known && mantissa.len() > 3 { text.parse().ok()? } else { return None };
    since_1970(value as i64)
}

/// Seconds, thousandths, millionths or billionths: whichever gives a year of this age.
fn since_1970(value: i64) -> Option<Reading> {
    let parts = [1, 1_000, 1_000_000, 1_000_000_000].into_iter().find(|parts| value / parts < 100_000_000_000)?;
    let seconds = value / parts;
    let shown = chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc();
    Some(Reading { shown, offset: Some(0) })
}

/// `2024-04-07T21:32:04.123+0200` and its looser forms; year first with `-`, `/` or `.`.
fn iso(text: &str, order: Order) -> Option<Reading> {
    let bytes = text.as_bytes();
    let separator = *bytes.get(4)?;
    if !bytes[..4].iter().all(u8::is_ascii_digit) || !matches!(separator, b'-' | b'/' | b'.') {
        return None;
    }
    let year = text.get(..4)?.parse().ok()?;
    let (month, at) = small_number(bytes, 5)?;
    if *bytes.get(at)? != separator {
        return None;
    }
    let (day, at) = small_number(bytes, at + 1)?;
    let (month, day) = if order == Order::YearDayMonth { (day, month) } else { (month, day) };
    let date = calendars::day(year, month as i32, day as i32)?;
    let rest = text.get(at..)?;
    let rest = rest.split('[').next().unwrap_or(rest).trim_start_matches([',', 'T', 't']).trim();
    let mut clock = Clock::default();
    for word in words(rest) {
        if !clock.take(&word) && !clock.take_dotted(&word) && !is_filler(&word) && !is_weekday(&word) {
            return None;
        }
    }
    on(clock, date)
}

fn on(clock: Clock, date: NaiveDate) -> Option<Reading> {
    let (hour, minute, second) = clock.shown()?;
    Some(Reading { shown: date.and_hms_opt(hour, minute, second)?, offset: clock.offset })
}

/// Dates that do not start with the year: words and numbers in any order that makes sense.
fn worded(text: &str, order: Order) -> Option<Reading> {
    // Ranges of two dates count from the first, names of zones in brackets say nothing new.
    let text = text.split('→').next().unwrap_or(text);
    let (mut clock, mut month, mut numbers) = (Clock::default(), None, Vec::new());
    // `mar.` is a Tuesday before a month, and `mar` March where no other month stands.
    let mut weekday = false;
    for word in words(text) {
        let dated = numbers.len() + usize::from(month.is_some()) >= 3;
        if clock.take(&word) || dated && clock.take_dotted(&word) {
            // A clock's own words.
        } else if let Some(parts) = number_group(&word) {
            numbers.extend(parts);
        } else if let Some(named) = month_name(&word).filter(|_| month.is_none() || weekday) {
            (month, weekday) = (Some(named), month.is_none() && is_weekday(&word));
        } else if !is_filler(&word) && !is_weekday(&word) {
            return None;
        }
    }
    let month = month.filter(|_| !weekday || numbers.len() < 3);
    let (year, month, day) = parts(month, &numbers, order)?;
    let date = calendars::day(year, month, day)?;
    on(clock, date)
}

/// Which number is the year, which the month and which the day.
fn parts(month: Option<i32>, numbers: &[Number], order: Order) -> Option<(i32, i32, i32)> {
    Some(match (month, numbers) {
        (Some(month), [year, day]) if year.digits == 4 => (year.value, month, day.value),
        (Some(month), [day, year]) => (year.as_year()?, month, day.value),
        (None, [year, day, month]) if year.digits == 4 && order == Order::YearDayMonth => {
            (year.value, month.value, day.value)
        }
        (None, [year, month, day]) if year.digits >= 3 => (year.value, month.value, day.value),
        (None, [year, month, day]) if year.digits == 2 && day.digits <= 2 && order == Order::ShortYearFirst => {
            (year.as_year()?, month.value, day.value)
        }
        (None, [first, second, year]) => {
            let (day, month) = match order {
                _ if first.value > 12 => (first, second),
                _ if second.value > 12 => (second, first),
                Order::MonthDay => (second, first),
                Order::DayMonth | Order::ShortYearFirst | Order::YearDayMonth => (first, second),
            };
            (year.as_year()?, month.value, day.value)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
