//! Tickets that attack their reader: every format shows them and obeys none.

use std::{fs, path::Path, sync::OnceLock};

use serde_json::Value;
use tempfile::TempDir;

use super::{Outputs, csv_rows, csv_text, list, run};

/// What an attacker writes, and a word that says which attack it was when it is shown.
const ATTACKS: &[(&str, &str)] = &[
    ("\u{1b}[2J\u{1b}]0;owned\u{7} Printer terminalescape prints nothing", "terminalescape"),
    ("Calendar <script>alert(1)</script><img src=x onerror=alert(1)> scriptinjection lost", "scriptinjection"),
    ("Invoice | markdowninjection | wrong `code` [click](javascript:alert(1)) **bold** # head", "markdowninjection"),
    ("=cmd|'/C calc'!A0 formulainjection password rejected", "formulainjection"),
    ("+HYPERLINK(\"https://evil.example\") plusformula parcel delayed", "plusformula"),
    ("@everyone @team mentioninjection login page slow", "mentioninjection"),
    ("Refund \u{202e}gnp.exe\u{202c} \u{200b}bidioverride \u{2066}never came\u{2069}", "bidioverride"),
    ("\t=1+1 @SUM(1+1) -2+3+cmd|'/C calc'!A0 tabformula voucher refused", "tabformula"),
    ("Photo upload\0 nulcharacter fails\u{9b}31m \u{85}\u{7f}", "nulcharacter"),
];

/// Endings that make of each attack some tickets that are alike.
const ENDINGS: [&str; 5] =
    ["since today", "since yesterday", "on my phone", "again, please help", "for everybody in the office"];

/// The tickets of all attacks, each text once as subject with a body and once as body alone.
fn rows() -> Vec<Vec<String>> {
    let mut rows =
        vec![["id", "subject", "description", "type", "requester", "created_at"].map(str::to_owned).to_vec()];
    for (attack, word) in ATTACKS {
        for (at, ending) in ENDINGS.iter().enumerate() {
            let text = format!("{attack} {ending}");
            let body = format!("{attack} The {word} happens {ending}.");
            let id = if at == 4 { format!("=1+{}", rows.len()) } else { rows.len().to_string() };
            let category = format!("={attack}");
            let customer = format!("<b>{at}</b>@x.example");
            rows.push(vec![id, text, body, category, customer, format!("2026-03-{:02}", rows.len() % 28 + 1)]);
        }
    }
    rows
}

/// What a closer look shows of the attacks, and the formats that go to people: name and text.
fn looks() -> &'static Vec<(String, String)> {
    static LOOKS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    LOOKS.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let name = "a<b>|`.csv";
        let mut rows = rows();
        // A word of five thousand letters in every field of text.
        let long = "<b>x@y".replace("x@y", &"x".repeat(5_000));
        rows.push(vec!["9001".to_owned(), long.clone(), long.clone(), long.clone(), long, "2026-03-09".to_owned()]);
        fs::write(folder.path().join(name), csv_text(&rows)).unwrap();
        let mut shown = vec![];
        let mut add = |args: &[&str]| {
            let quick = if args.contains(&"text") { &[][..] } else { &["--quality", "fast"] };
            let ran = run(folder.path(), &[args, quick].concat());
            assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{args:?}");
            shown.push((args.join(" "), ran.stdout));
        };
        for format in ["slack", "digest", "email"] {
            add(&["report", name, "--top", "30", "--format", format]);
        }
        for format in ["terminal", "markdown", "json"] {
            add(&["show", "P-1", name, "--format", format]);
        }
        for format in ["terminal", "json"] {
            add(&["search", "today OR yesterday OR phone OR office", name, "--limit", "100", "--format", format]);
            add(&["inspect", "text", name, "--ticket", "9001", "--format", format]);
            add(&["inspect", "clusters", name, "--format", format]);
        }
        shown
    })
}

/// Every output of the attacks, from a file whose name and header are hostile too.
fn outputs() -> &'static Outputs {
    static OUTPUTS: OnceLock<Outputs> = OnceLock::new();
    OUTPUTS.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let name = if cfg!(windows) { "tickets.csv" } else { "a\u{1b}[31m<b>|`.csv" };
        fs::write(folder.path().join(name), csv_text(&rows())).unwrap();
        Outputs::of(folder.path(), Path::new(name), &["--top", "30"])
    })
}

/// Characters that act on a screen: C0 and C1 controls, bidi controls, zero-width space.
fn acts(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

#[test]
fn the_attacks_are_problems_of_the_report() {
    let report = outputs().report();
    let problems = list(&report, "/problems");
    for (_, word) in ATTACKS {
        let shown = problems.iter().any(|problem| problem.to_string().to_lowercase().contains(word));
        assert!(shown, "{word} is in no problem, so nothing is tested by it");
    }
}

#[test]
fn no_output_holds_a_character_that_acts() {
    for (format, text) in outputs().each() {
        if format == "assignments" {
            continue; // Ids stand as in the export.
        }
        if let Some(at) = text.find(acts) {
            let from = text[..at].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
            panic!("{format} at byte {at}: {:?}", text[from..].chars().take(80).collect::<String>());
        }
    }
}

#[test]
fn html_and_markdown_open_no_tag() {
    let attributes = ["onerror=", "onload="];
    for (format, text) in [("html", &outputs().html), ("markdown", &outputs().markdown)] {
        let lower = text.to_lowercase();
        assert!(!lower.contains("<script>alert") && !lower.contains("<img"), "{format}");
        assert!(!lower.contains("href=\"javascript"), "{format}");
    }
    let markdown = &outputs().markdown;
    assert!(!markdown.contains("<script"), "markdown");
    for tag in outputs().html.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
        assert!(!attributes.iter().any(|attribute| tag.to_lowercase().contains(attribute)), "<{tag}>");
    }
}

#[test]
fn markdown_breaks_no_table_links_nothing_and_mentions_nobody() {
    let markdown = &outputs().markdown;
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let tables: Vec<&str> = markdown.lines().filter(|line| line.starts_with('|')).collect();
    assert!(tables.len() > ATTACKS.len());
    let first = markdown.lines().position(|line| line.starts_with('|')).unwrap();
    let ranking: Vec<&str> = markdown.lines().skip(first).take_while(|line| line.starts_with('|')).collect();
    for line in &ranking {
        assert_eq!(cells(line), cells(ranking[0]), "{line}");
    }
    let bare = markdown.replace("\\[", "").replace("\\]", "").replace("\\`", "");
    assert!(!bare.contains("](javascript"));
    for mention in ["@everyone", "@team"] {
        assert!(!markdown.contains(mention), "{mention} would notify people");
    }
}

#[test]
fn no_cell_is_a_formula() {
    for row in csv_rows(&outputs().csv) {
        for cell in row {
            let number = cell.parse::<f64>().is_ok();
            assert!(number || !cell.trim_start().starts_with(['=', '+', '-', '@', '|', '\t', '\r']), "{cell}");
        }
    }
}

#[test]
fn parquet_holds_the_attacks_as_plain_text() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("t.csv"), csv_text(&rows())).unwrap();
    let ran =
        run(folder.path(), &["report", "t.csv", "--quality", "fast", "-o", "p.parquet", "--assignments", "a.parquet"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let file = fs::File::open(folder.path().join("p.parquet")).unwrap();
    let table = parquet::file::serialized_reader::SerializedFileReader::new(file).unwrap();
    let rows: Vec<String> = table.into_iter().map(|row| row.unwrap().to_string()).collect();
    assert!(rows.len() > 3, "{rows:?}");
    for row in &rows {
        assert!(!row.contains(acts), "{row:?}");
    }
    assert!(folder.path().join("a.parquet").exists());
}

#[test]
fn ids_are_assigned_as_they_stand_in_the_export_but_for_formulas() {
    let rows = csv_rows(&outputs().assignments);
    let mut got: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    let given = self::rows();
    // No id with a sign before it is a number.
    let guarded = |id: &String| if id.starts_with(['=', '+', '-', '@']) { format!("'{id}") } else { id.clone() };
    let mut expected: Vec<String> = given[1..].iter().map(|row| guarded(&row[0])).collect();
    assert!(expected.iter().any(|id| id.starts_with('\'')), "no id is a formula");
    got.sort_unstable();
    expected.sort_unstable();
    assert_eq!(got, expected);
}

#[test]
fn json_is_json_and_carries_no_page_breaker() {
    let report: Value = outputs().report();
    assert_eq!(report["schema"], 1);
    assert!(!outputs().html.to_lowercase().contains("</script><"), "data in the page cannot end its script");
}

#[test]
fn a_closer_look_holds_no_character_that_acts_and_mentions_nobody() {
    for (name, text) in looks() {
        if let Some(at) = text.find(acts) {
            let from = text[..at].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
            panic!("{name} at byte {at}: {:?}", text[from..].chars().take(80).collect::<String>());
        }
        if !name.contains("json") && !name.contains("terminal") {
            assert!(!text.contains("@everyone") && !text.contains("@team"), "{name} notifies people");
        }
    }
}

#[test]
fn a_closer_look_opens_no_tag_and_breaks_no_table() {
    for (name, text) in looks()
        .iter()
        .filter(|(name, _)| name.contains("markdown") || name.contains("email") || name.contains("digest"))
    {
        let lower = text.to_lowercase();
        assert!(
            !lower.contains("<script>alert") && !lower.contains("<img src=x") && !lower.contains("href=\"javascript"),
            "{name}"
        );
        if name.contains("markdown") {
            assert!(!lower.contains("<script") && !lower.contains("<b>"), "{name}");
            let cells = |line: &str| line.replace("\\|", "").matches('|').count();
            let tables: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
            assert!(tables.len() > 3);
            assert!(tables.iter().all(|line| cells(line) == cells(tables[0])), "{name}");
        }
    }
    let (_, slack) = looks().iter().find(|(name, _)| name.contains("slack")).unwrap();
    assert!(!slack.contains("<!channel>") && !slack.contains("<!everyone>") && !slack.contains("<@"));
}

#[test]
fn a_word_of_five_thousand_letters_is_cut_everywhere() {
    for (name, text) in looks().iter().filter(|(name, _)| !name.contains("inspect text")) {
        assert!(!text.contains(&"x".repeat(400)), "{name}");
    }
}
