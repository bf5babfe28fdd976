use std::collections::BTreeMap;

use super::*;
use crate::cli::args::Command as Chosen;

/// The arguments with this environment and this file; the sentence of what is wrong, with its remedy.
fn with(typed: &[&str], environment: &[(&str, &str)], file: Option<&str>) -> Result<Args, String> {
    let variables: BTreeMap<&str, &str> = environment.iter().copied().collect();
    let outside = Outside {
        variable: &|name| variables.get(name).map(OsString::from),
        read: &|path| match file {
            Some(text) if path == Path::new(FILE) => Ok(text.as_bytes().to_vec()),
            _ => Err(io::ErrorKind::NotFound.into()),
        },
    };
    let typed = std::iter::once("fixfirst").chain(typed.iter().copied()).map(OsString::from).collect();
    arguments(typed, &outside).map(|(args, _)| args).map_err(|refused| match refused {
        Refused::Typed(error) => error.to_string(),
        Refused::Found(fault) => format!("{} | {}", fault.sentence, fault.help.unwrap_or_default()),
    })
}

fn top(args: Result<Args, String>) -> u16 {
    match args.unwrap().command {
        Chosen::Report(report) => report.top,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_line_wins_over_the_environment_and_that_over_the_file() {
    let file = Some("top = 3\n");
    let variable = [("FIXFIRST_TOP", "4")];
    assert_eq!(top(with(&["report", "a.csv"], &[], None)), 10);
    assert_eq!(top(with(&["report", "a.csv"], &[], file)), 3);
    assert_eq!(top(with(&["report", "a.csv"], &variable, file)), 4);
    assert_eq!(top(with(&["report", "a.csv", "--top", "5"], &variable, file)), 5);
    assert_eq!(top(with(&["report", "a.csv", "--no-config"], &[], file)), 10);
    assert_eq!(top(with(&["--no-config", "report", "a.csv"], &[], file)), 10);
    assert_eq!(top(with(&["report", "a.csv"], &[("FIXFIRST_NO_CONFIG", "1")], file)), 10);
    assert_eq!(top(with(&["report", "a.csv"], &[("FIXFIRST_TOP", "")], file)), 3, "an empty variable is none");
}

#[test]
fn the_table_of_a_command_wins_over_the_head_and_other_tables_are_not_for_it() {
    let file = "top = 3\nfrom = \"zendesk\"\n[report]\ntop = 7\n[inspect.columns]\nfrom = \"jira\"\n";
    assert_eq!(top(with(&["report", "a.csv"], &[], Some(file))), 7);
    let from = |typed: &[&str]| match with(typed, &[], Some(file)).unwrap().command {
        Chosen::Report(report) => report.finding.input.from,
        Chosen::Inspect(crate::cli::args::Inspect::Columns(columns)) => columns.input.from,
        other => panic!("{other:?}"),
    };
    assert_eq!(from(&["report", "a.csv"]).as_deref(), Some("zendesk"));
    assert_eq!(from(&["inspect", "columns", "a.csv"]).as_deref(), Some("jira"));
}

#[test]
fn lists_tables_and_switches_become_flags() {
    let file = "quiet = true\ntimings = false\nsince = 2026-01-05\n[report]\noutput = [\"a.html\", \"b -c.md\"]\nmap = { body = \"Notes\", created = \"Opened on\" }\n";
    let Chosen::Report(report) = with(&["report", "a.csv"], &[], Some(file)).unwrap().command else { panic!() };
    assert!(report.delivery.quiet && !report.timings);
    assert_eq!(report.delivery.output, [PathBuf::from("a.html"), PathBuf::from("b -c.md")]);
    let map = [("body", "Notes"), ("created", "Opened on")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(report.finding.input.map, map);
    assert_eq!(report.finding.analysis.since.unwrap().to_string(), "2026-01-05");
    let lines = [("FIXFIRST_OUTPUT", "a.md\nb.md\n"), ("FIXFIRST_QUIET", "yes")];
    let Chosen::Report(report) = with(&["report", "a.csv", "-"], &lines, None).unwrap().command else { panic!() };
    assert_eq!((report.delivery.output.len(), report.delivery.quiet, report.finding.input.exports.len()), (2, true, 2));
}

#[test]
fn an_unknown_key_is_refused_with_its_line_and_the_nearest_name() {
    for (file, told) in [
        ("\n\ntimezne = \"UTC\"\n", "fixfirst.toml:3: unknown key “timezne” | did you mean “timezone”?"),
        ("[reprot]\ntop = 3\n", "fixfirst.toml:1: unknown key “reprot” | did you mean “report”?"),
        ("[report]\ntopp = 3\n", "fixfirst.toml:2: unknown key “topp” in [report] | did you mean “top”?"),
        ("[inspect.columns]\ntop = 3\n", "fixfirst.toml:2: unknown key “top” in [inspect.columns] | "),
        ("config = \"x\"\n", "fixfirst.toml:1: unknown key “config”"),
    ] {
        for typed in [&["report", "a.csv"][..], &["inspect", "columns", "a.csv"]] {
            let error = with(typed, &[], Some(file)).unwrap_err();
            assert!(error.starts_with(told), "{error}");
        }
    }
}

#[test]
fn a_wrong_value_is_refused_with_its_place() {
    for (file, told) in [
        ("top = \"ten\"\n", "fixfirst.toml:1: “top” takes a number, not text"),
        ("top = 0\n", "fixfirst.toml:1: invalid value '0' for '--top <N>'"),
        ("quiet = 1\n", "fixfirst.toml:1: “quiet” takes true or false, not a number"),
        ("cache = 5\n", "fixfirst.toml:1: “cache” takes the name of a file or folder in quotes, not a number"),
        ("cache = [\"a\"]\n", "fixfirst.toml:1: “cache” takes the name of a file or folder in quotes, not a list"),
        ("[cache]\na = 1\n", "fixfirst.toml:1: “cache” takes the name of a file or folder in quotes, not a table"),
        ("period = \"wek\"\n", "fixfirst.toml:1: invalid value 'wek' for '--period"),
        ("# x\nas-of = \"soon\"\n", "fixfirst.toml:2: invalid value 'soon' for '--as-of <DATE>'"),
        ("top = \n", "fixfirst.toml:1: "),
        ("a = 1\na = 2\n", "fixfirst.toml:2: duplicate key"),
    ] {
        let error = with(&["report", "a.csv"], &[], Some(file)).unwrap_err();
        assert!(error.starts_with(told), "{error}");
    }
    let error = with(&["report", "a.csv"], &[("FIXFIRST_PERIOD", "wek")], None).unwrap_err();
    assert!(error.starts_with("FIXFIRST_PERIOD: invalid value 'wek'") && error.contains("week"), "{error}");
    assert!(with(&["report", "a.csv"], &[("FIXFIRST_QUIET", "maybe")], None).unwrap_err().contains("true or false"));
    assert!(with(&["report", "a.csv", "--config", "no.toml"], &[], None).unwrap_err().starts_with("no.toml could not"));
}

#[test]
fn what_is_wrong_with_the_line_is_said_before_the_file() {
    let error = with(&["report", "a.csv", "--topp", "3"], &[], Some("nonsense")).unwrap_err();
    assert!(error.contains("'--topp'") && error.contains("'--top'"), "{error}");
    assert!(with(&["report"], &[], Some("top = 3\n")).unwrap_err().contains("<EXPORT>"));
}

#[test]
fn the_template_changes_nothing_and_has_every_flag() {
    let text = template(&built());
    assert_eq!(top(with(&["report", "a.csv"], &[], Some(&text))), 10);
    let mut longs = vec![];
    all_longs(&built(), &mut longs);
    for long in &longs {
        assert!(text.contains(&format!("\n#{long} = ")), "{long}");
    }
    // Every key that has a default may have its comment sign taken away.
    let plain: String = text
        .lines()
        .map(|line| line.strip_prefix("#top = ").map_or(line.to_owned(), |v| format!("top = {v}")) + "\n")
        .collect();
    assert_eq!(top(with(&["report", "a.csv"], &[], Some(&plain))), 10);
    assert!(text.lines().all(|line| line.chars().count() <= 112));
}

#[test]
fn the_ledger_reaches_every_command_that_works_with_one() {
    let text = template(&built());
    let head = text.split("\n[").next().unwrap();
    assert!(head.contains("\n#ledger = \"DIR\"") && text.matches("#ledger = ").count() == 1, "{text}");
    let set = text.replace("#ledger = \"DIR\"", "ledger = \"mem\"");
    let commands = [
        &["ledger", "list"][..],
        &["ledger", "name", "P-1", "x"],
        &["ledger", "merge", "P-1", "--into", "P-2"],
        &["ledger", "mute", "P-1", "--until", "2026-12-31"],
        &["ledger", "same", "1", "2"],
        &["fix", "P-1", "--shipped", "2026-10-03"],
        &["report", "a.csv"],
        &["show", "P-1", "a.csv"],
    ];
    for typed in commands {
        for (environment, file) in [(&[][..], Some(set.as_str())), (&[("FIXFIRST_LEDGER", "mem")][..], None)] {
            let args = with(typed, environment, file).unwrap_or_else(|error| panic!("{typed:?}: {error}"));
            assert!(
                format!("{:?}", args.command).contains("ledger: \"mem\"")
                    || format!("{:?}", args.command).contains("Some(\"mem\")"),
                "{args:?}"
            );
        }
        let own = with(&[typed, &["--ledger", "mine"]].concat(), &[("FIXFIRST_LEDGER", "mem")], Some(&set)).unwrap();
        assert!(!format!("{own:?}").contains("\"mem\""), "what is typed wins: {own:?}");
    }
    assert!(with(&["ledger", "list"], &[], None).unwrap_err().contains("--ledger <DIR>"));
    assert!(with(&["ledger", "name", "P-1"], &[("FIXFIRST_LEDGER", "mem")], None).unwrap_err().contains("<TEXT>"));
    let both = with(&["report", "a.csv"], &[], Some("ledger = \"mem\"\n[ledger.list]\n")).unwrap_err();
    assert!(both.contains("take the heading out"), "{both}");
}
