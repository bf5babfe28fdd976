//! Files that fixfirst wrote: reports, tables, memory and settings that lie beside the exports are no tickets.
//!
//! Each is told by how it begins. What it begins with is written elsewhere; a test of the built program holds the two
//! together.

/// How the texts begin that are told by their first bytes.
const BEGINNINGS: [&str; 6] = [
    "What to fix first  ",
    "# What to fix first",
    "# Settings of fixfirst",
    "# What people decided about problems.",
    "## What changed in our customers’ problems",
    "{\"format\":\"fixfirst memory\"",
];

/// First columns of the tables.
const TABLES: [&str; 3] = [
    "rank,problem_id,title,theme,status",
    "ticket_id,problem_id,theme,similarity",
    "problem_id,period,tickets,expected,low,high",
];

/// The title of pages and mails.
const PAGE: &str = "<title>What to fix first";

/// How far a page's title is from its beginning at the most.
const TITLE_WITHIN: usize = 2_000;

/// Whether a file that begins so is one of fixfirst's own.
pub fn is_own(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if BEGINNINGS.iter().chain(&TABLES).any(|with| head.starts_with(with.as_bytes())) {
        return true;
    }
    let text = String::from_utf8_lossy(&head[..head.len().min(TITLE_WITHIN)]);
    if text.starts_with("<!doctype html>") {
        return text.contains(PAGE);
    }
    // The report as JSON, indented or not.
    let words: String = text.chars().filter(|c| !c.is_whitespace()).take(40).collect();
    words.starts_with("{\"schema\":") && words.contains(",\"as_of\":")
}

/// Whether a table with these columns is one of fixfirst's own, in whatever format it is.
pub fn is_own_table(columns: &[String]) -> bool {
    TABLES.iter().any(|table| {
        let mut wanted = table.split(',');
        let mut columns = columns.iter();
        wanted.all(|name| columns.next().is_some_and(|column| column == name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_resembles_a_report_is_read() {
        assert!(!is_own(b"ticket_id,problem_id,subject\n1,2,Cannot log in\n"));
        assert!(!is_own(b"{\"schema\": \"tickets\", \"tickets\": []}"));
        assert!(!is_own(b"<!doctype html><title>Tickets</title><table></table>"));
        assert!(!is_own(b""));
        assert!(!is_own_table(&["problem_id".to_owned(), "period".to_owned()]));
    }

    #[test]
    fn what_a_spreadsheet_marked_as_utf_8_is_still_told() {
        assert!(is_own("\u{feff}ticket_id,problem_id,theme,similarity\nA-1,P-1,T-1,0.9\n".as_bytes()));
        assert!(is_own(b"{\n  \"schema\": 1,\n  \"as_of\": \"2026-11-03\""));
    }
}
