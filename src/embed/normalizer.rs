//! What BERT's tokenizer does to a text before it splits it (`BertNormalizer` with lower case, as
//! the carried `tokenizer.json` asks).
//!
//! Ours, since rten-text 0.27's own neither drops control characters nor sets CJK characters apart, and
//! since its word pieces count their `##` marks into the offsets, which then run over the map's end
//! (a panic, "invalid normalized offset", on ordinary text): our map is long enough for that.

use rten_text::normalizers::{NormalizeError, Normalizer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Clean text, CJK characters apart, no accents, lower case.
#[derive(Debug)]
pub(super) struct BertNormalizer;

impl Normalizer for BertNormalizer {
    fn normalize(&self, text: &str) -> Result<(String, Vec<usize>), NormalizeError> {
        let mut normalized = String::with_capacity(text.len());
        for c in text.nfd().filter(|&c| !is_combining_mark(c)) {
            if c.is_whitespace() {
                normalized.push(' ');
            } else if is_cjk(c) {
                normalized.extend([' ', c, ' ']);
            } else if !c.is_control() && c != '\u{fffd}' && !is_format(c) {
                normalized.extend(c.to_lowercase());
            }
        }
        // Nobody asks where in the text a token stood. A piece has at least one byte and adds two for
        // its mark, so no offset is beyond three times the length.
        let offsets = vec![0; 3 * normalized.len() + 1];
        Ok((normalized, offsets))
    }
}

/// The blocks that BERT's own code calls Chinese characters.
fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2A6DF | 0x2A700..=0x2CEAF | 0x2F800..=0x2FA1F)
}

/// Invisible characters that steer the display: joiners, direction marks, the byte order mark.
fn is_format(c: char) -> bool {
    matches!(u32::from(c), 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalized(text: &str) -> String {
        BertNormalizer.normalize(text).unwrap().0
    }

    /// Expected values: `tokenizers` 0.23.3, `BertNormalizer(lowercase=True).normalize_str(…)`.
    #[test]
    fn text_is_normalised_as_bert_was_trained() {
        assert_eq!(normalized("Café\tÀ LA\nCarte"), "cafe a la carte");
        assert_eq!(normalized("支付x"), " 支  付 x");
        assert_eq!(normalized("a\u{0}b\u{fffd}c\u{200b}d"), "abcd");
    }
}
