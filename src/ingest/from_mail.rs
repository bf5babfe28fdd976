//! E-mail → [`Table`]: one message of RFC 5322, or a mailbox file of them.
//!
//! One message is one record; [`super::mailbox`] makes tickets of the messages of all files. Of a message its own
//! text is read, plain before HTML; attachments are not. Messages that no person wrote to the helpdesk (bounces,
//! automatic replies, invitations) are marked. A message that cannot be read is a malformed record, never an error.

mod automatic;
mod body;
mod mbox;
mod message;

use rayon::prelude::*;

use super::{intake::RejectReason, table::Table};

/// The columns of every table of mails, in their order. `thread`, `folder`, `direction` and `replies` are filled by
/// [`super::mailbox`].
pub const COLUMNS: &[&str] = &[
    "message_id",
    "thread",
    "in_reply_to",
    "references",
    "date",
    "from.email",
    "from.name",
    "reply_to",
    "to",
    "subject",
    "body",
    "list",
    "labels",
    "folder",
    "direction",
    "replies",
    "priority",
];

/// Format of a table that is one message.
pub const EML: &str = "eml";

/// Format of a table that is a mailbox file.
pub const MBOX: &str = "mbox";

/// Messages of a mailbox that are decoded at once, so that decoded messages do not stand in memory twice.
const AT_ONCE: usize = 2048;

/// How much of a file is looked at to know what it is, in bytes.
const SNIFFED: usize = 16 * 1024;

/// Index of a column of [`COLUMNS`]; past the end for a name that is none.
pub fn column(name: &str) -> usize {
    COLUMNS.iter().position(|column| *column == name).unwrap_or(COLUMNS.len())
}

/// A table of mails without records.
pub fn table() -> Table {
    Table::new(COLUMNS.iter().map(|name| (*name).to_owned()).collect())
}

/// What a message is made of: cells by column, and why it is no ticket.
type Cells = (Vec<(usize, String)>, Option<RejectReason>);

/// Which kind of mail a file holds, [`MBOX`] or [`EML`]; none when it is no mail. The name only helps where the first
/// lines leave a doubt.
pub fn kind(bytes: &[u8], path: &str) -> Option<&'static str> {
    let start = mbox::content(bytes);
    let head = &start[..start.len().min(SNIFFED)];
    if mbox::is_separator(mbox::line(head)) && mbox::opens_message(head) {
        return Some(MBOX);
    }
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    is_message(message::alone(head), matches!(ending.as_str(), "eml" | "emlx")).then_some(EML)
}

/// Reads a file that [`kind`] knows.
pub fn read(bytes: &[u8], kind: &str) -> Table {
    let mut table = table();
    if kind == EML {
        add(&mut table, 1, message::read(message::alone(mbox::content(bytes)), None));
        return table;
    }
    let messages = mbox::split(bytes);
    for some in messages.chunks(AT_ONCE) {
        let read: Vec<Option<Cells>> =
            some.par_iter().map(|mail| message::read(&mbox::unquoted(mail.content), Some(mail.separator))).collect();
        for (mail, cells) in some.iter().zip(read) {
            add(&mut table, mail.line, cells);
        }
    }
    table
}

fn add(table: &mut Table, line: u64, cells: Option<Cells>) {
    match cells {
        None => table.push_fault(line, RejectReason::Malformed),
        Some((mut cells, fault)) => {
            table.push(line, &mut cells, true);
            table.mark_last(fault);
        }
    }
}

/// Names of header fields that mails have (RFC 5322, RFC 2045).
const FIELDS: &[&str] = &[
    "bcc",
    "cc",
    "content-transfer-encoding",
    "content-type",
    "date",
    "delivered-to",
    "dkim-signature",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "received",
    "references",
    "reply-to",
    "return-path",
    "sender",
    "subject",
    "to",
    "x-mailer",
];

/// Whether a text starts with a block of header fields and continued lines. `named`: the file is called so.
fn is_message(head: &[u8], named: bool) -> bool {
    let (mut fields, mut known) = (0, 0);
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if fields > 0 && line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(name) = mbox::field_name(line) else { break };
        fields += 1;
        known += usize::from(FIELDS.contains(&name.to_ascii_lowercase().as_str()));
    }
    known >= 2 && (known >= 3 || fields <= 8) || known >= 1 && (fields >= 3 || named) || named && fields >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(mail: &str) -> Vec<(String, String)> {
        let table = read(mail.as_bytes(), EML);
        table.cells(0).map(|(column, text)| (COLUMNS[column].to_owned(), text.to_owned())).collect()
    }

    fn cell(mail: &[u8], name: &str) -> String {
        read(mail, kind(mail, "x").unwrap_or(EML)).cell(0, column(name)).to_owned()
    }

    #[test]
    fn mails_are_known_by_their_first_lines() {
        let kind_of = |text: &str| kind(text.as_bytes(), "export");
        assert_eq!(kind_of("From ann@example.com Mon Jan 1 10:00:00 2024\nSubject: x\n\nHello"), Some(MBOX));
        assert_eq!(kind_of("From ann at example.com  Mon Jan  1 10:00:00 2024\nFrom: ann\n\nHello"), Some(MBOX));
        assert_eq!(kind_of("From: a@b.example\nTo: c@d.example\nSubject: x\n\nHello"), Some(EML));
        assert_eq!(kind_of("Received: from a\n\tby b; now\nX-Spam: no\nFrom: a\n\nx"), Some(EML));
        assert_eq!(kind_of("From here to there, it is broken\nand more"), None);
        assert_eq!(kind_of("id,subject\n1,From here: to there\n"), None);
        assert_eq!(kind_of("Subject,From: name,To\n1,2,3\n"), None);
        assert_eq!(kind_of("note: this\nremember: that\n"), None);
        assert_eq!(kind(b"Subject: x\n\nHello", "a/b.EML"), Some(EML));
        assert_eq!(
            kind_of("From ann@example.com\r\nReturn-Path: <ann@example.com>\r\nTo: b@x.example\r\n\r\nx"),
            Some(EML)
        );
        assert_eq!(kind_of("42\nFrom: ann@example.com\nTo: b@x.example\n\nHello"), Some(EML));
        assert_eq!(kind_of("42\n43\n"), None);
    }

    #[test]
    fn what_mail_programs_write_around_a_mail_is_left_out() {
        let mail = "From: ann@example.com\nTo: b@x.example\n\nHello\n";
        assert_eq!(cell(format!("{}\n{mail}<?xml version='1.0'?><plist/>", mail.len()).as_bytes(), "body"), "Hello");
        assert_eq!(cell(format!("From ann@example.com\n{mail}").as_bytes(), "body"), "Hello");
        assert_eq!(cell(b"From  : ann@example.com\nTo: b@x.example\n\nHello", "from.email"), "ann@example.com");
    }

    #[test]
    fn a_mail_becomes_a_record() {
        let mail = "Message-ID: <1@shop.example>\nDate: Mon, 5 Jan 2026 10:00:00 +0100\nFrom: =?utf-8?q?J=C3=BCrgen?= <J@Example.com>\n\
                    To: Support <support@shop.example>, b@x.example\nSubject: =?utf-8?b?S2VpbiBMb2dpbg==?=\nIn-Reply-To: <0@shop.example>\n\
                    References: <a@x> <0@shop.example>\nList-Id: Users <users.shop.example>\nX-Priority: 1 (Highest)\n\nIt fails.\n";
        let expected = [
            ("message_id", "1@shop.example"),
            ("in_reply_to", "0@shop.example"),
            ("references", "a@x\u{1f}0@shop.example"),
            ("date", "2026-01-05T10:00:00+01:00"),
            ("from.email", "j@example.com"),
            ("from.name", "Jürgen"),
            ("to", "support@shop.example\u{1f}b@x.example"),
            ("subject", "Kein Login"),
            ("body", "It fails."),
            ("list", "users.shop.example"),
            ("priority", "high"),
        ];
        assert_eq!(cells(mail), expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }

    #[test]
    fn plain_text_goes_before_html_and_html_stays_html() {
        let head =
            "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n";
        let html = "--b\nContent-Type: text/html\n\n<p>Hello <b>there</b></p>\n";
        let plain = "--b\nContent-Type: text/plain\n\nHello there\n";
        assert_eq!(cell(format!("{head}{plain}{html}--b--\n").as_bytes(), "body"), "Hello there");
        assert_eq!(cell(format!("{head}{html}--b--\n").as_bytes(), "body"), "<p>Hello <b>there</b></p>");
        let stub = "--b\nContent-Type: text/plain\n\nYour mail program does not show HTML.\n";
        assert_eq!(cell(format!("{head}{stub}{html}--b--\n").as_bytes(), "body"), "<p>Hello <b>there</b></p>");
        assert_eq!(
            cell(format!("{head}--b\nContent-Type: text/plain\n\n\n{html}").as_bytes(), "body"),
            "<p>Hello <b>there</b></p>"
        );
    }

    #[test]
    fn a_broken_structure_gives_the_text_that_is_there() {
        let head = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
        let body = |text: &str| cell(format!("{head}{text}").as_bytes(), "body");
        assert_eq!(body("--b\nContent-Type: text/plain\n\nNever closed"), "Never closed");
        assert_eq!(body("--b\nContent-Type: text/html\n\n<p>Never closed</p>"), "<p>Never closed</p>");
        assert_eq!(body("--other\nContent-Type: text/plain\n\nNo such boundary\n--other--\n"), "No such boundary");
        assert_eq!(
            body("--o\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGI+SGk8L2I+\n--o--\n"),
            "<b>Hi</b>"
        );
        assert_eq!(body("--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nSGVsbG8"), "Hello");
        assert_eq!(body("Only a preamble"), "Only a preamble");
        let untold = "From: a@b.example\nSubject: x\n\nThis is a multi-part message in MIME format.\n\n------b\nContent-Type: text/plain;\n charset=utf-8\n\nUntold\n------b--\n";
        assert_eq!(cell(untold.as_bytes(), "body"), "Untold");
        assert_eq!(body(""), "");
    }

    #[test]
    fn text_in_any_charset_is_read_declared_or_not() {
        let mail = |head: &str, body: &[u8]| {
            let mut mail = format!("From: a@b.example\nSubject: x\n{head}\n\n").into_bytes();
            mail.extend_from_slice(body);
            cell(&mail, "body")
        };
        let jis = b"\x1b$B%m%0%$%s$G$-$^$;$s\x1b(B";
        let sjis = b"\x83\x8d\x83O\x83C\x83\x93\x82\xc5\x82\xab\x82\xdc\x82\xb9\x82\xf1";
        let login = "ログインできません";
        assert_eq!(mail("Content-Type: text/plain; charset=ISO-2022-JP", jis), login);
        assert_eq!(mail("X-A: b", jis), login);
        assert_eq!(mail("Content-Type: text/plain; charset=Shift_JIS", sjis), login);
        assert_eq!(mail("Content-Type: text/plain; charset=x-unheard-of", login.as_bytes()), login);
        assert_eq!(mail("Content-Type: text/plain; charset=us-ascii", "Rückgabe".as_bytes()), "Rückgabe");
        assert_eq!(mail("X-A: b", b"Die R\xfcckgabe der Ware geht nicht"), "Die Rückgabe der Ware geht nicht");
        assert_eq!(mail("Content-Type: text/plain; charset=big5", b"\xb5L\xaak\xb5n\xa4J"), "無法登入");
        assert_eq!(
            mail("Content-Type: text/plain; charset=windows-1251", b"\xcd\xe5 \xf0\xe0\xe1\xee\xf2\xe0\xe5\xf2"),
            "Не работает"
        );
    }

    #[test]
    fn eight_bit_headers_are_read() {
        let mail = b"From: J\xfcrgen M\xfcller <j@example.com>\nTo: a@b.example\nSubject: R\xfcckgabe f\xfcr Schl\xfcssel\n\nx";
        assert_eq!(cell(mail, "subject"), "Rückgabe für Schlüssel");
        let mail = b"From: ann@example.com\nContent-Type: text/html; charset=\"Big5\"\nSubject: \xb5L\xaak\xb5n\xa4J\nTo: a@b.example\n\nx";
        assert_eq!(cell(mail, "subject"), "無法登入");
        let mail = b"From: ann@example.com\nSubject: \x1b$B%m%0%$%s\x1b(B\nTo: a@b.example\n\nx";
        assert_eq!(cell(mail, "subject"), "ログイン");
    }

    #[test]
    fn wrong_transfer_encodings_are_read_as_far_as_they_go() {
        let mail = |encoding: &str, body: &str| {
            cell(
                format!(
                    "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Transfer-Encoding: {encoding}\n\n{body}"
                )
                .as_bytes(),
                "body",
            )
        };
        assert_eq!(mail("quoted-printable;", "caf=C3=A9"), "café");
        assert_eq!(mail("Quoted-Printable", "100 =% caf=C3=A9 =\nend="), "100 =% café end");
        assert_eq!(mail("base64", "SGVs!bG8gd29y\nbGQ"), "Hello world");
        assert_eq!(mail("7-bit", "Hello"), "Hello");
        assert_eq!(mail("", "Hello"), "Hello");
    }

    #[test]
    fn senders_written_to_fool_robots_are_addresses() {
        let from =
            |text: &str| cell(format!("From: {text}\nSubject: x\nTo: a@b.example\n\nHello").as_bytes(), "from.email");
        assert_eq!(from("ann at example.com (Ann Lee)"), "ann@example.com");
        assert_eq!(from("Ann (a) <ann(a)example.com>"), "ann@example.com");
        assert_eq!(from("Ann Lee <ann@example.com>"), "ann@example.com");
        assert_eq!(from("undisclosed"), "");
    }

    #[test]
    fn of_several_dates_the_first_that_can_be_is_taken() {
        let date = |head: &str| {
            cell(
                format!("From a@b.example  Tue Jan  6 10:00:00 2026\nFrom: a@b.example\n{head}Subject: x\n\nHello")
                    .as_bytes(),
                "date",
            )
        };
        let received = "Received: from x by y; Wed, 7 Jan 2026 10:00:00 +0000\n";
        assert_eq!(date("Date: Mon, 5 Jan 2026 10:00:00 +0000\n"), "2026-01-05T10:00:00Z");
        assert_eq!(date(&format!("{received}Date: Mon, 5 Jan 2026 10:00:00 +0000\n")), "2026-01-05T10:00:00Z");
        assert_eq!(date(&format!("{received}Date: Wed, 5 Jan 2028 10:00:00 +0000\n")), "2026-01-07T10:00:00Z");
        assert_eq!(date(&format!("{received}Date: Thu, 1 Jan 1970 00:00:00 +0000\n")), "2026-01-07T10:00:00Z");
        assert_eq!(date(&format!("{received}Date: soon\n")), "2026-01-07T10:00:00Z");
        assert_eq!(date(""), "Tue Jan 6 10:00:00 2026");
        assert_eq!(date("Date: Wed, 5 Jan 2028 10:00:00 +0000\n"), "2028-01-05T10:00:00Z");
    }

    #[test]
    fn a_text_attachment_is_not_the_message() {
        let mail = "From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the log.\n\
                    --b\nContent-Type: text/plain; name=log.txt\nContent-Disposition: attachment; filename=log.txt\n\nERROR 1\n\
                    --b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+\n--b--\n";
        assert_eq!(cell(mail.as_bytes(), "body"), "See the log.");
    }

    #[test]
    fn a_forwarded_message_stands_for_an_empty_one() {
        let mail = "From: a@b.example\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n\n\
                    --b\nContent-Type: message/rfc822\n\nFrom: c@d.example\nSubject: inner\n\nThe printer burns.\n--b--\n";
        assert_eq!(cell(mail.as_bytes(), "body"), "The printer burns.");
    }

    #[test]
    fn a_million_nested_messages_are_cut() {
        let mut mail = "From: a@b.example\nSubject: deep\n".to_owned();
        mail.push_str(&"Content-Type: message/rfc822\n\nSubject: deeper\n".repeat(50_000));
        mail.push_str(&"Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(50_000));
        assert_eq!(cell(mail.as_bytes(), "subject"), "deep");
    }

    fn reason(head: &str) -> Option<RejectReason> {
        read(format!("{head}\n\nHello there\n").as_bytes(), EML).records()[0].fault
    }

    #[test]
    fn what_machines_write_is_marked() {
        let from = "From: Ann <ann@example.com>\nSubject: No login\n";
        for (head, expected) in [
            ("X-Mailer: x", None),
            ("Auto-Submitted: no", None),
            ("Precedence: list", None),
            ("Return-Path: <ann@example.com>", None),
            ("Auto-Submitted: auto-replied (vacation)", Some(RejectReason::Automatic)),
            ("X-Auto-Response-Suppress: All", Some(RejectReason::Automatic)),
            ("X-Autoreply: yes", Some(RejectReason::Automatic)),
            ("Precedence: auto_reply", Some(RejectReason::Automatic)),
            ("Auto-Submitted: auto-generated\nReply-To: bob@example.org", None),
            ("Return-Path: <>", Some(RejectReason::Automatic)),
            ("X-Failed-Recipients: bob@example.com", Some(RejectReason::Automatic)),
            ("Content-Type: multipart/report; report-type=delivery-status; boundary=b", Some(RejectReason::Automatic)),
            ("Content-Type: text/calendar; method=REQUEST", Some(RejectReason::NotATicket)),
            ("X-List-Administrivia: yes", Some(RejectReason::NotATicket)),
            ("X-Spam-Flag: YES", Some(RejectReason::NotATicket)),
        ] {
            assert_eq!(reason(&format!("{from}{head}")), expected, "{head}");
        }
        assert_eq!(reason("From: Mail Delivery <MAILER-DAEMON@x.example>\nSubject: x"), Some(RejectReason::Automatic));
        assert_eq!(reason("From: users-request@x.example\nSubject: confirm 1a"), Some(RejectReason::NotATicket));
        for (subject, expected) in [
            ("Automatische Antwort: Ihre Anfrage", Some(RejectReason::Automatic)),
            ("Re: Out of Office: back on Monday", Some(RejectReason::Automatic)),
            ("=?utf-8?q?R=C3=A9ponse_automatique_:_x?=", Some(RejectReason::Automatic)),
            ("Absence of sound", None),
            ("How do I set my out of office message?", None),
        ] {
            assert_eq!(reason(&format!("From: ann@example.com\nSubject: {subject}")), expected, "{subject}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_mail_breaks_it(text in "(From a@b Mon Jan 1 10:00:00 2024\n|Content-Type: |multipart/mixed|message/rfc822|multipart/digest|text/html|; boundary=b\n|; charset=|Content-Transfer-Encoding: |base64\n|quoted-printable\n|--b\n|--b--\n|\n|\r\n|=\n|=?utf-8?|q?|Subject: |From: |<a@b>|Content-Length: 9\n|é|\u{1b}\\$B|x){0,40}") {
            let table = read(text.as_bytes(), EML);
            proptest::prop_assert_eq!(table.records().len(), 1);
            read(text.as_bytes(), MBOX);
        }

        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            let mut mail = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n".to_vec();
            mail.extend_from_slice(&bytes);
            read(&mail, EML);
            read(&bytes, MBOX);
        }
    }
}
