//! One problem with all its tickets, for an issue or a wiki.

use std::fmt::Write;

use super::ticket;
use crate::{
    render::{escape::Md, words},
    report::{
        Example,
        dossier::{Dossier, Member},
    },
};

/// The problem as GitHub-flavoured Markdown.
pub fn render(dossier: &Dossier<'_>) -> String {
    let mut out = format!("# {}\n\n", Md(&words::dossier_title(dossier)));
    for (label, fact) in words::dossier_facts(dossier) {
        line(&mut out, format_args!("- **{label}** {}", Md(&fact)));
    }
    if !dossier.problem.examples.is_empty() {
        line(&mut out, format_args!("\n## {}\n", words::TYPICAL));
        let quotes: Vec<String> = dossier
            .problem
            .examples
            .iter()
            .map(|example| format!("> {} — {}\n", Md(&example.text), ticket(example)))
            .collect();
        out.push_str(&quotes.join(">\n"));
    }
    if !dossier.farthest.is_empty() {
        line(&mut out, format_args!("\n## {}\n", words::FARTHEST));
        table(&mut out, &dossier.farthest);
    }
    line(&mut out, format_args!("\n## {} ({})\n", words::ALL_TICKETS, dossier.tickets.len()));
    table(&mut out, &dossier.tickets);
    out
}

fn table(out: &mut String, members: &[Member]) {
    out.push_str("| Ticket | Date | Similarity | Words |\n|:--|:--|--:|:--|\n");
    for member in members {
        let shown = Example { ticket: member.ticket.clone(), text: String::new(), url: member.url.clone() };
        let wrong =
            member.misfiled.as_deref().map_or(String::new(), |category| format!(" ({})", words::misfiled(category)));
        let text = format!("{}{wrong}", member.text);
        line(
            out,
            format_args!(
                "| {} | {} | {:.2} | {} |",
                ticket(&shown),
                words::member_day(member),
                member.similarity,
                Md(&text)
            ),
        );
    }
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a string takes every text");
}
