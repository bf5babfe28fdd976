//! The middle of a model's space, taken out where a model puts all texts near each other.
//!
//! Models differ in how near two texts are that have nothing to do with each other: a cosine of 0.05 in the carried
//! one, 0.75 in those of the E5 family. What follows draws lines on that scale, so a narrow space is widened first by
//! taking its mean out (Mu and Viswanath 2018, "All-but-the-top").

use crate::model::embedding::Embeddings;

/// Mean similarity of two texts from which a space is called narrow. The carried model's corpora about one thing have
/// 0.2 to 0.35.
const NARROW: f64 = 0.45;

/// What all points have in common.
pub struct Middle {
    mean: Vec<f32>,
}

impl Middle {
    /// The middle of a narrow space, none of a wide one.
    pub fn of(points: &Embeddings) -> Option<Self> {
        let mut sums = vec![0.0f64; points.dimensions()];
        let mut count = 0.0f64;
        for at in 0..points.len() {
            let row = points.row(at);
            if row.iter().any(|x| *x != 0.0) {
                count += 1.0;
                sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += f64::from(*x));
            }
        }
        // The squared length of the sum of unit vectors is their number plus twice the similarities of all pairs.
        let square: f64 = sums.iter().map(|x| x * x).sum();
        let background = (square - count) / (count * (count - 1.0)).max(1.0);
        let mean = sums.iter().map(|sum| (sum / count.max(1.0)) as f32).collect();
        (background >= NARROW).then_some(Self { mean })
    }

    /// The points as seen from the middle; a text without a meaning stays without one.
    pub fn seen_from(&self, points: &Embeddings) -> Embeddings {
        let mut values = points.values().to_vec();
        for row in values.chunks_exact_mut(points.dimensions()) {
            if row.iter().any(|x| *x != 0.0) {
                row.iter_mut().zip(&self.mean).for_each(|(x, mean)| *x -= mean);
            }
        }
        Embeddings::new(points.dimensions(), values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::embedding::dot;

    #[test]
    fn a_narrow_space_is_widened_and_a_wide_one_left_alone() {
        let narrow =
            Embeddings::new(3, vec![9.0, 1.0, 0.0, 9.0, -1.0, 0.0, 9.0, 0.0, 1.0, 9.0, 0.0, -1.0, 0.0, 0.0, 0.0]);
        let middle = Middle::of(&narrow).unwrap();
        let wide = middle.seen_from(&narrow);
        assert!(dot(narrow.row(0), narrow.row(1)) > 0.9 && dot(wide.row(0), wide.row(1)) < -0.9);
        assert_eq!(wide.row(4), [0.0; 3]);
        assert!(Middle::of(&wide).is_none());
        assert!(Middle::of(&Embeddings::new(2, vec![])).is_none());
        assert!(Middle::of(&Embeddings::new(2, vec![1.0, 0.0])).is_none());
    }
}
