//! The command line as typed: a file a command, and the groups of flags that several commands share. Doc comments
//! are the help texts.

mod analysis;
mod input;
mod inspect;
mod memory;
mod report;

use clap::{Parser, Subcommand};

pub use analysis::AnalysisArgs;
pub use input::InputArgs;
pub use inspect::{ColumnsArgs, Inspect, InspectFormat};
pub use memory::MemoryArgs;
pub use report::ReportArgs;

/// Finds the recurring problems in ticket exports of any helpdesk and says what to fix first.
///
/// Reads exports as they come, offline; nothing leaves the machine, and no personal data
/// leaves the program.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 could not finish, 2 wrong command line, 3 nothing usable in the input.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report the recurring problems of ticket exports, what to fix first on top.
    Report(Box<ReportArgs>),

    /// Look at how exports are understood.
    #[command(subcommand)]
    Inspect(Inspect),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }
}
