//! How many customers there are, period by period.

use crate::model::{
    series::{Calendar, Customers},
    time::Day,
};

/// The customers of each period: the mean of the figures dated in it, else the last figure before it, else the first
/// one after it. Empty when there is no figure.
pub fn by_period(customers: &Customers, calendar: &Calendar) -> Vec<f64> {
    match customers {
        Customers::Constant(number) => vec![*number; calendar.periods.len()],
        Customers::Series(figures) => {
            let mut figures = figures.clone();
            figures.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            calendar.periods.iter().filter_map(|&period| at(&figures, period, calendar.unit.next(period))).collect()
        }
    }
}

fn at(figures: &[(Day, f64)], from: Day, end: Day) -> Option<f64> {
    let (before, rest) = figures.split_at(figures.partition_point(|(day, _)| *day < from));
    let inside = &rest[..rest.partition_point(|(day, _)| *day < end)];
    if inside.is_empty() {
        return before.last().or(rest.first()).map(|(_, number)| *number);
    }
    Some(inside.iter().map(|(_, number)| number).sum::<f64>() / inside.len() as f64)
}

/// Tickets a period for every 1,000 customers, in the usable ones from period `from` on.
pub fn per_thousand(counts: &[u32], customers: &[f64], usable: &[bool], from: usize) -> Option<f64> {
    let used = || (from..counts.len()).filter(|&at| usable[at]);
    let tickets: f64 = used().map(|at| f64::from(counts[at])).sum();
    let all: f64 = used().filter_map(|at| customers.get(at)).sum();
    (all > 0.0).then(|| 1000.0 * tickets / all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::PeriodUnit;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_figure_holds_until_the_next_one() {
        let calendar = Calendar {
            unit: PeriodUnit::Week,
            periods: (0..5).map(|at| day("2026-01-05").plus(7 * at)).collect(),
            as_of: day("2026-02-08"),
            totals: vec![0; 5],
            outside: 0,
            undated: 0,
            quiet_days: 0,
            left_out: vec![],
        };
        let series =
            Customers::Series(vec![(day("2026-02-03"), 400.0), (day("2026-01-14"), 100.0), (day("2026-01-16"), 200.0)]);
        assert_eq!(by_period(&series, &calendar), [100.0, 150.0, 200.0, 200.0, 400.0]);
        assert_eq!(by_period(&Customers::Constant(7.0), &calendar), [7.0; 5]);
        assert!(by_period(&Customers::Series(vec![]), &calendar).is_empty());
    }

    #[test]
    fn the_rate_is_per_thousand_and_period() {
        let rate = per_thousand(&[9, 2, 4, 100], &[1.0, 2000.0, 4000.0, 1.0], &[true, true, true, false], 1);
        assert_eq!(rate, Some(1.0));
        assert_eq!(per_thousand(&[1], &[], &[true], 0), None);
    }
}
