//! Check digits of card numbers (Luhn, ISO/IEC 7812-1) and bank accounts (mod 97, ISO 13616).

/// Countries that issue IBANs, by the number of letters and digits of theirs (SWIFT IBAN registry). Without them one in
/// some thirty sentences in capitals with a code in it passes the check by chance.
#[rustfmt::skip]
const IBAN_COUNTRIES: &[(usize, &str)] = &[
    (15, "NO"), (16, "BE"), (18, "DK FI FK FO GL NL SD"), (19, "MK SI"), (20, "AT BA EE KZ LT LU MN XK"),
    (21, "CH HR LI LV"), (22, "BG BH CR DE GB GE HN IE ME RS VA"), (23, "AE GI IL IQ OM SO TL"),
    (24, "AD CZ ES MD PK RO SA SE SK TN VG"), (25, "LY PT ST"), (26, "IS TR"),
    (27, "BI DJ FR GR IT MC MR SM"), (28, "AL AZ BY CY DO GT HU LB NI PL SV"),
    (29, "BR EG PS QA UA"), (30, "JO KW MU YE"), (31, "MT SC"), (32, "LC"), (33, "RU"),
];

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
    let country: String = letters.iter().take(2).map(char::to_ascii_uppercase).collect();
    if !IBAN_COUNTRIES.iter().any(|(length, countries)| *length == letters.len() && countries.contains(&country)) {
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
        assert_eq!(mask_iban("KB0014381 REGARDING W365 RAS ACCESS"), None);
        assert_eq!(mask_iban("DE89 3704 0044 0532 0130 00 was").as_deref(), Some("<iban> was"));
    }
}
