//! What a person at a terminal may want otherwise: shared by every command that shows something there.

use clap::Args;

#[derive(Clone, Copy, Debug, Default, Args)]
pub struct ScreenArgs {
    /// Show long output as it is, not through the pager ($PAGER, or less).
    #[arg(long, help_heading = "Output")]
    pub no_pager: bool,
}
