//! Themes: some 8 to 20 subjects above the problems, from the same graph.

use super::{
    graph::{Graph, sum_parallel},
    leiden,
};
use crate::model::embedding::dot;

/// Resolutions that are tried, coarse to fine, on the graph of problems.
const RESOLUTIONS: [f64; 9] = [0.4, 0.6, 0.8, 1.0, 1.3, 1.7, 2.2, 3.0, 4.0];

/// Fewest and most themes that are aimed at.
const FEWEST: usize = 4;
const MOST: usize = 16;

/// Problems of one theme on average, where there are enough problems.
const PROBLEMS_A_THEME: usize = 5;

/// The theme of each problem, numbered by first problem. `problem_of` gives each node's problem, if any;
/// `centres` the unit vector in the middle of each problem.
pub fn themes(graph: &Graph, problem_of: &[Option<u32>], centres: &[Vec<f32>]) -> Vec<u32> {
    let problems = centres.len();
    if problems <= FEWEST {
        return (0..problems as u32).collect();
    }
    let folded = fold(graph, problem_of, problems);
    let wanted = (problems / PROBLEMS_A_THEME).clamp(FEWEST, MOST);
    let mut found = Vec::new();
    for resolution in RESOLUTIONS {
        found = leiden::communities(&folded, resolution);
        if found.iter().max().is_some_and(|most| *most as usize + 1 >= wanted) {
            break;
        }
    }
    gather(&mut found, centres);
    found
}

/// Problems that touch no other are themes of their own; where that makes too many, the smallest themes go to the
/// one that is most like them.
fn gather(theme_of: &mut [u32], centres: &[Vec<f32>]) {
    let themes = leiden::renumber(theme_of);
    if themes <= MOST {
        return;
    }
    let problems = leiden::members(theme_of);
    let mut order: Vec<usize> = (0..themes).collect();
    order.sort_by_key(|&theme| (std::cmp::Reverse(problems[theme].len()), theme));
    let (kept, rest) = order.split_at(MOST);
    let likeness = |a: usize, b: usize| {
        let near = problems[b].iter().map(|&p| dot(&centres[problems[a][0]], &centres[p]));
        near.fold(f32::MIN, f32::max)
    };
    for &theme in rest {
        let best =
            kept.iter().copied().max_by(|&a, &b| likeness(theme, a).total_cmp(&likeness(theme, b)).then(b.cmp(&a)));
        for &problem in &problems[theme] {
            theme_of[problem] = best.unwrap_or(theme) as u32;
        }
    }
    leiden::renumber(theme_of);
}

/// One node a problem; edges between nodes without a problem are left out.
fn fold(graph: &Graph, problem_of: &[Option<u32>], problems: usize) -> Graph {
    let mut edges: Vec<(u32, u32, f64)> = Vec::new();
    let mut size = vec![0.0f64; problems];
    for (node, own) in problem_of.iter().enumerate() {
        let Some(a) = *own else { continue };
        size[a as usize] += 1.0;
        for &(other, weight) in graph.edges(node) {
            if let Some(b) = problem_of[other as usize].filter(|&b| a < b) {
                edges.push((a, b, weight));
            }
        }
    }
    sum_parallel(&mut edges);
    // By size, so that a big problem does not draw all others into its theme; no loops, so that what
    // counts is how problems hang together and not how dense each is.
    edges.iter_mut().for_each(|edge| edge.2 /= (size[edge.0 as usize] * size[edge.1 as usize]).sqrt());
    Graph::new(&edges, vec![0.0; problems])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn centres(n: usize) -> Vec<Vec<f32>> {
        (0..n).map(|at| vec![(at as f32).cos(), (at as f32).sin()]).collect()
    }

    #[test]
    fn problems_that_touch_nothing_do_not_make_a_theme_each() {
        let own: Vec<Option<u32>> = (0..100).map(Some).collect();
        let found = themes(&Graph::new(&[], vec![0.0; 100]), &own, &centres(100));
        assert_eq!(found.iter().max(), Some(&(MOST as u32 - 1)));
    }

    #[test]
    fn problems_that_touch_share_a_theme() {
        // Twelve problems of one node each in four cliques of three.
        let mut edges = vec![];
        for clique in 0..4u32 {
            let at = clique * 3;
            edges.extend([(at, at + 1, 1.0), (at, at + 2, 1.0), (at + 1, at + 2, 1.0)]);
        }
        edges.extend([(2, 3, 0.05), (5, 6, 0.05), (8, 9, 0.05)]);
        let graph = Graph::new(&edges, vec![0.0; 12]);
        let own: Vec<Option<u32>> = (0..12).map(Some).collect();
        assert_eq!(themes(&graph, &own, &centres(12)), [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
    }

    #[test]
    fn few_problems_are_their_own_themes() {
        assert_eq!(themes(&Graph::new(&[], vec![0.0; 2]), &[Some(0), Some(1)], &centres(2)), [0, 1]);
    }
}
