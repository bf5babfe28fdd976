//! The command-line program. Everything that touches files, the terminal or the environment is in `cli`.

mod cli;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// What is let go while a program runs is given back: the raw texts of the tickets lie between what lasts, and the
/// system's allocator keeps such holes.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::run().into()
}
