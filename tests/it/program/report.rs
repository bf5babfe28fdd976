//! `fixfirst report` on the sample: the names that other programs read, and sums that add up.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use serde_json::Value;

use super::{csv_rows, list, root, run, sample, whole};

/// The names of `report.json`, schema 1. `[]` is each element of a list. They stay; more may come.
const NAMES: &[&str] = &[
    "schema",
    "as_of",
    "period.unit",
    "period.from",
    "period.to",
    "period.complete",
    "intake.files[].path",
    "intake.files[].helpdesk",
    "intake.files[].format",
    "intake.files[].rows",
    "intake.files[].tickets",
    "intake.files[].folded",
    "intake.files[].joined",
    "intake.files[].rejected",
    "intake.rows",
    "intake.tickets",
    "intake.folded",
    "intake.joined",
    "intake.duplicates",
    "intake.rejected",
    "intake.rejects[].reason",
    "intake.rejects[].count",
    "intake.rejects[].examples[].file",
    "intake.rejects[].examples[].line",
    "grouping.grouped",
    "grouping.ungrouped",
    "grouping.problems",
    "grouping.themes",
    "problems[].id",
    "problems[].rank",
    "problems[].title",
    "problems[].keywords[]",
    "problems[].theme",
    "problems[].category.name",
    "problems[].category.purity",
    "problems[].status",
    "problems[].tickets",
    "problems[].share",
    "problems[].customers",
    "problems[].first_seen",
    "problems[].last_seen",
    "problems[].series[].period",
    "problems[].series[].tickets",
    "problems[].trend.verdict",
    "problems[].trend.rate_ratio",
    "problems[].trend.low",
    "problems[].trend.high",
    "problems[].trend.q",
    "problems[].trend.onset",
    "problems[].score.total",
    "problems[].score.parts[].name",
    "problems[].score.parts[].value",
    "problems[].score.parts[].weight",
    "problems[].score.parts[].contribution",
    "problems[].examples[].ticket",
    "problems[].examples[].text",
    "problems[].examples[].url",
    "problems[].fix",
    "themes[].id",
    "themes[].title",
    "themes[].tickets",
    "themes[].problems[]",
    "changes[]",
    "caveats[].code",
    "caveats[].text",
];

/// Where a name is missing. An empty list and a null parent have no names to miss.
fn missing(value: &Value, name: &str, at: &str, into: &mut Vec<String>) {
    let (head, rest) = name.split_once('.').unwrap_or((name, ""));
    let (key, is_list) = head.strip_suffix("[]").map_or((head, false), |key| (key, true));
    let here = format!("{at}/{key}");
    let Some(found) = value.get(key) else { return into.push(here) };
    let elements: Vec<&Value> = match found {
        Value::Array(elements) if is_list => elements.iter().collect(),
        Value::Null if !rest.is_empty() => return,
        _ if is_list => return into.push(format!("{here} is no list")),
        one => vec![one],
    };
    if !rest.is_empty() {
        for (number, element) in elements.into_iter().enumerate() {
            missing(element, rest, &format!("{here}/{number}"), into);
        }
    }
}

#[test]
fn every_name_of_schema_1_is_there() {
    let report = sample::outputs().report();
    let mut gone = vec![];
    NAMES.iter().for_each(|name| missing(&report, name, "", &mut gone));
    assert!(gone.is_empty(), "missing in report.json:\n{}", gone.join("\n"));
    assert_eq!(report["schema"], 1);
    for pointer in ["/intake/files", "/problems", "/themes", "/problems/0/examples", "/problems/0/score/parts"] {
        assert!(!list(&report, pointer).is_empty(), "{pointer}");
    }
}

#[test]
fn a_missing_name_would_be_seen() {
    let report = serde_json::json!({"problems": [{"id": 1}, {}], "period": null});
    let mut gone = vec![];
    for name in ["problems[].id", "problems[].trend.q", "period.unit", "themes[]"] {
        missing(&report, name, "", &mut gone);
    }
    assert_eq!(gone, ["/problems/1/id", "/problems/0/trend", "/problems/1/trend", "/themes"]);
}

fn sum(of: &[Value], name: &str) -> u64 {
    of.iter().map(|one| whole(one, &format!("/{name}"))).sum()
}

#[test]
fn parts_add_up_to_totals() {
    let report = sample::outputs().report();
    let (problems, themes) = (list(&report, "/problems"), list(&report, "/themes"));
    let tickets = whole(&report, "/intake/tickets");
    let (grouped, ungrouped) = (whole(&report, "/grouping/grouped"), whole(&report, "/grouping/ungrouped"));
    let rows = sample::rows().1.len() as u64;
    assert_eq!(tickets + whole(&report, "/intake/rejected"), rows, "the sample has no duplicates");
    assert_eq!(grouped + ungrouped, tickets);
    assert_eq!(sum(problems, "tickets"), grouped);
    assert_eq!(sum(themes, "tickets"), grouped);
    assert_eq!(problems.len() as u64, whole(&report, "/grouping/problems"));
    assert_eq!(themes.len() as u64, whole(&report, "/grouping/themes"));
    let others = ["folded", "joined", "duplicates", "rejected"];
    let others: u64 = others.iter().map(|name| whole(&report, &format!("/intake/{name}"))).sum();
    assert_eq!(whole(&report, "/intake/rows"), tickets + others);
    for name in ["rows", "tickets", "folded", "joined", "rejected"] {
        assert_eq!(sum(list(&report, "/intake/files"), name), whole(&report, &format!("/intake/{name}")), "{name}");
    }
    for theme in themes {
        let members: Vec<&Value> = list(theme, "/problems").iter().collect();
        let held: u64 =
            problems.iter().filter(|problem| members.contains(&&problem["id"])).map(|p| whole(p, "/tickets")).sum();
        assert_eq!(held, whole(theme, "/tickets"), "{}", theme["id"]);
        assert!(problems.iter().all(|p| (p["theme"] == theme["id"]) == members.contains(&&p["id"])), "{}", theme["id"]);
    }
    for (at, problem) in problems.iter().enumerate() {
        assert_eq!(whole(problem, "/rank"), at as u64 + 1);
        let parts: f64 = list(problem, "/score/parts").iter().map(|p| p["contribution"].as_f64().unwrap()).sum();
        let total = problem["score"]["total"].as_f64().unwrap();
        assert!((parts - total).abs() < 0.001, "{}: parts {parts}, total {total}", problem["id"]);
        assert!(sum(list(problem, "/series"), "tickets") <= whole(problem, "/tickets"), "{}", problem["id"]);
    }
}

#[test]
fn every_ticket_is_assigned_once_and_every_number_leads_to_tickets() {
    let outputs = sample::outputs();
    let report = outputs.report();
    assert_eq!(outputs.assignments.lines().next(), Some("ticket_id,problem_id,theme,similarity"));
    let rows = csv_rows(&outputs.assignments);
    let ids: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    let all = sample::column("Ticket ID").into_iter().zip(sample::column("Subject"));
    let mut expected: Vec<String> =
        all.filter(|(_, subject)| !subject.contains("Automatic reply")).map(|(id, _)| id).collect();
    expected.sort();
    assert_eq!(ids, expected, "every ticket of the export once, in the order of its id, but for automatic replies");

    let mut members: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in rows[1..].iter().filter(|row| !row[1].is_empty()) {
        members.entry(&row[1]).or_default().insert(&row[0]);
    }
    let problems = list(&report, "/problems");
    assert_eq!(members.len(), problems.len(), "problems of the assignments and of the report");
    for problem in problems {
        let id = problem["id"].as_str().unwrap();
        let assigned = &members[id];
        assert_eq!(assigned.len() as u64, whole(problem, "/tickets"), "{id}");
        for example in list(problem, "/examples") {
            assert!(assigned.contains(example["ticket"].as_str().unwrap()), "an example of {id} is one of its tickets");
        }
    }
    for row in &rows[1..] {
        let similarity: f64 = row[3].parse().unwrap();
        assert!((-1.0..=1.0).contains(&similarity), "{row:?}");
        assert_eq!(row[1].is_empty(), row[2].is_empty(), "{row:?}: a theme comes with its problem");
        if let Some(problem) = problems.iter().find(|problem| problem["id"] == row[1].as_str()) {
            assert_eq!(problem["theme"], row[2].as_str());
        }
    }
}

#[test]
fn the_table_of_problems_says_what_the_report_says() {
    let outputs = sample::outputs();
    let report = outputs.report();
    let rows = csv_rows(&outputs.csv);
    let problems = list(&report, "/problems");
    assert_eq!(rows.len(), problems.len() + 1);
    for (row, problem) in rows[1..].iter().zip(problems) {
        let cell = |name: &str| row[rows[0].iter().position(|column| column == name).unwrap()].as_str();
        assert_eq!(problem["id"], cell("problem_id"));
        assert_eq!(problem["tickets"].to_string(), cell("tickets"));
        assert_eq!(problem["trend"]["verdict"], cell("verdict"));
        assert_eq!(problem["customers"].to_string(), cell("customers"));
    }
}

#[test]
fn what_the_terminal_shows_stands_in_every_format() {
    let outputs = sample::outputs();
    let report = outputs.report();
    let shown = usize::try_from(whole(&report, "/grouping/top")).unwrap();
    for problem in list(&report, "/problems").iter().take(shown) {
        let (id, tickets) = (problem["id"].as_str().unwrap(), whole(problem, "/tickets").to_string());
        for (format, text) in outputs.each() {
            assert!(text.contains(id), "{id} in {format}");
        }
        // Above the table stands what changed.
        let mut rows = outputs.terminal.lines().filter(|line| !line.starts_with('·'));
        let line = rows.find(|line| line.contains(&format!(" {id} "))).unwrap();
        assert!(line.split_whitespace().any(|word| word == tickets), "{line}");
    }
}

#[test]
fn reports_keep_to_their_schema() {
    let bare = run(root(), &["report", "fixtures/helpdesks/generic-text-label-csv/export.csv", "--format", "json"]);
    let bare = serde_json::from_str(&bare.stdout).unwrap();
    for (report, what) in [(sample::outputs().report(), "the sample"), (bare, "texts with a label")] {
        crate::schema::assert_keeps_to_the_schema(&report, what);
    }
    let printed = run(root(), &["schema"]).stdout;
    assert_eq!(printed, fs::read_to_string(root().join("src/render/report.schema.json")).unwrap());
}

#[test]
fn an_output_is_no_input_and_no_other_output() {
    let folder = tempfile::TempDir::new().unwrap();
    let text = fs::read_to_string(root().join(sample::PATH)).unwrap();
    fs::write(folder.path().join("tickets.csv"), &text).unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    for outputs in [
        &["-o", "tickets.csv"][..],
        &["-o", "in/../tickets.csv"],
        &["--assignments", "./tickets.csv"],
        &["--series", "tickets.csv"],
        &["-o", "x.csv", "--assignments", "x.csv"],
        &["-o", "x.csv", "-o", "./x.csv"],
        &["--series", "x.csv", "--assignments", "in/../x.csv"],
    ] {
        let ran = run(folder.path(), &[&["report", "tickets.csv", "--quality", "fast"], outputs].concat());
        assert_eq!(ran.code, Some(2), "{outputs:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("take the place of") || ran.stderr.contains("are one file"), "{}", ran.stderr);
    }
    assert_eq!(fs::read_to_string(folder.path().join("tickets.csv")).unwrap(), text);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing was written");
}
