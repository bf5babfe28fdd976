//! What every target asks of reading: no panic, an account that adds up, errors with a remedy, the same twice.

pub mod pack;

use std::{env, panic, process};

use fixfirst::{
    ingest::{
        self, Settings,
        error::IngestError,
        intake::{FileIntake, Intake},
        sources::{Content, Source},
    },
    model::progress::Silent,
};

/// Reads bytes as a file of this name.
pub fn read(name: &str, bytes: &[u8]) {
    read_with(name, bytes, &Settings::default());
}

/// Reads bytes as a file of this name.
pub fn read_with(name: &str, bytes: &[u8], settings: &Settings) {
    let first = once(name, bytes, settings);
    match &first {
        Ok(intake) => assert_adds_up(intake),
        Err(error) => assert!(!error.to_string().is_empty() && error.help().is_some(), "{error} says what to do"),
    }
    // One in eight is enough to notice what depends on more than the bytes.
    if bytes.len() % 8 == 0 {
        let second = once(name, bytes, settings);
        assert_eq!(format!("{first:?}"), format!("{second:?}"), "reading twice gives the same");
    }
}

fn once(name: &str, bytes: &[u8], settings: &Settings) -> Result<Intake, IngestError> {
    let source = Source { name: name.to_owned(), content: Content::Bytes(bytes.to_vec()), in_folder: None };
    ingest::read_sources(vec![source], settings, &Silent)
}

fn assert_adds_up(intake: &Intake) {
    let rejected: usize = intake.rejects.iter().map(|reject| reject.count).sum();
    let tickets = intake.corpus.len();
    assert_eq!(
        intake.rows,
        tickets + intake.folded + intake.joined + intake.duplicates + rejected,
        "rows are {tickets} tickets, {} further messages, {} side records, {} duplicates and {rejected} rejects",
        intake.folded,
        intake.joined,
        intake.duplicates,
    );
    let of_files = |count: fn(&FileIntake) -> usize| intake.files.iter().map(count).sum::<usize>();
    assert_eq!(of_files(|file| file.rows), intake.rows, "rows of the files");
    assert_eq!(of_files(|file| file.tickets), tickets, "tickets of the files");
    assert_eq!(of_files(|file| file.folded), intake.folded, "further messages of the files");
    assert_eq!(of_files(|file| file.joined), intake.joined, "side records of the files");
    assert_eq!(of_files(|file| file.rejected), rejected, "rejects of the files");
}

/// Lets panics of decoders pass that are not ours: what reads workbooks and Parquet catches them. A panic of our own code
/// ends the fuzzer, caught or not, and so does every other that reaches a target. `FUZZ_SHOW_PANICS` shows them.
pub fn leave_caught_panics() {
    panic::set_hook(Box::new(|panic| {
        if panic.location().is_none_or(|at| at.file().contains("src/ingest") || at.file().contains("src/model")) {
            eprintln!("{panic}");
            process::abort();
        }
        if env::var_os("FUZZ_SHOW_PANICS").is_some() {
            eprintln!("{panic}");
        }
    }));
}
