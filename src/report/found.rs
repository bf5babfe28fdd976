//! What a search finds: problems first, then tickets.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Report, SCHEMA, dossier::Shelf, excerpt, figures::rounded};
use crate::model::{problem::ProblemId, time::Day};

/// What a search finds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The query as it was looked for: masked.
    pub query: String,
    /// What was masked in the query, which no indexed text holds: `email`, `name` …
    pub masked: Vec<String>,
    /// Words that were looked for, in small letters, and beginnings of words: what is marked in the tickets' words.
    #[serde(skip)]
    pub words: Vec<String>,
    /// Tickets that were searched.
    pub searched: usize,
    /// Tickets that match.
    pub matching: usize,
    /// Problems with matching tickets, those with most of them first.
    pub problems: Vec<FoundProblem>,
    /// Problems with matching tickets that are not listed.
    pub further_problems: usize,
    /// Tickets that match, the best first.
    pub tickets: Vec<FoundTicket>,
    /// Tickets that match and are not listed.
    pub further_tickets: usize,
    /// What means the same, whatever its words; none where the query has no words, or no meaning was asked for.
    pub nearest: Option<Nearby>,
}

/// A problem with matching tickets.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundProblem {
    /// Its id.
    pub problem: ProblemId,
    /// Its title.
    pub title: String,
    /// All its tickets.
    pub tickets: usize,
    /// Those that match.
    pub matching: usize,
}

/// A ticket that matches, or is near.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundTicket {
    /// Its id.
    pub ticket: String,
    /// The day it was created.
    pub day: Option<Day>,
    /// Its problem; none when it reads like no other.
    pub problem: Option<ProblemId>,
    /// How well it fits, comparable within one search only; for a ticket that is near, the similarity from 0 to 1.
    pub score: f64,
    /// Its words around what was looked for.
    pub text: String,
    /// Where it stands in the helpdesk.
    pub url: Option<String>,
}

/// What means the same, the nearest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Nearby {
    /// Problems.
    pub problems: Vec<NearProblem>,
    /// Tickets.
    pub tickets: Vec<FoundTicket>,
}

/// A problem whose centre is near.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearProblem {
    /// Its id.
    pub problem: ProblemId,
    /// Its title.
    pub title: String,
    /// All its tickets.
    pub tickets: usize,
    /// Similarity of its centre, 0-1.
    pub similarity: f64,
}

/// Places and how near they are (0-1), the nearest first.
pub type Near = Vec<(usize, f32)>;

/// What was found, before it is put into words.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// The query, masked.
    pub query: String,
    /// What was masked in it.
    pub masked: Vec<String>,
    /// Words that were looked for, in small letters, and beginnings of words.
    pub words: Vec<String>,
    /// Tickets by their place in the corpus with their scores, the best first.
    pub hits: Vec<(usize, f32)>,
    /// Clusters and tickets that are near, the nearest first; none when that was not looked for.
    pub nearest: Option<(Near, Near)>,
}

/// Lists at most `limit` of each kind. `problem_of` tells the problem of each ticket.
pub fn found(
    matches: &Matches,
    report: &Report,
    shelf: Shelf<'_>,
    (problem_of, limit): (&[Option<ProblemId>], usize),
) -> Found {
    let of = |ticket: usize| problem_of.get(ticket).copied().flatten();
    let mut counts: BTreeMap<ProblemId, usize> = BTreeMap::new();
    for problem in matches.hits.iter().filter_map(|hit| of(hit.0)) {
        *counts.entry(problem).or_default() += 1;
    }
    let told: BTreeMap<ProblemId, (&str, usize)> =
        report.problems.iter().map(|problem| (problem.id, (problem.title.as_str(), problem.tickets))).collect();
    let mut problems: Vec<FoundProblem> = counts
        .into_iter()
        .filter_map(|(problem, matching)| {
            let (title, tickets) = *told.get(&problem)?;
            Some(FoundProblem { problem, title: title.to_owned(), tickets, matching })
        })
        .collect();
    problems.sort_by(|a, b| b.matching.cmp(&a.matching).then(a.problem.cmp(&b.problem)));
    let ticket = |&(at, score): &(usize, f32)| ticket(at, score, of(at), (&shelf, &matches.words));
    let nearest = matches.nearest.as_ref().map(|(clusters, tickets)| {
        let problem = |&(at, similarity): &(usize, f32)| {
            let first = shelf.clustering.clusters.get(at)?.members.first()?;
            let problem = of(*first)?;
            let (title, tickets) = *told.get(&problem)?;
            let similarity = rounded(f64::from(similarity))?;
            Some(NearProblem { problem, title: title.to_owned(), tickets, similarity })
        };
        Nearby {
            problems: clusters.iter().filter_map(problem).take(limit).collect(),
            tickets: tickets.iter().filter_map(ticket).take(limit).collect(),
        }
    });
    Found {
        schema: SCHEMA,
        query: excerpt::plain(&matches.query),
        masked: matches.masked.clone(),
        words: matches.words.clone(),
        searched: shelf.corpus.len(),
        matching: matches.hits.len(),
        further_problems: problems.len().saturating_sub(limit),
        problems: problems.into_iter().take(limit).collect(),
        tickets: matches.hits.iter().filter_map(ticket).take(limit).collect(),
        further_tickets: matches.hits.len().saturating_sub(limit),
        nearest,
    }
}

fn ticket(
    at: usize,
    score: f32,
    problem: Option<ProblemId>,
    (shelf, words): (&Shelf<'_>, &[String]),
) -> Option<FoundTicket> {
    let ticket = shelf.corpus.tickets().get(at)?;
    let shown = shelf.documents.get(at).and_then(|document| excerpt::around(ticket, document, words));
    let (text, url) = shown.map_or((String::new(), None), |shown| (shown.text, shown.url));
    Some(FoundTicket {
        ticket: ticket.id.clone(),
        day: ticket.created.map(|created| created.day()),
        problem,
        score: rounded(f64::from(score)).unwrap_or(0.0),
        text,
        url,
    })
}
