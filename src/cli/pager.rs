//! A report that is longer than the screen goes through a pager, as git's and man's do.

use std::{
    env,
    io::{self, IsTerminal, Write},
    process::{Command, Stdio},
};

/// What `less` is told when the user has told it nothing: quit when all fits, keep colours, leave the screen as it is.
const LESS: &str = "FRX";

/// Shows a text through the pager; false when there is none to use, and nothing was written.
pub fn show(content: &[u8]) -> bool {
    let Some(mut words) = wanted(content) else { return false };
    let program = words.remove(0);
    let mut command = Command::new(&program);
    command.args(words).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut input) = child.stdin.take() {
        // Who leaves the pager early has seen enough.
        let _ = input.write_all(content);
    }
    let _ = child.wait();
    true
}

/// The pager's words, when the text is longer than the screen and somebody looks.
fn wanted(content: &[u8]) -> Option<Vec<String>> {
    if !io::stdout().is_terminal() || env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return None;
    }
    let (_, rows) = terminal_size::terminal_size()?;
    let lines = content.iter().filter(|&&byte| byte == b'\n').count();
    if lines < usize::from(rows.0) {
        return None;
    }
    command(env::var("PAGER").ok().as_deref())
}

/// `PAGER` in words, `less` without it; none when it is empty or `cat`: then nobody wants one.
fn command(pager: Option<&str>) -> Option<Vec<String>> {
    let words: Vec<String> = pager.unwrap_or("less").split_whitespace().map(str::to_owned).collect();
    (!words.is_empty() && words[0] != "cat").then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_pager_and_cat_are_none() {
        assert_eq!(command(None), Some(vec!["less".to_owned()]));
        assert_eq!(command(Some("less -R  -i")).unwrap().len(), 3);
        assert_eq!((command(Some("")), command(Some("cat"))), (None, None));
    }
}
