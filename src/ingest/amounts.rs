//! Money as people and programs write it → a number.

/// `€1.234,50`, `1,234.50 USD`, `$4k`, `12 000` → the amount; none when it is no amount.
pub fn amount(text: &str) -> Option<f64> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => (text.contains('-'), text),
    };
    let mut digits = String::new();
    let mut letters = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' | '.' | ',' => digits.push(c),
            '-' | '+' | ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '/' => {}
            c if c.is_alphabetic() => letters.extend(c.to_lowercase()),
            // Signs of currencies.
            c if !c.is_ascii_alphanumeric() && !c.is_control() => {}
            _ => return None,
        }
    }
    let factor = match letters.as_str() {
        "k" | "tsd" => 1e3,
        "m" | "mio" | "mn" => 1e6,
        // The code of a currency, and what it is paid for: `USD`, `EUR / month`.
        word if word.chars().count() <= 12 => 1.0,
        _ => return None,
    };
    let value: f64 = plain(digits.trim_end_matches(['.', ','])).parse().ok()?;
    let value = if negative { -value } else { value } * factor;
    value.is_finite().then_some(value)
}

/// Digits with one point at most: the last sign is the decimal one unless three digits follow it alone, or it stands
/// there twice.
fn plain(digits: &str) -> String {
    let last = digits.rfind([',', '.']);
    let Some(at) = last else { return digits.to_owned() };
    let sign = digits[at..].chars().next().unwrap_or('.');
    let other = if sign == ',' { '.' } else { ',' };
    let behind = digits.len() - at - 1;
    let twice = digits.matches(sign).count() > 1;
    // `1.234` and `1,234` are thousands; `0.123` and `1234.567` are not.
    let lead = &digits[..at];
    let grouped = behind == 3
        && (twice || sign == ',' && !lead.is_empty() && lead.len() <= 3 && lead != "0" && !lead.contains(other));
    let bare: String = lead.chars().filter(char::is_ascii_digit).collect();
    if twice || grouped { bare + &digits[at + 1..] } else { format!("{bare}.{}", &digits[at + 1..]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_it_is_written_around_the_world() {
        for (text, value) in [
            ("1234.5", 1234.5),
            ("$1,234.50", 1234.5),
            ("1.234,50 €", 1234.5),
            ("1'200.00 CHF", 1200.0),
            ("12 000", 12_000.0),
            ("1,234,567", 1_234_567.0),
            ("1.234.567", 1_234_567.0),
            ("EUR 49,90", 49.9),
            ("$4k", 4000.0),
            ("2.5m", 2_500_000.0),
            ("99.000", 99.0),
            ("4,900", 4900.0),
            ("0,125", 0.125),
            ("-30", -30.0),
            ("(30.00)", -30.0),
            ("0", 0.0),
            ("USD 49 / month", 49.0),
        ] {
            assert_eq!(amount(text), Some(value), "{text}");
        }
        for text in ["", "free", "call us for a quote", "n/a", "€"] {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}
