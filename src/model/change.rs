//! What became of problems since the report before.

use serde::{Deserialize, Serialize};

use super::{problem::ProblemId, time::Day};

/// Something that changed since the report before.
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

/// What can become of a problem. The order is the one that a reader is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A shipped fix had worked, and the tickets are back.
    Regressed,
    /// More tickets since a fix was shipped, beyond chance.
    FixWorse,
    /// A shipped fix is now known to have worked.
    FixConfirmed,
    /// A shipped fix is now known to have had no effect.
    FixNoEffect,
    /// Not known before.
    Appeared,
    /// Its rate rose, which the report before could not say.
    Rose,
    /// It has tickets again after a silence.
    Returned,
    /// An accepted problem grew so much that it is back in the list.
    Outgrew,
    /// It fell apart into itself and the others.
    Split,
    /// The others went into it.
    Merged,
    /// Its tickets are in the others now, none of which has the most of them, or stand alone.
    Dissolved,
    /// Its rate fell, which the report before could not say.
    Fell,
    /// No ticket of it in this data.
    Absent,
    /// The team decided something about it.
    Decided,
}

impl ChangeKind {
    /// Its name in the contract and for gates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regressed => "regressed",
            Self::FixWorse => "fix_worse",
            Self::FixConfirmed => "fix_confirmed",
            Self::FixNoEffect => "fix_no_effect",
            Self::Appeared => "appeared",
            Self::Rose => "rose",
            Self::Returned => "returned",
            Self::Outgrew => "outgrew",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Dissolved => "dissolved",
            Self::Fell => "fell",
            Self::Absent => "absent",
            Self::Decided => "decided",
        }
    }
}

/// Something that became of a problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lineage {
    /// The last day of the data in which it was seen; none without dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Number of the report that saw it, the first being 1.
    #[serde(default)]
    pub run: u32,
    /// What happened.
    pub kind: ChangeKind,
    /// The other problems it happened with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<ProblemId>,
}

/// By what a known problem was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recognised {
    /// Share of its known tickets in this data that are here again, 0-1; none when there is none of them in it.
    pub shared: Option<f64>,
    /// Similarity of its centre to the known one, 0-1.
    pub similarity: f64,
}
