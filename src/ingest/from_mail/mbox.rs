//! Mailbox files: where one message ends and the next begins (RFC 4155 and its relatives).
//!
//! A `From ` line separates only after a blank line and before a header field: people start sentences so. Where
//! messages say how long they are (mboxcl) that is believed when a separator really stands there. One `>` goes from
//! quoted `From ` lines, as all kinds but mboxcl add one.

use std::borrow::Cow;

/// Longest separator, in bytes; real ones have less than 200.
const LONGEST_SEPARATOR: usize = 1000;

/// One message of a mailbox.
pub struct Mail<'b> {
    /// Line of its separator, from 1.
    pub line: u64,
    /// The separator.
    pub separator: &'b [u8],
    /// Header and body.
    pub content: &'b [u8],
}

/// A file without byte order mark and blank lines in front.
pub fn content(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

/// The first line, without its end.
pub fn line(bytes: &[u8]) -> &[u8] {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Name of the header field that a line starts, when it does.
pub fn field_name(line: &[u8]) -> Option<&str> {
    let end = line.iter().position(|byte| *byte == b':')?;
    let name = std::str::from_utf8(line[..end].trim_ascii_end()).ok()?;
    // No field has a blank, comma or quote in its name; CSV headers and prose have.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (!name.is_empty() && name.len() <= 80 && name.bytes().all(plain)).then_some(name)
}

/// Whether a line is `From `, a sender, and a date with a time or a year.
pub fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ").filter(|rest| rest.len() <= LONGEST_SEPARATOR) else { return false };
    if field_name(line).is_some() {
        return false;
    }
    let words: Vec<&[u8]> = rest.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty()).collect();
    let year = |word: &&[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    let time = |word: &&[u8]| word.len() >= 5 && word[0].is_ascii_digit() && word.contains(&b':');
    words.len() >= 3 && words.iter().any(year) && words.iter().any(time)
}

/// Whether header fields follow the separator that a text starts with.
pub fn opens_message(text: &[u8]) -> bool {
    let Some(end) = text.iter().position(|byte| *byte == b'\n') else { return false };
    let next = line(&text[end + 1..]);
    field_name(next).is_some() || next.starts_with(b">From ")
}

/// Finds the messages of a mailbox.
pub fn split(bytes: &[u8]) -> Vec<Mail<'_>> {
    let mut mails: Vec<Mail<'_>> = Vec::new();
    let start = bytes.len() - content(bytes).len();
    let (mut at, mut number) = (start, 1 + newlines(&bytes[..start]));
    let (mut blank, mut in_header, mut announced, mut begins) = (true, false, None, at);
    while at < bytes.len() {
        let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end + 1);
        let text = line(&bytes[at..end]);
        if blank && is_separator(text) && (at == start || opens_message(&bytes[at..])) {
            close(&mut mails, &bytes[begins..at]);
            mails.push(Mail { line: number, separator: text, content: b"" });
            (begins, in_header, announced) = (end, true, None);
        } else if in_header {
            if text.is_empty() {
                in_header = false;
                if let Some(next) = announced.take().and_then(|length| behind(bytes, end, length)) {
                    number += newlines(&bytes[end..next]);
                    (at, blank) = (next, true);
                    number += 1;
                    continue;
                }
            } else if let Some(name) = field_name(text).filter(|name| name.eq_ignore_ascii_case("content-length")) {
                let value = std::str::from_utf8(&text[name.len() + 1..]).ok();
                announced = value.and_then(|value| value.trim().parse::<usize>().ok());
            }
        }
        (blank, at, number) = (text.is_empty(), end, number + 1);
    }
    close(&mut mails, &bytes[begins..]);
    mails
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Where the message after a body of the announced length starts, when a separator or the end stands there.
fn behind(bytes: &[u8], body: usize, length: usize) -> Option<usize> {
    let end = body.checked_add(length).filter(|end| *end <= bytes.len())?;
    let next = (end..=end + 4).find(|at| bytes.get(*at).is_none_or(|byte| !byte.is_ascii_whitespace()))?;
    (next >= bytes.len() || bytes[..next].ends_with(b"\n") && is_separator(line(&bytes[next..]))).then_some(next)
}

fn close<'b>(mails: &mut [Mail<'b>], content: &'b [u8]) {
    if let Some(last) = mails.last_mut() {
        last.content = content;
    }
}

/// A message with one `>` less before each quoted `From `.
pub fn unquoted(content: &[u8]) -> Cow<'_, [u8]> {
    let is_quoted = |line: &[u8]| {
        let quotes = line.iter().take_while(|byte| **byte == b'>').count();
        quotes > 0 && line[quotes..].starts_with(b"From ")
    };
    let lines = || content.split_inclusive(|byte| *byte == b'\n');
    if !lines().any(is_quoted) {
        return Cow::Borrowed(content);
    }
    Cow::Owned(lines().flat_map(|line| if is_quoted(line) { &line[1..] } else { line }).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "From a@b.example Mon Jan  5 10:00:00 2026\nSubject: one\n\n";
    const SECOND: &str = "From c at d.example  Tue Jan  6 10:00:00 2026\nSubject: two\n\nTwo\n";

    fn contents(text: &str) -> Vec<String> {
        split(text.as_bytes()).iter().map(|mail| String::from_utf8_lossy(mail.content).into_owned()).collect()
    }

    #[test]
    fn only_a_separator_separates() {
        let text =
            format!("{FIRST}From here 10:00 in 2026 nothing works\n\nFrom x at 10:00 2026\nno field\n\n{SECOND}");
        let found = contents(&text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("nothing works") && found[0].contains("no field"));
        let no_blank = format!("{FIRST}One\n{SECOND}");
        assert_eq!(contents(&no_blank).len(), 1);
    }

    #[test]
    fn records_stand_at_the_line_of_their_separator() {
        let text = format!("\n\n{FIRST}One\n\n{SECOND}");
        assert_eq!(split(text.as_bytes()).iter().map(|mail| mail.line).collect::<Vec<_>>(), [3, 8]);
        let body = "One\n\nFrom x@y.example Mon Jan  5 10:00:00 2026\nSubject: quoted\n\nZwei\n";
        let text = format!(
            "{}Content-Length: {}\n\n{body}\n{SECOND}",
            FIRST.trim_end_matches('\n').to_owned() + "\n",
            body.len()
        );
        let mails = split(text.as_bytes());
        assert_eq!(mails.iter().map(|mail| mail.line).collect::<Vec<_>>(), [1, 12]);
        assert!(mails[0].content.ends_with(b"Zwei\n\n"));
    }

    #[test]
    fn a_wrong_length_is_not_believed() {
        for length in [0, 3, 17, 100_000] {
            let text =
                format!("From a@b.example Mon Jan  5 10:00:00 2026\nContent-Length: {length}\n\nOne two\n\n{SECOND}");
            assert_eq!(contents(&text).len(), 2, "{length}");
        }
    }

    #[test]
    fn quoted_separators_lose_one_mark() {
        assert_eq!(&*unquoted(b"a\n>From me\n>>From you\n> From us\n"), b"a\nFrom me\n>From you\n> From us\n");
    }

    proptest::proptest! {
        #[test]
        fn every_byte_is_in_one_message(text in "(From a@b Mon Jan 1 10:00:00 2024\n|Content-Length: [0-9]{1,3}\n|S: x\n|\n|\r\n|text\n|From\n){0,30}") {
            let text = format!("From a@b Mon Jan 1 10:00:00 2024\n{text}");
            let mails = split(text.as_bytes());
            let read: usize = mails.iter().map(|mail| mail.separator.len() + 1 + mail.content.len()).sum();
            proptest::prop_assert_eq!(read, text.len());
            for mail in &mails {
                proptest::prop_assert_eq!(text.lines().nth(mail.line as usize - 1).unwrap().as_bytes(), mail.separator);
            }
        }
    }
}
