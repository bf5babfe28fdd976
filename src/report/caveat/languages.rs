//! Tickets in other languages than the one that is read best.

use std::collections::BTreeMap;

use super::{Caveat, LanguageCount};
use crate::{
    model::document::UNKNOWN_LANGUAGE,
    report::{Findings, figures},
};

/// Share of tickets in other languages than English from which the report says so.
const OTHER_LANGUAGES: f64 = 0.03;

/// Tells which other languages the tickets are in, where they are more than a few.
pub fn languages(findings: &Findings<'_>, found: &mut Vec<Caveat>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for document in &findings.documents.documents {
        if !matches!(document.language, "en" | UNKNOWN_LANGUAGE | "") {
            *counts.entry(document.language).or_default() += 1;
        }
    }
    let other: usize = counts.values().sum();
    let share = other as f64 / findings.documents.documents.len().max(1) as f64;
    if share >= OTHER_LANGUAGES {
        let mut languages: Vec<_> = counts
            .into_iter()
            .map(|(language, tickets)| LanguageCount { language: language.to_owned(), tickets })
            .collect();
        languages.sort_by(|a, b| b.tickets.cmp(&a.tickets).then_with(|| a.language.cmp(&b.language)));
        found.push(Caveat::OtherLanguages { languages, share: figures::rounded(share).unwrap_or(0.0) });
    }
}
