//! Everything that can keep a run from finishing.

use crate::{
    embed::error::EmbedError, index::error::IndexError, ingest::error::IngestError, ledger::error::LedgerError,
};

/// A run could not finish.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The exports could not be read.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The texts could not be encoded.
    #[error(transparent)]
    Embed(#[from] EmbedError),
    /// The memory could not be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The tickets could not be searched.
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl Error {
    /// One thing to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Ingest(error) => error.help(),
            Self::Embed(error) => Some(error.help()),
            Self::Ledger(error) => Some(error.help()),
            Self::Index(error) => Some(error.help().to_owned()),
        }
    }

    /// Whether the input was read and holds nothing usable, as against not being readable at all.
    pub fn nothing_usable(&self) -> bool {
        match self {
            Self::Ingest(error) => error.nothing_usable(),
            Self::Embed(_) | Self::Ledger(_) | Self::Index(_) => false,
        }
    }
}
