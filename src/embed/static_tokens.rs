//! Static vectors: what a word means by itself, without running the model.
//!
//! `static_tokens/` holds a vector for each token of the carried model and the rotation into the model's space; its
//! `README.md` says how they are made.

use rten_text::Tokenizer;

use super::{error::EmbedError, teacher};

/// A token a row, as whole numbers from -127 to 127.
static TOKENS: &[u8] = include_bytes!("static_tokens/tokens.i8");
/// What a row's numbers are multiplied by; 32-bit floats, little end first.
static SCALES: &[u8] = include_bytes!("static_tokens/scales.f32");
/// The rows' axes in the model's space: [`DIMENSIONS`] rows of 384 32-bit floats.
static AXES: &[u8] = include_bytes!("static_tokens/axes.f32");

/// Numbers in a static vector.
pub const DIMENSIONS: usize = 256;

/// The table, ready to be asked for words.
pub struct StaticTokens {
    tokenizer: Tokenizer,
}

impl StaticTokens {
    /// Opens the carried table.
    ///
    /// # Errors
    /// When the carried tokenizer is damaged.
    pub fn carried() -> Result<Self, EmbedError> {
        Ok(Self { tokenizer: teacher::carried_tokenizer()? })
    }

    /// The mean of the vectors of a word's tokens; zeros for a word without any.
    pub fn word(&self, word: &str) -> [f32; DIMENSIONS] {
        let mut sum = [0.0; DIMENSIONS];
        let Ok(encoded) = self.tokenizer.encode(word, None) else { return sum };
        let ids = encoded.token_ids();
        // Without the marks of start and end.
        let inner = &ids[ids.len().min(1)..ids.len().saturating_sub(1).max(ids.len().min(1))];
        for &token in inner {
            let (row, at) = (token as usize * DIMENSIONS, token as usize * 4);
            let (Some(row), Some(scale)) = (TOKENS.get(row..row + DIMENSIONS), SCALES.get(at..at + 4)) else {
                continue;
            };
            let scale = floats(scale).next().unwrap_or(0.0) / inner.len() as f32;
            sum.iter_mut().zip(row).for_each(|(sum, &x)| *sum += f32::from(x.cast_signed()) * scale);
        }
        sum
    }
}

/// The axes of the static vectors in the model's space, row by row.
pub fn axes() -> Vec<f32> {
    floats(AXES).collect()
}

fn floats(bytes: &[u8]) -> impl Iterator<Item = f32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::embedding::dot;

    fn cosine(a: &[f32], b: &[f32]) -> f32 {
        dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
    }

    #[test]
    fn words_of_one_meaning_are_nearer_than_words_of_two() {
        let table = StaticTokens::carried().unwrap();
        let near = |a: &str, b: &str| cosine(&table.word(a), &table.word(b));
        assert!(near("invoice", "billing") > near("invoice", "password") + 0.1);
        assert!(near("crash", "freeze") > near("crash", "refund") + 0.1);
    }

    #[test]
    fn a_word_without_tokens_is_zero_and_a_strange_one_is_finite() {
        let table = StaticTokens::carried().unwrap();
        assert_eq!(table.word(""), [0.0; DIMENSIONS]);
        for word in ["<email>", "🙈", "ประเทศไทย", "\u{0}", "donaudampfschifffahrt"] {
            assert!(table.word(word).iter().all(|x| x.is_finite()), "{word}");
        }
    }

    #[test]
    fn the_files_fit_together() {
        assert_eq!(TOKENS.len() % DIMENSIONS, 0);
        assert_eq!(SCALES.len() / 4, TOKENS.len() / DIMENSIONS);
        assert_eq!(AXES.len(), DIMENSIONS * 384 * 4);
    }
}
