//! Words, stems and stop words; the door of tantivy for text.
//!
//! A term is a surface with its stem and kind, so `die` of German and `die` of English are two. Terms
//! are sorted before they are numbered: ids depend on the set of words alone, not on rows or threads.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, StopWordFilter, TextAnalyzer};

use super::{sentences, stopwords, vernacular};
use crate::model::{
    asked::Asked,
    document::{Document, Term, TermId, TermKind, Vocabulary},
    script::is_unspaced,
};

/// Words of a document that are kept: the embedding reads no more, and a phrase says itself early.
const MOST_WORDS: usize = 300;

/// Characters of a word at the most: longer ones are keys and noise.
const LONGEST_WORD: usize = 40;

/// Documents that share one local word list while words are collected; bounds memory.
const CHUNK: usize = 4096;

/// A word as it was found: its kind is settled once a distinct word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Break,
    Placeholder,
    Word,
}

/// A distinct word: shape, language, surface.
type Word = (Shape, &'static str, String);

/// The languages of tantivy's stemmers and stop words.
const ANALYSED: &[(&str, Language)] = &[
    ("ar", Language::Arabic),
    ("da", Language::Danish),
    ("de", Language::German),
    ("el", Language::Greek),
    ("en", Language::English),
    ("es", Language::Spanish),
    ("fi", Language::Finnish),
    ("fr", Language::French),
    ("hu", Language::Hungarian),
    ("it", Language::Italian),
    ("nl", Language::Dutch),
    ("no", Language::Norwegian),
    ("pt", Language::Portuguese),
    ("ro", Language::Romanian),
    ("ru", Language::Russian),
    ("sv", Language::Swedish),
    ("ta", Language::Tamil),
    ("tr", Language::Turkish),
];

/// Fills each document's words and gives the vocabulary they point into.
pub fn intern(documents: &mut [Document]) -> Vocabulary {
    // Each chunk numbers its words by itself; the numbers are translated once all words are known.
    let chunks: Vec<Vec<Word>> = documents.par_chunks_mut(CHUNK).map(number_locally).collect();
    let mut distinct: Vec<&Word> = chunks.iter().flatten().collect();
    distinct.par_sort_unstable();
    distinct.dedup();
    let spoken = vernacular::spoken(documents.iter().map(|document| document.language));
    let terms: Vec<Term> =
        distinct.par_iter().map_init(BTreeMap::new, |analysers, word| term(word, &spoken, analysers)).collect();
    let mut sorted: Vec<&Term> = terms.iter().collect();
    sorted.par_sort_unstable_by(|a, b| by_content(a, b));
    sorted.dedup();
    let position = |term: &Term| sorted.binary_search_by(|known| by_content(known, term)).map_or(0, id);
    let of_word: Vec<TermId> = terms.par_iter().map(position).collect();
    documents.par_chunks_mut(CHUNK).zip(&chunks).for_each(|(documents, local)| {
        let translate: Vec<TermId> =
            local.iter().map(|word| distinct.binary_search(&word).map_or(0, |at| of_word[at])).collect();
        for document in documents {
            document.words.iter_mut().for_each(|word| *word = translate[*word as usize]);
        }
    });
    Vocabulary { terms: sorted.into_iter().cloned().collect() }
}

/// The words of a query as the documents of these languages hold them: numbers and placeholders too, in order.
pub fn asked(text: &str, languages: &[&'static str]) -> Vec<Asked> {
    let mut analysers: Vec<Analyser> = languages.iter().map(|language| Analyser::new(language)).collect();
    let mut found = vec![];
    scan(text, |shape, surface| {
        let mut stems: Vec<String> = match shape {
            Shape::Word => analysers.iter_mut().map(|analyser| analyser.stem(&surface)).collect(),
            Shape::Break | Shape::Placeholder => vec![],
        };
        stems.push(surface.clone());
        stems.sort_unstable();
        stems.dedup();
        found.push(Asked { surface, stems });
    });
    found
}

/// The words of a text in lower case, numbers and placeholders left out.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    let mut words = vec![];
    scan(text, |shape, surface| {
        if shape == Shape::Word {
            words.push(surface);
        }
    });
    words
}

fn id(at: usize) -> TermId {
    TermId::try_from(at).unwrap_or(TermId::MAX)
}

fn by_content(a: &Term, b: &Term) -> std::cmp::Ordering {
    a.surface.cmp(&b.surface).then_with(|| a.stem.cmp(&b.stem)).then_with(|| rank(a.kind).cmp(&rank(b.kind)))
}

fn rank(kind: TermKind) -> u8 {
    match kind {
        TermKind::Break => 0,
        TermKind::Placeholder => 1,
        TermKind::Stop => 2,
        TermKind::Content => 3,
    }
}

fn number_locally(documents: &mut [Document]) -> Vec<Word> {
    let mut numbers: BTreeMap<Word, TermId> = BTreeMap::new();
    for document in documents {
        let language = document.language;
        let mut words: Vec<TermId> = vec![];
        for part in [document.title(), document.body()] {
            for range in sentences::spans(part) {
                if words.len() >= MOST_WORDS {
                    break;
                }
                if !words.is_empty() {
                    number((Shape::Break, "", String::new()), &mut numbers, &mut words);
                }
                scan(&part[range], |shape, surface| {
                    if words.len() < MOST_WORDS {
                        number((shape, language, surface), &mut numbers, &mut words);
                    }
                });
            }
        }
        words.shrink_to_fit();
        document.words = words;
    }
    let mut found: Vec<(Word, TermId)> = numbers.into_iter().collect();
    found.sort_unstable_by_key(|(_, number)| *number);
    found.into_iter().map(|(word, _)| word).collect()
}

fn number(word: Word, numbers: &mut BTreeMap<Word, TermId>, words: &mut Vec<TermId>) {
    let next = id(numbers.len());
    words.push(*numbers.entry(word).or_insert(next));
}

/// Calls `found` for each word of a sentence.
fn scan(sentence: &str, mut found: impl FnMut(Shape, String)) {
    let mut rest = sentence;
    while let Some(c) = rest.chars().next() {
        if let Some(end) = placeholder(rest) {
            found(Shape::Placeholder, rest[..end].to_owned());
            rest = &rest[end..];
        } else if is_unspaced(c) {
            let end = rest.find(|c| !is_unspaced(c)).unwrap_or(rest.len());
            bigrams(&rest[..end], &mut found);
            rest = &rest[end..];
        } else if c.is_alphanumeric() {
            let end = word_end(rest);
            emit(&rest[..end], &mut found);
            rest = &rest[end..];
        } else {
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// Length of the placeholder at the start: `<email>`, `{{customer}}`, `{product}`.
fn placeholder(text: &str) -> Option<usize> {
    let close = match text.as_bytes().first()? {
        b'<' => '>',
        b'{' => '}',
        _ => return None,
    };
    let end = text.find(close)?;
    let inside = text[1..end].trim_start_matches('{');
    let name = !inside.is_empty()
        && inside.len() <= 40
        && inside.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
    let doubled = usize::from(text[..end].starts_with("{{") && text[end + 1..].starts_with('}'));
    name.then_some(end + 1 + doubled)
}

/// A word goes on over apostrophes between letters, points and commas between digits, and combining marks.
fn word_end(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = match c {
            '\'' | '’' => previous.is_alphabetic() && next.is_some_and(char::is_alphabetic),
            '.' | ',' => previous.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit()),
            c => (c.is_alphanumeric() && !is_unspaced(c)) || is_mark(c) || c == '_',
        };
        if !joins {
            return at;
        }
        previous = c;
    }
    text.len()
}

/// Vowel signs and joiners without which Indic words fall apart.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{963}' | '\u{966}'..='\u{dff}' | '\u{e31}' | '\u{e34}'..='\u{e4e}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{200d}')
}

fn bigrams(run: &str, found: &mut impl FnMut(Shape, String)) {
    let chars: Vec<char> = run.chars().collect();
    if let [single] = chars[..] {
        found(Shape::Word, single.to_string());
    }
    for pair in chars.windows(2) {
        found(Shape::Word, pair.iter().collect());
    }
}

fn emit(word: &str, found: &mut impl FnMut(Shape, String)) {
    let lower = word.to_lowercase().replace('’', "'");
    if lower.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',')) {
        return found(Shape::Placeholder, lower);
    }
    // French and Italian elision: l'application, dell'ordine.
    let word = match lower.split_once('\'') {
        Some((article, rest)) if rest.chars().count() > 2 && stopwords::ELIDED.contains(&article) => rest.to_owned(),
        _ => lower,
    };
    if word.chars().count() <= LONGEST_WORD {
        found(Shape::Word, word);
    }
}

/// What tantivy has for a language.
struct Analyser {
    stem: Option<TextAnalyzer>,
    stop: Option<TextAnalyzer>,
}

impl Analyser {
    fn new(language: &str) -> Self {
        let known = ANALYSED.iter().find(|(code, _)| *code == language).map(|(_, known)| *known);
        Self {
            stem: known.map(|known| TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(known)).build()),
            stop: known
                .and_then(StopWordFilter::new)
                .map(|filter| TextAnalyzer::builder(RawTokenizer::default()).filter(filter).build()),
        }
    }

    fn stem(&mut self, word: &str) -> String {
        self.stem.as_mut().and_then(|analyser| first(analyser, word)).unwrap_or_else(|| word.to_owned())
    }

    fn stops(&mut self, word: &str) -> bool {
        self.stop.as_mut().is_some_and(|analyser| first(analyser, word).is_none())
    }
}

fn first(analyser: &mut TextAnalyzer, word: &str) -> Option<String> {
    let mut stream = analyser.token_stream(word);
    stream.advance().then(|| stream.token().text.clone()).filter(|text| !text.is_empty())
}

/// `spoken`: languages whose grammar is known in texts that were taken for another's, too.
fn term(
    (shape, language, surface): &Word,
    spoken: &[&'static str],
    analysers: &mut BTreeMap<&'static str, Analyser>,
) -> Term {
    let plain = |kind| Term { surface: surface.clone(), stem: surface.clone(), kind };
    match shape {
        Shape::Break => plain(TermKind::Break),
        Shape::Placeholder => plain(TermKind::Placeholder),
        Shape::Word => {
            let analyser = analysers.entry(language).or_insert_with(|| Analyser::new(language));
            let single = surface.chars().count() == 1 && surface.is_ascii();
            let grammar = || spoken.iter().any(|language| vernacular::is_common(language, surface));
            let stop = single || stopwords::is_stop(language, surface) || analyser.stops(surface) || grammar();
            let stem = analyser.stem(surface);
            Term { surface: surface.clone(), stem, kind: if stop { TermKind::Stop } else { TermKind::Content } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Wording;

    fn document(language: &'static str, title: &str, body: &str) -> Document {
        Document { wording: Wording::new(title, body), language, ..Document::default() }
    }

    fn words(language: &'static str, title: &str, body: &str) -> Vec<(String, TermKind)> {
        let mut documents = [document(language, title, body)];
        let vocabulary = intern(&mut documents);
        documents[0]
            .words
            .iter()
            .map(|word| &vocabulary.terms[*word as usize])
            .map(|term| (term.surface.clone(), term.kind))
            .collect()
    }

    #[test]
    fn words_are_lower_case_with_kinds_and_breaks() {
        use TermKind::{Break, Content, Placeholder, Stop};
        let expected = [
            ("invoice", Content),
            ("wrong", Content),
            ("", Break),
            ("please", Stop),
            ("can't", Stop),
            ("open", Content),
            ("<url>", Placeholder),
            ("404", Placeholder),
            ("", Break),
            ("version", Content),
            ("5.2", Placeholder),
        ];
        let expected: Vec<_> = expected.iter().map(|(word, kind)| ((*word).to_owned(), *kind)).collect();
        assert_eq!(words("en", "Invoice wrong", "Please can't open <url> 404.\nversion 5.2"), expected);
    }

    #[test]
    fn stems_join_forms_of_a_word_in_their_language() {
        let mut documents = [document("en", "payments payment", ""), document("de", "Rechnungen Rechnung die", "")];
        let vocabulary = intern(&mut documents);
        let term = |document: usize, at: usize| &vocabulary.terms[documents[document].words[at] as usize];
        assert_eq!(term(0, 0).stem, term(0, 1).stem);
        assert_eq!(term(1, 0).stem, term(1, 1).stem);
        assert_eq!(term(1, 2).kind, TermKind::Stop);
    }

    #[test]
    fn unspaced_scripts_are_bigrams() {
        let found: Vec<String> = words("ja", "登録できない Wi-Fi", "").into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, ["登録", "録で", "でき", "きな", "ない", "wi", "fi"]);
        let hindi: Vec<String> = words("hi", "लॉगिन नहीं", "").into_iter().map(|(word, _)| word).collect();
        assert_eq!(hindi, ["लॉगिन", "नहीं"]);
    }

    #[test]
    fn ids_do_not_depend_on_the_order_of_rows() {
        let texts = ["zebra crossing", "apple pie", "zebra apple", "milk"];
        let run = |order: &[usize]| {
            let mut documents: Vec<Document> = order.iter().map(|at| document("en", texts[*at], "")).collect();
            let vocabulary = intern(&mut documents);
            let mut words: Vec<(usize, Vec<TermId>)> =
                order.iter().copied().zip(documents.into_iter().map(|d| d.words)).collect();
            words.sort();
            (vocabulary.terms, words)
        };
        assert_eq!(run(&[0, 1, 2, 3]), run(&[3, 1, 0, 2]));
    }

    #[test]
    fn a_document_has_a_bounded_number_of_words() {
        assert_eq!(words("en", "", &"word ".repeat(1000)).len(), MOST_WORDS);
    }
}
