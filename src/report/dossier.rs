//! One problem with all its tickets: what a reader of a report looks up next.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Explanation, Problem, Report, excerpt::example, explain, figures::rounded};
use crate::model::{
    cluster::Clustering,
    corpus::Corpus,
    document::Document,
    problem::{ProblemId, ThemeId},
    time::Day,
};

/// Tickets that are named as the least alike.
const FARTHEST: usize = 5;

/// Ids that are offered for one that is not there.
const OFFERED: usize = 5;

/// One problem and what stands around it.
#[derive(Clone, Debug)]
pub struct Dossier<'a> {
    /// The report that it stands in.
    pub report: &'a Report,
    /// What the report says of it.
    pub problem: &'a Problem,
    /// Its theme and the theme's name; none when nothing was gathered under themes.
    pub theme: Option<(ThemeId, &'a str)>,
    /// The problems that read most like it, the nearest first.
    pub neighbours: Vec<Near<'a>>,
    /// The tickets that are least like the others, the least first: the first to doubt.
    pub farthest: Vec<Member>,
    /// All its tickets, the newest first, those without a date last.
    pub tickets: Vec<Member>,
    /// Whether ids are kept from run to run.
    pub remembered: bool,
    /// Why it stands where it stands.
    pub explanation: Option<Explanation<'a>>,
}

/// Another problem that reads alike.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Near<'a> {
    /// The problem.
    pub problem: ProblemId,
    /// Its title.
    pub title: &'a str,
    /// Its tickets.
    pub tickets: usize,
    /// Similarity of the two centres, 0-1.
    pub similarity: f64,
}

/// A ticket of the problem.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Member {
    /// Its id.
    pub ticket: String,
    /// The day it was created.
    pub day: Option<Day>,
    /// Similarity to the problem's centre, 0-1.
    pub similarity: f64,
    /// Its words, cut; empty when it has none.
    pub text: String,
    /// Where it stands in the helpdesk.
    pub url: Option<String>,
    /// Its category, where that looks wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misfiled: Option<String>,
}

/// Whose words are shown: the tickets, and their texts in the same order.
#[derive(Clone, Copy, Debug)]
pub struct Shelf<'a> {
    /// The tickets.
    pub corpus: &'a Corpus,
    /// Their texts as they may be shown.
    pub documents: &'a [Document],
    /// Which are the same problem.
    pub clustering: &'a Clustering,
}

/// No problem has the id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSuchProblem {
    /// It is known, and has no ticket in this data.
    Absent {
        /// Its title.
        title: String,
        /// Last day with a ticket.
        last_seen: Option<Day>,
    },
    /// It is not known; the ids that are nearest to it, in their order.
    Unknown(Vec<ProblemId>),
}

impl NoSuchProblem {
    /// What is wrong.
    pub fn sentence(&self, id: ProblemId) -> String {
        match self {
            Self::Absent { title, last_seen } => {
                let seen = last_seen.map_or(String::new(), |day| format!(", the last one it had is of {day}"));
                format!("{id} ({title}) has no ticket in this data{seen}")
            }
            Self::Unknown(near) if near.is_empty() => format!("there is no {id}: no problem recurs in this data"),
            Self::Unknown(_) => format!("there is no {id} in this data"),
        }
    }

    /// One thing to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Absent { .. } => "give the exports that hold its tickets".to_owned(),
            Self::Unknown(near) if near.is_empty() => "give more tickets".to_owned(),
            Self::Unknown(near) => {
                let ids: Vec<String> = near.iter().map(ToString::to_string).collect();
                format!(
                    "the nearest ids are {}; fixfirst report with the same exports and flags lists all",
                    ids.join(", ")
                )
            }
        }
    }
}

/// Gathers what there is to say of one problem.
///
/// # Errors
/// When no problem of the report has the id.
pub fn dossier<'a>(
    id: ProblemId,
    report: &'a Report,
    shelf: Shelf<'_>,
    remembered: bool,
) -> Result<Dossier<'a>, NoSuchProblem> {
    let found = report.problems.iter().find(|problem| problem.id == id);
    let problem = found.ok_or_else(|| no_such_problem(id, report))?;
    let place: BTreeMap<&str, usize> =
        shelf.corpus.tickets().iter().enumerate().map(|(at, ticket)| (ticket.id.as_str(), at)).collect();
    let wrong: BTreeMap<&str, &str> =
        problem.misfiled.iter().map(|one| (one.ticket.as_str(), one.category.as_str())).collect();
    let member = |id: &String| member(*place.get(id.as_str())?, &shelf, wrong.get(id.as_str()).copied());
    let mut tickets: Vec<Member> = problem.members.iter().filter_map(member).collect();
    let mut farthest: Vec<Member> = tickets.clone();
    farthest.sort_by(|a, b| a.similarity.total_cmp(&b.similarity));
    farthest.truncate(FARTHEST.min(tickets.len() / 2));
    // Members stand in natural order, which stays among those of a day.
    tickets.sort_by_key(|member| std::cmp::Reverse(member.day));
    let near = |one: &super::Neighbour| {
        let other = report.problems.iter().find(|problem| problem.id == one.problem)?;
        Some(Near { problem: other.id, title: &other.title, tickets: other.tickets, similarity: one.similarity })
    };
    let theme = report.themes.iter().find(|theme| theme.id == problem.theme);
    Ok(Dossier {
        report,
        problem,
        theme: theme.map(|theme| (theme.id, theme.title.as_str())),
        neighbours: problem.neighbours.iter().filter_map(near).collect(),
        farthest,
        tickets,
        remembered,
        explanation: explain(report, id).ok(),
    })
}

fn member(at: usize, shelf: &Shelf<'_>, misfiled: Option<&str>) -> Option<Member> {
    let ticket = shelf.corpus.tickets().get(at)?;
    let shown = shelf.documents.get(at).and_then(|document| example(ticket, document));
    let similarity = shelf.clustering.similarity.get(at).copied().unwrap_or(0.0);
    let (text, url) = shown.map_or((String::new(), None), |shown| (shown.text, shown.url));
    Some(Member {
        ticket: ticket.id.clone(),
        day: ticket.created.map(|created| created.day()),
        similarity: rounded(f64::from(similarity)).unwrap_or(0.0),
        text,
        url,
        misfiled: misfiled.map(str::to_owned),
    })
}

fn no_such_problem(id: ProblemId, report: &Report) -> NoSuchProblem {
    if let Some(absent) = report.absent.iter().find(|absent| absent.id == id) {
        return NoSuchProblem::Absent { title: absent.title.clone(), last_seen: absent.last_seen };
    }
    let mut ids: Vec<ProblemId> = report.problems.iter().map(|problem| problem.id).collect();
    ids.sort_by_key(|other| (other.0.abs_diff(id.0), other.0));
    ids.truncate(OFFERED);
    ids.sort_unstable();
    NoSuchProblem::Unknown(ids)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            cluster::{Cluster, Sift},
            document::Wording,
            ticket::Ticket,
        },
        report::sample,
    };

    fn shelf() -> (Corpus, Vec<Document>, Clustering) {
        let report = sample::report();
        let ids = &report.problems[0].members;
        let ticket = |id: &String| Ticket { id: id.clone(), subject: "raw".to_owned(), ..Ticket::default() };
        let corpus = Corpus::new(ids.iter().map(ticket).collect());
        let documents = vec![Document { wording: Wording::new("masked", ""), ..Document::default() }; corpus.len()];
        let clustering = Clustering {
            clusters: Vec::<Cluster>::new(),
            themes: vec![],
            assignment: vec![Some(0); corpus.len()],
            similarity: (0..corpus.len()).map(|at| 1.0 - at as f32 / 100.0).collect(),
            sift: Sift { cut: 0.5, separation: 1.0, two_populations: false },
        };
        (corpus, documents, clustering)
    }

    #[test]
    fn every_ticket_of_the_problem_is_there_once_in_masked_words() {
        let report = sample::report();
        let (corpus, documents, clustering) = shelf();
        let shelf = Shelf { corpus: &corpus, documents: &documents, clustering: &clustering };
        let found = dossier(report.problems[0].id, &report, shelf, false).unwrap();
        let mut ids: Vec<&String> = found.tickets.iter().map(|member| &member.ticket).collect();
        let mut expected: Vec<&String> = report.problems[0].members.iter().collect();
        ids.sort();
        expected.sort();
        assert_eq!(ids, expected);
        assert!(found.tickets.iter().all(|member| member.text == "masked"));
        assert!(found.farthest.windows(2).all(|pair| pair[0].similarity <= pair[1].similarity));
        let last = corpus.tickets().last().map(|ticket| &ticket.id);
        assert_eq!(found.farthest.first().map(|member| &member.ticket), last);
    }

    #[test]
    fn an_id_that_is_not_there_offers_the_nearest() {
        let report = sample::report();
        let (corpus, documents, clustering) = shelf();
        let shelf = Shelf { corpus: &corpus, documents: &documents, clustering: &clustering };
        let missing = ProblemId(9_999);
        let Err(NoSuchProblem::Unknown(near)) = dossier(missing, &report, shelf, false) else { panic!("it is there") };
        assert!(!near.is_empty() && near.len() <= OFFERED && near.is_sorted());
        let greatest = report.problems.iter().map(|problem| problem.id).max();
        assert_eq!(near.last().copied(), greatest);
    }
}
