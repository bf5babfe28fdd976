//! How many tickets all other figures rest on: a lucky handful must not lead.

use super::Factor;

/// A problem of this many tickets counts half: it is a guess.
const HALF_AT: f64 = 5.0;

/// Rises with every ticket and soon stops mattering: -1.4 points for 3 tickets, -0.3 for 20, -0.1 for 60.
pub fn factor(tickets: usize) -> Factor {
    let tickets = tickets as f64;
    Factor { value: tickets, points: (tickets / (tickets + HALF_AT)).max(f64::MIN_POSITIVE).log2() }
}
