//! A ticket's text, cleaned and masked: the only form in which its words may be shown or compared.

use rayon::prelude::*;

/// Index of a [`Term`] in a [`Vocabulary`].
pub type TermId = u32;

/// What a term is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// Carries meaning: may stand in keywords.
    Content,
    /// Grammar or courtesy of its language: never a keyword by itself.
    Stop,
    /// What masking left (`<email>`) or a bare number: never in a keyword.
    Placeholder,
    /// End of a sentence or line: no phrase crosses it.
    Break,
}

/// A word as it was written (lower case), its stem and its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Lower-case form, for display.
    pub surface: String,
    /// Stem of the word in its language, for grouping only; never shown.
    pub stem: String,
    /// What it is good for.
    pub kind: TermKind,
}

/// The words of a corpus, each once.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// All terms; a [`TermId`] is an index into it.
    pub terms: Vec<Term>,
}

/// One ticket's text after cleaning. Holds no personal data: addresses, numbers, names of the
/// mailing kind are masked, as are greetings, signatures and quoted replies removed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Subject without `Re:`, ticket numbers and markup, masked; may be empty.
    pub title: String,
    /// Message without markup, quotes, greeting and signature, masked; may be empty.
    pub body: String,
    /// ISO 639-1 code of the language, `und` when unknown.
    pub language: &'static str,
    /// Words of title and body in order, with breaks.
    pub words: Vec<TermId>,
    /// Whether the ticket has no text, and the title is its category path.
    pub from_category: bool,
}

impl Document {
    /// What is embedded: title and body, the title once.
    pub fn text(&self) -> String {
        match (self.title.as_str(), self.body.as_str()) {
            (title, "") => title.to_owned(),
            ("", body) => body.to_owned(),
            (title, body) if body.starts_with(title) => body.to_owned(),
            (title, body) => format!("{title}\n{body}"),
        }
    }

    /// Whether nothing is left to compare.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.body.is_empty()
    }
}

/// A sentence, or a beginning of sentences, that was taken out because the corpus repeats it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boilerplate {
    /// How it reads, masked.
    pub text: String,
    /// How often it was taken out.
    pub times: usize,
}

/// The documents of a corpus, one a ticket, in the corpus' order.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// One document a ticket.
    pub documents: Vec<Document>,
    /// The words they are made of.
    pub vocabulary: Vocabulary,
    /// Learnt boilerplate that was taken out, most often first.
    pub boilerplate: Vec<Boilerplate>,
}

/// The different texts of a corpus: tickets that say the same, letter case and punctuation apart, share one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DistinctTexts {
    /// The texts in their own order, which depends on nothing but themselves; of equal ones the smallest.
    pub texts: Vec<String>,
    /// For each text its tickets: indices into the corpus, ascending.
    pub tickets: Vec<Vec<usize>>,
}

impl DistinctTexts {
    /// Gathers the texts of all documents that say something: a date or an address that was masked does not.
    pub fn of(documents: &[Document]) -> Self {
        let spoken = documents.par_iter().enumerate().filter_map(|(at, document)| {
            let text = document.text();
            says_something(&text).then(|| (letters(&text), at))
        });
        let mut spoken: Vec<(String, usize)> = spoken.collect();
        spoken.par_sort_unstable();
        let same: Vec<&[(String, usize)]> = spoken.chunk_by(|a, b| a.0 == b.0).collect();
        let of_same = |same: &&[(String, usize)]| {
            let smallest = same.iter().map(|&(_, at)| documents[at].text()).min().unwrap_or_default();
            (smallest, same.iter().map(|spoken| spoken.1).collect())
        };
        let (texts, tickets) = same.par_iter().map(of_same).unzip();
        Self { texts, tickets }
    }
}

/// Whether there is more than spaces and what masking left.
fn says_something(text: &str) -> bool {
    text.split_whitespace().any(|word| !(word.contains('<') && word.contains('>')))
}

/// What tells texts apart: letters and digits in lower case, one space between words.
fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !letters.is_empty() {
            letters.push(' ');
        }
        letters.extend(word.chars().flat_map(char::to_lowercase));
    }
    // A text of signs alone ("???", an emoji) is itself.
    if letters.is_empty() { text.trim().to_owned() } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(title: &str, body: &str) -> Document {
        Document { title: title.to_owned(), body: body.to_owned(), ..Document::default() }
    }

    #[test]
    fn a_title_that_the_body_repeats_counts_once() {
        assert_eq!(document("Cannot log in", "Cannot log in since today").text(), "Cannot log in since today");
        assert_eq!(document("Login", "It fails").text(), "Login\nIt fails");
        assert_eq!(document("Login", "").text(), "Login");
        assert!(document("", "").is_empty());
    }

    #[test]
    fn what_masking_left_is_no_text() {
        let documents = [document("<id>", "<date> <email>"), document("", ""), document("", "<id> fails")];
        assert_eq!(DistinctTexts::of(&documents).texts, ["<id> fails"]);
    }

    #[test]
    fn tickets_that_say_the_same_share_a_text_whatever_their_order() {
        let mut documents =
            vec![document("", "Cannot log in!"), document("", ""), document("", "cannot  log in"), document("", "Tax")];
        let distinct = DistinctTexts::of(&documents);
        assert_eq!(distinct.texts, ["Cannot log in!", "Tax"]);
        assert_eq!(distinct.tickets, [vec![0, 2], vec![3]]);
        documents.reverse();
        assert_eq!(DistinctTexts::of(&documents).texts, distinct.texts);
    }
}
