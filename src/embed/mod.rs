//! Floor 1: texts → points whose nearness is nearness of meaning.

pub mod error;
mod normalizer;
pub mod teacher;

use crate::model::{embedding::Embeddings, progress::Progress};

use error::EmbedError;
use teacher::Teacher;

/// Encodes each text with the model that the binary carries.
///
/// # Errors
/// When the carried model does not load or run: a broken build, never the texts' fault.
pub fn embed(texts: &[&str], threads: usize, progress: &dyn Progress) -> Result<Embeddings, EmbedError> {
    Teacher::carried()?.encode(texts, threads, progress)
}
