//! Floor 1: texts → points whose nearness is nearness of meaning.
//!
//! The [`teacher`] reads a text whole and is slow; the [`student`] guesses from its words what the teacher would say,
//! having learnt it from a [`sample`] of the corpus. So the cost of meaning is bounded whatever the corpus. Where texts
//! are not in the model's language, their letters stand beside what it says.

pub mod cache;
pub mod error;
mod letters;
mod middle;
pub mod model;
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
    letters::Letters,
    middle::Middle,
    student::{Lexicon, Student},
    teacher::Teacher,
};
use crate::model::{
    document::{DistinctTexts, Documents, TermId, UNKNOWN_LANGUAGE},
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
    /// Folder of another sentence model than the carried one.
    pub model: Option<PathBuf>,
}

/// Tokens that the teacher reads at the most when it reads a sample; two cores need some 25 seconds for them.
const BUDGET: usize = 320_000;

/// A corpus of so many times the budget is still read whole: the student would save little.
const WORTH_SAMPLING: f64 = 1.25;

/// The language that the carried model reads.
const MODEL_LANGUAGE: &str = "en";

/// Share of the texts in other languages from which their letters are looked at …
const FOREIGN_SHARE: f64 = 0.05;

/// … and how many of them there must be to learn from.
const FEWEST_FOREIGN: usize = 20;

/// Share of texts in the model's language below which they are taken for the others: of 675 requests in German 56 look
/// English, and far from all others they would make problems of their own.
const STRAYS: f64 = 0.2;

/// The points of a corpus' different texts, and how further texts get theirs.
pub struct Space {
    /// A unit vector a text.
    pub points: Embeddings,
    letters: Option<Letters>,
    mostly_foreign: bool,
    middle: Option<Middle>,
}

/// Gives texts their points.
pub struct Encoder {
    teacher: Teacher,
    cache: Option<Mutex<Cache>>,
    settings: Settings,
}

impl Encoder {
    /// Loads the model, and the cache when there is to be one.
    ///
    /// # Errors
    /// When the model's files are missing or damaged, or the cache cannot be read.
    pub fn new(settings: &Settings) -> Result<Self, EmbedError> {
        let teacher = match &settings.model {
            Some(_) if settings.quality == Quality::Fast => return Err(EmbedError::UnreadModel),
            Some(folder) => Teacher::of_folder(folder)?,
            None => Teacher::carried()?,
        };
        let open = |folder: &PathBuf| Cache::open(folder, teacher.checksum(), teacher.dimensions());
        let cache = settings.cache.as_ref().map(open).transpose()?.map(Mutex::new);
        Ok(Self { teacher, cache, settings: settings.clone() })
    }

    /// What tells this encoder's points from another's: where the names are the same, points of two runs can be
    /// compared by their first [`comparable`](Self::comparable) numbers.
    pub fn name(&self) -> String {
        let words_alone = if self.settings.quality == Quality::Fast { "-words" } else { "" };
        format!("{:016x}{words_alone}", self.teacher.checksum())
    }

    /// How many of a point's numbers mean the same in every run; those after them are learnt from its corpus.
    pub fn comparable(&self) -> usize {
        self.teacher.dimensions()
    }

    /// A unit vector a text, as the teacher reads it, now or in an earlier run.
    ///
    /// # Errors
    /// When the model does not run.
    pub fn read(&self, texts: &[&str], progress: &dyn Progress) -> Result<Embeddings, EmbedError> {
        let threads = self.settings.threads;
        let Some(cache) = &self.cache else { return self.teacher.encode(texts, threads, progress) };
        let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
        let dimensions = self.teacher.dimensions();
        let mut values = vec![0.0; texts.len() * dimensions];
        let mut new = Vec::new();
        for (at, row) in values.chunks_exact_mut(dimensions).enumerate() {
            match cache.get(texts[at]) {
                Some(vector) => row.copy_from_slice(vector),
                None => new.push(at),
            }
        }
        let missing: Vec<&str> = new.iter().map(|&at| texts[at]).collect();
        let points = self.teacher.encode(&missing, threads, progress)?;
        for (place, &at) in new.iter().enumerate() {
            values[at * dimensions..][..dimensions].copy_from_slice(&points.row(place));
            cache.put(texts[at], &points.row(place));
        }
        Ok(Embeddings::of_units(dimensions, values))
    }

    /// Points for the different texts of a corpus.
    ///
    /// # Errors
    /// When the carried files are damaged or the model does not run.
    pub fn space(
        &self,
        documents: &Documents,
        distinct: &DistinctTexts,
        progress: &dyn Progress,
    ) -> Result<Space, EmbedError> {
        let points = self.points(documents, distinct, progress)?;
        let (foreign, mostly_foreign) = foreign(documents, distinct);
        if !self.teacher.is_carried() {
            // Whatever languages it reads: whoever brings a model brings it for them.
            let middle = Middle::of(&points);
            let points = middle.as_ref().map_or_else(|| points.clone(), |middle| middle.seen_from(&points));
            return Ok(Space { points, letters: None, mostly_foreign, middle });
        }
        let texts = distinct.texts(&documents.documents);
        let learnt_from: Vec<usize> = (0..texts.len()).filter(|&at| foreign[at]).collect();
        let enough = (texts.len() as f64 * FOREIGN_SHARE).max(FEWEST_FOREIGN as f64);
        if (learnt_from.len() as f64) < enough {
            return Ok(Space { points, letters: None, mostly_foreign, middle: None });
        }
        let learnt_texts: Vec<&str> = learnt_from.iter().map(|&at| texts[at]).collect();
        let letters = Letters::of(&learnt_texts, Middle::among(&points, &learnt_from));
        let beside = letters.beside(&points, &texts, &foreign);
        let points = if learnt_from.len() == texts.len() { beside.read_by(letters::MEASURE) } else { beside };
        Ok(Space { points, letters: Some(letters), mostly_foreign, middle: None })
    }

    /// Points for further texts in the space of a corpus: titles that are thought of.
    ///
    /// # Errors
    /// When the model does not run.
    pub fn place(&self, texts: &[&str], space: &Space, progress: &dyn Progress) -> Result<Embeddings, EmbedError> {
        let points = self.read(texts, progress)?;
        let foreign = vec![space.mostly_foreign; texts.len()];
        Ok(match (&space.letters, &space.middle) {
            (Some(letters), _) => letters.beside(&points, texts, &foreign),
            (None, Some(middle)) => middle.seen_from(&points),
            (None, None) => points,
        })
    }

    fn points(
        &self,
        documents: &Documents,
        distinct: &DistinctTexts,
        progress: &dyn Progress,
    ) -> Result<Embeddings, EmbedError> {
        let texts = distinct.texts(&documents.documents);
        let words: Vec<&[TermId]> =
            distinct.tickets.iter().map(|tickets| documents.documents[tickets[0]].words.as_slice()).collect();
        let tokens: Vec<usize> = words.iter().map(|words| tokens_of(words.len(), self.teacher.longest())).collect();
        let all = tokens.iter().sum::<usize>();
        match self.settings.quality {
            Quality::Fast => Ok(Lexicon::new(&documents.vocabulary, &words)?.untaught()),
            Quality::Balanced if all as f64 > BUDGET as f64 * WORTH_SAMPLING => {
                let lexicon = Lexicon::new(&documents.vocabulary, &words)?;
                let sample = sample::choose(&texts, &tokens, &lexicon, BUDGET);
                let chosen: Vec<&str> = sample.iter().map(|&at| texts[at]).collect();
                let points = self.read(&chosen, progress)?;
                progress.start(Stage::Embed, 0);
                let found = Student::taught(&lexicon, &sample, &points, self.teacher.is_carried()).encode();
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

/// Which texts are not in the model's language, and whether most are not; a text of unknown language is as most are.
/// Where few are in the model's language, none is: they hold an English name, film or error message.
fn foreign(documents: &Documents, distinct: &DistinctTexts) -> (Vec<bool>, bool) {
    let language = |tickets: &Vec<usize>| documents.documents[tickets[0]].language;
    let known = || distinct.tickets.iter().map(language).filter(|&language| language != UNKNOWN_LANGUAGE);
    let (all, others) = (known().count(), known().filter(|&language| language != MODEL_LANGUAGE).count());
    let mostly = others * 2 > all;
    if others as f64 > (1.0 - STRAYS) * all as f64 {
        return (vec![true; distinct.len()], true);
    }
    let foreign = distinct.tickets.iter().map(|tickets| match language(tickets) {
        UNKNOWN_LANGUAGE => mostly,
        language => language != MODEL_LANGUAGE,
    });
    (foreign.collect(), mostly)
}

/// Tokens that a text of so many words has, both end marks included: measured on tickets, 1.3 a word.
fn tokens_of(words: usize, longest: usize) -> usize {
    if words == 0 { 0 } else { (words * 13 / 10 + 2).min(longest) }
}
