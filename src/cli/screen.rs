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
    Style { width, color: forced() || color_wanted(), unicode: unicode() }
}

/// How to write into a file.
pub fn plain() -> Style {
    Style { width: NO_SCREEN, color: false, unicode: true }
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

/// `CLICOLOR_FORCE` asks for colours in a pipe too.
fn forced() -> bool {
    !set("NO_COLOR") && env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// The first of the locale's variables that is set decides (POSIX); without any, most terminals can.
fn unicode() -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
}
