//! fixfirst reads ticket exports of any helpdesk, finds the recurring problems in them and says
//! what to fix first in the product.
//!
//! The order of the stages is `pipeline`'s; `tests/it/architecture.rs` keeps the floors.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod cluster;
pub mod embed;
pub mod error;
pub mod index;
pub mod ingest;
pub mod ledger;
pub mod model;
pub mod pipeline;
pub mod rank;
pub mod render;
pub mod report;
pub mod statistics;
pub mod text;
pub mod trend;
