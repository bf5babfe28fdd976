//! Check digits of card numbers (Luhn, ISO/IEC 7812-1) and bank accounts (mod 97, ISO 13616).

/// Digits and letters of the shortest and longest IBAN (ISO 13616: Norway 15; the standard allows 34).
const IBAN_LENGTHS: std::ops::RangeInclusive<usize> = 15..=34;

/// Whether digits pass Luhn's check.
pub fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(nth, digit)| match (nth % 2, u32::from(*digit)) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The candidate with its IBAN masked: the longest beginning that passes the check and ends at a group's end.
pub fn mask_iban(candidate: &str) -> Option<String> {
    let mut ends =
        candidate.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at).chain([candidate.len()]);
    let end = ends.rfind(|end| is_iban(&candidate[..*end]))?;
    Some(format!("<iban>{}", &candidate[end..]))
}

fn is_iban(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).collect();
    if !IBAN_LENGTHS.contains(&letters.len()) {
        return false;
    }
    let remainder = letters[4..]
        .iter()
        .chain(&letters[..4])
        .filter_map(|c| c.to_digit(36))
        .fold(0u32, |rest, value| if value < 10 { (rest * 10 + value) % 97 } else { (rest * 100 + value) % 97 });
    remainder == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luhn_accepts_published_test_numbers() {
        // The issuers' published test numbers.
        for number in ["4111111111111111", "5555555555554444", "378282246310005", "6011111111111117"] {
            let digits: Vec<u8> = number.bytes().map(|b| b - b'0').collect();
            assert!(luhn(&digits));
            let mut wrong = digits.clone();
            wrong[3] = (wrong[3] + 1) % 10;
            assert!(!luhn(&wrong));
        }
    }

    #[test]
    fn iban_accepts_the_registry_examples() {
        // Examples of the SWIFT IBAN registry.
        for iban in [
            "DE89 3704 0044 0532 0130 00",
            "GB29NWBK60161331926819",
            "FR14 2004 1010 0505 0001 3M02 606",
            "NO9386011117947",
        ] {
            assert_eq!(mask_iban(iban).as_deref(), Some("<iban>"));
        }
        assert_eq!(mask_iban("DE89 3704 0044 0532 0130 01"), None);
        assert_eq!(mask_iban("DE89 3704 0044 0532 0130 00 was").as_deref(), Some("<iban> was"));
    }
}
