//! What a reader must keep in mind is told where it holds, and nowhere else.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use super::{csv_rows, csv_text, list, root, run, sample};

/// The caveats of an export, by their codes.
fn told(folder: &Path, export: &Path) -> Vec<String> {
    let ran = run(folder, &["report", export.to_str().unwrap(), "--quiet", "--quality", "fast", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}: {}", export.display(), ran.stderr);
    let report = serde_json::from_str(&ran.stdout).unwrap();
    list(&report, "/caveats").iter().map(|caveat| caveat["code"].as_str().unwrap().to_owned()).collect()
}

fn fixture(path: &str) -> PathBuf {
    root().join("fixtures").join(path)
}

/// The sample's header and those of its rows that belong to a problem, or to none.
fn sample_rows(keep: impl Fn(usize, &str) -> bool) -> String {
    let problems: std::collections::BTreeMap<String, String> =
        csv_rows(&sample::outputs().assignments).into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let (header, rows) = sample::rows();
    let kept = rows
        .into_iter()
        .enumerate()
        .filter(|(at, row)| problems.get(&row[0]).is_some_and(|problem| keep(*at, problem)));
    csv_text(&[header].into_iter().chain(kept.map(|(_, row)| row)).collect::<Vec<_>>())
}

#[test]
fn each_is_told_of_an_export_that_it_holds_for() {
    let folder = TempDir::new().unwrap();
    let made = |name: &str, text: String| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let (header, rows) = sample::rows();
    let created = header.iter().position(|column| column == "Created time").unwrap();
    let email = header.iter().position(|column| column == "Email").unwrap();
    let changed = |change: &dyn Fn(usize, &mut Vec<String>)| {
        let mut all = rows.clone();
        all.iter_mut().enumerate().for_each(|(at, row)| change(at, row));
        csv_text(&[vec![header.clone()], all].concat())
    };
    let few_days = changed(&|at, row| row[created] = ["2026-01-06 00:00", "2026-06-01 00:00"][at % 2].to_owned());
    let no_customers = {
        let names =
            ["Full name", "Email", "Company Name"].map(|name| header.iter().position(|one| one == name).unwrap());
        let without = |row: &Vec<String>| {
            let kept = row.iter().enumerate().filter(|(at, _)| !names.contains(at));
            kept.map(|(_, cell)| cell.clone()).collect::<Vec<_>>()
        };
        csv_text(&[&header].into_iter().chain(&rows).map(without).collect::<Vec<_>>())
    };
    let unreadable = changed(&|at, row| {
        if at % 3 == 0 {
            row[created] = "sometime in spring".to_owned();
        }
    });
    let no_dates = {
        let dated = |name: &String| ["time", "Time"].iter().any(|word| name.contains(word));
        let times: Vec<usize> = (0..header.len()).filter(|at| dated(&header[*at])).collect();
        changed(&|_, row| times.iter().for_each(|at| row[*at].clear()))
    };
    let undated = changed(&|at, row| {
        if at % 5 == 0 {
            row[created].clear();
        }
    });
    let name = header.iter().position(|column| column == "Full name").unwrap();
    let one_customer = changed(&|_, row| {
        (row[email], row[name]) = ("only@one.example".to_owned(), "Only One".to_owned());
    });
    let few_customers = {
        changed(&|at, row| {
            if at % 3 > 0 {
                row[email].clear();
                row[name].clear();
            }
        })
    };
    let mixed = {
        let german = [
            "Die App meldet mich nach jedem Update ab und ich muss mich neu anmelden",
            "Seit gestern kommen keine Rechnungen mehr bei unseren Kunden an",
            "Der Kalender zeigt jeden Termin doppelt an und niemand weiß warum",
        ];
        changed(&|at, row| {
            if at % 4 == 0 {
                (row[1], row[2]) = (String::new(), format!("{} ({at})", german[at / 4 % 3]));
            }
        })
    };
    // A Saturday; the Sunday after it has two or three tickets in other weeks.
    let saturday = rows.iter().filter(|row| row[created].as_str() < "2026-10-18").cloned();
    let quiet_end = csv_text(&[header.clone()].into_iter().chain(saturday).collect::<Vec<_>>());
    let first = list(&sample::outputs().report(), "/problems")[0]["id"].as_str().unwrap().to_owned();
    let cases = [
        ("thin_data", made("thin.csv", sample_rows(|_, problem| problem == first))),
        ("much_ungrouped", made("alone.csv", sample_rows(|_, problem| problem.is_empty() || problem == first))),
        ("few_days", made("few.csv", few_days)),
        ("quiet_end", made("saturday.csv", quiet_end)),
        ("no_customers", made("nobody.csv", no_customers)),
        ("few_customers", made("few-customers.csv", few_customers)),
        ("unreadable_dates", made("unreadable.csv", unreadable)),
        ("no_dates", made("undated.csv", no_dates)),
        ("undated", made("some.csv", undated)),
        ("one_customer", made("one.csv", one_customer)),
        ("other_languages", made("mixed.csv", mixed)),
        ("one_customer", fixture("trends/one_customer_wrote_most/export.csv")),
        ("one_customer_lately", fixture("trends/one_noisy_customer/export.csv")),
        ("one_day", fixture("trends/one_day_holds_most/export.csv")),
        ("one_day_lately", fixture("trends/one_day_incident/export.csv")),
        ("empty_periods", fixture("trends/gap_in_the_export/export.csv")),
        ("half_filled_periods", fixture("trends/gap_in_the_export/export.csv")),
        ("doubled_periods", fixture("trends/doubled_week/export.csv")),
        ("partial_periods", fixture("trends/half_last_week/export.csv")),
        ("short_history", fixture("helpdesks/zendesk-account-fields-csv/export.csv")),
    ];
    let silent: Vec<String> = cases
        .iter()
        .filter_map(|(code, export)| {
            let codes = told(folder.path(), export);
            (!codes.iter().any(|told| told == code)).then(|| format!("{}: {code} not in {codes:?}", export.display()))
        })
        .collect();
    assert!(silent.is_empty(), "\n{}", silent.join("\n"));
}

#[test]
fn the_sample_needs_none_but_those_of_its_last_days_and_rejects() {
    let report = sample::outputs().report();
    let codes: Vec<&str> = list(&report, "/caveats").iter().map(|caveat| caveat["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["partial_periods", "rejected"]);
}
