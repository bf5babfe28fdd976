//! Rows of one ticket → one ticket: messages of a conversation, events of a log.
//!
//! The customer's first message is the text, the earliest row gives the creation date, the latest one the state.
//! Every row is accounted for: it is the ticket, folded into it, a further copy of another row, or rejected.

use std::collections::{BTreeMap, BTreeSet};

use super::{assemble::with_text, intake::RejectReason, opening, threads::voices::Voice};
use crate::model::{
    account::Account,
    corpus::natural_order,
    ticket::{Ticket, TicketState},
    time::Timestamp,
};

/// A row of a ticket, read as if it were one.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// The ticket that it belongs to, as the row names it.
    pub thread: String,
    /// The row's own id.
    pub own: String,
    /// The row that it answers.
    pub parent: Option<String>,
    /// When it was written.
    pub at: Option<Timestamp>,
    /// Its number among the rows of the ticket.
    pub sequence: Option<i64>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Which side wrote it, when it says.
    pub voice: Option<Voice>,
    /// Whether it is a change of the ticket, and not a message.
    pub event: bool,
    /// Why it cannot be the text of a ticket.
    pub fault: Option<RejectReason>,
    /// Fingerprint of the whole row.
    pub content: u64,
    /// What it says of the ticket; its text may be empty.
    pub ticket: Ticket,
}

/// What the rows of one place gave.
#[derive(Debug, Default)]
pub struct Folded {
    /// One ticket a thread.
    pub tickets: Vec<Ticket>,
    /// Rows of threads that gave none: reason, file, line.
    pub rejects: Vec<(RejectReason, usize, u64)>,
    /// Files of the rows that went into another row's ticket.
    pub folded: Vec<usize>,
    /// Rows that are another copy of a row.
    pub duplicates: usize,
}

/// Threads that an author must have answered to be known as an agent.
const MANY_THREADS: usize = 5;

/// How many steps up a chain of answers are followed.
const LONGEST_CHAIN: usize = 10_000;

/// Folds the rows of one place.
pub fn fold(mut messages: Vec<Message>) -> Folded {
    let threads = roots(&messages);
    for (message, thread) in messages.iter_mut().zip(threads) {
        message.thread = thread;
    }
    // Only agents: then the column tells who filed the tickets, and not who wrote them.
    if !messages.iter().any(|message| message.voice == Some(Voice::Customer)) {
        for message in messages.iter_mut().filter(|message| message.voice == Some(Voice::Agent)) {
            message.voice = None;
        }
    }
    let mut of_thread: BTreeMap<String, Vec<Message>> = BTreeMap::new();
    for message in messages {
        of_thread.entry(message.thread.clone()).or_default().push(message);
    }
    let running = Running::of(&of_thread);
    of_thread.values_mut().for_each(|rows| sort(rows, running));
    tell_openers(&mut of_thread);
    let answering = answering(&of_thread);
    let mut folded = Folded::default();
    for (thread, rows) in of_thread {
        folded.thread(thread, rows, &answering);
    }
    folded
}

/// Authors who answer many threads that others began: agents, where no column says so.
fn answering(of_thread: &BTreeMap<String, Vec<Message>>) -> BTreeSet<String> {
    let mut threads: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for rows in of_thread.values() {
        let spoken = || rows.iter().filter(|row| !row.event && row.voice.is_none() && row.fault.is_none());
        let authors: BTreeSet<&str> = spoken().filter_map(|row| row.author.as_deref()).collect();
        let first = spoken().next().and_then(|row| row.author.as_deref());
        for author in authors {
            let (all, begun) = threads.entry(author).or_default();
            *all += 1;
            *begun += usize::from(first == Some(author));
        }
    }
    let answers = |(all, begun): &(usize, usize)| *all >= MANY_THREADS && begun * 2 < *all;
    threads.into_iter().filter(|(_, counts)| answers(counts)).map(|(author, _)| author.to_owned()).collect()
}

/// What a third of the threads begin with word for word is said by a program, where no column tells who wrote and
/// somebody answered; but not where each is by somebody else.
fn tell_openers(of_thread: &mut BTreeMap<String, Vec<Message>>) {
    let unknown =
        |row: &&Message| row.voice.is_none() && !row.event && row.fault.is_none() && !row.ticket.body.trim().is_empty();
    let several = of_thread.values().filter(|rows| rows.len() > 1);
    let firsts: Vec<&Message> = several.filter_map(|rows| rows.iter().find(unknown)).collect();
    let mut openers = opening::openers(firsts.iter().map(|row| row.ticket.body.as_str()));
    openers.retain(|opener| {
        let rows = || firsts.iter().filter(|row| row.ticket.body.trim() == opener);
        let authors: BTreeSet<&str> = rows().filter_map(|row| row.author.as_deref()).collect();
        authors.len() * 2 <= rows().count()
    });
    let is_opener = |row: &Message| openers.iter().any(|opener| opener == row.ticket.body.trim());
    for rows in of_thread.values_mut().filter(|_| !openers.is_empty()) {
        if rows.iter().filter(unknown).any(|row| !is_opener(row)) {
            let openers = rows.iter_mut().filter(|row| unknown(&&**row) && is_opener(row));
            openers.for_each(|row| row.voice = Some(Voice::Aside));
        }
    }
}

/// The thread of each message: the one it names, or the first message of the chain that it continues.
fn roots(messages: &[Message]) -> Vec<String> {
    let parents: BTreeMap<&str, &str> =
        messages.iter().filter_map(|message| Some((message.own.as_str(), message.parent.as_deref()?))).collect();
    let known: BTreeSet<&str> = if parents.is_empty() {
        BTreeSet::new()
    } else {
        messages.iter().map(|message| message.own.as_str()).collect()
    };
    let mut found: BTreeMap<&str, &str> = BTreeMap::new();
    let root = |message: &Message| {
        let Some(own) = known.get(message.own.as_str()).copied().filter(|_| message.parent.is_some()) else {
            return message.thread.clone();
        };
        let (mut at, mut path) = (own, Vec::new());
        while let Some(parent) = parents.get(at).and_then(|parent| known.get(parent).copied()) {
            if found.contains_key(at) || path.len() > LONGEST_CHAIN || parent == own {
                break;
            }
            path.push(at);
            at = parent;
        }
        let root = found.get(at).copied().unwrap_or(at);
        for step in path {
            found.insert(step, root);
        }
        root.to_owned()
    };
    messages.iter().map(root).collect()
}

impl Folded {
    /// `rows` in their order.
    fn thread(&mut self, thread: String, mut rows: Vec<Message>, answering: &BTreeSet<String>) {
        let mut seen = BTreeSet::new();
        let all = rows.len();
        rows.retain(|row| seen.insert(row.content));
        self.duplicates += all - rows.len();
        tell_voices(&mut rows, answering);
        match one_ticket(thread, &rows).and_then(with_text) {
            Ok(ticket) => {
                let mut own = false;
                for row in &rows {
                    let is_origin = row.ticket.origin == ticket.origin && !own;
                    own |= is_origin;
                    if !is_origin {
                        self.folded.push(row.ticket.origin.file);
                    }
                }
                self.tickets.push(ticket);
            }
            Err(reason) => {
                let origins = rows.iter().map(|row| (row.fault.unwrap_or(reason), row.ticket.origin));
                self.rejects.extend(origins.map(|(reason, origin)| (reason, origin.file, origin.line)));
            }
        }
    }
}

/// By time and number; what is left open is decided by the rows' words, never by the order in which they were read,
/// unless nothing else is told.
fn sort(rows: &mut [Message], running: Running) {
    let timed = rows.iter().any(|row| row.at.is_some() || row.sequence.is_some());
    rows.sort_by(|a, b| {
        let late = |row: &Message| row.at.is_none();
        let order = late(a).cmp(&late(b)).then(a.at.cmp(&b.at)).then(a.sequence.cmp(&b.sequence));
        if !timed {
            return order.then(a.ticket.origin.cmp(&b.ticket.origin));
        }
        let counted = |row: &Message| row.own.starts_with(|c: char| c.is_ascii_digit());
        let by_id = if counted(a) && counted(b) { natural_order(&a.own, &b.own) } else { std::cmp::Ordering::Equal };
        // Times to the minute: what was said first stands first in a file that runs with the time.
        let written = a.ticket.origin.cmp(&b.ticket.origin);
        let order = order.then(by_id).then(match running {
            Running::Forward => written,
            Running::Backward => written.reverse(),
            Running::Anyhow => std::cmp::Ordering::Equal,
        });
        let order = order.then(a.voice.cmp(&b.voice)).then_with(|| a.ticket.body.cmp(&b.ticket.body));
        order.then(a.content.cmp(&b.content)).then(a.ticket.origin.cmp(&b.ticket.origin))
    });
}

/// How the rows of threads stand in their files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Running {
    /// The earliest first, without an exception.
    Forward,
    /// The latest first.
    Backward,
    /// In no order, or in one that tells nothing of times.
    Anyhow,
}

impl Running {
    /// Takes the rows of each thread as they were read.
    fn of(of_thread: &BTreeMap<String, Vec<Message>>) -> Self {
        let (mut up, mut down) = (false, false);
        for rows in of_thread.values() {
            let mut rows: Vec<&Message> = rows.iter().filter(|row| row.at.is_some()).collect();
            rows.sort_by_key(|row| row.ticket.origin);
            for pair in rows.windows(2).filter(|pair| pair[0].ticket.origin.file == pair[1].ticket.origin.file) {
                up |= pair[0].at < pair[1].at;
                down |= pair[0].at > pair[1].at;
            }
        }
        match (up, down) {
            (true, false) => Self::Forward,
            (false, true) => Self::Backward,
            _ => Self::Anyhow,
        }
    }
}

/// Where no column tells, whoever wrote first is the customer, and the others answer. Somebody who mostly answers is
/// the customer only where nobody else wrote.
fn tell_voices(rows: &mut [Message], answering: &BTreeSet<String>) {
    let told = rows.iter().any(|row| matches!(row.voice, Some(Voice::Customer | Voice::Agent)));
    let asks = |row: &&Message| row.author.as_ref().is_some_and(|author| !answering.contains(author));
    let speaks = || rows.iter().filter(|row| row.voice.is_none() && row.fault.is_none());
    let first = speaks().find(asks).or_else(|| speaks().next());
    let Some(first) = first.and_then(|row| row.author.clone()).filter(|_| !told) else { return };
    for row in rows.iter_mut().filter(|row| row.voice.is_none() && !row.event) {
        row.voice = row.author.as_ref().map(|author| if *author == first { Voice::Customer } else { Voice::Agent });
    }
}

/// The text of the ticket and the row that begins it.
fn text(rows: &[Message]) -> Option<(usize, String)> {
    let says = |row: &Message| row.fault.is_none() && !row.ticket.body.is_empty();
    let customer = rows.iter().any(|row| says(row) && row.voice == Some(Voice::Customer));
    let voice = customer.then_some(Voice::Customer);
    let mut own = rows.iter().enumerate().filter(|(_, row)| says(row) && row.voice == voice).peekable();
    let at = own.peek()?.0;
    let most = if rows[at].event { 1 } else { usize::MAX };
    Some((at, opening::join(own.take(most).map(|(_, row)| row.ticket.body.as_str()))))
}

fn one_ticket(thread: String, rows: &[Message]) -> Result<Ticket, RejectReason> {
    let text = text(rows);
    let customers = |row: &&Message| row.fault.is_none() && row.voice == Some(Voice::Customer);
    let others = rows.iter().any(|row| row.voice == Some(Voice::Agent));
    if text.is_none() {
        // A subject alone is a ticket's text, unless only agents spoke under it.
        let silent = rows.iter().all(|row| row.fault.is_some());
        match rows.iter().find_map(|row| row.fault) {
            Some(fault) if silent => return Err(fault),
            _ if others && !rows.iter().any(|row| customers(&row)) => return Err(RejectReason::AgentsOnly),
            _ => {}
        }
    }
    let (at, body) = text.unwrap_or_default();
    let begins = rows.get(at).ok_or(RejectReason::NoText)?;
    let late = || rows.iter().rev().map(|row| &row.ticket);
    let early = || rows.iter().map(|row| &row.ticket);
    let asked = || rows.iter().filter(|row| row.voice != Some(Voice::Agent) && row.voice != Some(Voice::Aside));
    let writer = || asked().filter(|row| !row.event).find_map(|row| row.author.clone());
    let state = late().find_map(|ticket| ticket.state);
    let done = state.is_none_or(|state| state == TicketState::Done);
    let last_solved = late().next().and_then(|ticket| ticket.solved);
    let written = rows.iter().filter_map(|row| row.at);
    Ok(Ticket {
        id: thread,
        origin: begins.ticket.origin,
        subject: early().map(|ticket| &ticket.subject).find(|text| !text.is_empty()).cloned().unwrap_or_default(),
        body,
        created: early().filter_map(|ticket| ticket.created).min().or_else(|| written.clone().min()),
        updated: early().filter_map(|ticket| ticket.updated).chain(written).max(),
        solved: last_solved.or_else(|| late().find_map(|ticket| ticket.solved).filter(|_| done)),
        state,
        priority: late().find_map(|ticket| ticket.priority),
        category: late().map(|ticket| &ticket.category).find(|path| !path.is_empty()).cloned().unwrap_or_default(),
        product: late().find_map(|ticket| ticket.product.clone()),
        tags: tags(rows),
        channel: early().find_map(|ticket| ticket.channel.clone()),
        customer: asked().find_map(|row| row.ticket.customer.clone()).or_else(writer),
        people: people(rows),
        organization: asked().find_map(|row| row.ticket.organization.clone()),
        account: late().fold(Account::default(), |known, ticket| known.or(&ticket.account)),
        satisfaction: late().find_map(|ticket| ticket.satisfaction),
        reopens: late().filter_map(|ticket| ticket.reopens).max().or_else(|| reopens(rows)),
        replies: late().filter_map(|ticket| ticket.replies).max().or_else(|| replies(rows)),
        handle_minutes: late().find_map(|ticket| ticket.handle_minutes),
        url: begins.ticket.url.clone().or_else(|| early().find_map(|ticket| ticket.url.clone())),
        language: asked().find_map(|row| row.ticket.language.clone()),
        version: asked().find_map(|row| row.ticket.version.clone()),
        duplicate_of: late().find_map(|ticket| ticket.duplicate_of.clone()),
        let_go: None,
    })
}

/// The tags of all rows: as they stand where all rows have the same, else sorted, as the order of the rows says nothing.
fn tags(rows: &[Message]) -> Vec<String> {
    let mut lists = rows.iter().map(|row| &row.ticket.tags).filter(|tags| !tags.is_empty());
    let Some(first) = lists.next() else { return vec![] };
    if lists.all(|tags| tags == first) {
        return first.clone();
    }
    let mut tags: Vec<String> = rows.iter().flat_map(|row| row.ticket.tags.iter().cloned()).collect();
    tags.sort();
    tags.dedup();
    tags
}

/// Everybody whom a row names.
fn people(rows: &[Message]) -> Vec<String> {
    let named = rows.iter().flat_map(|row| row.ticket.people.iter().chain(&row.author));
    let mut people: Vec<String> = named.cloned().collect();
    people.sort();
    people.dedup();
    people
}

/// How often a solved ticket was open again; none where the rows tell of one state only.
fn reopens(rows: &[Message]) -> Option<u32> {
    let states: Vec<TicketState> = rows.iter().filter_map(|row| row.ticket.state).collect();
    let changes = states.windows(2).any(|pair| pair[0] != pair[1]);
    let again = |pair: &&[TicketState]| pair[0] == TicketState::Done && pair[1] != TicketState::Done;
    changes.then(|| states.windows(2).filter(again).count() as u32)
}

/// How many messages agents wrote.
fn replies(rows: &[Message]) -> Option<u32> {
    let told = rows.iter().any(|row| !row.event && matches!(row.voice, Some(Voice::Agent | Voice::Customer)));
    let count = rows.iter().filter(|row| row.voice == Some(Voice::Agent) && row.fault.is_none()).count();
    told.then(|| u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ticket::Origin;

    fn row(thread: &str, line: u64, at: i64, voice: Option<Voice>, body: &str) -> Message {
        Message {
            thread: thread.into(),
            own: line.to_string(),
            at: Some(Timestamp::from_seconds(at)),
            voice,
            content: line,
            ticket: Ticket { origin: Origin { file: 0, line }, body: body.into(), ..Ticket::default() },
            ..Message::default()
        }
    }

    #[test]
    fn the_customers_first_words_are_the_text_whoever_wrote_before() {
        let (customer, agent) = (Some(Voice::Customer), Some(Voice::Agent));
        let rows = vec![
            row("7", 3, 30, agent, "We look into it"),
            row("7", 1, 10, agent, "Welcome! How can we help you today?"),
            row("7", 2, 20, customer, "My parcel has not arrived since Monday"),
        ];
        let folded = fold(rows);
        assert_eq!(folded.tickets[0].body, "My parcel has not arrived since Monday");
        assert_eq!((folded.tickets[0].origin.line, folded.tickets[0].replies), (2, Some(2)));
        assert_eq!(folded.folded.len(), 2);
    }

    #[test]
    fn a_greeting_is_read_with_what_follows_it() {
        let customer = Some(Voice::Customer);
        let folded = fold(vec![row("7", 1, 10, customer, "Hello"), row("7", 2, 20, customer, "No mail since today")]);
        assert_eq!(folded.tickets[0].body, "Hello\nNo mail since today");
    }

    #[test]
    fn agents_alone_make_no_ticket_unless_the_column_knows_nobody_else() {
        let (customer, agent) = (Some(Voice::Customer), Some(Voice::Agent));
        let folded = fold(vec![row("7", 1, 10, agent, "Our new prices"), row("8", 2, 20, customer, "No mail today")]);
        assert_eq!(folded.rejects, [(RejectReason::AgentsOnly, 0, 1)]);
        let folded = fold(vec![row("7", 1, 10, agent, "Called by phone: no mail"), row("8", 2, 20, agent, "No login")]);
        assert_eq!((folded.tickets.len(), folded.rejects.len()), (2, 0));
    }

    #[test]
    fn whoever_answers_everybody_is_no_customer_even_when_first() {
        let says = |thread: &str, line: u64, author: &str, body: &str| Message {
            author: Some(author.into()),
            ..row(thread, line, line as i64, None, body)
        };
        let mut rows = vec![];
        for at in 0..6 {
            let thread = at.to_string();
            rows.push(says(&thread, at * 10 + 1, &format!("c{at}"), "The export of invoices stops at half"));
            rows.push(says(&thread, at * 10 + 2, "dana", "Thank you for contacting us, we look into it"));
        }
        rows.push(says("9", 91, "dana", "Welcome to our chat, ask us anything you like"));
        rows.push(says("9", 92, "zoe", "My password mail never arrives here"));
        rows.push(says("8", 81, "dana", "Customer called: the door reader is dead"));
        let folded = fold(rows);
        let body = |id: &str| folded.tickets.iter().find(|ticket| ticket.id == id).map(|ticket| ticket.body.as_str());
        assert_eq!(body("9"), Some("My password mail never arrives here"));
        assert_eq!(body("8"), Some("Customer called: the door reader is dead"));
    }

    #[test]
    fn a_chain_of_answers_is_one_ticket_and_a_ring_ends() {
        let answer = |line: u64, parent: &str| Message {
            parent: Some(parent.into()),
            thread: line.to_string(),
            ..row("", line, line as i64, None, "words that say enough of the problem")
        };
        let mut first = answer(1, "");
        first.parent = None;
        let folded = fold(vec![answer(3, "2"), answer(2, "1"), first]);
        assert_eq!(folded.tickets.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), ["1"]);
        let folded = fold(vec![answer(1, "2"), answer(2, "1"), answer(4, "3")]);
        assert_eq!(folded.tickets.len() + folded.folded.len(), 3);
    }

    #[test]
    fn the_latest_row_tells_the_state_and_states_tell_reopenings() {
        let event = |line: u64, state: TicketState| {
            let mut row = row("7", line, line as i64, None, "");
            row.event = true;
            row.ticket.subject = "mail".into();
            row.ticket.state = Some(state);
            row
        };
        let (open, done) = (TicketState::Open, TicketState::Done);
        let folded = fold(vec![event(4, done), event(1, open), event(2, done), event(3, open)]);
        let ticket = &folded.tickets[0];
        assert_eq!((ticket.state, ticket.reopens, ticket.replies), (Some(done), Some(1), None));
    }

    #[test]
    fn the_same_row_twice_is_a_copy_and_the_account_adds_up() {
        let customer = Some(Voice::Customer);
        let rows = || {
            vec![row("7", 1, 10, customer, "No mail since today"), row("7", 2, 20, customer, "Still no mail at all")]
        };
        let mut twice = rows();
        twice.extend(rows());
        let folded = fold(twice);
        assert_eq!((folded.tickets.len(), folded.folded.len(), folded.duplicates), (1, 1, 2));
    }
}
