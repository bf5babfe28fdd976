//! Markup to plain text: HTML here; the wiki dialects in [`wiki`](super::wiki).
//!
//! Text is taken for HTML only when it holds known tags: `<name>` and `a < b` are text. Quoted
//! replies inside HTML become `> ` lines, so that one step decides on quotes of every kind.

use html5gum::{StartTag, Token, Tokenizer};

use super::wiki;

/// Tags that end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Tags without a line of their own that still prove HTML.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "basefont", "big", "body", "button", "center", "cite", "code", "col", "colgroup",
    "del", "details", "em", "font", "head", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "link",
    "mark", "meta", "o:p", "option", "q", "s", "samp", "script", "select", "small", "span", "strike", "strong",
    "style", "sub", "sup", "svg", "td", "textarea", "th", "title", "tt", "u", "var", "video", "wbr",
];

/// Tags whose content nobody reads.
const HIDDEN: &[&str] = &["head", "iframe", "script", "select", "style", "svg", "template", "title"];

/// Tags that never have content.
const VOID: &[&str] = &["br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// Classes and ids under which mail programs keep the message that is answered.
const QUOTES: &[&str] = &[
    "gmail_quote",
    "gmail_attr",
    "yahoo_quoted",
    "moz-cite-prefix",
    "protonmail_quote",
    "zmail_extra",
    "OutlookMessageHeader",
];

/// Classes under which mail programs keep the signature.
const SIGNATURES: &[&str] =
    &["gmail_signature", "moz-signature", "protonmail_signature_block", "ms-outlook-mobile-signature"];

/// Plain text of whatever markup `text` is written in.
pub fn strip(text: &str) -> String {
    let unescaped = wiki::unescape_newlines(text);
    let text = if is_html(&unescaped) { from_html(&unescaped) } else { wiki::decode_stray_entities(unescaped) };
    wiki::strip(&text)
}

/// Whether known tags stand in it.
fn is_html(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let tag = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]);
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(tag.len());
        if !tag[end..].starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace()) || !tag[end..].contains('>') {
            return false;
        }
        known(&tag[..end].to_ascii_lowercase())
    })
}

fn known(name: &str) -> bool {
    BLOCKS.contains(&name) || INLINE.contains(&name) || HIDDEN.contains(&name)
}

/// What is open around the current text.
#[derive(Default)]
struct Open {
    hidden: usize,
    quoted: usize,
    signed: usize,
}

/// One open element: its name and which of [`Open`] it raised.
struct Element {
    name: String,
    hidden: bool,
    quoted: bool,
    signed: bool,
}

fn from_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = Open::default();
    let mut stack: Vec<Element> = vec![];
    let lines_count = lines_count(text);
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => start(&tag, &mut out, &mut open, &mut stack),
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if BLOCKS.contains(&name.as_str()) {
                    line_break(&mut out, &open);
                }
                if let Some(at) = stack.iter().rposition(|element| element.name == name) {
                    for element in stack.drain(at..) {
                        open.hidden -= usize::from(element.hidden);
                        open.quoted -= usize::from(element.quoted);
                        open.signed -= usize::from(element.signed);
                    }
                }
                if BLOCKS.contains(&name.as_str()) {
                    line_break(&mut out, &open);
                }
            }
            Token::String(string) if open.hidden == 0 && open.signed == 0 => {
                let preformatted = stack.iter().any(|element| element.name == "pre");
                for c in String::from_utf8_lossy(&string).chars() {
                    match c {
                        '\n' if preformatted || lines_count || !likely_wrapped(&out) => source_break(&mut out, &open),
                        '\n' => out.push(' '),
                        c => out.push(c),
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// Whether line breaks of the source are the writer's: plain text in which some tags stand.
fn lines_count(text: &str) -> bool {
    let breaks = text.bytes().filter(|b| *b == b'\n').count();
    let tags: usize =
        ["<p", "<br", "<div", "<li", "<tr", "<P", "<BR", "<DIV"].iter().map(|tag| text.matches(tag).count()).sum();
    breaks > 2 * tags
}

/// A line break in HTML source is white space; but exports mix plain line breaks with a few tags, so
/// one after the end of a sentence or a short line counts.
fn likely_wrapped(out: &str) -> bool {
    /// Characters of a line that a mail program may have wrapped.
    const WRAPPED: usize = 50;
    let line = out.rsplit('\n').next().unwrap_or("").trim_end();
    line.chars().count() >= WRAPPED && !line.ends_with(['.', '!', '?', ':', ','])
}

fn start(tag: &StartTag<()>, out: &mut String, open: &mut Open, stack: &mut Vec<Element>) {
    let name = String::from_utf8_lossy(&tag.name).into_owned();
    if !known(&name) {
        // `<name>`, `<acc_num>`: what an export left of a masked value.
        if open.hidden == 0 && tag.attributes.is_empty() && name.len() <= 30 {
            out.push('<');
            out.push_str(&name);
            out.push('>');
        }
        return;
    }
    let marks: String = tag
        .attributes
        .iter()
        .filter(|(key, _)| matches!(&key.0[..], b"class" | b"id"))
        .map(|(_, value)| format!("{} ", String::from_utf8_lossy(value)))
        .collect();
    if marks.contains("divRplyFwdMsg") || marks.contains("appendonsend") {
        // The header of the answered message follows as text, and everything after it is quoted.
        line_break(out, open);
        out.push_str("-----Original Message-----");
    }
    let element = Element {
        hidden: HIDDEN.contains(&name.as_str()),
        quoted: name == "blockquote" || QUOTES.iter().any(|quote| marks.contains(quote)),
        signed: SIGNATURES.iter().any(|signature| marks.contains(signature)),
        name,
    };
    open.hidden += usize::from(element.hidden);
    open.quoted += usize::from(element.quoted);
    open.signed += usize::from(element.signed);
    if BLOCKS.contains(&element.name.as_str()) || element.quoted {
        line_break(out, open);
    } else if matches!(element.name.as_str(), "td" | "th") {
        out.push(' ');
    }
    let void = VOID.contains(&element.name.as_str()) || tag.self_closing;
    if void {
        open.hidden -= usize::from(element.hidden);
        open.quoted -= usize::from(element.quoted);
        open.signed -= usize::from(element.signed);
    } else {
        stack.push(element);
    }
}

/// A line break of the source: it ends what markdown quotes.
fn source_break(out: &mut String, open: &Open) {
    if open.quoted > 0 {
        return line_break(out, open);
    }
    out.truncate(out.trim_end_matches([' ', '>']).len());
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn line_break(out: &mut String, open: &Open) {
    let line = out.rsplit('\n').next().unwrap_or("").trim();
    if line == ">" {
        return;
    }
    // A tag inside a line that markdown quotes does not end the quote.
    let inherited = open.quoted == 0 && line.starts_with('>');
    while out.ends_with(' ') {
        out.pop();
    }
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
    if open.quoted > 0 || inherited {
        out.push_str("> ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::controls::tidy;

    #[test]
    fn html_becomes_lines_of_text() {
        let html = "<html><head><title>t</title><style>p{}</style></head><body><p>My <b>invoice</b> is wrong&nbsp;&amp; late</p>\
                    <div>Second<br>third</div><script>alert(1)</script></body></html>";
        assert_eq!(tidy(&strip(html)), "My invoice is wrong & late\nSecond\nthird");
    }

    #[test]
    fn text_with_angle_brackets_is_not_html() {
        for text in ["Hello <name>, a < b and b > c", "account <acc_num> is locked", "if x <y then"] {
            assert_eq!(tidy(&strip(text)), text);
        }
        assert_eq!(tidy(&strip("<p>Dear <name>,</p><p>locked</p>")), "Dear <name>,\nlocked");
    }

    #[test]
    fn what_a_mail_program_quotes_becomes_quoted_lines() {
        let html = "<div>Still broken</div><div class=\"gmail_quote\">On Monday X wrote:<blockquote>old <p>text</p></blockquote></div>";
        let lines: Vec<String> =
            strip(html).lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty() && l != ">").collect();
        assert_eq!(lines[0], "Still broken");
        assert!(lines[1..].iter().all(|line| line.starts_with('>')), "{lines:?}");
    }

    #[test]
    fn tags_inside_a_markdown_quote_do_not_end_it() {
        assert_eq!(strip("own\n> a <details>\n> <summary>b</summary>\n> c\nown"), "own\n> a\n> b\n> c\nown");
    }

    #[test]
    fn broken_html_does_not_lose_the_text_after_it() {
        assert_eq!(tidy(&strip("<p>one</div></p></p>two <b>three")), "one\ntwo three");
    }
}
