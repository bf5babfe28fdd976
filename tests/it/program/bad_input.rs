//! Bad input and wrong wishes: the exit code, the file, the line where there is one, and a remedy.

use std::{fs, path::Path};

use serde_json::Value;
use tempfile::TempDir;

use super::{Ran, list, root, run, skipped, whole};

/// Ended with this code, nothing on standard output, one error with a remedy, and no trace of a panic.
fn assert_explained(ran: &Ran, code: i32, says: &[&str]) {
    assert_eq!(ran.code, Some(code), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.starts_with("error: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("\n  help: "), "no remedy: {}", ran.stderr);
    assert_eq!(ran.stderr.lines().count(), 2, "{}", ran.stderr);
    assert!(!ran.stderr.contains("panicked") && !ran.stderr.contains("RUST_BACKTRACE"), "{}", ran.stderr);
    for word in says {
        assert!(ran.stderr.contains(word), "{word:?} is not in: {}", ran.stderr);
    }
}

fn report(args: &[&str]) -> (TempDir, Ran) {
    let folder = TempDir::new().unwrap();
    let all: Vec<&str> = ["report"].iter().chain(args).copied().collect();
    let ran = run(folder.path(), &all);
    (folder, ran)
}

/// The name that a note of the reading has among the caveats of the report.
fn code_of(note: &str) -> String {
    let mut code = String::new();
    for letter in note.chars() {
        if letter.is_uppercase() && !code.is_empty() {
            code.push('_');
        }
        code.extend(letter.to_lowercase());
    }
    code
}

/// What a run that ended well has to say of a damaged export: `expected.txt` of its case.
fn assert_told(case: &str, expected: &str, ran: &Ran) {
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{case}");
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    let codes: Vec<&str> = list(&told, "/caveats").iter().map(|caveat| caveat["code"].as_str().unwrap()).collect();
    for (at, line) in expected.lines().enumerate() {
        let words: Vec<&str> = line.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        match words[..] {
            [tickets, "tickets", duplicates, "duplicates"] if at == 0 => {
                assert_eq!(whole(&told, "/intake/tickets").to_string(), tickets, "{case}");
                assert_eq!(whole(&told, "/intake/duplicates").to_string(), duplicates, "{case}");
            }
            [reason, count, "at", line] => {
                let reject = list(&told, "/intake/rejects").iter().find(|reject| reject["reason"] == reason);
                let reject = reject.unwrap_or_else(|| panic!("{case}: no {reason} in the report"));
                assert_eq!(reject["count"].to_string(), count, "{case}");
                assert_eq!(reject["examples"][0]["line"].to_string(), line, "{case}");
            }
            [note, ..] => assert!(codes.contains(&code_of(note).as_str()), "{case}: {note} is not in {codes:?}"),
            [] => panic!("{case}: an empty line in expected.txt"),
        }
    }
}

#[test]
fn every_bad_export_is_explained_or_counted() {
    let mut cases = vec![];
    for entry in fs::read_dir(root().join("fixtures/bad")).unwrap() {
        let folder = entry.unwrap().path();
        let case = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
        let inside = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
        let given = inside.filter(|name| name != "expected.txt").min().unwrap();
        let ran = run(&folder, &["report", given.to_str().unwrap(), "--format", "json"]);
        match expected.lines().collect::<Vec<_>>()[..] {
            [error, help, how] if help.starts_with("help: ") => {
                let code = if how == "nothing usable" { 3 } else { 1 };
                assert_explained(&ran, code, &[given.to_str().unwrap()]);
                assert_eq!(ran.stderr, format!("error: {error}\n  {help}\n"), "{case}");
            }
            _ => assert_told(&case, &expected, &ran),
        }
        cases.push(case);
    }
    cases.sort();
    for needed in [
        "binary",
        "dates-missing",
        "dates-unreadable",
        "duplicate-ids",
        "empty-file",
        "folder-without-exports",
        "header-only",
        "invalid-utf8-row",
        "no-text-column",
    ] {
        assert!(cases.iter().any(|case| case == needed), "the case {needed} is gone from fixtures/bad");
    }
}

#[test]
fn a_cell_of_a_million_characters_is_cut_and_told() {
    let folder = TempDir::new().unwrap();
    let csv = format!("id,subject,body\n1,Short,It broke\n2,Long log,{}\n", "ab ".repeat(340_000));
    fs::write(folder.path().join("long.csv"), csv).unwrap();
    let ran = run(folder.path(), &["report", "long.csv", "--format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(whole(&told, "/intake/tickets"), 2);
    let cut = list(&told, "/caveats").iter().find(|caveat| caveat["code"] == "long_text_cut").unwrap();
    assert_eq!((&cut["count"], &cut["file"], &cut["line"]), (&1.into(), &"long.csv".into(), &3.into()));
    assert!(ran.stdout.len() < 100_000, "the cell does not come out whole");
}

#[test]
fn a_file_that_is_not_there_could_not_be_read() {
    let (_folder, ran) = report(&["none.csv"]);
    assert_explained(&ran, 1, &["none.csv does not exist"]);
    let (_folder, ran) = report(&["no/such/folder/"]);
    assert_explained(&ran, 1, &["no/such/folder"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_vanished_is_told_by_name_and_does_not_stop_a_folder() {
    let folder = TempDir::new().unwrap();
    std::os::unix::fs::symlink("gone.csv", folder.path().join("link.csv")).unwrap();
    assert_explained(&run(folder.path(), &["report", "link.csv"]), 1, &["link.csv"]);

    fs::copy(root().join("fixtures/bad/duplicate-ids/export.csv"), folder.path().join("a.csv")).unwrap();
    let ran = run(folder.path(), &["report", ".", "--format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    let skipped = list(&told, "/caveats").iter().find(|caveat| caveat["code"] == "file_skipped").unwrap();
    assert!(skipped["file"].as_str().unwrap().ends_with("link.csv"), "{skipped}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told_by_name() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let locked = folder.path().join("locked.csv");
    fs::write(&locked, "id,subject\n1,No mail\n").unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&locked).is_ok() {
        skipped("this user may read every file");
        return;
    }
    assert_explained(&run(folder.path(), &["report", "locked.csv"]), 1, &["locked.csv could not be read"]);
}

/// A small export that is read without trouble.
fn good() -> String {
    let path = root().join("fixtures/helpdesks/zendesk-account-csv/export.csv");
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_wrong_wish_is_a_wrong_command_line_with_a_hint() {
    let good = good();
    let wrong = |args: &[&str], says: &[&str]| {
        let (folder, ran) = report(&[&[good.as_str()], args].concat());
        assert_explained(&ran, 2, says);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "no file is left behind");
    };
    wrong(&["--from", "zendsk"], &["zendsk", "did you mean --from zendesk?"]);
    wrong(&["--map", "titel=Subject"], &["titel", "subject"]);
    wrong(&["--map", "body=Subjet"], &["Subjet", "export.csv", "did you mean Subject?"]);
    wrong(&["-o", "report.pdf"], &["report.pdf", ".html"]);
    wrong(&["-o", "report"], &["report", ".html"]);
}

#[test]
fn an_export_where_a_command_stands_is_told_the_command() {
    let folder = TempDir::new().unwrap();
    fs::copy(good(), folder.path().join("tickets.csv")).unwrap();
    let ran = run(folder.path(), &["tickets.csv"]);
    assert_explained(&ran, 2, &["tickets.csv is a file and no command", "fixfirst report tickets.csv"]);
}

#[test]
fn days_before_all_tickets_are_no_week_that_is_not_over_yet() {
    let good = good();
    let (_, ran) = report(&[good.as_str(), "--as-of", "2001-01-01"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("No week lies whole within the days that are looked at"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("--period day"), "{}", ran.stdout);
}

#[test]
fn an_argument_that_cannot_be_read_is_a_wrong_command_line() {
    let good = good();
    for args in [
        &[][..],
        &["report"],
        &["repot", &good],
        &["report", &good, "--map", "body"],
        &["report", &good, "--map", "=Subject"],
        &["report", &good, "--as-of", "tomorrow"],
        &["report", &good, "--top", "0"],
        &["report", &good, "--threads", "0"],
        &["report", &good, "--format", "pdf"],
        &["report", &good, "--no-such-flag"],
    ] {
        let ran = run(Path::new("."), args);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.stderr.contains("--help"), "{args:?}: {}", ran.stderr);
        assert!(!ran.stderr.contains("panicked"), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn a_report_that_cannot_be_written_is_said_before_the_work_and_leaves_nothing() {
    let good = good();
    for (args, says) in [
        (["-o", "missing/report.html"], "missing/report.html"),
        (["--assignments", "missing/tickets.csv"], "missing/tickets.csv"),
    ] {
        let (folder, ran) = report(&[&[good.as_str()], &args[..]].concat());
        assert_explained(&ran, 1, &[says, "make the folder first"]);
        assert!(!ran.stderr.contains(folder.path().to_str().unwrap()), "{}", ran.stderr);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("report.html")).unwrap();
    let ran = run(folder.path(), &["report", &good, "-o", "report.html"]);
    assert_explained(&ran, 1, &["report.html", "name a file"]);
}

#[test]
fn a_failed_run_leaves_the_old_report() {
    let folder = TempDir::new().unwrap();
    let (old, empty) = (folder.path().join("report.md"), folder.path().join("empty.csv"));
    fs::write(&old, "old").unwrap();
    fs::write(&empty, "").unwrap();
    assert_explained(&run(folder.path(), &["report", "empty.csv", "-o", "report.md"]), 3, &["empty.csv is empty"]);
    assert_eq!(fs::read_to_string(&old).unwrap(), "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file is left");
}
