//! The command-line program. Everything that touches files, the terminal or the environment is in `cli`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run().into()
}
