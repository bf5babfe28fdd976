//! The sample's report, byte for byte. `FIXFIRST_BLESS=1 cargo test` writes the files anew (`just bless`);
//! what changed is then read in the diff.

use std::{env, fs};

use super::{root, sample};

/// Lines of a difference that a failure shows.
const SHOWN: usize = 20;

/// The first lines that differ, as a diff of the lines at the same place.
fn difference(expected: &str, got: &str) -> String {
    let (mut old, mut new) = (expected.lines(), got.lines());
    let mut shown = vec![];
    let mut line = 0;
    loop {
        line += 1;
        match (old.next(), new.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                shown.extend(a.map(|a| format!("{line:5} - {a}")));
                shown.extend(b.map(|b| format!("{line:5} + {b}")));
            }
        }
        if shown.len() >= SHOWN {
            shown.push("      …".to_owned());
            break;
        }
    }
    if shown.is_empty() && expected != got {
        shown.push("only line ends differ".to_owned());
    }
    shown.join("\n")
}

#[test]
fn the_sample_is_reported_as_agreed() {
    let outputs = sample::outputs();
    let mut wrong = vec![];
    for (extension, got) in [("txt", &outputs.terminal), ("md", &outputs.markdown), ("json", &outputs.json)] {
        let name = format!("fixtures/golden/sample.{extension}");
        let path = root().join(&name);
        if env::var_os("FIXFIRST_BLESS").is_some() {
            fs::write(&path, got).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if expected != *got {
            wrong.push(format!("{name}:\n{}", difference(&expected, got)));
        }
    }
    assert!(wrong.is_empty(), "not as agreed; FIXFIRST_BLESS=1 rewrites the files\n{}", wrong.join("\n"));
}

#[test]
fn a_difference_is_shown_where_it_is() {
    assert_eq!(difference("a\nb\nc\n", "a\nx\nc\nd\n"), "    2 - b\n    2 + x\n    4 + d");
    assert_eq!(difference("a\n", "a\n"), "");
    assert_eq!(difference("a\n", "a"), "only line ends differ");
    assert!(difference(&"a\n".repeat(50), &"b\n".repeat(50)).lines().count() <= SHOWN + 2);
}
