//! Mentions of whom messages are for, as posts to a company begin: "@acme my bag is lost". Masked they are placeholders,
//! and where most texts begin with one it says nothing in a title.

use crate::model::document::Document;

/// Share of the texts that begin with a mention from which mentions are addresses. Below, a name at the head may be whom
/// the message is about.
const MOST: f64 = 0.5;

/// A mention once it is masked.
const MENTION: &str = "<name>";

/// Whether most texts begin with a mention.
pub fn are(documents: &[Document]) -> bool {
    let texts = || documents.iter().map(Document::text).filter(|text| !text.is_empty());
    let addressed = texts().filter(|text| without(text).len() < text.len()).count();
    addressed as f64 > MOST * texts().count() as f64
}

/// A text without the mentions that it begins with.
pub fn without(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix(MENTION).filter(|after| after.starts_with([' ', ',', ':', '\n'])) {
        rest = after.trim_start_matches([' ', ',', ':', '\n']);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_at_the_head_are_taken_off() {
        assert_eq!(without("<name> my bag is lost"), "my bag is lost");
        assert_eq!(without("<name> <name>: my bag is lost"), "my bag is lost");
        assert_eq!(without("<name>'s bag is lost"), "<name>'s bag is lost");
        assert_eq!(without("my bag, <name> is lost"), "my bag, <name> is lost");
    }
}
