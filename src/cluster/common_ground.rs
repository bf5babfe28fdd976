//! Long letters of one manner ("a caller rang …") lie near each other without being about one thing, and so do texts in
//! a language that few others speak. Where texts are long enough to name what they are about, or share such a language,
//! a problem without a word in common is none.

use std::collections::BTreeMap;

use super::keywords;
use crate::model::document::{Documents, TermKind, UNKNOWN_LANGUAGE};

/// Content words from which a text names what it is about; short questions say one thing in many words.
const LONG: f64 = 15.0;

/// Share of the tickets that say the problem's most common keyword, at the least. In long tickets of planted
/// problems it is 0.47 to 1, in groups of one manner 0.33 to 0.36.
const SHARED: f64 = 0.40;

/// Keywords that may be it.
const LOOKED_AT: usize = 3;

/// The same in groups that have a language in common which few others of the corpus speak: a sentence model knows no
/// more of a language that it does not read than that it is another one.
const SHARED_FOREIGN: f64 = 0.25;

/// Share of a group in such a language …
const MOSTLY: f64 = 0.5;

/// … and share of the corpus, at the most.
const FEW: f64 = 0.25;

/// Documents from which a share says something.
const FEWEST: usize = 8;

/// Whether each group of documents has a word in common, as far as that can be asked of it.
pub fn have_common_ground(documents: &Documents, groups: &[Vec<usize>], rest: &[usize]) -> Vec<bool> {
    let found = keywords::keywords(documents, groups, rest);
    let every: Vec<usize> = (0..documents.documents.len()).collect();
    let spoken = languages(documents, &every);
    let foreign = |group: &[usize]| {
        let of_group = languages(documents, group);
        let most = of_group.iter().max_by_key(|(language, texts)| (**texts, std::cmp::Reverse(**language)));
        most.is_some_and(|(language, texts)| {
            *language != UNKNOWN_LANGUAGE
                && *texts as f64 >= MOSTLY * group.len() as f64
                && (spoken[language] as f64) <= FEW * every.len() as f64
        })
    };
    let has = |(group, keywords): (&Vec<usize>, &Vec<keywords::Keyword>)| {
        let share = keywords.iter().take(LOOKED_AT).map(|k| k.share).fold(0.0, f64::max);
        let least = match mean_length(documents, group) >= LONG {
            true => SHARED,
            false if foreign(group) => SHARED_FOREIGN,
            false => 0.0,
        };
        share >= least || group.len() < FEWEST
    };
    groups.iter().zip(&found).map(has).collect()
}

/// How many of the documents are in each language.
fn languages(documents: &Documents, of: &[usize]) -> BTreeMap<&'static str, usize> {
    let mut found = BTreeMap::new();
    of.iter().for_each(|&at| *found.entry(documents.documents[at].language).or_default() += 1);
    found
}

/// Mean number of content words.
fn mean_length(documents: &Documents, group: &[usize]) -> f64 {
    let terms = &documents.vocabulary.terms;
    let words = |&at: &usize| {
        let content = |&&word: &&u32| terms[word as usize].kind == TermKind::Content;
        documents.documents[at].words.iter().filter(content).count()
    };
    group.iter().map(words).sum::<usize>() as f64 / group.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Document, Term, Vocabulary};

    /// Documents of `length` words each, all different but for one more, which every `shared`th of the first half says.
    fn documents(n: usize, length: usize, shared: usize) -> Documents {
        let term = |text: String| Term { surface: text.clone(), stem: text, kind: TermKind::Content };
        let mut terms: Vec<Term> = (0..n * length).map(|at| term(format!("word{at}"))).collect();
        terms.push(term("invoice".to_owned()));
        let common = terms.len() as u32 - 1;
        let documents = (0..n)
            .map(|at| {
                let mut words: Vec<u32> = (at * length..(at + 1) * length).map(|w| w as u32).collect();
                if at < n / 2 && at % shared == 0 {
                    words.push(common);
                }
                Document { words, ..Document::default() }
            })
            .collect();
        Documents { documents, vocabulary: Vocabulary { terms }, ..Documents::default() }
    }

    fn asked(documents: &Documents, group: std::ops::Range<usize>) -> bool {
        let rest: Vec<usize> = (group.end..documents.documents.len()).collect();
        have_common_ground(documents, &[group.collect()], &rest)[0]
    }

    #[test]
    fn long_letters_need_a_word_in_common() {
        assert!(!asked(&documents(40, 30, 40), 0..20));
        assert!(asked(&documents(40, 30, 2), 0..20));
    }

    #[test]
    fn a_language_that_few_speak_is_nothing_in_common() {
        let spoken = |shared: usize, few: &'static str| {
            let mut made = documents(120, 6, shared);
            made.documents.iter_mut().for_each(|document| document.language = "en");
            made.documents[..20].iter_mut().for_each(|document| document.language = few);
            made
        };
        assert!(!asked(&spoken(120, "hi"), 0..20));
        assert!(asked(&spoken(2, "hi"), 0..20), "they share a word as well");
        assert!(asked(&spoken(120, "en"), 0..20), "all speak it");
        assert!(asked(&spoken(120, UNKNOWN_LANGUAGE), 0..20), "nobody knows what it is");
    }

    #[test]
    fn short_questions_and_handfuls_need_none() {
        assert!(asked(&documents(40, 6, 40), 0..20));
        assert!(asked(&documents(40, 30, 40), 0..5));
    }
}
