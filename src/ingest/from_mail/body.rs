//! The text of a message: plain before HTML, in whatever charset and transfer encoding it really is.

use mail_parser::{
    Message, MessageParser, MessagePart, MimeHeaders, PartType,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

use super::message::{content_type, guessed, of_charset};

/// Longest plain text, in characters, that may be only a hint to look at the HTML.
const LONGEST_STUB: usize = 250;

/// How many messages within messages are looked into for text.
const DEEPEST_FORWARD: usize = 2;

/// Lines in which a boundary is looked for that no header names.
const MOST_PREAMBLE: usize = 40;

/// Charsets that are often declared by programs that do not know.
const DEFAULTS: [&str; 6] = ["us-ascii", "ascii", "ansi_x3.4-1968", "iso-8859-1", "latin1", "windows-1252"];

/// The text of a message.
pub fn text(message: &Message<'_>) -> String {
    text_of(message, message.raw_message.as_ref(), DEEPEST_FORWARD)
}

fn text_of(message: &Message<'_>, raw: &[u8], deeper: usize) -> String {
    let part = |id: &u32| message.parts.get(*id as usize);
    let plain: Vec<String> = message
        .text_body
        .iter()
        .filter_map(part)
        .filter(|part| matches!(part.body, PartType::Text(_)))
        .map(|part| decoded(part, raw))
        .filter(|text| !text.trim().is_empty())
        .collect();
    let is_html = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let html: Vec<String> =
        message.html_body.iter().filter_map(part).filter(is_html).map(|part| decoded(part, raw)).collect();
    let (plain, html) = (plain.join("\n"), html.join("\n"));
    if let Some(text) = of_undeclared_parts(&plain, deeper) {
        return text;
    }
    if !plain.is_empty() && (html.trim().is_empty() || !is_stub(&plain)) {
        return plain;
    }
    if !html.trim().is_empty() {
        return html;
    }
    let forwarded = message
        .parts
        .iter()
        .find_map(|part| if let PartType::Message(inner) = &part.body { Some(inner) } else { None });
    match forwarded {
        Some(inner) if deeper > 0 => text_of(inner, inner.raw_message.as_ref(), deeper - 1),
        _ => {
            let text = of_broken(message, raw);
            of_undeclared_parts(&text, deeper).unwrap_or(text)
        }
    }
}

/// The text of a message whose parts are not what it says: never closed, or attached without a name.
fn of_broken(message: &Message<'_>, raw: &[u8]) -> String {
    let is_attached = |part: &MessagePart<'_>| part.content_disposition().is_some_and(|how| how.is_attachment());
    let is_read = |part: &MessagePart<'_>| {
        let kind = content_type(part);
        matches!(kind.as_str(), "" | "text/plain" | "text/html") || kind.starts_with("multipart/")
    };
    let texts = message.parts.iter().filter(|part| part.is_text() && is_read(part) && !is_attached(part));
    let found = texts.map(|part| decoded(part, raw).trim().to_owned());
    found.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// The text of a body whose parts stand behind a boundary that its header does not name.
fn of_undeclared_parts(text: &str, deeper: usize) -> Option<String> {
    let boundary = undeclared_boundary(text)?;
    let mail = format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\n\n{text}\n");
    let message = MessageParser::default().parse(mail.as_bytes())?;
    let parts = message.parts.len() > 1 && deeper > 0;
    parts.then(|| text_of(&message, mail.as_bytes(), deeper - 1)).filter(|text| !text.trim().is_empty())
}

/// The first line that looks like a boundary: dashes, a word, and a field of a part below it.
fn undeclared_boundary(text: &str) -> Option<&str> {
    let mut lines = text.lines().take(MOST_PREAMBLE).peekable();
    while let Some(line) = lines.next() {
        let boundary = line.strip_prefix("--").map(str::trim_end);
        let of_part =
            lines.peek().is_some_and(|next| next.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("content-")));
        if let Some(boundary) =
            boundary.filter(|boundary| of_part && !boundary.is_empty() && !boundary.contains(['"', '\\']))
        {
            return Some(boundary);
        }
    }
    None
}

/// Whether a plain text only says that the message is HTML.
fn is_stub(plain: &str) -> bool {
    plain.chars().take(LONGEST_STUB + 1).count() <= LONGEST_STUB && plain.to_lowercase().contains("html")
}

/// A part's text. The parser's is taken where it could have known how to read it.
fn decoded(part: &MessagePart<'_>, raw: &[u8]) -> String {
    let (PartType::Text(parsed) | PartType::Html(parsed)) = &part.body else { return String::new() };
    let declared = match part.content_transfer_encoding() {
        Some(text) => text.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_lowercase(),
        None => String::new(),
    };
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).unwrap_or_default().to_lowercase();
    let undecoded =
        part.encoding == mail_parser::Encoding::None && matches!(declared.as_str(), "base64" | "quoted-printable");
    let doubtful =
        parsed.contains('\u{fffd}') || parsed.contains("\u{1b}$") || (is_default(&charset) && !parsed.is_ascii());
    if !undecoded && !doubtful && !part.is_encoding_problem {
        return parsed.to_string();
    }
    let Some(bytes) = raw.get(part.offset_body as usize..part.offset_end as usize) else { return parsed.to_string() };
    let bytes = match declared.as_str() {
        "base64" => lenient_base64(bytes),
        "quoted-printable" => lenient_quoted_printable(bytes),
        _ => bytes.to_vec(),
    };
    in_charset(&charset, &bytes)
}

/// Text of a declared charset; where that cannot be right, of the likeliest.
fn in_charset(charset: &str, bytes: &[u8]) -> String {
    if bytes.windows(2).any(|pair| pair == b"\x1b$") {
        return iso_2022_jp(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if charset.is_empty() || is_default(charset) || charset.starts_with("utf") => {
            return text.to_owned();
        }
        _ => {}
    }
    let by_name = if charset.starts_with("utf") || charset.is_empty() { None } else { of_charset(charset, bytes) };
    by_name.filter(|text| !text.contains('\u{fffd}')).unwrap_or_else(|| guessed(bytes))
}

/// Whether a charset is one that programs declare without looking.
pub fn is_default(charset: &str) -> bool {
    DEFAULTS.contains(&charset)
}

/// Japanese mail of old programs: ASCII with escapes.
pub fn iso_2022_jp(bytes: &[u8]) -> String {
    of_charset("iso-2022-jp", bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned())
}

/// Base64 without what does not belong to it, as far as it goes.
fn lenient_base64(bytes: &[u8]) -> Vec<u8> {
    let mut clean: Vec<u8> =
        bytes.iter().copied().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).collect();
    if clean.len() % 4 == 1 {
        clean.pop();
    }
    while !clean.len().is_multiple_of(4) {
        clean.push(b'=');
    }
    base64_decode(&clean).unwrap_or_else(|| bytes.to_vec())
}

/// Quoted-printable in which a stray `=` is a `=`.
fn lenient_quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        clean.push(*byte);
        if *byte == b'=' {
            let next = |step: usize| bytes.get(at + step).copied().unwrap_or(b'\n');
            let coded = next(1).is_ascii_hexdigit() && next(2).is_ascii_hexdigit();
            let soft = matches!(next(1), b'\n' | b'\r')
                || (matches!(next(1), b' ' | b'\t') && matches!(next(2), b'\n' | b'\r'));
            if !coded && !soft {
                clean.extend_from_slice(b"3D");
            }
        }
    }
    quoted_printable_decode(&clean).unwrap_or_else(|| bytes.to_vec())
}
