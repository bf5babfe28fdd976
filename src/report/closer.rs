//! How texts were cleaned and how problems were grouped: what `inspect` shows.

use serde::Serialize;

use super::{Report, SCHEMA, excerpt::plain, figures::rounded};
use crate::{
    cluster::account::Account,
    model::{cluster::Clustering, corpus::Corpus, document::Documents, problem::ProblemId, time::Day},
    text::account as text,
};

/// How the texts of a corpus were cleaned.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cleaning {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Tickets.
    pub tickets: usize,
    /// Tickets by language, most first.
    pub languages: Vec<Language>,
    /// What was masked in the texts that are left, most places first.
    pub masked: Vec<MaskedKind>,
    /// Tickets whose message was taken away whole: their subject speaks alone.
    pub without_message: usize,
    /// Tickets of which no text is left.
    pub empty: usize,
    /// Sentences, and beginnings of sentences, that were taken out because the corpus repeats them, most often first.
    pub boilerplate: Vec<Repeated>,
    /// One ticket, when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<CleanedTicket>,
}

/// Tickets in a language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Language {
    /// Its code, `und` for an unknown one.
    pub language: String,
    /// How many.
    pub tickets: usize,
}

/// Something that was masked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MaskedKind {
    /// What stands in its place, without brackets.
    pub kind: String,
    /// Places.
    pub places: usize,
    /// Tickets.
    pub tickets: usize,
}

/// Something that the corpus repeats.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repeated {
    /// How it reads, masked.
    pub text: String,
    /// How often it was taken out.
    pub times: usize,
}

/// How one ticket was cleaned.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CleanedTicket {
    /// Its id.
    pub ticket: String,
    /// The day it was created.
    pub day: Option<Day>,
    /// Its language.
    pub language: String,
    /// What each step took away, in order.
    pub steps: Vec<Taken>,
    /// Its subject, cleaned and masked.
    pub title: String,
    /// The lines of its message, cleaned and masked.
    pub body: Vec<String>,
}

/// What a step took away.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Taken {
    /// The step.
    pub step: String,
    /// Lines.
    pub lines: usize,
    /// Characters.
    pub characters: usize,
}

/// Gathers how a corpus was cleaned, and one ticket of it; none when the corpus has no such ticket.
pub fn cleaning(corpus: &Corpus, documents: &Documents, ticket: Option<&str>) -> Option<Cleaning> {
    let account = text::account(documents);
    let mut languages: Vec<Language> = account
        .languages
        .iter()
        .map(|(code, tickets)| Language { language: (*code).to_owned(), tickets: *tickets })
        .collect();
    languages.sort_by(|a, b| b.tickets.cmp(&a.tickets).then_with(|| a.language.cmp(&b.language)));
    let kind = |(kind, count): (&&str, &text::Masked)| MaskedKind {
        kind: (*kind).to_owned(),
        places: count.places,
        tickets: count.tickets,
    };
    let mut masked: Vec<MaskedKind> = account.masked.iter().map(kind).collect();
    masked.sort_by(|a, b| b.places.cmp(&a.places).then_with(|| a.kind.cmp(&b.kind)));
    let repeated = documents.boilerplate.iter().map(|one| Repeated { text: plain(&one.text), times: one.times });
    let ticket = match ticket {
        Some(id) => Some(cleaned(corpus, documents, id)?),
        None => None,
    };
    Some(Cleaning {
        schema: SCHEMA,
        tickets: corpus.len(),
        languages,
        masked,
        without_message: account.without_message,
        empty: account.empty,
        boilerplate: repeated.collect(),
        ticket,
    })
}

fn cleaned(corpus: &Corpus, documents: &Documents, id: &str) -> Option<CleanedTicket> {
    let at = corpus.tickets().iter().position(|ticket| ticket.id == id)?;
    let (ticket, document) = (&corpus.tickets()[at], documents.documents.get(at)?);
    let taken = |effect: text::Effect| Taken {
        step: effect.step.to_owned(),
        lines: effect.lines,
        characters: effect.characters,
    };
    Some(CleanedTicket {
        ticket: ticket.id.clone(),
        day: ticket.created.map(|created| created.day()),
        language: document.language.to_owned(),
        steps: text::effects(ticket, &crate::text::Speakers::of(corpus.tickets())).into_iter().map(taken).collect(),
        title: plain(document.title()),
        body: document.body().lines().map(plain).collect(),
    })
}

/// How the problems of a corpus were grouped.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grouped {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Tickets.
    pub tickets: usize,
    /// Different texts among them.
    pub texts: usize,
    /// Tickets that read like no other.
    pub ungrouped: usize,
    /// A text whose mean similarity to its nearest neighbours is below this does not recur.
    pub cut: f64,
    /// How far apart what recurs and what does not are, in standard deviations.
    pub separation: f64,
    /// Whether they were far enough apart to draw the line between them; else it was drawn cautiously.
    pub two_populations: bool,
    /// How alike two texts are at random, and as neighbours.
    pub scale: Option<[f64; 2]>,
    /// Mean similarity from which two groups are one problem.
    pub joined_at: Option<f64>,
    /// The problems, largest first.
    pub problems: Vec<Group>,
    /// Pairs of problems that are most alike, the most alike first.
    pub pairs: Vec<Pair>,
}

/// How one problem was grouped.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// Its id.
    pub problem: ProblemId,
    /// Its title.
    pub title: String,
    /// Its tickets.
    pub tickets: usize,
    /// Different texts among them.
    pub texts: usize,
    /// Mean similarity of its tickets to its centre, 0-1.
    pub cohesion: f64,
    /// The ticket that is least like the others, and its similarity.
    pub farthest: Option<(String, f64)>,
    /// The problem that reads most like it, and the similarity of the centres.
    pub nearest: Option<(ProblemId, f64)>,
    /// What its tickets share and others do not.
    pub phrases: Vec<String>,
}

/// Two problems that are alike.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// Their ids.
    pub problems: [ProblemId; 2],
    /// Their titles.
    pub titles: [String; 2],
    /// Mean similarity of a text of one to a text of the other.
    pub similarity: f64,
}

/// Gathers how a report's problems were grouped.
pub fn grouped(report: &Report, corpus: &Corpus, clustering: &Clustering, account: &Account) -> Grouped {
    let figure = |value: f32| rounded(f64::from(value)).unwrap_or(0.0);
    let problem_of = |cluster: usize| {
        let first = clustering.clusters.get(cluster)?.members.first()?;
        let id = &corpus.tickets().get(*first)?.id;
        report.problems.iter().find(|problem| problem.members.contains(id))
    };
    let mut problems: Vec<Group> = (0..clustering.clusters.len())
        .filter_map(|at| {
            let (cluster, problem) = (&clustering.clusters[at], problem_of(at)?);
            let similarity = |ticket: usize| clustering.similarity.get(ticket).copied().unwrap_or(0.0);
            let farthest = cluster
                .members
                .iter()
                .copied()
                .min_by(|&a, &b| similarity(a).total_cmp(&similarity(b)).then(a.cmp(&b)))
                .and_then(|ticket| Some((corpus.tickets().get(ticket)?.id.clone(), figure(similarity(ticket)))));
            Some(Group {
                problem: problem.id,
                title: problem.title.clone(),
                tickets: problem.tickets,
                texts: account.texts_of.get(at).copied().unwrap_or(0),
                cohesion: problem.cohesion,
                farthest,
                nearest: problem.neighbours.first().map(|near| (near.problem, near.similarity)),
                phrases: problem.keywords.clone(),
            })
        })
        .collect();
    problems.sort_by(|a, b| b.tickets.cmp(&a.tickets).then(a.problem.cmp(&b.problem)));
    let pairs = account.pairs.iter().filter_map(|&(one, other, similarity)| {
        let (one, other) = (problem_of(one)?, problem_of(other)?);
        Some(Pair {
            problems: [one.id, other.id],
            titles: [one.title.clone(), other.title.clone()],
            similarity: figure(similarity),
        })
    });
    Grouped {
        schema: SCHEMA,
        tickets: corpus.len(),
        texts: account.texts,
        ungrouped: report.grouping.ungrouped,
        cut: figure(clustering.sift.cut),
        separation: figure(clustering.sift.separation),
        two_populations: clustering.sift.two_populations,
        scale: account.scale.map(|(scale, _)| [figure(scale.background), figure(scale.near)]),
        joined_at: account.scale.map(|(_, joined_at)| figure(joined_at)),
        pairs: pairs.collect(),
        problems,
    }
}
