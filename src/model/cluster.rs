//! Which tickets are the same problem.

/// Tickets that make a recurring problem: fewer are chance.
pub const FEWEST_TICKETS: usize = 3;

/// A recurring problem as clustering found it, before it has an id.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Its tickets: indices into the corpus, ascending.
    pub members: Vec<usize>,
    /// The members nearest to the centre, best first, no two with the same text: whose words show it.
    pub exemplars: Vec<usize>,
    /// A person's words for it: the subject or sentence of a member, masked.
    pub title: String,
    /// Distinctive words and phrases against the other clusters, best first.
    pub keywords: Vec<String>,
    /// Mean similarity of its members to its centre, 0-1.
    pub cohesion: f32,
    /// Index of its theme.
    pub theme: usize,
}

/// Where a problem lies among the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The clusters that are most alike and the similarity of the centres (0-1), the nearest first.
    pub neighbours: Vec<(usize, f32)>,
    /// Place on a map, 0-1 from left to right and from top to bottom; none where there are too many problems.
    pub at: Option<[f64; 2]>,
}

/// A group of problems that have a subject in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its clusters: indices, ascending.
    pub clusters: Vec<usize>,
    /// Named like a problem.
    pub title: String,
}

/// Where the line between what recurs and what does not was drawn, and on which evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sift {
    /// A text whose mean similarity to its nearest neighbours is below this does not recur.
    pub cut: f32,
    /// How far apart the two populations of that similarity are, in pooled standard deviations.
    pub separation: f32,
    /// Whether the populations were far enough apart to be trusted.
    pub two_populations: bool,
}

/// All clusters of a corpus. Every ticket is in one cluster at the most; each cluster in one theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Clustering {
    /// The clusters, in the order of their first ticket.
    pub clusters: Vec<Cluster>,
    /// The themes above them.
    pub themes: Vec<Theme>,
    /// For each ticket its cluster, none when it does not recur.
    pub assignment: Vec<Option<usize>>,
    /// For each ticket the similarity to its cluster's centre, or to the nearest one when ungrouped; 0-1.
    pub similarity: Vec<f32>,
    /// How the line was drawn.
    pub sift: Sift,
}
