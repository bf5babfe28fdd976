//! What counts how much, and what work costs: shared by every command that ranks problems.

use std::path::PathBuf;

use clap::Args;
use fixfirst::{
    ingest::sources::{Content, Source},
    rank::{Cost, Weights},
};

#[derive(Clone, Debug, Args)]
pub struct RankingArgs {
    /// Customers with their plan, revenue or sign-up date, as CSV, JSON or XLSX; they are counted and never shown.
    #[arg(long, value_name = "FILE", help_heading = "Ranking")]
    pub accounts: Option<PathBuf>,

    /// What one ticket costs, in your currency.
    #[arg(long, value_name = "X", value_parser = money, help_heading = "Ranking")]
    pub cost_per_ticket: Option<f64>,

    /// What one hour of support costs, in your currency; needs handle times or replies in the export.
    #[arg(long, value_name = "X", value_parser = money, help_heading = "Ranking")]
    pub cost_per_hour: Option<f64>,

    /// How much a part of the score counts, 0 to 100 [default: 1 each]: volume, reach, pain, growth …; repeatable.
    #[arg(long, value_name = "NAME=X", value_parser = weight, help_heading = "Ranking")]
    pub weight: Vec<(String, f64)>,
}

impl RankingArgs {
    /// The given weights over others.
    pub fn weights(&self, mut weights: Weights) -> Weights {
        for (name, weight) in &self.weight {
            // Each was tried when the command line was read.
            let _ = weights.set(name, *weight);
        }
        weights
    }

    /// The table of accounts.
    pub fn accounts(&self) -> Option<Source> {
        let path = self.accounts.as_ref()?;
        let name = path.display().to_string();
        Some(Source { name, content: Content::Path(path.clone()), in_folder: None })
    }

    /// What work costs.
    pub fn cost(&self) -> Cost {
        Cost { per_ticket: self.cost_per_ticket, per_hour: self.cost_per_hour }
    }
}

fn money(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(amount) if (0.0..=1e9).contains(&amount) => Ok(amount),
        _ => Err("write it as a plain amount, for example 7.50".to_owned()),
    }
}

fn weight(text: &str) -> Result<(String, f64), String> {
    let (name, number) = text.split_once('=').ok_or("write it as NAME=X, for example growth=2")?;
    let number = number.trim().parse().map_err(|_| "write it as NAME=X, for example growth=2")?;
    Weights::default().set(name.trim(), number).map_err(|error| error.to_string())?;
    Ok((name.trim().to_owned(), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_money_are_checked_when_they_are_typed() {
        assert_eq!(weight("growth=2"), Ok(("growth".to_owned(), 2.0)));
        assert!(weight("grwth=2").is_err_and(|error| error.contains("did you mean growth?")));
        assert!(weight("growth").is_err() && weight("growth=x").is_err() && weight("growth=-1").is_err());
        assert_eq!(money("7.50"), Ok(7.5));
        assert!(money("-1").is_err() && money("7,50").is_err() && money("NaN").is_err());
    }
}
