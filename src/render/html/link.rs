//! Ways from a sentence to what it speaks of.

use super::super::escape::{Html, web};
use crate::{
    model::problem::ProblemId,
    report::{Example, Report},
};

/// A sentence of ours as HTML, in which every id of a problem of the report leads to it.
pub fn ids(sentence: &str, report: &Report) -> String {
    let escaped = Html(sentence).to_string();
    let mut out = String::new();
    let mut rest = escaped.as_str();
    while let Some(at) = rest.find("P-") {
        let digits = rest[at + 2..].bytes().take_while(u8::is_ascii_digit).count();
        let (before, id) = (&rest[..at], &rest[at..at + 2 + digits]);
        let starts = !before.ends_with(|c: char| c.is_alphanumeric() || c == '-');
        out.push_str(before);
        match id.parse::<ProblemId>() {
            Ok(known) if starts && report.problems.iter().any(|problem| problem.id == known) => {
                out.push_str(&problem(known));
            }
            _ => out.push_str(id),
        }
        rest = &rest[at + id.len()..];
    }
    out + rest
}

/// The id of a problem as a link to it.
pub fn problem(id: ProblemId) -> String {
    format!("<a href=\"#{id}\">{id}</a>")
}

/// A link out of the page that tells the other side nothing; plain text when a browser would not fetch it.
pub fn outside(url: &str, text: &str) -> String {
    if web(url) {
        format!("<a href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\">{}</a>", Html(url), Html(text))
    } else {
        Html(text).to_string()
    }
}

/// A ticket's words with a link to it.
pub fn quote(example: &Example) -> String {
    let cite =
        example.url.as_deref().map_or_else(|| Html(&example.ticket).to_string(), |url| outside(url, &example.ticket));
    format!("<blockquote>{} <cite>{cite}</cite></blockquote>\n", Html(&example.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn only_ids_of_the_report_become_links() {
        let report = sample::report();
        let known = report.problems[0].id;
        assert_eq!(
            ids(&format!("<{known}> XP-1 P-x P-99999999999 {known}, P-999"), &report),
            format!(
                "&lt;<a href=\"#{known}\">{known}</a>&gt; XP-1 P-x P-99999999999 <a href=\"#{known}\">{known}</a>, P-999"
            )
        );
        assert_eq!(ids("P-", &report), "P-");
    }

    #[test]
    fn an_address_that_is_no_web_address_is_no_link() {
        assert_eq!(outside("javascript:alert(1)", "a<b"), "a&lt;b");
        assert!(outside("https://a.example/?x=\"1\"", "4").contains("href=\"https://a.example/?x=&quot;1&quot;\""));
    }
}
