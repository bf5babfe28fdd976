//! Which tickets the last run had before it: what recurred with nothing then does not become a problem now by itself.

use super::memory::Memory;
use crate::model::time::Day;

/// More tickets in the same periods than were counted there before, as a share, from which the data is another one: a
/// second export was added, and nobody looked at its tickets yet. Late arrivals and deletions make a percent or so.
const ANOTHER: f64 = 0.02;

/// Tickets that may come late however few there are.
const LATE: usize = 5;

/// For each ticket, by the day it was written, whether the last run had it. The tickets of that run's last day may
/// have been written after it; those without a day may always be new.
pub fn looked_at(memory: &Memory, days: &[Option<Day>]) -> Vec<bool> {
    let Some(as_of) = memory.header.as_of else { return vec![false; days.len()] };
    let (unit, totals) = (memory.header.unit, &memory.header.totals);
    let now = days.iter().flatten().filter(|&&day| totals.contains_key(&unit.start_of(day))).count();
    let before: usize = totals.values().map(|&total| total as usize).sum();
    let another = before == 0 || now > before + LATE.max((ANOTHER * before as f64) as usize);
    days.iter().map(|day| !another && day.is_some_and(|day| day < as_of)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(of: u32) -> Day {
        Day::from_ymd(2026, 3, of).unwrap()
    }

    fn memory() -> Memory {
        let mut memory = Memory::default();
        memory.header.as_of = Some(day(15));
        memory.header.totals = [(day(2), 3), (day(9), 2)].into();
        memory
    }

    #[test]
    fn what_is_older_than_the_last_run_was_looked_at() {
        let days = [Some(day(3)), Some(day(10)), Some(day(15)), Some(day(20)), None];
        assert_eq!(looked_at(&memory(), &days), [true, true, false, false, false]);
        assert_eq!(looked_at(&Memory::default(), &days), [false; 5]);
    }

    #[test]
    fn older_tickets_that_were_not_counted_then_are_new() {
        let days = vec![Some(day(4)); 20];
        assert_eq!(looked_at(&memory(), &days), [false; 20]);
    }
}
