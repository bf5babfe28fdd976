//! `fixfirst init`: a settings file to start from.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use clap::CommandFactory;
use fixfirst::model::refusal::why;

use super::{
    args::{Args, InitArgs},
    config,
    exit::Exit,
    output,
    report::complain,
};

/// Writes the file, unless there is another one; one that nobody edited is as good as written.
pub fn run(args: &InitArgs) -> Exit {
    let mut command = Args::command();
    command.build();
    let text = config::template(&command);
    let path = args.file.as_deref().unwrap_or(Path::new(config::FILE));
    if path == Path::new("-") {
        return output::print(&text);
    }
    let written = OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    match written {
        Ok(()) => {
            output::print(&format!("{} is written: take the # from the keys that you want to set\n", path.display()))
        }
        Err(error)
            if error.kind() == io::ErrorKind::AlreadyExists
                && fs::read(path).is_ok_and(|old| old == text.as_bytes()) =>
        {
            output::print(&format!("{} is there already, as it would be written\n", path.display()))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let sentence = format!("{} is there already, and nothing was changed", path.display());
            complain(&sentence, Some("fixfirst init - prints the file instead"), Exit::Failed)
        }
        Err(error) => {
            let sentence = format!("{} could not be written: {}", path.display(), why(error.kind()));
            complain(&sentence, Some("name another file: fixfirst init FILE"), Exit::Failed)
        }
    }
}
