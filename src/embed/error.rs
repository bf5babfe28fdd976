//! What can go wrong while encoding.

/// Encoding failed.
#[derive(Debug, thiserror::Error)]
pub enum EmbedError {
    /// The model file is not one that can be run.
    #[error("the sentence model does not load: {reason}")]
    Model {
        /// The engine's words.
        reason: String,
    },
    /// The tokenizer file is not one that can be read.
    #[error("the sentence model's tokenizer does not load: {reason}")]
    Tokenizer {
        /// The engine's words.
        reason: String,
    },
    /// The model refused an input or gave an output of another shape.
    #[error("the sentence model does not run: {reason}")]
    Run {
        /// The engine's words.
        reason: String,
    },
    /// A model that the user named is not one that can be used.
    #[error("{path} is no sentence model that can be used: {reason}")]
    Folder {
        /// The folder or file.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// The words alone are to be read, and a model is named.
    #[error("--quality fast reads the words alone, and --model names a model")]
    UnreadModel,
    /// The cache of vectors cannot be read or written.
    #[error("the cache {path} cannot be used: {reason}")]
    Cache {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
}

impl EmbedError {
    /// One thing to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Cache { .. } => "delete the file, or name another folder with --cache".to_owned(),
            Self::Folder { .. } => {
                "name a folder with model.onnx and tokenizer.json, as sentence-transformers are exported to ONNX"
                    .to_owned()
            }
            Self::UnreadModel => "leave one of them out".to_owned(),
            Self::Model { .. } | Self::Tokenizer { .. } | Self::Run { .. } => {
                "the program's own model is damaged: build or download it again".to_owned()
            }
        }
    }
}
