//! Sums of a report over made exports, the explained place of a problem, and accounts beside the tickets.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::{csv_rows, csv_text, list, root, run, whole};

/// Three problems and strays, over half a year, from customers with an account each.
fn export() -> String {
    let texts = [
        ("Password reset mail never arrives", "I asked for a new password and the reset mail never arrives", "Login"),
        ("Invoice shows the wrong tax rate", "The invoice shows the wrong tax rate for our country again", "Billing"),
        ("App crashes when I open the camera", "The app crashes as soon as I open the camera to scan a code", "App"),
    ];
    let mut csv = "id,subject,description,category,created_at,email,handle time in minutes\n".to_owned();
    for at in 0..180 {
        let (subject, body, category) = texts[at % 3];
        let category = if at % 11 == 5 { "Other" } else { category };
        let day = format!("2026-{:02}-{:02}", 1 + at / 30, 1 + at % 28);
        csv +=
            &format!("{at},{subject},{body} {at},{category},{day},u{}@c{}.example,{}\n", at % 70, at % 70, 5 + at % 9);
    }
    csv
}

fn sum(report: &Value, pointer: &str, field: &str) -> usize {
    list(report, pointer).iter().map(|one| one[field].as_u64().unwrap() as usize).sum()
}

#[test]
fn parts_add_up_a_place_is_explained_and_accounts_are_matched() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("tickets.csv"), export()).unwrap();
    let accounts: String =
        (0..70).map(|at| format!("u{at}@c{at}.example,{},{}\n", ["Free", "Pro"][at % 2], at * 10)).collect();
    fs::write(path("accounts.csv"), format!("email,plan,mrr\n{accounts}")).unwrap();
    let common = ["report", "tickets.csv", "--quality", "fast", "--accounts", "accounts.csv"];
    let with = |more: &[&str]| run(folder.path(), &[&common[..], more].concat());

    let ran = with(&["--format", "json", "--cost-per-hour", "60"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    crate::schema::assert_keeps_to_the_schema(&report, "with accounts and money");
    let (grouped, ungrouped) = (whole(&report, "/grouping/grouped"), whole(&report, "/grouping/ungrouped"));
    assert_eq!(grouped + ungrouped, 180);
    assert_eq!(sum(&report, "/problems", "tickets"), grouped as usize);
    assert_eq!(sum(&report, "/themes", "tickets"), grouped as usize);
    for problem in list(&report, "/problems") {
        let parts: f64 = list(problem, "/score/parts").iter().map(|part| part["contribution"].as_f64().unwrap()).sum();
        assert!((parts - problem["score"]["total"].as_f64().unwrap()).abs() < 1e-9, "{problem}");
        let (hours, money) = (&problem["outlook"]["hours"]["value"], &problem["outlook"]["money"]["value"]);
        // Of what is gone less than one ticket is to come, which may be no tenth of an hour.
        let gone = problem["trend"]["verdict"] == "gone";
        assert!((gone || hours.as_f64().unwrap() > 0.0) && money.as_f64().unwrap() > 0.0, "{problem}");
    }
    let told = list(&report, "/caveats").iter().find(|caveat| caveat["code"] == "accounts").unwrap();
    assert_eq!((&told["matched"], &told["tickets"]), (&180.into(), &180.into()));
    assert!(!ran.stdout.contains("c17.example"), "nobody is named");

    let id = report["problems"][0]["id"].as_str().unwrap();
    let explained = with(&["--explain", id]);
    assert!(explained.stdout.starts_with(&format!("Why {id} stands where it stands")), "{}", explained.stdout);
    let unknown = with(&["--explain", "P-999"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (Some(2), ""));
    assert!(unknown.stderr.contains("there is no problem P-999"), "{}", unknown.stderr);

    fs::write(path("accounts.csv"), "colour,plan\nred,Pro\n").unwrap();
    let refused = with(&[]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(3), ""));
    assert!(refused.stderr.contains("accounts.csv, line 2"), "{}", refused.stderr);
}

#[test]
fn plans_and_tenure_that_the_export_states_make_segments_without_a_flag() {
    // Who is logged out (A) mostly came this week and is on trial; the others write of anything.
    let planted = fs::read_to_string(root().join("fixtures/trends/steady/export.csv")).unwrap();
    let mut rows = csv_rows(&planted);
    rows[0].extend(["Plan", "MRR", "Customer since", "Team"].map(str::to_owned));
    for (at, row) in rows.iter_mut().enumerate().skip(1) {
        let new = row[0].starts_with("A-") && at % 10 != 9;
        let (plan, since) = match new {
            true => ("Trial", row[1][..10].to_owned()),
            false => (["Team", "Business"][at % 2], format!("2023-{:02}-11", 1 + at % 12)),
        };
        let mrr = if new { "1" } else { "90" };
        row.extend([plan.to_owned(), mrr.to_owned(), since, (at % 4).to_string()]);
    }
    let csv = csv_text(&rows);
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("tickets.csv"), csv).unwrap();
    let ran = run(folder.path(), &["report", "tickets.csv", "--quality", "fast", "--format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let of_a = |problem: &&Value| {
        let members = list(problem, "/members");
        members.iter().filter(|id| id.as_str().unwrap().starts_with("A-")).count() * 2 > members.len()
    };
    let (mine, others): (Vec<&Value>, Vec<&Value>) = list(&report, "/problems").iter().partition(|one| of_a(one));
    let problem = mine[0];
    let segments: Vec<(&str, &str)> = list(problem, "/segments")
        .iter()
        .map(|segment| (segment["by"].as_str().unwrap(), segment["name"].as_str().unwrap()))
        .collect();
    for segment in [("plan", "Trial"), ("tenure", "first week")] {
        assert!(segments.contains(&segment), "{segments:?}");
    }
    // What they are worth moves them down, as these pay next to nothing.
    let value = |problem: &Value| {
        let parts = list(problem, "/score/parts").iter().find(|part| part["name"] == "value").unwrap();
        parts["contribution"].as_f64().unwrap()
    };
    assert!(value(problem) < 0.0 && !others.is_empty() && others.iter().all(|other| value(other) > 0.0), "{problem}");
    assert!(!ran.stdout.contains(&rows[17][4]), "nobody is named");
}
