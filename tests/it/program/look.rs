//! A closer look at the sample: one problem, a search, how texts were cleaned and grouped.

use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use super::{Ran, list, root, run, sample};

/// Reads the sample once for all looks at it.
fn look(args: &[&str]) -> Ran {
    static CACHE: OnceLock<TempDir> = OnceLock::new();
    let cache = CACHE.get_or_init(|| {
        let cache = TempDir::new().unwrap();
        let ran = run(root(), &["report", sample::PATH, "--cache", cache.path().to_str().unwrap()]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        cache
    });
    let cached = ["--cache", cache.path().to_str().unwrap()];
    run(root(), &[args, if args.contains(&"text") { &[] } else { &cached[..] }].concat())
}

fn json(args: &[&str]) -> Value {
    let ran = look(&[args, &["--format", "json"]].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{args:?}");
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn a_problem_is_shown_with_every_ticket_of_the_report() {
    let report = sample::outputs().report();
    let problem = &list(&report, "/problems")[0];
    let id = problem["id"].as_str().unwrap();
    let shown = json(&["show", id, sample::PATH]);
    let mut tickets: Vec<&Value> = list(&shown, "/tickets").iter().map(|ticket| &ticket["ticket"]).collect();
    let mut members: Vec<&Value> = list(problem, "/members").iter().collect();
    tickets.sort_by_key(|id| id.to_string());
    members.sort_by_key(|id| id.to_string());
    assert_eq!(tickets, members);
    assert_eq!(shown["problem"]["title"], problem["title"]);
    for format in ["terminal", "markdown"] {
        let ran = look(&["show", &id.replace("P-", "p"), sample::PATH, "--format", format]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        for member in &members {
            assert!(ran.stdout.contains(member.as_str().unwrap()), "{member} in {format}");
        }
        assert!(ran.stdout.contains("--ledger") || ran.stdout.contains("ledger"), "says that ids are not kept");
    }
}

#[test]
fn an_unknown_problem_offers_the_nearest_ids() {
    let ran = look(&["show", "P-9999", sample::PATH]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(
        ran.stderr.contains("there is no P-9999") && ran.stderr.contains("the nearest ids are P-"),
        "{}",
        ran.stderr
    );
    let wrong = look(&["show", "seventeen", sample::PATH]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("P-17"), "{}", wrong.stderr);
}

#[test]
fn a_search_finds_problems_first_and_then_tickets() {
    let found = json(&["search", "quote expired", sample::PATH]);
    let report = sample::outputs().report();
    let first = &list(&found, "/problems")[0];
    assert!(first["title"].as_str().unwrap().to_lowercase().contains("expired"), "{first}");
    assert!(first["matching"].as_u64() > Some(5) && first["matching"].as_u64() <= first["tickets"].as_u64());
    let tickets = list(&found, "/tickets");
    let scores: Vec<f64> = tickets.iter().map(|ticket| ticket["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b) && tickets.len() == 10);
    for ticket in tickets {
        assert!(
            ticket["text"].as_str().unwrap().to_lowercase().contains("expir")
                || ticket["text"].to_string().contains("uote")
        );
    }
    let id = first["problem"].as_str().unwrap();
    let all = json(&["search", &format!("problem:{id}"), sample::PATH, "--limit", "1000"]);
    let size = list(&report, "/problems").iter().find(|problem| problem["id"] == id).unwrap()["tickets"].as_u64();
    assert_eq!(all["matching"].as_u64(), size);
    let near = json(&["search", "kicked out of the application", sample::PATH]);
    // "Put the phone in airplane mode … You're signed out": the problem of this ticket, whatever its title.
    let signed_out = |problem: &&Value| list(problem, "/members").contains(&Value::from("49206"));
    let wanted = &list(&report, "/problems").iter().find(signed_out).unwrap()["id"];
    assert!(list(&near, "/nearest/problems").iter().take(3).any(|one| one["problem"] == *wanted), "{near}");
}

#[test]
fn a_malformed_query_is_refused_before_the_work() {
    for (query, says) in
        [("\"open", "quotation mark"), ("colour:red", "there is no field colour"), ("a OR", "OR stands")]
    {
        let ran = look(&["search", query, "no-such-file.csv"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{query}");
        assert!(ran.stderr.contains(says) && ran.stderr.contains("help:"), "{}", ran.stderr);
    }
}

#[test]
fn cleaning_is_told_with_counts_and_never_with_what_went() {
    let (header, rows) = sample::rows();
    let column = |name: &str| header.iter().position(|column| column == name).unwrap();
    let row = rows.iter().find(|row| row[column("Description")].lines().count() > 4).unwrap();
    let id = &row[0];
    let told = json(&["inspect", "text", sample::PATH, "--ticket", id]);
    assert_eq!(told["tickets"].as_u64(), sample::outputs().report()["intake"]["tickets"].as_u64());
    assert_eq!(told["ticket"]["ticket"], id.as_str());
    assert!(!list(&told, "/masked").is_empty() && !list(&told, "/languages").is_empty());
    let missing = look(&["inspect", "text", sample::PATH, "--ticket", "nobody"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.contains("there is no ticket nobody"), "{}", missing.stderr);
}

#[test]
fn grouping_is_told_for_every_problem() {
    let told = json(&["inspect", "clusters", sample::PATH]);
    let report = sample::outputs().report();
    assert_eq!(list(&told, "/problems").len(), list(&report, "/problems").len());
    assert_eq!(told["ungrouped"], report["grouping"]["ungrouped"]);
    let joined_at = told["joined_at"].as_f64().unwrap();
    let scale = list(&told, "/scale");
    assert!(scale[0].as_f64() < Some(joined_at) && Some(joined_at) < scale[1].as_f64());
    let pairs = list(&told, "/pairs");
    assert!(pairs.windows(2).all(|pair| pair[0]["similarity"].as_f64() >= pair[1]["similarity"].as_f64()));
    assert!(!pairs.is_empty());
}
