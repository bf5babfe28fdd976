//! What standard error is told besides errors.

use std::io::{self, Write};

/// `--no-mask` was asked for: nobody shows personal data without having been told.
pub fn unmasked() {
    note(
        "warning: --no-mask: customers' words are shown as they wrote them, with names, addresses and numbers in them. \
         Keep the output to yourself. Titles, phrases, grouping and memory stay masked.",
    );
}

/// A line on standard error.
pub fn note(text: &str) {
    let _ = io::stderr().write_all(format!("{text}\n").as_bytes());
}
