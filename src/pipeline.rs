//! The order of the stages, and nothing else.

pub mod lookup;
mod remember;

use std::path::PathBuf;

use crate::{
    cluster,
    embed::{self, Encoder, Space},
    error::Error,
    ingest::{self, intake::Intake, sources::Source},
    ledger::store::Ledger,
    model::{
        cluster::Clustering,
        document::{DistinctTexts, Document, Documents},
        pins::Pins,
        progress::{Progress, Stage},
    },
    rank,
    report::{self, Assignment, Caveat, Findings, Report},
    text, trend,
};

/// What the user said about the run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// About the exports.
    pub ingest: ingest::Settings,
    /// About the periods.
    pub trend: trend::Settings,
    /// What counts how much.
    pub weights: rank::Weights,
    /// What is known of the customers.
    pub accounts: Option<Source>,
    /// What work costs.
    pub cost: rank::Cost,
    /// About the report.
    pub report: report::Settings,
    /// About the encoding.
    pub embed: embed::Settings,
    /// Whether customers' words are shown as they wrote them; everything else stays masked.
    pub unmasked: bool,
    /// Whether single tickets are looked at afterwards, which needs their words as they were exported.
    pub looked_at: bool,
    /// Folder of the memory, when there is to be one.
    pub ledger: Option<PathBuf>,
}

/// What a run gives: the report, where each ticket went, and what is to be remembered.
pub struct Outcome {
    /// Everything a reader can be told.
    pub report: Report,
    /// Every ticket once.
    pub assignments: Vec<Assignment>,
    /// What is to be remembered, once everything else is written; none without a ledger.
    pub learnt: Option<Learnt>,
    /// What the report was made from.
    pub evidence: Evidence,
}

/// What a report was made from, for whoever looks closer.
pub struct Evidence {
    /// The tickets and how they were read.
    pub intake: Intake,
    /// Their masked texts.
    pub documents: Documents,
    /// The texts as they were written, where it was asked to show these.
    pub unmasked: Option<Vec<Document>>,
    /// The different texts.
    pub distinct: DistinctTexts,
    /// A point for each of these.
    pub space: Space,
    /// Which are the same problem.
    pub clustering: Clustering,
    /// What gave the points.
    pub encoder: Encoder,
}

impl Evidence {
    /// The texts as they may be shown, in the corpus' order.
    pub fn shown(&self) -> &[Document] {
        self.unmasked.as_deref().unwrap_or(&self.documents.documents)
    }
}

pub use remember::Learnt;

/// Reads the exports into tickets, cleans them into documents, embeds and clusters the documents, measures
/// each cluster over time, ranks, and puts one report together.
///
/// # Errors
/// When the exports cannot be read or hold nothing usable, or the ledger cannot be used.
pub fn run(sources: Vec<Source>, settings: &Settings, progress: &dyn Progress) -> Result<Outcome, Error> {
    let ledger = settings.ledger.as_deref().map(Ledger::open).transpose()?;
    // A wrong table of accounts is found before the long work.
    let table = settings.accounts.as_ref().map(|source| ingest::accounts::read(source, progress)).transpose()?;
    let mut intake = ingest::read_sources(sources, &settings.ingest, progress)?;
    let joined = ingest::accounts::join(table.as_ref(), &intake.corpus);
    intake.notes.extend(table.iter().flat_map(|table| table.notes(&joined)));
    let documents = text::clean(&intake.corpus, progress);
    if !settings.unmasked && !settings.looked_at {
        intake.corpus.let_words_go();
    }

    let encoder = Encoder::new(&settings.embed)?;
    let distinct = DistinctTexts::of(&documents.documents);
    let space = encoder.space(&documents, &distinct, progress)?;
    let categories = cluster::categories::of(&intake.corpus, &distinct);
    let input = cluster::Input {
        documents: &documents,
        distinct: &distinct,
        points: &space.points,
        categories: &categories,
        is_idle: text::is_small_talk,
    };
    let course =
        ledger.map(|ledger| remember::Course::new(ledger, &intake, input, (encoder.name(), encoder.comparable())));
    let pins = course.as_ref().map_or_else(Pins::default, |course| course.pins.clone());
    let encode = |texts: &[&str]| encoder.place(texts, &space, progress);
    let mut clustering = cluster::cluster_known(input, &pins, &encode, progress)?;
    let places = cluster::map::places(input, &clustering);
    encoder.save()?;

    progress.start(Stage::Measure, clustering.clusters.len() as u64);
    let trends = trend::measure(&intake.corpus, &clustering.clusters, &settings.trend);
    let ranked = rank::rank(
        &rank::Input {
            corpus: &intake.corpus,
            documents: &documents,
            clusters: &clustering.clusters,
            trends: &trends,
            accounts: &joined.accounts,
        },
        &rank::Settings { weights: settings.weights, cost: settings.cost },
    );
    let named = match course {
        Some(course) => course.recognise(&intake, input, &mut clustering, (&trends, &settings.cost)),
        None => remember::unremembered(&intake, &clustering),
    };
    let findings = Findings {
        intake: &intake,
        documents: &documents,
        clustering: &clustering,
        places: &places,
        trends: &trends,
        ranked: &ranked,
        known: &named.known,
        remembered: &named.remembered,
        settings: settings.report,
    };
    let mut report = report::build(&findings);
    let unmasked = settings.unmasked.then(|| text::as_written(&intake.corpus));
    if let Some(written) = &unmasked {
        report::unmask(&mut report, &intake.corpus, written);
        report.caveats.insert(0, Caveat::Unmasked);
    }
    let assignments = report::assignments(&intake.corpus, &clustering, &named.known);
    progress.finish();
    let evidence = Evidence { intake, documents, unmasked, distinct, space, clustering, encoder };
    Ok(Outcome { report, assignments, learnt: named.learnt, evidence })
}
