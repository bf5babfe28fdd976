//! Text → tags and texts, whatever is wrong with it.
//!
//! A `<` that begins no tag is text. Document types, comments and processing instructions are passed
//! over; nothing is looked up in them. Names lose their prefix.

use quick_xml::{Reader, events::Event};

use super::entities;

/// How many bytes may be read a second time after markup that was none, beyond the length of the text: each such place may cost
/// the whole rest.
const MOST_REREAD: usize = 64 << 20;

/// A piece of a document.
#[derive(Clone, Copy, Debug)]
pub enum Token<'t> {
    /// A tag that opens an element.
    Start(Tag<'t>),
    /// A tag that closes one: its local name.
    End(&'t str),
    /// Text without references.
    Text(&'t str),
    /// A reference, without `&` and `;`.
    Reference(&'t str),
}

/// An opening tag.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'t> {
    /// Local name.
    pub name: &'t str,
    /// Everything after the name.
    pub attributes: &'t str,
    /// Whether it closes itself.
    pub empty: bool,
    /// Where it starts, in bytes.
    pub at: usize,
}

impl<'t> Tag<'t> {
    /// Its attributes: local names and values as they are written.
    pub fn attributes(&self) -> Attributes<'t> {
        Attributes { rest: self.attributes, broken: false }
    }

    /// The value of an attribute, read; names in any case.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes().find(|(known, _)| local(known).eq_ignore_ascii_case(name))?;
        let mut text = String::new();
        entities::decode(value, &mut text);
        Some(text)
    }
}

/// The attributes of a tag, with or without quotes. Names keep their prefix.
#[derive(Clone, Debug)]
pub struct Attributes<'t> {
    rest: &'t str,
    /// Whether something was met that is no attribute.
    broken: bool,
}

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            // `nowrap`: an attribute of HTML without a value.
            self.broken = true;
            self.rest = after;
            return Some((name, ""));
        };
        let quoted = value.strip_prefix('"').and_then(|inner| inner.split_once('"'));
        let quoted = quoted.or_else(|| value.strip_prefix('\'').and_then(|inner| inner.split_once('\'')));
        let (value, rest) = quoted.unwrap_or_else(|| {
            self.broken = true;
            value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()))
        });
        self.broken |= name.is_empty() || name.contains(['<', '"', '\'']);
        self.rest = rest;
        Some((name, value))
    }
}

/// A name without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The tokens of a text.
pub struct Tokens<'t> {
    text: &'t str,
    /// Where the reader's text starts.
    base: usize,
    reader: Reader<&'t [u8]>,
    reread: usize,
    counted_to: usize,
    line: u64,
    /// Whether reading was given up: too much is wrong.
    pub given_up: bool,
}

impl<'t> Tokens<'t> {
    /// Starts at a byte of the text.
    pub fn new(text: &'t str, start: usize) -> Self {
        let (reader, reread) = (reader(&text[start..]), text.len().saturating_add(MOST_REREAD));
        Self { text, base: start, reader, reread, counted_to: 0, line: 1, given_up: false }
    }

    /// Physical line of a byte; asked for in rising order.
    pub fn line(&mut self, byte: usize) -> u64 {
        let until = byte.clamp(self.counted_to, self.text.len());
        let lines = self.text.as_bytes()[self.counted_to..until].iter().filter(|byte| **byte == b'\n').count();
        self.counted_to = until;
        self.line += lines as u64;
        self.line
    }

    fn reached(&self) -> usize {
        let offset = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.base.saturating_add(offset).min(self.text.len())
    }

    /// Takes a `<` for text, and goes on after it.
    fn literal(&mut self, at: usize) -> Option<Token<'t>> {
        let reached = self.reached();
        let cost = reached.saturating_sub(at);
        if at >= self.text.len() || cost > self.reread {
            self.given_up = at < self.text.len();
            return None;
        }
        self.reread -= cost;
        let next = (at + 1..=self.text.len()).find(|end| self.text.is_char_boundary(*end))?;
        self.base = next;
        self.reader = reader(&self.text[next..]);
        Some(Token::Text(&self.text[at..next]))
    }
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.check_comments = false;
    reader
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let from = self.reached();
            if let Some(after) = self.text[from..].strip_prefix('<')
                && !after.starts_with(|c: char| is_start(c) || matches!(c, '/' | '!' | '?'))
            {
                return self.literal(from);
            }
            let event = self.reader.read_event();
            let raw = self.text.get(from..self.reached()).unwrap_or_default();
            let inside = |start: usize, end: usize| raw.get(start..raw.len().saturating_sub(end)).unwrap_or_default();
            match event {
                Ok(Event::Eof) => return None,
                Ok(Event::Start(_)) => match tag(inside(1, 1), false, from) {
                    Some(tag) => return Some(Token::Start(tag)),
                    None => return self.literal(from),
                },
                Ok(Event::Empty(_)) => match tag(inside(1, 2), true, from) {
                    Some(tag) => return Some(Token::Start(tag)),
                    None => return self.literal(from),
                },
                Ok(Event::End(_)) => return Some(Token::End(local(inside(2, 1).trim()))),
                Ok(Event::Text(_)) => return Some(Token::Text(raw)),
                Ok(Event::CData(_)) => return Some(Token::Text(inside(9, 3))),
                Ok(Event::GeneralRef(_)) => return Some(Token::Reference(inside(1, 1))),
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Err(_) => {
                    let offset = usize::try_from(self.reader.error_position()).unwrap_or(0);
                    return self.literal((self.base + offset).max(from));
                }
            }
        }
    }
}

/// Whether a name may start with it.
fn is_start(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | ':')
}

/// The tag that stands between `<` and `>`, if it is one: `a < b and c > d` is not.
fn tag(inside: &str, empty: bool, at: usize) -> Option<Tag<'_>> {
    if !inside.starts_with(is_start) {
        return None;
    }
    let end = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    let tag = Tag { name: local(name), attributes: attributes.trim_start_matches('/'), empty, at };
    if inside.contains('<') {
        let mut attributes = tag.attributes();
        attributes.by_ref().for_each(drop);
        if attributes.broken || name.contains('<') {
            return None;
        }
    }
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let show = |token: Token<'_>| match token {
            Token::Start(tag) => {
                let attributes: String =
                    tag.attributes().map(|(name, value)| format!(" {}={value}", local(name))).collect();
                format!("<{}{attributes}{}>", tag.name, if tag.empty { "/" } else { "" })
            }
            Token::End(name) => format!("</{name}>"),
            Token::Text(text) => text.to_owned(),
            Token::Reference(name) => format!("[{name}]"),
        };
        Tokens::new(text, 0).map(show).collect()
    }

    #[test]
    fn tags_texts_and_references_come_in_order() {
        assert_eq!(
            shown("<?xml version='1.0'?><!-- <no> --><a:b x:y=\"1 > 0\" z='2'>t&amp;<![CDATA[<raw>&amp;]]></a:b><c/>"),
            "<b y=1 > 0 z=2>t[amp]<raw>&amp;</b><c/>"
        );
        assert_eq!(shown("<td nowrap width=5 align=\"x\">R&D</td>"), "<td nowrap= width=5 align=x>R&D</td>");
    }

    #[test]
    fn a_less_than_sign_is_text() {
        assert_eq!(shown("<a>1 < 2 and 3 > 2, don't <3</a>"), "<a>1 < 2 and 3 > 2, don't <3</a>");
        assert_eq!(shown("<a>if x <y then</a><b>z</b>"), "<a>if x <y then</a><b>z</b>");
        assert_eq!(shown("<a>cut <b"), "<a>cut <b");
    }

    #[test]
    fn a_million_less_than_signs_are_read_in_one_go() {
        let text = format!("<a>{}</a>", "1 < 2 ".repeat(1_000_000));
        let mut tokens = Tokens::new(&text, 0);
        assert!(tokens.by_ref().any(|token| matches!(token, Token::End("a"))) && !tokens.given_up);
    }

    #[test]
    fn entities_of_the_document_type_are_not_expanded() {
        assert_eq!(
            shown(
                "<!DOCTYPE a [<!ENTITY x \"xxxxxxxx\"><!ENTITY y \"&x;&x;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]><a>&y;&f;</a>"
            ),
            "<a>[y][f]</a>"
        );
    }

    #[test]
    fn lines_are_counted() {
        let text = "<a>\n<b/>\r\n<c/></a>";
        let mut tokens = Tokens::new(text, 0);
        let at = |name: &str| text.find(name).unwrap();
        assert_eq!((tokens.line(at("<b")), tokens.line(at("<c"))), (2, 3));
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[<>/a\"'=! &;é\\[\\]-]{0,120}") {
            let _ = shown(&text);
        }
    }
}
