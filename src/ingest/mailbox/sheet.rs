//! Mails that a program saved as a table (Outlook, Thunderbird): a row a mail, without threads.
//!
//! A table is one of mails when it says who wrote to whom about what, and has no id of a ticket. Its answers are found
//! as those of a mailbox are, by subject, people and time; where it has no dates, the order of the rows stands for
//! them. What the mailbox itself sends is told by its address: no other takes part in most of the mails.

use std::collections::{BTreeMap, BTreeSet};

use super::{Owners, Verdict, folders::Role, subject::Subject, verdicts};
use crate::ingest::{
    columns::headers::{fold, squeeze},
    dates,
    day_order::OrderEvidence,
    from_mail::{self, column},
    table::{SEVERAL, Table},
};

// What the columns are called in the languages of the big mail programs, squeezed; addresses before names.
#[rustfmt::skip]
const FROM: &[&str] = &[
    "from(address)", "fromaddress", "fromemail", "senderemail", "senderaddress", "senderemailaddress", "von(adresse)",
    "de(adresse)", "de(direccion)", "da(indirizzo)", "from", "sender", "von", "absender", "expediteur", "remitente",
    "mittente", "remetente", "afzender", "van", "da", "de", "from(name)", "von(name)", "de(nom)",
];
#[rustfmt::skip]
const TO: &[&str] = &[
    "to(address)", "toaddress", "toemail", "recipientemail", "recipientaddress", "an(adresse)", "a(adresse)",
    "para(direccion)", "a(indirizzo)", "to", "recipient", "recipients", "an", "empfanger", "destinataire",
    "destinataires", "destinatario", "destinatari", "ontvanger", "aan", "para", "a", "to(name)", "an(name)", "a(nom)",
];
#[rustfmt::skip]
const SUBJECT: &[&str] = &["subject", "betreff", "objet", "sujet", "asunto", "oggetto", "onderwerp", "assunto"];
#[rustfmt::skip]
const DATE: &[&str] = &[
    "date", "datesent", "sent", "senton", "datereceived", "received", "receivedon", "receivedtime", "datetime",
    "datum", "gesendet", "erhalten", "fecha", "data", "timestamp", "senttime",
];
const MESSAGE_ID: &[&str] = &["messageid", "internetmessageid"];

/// Columns with which a table tells its tickets or threads itself.
#[rustfmt::skip]
const THREADED: &[&str] = &[
    "id", "thread", "threadid", "conversationid", "conversation", "ticketid", "ticket", "ticketnumber", "caseid",
    "casenumber", "number", "inreplyto", "references", "chatticket",
];

/// Fewest mails of such a table.
const FEWEST: usize = 3;

/// Share of the mails that the address of the mailbox takes part in.
const TAKES_PART: f64 = 0.6;

/// The columns of a table of mails.
struct Columns {
    from: usize,
    to: usize,
    subject: usize,
    date: Option<usize>,
    message_id: Option<usize>,
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let mut named: BTreeMap<String, usize> = BTreeMap::new();
        for (at, name) in table.columns().iter().enumerate() {
            named.entry(squeeze(&fold(name))).or_insert(at);
        }
        if THREADED.iter().any(|name| named.contains_key(*name)) || table.records().len() < FEWEST {
            return None;
        }
        let first = |names: &[&str]| names.iter().find_map(|name| named.get(*name).copied());
        let filled = |at: &usize| (0..table.records().len()).any(|record| !table.cell(record, *at).is_empty());
        let any = |names: &[&str]| names.iter().filter_map(|name| named.get(*name).copied()).find(filled);
        let found = Self {
            from: any(FROM)?,
            to: any(TO)?,
            subject: first(SUBJECT)?,
            date: any(DATE),
            message_id: any(MESSAGE_ID),
        };
        (found.from != found.to).then_some(found)
    }
}

/// Marks answers and what the mailbox sent in all tables of mails, and counts the answers of the others.
pub fn settle(mut tables: Vec<&mut Table>) {
    let mut found: Vec<(usize, Table)> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        found.extend(Columns::of(table).map(|columns| (at, mails(table, &columns))));
    }
    let (places, mut mails): (Vec<usize>, Vec<Table>) = found.into_iter().unzip();
    let busiest = busiest(&mails);
    for table in &mut mails {
        *table = with_roles(table, &busiest);
    }
    let owners = Owners::of(&mails);
    let mut verdicts = verdicts(&mails, &owners).into_iter();
    for at in places {
        let records = tables[at].records().len();
        let of: Vec<Verdict> = verdicts.by_ref().take(records).collect();
        if of.iter().zip(tables[at].records()).any(|(verdict, record)| verdict.fault != record.fault) {
            *tables[at] = judged(tables[at], &of);
        }
    }
}

/// The mails of a table in the columns of all mails, one a record.
fn mails(table: &Table, columns: &Columns) -> Table {
    let mut evidence = OrderEvidence::default();
    let date = |record: usize| columns.date.map_or("", |date| table.cell(record, date));
    (0..table.records().len()).for_each(|record| evidence.see(date(record)));
    let order = evidence.certain().unwrap_or_else(|| evidence.assumed());
    let times: Vec<Option<i64>> = match columns.date {
        Some(_) => (0..table.records().len())
            .map(|record| dates::parse(date(record), order).map(|time| time.seconds()))
            .collect(),
        None => vec![Some(0); table.records().len()],
    };
    let times = in_order(&times, is_newest_first(table, columns.subject));
    let mut mails = from_mail::table();
    for (record, of) in table.records().iter().enumerate() {
        let mut cells: Vec<(usize, String)> =
            addresses(table.cell(record, columns.to)).into_iter().map(|to| (column("to"), to)).collect();
        cells.extend(
            addresses(table.cell(record, columns.from)).into_iter().next().map(|from| (column("from.email"), from)),
        );
        cells.push((column("subject"), table.cell(record, columns.subject).to_owned()));
        cells.extend(times[record].map(|time| (column("date"), time.to_string())));
        cells.extend(columns.message_id.map(|id| (column("message_id"), table.cell(record, id).to_owned())));
        mails.push(of.line, &mut cells, false);
        mails.mark_last(of.fault);
    }
    mails
}

/// The times with a second between those that are the same: many programs write minutes, and some no dates at all. Then
/// the order of the rows tells what was written first.
fn in_order(times: &[Option<i64>], newest_first: bool) -> Vec<Option<i64>> {
    // Any day does where there are no dates.
    let known = |time: i64| if time == 0 { 1_600_000_000 } else { time };
    let mut places: Vec<usize> = (0..times.len()).collect();
    if newest_first {
        places.reverse();
    }
    places.sort_by_key(|place| times[*place]);
    let mut ordered = vec![None; times.len()];
    let mut last = i64::MIN;
    for place in places {
        let Some(time) = times[place].map(known) else { continue };
        last = time.max(last.saturating_add(1));
        ordered[place] = Some(last);
    }
    ordered
}

/// Whether answers stand above what they answer more often than below.
fn is_newest_first(table: &Table, subject: usize) -> bool {
    let (mut opened, mut answered) = (BTreeSet::new(), BTreeSet::new());
    let (mut above, mut below) = (0, 0);
    for record in 0..table.records().len() {
        let of = Subject::of(table.cell(record, subject));
        if of.answers {
            below += usize::from(opened.contains(&of.base));
            answered.insert(of.base);
        } else {
            above += usize::from(answered.contains(&of.base));
            opened.insert(of.base);
        }
    }
    above > below
}

/// The addresses of a cell in lower case; the names where there are none, as of the people of one's own house.
fn addresses(cell: &str) -> Vec<String> {
    let parts = cell.split([SEVERAL, ';', ',', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let bare = |part: &str| {
        let inner = part.rsplit_once('<').map_or(part, |(_, rest)| rest.trim_end_matches('>'));
        inner.trim_matches(['"', '\'', '(', ')', ' ']).to_lowercase()
    };
    let all: Vec<String> = parts.map(bare).filter(|part| !part.is_empty()).collect();
    let written: Vec<String> = all.iter().filter(|part| part.contains('@')).cloned().collect();
    if !written.is_empty() {
        return written;
    }
    // A name may have a comma in it.
    let name = cell.trim().trim_matches('"').to_lowercase();
    if name.is_empty() { vec![] } else { name.split(';').map(|name| name.trim().to_owned()).collect() }
}

/// The address that writes and is written to in most of the mails.
fn busiest(tables: &[Table]) -> Option<String> {
    let mut parts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut all = 0;
    for table in tables {
        for record in 0..table.records().len() {
            let from = table.cell(record, column("from.email"));
            let to: BTreeSet<&str> = table.cell(record, column("to")).split(SEVERAL).collect();
            if from.is_empty() || to.contains("") {
                continue;
            }
            all += 1;
            parts.entry(from).or_default().0 += 1;
            to.into_iter().filter(|to| *to != from).for_each(|to| parts.entry(to).or_default().1 += 1);
        }
    }
    let takes_part =
        |(from, to): (usize, usize)| from > 0 && to >= FEWEST && (from + to) as f64 >= TAKES_PART * all as f64;
    let most = parts.into_iter().filter(|(_, counts)| takes_part(*counts));
    most.max_by_key(|(_, (from, to))| from + to).map(|(address, _)| address.to_owned())
}

/// The mails, with those that the mailbox sent marked so.
fn with_roles(table: &Table, mailbox: &Option<String>) -> Table {
    let mut new = from_mail::table();
    for (record, of) in table.records().iter().enumerate() {
        let mut cells: Vec<(usize, String)> = table.cells(record).map(|(at, text)| (at, text.to_owned())).collect();
        if mailbox.as_deref() == Some(table.cell(record, column("from.email"))) {
            cells.push((column("direction"), Role::Sent.name().to_owned()));
        }
        new.push(of.line, &mut cells, false);
        new.mark_last(of.fault);
    }
    new
}

/// The table with what was found of each record.
fn judged(old: &Table, verdicts: &[Verdict]) -> Table {
    let mut new = Table::new(old.columns().to_vec());
    let replies = new.column("replies");
    let counted = old.columns().len() == new.columns().len();
    for (record, verdict) in verdicts.iter().enumerate() {
        let line = old.records()[record].line;
        if let Some(fault) = verdict.fault {
            new.push_fault(line, fault);
            continue;
        }
        let mut cells: Vec<(usize, String)> = old.cells(record).map(|(at, text)| (at, text.to_owned())).collect();
        if !counted {
            cells.push((replies, verdict.replies.to_string()));
        }
        new.push(line, &mut cells, false);
    }
    new.carry_over(old);
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{from_csv, intake::RejectReason};

    fn faults(csv: &str) -> Vec<Option<RejectReason>> {
        let mut table = from_csv::read(csv, false).unwrap();
        settle(vec![&mut table]);
        table.records().iter().map(|record| record.fault).collect()
    }

    const REPLY: Option<RejectReason> = Some(RejectReason::Reply);

    #[test]
    fn answers_join_what_they_answer() {
        let csv = "Subject,From,To,Date,Body\n\
            No mail,Ann <ann@a.example>,help@acme.example,05/01/2026 10:00,none since monday\n\
            Re: No mail,Help <help@acme.example>,Ann <ann@a.example>,05/01/2026 11:00,which one?\n\
            AW: No mail,Ann <ann@a.example>,help@acme.example,05/01/2026 12:00,the blue one\n\
            No mail,Bob <bob@b.example>,help@acme.example,13/01/2026 10:00,none at all\n\
            Re: No mail,Help <help@acme.example>,Bob <bob@b.example>,13/01/2026 11:00,which one?\n\
            Our news,Help <help@acme.example>,Cat <cat@c.example>,14/01/2026 11:00,new lamps\n";
        let agents = Some(RejectReason::AgentsOnly);
        assert_eq!(faults(csv), [None, REPLY, REPLY, None, REPLY, agents]);
    }

    #[test]
    fn without_dates_the_order_of_the_rows_stands_for_them() {
        let rows = [
            "No mail,none,Ann,ann@a.example,help@acme.example",
            "RE: No mail,which?,Help,help@acme.example,ann@a.example",
            "No login,none,Bob,bob@b.example,help@acme.example",
            "RE: No login,which?,Help,help@acme.example,bob@b.example",
            "Wrong bill,none,Cat,cat@c.example,help@acme.example",
        ];
        let csv =
            |rows: &[&str]| format!("Subject,Body,From: (Name),From: (Address),To: (Address)\n{}\n", rows.join("\n"));
        assert_eq!(faults(&csv(&rows)), [None, REPLY, None, REPLY, None]);
        let newest_first: Vec<&str> = rows.iter().rev().copied().collect();
        assert_eq!(faults(&csv(&newest_first)), [None, REPLY, None, REPLY, None]);
    }

    #[test]
    fn tables_of_tickets_are_left_alone() {
        let csv = "Ticket ID,Subject,From,To\n1,No mail,ann@a.example,help@acme.example\n2,Re: No mail,ann@a.example,help@acme.example\n3,x,b@b.example,help@acme.example\n";
        assert_eq!(faults(csv), [None, None, None]);
    }
}
