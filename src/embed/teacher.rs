//! A sentence model, run by rten: the one that the binary carries, all-MiniLM-L6-v2, or one from a folder.
//!
//! Texts of the same number of tokens are encoded together, so nothing is ever padded: a text's
//! vector does not depend on the texts beside it, on their order, nor on the number of threads.

use std::{
    ops::Range,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::{Layout, NdTensor};
use rten_text::Tokenizer;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    error::EmbedError,
    model::{Folder, FolderTokenizer, Pooling},
    normalizer::BertNormalizer,
};
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

/// Characters of a text that are given to the tokenizer: a token has seldom more than ten, and
/// a hostile text of a million characters must not cost a minute.
const LONGEST_TEXT: usize = LONGEST * 16;

/// A loaded sentence model.
pub struct Teacher {
    model: Model,
    /// Token ids, attention mask, and token types where the model asks for them.
    inputs: Vec<(NodeId, Feed)>,
    output: NodeId,
    pooling: Pooling,
    tokenizer: Reader,
    dimensions: usize,
    longest: usize,
    checksum: u64,
}

/// What an input of a model is fed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Feed {
    Ids,
    /// Ones: every token counts, nothing is padded.
    Mask,
    /// Zeros: there is one sentence.
    Types,
}

/// Turns texts into tokens.
enum Reader {
    Carried,
    Folder(Box<FolderTokenizer>),
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
        let inputs = inputs(&model)?;
        let output = output(&model)?;
        Ok(Self {
            model,
            inputs,
            output,
            pooling: Pooling::Mean,
            tokenizer: Reader::Carried,
            dimensions: DIMENSIONS,
            longest: LONGEST,
            checksum: xxh3_64(MODEL) ^ xxh3_64(TOKENIZER.as_bytes()),
        })
    }

    /// Loads a sentence-transformer from a folder with `model.onnx` and `tokenizer.json`.
    ///
    /// # Errors
    /// When a file is missing, or is none that can be run.
    pub fn of_folder(folder: &Path) -> Result<Self, EmbedError> {
        let files = Folder::open(folder)?;
        let refused = |reason: String| EmbedError::Folder { path: files.model.display().to_string(), reason };
        let bytes = files.read_model()?;
        let checksum = xxh3_64(&bytes) ^ files.checksum;
        let model = ModelOptions::with_all_ops()
            .prepack_weights(true)
            .load(bytes)
            .map_err(|e| refused(format!("it does not load: {e}")))?;
        let inputs = inputs(&model).map_err(|e| refused(e.to_string()))?;
        let output = output(&model).map_err(|e| refused(e.to_string()))?;
        let mut teacher = Self {
            model,
            inputs,
            output,
            pooling: files.pooling,
            tokenizer: Reader::Folder(Box::new(files.tokenizer)),
            dimensions: 0,
            longest: files.longest,
            checksum,
        };
        // A first text tells how long the vectors are, and whether the model runs at all before hours are spent.
        let tokens = teacher.tokenize(&["It does not work."], 1)?;
        if tokens[0].is_empty() {
            return Err(refused("its tokenizer finds no word in an English sentence".to_owned()));
        }
        teacher.dimensions = teacher.run(&[0], &tokens, &RunOptions::default()).map_err(|e| refused(e.to_string()))?.1;
        Ok(teacher)
    }

    /// Numbers in a vector.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Whether it is the carried model.
    pub fn is_carried(&self) -> bool {
        matches!(self.tokenizer, Reader::Carried)
    }

    /// Tokens of a text that are read, end marks included.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Tells this model's vectors from others': a hash of its files.
    pub fn checksum(&self) -> u64 {
        self.checksum
    }

    /// One unit vector a text, in the texts' order; zeros for a text without a token.
    ///
    /// # Errors
    /// When the model does not run.
    pub fn encode(&self, texts: &[&str], threads: usize, progress: &dyn Progress) -> Result<Embeddings, EmbedError> {
        let tokens = self.tokenize(texts, threads)?;
        let dimensions = self.dimensions;
        let mut order: Vec<usize> = (0..texts.len()).filter(|&at| !tokens[at].is_empty()).collect();
        // Longest first: the last batches are small ones, so that no thread is left with a big one.
        order.sort_by_key(|&at| (std::cmp::Reverse(tokens[at].len()), at));
        let batches = batches(&order, &tokens);

        progress.start(Stage::Embed, order.iter().map(|&at| tokens[at].len() as u64).sum());
        let rows = Mutex::new(vec![0.0f32; texts.len() * dimensions]);
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
                                for (vector, &at) in vectors.chunks_exact(dimensions).zip(members) {
                                    rows[at * dimensions..(at + 1) * dimensions].copy_from_slice(vector);
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
            None => Ok(Embeddings::new(dimensions, rows.into_inner().unwrap_or_else(PoisonError::into_inner))),
        }
    }

    /// A vector for each text; all texts have the same number of tokens.
    fn encode_batch(
        &self,
        members: &[usize],
        tokens: &[Vec<i32>],
        options: &RunOptions,
    ) -> Result<Vec<f32>, EmbedError> {
        let (vectors, dimensions) = self.run(members, tokens, options)?;
        if (vectors.len(), dimensions) != (members.len() * self.dimensions, self.dimensions) {
            let reason = format!("it gave {} numbers for {} texts", vectors.len(), members.len());
            return Err(EmbedError::Run { reason });
        }
        Ok(vectors)
    }

    /// The vectors of some texts end to end, and how long each is.
    fn run(
        &self,
        members: &[usize],
        tokens: &[Vec<i32>],
        options: &RunOptions,
    ) -> Result<(Vec<f32>, usize), EmbedError> {
        let length = tokens[members[0]].len();
        let shape = [members.len(), length];
        let fed = |&(id, feed): &(NodeId, Feed)| {
            let values = match feed {
                Feed::Ids => members.iter().flat_map(|&at| tokens[at].iter().copied()).collect(),
                Feed::Mask => vec![1i32; members.len() * length],
                Feed::Types => vec![0i32; members.len() * length],
            };
            (id, NdTensor::from_data(shape, values).into())
        };
        let failed = |e: String| EmbedError::Run { reason: e };
        let fed = self.inputs.iter().map(fed).collect();
        let mut outputs =
            self.model.run(fed, &[self.output], Some(options.clone())).map_err(|e| failed(e.to_string()))?;
        let states = outputs.pop().ok_or_else(|| failed("it gave no output".to_owned()))?;
        if states.as_view().ndim() == 2 {
            // The model has made one vector of each text's states already.
            let ([texts, dimensions], vectors) =
                states.into_shape_vec::<f32, 2>().map_err(|e| failed(format!("{e:?}")))?;
            if texts != members.len() {
                return Err(failed(format!("it gave {texts} vectors for {} texts", members.len())));
            }
            return Ok((vectors, dimensions));
        }
        let ([texts, states_per_text, dimensions], states) =
            states.into_shape_vec::<f32, 3>().map_err(|e| failed(format!("{e:?}")))?;
        if (texts, states_per_text) != (members.len(), length) {
            return Err(failed(format!("it gave states of shape {texts} x {states_per_text} x {dimensions}")));
        }
        let mut pooled = vec![0.0f32; texts * dimensions];
        for (vector, states) in pooled.chunks_exact_mut(dimensions).zip(states.chunks_exact(length * dimensions)) {
            match self.pooling {
                Pooling::First => vector.copy_from_slice(&states[..dimensions]),
                // Scaled to unit length later, so the sum does for the mean.
                Pooling::Mean => {
                    for state in states.chunks_exact(dimensions) {
                        vector.iter_mut().zip(state).for_each(|(sum, x)| *sum += x);
                    }
                }
            }
        }
        Ok((pooled, dimensions))
    }

    /// Token ids of each text with its end marks; none for a text without a token of its own.
    fn tokenize(&self, texts: &[&str], threads: usize) -> Result<Vec<Vec<i32>>, EmbedError> {
        let share = texts.len().div_ceil(threads.max(1)).max(1);
        let read = |part| match &self.tokenizer {
            // This one cannot be shared between threads, so each share loads its own (some 20 ms).
            Reader::Carried => tokenize_share(part),
            Reader::Folder(tokenizer) => tokenizer.tokens(part, self.longest),
        };
        let parts: Vec<_> = thread::scope(|scope| {
            let running: Vec<_> = texts.chunks(share).map(|part| scope.spawn(move || read(part))).collect();
            running.into_iter().map(|part| part.join()).collect()
        });
        let mut tokens = Vec::with_capacity(texts.len());
        for part in parts {
            let broke_off = |_| EmbedError::Tokenizer { reason: "it broke off".to_owned() };
            tokens.extend(part.map_err(broke_off)??);
        }
        Ok(tokens)
    }
}

/// The inputs that a sentence model may have, by the names that every exporter gives them.
fn inputs(model: &Model) -> Result<Vec<(NodeId, Feed)>, EmbedError> {
    let refused = |reason: String| EmbedError::Model { reason };
    let mut found = Vec::new();
    for &id in model.input_ids() {
        let name = model.node_info(id).and_then(|node| node.name().map(str::to_owned)).unwrap_or_default();
        let feed = match name.as_str() {
            "input_ids" => Feed::Ids,
            "attention_mask" => Feed::Mask,
            "token_type_ids" => Feed::Types,
            other => return Err(refused(format!("its input “{other}” is none of a sentence model"))),
        };
        found.push((id, feed));
    }
    if found.iter().any(|(_, feed)| *feed == Feed::Ids) {
        return Ok(found);
    }
    Err(refused("it has no input “input_ids”".to_owned()))
}

/// The output to read: a vector a text where the model gives one, else the states of the tokens.
fn output(model: &Model) -> Result<NodeId, EmbedError> {
    let named = ["sentence_embedding", "last_hidden_state", "token_embeddings"];
    let ids = model.output_ids();
    let name = |id: NodeId| model.node_info(id).and_then(|node| node.name().map(str::to_owned));
    let found = named.iter().find_map(|wanted| ids.iter().copied().find(|&id| name(id).as_deref() == Some(wanted)));
    found.or(ids.first().copied()).ok_or_else(|| EmbedError::Model { reason: "it has no output".to_owned() })
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
            let cosine = dot(&rows.row(a), &rows.row(b));
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
