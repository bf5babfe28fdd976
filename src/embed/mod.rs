//! Floor 1: texts → points whose nearness is nearness of meaning.
//!
//! The [`teacher`] reads a text whole and is slow; the [`student`] guesses from its words what the teacher would say,
//! having learnt it from a [`sample`] of the corpus. So the cost of meaning is bounded whatever the corpus.

pub mod error;
mod normalizer;
mod ridge;
pub mod sample;
mod static_tokens;
pub mod student;
pub mod teacher;

use self::{
    error::EmbedError,
    student::{Lexicon, Student},
    teacher::Teacher,
};
use crate::model::{
    document::{DistinctTexts, Documents, TermId},
    embedding::Embeddings,
    progress::{Progress, Stage},
};

/// How much meaning may cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quality {
    /// The words alone: no teacher.
    Fast,
    /// The teacher reads a sample of bounded size, or everything where that is not more.
    #[default]
    Balanced,
    /// The teacher reads everything.
    Best,
}

/// What the user said about the encoding.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// How much it may cost.
    pub quality: Quality,
    /// Threads; what is found does not depend on them.
    pub threads: usize,
}

/// Tokens that the teacher reads at the most when it reads a sample; two cores need some 25 seconds for them.
const BUDGET: usize = 320_000;

/// A corpus of so many times the budget is still read whole: the student would save little.
const WORTH_SAMPLING: f64 = 1.25;

/// Points for the different texts of a corpus.
///
/// # Errors
/// When the carried files are damaged or the model does not run.
pub fn encode(
    teacher: &Teacher,
    documents: &Documents,
    distinct: &DistinctTexts,
    settings: Settings,
    progress: &dyn Progress,
) -> Result<Embeddings, EmbedError> {
    let texts: Vec<&str> = distinct.texts.iter().map(String::as_str).collect();
    let words: Vec<&[TermId]> =
        distinct.tickets.iter().map(|tickets| documents.documents[tickets[0]].words.as_slice()).collect();
    let tokens: Vec<usize> = words.iter().map(|words| tokens_of(words.len())).collect();
    let all = tokens.iter().sum::<usize>();
    match settings.quality {
        Quality::Fast => Ok(Lexicon::new(&documents.vocabulary, &words)?.untaught()),
        Quality::Balanced if all as f64 > BUDGET as f64 * WORTH_SAMPLING => {
            let lexicon = Lexicon::new(&documents.vocabulary, &words)?;
            let sample = sample::choose(&texts, &tokens, &lexicon, BUDGET);
            let chosen: Vec<&str> = sample.iter().map(|&at| texts[at]).collect();
            let points = teacher.encode(&chosen, settings.threads, progress)?;
            progress.start(Stage::Embed, 0);
            let found = Student::taught(&lexicon, &sample, &points).encode();
            progress.finish();
            Ok(found)
        }
        Quality::Balanced | Quality::Best => teacher.encode(&texts, settings.threads, progress),
    }
}

/// Tokens that a text of so many words has, both end marks included: measured on tickets, 1.3 a word.
fn tokens_of(words: usize) -> usize {
    if words == 0 { 0 } else { (words * 13 / 10 + 2).min(teacher::LONGEST) }
}
