//! The helpdesk's categories as evidence: tickets that look misfiled, and what is really inside of "Other".
//!
//! A ticket is called misfiled only where its problem is at home in one category beyond doubt, and the ticket is one
//! of its typical ones: a category that says little of the texts accuses nobody.

use std::collections::BTreeMap;

use super::{Findings, Inside, Misfiled, Opened, excerpt::plain};
use crate::{
    model::{cluster::Cluster, corpus::Corpus, problem::ProblemId},
    statistics::overrepresentation::Draw,
};

/// A problem is at home in a category that at least this share of its tickets has …
const AT_HOME: f64 = 0.8;

/// … of at least so many with a category.
const FEWEST: usize = 10;

/// The category must be this much rarer elsewhere, beyond chance: in a helpdesk with one category everybody is pure.
const CERTAIN: f64 = 0.001;

/// A category that so many of the problem's tickets have is a second home and no slip.
const SECOND_HOME: f64 = 0.15;

/// Most misfiled tickets of a problem that are named.
const MOST_MISFILED: usize = 20;

/// Fewest tickets of an unspecific category that is opened.
const FEWEST_OPENED: usize = 10;

/// Most problems that are named of what is inside.
const MOST_INSIDE: usize = 5;

/// Words that say a category is none, folded: a category whose last step consists of these is opened.
#[rustfmt::skip]
const UNSPECIFIC: &[&str] = &[
    "other", "others", "general", "misc", "miscellaneous", "various", "unknown", "none", "unspecified", "unclassified", "uncategorized",
    "uncategorised", "default", "something else", "anything else", "not listed", "not specified", "not sure", "na", "n a", "tbd",
    "other issue", "other issues", "other question", "other questions", "other request", "general question", "general questions",
    "general inquiry", "general enquiry", "general inquiries", "general issue", "general request", "general support", "support general",
    "sonstiges", "sonstige", "andere", "anderes", "allgemein", "allgemeines", "allgemeine frage", "allgemeine anfrage", "verschiedenes", "unbekannt",
    "autre", "autres", "divers", "général", "générale", "otro", "otros", "otra", "otras", "varios", "outro", "outros", "outras", "diversos", "geral",
    "altro", "altri", "generale", "varie", "overig", "overige", "algemeen", "diversen", "övrigt", "annat", "andet", "annet", "inne", "pozostałe",
    "другое", "прочее", "общие", "その他", "其他", "기타", "diğer", "genel",
];

/// The path of the category that most members have, and how many; the first in order of equals.
fn home<'c>(corpus: &'c Corpus, cluster: &Cluster) -> Option<(&'c [String], usize, usize)> {
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for &at in &cluster.members {
        let path = corpus.tickets()[at].category.as_slice();
        if !path.is_empty() {
            *counts.entry(path).or_default() += 1;
        }
    }
    let filed = counts.values().sum();
    let (path, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    Some((path, count, filed))
}

/// The typical tickets of a problem that are filed elsewhere than its category, the most typical first.
pub fn misfiled(findings: &Findings<'_>, cluster: &Cluster) -> Vec<Misfiled> {
    let corpus = &findings.intake.corpus;
    let Some((path, count, filed)) = home(corpus, cluster) else { return vec![] };
    if filed < FEWEST || (count as f64) < AT_HOME * filed as f64 || unspecific(path) {
        return vec![];
    }
    let category = |at: usize| corpus.tickets()[at].category.as_slice();
    let all = (0..corpus.len()).filter(|&at| !category(at).is_empty()).count();
    let all_marked = (0..corpus.len()).filter(|&at| category(at) == path).count();
    let draw = Draw { marked: count as u64, group: filed as u64, all_marked: all_marked as u64, all: all as u64 };
    if draw.p_at_least() > CERTAIN {
        return vec![];
    }
    let similarity = |at: usize| findings.clustering.similarity.get(at).copied().unwrap_or(0.0);
    let mut all: Vec<f32> = cluster.members.iter().map(|&at| similarity(at)).collect();
    all.sort_by(f32::total_cmp);
    let typical = all[all.len() / 2];
    let mut elsewhere: BTreeMap<&[String], usize> = BTreeMap::new();
    cluster.members.iter().for_each(|&at| *elsewhere.entry(category(at)).or_default() += 1);
    let slip = |at: &usize| {
        let other = category(*at);
        // A step of the same path is less exact, not wrong.
        !other.is_empty()
            && !other.starts_with(path)
            && !path.starts_with(other)
            && similarity(*at) >= typical
            && elsewhere.get(other).is_some_and(|&count| count as f64 <= SECOND_HOME * filed as f64)
    };
    let mut found: Vec<usize> = cluster.members.iter().copied().filter(slip).collect();
    found.sort_by(|&a, &b| similarity(b).total_cmp(&similarity(a)).then(a.cmp(&b)));
    found.truncate(MOST_MISFILED);
    found
        .into_iter()
        .map(|at| Misfiled { ticket: corpus.tickets()[at].id.clone(), category: named(category(at)) })
        .collect()
}

/// What is really inside of categories such as "Other", the largest category first.
pub fn opened(findings: &Findings<'_>) -> Vec<Opened> {
    let mut categories: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (at, ticket) in findings.intake.corpus.tickets().iter().enumerate() {
        if unspecific(&ticket.category) {
            categories.entry(&ticket.category).or_default().push(at);
        }
    }
    let mut opened: Vec<Opened> = categories
        .into_iter()
        .filter(|(_, tickets)| tickets.len() >= FEWEST_OPENED)
        .map(|(path, tickets)| {
            let mut counts: BTreeMap<ProblemId, usize> = BTreeMap::new();
            let clusters = tickets.iter().filter_map(|&at| findings.clustering.assignment.get(at).copied().flatten());
            clusters.for_each(|cluster| *counts.entry(findings.known[cluster].id).or_default() += 1);
            let grouped: usize = counts.values().sum();
            let mut problems: Vec<Inside> =
                counts.into_iter().map(|(problem, tickets)| Inside { problem, tickets }).collect();
            problems.sort_by(|a, b| b.tickets.cmp(&a.tickets).then(a.problem.cmp(&b.problem)));
            let further = problems.len().saturating_sub(MOST_INSIDE);
            problems.truncate(MOST_INSIDE);
            Opened { category: named(path), tickets: tickets.len(), grouped, problems, further }
        })
        .filter(|opened| opened.grouped > 0)
        .collect();
    opened.sort_by(|a, b| b.tickets.cmp(&a.tickets).then_with(|| a.category.cmp(&b.category)));
    opened
}

/// A category's path as it is shown.
pub fn named(path: &[String]) -> String {
    path.iter().map(|step| plain(step)).collect::<Vec<_>>().join(" > ")
}

/// Whether the last step says nothing: `Other`, `Allgemein / Sonstiges`.
fn unspecific(path: &[String]) -> bool {
    let Some(last) = path.last() else { return false };
    let fold = |text: &str| {
        let spaced: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let known = |text: &str| UNSPECIFIC.contains(&fold(text).as_str());
    let parts = || last.split(['/', '&', ',', '|', '+']).map(str::trim).filter(|part| !part.is_empty());
    known(last) || parts().next().is_some() && parts().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_category_that_says_nothing_is_known_in_many_languages() {
        let is = |name: &str| unspecific(&[name.to_owned()]);
        for name in [
            "Other",
            "General",
            "Other / General",
            "Sonstiges",
            "Allgemein/Sonstiges",
            "N/A",
            "Autre",
            "その他",
            "general_inquiry",
        ] {
            assert!(is(name), "{name}");
        }
        for name in ["Billing", "General ledger", "Other accounts", "", "Mother"] {
            assert!(!is(name), "{name}");
        }
        assert!(unspecific(&["Billing".to_owned(), "Other".to_owned()]));
        assert!(!unspecific(&["Other".to_owned(), "Refunds".to_owned()]));
    }

    #[test]
    fn typical_tickets_of_a_pure_problem_that_are_filed_elsewhere_are_told() {
        // Every seventh ticket of the sample is filed under General.
        let report = sample::report();
        let problem = report.problems.iter().find(|problem| problem.tickets > 100).unwrap();
        assert!(!problem.misfiled.is_empty() && problem.misfiled.len() <= MOST_MISFILED);
        assert!(problem.misfiled.iter().all(|one| one.category == "General" && problem.members.contains(&one.ticket)));
        assert!(sample::without_dates().problems.iter().any(|problem| !problem.misfiled.is_empty()));
    }

    #[test]
    fn what_is_inside_of_general_adds_up() {
        let report = sample::report();
        let general = report.opened.iter().find(|opened| opened.category == "General").unwrap();
        assert!(
            general.grouped <= general.tickets
                && general.problems.is_sorted_by_key(|one| std::cmp::Reverse(one.tickets))
        );
        assert!(general.problems.len() == MOST_INSIDE && general.further > 0, "{general:?}");
        let named: usize = general.problems.iter().map(|one| one.tickets).sum();
        assert!(named <= general.grouped);
    }
}
