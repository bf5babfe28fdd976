//! Text that was UTF-8, read as Windows-1252 or Latin-1 and saved so: "Canâ€™t log in", "MÃ¼ller". Given back what it was.
//!
//! Judged by each value: a run of signs that is valid UTF-8 when written as Windows-1252 is hardly ever anything else,
//! least of all sequences of three and four bytes. What a program lost on the way (0x81, 0x8D and others have no sign)
//! becomes U+FFFD.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// Sequences of two bytes that a value must have for them to be taken for such, unless it has a longer one or they begin
/// as the letters of Western Europe do: "CAFÉ…" holds one by chance.
const FEWEST: usize = 2;

/// The value as it was before it was misread.
pub fn mended(value: &str) -> Cow<'_, str> {
    if value.is_ascii() || !value.contains(is_lead) {
        return Cow::Borrowed(value);
    }
    let (mut out, mut rest, mut found) = (String::with_capacity(value.len()), value, Found::default());
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        let run = &rest[start..];
        let end = run.find(|c: char| c.is_ascii()).unwrap_or(run.len());
        out.push_str(&rest[..start]);
        match reread(&run[..end], &mut found) {
            Some(text) => out.push_str(&text),
            None => out.push_str(&run[..end]),
        }
        rest = &run[end..];
    }
    out.push_str(rest);
    if found.is_enough() { Cow::Owned(out) } else { Cow::Borrowed(value) }
}

/// The first bytes of UTF-8 sequences as Windows-1252 shows them.
fn is_lead(c: char) -> bool {
    ('\u{c2}'..='\u{f4}').contains(&c)
}

/// Sequences that were found, by their length.
#[derive(Default)]
struct Found {
    long: usize,
    short: usize,
    /// Sequences of two bytes that letters of Western Europe begin with.
    western: usize,
}

impl Found {
    fn is_enough(&self) -> bool {
        self.long > 0 || self.western > 0 || self.short >= FEWEST
    }
}

/// A run of signs as the UTF-8 it was; none where it was none.
fn reread(run: &str, found: &mut Found) -> Option<String> {
    // Programs that escape each byte (`\u00e2\u0080\u0099`) leave controls where Windows-1252 has signs.
    let latin: Option<Vec<u8>> = run.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let bytes = match latin {
        Some(bytes) => Cow::Owned(bytes),
        None => {
            let (bytes, _, unknown) = WINDOWS_1252.encode(run);
            if unknown {
                return None;
            }
            bytes
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    // A sequence that lost its end is one of an emoji; anything else that is not valid was never UTF-8.
    let broken = text.matches(char::REPLACEMENT_CHARACTER).count();
    let is_cut = broken == 1 && text.ends_with(char::REPLACEMENT_CHARACTER) && bytes.starts_with(&[0xf0, 0x9f]);
    if broken > 0 && !is_cut {
        return None;
    }
    // Scripts that nobody files tickets in: "à\u{a0}»" is one of their letters by chance.
    if text.chars().any(|c| ('\u{800}'..='\u{8ff}').contains(&c)) {
        return None;
    }
    for c in text.chars() {
        match c.len_utf8() {
            2 if ('\u{c0}'..='\u{ff}').contains(&c) => found.western += 1,
            2 => found.short += 1,
            _ => found.long += 1,
        }
    }
    Some(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_misread_is_given_back() {
        for text in [
            "Can’t log in 😊 on phone",
            "Müller größer",
            "Não consigo",
            "日本語のテキスト",
            "“quoted” – twice",
            "Привет мир",
        ] {
            let (misread, _, _) = WINDOWS_1252.decode(text.as_bytes());
            assert_ne!(misread, text);
            assert_eq!(mended(&misread), text);
        }
        let latin: String = "Can’t log in – 😊".bytes().map(char::from).collect();
        assert_eq!(mended(&latin), "Can’t log in – 😊");
        assert_eq!(mended("Good ðŸ‘"), "Good \u{fffd}");
    }

    #[test]
    fn what_was_read_right_stays() {
        for text in [
            "plain",
            "Müller größer",
            "CAFÉ…",
            "café — naïve “quote”",
            "l’été à la plage",
            "ÄÖÜ äöü ß",
            "São Paulo",
            "日本語",
            "à\u{a0}»",
            "10 €",
            "Â",
            "Ã",
            "ÅÄÖ",
            "”É…”",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
