//! The one integration-test binary: each further one would link polars again.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod architecture;
mod columns;
mod ingest;
mod odd_tables;
mod program;
mod schema;
