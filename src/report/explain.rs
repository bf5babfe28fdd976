//! Why one problem stands where it stands, and what would change its place.

use super::{Problem, Report};
use crate::model::{
    nearest::nearest,
    problem::{ProblemId, Status},
};

/// Why a problem stands where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation<'r> {
    /// The problem.
    pub problem: &'r Problem,
    /// The problem above it; none for the first, and below those that are settled.
    pub above: Option<Above<'r>>,
    /// Where it would stand without one part of all scores, for the parts that matter to its place.
    pub without: Vec<Without<'r>>,
}

/// The problem above.
#[derive(Clone, Debug, PartialEq)]
pub struct Above<'r> {
    /// The problem.
    pub problem: &'r Problem,
    /// How many points more it has.
    pub points: f64,
    /// How many more tickets a quarter would lift the explained problem to it; none when tickets do not count.
    pub tickets: Option<f64>,
}

/// The place without a part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Without<'r> {
    /// The part.
    pub part: &'r str,
    /// The place, from 1.
    pub rank: usize,
}

/// There is no such problem.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("there is no problem {given} in this report")]
pub struct NoSuchProblem {
    /// What was asked for.
    pub given: ProblemId,
    /// The known id that is nearest.
    pub nearest: Option<ProblemId>,
    /// How many problems there are.
    pub problems: usize,
}

/// Explains the place of a problem.
///
/// # Errors
/// When the report has no problem of this id.
pub fn explain(report: &Report, id: ProblemId) -> Result<Explanation<'_>, NoSuchProblem> {
    let Some(at) = report.problems.iter().position(|problem| problem.id == id) else {
        // A digit too many or too few, or another one.
        let known: Vec<String> = report.problems.iter().map(|problem| problem.id.0.to_string()).collect();
        let typed = id.0.to_string();
        let near = known.iter().map(String::as_str).filter(|one| one.len().abs_diff(typed.len()) <= 1);
        let nearest = nearest(&typed, near).and_then(|number| number.parse().ok()).map(ProblemId);
        return Err(NoSuchProblem { given: id, nearest, problems: report.problems.len() });
    };
    let problem = &report.problems[at];
    let above =
        at.checked_sub(1).map(|above| &report.problems[above]).filter(|above| settled(above) == settled(problem));
    let place = |part: &str| {
        let total = |one: &Problem| one.score.total - contribution(one, part);
        let before = |other: &&Problem| settled(other) == settled(problem) && total(other) > total(problem) + 1e-9;
        let open = if settled(problem) { report.problems.iter().filter(|one| !settled(one)).count() } else { 0 };
        1 + open + report.problems.iter().filter(before).count()
    };
    let parts = problem.score.parts.iter().map(|part| part.name.as_str());
    let without =
        parts.map(|part| Without { part, rank: place(part) }).filter(|one| one.rank != problem.rank).collect();
    Ok(Explanation { problem, above: above.map(|above| gap(problem, above)), without })
}

fn gap<'r>(problem: &Problem, above: &'r Problem) -> Above<'r> {
    let points = (above.score.total - problem.score.total).max(0.0);
    let volume = problem.score.parts.iter().find(|part| part.name == "volume").filter(|part| part.weight > 0.0);
    let tickets = volume.map(|volume| (1.0 + volume.value) * ((points / volume.weight).exp2() - 1.0));
    Above { problem: above, points, tickets: tickets.filter(|tickets| tickets.is_finite()) }
}

fn contribution(problem: &Problem, part: &str) -> f64 {
    problem.score.parts.iter().find(|one| one.name == part).map_or(0.0, |one| one.contribution)
}

fn settled(problem: &Problem) -> bool {
    problem.muted || matches!(problem.status, Status::Accepted | Status::Fixed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_tickets_that_are_missing_would_close_the_gap() {
        let report = sample::report();
        assert_eq!(explain(&report, report.problems[0].id).unwrap().above, None);
        let third = explain(&report, report.problems[2].id).unwrap();
        let above = third.above.unwrap();
        assert_eq!(above.problem.id, report.problems[1].id);
        let volume = third.problem.score.parts.iter().find(|part| part.name == "volume").unwrap();
        let lifted = (1.0 + volume.value + above.tickets.unwrap()).log2() - (1.0 + volume.value).log2();
        assert!((lifted - above.points).abs() < 1e-9);
    }

    #[test]
    fn places_without_a_part_are_those_of_the_remaining_sums() {
        let report = sample::report();
        let mut told = 0;
        for problem in &report.problems {
            for without in explain(&report, problem.id).unwrap().without {
                let rest = |one: &Problem| one.score.total - contribution(one, without.part);
                let better = report.problems.iter().filter(|other| rest(other) > rest(problem) + 1e-9).count();
                assert_eq!(without.rank, better + 1);
                told += 1;
            }
        }
        assert!(told > 5, "parts matter");
    }

    #[test]
    fn an_unknown_id_is_answered_with_one_that_is_written_nearly_so() {
        let mut report = sample::report();
        report.problems[0].id = ProblemId(901);
        let error = explain(&report, ProblemId(900)).unwrap_err();
        assert_eq!((error.nearest, error.to_string().contains("P-900")), (Some(ProblemId(901)), true));
        assert_eq!(explain(&report, ProblemId(44_444)).unwrap_err().nearest, None);
        assert_eq!(explain(&sample::empty(), ProblemId(1)).unwrap_err().nearest, None);
    }
}
