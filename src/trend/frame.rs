//! Tickets by group and period. The only door of polars: its frames go no further.

use polars::prelude::{Column, DataFrame, NamedFrom, Series};

use super::period_of;
use crate::model::{series::Calendar, time::Day};

/// Tickets counted by period.
pub struct Counts {
    /// For each group, for each period.
    pub groups: Vec<Vec<u32>>,
    /// For each period, all tickets.
    pub totals: Vec<u32>,
}

/// Counts the tickets of every group, and of all, in each period of the calendar.
pub fn count(days: &[Option<Day>], groups: &[&[usize]], calendar: &Calendar) -> Counts {
    let length = calendar.periods.len();
    let period: Vec<Option<u32>> =
        days.iter().map(|day| day.and_then(|day| period_of(calendar, day)).map(|at| at as u32)).collect();
    let all: Vec<(u32, u32)> = period.iter().flatten().map(|&at| (0, at)).collect();
    let mut rows = vec![];
    for (group, members) in (0u32..).zip(groups) {
        rows.extend(members.iter().filter_map(|&at| period[at]).map(|at| (group, at)));
    }
    let mut totals = grouped(&all, 1, length);
    Counts { groups: grouped(&rows, groups.len(), length), totals: totals.pop().unwrap_or_default() }
}

/// Counts equal (group, period) rows into zero-filled series. The order in which the groups come
/// out of the frame is not told, and does not matter: each is written to its own place.
fn grouped(rows: &[(u32, u32)], problems: usize, periods: usize) -> Vec<Vec<u32>> {
    let mut series = vec![vec![0; periods]; problems];
    if rows.is_empty() {
        return series;
    }
    let column = |name: &str, values: Vec<u32>| Column::from(Series::new(name.into(), values));
    let frame = DataFrame::new_infer_height(vec![
        column("problem", rows.iter().map(|row| row.0).collect()),
        column("period", rows.iter().map(|row| row.1).collect()),
        column("tickets", vec![1; rows.len()]),
    ])
    .expect("three columns of one length and different names");
    let counted = frame
        .group_by(["problem", "period"])
        .and_then(|groups| groups.select(["tickets"]).count())
        .expect("the frame has these columns");
    let values = |name: &str| -> Vec<u32> {
        let numbers = counted.column(name).and_then(|column| column.u32()).expect("keys and counts are u32");
        numbers.iter().map(|value| value.unwrap_or(0)).collect()
    };
    let (problem, period, tickets) = (values("problem"), values("period"), values("tickets_count"));
    for ((problem, period), tickets) in problem.into_iter().zip(period).zip(tickets) {
        series[problem as usize][period as usize] = tickets;
    }
    series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_counted_in_its_place_and_the_rest_is_zero() {
        let rows = [(1, 0), (0, 2), (1, 0), (1, 2)];
        assert_eq!(grouped(&rows, 3, 3), [[0, 0, 1], [2, 0, 1], [0, 0, 0]]);
        assert_eq!(grouped(&[], 1, 2), [[0, 0]]);
    }
}
