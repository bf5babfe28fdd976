//! The memory, for every command that reads exports.

use std::path::PathBuf;

use clap::Args;

/// Whether to remember.
#[derive(Clone, Debug, Args)]
pub struct MemoryArgs {
    /// Remember the problems in this folder: ids stay from week to week, changes are told, decisions hold. A team
    /// keeps it under version control; it holds no ticket text but masked titles.
    #[arg(long, value_name = "DIR", help_heading = "Memory")]
    pub ledger: Option<PathBuf>,
}
