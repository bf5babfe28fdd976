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
fn completions_and_manual_pages_name_every_command() {
    for (shell, mark) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef fixfirst"),
        ("fish", "complete -c fixfirst"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let ran = run(root(), &["completions", shell]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{shell}");
        assert!(ran.stdout.contains(mark) && ran.stdout.contains("assignments"), "{shell}");
    }
    let folder = TempDir::new().unwrap();
    let ran = run(folder.path(), &["man", "pages"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "", ""));
    for page in ["fixfirst.1", "fixfirst-report.1", "fixfirst-inspect-columns.1", "fixfirst-render.1"] {
        assert!(fs::read_to_string(folder.path().join("pages").join(page)).unwrap().starts_with(".ie"), "{page}");
    }
}

#[test]
fn a_settings_file_is_written_once_and_read() {
    let folder = TempDir::new().unwrap();
    let first = run(folder.path(), &["init"]);
    assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
    let again = run(folder.path(), &["init"]);
    assert!(again.code == Some(0) && again.stdout.contains("as it would be written"), "{}", again.stderr);
    let export = root().join(SMALL);
    let export = export.to_str().unwrap();
    let plain = run(folder.path(), &["report", export, "--format", "json"]);
    fs::write(folder.path().join("fixfirst.toml"), "[report]\nformat = \"json\"\n").unwrap();
    let ran = run(folder.path(), &["report", export]);
    assert_eq!((ran.code, ran.stdout, ran.stderr.as_str()), (Some(0), plain.stdout, ""));
    let edited = run(folder.path(), &["init"]);
    assert!(edited.code == Some(1) && edited.stderr.contains("nothing was changed"), "{}", edited.stderr);
    fs::write(folder.path().join("fixfirst.toml"), "[report]\nformt = \"json\"\n").unwrap();
    let ran = run(folder.path(), &["report", export]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(
        ran.stderr.contains("fixfirst.toml:2: unknown key “formt”") && ran.stderr.contains("“format”"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_saved_report_gives_the_same_formats_and_no_difference_from_itself() {
    let folder = TempDir::new().unwrap();
    let export = root().join(SMALL);
    let files = ["-o", "r.json", "-o", "r.md", "-o", "r.html", "-o", "r.csv", "-o", "r.parquet", "--series", "s.csv"];
    let ran = run(folder.path(), &[&["report", export.to_str().unwrap()][..], &files].concat());
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "", ""));
    let again: Vec<String> = files.iter().map(|file| file.replace("r.", "again.").replace("s.c", "t.c")).collect();
    let again: Vec<&str> = again.iter().map(String::as_str).collect();
    let ran = run(folder.path(), &[&["render", "r.json"][..], &again].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    for (one, other) in files.iter().zip(&again).filter(|(one, _)| one.contains('.')) {
        let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
        assert!(read(one) == read(other), "{one}");
    }
    let ran = run(folder.path(), &["diff", "r.json", "again.json", "--format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(["appeared", "gone", "changed"].iter().all(|part| found[part].as_array().unwrap().is_empty()));
    let broken = run(folder.path(), &["render", "r.csv"]);
    assert!(broken.code == Some(1) && broken.stderr.contains("r.csv: this is no report.json"), "{}", broken.stderr);
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
