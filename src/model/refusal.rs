//! Why the system would not let a file be read or written, in a person's words: errors of all floors say it alike.

use std::io;

/// Why a file cannot be read or written.
pub fn why(kind: io::ErrorKind) -> String {
    match kind {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        kind => kind.to_string(),
    }
}
