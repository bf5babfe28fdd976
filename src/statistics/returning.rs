//! Whether a low rate has gone up again: a sequential likelihood ratio over every possible beginning (Lai 1998's
//! window-limited form of Lorden's test), so that it may be looked at after each period.
//!
//! What is known of the low rate up to the beginning is a gamma distribution (events over exposure); the tickets
//! since are likelier under it, or under a rate half way back or all the way back. By Ville's inequality a ratio
//! reaches e^h by chance with a probability of at most e^-h for one beginning, so at most N e^-h for N of them.

use statrs::function::gamma::ln_gamma;

use super::counts::Count;

/// What the search goes by.
#[derive(Clone, Copy, Debug)]
pub struct Watch {
    /// The rate before it was low.
    pub high: f64,
    /// Negative binomial shape: variance = mean + shape * mean^2 (for one period).
    pub shape: f64,
    /// Factor on the variance for what one period tells of the next.
    pub persistence: f64,
    /// Log likelihood ratio that calls a return.
    pub threshold: f64,
}

/// Fewest tickets since the beginning: a late ticket or two are no return.
const FEWEST: f64 = 3.0;

/// Fewest periods with a ticket since the beginning: one bad week is no return.
const FEWEST_PERIODS: usize = 2;

/// Index of the first period since which the rate is up again, as seen after the last of `counts`; the first
/// `known` of them are known to be low. None when it is not.
pub fn since(counts: &[Count], known: usize, watch: &Watch) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for from in known..counts.len() {
        let evidence = evidence(&counts[..from], &counts[from..], watch);
        if evidence >= watch.threshold && best.is_none_or(|(most, _)| evidence > most + 1e-9) {
            best = Some((evidence, from));
        }
    }
    best.map(|(_, from)| from)
}

/// How much likelier `later` is under a rate that went up again than under the one of `earlier`, as a logarithm.
fn evidence(earlier: &[Count], later: &[Count], watch: &Watch) -> f64 {
    let ((tickets, exposure), (new, span)) = (super::counts::sum(earlier), super::counts::sum(later));
    let busy = later.iter().filter(|one| one.count > 0.0).count();
    if new < FEWEST || busy < FEWEST_PERIODS || exposure <= 0.0 || span <= 0.0 {
        return f64::NEG_INFINITY;
    }
    let low = (tickets + 0.5) / exposure;
    if watch.high <= low || new / span <= low {
        return f64::NEG_INFINITY;
    }
    let middle = 0.5 * (low + watch.high);
    // Bursts: the scatter at the higher rate, which is the larger one.
    let spread = (1.0 + watch.shape * middle * span / later.len() as f64) * watch.persistence;
    let (shape, scale) = (tickets / spread + 0.5, exposure / spread);
    let (events, span) = (new / spread, span / spread);
    let stayed = ln_gamma(shape + events) - ln_gamma(shape)
        + shape * (scale / (scale + span)).ln()
        + events * (span / (scale + span)).ln();
    let back = |rate: f64| events * (rate * span).ln() - rate * span;
    let (half, full) = (back(middle), back(watch.high));
    let more = half.max(full);
    more + (0.5 * ((half - more).exp() + (full - more).exp())).ln() - stayed
}

#[cfg(test)]
mod tests {
    use super::*;

    const WATCH: Watch = Watch { high: 0.05, shape: 0.05, persistence: 1.0, threshold: 5.5 };

    /// Weeks with 400 other tickets.
    fn weeks(tickets: &[u32]) -> Vec<Count> {
        (tickets.iter().enumerate())
            .map(|(at, &count)| Count { count: count.into(), exposure: 400.0, at: at as f64 })
            .collect()
    }

    #[test]
    fn tickets_that_are_back_are_seen_since_their_week() {
        let mut tickets = vec![4, 3, 5, 4, 2, 6, 4, 4];
        assert_eq!(since(&weeks(&tickets), 4, &WATCH), None);
        tickets.extend([18, 22, 19]);
        assert_eq!(since(&weeks(&tickets), 4, &WATCH), Some(8));
    }

    #[test]
    fn late_tickets_and_one_bad_week_are_no_return() {
        let mut tickets = vec![0; 12];
        tickets.extend([1, 0, 1]);
        assert_eq!(since(&weeks(&tickets), 4, &WATCH), None);
        let mut tickets = vec![0; 12];
        tickets.push(9);
        assert_eq!(since(&weeks(&tickets), 4, &WATCH), None);
    }

    #[test]
    fn the_evidence_is_the_ratio_of_two_predictions() {
        // scipy 1.17.1, without scatter: earlier 10 of 4000, later 12 of 800; log of the mean of
        // poisson.pmf(12, 800 r) for r = (0.05 + 10.5 / 4000) / 2 and 0.05, over nbinom.pmf(12, 10.5, 4000 / 4800).
        let plain = Watch { shape: 0.0, ..WATCH };
        let found = evidence(&weeks(&[1; 10]), &weeks(&[6, 6]), &plain);
        assert!((found - 5.2558089976875415).abs() < 1e-6, "{found}");
    }
}
