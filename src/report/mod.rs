//! Floor 2: the one value that says everything a reader can be told.
//!
//! Renderers only write down what stands here: every sum, share, order and threshold is made by
//! [`build`]. Field names are those of `report.json`, schema 1. Holds no personal data: words come
//! from masked documents only, customers are counted and never named.

use serde::{Deserialize, Serialize};

use crate::model::{
    problem::{ProblemId, ThemeId},
    series::Verdict,
    time::{Day, PeriodUnit},
};

mod assignments;
mod build;
mod caveat;
mod excerpt;
mod figures;
mod identity;
#[cfg(test)]
pub mod sample;

pub use assignments::{Assignment, assignments};
pub use build::{Findings, Settings, build};
pub use caveat::{Caveat, reading};
pub use identity::{Known, unremembered};

/// Version of the report's field names.
pub const SCHEMA: u32 = 1;

/// Everything a reader can be told of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The day the data is looked at from; none without dates.
    pub as_of: Option<Day>,
    /// The complete periods; none without dates or before the first period is complete.
    pub period: Option<Period>,
    /// How the exports were read.
    pub intake: Intake,
    /// How many tickets recur.
    pub grouping: Grouping,
    /// What the first paragraph says.
    pub headline: Headline,
    /// All problems, what to fix first at the head.
    pub problems: Vec<Problem>,
    /// All themes, the largest first.
    pub themes: Vec<Theme>,
    /// What became of problems known before.
    pub changes: Vec<Change>,
    /// What the reader should keep in mind.
    pub caveats: Vec<Caveat>,
}

/// The complete periods of the series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// Their length.
    pub unit: PeriodUnit,
    /// First day of the first one.
    pub from: Day,
    /// Last day of the last one.
    pub to: Day,
    /// How many.
    pub complete: usize,
    /// How many of the last ones are compared with those before; 0 when the history is too short.
    pub recent: usize,
    /// First day of the recent ones.
    pub recent_from: Option<Day>,
    /// Tickets with a date outside of the complete periods.
    pub outside: usize,
    /// Tickets without a date.
    pub undated: usize,
    /// All tickets of each period.
    pub series: Vec<Point>,
}

/// Tickets of one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// First day of the period.
    pub period: Day,
    /// How many tickets.
    pub tickets: u32,
}

/// How the exports were read. `rows` = `tickets` + `folded` + `joined` + `duplicates` + `rejected`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Intake {
    /// One entry a file.
    pub files: Vec<File>,
    /// Records found.
    pub rows: usize,
    /// Tickets that count.
    pub tickets: usize,
    /// Further messages and events of tickets.
    pub folded: usize,
    /// Records of tables beside the tickets: comments, users, tags.
    pub joined: usize,
    /// Further copies of a ticket.
    pub duplicates: usize,
    /// Records that could not be used.
    pub rejected: usize,
    /// … by reason.
    pub rejects: Vec<Reject>,
}

/// How one file was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// Path as the user gave it.
    pub path: String,
    /// Row of the helpdesk table.
    pub helpdesk: String,
    /// File format.
    pub format: String,
    /// Records found.
    pub rows: usize,
    /// Tickets that count.
    pub tickets: usize,
    /// Further messages and events of tickets.
    pub folded: usize,
    /// Records that tell of the tickets of another table.
    pub joined: usize,
    /// Records that could not be used.
    pub rejected: usize,
}

/// Records that could not be used for one reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reject {
    /// Name of the reason.
    pub reason: String,
    /// How many.
    pub count: usize,
    /// The first few.
    pub examples: Vec<Place>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The file.
    pub file: String,
    /// Line or record, from 1.
    pub line: u64,
}

/// How many tickets recur. `grouped` + `ungrouped` = all tickets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grouping {
    /// Tickets in a problem.
    pub grouped: usize,
    /// Tickets that read like no other.
    pub ungrouped: usize,
    /// How many problems.
    pub problems: usize,
    /// How many themes.
    pub themes: usize,
    /// Share of all tickets, 0-1; the problems' shares and that of the ungrouped add up to 1.
    pub grouped_share: f64,
    /// Share of all tickets, 0-1.
    pub ungrouped_share: f64,
    /// What short outputs show: this many problems from the head.
    pub top: usize,
    /// Those problems together.
    pub shown: Sum,
    /// All problems after them together.
    pub further: Sum,
    /// Some of the ungrouped, spread over the corpus.
    pub examples: Vec<Example>,
}

/// Some problems together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sum {
    /// How many problems.
    pub problems: usize,
    /// Their tickets.
    pub tickets: usize,
    /// Share of all tickets, 0-1.
    pub share: f64,
}

/// What the first paragraph says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Headline {
    /// The fewest problems that hold half of the recurring tickets; none when nothing recurs.
    pub half: Option<Sum>,
    /// How many problems have each verdict, in the verdicts' order, zeros left out.
    pub verdicts: Vec<VerdictCount>,
}

/// How many problems have a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictCount {
    /// The verdict.
    pub verdict: Verdict,
    /// How many problems.
    pub problems: usize,
}

/// What a team decided about a problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nothing yet.
    #[default]
    Open,
    /// A fix is planned.
    Planned,
    /// It will not be fixed.
    Accepted,
    /// A fix was shipped.
    Fixed,
}

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
    /// Its tickets.
    pub tickets: usize,
    /// Share of all tickets, 0-1.
    pub share: f64,
    /// Different customers; none when the export names none.
    pub customers: Option<usize>,
    /// First day with a ticket.
    pub first_seen: Option<Day>,
    /// Last day with a ticket.
    pub last_seen: Option<Day>,
    /// Mean similarity of its tickets to its centre, 0-1.
    pub cohesion: f64,
    /// Tickets in each complete period.
    pub series: Vec<Point>,
    /// Recent rate against the rate before.
    pub trend: Trend,
    /// Why it stands where it stands.
    pub score: Score,
    /// Its tickets' own words, the most typical first.
    pub examples: Vec<Example>,
    /// The ticket that is least like the others: the first to doubt.
    pub farthest: Option<Example>,
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
    /// Tickets in the recent periods; none when the history is too short.
    pub recent: Option<u32>,
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

/// Whether a shipped fix reduced the tickets.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// What may be said.
    pub verdict: FixVerdict,
    /// Change of the rate, -0.5 = half of the tickets are gone.
    pub effect: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// What was hoped for, in the effect's unit.
    pub expected: Option<f64>,
    /// The day it was shipped.
    pub shipped: Day,
    /// Tickets avoided since.
    pub avoided: Option<f64>,
    /// About when more can be said.
    pub decidable: Option<Day>,
}

/// What may be said of a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FixVerdict {
    /// Not enough time has passed.
    TooEarly,
    /// Fewer tickets, beyond chance.
    Confirmed,
    /// No fewer tickets.
    NoEffect,
    /// More tickets, beyond chance.
    Worse,
    /// It had worked, and the tickets came back.
    Regressed,
}

/// Problems that have a subject in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Its id.
    pub id: ThemeId,
    /// Its name.
    pub title: String,
    /// Tickets of its problems.
    pub tickets: usize,
    /// Share of all tickets, 0-1: the sum of its problems' shares.
    pub share: f64,
    /// Its problems, in their order.
    pub problems: Vec<ProblemId>,
}

/// What became of a problem known before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The problem.
    pub problem: ProblemId,
    /// What happened.
    pub kind: ChangeKind,
    /// The other problems it happened with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<ProblemId>,
}

/// What can become of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Not known before.
    Appeared,
    /// It fell apart into itself and the others.
    Split,
    /// The others went into it.
    Merged,
    /// No ticket of it in this data.
    Absent,
}

impl Report {
    /// The problems that short outputs show.
    pub fn shown(&self) -> &[Problem] {
        &self.problems[..self.grouping.top.min(self.problems.len())]
    }
}
