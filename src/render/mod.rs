//! Floor 3: Report → bytes, one file a format.
//!
//! Renderers compute nothing: they choose words, cut to a width and escape. Everything that leaves
//! goes through `escape`.

use crate::report::Report;

pub mod csv_table;
mod digest;
mod email;
mod escape;
pub mod html;
pub mod json;
pub mod ledger;
pub mod markdown;
pub mod parquet_table;
pub mod slack;
pub mod table;
pub mod terminal;
mod words;

pub use words::crossing;

/// A format of the whole report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table for a screen.
    Terminal,
    /// One self-contained page.
    Html,
    /// A digest for a pull request or a build's summary.
    Markdown,
    /// What changed alone, in a few lines of Markdown.
    Digest,
    /// Schema 1, for programs.
    Json,
    /// One line a problem.
    Csv,
    /// A message of Slack's blocks.
    Slack,
    /// A digest as the HTML part of a mail.
    Email,
    /// One typed row a problem.
    Parquet,
}

impl Format {
    /// The formats, in the order a person is shown them.
    pub const ALL: [Self; 9] = [
        Self::Terminal,
        Self::Html,
        Self::Markdown,
        Self::Digest,
        Self::Json,
        Self::Csv,
        Self::Slack,
        Self::Email,
        Self::Parquet,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Digest => "digest",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Slack => "slack",
            Self::Email => "email",
            Self::Parquet => "parquet",
        }
    }

    /// The format of a file by its extension (`report.html` → HTML), whatever its case.
    pub fn of_path(path: &str) -> Option<Self> {
        let path = path.to_ascii_lowercase();
        if path.ends_with(".slack.json") {
            return Some(Self::Slack);
        }
        if path.ends_with(".email.html") {
            return Some(Self::Email);
        }
        if path.ends_with(".digest.md") {
            return Some(Self::Digest);
        }
        let (_, extension) = path.rsplit_once('.')?;
        match extension {
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "parquet" => Some(Self::Parquet),
            "txt" => Some(Self::Terminal),
            _ => None,
        }
    }
}

/// The report in a format. `style` is the terminal's; the others do not look at it.
pub fn render(report: &Report, format: Format, style: &terminal::Style) -> Vec<u8> {
    let text = match format {
        Format::Terminal => terminal::render(report, style),
        Format::Html => html::render(report),
        Format::Markdown => markdown::render(report),
        Format::Digest => digest::render(report),
        Format::Json => json::render(report),
        Format::Csv => csv_table::write(&table::problems(report)),
        Format::Slack => slack::render(report),
        Format::Email => email::render(report),
        Format::Parquet => return parquet_table::write(&table::problems(report)),
    };
    text.into_bytes()
}

#[cfg(test)]
mod golden;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_tells_its_format() {
        assert_eq!(Format::of_path("out/Report.HTML"), Some(Format::Html));
        assert_eq!(Format::of_path("weekly.slack.json"), Some(Format::Slack));
        assert_eq!(Format::of_path("weekly.digest.md"), Some(Format::Digest));
        assert_eq!(Format::of_path("weekly.EMAIL.html"), Some(Format::Email));
        assert_eq!(Format::of_path("weekly.json"), Some(Format::Json));
        assert_eq!((Format::of_path("report"), Format::of_path("a.b")), (None, None));
    }
}
