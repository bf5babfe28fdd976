//! What the team said of a problem, in a line; none where nobody said anything.

use crate::{model::problem::Status, report::Problem};

/// `planned · owner: Ana · note: waits for the new gateway`.
pub fn about(problem: &Problem) -> Option<String> {
    let mut parts = vec![];
    if problem.status != Status::Open {
        parts.push(problem.status.name().to_owned());
    }
    parts.extend(problem.owner.as_ref().map(|owner| format!("owner: {owner}")));
    parts.extend(problem.note.as_ref().map(|note| format!("note: {note}")));
    (!parts.is_empty()).then(|| parts.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn what_the_team_said_is_told_and_nothing_else() {
        let mut problem = sample::report().problems.remove(0);
        assert_eq!(about(&problem), None);
        (problem.owner, problem.status) = (Some("Ana".to_owned()), Status::Planned);
        assert_eq!(about(&problem).unwrap(), "planned · owner: Ana");
    }
}
