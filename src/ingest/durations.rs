//! Durations → minutes.
//!
//! A bare number says nothing without its unit: the header's (`in minutes`, `(in hrs)`, `_ms`), else the helpdesk's.

/// The unit of bare numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Thousandths of a second.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
}

impl Unit {
    fn minutes(self) -> f64 {
        match self {
            Self::Milliseconds => 1.0 / 60_000.0,
            Self::Seconds => 1.0 / 60.0,
            Self::Minutes => 1.0,
            Self::Hours => 60.0,
            Self::Days => 1440.0,
        }
    }

    /// The unit that a header names, if any.
    pub fn of_header(header: &str) -> Option<Self> {
        let header = header.to_lowercase();
        let words: Vec<&str> = header.split(|c: char| !c.is_alphanumeric()).collect();
        words.iter().find_map(|word| Self::of_word(word))
    }

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "ms" | "millis" | "milliseconds" => Self::Milliseconds,
            "s" | "sec" | "secs" | "second" | "seconds" | "stc" => Self::Seconds,
            "m" | "min" | "mins" | "minute" | "minutes" => Self::Minutes,
            "h" | "hr" | "hrs" | "hour" | "hours" | "bhrs" | "std" => Self::Hours,
            "d" | "day" | "days" => Self::Days,
            _ => return None,
        })
    }
}

/// Longest duration that is believed, in minutes: ten years.
const LONGEST: f64 = 10.0 * 365.0 * 1440.0;

/// Reads a duration in minutes: `95`, `1:35`, `01:35:00`, `1h 35m`, `1970-01-01 01:35:00` (ServiceNow counts from 1970).
pub fn parse_minutes(text: &str, unit: Unit) -> Option<f32> {
    let text = text.trim();
    let minutes = match text.strip_prefix("1970-") {
        Some(_) => since_1970(text)?,
        None if text.contains(':') => clock(text)?,
        None => match text.replace(',', ".").parse::<f64>() {
            Ok(number) => number * unit.minutes(),
            Err(_) => spelled(text)?,
        },
    };
    (minutes.is_finite() && (0.0..=LONGEST).contains(&minutes)).then_some(minutes as f32)
}

/// `H:MM` or `H:MM:SS`, hours without limit.
fn clock(text: &str) -> Option<f64> {
    let parts: Vec<f64> = text.split(':').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [hours, minutes] if minutes < 60.0 => Some(hours * 60.0 + minutes),
        [hours, minutes, seconds] if minutes < 60.0 && seconds < 60.0 => Some(hours * 60.0 + minutes + seconds / 60.0),
        _ => None,
    }
}

/// `1d 2h 3m`, `35 min`, `2 hours 10 minutes`.
fn spelled(text: &str) -> Option<f64> {
    let (mut sum, mut rest) = (0.0, text);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let number: f64 = rest.get(..digits)?.parse().ok()?;
        let after = rest.get(digits..)?.trim_start();
        let letters = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        sum += number * Unit::of_word(&after.get(..letters)?.to_lowercase())?.minutes();
        rest = after.get(letters..)?.trim_start_matches([' ', ',']);
    }
    (!text.is_empty()).then_some(sum)
}

/// A date whose distance from 1970-01-01 is the duration.
fn since_1970(text: &str) -> Option<f64> {
    let (date, time) = text.split_once([' ', 'T'])?;
    let mut parts = date.split('-').skip(1);
    let month: f64 = parts.next()?.parse().ok()?;
    let day: f64 = parts.next()?.parse().ok()?;
    let days = (month - 1.0) * 30.44 + (day - 1.0);
    Some(days.max(0.0).floor() * 1440.0 + clock(time)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_seen_in_exports_is_read() {
        for (text, unit, minutes) in [
            ("95", Unit::Minutes, 95.0),
            ("1.5", Unit::Hours, 90.0),
            ("1,5", Unit::Hours, 90.0),
            ("7200", Unit::Seconds, 120.0),
            ("60000", Unit::Milliseconds, 1.0),
            ("22:17", Unit::Minutes, 1337.0),
            ("01:35:30", Unit::Minutes, 95.5),
            ("146:00:00", Unit::Minutes, 8760.0),
            ("1d 2h 3m", Unit::Minutes, 1563.0),
            ("35 min", Unit::Hours, 35.0),
            ("1970-01-01 08:00:00", Unit::Minutes, 480.0),
            ("1970-01-02 04:23:00", Unit::Minutes, 1703.0),
        ] {
            assert_eq!(parse_minutes(text, unit), Some(minutes), "{text}");
        }
        for text in ["", "soon", "-5", "12:99", "2024-01-01", "1h later"] {
            assert_eq!(parse_minutes(text, Unit::Minutes), None, "{text}");
        }
    }

    #[test]
    fn a_header_names_its_unit() {
        assert_eq!(Unit::of_header("First reply time in minutes within business hours"), Some(Unit::Minutes));
        assert_eq!(Unit::of_header("Resolution time (in hrs)"), Some(Unit::Hours));
        assert_eq!(Unit::of_header("agent_wait_time_in_minutes"), Some(Unit::Minutes));
        assert_eq!(Unit::of_header("Time tracked"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in ".{0,40}") {
            let _ = (parse_minutes(&text, Unit::Minutes), Unit::of_header(&text));
        }
    }
}
