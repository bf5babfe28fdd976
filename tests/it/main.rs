//! The one integration-test binary: each further one would link polars again.

mod architecture;
mod ingest;
