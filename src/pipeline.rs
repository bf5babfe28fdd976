//! The order of the stages, and nothing else.

use crate::{
    cluster,
    embed::{self, Encoder},
    error::Error,
    ingest::{self, intake::Intake, sources::Source},
    model::{
        account::Accounts,
        cluster::Clustering,
        document::{DistinctTexts, Document, Documents},
        embedding::Embeddings,
        progress::{Progress, Stage},
    },
    rank,
    report::{self, Assignment, Findings, Report},
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
    /// What work costs.
    pub cost: rank::Cost,
    /// About the report.
    pub report: report::Settings,
    /// About the encoding.
    pub embed: embed::Settings,
    /// Whether customers' words are shown as they wrote them; everything else stays masked.
    pub unmasked: bool,
}

/// What a run gives: the report, and where each ticket went.
pub struct Outcome {
    /// Everything a reader can be told.
    pub report: Report,
    /// Every ticket once.
    pub assignments: Vec<Assignment>,
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
    pub points: Embeddings,
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

/// Reads the exports into tickets, cleans them into documents, embeds and clusters the documents, measures
/// each cluster over time, ranks, and puts one report together.
///
/// # Errors
/// When the exports cannot be read or hold nothing usable.
pub fn run(sources: Vec<Source>, settings: &Settings, progress: &dyn Progress) -> Result<Outcome, Error> {
    let intake = ingest::read_sources(sources, &settings.ingest, progress)?;
    let accounts = Accounts::default();
    let documents = text::clean(&intake.corpus, progress);

    let encoder = Encoder::new(&settings.embed)?;
    let distinct = DistinctTexts::of(&documents.documents);
    let points = encoder.points(&documents, &distinct, progress)?;
    let input = cluster::Input { documents: &documents, distinct: &distinct, points: &points };
    let clustering = cluster::cluster(input, &|texts| encoder.read(texts, progress), progress)?;
    encoder.save()?;

    progress.start(Stage::Measure, clustering.clusters.len() as u64);
    let trends = trend::measure(&intake.corpus, &clustering.clusters, &settings.trend);
    let ranked = rank::rank(
        &rank::Input {
            corpus: &intake.corpus,
            documents: &documents,
            clusters: &clustering.clusters,
            trends: &trends,
            accounts: &accounts,
        },
        &rank::Settings { weights: settings.weights, cost: settings.cost },
    );
    let known = report::unremembered(&intake.corpus, &clustering.clusters);
    let findings = Findings {
        intake: &intake,
        documents: &documents,
        clustering: &clustering,
        trends: &trends,
        ranked: &ranked,
        known: &known,
        changes: &[],
        settings: settings.report,
    };
    let mut report = report::build(&findings);
    let unmasked = settings.unmasked.then(|| text::as_written(&intake.corpus));
    if let Some(written) = &unmasked {
        report::unmask(&mut report, &intake.corpus, written);
    }
    let assignments = report::assignments(&intake.corpus, &clustering, &known);
    progress.finish();
    let evidence = Evidence { intake, documents, unmasked, distinct, points, clustering, encoder };
    Ok(Outcome { report, assignments, evidence })
}
