//! The messages of all mail files → tickets: one a thread, in the words of the customer who opened it.
//!
//! Answers of a thread are folded into its first message and counted. Whom a mailbox belongs to is learnt from the
//! recipients: what that address sends is an answer, never a ticket. Copies of a message keep its id, so that they
//! count as copies.

mod folders;
mod owners;
mod sheet;
mod subject;
mod threads;

use std::collections::BTreeMap;

use self::{folders::Role, owners::Owners, subject::Subject, threads::Link};
pub use self::{
    folders::{describe, is_topic},
    sheet::settle as settle_sheets,
};
use super::{
    dates,
    day_order::Order,
    from_mail::{column, table},
    intake::RejectReason,
    table::{SEVERAL, Table},
};

/// What is known of one message.
struct Mail<'t> {
    /// Without `<>`; empty when it has none.
    id: &'t str,
    /// Ids of the messages that it answers, nearest first.
    answers: Vec<&'t str>,
    subject: Subject,
    /// Seconds since 1970.
    date: Option<i64>,
    from: &'t str,
    to: Vec<&'t str>,
    /// Whether an owner of the mailbox wrote it.
    out: bool,
    fault: Option<RejectReason>,
    body: &'t str,
}

impl Mail<'_> {
    /// Whether it is the same message once more.
    fn is_copy(&self, other: &Self) -> bool {
        !self.id.is_empty() && self.id == other.id && self.from == other.from && self.subject.base == other.subject.base
    }
}

/// What becomes of one message.
#[derive(Default)]
struct Verdict {
    fault: Option<RejectReason>,
    thread: String,
    replies: usize,
    from: String,
}

/// Folds the messages of all files into tickets. Messages of one thread may stand in several files.
pub fn settle(tables: &mut [Table]) {
    let owners = Owners::of(tables);
    let verdicts = verdicts(tables, &owners);
    let mut verdicts = verdicts.into_iter();
    for table in tables {
        let settled = rebuilt(table, &mut verdicts);
        *table = settled;
    }
}

fn verdicts(tables: &[Table], owners: &Owners) -> Vec<Verdict> {
    let mut mails = Vec::new();
    let mut senders = Vec::new();
    for table in tables {
        for record in 0..table.records().len() {
            let sender = owners.sender(table, record);
            mails.push(mail(table, record, sender.out));
            senders.push(sender.address.to_owned());
        }
    }
    let links: Vec<Link<'_>> = mails
        .iter()
        .map(|mail| Link {
            id: mail.id,
            from: mail.from,
            answers: &mail.answers,
            subject: &mail.subject,
            date: mail.date,
            people: std::iter::once(mail.from)
                .chain(mail.to.iter().copied())
                .filter(|who| !who.is_empty() && !owners.is_owner(who))
                .collect(),
            blind: mail.to.is_empty(),
        })
        .collect();
    let (threads, opens) = threads::of(&links);
    drop(links);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (mail, thread) in threads.iter().enumerate() {
        members.entry(*thread).or_default().push(mail);
    }
    let mut verdicts: Vec<Verdict> = mails
        .iter()
        .zip(senders)
        .map(|(mail, from)| Verdict { fault: mail.fault, from, ..Verdict::default() })
        .collect();
    for members in members.values() {
        judge(&mails, members, &opens, &mut verdicts);
    }
    tell_apart(&mails, &mut verdicts);
    verdicts
}

/// Some programs give every message the same id: then the tickets are numbered, oldest first.
fn tell_apart(mails: &[Mail<'_>], verdicts: &mut [Verdict]) {
    type Message<'t> = (&'t str, &'t str);
    let mut named: BTreeMap<&str, BTreeMap<Message<'_>, Option<i64>>> = BTreeMap::new();
    let tickets: Vec<usize> = (0..mails.len()).filter(|at| verdicts[*at].fault.is_none()).collect();
    for mail in tickets.iter().map(|at| &mails[*at]).filter(|mail| !mail.id.is_empty()) {
        let date = named.entry(mail.id).or_default().entry((&mail.subject.base, mail.from)).or_insert(mail.date);
        *date = mail.date.min(*date);
    }
    named.retain(|_, messages| messages.len() > 1);
    let mut places: BTreeMap<(&str, Message<'_>), usize> = BTreeMap::new();
    for (id, messages) in named {
        let mut dated: Vec<(Option<i64>, Message<'_>)> =
            messages.into_iter().map(|(message, date)| (date, message)).collect();
        dated.sort_unstable();
        places.extend(dated.into_iter().zip(1..).map(|((_, message), place)| ((id, message), place)));
    }
    for at in tickets {
        let mail = &mails[at];
        let place = places.get(&(mail.id, (mail.subject.base.as_str(), mail.from)));
        if let Some(place) = place.filter(|place| **place > 1) {
            verdicts[at].thread = format!("{}-{place}", mail.id);
        }
    }
}

/// Chooses the message that stands for a thread.
fn judge(mails: &[Mail<'_>], members: &[usize], opens: &[bool], verdicts: &mut [Verdict]) {
    let written = || members.iter().copied().filter(|at| mails[*at].fault.is_none());
    // Dates may lie: what answers nothing goes before what does, whatever its date.
    let order = |at: &usize| {
        let mail = &mails[*at];
        (!opens[*at], mail.date.unwrap_or(i64::MAX), mail.id, mail.body)
    };
    let first = written().filter(|at| !mails[*at].out).min_by(|a, b| order(a).cmp(&order(b)));
    let Some(first) = first else {
        written().for_each(|at| verdicts[at].fault = Some(RejectReason::AgentsOnly));
        return;
    };
    let is_copy = |at: usize| at == first || mails[at].is_copy(&mails[first]);
    let mut others: Vec<(&str, usize)> = written()
        .filter(|at| !is_copy(*at))
        .map(|at| (mails[at].id, if mails[at].id.is_empty() { at } else { 0 }))
        .collect();
    others.sort_unstable();
    others.dedup();
    for at in written() {
        if is_copy(at) {
            verdicts[at].thread = mails[first].id.to_owned();
            verdicts[at].replies = others.len();
        } else {
            verdicts[at].fault = Some(RejectReason::Reply);
        }
    }
}

fn mail(table: &Table, record: usize, out: bool) -> Mail<'_> {
    let cell = |name: &str| table.cell(record, column(name));
    let several = |name: &str| cell(name).split(SEVERAL).filter(|text| !text.is_empty());
    let role = Role::named(cell("direction"));
    let answers = several("in_reply_to").chain(several("references").collect::<Vec<_>>().into_iter().rev());
    Mail {
        id: cell("message_id"),
        answers: answers.collect(),
        subject: Subject::of(cell("subject")),
        date: dates::parse(cell("date"), Order::DayMonth).map(|date| date.seconds()),
        from: cell("from.email"),
        to: several("to").collect(),
        out,
        fault: table.records()[record].fault.or(match role {
            Some(Role::Sent) | None => None,
            Some(_) => Some(RejectReason::NotATicket),
        }),
        body: cell("body"),
    }
}

/// The table with what was found of each record, in the order of the records. Only tickets keep their cells.
fn rebuilt(old: &Table, verdicts: &mut impl Iterator<Item = Verdict>) -> Table {
    let mut new = table();
    // What a ticket answers has had its say: nobody shall join them again.
    let filled = ["thread", "direction", "replies", "from.email", "reply_to", "in_reply_to", "references"].map(column);
    let mut cells = Vec::new();
    for (record, verdict) in (0..old.records().len()).zip(verdicts) {
        let line = old.records()[record].line;
        if let Some(fault) = verdict.fault {
            new.push_fault(line, fault);
            continue;
        }
        let kept = old.cells(record).filter(|(column, _)| !filled.contains(column));
        cells.extend(kept.map(|(column, text)| (column, text.to_owned())));
        cells.push((column("thread"), verdict.thread));
        cells.push((column("direction"), "in".to_owned()));
        cells.push((column("from.email"), verdict.from));
        cells.push((column("replies"), verdict.replies.to_string()));
        new.push(line, &mut cells, false);
    }
    new.carry_over(old);
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::from_mail::{self, MBOX};

    fn settled(mails: &[&str]) -> Table {
        let mut text = String::new();
        for mail in mails {
            text.push_str(&format!("From x@y.example Mon Jan  5 10:00:00 2026\n{mail}\n\n"));
        }
        let mut tables = [from_mail::read(text.as_bytes(), MBOX)];
        settle(&mut tables);
        let [table] = tables;
        assert_eq!(table.records().len(), mails.len());
        table
    }

    fn tickets(table: &Table) -> Vec<(String, String, String)> {
        let cell = |record, name| table.cell(record, column(name)).to_owned();
        let tickets = (0..table.records().len()).filter(|record| table.records()[*record].fault.is_none());
        tickets.map(|record| (cell(record, "thread"), cell(record, "from.email"), cell(record, "replies"))).collect()
    }

    fn mail(id: u32, day: u32, from: &str, to: &str, rest: &str) -> String {
        format!(
            "Message-ID: <{id}@x>\nDate: {day} Jan 2026 10:00:00 +0000\nFrom: {from}\nTo: {to}\n{rest}\n\nbody {id}"
        )
    }

    fn ticket(id: &str, from: &str, replies: &str) -> (String, String, String) {
        (id.to_owned(), from.to_owned(), replies.to_owned())
    }

    const US: &str = "support@shop.example";

    #[test]
    fn a_thread_is_one_ticket_of_the_customer_who_opened_it_whatever_the_order() {
        let mails = [
            mail(1, 5, "ann@a.example", US, "Subject: No login"),
            mail(2, 6, US, "ann@a.example", "Subject: AW: No login\nIn-Reply-To: <1@x>"),
            mail(3, 7, "ann@a.example", US, "Subject: Re: AW: No login\nReferences: <1@x> <2@x>"),
            mail(4, 5, "bob@b.example", US, "Subject: No login"),
            mail(5, 9, "cat@c.example", US, "Subject: No mail"),
        ];
        let expected = [
            ticket("1@x", "ann@a.example", "2"),
            ticket("4@x", "bob@b.example", "0"),
            ticket("5@x", "cat@c.example", "0"),
        ];
        let mut order: Vec<&str> = mails.iter().map(String::as_str).collect();
        assert_eq!(tickets(&settled(&order)), expected);
        order.reverse();
        let mut turned = tickets(&settled(&order));
        turned.sort();
        assert_eq!(turned, expected);
    }

    #[test]
    fn the_opening_message_counts_even_when_its_date_lies() {
        let first = mail(1, 5, "ann@a.example", US, "Subject: No login").replace("2026", "2028");
        let second = mail(2, 6, "ann@a.example", US, "Subject: Re: No login\nIn-Reply-To: <1@x>");
        assert_eq!(tickets(&settled(&[&second, &first])), [ticket("1@x", "ann@a.example", "1")]);
    }

    #[test]
    fn answers_without_references_join_by_subject_people_and_time() {
        let root = mail(1, 5, "ann@a.example", US, "Subject: No login");
        let others = [mail(7, 1, "x@x.example", US, "Subject: One"), mail(8, 1, "y@x.example", US, "Subject: Two")];
        let joined = |answer: String| tickets(&settled(&[&root, &answer, &others[0], &others[1]])).len() == 3;
        assert!(joined(mail(2, 6, "ann@a.example", US, "Subject: RE: [Ticket 12] No login")));
        assert!(joined(mail(2, 6, US, "ann@a.example", "Subject: SV: no  login")));
        assert!(!joined(mail(2, 6, "bob@b.example", US, "Subject: Re: No login")), "another person");
        assert!(!joined(mail(2, 6, "ann@a.example", US, "Subject: No login")), "no answer");
        assert!(
            !joined(mail(2, 6, "ann@a.example", US, "Subject: Re: No login").replace("Jan", "Jun")),
            "months later"
        );
    }

    #[test]
    fn a_new_subject_in_an_old_thread_is_a_new_ticket() {
        let root = mail(1, 5, "ann@a.example", US, "Subject: No login");
        let other = mail(2, 6, "ann@a.example", US, "Subject: Wrong invoice\nIn-Reply-To: <1@x>\nReferences: <1@x>");
        let answer = mail(3, 7, "ann@a.example", US, "Subject: Re: Wrong invoice\nReferences: <1@x> <2@x>");
        assert_eq!(
            tickets(&settled(&[&root, &other, &answer])),
            [ticket("1@x", "ann@a.example", "0"), ticket("2@x", "ann@a.example", "1")]
        );
    }

    #[test]
    fn copies_keep_their_id_and_answers_without_their_root_are_one_ticket() {
        let root = mail(1, 5, "ann@a.example", US, "Subject: No login");
        let table = settled(&[&root, &root]);
        assert_eq!(tickets(&table), [ticket("1@x", "ann@a.example", "0"), ticket("1@x", "ann@a.example", "0")]);
        let a = mail(2, 6, "ann@a.example", US, "Subject: Re: No login\nReferences: <0@x> <1@x>");
        let b = mail(3, 7, "ann@a.example", US, "Subject: Re: No login\nIn-Reply-To: <1@x>");
        assert_eq!(tickets(&settled(&[&b, &a])), [ticket("2@x", "ann@a.example", "1")]);
    }

    #[test]
    fn what_the_mailbox_sends_is_no_ticket_but_a_form_is_its_writer_s() {
        let mails: Vec<String> =
            (1..6).map(|n| mail(n, n, &format!("c{n}@c.example"), US, "Subject: Question")).collect();
        let mut all: Vec<&str> = mails.iter().map(String::as_str).collect();
        let news = mail(10, 8, US, "dan@d.example", "Subject: Our news");
        let form = mail(11, 8, US, US, "Subject: Contact form\nReply-To: eve@e.example");
        all.extend([news.as_str(), &form]);
        let found = tickets(&settled(&all));
        assert_eq!(found.len(), 6);
        assert_eq!(found[5], ticket("11@x", "eve@e.example", "0"));
    }

    #[test]
    fn different_messages_of_one_id_are_different_tickets() {
        let root = mail(1, 5, "ann@a.example", US, "Subject: No login");
        let other = mail(1, 6, "bob@b.example", US, "Subject: No mail");
        let again = mail(1, 5, "ann@a.example", US, "Subject: [list] No login");
        let found = [
            ticket("1@x", "ann@a.example", "0"),
            ticket("1@x-2", "bob@b.example", "0"),
            ticket("1@x", "ann@a.example", "0"),
        ];
        assert_eq!(tickets(&settled(&[&root, &other, &again])), found);
    }

    #[test]
    fn a_circle_of_answers_has_a_first() {
        let a = mail(1, 5, "ann@a.example", US, "Subject: Re: x y\nIn-Reply-To: <2@x>");
        let b = mail(2, 6, "ann@a.example", US, "Subject: Re: x y\nIn-Reply-To: <1@x>");
        assert_eq!(tickets(&settled(&[&a, &b])), [ticket("1@x", "ann@a.example", "1")]);
    }
}
