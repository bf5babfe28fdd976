//! `FIXFIRST_LEDGER` stands for `--ledger`, and so on for every long flag.

use std::ffi::OsString;

use clap::Command;

use super::{
    Fault, Setting,
    flags::{Kind, is_flag, kind, repeats},
};

/// The variable of a flag.
pub fn name(long: &str) -> String {
    format!("FIXFIRST_{}", long.replace('-', "_").to_uppercase())
}

/// What the environment says about a command's flags. An empty variable is none; a flag that repeats has a line
/// for each value.
///
/// # Errors
/// When a switch has another value than yes or no.
pub fn settings(own: &Command, variable: &dyn Fn(&str) -> Option<OsString>) -> Result<Vec<Setting>, Fault> {
    let mut found = vec![];
    for arg in own.get_arguments().filter(|arg| is_flag(arg)) {
        let long = arg.get_long().unwrap_or_default().to_owned();
        let place = name(&long);
        let Some(value) = variable(&place).filter(|value| !value.is_empty()) else { continue };
        let values = match (kind(arg), value.to_str()) {
            (Kind::Switch, Some("1" | "true" | "yes" | "on")) => vec![None],
            (Kind::Switch, Some("0" | "false" | "no" | "off")) => continue,
            (Kind::Switch, _) => {
                let what = format!("--{long} is there or not");
                return Err(Fault::new(&place, &what, Some("set it to true or false".to_owned())));
            }
            (_, Some(text)) if repeats(arg) => {
                text.lines().filter(|line| !line.trim().is_empty()).map(|line| Some(line.into())).collect()
            }
            _ => vec![Some(value)],
        };
        found.push(Setting { long, place, values });
    }
    Ok(found)
}
