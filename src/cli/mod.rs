//! Floor 4, of the binary alone: arguments, files, terminal, exit codes.

mod args;
mod clash;
mod config;
mod delivery;
mod exit;
mod fix;
mod generate;
mod init;
mod inspect;
mod ledger;
mod output;
mod pager;
mod progress;
mod report;
mod saved;
mod screen;
mod search;
mod show;
mod warn;

use std::{env, fs, path::Path};

use clap::error::{ContextKind, ContextValue};
use fixfirst::render;

use args::{Args, Command, Inspect};
use config::{Outside, Refused};
use exit::Exit;

/// Runs what the command line asks for.
pub fn run() -> Exit {
    let outside = Outside { variable: &|name| env::var_os(name), read: &|path| fs::read(path) };
    match config::arguments(env::args_os().collect(), &outside) {
        Ok((args, set)) => {
            if args.command.verbose() {
                set.iter().for_each(|setting| report::note(&format!("set: {setting}")));
            }
            obey(args)
        }
        Err(Refused::Typed(error)) => {
            if let Some(export) = export_as_command(&error) {
                let inspect = env::args_os().nth(1).is_some_and(|typed| typed == "inspect");
                let help = match inspect {
                    true => format!("to see how it is read: fixfirst inspect columns {export}"),
                    false => format!("to report on it: fixfirst report {export}"),
                };
                return report::complain(
                    &format!("{export} is a file and no command"),
                    Some(&help),
                    Exit::WrongCommand,
                );
            }
            // `--help` and `--version` come here too; a closed pipe is nobody's fault.
            let _ = error.print();
            if error.use_stderr() { Exit::WrongCommand } else { Exit::Done }
        }
        Err(Refused::Found(fault)) => report::complain(&fault.sentence, fault.help.as_deref(), fault.exit),
    }
}

/// The export that was named where a command stands.
fn export_as_command(error: &clap::Error) -> Option<&str> {
    match error.get(ContextKind::InvalidSubcommand)? {
        ContextValue::String(name) if Path::new(name).exists() => Some(name),
        _ => None,
    }
}

fn obey(args: Args) -> Exit {
    match args.command {
        Command::Report(args) => report::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Inspect(Inspect::Columns(args)) => inspect::columns(&args),
        Command::Inspect(Inspect::Text(args)) => inspect::text(&args),
        Command::Inspect(Inspect::Clusters(args)) => inspect::clusters(&args),
        Command::Render(args) => saved::render(&args),
        Command::Diff(args) => saved::diff(&args),
        Command::Schema => output::print(render::json::SCHEMA_FILE),
        Command::Init(args) => init::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Ledger(command) => ledger::run(&command),
        Command::Completions(args) => generate::completions(&args),
        Command::Man(args) => generate::man(&args),
    }
}
