//! The words for what went how over time.

use super::{count, day_near, unit};
use crate::{
    model::series::Verdict,
    report::{Period, Problem, Report, Trend},
};

/// The verdict alone: `rising`.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::New => "new",
        Verdict::Rising => "rising",
        Verdict::Steady => "steady",
        Verdict::Falling => "falling",
        Verdict::Returning => "back again",
        Verdict::Gone => "gone",
        Verdict::Unclear => "no clear change",
    }
}

/// `2.1×`.
pub fn ratio(value: f64) -> String {
    if value >= 10.0 { format!("{value:.0}×") } else { format!("{value:.1}×") }
}

/// The verdict with its ratio where that says more: `rising 2.1×`, `falling to 0.4×`.
pub fn trend(trend: &Trend) -> String {
    match (trend.verdict, trend.rate_ratio) {
        (Verdict::Falling, Some(value)) => format!("{} to {}", verdict(trend.verdict), ratio(value)),
        (Verdict::Rising | Verdict::Returning, Some(value)) => format!("{} {}", verdict(trend.verdict), ratio(value)),
        (other, _) => verdict(other).to_owned(),
    }
}

/// The 95 % interval of the ratio: `1.7–2.6×`, none when there is none.
pub fn interval(trend: &Trend) -> Option<String> {
    match (trend.low?, trend.high) {
        (low, Some(high)) => Some(format!("{low:.1}–{}", ratio(high))),
        (low, None) => Some(format!("≥ {}", ratio(low))),
    }
}

/// ` since 7 Sep`, ` since about 7 Sep (between 31 Aug and 21 Sep)`; nothing when no change is dated.
pub fn since(trend: &Trend, report: &Report) -> String {
    let Some(onset) = trend.onset else { return String::new() };
    let near = |day| day_near(day, report);
    match (trend.onset_low, trend.onset_high) {
        (Some(low), Some(high)) if low < high => {
            format!(" since about {} (between {} and {})", near(onset), near(low), near(high))
        }
        _ => format!(" since {}", near(onset)),
    }
}

/// What the trend means, in a sentence.
pub fn trend_sentence(problem: &Problem, report: &Report) -> String {
    let trend = &problem.trend;
    let Some(period) = report.period.as_ref().filter(|period| period.recent > 0) else {
        return "Too little history to compare.".to_owned();
    };
    let since = since(trend, report);
    let window = format!("the last {}", count(period.recent, unit(period.unit)));
    let recent = trend.recent.map_or(String::new(), |n| format!(" {} in {window}.", count(n as usize, "ticket")))
        + &per_thousand(problem, period);
    let sure = interval(trend).map_or(String::new(), |interval| format!(" (95% interval {interval})"));
    let told = |word: &str| format!("{word}{since}:{}{sure}, {}.{recent}", rate(trend, period), against(trend, period));
    match trend.verdict {
        Verdict::New => format!("New{since}{}.{recent}", stray(problem, report)),
        Verdict::Rising => told("Rising"),
        Verdict::Falling => told("Falling"),
        Verdict::Returning => format!("Back again{since}, after a silence.{recent}"),
        Verdict::Gone => format!("Gone{since}: no ticket in {window}, although it was regular before."),
        Verdict::Steady => format!("Steady: a doubling or halving would have shown{sure}.{recent}"),
        Verdict::Unclear if stands_out(trend) => format!(
            "No clear change: of this problem alone one would stand out{sure}, but among all problems looked at some do by \
             chance, by one customer or by one day.{recent}"
        ),
        Verdict::Unclear if problem.tickets < FEW => format!("Too few tickets to tell a change from chance.{recent}"),
        Verdict::Unclear => format!("No clear change, nor certain that there is none{sure}.{recent}"),
    }
}

/// Tickets below which too few are blamed for saying nothing.
const FEW: usize = 20;

/// ` (the first ticket on 9 Oct)`, where grouping by likeness put one before the beginning.
fn stray(problem: &Problem, report: &Report) -> String {
    match (problem.first_seen, problem.trend.onset) {
        (Some(first), Some(onset)) if first < onset => format!(" (the first ticket on {})", day_near(first, report)),
        _ => String::new(),
    }
}

/// ` 3.2 a week for every 1,000 customers.`; nothing where nobody told how many there are.
fn per_thousand(problem: &Problem, period: &Period) -> String {
    let rate = |value: f64| if value >= 0.1 { format!("{value:.1}") } else { format!("{value:.3}") };
    let said = |value| format!(" {} a {} for every 1,000 customers.", rate(value), unit(period.unit));
    problem.per_thousand.map_or(String::new(), said)
}

/// ` 2.1× the rate before`, with the periods it is of where they are not the recent ones.
fn rate(trend: &Trend, period: &Period) -> String {
    let alone = trend
        .window
        .filter(|&window| window < period.recent)
        .map_or(String::new(), |window| format!(" in the last {} alone", last(window, period)));
    trend.rate_ratio.map_or(String::new(), |value| format!(" {} the rate before{alone}", ratio(value)))
}

/// `week`, `2 weeks`.
fn last(window: usize, period: &Period) -> String {
    if window == 1 { unit(period.unit).to_owned() } else { count(window, unit(period.unit)) }
}

fn against(trend: &Trend, period: &Period) -> String {
    let measured = if period.per_customer { "per customer" } else { "measured against all other tickets" };
    if trend.seasonal { format!("{measured} and the same season of the years before") } else { measured.to_owned() }
}

/// Whether the interval leaves no change out, although nothing is called.
fn stands_out(trend: &Trend) -> bool {
    trend.low.is_some_and(|low| low > 1.0) || trend.high.is_some_and(|high| high < 1.0)
}
