//! Signatures without a closing: a name, a firm and a telephone number under the last sentence.
//!
//! Comes after masking, which tells where an address or a number stood.

/// Lines of a calling card at the most, and at least: one line alone may be what the customer asks.
const LINES: std::ops::RangeInclusive<usize> = 2..=6;

/// Characters and words of one line of it.
const CHARS: usize = 60;
const WORDS: usize = 8;

/// What must stand in it.
const REACHED_AT: [&str; 4] = ["<phone>", "<number>", "<email>", "<url>"];

/// Labels that a calling card has; any other label is a form's.
const LABELS: [&str; 17] = [
    "cell", "current", "direct", "e-mail", "email", "fax", "m", "mob", "mobile", "new", "office", "ph", "phone",
    "shop", "t", "tel", "web",
];

/// Drops a calling card from the end of a text that says something before it.
pub fn drop_card(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let card = lines.iter().rev().take_while(|line| is_card_line(line)).count();
    let start = lines.len() - card;
    let reached = lines[start..].iter().any(|line| is_contact(line));
    if start == 0 || !LINES.contains(&card) || !reached {
        return text.to_owned();
    }
    lines[..start].join("\n")
}

/// A line of nothing but an address or a number and what it is.
fn is_contact(line: &str) -> bool {
    let marks = REACHED_AT.iter().filter(|mark| line.contains(*mark)).count();
    let rest = REACHED_AT.iter().fold(line.to_lowercase(), |rest, mark| rest.replace(mark, " "));
    let mut words =
        rest.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| word.chars().any(char::is_alphabetic));
    marks > 0 && (words.all(|word| LABELS.contains(&word)) || is_firm_with_number(line))
}

/// `Roux Piscines | <phone>`: a name, a stroke and where it is reached.
fn is_firm_with_number(line: &str) -> bool {
    let Some((name, reached)) = line.split_once(['|', '·', '•']) else { return false };
    REACHED_AT.contains(&reached.trim())
        && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word == "&")
}

/// A short line that is no sentence: a name, a firm, a street, a number.
fn is_card_line(line: &str) -> bool {
    let line = line.trim();
    let short = line.chars().count() <= CHARS && line.split_whitespace().count() <= WORDS;
    let sentence = line.ends_with(['.', '!', '?', ':', ';', ',']) && !line.ends_with("Ltd.") && !line.ends_with("Inc.");
    let begins =
        line.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '<' | '+' | '('));
    let labelled = line.split_once(':').map(|(label, _)| label.trim().to_lowercase());
    let contact = |label: &str| label.split(' ').all(|word| LABELS.contains(&word.trim_end_matches('.')));
    let known = labelled.as_deref().is_some_and(contact)
        || line.split_whitespace().next().is_some_and(|w| contact(&w.to_lowercase()));
    short && !sentence && (begins || known) && labelled.as_deref().is_none_or(contact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calling_card_under_the_message_goes() {
        let card = "The pin is in the river again.\nMrs P. Ravenscroft\nRavenscroft Window Cleaning\nmobile: <phone>";
        assert_eq!(drop_card(card), "The pin is in the river again.");
        assert_eq!(drop_card("No link.\nMrs Ravenscroft\nCurrent mobile: <number>"), "No link.");
        assert_eq!(drop_card("No link.\nBastien Roux\nRoux Piscines | <number>"), "No link.");
        assert_eq!(drop_card("It fails\nNow what?\nMarge Teller\n<number>"), "It fails\nNow what?");
    }

    #[test]
    fn what_the_customer_says_stays() {
        for text in [
            "Please call me back\n<phone>",
            "Model: KX-2\nVersion: 5.2\nE-mail: <email>",
            "My new number is <phone>",
            "Marge Teller\n<phone>",
            "We have two problems.\nPrinter broken on floor 2\nToner missing for order <number>",
            "The numbers are wrong:\nit says <number> and should say nothing.",
        ] {
            assert_eq!(drop_card(text), text);
        }
    }
}
