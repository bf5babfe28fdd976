//! Floor 4, of the binary alone: arguments, files, terminal, exit codes.

mod args;
mod exit;
mod inspect;
mod output;
mod progress;
mod report;
mod screen;

use clap::Parser;

use args::{Args, Command, Inspect};
use exit::Exit;

/// Runs what the command line asks for.
pub fn run() -> Exit {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // `--help` and `--version` come here too; a closed pipe is nobody's fault.
            let _ = error.print();
            return if error.use_stderr() { Exit::WrongCommand } else { Exit::Done };
        }
    };
    match args.command {
        Command::Report(args) => report::run(&args),
        Command::Inspect(Inspect::Columns(args)) => inspect::columns(&args),
    }
}
