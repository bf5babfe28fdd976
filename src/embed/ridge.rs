//! Ridge regression: many outputs at once, rows sparse or dense, without a library of linear algebra.
//!
//! Sparse rows are solved by conjugate gradients on the normal equations (Hestenes and Stiefel 1952; CGNR), a dense
//! square system by Cholesky's decomposition. Sums are made in one order, so threads do not change a result.

use rayon::prelude::*;

/// Sparse rows: for each its features and their weights.
pub type SparseRows = [Vec<(u32, f32)>];

/// Outputs that are solved together: with some ten thousand features their vectors fit the outer cache.
const COLUMNS: usize = 48;

/// Steps of conjugate gradients. Held-out error falls until some ten steps and is flat after.
const STEPS: usize = 14;

/// Solves `min ‖X W - Y‖² + penalty ‖W‖²` for sparse `X`; `Y` is rows x `outputs`, row by row. Returns features x
/// `outputs`, row by row.
pub fn sparse(x: &SparseRows, features: usize, y: &[f32], outputs: usize, penalty: f32) -> Vec<f32> {
    let starts: Vec<usize> = (0..outputs).step_by(COLUMNS).collect();
    let solved: Vec<(usize, Vec<f32>)> = starts
        .into_par_iter()
        .map(|start| {
            let width = COLUMNS.min(outputs - start);
            let goal: Vec<f32> = y.chunks_exact(outputs).flat_map(|row| &row[start..start + width]).copied().collect();
            (start, Block { x, features, width, penalty }.solve(goal))
        })
        .collect();
    let mut weights = vec![0.0; features * outputs];
    for (start, block) in solved {
        let width = COLUMNS.min(outputs - start);
        for (row, values) in weights.chunks_exact_mut(outputs).zip(block.chunks_exact(width)) {
            row[start..start + width].copy_from_slice(values);
        }
    }
    weights
}

/// Some outputs of a sparse problem.
struct Block<'x> {
    x: &'x SparseRows,
    features: usize,
    width: usize,
    penalty: f32,
}

impl Block<'_> {
    /// `X w`
    fn forward(&self, w: &[f32], into: &mut [f32]) {
        into.fill(0.0);
        for (row, out) in self.x.iter().zip(into.chunks_exact_mut(self.width)) {
            for &(feature, value) in row {
                let from = &w[feature as usize * self.width..][..self.width];
                out.iter_mut().zip(from).for_each(|(out, w)| *out += value * w);
            }
        }
    }

    /// `Xᵀ r`
    fn backward(&self, r: &[f32], into: &mut [f32]) {
        into.fill(0.0);
        for (row, from) in self.x.iter().zip(r.chunks_exact(self.width)) {
            for &(feature, value) in row {
                let out = &mut into[feature as usize * self.width..][..self.width];
                out.iter_mut().zip(from).for_each(|(out, r)| *out += value * r);
            }
        }
    }

    /// Squared length of each column.
    fn lengths(&self, values: &[f32]) -> Vec<f64> {
        let mut sums = vec![0.0; self.width];
        for row in values.chunks_exact(self.width) {
            sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += f64::from(*x) * f64::from(*x));
        }
        sums
    }

    fn solve(&self, goal: Vec<f32>) -> Vec<f32> {
        let size = self.features * self.width;
        let mut w = vec![0.0f32; size];
        let mut residual = goal;
        let mut gradient = vec![0.0; size];
        self.backward(&residual, &mut gradient);
        let mut direction = gradient.clone();
        let mut image = vec![0.0; residual.len()];
        let mut length = self.lengths(&gradient);
        for _ in 0..STEPS {
            self.forward(&direction, &mut image);
            let (of_image, of_direction) = (self.lengths(&image), self.lengths(&direction));
            let step: Vec<f32> = (0..self.width)
                .map(|c| ratio(length[c], of_image[c] + f64::from(self.penalty) * of_direction[c]))
                .collect();
            add_scaled(&mut w, &direction, &step, 1.0);
            add_scaled(&mut residual, &image, &step, -1.0);
            self.backward(&residual, &mut gradient);
            gradient.iter_mut().zip(&w).for_each(|(g, w)| *g -= self.penalty * w);
            let next = self.lengths(&gradient);
            let turn: Vec<f32> = (0..self.width).map(|c| ratio(next[c], length[c])).collect();
            for (direction, gradient) in direction.chunks_exact_mut(self.width).zip(gradient.chunks_exact(self.width)) {
                for ((d, g), t) in direction.iter_mut().zip(gradient).zip(&turn) {
                    *d = g + t * *d;
                }
            }
            length = next;
        }
        w
    }
}

fn ratio(a: f64, b: f64) -> f32 {
    if b > f64::MIN_POSITIVE { (a / b) as f32 } else { 0.0 }
}

fn add_scaled(into: &mut [f32], from: &[f32], scale: &[f32], sign: f32) {
    for (into, from) in into.chunks_exact_mut(scale.len()).zip(from.chunks_exact(scale.len())) {
        for ((into, from), scale) in into.iter_mut().zip(from).zip(scale) {
            *into += sign * scale * from;
        }
    }
}

/// Solves `min ‖X W - Y‖² + penalty ‖W‖²` for dense rows of `inputs` numbers. Returns inputs x `outputs`.
pub fn dense(x: &[f32], inputs: usize, y: &[f32], outputs: usize, penalty: f64) -> Vec<f32> {
    let mut gram = products(x, inputs, x, inputs);
    (0..inputs).for_each(|at| gram[at * inputs + at] += penalty);
    let mut right = products(x, inputs, y, outputs);
    decompose(&mut gram, inputs);
    substitute(&gram, inputs, &mut right, outputs);
    right.into_iter().map(|x| x as f32).collect()
}

/// `Aᵀ B` for matrices that share their rows.
fn products(a: &[f32], width_a: usize, b: &[f32], width_b: usize) -> Vec<f64> {
    let row = |at: usize| {
        let mut sums = vec![0.0f64; width_b];
        for (a, b) in a.chunks_exact(width_a).zip(b.chunks_exact(width_b)) {
            let factor = f64::from(a[at]);
            sums.iter_mut().zip(b).for_each(|(sum, b)| *sum += factor * f64::from(*b));
        }
        sums
    };
    (0..width_a).into_par_iter().flat_map_iter(row).collect()
}

/// The lower triangle `L` of `L Lᵀ = A`, in place.
fn decompose(a: &mut [f64], n: usize) {
    for row in 0..n {
        for column in 0..=row {
            let (upper, lower) = (&a[row * n..row * n + column], &a[column * n..column * n + column]);
            let sum = a[row * n + column] - upper.iter().zip(lower).map(|(x, y)| x * y).sum::<f64>();
            a[row * n + column] =
                if row == column { sum.max(f64::MIN_POSITIVE).sqrt() } else { sum / a[column * n + column] };
        }
    }
}

/// Solves `L Lᵀ X = B` in place.
fn substitute(lower: &[f64], n: usize, b: &mut [f64], width: usize) {
    let mut settle = |row: usize, others: std::ops::Range<usize>, factor: &dyn Fn(usize) -> f64| {
        for other in others {
            let factor = factor(other);
            for column in 0..width {
                b[row * width + column] -= factor * b[other * width + column];
            }
        }
        b[row * width..(row + 1) * width].iter_mut().for_each(|x| *x /= lower[row * n + row]);
    };
    (0..n).for_each(|row| settle(row, 0..row, &|other| lower[row * n + other]));
    (0..n).rev().for_each(|row| settle(row, row + 1..n, &|other| lower[other * n + row]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: &[f32], expected: &[f32]) {
        assert_eq!(found.len(), expected.len());
        for (a, b) in found.iter().zip(expected) {
            assert!((a - b).abs() < 1e-4, "{found:?} {expected:?}");
        }
    }

    /// Expected values: numpy 2.4, `solve(X.T @ X + p * eye(2), X.T @ Y)`.
    #[test]
    fn both_solvers_give_the_published_solution() {
        let rows = [[1.0f32, 2.0], [3.0, 4.0], [5.0, 6.0], [0.0, -1.0]];
        let y = [1.0f32, 0.0, 2.0, 1.0, 3.0, 0.5, 0.0, 0.0];
        // XᵀX = [35 44; 44 57], XᵀY = [22 5.5; 28 7]; penalty 0.5: determinant 35.5 * 57.5 - 44² = 105.25.
        let expected = [
            (22.0 * 57.5 - 44.0 * 28.0) / 105.25,
            (5.5 * 57.5 - 44.0 * 7.0) / 105.25,
            (35.5 * 28.0 - 44.0 * 22.0) / 105.25,
            (35.5 * 7.0 - 44.0 * 5.5) / 105.25,
        ];
        let flat: Vec<f32> = rows.iter().flatten().copied().collect();
        close(&dense(&flat, 2, &y, 2, 0.5), &expected);
        let sparse_rows: Vec<Vec<(u32, f32)>> =
            rows.iter().map(|row| row.iter().enumerate().map(|(at, &x)| (at as u32, x)).collect()).collect();
        close(&sparse(&sparse_rows, 2, &y, 2, 0.5), &expected);
    }

    #[test]
    fn many_outputs_are_solved_as_one_by_one() {
        let x: Vec<Vec<(u32, f32)>> = (0..40u32).map(|r| vec![(r % 7, 1.0), (7 + r % 5, 0.5)]).collect();
        let outputs = COLUMNS + 3;
        let y: Vec<f32> = (0..40 * outputs).map(|at| ((at * 37 % 101) as f32 / 50.0) - 1.0).collect();
        let all = sparse(&x, 12, &y, outputs, 0.3);
        for column in [0, COLUMNS - 1, COLUMNS, outputs - 1] {
            let alone: Vec<f32> = y.chunks_exact(outputs).map(|row| row[column]).collect();
            let found: Vec<f32> = all.chunks_exact(outputs).map(|row| row[column]).collect();
            close(&found, &sparse(&x, 12, &alone, 1, 0.3));
        }
    }

    #[test]
    fn nothing_to_learn_from_gives_nothing() {
        assert!(sparse(&[], 0, &[], 4, 1.0).is_empty());
        assert_eq!(sparse(&[vec![]], 2, &[1.0], 1, 1.0), [0.0, 0.0]);
        assert_eq!(dense(&[0.0, 0.0], 2, &[1.0], 1, 1.0), [0.0, 0.0]);
    }
}
