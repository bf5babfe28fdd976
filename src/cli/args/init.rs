//! `fixfirst init`.

use std::path::PathBuf;

use clap::Args;

const EXAMPLES: &str = "Examples:
  fixfirst init                       writes fixfirst.toml
  fixfirst init team.toml             another name, to be used with --config team.toml
  fixfirst init -                     prints it";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct InitArgs {
    /// File to write, `-` for standard output [default: fixfirst.toml]; one that exists is left alone.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}
