//! Takes out what is not meant to be read: control characters, terminal escapes, marks that reorder
//! or hide text; and writes look-alike forms of Latin letters and digits plainly, so that masking sees them.
//!
//! Scripts other than Latin are left as they are: only compatibility forms of ASCII are folded.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// Terminal escapes: CSI, OSC (to BEL or ST) and two-character ones.
static ESCAPES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\x1b\[|\x{9b})[0-?]*[ -/]*[@-~]?|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?")
        .expect("a fixed pattern")
});

/// Readable characters only; `\n` is the one line break; NFC.
pub fn plain(text: &str) -> String {
    if text.bytes().all(|b| (b' '..=b'~').contains(&b) || b == b'\n') {
        return text.to_owned();
    }
    let text = if text.contains(['\u{1b}', '\u{9b}']) { ESCAPES.replace_all(text, "") } else { Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut previous = ' ';
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => out.push('\n'),
            // Joiners shape Indic and Arabic words and emoji; between ASCII letters they only hide a word.
            '\u{200c}' | '\u{200d}' if !previous.is_ascii() && chars.peek().is_some_and(|n| !n.is_ascii()) => {
                out.push(c)
            }
            _ if is_hidden(c) => continue,
            _ if c.is_control() || c.is_whitespace() => out.push(' '),
            '\u{ff01}'..='\u{ff5e}'
            | '\u{1d400}'..='\u{1d7ff}'
            | '\u{fb00}'..='\u{fb06}'
            | '\u{2070}'..='\u{209c}'
            | '\u{2460}'..='\u{24ff}' => {
                out.extend(std::iter::once(c).nfkc());
            }
            '\u{fffd}' => out.push(' '),
            _ => out.push(ascii_digit(c).unwrap_or(c)),
        }
        previous = c;
    }
    if unicode_normalization::is_nfc(&out) { out } else { out.nfc().collect() }
}

/// The zeros of the decimal digits of other scripts (Unicode, general category Nd); nine more follow each.
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
    0x17e0, 0x1810,
];

/// A digit of another script as the one that masking knows.
fn ascii_digit(c: char) -> Option<char> {
    let zero = ZEROS.iter().rev().find(|zero| **zero <= u32::from(c))?;
    char::from_digit(u32::from(c) - zero, 10)
}

/// Marks without a glyph: zero width, direction, tags, fillers.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// One space between words, one line break between lines, nothing around.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n') {
        let mut words = line.split_whitespace().peekable();
        if words.peek().is_none() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        for (nth, word) in words.enumerate() {
            if nth > 0 {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// The text in one line.
pub fn one_line(text: &str) -> String {
    tidy(&text.replace('\n', " "))
}

/// Whether there is a letter or digit in it.
pub fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_escapes_and_hidden_marks_go() {
        assert_eq!(plain("\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7}x"), "red x");
        assert_eq!(plain("pa\u{200b}ss\u{ad}word \u{202e}evil\u{202c}\u{feff}"), "password evil");
        assert_eq!(plain("a\r\nb\rc\u{2028}d\0"), "a\nb\nc\nd ");
    }

    #[test]
    fn look_alikes_of_ascii_are_written_plainly_and_other_scripts_stay() {
        assert_eq!(plain("４１１１ ｈｅｌｐ 𝐇𝐞𝐥𝐩 ﬁle"), "4111 help Help file");
        assert_eq!(
            plain("लॉगिन नहीं 👩\u{200d}💻 \u{0645}\u{06cc}\u{200c}\u{062e}"),
            "लॉगिन नहीं 👩\u{200d}💻 \u{0645}\u{06cc}\u{200c}\u{062e}"
        );
        assert_eq!(plain("u\u{308}ber"), "über");
        assert_eq!(plain("٤١١١ ९८७ 전화"), "4111 987 전화");
    }

    #[test]
    fn white_space_is_single() {
        assert_eq!(tidy("  a \t b\n\n \n c "), "a b\nc");
        assert_eq!(one_line(" a\nb "), "a b");
    }
}
