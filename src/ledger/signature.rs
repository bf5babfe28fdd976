//! What a problem is like when none of its tickets is there: its centre as bytes, and its words.

use std::borrow::Cow;

use crate::model::{
    cluster::Cluster,
    document::DistinctTexts,
    embedding::{Embeddings, dot},
};

/// Words of a problem that are remembered.
pub const TERMS: usize = 12;

/// Each different text with its point and the way from tickets to texts.
#[derive(Clone, Debug)]
pub struct Texts<'a> {
    points: &'a Embeddings,
    /// Numbers of a point that mean the same in every run: the first ones.
    comparable: usize,
    text_of: Vec<Option<usize>>,
}

impl<'a> Texts<'a> {
    /// Of a corpus of so many tickets; of each point so many numbers mean the same in every run.
    pub fn new(points: (&'a Embeddings, usize), distinct: &DistinctTexts, tickets: usize) -> Self {
        let mut text_of = vec![None; tickets];
        for (text, tickets) in distinct.tickets.iter().enumerate() {
            tickets.iter().for_each(|&ticket| text_of[ticket] = Some(text));
        }
        let (points, comparable) = points;
        Self { points, comparable: comparable.min(points.dimensions()), text_of }
    }

    fn row(&self, text: usize) -> Cow<'_, [f32]> {
        match self.points.row(text) {
            Cow::Borrowed(row) => Cow::Borrowed(&row[..self.comparable]),
            Cow::Owned(mut row) => {
                row.truncate(self.comparable);
                Cow::Owned(row)
            }
        }
    }

    /// The different texts of a cluster, ascending.
    fn of(&self, cluster: &Cluster) -> Vec<usize> {
        let mut texts: Vec<usize> = cluster.members.iter().filter_map(|&ticket| self.text_of[ticket]).collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    }

    /// A cluster's centre (a unit vector) and its reach: the similarity that three quarters of its texts have.
    pub fn centre(&self, cluster: &Cluster) -> (Vec<f32>, f32) {
        let texts = self.of(cluster);
        let mut sum = vec![0.0f64; self.comparable];
        for &text in &texts {
            sum.iter_mut().zip(self.row(text).iter()).for_each(|(sum, &x)| *sum += f64::from(x));
        }
        let centre = unit(sum.into_iter().map(|x| x as f32).collect());
        let mut near: Vec<f32> = texts.iter().map(|&text| dot(&self.row(text), &centre)).collect();
        near.sort_by(f32::total_cmp);
        let reach = near.get(near.len() / 4).copied().unwrap_or(1.0);
        (centre, (reach * 1e4).round() / 1e4)
    }

    /// The middle of all texts.
    pub fn middle(&self) -> Vec<f32> {
        let mut sum = vec![0.0f64; self.comparable];
        for text in 0..self.points.len() {
            sum.iter_mut().zip(self.row(text).iter()).for_each(|(sum, &x)| *sum += f64::from(x));
        }
        let all = self.points.len().max(1) as f64;
        sum.into_iter().map(|sum| (sum / all) as f32).collect()
    }
}

/// Scaled to unit length; a vector of zeros stays one.
pub fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let norm = dot(&vector, &vector).sqrt();
    if norm > 0.0 && norm.is_finite() {
        vector.iter_mut().for_each(|x| *x /= norm);
    }
    vector
}

/// The cosine of two vectors as seen from `middle`: what all texts have in common tells no problem from another.
pub fn likeness(a: &[f32], b: &[f32], middle: &[f32]) -> f32 {
    if a.len() != b.len() || a.len() != middle.len() {
        return 0.0;
    }
    let from = |v: &[f32]| unit(v.iter().zip(middle).map(|(x, m)| x - m).collect());
    dot(&from(a), &from(b))
}

/// Share of words that two problems have in common, of all words of both (Jaccard).
pub fn words_in_common(a: &[String], b: &[String]) -> f32 {
    let both = a.iter().filter(|word| b.contains(word)).count();
    let all = a.len() + b.len() - both;
    if all == 0 { 0.0 } else { both as f32 / all as f32 }
}

/// A unit vector as two hexadecimal digits a dimension: a signed byte, the largest being 127. The cosine to what was
/// written is 0.9999.
pub fn encode(vector: &[f32]) -> String {
    let most = vector.iter().fold(0.0f32, |most, x| most.max(x.abs()));
    let step = if most > 0.0 { 127.0 / most } else { 0.0 };
    vector.iter().map(|x| format!("{:02x}", (x * step).round() as i8)).collect()
}

/// Reads [`encode`]'s text; none when it is no such text.
pub fn decode(text: &str) -> Option<Vec<f32>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Option<Vec<u8>> = pairs.iter().map(byte).collect();
    rest.is_empty().then_some(())?;
    Some(unit(bytes?.into_iter().map(|byte| f32::from(byte.cast_signed())).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_centre_survives_as_bytes() {
        let vector = unit((0..384).map(|at| ((at * 37) as f32 * 0.61).sin()).collect());
        let text = encode(&vector);
        assert_eq!(text.len(), 768);
        assert!(dot(&decode(&text).unwrap(), &vector) > 0.9999);
        assert_eq!(encode(&decode(&text).unwrap()), text, "reading and writing again changes nothing");
        assert!(decode("0g").is_none() && decode("012").is_none());
        assert_eq!(decode(&encode(&[0.0, 0.0])), Some(vec![0.0, 0.0]));
    }

    #[test]
    fn what_all_texts_share_makes_no_two_problems_alike() {
        let middle = [0.9, 0.0, 0.0];
        let (a, b) = (unit(vec![0.9, 0.3, 0.0]), unit(vec![0.9, 0.0, 0.3]));
        assert!(dot(&a, &b) > 0.85 && likeness(&a, &b, &middle) < 0.3);
        assert!((likeness(&a, &a, &middle) - 1.0).abs() < 1e-6);
        assert_eq!(likeness(&a, &b[..2], &middle), 0.0);
    }
}
