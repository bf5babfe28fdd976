//! What there is to say of a problem beside its tickets and its trend, in a line: who looks after it, who is hit, what
//! it will cost. What nobody knows is left out.

use super::{about_percent, count, number};
use crate::{
    model::problem::Status,
    report::{Estimate, Outlook, Problem, Segment},
};

/// Most segments of a line.
const SEGMENTS: usize = 2;

/// `planned · owner: Ana · mostly product Pro (62%, elsewhere 20%) · about 120 tickets next quarter`.
pub fn about(problem: &Problem) -> Option<String> {
    let mut parts = vec![];
    if problem.status != Status::Open {
        parts.push(problem.status.name().to_owned());
    }
    parts.extend(problem.owner.as_ref().map(|owner| format!("owner: {owner}")));
    parts.extend(problem.segments.iter().take(SEGMENTS).map(segment));
    parts.extend(problem.outlook.as_ref().map(outlook));
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// `mostly product Pro (62%, elsewhere 20%)`.
fn segment(segment: &Segment) -> String {
    let (here, there) = (about_percent(segment.share), about_percent(segment.elsewhere));
    format!("{} {}: {here}, elsewhere {there}", segment.by, segment.name)
}

/// `about 120 tickets next quarter (90 to 150), 60 hours`.
fn outlook(outlook: &Outlook) -> String {
    let whole = |value: f64| value.max(0.0).round() as usize;
    let Estimate { value, low, high } = outlook.tickets;
    let tickets = count(whole(value), "ticket");
    let mut text = format!("about {tickets} next quarter ({} to {})", number(whole(low)), number(whole(high)));
    text += &outlook.hours.map_or(String::new(), |hours| format!(", {}", count(whole(hours.value), "hour")));
    text += &outlook.money.map_or(String::new(), |money| format!(", {} in money", number(whole(money.value))));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn what_is_known_is_told_and_nothing_else() {
        let mut problem = sample::report().problems.remove(0);
        (problem.segments, problem.outlook) = (vec![], None);
        assert_eq!(about(&problem), None);
        problem.owner = Some("Ana".to_owned());
        problem.status = Status::Planned;
        let tickets = Estimate { value: 119.6, low: 90.0, high: 1500.0 };
        let hours = Some(Estimate { value: 1.0, low: 0.5, high: 2.0 });
        problem.outlook = Some(Outlook { tickets, hours, money: None, cost_from: None });
        assert_eq!(
            about(&problem).unwrap(),
            "planned · owner: Ana · about 120 tickets next quarter (90 to 1,500), 1 hour"
        );
    }
}
