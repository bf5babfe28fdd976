//! Delimited text and JSON larger than the head: read in one pass, a piece in memory at a time.

use super::{Part, no_csv, no_json};
use crate::ingest::{
    error::IngestError,
    from_csv, from_json, from_mail, from_sql,
    input::{self, Input},
    table::Keeping,
    window::Window,
};

/// How much of the head tells whether it is delimited text or JSON, in bytes.
const SNIFFED: usize = 4096;

/// Whether a large file is delimited text or JSON as far as its first bytes tell: markup, mail and dumps are not, nor is
/// anything whose first bytes are no letters. A large file of another reader is read whole.
pub fn is_text_in_pieces(head: &[u8], path: &str) -> bool {
    let start = &head[..head.len().min(SNIFFED)];
    let marked = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    let text = String::from_utf8_lossy(start).replace('\0', "");
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let binary = text.chars().take(8).any(|c| c.is_control() && !c.is_whitespace());
    let known = ["<", "From ", "PAR1", "PK", "%PDF", "SQLite format 3", "Rar!", "7z"];
    (marked || !binary)
        && !known.iter().any(|mark| text.starts_with(mark))
        && !from_sql::begins(text)
        && from_mail::kind(start, path).is_none()
}

/// Reads it.
pub fn read(input: Input<'_>, path: &str, keeping: Keeping<'_>) -> Result<Vec<Part>, IngestError> {
    let packed = input.packed();
    let mut window = Window::over(input).ok_or_else(|| IngestError::Binary { path: path.to_owned() })?;
    let read = if from_json::looks_like(window.text()) {
        let json = from_json::read_window(&mut window, keeping).map_err(|nothing| no_json(nothing, path));
        json.map(|json| (json.table, json.format))
    } else {
        from_csv::read_window(&mut window, keeping).map(|table| (table, "csv")).map_err(|nothing| no_csv(nothing, path))
    };
    if let Some(error) = window.failure() {
        return Err(input::error(path, packed, error));
    }
    let (table, format) = read?;
    Ok(vec![Part { name: None, format, encoding: window.encoding(), table }])
}
