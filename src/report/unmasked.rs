//! Examples in the words that customers wrote, for who asked to see them.

use std::collections::BTreeMap;

use super::{Example, Report, excerpt};
use crate::model::{corpus::Corpus, document::Document};

/// Replaces the words of every example by those of `written`, which stand in the corpus' order. Titles, phrases and
/// everything else stay as they are.
pub fn unmask(report: &mut Report, corpus: &Corpus, written: &[Document]) {
    let place: BTreeMap<&str, usize> =
        corpus.tickets().iter().enumerate().map(|(at, ticket)| (ticket.id.as_str(), at)).collect();
    let examples =
        report.problems.iter_mut().flat_map(|problem| problem.examples.iter_mut().chain(&mut problem.farthest));
    for example in examples.chain(&mut report.grouping.examples) {
        let shown = place.get(example.ticket.as_str()).and_then(|&at| shown(corpus, written, at));
        if let Some(shown) = shown {
            *example = shown;
        }
    }
}

fn shown(corpus: &Corpus, written: &[Document], at: usize) -> Option<Example> {
    excerpt::example(corpus.tickets().get(at)?, written.get(at)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{document::Wording, ticket::Ticket},
        report::sample,
    };

    #[test]
    fn only_the_words_of_examples_change() {
        let before = sample::report();
        let id = before.problems[0].examples[0].ticket.clone();
        let corpus = Corpus::new(vec![Ticket { id: id.clone(), ..Ticket::default() }]);
        let written = [Document { wording: Wording::new("call me on 555-0100", ""), ..Document::default() }];
        let mut after = before.clone();
        unmask(&mut after, &corpus, &written);
        assert_eq!(after.problems[0].examples[0].text, "call me on 555-0100");
        let others = |report: &Report| {
            let mut report = report.clone();
            for problem in &mut report.problems {
                problem.examples.retain(|example| example.ticket != id);
                problem.farthest = None;
            }
            report.grouping.examples.clear();
            report
        };
        assert_eq!(others(&before), others(&after));
    }
}
