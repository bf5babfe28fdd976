//! The jobs in `fixtures/ci`: what stands in them is run as a runner would run it.

use std::fs;

use tempfile::TempDir;

use super::{Ran, ended, ledger, program, root};

/// The lines of a job with what is folded over several of them in one, without comments.
fn lines(job: &str) -> Vec<String> {
    let mut all: Vec<String> = vec![];
    let mut folded: Option<usize> = None;
    for line in job.lines() {
        let text = line.split(" #").next().unwrap().trim_end();
        let depth = text.len() - text.trim_start().len();
        let text = text.trim_start();
        if text.starts_with('#') || text.is_empty() {
            continue;
        }
        match folded {
            Some(above) if depth > above => {
                let last = all.last_mut().unwrap();
                *last = format!("{last} {text}").trim().to_owned();
            }
            _ => {
                folded = text.ends_with(">-").then_some(depth);
                all.push(text.trim_end_matches(">-").to_owned());
            }
        }
    }
    all.iter().map(|line| line.trim_start_matches("- ").trim_start_matches("run:").trim().to_owned()).collect()
}

/// The program's command lines of a job, and the variables that are settings.
fn commands(job: &str) -> (Vec<Vec<String>>, Vec<(String, String)>) {
    let lines = lines(job);
    let command = |line: &String| {
        let words = line.strip_prefix("fixfirst ")?;
        Some(words.split_whitespace().map(str::to_owned).collect())
    };
    let setting = |line: &String| {
        let (name, value) = line.split_once(": ")?;
        name.starts_with("FIXFIRST_").then(|| (name.to_owned(), value.to_owned()))
    };
    (lines.iter().filter_map(command).collect(), lines.iter().filter_map(setting).collect())
}

fn each_job(check: impl Fn(&str, &str)) {
    for name in ["github.yml", "gitlab.yml"] {
        check(name, &fs::read_to_string(root().join("fixtures/ci").join(name)).unwrap());
    }
}

#[test]
fn every_command_of_a_job_works_in_a_week_and_in_the_next() {
    each_job(|name, job| {
        let folder = TempDir::new().unwrap();
        let (commands, settings) = commands(job);
        assert!(commands.iter().any(|words| words[0] == "report") && settings.len() == 2, "{name}: {commands:?}");
        let run = |words: &[String]| -> Ran {
            let mut program = program(folder.path());
            program.envs(settings.clone()).env("FIXFIRST_QUALITY", "fast").args(words);
            ended(&mut program)
        };
        for share in [0.8, 1.0] {
            ledger::week(folder.path(), share);
            for words in &commands {
                let ran = run(words);
                // The gate may be crossed in the second week; it says by what.
                let crossed = ran.code == Some(4) && ran.stderr.lines().all(|line| line.starts_with("gate "));
                assert!(
                    ran.code == Some(0) && ran.stderr.is_empty() || crossed && share == 1.0,
                    "{name}: {}",
                    ran.stderr
                );
            }
        }
        assert!(folder.path().join("ledger/memory.jsonl").exists(), "{name} remembers");
        // What the job hands on must be what its commands have written.
        for file in ["report.html", "report.json"] {
            assert!(job.contains(file) && folder.path().join(file).exists(), "{name}: {file}");
        }
        let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
        assert!(report.contains("\"since\""), "{name}: the second week is told against the first");
    });
}

#[test]
fn a_job_hands_on_what_it_has_when_the_gate_was_crossed() {
    each_job(|name, job| {
        assert!(job.contains("--gate ") && !job.contains('\t'), "{name}");
        let gate = job.find("--gate ").unwrap();
        let after = &job[gate..];
        for step in ["git add ledger", "git push"] {
            assert!(after.contains(step), "{name}: {step} comes after the report");
        }
        let always = ["if: always()", "after_script:", "when: always"];
        assert!(always.iter().filter(|word| after.contains(*word)).count() >= 1, "{name}");
        assert!(!after.contains("allow_failure") && !after.contains("continue-on-error"), "{name}: a gate must fail");
    });
}

#[test]
fn a_command_over_several_lines_is_one() {
    let job = "a:\n  - run: >-\n      fixfirst report x.csv\n      -o r.html # why\n  - fixfirst schema\n";
    assert_eq!(commands(job).0, [vec!["report", "x.csv", "-o", "r.html"], vec!["schema"]]);
}
