//! How long-running stages tell that they go on, without knowing a terminal.

/// A stage of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading exports; counts bytes.
    Read,
    /// Cleaning text; counts tickets.
    Clean,
    /// Encoding meaning; counts tokens.
    Embed,
    /// Finding problems; counts texts.
    Cluster,
    /// Measuring and ranking; counts problems.
    Measure,
}

/// Somebody who wants to know how far the work is. Told from several threads.
pub trait Progress: Sync {
    /// A stage starts, with so many units to do.
    fn start(&self, stage: Stage, total: u64);
    /// So many more units are done.
    fn advance(&self, units: u64);
    /// The stage is over.
    fn finish(&self);
}

/// Nobody listens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: Stage, _: u64) {}
    fn advance(&self, _: u64) {}
    fn finish(&self) {}
}
