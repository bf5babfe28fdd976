//! Texts as points: unit vectors of one length.

use std::{borrow::Cow, ops::Range};

use rayon::prelude::*;

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
    values: Values,
    measure: Measure,
}

/// The numbers of all rows.
#[derive(Clone, Debug, PartialEq)]
enum Values {
    /// As they were reckoned.
    Whole(Vec<f32>),
    /// In half the room: as multiples of 1/32767, which lie between -1 and 1 as the numbers of unit vectors do.
    Halved(Vec<i16>),
}

impl Default for Values {
    fn default() -> Self {
        Self::Whole(vec![])
    }
}

/// Rows from which they are kept in half the room: a million of 384 numbers are 0.8 GB in place of 1.5. A similarity
/// changes by some 0.00002.
const HALVED_FROM: usize = 200_000;

/// What a number of one is halved to.
const ONE: f32 = i16::MAX as f32;

fn halved(x: f32) -> i16 {
    (x * ONE).round() as i16
}

/// Rows that are reckoned at a time.
const PART: usize = 256;

fn scale(row: &mut [f32]) {
    let norm = row.iter().map(|x| x * x).sum::<f32>().sqrt();
    if norm > 0.0 && norm.is_finite() {
        row.iter_mut().for_each(|x| *x /= norm);
    } else {
        // One row that is no number would make a number of nothing it is summed with.
        row.fill(0.0);
    }
}

impl Embeddings {
    /// From rows laid end to end, each scaled to unit length here.
    ///
    /// # Panics
    /// When `values` is not a whole number of rows: a programming error of the encoder.
    pub fn new(dimensions: usize, mut values: Vec<f32>) -> Self {
        assert!(dimensions > 0 && values.len().is_multiple_of(dimensions), "rows must be whole");
        values.chunks_exact_mut(dimensions).for_each(scale);
        Self { dimensions, values: Values::Whole(values), measure: Measure::default() }
    }

    /// So many rows, each written by `write` over zeros and scaled to unit length here; on all cores, and in half the
    /// room where they are very many.
    pub fn written(dimensions: usize, rows: usize, write: impl Fn(usize, &mut [f32]) + Sync) -> Self {
        assert!(dimensions > 0, "rows must be whole");
        let make = |at: usize, row: &mut [f32]| {
            write(at, row);
            scale(row);
        };
        Self { dimensions, values: kept(dimensions, rows, make), measure: Measure::default() }
    }

    /// From rows that are unit vectors already, as [`values`](Self::values) gives them: not a bit is changed.
    ///
    /// # Panics
    /// When `values` is not a whole number of rows: a programming error of the encoder.
    pub fn of_units(dimensions: usize, values: Vec<f32>) -> Self {
        assert!(dimensions > 0 && values.len().is_multiple_of(dimensions), "rows must be whole");
        Self { dimensions, values: Values::Whole(values), measure: Measure::default() }
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
        let numbers = match &self.values {
            Values::Whole(values) => values.len(),
            Values::Halved(values) => values.len(),
        };
        numbers.checked_div(self.dimensions).unwrap_or(0)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Row `at`.
    pub fn row(&self, at: usize) -> Cow<'_, [f32]> {
        self.end_to_end(at..at + 1)
    }

    /// The given rows alone, in the order given.
    #[must_use]
    pub fn rows(&self, at: &[usize]) -> Self {
        let copy = |place: usize, row: &mut [f32]| row.copy_from_slice(&self.row(at[place]));
        let values = if self.dimensions == 0 { Values::default() } else { kept(self.dimensions, at.len(), copy) };
        Self { dimensions: self.dimensions, values, measure: self.measure }
    }

    /// All rows end to end.
    pub fn values(&self) -> Cow<'_, [f32]> {
        self.end_to_end(0..self.len())
    }

    /// Some rows end to end.
    pub fn end_to_end(&self, rows: Range<usize>) -> Cow<'_, [f32]> {
        let numbers = rows.start * self.dimensions..rows.end * self.dimensions;
        match &self.values {
            Values::Whole(values) => Cow::Borrowed(&values[numbers]),
            Values::Halved(values) => values[numbers].iter().map(|&x| f32::from(x) / ONE).collect(),
        }
    }
}

/// Rows as they are kept, each written over zeros by `write`.
fn kept(dimensions: usize, rows: usize, write: impl Fn(usize, &mut [f32]) + Sync) -> Values {
    if rows < HALVED_FROM {
        let mut values = vec![0.0; rows * dimensions];
        values.par_chunks_exact_mut(dimensions).enumerate().for_each(|(at, row)| write(at, row));
        return Values::Whole(values);
    }
    let mut values = vec![0; rows * dimensions];
    values.par_chunks_mut(PART * dimensions).enumerate().for_each(|(part, halves)| {
        let mut row = vec![0.0; dimensions];
        for (at, halves) in halves.chunks_exact_mut(dimensions).enumerate() {
            row.fill(0.0);
            write(part * PART + at, &mut row);
            halves.iter_mut().zip(&row).for_each(|(half, x)| *half = halved(*x));
        }
    });
    Values::Halved(values)
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
        assert_eq!(*rows.row(0), [0.6, 0.8]);
        assert_eq!(*rows.row(1), [0.0, 0.0]);
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn rows_that_are_no_numbers_are_rows_of_zeros() {
        let rows = Embeddings::new(2, vec![f32::NAN, 1.0, 3.0, f32::INFINITY, 3e38, 3e38, 0.0, 2.0]);
        assert_eq!(*rows.values(), [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn very_many_rows_take_half_the_room_and_say_the_same() {
        let write = |at: usize, row: &mut [f32]| {
            if !at.is_multiple_of(5) {
                row.iter_mut().enumerate().for_each(|(d, x)| *x = ((at * 7 + d * 13) as f32).sin());
            }
        };
        let many = Embeddings::written(16, HALVED_FROM, write);
        let few = Embeddings::written(16, 1000, write);
        assert!(matches!((&many.values, &few.values), (Values::Halved(_), Values::Whole(_))));
        assert_eq!(many.len(), HALVED_FROM);
        let near = |a: &Embeddings, b: &Embeddings, at: usize, other: usize| {
            (dot(&a.row(at), &a.row(other)) - dot(&b.row(at), &b.row(other))).abs() < 1e-4
        };
        assert!((0..999).all(|at| near(&many, &few, at, at) && near(&many, &few, at, at + 1)));
        assert!(many.row(5).iter().all(|x| *x == 0.0));
        let some = many.rows(&(0..1000).rev().collect::<Vec<_>>());
        assert!(matches!(some.values, Values::Whole(_)));
        assert_eq!(some.row(2), many.row(997));
        assert_eq!(many.rows(&(0..HALVED_FROM).collect::<Vec<_>>()), many);
    }

    #[test]
    fn the_product_covers_the_tail_too() {
        let a: Vec<f32> = (0..19).map(|x| x as f32).collect();
        assert_eq!(dot(&a, &a), (0..19).map(|x| (x * x) as f32).sum::<f32>());
    }
}
