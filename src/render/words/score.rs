//! Why a problem stands where it stands, what it will cost and whom it hits.

use super::{about_percent, count, language, list, number, ratio, signed_percent};
use crate::{
    model::outlook::{CostFrom, Estimate, Outlook},
    report::{Opened, Part, Problem, Report, Segment},
};

/// `volume` → what its figure is; without enough complete periods it is not projected.
pub fn factor<'a>(name: &'a str, report: &Report) -> &'a str {
    match name {
        "volume" if report.problems.iter().all(|problem| problem.outlook.is_none()) => "tickets",
        "volume" => "tickets expected in a quarter",
        "evidence" => "tickets that this rests on",
        "cost" => "work of a ticket against the mean one",
        "reach" => "customers per ticket",
        "value" => "worth of its customers against the mean one",
        "satisfaction" => "satisfaction lost beyond the others",
        "reopens" => "share reopened beyond the others",
        "escalations" => "share escalated beyond the others",
        "priority" => "share of high priority beyond the others",
        "resolution" => "time to solve against the others",
        "growth" => "certain change of the rate",
        "complaint" => "share of its ratings that complain",
        other => other,
    }
}

/// A factor in a word or two: `high priority`.
pub fn factor_name(name: &str) -> &str {
    match name {
        "volume" => "the number of tickets to come",
        "evidence" => "the caution with few tickets",
        "cost" => "the work that a ticket takes",
        "reach" => "the number of customers",
        "value" => "the worth of the customers",
        "satisfaction" => "satisfaction",
        "reopens" => "tickets opened again",
        "escalations" => "escalations",
        "priority" => "priority",
        "resolution" => "the time to solve",
        "growth" => "growth",
        "complaint" => "complaints against praise",
        other => other,
    }
}

/// A factor's figure in its unit.
pub fn factor_value(name: &str, value: f64) -> String {
    match name {
        "volume" | "evidence" => format!("{value:.0}"),
        "cost" | "value" | "resolution" | "growth" => ratio(value),
        "satisfaction" | "reopens" | "escalations" | "priority" => signed_percent(value),
        _ => format!("{value:.2}"),
    }
}

/// ` × 2`, nothing for a weight of one.
pub fn weighted(part: &Part) -> String {
    if part.weight == 1.0 { String::new() } else { format!(" (weight {})", part.weight) }
}

/// How many parts of a score a line names: the rest of them decides little.
const NAMED: usize = 3;

/// Points of a part that is worth a word: less is written as nothing.
const LEAST: f64 = 0.005;

/// `Score 5.73: volume +4.95, growth +0.50, cost +0.31 and 6 smaller parts −0.03`.
pub fn score_line(problem: &Problem) -> String {
    format!("Score {}: {}", total(problem.score.total), score_parts(problem))
}

/// The parts of a score that weigh most, and what the others come to.
fn score_parts(problem: &Problem) -> String {
    let mut parts: Vec<&Part> =
        problem.score.parts.iter().filter(|part| part.contribution.abs() >= LEAST || part.name == "volume").collect();
    parts.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()));
    // One more than is named takes no more room than to say that there is one.
    let named = if parts.len() <= NAMED + 1 { parts.len() } else { NAMED };
    let part = |part: &&Part| format!("{} {}{}", part.name, signed(part.contribution), weighted(part));
    let mut told: Vec<String> = parts[..named].iter().map(part).collect();
    if named < parts.len() {
        let rest = parts[named..].iter().map(|part| part.contribution).sum();
        told.push(format!("{} {}", count(parts.len() - named, "smaller part"), signed(rest)));
    }
    list(&told)
}

/// A sum of points: `5.73`, `−0.56`.
pub fn total(value: f64) -> String {
    signed(value).trim_start_matches('+').to_owned()
}

/// `+0.50`, `−0.24`, `0.00`.
pub fn signed(value: f64) -> String {
    let rounded = format!("{:.2}", value.abs());
    match value {
        _ if rounded == "0.00" => rounded,
        value if value < 0.0 => format!("−{rounded}"),
        _ => format!("+{rounded}"),
    }
}

/// What the next quarter will bring: `About 60 tickets in the next quarter (95% interval 40 to 85), 30 hours of work.`
pub fn outlook(outlook: &Outlook) -> String {
    let between = |of: &Estimate| format!("{} to {}", whole(of.low), whole(of.high));
    let tickets = &outlook.tickets;
    let mut text = format!(
        "About {} in the next quarter if nothing is done (95% interval {})",
        count(tickets.value.round().max(0.0) as usize, "ticket"),
        between(tickets)
    );
    if let Some(hours) = &outlook.hours {
        let from = match outlook.cost_from {
            Some(CostFrom::HandleTime) => ", by the handle times of the export",
            Some(CostFrom::Replies) => ", at 6 minutes a reply",
            _ => "",
        };
        text +=
            &format!("; {} of work ({}{from})", count(hours.value.round().max(0.0) as usize, "hour"), between(hours));
    }
    if let Some(money) = &outlook.money {
        text += &format!("; a cost of {} ({})", whole(money.value), between(money));
    }
    text + "."
}

fn whole(value: f64) -> String {
    number(value.round().max(0.0) as usize)
}

/// How much of a table of accounts was of use.
pub fn accounts(file: &str, accounts: usize, matched: usize, tickets: usize) -> String {
    let told = format!(
        "{file}: {} of {} have one of its {}",
        number(matched),
        count(tickets, "ticket"),
        count(accounts, "account")
    );
    let few = "by address, id, organisation or domain; check that its column says what the tickets say of the customer";
    match matched {
        0 => format!("{told}: none could be found {few}."),
        some if some * 2 < tickets => format!("{told}. The others could not be found {few}."),
        _ => format!("{told}."),
    }
}

/// What is really inside of an unspecific category.
pub fn inside(opened: &Opened) -> String {
    let mut parts: Vec<String> =
        opened.problems.iter().map(|one| format!("{} in {}", number(one.tickets), one.problem)).collect();
    let named: usize = opened.problems.iter().map(|one| one.tickets).sum();
    if opened.further > 0 {
        parts.push(format!("{} in {}", number(opened.grouped - named), count(opened.further, "further problem")));
    }
    let alone = opened.tickets - opened.grouped;
    if alone > 0 {
        parts.push(format!("{} that read like no other", number(alone)));
    }
    format!("“{}” ({}): {}.", opened.category, count(opened.tickets, "ticket"), list(&parts))
}

/// One part of the customers: `plan Trial 62% (elsewhere 18%)`.
pub fn segment(segment: &Segment) -> String {
    let name = if segment.by == "language" { language(&segment.name) } else { &segment.name };
    let by = match segment.by.as_str() {
        "contact" => "the customer’s",
        "size" => "customers of the size",
        "tenure" => "in the customer’s",
        other => other,
    };
    let name = match (segment.by.as_str(), name) {
        ("tenure", "later") => "second year or later",
        (_, name) => name,
    };
    format!("{by} {name} {} (elsewhere {})", about_percent(segment.share), about_percent(segment.elsewhere))
}

/// Whom a problem hits more than others, in a sentence; none when nobody stands out.
pub fn segments(problem: &Problem) -> Option<String> {
    let all: Vec<String> = problem.segments.iter().map(segment).collect();
    (!all.is_empty()).then(|| format!("Hits more than others: {}.", list(&all)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(value: f64, low: f64, high: f64) -> Estimate {
        Estimate { value, low, high }
    }

    #[test]
    fn the_outlook_tells_tickets_hours_and_money_with_their_intervals() {
        let all = Outlook {
            tickets: estimate(60.4, 40.0, 85.0),
            hours: Some(estimate(30.2, 19.6, 44.0)),
            money: Some(estimate(1510.0, 980.0, 2200.0)),
            cost_from: Some(CostFrom::HandleTime),
        };
        assert_eq!(
            outlook(&all),
            "About 60 tickets in the next quarter if nothing is done (95% interval 40 to 85); 30 hours of work (20 to 44, \
             by the handle times of the export); a cost of 1,510 (980 to 2,200)."
        );
        let bare = Outlook { hours: None, money: None, cost_from: None, ..all };
        assert!(outlook(&bare).ends_with("(95% interval 40 to 85)."));
    }

    #[test]
    fn segments_read_as_a_sentence() {
        let of = |by: &str, name: &str| Segment {
            by: by.to_owned(),
            name: name.to_owned(),
            tickets: 20,
            share: 0.62,
            elsewhere: 0.18,
            q: 0.001,
        };
        assert_eq!(segment(&of("plan", "Trial")), "plan Trial 62% (elsewhere 18%)");
        assert_eq!(segment(&of("language", "de")), "language German 62% (elsewhere 18%)");
        assert_eq!(segment(&of("contact", "first ticket")), "the customer’s first ticket 62% (elsewhere 18%)");
        assert_eq!(segment(&of("tenure", "later")), "in the customer’s second year or later 62% (elsewhere 18%)");
    }
}
