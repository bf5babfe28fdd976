//! Three hundred tickets full of personal data: none of it in any output of any command.

use std::{collections::BTreeSet, fs, path::Path, sync::OnceLock};

use tempfile::TempDir;

use super::{Ran, csv_text, ended, program, run};

const TICKETS: usize = 300;

/// Names that are no words.
const FIRST: [&str; 12] = [
    "Siobhan",
    "Tadeusz",
    "Ingeborg",
    "Xavier",
    "Marisol",
    "Dmitri",
    "Oluwaseun",
    "Kazimierz",
    "Annelise",
    "Giuseppe",
    "Bronwyn",
    "Thorsten",
];
const LAST: [&str; 11] = [
    "Kowalczyk",
    "Featherstone",
    "Abernathy",
    "Guðmundsson",
    "Papadopoulos",
    "Nakamura",
    "Schwarzenbach",
    "O'Shaughnessy",
    "Villanueva",
    "Okonkwo",
    "Lindqvist",
];

/// Names that are words, always written where they are names.
const WORDS: [(&str, &str); 4] = [("Mark", "Will"), ("Grace", "Page"), ("Bill", "Hope"), ("Rose", "Park")];

const AGENTS: [&str; 3] = ["Wilhelmina Osterberg", "Cuthbert Ravenscroft", "Philippa Thistlewood"];

/// Problems that recur, so that every ticket is grouped and shown somewhere.
const COMPLAINTS: [&str; 6] = [
    "the invoice export fails with an empty spreadsheet",
    "the mobile app logs me out every few minutes",
    "the parcel tracking page shows no delivery date",
    "the password reset mail never arrives in my inbox",
    "the calendar shows every appointment twice",
    "the card payment is declined at checkout",
];

/// A number whose last digit makes it right by Luhn's rule.
fn card(seed: usize) -> String {
    let body = format!("4539{:011}", seed * 7_919 % 99_999_999_999);
    let digit = |at: usize| (body.as_bytes()[at] - b'0') as u32;
    let sum: u32 = (0..15)
        .map(|at| {
            if at % 2 == 0 {
                let two = digit(at) * 2;
                if two > 9 { two - 9 } else { two }
            } else {
                digit(at)
            }
        })
        .sum();
    let all = format!("{body}{}", (10 - sum % 10) % 10);
    all.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect::<Vec<_>>().join(" ")
}

/// A German account number with right check digits (ISO 7064, mod 97-10).
fn iban(seed: usize) -> String {
    let account = format!("37040044{:010}", seed * 104_729);
    let rest = format!("{account}131400").bytes().fold(0u64, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
    format!("DE{:02}{account}", 98 - rest)
}

/// One ticket: who wrote it, what it says, and what must not be seen of it.
struct Planted {
    row: Vec<String>,
    secrets: Vec<String>,
}

fn ticket(at: usize) -> Planted {
    let word_name = at % 10 == 9;
    let (first, last) = if word_name { WORDS[at / 10 % 4] } else { (FIRST[at % 12], LAST[at % 11]) };
    let agent = AGENTS[at % 3];
    let email = format!("user{at}.{}@mail{at}.example", first.to_lowercase());
    let (said, secret) = match at % 15 {
        0 => ("Write to me at", email.clone()),
        1 => ("Call me on", format!("+49 30 {:07}", 1_234_567 + at * 31)),
        2 => ("My number is", format!("(555) {:03}-{:04}", 200 + at % 700, 1000 + at * 17 % 9000)),
        3 => ("I used the card", card(at)),
        4 => ("My account is", iban(at)),
        5 => ("The key I use is", format!("sk_live_{:024x}", at as u128 * 0x1f3d_5b79_u128 + 0xabcd_ef01_2345)),
        6 => ("Our key is", format!("AKIA{:016}", at * 7_919 + 1_000_000)),
        7 => ("It comes from", format!("203.0.{}.{}", at % 250, (at * 7) % 250 + 1)),
        8 => ("It comes from", format!("2001:db8:{:x}:{:x}::{:x}", at + 4096, at * 3 + 256, at + 16)),
        9 => ("My password is", format!("Hunter{at}!xQ")),
        10 => ("I live at", format!("{} Rosewood Lane", at + 1)),
        11 => ("It was sent to", format!("Lindenhofstraße {}", at + 1)),
        12 => ("My token is", format!("ghp_{:036x}", at as u128 * 0x9e37_79b9_7f4a_7c15_u128 + 7)),
        13 => ("See", format!("https://portal.example/customer/{}?mail={email}", 90_000 + at)),
        _ => ("My order is", format!("ORD-2026-{:06}", 345_000 + at)),
    };
    let body = format!(
        "Hi {agent},\n\nsince Monday {}. {said} {secret}. I told {first} {last} about it, and {} is waiting as well.\n\nKind regards,\n{first} {last}",
        COMPLAINTS[at % 6],
        if word_name { format!("{first} {last}") } else { first.to_owned() },
    );
    let subject = if word_name {
        format!("{} ({first} {last})", COMPLAINTS[at % 6])
    } else {
        format!("{} for {last}", COMPLAINTS[at % 6])
    };
    let day = format!("2026-{:02}-{:02}", 1 + at % 6, 1 + at % 28);
    let row = vec![
        format!("T-{at}"),
        subject,
        body,
        format!("{first} {last}"),
        email.clone(),
        agent.to_owned(),
        day,
        "Support".to_owned(),
    ];
    let mut secrets = vec![secret, email, format!("{first} {last}"), agent.to_owned()];
    if !word_name {
        secrets.extend([first.to_owned(), last.to_owned()]);
    }
    secrets.extend(agent.split(' ').map(str::to_owned));
    Planted { row, secrets }
}

/// The export in a folder of its own, and all that must not be seen.
fn planted() -> &'static (TempDir, BTreeSet<String>) {
    static PLANTED: OnceLock<(TempDir, BTreeSet<String>)> = OnceLock::new();
    PLANTED.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let header =
            ["id", "subject", "description", "requester_name", "requester_email", "assignee", "created_at", "group"];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        let mut secrets = BTreeSet::new();
        for one in (0..TICKETS).map(ticket) {
            rows.push(one.row);
            secrets.extend(one.secrets);
        }
        fs::write(folder.path().join("tickets.csv"), csv_text(&rows)).unwrap();
        (folder, secrets)
    })
}

/// What is masked does not depend on how much is read: the quick way will do.
fn done(args: &[&str]) -> Ran {
    let quick = ["--quality", "fast"];
    let reads_little = args[0] == "inspect" && args[1] != "clusters";
    let ran = run(planted().0.path(), &[args, if reads_little { &[] } else { &quick[..] }].concat());
    assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.stderr);
    ran
}

fn assert_nothing_leaks(what: &str, shown: &[u8]) {
    let text = String::from_utf8_lossy(shown).to_lowercase();
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for secret in &planted().1 {
        let secret = secret.to_lowercase();
        let close: String = secret.chars().filter(|c| !c.is_whitespace()).collect();
        let seen = text.contains(&secret) || (secret.len() > 12 && bare.contains(&close));
        if seen {
            let at = text.find(&secret).unwrap_or(0);
            let from = text[..at].char_indices().rev().nth(80).map_or(0, |(at, _)| at);
            panic!("{secret:?} is in {what}: {:?}", text[from..].chars().take(200).collect::<String>());
        }
    }
}

/// Every file under a folder.
fn files(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

#[test]
fn nothing_personal_is_in_any_report() {
    let (folder, _) = planted();
    let out = TempDir::new().unwrap();
    let mut command = program(folder.path());
    command
        .args(["report", "tickets.csv", "--top", "50", "--quality", "fast", "--ledger"])
        .arg(out.path().join("ledger"));
    for name in
        ["r.txt", "r.md", "r.digest.md", "r.html", "r.email.html", "r.json", "r.csv", "r.parquet", "r.slack.json"]
    {
        command.arg("-o").arg(out.path().join(name));
    }
    command.arg("--assignments").arg(out.path().join("a.csv")).arg("--series").arg(out.path().join("s.csv"));
    let ran = ended(&mut command);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let mut written = vec![];
    files(out.path(), &mut written);
    assert!(written.len() >= 12, "{written:?}");
    for path in &written {
        assert_nothing_leaks(&path.display().to_string(), &fs::read(path).unwrap());
    }
    let json = fs::read_to_string(out.path().join("r.json")).unwrap();
    assert!(json.contains("<name>") && json.contains("\"tickets\": 300"), "the tickets are in the report");
    assert_nothing_leaks("stderr", ran.stderr.as_bytes());
}

#[test]
fn nothing_personal_is_shown_by_a_closer_look() {
    let report = done(&["report", "tickets.csv", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&report.stdout).unwrap();
    let ids: Vec<&str> = report["problems"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert!(ids.len() >= 3, "{ids:?}");
    for format in ["terminal", "markdown", "json"] {
        let shown = done(&["show", ids[0], "tickets.csv", "--format", format]);
        assert_nothing_leaks(&format!("show --format {format}"), shown.stdout.as_bytes());
    }
    for format in ["terminal", "json"] {
        for query in ["invoice", "Siobhan OR invoice", "Kowalczyk", "waiting"] {
            let found = done(&["search", query, "tickets.csv", "--limit", "300", "--format", format]);
            let shown = if query == "invoice" || query == "waiting" {
                found.stdout.clone()
            } else {
                found.stdout.to_lowercase()
            };
            assert_nothing_leaks(&format!("search {query} --format {format}"), shown.as_bytes());
        }
        let text = done(&["inspect", "text", "tickets.csv", "--ticket", "T-0", "--format", format]);
        assert_nothing_leaks("inspect text", text.stdout.as_bytes());
        let clusters = done(&["inspect", "clusters", "tickets.csv", "--format", format]);
        assert_nothing_leaks("inspect clusters", clusters.stdout.as_bytes());
        let columns = done(&["inspect", "columns", "tickets.csv", "--format", format]);
        assert_nothing_leaks("inspect columns", columns.stdout.as_bytes());
    }
}

#[test]
fn an_index_on_disk_holds_masked_text_only() {
    let (folder, _) = planted();
    let out = TempDir::new().unwrap();
    let index = out.path().join("index");
    let index = index.to_str().unwrap();
    let first = done(&["search", "invoice", "tickets.csv", "--index", index]);
    let again = done(&["search", "invoice", "tickets.csv", "--index", index]);
    assert_eq!(first.stdout, again.stdout);
    let mut written = vec![];
    files(Path::new(index), &mut written);
    assert!(!written.is_empty());
    // Words of an index stand uncompressed or not at all: names are looked for as words.
    for path in written {
        assert_nothing_leaks(&path.display().to_string(), &fs::read(&path).unwrap());
    }
    assert!(folder.path().join("tickets.csv").exists());
}

#[test]
fn personal_data_in_a_query_finds_nothing_and_says_so() {
    for query in ["user0.siobhan@mail0.example", "Kowalczyk", "\"+49 30 1234598\""] {
        let found = done(&["search", query, "tickets.csv", "--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&found.stdout).unwrap();
        assert_eq!((&value["matching"], value["masked"].as_array().map(Vec::len)), (&0.into(), Some(1)), "{query}");
        assert!(
            value["warning"].as_str().unwrap().contains("masked") && !found.stdout.contains(query.trim_matches('"'))
        );
    }
}

#[test]
fn unmasked_words_are_shown_on_request_with_a_warning() {
    for args in [&["report", "tickets.csv", "--no-mask"][..], &["search", "invoice", "tickets.csv", "--no-mask"]] {
        let ran = done(args);
        assert!(ran.stderr.contains("--no-mask") && ran.stderr.contains("warning"), "{}", ran.stderr);
        assert!(planted().1.iter().any(|secret| ran.stdout.contains(secret.as_str())), "{args:?} shows nobody's words");
    }
    let masked = done(&["report", "tickets.csv", "--format", "json"]);
    let open = done(&["report", "tickets.csv", "--format", "json", "--no-mask"]);
    let titles = |text: &str| {
        let report: serde_json::Value = serde_json::from_str(text).unwrap();
        report["problems"].as_array().unwrap().iter().map(|one| one["title"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&masked.stdout), titles(&open.stdout), "titles stay masked");
}
