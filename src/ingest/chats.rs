//! Exports of chats (WhatsApp, Telegram, Messenger, Discord): what somebody opens is a ticket.
//!
//! A chat has no tickets, only messages by many people in one row. A ticket is what a person says after having been
//! silent: that message and those of the same person that follow it until it says something. What comes after, the
//! person's own words and what the helpdesk answers, is folded into it and counted. Whoever answers many people and
//! hardly ever opens anything is the helpdesk ([`people`]), whose messages are never tickets. News of the chat (who
//! joined, who left), pictures without words and what bots say are none either.

mod dialects;
mod people;

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

pub use self::dialects::{are_messages, canonical};
use super::{
    dates,
    day_order::Order,
    intake::RejectReason,
    opening,
    table::{SEVERAL, Table},
};

/// The columns of every table of chat messages. `chat_ticket` and `replies` are filled by [`settle`].
pub const COLUMNS: &[&str] =
    &["chat_ticket", "chat", "message_id", "sent_at", "sender", "sender_id", "role", "answers", "text", "replies"];

/// Format of a text file that is a chat.
pub const CHAT: &str = "chat";

/// How long somebody is silent before the next message opens another ticket, in seconds, where many people write.
const SILENCE: i64 = 3 * 3600;

/// The same between two people, who have all the time of the day.
const SILENCE_OF_TWO: i64 = 24 * 3600;

/// How long a message that says nothing of its own ("any news?") belongs to what its writer said last, in seconds.
const REMINDS: i64 = 14 * 86_400;

/// Index of a column of [`COLUMNS`]; past the end for a name that is none.
pub fn column(name: &str) -> usize {
    COLUMNS.iter().position(|column| *column == name).unwrap_or(COLUMNS.len())
}

/// A table of chat messages without records.
pub fn table() -> Table {
    Table::new(COLUMNS.iter().map(|name| (*name).to_owned()).collect())
}

/// A message while tickets are made.
pub(super) struct Message<'t> {
    record: usize,
    chat: &'t str,
    /// Seconds since 1970.
    time: Option<i64>,
    /// Who wrote it: an id, else a name.
    sender: &'t str,
    role: &'t str,
    id: &'t str,
    /// Id of the message that it answers.
    answers: &'t str,
    text: &'t str,
}

/// Makes tickets of the messages of all chats in a table: those that open one keep their cells and are counted their
/// replies, all others are marked.
pub fn settle(old: &Table) -> Table {
    let chats = chats(old);
    let helpdesk = people::helpdesk(&chats);
    let mut verdicts: Vec<Option<RejectReason>> = old.records().iter().map(|record| record.fault).collect();
    let mut tickets: BTreeMap<usize, Ticket<'_>> = BTreeMap::new();
    for messages in &chats {
        for ticket in of_chat(messages, &|sender| helpdesk.contains(sender), &mut verdicts) {
            tickets.insert(ticket.opens, ticket);
        }
    }
    let mut new = table();
    for (at, verdict) in verdicts.into_iter().enumerate() {
        let line = old.records()[at].line;
        let (Some(ticket), None) = (tickets.get(&at), verdict) else {
            new.push_fault(line, verdict.unwrap_or(RejectReason::NoText));
            continue;
        };
        let own = ["chat_ticket", "text", "replies"].map(column);
        let kept = old.cells(at).filter(|(column, _)| !own.contains(column));
        let mut cells: Vec<(usize, String)> = kept.map(|(column, text)| (column, text.to_owned())).collect();
        cells.push((column("chat_ticket"), id(old, at)));
        cells.push((column("text"), opening::join(ticket.words.iter().copied())));
        cells.push((column("replies"), ticket.replies.to_string()));
        new.push(line, &mut cells, false);
    }
    new.carry_over(old);
    new
}

/// The messages of each chat in their order of time; some programs write the newest first.
fn chats(table: &Table) -> Vec<Vec<Message<'_>>> {
    let mut chats: BTreeMap<&str, Vec<Message<'_>>> = BTreeMap::new();
    for record in 0..table.records().len() {
        if table.records()[record].fault.is_some() {
            continue;
        }
        let cell = |name: &str| table.cell(record, column(name)).split(SEVERAL).next().unwrap_or_default();
        let message = Message {
            record,
            chat: cell("chat"),
            time: dates::parse(cell("sent_at"), Order::DayMonth).map(|time| time.seconds()),
            sender: if cell("sender_id").is_empty() { cell("sender") } else { cell("sender_id") },
            role: table.cell(record, column("role")),
            id: cell("message_id"),
            answers: cell("answers"),
            text: table.cell(record, column("text")),
        };
        chats.entry(message.chat).or_default().push(message);
    }
    let mut chats: Vec<Vec<Message<'_>>> = chats.into_values().collect();
    for messages in &mut chats {
        let time = |message: Option<&Message<'_>>| message.and_then(|message| message.time);
        if time(messages.last()) < time(messages.first()) {
            messages.reverse();
        }
        if messages.iter().all(|message| message.time.is_some()) {
            messages.sort_by_key(|message| message.time);
        }
    }
    chats
}

/// One ticket while its messages are found.
struct Ticket<'t> {
    /// Record of the message that opens it.
    opens: usize,
    sender: &'t str,
    /// What its writer says in it.
    words: Vec<&'t str>,
    replies: usize,
    /// When somebody wrote to it last.
    last: Option<i64>,
}

fn of_chat<'t>(
    messages: &[Message<'t>],
    is_helpdesk: &dyn Fn(&str) -> bool,
    verdicts: &mut [Option<RejectReason>],
) -> Vec<Ticket<'t>> {
    let silence = if people::of(messages).len() <= 2 { SILENCE_OF_TWO } else { SILENCE };
    let mut tickets: Vec<Ticket<'t>> = Vec::new();
    let (mut of_sender, mut of_message): (BTreeMap<&str, usize>, BTreeMap<&str, usize>) = Default::default();
    for message in messages {
        let helpdesk = is_helpdesk(message.sender);
        let answered = of_message.get(message.answers).filter(|_| !message.answers.is_empty()).copied();
        let pause = |ticket: &usize| Some(message.time? - tickets[*ticket].last?);
        let said_little = opening::says_little(message.text);
        let goes_on =
            |ticket: &usize| pause(ticket).is_none_or(|pause| pause < if said_little { REMINDS } else { silence });
        let own = of_sender.get(message.sender).copied().filter(goes_on);
        let ticket = if helpdesk { answered.or_else(|| tickets.len().checked_sub(1)) } else { answered.or(own) };
        let ticket = match ticket {
            Some(ticket) => {
                verdicts[message.record] = Some(RejectReason::Reply);
                tickets[ticket].replies += 1;
                ticket
            }
            None if helpdesk => {
                verdicts[message.record] = Some(RejectReason::AgentsOnly);
                continue;
            }
            None => {
                let (opens, sender) = (message.record, message.sender);
                tickets.push(Ticket { opens, sender, words: vec![], replies: 0, last: None });
                of_sender.insert(sender, tickets.len() - 1);
                tickets.len() - 1
            }
        };
        if tickets[ticket].sender == message.sender {
            tickets[ticket].words.push(message.text);
        }
        tickets[ticket].last = message.time.max(tickets[ticket].last);
        if !message.id.is_empty() {
            of_message.insert(message.id, ticket);
        }
    }
    tickets
}

/// What a ticket is called: the number of its message, in its chat where that has one; else the time and a mark of the
/// writer, which stay the same from export to export and name nobody.
fn id(table: &Table, record: usize) -> String {
    let cell = |name: &str| table.cell(record, column(name));
    let (message, chat) = (cell("message_id"), cell("chat"));
    if message.is_empty() {
        let writer = if cell("sender_id").is_empty() { cell("sender") } else { cell("sender_id") };
        let time = cell("sent_at");
        return if time.is_empty() {
            String::new()
        } else {
            format!("{time}-{:06x}", xxh3_64(writer.as_bytes()) & 0xff_ffff)
        };
    }
    let numbered = !chat.is_empty() && chat.bytes().all(|byte| byte.is_ascii_digit());
    if numbered { format!("{chat}-{message}") } else { message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Messages as (minute, sender, text).
    fn chat(messages: &[(i64, &str, &str)]) -> Table {
        let mut of = table();
        for (number, (minute, sender, text)) in messages.iter().enumerate() {
            let mut cells = vec![
                (column("sent_at"), (1_767_600_000 + minute * 60).to_string()),
                (column("sender"), (*sender).to_owned()),
                (column("text"), (*text).to_owned()),
            ];
            of.push(number as u64 + 1, &mut cells, false);
        }
        of
    }

    fn tickets(messages: &[(i64, &str, &str)]) -> Vec<(String, String)> {
        let table = settle(&chat(messages));
        assert_eq!(table.records().len(), messages.len());
        let opens = (0..messages.len()).filter(|record| table.records()[*record].fault.is_none());
        opens
            .map(|at| (table.cell(at, column("text")).to_owned(), table.cell(at, column("replies")).to_owned()))
            .collect()
    }

    fn ticket(text: &str, replies: &str) -> (String, String) {
        (text.to_owned(), replies.to_owned())
    }

    const DAY: i64 = 24 * 60;

    #[test]
    fn whoever_was_silent_opens_a_ticket_and_the_helpdesk_never_does() {
        let mut messages = vec![
            (0, "ann", "Hi"),
            (1, "ann", "the lamp that I ordered last week is broken at the foot"),
            (5, "dana", "Sorry to hear that, could you send a picture of it?"),
            (6, "ann", "here it is, taken this morning in the kitchen"),
            (7, "bob", "my invoice for march shows the wrong amount again"),
            (9, "dana", "We will look into it at once"),
            (DAY, "ann", "any news?"),
            (2 * DAY, "ann", "the second lamp has not arrived although it was sent"),
            (2 * DAY + 9, "dana", "It is on its way since yesterday"),
        ];
        messages.extend([
            (3 * DAY, "cat", "I cannot log in since the update of today"),
            (3 * DAY + 1, "dana", "Please try again"),
        ]);
        let expected = [
            ticket("Hi\nthe lamp that I ordered last week is broken at the foot", "4"),
            ticket("my invoice for march shows the wrong amount again", "1"),
            ticket("the second lamp has not arrived although it was sent", "1"),
            ticket("I cannot log in since the update of today", "1"),
        ];
        assert_eq!(tickets(&messages), expected);
        messages.reverse();
        let mut newest_first = tickets(&messages);
        newest_first.reverse();
        assert_eq!(newest_first, expected);
    }

    #[test]
    fn of_two_people_the_one_who_begins_is_the_customer() {
        let found = tickets(&[
            (0, "ann", "my parcel has not arrived for two weeks now"),
            (9, "shop", "Where should it go?"),
            (3 * DAY, "ann", "the invoice shows a wrong amount of money"),
            (3 * DAY + 8, "shop", "Corrected"),
        ]);
        assert_eq!(found.iter().map(|(_, replies)| replies.as_str()).collect::<Vec<_>>(), ["1", "1"]);
    }

    #[test]
    fn ids_name_nobody_and_stay() {
        let table = settle(&chat(&[(0, "ann", "my parcel has not arrived for two weeks now")]));
        let id = table.cell(0, column("chat_ticket"));
        assert!(id.starts_with("1767600000-") && !id.contains("ann"), "{id}");
        // The same on every machine and in every version: ledgers know tickets by it.
        assert_eq!(id, "1767600000-bd62c8");
    }
}
