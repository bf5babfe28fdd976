//! Name tags: what is known of the problems besides this run's tickets.

use super::{Absent, Caveat, Lineage, Recognised};
use crate::model::{
    change::Change,
    cluster::Cluster,
    corpus::Corpus,
    fix::{Fix, FixVerdict},
    problem::{ProblemId, Status},
    time::Day,
};

/// What is known of a cluster as a problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Its id.
    pub id: ProblemId,
    /// What the team decided.
    pub status: Status,
    /// The team's name for it, in place of the title that was found.
    pub name: Option<String>,
    /// Whether a shipped fix worked.
    pub fix: Option<Fix>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Where it is worked on.
    pub link: Option<String>,
    /// What the team noted.
    pub note: Option<String>,
    /// By what it was recognised.
    pub recognised: Option<Recognised>,
    /// What became of it over time, the newest last.
    pub lineage: Vec<Lineage>,
    /// Whether the team wants it out of the top list for now.
    pub muted: bool,
    /// Whether it was accepted and its rate is above that at acceptance beyond chance.
    pub outgrew: bool,
}

/// What a memory adds to a report besides the problems' name tags.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remembered {
    /// The day of the report before.
    pub since: Option<Day>,
    /// The number of the report before.
    pub since_run: Option<u32>,
    /// What became of problems since.
    pub changes: Vec<Change>,
    /// Known problems without a ticket in this data.
    pub absent: Vec<Absent>,
    /// What the reader should know of the memory.
    pub caveats: Vec<Caveat>,
}

impl Known {
    /// A problem of which nothing but its id is known.
    pub fn new(id: ProblemId) -> Self {
        Self {
            id,
            status: Status::Open,
            name: None,
            fix: None,
            owner: None,
            link: None,
            note: None,
            recognised: None,
            lineage: vec![],
            muted: false,
            outgrew: false,
        }
    }

    /// Whether it is settled for now: it comes after all problems that are not. What was accepted is back when it has
    /// outgrown that; what was fixed is back when its fix did not work, or works no longer.
    pub fn settled(&self) -> bool {
        let failed =
            |fix: &Fix| matches!(fix.verdict, FixVerdict::NoEffect | FixVerdict::Worse | FixVerdict::Regressed);
        self.muted
            || match self.status {
                Status::Open | Status::Planned => false,
                Status::Accepted => !self.outgrew,
                Status::Fixed => !self.fix.as_ref().is_some_and(failed),
            }
    }
}

/// Name tags without a memory, in the clusters' order: numbered by the first day each was seen,
/// then by its first ticket. Never by size, which changes every week.
pub fn unremembered(corpus: &Corpus, clusters: &[Cluster]) -> Vec<Known> {
    let first_day = |cluster: &Cluster| -> (bool, Option<Day>) {
        let day = cluster.members.iter().filter_map(|&at| corpus.tickets()[at].created).min().map(|at| at.day());
        (day.is_none(), day)
    };
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.sort_by_key(|&at| (first_day(&clusters[at]), clusters[at].members.first().copied(), at));
    let mut known: Vec<Known> = clusters.iter().map(|_| Known::new(ProblemId(0))).collect();
    for (number, at) in (1u32..).zip(order) {
        known[at].id = ProblemId(number);
    }
    known
}
