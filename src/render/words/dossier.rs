//! One problem, label by label.

use super::{
    about_percent, became, count, day, days, fix, number, outlook, percent, score_line, segments, trend_sentence, when,
};
use crate::{
    model::problem::Status,
    report::{
        Lineage, Problem, Report,
        dossier::{Dossier, Member, Near},
    },
};

/// `P-17 The export fails`.
pub fn dossier_title(dossier: &Dossier<'_>) -> String {
    format!("{} {}", dossier.problem.id, dossier.problem.title)
}

/// What is known of a problem: a label and a sentence each, in reading order; what is not known is left out.
pub fn dossier_facts(dossier: &Dossier<'_>) -> Vec<(&'static str, String)> {
    let (problem, report) = (dossier.problem, dossier.report);
    let mut facts = vec![
        ("Figures", figures(problem, dossier.report)),
        ("Trend", trend_sentence(problem, report)),
        ("Score", format!("{}; place {} of {}", score(problem), problem.rank, report.grouping.problems)),
    ];
    let mut add = |label: &'static str, fact: Option<String>| facts.extend(fact.map(|fact| (label, fact)));
    add("Outlook", problem.outlook.as_ref().map(outlook));
    add("Customers", segments(problem));
    add("Fix", problem.fix.as_ref().map(fix));
    add("Decided", decided(problem));
    add("Category", category(problem));
    add("Theme", dossier.theme.map(|(id, title)| format!("{id} {title}")));
    add("Phrases", (!problem.keywords.is_empty()).then(|| problem.keywords.join(", ")));
    add("Cohesion", Some(cohesion(dossier)));
    add("Alike", (!dossier.neighbours.is_empty()).then(|| neighbours(&dossier.neighbours)));
    add("Id", Some(identity(dossier)));
    add("History", history(problem));
    facts
}

/// The parts of the score; the label says whose.
fn score(problem: &Problem) -> String {
    let line = score_line(problem);
    line.strip_prefix("Score ").map_or(line.clone(), str::to_owned)
}

fn figures(problem: &Problem, report: &Report) -> String {
    let mut text =
        format!("{}, {} of all", count(problem.tickets, "ticket"), percent(problem.tickets, report.intake.tickets));
    if let Some(customers) = problem.customers {
        text += &format!("; {}", count(customers, "customer"));
        if let Some(organizations) = problem.organizations {
            text += &format!(" of {}", count(organizations, "organisation"));
        }
    }
    if let Some(repeats) = problem.repeats.filter(|repeats| repeats.customers > 0) {
        text += &format!("; {} wrote more than once", number(repeats.customers));
    }
    if let (Some(first), Some(last)) = (problem.first_seen, problem.last_seen) {
        text += &format!("; {}", days(first, last));
    }
    text + "."
}

fn decided(problem: &Problem) -> Option<String> {
    let mut said = vec![];
    if problem.status != Status::Open {
        said.push(problem.status.name().to_owned());
    }
    said.extend(problem.owner.as_ref().map(|owner| format!("owner {owner}")));
    said.extend(problem.link.clone());
    said.extend(problem.note.clone());
    (!said.is_empty()).then(|| said.join(" · "))
}

fn category(problem: &Problem) -> Option<String> {
    let category = problem.category.as_ref()?;
    let wrong = match problem.misfiled.len() {
        0 => String::new(),
        1 => "; 1 ticket looks misfiled".to_owned(),
        many => format!("; {} look misfiled", count(many, "ticket")),
    };
    Some(format!("{}: {} of its tickets{wrong}.", category.name, about_percent(category.purity)))
}

fn cohesion(dossier: &Dossier<'_>) -> String {
    let mean = format!("Its tickets are {:.2} of 1 like their centre on average", dossier.problem.cohesion);
    match dossier.farthest.first() {
        Some(farthest) => format!("{mean}, {} is {:.2}.", farthest.ticket, farthest.similarity),
        None => format!("{mean}."),
    }
}

fn neighbours(near: &[Near<'_>]) -> String {
    let told = |one: &Near<'_>| {
        format!("{} {} ({:.2}, {})", one.problem, one.title, one.similarity, count(one.tickets, "ticket"))
    };
    near.iter().map(told).collect::<Vec<_>>().join("; ")
}

fn identity(dossier: &Dossier<'_>) -> String {
    if !dossier.remembered {
        return "This id holds for this data only: with --ledger DIR it stays from week to week.".to_owned();
    }
    match dossier.problem.recognised {
        None => "Permanent, and new in this data.".to_owned(),
        Some(known) => {
            let shared = known.shared.map_or(String::new(), |share| {
                format!("{} of its known tickets in this data are here again, ", about_percent(share))
            });
            format!("Permanent; recognised: {shared}its centre is {:.2} of 1 like the known one.", known.similarity)
        }
    }
}

fn history(problem: &Problem) -> Option<String> {
    let told = |step: &Lineage| format!("{}: {}", when(step), became(step));
    let steps: Vec<String> = problem.lineage.iter().map(told).collect();
    (!steps.is_empty()).then(|| format!("{}.", steps.join("; ")))
}

/// What stands over the sum of its score.
pub const REASONS: &str = "Why it stands here";

/// What stands over all tickets.
pub const ALL_TICKETS: &str = "All its tickets";

/// What stands over the tickets that are least alike.
pub const FARTHEST: &str = "Least like the others";

/// What stands over the most typical tickets.
pub const TYPICAL: &str = "Most typical";

/// `newest first`.
pub const NEWEST_FIRST: &str = "newest first; similarity to the centre, 0 to 1";

/// When a ticket was created: `12 Oct 2026`.
pub fn member_day(member: &Member) -> String {
    member.day.map_or("no date".to_owned(), day)
}

/// What is wrong with a ticket's category.
pub fn misfiled(category: &str) -> String {
    format!("filed under {category}")
}
