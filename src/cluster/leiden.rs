//! Leiden community detection (Traag, Waltman, van Eck 2019, "From Louvain to Leiden", Sci. Rep. 9:5233)
//! for weighted modularity with a resolution (Reichardt, Bornholdt 2006).
//!
//! Ours, because the partition is the heart of the product: single-threaded, every choice by gain and
//! then by number, so the same graph gives the same communities everywhere. The refinement takes the
//! best merge instead of a random one, as leidenalg does; chance enters by the order in which nodes are
//! visited, and that order is computed from fixed seeds.

use super::graph::{Graph, sum_parallel};

/// Starts from single nodes, of which the one of highest modularity wins, for graphs of up to [`SMALL`] nodes.
/// Against the best of three runs of leidenalg 0.12 one start was up to 1.2 % below on small graphs without
/// clear communities.
const STARTS: u64 = 3;

/// Nodes from which one start is enough: on graphs of 11,000 to 20,000 nodes three starts won 0.01 % of modularity
/// at the most, and cost three times as long.
const SMALL: usize = 5_000;

/// Rounds of moving, refining and folding the whole graph; each starts from the last one's result, visits
/// the nodes in another order and stops when it finds no better place for any node. leidenalg's default is 2.
const ROUNDS: u64 = 8;

/// Gains below this are rounding, not reasons to move. Unit: share of the strength of what would move, so
/// that it means the same whatever the unit of the weights.
const LEAST_GAIN: f64 = 1e-10;

/// A start is better than an earlier one by this much modularity at least: what is less is rounding.
const LEAST_RISE: f64 = 1e-9;

/// The community of each node, numbered 0.. in the order of their first node.
pub fn communities(graph: &Graph, resolution: f64) -> Vec<u32> {
    let mut best = from_start(graph, resolution, 0);
    let mut most = modularity(graph, &best, resolution);
    let starts = if graph.len() <= SMALL { STARTS } else { 1 };
    for start in 1..starts {
        let found = from_start(graph, resolution, start);
        let now = modularity(graph, &found, resolution);
        if now > most + LEAST_RISE {
            (best, most) = (found, now);
        }
    }
    best
}

/// Rounds until one changes nothing. The very first visits nodes by number, all others in seeded orders.
fn from_start(graph: &Graph, resolution: f64, start: u64) -> Vec<u32> {
    let mut membership: Vec<u32> = (0..graph.len() as u32).collect();
    for round in start * ROUNDS..(start + 1) * ROUNDS {
        let before = membership.clone();
        membership = one_round(graph, resolution, membership, round);
        renumber(&mut membership);
        if membership == before {
            break;
        }
    }
    membership
}

/// The numbers below `n`, as they are for seed 0 and shuffled (Fisher, Yates) for any other.
fn order(n: usize, seed: u64) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n as u32).collect();
    if seed > 0 {
        let mut state = seed;
        for at in (1..n).rev() {
            order.swap(at, (splitmix(&mut state) % (at as u64 + 1)) as usize);
        }
    }
    order
}

/// The next number of SplitMix64 (Steele, Lea, Flood 2014).
fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Newman's modularity with a resolution: `Σ_c [in_c/m - γ (tot_c/2m)²]`, with `m` the sum of all weights.
pub fn modularity(graph: &Graph, membership: &[u32], resolution: f64) -> f64 {
    let groups = membership.iter().map(|&c| c as usize + 1).max().unwrap_or(0);
    let (mut inside, mut total) = (vec![0.0; groups], vec![0.0; groups]);
    for node in 0..graph.len() {
        let own = membership[node] as usize;
        total[own] += graph.strength(node);
        inside[own] += 2.0 * graph.loop_weight(node);
        inside[own] += graph
            .edges(node)
            .iter()
            .filter(|edge| membership[edge.0 as usize] as usize == own)
            .map(|edge| edge.1)
            .sum::<f64>();
    }
    let twice_m: f64 = total.iter().sum();
    if twice_m == 0.0 {
        return 0.0;
    }
    inside.iter().zip(&total).map(|(i, t)| i / twice_m - resolution * (t / twice_m).powi(2)).sum()
}

/// Numbers communities by first appearance; returns how many there are.
pub(super) fn renumber(membership: &mut [u32]) -> usize {
    let most = membership.iter().map(|&c| c as usize + 1).max().unwrap_or(0);
    let mut names = vec![u32::MAX; most];
    let mut next = 0;
    for community in membership.iter_mut() {
        let name = &mut names[*community as usize];
        if *name == u32::MAX {
            *name = next;
            next += 1;
        }
        *community = *name;
    }
    next as usize
}

/// The nodes of each community, ascending. Communities are numbered without a gap.
pub(super) fn members(membership: &[u32]) -> Vec<Vec<usize>> {
    let count = membership.iter().map(|&c| c as usize + 1).max().unwrap_or(0);
    let mut members = vec![Vec::new(); count];
    membership.iter().enumerate().for_each(|(node, &c)| members[c as usize].push(node));
    members
}

/// Moves, refines and folds until nothing is left to fold.
fn one_round(graph: &Graph, resolution: f64, start: Vec<u32>, seed: u64) -> Vec<u32> {
    let mut level = graph.clone();
    let mut membership = start;
    // For each node of the original graph, its node on the present level.
    let mut place: Vec<u32> = (0..graph.len() as u32).collect();
    loop {
        let order = order(level.len(), seed);
        membership = Partition::new(&level, &membership).move_nodes(&level, resolution, &order);
        let communities = renumber(&mut membership);
        if communities == level.len() {
            break;
        }
        let mut refined = refine(&level, &membership, resolution, &order);
        let parts = renumber(&mut refined);
        if parts == level.len() {
            break;
        }
        let mut above = vec![0u32; parts];
        for node in 0..level.len() {
            above[refined[node] as usize] = membership[node];
        }
        level = fold(&level, &refined, parts);
        place.iter_mut().for_each(|at| *at = refined[*at as usize]);
        membership = above;
    }
    place.iter().map(|&at| membership[at as usize]).collect()
}

/// A partition with what moving nodes needs.
struct Partition {
    membership: Vec<u32>,
    strength: Vec<f64>,
    total: Vec<f64>,
    size: Vec<u32>,
    twice_m: f64,
    /// Weight to each community from the node in hand; zero between nodes.
    weight_to: Vec<f64>,
    touched: Vec<u32>,
}

impl Partition {
    fn new(graph: &Graph, membership: &[u32]) -> Self {
        let n = graph.len();
        let strength: Vec<f64> = (0..n).map(|node| graph.strength(node)).collect();
        let (mut total, mut size) = (vec![0.0; n], vec![0u32; n]);
        for node in 0..n {
            total[membership[node] as usize] += strength[node];
            size[membership[node] as usize] += 1;
        }
        let twice_m = strength.iter().sum();
        Self {
            membership: membership.to_vec(),
            strength,
            total,
            size,
            twice_m,
            weight_to: vec![0.0; n],
            touched: vec![],
        }
    }

    /// Fast local moving: nodes wait in a queue until no move is better than staying.
    fn move_nodes(mut self, graph: &Graph, resolution: f64, order: &[u32]) -> Vec<u32> {
        let n = graph.len();
        if self.twice_m == 0.0 {
            return self.membership;
        }
        let mut empty: Vec<u32> = (0..n as u32).rev().filter(|&c| self.size[c as usize] == 0).collect();
        let mut waiting = vec![true; n];
        let mut queue: std::collections::VecDeque<u32> = order.iter().copied().collect();
        while let Some(node) = queue.pop_front() {
            waiting[node as usize] = false;
            let own = self.membership[node as usize];
            let best = self.best_community(graph, node as usize, resolution, empty.last().copied());
            if best == own {
                continue;
            }
            self.put(node as usize, own, best, &mut empty);
            for &(other, _) in graph.edges(node as usize) {
                if self.membership[other as usize] != best && !waiting[other as usize] {
                    waiting[other as usize] = true;
                    queue.push_back(other);
                }
            }
        }
        self.membership
    }

    /// The community in which the node adds most; its own when none is better, the lowest number among equals.
    fn best_community(&mut self, graph: &Graph, node: usize, resolution: f64, empty: Option<u32>) -> u32 {
        let own = self.membership[node];
        self.touched.clear();
        for &(other, weight) in graph.edges(node) {
            let community = self.membership[other as usize];
            if self.weight_to[community as usize] == 0.0 {
                self.touched.push(community);
            }
            self.weight_to[community as usize] += weight;
        }
        let scale = resolution * self.strength[node] / self.twice_m;
        let gain = |this: &Self, community: u32| {
            let rest = if community == own { this.strength[node] } else { 0.0 };
            this.weight_to[community as usize] - scale * (this.total[community as usize] - rest)
        };
        let least = LEAST_GAIN * self.strength[node];
        let (mut best, mut most) = (own, gain(self, own));
        self.touched.sort_unstable();
        for &community in &self.touched {
            let now = gain(self, community);
            if now > most + least {
                (best, most) = (community, now);
            }
        }
        if let Some(free) = empty.filter(|_| self.size[own as usize] > 1 && most < -least) {
            best = free;
        }
        for at in 0..self.touched.len() {
            self.weight_to[self.touched[at] as usize] = 0.0;
        }
        best
    }

    fn put(&mut self, node: usize, from: u32, to: u32, empty: &mut Vec<u32>) {
        if self.size[to as usize] == 0 {
            empty.pop();
        }
        self.total[from as usize] -= self.strength[node];
        self.size[from as usize] -= 1;
        self.total[to as usize] += self.strength[node];
        self.size[to as usize] += 1;
        self.membership[node] = to;
        if self.size[from as usize] == 0 {
            self.total[from as usize] = 0.0;
            empty.push(from);
        }
    }
}

/// Splits each community into parts that are well connected inside it: what Louvain lacks.
fn refine(graph: &Graph, membership: &[u32], resolution: f64, order: &[u32]) -> Vec<u32> {
    let n = graph.len();
    let strength: Vec<f64> = (0..n).map(|node| graph.strength(node)).collect();
    let twice_m: f64 = strength.iter().sum();
    let groups = membership.iter().map(|&c| c as usize + 1).max().unwrap_or(0);
    let mut community_total = vec![0.0; groups];
    for node in 0..n {
        community_total[membership[node] as usize] += strength[node];
    }
    let mut part: Vec<u32> = (0..n as u32).collect();
    let mut part_total = strength.clone();
    let mut part_size = vec![1u32; n];
    // Weight from each part to the rest of its community.
    let mut outward: Vec<f64> = (0..n)
        .map(|node| {
            let same = |edge: &&(u32, f64)| membership[edge.0 as usize] == membership[node];
            graph.edges(node).iter().filter(same).map(|edge| edge.1).sum()
        })
        .collect();
    let mut weight_to = vec![0.0; n];
    let mut touched: Vec<u32> = Vec::new();
    for node in order.iter().map(|&node| node as usize) {
        let whole = community_total[membership[node] as usize];
        let well =
            |outward: f64, total: f64| outward >= resolution * total * (whole - total) / twice_m - LEAST_GAIN * total;
        if part_size[part[node] as usize] > 1 || !well(outward[node], strength[node]) {
            continue;
        }
        touched.clear();
        for &(other, weight) in graph.edges(node) {
            if membership[other as usize] == membership[node] {
                let there = part[other as usize];
                if weight_to[there as usize] == 0.0 {
                    touched.push(there);
                }
                weight_to[there as usize] += weight;
            }
        }
        touched.sort_unstable();
        let (mut best, mut most) = (node as u32, LEAST_GAIN * strength[node]);
        for &there in &touched {
            let gain = weight_to[there as usize] - resolution * strength[node] * part_total[there as usize] / twice_m;
            if gain > most && well(outward[there as usize], part_total[there as usize]) {
                (best, most) = (there, gain);
            }
        }
        if best != node as u32 {
            let into = best as usize;
            outward[into] += outward[node] - 2.0 * weight_to[into];
            part_total[into] += strength[node];
            part_size[into] += 1;
            part_size[node] = 0;
            part[node] = best;
        }
        for &there in &touched {
            weight_to[there as usize] = 0.0;
        }
    }
    part
}

/// One node a part, edges summed.
fn fold(graph: &Graph, part: &[u32], parts: usize) -> Graph {
    let mut loops = vec![0.0; parts];
    let mut edges: Vec<(u32, u32, f64)> = Vec::new();
    for node in 0..graph.len() {
        let a = part[node];
        loops[a as usize] += graph.loop_weight(node);
        for &(other, weight) in graph.edges(node) {
            let b = part[other as usize];
            if a == b {
                // Seen from both ends.
                loops[a as usize] += weight / 2.0;
            } else if a < b {
                edges.push((a, b, weight));
            }
        }
    }
    sum_parallel(&mut edges);
    Graph::new(&edges, loops)
}

#[cfg(test)]
mod tests;
