//! How many tickets the next quarter will bring if nothing is done.

use super::Factor;
use crate::model::{
    cluster::Cluster,
    corpus::Corpus,
    series::{Calendar, Trends},
    time::PeriodUnit,
};

/// Days of a quarter: 13 weeks.
const QUARTER: f64 = 91.0;

/// Mean length of a month in days (Gregorian).
const MONTH: f64 = 30.436875;

/// Tickets of the next quarter: the mean of the recent rate and the rate of all complete periods, so
/// that a lull or a burst of a few weeks counts half. Tickets without a date count as evenly spread.
/// Without complete periods: the tickets there are.
pub fn factor(corpus: &Corpus, cluster: &Cluster, trends: &Trends, at: usize) -> Factor {
    let value = match &trends.calendar {
        Some(calendar) if !calendar.periods.is_empty() => projected(corpus, cluster, trends, calendar, at),
        _ => cluster.members.len() as f64,
    };
    Factor { value, points: (1.0 + value).log2() }
}

fn projected(corpus: &Corpus, cluster: &Cluster, trends: &Trends, calendar: &Calendar, at: usize) -> f64 {
    let counts = trends.trends.get(at).map_or(&[][..], |trend| &trend.counts);
    let periods = calendar.periods.len() as f64;
    let undated = cluster.members.iter().filter(|&&at| corpus.tickets()[at].created.is_none()).count() as f64;
    let sum = |counts: &[u32]| counts.iter().map(|&n| f64::from(n)).sum::<f64>();
    let ever = (sum(counts) + undated) / periods;
    let recent = match trends.recent {
        0 => ever,
        recent => sum(&counts[counts.len().saturating_sub(recent)..]) / recent as f64 + undated / periods,
    };
    0.5 * (recent + ever) * QUARTER / length(calendar.unit)
}

/// Mean length of a period in days.
fn length(unit: PeriodUnit) -> f64 {
    match unit {
        PeriodUnit::Day => 1.0,
        PeriodUnit::Week => 7.0,
        PeriodUnit::Month => MONTH,
    }
}
