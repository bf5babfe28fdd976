//! What clients of databases print a record at a time: `mysql … \G` (`*** 1. row ***`, `subject: No mail`) and `psql -x`
//! (`-[ RECORD 1 ]---`, `subject | No mail`).
//!
//! Sources: <https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html> (`ego`),
//! <https://www.postgresql.org/docs/current/app-psql.html> (`\x`; a line that goes on ends with `+`).

use std::sync::LazyLock;

use regex::Regex;

use crate::ingest::table::Table;

/// The line above a record.
static ABOVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?P<mysql>\*{3,} \d+\. row \*{3,})|-\[ RECORD \d+ \][-+]*)\s*$").expect("a fixed pattern")
});

/// A label and its value: of the one, and of the other.
static OF_MYSQL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?P<label>[\w .()$-]{1,64}): ?(?P<value>.*)$").expect("a fixed pattern"));
static OF_PSQL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?P<label>[^|\n]{1,64}?)\s*\| ?(?P<value>.*)$").expect("a fixed pattern"));

/// What stands below the last record.
static COUNT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\(?\d+ rows?(?: in set \([\d. a-z]+\)|\))\s*$").expect("a fixed pattern"));

/// Lines above the first record.
const LOOKED_AT: usize = 20;

/// Whether records stand below each other.
pub fn looks_like(text: &str) -> bool {
    text.lines().take(LOOKED_AT).any(|line| ABOVE.is_match(line))
}

/// Reads them, one record a record.
pub fn read(text: &str, lossy: bool) -> Table {
    let mut table = Table::new(vec![]);
    let mut record: Option<(u64, Vec<(usize, String)>)> = None;
    let mut of_mysql = false;
    for (line, number) in text.lines().zip(1..) {
        if let Some(above) = ABOVE.captures(line) {
            close(&mut table, record.replace((number, vec![])), lossy);
            of_mysql = above.name("mysql").is_some();
            continue;
        }
        let Some((_, cells)) = record.as_mut().filter(|_| !COUNT.is_match(line)) else { continue };
        let found = if of_mysql { OF_MYSQL.captures(line) } else { OF_PSQL.captures(line) };
        let label = found.as_ref().map_or("", |found| found.name("label").map_or("", |label| label.as_str().trim()));
        // The names of the columns are those of the first record: what looks like another is a line of a text.
        let known = table.records().is_empty() || table.columns().iter().any(|name| name == label);
        let value = found.as_ref().and_then(|found| found.name("value")).map_or(line, |value| value.as_str());
        if !label.is_empty() && known {
            cells.push((table.column(label), value.to_owned()));
        } else if let Some((_, text)) = cells.last_mut() {
            if !of_mysql {
                text.truncate(text.trim_end().trim_end_matches('+').trim_end().len());
            }
            text.push('\n');
            text.push_str(if of_mysql { line } else { value });
        }
    }
    close(&mut table, record, lossy);
    table
}

fn close(table: &mut Table, record: Option<(u64, Vec<(usize, String)>)>, lossy: bool) {
    let Some((line, mut cells)) = record.filter(|(_, cells)| !cells.is_empty()) else { return };
    for (_, value) in &mut cells {
        let text = value.trim();
        *value = if text == "NULL" { String::new() } else { text.to_owned() };
    }
    cells.retain(|(_, value)| !value.is_empty());
    table.push(line, &mut cells, lossy);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let table = read(text, false);
        (0..table.records().len())
            .map(|record| table.cells(record).map(|(_, cell)| cell.to_owned()).collect())
            .collect()
    }

    #[test]
    fn a_record_stands_below_its_line() {
        let mysql = "*************************** 1. row ***************************\n     id: 17\nsubject: No mail\n   body: Since Monday.\nError: timeout\n  state: NULL\n*************************** 2. row ***************************\n     id: 18\nsubject: No login\n   body: It asks: who?\nMail: none\n2 rows in set (0.00 sec)\n";
        assert!(looks_like(mysql) && !looks_like("id: 17\nsubject: No mail\n"));
        assert_eq!(rows(mysql)[1], ["18", "No login", "It asks: who?\nMail: none"]);
        let psql = "-[ RECORD 1 ]-------------\nid      | 17\nsubject | No mail\nbody    | Since Monday.+\n        | Please help\n-[ RECORD 2 ]-------------\nid      | 18\nsubject | a | b\nbody    | \n";
        assert_eq!(rows(psql), [vec!["17", "No mail", "Since Monday.\nPlease help"], vec!["18", "a | b"]]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "(\\*\\*\\* 1. row \\*\\*\\*\n|-\\[ RECORD 1 \\]--\n|a: |b \\| |[a-c :|+\n0-9-]){0,40}") {
            read(&text, true);
        }
    }
}
