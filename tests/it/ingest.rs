//! Exports of every helpdesk and every kind of broken input, read through the library. Cases are folders:
//! one more is a folder, not a line here.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use fixfirst::{
    ingest::{
        self, Settings, encoding,
        error::IngestError,
        from_csv, from_json, helpdesk,
        intake::{FileIntake, Intake, Note, RejectReason},
        sources::{Content, Source},
    },
    model::{
        progress::Silent,
        ticket::{Priority, Ticket, TicketState},
        time::Timestamp,
    },
};
use serde_json::{Value, json};

pub fn fixtures(room: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(room)
}

pub fn folders(room: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(fixtures(room)).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

fn read(path: &Path) -> Result<Intake, IngestError> {
    ingest::read(&[path.to_owned()], &Settings::default(), &Silent)
}

pub fn read_text(name: &str, text: impl Into<Vec<u8>>) -> Result<Intake, IngestError> {
    let source = Source { name: name.to_owned(), content: Content::Bytes(text.into()), in_folder: None };
    ingest::read_sources(vec![source], &Settings::default(), &Silent)
}

/// The export of a case: `export.csv`, `export.json.gz` or a folder `export`.
fn export_of(folder: &Path) -> PathBuf {
    let mut entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_export = |path: &PathBuf| file_name(path).split('.').next() == Some("export");
    entries.find(is_export).unwrap()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// The fields of a ticket as the expectations write them.
pub fn shown(ticket: &Ticket) -> Value {
    let day = |at: Option<Timestamp>| at.map(|at| at.day().to_string());
    let state = ticket.state.map(|state| match state {
        TicketState::Open => "open",
        TicketState::Pending => "pending",
        TicketState::Done => "done",
    });
    let priority = ticket.priority.map(|priority| match priority {
        Priority::Low => "low",
        Priority::Normal => "normal",
        Priority::High => "high",
        Priority::Urgent => "urgent",
    });
    json!({
        "id": ticket.id, "line": ticket.origin.line, "subject": ticket.subject, "body": ticket.body,
        "created": day(ticket.created), "updated": day(ticket.updated), "solved": day(ticket.solved),
        "state": state, "priority": priority, "category": ticket.category, "product": ticket.product, "tags": ticket.tags,
        "channel": ticket.channel, "customer": ticket.customer, "organization": ticket.organization,
        "satisfaction": ticket.satisfaction, "reopens": ticket.reopens, "replies": ticket.replies, "handle": ticket.handle_minutes,
        "url": ticket.url, "language": ticket.language, "version": ticket.version, "duplicate_of": ticket.duplicate_of,
        "plan": ticket.account.plan, "size": ticket.account.size, "value": ticket.account.value,
        "since": ticket.account.since.map(|day| day.to_string()),
    })
}

fn note_name(note: &Note) -> &'static str {
    match note {
        Note::NoDates => "NoDates",
        Note::UnreadableDates { .. } => "UnreadableDates",
        Note::AmbiguousDates { .. } => "AmbiguousDates",
        Note::SwappedDates { .. } => "SwappedDates",
        Note::TimeZone { .. } => "TimeZone",
        Note::NoIds { .. } => "NoIds",
        Note::CategoryForText { .. } => "CategoryForText",
        Note::SameNumbers { .. } => "SameNumbers",
        Note::StandInDate { .. } => "StandInDate",
        Note::UndecodableText { .. } => "UndecodableText",
        Note::LongTextCut { .. } => "LongTextCut",
        Note::FileSkipped { .. } => "FileSkipped",
        Note::FilesSkipped { .. } => "FilesSkipped",
        Note::Accounts { .. } => "Accounts",
        Note::AccountCells { .. } => "AccountCells",
    }
}

pub fn rejects(intake: &Intake) -> Value {
    intake.rejects.iter().map(|reject| (reject.reason.name().to_owned(), json!(reject.count))).collect()
}

fn assert_adds_up(intake: &Intake, of: &str) {
    let rejected: usize = intake.rejects.iter().map(|reject| reject.count).sum();
    assert_eq!(
        intake.rows,
        intake.corpus.len() + intake.folded + intake.joined + intake.duplicates + rejected,
        "{of}: rows are tickets, further messages, side records, duplicates and rejects"
    );
    let of_files = |count: fn(&FileIntake) -> usize| intake.files.iter().map(count).sum::<usize>();
    assert_eq!(of_files(|file| file.folded), intake.folded, "{of}: further messages of the files");
    assert_eq!(of_files(|file| file.joined), intake.joined, "{of}: side records of the files");
    assert_eq!(of_files(|file| file.rejected), rejected, "{of}: rejects of the files");
    assert_eq!(
        intake.files.iter().map(|file| file.tickets).sum::<usize>(),
        intake.corpus.len(),
        "{of}: tickets of the files"
    );
    assert_eq!(intake.files.iter().map(|file| file.rows).sum::<usize>(), intake.rows, "{of}: rows of the files");
}

#[test]
fn every_helpdesk_is_known_by_its_export_and_read_as_expected() {
    let mut wrong = vec![];
    for folder in folders("helpdesks") {
        let case = file_name(&folder);
        let export = export_of(&folder);
        let expected: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
        let intake = match read(&export) {
            Ok(intake) => intake,
            Err(error) => {
                wrong.push(format!("{case}: {error}"));
                continue;
            }
        };
        assert_adds_up(&intake, &case);
        let mut compare = |what: &str, got: Value, expected: &Value| {
            if got != *expected {
                wrong.push(format!("{case}: {what} is {got}, expected {expected}"));
            }
        };
        let main = intake.files.iter().max_by_key(|file| file.tickets).unwrap();
        compare("helpdesk", json!(main.helpdesk), &expected["helpdesk"]);
        compare("tickets", json!(intake.corpus.len()), &expected["tickets"]);
        compare("duplicates", json!(intake.duplicates), &expected["duplicates"]);
        compare("folded", json!(intake.folded), expected.get("folded").unwrap_or(&json!(0)));
        compare("joined", json!(intake.joined), expected.get("joined").unwrap_or(&json!(0)));
        compare("rejected", rejects(&intake), &expected["rejected"]);
        let notes: Vec<&str> = intake.notes.iter().map(note_name).collect();
        compare("notes", json!(notes), expected.get("notes").unwrap_or(&json!([])));
        for (ticket, fields) in intake.corpus.tickets().iter().zip(expected["first"].as_array().unwrap()) {
            let shown = shown(ticket);
            for (field, value) in fields.as_object().unwrap() {
                compare(&format!("{} of {}", field, ticket.id), shown[field].clone(), value);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_second_helpdesk_claims_an_export_as_strongly() {
    let mut torn = vec![];
    for folder in folders("helpdesks") {
        let export = export_of(&folder);
        let Some(decoded) = export.is_file().then(|| encoding::decode(fs::read(&export).unwrap())).flatten() else {
            continue;
        };
        let json = from_json::looks_like(&decoded.text);
        let table = if json {
            from_json::read(&decoded.text, decoded.lossy).map(|read| read.table).ok()
        } else {
            from_csv::read(&decoded.text, decoded.lossy).ok()
        };
        let mut claims = table.map(|table| helpdesk::claims(&table)).unwrap_or_default();
        claims.sort_by_key(|(strength, row)| (std::cmp::Reverse(*strength), row.id));
        if let [(first, one), (second, other), ..] = claims.as_slice()
            && first == second
        {
            torn.push(format!("{}: {} and {}, {first} columns each", file_name(&folder), one.id, other.id));
        }
    }
    assert!(torn.is_empty(), "\n{}", torn.join("\n"));
}

#[test]
fn a_folder_is_named_for_the_helpdesk_it_holds() {
    for folder in folders("helpdesks") {
        let expected: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
        let helpdesk = expected["helpdesk"].as_str().unwrap();
        assert!(file_name(&folder).starts_with(&format!("{helpdesk}-")), "{}", folder.display());
    }
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let whole = |mut intake: Intake| {
        let tickets: Vec<Value> = intake.corpus.tickets().iter().map(shown).map(without_line).collect();
        let columns: Vec<_> = intake.files.iter_mut().flat_map(|file| std::mem::take(&mut file.columns)).collect();
        (tickets, columns, (intake.duplicates, intake.folded), rejects(&intake))
    };
    for case in [
        "zendesk-account-csv",
        "servicenow-fields-csv",
        "servicenow-event-log-csv",
        "freshdesk-list-csv",
        "intercom-messages-csv",
        "twcs-csv",
        "app-reviews-play-csv",
    ] {
        let bytes = fs::read(fixtures("helpdesks").join(case).join("export.csv")).unwrap();
        let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        let mut records = csv_records(&text);
        let straight = whole(read_text("a.csv", bytes).unwrap());
        records[1..].reverse();
        let turned: Vec<u8> = records.concat().chars().map(|c| c as u32 as u8).collect();
        assert_eq!(whole(read_text("a.csv", turned).unwrap()), straight, "{case}");
    }
}

fn without_line(mut ticket: Value) -> Value {
    ticket.as_object_mut().unwrap().remove("line");
    ticket
}

/// Physical records with their line ends; quotes hold lines together.
fn csv_records(text: &str) -> Vec<String> {
    let (mut records, mut record, mut quoted) = (vec![], String::new(), false);
    for line in text.split_inclusive('\n') {
        record.push_str(line);
        quoted ^= line.matches('"').count() % 2 == 1;
        if !quoted {
            records.push(std::mem::take(&mut record));
        }
    }
    records
}

#[test]
fn bad_input_is_explained() {
    let mut wrong = vec![];
    for folder in folders("bad") {
        let case = file_name(&folder);
        let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
        let given = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| !path.ends_with("expected.txt"))
            .unwrap();
        let got = match read(&given) {
            Ok(intake) => {
                assert_adds_up(&intake, &case);
                let notes: Vec<String> = intake.notes.iter().map(|note| format!("{note:?}\n")).collect();
                let (tickets, duplicates) = (intake.corpus.len(), intake.duplicates);
                let rejects = intake
                    .rejects
                    .iter()
                    .map(|r| format!("{} {} at {}\n", r.reason.name(), r.count, r.examples[0].line));
                format!("{tickets} tickets, {duplicates} duplicates\n{}{}", rejects.collect::<String>(), notes.concat())
            }
            Err(error) => {
                let useless = if error.nothing_usable() { "nothing usable" } else { "could not finish" };
                format!("{error}\nhelp: {}\n{useless}\n", error.help().unwrap_or_default())
            }
        };
        let got = got.replace(&format!("{}/", folder.display()), "");
        if got != expected {
            wrong.push(format!("{case}:\n{got}expected:\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_cell_of_a_million_characters_is_cut_and_told() {
    let csv = format!("id,subject,body\n1,Long log,{}\n2,Short,It broke\n", "ab ".repeat(340_000));
    let intake = read_text("long.csv", csv).unwrap();
    assert_eq!(intake.corpus.len(), 2);
    assert!(intake.corpus.tickets()[0].body.len() <= 100_000);
    let cut = intake
        .notes
        .iter()
        .find_map(|note| if let Note::LongTextCut { count, first } = note { Some((*count, first.line)) } else { None });
    assert_eq!(cut, Some((1, 2)));
}

#[test]
fn a_vanished_file_and_wrong_wishes_are_no_useless_exports() {
    let wish = |from: Option<&str>, map: &[(&str, &str)]| {
        let map = map.iter().map(|(field, column)| ((*field).to_owned(), (*column).to_owned())).collect();
        let path = fixtures("helpdesks").join("generic-bench-csv/export.csv");
        ingest::read(&[path], &Settings { from: from.map(str::to_owned), map, timezone: None }, &Silent)
    };
    let error = read(Path::new("no/such/file.csv")).unwrap_err();
    assert!(!error.nothing_usable());
    assert_eq!(error.to_string(), "no/such/file.csv does not exist");
    let error = wish(Some("zendsk"), &[]).unwrap_err();
    assert!(error.help().unwrap().starts_with("did you mean --from zendesk?"), "{:?}", error.help());
    let error = wish(None, &[("titel", "subject")]).unwrap_err();
    assert!(error.to_string().contains("no field \"titel\"") && error.help().unwrap().contains("subject"));
    let error = wish(None, &[("body", "Subjet")]).unwrap_err();
    assert!(error.help().unwrap().starts_with("did you mean subject?"), "{:?}", error.help());
    assert!(!error.nothing_usable());
    let intake = wish(Some("generic"), &[("body", "Subject")]).unwrap();
    assert_eq!(intake.corpus.tickets()[0].body, "Card has not arrived");
}

#[test]
fn one_unusable_file_that_was_named_stops_the_run_and_one_in_a_folder_does_not() {
    let good = fixtures("helpdesks").join("zendesk-account-csv");
    let intake = read(&good).unwrap();
    assert_eq!(intake.corpus.len(), 5);
    assert!(
        intake
            .notes
            .iter()
            .any(|note| matches!(note, Note::FileSkipped { file, .. } if file.ends_with("expected.json")))
    );
    let bad = fixtures("bad").join("empty-file/export.csv");
    assert!(ingest::read(&[good.join("export.csv"), bad], &Settings::default(), &Silent).unwrap_err().nothing_usable());
}

#[test]
fn files_of_one_helpdesk_are_one_set_of_tickets() {
    let header = "Ticket ID,Subject,Status,Created time,Resolved time,Last update time";
    let week = |name: &str, rows: &str| Source {
        name: name.to_owned(),
        content: Content::Bytes(format!("{header}\n{rows}").into_bytes()),
        in_folder: None,
    };
    let first = || {
        week(
            "w1.csv",
            "7,No mail,Open,2026-01-05 08:00:00,,2026-01-05 08:00:00\n8,No login,Open,2026-01-06 08:00:00,,2026-01-06 08:00:00\n",
        )
    };
    let second = || {
        week(
            "w2.csv",
            "8,No login,Closed,2026-01-06 08:00:00,2026-01-09 08:00:00,2026-01-09 08:00:00\n9,Late mail,Open,2026-01-12 08:00:00,,2026-01-12 08:00:00\n",
        )
    };
    for sources in [vec![first(), second()], vec![second(), first()]] {
        let intake = ingest::read_sources(sources, &Settings::default(), &Silent).unwrap();
        assert_adds_up(&intake, "two weeks");
        let states: BTreeMap<&str, Option<TicketState>> =
            intake.corpus.tickets().iter().map(|ticket| (ticket.id.as_str(), ticket.state)).collect();
        assert_eq!(states["8"], Some(TicketState::Done));
        assert_eq!((states.len(), intake.duplicates), (3, 1));
    }
}

#[test]
fn a_file_of_nothing_but_rejects_is_an_error_that_counts_them() {
    let error =
        read_text("blank.csv", "id,subject,status,note\n,,,\n1,,,\n,,,\n2,-,,\n3,n/a,,\n4,x y,,\n".replace("x y", ""))
            .unwrap_err();
    match error {
        IngestError::NoTickets { rows, rejects } => {
            assert_eq!(rows, 6);
            assert!(rejects.contains(&(RejectReason::Blank, 2)), "{rejects:?}");
        }
        IngestError::NoTextColumn { columns, .. } => assert_eq!(columns.len(), 4),
        other => panic!("{other}"),
    }
}

#[test]
fn files_of_one_name_and_no_ids_do_not_swallow_each_other() {
    let file =
        |name: &str, text: &str| Source { name: name.into(), content: Content::Bytes(text.into()), in_folder: None };
    let sources = vec![
        file("may/export.csv", "text\nNo mail since today\nNo login at all\n"),
        file("june/export.csv", "text\nThe printer burns\n"),
    ];
    let intake = ingest::read_sources(sources, &Settings::default(), &Silent).unwrap();
    assert_eq!((intake.corpus.len(), intake.duplicates), (3, 0));
}

#[test]
fn the_customers_message_stands_for_a_conversation_and_never_the_agents() {
    let csv = "conversation_id,message_id,message_body,message_author_type,message_author_email,message_created_at\n\
               7,1,I cannot log in to my account,user,ann@example.com,2026-01-05 10:00:00\n\
               7,2,Dear Ann we are sorry to hear that and will look into this at once,admin,dana@shop.example,2026-01-05 10:05:00\n\
               8,3,Where is my parcel,user,bob@example.com,2026-01-06 10:00:00\n";
    let intake = read_text("messages.csv", csv).unwrap();
    let bodies: Vec<&str> = intake.corpus.tickets().iter().map(|ticket| ticket.body.as_str()).collect();
    assert_eq!(bodies, ["I cannot log in to my account", "Where is my parcel"]);
    assert_eq!((intake.folded, intake.corpus.tickets()[0].replies), (1, Some(1)));
}

#[test]
fn mails_are_one_mailbox_whatever_they_are_kept_in() {
    let mailbox = fs::read_to_string(fixtures("helpdesks").join("mail-mbox-threads/export.mbox")).unwrap();
    let mails: Vec<&str> = mailbox.split("\n\nFrom 18").collect();
    let file = |(number, mail): (usize, &&str)| {
        let mail = if number == 0 { (*mail).to_owned() } else { format!("From 18{mail}") };
        let (separator, message) = mail.split_once('\n').unwrap();
        // Every second file keeps the separator, as some programs do.
        let content = if number % 2 == 0 { format!("{separator}\n{message}\n") } else { message.to_owned() };
        let name = format!("mails/{number}.eml");
        Source { name, content: Content::Bytes(content.into()), in_folder: Some("mails".to_owned()) }
    };
    let mut files: Vec<Source> = mails.iter().enumerate().map(file).collect();
    let whole = read_text("all.mbox", mailbox.clone()).unwrap();
    let tickets = |intake: &Intake| {
        let shown =
            intake.corpus.tickets().iter().filter(|ticket| ticket.id.contains('@')).map(shown).map(without_line);
        (shown.collect::<Vec<_>>(), intake.folded, intake.duplicates, rejects(intake))
    };
    for _ in 0..2 {
        let intake = ingest::read_sources(files.clone(), &Settings::default(), &Silent).unwrap();
        assert_adds_up(&intake, "mails");
        assert_eq!((intake.files.len(), intake.rows), (1, mails.len()));
        assert_eq!(tickets(&intake), tickets(&whole));
        files.reverse();
    }
}

/// Cuts, doubles and overwrites parts of a file.
fn damaged(mut bytes: Vec<u8>, wounds: &[(usize, u8, u8)]) -> Vec<u8> {
    for (at, what, byte) in wounds {
        let at = at % bytes.len().max(1);
        match what % 5 {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes[at] = *byte,
            2 => bytes.insert(at.min(bytes.len()), b'"'),
            3 => bytes.extend_from_within(at.min(bytes.len())..),
            _ => drop(bytes.drain(at.min(bytes.len())..(at + usize::from(*byte)).min(bytes.len()))),
        }
    }
    bytes
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn a_damaged_export_is_read_or_explained(
        case in 0_usize..1000,
        wounds in proptest::collection::vec((0_usize..100_000, 0_u8..255, 0_u8..255), 1..6),
    ) {
        let folders = folders("helpdesks");
        let exports: Vec<PathBuf> = folders.iter().map(|folder| export_of(folder)).filter(|path| path.is_file()).collect();
        match read_text("damaged", damaged(fs::read(&exports[case % exports.len()]).unwrap(), &wounds)) {
            Ok(intake) => assert_adds_up(&intake, "damaged"),
            Err(error) => proptest::prop_assert!(!error.to_string().is_empty() && error.help().is_some()),
        }
    }

    #[test]
    fn a_damaged_mailbox_is_read_or_explained(
        wounds in proptest::collection::vec((0_usize..100_000, 0_u8..255, 0_u8..255), 1..6),
    ) {
        let mailbox = fs::read(fixtures("helpdesks").join("mail-mbox-threads/export.mbox")).unwrap();
        match read_text("damaged.mbox", damaged(mailbox, &wounds)) {
            Ok(intake) => assert_adds_up(&intake, "damaged mailbox"),
            Err(error) => proptest::prop_assert!(error.help().is_some()),
        }
    }

    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        if let Ok(intake) = read_text("noise", bytes) {
            assert_adds_up(&intake, "noise");
        }
    }
}
