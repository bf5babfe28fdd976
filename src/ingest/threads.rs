//! Rows that belong to one ticket: which column says so, in a table of messages or of events.
//!
//! Three shapes are known. Messages name their conversation (`conversation_id`, `thread_ts`, `thread`) or their
//! ticket; answers name the message that they answer (`in_response_to_tweet_id`); an event log repeats the ticket with
//! each change of it. Where no name is known, a column is found by what its values do. A table that holds copies of
//! some tickets, or two tickets of one number, is none of these: what is no evidence of a thread leaves the rows alone.

pub mod evidence;
mod inferred;
pub mod voices;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    evidence::{Evidence, evidence, varies_in},
    voices::Voices,
};
use super::{
    assemble::Sheet,
    columns::{
        fields::Field,
        headers::{fold, meanings, squeeze},
    },
    intake::RejectReason,
    table::Table,
    values,
};

/// How the rows of a sheet belong together.
#[derive(Clone, Debug)]
pub struct Threading {
    /// The column that names the ticket; rows without it stand for themselves.
    pub key: Option<usize>,
    /// The row's own id.
    pub own: Option<usize>,
    /// The row that it answers.
    pub parent: Option<usize>,
    /// When the row was written.
    pub time: Option<usize>,
    /// Its number among the rows of the ticket.
    pub sequence: Option<usize>,
    /// Who wrote it.
    pub author: Option<usize>,
    /// Which side wrote it.
    pub voices: Voices,
    /// Whether the rows are changes of a ticket, and not messages.
    pub events: bool,
}

/// Columns that name a conversation; folded. They hold one in every row or none.
const THREADS: &[&str] = &[
    "thread",
    "thread id",
    "thread ts",
    "conversation id",
    "conversation number",
    "conversation",
    "chat id",
    "chat room",
    "chat room id",
    "room id",
    "session id",
    "konversations id",
    "gesprächs id",
    "chat nummer",
    "id conversation",
    "id de conversation",
    "id de la conversation",
    "id conversacion",
    "id de conversacion",
    "id de la conversacion",
    "id conversación",
    "id de conversación",
    "id da conversa",
    "id conversa",
    "id conversazione",
    "gesprek id",
    "id rozmowy",
    "konuşma id",
    "konuşma no",
    "görüşme id",
    "sohbet id",
    "id percakapan",
    "id obrolan",
    "nomor percakapan",
    "id чата",
    "id диалога",
    "会话id",
    "对话id",
    "チャットid",
    "会話id",
    "dialog id",
    "dialogue id",
    "topic id",
    "ticket ext id",
];

/// Columns that name the message that a message answers.
const PARENTS: &[&str] = &[
    "in response to tweet id",
    "in response to",
    "in reply to",
    "in reply to id",
    "in reply to status id",
    "reply to id",
    "reply to message id",
    "in response to message id",
];

/// Columns that hold the id of a message.
const OWN: &[&str] =
    &["message id", "tweet id", "comment id", "note id", "event id", "post id", "article id", "entry id", "id"];

/// Columns that number the rows of one ticket.
const SEQUENCES: &[&str] = &[
    "sys mod count",
    "mod count",
    "sequence",
    "sequence number",
    "seq",
    "message index",
    "event index",
    "index",
    "revision",
    "rev",
    "step",
    "turn",
    "position",
    "post number",
    "article number",
    "message number",
    "activity number",
    "chat index",
];

/// Columns with the time of a message.
const TIMES: &[&str] = &[
    "message created at",
    "message created",
    "message sent at",
    "message timestamp",
    "message date",
    "message time",
    "sent at",
    "sent time",
    "sent date time",
    "send date time",
    "created datetime",
    "sent datetime",
    "event time",
    "complete timestamp",
    "timestamp",
];

/// Columns with the author of a message, addresses before ids before names.
const AUTHORS: &[&str] = &[
    "message author id",
    "author id",
    "sender id",
    "user id",
    "actor id",
    "from id",
    "message author email",
    "author email",
    "sender email",
    "from email",
    "from email address",
    "from address",
    "author login",
    "user login",
    "user",
    "author",
    "sender",
    "from",
    "username",
    "user name",
    "user nickname",
    "nickname",
    "author name",
    "sender name",
    "message author name",
    "created by",
    "posted by",
    "creator",
];

/// Share of the groups in which a column must differ to be told of the rows and not of the ticket.
const OF_THE_ROW: f64 = 0.3;

/// Share of the rows that belong to a ticket with other rows before a table is an event log.
const MOSTLY_REPEATED: f64 = 0.5;

/// Fewest tickets of several rows before a table without numbered rows is an event log.
const FEWEST_REPEATED: usize = 3;

/// A sheet with its columns by name.
struct Member<'s> {
    sheet: &'s Sheet,
    columns: BTreeMap<String, usize>,
}

impl<'s> Member<'s> {
    fn new(sheet: &'s Sheet) -> Self {
        // The first of equal names.
        let names = sheet.table.columns().iter().enumerate().rev();
        Self { sheet, columns: names.map(|(at, name)| (squeeze(&fold(name)), at)).collect() }
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.get(&squeeze(name)).copied()
    }

    /// The first column of one of these names.
    fn named(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.column(name))
    }

    fn fills(&self, column: usize) -> bool {
        (0..self.sheet.table.records().len()).any(|record| !values::is_null(self.sheet.table.cell(record, column)))
    }
}

/// By how much more a date column must differ to be taken before one that comes first.
const CLEARLY: f64 = 0.2;

/// How the rows of each sheet belong together; none where every row is a ticket. `places`: which sheets share ids.
pub fn find(sheets: &[Sheet], places: &[usize]) -> Vec<Option<Threading>> {
    let mut of_place: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate().filter(|(at, _)| !sheets[*at].side && !is_settled(&sheets[*at])) {
        of_place.entry(*place).or_default().push(at);
    }
    let mut found: Vec<Option<Threading>> = sheets.iter().map(|_| None).collect();
    for at in of_place.into_values() {
        let members: Vec<Member<'_>> = at.iter().map(|at| Member::new(&sheets[*at])).collect();
        let threads = chains(&members).or_else(|| conversations(&members));
        let threads = threads
            .unwrap_or_else(|| members.iter().map(|member| repeated(member).or_else(|| inferred(member))).collect());
        for (at, threading) in at.into_iter().zip(threads) {
            found[at] = threading;
        }
    }
    found
}

/// Whether a reader has put the threads together already: then it has told which records are further messages.
fn is_settled(sheet: &Sheet) -> bool {
    sheet.table.records().iter().any(|record| record.fault == Some(RejectReason::Reply))
}

/// Messages that name the message they answer.
fn chains(members: &[Member<'_>]) -> Option<Vec<Option<Threading>>> {
    let ends = |member: &Member<'_>| {
        let parent = member.named(PARENTS)?;
        let own = member.sheet.mapping.column(Field::Id).or_else(|| member.named(OWN))?;
        (own != parent).then_some((own, parent))
    };
    let answers = |member: &Member<'_>| ends(member).is_some_and(|(_, parent)| member.fills(parent));
    // Mails name the mail they answer and the thread: the thread is the better word.
    if !members.iter().any(answers) || members.iter().any(|member| member.named(THREADS).is_some()) {
        return None;
    }
    let threading = |member: &Member<'_>| {
        let (own, parent) = ends(member)?;
        let time = member.sheet.mapping.column(Field::Created).or_else(|| member.named(TIMES));
        Some(Threading { own: Some(own), parent: Some(parent), time, ..Threading::of(member) })
    };
    Some(members.iter().map(threading).collect())
}

/// Messages that name their conversation.
fn conversations(members: &[Member<'_>]) -> Option<Vec<Option<Threading>>> {
    THREADS.iter().find_map(|name| {
        let with: Vec<(&Member<'_>, usize)> =
            members.iter().filter_map(|member| Some((member, member.column(name)?))).collect();
        let (first, key) = with.first()?;
        let keyed: Vec<(&Sheet, usize)> = with.iter().map(|(member, key)| (member.sheet, *key)).collect();
        let seen = evidence(&keyed);
        let several = seen.multiple > 0 && seen.texts_vary > 0 && !seen.subjects_vary;
        // Conversations of one message each look like a list of conversations, but for the message's own id.
        let single = || {
            let own = first.named(OWN).is_some_and(|own| own != *key);
            own && seen.filled == seen.rows && Voices::of(&first.sheet.table).are_told()
        };
        if !several && !single() {
            return None;
        }
        let time = time(&with, &keyed);
        let threading = |member: &Member<'_>| {
            let key = member.column(name)?;
            let time = time.and_then(|time| time.column(member));
            Some(Threading { key: Some(key), time, ..Threading::of(member) })
        };
        Some(members.iter().map(threading).collect())
    })
}

/// Rows that repeat the id of their ticket: messages or events.
fn repeated(member: &Member<'_>) -> Option<Threading> {
    let sheet = member.sheet;
    let table = &sheet.table;
    let sure = |column: usize| {
        meanings(&table.columns()[column]).iter().any(|(field, confidence)| *field == Field::Id && *confidence >= 0.9)
    };
    let mapped = sheet.mapping.column(Field::Id);
    let others = (0..table.columns().len()).filter(|column| Some(*column) != mapped && sure(*column));
    mapped.into_iter().chain(others).find_map(|key| {
        let keyed = [(sheet, key)];
        let seen = evidence(&keyed);
        if seen.multiple == 0 || seen.addresses_vary {
            return None;
        }
        let numbered = member.named(SEQUENCES).is_some();
        let events = is_event_log(&seen, numbered);
        let messages = !events && (sure(key) || numbered) && are_messages(member, key, &seen);
        let time = || time(&[(member, key)], &keyed).and_then(|time| time.column(member));
        (events || messages).then(|| Threading { key: Some(key), time: time(), events, ..Threading::of(member) })
    })
}

/// Messages that name their conversation in a column of another name.
fn inferred(member: &Member<'_>) -> Option<Threading> {
    let key = inferred::key(member.sheet)?;
    let time = time(&[(member, key)], &[(member.sheet, key)]).and_then(|time| time.column(member));
    Some(Threading { key: Some(key), time, ..Threading::of(member) })
}

fn is_event_log(seen: &Evidence, numbered: bool) -> bool {
    let same_text = seen.texts_vary as f64 <= OF_THE_ROW * seen.multiple as f64;
    let mostly = seen.repeated as f64 >= MOSTLY_REPEATED * seen.rows as f64 && seen.multiple >= FEWEST_REPEATED;
    same_text && (numbered || mostly)
}

fn are_messages(member: &Member<'_>, key: usize, seen: &Evidence) -> bool {
    let (sheet, table) = (member.sheet, &member.sheet.table);
    let vary = seen.texts_vary as f64 > OF_THE_ROW * seen.multiple as f64 && !seen.subjects_vary;
    let own = || member.named(OWN).is_some_and(|own| own != key && is_unique(table, own));
    let authors = || member.named(AUTHORS).is_some_and(|author| varies_in(&[(sheet, key)], &[Some(author)]) > 0.0);
    vary && (Voices::of(table).are_told() || own() || authors())
}

fn is_unique(table: &Table, column: usize) -> bool {
    let all = 0..table.records().len();
    let seen: BTreeSet<&str> = all.clone().map(|record| table.cell(record, column)).collect();
    seen.len() == all.len() && !seen.contains("")
}

/// Where the time of a row stands.
#[derive(Clone, Copy)]
enum Time {
    Named(&'static str),
    Mapped(Field),
}

impl Time {
    fn column(self, member: &Member<'_>) -> Option<usize> {
        match self {
            Self::Named(name) => member.column(name),
            Self::Mapped(field) => member.sheet.mapping.column(field),
        }
    }
}

/// The column of dates that differs most between the rows of one ticket; the first of near equals.
fn time(with: &[(&Member<'_>, usize)], keyed: &[(&Sheet, usize)]) -> Option<Time> {
    let mapped = [Field::Updated, Field::Created].map(Time::Mapped);
    let mut best: Option<(f64, Time)> = None;
    for time in TIMES.iter().map(|name| Time::Named(name)).chain(mapped) {
        let columns: Vec<Option<usize>> = with.iter().map(|(member, _)| time.column(member)).collect();
        if columns.iter().all(Option::is_none) {
            continue;
        }
        let varies = varies_in(keyed, &columns);
        if best.is_none_or(|(most, _)| varies > most + CLEARLY) {
            best = Some((varies, time));
        }
    }
    best.map(|(_, time)| time)
}

impl Threading {
    /// What does not depend on the key.
    fn of(member: &Member<'_>) -> Self {
        let voices = Voices::of(&member.sheet.table);
        let mut authors = AUTHORS.iter().filter_map(|name| member.column(name));
        Self {
            key: None,
            own: member.named(OWN),
            parent: None,
            time: None,
            sequence: member.named(SEQUENCES),
            author: authors.find(|column| member.fills(*column) && !voices.uses(*column)),
            voices,
            events: false,
        }
    }

    /// Takes out of the mapping what is told of the messages and not of the ticket: who wrote, and guesses at a category
    /// that changes from message to message.
    pub fn leave_to_messages(&self, sheet: &mut Sheet) {
        if self.events {
            return;
        }
        let category = sheet.mapping.column(Field::Category).filter(|_| sheet.mapping.is_guessed(Field::Category));
        let changes = |column: usize| {
            let Some(key) = self.key else { return false };
            varies_in(&[(&*sheet, key)], &[Some(column)]) > OF_THE_ROW
        };
        let changing = category.filter(|column| changes(*column));
        sheet.mapping.forget(|column| self.voices.uses(column) || changing == Some(column));
    }

    /// Tells the mapping which column the ids of the tickets come from.
    pub fn name_the_id(&self, sheet: &mut Sheet) {
        let Some(key) = self.key else { return };
        let whole = (0..sheet.table.records().len())
            .all(|record| sheet.table.is_blank(record) || !values::is_null(sheet.table.cell(record, key)));
        if whole || sheet.mapping.column(Field::Id).is_none() {
            let reason =
                if self.events { "events of one value are one ticket" } else { "messages of one value are one ticket" };
            sheet.mapping.set_id(key, reason);
        }
    }
}
