//! The middle of a model's space, taken out where a model puts all texts near each other.
//!
//! Models differ in how near two texts are that have nothing to do with each other: a cosine of 0.05 in the carried
//! one, 0.75 in those of the E5 family. What follows draws lines on that scale, so a narrow space is widened first by
//! taking its mean out (Mu and Viswanath 2018, "All-but-the-top").

use crate::model::embedding::Embeddings;

/// Mean similarity of two texts from which a space is called narrow. The carried model's corpora about one thing have
/// 0.2 to 0.35.
const NARROW: f64 = 0.45;

/// What points have in common.
pub struct Middle {
    mean: Vec<f32>,
}

impl Middle {
    /// The middle of a narrow space, none of a wide one.
    pub fn of(points: &Embeddings) -> Option<Self> {
        let (sums, count) = summed(points, 0..points.len());
        // The squared length of the sum of unit vectors is their number plus twice the similarities of all pairs.
        let square: f64 = sums.iter().map(|x| x * x).sum();
        let background = (square - count) / (count * (count - 1.0)).max(1.0);
        (background >= NARROW).then(|| Self::from(sums, count))
    }

    /// The middle of the given points, however wide their space.
    pub fn among(points: &Embeddings, places: &[usize]) -> Self {
        let (sums, count) = summed(points, places.iter().copied());
        Self::from(sums, count)
    }

    fn from(sums: Vec<f64>, count: f64) -> Self {
        Self { mean: sums.into_iter().map(|sum| (sum / count.max(1.0)) as f32).collect() }
    }

    /// The points as seen from the middle; a text without a meaning stays without one.
    pub fn seen_from(&self, points: &Embeddings) -> Embeddings {
        Embeddings::written(points.dimensions(), points.len(), |at, row| {
            row.copy_from_slice(&points.row(at));
            self.take_out(row);
        })
    }

    /// One point as seen from the middle, not of length one any more; a text without a meaning stays without one.
    pub fn take_out(&self, row: &mut [f32]) {
        if means_something(row) {
            row.iter_mut().zip(&self.mean).for_each(|(x, mean)| *x -= mean);
        }
    }
}

fn means_something(row: &[f32]) -> bool {
    row.iter().any(|x| *x != 0.0)
}

/// The sum of those points that mean something, and how many these are.
fn summed(points: &Embeddings, places: impl Iterator<Item = usize>) -> (Vec<f64>, f64) {
    let mut sums = vec![0.0f64; points.dimensions()];
    let rows = places.map(|at| points.row(at)).filter(|row| means_something(row));
    let count = rows.map(|row| sums.iter_mut().zip(row.iter()).for_each(|(sum, x)| *sum += f64::from(*x))).count();
    (sums, count as f64)
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
        assert!(dot(&narrow.row(0), &narrow.row(1)) > 0.9 && dot(&wide.row(0), &wide.row(1)) < -0.9);
        assert_eq!(*wide.row(4), [0.0; 3]);
        assert!(Middle::of(&wide).is_none());
        assert!(Middle::of(&Embeddings::new(2, vec![])).is_none());
        assert!(Middle::of(&Embeddings::new(2, vec![1.0, 0.0])).is_none());
    }
}
