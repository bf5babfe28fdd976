//! What clap's commands say about their flags.

use std::{any::TypeId, ffi::OsString, path::PathBuf};

use clap::{Arg, ArgAction, Command};

/// Flags about the settings themselves, what clap adds, and what a single decision says: nothing that a setting could be.
const NOT_SETTINGS: [&str; 6] = ["config", "no-config", "help", "version", "into", "until"];

/// Whether a flag can be set outside of the command line.
pub fn is_flag(arg: &Arg) -> bool {
    arg.get_long().is_some_and(|long| !NOT_SETTINGS.contains(&long)) && !arg.is_hide_set()
}

/// The flag of a command with this long name.
pub fn flag<'a>(command: &'a Command, long: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|arg| arg.get_long() == Some(long) && is_flag(arg))
}

/// What a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing: it is there or not.
    Switch,
    /// The name of a file or folder.
    Path,
    /// A number.
    Number,
    /// A name with a value, written `NAME=VALUE`.
    Pair,
    /// Anything else.
    Text,
}

/// What a flag takes, by its value parser and the name of its value.
pub fn kind(arg: &Arg) -> Kind {
    let parsed = arg.get_value_parser().type_id();
    let is = |id: TypeId| parsed == id;
    let numbers = [
        TypeId::of::<u8>(),
        TypeId::of::<u16>(),
        TypeId::of::<u32>(),
        TypeId::of::<u64>(),
        TypeId::of::<usize>(),
        TypeId::of::<f64>(),
    ];
    let paired = arg.get_value_names().is_some_and(|names| names.iter().any(|name| name.contains('=')));
    match arg.get_action() {
        ArgAction::SetTrue | ArgAction::SetFalse | ArgAction::Count => Kind::Switch,
        _ if paired => Kind::Pair,
        _ if is(TypeId::of::<PathBuf>()) => Kind::Path,
        _ if numbers.into_iter().any(is) => Kind::Number,
        _ => Kind::Text,
    }
}

/// Whether a flag may stand more than once.
pub fn repeats(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append)
}

/// The commands that were typed, outermost first, and where in the line what belongs to the last one begins.
pub fn leaf(command: &Command, typed: &[OsString]) -> (Vec<String>, usize) {
    let (mut here, mut path, mut at) = (command, vec![], 1);
    let mut next = 1;
    while let Some(token) = typed.get(next).and_then(|token| token.to_str()) {
        next += 1;
        if let Some(inner) = here.find_subcommand(token) {
            path.push(inner.get_name().to_owned());
            (here, at) = (inner, next);
        } else if token.starts_with('-') && token.len() > 1 {
            // A flag before the command: its value is not the command's name.
            let bare = token.trim_start_matches('-');
            let takes = here.get_arguments().any(|arg| arg.get_long() == Some(bare) && arg.get_action().takes_values());
            next += usize::from(takes);
        } else {
            break;
        }
        if here.get_subcommands().next().is_none() {
            break;
        }
    }
    (path, at.min(typed.len()))
}

/// The nearest name, when one is near; as clap judges it.
pub fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = names.map(|name| (strsim::jaro_winkler(word, name), name)).filter(|(likeness, _)| *likeness > 0.7);
    near.max_by(|one, two| one.0.total_cmp(&two.0).then_with(|| two.1.cmp(one.1))).map(|(_, name)| name)
}
