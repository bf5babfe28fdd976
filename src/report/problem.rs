//! What a report says of one problem.

use serde::{Deserialize, Serialize};

use crate::model::{
    change::{Lineage, Recognised},
    fix::Fix,
    outlook::Outlook,
    problem::{ProblemId, Status, ThemeId},
    series::Verdict,
    time::Day,
};

use super::Point;

/// A recurring problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Its permanent id.
    pub id: ProblemId,
    /// Place in the order, from 1.
    pub rank: usize,
    /// A person's words for it.
    pub title: String,
    /// Distinctive words, best first.
    pub keywords: Vec<String>,
    /// Its theme.
    pub theme: ThemeId,
    /// The helpdesk's category that most of its tickets have; none when they have none.
    pub category: Option<Category>,
    /// What the team decided.
    pub status: Status,
    /// Whether the team wants it out of the top list for now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub muted: bool,
    /// Its tickets.
    pub tickets: usize,
    /// Share of all tickets, 0-1.
    pub share: f64,
    /// Different customers; none when the export names none.
    pub customers: Option<usize>,
    /// Different organisations; none when the export names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organizations: Option<usize>,
    /// Customers who wrote more than once of it, and their tickets; none when the export names no customers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Repeats>,
    /// First day with a ticket.
    pub first_seen: Option<Day>,
    /// Last day with a ticket.
    pub last_seen: Option<Day>,
    /// Mean similarity of its tickets to its centre, 0-1.
    pub cohesion: f64,
    /// Tickets in each complete period.
    pub series: Vec<Point>,
    /// For each period of the series the tickets to be expected if its rate had never changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub band: Vec<Band>,
    /// Recent rate against the rate before.
    pub trend: Trend,
    /// Tickets a period for every 1,000 customers, in the recent periods; none when nobody told how many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_thousand: Option<f64>,
    /// What the next quarter will bring if nothing is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlook: Option<Outlook>,
    /// Who is hit more than others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<Segment>,
    /// Why it stands where it stands.
    pub score: Score,
    /// Its tickets' own words, the most typical first.
    pub examples: Vec<Example>,
    /// The ticket that is least like the others: the first to doubt.
    pub farthest: Option<Example>,
    /// Its tickets whose category looks wrong, the clearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub misfiled: Vec<Misfiled>,
    /// The problems that read most like it, the nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<Neighbour>,
    /// Where it lies on the map of problems: near problems lie near each other; 0-1 from left to right and from top to
    /// bottom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<[f64; 2]>,
    /// Who looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Where it is worked on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What the team noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// By what it was recognised; none for a problem that was not known before, or without a memory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognised: Option<Recognised>,
    /// What became of it over time, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<Lineage>,
    /// Whether a shipped fix worked.
    pub fix: Option<Fix>,
    /// Ids of all its tickets, in natural order.
    pub members: Vec<String>,
}

/// A category and how pure a problem is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// The category's path, outermost first.
    pub name: String,
    /// Share of the problem's tickets that have it, 0-1.
    pub purity: f64,
}

/// Recent rate against the rate before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    /// What may be said.
    pub verdict: Verdict,
    /// Recent rate over the rate before.
    pub rate_ratio: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// p-value adjusted for all problems.
    pub q: Option<f64>,
    /// First day of the period in which the change began.
    pub onset: Option<Day>,
    /// First day that it may have begun on, with 95 % certainty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onset_low: Option<Day>,
    /// Last day that it may have begun on, with 95 % certainty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onset_high: Option<Day>,
    /// Tickets in the recent periods; none when the history is too short.
    pub recent: Option<u32>,
    /// The ratio is of so many of the last periods: fewer than the recent ones where those told of the change first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<usize>,
    /// … against so many of the first ones: fewer than all before where the change began before the recent ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<usize>,
    /// … and of those only the same season of the years before: the problem comes back every year.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub seasonal: bool,
}

/// Why a problem stands where it stands. `total` = sum of the contributions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Higher is to be fixed first; one more is twice as much.
    pub total: f64,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// One reason for a rank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The factor.
    pub name: String,
    /// What was measured, in the factor's unit.
    pub value: f64,
    /// The user's weight.
    pub weight: f64,
    /// What it adds.
    pub contribution: f64,
    /// Whether the export says nothing of it for this problem, and the middle of all problems stands for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assumed: bool,
}

/// A ticket's own words, masked and cut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// The ticket's id.
    pub ticket: String,
    /// Its words.
    pub text: String,
    /// Where it stands in the helpdesk.
    pub url: Option<String>,
}

/// Customers who wrote more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeats {
    /// How many customers.
    pub customers: usize,
    /// All their tickets of the problem.
    pub tickets: usize,
}

/// What is to be expected of a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// First day of the period.
    pub period: Day,
    /// Tickets to be expected.
    pub expected: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
}

/// A part of the customers that a problem hits more than others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// What the customers are parted by: `product`, `plan`, `size`, `version`, `channel`, `language`, `tenure`, `contact`.
    pub by: String,
    /// Which part: `Pro`, `first week`, `first ticket` …
    pub name: String,
    /// The problem's tickets in it.
    pub tickets: usize,
    /// Their share of the problem's tickets that tell, 0-1.
    pub share: f64,
    /// The same share of all other tickets that tell, 0-1.
    pub elsewhere: f64,
    /// p-value adjusted for all segments of all problems.
    pub q: f64,
}

/// A ticket whose category looks wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Misfiled {
    /// Its id.
    pub ticket: String,
    /// The category that it has.
    pub category: String,
}

/// Another problem that reads alike.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    /// The problem.
    pub problem: ProblemId,
    /// Similarity of the two centres, 0-1.
    pub similarity: f64,
}

/// A known problem without a ticket in this data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Absent {
    /// Its id.
    pub id: ProblemId,
    /// Its name.
    pub title: String,
    /// What the team decided.
    pub status: Status,
    /// Last day with a ticket.
    pub last_seen: Option<Day>,
    /// Its tickets in the report before; none when it was not known then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<usize>,
    /// Whether a shipped fix worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}
