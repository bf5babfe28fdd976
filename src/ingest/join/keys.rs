//! Foreign keys: which column of a table holds ids of which column of another.

use std::collections::BTreeMap;

use super::Side;
use crate::ingest::{
    columns::{
        fields::Field,
        headers::{fold, meanings, squeeze},
    },
    table::SEVERAL,
    values,
};

/// A record of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Index of the sheet.
    pub sheet: usize,
    /// The record.
    pub record: usize,
}

/// Records of a table with the rows that they name.
pub type References = Vec<(usize, Vec<Row>)>;

/// Rows by the value of one column.
pub type Index<'s> = BTreeMap<&'s str, Vec<Row>>;

/// Ids of tickets by the name of their column.
type Ids<'s> = BTreeMap<String, Index<'s>>;

/// Columns that name a ticket, squeezed, the surest first.
const REFERENCES: &[&str] = &[
    "ticketid",
    "ticketextid",
    "issueid",
    "noteableid",
    "bugid",
    "caseid",
    "incidentid",
    "topicid",
    "conversationid",
    "requestid",
    "workitemid",
    "taskid",
    "cardid",
    "helpdeskticketid",
    "fkticket",
    "idticket",
    "ticketnumber",
    "issuekey",
    "issueurl",
    "casenumber",
    "incidentnumber",
    "noteableiid",
    "issueiid",
    "issuenumber",
    "ticketno",
    "ticketref",
    "ticketreferenceid",
    "bug",
    "ticket",
    "issue",
    "case",
    "incident",
    "elementid",
    "documentkey",
    "parentid",
    "parentcaseid",
    "objectid",
    "recordid",
    "relatedtoid",
    "threadid",
];

/// From this one on a name may mean anything: most values must be ids of tickets.
const WEAK_FROM: &str = "elementid";

/// Share of the filled values of a weakly named column that must be ids of tickets.
const MOST: f64 = 0.5;

/// Further names of columns with ids.
const IDS: &[&str] =
    &["id", "key", "number", "sysid", "uuid", "guid", "ticketextid", "url", "self", "weblink", "selflink"];

/// Columns with the address of a comment, which begins with that of its ticket.
const ADDRESSES: &[&str] = &["self", "url", "htmlurl", "weblink", "weburl", "selflink", "link", "permalink"];

/// What stands between the address of a ticket and that of its comment.
const COMMENT_PARTS: &[&str] =
    &["/comments/", "/comment/", "/notes/", "/conversations/", "#issuecomment", "#comment", "#note"];

/// Longest id, in bytes.
const LONGEST_ID: usize = 300;

/// The records of a table by the ticket that they name. `tickets`: the sheets that hold tickets. None when no
/// column names tickets that are there.
pub fn references(sides: &[Side<'_>], at: usize, tickets: &[usize]) -> Option<References> {
    let ids = ids(sides, tickets);
    let side = &sides[at];
    let own = |record: usize, column: usize| side.table().cell(record, column);
    let mut best = References::new();
    let mut offer = |found: References| {
        if found.len() > best.len() {
            best = found;
        }
    };
    let weak_from = REFERENCES.iter().position(|name| *name == WEAK_FROM).unwrap_or(REFERENCES.len());
    for (rank, name) in REFERENCES.iter().enumerate() {
        let Some(column) = side.columns.get(*name).copied() else { continue };
        let filled = (0..side.table().records().len()).filter(|record| !values::is_null(own(*record, column))).count();
        for index in ids.values() {
            let found = matches(side, index, |record| own(record, column));
            if rank < weak_from || found.len() as f64 >= MOST * filled as f64 {
                offer(found);
            }
        }
    }
    for column in (0..side.table().columns().len()).filter(|column| links_to_ticket(&side.table().columns()[*column])) {
        for index in ids.values() {
            offer(matches(side, index, |record| last_part(own(record, column))));
        }
    }
    for column in ADDRESSES.iter().filter_map(|name| side.columns.get(*name).copied()) {
        for index in ids.values() {
            offer(matches(side, index, |record| ticket_address(own(record, column))));
        }
    }
    (!best.is_empty()).then_some(best)
}

/// Whether a column of the table is surely named for a ticket's id, and is not the id of its own records.
pub fn refers(side: &Side<'_>) -> bool {
    let own = side.sheet.mapping.column(Field::Id);
    let sure = REFERENCES.iter().take_while(|name| **name != WEAK_FROM);
    sure.filter_map(|name| side.columns.get(*name).copied()).any(|column| Some(column) != own)
}

fn matches<'s>(side: &Side<'s>, index: &Index<'_>, value: impl Fn(usize) -> &'s str) -> References {
    (0..side.table().records().len())
        .filter_map(|record| {
            let value = value(record);
            let rows = if values::is_null(value) { None } else { index.get(bare(value)) };
            rows.map(|rows| (record, rows.clone()))
        })
        .collect()
}

/// The address of the ticket that an address of a comment begins with; empty when it is none.
fn ticket_address(address: &str) -> &str {
    COMMENT_PARTS.iter().find_map(|part| address.find(part)).map_or("", |end| &address[..end])
}

/// What a link to a ticket is called, at the end of its column's name.
const LINKS: &[&str] =
    &["conversation", "ticket", "issue", "case", "topic", "incident", "conversation_url", "ticket_url", "issue_url"];

/// Whether a column is one of links to tickets: `_links.related.conversation`.
fn links_to_ticket(column: &str) -> bool {
    column.rsplit('.').next().is_some_and(|last| LINKS.contains(&last))
}

/// Whether the records of a table link to tickets that they are not themselves.
pub fn links(side: &Side<'_>) -> bool {
    let own = side.sheet.mapping.column(Field::Id);
    let table = side.table();
    let leads_elsewhere = |column: usize| {
        let ends = (0..table.records().len()).map(|record| (record, last_part(table.cell(record, column))));
        let linked: Vec<(usize, &str)> = ends.filter(|(_, end)| !end.is_empty()).collect();
        let others = linked.iter().filter(|(record, end)| own.is_none_or(|own| bare(table.cell(*record, own)) != *end));
        !linked.is_empty() && others.count() as f64 > MOST * linked.len() as f64
    };
    (0..table.columns().len()).any(|column| links_to_ticket(&table.columns()[column]) && leads_elsewhere(column))
}

/// The last part of an address, which is the id of what it leads to; empty when it is no address.
fn last_part(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
    if path.contains("://") { path.rsplit('/').next().unwrap_or_default() } else { "" }
}

/// An id as both sides write it.
fn bare(id: &str) -> &str {
    let first = id.split(SEVERAL).next().unwrap_or(id).trim();
    let whole = first.strip_suffix(".0").filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit()));
    whole.unwrap_or(first)
}

/// The columns of tickets that hold ids, each with its rows by value; columns of one name are one.
fn ids<'s>(sides: &[Side<'s>], tickets: &[usize]) -> Ids<'s> {
    let mut ids = Ids::new();
    for sheet in tickets {
        let side = &sides[*sheet];
        for column in 0..side.table().columns().len() {
            if let Some(name) = names_records(side, column) {
                let index = ids.entry(name).or_default();
                fill(index, side, *sheet, column);
            }
        }
    }
    ids
}

fn names_records(side: &Side<'_>, column: usize) -> Option<String> {
    let name = &side.table().columns()[column];
    let squeezed = squeeze(&fold(name));
    let mapped = [Field::Id, Field::InternalId, Field::Url].map(|field| side.sheet.mapping.column(field));
    let means_id =
        || meanings(name).iter().any(|(field, _)| matches!(field, Field::Id | Field::InternalId | Field::Url));
    // `parent.id` and `author.url` are ids of something else.
    let own = !name.contains('.') && !name.contains("[]");
    (mapped.contains(&Some(column)) || own && (IDS.contains(&squeezed.as_str()) || means_id())).then_some(squeezed)
}

fn fill<'s>(index: &mut Index<'s>, side: &Side<'s>, sheet: usize, column: usize) {
    for record in 0..side.table().records().len() {
        let value = side.table().cell(record, column);
        if !values::is_null(value) && value.len() <= LONGEST_ID {
            index.entry(bare(value)).or_default().push(Row { sheet, record });
        }
    }
}

/// Rows of one sheet by a column of ids.
pub fn index_of<'s>(side: &Side<'s>, sheet: usize, column: usize) -> Index<'s> {
    let mut index = Index::new();
    fill(&mut index, side, sheet, column);
    index
}

/// The row that a value names.
pub fn row(index: &Index<'_>, value: &str) -> Option<Row> {
    if values::is_null(value) { None } else { index.get(bare(value)).and_then(|rows| rows.first()).copied() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_comment_begins_with_its_tickets() {
        assert_eq!(
            ticket_address("https://a.example/rest/api/2/issue/10016/comment/7"),
            "https://a.example/rest/api/2/issue/10016"
        );
        assert_eq!(ticket_address("https://a.example/u/r/issues/1#issuecomment-9"), "https://a.example/u/r/issues/1");
        assert_eq!(ticket_address("https://a.example/u/r/issues/1"), "");
    }

    #[test]
    fn a_link_to_a_ticket_ends_with_its_id() {
        assert!(links_to_ticket("_links.related.conversation") && !links_to_ticket("conversation_started"));
        assert_eq!(last_part("https://a.example/conversations/cnv_1"), "cnv_1");
        assert_eq!(last_part("https://a.example/u/r/issues/12/?x=1"), "12");
        assert_eq!(last_part("cnv_1"), "");
    }

    #[test]
    fn ids_are_compared_as_people_write_them() {
        assert_eq!([bare("17.0"), bare(" 17 "), bare("1.0.0"), bare("A.0")], ["17", "17", "1.0.0", "A.0"]);
    }
}
