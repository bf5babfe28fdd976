//! Rows of one export that stand in another one, too, where no id tells it: last week's file beside this week's, a
//! workbook beside the table it was made from.
//!
//! Rows are the same when they say the same at the same time. One such row proves nothing ("Good app"), many do: a file
//! whose rows stand in the files before it in good part gives only what these do not have.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::Xxh3;

use super::assemble::{Assembled, Sheet};
use crate::{ingest::columns::fields::Field, model::ticket::Ticket};

/// Share of a file's rows, or of all rows before it where these are fewer, that must be there again: with dates …
const AGAIN_DATED: f64 = 0.3;

/// … and without.
const AGAIN: f64 = 0.8;

/// Fewest rows that must be there again.
const FEWEST: usize = 5;

/// Takes rows out that stand in a file before, of files without ids; gives how many.
pub fn leave_out(sheets: &[Sheet], assembled: &mut [Assembled]) -> usize {
    let has = |sheet: &Sheet, field: Field| sheet.mapping.column(field).is_some();
    let files: Vec<usize> = (0..sheets.len())
        .filter(|&at| !sheets[at].side && !has(&sheets[at], Field::Id) && !assembled[at].tickets.is_empty())
        .collect();
    if files.len() < 2 {
        return 0;
    }
    let dated = files.iter().all(|&at| has(&sheets[at], Field::Created));
    // How often each row stands in the file before that has it most often.
    let mut before: BTreeMap<u128, usize> = BTreeMap::new();
    let mut left_out = 0;
    for at in files {
        let tickets = &mut assembled[at].tickets;
        let keys: Vec<u128> = tickets.iter().map(|ticket| key(ticket, dated)).collect();
        let mut own: BTreeMap<u128, usize> = BTreeMap::new();
        keys.iter().for_each(|key| *own.entry(*key).or_default() += 1);
        let again: usize = own.iter().map(|(key, count)| (*count).min(before.get(key).copied().unwrap_or(0))).sum();
        let fewer = tickets.len().min(before.values().sum());
        let share = if dated { AGAIN_DATED } else { AGAIN };
        if again >= FEWEST && again as f64 >= share * fewer as f64 {
            let mut there = before.clone();
            let mut keys = keys.into_iter();
            tickets.retain(|_| {
                let count = keys.next().and_then(|key| there.get_mut(&key)).filter(|count| **count > 0);
                count.map(|count| *count -= 1).is_none()
            });
            left_out += again;
        }
        for (key, count) in own {
            let most = before.entry(key).or_default();
            *most = count.max(*most);
        }
    }
    left_out
}

/// What a row says and, where all files tell it, when.
fn key(ticket: &Ticket, dated: bool) -> u128 {
    let mut hash = Xxh3::new();
    for text in [&ticket.subject, &ticket.body] {
        text.split_whitespace().for_each(|word| {
            hash.update(word.as_bytes());
            hash.update(b" ");
        });
        hash.update(&[0]);
    }
    if dated {
        hash.update(format!("{:?}", ticket.created).as_bytes());
    }
    hash.digest128()
}

#[cfg(test)]
mod tests {
    use crate::{
        ingest::{
            Settings, read_sources,
            sources::{Content, Source},
        },
        model::progress::Silent,
    };

    fn read(files: &[&str]) -> (usize, usize) {
        let source = |(at, text): (usize, &&str)| Source {
            name: format!("week{at}.csv"),
            content: Content::Bytes((*text).as_bytes().into()),
            in_folder: None,
        };
        let sources = files.iter().enumerate().map(source).collect();
        let intake = read_sources(sources, &Settings::default(), &Silent).unwrap();
        (intake.corpus.tickets().len(), intake.duplicates)
    }

    /// Rows of an export that has no ids.
    fn rows(numbers: std::ops::Range<usize>) -> String {
        let row = |n: usize| format!("2026-03-{:02},the {n} th thing of mine is broken\n", 1 + n % 28);
        format!("created,text\n{}", numbers.map(row).collect::<String>())
    }

    #[test]
    fn what_last_weeks_file_has_counts_once() {
        assert_eq!(read(&[&rows(0..30), &rows(10..40)]), (40, 20));
        assert_eq!(read(&[&rows(0..30), &rows(0..30)]), (30, 30));
        assert_eq!(read(&[&rows(0..30), &rows(10..40), &rows(20..50)]), (50, 40));
        // In a file of its own a row stands as often as it was written.
        let twice = format!("{}{}", rows(0..30), rows(0..3).replace("created,text\n", ""));
        assert_eq!(read(&[&twice]), (33, 0));
        assert_eq!(read(&[&rows(0..30), &twice]), (33, 30));
    }

    #[test]
    fn single_rows_that_are_the_same_prove_nothing() {
        assert_eq!(read(&[&rows(0..30), &rows(26..60)]), (64, 0));
        let undated = |numbers| {
            rows(numbers).lines().map(|line| format!("{}\n", &line[line.find(',').unwrap() + 1..])).collect::<String>()
        };
        assert_eq!(read(&[&undated(0..30), &undated(10..40)]), (60, 0));
        assert_eq!(read(&[&undated(0..30), &undated(2..32)]), (32, 28));
    }
}
