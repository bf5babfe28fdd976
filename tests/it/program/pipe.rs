//! Pipes, terminals and environments: what goes where, and in which colours.

use std::{
    fs,
    io::Read,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use super::{ended, program, root, run, run_with_stdin, skipped};

/// A small export that is read in a moment.
const SMALL: &str = "fixtures/helpdesks/zendesk-account-csv/export.csv";

#[test]
fn help_and_version_end_well() {
    for args in
        [&["--help"][..], &["-h"], &["--version"], &["help", "report"], &["report", "--help"], &["report", "-h"]]
    {
        let ran = run(root(), args);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{args:?}");
        assert!(ran.stdout.contains("fixfirst"), "{args:?}");
        assert!(!ran.stdout.contains('\u{1b}'), "{args:?}");
    }
    assert_eq!(run(root(), &["--version"]).stdout, format!("fixfirst {}\n", env!("CARGO_PKG_VERSION")));
    for code in ["0 done", "1 could not finish", "2 wrong command line", "3 nothing usable"] {
        assert!(run(root(), &["report", "--help"]).stdout.contains(code), "{code}");
    }
}

#[test]
fn a_closed_pipe_is_success() {
    for args in [&["report", SMALL][..], &["report", SMALL, "--format", "html"], &["report", "--help"]] {
        let mut child = program(root()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn a_pipe_gets_no_colours_and_no_progress() {
    for variables in
        [&[][..], &[("NO_COLOR", "1")], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], &[("TERM", "xterm")]]
    {
        let ran = ended(program(root()).args(["report", SMALL]).envs(variables.iter().copied()));
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{variables:?}");
        assert!(ran.stdout.starts_with("What to fix first"), "{variables:?}");
        assert!(!ran.stdout.contains('\u{1b}'), "{variables:?}");
    }
    let forced = ended(program(root()).args(["report", SMALL]).env("CLICOLOR_FORCE", "1"));
    assert!(forced.stdout.contains('\u{1b}'), "colours can be asked for");
}

#[test]
fn the_locale_and_the_screen_change_nothing_in_a_pipe() {
    let plain = run(root(), &["report", SMALL]).stdout;
    for (name, value) in [("LC_ALL", "C"), ("LANG", "de_DE.ISO-8859-1"), ("COLUMNS", "60"), ("TZ", "Asia/Tokyo")] {
        let ran = ended(program(root()).args(["report", SMALL]).env(name, value));
        assert_eq!(ran.stdout, plain, "{name}={value}");
    }
}

#[test]
fn standard_input_is_read_like_a_file() {
    let bytes = fs::read(root().join(SMALL)).unwrap();
    let from_file = run(root(), &["report", SMALL, "--format", "json"]).stdout;
    let ran = run_with_stdin(root(), &["report", "-", "--format", "json"], &bytes);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(ran.stdout.replace("standard input", SMALL), from_file);

    let ran = run_with_stdin(root(), &["report", "-"], b"");
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(3), ""));
    assert!(ran.stderr.contains("standard input is empty"), "{}", ran.stderr);
}

#[test]
fn timings_go_to_standard_error_alone() {
    let plain = run(root(), &["report", SMALL]).stdout;
    let ran = run(root(), &["report", SMALL, "--timings"]);
    assert_eq!((ran.code, ran.stdout), (Some(0), plain));
    for stage in ["reading", "cleaning", "encoding", "clustering", "measuring"] {
        let line = ran.stderr.lines().find(|line| line.starts_with(stage)).unwrap();
        assert!(line.ends_with(" s"), "{line}");
    }
}

#[test]
fn every_format_is_written_to_a_file_as_to_standard_output() {
    let folder = TempDir::new().unwrap();
    for (name, extension) in [
        ("terminal", "txt"),
        ("markdown", "md"),
        ("html", "html"),
        ("json", "json"),
        ("csv", "csv"),
        ("slack", "slack.json"),
        ("email", "email.html"),
    ] {
        let file = folder.path().join(format!("report.{extension}"));
        let file = file.to_str().unwrap();
        let ran = run(root(), &["report", SMALL, "-o", file, "--format", name]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{name}");
        assert!(!ran.stdout.is_empty(), "{name}");
        assert_eq!(fs::read_to_string(file).unwrap(), ran.stdout, "{name}");
    }
    let quiet = run(root(), &["report", SMALL, "-o", folder.path().join("a.md").to_str().unwrap()]);
    assert_eq!((quiet.code, quiet.stdout.as_str()), (Some(0), ""), "a report that went to a file is not shown too");
}

/// A pseudo-terminal from util-linux, where there is one.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colours_unless_they_are_not_wanted() {
    let on_a_terminal = |variables: &[(&str, &str)]| {
        let line = format!("'{}' report '{}'", env!("CARGO_BIN_EXE_fixfirst"), root().join(SMALL).display());
        let mut command = Command::new("script");
        command.args(["-qec", &line, "/dev/null"]).env_clear().stdin(Stdio::null());
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.env("PATH", path).env("TERM", "xterm-256color").envs(variables.iter().copied());
        command.output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let bold = "\u{1b}[1m";
    match on_a_terminal(&[]) {
        Ok(shown) if shown.contains("What to fix first") => {
            assert!(shown.contains(bold), "{shown:?}");
            // Progress bars move the cursor and are no colours.
            let plain = on_a_terminal(&[("NO_COLOR", "1")]).unwrap();
            assert!(plain.contains("What to fix first") && !plain.contains(bold), "{plain:?}");
        }
        _ => skipped("no `script` to make a terminal with"),
    }
}
