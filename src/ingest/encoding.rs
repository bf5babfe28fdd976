//! Bytes → text: which encoding, and what had to be replaced.
//!
//! One broken row must not turn a UTF-8 file into another encoding: a file whose non-ASCII bytes are
//! mostly valid UTF-8 is UTF-8, and what is not valid in it is replaced and reported.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at for the NUL pattern of UTF-16 and for signs of binary data.
const SNIFFED_BYTES: usize = 8192;

/// Share of control characters in the sniffed bytes above which a file is binary. Text has next to
/// none; compressed data has about 10 %.
const BINARY_CONTROL_SHARE: f64 = 0.02;

/// Decoded text.
#[derive(Debug)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// Name of the encoding, lower case.
    pub encoding: String,
    /// Whether characters were replaced by U+FFFD.
    pub lossy: bool,
}

/// Decodes a text file; none when it is binary.
pub fn decode(bytes: Vec<u8>) -> Option<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_8 {
            return Some(utf8(bytes[mark..].to_vec()));
        }
        return Some(other(&bytes[mark..], encoding));
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return Some(other(&bytes, encoding));
    }
    if is_binary(&bytes) {
        return None;
    }
    if is_mostly_utf8(&bytes) {
        return Some(utf8(bytes));
    }
    if let Some(encoding) = declared(&bytes) {
        return Some(other(&bytes, encoding));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    Some(other(&bytes, encoding))
}

/// How many bytes of a document may stand before its declared encoding.
const PROLOG_BYTES: usize = 1024;

/// The encoding that the prolog of an XML document or the head of an HTML page declares. Bytes that are UTF-8 have been
/// seen to be so; a declaration of UTF-8 or UTF-16 that comes here is wrong.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PROLOG_BYTES)]).to_ascii_lowercase();
    if !head.trim_start().starts_with('<') {
        return None;
    }
    let rest = match head.split_once("<?xml").and_then(|(_, rest)| rest.split_once("?>")) {
        Some((prolog, _)) => prolog.split_once("encoding").map(|(_, rest)| rest.to_owned()),
        None => head.split_once("charset").map(|(_, rest)| rest.to_owned()),
    }?;
    let label = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')))?;
    Encoding::for_label(&label.as_bytes()[..end]).filter(|encoding| ![UTF_8, UTF_16BE, UTF_16LE].contains(encoding))
}

fn utf8(bytes: Vec<u8>) -> Decoded {
    let (text, lossy) = match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(broken) => (String::from_utf8_lossy(broken.as_bytes()).into_owned(), true),
    };
    Decoded { text, encoding: "utf-8".to_owned(), lossy }
}

fn other(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name().to_ascii_lowercase(), lossy }
}

/// UTF-16 text in Latin scripts has a NUL in nearly every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(SNIFFED_BYTES)];
    if head.len() < 4 {
        return None;
    }
    let nuls = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (nuls(0), nuls(1), head.len() / 2);
    if odd * 10 >= half * 6 && even * 20 <= half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 6 && odd * 20 <= half {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SNIFFED_BYTES)];
    let strange = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    head.contains(&0) || head.iter().filter(strange).count() as f64 > BINARY_CONTROL_SHARE * head.len() as f64
}

/// Whether valid multi-byte sequences outnumber invalid ones; plain ASCII counts as UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid >= invalid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, String, bool) {
        let decoded = decode(bytes.to_vec()).unwrap();
        (decoded.text, decoded.encoding, decoded.lossy)
    }

    #[test]
    fn byte_order_marks_are_obeyed_and_dropped() {
        assert_eq!(text(b"\xEF\xBB\xBFid"), ("id".into(), "utf-8".into(), false));
        assert_eq!(text(b"\xFF\xFEi\0d\0"), ("id".into(), "utf-16le".into(), false));
        assert_eq!(text(b"\xFE\xFF\0i\0d"), ("id".into(), "utf-16be".into(), false));
    }

    #[test]
    fn utf16_is_known_by_its_nuls() {
        let bytes: Vec<u8> = "id,subject\n1,Müller".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&bytes), ("id,subject\n1,Müller".into(), "utf-16le".into(), false));
    }

    #[test]
    fn one_broken_row_does_not_make_a_file_another_encoding() {
        let (text, encoding, lossy) = text("1,grüße aus köln\n2,ma\u{0}\n".replace('\0', "").as_bytes());
        assert_eq!((encoding.as_str(), lossy), ("utf-8", false), "{text}");
        let mut bytes = "1,grüße aus köln\n2,schöne grüße\n3,caf".as_bytes().to_vec();
        bytes.extend(b"\xE9\n");
        let (text, encoding, lossy) = self::text(&bytes);
        assert_eq!((encoding.as_str(), lossy), ("utf-8", true));
        assert!(text.contains("grüße aus köln") && text.contains("caf\u{fffd}"));
    }

    #[test]
    fn western_european_bytes_are_windows_1252() {
        let (text, encoding, _) = text(b"id;betreff\n1;Anfrage f\xFCr M\xFCller, gr\xF6\xDFere Gr\xFC\xDFe\n");
        assert_eq!(encoding, "windows-1252");
        assert!(text.contains("für Müller, größere Grüße"));
    }

    #[test]
    fn the_declared_encoding_is_obeyed_when_the_bytes_are_not_utf8() {
        let (decoded, encoding, _) = text(b"<?xml version='1.0' encoding='ISO-8859-2'?><a>\xB1\xE6</a>");
        assert_eq!((encoding.as_str(), decoded.contains("ąć")), ("iso-8859-2", true));
        let (_, encoding, _) =
            text(b"<html><meta http-equiv=x content=\"text/html; charset=windows-1251\"><td>\xCD\xE5</td>");
        assert_eq!(encoding, "windows-1251");
        let (decoded, encoding, _) = text("<?xml version='1.0' encoding='ISO-8859-1'?><a>für</a>".as_bytes());
        assert_eq!((encoding.as_str(), decoded.contains("für")), ("utf-8", true));
        let (_, encoding, _) = text(b"<?xml version='1.0' encoding='UTF-8'?><a>Gr\xFC\xDFe aus M\xFCnchen</a>");
        assert_eq!(encoding, "windows-1252");
    }

    #[test]
    fn binary_data_is_no_text() {
        assert!(decode(vec![0x89, b'P', b'N', b'G', 0, 0, 1, 2, 3, 0, 9, 200, 0]).is_none());
        assert!(decode((0..=255).cycle().take(4000).collect()).is_none());
    }
}
