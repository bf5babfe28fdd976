//! Comments and tags of tickets from tables of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::{Addition, Side, keys::Row, people};
use crate::{
    ingest::{
        columns::fields::Field,
        dates,
        day_order::{Order, OrderEvidence},
        threads::voices::{Voice, Voices},
        values,
    },
    model::{corpus::natural_order, time::Timestamp},
};

/// Columns with the text of a comment, squeezed, plain texts first.
const TEXTS: &[&str] = &[
    "plainbody",
    "bodytext",
    "textbody",
    "strippedtext",
    "body",
    "commentbody",
    "commenttext",
    "comment",
    "text",
    "rawtext",
    "content",
    "message",
    "messagebody",
    "notebody",
    "note",
    "notes",
    "raw",
    "htmlbody",
    "bodyhtml",
    "cooked",
    "commentary",
    "reply",
    "threadcontent",
    "summary",
    "description",
    "post",
];

/// The text of journals, which hold more than comments: only with a column that says which field an entry is of.
const JOURNAL: (&str, &str) = ("value", "element");

/// Columns with the author of a comment, squeezed.
const AUTHORS: &[&str] = &[
    "authorid",
    "userid",
    "senderid",
    "author",
    "user",
    "creator",
    "createdby",
    "createdbyid",
    "userlogin",
    "authorlogin",
    "authorusername",
    "authoraccountid",
    "authorkey",
    "authorname",
    "username",
    "fromemail",
    "fromemailaddress",
    "fromaddress",
    "authoremail",
    "sender",
    "from",
    "who",
    "syscreatedby",
    "ownerlink",
];

/// Columns with the time of a comment, squeezed.
const TIMES: &[&str] = &["created", "createdat", "createdtime", "senddatetime", "syscreatedon", "time", "date"];

/// Columns with a tag, squeezed.
const TAGS: &[&str] = &["tag", "tags", "tagname", "label", "labelname", "name", "value"];

/// Most columns of a table of tags: it holds pairs.
const MOST_OF_TAGS: usize = 6;

/// Column that a comment becomes where the tickets have no text column.
const FIRST_COMMENT: &str = "comments[first]";

/// A comment on a ticket.
pub struct Comment<'s> {
    text: &'s str,
    at: Option<Timestamp>,
    own: &'s str,
    voice: Option<Voice>,
}

/// The comments of each ticket.
pub type Threads<'s> = BTreeMap<Row, Vec<Comment<'s>>>;

/// The column with the text of comments, when the table holds some.
pub fn text(side: &Side<'_>, rows: &[(usize, Vec<Row>)]) -> Option<usize> {
    let journal = || side.named(&[JOURNAL.1]).and_then(|_| side.named(&[JOURNAL.0]));
    first_written(side, TEXTS, rows).or_else(journal)
}

/// The first of these columns that is filled in some row.
fn first_written(side: &Side<'_>, names: &[&str], rows: &[(usize, Vec<Row>)]) -> Option<usize> {
    let written = |column: &usize| rows.iter().any(|(record, _)| !values::is_null(side.table().cell(*record, *column)));
    names.iter().filter_map(|name| side.named(&[name])).find(written)
}

/// Takes the comments of a table, the text of which stands in the column `text`.
pub fn collect<'s>(
    sides: &[Side<'s>],
    (at, text): (usize, usize),
    rows: &[(usize, Vec<Row>)],
    threads: &mut Threads<'s>,
) {
    let side = &sides[at];
    let voices = Voices::of(side.table());
    let author = first_written(side, AUTHORS, rows);
    let roles = people::roles(sides, side.folder);
    let time = side.sheet.mapping.column(Field::Created).or_else(|| side.named(TIMES));
    let order = time.map_or(Order::MonthDay, |column| order(side, column));
    let own = side.named(&["id", "commentid", "noteid", "sysid", "self", "selflink"]);
    for (record, tickets) in rows {
        let cell = |column: Option<usize>| column.map_or("", |column| side.table().cell(*record, column));
        for row in tickets {
            let voice = voices.voice(side.table(), *record).or_else(|| {
                let author = Some(cell(author)).filter(|author| !values::is_null(author))?;
                roles.get(author).copied().or_else(|| of_requester(&sides[row.sheet], row.record, author))
            });
            let at = time.and_then(|_| dates::parse(cell(time), order));
            let comment = Comment { text: cell(Some(text)), at, own: cell(own), voice };
            threads.entry(*row).or_default().push(comment);
        }
    }
}

/// What comments say of their tickets: the customer's first one is the text of tickets that have none, and agents'
/// are counted.
pub fn additions(sides: &[Side<'_>], threads: Threads<'_>) -> Vec<(usize, Addition)> {
    let mut additions = Vec::new();
    for (row, mut comments) in threads {
        comments.sort_by(|a, b| {
            let order = a.at.is_none().cmp(&b.at.is_none()).then(a.at.cmp(&b.at));
            order.then_with(|| natural_order(a.own, b.own)).then(a.text.cmp(b.text))
        });
        // Pages of an export overlap.
        comments.dedup_by(|a, b| (a.at, a.own, a.text) == (b.at, b.own, b.text));
        let ticket = &sides[row.sheet];
        let body = ticket.sheet.mapping.column(Field::Body);
        let empty = body.is_none_or(|body| values::is_null(ticket.table().cell(row.record, body)));
        let says =
            |comment: &&Comment<'_>, voice: Option<Voice>| comment.voice == voice && !values::is_null(comment.text);
        let of = |voice: Option<Voice>| comments.iter().find(|comment| says(comment, voice));
        let add =
            |column: &str, text: String| (row.sheet, Addition { record: row.record, column: column.to_owned(), text });
        if let Some(first) = of(Some(Voice::Customer)).or_else(|| of(None)).filter(|_| empty) {
            let column = body.map_or(FIRST_COMMENT, |body| &ticket.table().columns()[body]);
            additions.push(add(column, first.text.to_owned()));
        }
        let told = comments.iter().any(|comment| matches!(comment.voice, Some(Voice::Agent | Voice::Customer)));
        if told && !ticket.has(Field::Replies) {
            let replies = comments.iter().filter(|comment| comment.voice == Some(Voice::Agent)).count();
            additions.push(add("replies", replies.to_string()));
        }
    }
    additions
}

fn order(side: &Side<'_>, column: usize) -> Order {
    let mut evidence = OrderEvidence::default();
    (0..side.table().records().len()).for_each(|record| evidence.see(side.table().cell(record, column)));
    evidence.certain().unwrap_or_else(|| evidence.assumed())
}

/// Whoever filed the ticket is its customer, and who did not is an agent; nothing when the ticket names nobody.
fn of_requester(ticket: &Side<'_>, record: usize, author: &str) -> Option<Voice> {
    let requesters: BTreeSet<String> =
        people::requesters(ticket).map(|column| ticket.table().cell(record, column).to_lowercase()).collect();
    let named = requesters.iter().any(|requester| !values::is_null(requester));
    let is = requesters.contains(&author.to_lowercase());
    named.then_some(if is { Voice::Customer } else { Voice::Agent })
}

/// Tags from a table of pairs. None when it is none.
pub fn tags(sides: &[Side<'_>], at: usize, rows: &[(usize, Vec<Row>)]) -> Option<Vec<(usize, Addition)>> {
    let side = &sides[at];
    let column = side.named(TAGS).filter(|_| side.columns.len() <= MOST_OF_TAGS)?;
    let of_tags = side.name().contains("tag") || side.name().contains("label") || side.named(&TAGS[..5]).is_some();
    if !of_tags {
        return None;
    }
    let mut found: BTreeMap<Row, BTreeSet<&str>> = BTreeMap::new();
    for (record, tickets) in rows {
        let tag = side.table().cell(*record, column);
        for row in tickets.iter().filter(|_| !values::is_null(tag)) {
            if !sides[row.sheet].has(Field::Tags) {
                found.entry(*row).or_default().insert(tag);
            }
        }
    }
    let additions = found.into_iter().flat_map(|(row, tags)| {
        let add = move |tag: &str| {
            (row.sheet, Addition { record: row.record, column: "tags".to_owned(), text: tag.to_owned() })
        };
        tags.into_iter().map(add)
    });
    Some(additions.collect())
}
