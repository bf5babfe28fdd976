//! Texts as points: unit vectors of one length.

/// How the similarities of a space are read: spaces differ in how alike the texts of one problem are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Mean similarity to its nearest neighbours (cosine) from which a text may recur where nothing else tells.
    pub recurs_from: f32,
    /// How far the texts of one problem come towards the similarity of nearest neighbours, as a share of how far they
    /// come in the carried model's space of its own language.
    pub near: f32,
}

/// The carried model's space, in its own language. At 0.45 1 to 4 % of sets without one-off texts are left out, and a
/// third of the one-off texts of a set with some.
impl Default for Measure {
    fn default() -> Self {
        Self { recurs_from: 0.45, near: 1.0 }
    }
}

/// One unit vector a text, row by row. A text without a meaning (empty, or nothing that could be
/// encoded as finite numbers) has a row of zeros.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Embeddings {
    dimensions: usize,
    values: Vec<f32>,
    measure: Measure,
}

impl Embeddings {
    /// From rows laid end to end, each scaled to unit length here.
    ///
    /// # Panics
    /// When `values` is not a whole number of rows: a programming error of the encoder.
    pub fn new(dimensions: usize, mut values: Vec<f32>) -> Self {
        assert!(dimensions > 0 && values.len().is_multiple_of(dimensions), "rows must be whole");
        for row in values.chunks_exact_mut(dimensions) {
            let norm = row.iter().map(|x| x * x).sum::<f32>().sqrt();
            if norm > 0.0 && norm.is_finite() {
                row.iter_mut().for_each(|x| *x /= norm);
            } else {
                // One row that is no number would make a number of nothing it is summed with.
                row.fill(0.0);
            }
        }
        Self { dimensions, values, measure: Measure::default() }
    }

    /// From rows that are unit vectors already, as [`values`](Self::values) gives them: not a bit is changed.
    ///
    /// # Panics
    /// When `values` is not a whole number of rows: a programming error of the encoder.
    pub fn of_units(dimensions: usize, values: Vec<f32>) -> Self {
        assert!(dimensions > 0 && values.len().is_multiple_of(dimensions), "rows must be whole");
        Self { dimensions, values, measure: Measure::default() }
    }

    /// The same points, read by another measure.
    #[must_use]
    pub fn read_by(self, measure: Measure) -> Self {
        Self { measure, ..self }
    }

    /// How similarities of these points are read.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// Numbers in a row.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.values.len().checked_div(self.dimensions).unwrap_or(0)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Row `at`.
    pub fn row(&self, at: usize) -> &[f32] {
        &self.values[at * self.dimensions..(at + 1) * self.dimensions]
    }

    /// The given rows alone, in the order given.
    #[must_use]
    pub fn rows(&self, at: &[usize]) -> Self {
        let values = at.iter().flat_map(|&at| self.row(at)).copied().collect();
        Self { dimensions: self.dimensions, values, measure: self.measure }
    }

    /// All rows end to end.
    pub fn values(&self) -> &[f32] {
        &self.values
    }
}

/// Scalar product; the cosine for unit vectors. Sums in a fixed order.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    // Eight sums side by side: the compiler makes one vector of them, and the order stays fixed.
    let mut sums = [0.0f32; 8];
    let (blocks_a, rest_a) = a.as_chunks::<8>();
    let (blocks_b, rest_b) = b.as_chunks::<8>();
    for (x, y) in blocks_a.iter().zip(blocks_b) {
        for lane in 0..8 {
            sums[lane] += x[lane] * y[lane];
        }
    }
    sums.iter().sum::<f32>() + rest_a.iter().zip(rest_b).map(|(x, y)| x * y).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_unit_vectors_and_empty_texts_stay_zero() {
        let rows = Embeddings::new(2, vec![3.0, 4.0, 0.0, 0.0]);
        assert_eq!(rows.row(0), [0.6, 0.8]);
        assert_eq!(rows.row(1), [0.0, 0.0]);
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn rows_that_are_no_numbers_are_rows_of_zeros() {
        let rows = Embeddings::new(2, vec![f32::NAN, 1.0, 3.0, f32::INFINITY, 3e38, 3e38, 0.0, 2.0]);
        assert_eq!(rows.values(), [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn the_product_covers_the_tail_too() {
        let a: Vec<f32> = (0..19).map(|x| x as f32).collect();
        assert_eq!(dot(&a, &a), (0..19).map(|x| (x * x) as f32).sum::<f32>());
    }
}
