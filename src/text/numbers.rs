//! What a run of digits or a token of letters and digits is: a telephone number, a ticket's id, a hash,
//! a version or an error code. Asked by [`mask`](super::mask) for what its patterns find.

use regex::Captures;

use super::checksum;

/// Letters before a number that make it a name everybody knows.
pub const NAMED: &[&str] = &[
    "AES", "CVE", "HTTP", "HTTPS", "ISO", "KB", "ORA", "RFC", "RSA", "SHA", "SHA2", "TLS", "UTF", "WPA", "RTX", "GTX",
    "EN", "DIN", "IEC", "USB",
];

/// The last `count` words before a place, lower case.
fn words_before(before: &str, count: usize) -> Vec<String> {
    before
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | '(' | '"' | '=' | '#' | '.' | ',' | ';'))
        .filter(|word| !word.is_empty())
        .rev()
        .take(count)
        .map(str::to_lowercase)
        .collect()
}

/// Whether a number after these words names an error: then it is what the customer would search for.
fn names_an_error(before: &str) -> bool {
    const ERRORS: &[&str] = &[
        "code",
        "codes",
        "código",
        "codice",
        "erreur",
        "error",
        "errore",
        "errors",
        "erro",
        "exception",
        "fehler",
        "fehlercode",
        "fel",
        "foutcode",
        "fout",
        "hresult",
        "http",
        "kb",
        "kod",
        "status",
        "stop",
        "event",
    ];
    // The last line only: an error named a paragraph earlier says nothing of this number.
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let mut start = line.len().saturating_sub(60);
    while !line.is_char_boundary(start) {
        start += 1;
    }
    words_before(&line[start..], 2)
        .iter()
        .any(|word| ERRORS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Whether four numbers with points are a version: after `v`, a slash, a version word or a product's name.
pub fn is_version(before: &str, quad: &str) -> bool {
    if before.ends_with(['/', 'v', 'V', '.', '-', '_']) {
        return true;
    }
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let Some(word) = line.split_whitespace().next_back() else { return false };
    let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    const VERSION: &[&str] =
        &["build", "firmware", "release", "update", "ver", "version", "versión", "versione", "versão", "v"];
    const HOST: &[&str] = &[
        "address",
        "adresse",
        "dns",
        "from",
        "gateway",
        "host",
        "ip",
        "ip-adresse",
        "ping",
        "server",
        "subnet",
        "to",
        "is",
        "at",
    ];
    let small = quad.split('.').next().and_then(|first| first.parse::<u8>().ok()).is_some_and(|first| first < 10);
    VERSION.contains(&lower.as_str())
        || small && word.starts_with(char::is_uppercase) && !HOST.contains(&lower.as_str())
}

/// A long token: hex, a key, or a word.
pub fn opaque(token: &str) -> Option<String> {
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let upper = token.bytes().filter(u8::is_ascii_uppercase).count();
    let lower = token.bytes().filter(u8::is_ascii_lowercase).count();
    if digits >= 2 && token.bytes().all(|b| b.is_ascii_hexdigit()) && upper + lower > 0 {
        return Some("<hex>".to_owned());
    }
    // Words joined by dashes or slashes have no digit inside their parts as a rule; keys mix all kinds.
    let longest_part = token.split(['-', '_', '/', '=']).map(str::len).max().unwrap_or(0);
    (digits >= 2 && upper >= 2 && lower >= 2 && longest_part >= 16).then(|| "<key>".to_owned())
}

/// Seven digits or more with separators: a card, a telephone number, or just a number.
pub fn long_number(found: &Captures, text: &str) -> Option<String> {
    let at = found.get(0)?;
    let shape = at.as_str();
    let digits: Vec<u8> = shape.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| u8::try_from(d).ok()).collect();
    let groups: Vec<&str> = shape.split(|c: char| !c.is_numeric()).filter(|group| !group.is_empty()).collect();
    let before = &text[..at.start()];
    if before.ends_with("CVE-") {
        return None;
    }
    // 10.0.19045.3803, 6.1.7601: a version, as long as no group is as long as a subscriber's number.
    let pointed = groups.len() >= 3 && shape.chars().all(|c| c.is_numeric() || c == '.');
    if pointed
        && groups.iter().all(|group| group.len() <= 5)
        && groups.iter().any(|group| group.len() == 1)
        && digits.len() <= 14
    {
        return None;
    }
    // The tail of v4.10.05095.
    if pointed_tail(before) && shape.chars().all(|c| c.is_numeric() || c == '.') && digits.len() <= 10 {
        return None;
    }
    // 107.0.1 (64-bit)
    if shape.contains('.') && shape.contains(" (") && !shape.starts_with(['0', '(']) {
        return None;
    }
    if (13..=19).contains(&digits.len()) && checksum::luhn(&digits) {
        return Some("<card>".to_owned());
    }
    let joined = groups.len() == 1;
    if joined && digits.len() <= 10 && names_an_error(before) {
        return None;
    }
    let years = groups.iter().all(|group| group.len() == 4 && (group.starts_with("19") || group.starts_with("20")));
    if years && groups.len() == 2 {
        return None;
    }
    let starts = shape.starts_with(['0', '(']) && !joined;
    let american = groups.len() >= 3 && groups[groups.len() - 1].len() == 4 && groups[groups.len() - 2].len() == 3;
    let grouped = groups.len() >= 2
        && (9..=15).contains(&digits.len())
        && shape.contains(['-', '/', '('])
        && !shape.contains(',')
        && !year(groups[0]);
    let dialled = joined && shape.starts_with('0') && (9..=13).contains(&digits.len());
    let social = groups.len() == 3 && groups.iter().map(|group| group.len()).eq([3, 2, 4]);
    let dated = groups.len() == 2 && year(groups[0]) && shape.contains('-');
    let keep = if shape.starts_with('(') && !shape.contains(')') { "(" } else { "" };
    Some(format!(
        "{keep}{}",
        if social || dated {
            "<id>"
        } else if starts || american || grouped || dialled {
            "<phone>"
        } else {
            "<number>"
        }
    ))
}

fn pointed_tail(before: &str) -> bool {
    before.strip_suffix('.').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
}

/// A token of letters and digits: a ticket's or order's id, a hash, or a name such as `M365`.
pub fn identifier(found: &Captures, text: &str) -> Option<String> {
    let at = found.get(0)?;
    let token = at.as_str();
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    if digits < 3 || digits == token.len() {
        return None;
    }
    let (before, after) = (&text[..at.start()], &text[at.end()..]);
    let boundary = |c: Option<char>| !c.is_some_and(|c| matches!(c, '.' | '/' | '<' | '_') || c.is_alphanumeric());
    let inside = !boundary(before.chars().next_back()) && before.ends_with(['<', '/', '.']) && !before.ends_with(". ");
    if inside && digits < 7 {
        return None;
    }
    let _ = after;
    if let Some(letters) = found.get(1) {
        let letters = letters.as_str();
        let separated = token.len() > letters.len() + digits;
        let by_space = token[letters.len()..].starts_with(' ');
        let upper = letters.bytes().all(|b| b.is_ascii_uppercase());
        if by_space {
            let short = "ref|id|no|nr|order|ticket|case|incident|invoice|account|bestellung|rechnung|pedido|factura|commande|facture";
            let named = short.split('|').any(|word| letters.eq_ignore_ascii_case(word));
            return (named && digits >= 4).then(|| format!("{letters} <id>"));
        }
        if NAMED.contains(&letters) || letters == "x" || (names_an_error(before) && digits <= 8) {
            return None;
        }
        if digits >= 5
            || separated && upper && letters.len() >= 2 && !(digits == 4 && year(&token[letters.len() + 1..]))
        {
            return Some("<id>".to_owned());
        }
        return None;
    }
    if token.starts_with("0x") {
        return (token.len() > 10).then(|| "<hex>".to_owned());
    }
    // 1920x1080 is a size.
    if token
        .split_once(['x', 'X'])
        .is_some_and(|(a, b)| [a, b].iter().all(|side| side.len() <= 4 && side.bytes().all(|b| b.is_ascii_digit())))
    {
        return None;
    }
    let plain = token.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain && token.len() >= 8 && token.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some("<hex>".to_owned());
    }
    if names_an_error(before) && digits <= 8 {
        return None;
    }
    // 1Z999AA10123456784, AB12-345-678: digits outweigh, or the letters and digits alternate.
    (digits >= 5 && token.len() >= 7 || digits >= 4 && plain && digits * 2 >= token.len() && token.len() >= 8)
        .then(|| "<id>".to_owned())
}

fn year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

pub fn plain_number(found: &Captures, text: &str) -> Option<String> {
    let at = found.get(0)?;
    let token = at.as_str();
    if token.starts_with("0x") {
        return (token.len() > 10).then(|| "<hex>".to_owned());
    }
    let before = &text[..at.start()];
    if names_an_error(before) && token.len() <= 10 {
        return None;
    }
    let dotted = before.ends_with('.') && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit());
    let whole = token.split(['.', ',']).next().unwrap_or(token);
    (!dotted || whole.len() > 6).then(|| "<number>".to_owned())
}
