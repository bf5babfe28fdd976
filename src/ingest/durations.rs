//! Durations → minutes.
//!
//! A bare number says nothing without its unit: the header's (`in minutes`, `(in hrs)`, `_ms`), else the helpdesk's.

use crate::model::time::Day;

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

    /// Its name, in the plural.
    pub fn name(self) -> &'static str {
        match self {
            Self::Milliseconds => "milliseconds",
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
        }
    }

    /// The unit that a header names, if any.
    pub fn of_header(header: &str) -> Option<Self> {
        let header = header.to_lowercase();
        let words: Vec<&str> = header.split(|c: char| !c.is_alphanumeric()).collect();
        // `timer` is hours in Danish and a clock in English.
        words.iter().filter(|word| !matches!(**word, "timer" | "t" | "j")).find_map(|word| Self::of_word(word))
    }

    fn of_word(word: &str) -> Option<Self> {
        let word = word.trim_end_matches('.');
        UNITS.iter().find(|(_, words)| words.contains(&word)).map(|(unit, _)| *unit)
    }

    /// The unit that bare numbers of a column must have to be times that people work: thousandths and seconds of
    /// ordinary work would be weeks as minutes, hours are written with fractions.
    pub fn of_values(numbers: &mut [f64]) -> Option<Self> {
        numbers.sort_by(f64::total_cmp);
        let median = *numbers.get(numbers.len() / 2)?;
        let fractions = numbers.iter().filter(|number| number.fract() != 0.0).count();
        match median {
            long if long >= MEDIAN_OF_MILLISECONDS => Some(Self::Milliseconds),
            long if long >= MEDIAN_OF_SECONDS => Some(Self::Seconds),
            short if short <= MEDIAN_OF_HOURS && fractions * 3 > numbers.len() => Some(Self::Hours),
            _ => None,
        }
    }
}

/// Median from which a column holds thousandths of a second: ten minutes; as seconds it would be a week.
const MEDIAN_OF_MILLISECONDS: f64 = 600_000.0;

/// Median from which a column holds seconds: half an hour; as minutes it would be more than a day of work.
const MEDIAN_OF_SECONDS: f64 = 1_800.0;

/// Median up to which numbers with fractions are hours: a day of work.
const MEDIAN_OF_HOURS: f64 = 8.0;

/// Words for the units in English, German, French, Spanish, Portuguese, Italian, Dutch and the Nordic languages.
#[rustfmt::skip]
const UNITS: &[(Unit, &[&str])] = &[
    (Unit::Milliseconds, &["ms", "msec", "msecs", "millis", "millisecond", "milliseconds", "millisekunden", "millisecondes", "milisegundos"]),
    (
        Unit::Seconds,
        &[
            "s", "sec", "secs", "second", "seconds", "stc", "sek", "sekunde", "sekunden", "seconde", "secondes", "segundo",
            "segundos", "seg", "secondo", "secondi", "seconden", "sekunder", "秒", "초", "сек", "секунд", "saniye", "sn", "sekund", "sekundy", "sekuntia", "másodperc", "giây", "วินาที", "detik", "ثانية", "ثانیه", "שניות", "δευτερόλεπτα", "секунди",
        ],
    ),
    (
        Unit::Minutes,
        &[
            "m", "min", "mins", "minute", "minutes", "minuten", "mn", "minuto", "minutos", "minuti", "minuut", "minuter",
            "minutter", "分", "分钟", "分鐘", "분", "мин", "минут", "минута", "минуты", "хв", "хвилин", "dakika", "dk", "minut", "minuty", "minuutti", "minuuttia", "perc", "phút", "นาที", "menit", "دقيقة", "دقائق", "دقیقه", "דקות", "λεπτά", "λεπτό", "मिनट",
        ],
    ),
    (
        Unit::Hours,
        &[
            "h", "hr", "hrs", "hour", "hours", "bhrs", "std", "stunde", "stunden", "heure", "heures", "hora", "horas",
            "ora", "ore", "uur", "uren", "timme", "timmar", "timer", "時間", "小时", "小時", "시간", "ч", "час", "часа", "часов", "годин", "saat", "sa", "godz", "godzina", "godziny", "godzin", "hod", "hodin", "hodina", "hodiny", "tunti", "tuntia", "óra", "giờ", "ชั่วโมง", "ชม", "jam", "ساعة", "ساعات", "ساعت", "שעות", "ώρες", "ώρα", "घंटे",
        ],
    ),
    (
        Unit::Days,
        &[
            "d", "day", "days", "tag", "tage", "tagen", "t", "jour", "jours", "j", "día", "días", "dia", "dias", "giorno",
            "giorni", "dag", "dagen", "dagar", "dage", "日", "天", "일", "дн", "день", "дня", "дней", "днів", "gün", "dni", "dzień", "dny", "den", "dní", "päivä", "päivää", "nap", "ngày", "วัน", "hari", "يوم", "أيام", "روز", "ימים", "ημέρες", "दिन",
        ],
    ),
];

/// Minutes of a week, which is spelled and never the unit of a column.
const WEEK: f64 = 7.0 * 1440.0;

/// Words for weeks.
const WEEKS: &[&str] =
    &["w", "wk", "wks", "week", "weeks", "woche", "wochen", "semaine", "semaines", "semana", "semanas"];

/// Longest duration that is believed, in minutes: ten years.
const LONGEST: f64 = 10.0 * 365.0 * 1440.0;

/// Longest text that can be a duration, in bytes.
const LONGEST_TEXT: usize = 60;

/// Reads a duration in minutes: `95`, `1:35`, `01:35:00`, `1h 35m`, `1 day, 3:04:05`, `PT4H30M`,
/// `1970-01-01 01:35:00` (ServiceNow counts from 1970). Of several durations in a row (`38h 15h 37h`) the first.
/// A negative one, a time limit that was broken, is none.
pub fn parse_minutes(text: &str, unit: Unit) -> Option<f32> {
    let minutes = written(text)?.unwrap_or_else(|number| number * unit.minutes());
    (minutes.is_finite() && (0.0..=LONGEST).contains(&minutes)).then_some(minutes as f32)
}

/// Whether a text can only be a duration; a bare number can be anything.
pub fn is_duration(text: &str) -> bool {
    matches!(written(text.trim().trim_start_matches(['-', '−'])), Some(Ok(minutes)) if minutes <= LONGEST)
}

/// A bare number, which needs a unit.
pub fn bare_number(text: &str) -> Option<f64> {
    written(text)?.err()
}

/// Minutes, or a number without a unit.
fn written(text: &str) -> Option<Result<f64, f64>> {
    let text = text.trim().to_lowercase();
    if text.is_empty() || text.len() > LONGEST_TEXT || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(number) = number(&text) {
        return Some(Err(number));
    }
    if text.starts_with("197") && text.get(4..5) == Some("-") {
        return since_1970(&text).map(Ok);
    }
    if text.starts_with('p') {
        return iso_8601(&text).map(Ok);
    }
    if !text.contains(':') {
        return spelled(&text).map(Ok);
    }
    // `1 day, 3:04:05`, `1 days 03:04:05`, `2d 04:30` and, of one program, `3.04:05:06`.
    let days_dotted = text.split_once('.').filter(|(days, time)| number(days).is_some() && time.contains(':'));
    let (days, time) = match text.rsplit_once([' ', ',']) {
        Some((days, time)) => (spelled(days.trim_end_matches([' ', ',']))?, time),
        None => days_dotted.map_or((0.0, text.as_str()), |(days, time)| (days.parse().unwrap_or(0.0) * 1440.0, time)),
    };
    Some(Ok(days + clock(time)?))
}

/// A number with a point or a comma, and with marks between the thousands.
fn number(text: &str) -> Option<f64> {
    let plain = |text: &str| text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let (head, tail) = text.split_once(',').unwrap_or((text, ""));
    let thousands = tail.len() >= 3
        && (1..=3).contains(&head.trim_start_matches('-').len())
        && tail.split(',').all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let text = if thousands { text.replace(',', "") } else { text.replacen(',', ".", 1) };
    plain(&text).then(|| text.parse().ok()).flatten()
}

/// `H:MM` or `H:MM:SS`, hours without limit.
fn clock(text: &str) -> Option<f64> {
    let parts: Vec<f64> = text.split(':').map(|part| number(part.trim())).collect::<Option<_>>()?;
    match parts[..] {
        [hours, minutes] if minutes < 60.0 => Some(hours * 60.0 + minutes),
        [hours, minutes, seconds] if minutes < 60.0 && seconds < 60.0 => Some(hours * 60.0 + minutes + seconds / 60.0),
        _ => None,
    }
}

/// `1d 2h 3m`, `35 min`, `2 hours and 10 minutes`, `1h30`: units that get shorter.
fn spelled(text: &str) -> Option<f64> {
    let (mut sum, mut rest, mut last) = (0.0, text, f64::INFINITY);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(rest.len());
        let number = number(rest.get(..digits)?.trim_end_matches(','))?;
        let after = rest.get(digits..)?.trim_start();
        let letters = after.find(|c: char| !(c.is_alphabetic() || c == '.')).unwrap_or(after.len());
        let unit = match after.get(..letters)? {
            // `1h30`
            "" if last == Unit::Hours.minutes() && after.is_empty() => Unit::Minutes.minutes(),
            word if WEEKS.contains(&word.trim_end_matches('.')) => WEEK,
            word => Unit::of_word(word)?.minutes(),
        };
        if unit >= last {
            break;
        }
        sum += number * unit;
        last = unit;
        rest = after.get(letters..)?.trim_start_matches([' ', ',']);
        for joint in ["and ", "und ", "et ", "y ", "e ", "en "] {
            rest = rest.strip_prefix(joint).unwrap_or(rest);
        }
    }
    last.is_finite().then_some(sum)
}

/// `PT4H30M`, `P1DT2H`, `P2W`; months and years have no length.
fn iso_8601(text: &str) -> Option<f64> {
    let (date, time) = text.strip_prefix('p')?.split_once('t').unwrap_or((text.strip_prefix('p')?, ""));
    let mut sum = 0.0;
    for (part, units) in
        [(date, [('w', WEEK), ('d', 1440.0), ('-', 0.0)]), (time, [('h', 60.0), ('m', 1.0), ('s', 1.0 / 60.0)])]
    {
        let mut rest = part;
        while !rest.is_empty() {
            let at = rest.find(|c: char| c.is_ascii_alphabetic())?;
            let unit = rest[at..].chars().next()?;
            let (_, minutes) = units.iter().find(|(letter, _)| *letter == unit)?;
            sum += number(rest.get(..at)?)? * minutes;
            rest = rest.get(at + 1..)?;
        }
    }
    (text.len() > 2).then_some(sum)
}

/// A date whose distance from 1970-01-01 is the duration.
fn since_1970(text: &str) -> Option<f64> {
    let (date, time) = text.split_once([' ', 't'])?;
    let day: Day = date.parse().ok()?;
    Some(f64::from(day.number().max(0)) * 1440.0 + clock(time.trim_end_matches('z'))?)
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
            ("1970-02-03 00:00:00", Unit::Minutes, 47_520.0),
            ("1 day, 3:04:30", Unit::Minutes, 1624.5),
            ("2 days 03:04:00.000000", Unit::Minutes, 3064.0),
            ("2d 4h", Unit::Minutes, 3120.0),
            ("PT4H30M", Unit::Minutes, 270.0),
            ("P1DT2H30S", Unit::Minutes, 1560.5),
            ("38h 15h 37h", Unit::Minutes, 2280.0),
            ("1h30", Unit::Minutes, 90.0),
            ("2 hours and 10 minutes", Unit::Minutes, 130.0),
            ("1 Tag 2 Std. 10 Min.", Unit::Minutes, 1570.0),
            ("2 heures et 5 minutes", Unit::Minutes, 125.0),
            ("3 horas y 20 minutos", Unit::Minutes, 200.0),
            ("1 día, 2 horas", Unit::Minutes, 1560.0),
            ("1,234.5", Unit::Minutes, 1234.5),
            ("1w 2d", Unit::Minutes, 12_960.0),
        ] {
            assert_eq!(parse_minutes(text, unit), Some(minutes), "{text}");
        }
        for text in
            ["", "soon", "-5", "12:99", "2024-01-01", "1h later", "-1:30", "P", "PT", "P1Y", "1970-13-45 00:00:00"]
        {
            assert_eq!(parse_minutes(text, Unit::Minutes), None, "{text}");
        }
    }

    #[test]
    fn a_broken_time_limit_is_a_duration_and_a_number_is_none() {
        assert!(is_duration("-1:30") && is_duration("2d 4h") && is_duration("PT5M"));
        assert!(!is_duration("95") && !is_duration("2024-01-01") && !is_duration("4 items"));
    }

    #[test]
    fn numbers_without_a_unit_are_judged_as_a_column() {
        let unit = |numbers: &[f64]| Unit::of_values(&mut numbers.to_vec());
        assert_eq!(unit(&[5_400_000.0, 600_000.0, 720_000.0]), Some(Unit::Milliseconds));
        assert_eq!(unit(&[5_400.0, 600.0, 7_200.0]), Some(Unit::Seconds));
        assert_eq!(unit(&[1.5, 0.25, 2.0]), Some(Unit::Hours));
        assert_eq!((unit(&[15.0, 30.0, 5.0]), unit(&[])), (None, None));
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
