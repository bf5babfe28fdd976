//! 300 tickets full of people: who they are, where they live, how they are reached and what they pay with. Nothing of it
//! in any output.

use std::{fs, path::Path};

use tempfile::TempDir;

use super::{Outputs, csv_text, run};

/// What is asked for, so that there are problems to report.
const ASKED: [[&str; 4]; 6] = [
    ["The invoice shows the wrong tax", "invoice", "The tax on the invoice is wrong", "for every order of this month"],
    ["The parcel never arrived", "delivery", "The parcel has not arrived", "although the tracking says delivered"],
    ["The app logs me out", "login", "The app works for a minute and then logs me out", "on the phone and the tablet"],
    ["The export is empty", "export", "The export of the report is an empty file", "whatever period is chosen"],
    ["No reset mail comes", "password", "The mail to reset the password does not come", "not even into the spam"],
    ["The calendar shows jobs twice", "calendar", "Each job stands twice in the calendar", "since the last sync"],
];

/// Within a sentence: what stands there, and the part of it that must be seen nowhere.
fn planted() -> Vec<(String, &'static str)> {
    let mut all: Vec<(String, &str)> = [
        // Telephone numbers as people of ten countries and more write them.
        ("Ring me at (415) 555-2671 please", "555-2671"),
        ("Ring me at +1 415 555 2671 please", "555 2671"),
        ("My number is 020 7946 0958", "7946"),
        ("My number is +44 7700 900123", "900123"),
        ("My number is 07700 900123", "900123"),
        ("Telefon 0171 2345678", "2345678"),
        ("Telefon +49 (0) 30 901820", "901820"),
        ("Tel. 06 12 34 56 78", "34 56 78"),
        ("Tel. +33 6 12 34 56 78", "34 56 78"),
        ("Mi número es 612 345 678", "345 678"),
        ("Il mio numero è 347 123 4567", "123 4567"),
        ("Bel me op 06-12345678", "12345678"),
        ("Nummer 044 668 18 00", "668 18 00"),
        ("Meu telefone é (11) 91234-5678", "91234"),
        ("Call +91 98765 43210", "43210"),
        ("Call 98765 43210", "43210"),
        ("Call 0412 345 678", "345 678"),
        ("Call 03-1234-5678", "1234-5678"),
        ("Zadzwoń 512 345 678", "345 678"),
        ("Ring 070-174 06 05", "174 06 05"),
        // Addresses of mail, of houses and of machines.
        ("Write to wilhelmina.o'hara+desk@mail.example.co.uk", "hara+desk"),
        ("Schreiben an jörg_bäßler@firma-example.de", "bäßler"),
        ("It should go to 12 Rosewood Lane, Springfield, IL 62704", "Rosewood"),
        ("Bitte an Rosenstraße 12a, 10115 Berlin", "Rosenstraße"),
        ("C'est pour le 24 rue de la Paix, 75002 Paris", "rue de la Paix"),
        ("We connect from 203.0.113.77", "203.0.113"),
        ("We connect from 2001:db8:85a3::8a2e:370:7334", "85a3"),
        // What one pays with.
        ("The card 4111 1111 1111 1111 was charged", "1111 1111"),
        ("The card 5500-0000-0000-0004 was charged", "0000-0004"),
        ("The card 378282246310005 was charged", "378282246310005"),
        ("IBAN DE89 3704 0044 0532 0130 00", "0532"),
        ("IBAN GB29NWBK60161331926819", "60161331926819"),
        ("IBAN FR14 2004 1010 0505 0001 3M02 606", "0505 0001"),
        // What opens doors.
        ("See https://app.example.com/reset?token=Zx81kQ9mT2&user=anna", "Zx81kQ9mT2"),
        ("See app.example.com/invite?code=QW8812ZZ", "QW8812ZZ"),
        ("The password is hunter2secret9", "hunter2secret9"),
        ("Authorization: Bearer abc123def456ghi789", "abc123def456"),
    ]
    .map(|(text, secret)| (text.to_owned(), secret))
    .to_vec();
    // In two parts, so that nobody takes them for real ones.
    all.push((format!("The key is sk_{}", "live_51HxSecretKeyValue"), "SecretKeyValue"));
    all.push((format!("The key is AKI{}", "AIOSFODNN7EXAMPLE"), "IOSFODNN7"));
    all.push((format!("The key is gh{}", "p_16C7e42F292c6912E7710c838347Ae178B4a"), "292c6912"));
    all.push((
        format!("The key is eyJ{}", "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3"),
        "dozjgNryP4J3",
    ));
    all
}

/// How letters of several languages begin and end, and the name in them.
const LETTERS: [(&str, &str, &str); 18] = [
    ("Dear Mr Featherstonehaugh,", "Kind regards,\nPhilippa Cholmondeley", "cholmondeley"),
    ("Hi Bartholomew,", "Thank you kindly, Philippina", "philippina"),
    ("Hello", "Cheers, Ermintrude", "ermintrude"),
    ("", "Thanks in advance\nEustace Quackenbush", "quackenbush"),
    ("Good morning", "Dorothea", "dorothea"),
    ("", "Bazza\nThistlewood Mowing, Toowoomba", "thistlewood"),
    ("Hallo Frau Seidenstricker,", "Liebe Grüße\nAnneliese Hülsmeyer", "hülsmeyer"),
    ("Sehr geehrter Herr Seidenstricker,", "Mit freundlichen Grüßen\nKunigunde Hülsmeyer", "seidenstricker"),
    ("Bonjour Madame Vauquelin,", "Merci d'avance,\nThéodore Lachenal", "lachenal"),
    ("Bonjour", "Cordialement,\nThéodore Vauquelin", "vauquelin"),
    ("Estimada señora Arrabal:", "Saludos,\nGumersindo Bocanegra", "bocanegra"),
    ("Gentile dottor Zucconi,", "Distinti saluti\nErmenegildo Zucconi", "zucconi"),
    ("Beste Willemijn,", "Met vriendelijke groet,\nWillemijn Oosterbaan", "oosterbaan"),
    ("Hej Torbjörn,", "Med vänlig hälsning\nTorbjörn Sjöqvist", "sjöqvist"),
    ("Prezado senhor Quaresma,", "Atenciosamente,\nBelarmino Quaresma", "quaresma"),
    ("Dzień dobry,", "Z poważaniem\nKazimierz Brzostowski", "brzostowski"),
    ("Hi Bartholomew", "Take care,\nMarmaduke", "marmaduke"),
    ("", "Best,\nMarmaduke Thistlewood\nThistlewood & Sons | +44 7700 900999", "bartholomew"),
];

/// The name of a requester that a column tells: no word of any language.
fn requester(at: usize) -> (String, String) {
    let first = ["Xav", "Leok", "Hyac", "Odal", "Zeph", "Tibald"][at % 6];
    let middle = ["er", "ad", "inth", "ys", "yrin"][at % 5];
    let last = ["Quist", "Wrzes", "Fauntl", "Echev", "Brzob", "Zwick"][at / 2 % 6];
    (format!("{first}{middle}o"), format!("{last}{middle}{}", ["orp", "niew", "eroy", "erri", "nagl"][at / 6 % 5]))
}

/// Where names stand in a text: file names, small letters, alone.
fn named(at: usize) -> String {
    let (first, last) = requester(at / 5);
    match at % 5 {
        0 => format!("The file invoice_{first}_{last}.pdf is attached"),
        1 => format!("My colleague {} {} sees it too", first.to_lowercase(), last.to_lowercase()),
        2 => format!("{last} is how I am registered"),
        3 => format!("See screenshot-{last}.png and {first}{last}.docx"),
        _ => format!("I am {first} {last} from the office"),
    }
}

fn rows() -> Vec<Vec<String>> {
    let planted = planted();
    let mut rows =
        vec![["id", "subject", "description", "type", "requester name", "created_at"].map(str::to_owned).to_vec()];
    for at in 0..300 {
        let [subject, category, said, more] = ASKED[at % ASKED.len()];
        let (greeting, closing, _) = LETTERS[at % LETTERS.len()];
        let (secret, _) = &planted[at % planted.len()];
        let (first, last) = requester(at / 5);
        // In every fourth subject, which may become a title.
        let subject = if at % 4 == 0 { format!("{subject}. {secret}") } else { subject.to_owned() };
        let body = format!("{greeting}\n{said} {more}. {secret}. {}.\n{closing}", named(at));
        rows.push(vec![
            (1_000 + at).to_string(),
            subject,
            body,
            category.to_owned(),
            format!("{first} {last}"),
            format!("2026-0{}-{:02}", at % 5 + 2, at % 27 + 1),
        ]);
    }
    rows
}

/// Everything that can be shown of the tickets: what it is and its text.
fn shown(folder: &Path) -> Vec<(String, String)> {
    let outputs = Outputs::of(folder, Path::new("tickets.csv"), &["--quality", "fast", "--top", "20"]);
    let mut all: Vec<(String, String)> = outputs.each().map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec();
    let words = "tax OR parcel OR app OR export OR mail OR job";
    let looks: [&[&str]; 9] = [
        &["report", "tickets.csv", "--format", "slack"],
        &["report", "tickets.csv", "--format", "digest"],
        &["report", "tickets.csv", "--format", "email"],
        &["report", "tickets.csv", "--ledger", "ledger", "--format", "json"],
        &["show", "P-1", "tickets.csv"],
        &["show", "P-2", "tickets.csv", "--format", "json"],
        &["search", words, "tickets.csv", "--limit", "300", "--index", "index"],
        &["search", words, "tickets.csv", "--limit", "300", "--format", "json"],
        &["inspect", "clusters", "tickets.csv"],
    ];
    for args in looks {
        let ran = run(folder, &[args, &["--quality", "fast"]].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{args:?}");
        all.push((args.join(" "), ran.stdout));
    }
    for ticket in ["1000", "1004", "1007"] {
        let ran = run(folder, &["inspect", "text", "tickets.csv", "--ticket", ticket]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        all.push((format!("inspect text {ticket}"), ran.stdout));
    }
    let columns = run(folder, &["inspect", "columns", "tickets.csv"]);
    all.push(("inspect columns".to_owned(), columns.stdout));
    for file in ["memory.jsonl", "problems.toml"] {
        all.push((file.to_owned(), fs::read_to_string(folder.join("ledger").join(file)).unwrap()));
    }
    all
}

#[test]
fn nothing_of_300_tickets_full_of_people_is_in_any_output() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("tickets.csv"), csv_text(&rows())).unwrap();
    let shown = shown(folder.path());
    let tickets = shown.iter().find(|(name, _)| name.starts_with("search") && name.ends_with("json")).unwrap();
    assert!(
        tickets.1.matches("\"ticket\":").count() > 250,
        "nearly every ticket is shown, so that something is tested"
    );
    let mut secrets: Vec<String> = planted().iter().map(|(_, secret)| secret.to_lowercase()).collect();
    secrets.extend(LETTERS.iter().map(|(.., name)| (*name).to_owned()));
    for (first, last) in (0..60).map(requester) {
        secrets.extend([first.to_lowercase(), last.to_lowercase()]);
    }
    secrets.sort();
    secrets.dedup();
    let mut leaks = vec![];
    for (name, text) in &shown {
        let text = text.to_lowercase();
        for secret in &secrets {
            if let Some(at) = text.find(secret.as_str()) {
                let from = text[..at].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
                let around: String = text[from..].chars().take(120).collect();
                leaks.push(format!("{secret} in {name}: …{around}…"));
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}
