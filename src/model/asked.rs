//! What a user looks for.

/// A word of a query, as the texts of a corpus hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// In small letters, as written.
    pub surface: String,
    /// Its stems in the languages of the corpus, each once, sorted.
    pub stems: Vec<String>,
}
