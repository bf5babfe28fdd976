//! Why a corpus could not be indexed or searched.

use std::path::PathBuf;

/// Why a corpus could not be indexed or searched.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The folder holds something else.
    #[error("{folder} holds other files and is no search index")]
    NotAnIndex {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder cannot be read or written.
    #[error("the search index in {folder} could not be written: {reason}")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        reason: std::io::ErrorKind,
    },
    /// tantivy failed.
    #[error("the search index failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
}

impl IndexError {
    /// One thing to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotAnIndex { .. } => "name a new or empty folder with --index",
            Self::Folder { .. } => "check that you may write to the folder, or leave --index out",
            Self::Engine(_) => "leave --index out, or name a new folder",
        }
    }
}
