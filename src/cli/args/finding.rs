//! What decides which problems are found and in which order they stand: shared by every command that finds problems,
//! so that all of them find the same.

use clap::Args;
use fixfirst::{pipeline::Settings, rank::Weights, report};

use super::{AnalysisArgs, InputArgs, MemoryArgs, RankingArgs};

#[derive(Clone, Debug, Args)]
pub struct FindingArgs {
    #[command(flatten)]
    pub input: InputArgs,

    #[command(flatten)]
    pub analysis: AnalysisArgs,

    #[command(flatten)]
    pub ranking: RankingArgs,

    #[command(flatten)]
    pub memory: MemoryArgs,
}

impl FindingArgs {
    /// What the stages are told; `top` problems are shown by short formats.
    pub fn settings(&self, threads: usize, top: usize) -> Settings {
        Settings {
            ingest: self.input.settings(),
            trend: self.analysis.trend(),
            weights: self.ranking.weights(Weights::default()),
            accounts: self.ranking.accounts(),
            cost: self.ranking.cost(),
            report: report::Settings { top },
            embed: self.analysis.embed(threads),
            unmasked: false,
            looked_at: false,
            ledger: self.memory.ledger.clone(),
        }
    }
}
