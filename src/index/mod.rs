//! Floor 1: full-text search over tickets; the door of tantivy. Only masked text comes in.
//!
//! A ticket is found by its words, by their stems and by its fields. What is found is sorted by score and then by the
//! corpus' order, so that it depends on nothing but corpus and query.

pub mod error;
pub mod nearest;
pub mod query;
mod search;
mod store;

use std::path::Path;

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STRING, Schema, TextFieldIndexing, TextOptions,
};

use self::{error::IndexError, query::Query};
use crate::model::{asked::Asked, corpus::Corpus, document::Documents, problem::ProblemId};

/// What is indexed.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    /// The tickets.
    pub corpus: &'a Corpus,
    /// Their masked texts.
    pub documents: &'a Documents,
    /// For each ticket its problem.
    pub problems: &'a [Option<ProblemId>],
    /// The words of a field's value, masked as texts are.
    pub words: &'a dyn Fn(&str) -> Vec<Asked>,
}

/// A ticket that a query finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its place in the corpus.
    pub ticket: usize,
    /// How well it fits: higher is better, comparable within one query only.
    pub score: f32,
}

/// An index of the tickets of a corpus.
pub struct Index {
    inner: tantivy::Index,
    fields: Fields,
    /// Whether it was found as it is needed, and nothing had to be written.
    pub reused: bool,
}

impl Index {
    /// Indexes a corpus in memory.
    ///
    /// # Errors
    /// When tantivy fails.
    pub fn in_memory(content: Content<'_>) -> Result<Self, IndexError> {
        let (schema, fields) = schema();
        let inner = tantivy::Index::create_in_ram(schema);
        store::write(&inner, &fields, content)?;
        Ok(Self { inner, fields, reused: false })
    }

    /// Indexes a corpus in a folder, or takes what an earlier run wrote there when it is of the same corpus.
    ///
    /// # Errors
    /// When the folder holds something else, or cannot be read or written.
    pub fn in_folder(folder: &Path, content: Content<'_>) -> Result<Self, IndexError> {
        let (schema, fields) = schema();
        let (inner, reused) = store::in_folder(folder, schema, &fields, content)?;
        Ok(Self { inner, fields, reused })
    }

    /// All tickets that a query finds, the best first.
    ///
    /// # Errors
    /// When tantivy fails.
    pub fn search(&self, query: &Query, asked: &Analysis<'_>) -> Result<Vec<Hit>, IndexError> {
        search::search(&self.inner, &self.fields, query, asked)
    }
}

pub use search::Analysis;

/// The fields of a ticket.
struct Fields {
    /// Words as written, with places.
    words: Field,
    /// Their stems, with places.
    stems: Field,
    product: Field,
    category: Field,
    channel: Field,
    status: Field,
    language: Field,
    problem: Field,
    ticket: Field,
    /// Day of creation, as year, month and day in one number.
    created: Field,
    /// Place in the corpus.
    place: Field,
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let spoken = |norms: bool| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(norms)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        words: builder.add_text_field("words", spoken(true)),
        stems: builder.add_text_field("stems", spoken(true)),
        product: builder.add_text_field("product", spoken(false)),
        category: builder.add_text_field("category", spoken(false)),
        channel: builder.add_text_field("channel", spoken(false)),
        status: builder.add_text_field("status", STRING),
        language: builder.add_text_field("language", STRING),
        problem: builder.add_text_field("problem", STRING),
        ticket: builder.add_text_field("ticket", STRING),
        created: builder.add_u64_field("created", NumericOptions::from(INDEXED)),
        place: builder.add_u64_field("place", NumericOptions::from(FAST)),
    };
    (builder.build(), fields)
}

#[cfg(test)]
mod tests;
