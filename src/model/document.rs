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

/// A subject and a message, laid end to end as they are compared. A million are kept, so the words stand here once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording {
    text: String,
    /// Bytes of the title, from the start.
    title: usize,
    /// Where the body begins, up to the end.
    body: usize,
}

impl Wording {
    /// From title and body; a title that the body begins with stands there once.
    pub fn new(title: &str, body: &str) -> Self {
        let (before, body_from) = match (title, body) {
            (title, "") => (title, title.len()),
            (title, body) if body.starts_with(title) => ("", 0),
            (title, _) => (title, title.len() + 1),
        };
        let mut text = String::with_capacity(body_from + body.len());
        text.push_str(before);
        if body_from > before.len() {
            text.push('\n');
        }
        text.push_str(body);
        Self { text, title: title.len(), body: body_from }
    }

    /// Title and body, the title once.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// What stands for a language that is not known, as in ISO 639-2.
pub const UNKNOWN_LANGUAGE: &str = "und";

/// One ticket's text after cleaning. Holds no personal data: addresses, numbers, names of the
/// mailing kind are masked, as are greetings, signatures and quoted replies removed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it says.
    pub wording: Wording,
    /// ISO 639-1 code of the language, [`UNKNOWN_LANGUAGE`] when unknown.
    pub language: &'static str,
    /// Words of title and body in order, with breaks.
    pub words: Vec<TermId>,
    /// Whether the ticket has no text, and the title is its category path.
    pub from_category: bool,
    /// Whether all that it says is a greeting, thanks or that there is a question.
    pub small_talk: bool,
}

impl Document {
    /// Subject without `Re:`, ticket numbers and markup, masked; may be empty.
    pub fn title(&self) -> &str {
        &self.wording.text[..self.wording.title]
    }

    /// Message without markup, quotes, greeting and signature, masked; may be empty.
    pub fn body(&self) -> &str {
        &self.wording.text[self.wording.body..]
    }

    /// What is embedded: title and body, the title once.
    pub fn text(&self) -> &str {
        self.wording.text()
    }

    /// Whether nothing is left to compare.
    pub fn is_empty(&self) -> bool {
        self.wording.text.is_empty()
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
    /// For each text the ticket in whose words it is told: of those that say the same the one whose text comes first in
    /// order. The texts stand in their own order, which depends on nothing but themselves.
    pub told_by: Vec<usize>,
    /// For each text its tickets: indices into the corpus, ascending.
    pub tickets: Vec<Vec<usize>>,
}

impl DistinctTexts {
    /// Gathers the texts of all documents that say something: small talk does not, nor do marks, or a date or an address
    /// that was masked.
    pub fn of(documents: &[Document]) -> Self {
        let spoken = documents
            .par_iter()
            .enumerate()
            .filter(|(_, document)| !document.small_talk && says_something(document.text()));
        let mut spoken: Vec<(Beginning, usize)> =
            spoken.map(|(at, document)| (beginning(document.text()), at)).collect();
        // By their letters, which a million texts have no room for beside the texts: what begins differently is told by
        // its beginning, the few others are read again.
        let by_letters = |a: &(Beginning, usize), b: &(Beginning, usize)| {
            a.0.cmp(&b.0).then_with(|| letters(documents[a.1].text()).cmp(letters(documents[b.1].text())))
        };
        spoken.par_sort_unstable_by(|a, b| by_letters(a, b).then_with(|| a.1.cmp(&b.1)));
        let same: Vec<&[(Beginning, usize)]> = spoken.chunk_by(|a, b| by_letters(a, b).is_eq()).collect();
        let of_same = |same: &&[(Beginning, usize)]| {
            let tickets: Vec<usize> = same.iter().map(|spoken| spoken.1).collect();
            let first = tickets.iter().copied().min_by_key(|&at| (documents[at].text(), at));
            (first.unwrap_or_default(), tickets)
        };
        let (told_by, tickets) = same.par_iter().map(of_same).unzip();
        Self { told_by, tickets }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.told_by.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.told_by.is_empty()
    }

    /// Text `at` of the documents that these are the texts of.
    pub fn text<'a>(&self, at: usize, documents: &'a [Document]) -> &'a str {
        documents[self.told_by[at]].text()
    }

    /// All texts, in their order.
    pub fn texts<'a>(&self, documents: &'a [Document]) -> Vec<&'a str> {
        (0..self.len()).map(|at| self.text(at, documents)).collect()
    }
}

/// Figures of a choice of a menu at the most; `404` says something.
const A_CHOICE: usize = 2;

/// Whether there is more than spaces, marks, a figure or two and what masking left: a choice of a menu says nothing.
fn says_something(text: &str) -> bool {
    let masked = |word: &str| word.contains('<') && word.contains('>');
    let told = || text.split_whitespace().filter(|word| !masked(word));
    let figures = || told().flat_map(str::chars).filter(|c| c.is_ascii_digit()).count();
    told().any(|word| word.chars().any(char::is_alphabetic)) || figures() > A_CHOICE
}

/// What tells texts apart: letters and digits in lower case, one space between words.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.enumerate().flat_map(|(at, word)| {
        let space = (at > 0).then_some(' ');
        space.into_iter().chain(word.chars().flat_map(char::to_lowercase))
    })
}

/// The first bytes of its letters; nothing after a shorter text's end.
fn beginning(text: &str) -> Beginning {
    let mut bytes = [0; 24];
    let mut end = 0;
    for letter in letters(text) {
        let mut one = [0; 4];
        let one = letter.encode_utf8(&mut one).as_bytes();
        let Some(room) = bytes.get_mut(end..end + one.len()) else { break };
        room.copy_from_slice(one);
        end += one.len();
    }
    bytes
}

/// By it most texts are put in order without being read again.
type Beginning = [u8; 24];

#[cfg(test)]
mod tests {
    use super::*;

    fn document(title: &str, body: &str) -> Document {
        Document { wording: Wording::new(title, body), ..Document::default() }
    }

    #[test]
    fn a_title_that_the_body_repeats_counts_once() {
        assert_eq!(document("Cannot log in", "Cannot log in since today").text(), "Cannot log in since today");
        assert_eq!(document("Login", "It fails").text(), "Login\nIt fails");
        assert_eq!(document("Login", "").text(), "Login");
        assert!(document("", "").is_empty());
    }

    #[test]
    fn marks_small_talk_and_what_masking_left_are_no_text() {
        let talk = Document { small_talk: true, ..document("", "Good morning") };
        let documents = [
            document("<id>", "<date> <email>"),
            document("", ""),
            document("", "<id> fails"),
            document("", "???"),
            talk,
        ];
        assert_eq!(DistinctTexts::of(&documents).texts(&documents), ["<id> fails"]);
    }

    #[test]
    fn tickets_that_say_the_same_share_a_text_whatever_their_order() {
        let mut documents =
            vec![document("", "Cannot log in!"), document("", ""), document("", "cannot  log in"), document("", "Tax")];
        let distinct = DistinctTexts::of(&documents);
        assert_eq!(distinct.texts(&documents), ["Cannot log in!", "Tax"]);
        assert_eq!(distinct.tickets, [vec![0, 2], vec![3]]);
        documents.reverse();
        assert_eq!(DistinctTexts::of(&documents).texts(&documents), ["Cannot log in!", "Tax"]);
    }
}
