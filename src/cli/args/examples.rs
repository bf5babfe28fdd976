//! Every command line that the help texts, README and the CI files show is one that this program takes.

use std::{fs, path::Path};

use clap::{Command, CommandFactory};

use super::Args;

/// The words of a line as a shell would part them: up to a pipe, a redirection, a comment or an explanation.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (vec![], String::new(), None);
    let line = line.split("  ").next().unwrap_or("");
    for c in line.chars() {
        match (c, quoted) {
            ('"' | '\'', None) => quoted = Some(c),
            (_, Some(mark)) if c == mark => quoted = None,
            (' ', None) => words.push(std::mem::take(&mut word)),
            _ => word.push(c),
        }
    }
    words.push(word);
    let end = words.iter().position(|word| ["|", ">", ">>", "#", "&&", ";", "…"].contains(&word.as_str()));
    words.truncate(end.unwrap_or(words.len()));
    words.retain(|word| !word.is_empty());
    words
}

/// The command lines of a text: what begins with the program's name, after a prompt or a pipe.
fn lines(text: &str) -> Vec<String> {
    let mut found = vec![];
    for line in text.lines() {
        let line = line.trim_start_matches(['$', ' ', '-']).trim_start_matches("run: ");
        let starts = std::iter::once(0).chain(line.match_indices("| ").map(|(at, _)| at + 2));
        for start in starts {
            if line[start..].starts_with("fixfirst ") {
                found.push(line[start..].to_owned());
            }
        }
    }
    found
}

fn all_help(command: &Command, into: &mut String) {
    if let Some(help) = command.get_after_help() {
        *into += &format!("{help}\n");
    }
    command.get_subcommands().for_each(|inner| all_help(inner, into));
}

#[test]
fn every_command_that_is_shown_is_taken() {
    let mut shown = String::new();
    all_help(&Args::command(), &mut shown);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["README.md", "fixtures/ci/github.yml", "fixtures/ci/gitlab.yml"] {
        let text = fs::read_to_string(root.join(file)).unwrap();
        assert!(file.ends_with(".md") || !lines(&text).is_empty(), "{file}");
        // Code blocks alone: running text names commands without their arguments.
        let blocks = if file.ends_with(".md") { text.split("```").skip(1).step_by(2).collect() } else { text };
        shown += &blocks;
    }
    let lines = lines(&shown);
    assert!(lines.len() > 20, "{lines:?}");
    for line in lines {
        let words = words(&line);
        if let Err(error) = Args::command().try_get_matches_from(&words) {
            assert!(!error.use_stderr(), "{line}\n{error}");
        }
    }
}

#[test]
fn a_line_is_parted_as_a_shell_parts_it() {
    assert_eq!(
        words("fixfirst report a.csv --map created=\"Opened on\"   the same"),
        ["fixfirst", "report", "a.csv", "--map", "created=Opened on"]
    );
    assert_eq!(words("fixfirst diff a b --format md >> \"$X\""), ["fixfirst", "diff", "a", "b", "--format", "md"]);
    assert_eq!(
        lines("  curl … | fixfirst report -\n$ fixfirst schema\nfixfirsts x"),
        ["fixfirst report -", "fixfirst schema"]
    );
}

#[test]
fn every_command_has_examples() {
    fn walk(command: &Command, above: bool) {
        for inner in command.get_subcommands() {
            let help = inner.get_after_help().map(ToString::to_string).unwrap_or_default();
            let parent = inner.get_subcommands().next().is_some();
            // A decision is shown among the examples of its kind.
            let shown = help.contains("fixfirst ") || above;
            assert!(parent || shown, "{} shows no example", inner.get_name());
            walk(inner, parent && shown);
        }
    }
    walk(&Args::command(), false);
}
