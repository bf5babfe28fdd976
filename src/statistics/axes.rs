//! The leading axes of a symmetric matrix that is known by what it makes of vectors. The door of ndarray on this floor.

use ndarray::{Array2, Axis};

/// `count` rows of `length` numbers that span what the leading eigenvectors of a symmetric matrix span; `image` gives
/// the matrix times each row. Orthogonal iteration: Golub and Van Loan, Matrix Computations, §7.3.2. Any orthonormal
/// basis of that space gives the same cosines.
pub fn leading(count: usize, length: usize, rounds: usize, image: impl Fn(&Array2<f32>) -> Array2<f32>) -> Array2<f32> {
    let mut basis = Array2::from_shape_fn((count, length), |(row, column)| scattered((row * length + column) as u64));
    orthonormalise(&mut basis);
    for _ in 0..rounds {
        basis = image(&basis);
        orthonormalise(&mut basis);
    }
    basis
}

/// A fixed number between -1 and 1 that has nothing to do with those before and after it, so that a start made of them
/// is orthogonal to nothing: the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
fn scattered(at: u64) -> f32 {
    let mut x = at.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^= x >> 31;
    (x >> 40) as f32 / (1u64 << 23) as f32 - 1.0
}

/// Gram and Schmidt's, twice over each row: once is not enough in single precision. A row that the others span
/// already becomes zero.
fn orthonormalise(basis: &mut Array2<f32>) {
    for row in 0..basis.nrows() {
        let (done, mut rest) = basis.view_mut().split_at(Axis(0), row);
        let mut current = rest.row_mut(0);
        let before = current.dot(&current).sqrt();
        for _ in 0..2 {
            for other in done.rows() {
                let shared = other.dot(&current);
                current.zip_mut_with(&other, |x, o| *x -= shared * o);
            }
        }
        let length = current.dot(&current).sqrt();
        let spanned = !length.is_finite() || length <= before * 1e-6 || length <= f32::MIN_POSITIVE;
        current.mapv_inplace(|x| if spanned { 0.0 } else { x / length });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axes_of_a_diagonal_matrix_are_its_largest_entries() {
        let weights = [1.0f32, 9.0, 2.0, 7.0, 0.5];
        let image = |basis: &Array2<f32>| Array2::from_shape_fn(basis.dim(), |(r, c)| basis[[r, c]] * weights[c]);
        let axes = leading(2, 5, 60, image);
        for at in 0..5 {
            // The share of the space that lies along each coordinate.
            let share: f32 = axes.column(at).iter().map(|x| x * x).sum();
            let expected = if at == 1 || at == 3 { 1.0 } else { 0.0 };
            assert!((share - expected).abs() < 1e-4, "{at}: {share}");
        }
    }

    #[test]
    fn many_axes_are_told_apart() {
        // A start of low rank would leave most of them empty.
        let axes =
            leading(20, 60, 3, |basis| Array2::from_shape_fn(basis.dim(), |(r, c)| basis[[r, c]] * (c + 1) as f32));
        for (at, row) in axes.rows().into_iter().enumerate() {
            assert!((row.dot(&row) - 1.0).abs() < 1e-4, "{at}");
        }
    }

    #[test]
    fn more_axes_than_directions_are_zero_and_finite() {
        let axes = leading(4, 3, 5, |basis| basis.mapv(|x| x * 2.0));
        assert!(axes.iter().all(|x| x.is_finite()));
        let lengths: Vec<f32> = axes.rows().into_iter().map(|row| row.dot(&row)).collect();
        assert!(lengths[..3].iter().all(|x| (x - 1.0).abs() < 1e-3) && lengths[3] < 0.01, "{lengths:?}");
        assert!(leading(2, 0, 3, Array2::clone).is_empty());
    }
}
