//! Floor 1: texts → points whose nearness is nearness of meaning.

pub mod error;
mod normalizer;
pub mod teacher;
