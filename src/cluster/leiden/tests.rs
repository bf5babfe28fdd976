use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// A graph without loops from edges of weight 1.
fn plain(n: usize, edges: &[(u32, u32)]) -> Graph {
    Graph::new(&edges.iter().map(|&(a, b)| (a, b, 1.0)).collect::<Vec<_>>(), vec![0.0; n])
}

/// `count` cliques of `size` nodes, each bound to the next by one edge, the last to the first.
fn ring_of_cliques(count: u32, size: u32) -> Graph {
    let mut edges = Vec::new();
    for clique in 0..count {
        let first = clique * size;
        for a in first..first + size {
            edges.extend((a + 1..first + size).map(|b| (a, b)));
        }
        let next = (clique + 1) % count * size;
        edges.push((first.min(next), first.max(next)));
    }
    plain((count * size) as usize, &edges)
}

/// Nodes in groups of uneven size; each draws `degree` neighbours, a share `mixing` of them from anywhere,
/// the others from its group, with weights of 0.2 to 1.
fn planted(n: usize, groups: usize, degree: usize, mixing: f64, seed: u64) -> Graph {
    let mut state = seed;
    let mut below = |n: usize| (splitmix(&mut state) % n as u64) as usize;
    // The lesser of two draws: low numbers are drawn more often.
    let own: Vec<usize> = (0..n).map(|_| below(groups).min(below(groups))).collect();
    let mut unit = || (splitmix(&mut state) >> 11) as f64 / (1u64 << 53) as f64;
    let mut members = vec![Vec::new(); groups];
    own.iter().enumerate().for_each(|(at, &group)| members[group].push(at));
    let mut edges = BTreeMap::new();
    for a in 0..n {
        for _ in 0..degree {
            let anywhere = unit() < mixing;
            let draw = |below: usize, unit: f64| (unit * below as f64) as usize;
            let b = if anywhere { draw(n, unit()) } else { members[own[a]][draw(members[own[a]].len(), unit())] };
            let weight = 0.2 + 0.8 * unit();
            if a != b {
                edges.insert((a.min(b) as u32, a.max(b) as u32), weight);
            }
        }
    }
    Graph::new(&listed(edges), vec![0.0; n])
}

fn listed(edges: BTreeMap<(u32, u32), f64>) -> Vec<(u32, u32, f64)> {
    edges.into_iter().map(|((a, b), weight)| (a, b, weight)).collect()
}

fn edges_of(graph: &Graph) -> Vec<(u32, u32, f64)> {
    let of =
        |a: usize| graph.edges(a).iter().filter(move |edge| edge.0 as usize > a).map(move |e| (a as u32, e.0, e.1));
    (0..graph.len()).flat_map(of).collect()
}

/// Zachary 1977: who of a karate club met whom outside.
fn karate() -> Graph {
    #[rustfmt::skip]
    let edges = [
        (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (0, 7), (0, 8), (0, 10), (0, 11), (0, 12), (0, 13), (0, 17),
        (0, 19), (0, 21), (0, 31), (1, 2), (1, 3), (1, 7), (1, 13), (1, 17), (1, 19), (1, 21), (1, 30), (2, 3), (2, 7),
        (2, 8), (2, 9), (2, 13), (2, 27), (2, 28), (2, 32), (3, 7), (3, 12), (3, 13), (4, 6), (4, 10), (5, 6), (5, 10),
        (5, 16), (6, 16), (8, 30), (8, 32), (8, 33), (9, 33), (13, 33), (14, 32), (14, 33), (15, 32), (15, 33), (18, 32),
        (18, 33), (19, 33), (20, 32), (20, 33), (22, 32), (22, 33), (23, 25), (23, 27), (23, 29), (23, 32), (23, 33),
        (24, 25), (24, 27), (24, 31), (25, 31), (26, 29), (26, 33), (27, 33), (28, 31), (28, 33), (29, 32), (29, 33),
        (30, 32), (30, 33), (31, 32), (31, 33), (32, 33),
    ];
    plain(34, &edges)
}

fn count(membership: &[u32]) -> usize {
    membership.iter().map(|&c| c as usize + 1).max().unwrap_or(0)
}

/// How many pieces the communities fall into when only edges inside of them may be walked.
fn pieces(graph: &Graph, membership: &[u32]) -> usize {
    let mut seen = vec![false; graph.len()];
    let mut pieces = 0;
    for start in 0..graph.len() {
        if seen[start] {
            continue;
        }
        pieces += 1;
        seen[start] = true;
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            for &(other, _) in graph.edges(node) {
                let other = other as usize;
                if !seen[other] && membership[other] == membership[node] {
                    seen[other] = true;
                    stack.push(other);
                }
            }
        }
    }
    pieces
}

/// A graph with its nodes in another order, and for each old node its new number.
fn permuted(graph: &Graph, seed: u64) -> (Graph, Vec<u32>) {
    let to = order(graph.len(), seed);
    let mut edges = BTreeMap::new();
    for (a, b, weight) in edges_of(graph) {
        let (a, b) = (to[a as usize], to[b as usize]);
        edges.insert((a.min(b), a.max(b)), weight);
    }
    (Graph::new(&listed(edges), vec![0.0; graph.len()]), to)
}

#[test]
fn graphs_without_edges_are_all_single_communities() {
    assert!(communities(&Graph::default(), 1.0).is_empty());
    assert_eq!(communities(&plain(1, &[]), 1.0), [0]);
    assert_eq!(communities(&plain(4, &[]), 1.0), [0, 1, 2, 3]);
    assert_eq!(communities(&Graph::new(&[], vec![2.0, 0.0, 1.0]), 1.0), [0, 1, 2]);
    assert_eq!(modularity(&plain(4, &[]), &[0, 1, 2, 3], 1.0), 0.0);
    assert_eq!(modularity(&Graph::default(), &[], 1.0), 0.0);
}

#[test]
fn one_edge_is_one_community_and_who_has_none_stays_alone() {
    assert_eq!(communities(&plain(3, &[(0, 2)]), 1.0), [0, 1, 0]);
}

#[test]
fn two_cliques_with_a_bridge_are_two_communities() {
    let edges =
        [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 4), (4, 5), (4, 6), (4, 7), (5, 6), (5, 7), (6, 7)];
    let graph = plain(8, &edges);
    let found = communities(&graph, 1.0);
    assert_eq!(found, [0, 0, 0, 0, 1, 1, 1, 1]);
    // By hand: 2 · (6/13 - (1/2)²).
    assert!((modularity(&graph, &found, 1.0) - 11.0 / 26.0).abs() < 1e-12);
}

#[test]
fn components_are_never_joined() {
    let graph = plain(9, &[(0, 3), (0, 6), (3, 6), (1, 4), (1, 7), (4, 7), (2, 5), (2, 8), (5, 8)]);
    assert_eq!(communities(&graph, 1.0), [0, 1, 2, 0, 1, 2, 0, 1, 2]);
    assert_eq!(communities(&graph, 0.01), [0, 1, 2, 0, 1, 2, 0, 1, 2]);
}

/// Louvain would keep it: no node gains by leaving alone.
#[test]
fn a_community_in_two_pieces_is_taken_apart() {
    let graph = plain(6, &[(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)]);
    let mut found = one_round(&graph, 0.1, vec![0; 6], 0);
    renumber(&mut found);
    assert_eq!(found, [0, 0, 0, 1, 1, 1]);
}

/// Fortunato and Barthélemy 2007 (PNAS 104:36): 30 cliques of 5 have modularity 0.876 clique by clique and
/// 0.888 in neighbouring pairs, so pairs are right at resolution 1; a higher one tells the cliques apart.
#[test]
fn a_ring_of_cliques_has_the_modularity_that_is_known_of_it() {
    let graph = ring_of_cliques(30, 5);
    let cliques: Vec<u32> = (0..150).map(|at| at / 5).collect();
    assert!((modularity(&graph, &cliques, 1.0) - (1.0 - 2.0 / 22.0 - 1.0 / 30.0)).abs() < 1e-12);
    let pairs = 1.0 - 1.0 / 22.0 - 2.0 / 30.0;
    assert!(modularity(&graph, &communities(&graph, 1.0), 1.0) > pairs - 0.002);
    assert_eq!(communities(&graph, 5.0), cliques);
    assert_eq!(communities(&ring_of_cliques(6, 5), 1.0), cliques[..30]);
}

/// The optimum is 0.4198 with 4 communities (Brandes et al. 2008, "On Modularity Clustering", by an exact method).
#[test]
fn the_karate_club_is_solved_to_the_optimum() {
    let graph = karate();
    let found = communities(&graph, 1.0);
    let reached = modularity(&graph, &found, 1.0);
    assert!((0.41978..0.41980).contains(&reached), "{reached}");
    assert_eq!(count(&found), 4);
}

/// Modularity of the best of three runs (seeds 1, 2, 3, run until stable) of leidenalg 0.12.0,
/// `RBConfigurationVertexPartition`, on the very same graphs.
#[test]
fn planted_graphs_are_solved_as_well_as_by_the_reference() {
    let (small, large) = (planted(600, 24, 6, 0.35, 3), planted(2000, 80, 7, 0.35, 1));
    assert_eq!((edges_of(&small).len(), edges_of(&large).len()), (3_233, 12_366), "the reference had other graphs");
    let cases = [(&small, 1.0, 0.57337), (&small, 5.0, 0.34998), (&large, 1.0, 0.59989), (&large, 5.0, 0.52629)];
    for (graph, resolution, reference) in cases {
        let reached = modularity(graph, &communities(graph, resolution), resolution);
        assert!(
            reached >= 0.995 * reference,
            "{} nodes at {resolution}: {reached}, reference {reference}",
            graph.len()
        );
    }
}

/// The figures are igraph 1.0's `Graph.modularity` with the loops as edges.
#[test]
fn modularity_counts_a_loop_as_igraph_does() {
    let graph = Graph::new(&[(0, 1, 2.0), (1, 2, 0.5), (2, 3, 1.0)], vec![0.0, 1.5, 0.0, 0.25]);
    let membership = [0, 0, 1, 1];
    assert!(
        (modularity(&graph, &membership, 1.0) - 0.312_925_170_068).abs() < 1e-9,
        "{}",
        modularity(&graph, &membership, 1.0)
    );
    assert!(
        (modularity(&graph, &membership, 2.5) - -0.574_829_931_973).abs() < 1e-9,
        "{}",
        modularity(&graph, &membership, 2.5)
    );
}

#[test]
fn a_higher_resolution_does_not_give_fewer_communities() {
    let graph = planted(2000, 80, 7, 0.35, 1);
    let counts: Vec<usize> = [0.2, 0.5, 1.0, 2.0, 5.0, 10.0].iter().map(|&r| count(&communities(&graph, r))).collect();
    assert!(counts.is_sorted() && counts[0] < counts[5], "{counts:?}");
}

#[test]
fn the_unit_of_the_weights_does_not_matter() {
    let graph = planted(600, 24, 6, 0.35, 3);
    for factor in [10.0, 1e-6, 1e6] {
        let scaled: Vec<_> = edges_of(&graph).into_iter().map(|(a, b, weight)| (a, b, weight * factor)).collect();
        let scaled = Graph::new(&scaled, vec![0.0; graph.len()]);
        assert_eq!(communities(&scaled, 1.0), communities(&graph, 1.0), "weights times {factor}");
    }
}

#[test]
fn an_order_holds_every_node_once_and_depends_on_the_seed_alone() {
    assert_eq!(order(5, 0), [0, 1, 2, 3, 4]);
    assert!(order(0, 1).is_empty());
    assert_eq!(order(100, 7), order(100, 7));
    assert_ne!(order(100, 7), order(100, 8));
    let mut sorted = order(100, 7);
    sorted.sort_unstable();
    assert_eq!(sorted, order(100, 0));
}

/// SplitMix64 from state 1234567, as the published test vectors have it.
#[test]
fn the_shuffle_draws_from_splitmix64() {
    let mut state = 1_234_567;
    let drawn: Vec<u64> = (0..3).map(|_| splitmix(&mut state)).collect();
    assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
}

/// Any small graph with loops: edges by pair of nodes, weights of many magnitudes.
fn any_graph() -> impl Strategy<Value = Graph> {
    (1usize..40).prop_flat_map(|n| {
        let edge = (0..n as u32, 0..n as u32, -6.0..2.0f64);
        (prop::collection::vec(edge, 0..120), prop::collection::vec(prop_oneof![3 => Just(0.0), 1 => 0.0..3.0f64], n))
            .prop_map(|(drawn, loops)| {
                let pairs = drawn.into_iter().filter(|edge| edge.0 != edge.1);
                let edges = pairs.map(|(a, b, power)| ((a.min(b), a.max(b)), 10f64.powf(power))).collect();
                Graph::new(&listed(edges), loops)
            })
    })
}

proptest! {
    /// What Leiden promises and Louvain does not (Traag et al. 2019, table 1).
    #[test]
    fn every_community_is_connected(graph in any_graph(), resolution in 0.05..8.0f64) {
        let found = communities(&graph, resolution);
        prop_assert_eq!(pieces(&graph, &found), count(&found));
    }

    /// Why communities are connected: what is folded into a node is, whatever moving left behind.
    #[test]
    fn refined_parts_are_connected_and_inside_one_community(graph in any_graph(), seed in 1u64..1000, resolution in 0.05..8.0f64) {
        let mut state = seed;
        let mut membership: Vec<u32> = (0..graph.len()).map(|_| (splitmix(&mut state) % 4) as u32).collect();
        renumber(&mut membership);
        let mut part = refine(&graph, &membership, resolution, &order(graph.len(), seed));
        renumber(&mut part);
        prop_assert_eq!(pieces(&graph, &part), count(&part));
        for (a, own) in part.iter().enumerate() {
            prop_assert!((0..a).all(|b| part[b] != *own || membership[a] == membership[b]));
        }
    }

    #[test]
    fn communities_are_numbered_by_their_first_node(graph in any_graph(), resolution in 0.05..8.0f64) {
        let found = communities(&graph, resolution);
        let mut numbered = found.clone();
        prop_assert_eq!(renumber(&mut numbered), count(&found));
        prop_assert_eq!(numbered, found);
    }

    /// What holds after a round that changed nothing (Traag et al. 2019, table 1: node optimality).
    #[test]
    fn no_node_would_be_better_in_another_community(graph in any_graph(), resolution in 0.05..8.0f64) {
        let found = communities(&graph, resolution);
        let reached = modularity(&graph, &found, resolution);
        for node in 0..graph.len() {
            for other in 0..=count(&found) as u32 {
                let mut moved = found.clone();
                moved[node] = other;
                let now = modularity(&graph, &moved, resolution);
                prop_assert!(now <= reached + 1e-9, "node {} to {}: {} from {}", node, other, now, reached);
            }
        }
    }

    #[test]
    fn the_same_graph_gives_the_same_communities(graph in any_graph(), resolution in 0.05..8.0f64) {
        prop_assert_eq!(communities(&graph, resolution), communities(&graph.clone(), resolution));
    }

    /// Folding parts into nodes changes no sum: the modularity of a partition above is that of the nodes below.
    #[test]
    fn folding_keeps_modularity_and_strength(graph in any_graph(), seed in 1u64..1000, resolution in 0.05..8.0f64) {
        let mut state = seed;
        let mut part: Vec<u32> = (0..graph.len()).map(|_| (splitmix(&mut state) % graph.len() as u64) as u32).collect();
        let parts = renumber(&mut part);
        let folded = fold(&graph, &part, parts);
        let above: Vec<u32> = (0..parts as u32).map(|at| at / 2).collect();
        let below: Vec<u32> = part.iter().map(|&at| above[at as usize]).collect();
        let (folded_q, plain_q) = (modularity(&folded, &above, resolution), modularity(&graph, &below, resolution));
        prop_assert!((folded_q - plain_q).abs() < 1e-9, "{} {}", folded_q, plain_q);
        let strength = |graph: &Graph| (0..graph.len()).map(|node| graph.strength(node)).sum::<f64>();
        prop_assert!((strength(&folded) - strength(&graph)).abs() < 1e-9 * strength(&graph).max(1.0));
    }

    /// Moves start somewhere else, so communities may differ; how good they are may not.
    #[test]
    fn another_numbering_of_the_nodes_finds_communities_as_good(seed in 1u64..1000) {
        let graph = planted(600, 24, 6, 0.2, 3);
        let (other, to) = permuted(&graph, seed);
        let found = communities(&other, 1.0);
        let reached = modularity(&other, &found, 1.0);
        let back: Vec<u32> = to.iter().map(|&at| found[at as usize]).collect();
        prop_assert!((modularity(&graph, &back, 1.0) - reached).abs() < 1e-9);
        let first = modularity(&graph, &communities(&graph, 1.0), 1.0);
        prop_assert!((reached - first).abs() < 0.005 * first, "{} {}", reached, first);
    }
}
