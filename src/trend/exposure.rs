//! What a problem's tickets are measured against: the other tickets of the same period.
//!
//! Growth of the whole business is no news about a problem, so its rate is per other ticket. One
//! outage among the others would make every other problem "fall", so problems whose own change
//! moves the total are taken out of the reference first, the most striking one at a time.

use crate::statistics::rates::Rate;

/// A problem moves the total when its change is more than this share of the recent tickets.
const MOVES_TOTAL: f64 = 0.05;

/// … and when its log ratio is this many standard errors from zero: chance does not do that.
const STRIKING: f64 = 4.0;

/// At most so many problems are taken out: beyond that there is no reference left.
const MOST_OUT: usize = 5;

/// What is left of the total when striking problems are out must be at least this share of it.
const LEAST_LEFT: f64 = 0.25;

/// Weight of the corpus' dispersion against a problem's own, in degrees of freedom: a problem with
/// as many baseline periods as this counts half by its own. In simulated bursty corpora without a
/// change 16 gave fewer false alarms than 8 (13 and 17 of 200 runs).
const SHARED_DEGREES: f64 = 16.0;

/// Customers weigh as if there were this many times more: they are counted, and chance has no part in them.
const NO_CHANCE: f64 = 1e6;

/// What problems are measured against.
pub struct Exposure {
    /// Tickets of each period without the problems that move the total; or customers.
    reference: Vec<f64>,
    /// Whether the reference holds no tickets, so that none are to be taken from it.
    apart: bool,
    /// For each problem whether it was taken out.
    out: Vec<bool>,
    /// First period of the recent window.
    split: usize,
}

impl Exposure {
    /// The other tickets of each period, of these series whose recent window starts at period `split`. A period
    /// without tickets in its total says nothing.
    pub fn tickets(totals: &[u32], problems: &[Vec<u32>], split: usize) -> Self {
        let reference = totals.iter().map(|&n| f64::from(n)).collect();
        let mut exposure = Self { reference, apart: false, out: vec![false; problems.len()], split };
        let all: f64 = exposure.reference[split..].iter().sum();
        for _ in 0..MOST_OUT {
            let striking = (0..problems.len())
                .filter(|&at| !exposure.out[at])
                .filter_map(|at| Some((at, exposure.striking(at, &problems[at], all)?)))
                .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            let Some((at, _)) = striking else { break };
            let left = exposure.without(&problems[at]);
            if left.iter().sum::<f64>() < LEAST_LEFT * totals.iter().map(|&n| f64::from(n)).sum::<f64>() {
                break;
            }
            exposure.reference = left;
            exposure.out[at] = true;
        }
        exposure
    }

    /// The customers of each period.
    pub fn customers(customers: &[f64], problems: usize, split: usize) -> Self {
        let reference = customers.iter().map(|n| n * NO_CHANCE).collect();
        Self { reference, apart: true, out: vec![false; problems], split }
    }

    /// Recent rate and the rate before.
    pub fn rates(&self, at: usize, counts: &[u32]) -> (Rate, Rate) {
        let others = self.others(at, counts);
        (rate(counts, &others, self.split..counts.len()), rate(counts, &others, 0..self.split))
    }

    /// The other tickets of each period.
    pub fn others(&self, at: usize, counts: &[u32]) -> Vec<f64> {
        if self.out[at] || self.apart { self.reference.clone() } else { self.without(counts) }
    }

    fn without(&self, counts: &[u32]) -> Vec<f64> {
        self.reference.iter().zip(counts).map(|(all, &own)| (all - f64::from(own)).max(0.0)).collect()
    }

    /// How many standard errors the log ratio is from zero, when the problem moves the total.
    fn striking(&self, at: usize, counts: &[u32], all: f64) -> Option<f64> {
        let (new, old) = self.rates(at, counts);
        if new.exposure <= 0.0 || old.exposure <= 0.0 {
            return None;
        }
        let moved = (new.count - old.count * new.exposure / old.exposure).abs();
        let log_ratio = ((new.count + 0.5) / new.exposure).ln() - ((old.count + 0.5) / old.exposure).ln();
        let spread = scatter(counts, &self.others(at, counts), 0..self.split, 1)
            .map_or(1.0, |one| (one.chi / one.degrees).max(1.0));
        let error = (spread * (1.0 / (new.count + 0.5) + 1.0 / (old.count + 0.5))).sqrt();
        (moved > MOVES_TOTAL * all && log_ratio.abs() > STRIKING * error).then_some(log_ratio.abs() / error)
    }

    /// How far each problem's counts burst in the periods before `end`: the shape of a negative binomial, whose
    /// variance is mean + shape * mean^2 in each block of `block` periods. Pearson's chi-square over its degrees of
    /// freedom, drawn towards what one shape for all problems would give at this problem's mean.
    pub fn shapes(&self, problems: &[Vec<u32>], end: usize, block: usize) -> Shapes {
        let own: Vec<Option<Scatter>> = problems
            .iter()
            .enumerate()
            .map(|(at, counts)| scatter(counts, &self.others(at, counts), 0..end, block))
            .collect();
        // The weighted median, not the mean: a problem that changed long ago has no part in what is usual.
        let mut shapes: Vec<(f64, f64)> = own
            .iter()
            .flatten()
            .map(|one| ((one.chi / middle(one.degrees) - 1.0) / one.mean, one.degrees * one.mean))
            .collect();
        let shared = weighted_median(&mut shapes).unwrap_or(0.0).max(0.0);
        Shapes { each: own.iter().map(|own| drawn(*own, shared)).collect(), shared }
    }
}

/// How far the counts of problems burst.
#[derive(Clone, Debug)]
pub struct Shapes {
    /// Each problem's own shape, drawn towards that of all.
    pub each: Vec<f64>,
    /// The shape of all problems.
    pub shared: f64,
}

/// How far counts burst within some periods alone, drawn towards the `shared` shape.
pub fn shape_within(
    (counts, others): (&[u32], &[f64]),
    periods: std::ops::Range<usize>,
    block: usize,
    shared: f64,
) -> f64 {
    drawn(scatter(counts, others, periods, block), shared)
}

fn drawn(own: Option<Scatter>, shared: f64) -> f64 {
    let Some(own) = own else { return shared };
    let all = own.degrees + SHARED_DEGREES;
    let spread = (own.chi + SHARED_DEGREES * (1.0 + shared * own.mean)) / all;
    // An estimated variance is less sure than a known one, by as much as Student's t is wider.
    (spread - 1.0).max(0.0) * all / (all - 2.0) / own.mean
}

/// Pearson's chi-square of blocks of periods, its degrees of freedom and their mean count.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scatter {
    chi: f64,
    degrees: f64,
    mean: f64,
}

/// The periods in blocks of this length, counted back from the end so that each holds every weekday once; the rest at
/// the start is left out, unless there is nothing else.
pub fn blocks(periods: std::ops::Range<usize>, block: usize) -> Vec<std::ops::Range<usize>> {
    let whole = periods.len() / block;
    if whole == 0 {
        return if periods.is_empty() { vec![] } else { vec![periods] };
    }
    let first = periods.end - whole * block;
    (0..whole).map(|at| first + at * block..first + (at + 1) * block).collect()
}

/// The mean exposure of a block, each weighted by its exposure.
pub fn block_exposure(others: &[f64], periods: std::ops::Range<usize>, block: usize) -> f64 {
    let (sum, squares) = blocks(periods, block)
        .into_iter()
        .map(|block| others[block].iter().sum::<f64>())
        .fold((0.0, 0.0), |(sum, squares), size| (sum + size, squares + size * size));
    if sum > 0.0 { squares / sum } else { 0.0 }
}

/// Count and exposure over some periods; a period without any other ticket says nothing.
pub fn rate(counts: &[u32], others: &[f64], periods: impl IntoIterator<Item = usize>) -> Rate {
    periods.into_iter().filter(|&t| others[t] > 0.0).fold(Rate { count: 0.0, exposure: 0.0 }, |sum, t| Rate {
        count: sum.count + f64::from(counts[t]),
        exposure: sum.exposure + others[t],
    })
}

/// The value at which half of the weight is reached.
fn weighted_median(values: &mut [(f64, f64)]) -> Option<f64> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let half = 0.5 * values.iter().map(|(_, weight)| weight).sum::<f64>();
    let mut reached = 0.0;
    let middle = values.iter().find(|(_, weight)| {
        reached += weight;
        reached >= half
    });
    middle.map(|(value, _)| *value)
}

/// The middle value of chi-square with so many degrees of freedom, which is below their number: with few periods by a
/// fifth (Wilson & Hilferty 1931).
fn middle(degrees: f64) -> f64 {
    degrees * (1.0 - 2.0 / (9.0 * degrees)).powi(3)
}

/// How the blocks of these periods scatter around one rate; none from fewer than two blocks or without a ticket.
fn scatter(counts: &[u32], others: &[f64], periods: std::ops::Range<usize>, block: usize) -> Option<Scatter> {
    let sums: Vec<Rate> = blocks(periods, block)
        .into_iter()
        .map(|block| rate(counts, others, block))
        .filter(|sum| sum.exposure > 0.0)
        .collect();
    let (count, exposure) = sums.iter().fold((0.0, 0.0), |all, one| (all.0 + one.count, all.1 + one.exposure));
    if count <= 0.0 || sums.len() < 2 {
        return None;
    }
    let chi = sums.iter().fold(0.0, |sum, one| {
        let expected = count * one.exposure / exposure;
        sum + (one.count - expected).powi(2) / expected
    });
    Some(Scatter { chi, degrees: (sums.len() - 1) as f64, mean: count / sums.len() as f64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_no_reference_for_the_others() {
        let steady = vec![20; 12];
        let mut outage = vec![1; 12];
        outage[9..].fill(200);
        let totals: Vec<u32> = (0..12).map(|t| 60 + steady[t] + outage[t]).collect();
        let exposure = Exposure::tickets(&totals, &[steady.clone(), outage], 8);
        assert_eq!(exposure.out, [false, true]);
        let (new, old) = exposure.rates(0, &steady);
        assert_eq!((new.count, new.exposure, old.count, old.exposure), (80.0, 240.0, 160.0, 480.0));
    }

    #[test]
    fn dispersion_is_pearsons() {
        // By hand: mean 4, squared distances 4, 0, 4 over 4 = 2, two degrees of freedom.
        let expected = Scatter { chi: 2.0, degrees: 2.0, mean: 4.0 };
        assert_eq!(scatter(&[2, 4, 6, 9], &[10.0; 4], 0..3, 1), Some(expected));
        assert_eq!(scatter(&[0, 0, 0, 9], &[10.0; 4], 0..3, 1), None);
        // The same in pairs, a single period at the start left out.
        assert_eq!(scatter(&[7, 1, 1, 2, 2, 3, 3, 9], &[5.0; 8], 0..7, 2), Some(expected));
    }

    #[test]
    fn the_middle_of_chi_square_is_below_its_mean() {
        // scipy 1.17: chi2.median([1, 3, 7, 21]) = 0.4549, 2.3660, 6.3458, 20.3372.
        for (degrees, median) in [(3.0, 2.3660), (7.0, 6.3458), (21.0, 20.3372)] {
            assert!((middle(degrees) - median).abs() < 0.02, "{degrees}: {}", middle(degrees));
        }
    }

    #[test]
    fn periods_without_other_tickets_say_nothing() {
        let (new, old) = Exposure::tickets(&[10, 0, 10, 10], &[vec![1, 0, 1, 1]], 2).rates(0, &[1, 0, 1, 1]);
        assert_eq!((old.count, old.exposure, new.count, new.exposure), (1.0, 9.0, 2.0, 18.0));
    }
}
