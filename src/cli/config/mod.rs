//! Where a flag's value comes from: the command line, else the environment, else `fixfirst.toml`.
//!
//! Nothing here knows a flag: keys and variables are the long names of clap's own commands, and what was found is
//! handed to clap as if it had been typed. A flag that is added to a command can stand in the file at once.

mod environment;
mod file;
mod flags;
mod template;

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
};

use clap::{
    ArgMatches, Command, CommandFactory, FromArgMatches,
    error::{ContextKind, ContextValue, ErrorKind},
    parser::ValueSource,
};

use fixfirst::model::refusal::why;

use super::{args::Args, exit::Exit};
use flags::{is_flag, leaf};

pub use template::template;

/// The file that is looked for in the working directory.
pub const FILE: &str = "fixfirst.toml";

/// A value for a flag that was not typed.
#[derive(Debug, PartialEq)]
struct Setting {
    /// The flag's long name.
    long: String,
    /// Where it was found: `fixfirst.toml:3`, `FIXFIRST_TOP`.
    place: String,
    /// Its values; none for a switch.
    values: Vec<Option<OsString>>,
}

/// Why there are no arguments.
#[derive(Debug)]
pub enum Refused {
    /// clap's own answer: help, version, or what is wrong with the line as typed.
    Typed(clap::Error),
    /// Something that was not typed is wrong.
    Found(Fault),
}

/// What is wrong, and one thing to do about it.
#[derive(Debug, PartialEq)]
pub struct Fault {
    /// A sentence that names the place.
    pub sentence: String,
    /// A remedy.
    pub help: Option<String>,
    /// What the program ends with.
    pub exit: Exit,
}

impl Fault {
    fn new(place: &str, what: &str, help: Option<String>) -> Self {
        Self { sentence: format!("{place}: {what}"), help, exit: Exit::WrongCommand }
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Found(fault)
    }
}

/// The world outside of the command line.
pub struct Outside<'a> {
    /// A variable of the environment.
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// The bytes of a file.
    pub read: &'a dyn Fn(&Path) -> io::Result<Vec<u8>>,
}

/// The arguments of a run, and what of them was not typed, with its place.
///
/// # Errors
/// Help and version, a wrong line, a wrong variable, a wrong or unreadable file.
pub fn arguments(typed: Vec<OsString>, outside: &Outside<'_>) -> Result<(Args, Vec<String>), Refused> {
    let command = built();
    let matches = match command.clone().try_get_matches_from(&typed) {
        Ok(matches) => matches,
        // A flag that is asked for may stand in the file.
        Err(error) if error.kind() == ErrorKind::MissingRequiredArgument => {
            lenient(command.clone()).try_get_matches_from(&typed).map_err(Refused::Typed)?
        }
        Err(error) => return Err(Refused::Typed(error)),
    };
    let (path, at) = leaf(&command, &typed);
    let (own, given) = innermost(&command, &matches);
    let found = settings(&command, &path, given, outside)?;
    let mut full = typed;
    let mut added = vec![];
    for setting in found.iter().filter(|setting| !stands_back(own, given, &setting.long)) {
        check(own, setting)?;
        for value in &setting.values {
            let mut token = OsString::from(format!("--{}", setting.long));
            if let Some(value) = value {
                token.push("=");
                token.push(value);
            }
            full.insert(at + added.len(), token);
            added.push(format!("--{} ({})", setting.long, setting.place));
        }
    }
    let parsed = command.try_get_matches_from(full).and_then(|matches| Args::from_arg_matches(&matches));
    match parsed {
        Ok(args) => Ok((args, added)),
        Err(mut error) => {
            // What clap complains about may not have been typed.
            if !added.is_empty() && error.kind() == ErrorKind::ArgumentConflict {
                let told = ContextValue::StyledStrs(vec![format!("not typed, but set: {}", added.join(", ")).into()]);
                error.insert(ContextKind::Suggested, told);
            }
            Err(Refused::Typed(error))
        }
    }
}

/// clap's commands with everything that it adds itself.
fn built() -> Command {
    let mut command = Args::command();
    command.build();
    command
}

/// The same commands, of which nothing is asked.
fn lenient(command: Command) -> Command {
    command.mut_args(|arg| arg.required(false)).mut_subcommands(lenient)
}

/// The command that was chosen, and what was typed for it.
fn innermost<'a>(command: &'a Command, matches: &'a ArgMatches) -> (&'a Command, &'a ArgMatches) {
    match matches.subcommand().and_then(|(name, inner)| Some((command.find_subcommand(name)?, inner))) {
        Some((inner, matches)) => innermost(inner, matches),
        None => (command, matches),
    }
}

/// Every setting that the environment or the file has for the command; the environment goes first.
fn settings(
    command: &Command,
    path: &[String],
    given: &ArgMatches,
    outside: &Outside<'_>,
) -> Result<Vec<Setting>, Fault> {
    let own = path.iter().try_fold(command, |at, name| at.find_subcommand(name)).unwrap_or(command);
    let mut found = environment::settings(own, outside.variable)?;
    if let Some((name, text)) = text_of_file(given, outside)? {
        let further = file::settings(command, path, &name, &text)?;
        let news = further.into_iter().filter(|new| found.iter().all(|old| old.long != new.long)).collect::<Vec<_>>();
        found.extend(news);
    }
    Ok(found)
}

/// The file's name and text; none when there is none and none was asked for.
fn text_of_file(given: &ArgMatches, outside: &Outside<'_>) -> Result<Option<(String, String)>, Fault> {
    let flag = |name: &str| given.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false);
    let asked = given.try_get_one::<PathBuf>("config").ok().flatten().cloned();
    let variable = |name: &str| (outside.variable)(name).filter(|value| !value.is_empty());
    let without = flag("no_config")
        || asked.is_none() && variable("FIXFIRST_NO_CONFIG").is_some_and(|value| value != "0" && value != "false");
    if without {
        return Ok(None);
    }
    let asked = asked.or_else(|| variable("FIXFIRST_CONFIG").map(PathBuf::from));
    let path = asked.clone().unwrap_or_else(|| PathBuf::from(FILE));
    let name = path.display().to_string();
    let bytes = match (outside.read)(&path) {
        Ok(bytes) => bytes,
        Err(error) if asked.is_none() && error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let sentence = format!("{name} could not be read: {}", why(error.kind()));
            let help = Some("name another file with --config, or do without one: --no-config".to_owned());
            return Err(Fault { sentence, help, exit: Exit::Failed });
        }
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
        Fault::new(&format!("{name}:{}", line + 1), "is not UTF-8", Some("save the file as UTF-8".to_owned()))
    })?;
    Ok(Some((name, text)))
}

/// Whether a flag was typed, or another one that excludes it.
fn stands_back(own: &Command, given: &ArgMatches, long: &str) -> bool {
    let typed = |id: &str| given.value_source(id) == Some(ValueSource::CommandLine);
    let Some(arg) = own.get_arguments().find(|arg| arg.get_long() == Some(long)) else { return true };
    let excluded = own.get_arguments().filter(|other| {
        let against = |one, two| own.get_arg_conflicts_with(one).iter().any(|arg| arg.get_id() == two);
        against(other, arg.get_id()) || against(arg, other.get_id())
    });
    typed(arg.get_id().as_str()) || excluded.into_iter().any(|other| typed(other.get_id().as_str()))
}

/// Whether clap takes the values, in its own words with the place before them.
fn check(own: &Command, setting: &Setting) -> Result<(), Fault> {
    let alone = own.clone().mut_args(|arg| arg.required(false));
    let typed = setting.values.iter().flatten().map(|value| {
        let mut token = OsString::from(format!("--{}=", setting.long));
        token.push(value);
        token
    });
    let line = std::iter::once(OsString::from("fixfirst")).chain(typed);
    let Err(error) = alone.try_get_matches_from(line) else { return Ok(()) };
    if !matches!(
        error.kind(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::TooManyValues | ErrorKind::InvalidUtf8
    ) {
        return Ok(());
    }
    let told = error.render().to_string();
    let told = told.split("For more information").next().unwrap_or("");
    let (sentence, tip) = told.split_once("tip:").unwrap_or((told, ""));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let tip = Some(words(tip)).filter(|tip| !tip.is_empty());
    Err(Fault::new(&setting.place, words(sentence).trim_start_matches("error: "), tip))
}

/// Long names of everything that may be set, over all commands, sorted.
fn all_longs(command: &Command, into: &mut Vec<String>) {
    into.extend(command.get_arguments().filter(|arg| is_flag(arg)).filter_map(|arg| arg.get_long()).map(str::to_owned));
    command.get_subcommands().for_each(|inner| all_longs(inner, into));
    into.sort();
    into.dedup();
}

#[cfg(test)]
mod tests;
