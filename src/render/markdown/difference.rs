//! Two reports side by side, for a pull request or a build's summary.

use crate::{
    render::{escape::Md, words::difference as words},
    report::difference::Difference,
};

/// The comparison as GitHub-flavoured Markdown.
pub fn render(found: &Difference) -> String {
    let mut out = format!("# {}\n\n", words::HEADING);
    for sentence in words::intro(found) {
        out += &format!("{}\n\n", Md(&sentence));
    }
    for (heading, lines) in words::parts(found) {
        let [rank, tickets, trend] = words::COLUMNS;
        out +=
            &format!("## {}\n\n| ID | Problem | {rank} | {tickets} | {trend} |\n|:--|:--|--:|--:|:--|\n", Md(&heading));
        for line in lines {
            out += &format!("| {} | {} | {} |\n", line.id, Md(line.title), line.cells.join(" | "));
        }
        out.push('\n');
    }
    if let Some(sentence) = words::unchanged(found) {
        out += &format!("{}\n", Md(&sentence));
    }
    format!("{}\n", out.trim_end())
}
