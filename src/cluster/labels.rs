//! What the texts are that many tickets share word for word: category paths in place of a text, labels of a list such as
//! a form's subjects, or what people say in the same words again and again, such as a question that a widget proposes.
//!
//! Whoever made a list told its entries apart, however alike they are; sayings of one problem are to be found together.

use super::Input;
use crate::model::document::TermKind;

/// Share of the words of running text that are function words, below which a text reads like a label. In questions and
/// complaints (five labelled sets) it is 0.51 to 0.61; in the categories of complaints to an authority 0.23 to 0.27,
/// in those of helpdesks less.
const RUNNING: f64 = 0.38;

/// Share of the tickets that have no text, from which the corpus is one of category paths.
const TEXTLESS: f64 = 0.5;

/// What shared texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shared {
    /// Running text.
    Sayings,
    /// Entries of a list.
    Labels,
    /// Category paths that stand for a text: what they are like says nothing.
    Paths,
}

/// What the texts are that at least `shared` tickets have word for word. Where the language is one whose function words
/// are not known, they are taken for labels.
pub(super) fn shared_texts(input: Input, shared: usize) -> Shared {
    let documents = &input.documents.documents;
    let textless = documents.iter().filter(|document| document.from_category).count();
    if textless > 0 && textless as f64 >= TEXTLESS * documents.len() as f64 {
        return Shared::Paths;
    }
    let (mut function, mut words) = (0usize, 0usize);
    for tickets in input.distinct.tickets.iter().filter(|tickets| tickets.len() >= shared) {
        for &term in &documents[tickets[0]].words {
            match input.documents.vocabulary.terms[term as usize].kind {
                TermKind::Stop => (function, words) = (function + 1, words + 1),
                TermKind::Content => words += 1,
                TermKind::Break | TermKind::Placeholder => {}
            }
        }
    }
    if words > 0 && function as f64 >= RUNNING * words as f64 { Shared::Sayings } else { Shared::Labels }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        document::{DistinctTexts, Document, Documents, Term, Vocabulary},
        embedding::Embeddings,
    };

    fn kind(texts: &[(&str, usize)], from_category: bool) -> Shared {
        let stop = ["how", "do", "i", "my", "the", "is", "why", "to"];
        let (mut terms, mut documents, mut tickets, mut told_by) = (vec![], vec![], vec![], vec![]);
        for (text, copies) in texts {
            tickets.push((documents.len()..documents.len() + copies).collect());
            told_by.push(documents.len());
            let first = terms.len() as u32;
            for word in text.split(' ') {
                let kind = if stop.contains(&word) { TermKind::Stop } else { TermKind::Content };
                terms.push(Term { surface: word.to_owned(), stem: word.to_owned(), kind });
            }
            let words = (first..terms.len() as u32).collect();
            documents.extend(vec![Document { words, from_category, ..Document::default() }; *copies]);
        }
        let documents = Documents { documents, vocabulary: Vocabulary { terms }, ..Documents::default() };
        let distinct = DistinctTexts { told_by, tickets };
        let points = Embeddings::new(1, vec![1.0; texts.len()]);
        let categories = vec![None; texts.len()];
        let input = Input {
            documents: &documents,
            distinct: &distinct,
            points: &points,
            categories: &categories,
            is_idle: |_| false,
        };
        shared_texts(input, 3)
    }

    #[test]
    fn entries_of_a_list_are_labels_and_questions_are_not() {
        let list = [("product setup", 40), ("loan servicing payments to the lender", 9)];
        assert_eq!(kind(&list, false), Shared::Labels);
        assert_eq!(kind(&[("how do i reset my password", 4), ("why is the app slow", 7)], false), Shared::Sayings);
        assert_eq!(kind(&list, true), Shared::Paths);
    }

    #[test]
    fn only_what_is_shared_counts() {
        let texts = [("how do i reset my password", 1), ("why is the app slow", 2), ("battery life", 3)];
        assert_eq!(kind(&texts, false), Shared::Labels);
        assert_eq!(kind(&[], false), Shared::Labels);
    }
}
