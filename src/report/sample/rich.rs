//! The sample with everything that a report can say: bands, outlooks, segments, memory, fixes, a map.
//!
//! Made up by hand where the stages do not measure it, so that a renderer can be looked at whole.

use super::super::{
    Absent, Band, Category, CostFrom, Estimate, Lineage, Misfiled, Neighbour, Outlook, Problem, Recognised, Repeats,
    Report, Segment, Sum,
};
use crate::{
    model::{
        change::{Change, ChangeKind},
        fix::{Fix, FixNote, FixVerdict, Stretch},
        problem::{ProblemId, Status},
        series::Verdict,
        time::{Day, PeriodUnit},
    },
    report::{Point, figures},
};

/// Fills what is empty in a report of the sample.
pub fn enrich(report: &mut Report) {
    report.since = Some(day("2026-11-08"));
    let ids: Vec<ProblemId> = report.problems.iter().map(|problem| problem.id).collect();
    for at in 0..report.problems.len() {
        fill(&mut report.problems[at], at, &ids);
    }
    if let [first, second, third, fourth, ..] = report.problems.as_mut_slice() {
        decisions(first, second, third, fourth);
    }
    report.changes = changes(&ids);
    report.absent = vec![Absent {
        id: ProblemId(40),
        title: "Map tiles stay grey behind a proxy".to_owned(),
        status: Status::Fixed,
        last_seen: Some(day("2026-04-02")),
        before: Some(3),
        fix: Some(fix(FixVerdict::Confirmed, day("2026-03-20"))),
    }];
    pareto(report);
    themes(report);
}

fn day(text: &str) -> Day {
    text.parse().expect("a day as written above")
}

fn fill(problem: &mut Problem, at: usize, ids: &[ProblemId]) {
    let near = |steps: usize| ids[(at + steps) % ids.len()];
    let mean =
        problem.series.iter().map(|point| f64::from(point.tickets)).sum::<f64>() / problem.series.len().max(1) as f64;
    problem.band = problem
        .series
        .iter()
        .enumerate()
        .map(|(week, point)| {
            let expected = mean * (1.0 + 0.1 * (week as f64 / 3.0).sin());
            let spread = 1.96 * expected.sqrt();
            Band { period: point.period, expected, low: (expected - spread).max(0.0), high: expected + spread }
        })
        .collect();
    let tickets = problem.tickets as f64;
    problem.outlook = (!problem.series.is_empty()).then(|| Outlook {
        tickets: estimate(tickets * 0.6),
        hours: Some(estimate(tickets * 0.3)),
        money: at.is_multiple_of(2).then(|| estimate(tickets * 12.5)),
        cost_from: Some(if at.is_multiple_of(2) { CostFrom::Given } else { CostFrom::HandleTime }),
    });
    problem.organizations = problem.customers.map(|customers| customers / 3 + 1);
    problem.repeats = Some(Repeats { customers: 4, tickets: 11 });
    problem.trend.onset_low = problem.trend.onset.map(|onset| back(onset, 11));
    problem.trend.onset_high = problem.trend.onset.map(|onset| onset.plus(9));
    if at.is_multiple_of(2) {
        problem.segments = vec![segment("plan", "Pro", 0.61, 0.34), segment("tenure", "first week", 0.42, 0.11)];
        problem.misfiled = (0..3)
            .map(|n| Misfiled { ticket: format!("{}", 41_200 + n), category: "Other / General".to_owned() })
            .collect();
    }
    problem.neighbours =
        vec![Neighbour { problem: near(1), similarity: 0.71 }, Neighbour { problem: near(3), similarity: 0.62 }];
    let turn = at as f64 * 2.4;
    let far = (at as f64 / ids.len() as f64).sqrt() * 0.5;
    problem.place = Some([0.5 + far * turn.cos(), 0.5 + far * turn.sin()]);
    problem.recognised = Some(Recognised { shared: (at % 3 != 1).then_some(0.92), similarity: 0.97 });
    problem.farthest = problem.farthest.take().or_else(|| problem.examples.last().cloned());
    problem.category = problem.category.take().map(|category| Category { purity: 0.86, ..category });
}

fn estimate(value: f64) -> Estimate {
    let rounded = |value: f64| (value * 10.0).round() / 10.0;
    Estimate { value: rounded(value), low: rounded(value * 0.8), high: rounded(value * 1.25) }
}

fn segment(by: &str, name: &str, share: f64, elsewhere: f64) -> Segment {
    Segment { by: by.to_owned(), name: name.to_owned(), tickets: 37, share, elsewhere, q: 0.003 }
}

fn back(from: Day, days: i32) -> Day {
    Day::from_number(from.number() - days).unwrap_or(from)
}

fn decisions(first: &mut Problem, second: &mut Problem, third: &mut Problem, fourth: &mut Problem) {
    first.owner = Some("Team Mobile".to_owned());
    first.link = Some("https://tracker.example/APP-118".to_owned());
    first.note = Some("The session is dropped when the app's data folder moves.".to_owned());
    first.status = Status::Planned;
    first.lineage = vec![
        Lineage { day: Some(day("2026-06-14")), run: 1, kind: ChangeKind::Appeared, others: vec![] },
        Lineage { day: Some(day("2026-11-08")), run: 22, kind: ChangeKind::Split, others: vec![second.id] },
    ];
    second.fix = Some(fix(FixVerdict::Confirmed, day("2026-09-28")));
    second.status = Status::Fixed;
    third.fix = Some(fix(FixVerdict::TooEarly, day("2026-11-02")));
    fourth.fix = Some(fix(FixVerdict::Regressed, day("2026-08-10")));
    for problem in [first, second, third, fourth] {
        if problem.trend.verdict == Verdict::Rising && problem.trend.onset.is_none() {
            problem.trend.onset = problem.series.get(20).map(|point| point.period);
        }
    }
}

fn fix(verdict: FixVerdict, shipped: Day) -> Fix {
    let known = verdict != FixVerdict::TooEarly;
    Fix {
        verdict,
        effect: known.then_some(if verdict == FixVerdict::Regressed { -0.08 } else { -0.62 }),
        low: known.then_some(if verdict == FixVerdict::Regressed { -0.31 } else { -0.71 }),
        high: known.then_some(if verdict == FixVerdict::Regressed { 0.22 } else { -0.5 }),
        expected: Some(-0.5),
        shipped,
        counts_from: Some(shipped.plus(10)),
        avoided: known.then_some(46.0),
        avoided_low: known.then_some(31.0),
        avoided_high: known.then_some(60.0),
        hours_avoided: known.then_some(23.4),
        hours_avoided_low: known.then_some(14.8),
        hours_avoided_high: known.then_some(33.1),
        money_avoided: known.then_some(1404.0),
        money_avoided_low: known.then_some(888.0),
        money_avoided_high: known.then_some(1986.0),
        decidable: (!known).then(|| shipped.plus(35)),
        unit: Some(PeriodUnit::Week),
        before: Some(stretch(back(shipped, 84), shipped.previous(), 62)),
        after: known.then(|| stretch(shipped.plus(14), shipped.plus(55), 12)),
        back: (verdict == FixVerdict::Regressed).then(|| stretch(shipped.plus(56), shipped.plus(90), 21)),
        without: known.then_some(5.4),
        notes: if known { vec![FixNote::Rising, FixNote::OldVersions] } else { vec![FixNote::PerhapsFalling] },
        regressed_since: (verdict == FixVerdict::Regressed).then(|| shipped.plus(63)),
        version: Some("4.3".to_owned()),
        old_version_share: Some(0.21),
        link: Some("https://tracker.example/releases/4.3".to_owned()),
    }
}

fn stretch(from: Day, to: Day, tickets: u32) -> Stretch {
    let periods = (to.days_since(from) as usize + 1) / 7;
    let a_period = (f64::from(tickets) / periods as f64 * 100.0).round() / 100.0;
    Stretch { from, to, periods, tickets, a_period, rate: a_period * 20.0 }
}

fn changes(ids: &[ProblemId]) -> Vec<Change> {
    let kinds = [
        ChangeKind::Regressed,
        ChangeKind::FixConfirmed,
        ChangeKind::Appeared,
        ChangeKind::Rose,
        ChangeKind::Split,
        ChangeKind::Fell,
    ];
    let at = [3, 1, 4, 0, 0, 2];
    let told = kinds.into_iter().zip(at).filter_map(|(kind, at)| {
        let others = if kind == ChangeKind::Split { ids.get(1).copied().into_iter().collect() } else { vec![] };
        Some(Change { problem: *ids.get(at)?, kind, others })
    });
    told.chain([Change { problem: ProblemId(40), kind: ChangeKind::Absent, others: vec![] }]).collect()
}

fn pareto(report: &mut Report) {
    let all = report.intake.tickets;
    let mut sizes: Vec<usize> = report.problems.iter().map(|problem| problem.tickets).collect();
    sizes.sort_by_key(|tickets| std::cmp::Reverse(*tickets));
    let mut sum = Sum::default();
    report.headline.pareto = sizes
        .into_iter()
        .map(|tickets| {
            let tickets = sum.tickets + tickets;
            sum = Sum { problems: sum.problems + 1, tickets, share: figures::share(tickets, all) };
            sum
        })
        .collect();
}

fn themes(report: &mut Report) {
    for theme in &mut report.themes {
        let inside = || report.problems.iter().filter(|problem| theme.problems.contains(&problem.id));
        let Some(first) = inside().next() else { continue };
        let periods = first.series.iter().enumerate();
        theme.series = periods
            .map(|(at, point)| Point {
                period: point.period,
                tickets: inside().filter_map(|problem| problem.series.get(at)).map(|point| point.tickets).sum(),
            })
            .collect();
        theme.trend = Some(first.trend);
    }
}

/// A report of very many problems with much to tell of each: how large does a page get?
pub fn crowd(report: &mut Report, problems: usize) {
    enrich(report);
    let model = report.problems.clone();
    report.problems = (0..problems)
        .map(|at| {
            let mut one = model[at % model.len()].clone();
            (one.id, one.rank) = (ProblemId(at as u32 + 1), at + 1);
            one.title = format!("{} ({at})", one.title);
            one.members = (0..400).map(|n| format!("{}", 100_000 + at * 400 + n)).collect();
            one.tickets = 400;
            one.examples = (0..5)
                .map(|n| {
                    let example = &one.examples[n % one.examples.len()];
                    let mut example = example.clone();
                    example.text = example.text.chars().chain(" and again".chars()).cycle().take(280).collect();
                    example
                })
                .collect();
            one.place = Some([(at * 37 % 101) as f64 / 101.0, (at * 61 % 103) as f64 / 103.0]);
            one
        })
        .collect();
    report.grouping.problems = problems;
    pareto(report);
}
