//! A chat's export: most conversations begin with a greeting, which is a ticket and no problem.

use std::fs;

use tempfile::TempDir;

use super::{list, run, whole};

#[test]
fn greetings_are_counted_and_are_no_problem() {
    let talk = [
        "Hi",
        "Hii",
        "Hlo sir",
        "Hello sir",
        "Good morning",
        "ok",
        "Thanks",
        "Please help me",
        "I have a question",
        "Is anyone there?",
    ];
    let said =
        ["I want to cancel my order of", "Please cancel my order:", "Cancel order", "How do I cancel my order for"];
    let things = ["a lamp", "two chairs", "the desk", "a rug", "the sofa", "my pillows", "a mirror"];
    let mut csv = "id,message,created\n".to_owned();
    for at in 0..100 {
        let message = match at % 5 {
            0 => format!("{} {}", said[at / 5 % said.len()], things[at / 5 % things.len()]),
            1 => format!("{}{}", talk[at / 5 % talk.len()], ["!", " sir", " please", "...", " team"][at % 7 % 5]),
            _ => talk[at % talk.len()].to_owned(),
        };
        csv += &format!("C{at},{message},2026-{:02}-{:02}\n", 1 + at % 5, 1 + at % 28);
    }
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("chat.csv"), csv).unwrap();
    let ran = run(folder.path(), &["report", "chat.csv", "--quality", "fast", "--format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let of = |name: &str| whole(&report, &format!("/grouping/{name}"));
    assert_eq!((whole(&report, "/intake/tickets"), of("small_talk")), (100, 80));
    assert_eq!((of("grouped") + of("ungrouped"), of("grouped") > 15), (100, true));
    assert!(list(&report, "/problems").iter().all(|problem| problem["title"].as_str().unwrap().contains("ancel")));
    assert!(list(&report, "/caveats").iter().all(|caveat| caveat["code"] != "much_ungrouped"), "they are no strays");

    let table = run(folder.path(), &["report", "chat.csv", "--quality", "fast"]).stdout;
    assert!(table.lines().any(|line| line.contains("say nothing specific") && line.contains("80.0%")), "{table}");
}
