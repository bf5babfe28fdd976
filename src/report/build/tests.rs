//! Promises of every report, on the sample.

use super::*;
use crate::{model::problem::Status, report::sample};

fn units(share: f64) -> i64 {
    (share * 1e4).round() as i64
}

#[test]
fn parts_add_up_to_totals() {
    for report in [sample::report(), sample::without_dates(), sample::empty()] {
        let grouping = &report.grouping;
        let tickets: usize = report.problems.iter().map(|p| p.tickets).sum();
        assert_eq!(tickets, grouping.grouped);
        assert_eq!(grouping.grouped + grouping.ungrouped, report.intake.tickets);
        assert_eq!(grouping.shown.tickets + grouping.further.tickets, grouping.grouped);
        assert_eq!(grouping.shown.problems + grouping.further.problems, grouping.problems);
        assert_eq!(report.themes.iter().map(|t| t.tickets).sum::<usize>(), grouping.grouped);
        for theme in &report.themes {
            let inside: usize =
                report.problems.iter().filter(|p| theme.problems.contains(&p.id)).map(|p| p.tickets).sum();
            assert_eq!(theme.tickets, inside);
            assert!(report.problems.iter().all(|p| (p.theme == theme.id) == theme.problems.contains(&p.id)));
        }
        assert!(report.problems.iter().all(|p| p.members.len() == p.tickets));
        let intake = &report.intake;
        assert_eq!(intake.rows, intake.tickets + intake.folded + intake.joined + intake.duplicates + intake.rejected);
    }
}

#[test]
fn a_share_is_a_count_over_all_rounded_once() {
    let report = sample::report();
    let of = |tickets: usize| share(tickets, report.intake.tickets);
    assert!(report.problems.iter().all(|one| one.share == of(one.tickets)));
    assert!(report.themes.iter().all(|one| one.share == of(one.tickets)));
    assert!(report.headline.pareto.iter().all(|one| one.share == of(one.tickets)));
    let grouping = &report.grouping;
    assert_eq!((grouping.grouped_share, grouping.ungrouped_share), (of(grouping.grouped), of(grouping.ungrouped)));
}

#[test]
fn a_score_is_the_sum_of_what_is_shown() {
    for problem in sample::report().problems {
        let sum: i64 = problem.score.parts.iter().map(|part| units(part.contribution)).sum();
        assert_eq!(sum, units(problem.score.total), "{}", problem.id);
    }
}

#[test]
fn series_and_tickets_agree_with_what_the_period_leaves_out() {
    let report = sample::report();
    let period = report.period.unwrap();
    assert_eq!((period.complete, period.recent), (26, 4));
    let inside: usize = period.series.iter().map(|p| p.tickets as usize).sum();
    assert_eq!(inside + period.outside + period.undated, report.intake.tickets);
    for problem in &report.problems {
        assert_eq!(problem.series.len(), period.complete);
        assert!(problem.series.iter().map(|p| p.tickets as usize).sum::<usize>() <= problem.tickets);
    }
}

#[test]
fn ids_follow_the_first_day_and_not_the_size() {
    let report = sample::report();
    let mut by_id: Vec<_> = report.problems.iter().map(|p| (p.id, p.first_seen)).collect();
    by_id.sort();
    assert!(by_id.is_sorted_by_key(|(_, first)| *first));
    assert!(!report.problems.iter().map(|p| p.id).is_sorted());
    assert!(report.problems.iter().map(|p| p.rank).eq(1..=report.problems.len()));
}

#[test]
fn settled_problems_leave_the_top() {
    let title = sample::report().problems[0].title.clone();
    for (status, last) in [(Status::Accepted, true), (Status::Fixed, true), (Status::Planned, false)] {
        let report = sample::settled(&title, status);
        let place = if last { report.problems.len() - 1 } else { 0 };
        assert_eq!((&report.problems[place].title, report.problems[place].status), (&title, status));
    }
}

#[test]
fn the_sample_has_the_caveats_it_was_made_with() {
    let report = sample::report();
    let name = |caveat: &crate::report::Caveat| format!("{caveat:?}").split([' ', '{']).next().unwrap().to_owned();
    let names: Vec<_> = report.caveats.iter().map(name).collect();
    assert_eq!(names, ["PartialPeriods", "UnreadableDates", "Rejected", "Copies", "OneCustomer"]);
}

#[test]
fn without_dates_it_says_so_and_claims_nothing() {
    let report = sample::without_dates();
    assert_eq!((report.as_of, &report.period), (None, &None));
    assert!(report.caveats.contains(&crate::report::Caveat::NoDates));
    assert!(report.problems.iter().all(|p| p.trend.verdict == Verdict::Unclear && p.series.is_empty()));
}

#[test]
fn the_half_is_held_by_the_fewest_problems() {
    let report = sample::report();
    let half = report.headline.half.unwrap();
    let mut sizes: Vec<usize> = report.problems.iter().map(|p| p.tickets).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let held = |n: usize| sizes[..n].iter().sum::<usize>();
    assert_eq!(half.tickets, held(half.problems));
    assert!(
        held(half.problems) * 2 >= report.grouping.grouped && held(half.problems - 1) * 2 < report.grouping.grouped
    );
}
