//! The built program, run as a user would: arguments in, exit code and bytes out.

mod bad_input;
mod categories;
mod caveats;
mod ci;
mod golden;
mod hostile;
mod ledger;
mod look;
mod own_output;
mod page;
mod personal;
mod pipe;
mod planted;
mod privacy;
mod ranking;
mod readme;
mod renumbered;
mod report;
mod same_bytes;
mod sample;
mod sayings;
mod shared;
mod small_talk;
mod sums;
mod trends;
mod weeks;

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// The formats of `-o`, by extension.
const FORMATS: [&str; 5] = ["txt", "md", "html", "json", "csv"];

/// The root of the project.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Says past the capture of test output that a test did not look at what it is for.
fn skipped(why: &str) {
    let _ = std::io::stderr().write_all(format!("skipped: {why}\n").as_bytes());
}

/// How a run ended.
struct Ran {
    /// Exit code; none when a signal ended it.
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// The program in a folder, with an environment that holds nothing.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fixfirst"));
    command.env_clear().current_dir(folder).stdin(Stdio::null());
    command
}

/// Runs it and waits.
fn run<A: AsRef<OsStr>>(folder: &Path, args: &[A]) -> Ran {
    ended(program(folder).args(args))
}

fn ended(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs it with something on standard input.
fn run_with_stdin(folder: &Path, args: &[&str], input: &[u8]) -> Ran {
    let mut child =
        program(folder).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// All outputs of one run.
#[derive(Debug, PartialEq, Eq)]
struct Outputs {
    terminal: String,
    markdown: String,
    html: String,
    json: String,
    csv: String,
    assignments: String,
}

impl Outputs {
    /// Runs a report in `folder` on `export` and reads every format; it has to end well and in silence.
    fn of(folder: &Path, export: &Path, more: &[&str]) -> Self {
        let out = TempDir::new().unwrap();
        let file = |extension: &str| out.path().join(format!("report.{extension}"));
        let mut command = program(folder);
        command.arg("report").arg(export).args(more);
        for extension in FORMATS {
            command.arg("-o").arg(file(extension));
        }
        command.arg("--assignments").arg(out.path().join("assignments.csv"));
        let ran = ended(&mut command);
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "", ""), "{}", export.display());
        let read = |path: PathBuf| fs::read_to_string(path).unwrap();
        Self {
            terminal: read(file("txt")),
            markdown: read(file("md")),
            html: read(file("html")),
            json: read(file("json")),
            csv: read(file("csv")),
            assignments: read(out.path().join("assignments.csv")),
        }
    }

    /// Each output with its name.
    fn each(&self) -> [(&'static str, &str); 6] {
        [
            ("terminal", &self.terminal),
            ("markdown", &self.markdown),
            ("html", &self.html),
            ("json", &self.json),
            ("csv", &self.csv),
            ("assignments", &self.assignments),
        ]
    }

    /// `report.json`, read.
    fn report(&self) -> Value {
        serde_json::from_str(&self.json).unwrap()
    }
}

/// A whole number at a path of `report.json`.
fn whole(value: &Value, pointer: &str) -> u64 {
    value.pointer(pointer).and_then(Value::as_u64).unwrap_or_else(|| panic!("no whole number at {pointer}"))
}

/// The objects of a list of `report.json`.
fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no list at {pointer}"))
}

/// The rows of a CSV text, each with all its cells.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Rows as CSV text.
fn csv_text(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(vec![]);
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}
