//! placeholder
use crate::report::Report;
/// The report as one page.
pub fn render(report: &Report) -> String {
    format!("{}\n", report.schema)
}
