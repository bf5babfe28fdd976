//! What is read and how it is understood: shared by every command that reads exports.

use std::path::PathBuf;

use clap::Args;
use fixfirst::ingest;

#[derive(Clone, Debug, Args)]
pub struct InputArgs {
    /// Ticket exports: files and folders are read as one corpus, `-` is standard input.
    #[arg(required = true, value_name = "EXPORT")]
    pub exports: Vec<PathBuf>,

    /// Helpdesk that the exports come from, when detection is wrong (`generic` for none of the known).
    #[arg(long, value_name = "HELPDESK", help_heading = "Input")]
    pub from: Option<String>,

    /// Column that holds a field, when detection is wrong: body, subject, created, id, category, customer …
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = field_and_column, help_heading = "Input")]
    pub map: Vec<(String, String)>,

    /// Zone of times that name none, and of the days that are counted: Europe/Berlin, +02:00 [default: UTC].
    #[arg(long, value_name = "ZONE", help_heading = "Input", allow_hyphen_values = true)]
    pub timezone: Option<String>,
}

impl InputArgs {
    /// What the readers are told.
    pub fn settings(&self) -> ingest::Settings {
        ingest::Settings { from: self.from.clone(), map: self.map.clone(), timezone: self.timezone.clone() }
    }
}

/// Splits at the first `=`: columns may have one in their names, fields have none.
fn field_and_column(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, column)) if !field.trim().is_empty() && !column.is_empty() => {
            Ok((field.trim().to_owned(), column.to_owned()))
        }
        _ => Err("write it as FIELD=COLUMN, for example body=Notes".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_may_have_an_equals_sign() {
        assert_eq!(field_and_column("body=a=b"), Ok(("body".to_owned(), "a=b".to_owned())));
        assert!(field_and_column("body").is_err() && field_and_column("=x").is_err());
    }
}
