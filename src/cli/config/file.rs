//! `fixfirst.toml`: a key is the long name of a flag; a table is a command.

use clap::{Arg, Command};
use toml_edit::{Document, Item, TableLike, Value};

use super::{
    Fault, Setting, all_longs,
    flags::{Kind, flag, is_flag, kind, nearest, repeats},
};

/// Tables that read better with another name than the flag's.
const ALIASES: [(&str, &str); 1] = [("weights", "weight")];

/// What the file says about a command, the innermost table first.
///
/// # Errors
/// When the file is no TOML, or has a key or a value that no flag takes, for this command or another.
pub fn settings(command: &Command, path: &[String], name: &str, text: &str) -> Result<Vec<Setting>, Fault> {
    let document = Document::parse(text.to_owned()).map_err(|error| {
        let place = format!("{name}:{}", line(text, error.span().map_or(0, |span| span.start)));
        let what = error.message().lines().collect::<Vec<_>>().join(", ");
        // A flag and the commands beneath a command can have one name: `ledger = "…"` and `[ledger.list]`.
        let both = what.contains("cannot extend value of type string");
        let help =
            both.then(|| "a key cannot be a table too: take the heading out, the key holds for its commands".into());
        Fault::new(&place, &what, help)
    })?;
    let mut found = vec![];
    let own = path.iter().fold(command, |at, name| at.find_subcommand(name).unwrap_or(at));
    let mut reader = Reader { name, text, own, path, found: &mut found };
    reader.table(command, &[], document.as_table())?;
    // Tables deeper within stand nearer to the command.
    found.sort_by_key(|(depth, _)| std::cmp::Reverse(*depth));
    let mut settings: Vec<Setting> = vec![];
    for (_, setting) in found {
        if settings.iter().all(|other| other.long != setting.long) {
            settings.push(setting);
        }
    }
    Ok(settings)
}

fn line(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    /// The command that runs, and its name.
    own: &'a Command,
    path: &'a [String],
    /// What is for it, with the depth of its table.
    found: &'a mut Vec<(usize, Setting)>,
}

impl Reader<'_> {
    fn place(&self, span: Option<std::ops::Range<usize>>) -> String {
        format!("{}:{}", self.name, line(self.text, span.map_or(0, |span| span.start)))
    }

    fn table(&mut self, command: &Command, within: &[String], table: &dyn TableLike) -> Result<(), Fault> {
        for (key, item) in table.iter() {
            let span = table.key(key).and_then(|key| key.span()).or_else(|| item.span());
            if let (Some(inner), Some(table)) = (command.find_subcommand(key), item.as_table_like()) {
                let within = [within, &[inner.get_name().to_owned()]].concat();
                self.table(inner, &within, table)?;
                continue;
            }
            let place = self.place(span);
            let long = ALIASES.iter().find(|(alias, _)| *alias == key).map_or(key, |(_, long)| long);
            let Some(arg) = beneath(command, long) else { return Err(unknown(command, key, &place, within)) };
            let values = values(arg, item).map_err(|what| Fault::new(&place, &format!("“{key}” {what}"), None))?;
            let runs = self.path.starts_with(within) && flag(self.own, long).is_some();
            if runs && !values.is_empty() {
                self.found.push((within.len(), Setting { long: long.to_owned(), place, values }));
            }
        }
        Ok(())
    }
}

/// The flag in a command or one of those beneath it.
fn beneath<'a>(command: &'a Command, long: &str) -> Option<&'a Arg> {
    flag(command, long).or_else(|| command.get_subcommands().find_map(|inner| beneath(inner, long)))
}

fn unknown(command: &Command, key: &str, place: &str, within: &[String]) -> Fault {
    let mut names = vec![];
    all_longs(command, &mut names);
    names.extend(command.get_subcommands().map(|inner| inner.get_name().to_owned()));
    let flags = command.get_arguments().filter(|arg| is_flag(arg)).count();
    let near = nearest(key, names.iter().map(String::as_str));
    let help = match near {
        Some(near) => format!("did you mean “{near}”?"),
        None if flags == 0 => "fixfirst init writes a file with every key".to_owned(),
        None => format!("fixfirst {} --help names every flag", within.join(" ")),
    };
    let whose = if within.is_empty() { String::new() } else { format!(" in [{}]", within.join(".")) };
    Fault::new(place, &format!("unknown key “{key}”{whose}"), Some(help))
}

/// The values as they would be typed, or what the key takes instead.
fn values(arg: &Arg, item: &Item) -> Result<Vec<Option<std::ffi::OsString>>, String> {
    let kind = kind(arg);
    let typed = |text: String| Some(text.into());
    if let Some(table) = item.as_table_like() {
        if kind != Kind::Pair {
            return Err(format!("takes {}, not a table", takes(arg)));
        }
        let pair = |(name, item): (&str, &Item)| {
            let value = item.as_value().and_then(|value| plain(value, Kind::Text));
            value.map(|value| typed(format!("{name}={value}"))).ok_or_else(|| format!("takes one value for “{name}”"))
        };
        return table.iter().map(pair).collect();
    }
    match item.as_value() {
        Some(Value::Boolean(on)) if kind == Kind::Switch => Ok(if *on.value() { vec![None] } else { vec![] }),
        Some(Value::Array(all)) if repeats(arg) => {
            let each = all.iter().map(|value| plain(value, kind).map(typed));
            each.collect::<Option<Vec<_>>>().ok_or_else(|| format!("takes a list of {}", many(kind)))
        }
        Some(value) if kind != Kind::Switch => {
            let text = plain(value, kind).ok_or_else(|| format!("takes {}, not {}", takes(arg), is(value)))?;
            Ok(vec![typed(text)])
        }
        Some(value) => Err(format!("takes true or false, not {}", is(value))),
        None => Err(format!("takes {}", takes(arg))),
    }
}

/// A single value as text, when it is of the kind.
fn plain(value: &Value, kind: Kind) -> Option<String> {
    match value {
        Value::String(text) if kind != Kind::Number => Some(text.value().clone()),
        Value::Integer(number) if matches!(kind, Kind::Number | Kind::Text) => Some(number.value().to_string()),
        Value::Float(number) if matches!(kind, Kind::Number | Kind::Text) => Some(number.value().to_string()),
        Value::Datetime(at) if kind == Kind::Text => Some(at.value().to_string()),
        _ => None,
    }
}

fn takes(arg: &Arg) -> String {
    let one = match kind(arg) {
        Kind::Switch => return "true or false".to_owned(),
        Kind::Number => "a number",
        Kind::Path => "the name of a file or folder in quotes",
        Kind::Pair | Kind::Text => "text in quotes",
    };
    if repeats(arg) { format!("{one} or a list") } else { one.to_owned() }
}

fn many(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "numbers",
        _ => "texts in quotes",
    }
}

fn is(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "text",
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::InlineTable(_) => "a table",
    }
}
