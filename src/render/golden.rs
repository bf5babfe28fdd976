//! Every format of the sample report against the file it is meant to be, byte for byte.
//! `FIXFIRST_BLESS=1 cargo test` writes the files anew; what changed is then read in the diff.

use std::{env, fs, path::Path};

use super::{Format, csv_table, render, table, terminal::Style};
use crate::report::sample;

fn assert_golden(name: &str, written: impl AsRef<[u8]>) {
    let written = std::str::from_utf8(written.as_ref()).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/golden").join(name);
    if env::var_os("FIXFIRST_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, written).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == expected, "{name} is not as written in fixtures/golden; FIXFIRST_BLESS=1 rewrites it");
}

const PLAIN: Style = Style { width: 100, color: false, unicode: true, links: false };

#[test]
fn each_format_of_the_sample_is_as_agreed() {
    let report = sample::report();
    for (format, name) in [
        (Format::Markdown, "report.md"),
        (Format::Digest, "report.digest.md"),
        (Format::Json, "report.json"),
        (Format::Csv, "problems.csv"),
        (Format::Slack, "report.slack.json"),
    ] {
        assert_golden(name, render(&report, format, &PLAIN));
    }
    let rich = sample::rich();
    // All that a report can say, and what says nothing: the schema is held against both.
    assert_golden("rich.json", render(&rich, Format::Json, &PLAIN));
    assert_golden("empty.json", render(&sample::empty(), Format::Json, &PLAIN));
    assert_golden("without-dates.json", render(&sample::without_dates(), Format::Json, &PLAIN));
    assert_golden("report.html", render(&rich, Format::Html, &PLAIN));
    assert_golden("report.email.html", render(&rich, Format::Email, &PLAIN));
    assert_golden("assignments.csv", csv_table::write(&table::assignments(&sample::all_assignments())));
}

#[test]
fn the_terminal_is_as_agreed_at_each_width() {
    let report = sample::report();
    for width in [60, 80, 100, 140] {
        assert_golden(&format!("terminal-{width}.txt"), render(&report, Format::Terminal, &Style { width, ..PLAIN }));
    }
    let ascii = Style { width: 100, color: false, unicode: false, links: false };
    assert_golden("terminal-ascii.txt", render(&report, Format::Terminal, &ascii));
    let color = Style { width: 100, color: true, unicode: true, links: false };
    assert_golden("terminal-color.txt", render(&report, Format::Terminal, &color));
}

#[test]
fn a_report_of_little_or_nothing_is_as_agreed() {
    for (report, name) in [(sample::without_dates(), "without-dates"), (sample::empty(), "empty")] {
        assert_golden(&format!("{name}.txt"), render(&report, Format::Terminal, &PLAIN));
        assert_golden(&format!("{name}.md"), render(&report, Format::Markdown, &PLAIN));
        assert_golden(&format!("{name}.html"), render(&report, Format::Html, &PLAIN));
    }
}
