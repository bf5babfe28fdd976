//! Records → tickets, by a mapping; and the account of what is none.

mod plan;

use rayon::prelude::*;

use self::plan::Plan;
use super::{
    columns::{Mapping, fields::Field},
    dates, durations,
    helpdesk::Helpdesk,
    intake::RejectReason,
    lists, ratings, rich_text,
    table::{SEVERAL, Table},
    values,
};
use crate::model::{
    ticket::{Origin, Ticket},
    time::Timestamp,
};

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
}

/// What a sheet gave.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The tickets in reading order, copies included.
    pub tickets: Vec<Ticket>,
    /// Records that are none: reason and line, in reading order.
    pub rejects: Vec<(RejectReason, u64)>,
    /// Columns whose dates were not read: name, how many, an example by shape.
    pub unreadable: Vec<(String, usize, String)>,
    /// Columns whose day and month could not be told apart, and the order assumed.
    pub ambiguous: Vec<(String, &'static str)>,
}

/// Reads all records of a sheet. `file` is its index in the intake; `prefix` goes before the ids of rows.
pub fn assemble(sheet: &Sheet, file: usize, prefix: Option<&str>) -> Assembled {
    let plan = Plan::new(sheet);
    let read = |record: usize| sheet_record(sheet, &plan, Place { record, file, prefix });
    let outcomes: Vec<Result<Ticket, RejectReason>> =
        (0..sheet.table.records().len()).into_par_iter().map(read).collect();
    let mut assembled = Assembled { ambiguous: plan.ambiguous(&sheet.table), ..Assembled::default() };
    assembled.unreadable = plan.unreadable(&sheet.table);
    for (record, outcome) in sheet.table.records().iter().zip(outcomes) {
        match outcome {
            Ok(ticket) => assembled.tickets.push(ticket),
            Err(reason) => assembled.rejects.push((reason, record.line)),
        }
    }
    assembled
}

#[derive(Clone, Copy)]
struct Place<'p> {
    record: usize,
    file: usize,
    prefix: Option<&'p str>,
}

fn sheet_record(sheet: &Sheet, plan: &Plan, at: Place<'_>) -> Result<Ticket, RejectReason> {
    let (table, mapping, record) = (&sheet.table, &sheet.mapping, at.record);
    let of = &table.records()[record];
    if let Some(fault) = of.fault {
        return Err(fault);
    }
    if table.is_blank(record) {
        return Err(RejectReason::Blank);
    }
    if plan.is_unlike(table, record) {
        return Err(RejectReason::NotATicket);
    }
    let columns = |field: Field| mapping.column(field).into_iter().chain(plan.also(field).iter().copied());
    let filled = |column: usize| Some(table.cell(record, column)).filter(|text| !values::is_null(text));
    let known = |field: Field| columns(field).find_map(filled);
    let owned = |field: Field| known(field).map(|text| lists::plain(first(text)).into_owned());

    let (mut subject, mut body) = (known(Field::Subject).map_or_else(String::new, text), String::new());
    if let Some(cell) = known(Field::Body) {
        body = text(cell);
    }
    if sheet.helpdesk.is_some_and(|row| row.tabbed_subject)
        && subject.is_empty()
        && let Some((title, rest)) = body.split_once('\t')
    {
        (subject, body) = (title.to_owned(), rest.to_owned());
    }
    let category = category(table, mapping, record);
    if subject.is_empty() && body.is_empty() {
        subject = category.join(" > ");
    }
    if subject.is_empty() && body.is_empty() {
        return Err(RejectReason::NoText);
    }
    let id = match known(Field::Id) {
        Some(id) => id_as_written(first(id)),
        None => row_id(record, at.prefix),
    };
    let helpdesk = sheet.helpdesk;
    let date = |field: Field| columns(field).find_map(|column| timestamp(plan, column, table.cell(record, column)));
    let unit = plan.handle_unit;
    Ok(Ticket {
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
        category,
        product: owned(Field::Product),
        tags: tags(sheet, record),
        channel: owned(Field::Channel),
        customer: customer(&known),
        organization: owned(Field::Organization),
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
        id,
    })
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
fn category(table: &Table, mapping: &Mapping, record: usize) -> Vec<String> {
    let mut path: Vec<String> = Vec::new();
    let filled = |column: &usize| !values::is_null(table.cell(record, *column));
    let top = mapping.with_also(Field::Category).find(filled).map(|column| lists::plain(table.cell(record, column)));
    let parts = top.iter().flat_map(|path| first_path(path).split(['>', '\\', SEVERAL]));
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

/// Address before id before name: the same person writes under several names.
fn customer<'t>(known: &impl Fn(Field) -> Option<&'t str>) -> Option<String> {
    let person = |text: &str| address(text).unwrap_or_else(|| text.to_owned());
    known(Field::Customer)
        .map(|text| first(text).to_owned())
        .or_else(|| known(Field::CustomerEmail).map(|text| person(first(text)).trim().to_lowercase()))
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

fn timestamp(plan: &Plan, column: usize, text: &str) -> Option<Timestamp> {
    let text = first(text);
    if values::is_null(text) { None } else { dates::parse(text, plan.order(column)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{columns, from_csv};

    fn assembled(csv: &str) -> Assembled {
        let table = from_csv::read(csv, false).unwrap();
        let mapping = columns::map(&table, None, &[]);
        let (path, stem, encoding) = (String::new(), String::new(), String::new());
        assemble(&Sheet { path, stem, format: "csv", encoding, table, helpdesk: None, mapping }, 0, None)
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
        assert_eq!(got.unreadable, [("created".to_owned(), 1, "99 aaaa aaa".to_owned())]);
        assert_eq!(got.tickets.iter().filter(|ticket| ticket.created.is_some()).count(), 1);
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
        let got = assemble(&Sheet { path, stem, format: "csv", encoding, table, helpdesk, mapping }, 0, None);
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
