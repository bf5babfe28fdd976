//! A sentence-transformer in a folder, as its publishers lay it out: `model.onnx` (or `onnx/model.onnx`),
//! `tokenizer.json`, and beside them how the tokens' states become one vector and how many tokens are read. The only
//! door of tokenizers.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tokenizers::Tokenizer;
use xxhash_rust::xxh3::xxh3_64;

use super::error::EmbedError;

/// Places of the model, the first that is there.
const MODELS: [&str; 3] = ["model.onnx", "onnx/model.onnx", "model_quantized.onnx"];

/// Tokens of a text that are read when the folder does not say; more costs much and tells little of a ticket.
const LONGEST: usize = 256;

/// Tokens that are read at the most, whatever the folder says: the cost grows with the square.
const MOST_TOKENS: usize = 512;

/// Characters of a text that are given to the tokenizer, for each token that is read.
const CHARACTERS_A_TOKEN: usize = 16;

/// How the states of a text's tokens become one vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// Their mean.
    Mean,
    /// The state of the first token (CLS).
    First,
}

/// The files of a model.
pub struct Folder {
    /// The ONNX file.
    pub model: PathBuf,
    /// Its tokenizer.
    pub tokenizer: FolderTokenizer,
    /// How the states become a vector.
    pub pooling: Pooling,
    /// Tokens of a text that are read.
    pub longest: usize,
    /// Hash of all but the model itself.
    pub checksum: u64,
}

/// A tokenizer of any kind: WordPiece, BPE, Unigram.
pub struct FolderTokenizer {
    tokenizer: Tokenizer,
    /// What a text without words becomes: the end marks.
    marks: usize,
}

impl Folder {
    /// Finds and reads the files.
    ///
    /// # Errors
    /// When one is missing or cannot be read.
    pub fn open(folder: &Path) -> Result<Self, EmbedError> {
        let refused = |path: &Path, reason: String| EmbedError::Folder { path: path.display().to_string(), reason };
        if !folder.is_dir() {
            return Err(refused(folder, "it is no folder".to_owned()));
        }
        let Some(model) = MODELS.iter().map(|name| folder.join(name)).find(|path| path.is_file()) else {
            return Err(refused(folder, "it has no model.onnx".to_owned()));
        };
        let path = folder.join("tokenizer.json");
        let bytes = fs::read(&path).map_err(|e| refused(&path, e.to_string()))?;
        let mut tokenizer = Tokenizer::from_bytes(&bytes).map_err(|e| refused(&path, e.to_string()))?;
        // Cut and padded here, where it is known how much is read and that texts of one length go together.
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|e| refused(&path, e.to_string()))?;
        let marks = tokenizer.encode_fast("", true).map_err(|e| refused(&path, e.to_string()))?.len();
        let pooling = match setting(folder, "1_Pooling/config.json", &["pooling_mode_cls_token"]) {
            Some(serde_json::Value::Bool(true)) => Pooling::First,
            _ => Pooling::Mean,
        };
        let said = setting(folder, "sentence_bert_config.json", &["max_seq_length"])
            .or_else(|| setting(folder, "tokenizer_config.json", &["model_max_length"]));
        let longest = said.and_then(|said| said.as_u64()).map_or(LONGEST, |said| said.min(MOST_TOKENS as u64) as usize);
        let longest = longest.max(marks + 1);
        let checksum = xxh3_64(&bytes) ^ xxh3_64(format!("{pooling:?} {longest}").as_bytes());
        Ok(Self { model, tokenizer: FolderTokenizer { tokenizer, marks }, pooling, longest, checksum })
    }

    /// The bytes of the model.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read_model(&self) -> Result<Vec<u8>, EmbedError> {
        let refused = |reason: String| EmbedError::Folder { path: self.model.display().to_string(), reason };
        fs::read(&self.model).map_err(|e| refused(e.to_string()))
    }
}

/// A value of a settings file, where the file and the value are there.
fn setting(folder: &Path, file: &str, path: &[&str]) -> Option<serde_json::Value> {
    let bytes = fs::read(folder.join(file)).ok()?;
    let mut value: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
    for step in path {
        value = value.get_mut(step)?.take();
    }
    Some(value)
}

impl FolderTokenizer {
    /// Token ids of each text with its end marks, `longest` at the most; none for a text without a token of its own.
    ///
    /// # Errors
    /// When the tokenizer refuses a text.
    pub fn tokens(&self, texts: &[&str], longest: usize) -> Result<Vec<Vec<i32>>, EmbedError> {
        let refused = |reason: String| EmbedError::Tokenizer { reason };
        let one = |text: &&str| {
            let end = text.char_indices().nth(longest * CHARACTERS_A_TOKEN).map_or(text.len(), |(at, _)| at);
            let encoded = self.tokenizer.encode_fast(&text[..end], true).map_err(|e| refused(e.to_string()))?;
            let mut ids: Vec<i32> = encoded.get_ids().iter().map(|&id| i32::try_from(id).unwrap_or(0)).collect();
            if ids.len() > longest {
                // The end mark stays at the end.
                let last = ids[ids.len() - 1];
                ids.truncate(longest - 1);
                ids.push(last);
            }
            Ok(if ids.len() <= self.marks { Vec::new() } else { ids })
        };
        texts.iter().map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        embed::teacher::Teacher,
        model::{embedding::dot, progress::Silent},
    };

    fn carried_as_folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/embed/minilm");
        fs::copy(own.join("model.onnx"), folder.path().join("model.onnx")).unwrap();
        fs::copy(own.join("tokenizer.json"), folder.path().join("tokenizer.json")).unwrap();
        folder
    }

    const TEXTS: [&str; 5] = ["My card has not arrived", "", "Carte non reçue – où est-elle?", "🙈", "ok ok ok"];

    #[test]
    fn the_carried_model_from_a_folder_says_what_it_says() {
        let folder = carried_as_folder();
        let (own, other) = (Teacher::carried().unwrap(), Teacher::of_folder(folder.path()).unwrap());
        assert_eq!(own.dimensions(), other.dimensions());
        assert_ne!(own.checksum(), other.checksum());
        let (a, b) = (own.encode(&TEXTS, 1, &Silent).unwrap(), other.encode(&TEXTS, 2, &Silent).unwrap());
        for at in [0, 2, 4] {
            assert!(dot(&a.row(at), &b.row(at)) > 0.999, "{at}");
        }
        assert!(b.row(1).iter().all(|x| *x == 0.0));
    }

    #[test]
    fn a_folder_says_how_states_become_a_vector() {
        let folder = carried_as_folder();
        fs::create_dir(folder.path().join("1_Pooling")).unwrap();
        fs::write(folder.path().join("1_Pooling/config.json"), r#"{"pooling_mode_cls_token": true}"#).unwrap();
        fs::write(folder.path().join("sentence_bert_config.json"), r#"{"max_seq_length": 8}"#).unwrap();
        let first = Teacher::of_folder(folder.path()).unwrap();
        assert_eq!(first.longest(), 8);
        let (a, b) = (
            first.encode(&TEXTS[..1], 1, &Silent).unwrap(),
            Teacher::carried().unwrap().encode(&TEXTS[..1], 1, &Silent).unwrap(),
        );
        assert!(dot(&a.row(0), &b.row(0)) < 0.99);
    }

    #[test]
    fn what_is_missing_or_broken_is_named() {
        let told = |path: &Path| Teacher::of_folder(path).err().map(|e| e.to_string()).unwrap_or_default();
        let folder = tempfile::tempdir().unwrap();
        assert!(told(&folder.path().join("none")).contains("no folder"));
        assert!(told(folder.path()).contains("no model.onnx"));
        fs::write(folder.path().join("model.onnx"), b"not a model").unwrap();
        assert!(told(folder.path()).contains("tokenizer.json"));
        fs::write(folder.path().join("tokenizer.json"), b"{}").unwrap();
        assert!(told(folder.path()).contains("tokenizer.json"));
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/embed/minilm/tokenizer.json");
        fs::copy(own, folder.path().join("tokenizer.json")).unwrap();
        assert!(told(folder.path()).contains("does not load"), "{}", told(folder.path()));
    }
}
