//! The nearest neighbours of every text, exactly: a blocked matrix product, no index, no sampling.

use ndarray::{ArrayView2, linalg::general_mat_mul};
use rayon::prelude::*;

use super::main_axes::{MainAxes, whole_rows};
use crate::model::{
    embedding::{Embeddings, dot},
    progress::{Progress, Stage},
};

/// Rows whose neighbours are sought together: with [`COLUMNS`] the block of products fits the L2 cache.
const ROWS: usize = 128;
/// Points that are compared with them at a time.
const COLUMNS: usize = 1024;

/// The nearest points of each point, nearest first, itself left out; ties by index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Neighbours {
    found: Vec<Vec<(u32, f32)>>,
}

impl Neighbours {
    /// Index and cosine similarity of the nearest points of point `at`, nearest first.
    pub fn of(&self, at: usize) -> &[(u32, f32)] {
        self.found.get(at).map_or(&[], Vec::as_slice)
    }

    /// How many points.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there is no point.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The nearest `k` of each.
    #[must_use]
    pub fn first(&self, k: usize) -> Self {
        Self { found: self.found.iter().map(|near| near.iter().take(k).copied().collect()).collect() }
    }

    /// The nearest `k` of each by the given points instead: these were found where less of them was seen.
    #[must_use]
    pub fn ranked(&self, points: &Embeddings, k: usize) -> Self {
        let ranked = |(at, near): (usize, &Vec<(u32, f32)>)| {
            let mut near = near.clone();
            rank(&mut near, &points.row(at), points, k);
            near
        };
        Self { found: self.found.par_iter().enumerate().map(ranked).collect() }
    }

    /// The neighbours among the points of `kept` (ascending) alone, at most `k` each, by their place in `kept`.
    #[must_use]
    pub fn among(&self, kept: &[usize], k: usize) -> Self {
        let place = |point: u32| kept.binary_search(&(point as usize)).ok().map(|at| at as u32);
        let near = |&at: &usize| self.found[at].iter().filter_map(|&(p, s)| Some((place(p)?, s))).take(k).collect();
        Self { found: kept.iter().map(near).collect() }
    }
}

/// Finds the `k` nearest (by cosine) of every point; fewer when there are not so many points.
pub fn nearest(points: &Embeddings, k: usize, progress: &dyn Progress) -> Neighbours {
    let n = points.len();
    progress.start(Stage::Cluster, n as u64);
    let blocks: Vec<Vec<Vec<(u32, f32)>>> = (0..n.div_ceil(ROWS))
        .into_par_iter()
        .map(|block| {
            let rows = block * ROWS..n.min((block + 1) * ROWS);
            let found = nearest_of_block(whole_rows(points, &rows).view(), points, k, Some(rows.start));
            progress.advance(found.len() as u64);
            found
        })
        .collect();
    progress.finish();
    Neighbours { found: blocks.concat() }
}

/// Points among which the nearest are sought, seen along the main axes too.
pub struct Known<'a> {
    points: &'a Embeddings,
    axes: MainAxes,
    along: Embeddings,
}

impl<'a> Known<'a> {
    /// Looks at the points once, for many searches.
    pub fn new(points: &'a Embeddings) -> Self {
        let axes = MainAxes::of(points);
        let along = axes.see(points);
        Self { points, axes, along }
    }

    /// The `k` nearest of the points `rows` of `points`, in their order, among `candidates` that are nearest along the
    /// main axes: a sixth of the work, and nearly always the same.
    pub fn nearest(
        &self,
        points: &Embeddings,
        rows: &[usize],
        k: usize,
        candidates: usize,
        progress: &dyn Progress,
    ) -> Neighbours {
        progress.start(Stage::Cluster, rows.len() as u64);
        let near = |rows: &[usize]| {
            let block = points.rows(rows);
            let along = self.axes.see(&block);
            let mut found =
                nearest_of_block(whole_rows(&along, &(0..rows.len())).view(), &self.along, candidates, None);
            for (row, near) in found.iter_mut().enumerate() {
                rank(near, &block.row(row), self.points, k);
            }
            progress.advance(rows.len() as u64);
            found
        };
        let blocks: Vec<Vec<Vec<(u32, f32)>>> = rows.par_chunks(ROWS).map(near).collect();
        progress.finish();
        Neighbours { found: blocks.concat() }
    }
}

/// Orders what was found near `point` by the whole points and keeps the nearest `k`.
fn rank(near: &mut Vec<(u32, f32)>, point: &[f32], points: &Embeddings, k: usize) {
    near.iter_mut().for_each(|(other, similarity)| *similarity = dot(point, &points.row(*other as usize)));
    near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    near.truncate(k);
    near.shrink_to_fit();
}

/// The nearest of the rows among `points`; `own` is the first row's own number there, if it has one.
fn nearest_of_block(
    rows: ArrayView2<'_, f32>,
    points: &Embeddings,
    k: usize,
    own: Option<usize>,
) -> Vec<Vec<(u32, f32)>> {
    let n = points.len();
    let mut best: Vec<Vec<(u32, f32)>> = vec![Vec::with_capacity(k + 1); rows.nrows()];
    for start in (0..n).step_by(COLUMNS) {
        let columns = start..n.min(start + COLUMNS);
        let mut products = ndarray::Array2::<f32>::zeros((rows.nrows(), columns.len()));
        general_mat_mul(1.0, &rows, &whole_rows(points, &columns).t(), 0.0, &mut products);
        for (row, products) in products.outer_iter().enumerate() {
            for (column, &similarity) in products.iter().enumerate() {
                let other = columns.start + column;
                if own.is_none_or(|own| other != own + row) {
                    keep(&mut best[row], k, (other as u32, similarity));
                }
            }
        }
    }
    best
}

/// Puts a point in its place among the best; an earlier point stays before an equally near one.
fn keep(best: &mut Vec<(u32, f32)>, k: usize, point: (u32, f32)) {
    if best.len() == k && best.last().is_none_or(|worst| worst.1 >= point.1) {
        return;
    }
    let place = best.partition_point(|known| known.1 >= point.1);
    best.insert(place, point);
    best.truncate(k);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::progress::Silent;

    /// Points on a spiral: no two similarities alike.
    fn points(n: usize) -> Embeddings {
        let value =
            |at: usize, d: usize| ((at * 7 + d * 3) as f32 * 0.37).sin() + (at as f32 * 0.011 * (d + 1) as f32).cos();
        Embeddings::new(12, (0..n).flat_map(|at| (0..12).map(move |d| value(at, d))).collect())
    }

    #[test]
    fn the_blocked_product_finds_what_a_plain_search_finds() {
        let points = points(1500);
        let found = nearest(&points, 5, &Silent);
        for at in (0..points.len()).step_by(97) {
            let mut all: Vec<(u32, f32)> = (0..points.len())
                .filter(|&other| other != at)
                .map(|other| (other as u32, dot(&points.row(at), &points.row(other))))
                .collect();
            all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            for (known, expected) in found.of(at).iter().zip(&all) {
                assert!((known.1 - expected.1).abs() < 1e-5, "{known:?} {expected:?}");
            }
        }
    }

    #[test]
    fn neighbours_among_some_are_those_of_the_whole_without_the_rest() {
        let all = nearest(&points(40), 39, &Silent);
        let kept: Vec<usize> = (0..40).filter(|at| at % 3 != 0).collect();
        let among = all.among(&kept, 4);
        for (place, &at) in kept.iter().enumerate() {
            let expected: Vec<usize> = all.of(at).iter().map(|p| p.0 as usize).filter(|p| p % 3 != 0).take(4).collect();
            assert_eq!(among.of(place).iter().map(|p| kept[p.0 as usize]).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn neighbours_among_others_are_those_of_the_whole() {
        let points = points(300);
        let (rows, rest): (Vec<usize>, Vec<usize>) = (0..300).partition(|at| at % 5 == 0);
        let known = points.rows(&rest);
        let found = Known::new(&known).nearest(&points, &rows, 3, 60, &Silent);
        let whole = nearest(&points, 299, &Silent);
        for (place, &at) in rows.iter().enumerate() {
            let expected: Vec<usize> =
                whole.of(at).iter().map(|p| p.0 as usize).filter(|p| p % 5 != 0).take(3).collect();
            assert_eq!(found.of(place).iter().map(|p| rest[p.0 as usize]).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn candidates_are_ranked_by_the_whole_points() {
        let points = points(60);
        let all = nearest(&points, 59, &Silent);
        assert_eq!(all.first(4), nearest(&points, 4, &Silent));
        let shuffled = Neighbours { found: all.found.iter().map(|n| n.iter().rev().copied().collect()).collect() };
        let ids = |n: &Neighbours| (0..60).map(|at| n.of(at).iter().map(|p| p.0).collect()).collect::<Vec<Vec<u32>>>();
        assert_eq!(ids(&shuffled.ranked(&points, 4)), ids(&nearest(&points, 4, &Silent)));
    }

    #[test]
    fn no_neighbours_wanted_are_none_found() {
        assert!(nearest(&points(3), 0, &Silent).of(1).is_empty());
    }

    #[test]
    fn few_points_have_few_neighbours() {
        assert!(nearest(&points(1), 15, &Silent).of(0).is_empty());
        assert_eq!(nearest(&points(3), 15, &Silent).of(0).len(), 2);
    }
}
