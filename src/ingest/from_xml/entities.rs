//! References in text: the five of XML, numbers, and those of HTML that exports carry by mistake.
//!
//! What a document type declares is never looked up: no reference grows beyond one character, so that
//! no text can be blown up by them. An unknown reference stays as it is written.

/// Names of HTML's Latin-1 characters from U+00A0 on, in order of their code points (HTML 4, section 24.2).
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
    AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times \
    Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute \
    ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc \
    uuml yacute thorn yuml";

/// The others that are met in mail and web texts.
const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("hellip", '…'),
    ("euro", '€'),
    ("trade", '™'),
    ("rarr", '→'),
    ("larr", '←'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
];

/// Longest name of a reference, in bytes.
const LONGEST_NAME: usize = 12;

/// Appends what a reference stands for; `name` is what stands between `&` and `;`.
pub fn push(name: &str, into: &mut String) {
    match resolve(name) {
        Some(c) if is_text(c) => into.push(c),
        Some(_) => {}
        None => {
            into.push('&');
            into.push_str(name);
            into.push(';');
        }
    }
}

/// Appends a text with its references resolved.
pub fn decode(text: &str, into: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        push_text(&rest[..at], into);
        let after = &rest[at + 1..];
        match after.bytes().take(LONGEST_NAME).position(|byte| byte == b';') {
            Some(end) => {
                push(&after[..end], into);
                rest = &after[end + 1..];
            }
            None => {
                into.push('&');
                rest = after;
            }
        }
    }
    push_text(rest, into);
}

/// Appends characters that text can have: XML forbids most control characters, exports have them all the same.
pub fn push_text(text: &str, into: &mut String) {
    if text.bytes().any(|byte| byte < 0x20 && !matches!(byte, b'\n' | b'\t')) {
        into.extend(text.chars().filter(|c| is_text(*c) && *c != '\r'));
    } else {
        into.push_str(text);
    }
}

fn is_text(c: char) -> bool {
    c >= ' ' || matches!(c, '\n' | '\t' | '\r')
}

fn resolve(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return Some(code.ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if let Some((_, c)) = OTHERS.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    let at = LATIN.split_ascii_whitespace().position(|known| known == name)?;
    char::from_u32(0xa0 + u32::try_from(at).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> String {
        let mut into = String::new();
        decode(text, &mut into);
        into
    }

    #[test]
    fn references_of_xml_and_html_are_characters() {
        assert_eq!(decoded("a &lt;b&gt; &amp;amp; &#252;&#xFC;&uuml;&szlig;&yuml;"), "a <b> &amp; üüüßÿ");
        assert_eq!(decoded("non&nbsp;breaking &euro;"), "non\u{a0}breaking €");
    }

    #[test]
    fn what_is_no_reference_stays_as_it_stands() {
        assert_eq!(decoded("A&B; R&D &unknown; &"), "A&B; R&D &unknown; &");
        assert_eq!(decoded("&#0;&#31;a\u{1}b&#x110000;"), "ab\u{fffd}");
    }
}
