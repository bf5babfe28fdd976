//! Whether `03/04/2024` is March or April: decided per column over all of its values, never per value.

/// Which part of `03/04/2024` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Day first.
    DayMonth,
    /// Month first.
    MonthDay,
}

impl Order {
    /// Its name in notes.
    pub fn name(self) -> &'static str {
        match self {
            Self::DayMonth => "day/month",
            Self::MonthDay => "month/day",
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
}

impl OrderEvidence {
    /// Looks at one more value.
    pub fn see(&mut self, text: &str) {
        let Some((first, second, separator)) = leading_pair(text) else { return };
        match (first, second) {
            (13..=31, 1..=12) => self.day_first += 1,
            (1..=12, 13..=31) => self.month_first += 1,
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

    /// The order, when some value shows it beyond doubt.
    pub fn certain(&self) -> Option<Order> {
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

/// The first two numbers of a date without month name and without year in front.
fn leading_pair(text: &str) -> Option<(usize, usize, u8)> {
    let bytes = text.trim().as_bytes();
    let (first, at) = small_number(bytes, 0)?;
    let separator = *bytes.get(at).filter(|byte| matches!(byte, b'/' | b'.' | b'-'))?;
    let (second, at) = small_number(bytes, at + 1)?;
    (*bytes.get(at)? == separator).then_some((first, second, separator))
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
