//! The same tickets give the same bytes: whatever the order of the rows, the number of threads, the run, the day.

use std::{fs, path::Path};

use fixfirst::model::time::Timestamp;
use tempfile::TempDir;

use super::{Outputs, csv_text, run, sample};

/// Tickets of the slice that is run several times.
const SLICE: usize = 300;

/// Sorts rows by a scrambling of their place and a seed (Knuth's MMIX generator), the same on each machine.
fn shuffled(rows: &[Vec<String>], seed: u64) -> Vec<Vec<String>> {
    let mut state = seed;
    let mut keyed: Vec<(u64, &Vec<String>)> = rows
        .iter()
        .map(|row| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 16, row)
        })
        .collect();
    keyed.sort();
    keyed.into_iter().map(|(_, row)| row.clone()).collect()
}

/// Runs a report on rows that stand in `tickets.csv` of a folder of their own.
fn outputs(header: &[String], rows: &[Vec<String>], more: &[&str]) -> Outputs {
    let folder = TempDir::new().unwrap();
    let all = [&[header.to_vec()][..], rows].concat();
    fs::write(folder.path().join("tickets.csv"), csv_text(&all)).unwrap();
    Outputs::of(folder.path(), Path::new("tickets.csv"), more)
}

fn assert_same(left: &Outputs, right: &Outputs, what: &str) {
    for ((format, left), (_, right)) in left.each().iter().zip(right.each()) {
        assert!(
            *left == right,
            "{what}: {format} differs: {:?}",
            left.lines().zip(right.lines()).find(|(a, b)| a != b)
        );
    }
}

#[test]
fn neither_rows_nor_threads_nor_runs_change_a_byte() {
    let (header, rows) = sample::rows();
    let slice = &rows[..SLICE];
    let straight = outputs(&header, slice, &["--threads", "1"]);
    let again = outputs(&header, slice, &["--threads", "1"]);
    assert_same(&straight, &again, "the second run");
    let threads = outputs(&header, slice, &["--threads", "2"]);
    assert_same(&straight, &threads, "two threads");
    let other = shuffled(slice, 7);
    assert!(other != slice, "the rows were shuffled");
    let turned = outputs(&header, &other, &["--threads", "2"]);
    assert_same(&straight, &turned, "shuffled rows");
    assert!(straight.report()["problems"].as_array().unwrap().len() > 3, "there is something that could differ");
}

/// A report without the lines of the records that could not be used: they are where the records are.
pub fn without_lines(report: &str) -> String {
    let mut parts = report.split("line");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.trim_start_matches(['"', ':', ' ']);
        let digits = number.chars().take_while(char::is_ascii_digit).count();
        bare.push_str("line");
        bare.push_str(&part[..part.len() - number.len()]);
        bare.push_str(&number[digits..]);
    }
    bare
}

#[test]
fn a_cache_warm_or_cold_changes_no_byte() {
    let (header, rows) = sample::rows();
    let folder = TempDir::new().unwrap();
    let cache = folder.path().join("cache");
    let cache = ["--cache", cache.to_str().unwrap()];
    let without = outputs(&header, &rows[..SLICE], &[]);
    let half = outputs(&header, &rows[..SLICE / 2], &cache);
    assert!(half != without);
    for warmth in ["a cache of other tickets", "a warm cache"] {
        assert_same(&without, &outputs(&header, &rows[..SLICE], &cache), warmth);
    }
    let files: Vec<_> = fs::read_dir(cache[1]).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    fs::write(&files[0], "damaged").unwrap();
    let refused = run(folder.path(), &["report", "x.csv", "--cache", cache[1]]);
    assert_ne!(refused.code, Some(0));
    assert_eq!(fs::read(&files[0]).unwrap(), b"damaged", "a damaged cache is left as it is");
}

#[test]
fn words_alone_give_the_same_report_whatever_the_order_of_the_rows() {
    let (header, rows) = sample::rows();
    let straight = outputs(&header, &rows[..SLICE], &["--quality", "fast", "--threads", "1"]);
    let turned = outputs(&header, &shuffled(&rows[..SLICE], 3), &["--quality", "fast", "--threads", "2"]);
    assert_same(&straight, &turned, "shuffled rows");
    assert!(straight.report()["problems"].as_array().unwrap().len() > 3);
}

#[test]
fn the_whole_sample_shuffled_gives_the_same_report() {
    let (header, rows) = sample::rows();
    let turned = outputs(&header, &shuffled(&rows, 2026), &[]);
    let agreed = sample::outputs();
    let json = turned.json.replace("tickets.csv", sample::PATH);
    assert_eq!(without_lines(&json), without_lines(&agreed.json));
    assert_eq!(turned.assignments, agreed.assignments);
    // What is told of single records names their lines, and is wrapped by their length.
    let parts = |text: &str| {
        let (report, told) = text.split_once("Keep in mind").unwrap();
        (report.to_owned(), without_lines(&told.split_whitespace().collect::<Vec<_>>().join(" ")))
    };
    let terminal = turned.terminal.replace("tickets.csv", sample::PATH);
    assert_eq!(parts(&terminal), parts(&agreed.terminal));
    assert_eq!(turned.csv, agreed.csv);
}

/// Today as other programs write it. The program itself must not know it.
#[allow(clippy::disallowed_types, reason = "the test asks for the day that no output may hold")]
fn today() -> [String; 3] {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let iso = Timestamp::from_seconds(i64::try_from(since.as_secs()).unwrap()).day().to_string();
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months[iso[5..7].parse::<usize>().unwrap() - 1];
    let written = format!("{} {month} {}", iso[8..].trim_start_matches('0'), &iso[..4]);
    [iso.clone(), written, iso.replace('-', "")]
}

#[test]
fn no_output_knows_the_day_or_the_place_of_the_run() {
    // Tickets of 2019, so that today cannot be among their dates.
    let (mut rows, texts) = (vec![], ["Cannot log in since the update", "The invoice shows the wrong tax rate"]);
    for at in 0..40 {
        let day = format!("2019-{:02}-{:02} 10:00:00", at / 8 + 1, at % 8 * 3 + 1);
        rows.push(vec![(at + 1).to_string(), format!("{} ({at})", texts[at % 2]), day]);
    }
    let header = ["id", "subject", "created_at"].map(str::to_owned);
    let folder = TempDir::new().unwrap();
    let all = [&[header.to_vec()][..], &rows].concat();
    fs::write(folder.path().join("tickets.csv"), csv_text(&all)).unwrap();
    let made = Outputs::of(folder.path(), Path::new("tickets.csv"), &[]);
    assert!(made.json.contains("2019-"), "the tickets' dates are read");
    for (format, text) in made.each() {
        for word in
            today().iter().map(String::as_str).chain([folder.path().to_str().unwrap(), env!("CARGO_MANIFEST_DIR")])
        {
            assert!(!text.contains(word), "{word} in {format}");
        }
    }
}

#[test]
fn a_report_of_two_files_does_not_depend_on_their_order() {
    let (header, rows) = sample::rows();
    let folder = TempDir::new().unwrap();
    for (name, part) in [("a.csv", &rows[..60]), ("b.csv", &rows[40..100])] {
        let all = [&[header.clone()][..], part].concat();
        fs::write(folder.path().join(name), csv_text(&all)).unwrap();
    }
    for format in ["terminal", "csv", "markdown"] {
        let one = run(folder.path(), &["report", "a.csv", "b.csv", "--format", format]);
        let other = run(folder.path(), &["report", "b.csv", "a.csv", "--format", format]);
        assert_eq!((one.code, &one.stdout), (Some(0), &other.stdout), "{format}");
    }
}
