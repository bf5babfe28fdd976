//! A question to what a run found: by words, by fields, by meaning.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{Evidence, Outcome};
use crate::{
    cluster,
    embed::Quality,
    error::Error,
    index::{
        Content, Index,
        nearest::nearest,
        query::{self, Query},
    },
    model::{document::Document, problem::ProblemId, progress::Progress},
    report::{
        closer::{self, Grouped},
        dossier::Shelf,
        found::{Found, Matches, found},
    },
    text,
};

/// Similarity to a query from which something means nearly the same: of the carried model, texts about different
/// things lie around 0.1, about one thing above 0.4.
const NEAR: f32 = 0.35;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The query as typed.
    pub typed: &'a str,
    /// The query, read.
    pub query: &'a Query,
    /// Folder of the index; in memory without one.
    pub index: Option<&'a Path>,
    /// How much of each kind is listed.
    pub limit: usize,
    /// How the points of the corpus were made.
    pub quality: Quality,
}

/// Looks among the tickets and problems of a run.
///
/// # Errors
/// When the index cannot be written or read, or the query not be encoded.
pub fn search(outcome: &Outcome, question: &Question<'_>, progress: &dyn Progress) -> Result<Found, Error> {
    let evidence = &outcome.evidence;
    let corpus = &evidence.intake.corpus;
    let place: BTreeMap<&str, usize> =
        corpus.tickets().iter().enumerate().map(|(at, ticket)| (ticket.id.as_str(), at)).collect();
    let mut problem_of: Vec<Option<ProblemId>> = vec![None; corpus.len()];
    for problem in &outcome.report.problems {
        for at in problem.members.iter().filter_map(|id| place.get(id.as_str())) {
            problem_of[*at] = Some(problem.id);
        }
    }
    let masker = text::Masker::of(corpus);
    let languages: BTreeSet<&'static str> =
        evidence.documents.documents.iter().map(|document: &Document| document.language).collect();
    let languages: Vec<&'static str> = languages.into_iter().collect();
    let words = |value: &str| text::asked(&masker.mask(value), &languages);
    let content = Content { corpus, documents: &evidence.documents, problems: &problem_of, words: &words };
    let index = match question.index {
        Some(folder) => Index::in_folder(folder, content)?,
        None => Index::in_memory(content)?,
    };
    // What is masked in texts can stand in none of them; a placeholder that was typed is one.
    let asked = |part: &str| {
        let masked = masker.mask(part);
        (text::placeholders(&masked) == text::placeholders(part)).then(|| text::asked(&masked, &languages))
    };
    let hits = index.search(question.query, &asked)?;
    let fields = question.query.fields_only();
    let allowed = fields.map(|fields| index.search(&fields, &asked)).transpose()?;
    let allowed = allowed.map(|hits| hits.into_iter().map(|hit| hit.ticket).collect::<BTreeSet<usize>>());

    let query = query::shown(question.typed, &|text| masker.mask(text));
    let texts = question.query.texts();
    // Words apart can be one number or name; values of fields are no text.
    let written: Vec<&str> = texts.iter().map(|text| text.written()).collect();
    let before = text::placeholders(question.typed);
    let masked: BTreeSet<String> = [written.join(" ").as_str()]
        .iter()
        .chain(&written)
        .flat_map(|part| text::placeholders(&masker.mask(part)))
        .filter(|one| !before.contains(one))
        .collect();
    let spoken: Vec<&str> = texts.iter().map(|text| text.written()).filter(|part| asked(part).is_some()).collect();
    let spoken = spoken.join(" ");
    let words = text::asked(&spoken, &languages).into_iter().flat_map(|word| {
        let forms = word.stems.into_iter().filter(|stem| stem.chars().count() > 2);
        forms.chain([word.surface]).collect::<Vec<_>>()
    });
    let matches = Matches {
        query,
        masked: masked.into_iter().collect(),
        words: words.collect(),
        hits: hits.into_iter().map(|hit| (hit.ticket, hit.score)).collect(),
        nearest: by_meaning(evidence, (question.quality, &spoken), allowed.as_ref(), progress)?,
    };
    let shelf = Shelf { corpus, documents: evidence.shown(), clustering: &evidence.clustering };
    Ok(found(&matches, &outcome.report, shelf, (&problem_of, question.limit)))
}

/// How the problems of a run were grouped.
pub fn grouped(outcome: &Outcome, progress: &dyn Progress) -> Grouped {
    let evidence = &outcome.evidence;
    let input = cluster::Input {
        documents: &evidence.documents,
        distinct: &evidence.distinct,
        points: &evidence.space.points,
        // The account asks for texts alone.
        categories: &[],
        is_idle: text::is_small_talk,
    };
    let account = cluster::account::account(input, &evidence.clustering, progress);
    closer::grouped(&outcome.report, &evidence.intake.corpus, &evidence.clustering, &account)
}

type Near = (Vec<(usize, f32)>, Vec<(usize, f32)>);

/// Clusters and tickets that mean what was asked; none where nothing was said, or where points have another meaning
/// than the encoder's.
fn by_meaning(
    evidence: &Evidence,
    (quality, spoken): (Quality, &str),
    allowed: Option<&BTreeSet<usize>>,
    progress: &dyn Progress,
) -> Result<Option<Near>, Error> {
    if quality == Quality::Fast || spoken.trim().is_empty() {
        return Ok(None);
    }
    let query = evidence.encoder.place(&[spoken], &evidence.space, progress)?;
    let may = |ticket: usize| allowed.is_none_or(|allowed| allowed.contains(&ticket));
    let near = nearest(&query.row(0), (&evidence.space.points, &evidence.distinct), &evidence.clustering, (NEAR, &may));
    Ok(Some((near.clusters, near.tickets)))
}
