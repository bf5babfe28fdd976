//! The memory, as a team uses it: week after week, through files and commands.

use std::{fs, path::Path, thread, time::Duration};

use serde_json::Value;
use tempfile::TempDir;

use super::{Ran, csv_text, list, program, readme, run, same_bytes, sample};

/// A folder with the sample's first so many rows, by time, as `tickets.csv`.
pub fn week(folder: &Path, share: f64) -> usize {
    let (header, mut rows) = sample::rows();
    let created = header.iter().position(|name| name == "Created time").unwrap();
    rows.sort_by(|a, b| a[created].cmp(&b[created]));
    rows.truncate((rows.len() as f64 * share) as usize);
    write(folder, &header, &rows);
    rows.len()
}

fn write(folder: &Path, header: &[String], rows: &[Vec<String>]) {
    let all = [&[header.to_vec()][..], rows].concat();
    fs::write(folder.join("tickets.csv"), csv_text(&all)).unwrap();
}

/// A report with the ledger, by the words alone: what is tested here does not depend on the encoder.
fn report(folder: &Path, more: &[&str]) -> Ran {
    let args = ["report", "tickets.csv", "--ledger", "ledger", "--quality", "fast", "-o", "r.json", "-o", "r.md"];
    run(folder, &[&args[..], more].concat())
}

fn done(folder: &Path, more: &[&str]) -> Value {
    let ran = report(folder, more);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    serde_json::from_str(&fs::read_to_string(folder.join("r.json")).unwrap()).unwrap()
}

fn decide(folder: &Path, words: &[&str]) {
    let ran = run(folder, &[words, &["--ledger", "ledger"]].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{words:?}");
}

fn files(folder: &Path) -> Vec<String> {
    ["ledger/memory.jsonl", "r.json", "r.md"].map(|file| fs::read_to_string(folder.join(file)).unwrap()).to_vec()
}

fn problem<'a>(report: &'a Value, id: &str) -> Option<&'a Value> {
    list(report, "/problems").iter().find(|problem| problem["id"] == id)
}

#[test]
fn the_same_week_twice_or_with_shuffled_rows_changes_no_byte() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.8);
    let first = done(folder.path(), &[]);
    assert!(first.get("since").is_none() && list(&first, "/changes").is_empty(), "a first report knows no other");
    let once = files(folder.path());
    done(folder.path(), &[]);
    assert_eq!(files(folder.path()), once);
    week(folder.path(), 1.0);
    let second = done(folder.path(), &[]);
    assert!(!list(&second, "/changes").is_empty());
    let twice = files(folder.path());
    let (header, mut rows) = sample::rows();
    rows.reverse();
    write(folder.path(), &header, &rows);
    done(folder.path(), &["--threads", "1"]);
    // The reports tell of records that could not be used by their lines, and these have moved.
    assert_eq!(files(folder.path())[0], twice[0]);
    for (left, right) in files(folder.path()).iter().zip(&twice) {
        let (left, right) = (same_bytes::without_lines(left), same_bytes::without_lines(right));
        assert!(left == right, "{:?}", left.lines().zip(right.lines()).find(|(a, b)| a != b));
    }
}

#[test]
fn most_tickets_keep_their_problem_and_decisions_hold() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.85);
    let first = done(folder.path(), &["--assignments", "before.csv"]);
    let ids: Vec<String> =
        list(&first, "/problems").iter().map(|problem| problem["id"].as_str().unwrap().to_owned()).collect();
    let (named, gone, heir, accepted) = (&ids[0], &ids[4], &ids[3], &ids[1]);
    decide(folder.path(), &["ledger", "name", named, "What we call it"]);
    decide(folder.path(), &["ledger", "merge", gone, "--into", heir]);
    decide(folder.path(), &["ledger", "status", accepted, "accepted"]);
    decide(folder.path(), &["fix", &ids[2], "--shipped", "2026-09-01", "--expect", "50%"]);
    week(folder.path(), 1.0);
    let second = done(folder.path(), &["--assignments", "after.csv"]);
    assert_eq!(problem(&second, named).unwrap()["title"], "What we call it");
    assert!(problem(&second, gone).is_none(), "its tickets are those of the other");
    let merged = list(&second, "/changes").iter().find(|change| change["kind"] == "merged").unwrap();
    assert_eq!((&merged["problem"], &merged["others"][0]), (&Value::from(heir.as_str()), &Value::from(gone.as_str())));
    assert_eq!(problem(&second, &ids[2]).unwrap()["status"], "fixed");
    assert!(problem(&second, &ids[2]).unwrap()["fix"].is_object());
    crate::schema::assert_keeps_to_the_schema(&second, "with a ledger, decisions and a fix");
    let places: Vec<usize> =
        [accepted, named].map(|id| problem(&second, id).unwrap()["rank"].as_u64().unwrap() as usize).to_vec();
    assert!(places[0] > places[1], "what is accepted stands after what is not");

    let read = |file: &str| {
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        super::csv_rows(&text).into_iter().skip(1).map(|row| (row[0].clone(), row[1].clone())).collect::<Vec<_>>()
    };
    let after: std::collections::BTreeMap<String, String> = read("after.csv").into_iter().collect();
    let before: Vec<(String, String)> = read("before.csv").into_iter().filter(|(_, id)| !id.is_empty()).collect();
    let kept = before.iter().filter(|(ticket, id)| after[ticket] == *id || id == gone && after[ticket] == *heir);
    let share = kept.count() as f64 / before.len() as f64;
    // A seventh more tickets at once, a merge and three decisions: 0.93 as measured; a week at a time keeps 0.97 and more.
    assert!(share >= 0.90, "{share:.3} of the tickets have kept their problem");
}

#[test]
fn an_edit_by_hand_keeps_its_comments_and_a_wrong_one_is_named_by_line() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.3);
    done(folder.path(), &[]);
    let path = folder.path().join("ledger/problems.toml");
    let ours = format!("# Ours.\n{}\n[P-1] # why\nowner=\"ana\"\n", fs::read_to_string(&path).unwrap());
    fs::write(&path, &ours).unwrap();
    decide(folder.path(), &["ledger", "note", "P-2", "seen in May"]);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with(&ours) && text.contains("note = \"seen in May\""), "{text}");
    let wrong = format!("{text}\n[P-3]\nstatsu = \"open\"\n");
    fs::write(&path, &wrong).unwrap();
    let memory = fs::read_to_string(folder.path().join("ledger/memory.jsonl")).unwrap();
    let ran = report(folder.path(), &[]);
    assert_eq!(ran.code, Some(1));
    let line = wrong.lines().count();
    assert!(
        ran.stderr.contains(&format!("problems.toml, line {line}")) && ran.stderr.contains("`status`"),
        "{}",
        ran.stderr
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), wrong);
    assert_eq!(fs::read_to_string(folder.path().join("ledger/memory.jsonl")).unwrap(), memory);
    fs::write(&path, &text).unwrap();
    let nobody = run(folder.path(), &["ledger", "name", "P-999", "x", "--ledger", "ledger"]);
    assert_eq!(nobody.code, Some(2));
    assert!(nobody.stderr.contains("P-999"), "{}", nobody.stderr);
}

#[test]
fn a_killed_run_leaves_the_old_memory_whole() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.25);
    done(folder.path(), &[]);
    let memory = || fs::read_to_string(folder.path().join("ledger/memory.jsonl")).unwrap();
    let old = memory();
    week(folder.path(), 0.3);
    for wait in [5, 60, 250] {
        let args = ["report", "tickets.csv", "--ledger", "ledger", "--quality", "fast"];
        let mut child = program(folder.path()).args(args).stdout(std::process::Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = memory();
        assert!(now == old || now.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "after {wait} ms");
    }
    // Whatever was killed has let go of the lock.
    done(folder.path(), &[]);
}

#[test]
fn gates_end_with_code_4_and_say_why() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.8);
    let first = report(folder.path(), &["--gate", "new"]);
    assert_eq!(first.code, Some(0), "the first report has nothing to be new against: {}", first.stderr);
    week(folder.path(), 1.0);
    let crossed = report(folder.path(), &["--gate", "new,regressed"]);
    assert_eq!(crossed.code, Some(4));
    assert!(crossed.stderr.lines().all(|line| line.starts_with("gate new: P-")), "{}", crossed.stderr);
    assert!(folder.path().join("r.json").exists());
    assert_eq!(report(folder.path(), &["--gate", "new:100000"]).code, Some(0));
    let wrong = report(folder.path(), &["--gate", "risng"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("rising"), "{}", wrong.stderr);
    let without = run(folder.path(), &["report", "tickets.csv", "--gate", "regressed"]);
    assert_eq!(without.code, Some(2));
    assert!(without.stderr.contains("--ledger"), "{}", without.stderr);
}

#[test]
fn the_memory_holds_no_ticket_text() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.5);
    let report = done(folder.path(), &[]);
    let memory = fs::read_to_string(folder.path().join("ledger/memory.jsonl")).unwrap();
    let titles: Vec<&str> =
        list(&report, "/problems").iter().map(|problem| problem["title"].as_str().unwrap()).collect();
    for text in sample::column("Description") {
        for sentence in text.split(['.', '!', '?', '\n']).map(str::trim).filter(|sentence| sentence.len() > 40) {
            let shown = titles.iter().any(|title| title.contains(sentence) || sentence.contains(title));
            assert!(shown || !memory.contains(sentence), "{sentence}");
        }
    }
    for mail in sample::column("Email").iter().chain(&sample::column("Full name")).filter(|text| text.len() > 6) {
        assert!(!memory.contains(mail.as_str()), "{mail}");
    }
}

#[test]
fn what_readme_says_of_the_weeks_works() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 1.0);
    let commands = readme::commands("## Week by week\n");
    assert!(commands.len() >= 8, "{commands:?}");
    for command in commands {
        let command = command.split('#').next().unwrap().trim();
        let mut args = words(command.strip_prefix("fixfirst ").unwrap());
        if args[0] == "report" {
            args.extend(["--quality", "fast"].map(str::to_owned));
        }
        let ran = run(folder.path(), &args);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{command}");
    }
    let page = fs::read_to_string(folder.path().join("week.html")).unwrap();
    assert!(page.contains("Phone shows no jobs"));
}

/// The words of a command, those in quotes together.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![];
    for (at, part) in command.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
