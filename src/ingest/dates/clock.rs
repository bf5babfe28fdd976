//! The time of day in a date, word by word.

use super::super::zones;

/// A time of day as far as it was read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    time: Option<(u32, u32, u32)>,
    after_noon: Option<bool>,
    /// Minutes east of Greenwich.
    pub offset: Option<i32>,
}

impl Clock {
    /// Takes a word when it belongs to a time of day.
    pub fn take(&mut self, word: &str) -> bool {
        if let Some(after_noon) = half_of_day(word) {
            self.after_noon = Some(after_noon);
            return true;
        }
        if let Some(minutes) = zone(word) {
            self.offset = Some(minutes);
            return true;
        }
        if self.time.is_some() {
            let offset = zones::offset(word);
            self.offset = offset.or(self.offset);
            return offset.is_some();
        }
        let (clock, tail) = match word.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')) {
            Some(at) => word.split_at(at),
            None => (word, ""),
        };
        let (clock, tail) = match tail.strip_prefix('h') {
            Some(minutes) if (1..=2).contains(&clock.len()) => (format!("{clock}:{minutes}"), ""),
            Some("") if clock.contains(':') => (clock.to_owned(), ""),
            _ => (clock.to_owned(), tail),
        };
        // `14h` is a time; a bare `14` is none.
        let clock = if word.ends_with('h') && clock.ends_with(':') { format!("{clock}00") } else { clock };
        let hour_alone = half_of_day(tail).and_then(|_| part(&clock)).map(|hour| (hour, 0, 0));
        let Some(time) = time_of_day(&clock, ':').or(hour_alone.filter(|_| !tail.is_empty())) else { return false };
        self.time = Some(time);
        tail.is_empty() || self.take_half(tail) || {
            self.offset = zone(tail).or_else(|| zones::offset(tail));
            self.offset.is_some()
        }
    }

    /// Takes `14.05` and `3.04.05` where the date is complete, so that it can be nothing else.
    pub fn take_dotted(&mut self, word: &str) -> bool {
        let time = if self.time.is_none() { time_of_day(word, '.') } else { None };
        self.time = time.or(self.time);
        time.is_some()
    }

    fn take_half(&mut self, tail: &str) -> bool {
        let half = half_of_day(tail);
        self.after_noon = half.or(self.after_noon);
        half.is_some()
    }

    /// What the clock shows: hour, minute, second; midnight when nothing was said.
    pub fn shown(self) -> Option<(u32, u32, u32)> {
        let (hour, minute, second) = self.time.unwrap_or((0, 0, 0));
        let hour = match self.after_noon {
            Some(_) if self.time.is_none() => return None,
            Some(true) if hour < 12 => hour + 12,
            // `00:10 AM` and `13:00 PM` are written by programs that mix the two clocks.
            Some(false) if hour == 12 => 0,
            Some(false) if hour > 12 => return None,
            _ => hour,
        };
        Some((hour, minute, second.min(59)))
    }
}

/// `9:10`, `21:32:04`, `21:32:04.123`; with dots also `03.04.05.000000000`.
fn time_of_day(text: &str, separator: char) -> Option<(u32, u32, u32)> {
    let mut parts = text.trim_end_matches(':').split(separator);
    let hour = part(parts.next()?)?;
    let minute = part(parts.next()?)?;
    let second = match parts.next() {
        Some(seconds) => part(seconds.split('.').next()?)?,
        None => 0,
    };
    let rest_is_fraction = parts.next().is_none_or(|rest| separator == '.' && rest.bytes().all(|b| b.is_ascii_digit()));
    (rest_is_fraction && parts.next().is_none() && hour < 24 && minute < 60 && second <= 60)
        .then_some((hour, minute, second))
}

fn part(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Whether it is after noon: AM, PM and their kin.
fn half_of_day(word: &str) -> Option<bool> {
    match word.trim_end_matches('.') {
        "am" | "a.m" | "vorm" | "π.μ" | "öö" | "fm" | "ص" | "صباحًا" | "صباحا" | "ق.ظ" | "पूर्वाह्न" | "dop" => {
            Some(false)
        }
        "pm" | "p.m" | "nachm" | "μ.μ" | "ös" | "em" | "م" | "مساءً" | "مساء" | "ب.ظ" | "ch" | "अपराह्न" | "odp" => {
            Some(true)
        }
        _ => None,
    }
}

/// Zone abbreviations that mean one offset in exports (RFC 5322 §4.3, Europe's, and those of single countries).
#[rustfmt::skip]
const ZONES: &[(&str, i32)] = &[
    ("z", 0), ("utc", 0), ("gmt", 0), ("edt", -240), ("est", -300), ("cdt", -300), ("cst", -360), ("mdt", -360),
    ("mst", -420), ("pdt", -420), ("pst", -480), ("akst", -540), ("akdt", -480), ("hst", -600), ("brt", -180),
    ("wet", 0), ("west", 60), ("bst", 60), ("cet", 60), ("cest", 120), ("mez", 60), ("mesz", 120), ("eet", 120),
    ("eest", 180), ("sast", 120), ("msk", 180), ("ist", 330), ("sgt", 480), ("hkt", 480), ("awst", 480),
    ("jst", 540), ("kst", 540), ("aest", 600), ("aedt", 660), ("nzst", 720), ("nzdt", 780),
];

fn zone(word: &str) -> Option<i32> {
    ZONES.iter().find(|(name, _)| *name == word).map(|(_, minutes)| *minutes)
}
