//! Floor 1: documents and their points → recurring problems and the themes above them.

pub mod graph;
pub mod leiden;
pub mod merge;
pub mod neighbours;
pub mod sift;
