//! One problem with all its tickets, for programs.

use serde_json::{Value, json, to_value};

use crate::{
    render::words,
    report::{SCHEMA, dossier::Dossier},
};

/// The problem as indented JSON with a newline at the end: everything of `report.json`'s problem, and its tickets.
pub fn render(dossier: &Dossier<'_>) -> String {
    let facts = words::dossier_facts(dossier);
    let said = facts.into_iter().map(|(label, text)| json!({ "label": label, "text": text }));
    let mut value = json!({
        "schema": SCHEMA,
        "as_of": dossier.report.as_of,
        "remembered": dossier.remembered,
        "problem": to_value(dossier.problem).unwrap_or(Value::Null),
        "theme": dossier.theme.map(|(id, title)| json!({ "id": id, "title": title })),
        "facts": said.collect::<Vec<_>>(),
        "neighbours": dossier.neighbours,
        "farthest": dossier.farthest,
        "tickets": dossier.tickets,
    });
    // The ids stand with the tickets.
    if let Some(problem) = value.get_mut("problem").and_then(Value::as_object_mut) {
        problem.shift_remove("members");
    }
    format!("{value:#}\n")
}
