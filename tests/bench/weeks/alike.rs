//! How alike two groupings of the same things are.

use std::collections::BTreeMap;

/// Adjusted Rand index (Hubert and Arabie 1985) and V-measure (Rosenberg and Hirschberg 2007) of pairs of group and
/// label.
pub fn ari_and_v<G: Ord, L: Ord>(pairs: impl Iterator<Item = (G, L)>) -> (f64, f64) {
    let (mut groups, mut labels) = (BTreeMap::<G, usize>::new(), BTreeMap::<L, usize>::new());
    let mut cells: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (group, label) in pairs {
        let next = groups.len();
        let group = *groups.entry(group).or_insert(next);
        let next = labels.len();
        let label = *labels.entry(label).or_insert(next);
        *cells.entry((group, label)).or_default() += 1.0;
    }
    let (mut rows, mut columns) = (vec![0.0; groups.len()], vec![0.0; labels.len()]);
    for (&(row, column), n) in &cells {
        rows[row] += n;
        columns[column] += n;
    }
    let all: f64 = rows.iter().sum();
    let two = |n: &f64| n * (n - 1.0) / 2.0;
    let (both, of_rows, of_columns) =
        (cells.values().map(two).sum::<f64>(), rows.iter().map(two).sum::<f64>(), columns.iter().map(two).sum::<f64>());
    let chance = of_rows * of_columns / two(&all).max(1.0);
    let ari = (both - chance) / ((of_rows + of_columns) / 2.0 - chance).max(1e-9);
    let entropy = |of: &[f64]| -of.iter().map(|n| n / all * (n / all).ln()).sum::<f64>();
    let joint: Vec<f64> = cells.into_values().collect();
    let shared = entropy(&rows) + entropy(&columns) - entropy(&joint);
    let v = 2.0 * shared / (entropy(&rows) + entropy(&columns)).max(1e-9);
    (ari, v)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures of scikit-learn 1.9.1: `adjusted_rand_score` and `v_measure_score`.
    #[test]
    fn figures_are_scikit_learns() {
        let (labels, groups) = ([0, 0, 0, 1, 1, 1, 2, 2], [0, 0, 1, 1, 1, 1, 2, 0]);
        let (ari, v) = ari_and_v(groups.into_iter().zip(labels));
        assert!((ari - 0.304_347_8).abs() < 1e-6 && (v - 0.546_882_9).abs() < 1e-6, "{ari} {v}");
    }
}
