//! Floor 0: the nouns of the trade and their invariants. Nothing here reads, computes or prints.

pub mod account;
pub mod asked;
pub mod change;
pub mod cluster;
pub mod corpus;
pub mod document;
pub mod embedding;
pub mod fix;
pub mod nearest;
pub mod outlook;
pub mod pins;
pub mod problem;
pub mod progress;
pub mod refusal;
pub mod score;
pub mod script;
pub mod series;
pub mod ticket;
pub mod time;
