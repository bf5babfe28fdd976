//! The student: what the teacher would say of a text, guessed from its words.
//!
//! A text's static vector (mean of its words', rare words counting more) goes through a linear map, and its words and
//! pairs of words add what the map misses: both are learnt from a sample of the corpus that the teacher has read. A
//! text costs some ten thousand multiplications instead of some hundred million.

use std::collections::BTreeMap;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    error::EmbedError,
    ridge,
    static_tokens::{self, DIMENSIONS, StaticTokens},
};
use crate::model::{
    document::{TermId, TermKind, Vocabulary},
    embedding::Embeddings,
};

/// Weight `a / (a + p)` of a word of frequency `p` in the mean: Arora, Liang and Ma (2017), "A simple but
/// tough-to-beat baseline for sentence embeddings".
const SMOOTH: f64 = 1e-3;

/// Penalty of the linear map's distance from the one that other corpora taught.
const MAP_PENALTY: f64 = 1.0;

/// Penalty of the weights of words and pairs.
const PHRASE_PENALTY: f32 = 0.5;

/// Texts of the sample that must say a word or pair for it to be learnt.
const FEWEST_TEXTS: u32 = 2;

/// Words and pairs that are learnt at the most, the most common first: bounds memory (1.5 KB each).
const MOST_PHRASES: usize = 40_000;

/// Words of a text that are read: what the teacher reads of it (256 tokens).
const LONGEST: usize = 200;

/// Texts with their words, and what the words mean by themselves.
pub struct Lexicon<'a> {
    vocabulary: &'a Vocabulary,
    texts: &'a [&'a [TermId]],
    /// The static vector of each term, times its weight in a mean.
    vectors: Vec<f32>,
    /// The weight of each term; breaks have none.
    weights: Vec<f32>,
    axes: Vec<f32>,
}

impl<'a> Lexicon<'a> {
    /// Looks the words up.
    ///
    /// # Errors
    /// When the carried files are damaged.
    pub fn new(vocabulary: &'a Vocabulary, texts: &'a [&'a [TermId]]) -> Result<Self, EmbedError> {
        let mut count = vec![0u64; vocabulary.terms.len()];
        texts.iter().flat_map(|words| words.iter()).for_each(|&word| count[word as usize] += 1);
        let all = count.iter().sum::<u64>().max(1) as f64;
        let weight = |at: usize| {
            let is_word = vocabulary.terms[at].kind != TermKind::Break && count[at] > 0;
            if is_word { (SMOOTH / (SMOOTH + count[at] as f64 / all)) as f32 } else { 0.0 }
        };
        let weights: Vec<f32> = (0..count.len()).map(weight).collect();
        let chunks: Vec<Vec<f32>> = (0..count.len())
            .collect::<Vec<_>>()
            .par_chunks(4096)
            .map(|terms| {
                // A tokenizer cannot be shared between threads; loading one takes some 20 ms.
                let table = StaticTokens::carried()?;
                let vector = |&at: &usize| {
                    let known = (weights[at] > 0.0).then(|| table.word(&vocabulary.terms[at].surface));
                    known.unwrap_or([0.0; DIMENSIONS]).map(|x| x * weights[at])
                };
                Ok(terms.iter().flat_map(vector).collect())
            })
            .collect::<Result<_, EmbedError>>()?;
        Ok(Self { vocabulary, texts, vectors: chunks.concat(), weights, axes: static_tokens::axes() })
    }

    /// How many texts.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The static vector of a text: the weighted mean of its words'.
    pub fn vector(&self, text: usize) -> [f32; DIMENSIONS] {
        let (mut sum, mut weight) = ([0.0; DIMENSIONS], 0.0);
        for &word in self.words(text) {
            let row = &self.vectors[word as usize * DIMENSIONS..][..DIMENSIONS];
            sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
            weight += self.weights[word as usize];
        }
        if weight > 0.0 { sum.map(|x| x / weight) } else { sum }
    }

    fn words(&self, text: usize) -> &[TermId] {
        let words = self.texts[text];
        &words[..words.len().min(LONGEST)]
    }

    /// The static vectors turned into the model's space: what meaning costs without any teacher.
    pub fn untaught(&self) -> Embeddings {
        let outputs = self.axes.len() / DIMENSIONS;
        Embeddings::written(outputs, self.len(), |text, row| add_product(row, &self.vector(text), &self.axes))
    }

    /// The words and pairs of neighbouring words of a text, each once, by the hash of their stems.
    fn phrases(&self, text: usize) -> Vec<u64> {
        let mut found = Vec::new();
        let mut before: Option<&str> = None;
        for &word in self.words(text) {
            let term = &self.vocabulary.terms[word as usize];
            if term.kind == TermKind::Break {
                before = None;
                continue;
            }
            found.push(xxh3_64(term.stem.as_bytes()));
            if let Some(before) = before {
                found.push(xxh3_64(format!("{before} {}", term.stem).as_bytes()));
            }
            before = Some(&term.stem);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What was learnt of a corpus.
pub struct Student<'l> {
    lexicon: &'l Lexicon<'l>,
    outputs: usize,
    /// Static numbers x outputs.
    map: Vec<f32>,
    phrases: Phrases,
    /// Phrases x outputs.
    weights: Vec<f32>,
}

/// The phrases that were learnt: place and weight (inverse document frequency) by hash.
struct Phrases {
    known: BTreeMap<u64, (u32, f32)>,
}

impl Phrases {
    fn of(lexicon: &Lexicon, sample: &[usize]) -> Self {
        let mut texts: BTreeMap<u64, u32> = BTreeMap::new();
        for &text in sample {
            lexicon.phrases(text).into_iter().for_each(|phrase| *texts.entry(phrase).or_default() += 1);
        }
        let mut common: Vec<(u64, u32)> = texts.into_iter().filter(|phrase| phrase.1 >= FEWEST_TEXTS).collect();
        common.sort_unstable_by_key(|&(hash, texts)| (std::cmp::Reverse(texts), hash));
        common.truncate(MOST_PHRASES);
        let rarity = |texts: u32| (1.0 + sample.len() as f32 / texts as f32).ln();
        let place = |(at, (hash, texts)): (usize, (u64, u32))| (hash, (at as u32, rarity(texts)));
        Self { known: common.into_iter().enumerate().map(place).collect() }
    }

    /// The learnt phrases of a text with weights, together of length one.
    fn row(&self, lexicon: &Lexicon, text: usize) -> Vec<(u32, f32)> {
        let mut row: Vec<(u32, f32)> =
            lexicon.phrases(text).iter().filter_map(|phrase| self.known.get(phrase).copied()).collect();
        row.sort_unstable_by_key(|phrase| phrase.0);
        let length = row.iter().map(|phrase| phrase.1 * phrase.1).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        row.iter_mut().for_each(|phrase| phrase.1 /= length);
        row
    }
}

impl<'l> Student<'l> {
    /// Learns from the texts of `sample`, whose points the teacher gave in that order.
    ///
    /// `known_space` tells whether they are the carried model's, which the static vectors were made for.
    pub fn taught(lexicon: &'l Lexicon<'l>, sample: &[usize], points: &Embeddings, known_space: bool) -> Self {
        let outputs = points.dimensions();
        let vectors: Vec<f32> = sample.par_iter().flat_map_iter(|&text| lexicon.vector(text)).collect();
        let start = if known_space { lexicon.axes.clone() } else { vec![0.0; DIMENSIONS * outputs] };
        let mut missing = points.values().to_vec();
        subtract(&mut missing, &vectors, &start, outputs);
        let change = ridge::dense(&vectors, DIMENSIONS, &missing, outputs, MAP_PENALTY);
        subtract(&mut missing, &vectors, &change, outputs);
        let map = start.iter().zip(&change).map(|(start, change)| start + change).collect();

        let phrases = Phrases::of(lexicon, sample);
        let rows: Vec<Vec<(u32, f32)>> = sample.par_iter().map(|&text| phrases.row(lexicon, text)).collect();
        let weights = ridge::sparse(&rows, phrases.known.len(), &missing, outputs, PHRASE_PENALTY);
        Self { lexicon, outputs, map, phrases, weights }
    }

    /// A point for every text of the corpus.
    pub fn encode(&self) -> Embeddings {
        Embeddings::written(self.outputs, self.lexicon.len(), |text, point| {
            add_product(point, &self.lexicon.vector(text), &self.map);
            for (phrase, weight) in self.phrases.row(self.lexicon, text) {
                let row = &self.weights[phrase as usize * self.outputs..][..self.outputs];
                point.iter_mut().zip(row).for_each(|(sum, x)| *sum += weight * x);
            }
        })
    }
}

/// Adds a row times a matrix to as many sums as this has columns.
fn add_product(sums: &mut [f32], row: &[f32], matrix: &[f32]) {
    for (x, weights) in row.iter().zip(matrix.chunks_exact(sums.len())) {
        sums.iter_mut().zip(weights).for_each(|(sum, w)| *sum += x * w);
    }
}

/// Takes what the map says from the goals.
fn subtract(goals: &mut [f32], vectors: &[f32], map: &[f32], outputs: usize) {
    goals.par_chunks_exact_mut(outputs).zip(vectors.par_chunks_exact(DIMENSIONS)).for_each(|(goal, vector)| {
        let mut said = vec![0.0; outputs];
        add_product(&mut said, vector, map);
        goal.iter_mut().zip(said).for_each(|(goal, said)| *goal -= said);
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        embed::{sample, teacher::Teacher},
        model::{document::Term, embedding::dot, progress::Silent},
    };

    /// Tickets of some shapes about some things.
    fn corpus() -> Vec<String> {
        let things = ["invoice", "password", "printer", "parcel", "subscription", "calendar", "webcam", "refund"];
        let shapes = [
            "my {} does not work since the last update",
            "where can I find the {} that I was promised",
            "please help, the {} is gone again",
            "I cannot change the {} in the settings page",
            "the {} shows an error when I open it",
            "how long until the {} is repaired",
        ];
        let also = ["today", "at home", "on my phone", "in the office", "every morning"];
        let mut texts = vec![];
        for thing in things {
            for shape in shapes {
                texts.extend(also.map(|also| format!("{} {also}", shape.replace("{}", thing))));
            }
        }
        texts
    }

    fn words_of(texts: &[String]) -> (Vocabulary, Vec<Vec<TermId>>) {
        let split =
            |text: &str| text.split([' ', ',']).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let all: BTreeSet<String> = texts.iter().flat_map(|text| split(text)).collect();
        let all: Vec<String> = all.into_iter().collect();
        let term = |w: &String| Term { surface: w.clone(), stem: w.clone(), kind: TermKind::Content };
        let id = |w: String| all.binary_search(&w).unwrap() as TermId;
        let words = texts.iter().map(|text| split(text).into_iter().map(id).collect()).collect();
        (Vocabulary { terms: all.iter().map(term).collect() }, words)
    }

    fn mean_cosine(a: &Embeddings, b: &Embeddings, at: &[usize]) -> f32 {
        at.iter().map(|&at| dot(&a.row(at), &b.row(at))).sum::<f32>() / at.len() as f32
    }

    #[test]
    fn a_taught_student_says_of_new_texts_what_the_teacher_says() {
        let texts = corpus();
        let (vocabulary, words) = words_of(&texts);
        let words: Vec<&[TermId]> = words.iter().map(Vec::as_slice).collect();
        let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
        let truth = Teacher::carried().unwrap().encode(&refs, 2, &Silent).unwrap();
        let lexicon = Lexicon::new(&vocabulary, &words).unwrap();
        let tokens: Vec<usize> = words.iter().map(|words| words.len() + 2).collect();
        let sample = sample::choose(&refs, &tokens, &lexicon, tokens.iter().sum::<usize>() / 2);
        let rest: Vec<usize> = (0..texts.len()).filter(|at| !sample.contains(at)).collect();
        assert!((100..=125).contains(&sample.len()), "{}", sample.len());

        let taught = Student::taught(&lexicon, &sample, &truth.rows(&sample), true).encode();
        let (taught, untaught) = (mean_cosine(&taught, &truth, &rest), mean_cosine(&lexicon.untaught(), &truth, &rest));
        assert!(taught > 0.9 && taught > untaught + 0.1, "taught {taught}, untaught {untaught}");
    }

    #[test]
    fn the_sample_depends_on_the_texts_and_not_on_their_order() {
        let texts = corpus();
        let chosen = |texts: &[String]| {
            let (vocabulary, words) = words_of(texts);
            let words: Vec<&[TermId]> = words.iter().map(Vec::as_slice).collect();
            let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
            let lexicon = Lexicon::new(&vocabulary, &words).unwrap();
            let tokens = vec![10; texts.len()];
            let sample = sample::choose(&refs, &tokens, &lexicon, 600);
            sample.into_iter().map(|at| texts[at].clone()).collect::<BTreeSet<_>>()
        };
        let backwards: Vec<String> = texts.iter().rev().cloned().collect();
        assert_eq!(chosen(&texts).len(), 60);
        assert_eq!(chosen(&texts), chosen(&backwards));
    }

    #[test]
    fn texts_without_words_have_no_point() {
        let vocabulary =
            Vocabulary { terms: vec![Term { surface: "\n".into(), stem: String::new(), kind: TermKind::Break }] };
        let words: [&[TermId]; 2] = [&[], &[0]];
        let lexicon = Lexicon::new(&vocabulary, &words).unwrap();
        assert!(lexicon.untaught().values().iter().all(|x| *x == 0.0));
    }
}
