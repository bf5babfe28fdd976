//! What would change the place of a problem.

use super::{count, factor_name};
use crate::report::{Explanation, Part};

/// How the sum is to be read.
pub const SUM: &str = "The score counts in doublings: one point more weighs twice as much. Each part is a figure, the \
                       points that it is worth, and how much you let it count.";

/// What the star means.
pub const ASSUMED: &str = "* The export does not say it of this problem; the middle of all problems stands for it.";

/// Points before the weight; none where the weight leaves nothing of them.
pub fn points(part: &Part) -> String {
    if part.weight == 0.0 { "–".to_owned() } else { format!("{:+.2}", part.contribution / part.weight) }
}

/// A sentence each: the problem above, the parts that matter.
pub fn what_would_change(explanation: &Explanation<'_>) -> Vec<String> {
    let mut told = vec![];
    if let Some(above) = &explanation.above {
        let missing = match above.tickets.map(|tickets| tickets.ceil().max(1.0) as usize) {
            Some(tickets) => format!(": {} more in the next quarter would lift it there", count(tickets, "ticket")),
            None => String::new(),
        };
        told.push(format!("The one above, {}, has {:.2} points more{missing}.", above.problem.id, above.points));
    }
    let place = |rank: usize| format!("number {rank}");
    for without in &explanation.without {
        let name = factor_name(without.part);
        let way = if without.rank < explanation.problem.rank { "up" } else { "down" };
        told.push(format!("Without {name} in all scores it would move {way} to {}.", place(without.rank)));
    }
    if explanation.without.is_empty() {
        told.push(
            "No single part decides its place: without any one of them it would stand where it stands.".to_owned(),
        );
    }
    told
}
