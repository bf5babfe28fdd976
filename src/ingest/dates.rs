//! Date texts → timestamps: ISO, day or month first, month names of seven languages, epochs.
//!
//! Whether `03/04/2024` is March or April comes from [`super::day_order`]. Relative dates ("11 days ago") are refused: they say when somebody looked, not when
//! something happened.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::day_order::{Order, small_number};
use crate::model::time::Timestamp;

/// First year that is believed: helpdesk software is not older.
const FIRST_YEAR: i32 = 1990;

/// Last year that is believed.
const LAST_YEAR: i32 = 2100;

/// Two-digit years from here on are of the last century (the pivot of POSIX `strptime`).
const CENTURY_PIVOT: i32 = 69;

/// Longest text that can be a date, in bytes: `Wed Nov 18 2026 23:59:59 GMT+0100 (Central European Standard Time)`.
const LONGEST_DATE: usize = 80;

/// Reads a date; none when no style explains it or the year is not believable.
pub fn parse(text: &str, order: Order) -> Option<Timestamp> {
    let text = text.trim().trim_matches(['"', '\'']);
    if text.len() > LONGEST_DATE || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let civil = if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.len() >= 8 {
        compact(text).or_else(|| worded(text, order))
    } else {
        iso(text).or_else(|| worded(text, order))
    }?;
    believable(civil).then(|| Timestamp::from_civil(civil))
}

/// Whether a text reads as a date in either order, epochs not counted: a long number is rather an id.
pub fn is_date(text: &str) -> bool {
    let written = text.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.') || text.matches('.').count() == 2;
    written && (parse(text, Order::DayMonth).is_some() || parse(text, Order::MonthDay).is_some())
}

/// Whether a number can be a time: since 1970 in seconds, milliseconds or microseconds, or `20240407213204`.
pub fn is_epoch(text: &str) -> bool {
    compact(text).is_some_and(believable)
}

fn believable(civil: NaiveDateTime) -> bool {
    use chrono::Datelike;
    (FIRST_YEAR..=LAST_YEAR).contains(&civil.year())
}

/// `20240407`, `20240407213204` or an epoch.
fn compact(text: &str) -> Option<NaiveDateTime> {
    if text.len() == 8 && !text.contains('.') {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok()?.and_hms_opt(0, 0, 0);
    }
    if text.len() == 14 && !text.contains('.') {
        return NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok();
    }
    epoch(text)
}

fn epoch(text: &str) -> Option<NaiveDateTime> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !(9..=16).contains(&whole.len()) || !(whole.bytes().chain(fraction.bytes())).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i64 = whole.parse().ok()?;
    let seconds = match whole.len() {
        0..=10 => value,
        11..=13 => value / 1000,
        _ => value / 1_000_000,
    };
    Some(chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc())
}

/// `2024-04-07T21:32:04.123+0200` and its looser forms; year first with `-`, `/` or `.`.
fn iso(text: &str) -> Option<NaiveDateTime> {
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
    let date = NaiveDate::from_ymd_opt(year, month as u32, day as u32)?;
    let rest = text.get(at..)?.trim_start_matches([',', 'T', 't']).trim();
    timed(date, rest)
}

/// Adds what is written after a date: a time of day, an offset, a zone. Nothing else may follow.
fn timed(date: NaiveDate, rest: &str) -> Option<NaiveDateTime> {
    let mut clock = Clock::default();
    for word in words(rest) {
        if !clock.take(&word) && !is_filler(&word) {
            return None;
        }
    }
    clock.on(date)
}

/// Dates that do not start with the year: words and numbers in any order that makes sense.
fn worded(text: &str, order: Order) -> Option<NaiveDateTime> {
    let text = text.split('→').next().unwrap_or(text);
    let text = text.split(" (").next().unwrap_or(text);
    let (mut clock, mut month, mut numbers) = (Clock::default(), None, Vec::new());
    for word in words(text) {
        if clock.take(&word) {
            // A clock's own words.
        } else if let Some(parts) = number_group(&word) {
            numbers.extend(parts);
        } else if let Some(named) = month_name(&word).filter(|_| month.is_none()) {
            month = Some(named);
        } else if !is_filler(&word) && !is_weekday(&word) {
            return None;
        }
    }
    let (year, month, day) = match (month, numbers.as_slice()) {
        (Some(month), [year, day]) if year.digits == 4 => (year.value, month, day.value),
        (Some(month), [day, year]) => (year.as_year()?, month, day.value),
        (None, [year, month, day]) if year.digits == 4 => (year.value, month.value, day.value),
        (None, [first, second, year]) => {
            let (day, month) = match order {
                _ if first.value > 12 => (first, second),
                _ if second.value > 12 => (second, first),
                Order::DayMonth => (first, second),
                Order::MonthDay => (second, first),
            };
            (year.as_year()?, month.value, day.value)
        }
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    clock.on(date)
}

#[derive(Clone, Copy, Debug)]
struct Number {
    value: i32,
    digits: usize,
}

impl Number {
    fn as_year(self) -> Option<i32> {
        match self.digits {
            4 => Some(self.value),
            2 if self.value >= CENTURY_PIVOT => Some(1900 + self.value),
            2 => Some(2000 + self.value),
            _ => None,
        }
    }
}

/// `3`, `3.`, `3rd` or `16/02/2017`: the numbers of a word that holds nothing else.
fn number_group(word: &str) -> Option<Vec<Number>> {
    let bare = ["st", "nd", "rd", "th", "º", "ª", "er"]
        .iter()
        .find_map(|suffix| word.strip_suffix(suffix))
        .unwrap_or(word)
        .trim_end_matches(['.', '-', '/']);
    let parts: Vec<Number> = bare
        .split(['/', '.', '-'])
        .map(|part| {
            let digits = part.len();
            let plain = (1..=4).contains(&digits) && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse().ok().map(|value| Number { value, digits })).flatten()
        })
        .collect::<Option<_>>()?;
    (parts.len() <= 3).then_some(parts)
}

/// Splits on blanks and commas, and between month names and the signs around them (`16/Feb/17`).
fn words(text: &str) -> Vec<String> {
    let spaced = text.replace(['年', '月'], "-").replace('日', " ").replace(['\u{202f}', '\u{a0}'], " ");
    let spaced = spaced.to_lowercase().replace("a. m.", "am").replace("p. m.", "pm");
    let mut words = Vec::new();
    for chunk in spaced.split([' ', ',', '\t']).filter(|chunk| !chunk.is_empty()) {
        let letters = |c: char| c.is_alphabetic();
        let mixed =
            chunk.contains(['/', '-', '.']) && chunk.split(['/', '-', '.']).any(|part| month_name(part).is_some());
        if mixed && chunk.chars().any(letters) {
            words.extend(chunk.split(['/', '-', '.']).filter(|part| !part.is_empty()).map(str::to_owned));
        } else {
            words.push(chunk.to_owned());
        }
    }
    words
}

/// A time of day as far as it was read.
#[derive(Clone, Copy, Debug, Default)]
struct Clock {
    time: Option<(u32, u32, u32)>,
    noon: Option<bool>,
    offset: Option<i32>,
}

impl Clock {
    /// Takes a word when it belongs to a time of day.
    fn take(&mut self, word: &str) -> bool {
        if let Some(after_noon) = noon(word) {
            self.noon = Some(after_noon);
            return self.time.is_some();
        }
        if let Some(minutes) = zone(word) {
            self.offset = Some(minutes);
            return true;
        }
        if self.time.is_some() {
            return match offset(word) {
                Some(minutes) => {
                    self.offset = Some(minutes);
                    true
                }
                None => false,
            };
        }
        let (clock, tail) = match word.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')) {
            Some(at) => word.split_at(at),
            None => (word, ""),
        };
        let (clock, tail) = match tail.strip_prefix('h') {
            Some(minutes) if clock.len() <= 2 && !clock.is_empty() => (format!("{clock}:{minutes}"), ""),
            _ => (clock.to_owned(), tail),
        };
        let Some(time) = time_of_day(&clock) else { return false };
        self.time = Some(time);
        tail.is_empty() || noon(tail).inspect(|noon| self.noon = Some(*noon)).is_some() || {
            self.offset = zone(tail).or_else(|| offset(tail));
            self.offset.is_some()
        }
    }

    fn on(self, date: NaiveDate) -> Option<NaiveDateTime> {
        let (hour, minute, second) = self.time.unwrap_or((0, 0, 0));
        let hour = match self.noon {
            Some(_) if hour > 12 => return None,
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let time = NaiveTime::from_hms_opt(hour, minute, second.min(59))?;
        date.and_time(time).checked_sub_signed(TimeDelta::minutes(i64::from(self.offset.unwrap_or(0))))
    }
}

/// `9:10`, `21:32:04`, `21:32:04.123`.
fn time_of_day(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split(':');
    let hour = part(parts.next()?)?;
    let minute = part(parts.next()?)?;
    let second = match parts.next() {
        Some(seconds) => part(seconds.split('.').next()?)?,
        None => 0,
    };
    (parts.next().is_none() && hour < 24 && minute < 60 && second <= 60).then_some((hour, minute, second))
}

fn part(text: &str) -> Option<u32> {
    (!text.is_empty() && text.len() <= 2).then(|| text.parse().ok()).flatten()
}

fn noon(word: &str) -> Option<bool> {
    match word.trim_end_matches('.') {
        "am" | "a.m" | "vorm" => Some(false),
        "pm" | "p.m" | "nachm" => Some(true),
        _ => None,
    }
}

/// `+02:00`, `-1000`, `+02`, `gmt+0100`: minutes east of Greenwich.
fn offset(word: &str) -> Option<i32> {
    let word = word.trim_start_matches("gmt").trim_start_matches("utc");
    let (sign, digits) = match word.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) | ("−", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let (hours, minutes): (i32, i32) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0),
        4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        _ => return None,
    };
    let minutes = hours * 60 + minutes;
    (minutes <= 14 * 60).then_some(sign * minutes)
}

/// Zone abbreviations that mean one offset everywhere they are used in exports (RFC 5322 §4.3, and Europe's).
#[rustfmt::skip]
const ZONES: &[(&str, i32)] = &[
    ("z", 0), ("utc", 0), ("gmt", 0), ("edt", -240), ("est", -300), ("cdt", -300), ("cst", -360), ("mdt", -360),
    ("mst", -420), ("pdt", -420), ("pst", -480), ("cet", 60), ("cest", 120), ("mez", 60), ("mesz", 120),
];

fn zone(word: &str) -> Option<i32> {
    ZONES.iter().find(|(name, _)| *name == word).map(|(_, minutes)| *minutes)
}

/// Words that stand in dates and mean nothing.
fn is_filler(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "at" | "on"
            | "de"
            | "del"
            | "den"
            | "der"
            | "le"
            | "el"
            | "il"
            | "um"
            | "uhr"
            | "à"
            | "às"
            | "om"
            | "of"
            | "t"
            | "-"
            | "alle"
            | "ore"
    )
}

/// First letters of weekdays in English, German, Spanish, French, Portuguese, Italian and Dutch.
#[rustfmt::skip]
const WEEKDAYS: &[&str] = &[
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa", "so", "die", "mit", "don",
    "fre", "sam", "son", "lun", "mar", "mié", "mie", "jue", "vie", "sáb", "sab", "dom", "mer", "jeu", "ven", "dim",
    "seg", "ter", "qua", "qui", "sex", "gio", "maa", "din", "woe", "vri", "zat", "zon", "ma", "wo", "vr", "za",
    "zo",
];

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let first: String = word.chars().take(3).collect();
    word.chars().all(|c| c.is_alphabetic() || c == '-') && WEEKDAYS.contains(&first.as_str())
}

/// The first letters of the months; a word that begins with one of them is that month. Longer ones first where one
/// begins another. English, German, Spanish, French, Portuguese, Italian, Dutch.
#[rustfmt::skip]
const MONTHS: &[(&str, i32)] = &[
    ("juin", 6), ("juil", 7), ("jan", 1), ("jän", 1), ("ene", 1), ("gen", 1), ("janv", 1), ("feb", 2), ("fév", 2),
    ("fev", 2), ("mar", 3), ("mär", 3), ("mrz", 3), ("maa", 3), ("mrt", 3), ("apr", 4), ("abr", 4), ("avr", 4),
    ("may", 5), ("mai", 5), ("mag", 5), ("mei", 5), ("jun", 6), ("giu", 6), ("jul", 7), ("lug", 7), ("aug", 8),
    ("ago", 8), ("aoû", 8), ("aou", 8), ("sep", 9), ("set", 9), ("oct", 10), ("okt", 10), ("out", 10), ("ott", 10),
    ("nov", 11), ("dec", 12), ("dez", 12), ("dic", 12), ("déc", 12),
];

/// Longest month name, in characters (`septiembre`).
const LONGEST_MONTH: usize = 10;

fn month_name(word: &str) -> Option<i32> {
    let word = word.trim_end_matches('.');
    let length = word.chars().count();
    if !(3..=LONGEST_MONTH).contains(&length) || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    // Weekdays of Romance languages that begin like a month.
    if matches!(word, "martes" | "mardi" | "martedì" | "maandag") {
        return None;
    }
    MONTHS.iter().find(|(start, _)| word.starts_with(start)).map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso_of(text: &str, order: Order) -> Option<String> {
        let at = parse(text, order)?;
        Some(chrono::DateTime::from_timestamp(at.seconds(), 0).unwrap().format("%Y-%m-%dT%H:%M:%S").to_string())
    }

    fn read(text: &str) -> String {
        iso_of(text, Order::DayMonth).unwrap_or_else(|| format!("{text} was not read"))
    }

    #[test]
    fn every_style_seen_in_exports_is_read() {
        for (text, expected) in [
            ("2024-04-07T21:32:04Z", "2024-04-07T21:32:04"),
            ("2018-05-14T23:54:10.593+0200", "2018-05-14T21:54:10"),
            ("2014-01-07T15:57:55+05:30", "2014-01-07T10:27:55"),
            ("2016-04-28T11:19:34 -10:00", "2016-04-28T21:19:34"),
            ("2019-01-31 10:00:00 UTC", "2019-01-31T10:00:00"),
            ("2016-06-01T00:00:00.000", "2016-06-01T00:00:00"),
            ("2009-09-01 19:02", "2009-09-01T19:02:00"),
            ("2013-06-25 11:49:00 +0200", "2013-06-25T09:49:00"),
            ("29/2/2016 01:16", "2016-02-29T01:16:00"),
            ("29-02-2016 01:16", "2016-02-29T01:16:00"),
            ("7/29/2013", "2013-07-29T00:00:00"),
            ("12/12/2025 3:30:19 PM", "2025-12-12T15:30:19"),
            ("02/23/20 6:12 PM", "2020-02-23T18:12:00"),
            ("18/jul/26 9:10 AM", "2026-07-18T09:10:00"),
            ("16/Feb/17 12:29 AM", "2017-02-16T00:29:00"),
            ("Sun, 8 Sep 2024 17:43:07 +0300", "2024-09-08T14:43:07"),
            ("Tue Oct 31 22:10:47 +0000 2017", "2017-10-31T22:10:47"),
            ("Mon May 13 2024 10:00:00 GMT+0100 (British Summer Time)", "2024-05-13T09:00:00"),
            ("Wed Jan 31 12:00:00 2018", "2018-01-31T12:00:00"),
            ("May 3, 2020", "2020-05-03T00:00:00"),
            ("January 5, 2024 3:04 PM", "2024-01-05T15:04:00"),
            ("14 Mar 2023 10:15", "2023-03-14T10:15:00"),
            ("1/31/2024 2:00pm", "2024-01-31T14:00:00"),
            ("3. März 2024 14:05 Uhr", "2024-03-03T14:05:00"),
            ("03.05.2024, 09:07", "2024-05-03T09:07:00"),
            ("16 de febrero de 2017", "2017-02-16T00:00:00"),
            ("mardi 3 août 2021 à 14h30", "2021-08-03T14:30:00"),
            ("7 de dezembro de 2022 às 18:00", "2022-12-07T18:00:00"),
            ("12 maggio 2023", "2023-05-12T00:00:00"),
            ("maandag 4 maart 2024", "2024-03-04T00:00:00"),
            ("2024年3月5日 10:20", "2024-03-05T10:20:00"),
            ("1136368931", "2006-01-04T10:02:11"),
            ("1444329851.000002", "2015-10-08T18:44:11"),
            ("1612345678901", "2021-02-03T09:47:58"),
            ("20240407", "2024-04-07T00:00:00"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "11 days ago",
            "7 hours ago",
            "yesterday",
            "29:10.8",
            "",
            "2024",
            "2024-13-01",
            "2023-02-30",
            "31/31/2024",
            "1/2/3",
            "0000-00-00",
            "1889-01-01",
            "2190-01-01",
            "INC0000045",
            "4.0.0",
            "5 mayors",
            "10:30",
            "1.2.3.4",
            "HIVE-28515",
            "may 2020",
            "2024-01-01x",
        ] {
            assert_eq!(iso_of(text, Order::DayMonth), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in ".{0,60}") {
            let _ = (parse(&text, Order::DayMonth), is_date(&text), is_epoch(&text));
        }

        #[test]
        fn iso_dates_round_trip(seconds in 631_152_000_i64..4_102_444_000) {
            let text = chrono::DateTime::from_timestamp(seconds, 0).unwrap().format("%Y-%m-%dT%H:%M:%SZ").to_string();
            proptest::prop_assert_eq!(parse(&text, Order::MonthDay), Some(Timestamp::from_seconds(seconds)));
            proptest::prop_assert_eq!(parse(&seconds.to_string(), Order::MonthDay), Some(Timestamp::from_seconds(seconds)));
        }
    }
}
