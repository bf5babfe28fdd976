//! What stands above the salutation of a formal letter: who writes, where they live, what number they have, whom they
//! write to, the place and the day.

use super::{controls::has_words, greeting};

/// Lines within which a letter greets.
const LINES: usize = 30;

/// Words of a line of a letterhead at the most; a longer one tells numbers of the one who writes.
const WORDS: usize = 9;

/// Digits that such a longer line has: an identity card and a contract, a house and a telephone.
const OF_A_PERSON: usize = 12;

/// Digits in a line that tells a number, and how many lines do; or how many digits one of them has.
const NUMBER: usize = 4;
const NUMBERS: usize = 2;

/// Labels of a subject, which stays.
const SUBJECTS: &[&str] = &[
    "asunto",
    "assunto",
    "betreff",
    "betr",
    "betreft",
    "concerne",
    "ementa",
    "objet",
    "objeto",
    "oggetto",
    "onderwerp",
    "re",
    "ref",
    "subject",
    "temat",
    "ämne",
    "тема",
];

/// Drops the letterhead from a text whose letter begins below it: with a salutation, with its subject or with the formal
/// words for "I write to say".
pub fn drop_letterhead(text: &str) -> String {
    let lines: Vec<&str> = text.lines().take(LINES + 1).collect();
    let is_of_a_person = |line: &str| digits(line) >= OF_A_PERSON && line.trim_end().ends_with([':', ',']);
    let begins = |line: &&str| {
        has_words(line) && (is_address(line) || greeting::is_salutation(line) || greeting::is_opening(line))
    };
    let below_subject = || lines.iter().take(LINES).position(|line| subject_of(line).is_some()).map(|at| at + 1);
    // Who writes may stand alone in the first line, with all their numbers.
    let below_first = || lines.first().filter(|line| is_of_a_person(line)).map(|_| 1);
    let at = lines.iter().take(LINES).position(begins).or_else(below_subject).or_else(below_first);
    let Some(at) = at.filter(|at| *at > 0 && lines[*at..].iter().any(|line| has_words(line))) else {
        return text.to_owned();
    };
    let filled = || lines[..at].iter().filter(|line| !line.trim().is_empty());
    let is_head = |line: &&&str| line.split_whitespace().count() <= WORDS || is_of_a_person(line);
    let told =
        filled().filter(|line| digits(line) >= NUMBER).count() >= NUMBERS || filled().any(|line| is_of_a_person(line));
    if !told || !filled().all(|line| is_head(&line)) {
        return text.to_owned();
    }
    let subject = filled().filter_map(|line| subject_of(line));
    let rest = text.lines().skip(at);
    subject.chain(rest).collect::<Vec<_>>().join("\n")
}

/// `To the customer service:`, `A la atención de …`.
fn is_address(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    let begins = |start: &&str| lower.starts_with(*start);
    let to =
        ["a la atención ", "a la atencion ", "à l'attention ", "all'attenzione ", "t.a.v. ", "z. hd. ", "zu händen "];
    lower.ends_with([':', ',']) && to.iter().any(begins)
}

/// What stands behind the label of a subject.
fn subject_of(line: &str) -> Option<&str> {
    let (label, said) = line.split_once(':')?;
    let label = label.trim().trim_end_matches('.').to_lowercase();
    (SUBJECTS.contains(&label.as_str()) && has_words(said)).then(|| said.trim())
}

fn digits(line: &str) -> usize {
    line.chars().filter(char::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_above_the_salutation_goes_and_a_subject_stays() {
        for (text, left) in [
            (
                "Dña. Ana Ruiz Gil\nDNI: 12345678Z\nCalle Mayor, 5\n27001 Lugo\n\nElectra, S.A.\n\nEn Lugo, a 24 de marzo de 2026\n\nEstimados señores:\n\nNo hay luz.",
                "Estimados señores:\n\nNo hay luz.",
            ),
            (
                "Eu, Rui Costa, portador do cartão de cidadão n.º 12345678 4 ZY9, contribuinte 123456789, residente em Rua da Igreja, 8:\n\nExmos. Senhores,\n\nFalta a luz.",
                "Exmos. Senhores,\n\nFalta a luz.",
            ),
            (
                "Erika Muster\nHauptstraße 5\n12345 Berlin\nTel. 030 1234567\n\nBetreff: Kündigung des Tarifs\n\nSehr geehrte Damen und Herren,\nich kündige.",
                "Kündigung des Tarifs\nSehr geehrte Damen und Herren,\nich kündige.",
            ),
            (
                "Rui Costa\nRua da Igreja, n.º 139\n7000-512 Évora\nNIF: 237273466\n\nAssunto: Falta de luz\n\nA luz falta todos os dias.",
                "Falta de luz\n\nA luz falta todos os dias.",
            ),
            (
                "Ana Ruiz Gil\nCalle Mayor, 5\n27001 Lugo\nDNI 12345678Z\n\nPor medio de la presente les comunico que no hay luz.",
                "Por medio de la presente les comunico que no hay luz.",
            ),
            (
                "Eu, Rui Costa, contribuinte 123456789, titular do contrato n.º 12345678:\n\nFalta a luz.",
                "\nFalta a luz.",
            ),
        ] {
            assert_eq!(drop_letterhead(text), left);
        }
    }

    #[test]
    fn what_says_something_above_the_salutation_stays() {
        for text in [
            "Dear Sir,\nmy card is lost.",
            "VPN drops\n\nDear Support Team,\nit does so daily.",
            "The invoice 20260012 of May is wrong, and so is 20260013 for the month after it.\n\nDear Sir or Madam,\nplease mend.",
            "Order 123456\nPhone 0123456789\nThe desk is broken",
            "",
        ] {
            assert_eq!(drop_letterhead(text), text);
        }
    }
}
