//! Records → tickets, by a mapping; and the account of what is none.

mod people;
mod plan;

use std::borrow::Cow;

use rayon::prelude::*;

use self::plan::Plan;
use super::{
    amounts, article_tree,
    columns::{Mapping, fields::Field},
    durations,
    fold::Message,
    helpdesk::Helpdesk,
    intake::RejectReason,
    lists, ratings, rich_text,
    table::{SEVERAL, Table},
    threads::{Threading, evidence::fingerprint},
    values,
    zones::Zone,
};
use crate::model::{
    account::Account,
    ticket::{Origin, PATH, Ticket},
};

pub use self::plan::Unread;

/// A file's records with everything that is needed to read them.
#[derive(Debug)]
pub struct Sheet {
    /// Path as the user gave it.
    pub path: String,
    /// Name of the file without folder and extension, for ids of rows.
    pub stem: String,
    /// `csv`, `json` …
    pub format: &'static str,
    /// Encoding of the text.
    pub encoding: String,
    /// The records.
    pub table: Table,
    /// The helpdesk, when one was recognised or given.
    pub helpdesk: Option<&'static Helpdesk>,
    /// Which column feeds which field.
    pub mapping: Mapping,
    /// Whether its records tell of the tickets of another sheet, and are none.
    pub side: bool,
}

/// What a sheet gave.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The tickets in reading order, copies included.
    pub tickets: Vec<Ticket>,
    /// Rows that make a ticket together with others, in reading order.
    pub messages: Vec<Message>,
    /// How many of its rows went into the tickets of other rows.
    pub folded: usize,
    /// Records that are none: reason and line, in reading order.
    pub rejects: Vec<(RejectReason, u64)>,
    /// Columns whose dates were not read.
    pub unreadable: Vec<Unread>,
    /// Columns whose day and month could not be told apart, and the order assumed.
    pub ambiguous: Vec<(String, &'static str)>,
    /// Columns with dates that a spreadsheet turned round, and how many.
    pub swapped: Vec<(String, usize)>,
}

/// What a record is read as.
enum Outcome {
    Ticket(Ticket),
    Message(Message),
    Reject(RejectReason),
}

/// Reads all records of a sheet. `file` is its index in the intake; `prefix` goes before the ids of rows; `zone` is
/// what times without an offset are in; `threading` says which rows belong together, where some do.
pub fn assemble(
    sheet: &Sheet,
    file: usize,
    prefix: Option<&str>,
    zone: Zone,
    threading: Option<&Threading>,
) -> Assembled {
    let plan = Plan::new(sheet, zone, threading.and_then(|threading| threading.time));
    let read = |record: usize| outcome(sheet, &plan, Place { record, file, prefix }, threading);
    let outcomes: Vec<Outcome> = (0..sheet.table.records().len()).into_par_iter().map(read).collect();
    let mut assembled = Assembled {
        ambiguous: plan.ambiguous(&sheet.table),
        swapped: plan.swapped(&sheet.table),
        unreadable: plan.unreadable(&sheet.table),
        ..Assembled::default()
    };
    for (record, outcome) in sheet.table.records().iter().zip(outcomes) {
        match outcome {
            Outcome::Ticket(ticket) => assembled.tickets.push(ticket),
            Outcome::Message(message) => assembled.messages.push(message),
            Outcome::Reject(RejectReason::Reply) => assembled.folded += 1,
            Outcome::Reject(reason) => assembled.rejects.push((reason, record.line)),
        }
    }
    assembled
}

/// How each column of a sheet is read, where that had to be decided over all of its values.
pub fn readings(sheet: &Sheet, zone: Zone) -> Vec<Option<String>> {
    let plan = Plan::new(sheet, zone, None);
    (0..sheet.table.columns().len()).map(|column| plan.reading(column)).collect()
}

fn outcome(sheet: &Sheet, plan: &Plan, at: Place<'_>, threading: Option<&Threading>) -> Outcome {
    let fault = match plan.fault(sheet, at.record) {
        // An automatic answer in a conversation does not end it.
        Some(RejectReason::Automatic) if threading.is_some() => Some(RejectReason::Automatic),
        Some(fault) => return Outcome::Reject(fault),
        None => None,
    };
    let ticket = sheet_record(sheet, plan, at);
    match threading {
        Some(threading) => Outcome::Message(message(sheet, plan, at, (threading, fault, ticket))),
        None => with_text(ticket).map_or_else(Outcome::Reject, Outcome::Ticket),
    }
}

/// A ticket without text is told by its category; one without either says nothing.
pub fn with_text(mut ticket: Ticket) -> Result<Ticket, RejectReason> {
    if ticket.subject.is_empty() && ticket.body.is_empty() {
        ticket.subject = ticket.category.join(PATH);
    }
    if ticket.subject.is_empty() && ticket.body.is_empty() { Err(RejectReason::NoText) } else { Ok(ticket) }
}

fn message(
    sheet: &Sheet,
    plan: &Plan,
    at: Place<'_>,
    (threading, fault, ticket): (&Threading, Option<RejectReason>, Ticket),
) -> Message {
    let (table, record) = (&sheet.table, at.record);
    let cell = |column: Option<usize>| {
        column.map(|column| first(table.cell(record, column))).filter(|text| !values::is_null(text))
    };
    let own = cell(threading.own).map_or_else(|| ticket.id.clone(), id_as_written);
    Message {
        // A row that names no thread is one of its own.
        thread: cell(threading.key).map_or_else(|| own.clone(), id_as_written),
        // A column of numbers with holes in it comes back from a data frame as `3.0`.
        parent: cell(threading.parent).map(|id| id_as_written(id.strip_suffix(".0").unwrap_or(id))),
        own,
        at: threading.time.and_then(|column| plan.date(column, table.cell(record, column))),
        sequence: cell(threading.sequence).and_then(|number| number.parse().ok()),
        author: cell(threading.author).map(person),
        voice: if threading.events { None } else { threading.voices.voice(table, record) },
        event: threading.events,
        fault,
        content: fingerprint(table, record),
        ticket,
    }
}

#[derive(Clone, Copy)]
struct Place<'p> {
    record: usize,
    file: usize,
    prefix: Option<&'p str>,
}

fn sheet_record(sheet: &Sheet, plan: &Plan, at: Place<'_>) -> Ticket {
    let (table, mapping, record) = (&sheet.table, &sheet.mapping, at.record);
    let of = &table.records()[record];
    let columns = |field: Field| mapping.column(field).into_iter().chain(plan.also(field).iter().copied());
    let filled = |column: usize| Some(table.cell(record, column)).filter(|text| !values::is_null(text));
    let known = |field: Field| columns(field).find_map(filled);
    let somebody = |field: Field| columns(field).filter_map(filled).find(|text| !values::is_nobody(first(text)));
    let owned = |field: Field| known(field).map(|text| lists::plain(first(text)).into_owned());

    let (mut subject, mut body) = (known(Field::Subject).map_or_else(String::new, text), String::new());
    if let Some(cell) = known(Field::Body) {
        body = article_tree::told(cell).unwrap_or_else(|| text(cell));
    }
    if sheet.helpdesk.is_some_and(|row| row.tabbed_subject)
        && subject.is_empty()
        && let Some((title, rest)) = body.split_once('\t')
    {
        (subject, body) = (title.to_owned(), rest.to_owned());
    }
    let id = match known(Field::Id) {
        Some(id) => id_as_written(first(id)),
        None => row_id(record, at.prefix),
    };
    let helpdesk = sheet.helpdesk;
    let date = |field: Field| columns(field).find_map(|column| plan.date(column, table.cell(record, column)));
    let unit = plan.handle_unit;
    Ticket {
        origin: Origin { file: at.file, line: of.line },
        subject: subject.replace(['\n', '\r', SEVERAL], " "),
        body: body.replace(SEVERAL, "\n"),
        created: date(Field::Created).or_else(|| plan.created(table, record)),
        updated: date(Field::Updated),
        solved: date(Field::Solved),
        state: owned(Field::Status)
            .and_then(|word| helpdesk.and_then(|row| row.state(&word)).or_else(|| values::state(&word)))
            .or_else(|| plan.state(sheet, record)),
        priority: owned(Field::Priority)
            .and_then(|word| helpdesk.and_then(|row| row.priority(&word)).or_else(|| values::priority(&word))),
        category: category(sheet, record),
        product: owned(Field::Product),
        tags: tags(sheet, record),
        channel: owned(Field::Channel).map(|word| match helpdesk.and_then(|row| row.channel(&word)) {
            Some(name) => name.to_owned(),
            None => word,
        }),
        customer: customer(&somebody),
        people: plan.people(table, record),
        organization: somebody(Field::Organization).map(|text| lists::plain(first(text)).into_owned()),
        account: Account {
            plan: owned(Field::Plan),
            size: owned(Field::Size),
            value: known(Field::Value).and_then(|word| amounts::amount(first(word))),
            since: date(Field::Since).map(|at| at.day()),
        },
        satisfaction: known(Field::Satisfaction).and_then(|word| ratings::satisfaction(first(word), plan.scale)),
        reopens: known(Field::Reopens).and_then(whole),
        replies: known(Field::Replies).and_then(whole),
        // Nothing at all is what nobody recorded.
        handle_minutes: known(Field::Handle)
            .and_then(|word| durations::parse_minutes(first(word), unit))
            .filter(|minutes| *minutes > 0.0),
        url: known(Field::Url)
            .map(first)
            .filter(|url| is_web(url))
            .map(|url| helpdesk.map_or(url.to_owned(), |row| row.link(url, &id)))
            .or_else(|| plan.page.as_ref()?.address(table, record)),
        language: owned(Field::Language),
        version: owned(Field::Version),
        duplicate_of: known(Field::DuplicateOf).map(|other| id_as_written(first(other))).filter(|other| *other != id),
        let_go: None,
        id,
    }
}

fn first(text: &str) -> &str {
    text.split(SEVERAL).next().unwrap_or(text).trim()
}

fn row_id(record: usize, prefix: Option<&str>) -> String {
    match prefix {
        Some(stem) => format!("{stem}-row-{}", record + 1),
        None => format!("row-{}", record + 1),
    }
}

/// An id as it stands; of an address only what follows the last slash.
fn id_as_written(id: &str) -> String {
    let bare = if is_web(id) { id.trim_end_matches('/').rsplit('/').next().unwrap_or(id) } else { id };
    bare.chars().filter(|c| !c.is_control()).collect()
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn whole(text: &str) -> Option<u32> {
    first(text).parse::<f64>().ok().filter(|value| (0.0..=1e6).contains(value)).map(|value| value as u32)
}

/// A text as its customer wrote it: null markers are nothing, `\n` spelled out is a line.
fn text(cell: &str) -> String {
    if values::is_null(cell) {
        return String::new();
    }
    if let Some(read) = rich_text::of_cell(cell) {
        return read;
    }
    let spelled = cell.contains("\\n\\n") || (cell.contains("\\r\\n") && !cell.contains('\n'));
    if spelled { cell.replace("\\r\\n", "\n").replace("\\n", "\n") } else { cell.to_owned() }
}

/// The path of a category cell and the levels beside it.
fn category(sheet: &Sheet, record: usize) -> Vec<String> {
    let (table, mapping) = (&sheet.table, &sheet.mapping);
    let mut path: Vec<String> = Vec::new();
    let filled = |column: &usize| !values::is_null(table.cell(record, *column));
    let top = mapping.with_also(Field::Category).find(filled);
    let top = top.map_or(Cow::Borrowed(""), |column| lists::plain(table.cell(record, column)));
    let top = sheet.helpdesk.map_or_else(|| top.to_string(), |row| row.category(&top));
    let parts = first_path(&top).split(['>', '\\', SEVERAL]);
    let below = mapping.all(Field::Subcategory).map(|column| first(table.cell(record, column)));
    for level in parts.chain(below).map(str::trim) {
        if !values::is_null(level) && path.last().is_none_or(|last| last != level) {
            path.push(level.to_owned());
        }
    }
    path
}

/// The first of several paths (`Blink>Forms, Platform>Apps`); a comma in a plain category is part of its name.
fn first_path(cell: &str) -> &str {
    if cell.contains('>') { cell.split(',').next().unwrap_or(cell) } else { cell }
}

fn tags(sheet: &Sheet, record: usize) -> Vec<String> {
    let spaced = sheet.helpdesk.is_some_and(|row| row.spaced_tags);
    let mut tags: Vec<String> = Vec::new();
    for column in sheet.mapping.all(Field::Tags) {
        for tag in lists::split(sheet.table.cell(record, column), spaced) {
            let tag = id_as_written(sheet.helpdesk.map_or(tag.as_str(), |row| row.tag(&tag)));
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    tags
}

/// A person by the address, where one stands there.
fn person(text: &str) -> String {
    address(text).unwrap_or_else(|| text.trim().to_lowercase())
}

/// Address before id before name: the same person writes under several names.
fn customer<'t>(known: &impl Fn(Field) -> Option<&'t str>) -> Option<String> {
    known(Field::Customer)
        .map(|text| first(text).to_owned())
        .or_else(|| known(Field::CustomerEmail).map(|text| person(first(text))))
        .or_else(|| known(Field::CustomerName).and_then(|text| address(first(text))))
        .or_else(|| known(Field::CustomerId).map(|text| first(text).to_owned()))
        .or_else(|| known(Field::CustomerName).map(|text| first(text).to_owned()))
}

/// The e-mail address in `Ann Lee <ann@lee.example>`, `Ann Lee (ann@lee.example)` or alone; of several people the first.
fn address(text: &str) -> Option<String> {
    let inside = |open: char, close: char| text.split_once(open)?.1.split_once(close).map(|(inside, _)| inside);
    let found = [('<', '>'), ('(', ')')].into_iter().filter_map(|(open, close)| inside(open, close)).chain([text]);
    found.map(str::trim).find(|inside| inside.contains('@') && !inside.contains(' ')).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{columns, from_csv};

    fn assembled(csv: &str) -> Assembled {
        let table = from_csv::read(csv, false).unwrap();
        let mapping = columns::map(&table, None, &[]);
        let (path, stem, encoding) = (String::new(), String::new(), String::new());
        let helpdesk = None;
        let sheet = Sheet { path, stem, format: "csv", encoding, table, helpdesk, mapping, side: false };
        assemble(&sheet, 0, None, Zone::UTC, None)
    }

    #[test]
    fn a_ticket_takes_each_field_from_its_column() {
        let csv = "Ticket ID,Subject,Message,Created at,Status,Priority,Tags,Email,Name,Rating,Link\n\
                   007,No mail,\"Since today\\n\\nnothing comes\",25/12/2025 10:00,Closed,P1,\"mail, outage\",Ann@Example.com,Ann,4,https://x.example/7\n\
                   008,No login,It says wrong password,26/12/2025 10:00,Open,Low,,,Bob,5,javascript:alert(1)\n";
        let got = assembled(csv);
        let ticket = &got.tickets[0];
        assert_eq!((ticket.id.as_str(), ticket.body.as_str()), ("007", "Since today\n\nnothing comes"));
        assert_eq!(ticket.created.unwrap().day().to_string(), "2025-12-25");
        assert_eq!(ticket.customer.as_deref(), Some("ann@example.com"));
        assert_eq!(got.tickets[1].url, None);
        assert_eq!((ticket.satisfaction, ticket.tags.len()), (Some(0.75), 2));
    }

    #[test]
    fn dates_that_cannot_be_read_are_counted_with_their_shape() {
        let got = assembled(
            "id,text,created\n1,cannot log in here,11 days ago\n2,printer on fire,2024-01-01\n3,screen is dark,n/a\n",
        );
        let unread = Unread { column: "created".into(), count: 1, relative: 1, example: "99 aaaa aaa".into() };
        assert_eq!(got.unreadable, [unread]);
        assert_eq!(got.tickets.iter().filter(|ticket| ticket.created.is_some()).count(), 1);
    }

    #[test]
    fn the_order_of_day_and_month_is_told_by_ids_and_by_what_comes_first() {
        // Every day and month is at most 12: as month/day the dates jump to and fro.
        let rows = |at: u32| format!("T-{at},cannot log in here {at},{:02}/{:02}/2024\n", at % 12 + 1, at / 12 + 1);
        let csv = |rows: String| format!("id,text,created\n{rows}");
        let straight = assembled(&csv((0..48).map(rows).collect()));
        assert_eq!(
            (straight.ambiguous.len(), straight.tickets[13].created.unwrap().day().to_string()),
            (0, "2024-02-02".to_owned())
        );
        assert_eq!(straight.tickets[12].created.unwrap().day().to_string(), "2024-02-01");
        let turned = assembled(&csv((0..48).rev().map(rows).collect()));
        assert_eq!(turned.tickets[35].created, straight.tickets[12].created);
        let csv = "text,created,solved\nno mail,09/04/2024,01/05/2024\nno login,11/06/2024,03/07/2024\nno sound,12/01/2024,02/02/2024\n";
        let got = assembled(csv);
        assert_eq!(
            (got.ambiguous.len(), got.tickets[0].created.unwrap().day().to_string()),
            (0, "2024-04-09".to_owned())
        );
        let got = assembled("text,created\nno mail,09/04/2024\nno login,11/06/2024\n");
        assert_eq!(got.ambiguous, [("created".to_owned(), "month/day")]);
    }

    #[test]
    fn a_column_of_a_spreadsheets_day_numbers_is_read_as_days() {
        let got = assembled(
            "id,text,created,handle time\n1,no mail,45389.5,5400\n2,no login,45390,2100\n3,no sound,45391,90\n",
        );
        assert_eq!(got.tickets[0].created.unwrap().day().to_string(), "2024-04-07");
        assert_eq!(got.tickets[0].handle_minutes, Some(90.0));
    }

    #[test]
    fn a_row_says_what_stands_in_where_a_column_is_empty() {
        let csv = "ID,Work Item Type,Title 1,Title 2,State,Closed Date,Description,Repro Steps\n\
                   1,Epic,All of the checkout,,New,,What we plan,\n\
                   2,Bug,,Blank page after paying,Parked,,,Choose a card and pay\n\
                   3,Bug,,Lost invoice,Parked,2026-01-05,,Open the last order\n";
        let table = from_csv::read(csv, false).unwrap();
        let helpdesk = crate::ingest::helpdesk::detect(&table, "export");
        let mapping = columns::map(&table, helpdesk, &[]);
        let (path, stem, encoding) = (String::new(), String::new(), String::new());
        let sheet = Sheet { path, stem, format: "csv", encoding, table, helpdesk, mapping, side: false };
        let got = assemble(&sheet, 0, None, Zone::UTC, None);
        let said: Vec<(&str, &str)> =
            got.tickets.iter().map(|ticket| (ticket.subject.as_str(), ticket.body.as_str())).collect();
        assert_eq!(said[0], ("All of the checkout", "What we plan"));
        assert_eq!(said[1], ("Blank page after paying", "Choose a card and pay"));
        let states: Vec<_> = got.tickets.iter().map(|ticket| ticket.state).collect();
        use crate::model::ticket::TicketState::{Done, Open};
        assert_eq!(states, [Some(Open), Some(Open), Some(Done)]);
    }

    #[test]
    fn rows_without_text_are_rejected_unless_a_category_says_something() {
        let got = assembled("id,text,category\n1,cannot log in here,access\n2,,hardware\n3,n/a,\n4,no sound,access\n");
        assert_eq!(got.tickets[1].subject, "hardware");
        assert_eq!(got.rejects, [(RejectReason::NoText, 4)]);
    }
}
