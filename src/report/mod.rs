//! Floor 2: the one value that says everything a reader can be told.
//!
//! Renderers only write down what stands here: every sum, share, order and threshold is made by
//! [`build`]. Field names are those of `report.json`, schema 1. Holds no personal data: words come
//! from masked documents only, customers are counted and never named.

use serde::{Deserialize, Serialize};

use crate::model::{
    change::Change,
    problem::{ProblemId, ThemeId},
    series::Verdict,
    time::{Day, PeriodUnit},
};

mod assignments;
mod build;
mod categories;
mod caveat;
pub mod closer;
pub mod difference;
pub mod dossier;
mod excerpt;
mod explain;
mod figures;
pub mod found;
pub mod gate;
mod identity;
mod problem;
mod quoted;
mod reach;
#[cfg(test)]
pub mod sample;
mod unmasked;

pub use crate::model::change::{Lineage, Recognised};
pub use assignments::{Assignment, assignments};
pub use build::{Findings, Settings, build};
pub use caveat::{Caveat, Muted, OtherColumn, reading};
pub use explain::{Above, Explanation, NoSuchProblem, Without, explain};
pub use identity::{Known, Remembered, unremembered};
pub use problem::{
    Absent, Band, Category, Example, Misfiled, Neighbour, Part, Problem, Repeats, Score, Segment, Trend,
};
pub use unmasked::unmask;

pub use crate::model::outlook::{CostFrom, Estimate, Outlook};

/// Version of the report's field names.
pub const SCHEMA: u32 = 1;

/// Everything a reader can be told of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The day the data is looked at from; none without dates.
    pub as_of: Option<Day>,
    /// The complete periods; none without dates, before the first period is complete, or where most tickets are outside
    /// of the few that are.
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
    /// The last day of the report before, which the changes are told against; none without dates or a memory, or in
    /// its first report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// The number of that report; none without a memory or in its first report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_run: Option<u32>,
    /// Known problems without a ticket in this data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<Absent>,
    /// What is really inside of categories such as "Other", the largest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<Opened>,
    /// What the reader should keep in mind.
    pub caveats: Vec<Caveat>,
}

impl Report {
    /// Whether a report before is remembered, which the changes are told against.
    pub fn follows_another(&self) -> bool {
        self.since.is_some() || self.since_run.is_some()
    }

    /// Whether a trend tells of a change that is news: what ended long ago is none.
    pub fn is_news(&self, trend: &Trend) -> bool {
        match trend.verdict {
            Verdict::Steady | Verdict::Unclear => false,
            Verdict::New | Verdict::Rising | Verdict::Returning | Verdict::Falling => true,
            Verdict::Gone => self.period.as_ref().is_none_or(|period| trend.onset >= period.lately_from()),
        }
    }
}

/// The recent periods so many times over are lately.
const LATELY: usize = 3;

impl Period {
    /// First day of the last three times as many periods as are recent; none when the history is no longer.
    fn lately_from(&self) -> Option<Day> {
        let before = self.series.len().checked_sub(LATELY * self.recent)?;
        self.series.get(before).map(|point| point.period)
    }
}

/// What is really inside of a category that says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The category's path, outermost first.
    pub category: String,
    /// Its tickets.
    pub tickets: usize,
    /// How many of them are in a problem.
    pub grouped: usize,
    /// The problems that most of them are in.
    pub problems: Vec<Inside>,
    /// How many further problems there are.
    pub further: usize,
}

/// Tickets of a category that are in a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inside {
    /// The problem.
    pub problem: ProblemId,
    /// How many tickets.
    pub tickets: usize,
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
    /// Whether rates are per customer instead of per other ticket.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub per_customer: bool,
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
    /// Tickets in none.
    pub ungrouped: usize,
    /// Those of them that only greet, thank, praise or ask for help; the others read like no other.
    #[serde(default)]
    pub small_talk: usize,
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

impl Grouping {
    /// Tickets that read like no other.
    pub fn alone(&self) -> usize {
        self.ungrouped.saturating_sub(self.small_talk)
    }
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
    /// The running sum over the problems, the largest first: how much the top ones hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pareto: Vec<Sum>,
}

/// How many problems have a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictCount {
    /// The verdict.
    pub verdict: Verdict,
    /// How many problems.
    pub problems: usize,
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
    /// Its tickets in each complete period.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<Point>,
    /// Their share of all tickets in each period of `series`, 0-1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<f64>,
    /// Recent rate against the rate before; none where nothing was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trend: Option<Trend>,
}

impl Report {
    /// The problems that short outputs show.
    pub fn shown(&self) -> &[Problem] {
        &self.problems[..self.grouping.top.min(self.problems.len())]
    }
}
