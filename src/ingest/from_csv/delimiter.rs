//! What stands between the cells.

use super::{HEAD_RECORDS, records};
use crate::ingest::{columns::headers, header_row};

/// Delimiters that are tried.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Stands for "no delimiter": a control character that text does not hold.
const NO_DELIMITER: u8 = 0x1e;

/// How many records are searched for column names.
const HEADER_RECORDS: usize = 20;

/// How many known column names in one row make it the header.
const TELLING_NAMES: usize = 3;

/// How much text is looked at to find the delimiter, in bytes.
const HEAD_BYTES: usize = 1 << 20;

/// Share of the records that must have the same width for a delimiter to be believed.
const CONSISTENT: f64 = 0.6;

/// The same when the first row has more than one cell too.
const CONSISTENT_WITH_HEADER: f64 = 0.3;

/// Where the head ends that starts at a byte.
pub fn head_end(text: &str, start: usize) -> usize {
    let mut end = text.len().min(start + HEAD_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Whether a backslash stands before the quotes within cells. Where quotes are doubled it is a letter as any other.
pub fn escapes_quotes(text: &str, delimiter: u8) -> bool {
    let head = &text.as_bytes()[..head_end(text, 0)];
    let ends = |at: usize| head.get(at).is_none_or(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n' | b'"'));
    let (mut escaped, mut doubled) = (0, 0);
    for at in (1..head.len()).filter(|at| head[*at] == b'"') {
        escaped += usize::from(head[at - 1] == b'\\' && !ends(at + 1));
        let within = head.get(at + 1) == Some(&b'"') && !ends(at + 2);
        doubled += usize::from(within && head[at - 1] != delimiter && !matches!(head[at - 1], b'\n' | b'"'));
    }
    escaped > 0 && doubled == 0
}

/// The delimiter and where the data starts: after Excel's `sep=;` line, if there is one.
pub fn find(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or("");
    let bare = first.trim().trim_matches('"');
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = bare.as_bytes() {
        let start = text.find('\n').map_or(text.len(), |at| at + 1);
        return (*delimiter, start);
    }
    let head = &text[..head_end(text, 0)];
    // Names that are known tell more than widths: the rows below may be broken.
    let names = |delimiter: u8| {
        let known = |row: Vec<String>| row.iter().filter(|cell| headers::is_known(cell.trim())).count();
        records(head, delimiter).take(HEADER_RECORDS).map(known).max().unwrap_or(0)
    };
    let most = DELIMITERS.into_iter().rev().max_by_key(|delimiter| names(*delimiter));
    if let Some(delimiter) = most.filter(|delimiter| names(*delimiter) >= TELLING_NAMES) {
        return (delimiter, 0);
    }
    let mut best = (NO_DELIMITER, 0.0, 1);
    for delimiter in DELIMITERS {
        let widths: Vec<usize> = records(head, delimiter).take(HEAD_RECORDS).map(|row| row.len()).collect();
        let width = header_row::mode(&widths);
        let share = widths.iter().filter(|w| **w == width).count() as f64 / widths.len().max(1) as f64;
        let needed = if widths.first().is_some_and(|first| *first > 1) { CONSISTENT_WITH_HEADER } else { CONSISTENT };
        let better = share > best.1 + 0.1 || (share > best.1 - 0.1 && width > best.2);
        if width > 1 && share >= needed && better {
            best = (delimiter, share, width);
        }
    }
    (best.0, 0)
}
