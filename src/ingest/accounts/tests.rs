//! Tables of accounts, as text.

use super::*;
use crate::{ingest::sources::Content, model::progress::Silent};

fn table(csv: &str) -> Result<AccountTable, IngestError> {
    let content = Content::Bytes(csv.as_bytes().to_vec());
    read(&Source { name: "accounts.csv".to_owned(), content, in_folder: None }, &Silent)
}

fn joined(csv: &str, customer: Option<&str>, organization: Option<&str>) -> Option<Account> {
    let ticket = Ticket {
        id: "1".to_owned(),
        customer: customer.map(str::to_owned),
        organization: organization.map(str::to_owned),
        ..Ticket::default()
    };
    join(Some(&table(csv).unwrap()), &Corpus::new(vec![ticket])).accounts.of(0).cloned()
}

const BY_ADDRESS: &str = "Email,Company,Plan,MRR,Customer since\n\
    ann@lee.example,Lee Ltd,Pro,\"1,200.50\",2024-03-01\n\
    bob@roe.example,Roe & Sons,Free,0,2025-11-30\n\
    eve@gmail.com,,Free,,\n";

#[test]
fn a_customer_is_found_by_address_organisation_and_domain() {
    let lee = joined(BY_ADDRESS, Some("Ann@Lee.example"), None).unwrap();
    assert_eq!(
        (lee.plan.as_deref(), lee.value, lee.since.map(|day| day.to_string())),
        (Some("Pro"), Some(1200.5), Some("2024-03-01".to_owned()))
    );
    assert_eq!(joined(BY_ADDRESS, Some("4711"), Some("lee  LTD")), Some(lee.clone()));
    assert_eq!(joined(BY_ADDRESS, Some("carl@lee.example"), None), Some(lee), "a colleague");
    assert_eq!(joined(BY_ADDRESS, Some("mallory@gmail.com"), None), None, "gmail.com is everybody's");
    assert_eq!(joined(BY_ADDRESS, Some("x@other.example"), None), None);
    assert_eq!(joined(BY_ADDRESS, None, None), None);
}

#[test]
fn columns_are_known_by_other_names_and_by_their_looks() {
    let german =
        "Kundennummer;Tarif;Umsatz;Kunde seit\nK-17;Basis;\"1.234,50 €\";01.02.2024\nK-18;Profi;99;15.03.2024\n";
    let found = joined(german, Some("k-17"), None).unwrap();
    assert_eq!((found.plan.as_deref(), found.value), (Some("Basis"), Some(1234.5)));
    assert_eq!(found.since.map(|day| day.to_string()).as_deref(), Some("2024-02-01"));
    let unnamed = "who,paid,when\nann@lee.example,$40,2024-03-01\nbob@roe.example,$50,2024-04-01\n";
    let found = joined(unnamed, Some("bob@roe.example"), None).unwrap();
    assert_eq!((found.value, found.since.map(|day| day.to_string())), (Some(50.0), Some("2024-04-01".to_owned())));
    let sites = "website,tier\nhttps://www.lee.example/about,Gold\nroe.example,Silver\n";
    assert_eq!(joined(sites, Some("ann@lee.example"), None).unwrap().plan.as_deref(), Some("Gold"));
}

#[test]
fn json_is_read_as_well() {
    let json = r#"[{"customer_id": 17, "plan": {"name": "Pro"}, "arr": 12000}, {"customer_id": 18, "plan": {"name": "Free"}, "arr": 0}]"#;
    let content = Content::Bytes(json.as_bytes().to_vec());
    let read = read(&Source { name: "a.json".to_owned(), content, in_folder: None }, &Silent).unwrap();
    let ticket = Ticket { id: "1".to_owned(), customer: Some("18".to_owned()), ..Ticket::default() };
    assert_eq!(
        join(Some(&read), &Corpus::new(vec![ticket])).accounts.of(0).and_then(|account| account.value),
        Some(0.0)
    );
}

#[test]
fn a_key_of_two_different_accounts_is_none() {
    let twice = "company,plan\nLee,Pro\nLee,Free\nRoe,Pro\nRoe,Pro\n";
    assert_eq!(joined(twice, None, Some("Lee")), None);
    assert_eq!(joined(twice, None, Some("Roe")).unwrap().plan.as_deref(), Some("Pro"));
}

#[test]
fn what_cannot_be_read_is_counted_with_its_line() {
    let read = table("email,plan,mrr\na@b.example,Pro,12\nc@d.example,Pro,a lot of money it is\n").unwrap();
    assert_eq!((read.rows, read.unreadable), (2, Some((1, 3))));
}

#[test]
fn a_table_without_customers_or_facts_is_refused_with_its_columns() {
    let error = table("colour,plan\nred,Pro\n").unwrap_err();
    assert!(
        error.to_string().contains("accounts.csv, line 2") && error.to_string().contains("colour, plan"),
        "{error}"
    );
    assert!(error.help().is_some_and(|help| help.contains("email")));
    let error = table("email,colour\na@b.example,red\n").unwrap_err();
    assert!(matches!(error, IngestError::NoAccountFacts { line: 2, .. }) && error.help().is_some(), "{error}");
    assert!(matches!(table(""), Err(IngestError::Empty { .. })));
}

#[test]
fn the_table_goes_before_what_the_tickets_say_and_a_customer_counts_once() {
    let ticket = |id: &str, customer: Option<&str>, plan: Option<&str>, value: Option<f64>| Ticket {
        id: id.to_owned(),
        customer: customer.map(str::to_owned),
        account: Account { plan: plan.map(str::to_owned), value, ..Account::default() },
        ..Ticket::default()
    };
    let corpus = Corpus::new(vec![
        ticket("1", Some("ann@lee.example"), Some("Trial"), Some(3.0)),
        ticket("2", Some("eve@gmail.com"), Some("Trial"), Some(3.0)),
        ticket("3", Some("kim@else.example"), Some("Pro"), None),
        ticket("4", Some("kim@else.example"), Some("Pro"), None),
        ticket("5", Some("kim@else.example"), Some("Team"), None),
        ticket("6", None, Some("Pro"), None),
        ticket("7", None, Some("Pro"), None),
        ticket("8", Some("kim@else.example"), None, None),
    ]);
    let joined = join(Some(&table(BY_ADDRESS).unwrap()), &corpus);
    let told = |at: usize| joined.accounts.of(at).map(|one| (one.plan.as_deref().unwrap_or(""), one.value));
    assert_eq!((told(0), told(1)), (Some(("Pro", Some(1200.5))), Some(("Free", Some(3.0)))));
    assert_eq!(joined.matched, 2, "of the table");
    // A plan was changed; who is not named is somebody else each time; nothing told is no account.
    assert_eq!(joined.accounts.of_ticket[2..], [Some(2), Some(2), Some(3), Some(4), Some(5), None]);
    assert_eq!(joined.accounts.list.len(), 6);
    assert_eq!(join(None, &corpus).matched, 0);
}
