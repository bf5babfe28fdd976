//! `fixfirst completions` and `fixfirst man`: written at run time from the commands themselves.

use std::fs;

use clap::CommandFactory;
use fixfirst::model::refusal::why;

use super::{
    args::{Args, CompletionsArgs, ManArgs},
    exit::Exit,
    output,
    report::complain,
};

/// The completions of a shell, on standard output.
pub fn completions(args: &CompletionsArgs) -> Exit {
    let mut script = vec![];
    clap_complete::generate(args.shell, &mut Args::command(), "fixfirst", &mut script);
    output::write(&script)
}

/// The manual: its first page on standard output, or every page in a folder.
pub fn man(args: &ManArgs) -> Exit {
    let Some(folder) = &args.folder else {
        let mut page = vec![];
        clap_mangen::Man::new(Args::command()).render(&mut page).expect("memory takes every byte");
        return output::write(&page);
    };
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    match written {
        Ok(()) => Exit::Done,
        Err(error) => {
            let sentence = format!("{} could not be written: {}", folder.display(), why(error.kind()));
            complain(&sentence, Some("name a folder that you may write to"), Exit::Failed)
        }
    }
}
