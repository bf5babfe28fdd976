//! The programs that export chats, as rows of data: which columns tell them, and what these mean.

use std::borrow::Cow;

use super::{COLUMNS, column, table};
use crate::ingest::{
    intake::RejectReason,
    table::{SEVERAL, Table},
};

/// How one program writes messages. Of several columns the first that is filled counts.
struct Dialect {
    /// Columns that tell it, all of them.
    told_by: &'static [&'static str],
    message_id: &'static [&'static str],
    sent_at: &'static [&'static str],
    sender: &'static [&'static str],
    sender_id: &'static [&'static str],
    role: &'static [&'static str],
    answers: &'static [&'static str],
    text: &'static [&'static str],
    /// The column of the kind of a message, and the kinds that people write; all others are news of the chat.
    kinds: (&'static str, &'static [&'static str]),
    /// The column that is `true` for programs.
    bot: &'static str,
}

const NO_DIALECT: Dialect = Dialect {
    told_by: &[],
    message_id: &[],
    sent_at: &[],
    sender: &[],
    sender_id: &[],
    role: &[],
    answers: &[],
    text: &[],
    kinds: ("", &[]),
    bot: "",
};

/// Sources: exports of the programs' own making (Telegram Desktop, Facebook's and Instagram's download), and of
/// DiscordChatExporter.
const DIALECTS: &[Dialect] = &[
    Dialect {
        told_by: &["from_id", "from", "date", "type", "id"],
        message_id: &["id"],
        sent_at: &["date_unixtime", "date"],
        sender: &["from"],
        sender_id: &["from_id"],
        answers: &["reply_to_message_id"],
        text: &["text_entities[].text", "text"],
        kinds: ("type", &["message"]),
        ..NO_DIALECT
    },
    Dialect {
        told_by: &["sender_name", "timestamp_ms", "content"],
        sent_at: &["timestamp_ms"],
        sender: &["sender_name"],
        text: &["content"],
        kinds: ("type", &["Generic", "Share"]),
        ..NO_DIALECT
    },
    Dialect {
        told_by: &["AuthorID", "Author", "Date", "Content"],
        sent_at: &["Date"],
        sender: &["Author"],
        sender_id: &["AuthorID"],
        text: &["Content"],
        ..NO_DIALECT
    },
    Dialect {
        told_by: &["author.id", "author.isBot", "timestamp", "content"],
        message_id: &["id"],
        sent_at: &["timestamp"],
        sender: &["author.nickname", "author.name"],
        sender_id: &["author.id"],
        role: &["author.roles[].name"],
        answers: &["reference.messageId"],
        text: &["content"],
        kinds: ("type", &["Default", "Reply"]),
        bot: "author.isBot",
    },
];

/// What programs write in the name of a person when something happens to a chat (lower case, from its beginning).
const NEWS: &[&str] = &[
    "joined the server.",
    "pinned a message.",
    "started a call",
    "started a thread",
    "changed the channel",
    "you sent an attachment.",
    "you missed a call",
    "missed a call",
    "missed your call",
    "this poll is no longer available.",
];

/// Whether a table holds messages of a messenger.
pub fn are_messages(of: &Table) -> bool {
    of.columns() == COLUMNS || dialect(of).is_some()
}

/// What the table's messenger calls things.
fn dialect(of: &Table) -> Option<&'static Dialect> {
    let has = |name: &&str| of.columns().iter().any(|column| column == name);
    DIALECTS.iter().find(|dialect| dialect.told_by.iter().all(has))
}

/// The messages of a table in the columns of [`COLUMNS`]; none when it is no chat's. `path`: stands for the chat where the
/// messages do not name it.
pub fn canonical(of: &Table, path: &str) -> Option<Table> {
    if of.columns() == COLUMNS {
        return Some(rewritten(of, |record| {
            let mut cells: Vec<(usize, String)> = of.cells(record).map(|(at, text)| (at, text.to_owned())).collect();
            cells.push((column("chat"), path.to_owned()));
            (cells, None)
        }));
    }
    let at = |name: &str| of.columns().iter().position(|column| column == name);
    let dialect = dialect(of)?;
    let meant = [
        ("message_id", dialect.message_id),
        ("sent_at", dialect.sent_at),
        ("sender", dialect.sender),
        ("sender_id", dialect.sender_id),
        ("role", dialect.role),
        ("answers", dialect.answers),
        ("text", dialect.text),
        ("chat", &["chat_id"]),
    ];
    let meant = meant.map(|(name, from)| (column(name), from.iter().filter_map(|name| at(name)).collect::<Vec<_>>()));
    let (kind, bot) = (at(dialect.kinds.0), at(dialect.bot));
    Some(rewritten(of, |record| {
        let filled = |from: &[usize]| from.iter().map(|at| of.cell(record, *at)).find(|text| !text.is_empty());
        let mut cells: Vec<(usize, String)> = Vec::new();
        for (to, from) in &meant {
            let Some(text) = filled(from) else { continue };
            cells.push((*to, if *to == column("text") { joined(text).into_owned() } else { text.to_owned() }));
        }
        if !cells.iter().any(|(to, _)| *to == column("chat")) {
            cells.push((column("chat"), path.to_owned()));
        }
        let kind = kind.map_or("", |kind| of.cell(record, kind));
        let written = kind.is_empty() || dialect.kinds.1.contains(&kind);
        let by_bot = bot.is_some_and(|bot| of.cell(record, bot) == "true");
        (cells, (!written || by_bot).then_some(RejectReason::NotATicket))
    }))
}

/// A text that was written in parts: words, links, mentions.
fn joined(text: &str) -> Cow<'_, str> {
    if text.contains(SEVERAL) { Cow::Owned(text.replace(SEVERAL, " ")) } else { Cow::Borrowed(text) }
}

fn rewritten(of: &Table, cells: impl Fn(usize) -> (Vec<(usize, String)>, Option<RejectReason>)) -> Table {
    let mut new = table();
    for record in 0..of.records().len() {
        let line = of.records()[record].line;
        let (mut cells, fault) = cells(record);
        let text = cells.iter().find(|(to, _)| *to == column("text")).map_or("", |(_, text)| text.trim());
        let start = text.get(..text.len().min(40)).unwrap_or(text).to_lowercase();
        let news = || NEWS.iter().any(|news| start.starts_with(news)).then_some(RejectReason::NotATicket);
        let empty = || text.is_empty().then_some(RejectReason::NoText);
        match of.records()[record].fault.or(fault).or_else(news).or_else(empty) {
            Some(fault) => new.push_fault(line, fault),
            None => new.push(line, &mut cells, false),
        }
    }
    new.carry_over(of);
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{from_csv, from_json};

    fn texts(table: &Table) -> Vec<(String, Option<RejectReason>)> {
        let of = canonical(table, "chat").unwrap();
        (0..of.records().len())
            .map(|record| (of.cell(record, column("text")).to_owned(), of.records()[record].fault))
            .collect()
    }

    #[test]
    fn messages_of_each_program_are_told_from_its_news() {
        let telegram = r#"{"name":"Help","type":"private_group","id":7,"messages":[
            {"id":1,"type":"service","date":"2026-01-05T10:00:00","actor":"Dana","action":"create_group","text":""},
            {"id":2,"type":"message","date":"2026-01-05T10:01:00","date_unixtime":"1767607260","from":"Ann","from_id":"user1",
             "text":["No mail, see ",{"type":"link","text":"https://a.example"}," please"],
             "text_entities":[{"type":"plain","text":"No mail, see "},{"type":"link","text":"https://a.example"},{"type":"plain","text":" please"}]},
            {"id":3,"type":"message","date":"2026-01-05T10:02:00","from":"Ann","from_id":"user1","photo":"x.jpg","text":""}]}"#;
        let found = texts(&from_json::read(telegram, false).unwrap().table);
        let expected = [
            (String::new(), Some(RejectReason::NotATicket)),
            ("No mail, see https://a.example please".to_owned(), None),
            (String::new(), Some(RejectReason::NoText)),
        ];
        assert_eq!(found, expected);
        let csv = "AuthorID,Author,Date,Content,Attachments,Reactions\n1,ann#0,2026-01-05T10:00:00,No mail,,\n1,ann#0,2026-01-05T10:00:00,Joined the server.,,\n";
        let found = texts(&from_csv::read(csv, false).unwrap());
        assert_eq!(found, [("No mail".to_owned(), None), (String::new(), Some(RejectReason::NotATicket))]);
        let tickets = from_csv::read("id,from,date,text\n1,ann,2026-01-05,No mail\n", false).unwrap();
        assert!(canonical(&tickets, "x").is_none());
    }
}
