//! How a closer look is shown: shared by `fixfirst show` and `fixfirst search`.

use clap::Args;

use super::ScreenArgs;

#[derive(Clone, Copy, Debug, Args)]
pub struct LookArgs {
    /// Show customers' words as they wrote them, personal data and all; only masked text is compared and searched.
    #[arg(long, help_heading = "Output")]
    pub no_mask: bool,

    #[command(flatten)]
    pub screen: ScreenArgs,

    /// Show no progress.
    #[arg(short, long, help_heading = "Output")]
    pub quiet: bool,
}
