//! Nothing personal in any output of the sample, whose tickets are full of it.

use std::{collections::BTreeSet, fs};

use super::{root, sample};

/// Digits from which a number may be a telephone, card or account number.
const LONG: usize = 7;

/// What a person would read as one number: digits and the separators that numbers have.
fn numbers(text: &str) -> Vec<&str> {
    let mut found = vec![];
    let mut from = None;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match (c, from) {
            ('0'..='9', start) => {
                from = start.or(Some(at));
                end = at + 1;
            }
            (' ' | '-' | '.' | '(' | ')' | '/' | '+' | '\u{a0}', Some(_)) if at < end + 2 => {}
            (_, Some(start)) => {
                found.push(&text[start..end]);
                from = None;
            }
            (_, None) => {}
        }
    }
    found.extend(from.map(|start| &text[start..end]));
    found
}

fn digits(number: &str) -> usize {
    number.bytes().filter(u8::is_ascii_digit).count()
}

/// Words that look like an e-mail address.
fn addresses(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_alphanumeric() || "@._%+-".contains(c);
    text.split(|c| !is_part(c))
        .filter(|word| word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.')))
        .collect()
}

/// Every text that customers wrote and that a report shows: titles, keywords, examples, names of themes.
fn shown_texts() -> Vec<String> {
    fn walk(value: &serde_json::Value, into: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => into.push(text.clone()),
            serde_json::Value::Array(all) => all.iter().for_each(|one| walk(one, into)),
            serde_json::Value::Object(all) => all.values().for_each(|one| walk(one, into)),
            _ => {}
        }
    }
    let mut texts = vec![];
    walk(&sample::outputs().report(), &mut texts);
    texts
}

#[test]
fn no_address_is_in_any_output() {
    for (format, text) in sample::outputs().each() {
        assert_eq!(addresses(text), Vec::<&str>::new(), "{format}");
        for address in sample::column("Email") {
            assert!(!text.contains(&address), "{address} in {format}");
        }
    }
}

#[test]
fn no_requester_is_named_in_any_output() {
    let names: BTreeSet<String> = sample::column("Full name").into_iter().filter(|name| name.contains(' ')).collect();
    assert!(names.len() > 100);
    for (format, text) in sample::outputs().each() {
        let text = text.to_lowercase();
        for name in &names {
            assert!(!text.contains(&name.to_lowercase()), "{name} in {format}");
        }
    }
}

/// A date as the reports write it: its digits are nobody's.
fn is_date(number: &str) -> bool {
    number.len() == 10 && number.starts_with("20") && number.matches('-').count() == 2
}

fn long_numbers(text: &str) -> Vec<&str> {
    numbers(text).into_iter().filter(|number| digits(number) >= LONG && !is_date(number)).collect()
}

#[test]
fn no_long_number_of_a_ticket_is_in_any_output() {
    let texts = [sample::column("Subject"), sample::column("Description")].concat();
    let long: BTreeSet<&str> = texts.iter().flat_map(|text| long_numbers(text)).collect();
    assert!(long.len() > 20, "the sample has telephone and account numbers: {}", long.len());
    for (format, text) in sample::outputs().each() {
        for number in &long {
            assert!(!text.contains(number), "{number} in {format}");
        }
    }
}

#[test]
fn no_shown_text_holds_a_long_number() {
    for text in shown_texts() {
        assert_eq!(long_numbers(&text), Vec::<&str>::new(), "in {text:?}");
    }
}

/// Crates that fetch or encrypt: with one of them in the build, "nothing leaves the machine" is a matter of trust.
const TALKERS: &[&str] = &[
    "attohttpc",
    "curl",
    "h2",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "object_store",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "schannel",
    "tungstenite",
    "ureq",
];

#[test]
fn nothing_in_the_build_speaks_http_or_tls() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let built: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(built.contains(&"polars"), "the names are read");
    let found: Vec<&&str> = TALKERS.iter().filter(|name| built.contains(name)).collect();
    assert!(found.is_empty(), "in Cargo.lock: {found:?}");
}

#[test]
fn the_finders_find() {
    assert_eq!(addresses("write to <a.b@c.example>, now"), ["a.b@c.example"]);
    assert_eq!(numbers("call +44 (0)20 7946-0000 now, x 12"), ["44 (0)20 7946-0000", "12"]);
    assert_eq!((digits("44 (0)20 7946-0000"), addresses("@team a@b")), (13, vec![]));
}
