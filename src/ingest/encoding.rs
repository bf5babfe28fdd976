//! Bytes → text: which encoding, and what had to be replaced.
//!
//! One broken row must not turn a UTF-8 file into another encoding: a file whose non-ASCII bytes are
//! mostly valid UTF-8 is UTF-8, and what is not valid in it is replaced and reported. The head of a large file
//! decides for all of it, unless the head was plain ASCII: then the first bytes that are not decide.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at for the NUL pattern of UTF-16 and for signs of binary data.
const SNIFFED_BYTES: usize = 8192;

/// Share of control characters in the sniffed bytes above which a file is binary. Text has next to
/// none; compressed data has about 10 %.
const BINARY_CONTROL_SHARE: f64 = 0.02;

/// The same for NUL, which a broken database field leaves in a text now and then.
const BINARY_NUL_SHARE: f64 = 0.001;

/// How many bytes decide on the encoding of a large text whose head was ASCII.
const DECIDING_BYTES: usize = 1 << 16;

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
    let (encoding, mark) = judge(&bytes)?;
    let decoded = if encoding == UTF_8 {
        utf8(if mark == 0 { bytes } else { bytes[mark..].to_vec() })
    } else {
        other(&bytes[mark..], encoding)
    };
    Some(without_nuls(decoded))
}

/// The encoding of a text and the length of its byte order mark; none when it is binary.
fn judge(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    if let Some(marked) = Encoding::for_bom(bytes) {
        return Some(marked);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Some((encoding, 0));
    }
    if is_binary(bytes) {
        return None;
    }
    let not_utf8 = || declared(bytes).unwrap_or_else(|| detected(bytes));
    Some((if is_mostly_utf8(bytes) { UTF_8 } else { not_utf8() }, 0))
}

/// The likeliest encoding of bytes that are not UTF-8.
fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// NUL ends a text for some programs: it is replaced like what an encoding does not allow.
fn without_nuls(decoded: Decoded) -> Decoded {
    if !decoded.text.contains('\0') {
        return decoded;
    }
    Decoded { text: decoded.text.replace('\0', "\u{fffd}"), lossy: true, ..decoded }
}

/// Decodes a large text piece by piece.
pub struct Decoding {
    decoder: Decoder,
    /// Whether everything so far was ASCII: what comes first that is not decides the encoding.
    undecided: bool,
    /// Bytes from the first that is not ASCII on, until there are enough to decide.
    waiting: Vec<u8>,
    /// Whether characters were replaced by U+FFFD so far.
    pub lossy: bool,
}

impl Decoding {
    /// Judges by the head; none when it is binary. What the head begins with must be given to [`Self::push`] as well.
    pub fn of(head: &[u8]) -> Option<Self> {
        let (encoding, mark) = judge(uncut(head))?;
        let undecided = encoding == UTF_8 && mark == 0 && head.is_ascii();
        let decoder = encoding.new_decoder_with_bom_removal();
        Some(Self { decoder, undecided, waiting: vec![], lossy: false })
    }

    /// Name of the encoding, lower case.
    pub fn encoding(&self) -> String {
        self.decoder.encoding().name().to_ascii_lowercase()
    }

    /// Appends the text of the next bytes. `last`: nothing comes after them, and this is called no more.
    pub fn push(&mut self, bytes: &[u8], last: bool, into: &mut String) {
        if !self.undecided || self.waiting.is_empty() && bytes.is_ascii() {
            return self.decode(bytes, last, into);
        }
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= DECIDING_BYTES || last {
            let waiting = std::mem::take(&mut self.waiting);
            self.undecided = false;
            if !is_mostly_utf8(uncut(&waiting)) {
                self.decoder = detected(&waiting).new_decoder_without_bom_handling();
            }
            self.decode(&waiting, last, into);
        }
    }

    fn decode(&mut self, bytes: &[u8], last: bool, into: &mut String) {
        let (before, mut from) = (into.len(), 0);
        loop {
            let room = self.decoder.max_utf8_buffer_length(bytes.len() - from).unwrap_or(bytes.len());
            into.reserve(room.max(16));
            let (result, read, replaced) = self.decoder.decode_to_string(&bytes[from..], into, last);
            (from, self.lossy) = (from + read, self.lossy || replaced);
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if into[before..].contains('\0') {
            let clean = into[before..].replace('\0', "\u{fffd}");
            into.truncate(before);
            into.push_str(&clean);
            self.lossy = true;
        }
    }
}

/// Bytes without a UTF-8 character that their end cuts in two: that is no fault.
fn uncut(bytes: &[u8]) -> &[u8] {
    match str::from_utf8(bytes) {
        Err(cut) if cut.error_len().is_none() => &bytes[..cut.valid_up_to()],
        _ => bytes,
    }
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
    let nuls = head.iter().filter(|byte| **byte == 0).count();
    nuls as f64 > BINARY_NUL_SHARE * head.len() as f64
        || head.iter().filter(strange).count() as f64 > BINARY_CONTROL_SHARE * head.len() as f64
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

    fn in_pieces(bytes: &[u8], head: usize, piece: usize) -> (String, String, bool) {
        let (mut decoding, mut text) = (Decoding::of(&bytes[..head.min(bytes.len())]).unwrap(), String::new());
        for piece in bytes.chunks(piece) {
            decoding.push(piece, false, &mut text);
        }
        decoding.push(&[], true, &mut text);
        (text, decoding.encoding(), decoding.lossy)
    }

    #[test]
    fn pieces_give_the_same_text_as_the_whole() {
        let german = "id;betreff\n1;Anfrage für Müller, größere Grüße\n2;schöne Grüße aus Köln\n";
        let latin: Vec<u8> = german.chars().map(|c| c as u32 as u8).collect();
        let wide: Vec<u8> = format!("\u{feff}{german}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut broken = german.as_bytes().to_vec();
        broken.extend(b"3;caf\xE9 au lait\n");
        for bytes in [german.as_bytes().to_vec(), format!("\u{feff}{german}").into_bytes(), latin, wide, broken] {
            for piece in [1, 2, 3, 7, 1000] {
                assert_eq!(in_pieces(&bytes, 60, piece), text(&bytes), "pieces of {piece}");
            }
        }
    }

    #[test]
    fn after_a_head_of_ascii_the_first_other_bytes_decide() {
        let head = "id,subject\n".repeat(20);
        let western = [head.as_bytes(), b"1,Anfrage f\xFCr M\xFCller, gr\xF6\xDFere Gr\xFC\xDFe\n"].concat();
        let (text, encoding, lossy) = in_pieces(&western, 100, 1);
        assert_eq!((encoding.as_str(), lossy), ("windows-1252", false));
        assert!(text.ends_with("1,Anfrage für Müller, größere Grüße\n"));
        let utf8 = [head.as_bytes(), "1,Müller\n".as_bytes()].concat();
        assert_eq!(in_pieces(&utf8, 100, 1), (String::from_utf8(utf8.clone()).unwrap(), "utf-8".into(), false));
    }

    #[test]
    fn a_stray_nul_is_replaced_and_does_not_make_a_file_binary() {
        let bytes = format!("id,subject\n1,No\0mail\n{}", "2,No login\n".repeat(400));
        let (text, _, lossy) = text(bytes.as_bytes());
        assert!(text.contains("No\u{fffd}mail") && lossy);
        assert_eq!(in_pieces(bytes.as_bytes(), 4000, 9).0, text);
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
