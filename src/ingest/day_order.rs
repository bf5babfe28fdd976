//! Whether `03/04/2024` is March or April: decided per column over all of its values, never per value.

use std::collections::BTreeSet;

/// Which part of `03/04/2024` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Day first.
    DayMonth,
    /// Month first.
    MonthDay,
    /// A year of two digits first, then the month: `25.03.08`.
    ShortYearFirst,
    /// A whole year first, then the day: `2025-25-01`.
    YearDayMonth,
}

impl Order {
    /// Its name in notes.
    pub fn name(self) -> &'static str {
        match self {
            Self::DayMonth => "day/month",
            Self::MonthDay => "month/day",
            Self::ShortYearFirst => "year/month/day",
            Self::YearDayMonth => "year/day/month",
        }
    }
}

/// What the values of a column say about their order. Counts only: the order of the rows does not matter.
#[derive(Clone, Debug, Default)]
pub struct OrderEvidence {
    day_first: usize,
    month_first: usize,
    undecided: usize,
    dotted: usize,
    dashed: usize,
    twelve_hours: usize,
    first_parts: [bool; 13],
    second_parts: [bool; 13],
    shorts: ShortYears,
    /// Dates with the year first whose second and whose third part can only be the day.
    year_first: (usize, usize),
    swapping: Swapping,
}

/// What tells a column that a spreadsheet opened with the other order in mind. It made dates of those that it could read,
/// month and day the wrong way round, and left the others as text: `2026-04-03` beside `25/03/2026`.
#[derive(Clone, Debug, Default)]
struct Swapping {
    /// Dates with the year first that both orders explain, by their second and by their third number.
    seconds: [usize; 13],
    thirds: [usize; 13],
    /// The months of those that only one order explains.
    months: [bool; 13],
}

/// Fewest dates of each kind that show it: a year-first date of another day than the first twelve would be among
/// so many by more than nine in ten.
const SWAPPED: usize = 5;

impl Swapping {
    /// The dates that were turned round, beside so many that only one order explains: read so they fall into the months of the others, and more do than as they stand.
    fn turned(&self, decided: usize) -> usize {
        let inside = |counts: &[usize; 13]| -> usize {
            counts.iter().zip(self.months).filter(|(_, month)| *month).map(|(count, _)| count).sum()
        };
        let all: usize = self.thirds.iter().sum();
        let (turned, straight) = (inside(&self.thirds), inside(&self.seconds));
        let enough = all >= SWAPPED && decided >= SWAPPED;
        if enough && turned > straight && turned * 2 > all { all } else { 0 }
    }
}

/// Dates of three numbers below a hundred, one of which is the year.
#[derive(Clone, Debug, Default)]
struct ShortYears {
    seen: usize,
    /// Those that can be year, month and day.
    year_first: usize,
    firsts: BTreeSet<usize>,
    thirds: BTreeSet<usize>,
}

/// Fewest different last numbers that can be the days of one year after the other.
const DAYS: usize = 4;

/// Most years that a column of short years spans.
const YEARS: usize = 10;

impl ShortYears {
    fn see(&mut self, [first, second, third]: [usize; 3]) {
        self.seen += 1;
        self.year_first += usize::from((1..=12).contains(&second) && (1..=31).contains(&third));
        self.firsts.insert(first);
        self.thirds.insert(third);
    }

    /// Whether the first numbers are years: hardly one differs, while the last ones run through a month.
    fn lead(&self) -> bool {
        let span = self.firsts.last().zip(self.firsts.first()).map_or(0, |(last, first)| last - first);
        self.year_first == self.seen
            && span < YEARS
            && self.thirds.len() >= DAYS
            && self.thirds.len() > self.firsts.len() * 2
    }
}

impl OrderEvidence {
    /// Looks at one more value.
    pub fn see(&mut self, text: &str) {
        let Some(Written { numbers: [first, second, third], digits, separator }) = written(text) else { return };
        if digits[0] == 4 {
            self.year_first.0 += usize::from((13..=31).contains(&second) && (1..=12).contains(&third));
            self.year_first.1 += usize::from((13..=31).contains(&third));
            if (1..=12).contains(&second) && (1..=12).contains(&third) {
                self.swapping.seconds[second] += 1;
                self.swapping.thirds[third] += 1;
            }
            return;
        }
        if digits[2] <= 2 {
            self.shorts.see([first, second, third]);
        }
        match (first, second) {
            (13..=31, 1..=12) => {
                self.day_first += 1;
                self.swapping.months[second] = true;
            }
            (1..=12, 13..=31) => {
                self.month_first += 1;
                self.swapping.months[first] = true;
            }
            (1..=12, 1..=12) => {
                self.undecided += 1;
                self.first_parts[first] = true;
                self.second_parts[second] = true;
            }
            _ => return,
        }
        self.dotted += usize::from(separator == b'.');
        self.dashed += usize::from(separator == b'-');
        let end = text.trim_end().as_bytes();
        self.twelve_hours += usize::from(end.ends_with(b"M") || end.ends_with(b"m"));
    }

    /// How many dates with the year first have month and day the wrong way round, as a spreadsheet of another country
    /// leaves them: all of them have a day that can be a month, and all other dates one that cannot.
    pub fn swapped(&self) -> usize {
        let halves = self.year_first == (0, 0) && self.undecided == 0;
        let one_order = self.day_first.min(self.month_first) == 0;
        if halves && one_order { self.swapping.turned(self.day_first + self.month_first) } else { 0 }
    }

    /// The order, when some value shows it beyond doubt.
    pub fn certain(&self) -> Option<Order> {
        if self.year_first.0 > self.year_first.1 || self.swapped() > 0 {
            return Some(Order::YearDayMonth);
        }
        if self.shorts.lead() && self.shorts.seen >= self.undecided.max(self.day_first + self.month_first) {
            return Some(Order::ShortYearFirst);
        }
        match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => Some(Order::DayMonth),
            std::cmp::Ordering::Less => Some(Order::MonthDay),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Whether there is a value that both orders explain, and none that tells.
    pub fn is_ambiguous(&self) -> bool {
        self.undecided > 0 && self.certain().is_none()
    }

    /// The order that is assumed when nothing tells: dots and dashes are written day first, a
    /// twelve-hour clock month first; else the part that varies less is the month; else month first,
    /// as the programs of American vendors write.
    pub fn assumed(&self) -> Order {
        let of = |flags: &[bool; 13]| flags.iter().filter(|seen| **seen).count();
        if let Some(certain) = self.certain() {
            return certain;
        }
        if (self.dotted + self.dashed) * 2 > self.undecided {
            return Order::DayMonth;
        }
        if self.twelve_hours * 2 > self.undecided {
            return Order::MonthDay;
        }
        if of(&self.first_parts) > of(&self.second_parts) { Order::DayMonth } else { Order::MonthDay }
    }
}

/// Fewest contradictions that speak against an order: fewer are slips of a pen.
const CONTRADICTIONS: usize = 3;

/// How many times fewer contradictions the other order must have.
const FEWER: usize = 4;

/// The order that what is known otherwise speaks for, given how often each order contradicts it.
pub fn by_contradictions(day_month: usize, month_day: usize) -> Option<Order> {
    let beats = |few: usize, many: usize| many >= CONTRADICTIONS && few * FEWER <= many;
    if beats(day_month, month_day) {
        return Some(Order::DayMonth);
    }
    beats(month_day, day_month).then_some(Order::MonthDay)
}

/// How often a date goes back though the number of its ticket goes on. `dated`: numbers and dates.
pub fn steps_back<K: Ord, D: Ord>(mut dated: Vec<(K, D)>) -> usize {
    dated.sort();
    dated.windows(2).filter(|pair| pair[1].1 < pair[0].1).count()
}

/// Three numbers of a date without the name of a month, as they follow each other.
struct Written {
    numbers: [usize; 3],
    digits: [usize; 3],
    separator: u8,
}

/// The first date of a text that is three numbers with one sign between them, wherever it stands: a weekday or the
/// time may come first, and a blank after each sign.
fn written(text: &str) -> Option<Written> {
    let plain = super::dates::plain_digits(text);
    let bytes = plain.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < bytes.len() {
        if !is_digit(at) {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map(|before| bytes[before]);
        if before.is_none_or(|byte| !matches!(byte, b'.' | b':' | b'/' | b'-' | b'+'))
            && let Some(found) = three_numbers(bytes, at)
        {
            return Some(found);
        }
        while is_digit(at) {
            at += 1;
        }
    }
    None
}

fn three_numbers(bytes: &[u8], from: usize) -> Option<Written> {
    let (first, first_end) = number(bytes, from)?;
    let separator = *bytes.get(first_end).filter(|byte| matches!(byte, b'/' | b'.' | b'-'))?;
    let behind = |end: usize| {
        let at = end + usize::from(*bytes.get(end)? == separator);
        (at > end).then(|| at + bytes[at..].iter().take_while(|byte| **byte == b' ').count())
    };
    let second_at = behind(first_end)?;
    let (second, second_end) = number(bytes, second_at)?;
    let third_at = behind(second_end)?;
    let (third, third_end) = number(bytes, third_at)?;
    let digits = [first_end - from, second_end - second_at, third_end - third_at];
    // A time with dots goes before its date: `09.12.44 08-03-2025`; the version of a program is no date either.
    let last = bytes
        .get(third_end)
        .is_none_or(|byte| *byte != separator || !bytes.get(third_end + 1).is_some_and(u8::is_ascii_digit));
    (digits[1] <= 2 && digits[0] != 3 && digits[2] != 3 && last).then_some(Written {
        numbers: [first, second, third],
        digits,
        separator,
    })
}

/// One to four digits at a place, and where they end.
fn number(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let digits = bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let value = || bytes[from..from + digits].iter().fold(0, |sum, byte| sum * 10 + usize::from(byte - b'0'));
    (1..=4).contains(&digits).then(|| (value(), from + digits))
}

/// One or two digits at a place, and where they end.
pub fn small_number(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let digits = bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let value = bytes[from..from + digits].iter().fold(0, |sum, byte| sum * 10 + usize::from(byte - b'0'));
    Some((value, from + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_decided_over_all_values() {
        let evidence = |values: &[&str]| {
            let mut evidence = OrderEvidence::default();
            values.iter().for_each(|value| evidence.see(value));
            (evidence.assumed(), evidence.is_ambiguous())
        };
        assert_eq!(evidence(&["03/04/2024", "25/04/2024"]), (Order::DayMonth, false));
        assert_eq!(evidence(&["03/04/2024", "04/25/2024"]), (Order::MonthDay, false));
        assert_eq!(evidence(&["03/04/2024"]), (Order::MonthDay, true));
        assert_eq!(evidence(&["03.04.2024"]), (Order::DayMonth, true));
        assert_eq!(evidence(&["01/04/2024", "02/04/2024", "09/04/2024"]), (Order::DayMonth, true));
        assert!(!evidence(&["2024-04-03"]).1);
    }

    #[test]
    fn the_date_is_found_wherever_it_stands() {
        let certain = |values: &[&str]| {
            let mut evidence = OrderEvidence::default();
            values.iter().for_each(|value| evidence.see(value));
            evidence.certain()
        };
        for day in ["Sa, {}.03.2025", "Sat {}/03/2025 09:12", "{}. 3. 2025", "09:12:44 {}-03-2025", "mar. {}/03/25"] {
            let column: Vec<String> = ["4", "18"].iter().map(|number| day.replace("{}", number)).collect();
            let column: Vec<&str> = column.iter().map(String::as_str).collect();
            assert_eq!(certain(&column), Some(Order::DayMonth), "{day}");
        }
        assert_eq!(certain(&["Tue 03/25/2025"]), Some(Order::MonthDay));
        assert_eq!(certain(&["2025-03-25", "2025-03-08 25:12"]), None);
        assert_eq!(certain(&["2025-25-01", "2025-08-03"]), Some(Order::YearDayMonth));
    }

    #[test]
    fn a_short_year_in_front_is_known_by_the_days_behind_it() {
        let order = |values: &[&str]| {
            let mut evidence = OrderEvidence::default();
            values.iter().for_each(|value| evidence.see(value));
            evidence.certain()
        };
        assert_eq!(order(&["25.03.08", "25.03.09", "25.03.21", "25.04.02"]), Some(Order::ShortYearFirst));
        assert_eq!(order(&["24.12.28", "24.12.30", "25.01.02", "25.01.09", "25.01.11"]), Some(Order::ShortYearFirst));
        assert_eq!(order(&["08.03.25", "09.03.25", "21.03.25", "02.04.25"]), Some(Order::DayMonth));
        assert_eq!(order(&["25.03.08", "25.03.08"]), Some(Order::DayMonth));
    }

    #[test]
    fn dates_that_a_spreadsheet_turned_round_are_told_from_those_that_it_left() {
        let seen = |values: &[&str]| {
            let mut evidence = OrderEvidence::default();
            values.iter().for_each(|value| evidence.see(value));
            (evidence.swapped(), evidence.certain())
        };
        // 3, 4, 7, 9 and 11 March and 2 April, as they were written: 03/03/2026, 04/03/2026 …
        let turned =
            ["2026-03-03", "2026-04-03T08:00:00", "2026-07-03", "2026-09-03 10:12", "2026-11-03", "2026-02-04"];
        let left = ["13/03/2026", "18/03/2026 09:00", "25/03/2026", "27/03/2026", "14/04/2026"];
        let american = left.map(|day| format!("{}/{}{}", &day[3..5], &day[..2], &day[5..]));
        let american = american.each_ref().map(String::as_str);
        assert_eq!(seen(&[&turned[..], &left[..]].concat()), (6, Some(Order::YearDayMonth)));
        assert_eq!(seen(&[&turned[..], &american[..]].concat()), (6, Some(Order::YearDayMonth)));
        // Two programs wrote this column, one after the other.
        let changed = ["2026-03-01", "2026-03-04", "2026-03-05", "2026-03-09", "2026-03-11", "2026-03-12"];
        assert_eq!(seen(&[&changed[..], &left[..]].concat()), (0, Some(Order::DayMonth)));
        assert_eq!(seen(&[&turned[..], &left[..], &["2026-03-25"]].concat()).0, 0);
        assert_eq!(seen(&[&turned[..], &left[..], &["03/04/2026"]].concat()).0, 0);
        assert_eq!(seen(&turned).0, 0);
    }

    #[test]
    fn the_order_that_contradicts_what_is_known_is_dropped() {
        assert_eq!(by_contradictions(0, 3), Some(Order::DayMonth));
        assert_eq!(by_contradictions(40, 2), Some(Order::MonthDay));
        assert_eq!((by_contradictions(0, 2), by_contradictions(5, 9)), (None, None));
        assert_eq!(steps_back(vec![(1, 5), (3, 4), (2, 6)]), 1);
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in ".{0,30}") {
            OrderEvidence::default().see(&text);
        }
    }
}
