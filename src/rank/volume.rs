//! How many tickets the next quarter will bring if nothing is done.

use super::{Factor, Input};
use crate::{
    model::{corpus::Corpus, outlook::Estimate, series::Calendar, time::PeriodUnit},
    statistics::forecast::Past,
};

/// Days of a quarter: 13 weeks.
const QUARTER: f64 = 91.0;

/// Mean length of a month in days (Gregorian).
const MONTH: f64 = 30.436875;

/// Fewest complete periods of which an interval is told.
const FEWEST_PERIODS: usize = 4;

/// What the next quarter brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// Tickets to be expected; the tickets there are where there are no complete periods.
    pub tickets: f64,
    /// The same with its 95 % interval; none without enough complete periods.
    pub estimate: Option<Estimate>,
}

/// Projects a cluster: the mean of the recent rate and the rate of all complete periods, so that a lull or a burst of
/// a few weeks counts half. Tickets without a date count as evenly spread.
pub fn project(input: &Input<'_>, at: usize) -> Projection {
    let members = &input.clusters[at].members;
    let here = Projection { tickets: members.len() as f64, estimate: None };
    let Some(calendar) = input.trends.calendar.as_ref().filter(|calendar| tells(input.corpus, calendar)) else {
        return here;
    };
    let counts = input.trends.trends.get(at).map_or(&[][..], |trend| &trend.counts);
    let undated = members.iter().filter(|&&at| input.corpus.tickets()[at].created.is_none()).count() as f64;
    let past = Past { counts, recent: input.trends.recent, besides: undated / calendar.periods.len() as f64 };
    let Some(forecast) = past.forecast(QUARTER / length(calendar.unit)) else { return here };
    let estimate = Estimate { value: forecast.mean, low: forecast.low, high: forecast.high };
    Projection { tickets: forecast.mean, estimate: (counts.len() >= FEWEST_PERIODS).then_some(estimate) }
}

/// Whether the complete periods tell of the tickets: not when most of them came after the last one, as in an export of
/// some old strays and one long day.
fn tells(corpus: &Corpus, calendar: &Calendar) -> bool {
    let Some(&last) = calendar.periods.last() else { return false };
    let end = calendar.unit.next(last);
    let dated = || corpus.tickets().iter().filter_map(|ticket| ticket.created).map(|created| created.day());
    dated().filter(|day| (end..=calendar.as_of).contains(day)).count() * 2 <= dated().count()
}

/// A point for each doubling of the tickets to come.
pub fn factor(projection: &Projection) -> Factor {
    Factor { value: projection.tickets, points: (1.0 + projection.tickets).log2() }
}

/// Mean length of a period in days.
fn length(unit: PeriodUnit) -> f64 {
    match unit {
        PeriodUnit::Day => 1.0,
        PeriodUnit::Week => 7.0,
        PeriodUnit::Month => MONTH,
    }
}
