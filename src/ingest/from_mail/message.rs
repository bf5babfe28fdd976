//! One message → cells: who wrote when to whom, on which thread, about what.

use std::borrow::Cow;

use mail_parser::{
    Address, DateTime, HeaderName, HeaderValue, Message, MessageParser, MimeHeaders,
    decoders::charsets::map::charset_decoder,
};

use super::{Cells, automatic, body, column, mbox};
use crate::ingest::{dates, day_order::Order, encoding};

/// Longest part of a message that is read, in bytes: text stands before attachments.
const LONGEST_MAIL: usize = 8 << 20;

/// Most parts that hold others, in one message. Each may be searched for an end that is not there, and messages in
/// messages are taken apart by recursion.
const MOST_NESTED: usize = 60;

/// What such parts are called.
const NESTING: [&[u8]; 4] = [b"multipart/", b"rfc822", b"/global", b"digest"];

/// Most ids that are kept of a chain of references, the last ones.
const MOST_REFERENCES: usize = 40;

/// How much later than its delivery a message may say to be written, in seconds: clocks differ by time zones.
const CLOCKS_DIFFER: i64 = 86_400;

/// How much earlier: a year in a draft folder.
const LONGEST_DELAY: i64 = 366 * 86_400;

/// A message while it is read.
pub struct Mail<'m> {
    /// As the parser sees it.
    pub message: &'m Message<'m>,
    /// Address of the sender, lower case.
    pub from: String,
    /// The subject.
    pub subject: String,
}

/// Reads a message; none when it has no header. `separator`: the line before it in a mailbox.
pub fn read(bytes: &[u8], separator: Option<&[u8]>) -> Option<Cells> {
    let whole = with_readable_head(bounded(bytes));
    let message = MessageParser::default().parse(whole.as_ref())?;
    if message.parts.is_empty() || message.headers().is_empty() {
        return None;
    }
    let (name, from) =
        person(&message, HeaderName::From).or_else(|| person(&message, HeaderName::Sender)).unwrap_or_default();
    let subject = text(message.header(HeaderName::Subject));
    let mail = Mail { message: &message, from, subject };
    let mut cells = Vec::new();
    let mut cell = |name: &str, text: String| cells.push((column(name), text));
    cell("message_id", ids(&message, HeaderName::MessageId).pop().unwrap_or_default());
    cell("in_reply_to", ids(&message, HeaderName::InReplyTo).into_iter().next().unwrap_or_default());
    ids(&message, HeaderName::References).into_iter().for_each(|id| cell("references", id));
    cell("date", date(&message, separator));
    cell("from.email", mail.from.clone());
    cell("from.name", name);
    cell("reply_to", reply_to(&mail));
    for name in [HeaderName::To, HeaderName::Cc] {
        message
            .header_values(name)
            .filter_map(HeaderValue::as_address)
            .for_each(|list| addresses(list, &mut |to| cell("to", to)));
    }
    for name in ["delivered-to", "x-original-to", "envelope-to"] {
        raw(&message, name).and_then(|text| address(&text)).into_iter().for_each(|to| cell("to", to));
    }
    cell("subject", mail.subject.clone());
    cell("body", body::text(&message).replace("\r\n", "\n"));
    cell("list", list(&message));
    for label in raw(&message, "x-gmail-labels").map(|text| decoded_words(&text)).unwrap_or_default().split(',') {
        cell("labels", label.trim().trim_matches('"').to_owned());
    }
    cell("priority", priority(&message).to_owned());
    let fault = automatic::fault(&mail);
    Some((cells, fault))
}

/// The part of a message that is read.
fn bounded(bytes: &[u8]) -> &[u8] {
    let bytes = &bytes[..bytes.len().min(LONGEST_MAIL)];
    let nests = |at: usize| {
        NESTING.iter().any(|name| bytes[at..].get(..name.len()).is_some_and(|text| text.eq_ignore_ascii_case(name)))
    };
    let end = (0..bytes.len())
        .filter(|at| matches!(bytes[*at], b'm' | b'M' | b'r' | b'R' | b'/' | b'd' | b'D') && nests(*at))
        .nth(MOST_NESTED);
    &bytes[..end.unwrap_or(bytes.len())]
}

/// A message whose header is UTF-8, with a line end at its end: the parser reads no other.
fn with_readable_head(bytes: &[u8]) -> Cow<'_, [u8]> {
    let end = bytes
        .windows(2)
        .zip(0..)
        .find(|(pair, at)| pair == b"\n\n" || (*pair == b"\n\r" && bytes.get(at + 2) == Some(&b'\n')));
    let end = end.map_or(bytes.len(), |(_, at)| at);
    let (head, rest) = bytes.split_at(end);
    let japanese = head.windows(2).any(|pair| pair == b"\x1b$");
    if !japanese && std::str::from_utf8(head).is_ok() && bytes.ends_with(b"\n") {
        return Cow::Borrowed(bytes);
    }
    let text = match std::str::from_utf8(head) {
        _ if japanese => body::iso_2022_jp(head),
        Ok(text) => text.to_owned(),
        Err(_) => declared(head).unwrap_or_else(|| guessed(head)),
    };
    let mut whole = text.into_bytes();
    whole.extend_from_slice(rest);
    whole.push(b'\n');
    Cow::Owned(whole)
}

/// A header in the charset of its body: programs that do not encode headers write both in one.
fn declared(head: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, named) = text.split_once("charset=")?;
    let name = named.trim_start_matches('"').split(|c: char| c.is_whitespace() || matches!(c, '"' | ';')).next()?;
    let name = Some(name).filter(|name| !body::is_default(name) && !name.starts_with("utf"))?;
    of_charset(name, head).filter(|text| !text.contains('\u{fffd}'))
}

/// A message without what stands around it in a file of its own: the separator of a mailbox, or the length of the
/// message before it and a property list behind it (Apple Mail).
pub fn alone(bytes: &[u8]) -> &[u8] {
    let first = mbox::line(bytes);
    let rest = bytes.iter().position(|byte| *byte == b'\n').map_or(&bytes[..0], |end| &bytes[end + 1..]);
    let length = std::str::from_utf8(first.trim_ascii())
        .ok()
        .filter(|_| first.len() < 20)
        .and_then(|text| text.parse::<usize>().ok());
    match length {
        Some(length) => &rest[..length.min(rest.len())],
        None if mbox::field_name(first).is_some() => bytes,
        None if first.starts_with(b"From ") || first.starts_with(b">From ") => rest,
        None => bytes,
    }
}

/// Text of an encoding that nothing tells.
pub fn guessed(bytes: &[u8]) -> String {
    encoding::decode(bytes.to_vec()).map_or_else(|| String::from_utf8_lossy(bytes).into_owned(), |decoded| decoded.text)
}

/// Text of a charset that is called by its name, when the name is known.
pub fn of_charset(name: &str, bytes: &[u8]) -> Option<String> {
    charset_decoder(name.trim().as_bytes()).map(|decode| decode(bytes))
}

/// The first header of a name as it stands, folded lines joined.
pub fn raw(message: &Message<'_>, name: &str) -> Option<String> {
    let header = message.headers().iter().find(|header| header.name().eq_ignore_ascii_case(name))?;
    let bytes = message.raw_message.get(header.offset_start as usize..header.offset_end as usize)?;
    Some(String::from_utf8_lossy(bytes).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A header's text with encoded words read.
fn decoded_words(text: &str) -> String {
    let mail = format!("Subject: {text}\n\n");
    let message = MessageParser::default().parse(mail.as_bytes());
    message.and_then(|message| message.subject().map(str::to_owned)).unwrap_or_else(|| text.to_owned())
}

fn text(value: Option<&HeaderValue<'_>>) -> String {
    let text = match value {
        Some(HeaderValue::Text(text)) => text.to_string(),
        Some(HeaderValue::TextList(list)) => list.join(" "),
        _ => String::new(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ids in a header, without `<` and `>`.
fn ids(message: &Message<'_>, name: HeaderName<'static>) -> Vec<String> {
    let bare = |id: &str| {
        id.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>')).collect::<String>()
    };
    let all: Vec<String> = match message.header(name) {
        Some(HeaderValue::Text(id)) => id.split_whitespace().map(bare).collect(),
        Some(HeaderValue::TextList(list)) => list.iter().map(|id| bare(id)).collect(),
        _ => vec![],
    };
    let first = all.len().saturating_sub(MOST_REFERENCES);
    all.into_iter().skip(first).filter(|id| !id.is_empty() && id.len() < 1000).collect()
}

/// What the date is called: by the standard, and by Outlook where it saves a mail as text.
const DATES: [&str; 6] = ["date", "sent", "gesendet", "enviado", "inviato", "verzonden"];

/// When it was written: by its writer, unless delivery contradicts; else by the mailbox. As ISO 8601, or as written.
fn date(message: &Message<'_>, separator: Option<&[u8]>) -> String {
    let valid = |date: &&DateTime| date.is_valid() && is_date(&date.to_rfc3339());
    let written = message.header(HeaderName::Date).and_then(HeaderValue::as_datetime).filter(valid);
    let received = message.received().and_then(|received| received.date()).filter(|date| valid(&date));
    let believable = |date: &&DateTime| {
        received.as_ref().is_none_or(|received| {
            let later = date.to_timestamp() - received.to_timestamp();
            (-LONGEST_DELAY..=CLOCKS_DIFFER).contains(&later)
        })
    };
    if let Some(date) = written.filter(believable).or(received.as_ref()) {
        return date.to_rfc3339();
    }
    if let Some(text) = DATES.iter().find_map(|name| raw(message, name).filter(|text| is_date(text))) {
        return text;
    }
    let line = separator.map(String::from_utf8_lossy).unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    let ends = (1..words.len()).map(|start| words[start..].join(" "));
    ends.into_iter().find(|text| is_date(text)).unwrap_or_default()
}

fn is_date(text: &str) -> bool {
    dates::parse(text, Order::DayMonth).is_some()
}

/// Name and address of the first person in a header.
fn person(message: &Message<'_>, header: HeaderName<'static>) -> Option<(String, String)> {
    let label = header.as_str().to_owned();
    let parsed = message.header(header).and_then(HeaderValue::as_address).and_then(Address::first);
    let name = parsed.and_then(|person| person.name()).unwrap_or_default().trim().to_owned();
    let found = parsed.and_then(|person| address(person.address()?)).or_else(|| address(&raw(message, &label)?));
    (found.is_some() || !name.is_empty()).then(|| (name, found.unwrap_or_default()))
}

fn addresses(list: &Address<'_>, each: &mut impl FnMut(String)) {
    list.iter().filter_map(|person| address(person.address()?)).for_each(each);
}

/// Where the answer goes, when that is somebody else than the sender; lists and groups name the writer there.
fn reply_to(mail: &Mail<'_>) -> String {
    let message = mail.message;
    let written = message.header(HeaderName::ReplyTo).and_then(HeaderValue::as_address);
    let others = written.into_iter().flat_map(Address::iter).filter_map(|person| address(person.address()?));
    let originals =
        ["x-original-from", "x-original-sender"].into_iter().filter_map(|name| address(&raw(message, name)?));
    let other = others.chain(originals).find(|other| *other != mail.from);
    other.unwrap_or_default()
}

/// The address in a text, lower case: `ann@example.com`, `Ann <ann at example.com>`, `ann(at)example.com`.
pub fn address(text: &str) -> Option<String> {
    let mut plain = text.to_lowercase();
    if !plain.contains('@') {
        for hidden in [" at ", "(at)", "(a)", "[at]", " (at) ", "{at}"] {
            if let Some((before, behind)) = plain.rsplit_once(hidden) {
                plain = format!(
                    "{}@{}",
                    before.trim_end(),
                    behind.trim_start().replace(" dot ", ".").replace("(dot)", ".")
                );
                break;
            }
        }
    }
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '(' | ')' | '"' | '\'' | ',' | ';' | ':' | '[' | ']' | '“' | '”')
    };
    let mut found = plain.split(ends).map(|word| word.trim_matches('.')).filter(|word| {
        word.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty()) && word.len() < 300
    });
    found.next_back().map(str::to_owned)
}

/// Id of the mailing list.
fn list(message: &Message<'_>) -> String {
    let named = ["list-id", "x-mailing-list", "x-beenthere", "mailing-list"]
        .into_iter()
        .find_map(|name| raw(message, name))
        .unwrap_or_default();
    let bare = named.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(named.as_str(), |(id, _)| id);
    bare.split(';').next().unwrap_or(bare).trim_start_matches("list ").trim().to_lowercase()
}

/// The urgency that its writer gave it; most give none.
fn priority(message: &Message<'_>) -> &'static str {
    let said =
        ["importance", "x-msmail-priority", "x-priority", "priority"].into_iter().filter_map(|name| raw(message, name));
    for word in said {
        match word.to_lowercase().chars().next() {
            Some('h' | 'u' | '1' | '2') => return "high",
            Some('l' | '4' | '5') => return "low",
            _ => {}
        }
    }
    ""
}

/// Content type of a part as `type/subtype`, lower case.
pub fn content_type(part: &mail_parser::MessagePart<'_>) -> String {
    part.content_type().map_or_else(String::new, |kind| {
        format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_lowercase()
    })
}
