//! On which days of the week this corpus has tickets.
//!
//! An office writes from Monday to Friday: its week is over on Friday, and an empty Sunday is no hole.

use crate::model::time::Day;

/// Fewest tickets, and fewest whole weeks, that a pattern is learnt from.
const LEARNT_FROM: (usize, i64) = (30, 4);

/// Added to each weekday's tickets, so that a silent weekday of a small corpus is not called certain (Jeffreys).
const PRIOR: f64 = 0.5;

/// How a week's tickets are spread over its days.
#[derive(Clone, Debug, PartialEq)]
pub struct Weekdays([f64; 7]);

impl Weekdays {
    /// The pattern of the whole weeks between the first and the last of the sorted days; even when they are few.
    pub fn learn(dated: &[Day]) -> Self {
        let mut tickets = [0.0; 7];
        if let (Some(first), Some(last)) = (dated.first(), dated.last()) {
            // Days of the epoch on which the first whole week begins and the last one is over.
            let begins = first.number() + (7 - weekday(*first) as i32) % 7;
            let ends = last.number() + 1 - (weekday(*last) as i32 + 1) % 7;
            let inside = dated.iter().filter(|day| (begins..ends).contains(&day.number()));
            inside.for_each(|day| tickets[weekday(*day)] += 1.0);
            let weeks = (i64::from(ends) - i64::from(begins)) / 7;
            if tickets.iter().sum::<f64>() >= LEARNT_FROM.0 as f64 && weeks >= LEARNT_FROM.1 {
                let all: f64 = tickets.iter().map(|n| n + PRIOR).sum();
                return Self(tickets.map(|n| (n + PRIOR) / all));
            }
        }
        Self([1.0 / 7.0; 7])
    }

    /// Share of a usual week's tickets that come on this day of the week, 0-1.
    pub fn share(&self, day: Day) -> f64 {
        self.0[weekday(day)]
    }

    /// The same of all days from `from` to before `end`, in weeks: a whole week gives 1.
    pub fn weight(&self, from: Day, end: Day) -> f64 {
        let days = end.days_since(from).max(0);
        let whole = days / 7;
        let rest = u32::try_from(days % 7).unwrap_or(0);
        whole as f64 + (0..rest).map(|at| self.share(from.plus(at))).sum::<f64>()
    }
}

/// Monday is 0; 1970-01-01 was a Thursday.
fn weekday(day: Day) -> usize {
    (day.number() + 3).rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn an_office_is_learnt_and_a_few_tickets_teach_nothing() {
        // 2026-01-05 is a Monday.
        let office: Vec<Day> = (0..140).filter(|at| at % 7 < 5).map(|at| day("2026-01-05").plus(at)).collect();
        let learnt = Weekdays::learn(&office);
        assert!(learnt.share(day("2026-01-10")) < 0.01 && learnt.share(day("2026-01-09")) > 0.19);
        assert!((learnt.weight(day("2026-01-05"), day("2026-01-12")) - 1.0).abs() < 1e-9);
        assert!((learnt.weight(day("2026-01-05"), day("2026-01-10")) - 1.0).abs() < 0.02);
        assert_eq!(Weekdays::learn(&office[..20]), Weekdays([1.0 / 7.0; 7]));
        assert_eq!(Weekdays::learn(&[]), Weekdays([1.0 / 7.0; 7]));
    }
}
