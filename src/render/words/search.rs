//! What a search found.

use super::{count, day, number};
use crate::report::found::{Found, FoundProblem, FoundTicket, NearProblem};

/// What was found, in a sentence.
pub fn found(found: &Found) -> String {
    let searched = count(found.searched, "ticket");
    match found.matching {
        0 => format!("None of {searched} matches."),
        matching => {
            let verb = if matching == 1 { "matches" } else { "match" };
            let problems = found.problems.len() + found.further_problems;
            let within = match problems {
                0 => "none of them in a problem".to_owned(),
                some => format!("in {}", count(some, "problem")),
            };
            format!("{} of {searched} {verb}, {within}.", number(matching))
        }
    }
}

/// What was masked in the query; none when nothing was.
pub fn masked_query(found: &Found) -> Option<String> {
    (!found.masked.is_empty()).then(|| {
        let kinds: Vec<String> = found.masked.iter().map(|kind| format!("<{kind}>")).collect();
        format!("The query holds what is masked in tickets ({}): that part can be found nowhere.", kinds.join(", "))
    })
}

/// What stands over the problems.
pub const PROBLEMS: &str = "Problems";

/// What stands over the tickets.
pub const TICKETS: &str = "Tickets";

/// What stands over what is near.
pub const NEAREST: &str = "Nearest by meaning";

/// `12 of 43 tickets match`.
pub fn matching(problem: &FoundProblem) -> String {
    format!("{} of {} match", number(problem.matching), count(problem.tickets, "ticket"))
}

/// `0.71 alike, 43 tickets`.
pub fn near(problem: &NearProblem) -> String {
    format!("{:.2} alike, {}", problem.similarity, count(problem.tickets, "ticket"))
}

/// `48912 · 12 Oct 2026 · P-18`.
pub fn found_ticket(ticket: &FoundTicket) -> String {
    let day = ticket.day.map_or("no date".to_owned(), day);
    let problem = ticket.problem.map_or("no problem".to_owned(), |problem| problem.to_string());
    format!("{} · {day} · {problem}", ticket.ticket)
}

/// `… and 12 further tickets`; none when all are listed.
pub fn further_of(count_of: usize, one: &str) -> Option<String> {
    (count_of > 0).then(|| format!("… and {}: --limit lists more", count(count_of, &format!("further {one}"))))
}
