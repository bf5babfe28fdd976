//! A letter whose subject stands in one field with it: "VPN drops / Dear Support Team, …". Exports that know one text
//! column hold such; read as one, the letter would be cut like a subject, and its title would run on into the greeting.

use super::{controls::has_words, greeting, signature};

/// Characters of a subject at the most.
const LONGEST_SUBJECT: usize = 150;

/// Subject and letter of a ticket, taken apart where one field holds both; as they are otherwise.
pub fn parts<'a>(subject: &'a str, body: &'a str) -> (&'a str, &'a str) {
    let is_blank = |text: &str| text.trim().is_empty();
    match (is_blank(subject), is_blank(body)) {
        (false, true) => greeted(subject).or_else(|| first_line(subject)).unwrap_or((subject, body)),
        (true, false) => greeted(body).unwrap_or((subject, body)),
        _ => (subject, body),
    }
}

/// Apart before the words that greet a service.
fn greeted(text: &str) -> Option<(&str, &str)> {
    let (subject, letter) = text.split_at(greeting::letter_within(text)?);
    let subject = subject.trim();
    (is_subject(subject) && !subject.contains('\n')).then_some((subject, letter))
}

/// Apart after the first line: a subject has one line only. A line that runs on in the next one was wrapped.
fn first_line(text: &str) -> Option<(&str, &str)> {
    let (subject, letter) = text.trim().split_once('\n')?;
    let subject = subject.trim();
    let runs_on = letter.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    (is_subject(subject) && has_words(letter) && !runs_on).then_some((subject, letter))
}

fn is_subject(text: &str) -> bool {
    has_words(text)
        && text.chars().count() <= LONGEST_SUBJECT
        && !greeting::is_salutation(text)
        && !signature::is_only_courtesy(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_field_with_subject_and_letter_is_taken_apart() {
        let letter = "Dear Support Team, it drops daily";
        for (subject, body) in
            [("VPN drops Dear Support Team, it drops daily", ""), ("", "VPN drops\nDear Support Team, it drops daily")]
        {
            assert_eq!(parts(subject, body), ("VPN drops", letter));
        }
        assert_eq!(
            parts("VPN drops\n\nIt does so daily.\nAnd hourly.", ""),
            ("VPN drops", "\nIt does so daily.\nAnd hourly.")
        );
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        let long = format!("{} Dear Support Team, it drops", "word ".repeat(40));
        for (subject, body) in [
            ("VPN drops", "Dear Support Team, it drops"),
            ("VPN drops", ""),
            ("", "VPN drops\nIt does so daily."),
            ("Hi\nmy card is lost", ""),
            ("I have a problem with the\nlaptop that I was given", ""),
            ("", "Good morning Dear Support Team, it drops"),
            (long.as_str(), ""),
            ("", ""),
        ] {
            assert_eq!(parts(subject, body), (subject, body));
        }
    }
}
