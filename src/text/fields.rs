//! Forms as they arrive: the value on the line below its label, or all fields in one line. Brought to one field a line,
//! so that names are masked by their labels and labels can be learnt.

use std::{collections::BTreeSet, sync::LazyLock};

use regex::Regex;

/// Labels that make a text a form: a single line with a colon is prose.
const FEWEST: usize = 3;

/// Characters and words of a label on a line of its own.
const LABEL: (usize, usize) = (40, 5);

/// Characters of a value that stands below its label.
const VALUE: usize = 60;

/// What contact forms ask for.
static ASKED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)(?:^|\s)({LABELS})\s?:\s")).expect("a fixed pattern"));

/// A line that is such a label and nothing else.
static ASKED_ALONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)^\W*(?:{LABELS})\W*$")).expect("a fixed pattern"));

/// The labels, in the languages that forms are met in.
const LABELS: &str = concat!(
    r"(?:(?:your|first|last|full|customer|contact|company|sur) ?)?name|e-?mail(?: address)?|phone(?: number)?|telephone|mobile|company|country(?: code)?|body|message|comments?|your message|subject|order (?:number|no\.?|id)|address|city|zip|website",
    r"|vorname|nachname|telefon(?:nummer)?|firma|nachricht|betreff|land|bestellnummer|nom|prénom|téléphone|société|sujet|nombre|apellidos?|correo(?: electrónico)?|teléfono|empresa|mensaje|asunto|nome|sobrenome|telefone|mensagem|assunto|cognome|telefono|messaggio|oggetto|naam|voornaam|achternaam|telefoon|bericht|onderwerp"
);

/// A label in brackets, as Japanese forms have it.
static BRACKETED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*【([^】]{1,40})】\s*:?\s*(.*)$").expect("a fixed pattern"));

/// The text with one field a line.
pub fn one_a_line(text: &str) -> String {
    let apart: Vec<String> = text.lines().map(apart).collect();
    let lines: Vec<&str> = apart.iter().flat_map(|line| line.split('\n')).collect();
    if lines.iter().filter(|line| is_label(line)).count() < FEWEST {
        return lines.join("\n");
    }
    let is_blank = |at: usize| lines.get(at).is_some_and(|line| line.trim().is_empty());
    let mut out: Vec<String> = vec![];
    let mut at = 0;
    while at < lines.len() {
        let below = at + 1 + usize::from(is_blank(at + 1));
        let value = lines.get(below).filter(|value| is_label(lines[at]) && is_value(value));
        let ends = lines.get(below + 1).is_none_or(|next| next.trim().is_empty() || is_label(next));
        match value.filter(|_| ends) {
            Some(value) => {
                out.push(format!("{}: {}", lines[at].trim().trim_end_matches(':'), value.trim()));
                at = below + 1;
            }
            None => {
                out.push(lines[at].to_owned());
                at += 1;
            }
        }
    }
    out.join("\n")
}

/// A line of several fields that contact forms have, each in a line of its own; any other as it is.
fn apart(line: &str) -> String {
    if let Some(found) = BRACKETED.captures(line) {
        return format!("{}: {}", &found[1], &found[2]).trim_end().to_owned();
    }
    // Few lines have so many colons.
    if line.match_indices(':').nth(FEWEST - 1).is_none() {
        return line.to_owned();
    }
    let found: Vec<(usize, String)> = (ASKED.captures_iter(line).filter_map(|found| found.get(1)))
        .map(|label| (label.start(), label.as_str().to_lowercase()))
        .collect();
    let different: BTreeSet<&str> = found.iter().map(|(_, label)| label.as_str()).collect();
    if different.len() < FEWEST {
        return line.to_owned();
    }
    let starts = found.iter().map(|(at, _)| *at);
    let ends = starts.clone().skip(1).chain([line.len()]);
    let fields = starts.clone().zip(ends).map(|(start, end)| line[start..end].trim());
    let head = line[..starts.clone().next().unwrap_or(0)].trim();
    [head].into_iter().chain(fields).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A line of nothing but a label: it ends in a colon, or contact forms ask for it.
fn is_label(line: &str) -> bool {
    let label = line.trim().trim_matches('*');
    ASKED_ALONE.is_match(label)
        || label.strip_suffix(':').is_some_and(|label| {
            !label.contains(':')
                && label.starts_with(char::is_alphabetic)
                && label.chars().count() <= LABEL.0
                && label.split_whitespace().count() <= LABEL.1
        })
}

fn is_value(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().count() <= VALUE && !is_label(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_below_their_labels_come_beside_them() {
        let form =
            "A new message.\n\nCountry Code:\nGB\n\nName:\nJane Doe\n\nBody:\nMy package got lost.\nIt is in Memphis.";
        let expected =
            "A new message.\n\nCountry Code: GB\n\nName: Jane Doe\n\nBody:\nMy package got lost.\nIt is in Memphis.";
        assert_eq!(one_a_line(form), expected);
    }

    #[test]
    fn fields_in_one_line_come_apart() {
        let line = "A new message. Country Code: GB Name: Jane Doe Email: j@x.example Body: My package got lost: why?";
        let expected =
            "A new message.\nCountry Code: GB\nName: Jane Doe\nEmail: j@x.example\nBody: My package got lost: why?";
        assert_eq!(one_a_line(line), expected);
    }

    #[test]
    fn labels_stand_without_colons_or_in_brackets_too() {
        let form = "Name\n\nJane Doe\n\nEmail\n\nj@x.example\n\nComments\n\nDo you have a store in Leeds?";
        assert_eq!(one_a_line(form), "Name: Jane Doe\n\nEmail: j@x.example\n\nComments: Do you have a store in Leeds?");
        let form = "【お名前】田中太郎\n【電話番号】090-1234-0000\n【お問い合わせ内容】\n住所変更をしたい";
        assert_eq!(one_a_line(form), "お名前: 田中太郎\n電話番号: 090-1234-0000\nお問い合わせ内容:\n住所変更をしたい");
    }

    #[test]
    fn what_is_no_form_stays() {
        for text in [
            "Steps:\n1. open\n2. save\n\nExpected:\nsaved\nand closed\nActual:\nit crashes\nat once",
            "It says: error. I tried: twice. Then: nothing.",
            "Note:\nthe name: field is empty",
            "one\n\ntwo",
        ] {
            assert_eq!(one_a_line(text), text);
        }
    }
}
