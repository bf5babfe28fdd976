//! What README promises. `FIXFIRST_BLESS=1 cargo test` rewrites its blocks that show the program's own words.

use std::{env, fs};

use fixfirst::ingest::helpdesk;

use super::{root, run, sample};

/// Where the picture ends: the heading after the table.
const AFTER_THE_PICTURE: &str = "In the customers’ words";

fn readme() -> String {
    page(README)
}

/// A page of the documentation.
fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

const README: &str = "README.md";

/// The page of the main command.
const REPORT: &str = "src/guide/report.md";

/// The text between two marks, which stand once each.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    assert_eq!(text.matches(start).count(), 1, "{start:?} stands once in the page");
    let (_, rest) = text.split_once(start).unwrap();
    rest.split_once(end).unwrap_or_else(|| panic!("{end:?} after {start:?}")).0
}

/// Compares a block with what it should be, or rewrites it. One at a time: tests run side by side.
fn assert_block(name: &str, (start, end): (&str, &str), should: &str) {
    static ONE_WRITER: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _alone = ONE_WRITER.lock();
    let mut text = page(name);
    if env::var_os("FIXFIRST_BLESS").is_some() {
        let old = format!("{start}{}{end}", between(&text, start, end));
        text = text.replacen(&old, &format!("{start}{should}{end}"), 1);
        fs::write(root().join(name), &text).unwrap();
    }
    assert_eq!(between(&text, start, end), should, "{name} is not true here; FIXFIRST_BLESS=1 rewrites it");
}

/// The commands of the section that starts with `heading`.
pub fn commands(heading: &str) -> Vec<String> {
    let text = readme();
    let section = between(&text, heading, "\n## ");
    let block = section.split("```").nth(1).unwrap();
    block.lines().skip(1).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn its_picture_is_what_the_program_prints() {
    let screen = &sample::outputs().terminal;
    let end = screen.lines().position(|line| line == AFTER_THE_PICTURE).unwrap();
    let shown: Vec<&str> = screen.lines().take(end).collect();
    let picture = format!("{}\n", shown.join("\n").trim_end());
    assert_block(README, ("rondo.csv` -->\n```text\n", "```"), &picture);
}

#[test]
fn its_minute_is_two_commands_that_work() {
    let commands = commands("## In a minute\n");
    assert_eq!(commands.len(), 2, "{commands:?}");
    let args: Vec<&str> = commands[0].strip_prefix("cargo run --release -- ").unwrap().split(' ').collect();
    let ran = run(root(), &args);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(ran.stdout, sample::outputs().terminal);
    // The second is what runs this test; CI runs the same.
    assert_eq!(commands[1], "cargo test");
    let ci = fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.contains("cargo test --locked"), ".ci/run runs the tests by README's command");
}

#[test]
fn its_list_of_helpdesks_is_the_table() {
    let mut names: Vec<(&str, &str)> = helpdesk::rows().map(|row| (row.name, row.id)).collect();
    names.sort_by_key(|(name, _)| name.to_lowercase());
    let entries: Vec<String> = names.iter().map(|(name, id)| format!("{name} (`{id}`)")).collect();
    assert_block(README, ("<!-- helpdesks -->\n", "<!-- /helpdesks -->"), &format!("{}.\n", entries.join(", ")));
}

#[test]
fn its_help_is_the_programs() {
    let help = run(root(), &["report", "--help"]).stdout;
    assert_block(REPORT, ("$ fixfirst report --help\n", "```"), &help);
}

#[test]
fn its_commands_for_a_closer_look_have_these_flags() {
    let commands = commands("## A closer look\n");
    assert!(commands.len() > 4);
    for command in commands {
        let words: Vec<&str> = command.split('#').next().unwrap().split_whitespace().skip(1).collect();
        let depth = if words[0] == "inspect" { 2 } else { 1 };
        let help = run(root(), &[&words[..depth], &["--help"]].concat());
        assert_eq!(help.code, Some(0), "{command}");
        for flag in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.stdout.contains(flag), "{flag} of {command}");
        }
    }
}

#[test]
fn its_exit_codes_and_formats_are_the_programs() {
    let text = readme();
    let codes = between(&text, "| exit code | meaning |\n", "\n\n");
    let codes: Vec<&str> = codes.lines().skip(1).filter_map(|line| line.split('|').nth(1)).map(str::trim).collect();
    assert_eq!(codes, ["0", "1", "2", "3", "4"]);
    let formats = between(&text, "| file | format | for |\n", "\n\n");
    for format in fixfirst::render::Format::ALL {
        assert!(formats.contains(&format!("`{}`", format.name())), "{} is not in README.md", format.name());
    }
}

#[test]
fn its_way_to_see_the_columns_works() {
    assert_eq!(readme().matches("fixfirst inspect columns fixtures/sample/odd.csv ").count(), 1);
    let export = "fixtures/helpdesks/generic-text-label-csv/export.csv";
    let seen = run(root(), &["inspect", "columns", export]);
    assert_eq!((seen.code, seen.stderr.as_str()), (Some(0), ""));
    let shown = fs::read_to_string(root().join(export)).unwrap();
    let columns = shown.lines().next().unwrap();
    assert!(columns.split(',').all(|name| seen.stdout.contains(name)) && seen.stdout.contains("--map FIELD=COLUMN"));
    let json = run(root(), &["inspect", "columns", export, "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(value["files"][0]["columns"].as_array().unwrap().len(), columns.split(',').count());
    for line in shown.lines().skip(1) {
        let text = line.split(',').next().unwrap().trim_matches('"');
        assert!(!seen.stdout.contains(text) && !json.stdout.contains(text), "a value is shown");
    }
    let nothing = run(root(), &["inspect", "columns", "fixtures/bad/no-text-column/export.csv"]);
    assert_eq!(nothing.code, Some(3));
    assert!(nothing.stderr.contains("--map body=") && !nothing.stdout.is_empty());
    let zone = run(root(), &["inspect", "columns", export, "--timezone", "Europe/Berln"]);
    assert_eq!(zone.code, Some(2));
    assert!(zone.stderr.contains("Europe/Berlin"), "{}", zone.stderr);
}

#[test]
fn every_file_it_links_to_is_there() {
    let text = readme();
    let links: Vec<&str> = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() > 3);
    for link in links.iter().filter(|link| !link.starts_with("http") && !link.starts_with('#')) {
        assert!(root().join(link.split('#').next().unwrap()).exists(), "{link}");
    }
}

#[test]
fn every_path_it_names_in_the_project_is_there() {
    for word in readme().split('`').filter(|word| word.starts_with("src/") || word.starts_with("fixtures/")) {
        let fixed = word.split('<').next().unwrap();
        assert!(root().join(fixed).exists(), "{word}");
    }
}
