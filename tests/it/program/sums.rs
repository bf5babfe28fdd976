//! Parts add up to totals, in every format and over every export there is.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tempfile::TempDir;

use super::{Outputs, csv_rows, list, root, sample, skipped, whole};

/// What a printed share may be off: half of the last decimal.
const PRINTED: f64 = 0.05;

/// What a share of the contract may be off: half of the last decimal.
const ROUNDED: f64 = 0.5e-4 + 1e-9;

/// Collects what does not add up.
struct Sums {
    of: String,
    wrong: Vec<String>,
}

impl Sums {
    fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, parts: T, all: T) {
        if parts != all {
            self.wrong.push(format!("{}: {what}: {parts:?} is not {all:?}", self.of));
        }
    }

    fn near(&mut self, what: &str, parts: f64, all: f64, within: f64) {
        if (parts - all).abs() > within {
            self.wrong.push(format!("{}: {what}: {parts} is not {all}", self.of));
        }
    }
}

fn tickets(one: &Value) -> u64 {
    whole(one, "/tickets")
}

fn real(one: &Value, name: &str) -> f64 {
    one[name].as_f64().unwrap()
}

fn word<'a>(one: &'a Value, name: &str) -> &'a str {
    one[name].as_str().unwrap()
}

/// Everything that is wrong with the sums of a run.
fn faults(of: &str, outputs: &Outputs) -> Vec<String> {
    let report = outputs.report();
    let mut sums = Sums { of: of.to_owned(), wrong: vec![] };
    intake(&mut sums, &report);
    grouping(&mut sums, &report);
    periods(&mut sums, &report);
    scores(&mut sums, &report);
    assigned(&mut sums, &report, &outputs.assignments);
    table(&mut sums, &report, &outputs.csv);
    printed(&mut sums, &report, "terminal", &lines(&outputs.terminal));
    printed(&mut sums, &report, "markdown", &cells(&outputs.markdown));
    page(&mut sums, &report, &outputs.html);
    sums.wrong
}

fn intake(sums: &mut Sums, report: &Value) {
    let of = |name: &str| whole(report, &format!("/intake/{name}"));
    let parts = ["tickets", "folded", "joined", "duplicates", "rejected"];
    sums.same("rows", parts.iter().map(|name| of(name)).sum(), of("rows"));
    let files = list(report, "/intake/files");
    for name in ["rows", "tickets", "folded", "joined", "rejected"] {
        sums.same(
            &format!("{name} of the files"),
            files.iter().map(|file| whole(file, &format!("/{name}"))).sum(),
            of(name),
        );
    }
    let rejects = list(report, "/intake/rejects").iter().map(|reject| whole(reject, "/count")).sum();
    sums.same("reasons of rejects", rejects, of("rejected"));
}

fn grouping(sums: &mut Sums, report: &Value) {
    let (problems, themes) = (list(report, "/problems"), list(report, "/themes"));
    let of = |name: &str| whole(report, &format!("/grouping/{name}"));
    sums.same("grouped and ungrouped", of("grouped") + of("ungrouped"), whole(report, "/intake/tickets"));
    sums.same("tickets of the problems", problems.iter().map(tickets).sum(), of("grouped"));
    sums.same("problems", problems.len() as u64, of("problems"));
    sums.same("themes", themes.len() as u64, of("themes"));
    for name in ["problems", "tickets"] {
        let part = |part: &str| whole(report, &format!("/grouping/{part}/{name}"));
        sums.same(
            &format!("{name} shown and further"),
            part("shown") + part("further"),
            of(if name == "tickets" { "grouped" } else { name }),
        );
    }
    // Each share is its count over all, rounded once: they need not add up to exactly 1.
    let all = whole(report, "/intake/tickets").max(1) as f64;
    for one in problems.iter().chain(themes) {
        sums.near(&format!("share of {}", one["id"]), real(one, "share"), tickets(one) as f64 / all, ROUNDED);
    }
    for name in ["grouped", "ungrouped"] {
        let share = real(&report["grouping"], &format!("{name}_share"));
        sums.near(&format!("share of the {name}"), share, of(name) as f64 / all, ROUNDED);
    }

    let by_id: BTreeMap<&str, &Value> = problems.iter().map(|problem| (word(problem, "id"), problem)).collect();
    for problem in problems {
        let members = list(problem, "/members").len() as u64;
        sums.same(&format!("members of {}", problem["id"]), members, tickets(problem));
    }
    let mut in_themes = 0;
    for theme in themes {
        let of = format!("theme {}", theme["id"]);
        let mine: Vec<&Value> = list(theme, "/problems").iter().map(|id| by_id[id.as_str().unwrap()]).collect();
        in_themes += mine.len();
        sums.same(&of, mine.iter().map(|problem| tickets(problem)).sum(), tickets(theme));
        sums.same(&of, mine.iter().all(|problem| problem["theme"] == theme["id"]), true);
        if theme["series"].is_array() {
            for (at, point) in list(theme, "/series").iter().enumerate() {
                let all = mine.iter().map(|problem| tickets(&problem["series"][at])).sum();
                sums.same(&format!("{of}, {}", point["period"]), all, tickets(point));
            }
        }
    }
    sums.same("problems of the themes", in_themes, problems.len());
    if let Some(last) = report.pointer("/headline/pareto").and_then(Value::as_array).and_then(|pareto| pareto.last()) {
        sums.same("running sum", tickets(last), of("grouped"));
        sums.near("running share", real(last, "share"), of("grouped") as f64 / all, ROUNDED);
    }
}

/// What is in the periods, outside of them and without a date is all there is.
fn periods(sums: &mut Sums, report: &Value) {
    if report["period"].is_null() {
        return;
    }
    let series = list(report, "/period/series");
    let inside: u64 = series.iter().map(tickets).sum();
    let rest = whole(report, "/period/outside") + whole(report, "/period/undated");
    sums.same("tickets inside and outside of the periods", inside + rest, whole(report, "/intake/tickets"));
    let problems = list(report, "/problems");
    for (at, point) in series.iter().enumerate() {
        let grouped: u64 = problems.iter().map(|problem| tickets(&problem["series"][at])).sum();
        sums.same(&format!("at most all tickets of {}", point["period"]), grouped <= tickets(point), true);
    }
    for problem in problems {
        let mine: u64 = list(problem, "/series").iter().map(tickets).sum();
        sums.same(&format!("at most all tickets of {}", problem["id"]), mine <= tickets(problem), true);
        if let Some(recent) = problem["trend"]["recent"].as_u64() {
            let length = whole(report, "/period/recent") as usize;
            let last: u64 = list(problem, "/series").iter().rev().take(length).map(tickets).sum();
            sums.same(&format!("recent tickets of {}", problem["id"]), last, recent);
        }
    }
}

fn scores(sums: &mut Sums, report: &Value) {
    for problem in list(report, "/problems") {
        let parts = list(problem, "/score/parts").iter().map(|part| real(part, "contribution")).sum();
        sums.near(&format!("score of {}", problem["id"]), parts, real(&problem["score"], "total"), 1e-9);
    }
}

/// Every ticket once; two files may call different tickets by one id.
fn assigned(sums: &mut Sums, report: &Value, assignments: &str) {
    let rows = csv_rows(assignments);
    let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    rows[1..].iter().for_each(|row| of.entry(row[1].as_str()).or_default().push(&row[0]));
    let alone = of.remove("").map_or(0, |ids| ids.len());
    sums.same("assignments", rows.len() as u64 - 1, whole(report, "/intake/tickets"));
    sums.same("assigned to none", alone as u64, whole(report, "/grouping/ungrouped"));
    let sorted = |mut ids: Vec<_>| {
        ids.sort_unstable();
        ids
    };
    let members = |problem| list(problem, "/members").iter().map(|id| id.as_str().unwrap()).collect::<Vec<&str>>();
    let told: BTreeMap<&str, Vec<&str>> =
        list(report, "/problems").iter().map(|one| (word(one, "id"), sorted(members(one)))).collect();
    let of: BTreeMap<&str, Vec<&str>> = of.into_iter().map(|(id, ids)| (id, sorted(ids))).collect();
    sums.same("assigned to each", of == told, true);
}

fn table(sums: &mut Sums, report: &Value, csv: &str) {
    let rows = csv_rows(csv);
    let column = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
    let (count, share) = (column("tickets"), column("share"));
    let all: u64 = rows[1..].iter().map(|row| row[count].parse::<u64>().unwrap()).sum();
    sums.same("CSV", all, whole(report, "/grouping/grouped"));
    let shares: f64 = rows[1..].iter().map(|row| row[share].parse::<f64>().unwrap()).sum();
    let grouped = real(&report["grouping"], "grouped_share");
    sums.near("shares in the CSV", shares, grouped, ROUNDED * rows.len() as f64);
}

/// The lines of a terminal's table, to its last one: what stands in each.
fn lines(terminal: &str) -> Vec<Vec<&str>> {
    let table: Vec<&str> = terminal.lines().skip_while(|line| !line.starts_with('─')).skip(1).collect();
    let last = table.iter().position(|line| line.trim_start().starts_with("all tickets"));
    table[..last.map_or(0, |at| at + 1)].iter().map(|line| line.split_whitespace().collect()).collect()
}

/// The rows of the first table of a digest.
fn cells(markdown: &str) -> Vec<Vec<&str>> {
    let rows = markdown.lines().filter(|line| line.starts_with("| ")).skip(1);
    let first = rows.take_while(|line| !line.starts_with("| Theme"));
    first.map(|line| line.split(['|', ' ']).filter(|word| !word.is_empty()).collect()).collect()
}

/// A line of a table: its tickets and its share, which stand beside each other.
fn counted(line: &[&str]) -> Option<(u64, f64)> {
    let mut pairs = line.windows(2).filter_map(|pair| {
        let share = pair[1].strip_suffix('%')?.trim_start_matches('<').parse().ok()?;
        Some((pair[0].replace(',', "").parse().ok()?, share))
    });
    pairs.next_back()
}

/// What a reader adds up: the problems shown, the further ones and the rest make the whole.
fn printed(sums: &mut Sums, report: &Value, format: &str, lines: &[Vec<&str>]) {
    let counted: Vec<(u64, f64)> = lines.iter().filter_map(|line| counted(line)).collect();
    let Some(((all, whole_share), parts)) = counted.split_last() else {
        return sums.same(&format!("{format} has a table"), whole(report, "/grouping/problems"), 0);
    };
    let (tickets, shares) = parts.iter().fold((0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    sums.same(&format!("tickets in {format}"), tickets, *all);
    sums.same(&format!("all tickets in {format}"), *all, whole(report, "/intake/tickets"));
    sums.near(&format!("shares in {format}"), shares, *whole_share, PRINTED * parts.len() as f64 + 1e-6);
    sums.near(&format!("the whole in {format}"), *whole_share, 100.0, 1e-6);
}

fn page(sums: &mut Sums, report: &Value, html: &str) {
    let data = html.split("data-tickets=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let listed: u64 = data.map(|count| count.parse::<u64>().unwrap()).sum();
    sums.same("problems of the page", listed, whole(report, "/grouping/grouped"));
    let numbers = |line: &str| -> Vec<u64> {
        let words = line.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.' && c != '%');
        words.filter_map(|word| word.replace(',', "").parse().ok()).collect()
    };
    if let Some(line) = html.lines().find(|line| line.contains(" in problems") && line.contains(" make ")) {
        let of = |name: &str| whole(report, name);
        let talk = of("/grouping/small_talk");
        let alone = of("/grouping/ungrouped") - talk;
        let parts = [alone, talk].into_iter().filter(|tickets| *tickets > 0);
        let told: Vec<u64> =
            [of("/grouping/grouped")].into_iter().chain(parts).chain([of("/intake/tickets")]).collect();
        sums.same("the page's sentence of the ungrouped", numbers(line), told);
    }
    if let Some(line) = html.lines().find(|line| line.contains(" records = ")) {
        let numbers = numbers(line);
        sums.same("the page's sentence of the records", numbers[1..].iter().sum(), numbers[0]);
    }
}

fn run(of: &str, export: &Path) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    faults(of, &Outputs::of(folder.path(), export, &["--quality", "fast"]))
}

/// The exports of all cases of a room of fixtures, by the case.
fn exports(room: &str) -> Vec<(PathBuf, PathBuf)> {
    let mut found = vec![];
    for case in fs::read_dir(root().join("fixtures").join(room)).unwrap().map(|entry| entry.unwrap().path()) {
        let entries = if case.is_dir() { fs::read_dir(&case).unwrap() } else { continue };
        let is_export = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with("export");
        found.extend(entries.map(|entry| entry.unwrap().path()).find(is_export).map(|export| (case, export)));
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_sample_adds_up_in_every_format() {
    none(&faults("sample", sample::outputs()));
}

/// Alone each of them is too small for a problem.
#[test]
fn the_exports_of_all_helpdesks_add_up_together() {
    let all = TempDir::new().unwrap();
    for (case, export) in exports("helpdesks") {
        let place = all.path().join(case.file_name().unwrap());
        fs::create_dir(&place).unwrap();
        copy(&export, &place.join(export.file_name().unwrap()));
    }
    none(&run("all helpdesks", all.path()));
}

#[test]
fn every_planted_history_adds_up() {
    none(
        &exports("trends")
            .iter()
            .flat_map(|(case, export)| run(&case.display().to_string(), export))
            .collect::<Vec<_>>(),
    );
}

/// Largest real export that is read here, in bytes: the sums of larger ones are no others.
const LARGEST: u64 = 1_000_000;

fn size(path: &Path) -> u64 {
    if path.is_dir() {
        fs::read_dir(path).unwrap().map(|entry| size(&entry.unwrap().path())).sum()
    } else {
        path.metadata().map_or(0, |file| file.len())
    }
}

/// Real exports that lie beside a checkout and may not be committed; a worktree of it says where they are.
#[test]
fn real_exports_add_up() {
    let given = std::env::var_os("FIXFIRST_EXPORTS").map(PathBuf::from);
    let beside = root().parent().map(|folder| folder.join("shared/exports"));
    let Some(place) = given.into_iter().chain(beside).find(|place| place.is_dir()) else {
        return skipped("no real exports beside this checkout (../shared/exports)");
    };
    let mut exports: Vec<PathBuf> = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).collect();
    exports.retain(|export| export.is_dir() && size(export) <= LARGEST);
    exports.sort();
    none(&exports.iter().flat_map(|export| run(&export.display().to_string(), export)).collect::<Vec<_>>());
}

#[test]
fn what_does_not_add_up_is_seen() {
    let mut report = sample::outputs().report();
    let more = |value: &mut Value| *value = (value.as_u64().unwrap() + 1).into();
    more(&mut report["problems"][0]["tickets"]);
    more(&mut report["intake"]["folded"]);
    let mut sums = Sums { of: String::new(), wrong: vec![] };
    intake(&mut sums, &report);
    grouping(&mut sums, &report);
    for what in ["rows", "folded of the files", "tickets of the problems", "members", "theme"] {
        assert!(sums.wrong.iter().any(|fault| fault.contains(what)), "{what}: {:?}", sums.wrong);
    }
    let mut sums = Sums { of: String::new(), wrong: vec![] };
    printed(
        &mut sums,
        &report,
        "text",
        &lines(
            "────\n 1 P-1 It fails 90 50% 3 13.0% 12 ▁▁▃ · steady\n   since 3 May\n   rest 20 10.0%\n   all tickets 90 100.0%\n",
        ),
    );
    assert_eq!(sums.wrong.len(), 3, "{:?}", sums.wrong);
}
