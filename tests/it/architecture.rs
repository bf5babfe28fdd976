//! The map of the code, kept true by a test. Change a table here in the commit that changes the map, and say why.

use std::{fs, path::Path};

/// A module may use modules of a lower floor only; never another of its own. `cli` is the binary's.
const FLOORS: &[(&str, u8)] = &[
    ("model", 0),
    ("statistics", 0),
    ("cluster", 1),
    ("embed", 1),
    ("index", 1),
    ("ingest", 1),
    ("ledger", 1),
    ("rank", 1),
    ("text", 1),
    ("trend", 1),
    ("error", 2),
    ("report", 2),
    ("pipeline", 3),
    ("render", 3),
];

/// Files that stand above the floors: they only declare or assemble.
const ROOTS: &[&str] = &["lib", "main", "cli"];

/// Each dependency has one door: the only paths that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("bzip2", &["ingest/archive.rs"]),
    ("calamine", &["ingest/from_xlsx.rs", "ingest/from_xlsx/"]),
    ("chardetng", &["ingest/encoding.rs"]),
    ("chrono", &["model/time.rs", "ingest/dates.rs", "ingest/dates/", "ingest/zones.rs"]),
    ("chrono_tz", &["ingest/zones.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("clap_mangen", &["cli/"]),
    ("comfy_table", &["render/terminal/"]),
    ("csv", &["ingest/from_csv.rs", "render/csv_table.rs"]),
    ("encoding_rs", &["ingest/encoding.rs", "ingest/mojibake.rs"]),
    ("flate2", &["ingest/archive.rs"]),
    ("html5gum", &["text/markup.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("mail_parser", &["ingest/from_mail.rs", "ingest/from_mail/"]),
    ("mimalloc", &["main.rs"]),
    (
        "ndarray",
        &["cluster/main_axes.rs", "cluster/map.rs", "cluster/neighbours.rs", "embed/letters.rs", "statistics/axes.rs"],
    ),
    ("parquet", &["ingest/from_parquet.rs", "ingest/from_parquet/", "render/parquet_table.rs"]),
    ("polars", &["trend/frame.rs"]),
    ("quick_xml", &["ingest/from_xml.rs", "ingest/from_xml/"]),
    ("regex", &["text/", "ingest/"]),
    ("rten", &["embed/teacher.rs"]),
    ("rten_tensor", &["embed/teacher.rs"]),
    ("rten_text", &["embed/normalizer.rs", "embed/static_tokens.rs", "embed/teacher.rs"]),
    (
        "serde_json",
        &["embed/model.rs", "ingest/", "ledger/memory.rs", "render/json.rs", "render/json/", "render/slack.rs"],
    ),
    ("statrs", &["statistics/"]),
    ("strsim", &["cli/config/"]),
    ("tantivy", &["index/", "text/tokens.rs"]),
    ("tempfile", &["cli/output.rs", "embed/cache.rs", "index/tests.rs", "ledger/store.rs"]),
    ("terminal_size", &["cli/"]),
    ("tokenizers", &["embed/model.rs"]),
    ("toml_edit", &["cli/config/", "ledger/"]),
    ("unicode_normalization", &["embed/normalizer.rs", "ingest/", "text/"]),
    ("unicode_segmentation", &["cluster/spelling.rs", "cluster/title.rs", "cluster/title/", "text/"]),
    ("unicode_width", &["render/terminal/"]),
    ("whatlang", &["text/language.rs"]),
    ("whichlang", &["text/language.rs"]),
    (
        "xxhash_rust",
        &[
            "cluster/",
            "embed/",
            "index/",
            "ingest/chats.rs",
            "ingest/repeats.rs",
            "ledger/",
            "model/ticket.rs",
            "text/",
        ],
    ),
    ("zip", &["ingest/archive.rs", "ingest/archive/", "ingest/from_xlsx/"]),
    ("zstd", &["ingest/archive.rs"]),
];

/// Lines of code, tests at the foot left out.
const LONGEST_FILE: usize = 500;

fn sources() -> Vec<(String, String)> {
    fn walk(dir: &Path, root: &Path, into: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, into);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                into.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = vec![];
    walk(&root, &root, &mut found);
    found.sort();
    found
}

/// The code lines of a file: comments gone, and everything from its tests on.
fn code(text: &str) -> String {
    text.lines()
        .take_while(|l| l.trim() != "#[cfg(test)]")
        .map(|l| l.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The first path segments named after each `crate::`, braces included.
fn crate_paths(code: &str) -> Vec<String> {
    let ident = |s: &str| s.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut named = vec![];
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            named.push(ident(rest));
            continue;
        };
        let (mut depth, mut item) = (0, String::new());
        for c in group.chars() {
            match c {
                '}' if depth == 0 => break,
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => named.push(ident(&std::mem::take(&mut item))),
                _ if depth == 0 => item.push(c),
                _ => {}
            }
        }
        named.push(ident(&item));
    }
    named.retain(|name| !name.is_empty());
    named
}

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(m, _)| *m == module).map(|(_, f)| *f)
}

/// Whether `code` uses the dependency: `name::` or `use name;`, not as the end of a longer path.
fn names(code: &str, dependency: &str) -> bool {
    code.match_indices(&format!("{dependency}::"))
        .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

#[test]
fn modules_only_look_down() {
    let mut wrong = vec![];
    for (file, text) in sources() {
        let here = file.split(['/', '.']).next().unwrap();
        if ROOTS.contains(&here) {
            continue;
        }
        let Some(mine) = floor(here) else {
            wrong.push(format!("{file} is on no floor"));
            continue;
        };
        for there in crate_paths(&code(&text)) {
            match floor(&there) {
                _ if there == here => {}
                Some(theirs) if theirs < mine => {}
                _ => wrong.push(format!("{file} uses crate::{there}")),
            }
        }
    }
    assert!(wrong.is_empty(), "against the floors in {}:\n{}", file!(), wrong.join("\n"));
}

#[test]
fn each_dependency_has_one_door() {
    let mut wrong = vec![];
    for (file, text) in sources() {
        let code = code(&text);
        for (dependency, doors) in DOORS {
            if names(&code, dependency) && !doors.iter().any(|d| file.starts_with(d)) {
                wrong.push(format!("{file} names {dependency}; its door is {}", doors.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_file_outgrows_a_sitting() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(file, text)| (code(&text).lines().count(), file))
        .filter(|(lines, _)| *lines > LONGEST_FILE)
        .collect();
    assert!(long.is_empty(), "longer than {LONGEST_FILE} lines of code: {long:?}");
}

#[test]
fn no_room_has_a_general_name() {
    let general = ["util", "utils", "helpers", "common", "misc", "manager", "processor"];
    let found: Vec<_> = sources()
        .into_iter()
        .map(|(file, _)| file)
        .filter(|f| f.split(['/', '.']).any(|part| general.contains(&part)))
        .collect();
    assert!(found.is_empty(), "named for nothing: {found:?}");
}

#[test]
fn the_tables_are_sorted() {
    assert!(DOORS.is_sorted_by_key(|(name, _)| *name));
    assert!(FLOORS.is_sorted_by_key(|(name, floor)| (*floor, *name)));
}

#[test]
fn the_guard_sees_a_breach() {
    assert_eq!(
        crate_paths("use crate::{model::time, ingest::{a, b}}; crate::render::x()"),
        ["model", "ingest", "render"]
    );
    assert!(names("use csv::Reader;", "csv"));
    assert!(!names("use from_csv::Reader; crate::csv::x", "csv"));
}
