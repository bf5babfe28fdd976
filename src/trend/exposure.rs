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
        let spread =
            dispersion(counts, &self.others(at, counts), self.split).map_or(1.0, |(chi, df)| (chi / df).max(1.0));
        let error = (spread * (1.0 / (new.count + 0.5) + 1.0 / (old.count + 0.5))).sqrt();
        (moved > MOVES_TOTAL * all && log_ratio.abs() > STRIKING * error).then_some(log_ratio.abs() / error)
    }

    /// How much wider than Poisson each problem's counts spread in the time before, at least 1:
    /// Pearson's chi-square over its degrees of freedom, drawn towards what a negative binomial
    /// with one shape for all problems would have at this problem's mean.
    pub fn dispersions(&self, problems: &[Vec<u32>]) -> Vec<f64> {
        let own: Vec<_> = (0..problems.len())
            .map(|at| dispersion(&problems[at], &self.others(at, &problems[at]), self.split))
            .collect();
        let mean = |at: usize| {
            let (_, old) = self.rates(at, &problems[at]);
            let usable = self.reference[..self.split].iter().filter(|&&size| size > 0.0).count();
            old.count / usable.max(1) as f64
        };
        // Variance = mean + shape * mean^2, so chi-square exceeds its degrees of freedom by shape * mean each.
        // The weighted median, not the mean: a problem that changed long ago has no part in what is usual.
        let mut shapes: Vec<(f64, f64)> = (own.iter().enumerate())
            .filter_map(|(at, one)| one.map(|(chi, df)| ((chi - df) / (df * mean(at)), df * mean(at))))
            .collect();
        let shape = weighted_median(&mut shapes).unwrap_or(0.0).max(0.0);
        own.iter()
            .enumerate()
            .map(|(at, own)| {
                let (chi, degrees) = own.unwrap_or((0.0, 0.0));
                let all = degrees + SHARED_DEGREES;
                let spread = (chi + SHARED_DEGREES * (1.0 + shape * mean(at))) / all;
                // An estimated variance is less sure than a known one, by as much as Student's t is wider.
                1.0 + (spread - 1.0).max(0.0) * all / (all - 2.0)
            })
            .collect()
    }
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

/// Pearson's chi-square of the periods before `split` and its degrees of freedom.
fn dispersion(counts: &[u32], others: &[f64], split: usize) -> Option<(f64, f64)> {
    let whole = rate(counts, others, 0..split);
    let used: Vec<usize> = (0..split).filter(|&t| others[t] > 0.0).collect();
    if whole.count <= 0.0 || used.len() < 2 {
        return None;
    }
    let chi = used.iter().fold(0.0, |sum, &t| {
        let expected = whole.count * others[t] / whole.exposure;
        sum + (f64::from(counts[t]) - expected).powi(2) / expected
    });
    Some((chi, (used.len() - 1) as f64))
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
        assert_eq!(dispersion(&[2, 4, 6, 9], &[10.0; 4], 3), Some((2.0, 2.0)));
        assert_eq!(dispersion(&[0, 0, 0, 9], &[10.0; 4], 3), None);
    }

    #[test]
    fn periods_without_other_tickets_say_nothing() {
        let (new, old) = Exposure::tickets(&[10, 0, 10, 10], &[vec![1, 0, 1, 1]], 2).rates(0, &[1, 0, 1, 1]);
        assert_eq!((old.count, old.exposure, new.count, new.exposure), (1.0, 9.0, 2.0, 18.0));
    }
}
