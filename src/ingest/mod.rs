//! Floor 1: export files → tickets. Knows helpdesks only as rows of a table.

pub mod intake;
