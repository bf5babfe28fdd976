//! Which columns say why customers write, by the words of their headers: "Contact Driver", "Root Cause Category",
//! "Motivo de la llamada". Their labels tell problems apart better than the queue or the team that a ticket went to.

use super::headers::{fold, words};

/// Words for the reason of a ticket, by their beginnings, without accents.
#[rustfmt::skip]
const REASONS: &[&str] = &[
    "aanleiding", "anlass", "causa", "cause", "disposition", "driver", "fault", "grund", "intent", "motif", "motiv", "oorzaak", "przyczyn",
    "raison", "razon", "reason", "reden", "symptom", "topic", "ursache", "wrapup", "причин", "тематик",
];

/// Words for what went wrong or was asked for, by their beginnings: with one of [`KINDS`] they name a reason.
#[rustfmt::skip]
const MATTERS: &[&str] = &[
    "anfrage", "anliegen", "call", "complaint", "concern", "defect", "enquir", "error", "failure", "fehler", "impact", "incidenc", "incident",
    "inquir", "issue", "llamada", "problem", "queja", "query", "reclam", "request", "solicitud", "storung", "trouble", "wrap",
];

/// Words for a kind of something.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "area", "art", "bereich", "categoria", "categorie", "category", "class", "classification", "code", "group", "gruppe",
    "kategorie", "kind", "klasse", "soort", "tipo", "type", "typ",
];

/// Words of what became of a ticket, by their beginnings: the reason of its end is not that of its beginning.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "abgelehnt", "cancel", "cierre", "clos", "clot", "date", "delay", "escal", "hold", "pending", "reject", "reopen", "resol", "satisf",
    "score", "sla", "solution", "status", "survey", "transfer", "wait",
];

/// Words for what points to a reason and is none.
const POINTERS: &[&str] = &["id", "ids", "link", "slug", "title", "url"];

/// Whether a header names why a customer wrote.
pub fn names_a_reason(header: &str) -> bool {
    let words = words(&fold(header));
    let begins = |of: &[&str]| words.iter().any(|word| of.iter().any(|start| word.starts_with(start)));
    let kinds = words.iter().any(|word| KINDS.contains(&word.as_str()));
    let points = header.contains('[') || words.iter().any(|word| POINTERS.contains(&word.as_str()));
    !points && !begins(ENDS) && (begins(REASONS) || begins(MATTERS) && kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_told_from_teams_and_from_ends() {
        for header in [
            "Contact Driver",
            "Root Cause Category",
            "Tier 1 Reason",
            "Wrap Up Code",
            "Problem Area",
            "Call Type",
            "Fault Type",
            "User Issue Group",
            "Agent Disposition",
            "Motivo de la llamada",
        ] {
            assert!(names_a_reason(header), "{header}");
        }
        for header in [
            "Team",
            "Queue",
            "Close Reason",
            "Resolution code",
            "Escalation reason",
            "Type",
            "Area code date",
            "posts[first].topic_slug",
        ] {
            assert!(!names_a_reason(header), "{header}");
        }
    }
}
