//! Floor 1: texts → points whose nearness is nearness of meaning.
//!
//! The [`teacher`] reads a text whole and is slow; the [`student`] guesses from its words what the teacher would say,
//! having learnt it from a [`sample`] of the corpus. So the cost of meaning is bounded whatever the corpus.

pub mod cache;
pub mod error;
mod normalizer;
mod ridge;
pub mod sample;
mod static_tokens;
pub mod student;
pub mod teacher;

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use self::{
    cache::Cache,
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
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How much it may cost.
    pub quality: Quality,
    /// Threads; what is found does not depend on them.
    pub threads: usize,
    /// Folder of the cache, when there is to be one.
    pub cache: Option<PathBuf>,
}

/// Tokens that the teacher reads at the most when it reads a sample; two cores need some 25 seconds for them.
const BUDGET: usize = 320_000;

/// A corpus of so many times the budget is still read whole: the student would save little.
const WORTH_SAMPLING: f64 = 1.25;

/// Gives texts their points.
pub struct Encoder {
    teacher: Teacher,
    cache: Option<Mutex<Cache>>,
    settings: Settings,
}

impl Encoder {
    /// Loads the carried model, and the cache when there is to be one.
    ///
    /// # Errors
    /// When the carried files are damaged or the cache cannot be read.
    pub fn new(settings: &Settings) -> Result<Self, EmbedError> {
        let open = |folder: &PathBuf| Cache::open(folder, teacher::carried_checksum(), teacher::DIMENSIONS);
        let cache = settings.cache.as_ref().map(open).transpose()?.map(Mutex::new);
        Ok(Self { teacher: Teacher::carried()?, cache, settings: settings.clone() })
    }

    /// What tells the space of this encoder's points from another's: points of one name can be compared across runs.
    pub fn space(&self) -> String {
        let words_alone = if self.settings.quality == Quality::Fast { "-words" } else { "" };
        format!("{:016x}{words_alone}", teacher::carried_checksum())
    }

    /// A unit vector a text, as the teacher reads it, now or in an earlier run.
    ///
    /// # Errors
    /// When the model does not run.
    pub fn read(&self, texts: &[&str], progress: &dyn Progress) -> Result<Embeddings, EmbedError> {
        let threads = self.settings.threads;
        let Some(cache) = &self.cache else { return self.teacher.encode(texts, threads, progress) };
        let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
        let mut values = vec![0.0; texts.len() * teacher::DIMENSIONS];
        let mut new = Vec::new();
        for (at, row) in values.chunks_exact_mut(teacher::DIMENSIONS).enumerate() {
            match cache.get(texts[at]) {
                Some(vector) => row.copy_from_slice(vector),
                None => new.push(at),
            }
        }
        let missing: Vec<&str> = new.iter().map(|&at| texts[at]).collect();
        let points = self.teacher.encode(&missing, threads, progress)?;
        for (place, &at) in new.iter().enumerate() {
            values[at * teacher::DIMENSIONS..][..teacher::DIMENSIONS].copy_from_slice(points.row(place));
            cache.put(texts[at], points.row(place));
        }
        Ok(Embeddings::of_units(teacher::DIMENSIONS, values))
    }

    /// Points for the different texts of a corpus.
    ///
    /// # Errors
    /// When the carried files are damaged or the model does not run.
    pub fn points(
        &self,
        documents: &Documents,
        distinct: &DistinctTexts,
        progress: &dyn Progress,
    ) -> Result<Embeddings, EmbedError> {
        let texts: Vec<&str> = distinct.texts.iter().map(String::as_str).collect();
        let words: Vec<&[TermId]> =
            distinct.tickets.iter().map(|tickets| documents.documents[tickets[0]].words.as_slice()).collect();
        let tokens: Vec<usize> = words.iter().map(|words| tokens_of(words.len())).collect();
        let all = tokens.iter().sum::<usize>();
        match self.settings.quality {
            Quality::Fast => Ok(Lexicon::new(&documents.vocabulary, &words)?.untaught()),
            Quality::Balanced if all as f64 > BUDGET as f64 * WORTH_SAMPLING => {
                let lexicon = Lexicon::new(&documents.vocabulary, &words)?;
                let sample = sample::choose(&texts, &tokens, &lexicon, BUDGET);
                let chosen: Vec<&str> = sample.iter().map(|&at| texts[at]).collect();
                let points = self.read(&chosen, progress)?;
                progress.start(Stage::Embed, 0);
                let found = Student::taught(&lexicon, &sample, &points).encode();
                progress.finish();
                Ok(found)
            }
            Quality::Balanced | Quality::Best => self.read(&texts, progress),
        }
    }

    /// Keeps for the next run what the teacher read in this one.
    ///
    /// # Errors
    /// When the cache cannot be written.
    pub fn save(&self) -> Result<(), EmbedError> {
        let Some(cache) = &self.cache else { return Ok(()) };
        cache.lock().unwrap_or_else(PoisonError::into_inner).save()
    }
}

/// Tokens that a text of so many words has, both end marks included: measured on tickets, 1.3 a word.
fn tokens_of(words: usize) -> usize {
    if words == 0 { 0 } else { (words * 13 / 10 + 2).min(teacher::LONGEST) }
}
