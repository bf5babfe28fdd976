//! Where people live: a house number and a street, in the order and with the words of some countries, and the postcode
//! and town beside them.

use std::sync::LazyLock;

use regex::Regex;

/// Words of English streets that nothing else ends in after a number and a name.
const STREETS: &str =
    r"(?:Street|Avenue|Ave|Road|Rd|Lane|Ln|Boulevard|Blvd|Terrace|Crescent|Cres|Highway|Hwy|Parkway|Pkwy)";

/// Words that other names end in too: "3 Google Drive folders".
const DOUBTFUL: &str = r"(?:St|Drive|Dr|Way|Place|Pl|Court|Ct|Close|Square|Sq|Gardens|Mews|Row|Walk|Grove|Hill|Park)";

/// What may follow: a flat, a town, a state, a postcode.
const TOWN: &str = r"(?:,? (?:Apt|Apartment|Flat|Unit|Suite|Ste)\.? ?#?\w{1,5})?(?:,? (?:\p{Lu}[\p{L}'’.-]+ ?){1,3})?(?:,? [A-Z]{2})?(?:,? (?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}))?";

/// A name of one to three words with capital letters.
const NAME: &str = r"(?:\p{Lu}[\p{L}'’.-]+ ){1,3}";

static ADDRESSES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let number = r"\d{1,5}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?";
    let patterns = [
        // 12 Rosewood Lane, Springfield, IL 62704
        format!(r"\b{number},? {NAME}{STREETS}\b\.?(?:,{TOWN})?"),
        // at 7 Oak Drive; 7 Oak Drive, Leeds LS1 4AP
        format!(
            r"(?P<lead>\b(?i:at|to|address(?: is)?:?|live on|lives on) ){number},? {NAME}{DOUBTFUL}\b\.?(?:,{TOWN})?"
        ),
        format!(r"\b{number},? {NAME}{DOUBTFUL}\b\.?,{TOWN}"),
        // Rosenstraße 12a, 10115 Berlin; Am Alten Markt 3; Kerkstraat 5
        format!(
            r"(?:\p{{Lu}}[\p{{L}}-]*(?i:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm|straat|laan|plein|gracht|gade|vej|gatan|vägen)|(?:\p{{Lu}}[\p{{L}}-]+(?:er|e)[ -])(?:Straße|Strasse|Str\.|Weg|Platz|Allee)) {number}\b(?:,? (?:D-|A-|CH-)?\d{{4,5}}(?: [A-Z]{{2}})? \p{{Lu}}[\p{{L}}-]+)?"
        ),
        // 24 rue de la Paix, 75002 Paris; Calle Mayor 8; Via Roma 10
        format!(
            r"\b{number},? (?:bis |ter )?(?i:rue|avenue|boulevard|place|chemin|impasse|allée|quai) (?:(?:de|du|des|la|le|les|d['’]|l['’]) ?){{0,3}}\p{{Lu}}[\p{{L}}'’-]+(?: \p{{Lu}}[\p{{L}}'’-]+){{0,2}}(?:,? \d{{5}} \p{{Lu}}[\p{{L}}-]+)?"
        ),
        format!(
            r"\b(?:Calle|Avenida|Avda\.|Plaza|Paseo|Rua|Avenida|Travessa|Via|Viale|Piazza|Corso|ul\.|ulica|al\.) (?:(?:de|del|la|las|los|da|do|dos|della|di) ){{0,3}}(?:\p{{Lu}}[\p{{L}}'’-]+ ?){{1,3}},? ?(?:n\.?º? ?)?{number}\b(?:,? \d{{2}}-?\d{{3}} \p{{Lu}}[\p{{L}}-]+)?"
        ),
        // A postcode behind its town: Leeds LS14AP, Springfield, IL 62704, Galway H91 X2Y4, Ottawa K1A 0B1.
        r"\p{Lu}\p{Ll}+,? (?:[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}|[A-Z]\d[\dW] [A-Z\d]{4}|(?:[A-Z]{2} )?[A-Z]\d[A-Z] \d[A-Z]\d)\b".to_owned(),
        r"\p{Lu}\p{Ll}+, [A-Z]{2} \d{5}(?:-\d{4})?\b".to_owned(),
        // A British postcode alone tells a dozen houses.
        r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b".to_owned(),
    ];
    // The fast engines of the regex crate give up on Unicode boundaries.
    patterns.iter().map(|pattern| Regex::new(&pattern.replace(r"\b", r"(?-u:\b)")).expect("a fixed pattern")).collect()
});

/// What every address has, a British postcode apart: cheap to look for.
static WORTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "Street|Ave|Road|Rd|Lane|Ln|Boulevard|Blvd|Terrace|Cres|Highway|Hwy|Parkway|Pkwy| St| Dr|Way| Pl| C[lot]| Sq|Gardens|Mews|Row|Walk|Grove|Hill|Park",
        r"|(?i:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm|straat|laan|plein|gracht|gade|vej|gatan|vägen)",
        r"|(?i:rue|avenue|boulevard|place|chemin|impasse|quai) |Calle|Avda|Plaza|Paseo|Rua|Travessa|Via|Piazza|Corso|ul\.|ulica|al\.",
        r"|[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|[A-Z][0-9][0-9W] [A-Z0-9]{4}|[A-Z][0-9][A-Z] [0-9][A-Z][0-9]|, [A-Z]{2} [0-9]{5}"
    ))
    .expect("a fixed pattern")
});

/// Puts `<address>` in the place of every address.
pub fn mask(text: &str) -> String {
    let mut text = text.to_owned();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) || !WORTH.is_match(&text) {
        return text;
    }
    for pattern in ADDRESSES.iter() {
        if pattern.is_match(&text) {
            // What led there stays: "at 7 Oak Drive".
            let with = |found: &regex::Captures<'_>| {
                format!("{}<address>", found.name("lead").map_or("", |lead| lead.as_str()))
            };
            text = pattern.replace_all(&text, with).into_owned();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_several_countries_are_masked() {
        for (text, masked) in [
            ("send it to 12 Rosewood Lane, Springfield, IL 62704 please", "send it to <address> please"),
            ("I moved to 7 Oak Drive and wait", "I moved to <address> and wait"),
            ("My address: 221B Baker Street", "My address: <address>"),
            ("at 1600 Pennsylvania Ave", "at <address>"),
            ("Lieferung an Rosenstraße 12a, 10115 Berlin fehlt", "Lieferung an <address> fehlt"),
            ("wohne Berliner Straße 5", "wohne <address>"),
            ("Kerkstraat 5, 1017 GA Amsterdam", "<address>"),
            ("au 24 rue de la Paix, 75002 Paris", "au <address>"),
            ("en Calle Mayor 8", "en <address>"),
            ("in Via Roma 10", "in <address>"),
            ("moved to Leeds LS14AP", "moved to <address>"),
            ("from Springfield, IL 62704", "from <address>"),
            ("from Galway H91 X2Y4 and Ottawa K1A 0B1", "from <address> and <address>"),
            ("postcode SW1A 1AA is refused", "postcode <address> is refused"),
        ] {
            assert_eq!(mask(text), masked, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_an_address_stays() {
        for text in [
            "3 Google Drive folders are empty",
            "error 404 on the Street View page",
            "2 Way sync and 2-way authentication",
            "page 12 of Lane counts",
            "Windows 10 Pro on 2 Dell PCs",
            "I pay 20 Euro via PayPal 3 times",
            "unterwegs 3 Tage",
            "Version 2 Place holder",
        ] {
            assert_eq!(mask(text), text);
        }
    }
}
