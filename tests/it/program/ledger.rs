//! The memory, as a team uses it: week after week, through files and commands.

use std::{fs, path::Path, thread, time::Duration};

use serde_json::Value;
use tempfile::TempDir;

use super::{Ran, csv_text, list, program, readme, run, same_bytes, sample, sayings::asides};

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

pub fn done(folder: &Path, more: &[&str]) -> Value {
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
    // A seventh more tickets at once, by the words alone, a merge and three decisions: 0.89 as measured.
    assert!(share >= 0.86, "{share:.3} of the tickets have kept their problem");
}

/// The problem of each grouped ticket.
fn assigned(folder: &Path) -> std::collections::BTreeMap<String, String> {
    let rows = super::csv_rows(&fs::read_to_string(folder.join("a.csv")).unwrap()).into_iter().skip(1);
    rows.map(|row| (row[0].clone(), row[1].clone())).filter(|(_, id)| !id.is_empty()).collect()
}

#[test]
fn what_people_put_together_is_one_problem_in_every_later_report() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.5);
    let first = done(folder.path(), &["--assignments", "a.csv"]);
    let ids: Vec<&str> = list(&first, "/problems").iter().map(|problem| problem["id"].as_str().unwrap()).collect();
    let before = assigned(folder.path());
    // Unlike each other, as they come: the program would join none of them.
    let pairs = [(8, 1), (2, 9), (5, 6), (10, 4)].map(|(gone, heir)| (ids[gone], ids[heir]));
    for (at, (gone, heir)) in pairs.into_iter().enumerate() {
        match at % 2 {
            0 => decide(folder.path(), &["ledger", "merge", gone, "--into", heir]),
            _ => decide(folder.path(), &["ledger", "same", heir, gone]),
        }
    }
    for share in [0.5, 0.54, 0.58] {
        week(folder.path(), share);
        let report = done(folder.path(), &["--assignments", "a.csv"]);
        let now = assigned(folder.path());
        for (gone, heir) in pairs {
            let known = before.iter().filter(|(_, id)| *id == gone || *id == heir);
            let elsewhere: Vec<_> =
                known.filter(|(ticket, _)| now.get(*ticket).map(String::as_str) != Some(heir)).collect();
            assert_eq!(elsewhere, [], "{gone} into {heir} at {share}");
            assert!(problem(&report, gone).is_none());
            let fell = |change: &&Value| change["problem"] == heir && change["kind"] == "split";
            assert!(!list(&report, "/changes").iter().any(|change| fell(&change)), "{heir} at {share}");
        }
        let broken = list(&report, "/caveats").iter().filter(|caveat| caveat["code"] == "broken_merge").count();
        assert_eq!(broken, 0);
    }
}

#[test]
fn decisions_that_say_nothing_or_the_opposite_are_refused() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.4);
    let first = done(folder.path(), &[]);
    let ids: Vec<&str> = list(&first, "/problems").iter().map(|problem| problem["id"].as_str().unwrap()).collect();
    let path = folder.path().join("ledger/problems.toml");
    decide(folder.path(), &["ledger", "different", ids[0], ids[1]]);
    decide(folder.path(), &["ledger", "merge", ids[3], "--into", ids[2]]);
    let before = fs::read_to_string(&path).unwrap();
    for (words, told) in [
        (&["ledger", "same", ids[0], ids[1]][..], "are different problems"),
        (&["ledger", "merge", ids[0], "--into", ids[1]], "are different problems"),
        (&["ledger", "merge", ids[0], "--into", ids[0]], "cannot go into itself"),
        (&["ledger", "merge", ids[2], "--into", ids[3]], "by way of others"),
        (&["ledger", "link", ids[0], "javascript:alert(1)"], "is no address"),
        (&["ledger", "name", ids[3], "never read"], "went into"),
        (&["fix", ids[3], "--shipped", "2026-06-01"], "went into"),
        (&["fix", ids[0], "--shipped", "2026-06-01", "--link", "data:x"], "is no address"),
    ] {
        let ran = run(folder.path(), &[words, &["--ledger", "ledger"]].concat());
        assert_eq!(ran.code, Some(2), "{words:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(told), "{words:?}: {}", ran.stderr);
        assert_eq!(fs::read_to_string(&path).unwrap(), before);
    }
    decide(folder.path(), &["ledger", "link", ids[0], "https://tracker.example/4"]);
    decide(folder.path(), &["ledger", "note", ids[0], "waits for May"]);
    let listed = run(folder.path(), &["ledger", "list", "--ledger", "ledger"]).stdout;
    assert!(listed.contains("https://tracker.example/4") && listed.contains("waits for May"), "{listed}");
    // A fix that is yet to be shipped leaves the problem where it is.
    let later = run(folder.path(), &["fix", ids[1], "--shipped", "2030-01-31", "--ledger", "ledger"]);
    assert!(later.code == Some(0) && later.stdout.contains("stays planned until"), "{}", later.stdout);
    let second = done(folder.path(), &[]);
    assert_eq!(problem(&second, ids[1]).unwrap()["status"], "planned");
    assert!(problem(&second, ids[1]).unwrap()["rank"].as_u64() < problem(&second, ids[4]).unwrap()["rank"].as_u64());
}

#[test]
fn what_people_split_off_is_told_as_their_decision() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.5);
    let first = done(folder.path(), &[]);
    let (id, ticket) = {
        let problem = &list(&first, "/problems")[0];
        (problem["id"].as_str().unwrap().to_owned(), problem["examples"][0]["ticket"].as_str().unwrap().to_owned())
    };
    decide(folder.path(), &["ledger", "split", &id, &ticket]);
    week(folder.path(), 0.53);
    let second = done(folder.path(), &[]);
    let changes = list(&second, "/changes");
    let told = changes.iter().find(|change| change["kind"] == "decided" && change["problem"] == id.as_str()).unwrap();
    let new = &told["others"][0];
    assert!(!changes.iter().any(|change| change["kind"] == "appeared" && change["problem"] == *new), "{changes:?}");
    assert!(files(folder.path())[2].contains(&format!("Decided: {} was taken out of {id}", new.as_str().unwrap())));
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
fn what_is_muted_is_counted_and_stands_at_the_end() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.5);
    let first = done(folder.path(), &[]);
    let ids: Vec<&str> = list(&first, "/problems").iter().map(|problem| problem["id"].as_str().unwrap()).collect();
    decide(folder.path(), &["ledger", "mute", ids[0], "--until", "2030-12-31"]);
    decide(folder.path(), &["ledger", "mute", ids[2]]);
    let muted = done(folder.path(), &["-o", "r.html", "-o", "r.slack.json"]);
    let order: Vec<&str> = list(&muted, "/problems").iter().map(|problem| problem["id"].as_str().unwrap()).collect();
    assert_eq!(order[order.len() - 2..], [ids[0], ids[2]], "they come last");
    assert_eq!(order[0], ids[1]);
    assert!(
        problem(&muted, ids[0]).unwrap()["muted"] == true && problem(&muted, ids[1]).unwrap().get("muted").is_none()
    );
    let said = "2 problems are muted";
    for file in ["r.md", "r.html"] {
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(text.contains(said) && text.contains("until 31 Dec 2030"), "{file}");
    }
    let screen =
        report(folder.path(), &["--format", "terminal"]).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains(said), "{screen}");
    let shown = run(folder.path(), &["show", ids[0], "tickets.csv", "--ledger", "ledger", "--quality", "fast"]);
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
    let listed = run(folder.path(), &["ledger", "list", "--ledger", "ledger"]).stdout;
    assert!(listed.contains("muted until 31 Dec 2030"), "{listed}");
}

#[test]
fn a_quiet_week_is_told_as_one() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.6);
    let first = done(folder.path(), &[]);
    let day: fixfirst::model::time::Day = first["as_of"].as_str().unwrap().parse().unwrap();
    let quiet = done(folder.path(), &["--as-of", &day.plus(1).to_string(), "-o", "r.digest.md"]);
    assert_eq!(list(&quiet, "/changes").len(), 0, "{:?}", list(&quiet, "/changes"));
    let digest = fs::read_to_string(folder.path().join("r.digest.md")).unwrap();
    assert!(digest.contains("Nothing changed since"), "{digest}");
    assert!(digest.lines().filter(|line| !line.is_empty()).count() <= 4, "only what changed: {digest}");
    assert!(files(folder.path())[2].contains("Nothing changed since"));
}

#[test]
fn a_ledger_may_be_anywhere() {
    let (here, there) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    week(here.path(), 0.3);
    done(here.path(), &[]);
    fs::create_dir(there.path().join("ledger")).unwrap();
    for file in ["tickets.csv", "ledger/memory.jsonl", "ledger/problems.toml"] {
        fs::copy(here.path().join(file), there.path().join(file)).unwrap();
    }
    done(there.path(), &[]);
    assert_eq!(files(there.path())[0], files(here.path())[0]);
    let memory = &files(here.path())[0];
    assert!(!memory.contains(here.path().to_str().unwrap()), "no path is remembered");
}

#[test]
fn what_cannot_be_written_leaves_everything_as_it_was_and_says_so() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.25);
    fs::write(folder.path().join("ledger"), "a file").unwrap();
    let ran = report(folder.path(), &[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("ledger") && ran.stderr.contains("could not be written"), "{}", ran.stderr);
    assert!(ran.stderr.contains("check that the folder"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("ledger")).unwrap(), "a file");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_old_memory() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.25);
    done(folder.path(), &[]);
    let old = files(folder.path())[0].clone();
    assert!(old.len() > 8_192, "{}", old.len());
    week(folder.path(), 0.3);
    // No file may grow beyond 8 KiB: writing the memory fails as on a full disk. 25 is SIGXFSZ.
    let limit = "trap '' 25; ulimit -f 16; exec \"$0\" report tickets.csv --ledger ledger --quality fast --format csv";
    let mut command = std::process::Command::new("/bin/sh");
    command.env_clear().current_dir(folder.path()).args(["-c", limit, env!("CARGO_BIN_EXE_fixfirst")]);
    let ran = command.output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("memory.jsonl could not be written"), "{said}");
    assert!(!ran.stdout.is_empty(), "the report itself is there");
    assert_eq!(files(folder.path())[0], old);
    let names: Vec<_> =
        fs::read_dir(folder.path().join("ledger")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names.len(), 4, "nothing is left over: {names:?}");
    done(folder.path(), &[]);
}

#[test]
fn a_merge_conflict_is_an_error_with_its_line() {
    let folder = TempDir::new().unwrap();
    week(folder.path(), 0.25);
    done(folder.path(), &[]);
    let path = folder.path().join("ledger/memory.jsonl");
    let good = fs::read_to_string(&path).unwrap();
    let (header, problems) = good.split_once('\n').unwrap();
    let conflict = format!("<<<<<<< HEAD\n{header}\n=======\n{header}\n>>>>>>> theirs\n{problems}");
    fs::write(&path, &conflict).unwrap();
    let ran = report(folder.path(), &[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("memory.jsonl, line 1: a merge conflict"), "{}", ran.stderr);
    assert!(ran.stderr.contains("--theirs"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), conflict);
}

#[test]
fn a_fix_that_works_tells_hours_and_money_in_every_format() {
    let folder = TempDir::new().unwrap();
    planted_fix(folder.path());
    let cost = ["--cost-per-hour", "60"];
    let first = done(folder.path(), &cost);
    let id = list(&first, "/problems")
        .iter()
        .find(|problem| problem["members"].as_array().unwrap().contains(&Value::from("A-0")))
        .unwrap()["id"]
        .as_str()
        .unwrap();
    decide(folder.path(), &["fix", id, "--shipped", "2026-04-06", "--expect", "50%"]);
    let outs = ["-o", "r.html", "-o", "r.csv", "-o", "r.txt", "-o", "r.email.html", "-o", "r.digest.md"];
    let judged = done(folder.path(), &[&cost[..], &outs].concat());
    let fix = &problem(&judged, id).unwrap()["fix"];
    assert_eq!(fix["verdict"], "confirmed", "{fix}");
    let of = |name: &str| fix[name].as_f64().unwrap_or_else(|| panic!("{name}: {fix}"));
    let (tickets, hours, money) = (of("avoided"), of("hours_avoided"), of("money_avoided"));
    // Half an hour a ticket, as the export says.
    assert!((hours / tickets - 0.5).abs() < 0.02 && (money / hours - 60.0).abs() < 0.1, "{fix}");
    for what in ["avoided", "hours_avoided", "money_avoided"] {
        let (low, high) = (of(&format!("{what}_low")), of(&format!("{what}_high")));
        assert!(low < of(what) && of(what) < high && low > 0.0, "{what}: {fix}");
    }
    for file in ["r.md", "r.html", "r.txt", "r.email.html"] {
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("tickets avoided (") && text.contains(" hours (") && text.contains(" of cost ("),
            "{file}"
        );
    }
    let rows = super::csv_rows(&fs::read_to_string(folder.path().join("r.csv")).unwrap());
    let column = rows[0].iter().position(|name| name == "fix_money_avoided_high").unwrap();
    let row = rows.iter().find(|row| row[0] == id || row[1] == id).unwrap();
    assert_eq!(row[column].parse::<f64>().unwrap(), of("money_avoided_high"));
}

/// Half a year of two problems, of which one all but ends when a quarter is over.
fn planted_fix(folder: &Path) {
    const SAID: [&str; 2] = ["I cannot log in since my password was reset", "The invoice shows no VAT number"];
    let header = ["id", "subject", "description", "created_at", "time tracked"].map(str::to_owned).to_vec();
    let mut rows: Vec<Vec<String>> = vec![];
    let start: fixfirst::model::time::Day = "2026-01-05".parse().unwrap();
    let mut numbers = [0usize; 2];
    for week in 0..26u32 {
        let counts = [if week < 13 { 9 + week % 3 } else { week % 2 }, 8 + week % 5];
        for (at, name) in ["A", "B"].into_iter().enumerate() {
            for _ in 0..counts[at] {
                let number = numbers[at];
                numbers[at] += 1;
                let said = SAID[at];
                let day = start.plus(7 * week + number as u32 % 7);
                let text = format!("{said}. {}", asides(number));
                let took = ["00:20:00", "00:30:00", "00:40:00"][number % 3];
                rows.push(vec![
                    format!("{name}-{number}"),
                    said.to_owned(),
                    text,
                    format!("{day} 09:00:00"),
                    took.to_owned(),
                ]);
            }
        }
    }
    write(folder, &header, &rows);
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
    week(folder.path(), 0.85);
    let commands = readme::commands("## Week by week\n");
    assert!(commands.len() >= 10, "{commands:?}");
    let mut reports = 0;
    for command in commands {
        let command = command.split('#').next().unwrap().trim();
        let mut args = words(command.strip_prefix("fixfirst ").unwrap());
        if args[0] == "report" {
            args.extend(["--quality", "fast"].map(str::to_owned));
            // Between the first report and the second a week goes by.
            if reports == 1 {
                week(folder.path(), 1.0);
            }
            reports += 1;
        }
        let ran = run(folder.path(), &args);
        assert!(ran.code == Some(0) || command.contains("--gate") && ran.code == Some(4), "{command}: {}", ran.stderr);
        assert!(ran.stderr.is_empty() || ran.code == Some(4), "{command}: {}", ran.stderr);
    }
    assert!(reports >= 3);
    let page = fs::read_to_string(folder.path().join("week.html")).unwrap();
    assert!(page.contains("Phone shows no jobs"), "a name stays");
    assert!(page.contains("Merged: ") || page.contains("went into it"), "what went into another is told");
    assert!(page.contains("Did the fixes work?") && page.contains("Fix of "), "a fix has its verdict");
    assert!(page.contains("Since the report of"), "what changed stands first");
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
