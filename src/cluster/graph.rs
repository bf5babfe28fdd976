//! The weighted graph of neighbours.

use super::neighbours::Neighbours;

/// An undirected weighted graph in compressed rows; each edge stands in both rows, loops apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    offsets: Vec<usize>,
    edges: Vec<(u32, f64)>,
    loops: Vec<f64>,
}

impl Graph {
    /// From edges `(a, b, weight)` with `a < b`, each pair once; and a loop weight a node.
    pub fn new(edges: &[(u32, u32, f64)], loops: Vec<f64>) -> Self {
        let n = loops.len();
        let mut offsets = vec![0usize; n + 1];
        for &(a, b, _) in edges {
            offsets[a as usize + 1] += 1;
            offsets[b as usize + 1] += 1;
        }
        for at in 0..n {
            offsets[at + 1] += offsets[at];
        }
        let mut next = offsets.clone();
        let mut rows = vec![(0u32, 0.0f64); offsets[n]];
        for &(a, b, weight) in edges {
            rows[next[a as usize]] = (b, weight);
            next[a as usize] += 1;
            rows[next[b as usize]] = (a, weight);
            next[b as usize] += 1;
        }
        Self { offsets, edges: rows, loops }
    }

    /// How many nodes.
    pub fn len(&self) -> usize {
        self.loops.len()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.loops.is_empty()
    }

    /// Neighbours of a node with the weights of the edges to them.
    pub fn edges(&self, node: usize) -> &[(u32, f64)] {
        &self.edges[self.offsets[node]..self.offsets[node + 1]]
    }

    /// Weight of a node's loop: the weight inside of what was folded into it.
    pub fn loop_weight(&self, node: usize) -> f64 {
        self.loops[node]
    }

    /// This graph and another one of the same nodes, the other one's weights counting for `share` of the sum.
    #[must_use]
    pub fn mixed(&self, other: &Self, share: f64) -> Self {
        let mut edges = Vec::with_capacity(self.edges.len());
        for (graph, weight) in [(self, 1.0 - share), (other, share)] {
            for node in 0..graph.len() {
                let later = graph.edges(node).iter().filter(|edge| edge.0 as usize > node);
                edges.extend(later.map(|edge| (node as u32, edge.0, edge.1 * weight)));
            }
        }
        sum_parallel(&mut edges);
        edges.retain(|edge| edge.2 > f64::EPSILON);
        Self::new(&edges, self.loops.clone())
    }

    /// The same graph among all texts, of which `kept` (ascending) are the ones it was made of. The further
    /// copies of a text are a loop of the weight that they would have bound to each other.
    #[must_use]
    pub fn with_copies(&self, kept: &[usize], copies: &[usize]) -> Self {
        let mut edges = Vec::with_capacity(self.edges.len() / 2);
        for node in 0..self.len() {
            let name = |at: usize| kept[at] as u32;
            let later = self.edges(node).iter().filter(|edge| edge.0 as usize > node);
            edges.extend(later.map(|&(other, weight)| (name(node), name(other as usize), weight)));
        }
        let mut loops = vec![0.0; copies.len()];
        for (place, &at) in kept.iter().enumerate() {
            let bound = (self.edges(place).len().max(2) as f64).log2() / 2.0;
            loops[at] = (copies[at] - 1) as f64 * bound;
        }
        Self::new(&edges, loops)
    }

    /// The graph among the given nodes (ascending) alone, numbered by their place.
    #[must_use]
    pub fn induced(&self, nodes: &[usize]) -> Self {
        let mut edges = Vec::new();
        for (place, &node) in nodes.iter().enumerate() {
            for &(other, weight) in self.edges(node).iter().filter(|edge| edge.0 as usize > node) {
                if let Ok(there) = nodes.binary_search(&(other as usize)) {
                    edges.push((place as u32, there as u32, weight));
                }
            }
        }
        Self::new(&edges, nodes.iter().map(|&node| self.loops[node]).collect())
    }

    /// Sum of the weights at a node, its loop counted twice (as modularity counts it).
    pub fn strength(&self, node: usize) -> f64 {
        self.edges(node).iter().map(|edge| edge.1).sum::<f64>() + 2.0 * self.loops[node]
    }
}

/// Makes one edge of all edges between the same two nodes, with the sum of their weights.
pub(super) fn sum_parallel(edges: &mut Vec<(u32, u32, f64)>) {
    // Stable: weights of one pair are summed in the order they came in.
    edges.sort_by_key(|edge| (edge.0, edge.1));
    edges.dedup_by(|later, first| {
        let same = (later.0, later.1) == (first.0, first.1);
        if same {
            first.2 += later.2;
        }
        same
    });
}

/// Weights each edge by how near the neighbour is on the scale of its own surroundings and joins both views:
/// `exp(-(ρ - s)/σ)` with ρ the nearest similarity and σ such that the weights sum to log2(k), then
/// `a + b - ab` (McInnes, Healy, Melville 2018, UMAP, §3.1). Dense and sparse regions then weigh alike.
pub fn fuzzy_union(neighbours: &Neighbours) -> Graph {
    let n = neighbours.len();
    let mut directed: Vec<(u32, u32, f64)> = Vec::new();
    for at in 0..n {
        let near = neighbours.of(at);
        for (&(other, _), weight) in near.iter().zip(local_weights(near)) {
            let (a, b) = (at as u32, other);
            directed.push((a.min(b), a.max(b), weight));
        }
    }
    // Equal pairs meet after sorting; a + b - ab is the same whichever comes first.
    directed.sort_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(x.2.total_cmp(&y.2)));
    let mut edges: Vec<(u32, u32, f64)> = Vec::with_capacity(directed.len());
    for (a, b, weight) in directed {
        match edges.last_mut() {
            Some(last) if (last.0, last.1) == (a, b) => last.2 = last.2 + weight - last.2 * weight,
            _ => edges.push((a, b, weight)),
        }
    }
    edges.retain(|edge| edge.2 > f64::EPSILON);
    Graph::new(&edges, vec![0.0; n])
}

/// Steps of the bisection for σ: it halves an interval, so 40 steps leave 12 digits.
const BISECTIONS: usize = 40;

fn local_weights(near: &[(u32, f32)]) -> Vec<f64> {
    let distance = |similarity: f32| 1.0 - f64::from(similarity);
    let nearest = near.first().map_or(0.0, |first| distance(first.1));
    let target = (near.len().max(2) as f64).log2();
    let sum = |sigma: f64| near.iter().map(|p| (-(distance(p.1) - nearest) / sigma).exp()).sum::<f64>();
    let (mut low, mut high) = (1e-6f64, 4.0f64);
    for _ in 0..BISECTIONS {
        let middle = f64::midpoint(low, high);
        if sum(middle) > target { high = middle } else { low = middle }
    }
    let sigma = f64::midpoint(low, high);
    near.iter().map(|p| (-(distance(p.1) - nearest) / sigma).exp()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cluster::neighbours,
        model::{embedding::Embeddings, progress::Silent},
    };

    #[test]
    fn each_point_is_bound_to_its_nearest_with_full_weight() {
        let points = Embeddings::new(2, vec![1.0, 0.0, 0.99, 0.1, 0.9, 0.4, 0.0, 1.0, 0.1, 0.99]);
        let graph = fuzzy_union(&neighbours::nearest(&points, 3, &Silent));
        for node in 0..graph.len() {
            let most = graph.edges(node).iter().map(|edge| edge.1).fold(0.0, f64::max);
            assert!((most - 1.0).abs() < 1e-9, "node {node}: {most}");
        }
    }

    /// The local weights sum to log2(k), as in umap-learn's `smooth_knn_dist`.
    #[test]
    fn local_weights_sum_to_the_logarithm_of_their_number() {
        let near: Vec<(u32, f32)> = (0..15).map(|at| (at, 0.9 - 0.03 * at as f32)).collect();
        assert!((local_weights(&near).iter().sum::<f64>() - 15f64.log2()).abs() < 1e-6);
    }

    #[test]
    fn a_mixed_graph_has_the_edges_of_both_by_their_share() {
        let (a, b) = (Graph::new(&[(0, 1, 1.0)], vec![0.0; 3]), Graph::new(&[(0, 1, 0.5), (1, 2, 1.0)], vec![0.0; 3]));
        assert_eq!(a.mixed(&b, 0.25), Graph::new(&[(0, 1, 0.875), (1, 2, 0.25)], vec![0.0; 3]));
        assert_eq!(a.mixed(&b, 0.0), a);
    }

    #[test]
    fn every_edge_stands_in_both_rows() {
        let graph = Graph::new(&[(0, 1, 2.0), (0, 2, 0.5)], vec![0.0; 3]);
        assert_eq!(graph.edges(0), [(1, 2.0), (2, 0.5)]);
        assert_eq!(graph.edges(2), [(0, 0.5)]);
        assert_eq!(graph.strength(0), 2.5);
    }
}
