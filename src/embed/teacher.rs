//! The sentence model that the binary carries: all-MiniLM-L6-v2, run by rten.
//!
//! Texts of the same number of tokens are encoded together, so nothing is ever padded: a text's
//! vector does not depend on the texts beside it, on their order, nor on the number of threads.

use std::{
    ops::Range,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::NdTensor;
use rten_text::Tokenizer;
use xxhash_rust::xxh3::xxh3_64;

use super::{error::EmbedError, normalizer::BertNormalizer};
use crate::model::{
    embedding::Embeddings,
    progress::{Progress, Stage},
};

/// See `minilm/README.md` for origin, licence and checksum.
static MODEL: &[u8] = include_bytes!("minilm/model.onnx");
static TOKENIZER: &str = include_str!("minilm/tokenizer.json");

/// Numbers in a sentence vector of the carried model.
pub const DIMENSIONS: usize = 384;

/// Tokens of a text that are read, both end marks included. The model was trained on 128 and is
/// published with 256 (sentence-transformers, all-MiniLM-L6-v2, `max_seq_length`); what a ticket is
/// about stands in its first lines.
pub const LONGEST: usize = 256;

/// Tokens of a batch: enough to keep the matrix product busy, few enough to share out over threads.
const BATCH_TOKENS: usize = 1024;

/// Tells this model's vectors from others': a hash of its files.
pub fn carried_checksum() -> u64 {
    xxh3_64(MODEL) ^ xxh3_64(TOKENIZER.as_bytes())
}

/// Characters of a text that are given to the tokenizer: a token has seldom more than ten, and
/// a hostile text of a million characters must not cost a minute.
const LONGEST_TEXT: usize = LONGEST * 16;

/// A loaded sentence model.
pub struct Teacher {
    model: Model,
    inputs: [NodeId; 3],
    output: NodeId,
}

impl Teacher {
    /// Loads the model that the binary carries.
    ///
    /// # Errors
    /// When the carried files are damaged.
    pub fn carried() -> Result<Self, EmbedError> {
        let model = ModelOptions::with_all_ops()
            .prepack_weights(true)
            .load_static_slice(MODEL)
            .map_err(|e| EmbedError::Model { reason: e.to_string() })?;
        let node = |name: &str| model.node_id(name).map_err(|e| EmbedError::Model { reason: e.to_string() });
        let inputs = [node("input_ids")?, node("attention_mask")?, node("token_type_ids")?];
        let output =
            *model.output_ids().first().ok_or_else(|| EmbedError::Model { reason: "it has no output".to_owned() })?;
        Ok(Self { model, inputs, output })
    }

    /// One unit vector a text, in the texts' order; zeros for a text without a token.
    ///
    /// # Errors
    /// When the model does not run.
    pub fn encode(&self, texts: &[&str], threads: usize, progress: &dyn Progress) -> Result<Embeddings, EmbedError> {
        let tokens = tokenize(texts, threads)?;
        let mut order: Vec<usize> = (0..texts.len()).filter(|&at| !tokens[at].is_empty()).collect();
        // Longest first: the last batches are small ones, so that no thread is left with a big one.
        order.sort_by_key(|&at| (std::cmp::Reverse(tokens[at].len()), at));
        let batches = batches(&order, &tokens);

        progress.start(Stage::Embed, order.iter().map(|&at| tokens[at].len() as u64).sum());
        let rows = Mutex::new(vec![0.0f32; texts.len() * DIMENSIONS]);
        let failure = Mutex::new(None);
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..threads.clamp(1, batches.len().max(1)) {
                scope.spawn(|| {
                    // One thread a model call: its sums are then made in one order, always.
                    let mut options = RunOptions::default();
                    options.thread_pool = Some(Arc::new(ThreadPool::with_num_threads(1)));
                    while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let members = &order[batch.clone()];
                        match self.encode_batch(members, &tokens, &options) {
                            Ok(vectors) => {
                                let mut rows = rows.lock().unwrap_or_else(PoisonError::into_inner);
                                for (vector, &at) in vectors.chunks_exact(DIMENSIONS).zip(members) {
                                    rows[at * DIMENSIONS..(at + 1) * DIMENSIONS].copy_from_slice(vector);
                                }
                            }
                            Err(error) => {
                                *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                                next.store(batches.len(), Ordering::Relaxed);
                            }
                        }
                        progress.advance(members.iter().map(|&at| tokens[at].len() as u64).sum());
                    }
                });
            }
        });
        progress.finish();
        match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error),
            None => Ok(Embeddings::new(DIMENSIONS, rows.into_inner().unwrap_or_else(PoisonError::into_inner))),
        }
    }

    /// The mean of the token states of each text; all texts have the same number of tokens.
    fn encode_batch(
        &self,
        members: &[usize],
        tokens: &[Vec<i32>],
        options: &RunOptions,
    ) -> Result<Vec<f32>, EmbedError> {
        let length = tokens[members[0]].len();
        let shape = [members.len(), length];
        let ids: Vec<i32> = members.iter().flat_map(|&at| tokens[at].iter().copied()).collect();
        let inputs = [
            NdTensor::from_data(shape, ids),
            NdTensor::from_data(shape, vec![1i32; members.len() * length]),
            NdTensor::from_data(shape, vec![0i32; members.len() * length]),
        ];
        let fed = self.inputs.iter().copied().zip(inputs).map(|(id, tensor)| (id, tensor.into())).collect();
        let run = |e: String| EmbedError::Run { reason: e };
        let mut outputs = self.model.run(fed, &[self.output], Some(options.clone())).map_err(|e| run(e.to_string()))?;
        let states = outputs.pop().ok_or_else(|| run("it gave no output".to_owned()))?;
        let ([texts, states_per_text, dimensions], states) =
            states.into_shape_vec::<f32, 3>().map_err(|e| run(format!("{e:?}")))?;
        if (texts, states_per_text, dimensions) != (members.len(), length, DIMENSIONS) {
            return Err(run(format!("it gave states of shape {texts} x {states_per_text} x {dimensions}")));
        }
        let mut means = vec![0.0f32; texts * DIMENSIONS];
        for (mean, states) in means.chunks_exact_mut(DIMENSIONS).zip(states.chunks_exact(length * DIMENSIONS)) {
            for state in states.chunks_exact(DIMENSIONS) {
                mean.iter_mut().zip(state).for_each(|(sum, x)| *sum += x);
            }
        }
        Ok(means)
    }
}

/// Token ids of each text with both end marks; none for a text without a token of its own.
fn tokenize(texts: &[&str], threads: usize) -> Result<Vec<Vec<i32>>, EmbedError> {
    let share = texts.len().div_ceil(threads.max(1)).max(1);
    let parts: Vec<_> = thread::scope(|scope| {
        // A tokenizer cannot be shared between threads, so each share loads its own (some 20 ms).
        let running: Vec<_> = texts.chunks(share).map(|part| scope.spawn(move || tokenize_share(part))).collect();
        running.into_iter().map(|part| part.join()).collect()
    });
    let mut tokens = Vec::with_capacity(texts.len());
    for part in parts {
        let broke_off = |_| EmbedError::Tokenizer { reason: "it broke off".to_owned() };
        tokens.extend(part.map_err(broke_off)??);
    }
    Ok(tokens)
}

/// The carried model's tokenizer.
pub(super) fn carried_tokenizer() -> Result<Tokenizer, EmbedError> {
    let loaded = Tokenizer::from_json(TOKENIZER).map_err(|e| EmbedError::Tokenizer { reason: format!("{e:?}") })?;
    Ok(loaded.with_normalizer(Box::new(BertNormalizer)))
}

fn tokenize_share(texts: &[&str]) -> Result<Vec<Vec<i32>>, EmbedError> {
    let refused = |reason: String| EmbedError::Tokenizer { reason };
    let tokenizer = carried_tokenizer()?;
    let one = |text: &&str| {
        let end = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(at, _)| at);
        let encoded = tokenizer.encode(&text[..end], None).map_err(|e| refused(format!("{e:?}")))?;
        let mut ids: Vec<i32> = encoded.token_ids().iter().map(|&id| i32::try_from(id).unwrap_or(0)).collect();
        if ids.len() > LONGEST {
            let last = ids[ids.len() - 1];
            ids.truncate(LONGEST - 1);
            ids.push(last);
        }
        Ok(if ids.len() <= 2 { Vec::new() } else { ids })
    };
    texts.iter().map(one).collect()
}

/// Runs of texts with the same number of tokens, each of at most [`BATCH_TOKENS`] tokens or one text.
fn batches(order: &[usize], tokens: &[Vec<i32>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < order.len() {
        let length = tokens[order[start]].len();
        let most = (BATCH_TOKENS / length).max(1);
        let end = (start..order.len().min(start + most)).find(|&at| tokens[order[at]].len() != length);
        let end = end.unwrap_or(order.len().min(start + most));
        found.push(start..end);
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{embedding::dot, progress::Silent};

    #[test]
    fn a_vector_depends_on_its_text_alone() {
        let teacher = Teacher::carried().unwrap();
        let texts = ["My card has not arrived yet.", "", "I was charged twice", "The app logs me out", "card missing"];
        let together = teacher.encode(&texts, 2, &Silent).unwrap();
        for (at, text) in texts.iter().enumerate() {
            let alone = teacher.encode(&[text], 1, &Silent).unwrap();
            assert_eq!(alone.row(0), together.row(at), "{text}");
        }
        let many: Vec<&str> = texts.iter().copied().cycle().take(200).collect();
        let crowd = teacher.encode(&many, 2, &Silent).unwrap();
        for at in 0..many.len() {
            assert_eq!(crowd.row(at), together.row(at % texts.len()));
        }
        assert!(together.row(1).iter().all(|x| *x == 0.0));
    }

    /// Expected values: ONNX Runtime 1.31.1 with `tokenizers` 0.23.3 on the carried files, one text at a time.
    #[test]
    fn vectors_are_those_of_the_reference_engine() {
        let texts =
            ["How do I reset my password?", "I forgot my login and need a new one", "The invoice has the wrong tax"];
        let rows = Teacher::carried().unwrap().encode(&texts, 1, &Silent).unwrap();
        let close = |a: f32, b: f32| (a - b).abs() < 1e-4;
        for (at, expected) in [0.005_373, -0.061_111, -0.071_281, -0.034_230].into_iter().enumerate() {
            assert!(close(rows.row(0)[at], expected), "{at}: {}", rows.row(0)[at]);
        }
        for (a, b, expected) in [(0, 1, 0.584_584), (0, 2, -0.028_905), (1, 2, -0.004_659)] {
            let cosine = dot(rows.row(a), rows.row(b));
            assert!(close(cosine, expected), "{a} and {b}: {cosine}");
        }
    }

    #[test]
    fn hostile_texts_are_encoded_or_zero() {
        let long = "a".repeat(1_000_000);
        let texts = ["\u{0}\u{1b}[31m", "🙈🙉🙊", "\u{202e}gnorw", &long, "İstanbul ẞ ﬁ", "ประเทศไทย", " \t\n "];
        let rows = Teacher::carried().unwrap().encode(&texts, 2, &Silent).unwrap();
        assert_eq!(rows.len(), texts.len());
        assert!(rows.values().iter().all(|x| x.is_finite()));
    }

    #[test]
    fn batches_hold_texts_of_one_length_and_every_text_once() {
        let tokens: Vec<Vec<i32>> = [3, 3, 3, 500, 500, 500, 4].iter().map(|&n| vec![0; n]).collect();
        let order = [3, 4, 5, 6, 0, 1, 2];
        let found = batches(&order, &tokens);
        assert_eq!(found, [0..2, 2..3, 3..4, 4..7]);
    }
}
