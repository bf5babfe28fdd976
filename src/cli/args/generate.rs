//! `fixfirst completions` and `fixfirst man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

const COMPLETIONS_EXAMPLES: &str = "Examples:
  fixfirst completions bash > ~/.local/share/bash-completion/completions/fixfirst
  fixfirst completions zsh > \"${fpath[1]}/_fixfirst\"
  fixfirst completions fish > ~/.config/fish/completions/fixfirst.fish
  fixfirst completions powershell >> $PROFILE";

#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub struct CompletionsArgs {
    /// Shell to complete in.
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

const MAN_EXAMPLES: &str = "Examples:
  fixfirst man | man -l -                            the first page
  fixfirst man ~/.local/share/man/man1               a page for every command";

#[derive(Debug, Args)]
#[command(after_help = MAN_EXAMPLES)]
pub struct ManArgs {
    /// Folder for the pages of all commands [default: the first page, on standard output].
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}
