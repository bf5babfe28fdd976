//! What the terminal can show. The only place that asks it, and the environment.

use std::{
    env,
    io::{self, IsTerminal},
};

use fixfirst::render::terminal::Style;

/// Columns of a report that goes into a file or a pipe, which have no width.
const NO_SCREEN: u16 = 100;

/// How to write for standard output. A pipe gets the same bytes everywhere.
pub fn style_of_stdout() -> Style {
    let screen = io::stdout().is_terminal();
    if !screen {
        return Style { color: forced(), ..plain() };
    }
    let width = terminal_size::terminal_size().map_or(NO_SCREEN, |(width, _)| width.0);
    Style { width, color: forced() || color_wanted(), unicode: unicode(), links: links() }
}

/// How to write into a file.
pub fn plain() -> Style {
    Style { width: NO_SCREEN, color: false, unicode: true, links: false }
}

fn set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// `NO_COLOR` (no-color.org) wins, then `CLICOLOR=0` and a terminal that cannot.
fn color_wanted() -> bool {
    !set("NO_COLOR")
        && env::var_os("CLICOLOR").is_none_or(|value| value != "0")
        && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Terminals that are known to show links (OSC 8); others print the sequence as nothing at best. `FORCE_HYPERLINK`
/// decides where it is set, as in other programs.
fn links() -> bool {
    let is = |name: &str, known: &[&str]| env::var(name).is_ok_and(|value| known.contains(&value.as_str()));
    if let Some(forced) = env::var_os("FORCE_HYPERLINK").filter(|value| !value.is_empty()) {
        return forced != "0";
    }
    let vte = env::var("VTE_VERSION").ok().and_then(|version| version.parse::<u32>().ok());
    !is("TERM", &["dumb"])
        && (is("TERM_PROGRAM", &["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio"])
            || is("TERM", &["xterm-kitty", "alacritty", "foot", "xterm-ghostty"])
            // Since 0.50 (github.com/egmontkob, "Hyperlinks in terminal emulators").
            || vte.is_some_and(|version| version >= 5000)
            || ["WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "DOMTERM"].iter().any(|name| set(name)))
}

/// `CLICOLOR_FORCE` asks for colours in a pipe too.
fn forced() -> bool {
    !set("NO_COLOR") && env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// The first of the locale's variables that is set decides (POSIX); without any, most terminals can.
pub fn unicode() -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
}
