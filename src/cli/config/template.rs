//! `fixfirst.toml` with every key commented out, written from the help texts.

use std::fmt::Write;

use clap::{Arg, Command};

use super::flags::{Kind, is_flag, kind, repeats};

/// Longest line of a comment.
const LINE: usize = 100;

const HEAD: &str = "\
# Settings of fixfirst: every flag that can be set, commented out. What is typed on the command line wins over
# the environment (FIXFIRST_TOP for --top), which wins over this file. Keys before the first table are for every
# command that has the flag; a table is for one command. Paths are taken from the working directory.
";

/// The file as `fixfirst init` writes it.
pub fn template(command: &Command) -> String {
    let mut commands = vec![];
    leaves(command, &mut vec![], &mut commands);
    let mut text = HEAD.to_owned();
    let mut done: Vec<&str> = vec![];
    let mut heading = None;
    for (_, one) in &commands {
        for arg in one.get_arguments().filter(|arg| shared(arg, &commands)) {
            let Some(long) = arg.get_long().filter(|long| !done.contains(long)) else { continue };
            done.push(long);
            if heading != Some(arg.get_help_heading()) {
                heading = Some(arg.get_help_heading());
                text += &format!("\n# {}\n", rule(arg.get_help_heading().unwrap_or("General")));
            }
            entry(&mut text, arg);
        }
    }
    for (path, one) in &commands {
        let own: Vec<&Arg> = one.get_arguments().filter(|arg| is_flag(arg) && !shared(arg, &commands)).collect();
        // A key cannot be a table too: what `ledger list` alone has is typed.
        let is_key = path.len() > 1 && done.contains(&path[0].as_str());
        if own.is_empty() || is_key {
            continue;
        }
        text += &format!("\n\n# {}\n[{}]\n", rule(&format!("fixfirst {}", path.join(" "))), path.join("."));
        own.into_iter().for_each(|arg| entry(&mut text, arg));
    }
    text
}

fn rule(title: &str) -> String {
    format!("-- {title} {}", "-".repeat(LINE.saturating_sub(title.chars().count() + 7)))
}

/// The commands that do something, each with its path.
fn leaves<'a>(command: &'a Command, path: &mut Vec<String>, into: &mut Vec<(Vec<String>, &'a Command)>) {
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help" && !inner.is_hide_set()) {
        path.push(inner.get_name().to_owned());
        if inner.get_subcommands().next().is_none() {
            into.push((path.clone(), inner));
        } else {
            leaves(inner, path, into);
        }
        path.pop();
    }
}

/// Whether several commands have the flag and mean the same by it: they say the same of it, or all take the same file
/// or folder. Where a report goes is each command's own.
fn shared(arg: &Arg, commands: &[(Vec<String>, &Command)]) -> bool {
    let same = |other: &&Arg| other.get_long() == arg.get_long();
    let others: Vec<&Arg> = commands.iter().filter_map(|(_, one)| one.get_arguments().find(same)).collect();
    let told = |arg: &Arg| arg.get_help().map(ToString::to_string);
    let place = |arg: &Arg| (kind(arg) == Kind::Path).then(|| arg.get_value_names().map(<[_]>::to_vec));
    let same = |other: &&Arg| told(other) == told(arg) || place(arg).is_some() && place(other) == place(arg);
    let output = arg.get_help_heading() == Some("Output");
    is_flag(arg) && !output && others.len() > 1 && others.iter().all(same)
}

/// The help as a comment, and the key with its default.
fn entry(text: &mut String, arg: &Arg) {
    let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
    let mut help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let names: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if kind(arg) != Kind::Switch && !names.is_empty() {
        help = format!("{} One of: {}.", help.trim_end_matches('.').to_owned() + ".", names.join(", "));
    }
    let mut line = "#".to_owned();
    text.push('\n');
    for word in help.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > LINE {
            writeln!(text, "{line}").expect("a string takes every text");
            line = "#".to_owned();
        }
        line = format!("{line} {word}");
    }
    let key = arg.get_long().unwrap_or_default();
    writeln!(text, "{line}\n#{key} = {}", value(arg)).expect("a string takes every text");
}

/// The default, or what stands for a value in the help.
fn value(arg: &Arg) -> String {
    let default = arg.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
    let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    let text = default.unwrap_or_else(|| name.to_owned());
    match kind(arg) {
        Kind::Switch => "false".to_owned(),
        Kind::Number => text,
        Kind::Path | Kind::Pair | Kind::Text if repeats(arg) => format!("[{text:?}]"),
        Kind::Path | Kind::Pair | Kind::Text => format!("{text:?}"),
    }
}
