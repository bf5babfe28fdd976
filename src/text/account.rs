//! How text was cleaned: what was learnt, what was masked, and for one ticket what each step took away.

use std::collections::BTreeMap;

use super::{Masking, clean_body, letter, names::Names, transcript::Speakers};
use crate::model::{document::Documents, ticket::Ticket};

/// What masking puts in the place of personal data.
#[rustfmt::skip]
const PLACEHOLDERS: &[&str] = &[
    "address", "browser", "card", "date", "email", "iban", "id", "ip", "key", "money", "name", "number", "path", "phone", "time", "url",
];

/// The placeholders in a text, in order, without their brackets.
pub fn placeholders(text: &str) -> Vec<String> {
    let inside = text.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(inside, _)| inside);
    inside.filter(|inside| PLACEHOLDERS.contains(inside)).map(str::to_owned).collect()
}

/// How the texts of a corpus were cleaned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Placeholders in the cleaned texts by name, and the tickets that hold one.
    pub masked: BTreeMap<&'static str, Masked>,
    /// Tickets by language, `und` for an unknown one.
    pub languages: BTreeMap<&'static str, usize>,
    /// Tickets whose message was taken away whole, so that their subject speaks alone, or nothing.
    pub without_message: usize,
    /// Tickets of which no text is left.
    pub empty: usize,
}

/// How often something was masked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Masked {
    /// Places.
    pub places: usize,
    /// Tickets.
    pub tickets: usize,
}

/// What a step did to a ticket's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Name of the step.
    pub step: &'static str,
    /// Lines that went.
    pub lines: usize,
    /// Characters that went; none when the text grew.
    pub characters: usize,
}

/// Counts over the cleaned texts of a corpus.
pub fn account(documents: &Documents) -> Account {
    let mut account = Account::default();
    for document in &documents.documents {
        *account.languages.entry(document.language).or_default() += 1;
        account.without_message += usize::from(document.body().is_empty() && !document.title().is_empty());
        account.empty += usize::from(document.is_empty());
        for name in PLACEHOLDERS {
            let mark = format!("<{name}>");
            let places: usize =
                [document.title(), document.body()].iter().map(|text| text.matches(&mark).count()).sum();
            if places > 0 {
                let sum = account.masked.entry(name).or_default();
                sum.places += places;
                sum.tickets += 1;
            }
        }
    }
    account
}

/// What each step did to the message of a ticket, in order; steps that changed nothing are left out. Counts alone: what
/// went is not shown.
pub fn effects(ticket: &Ticket, speakers: &Speakers) -> Vec<Effect> {
    let lines = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    let mut effects: Vec<Effect> = vec![];
    let (_, body) = letter::parts(&ticket.subject, &ticket.body);
    clean_body(body, speakers, &Masking::All(&Names::default()), &mut |step, before, after| {
        if before != after {
            let effect = Effect {
                step: step.name,
                lines: lines(before).saturating_sub(lines(after)),
                characters: before.chars().count().saturating_sub(after.chars().count()),
            };
            effects.push(effect);
        }
    });
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{corpus::Corpus, progress::Silent},
        text::clean,
    };

    #[test]
    fn what_went_is_counted_by_step_and_kind() {
        let body = "Hi team,\nThe export fails, write to jane@x.example or joe@x.example.\n\nBest regards,\nJane Doe\n\n> old\n> older";
        let ticket = Ticket { id: "1".to_owned(), body: body.to_owned(), ..Ticket::default() };
        let effects = effects(&ticket, &Speakers::default());
        let of = |step: &str| effects.iter().find(|effect| effect.step == step).map(|effect| effect.lines);
        assert_eq!((of("quoted"), of("signature"), of("greeting")), (Some(2), Some(2), Some(1)), "{effects:?}");
        let account = account(&clean(&Corpus::new(vec![ticket]), &Silent));
        assert_eq!(account.masked.get("email"), Some(&Masked { places: 2, tickets: 1 }));
    }
}
