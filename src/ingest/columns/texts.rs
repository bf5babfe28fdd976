//! Which column is the text of the tickets, and which the subject, when names do not say it.

use super::{
    Choice, Mapping,
    fields::Field,
    headers::Confidence,
    people::{names_agents, names_someone},
    shapes::Profile,
    things::describes_a_thing,
    weigh::{ASKED, BY_ITS_WORDS, BY_VALUES, Candidate, ENOUGH, is_unnamed},
};
use crate::ingest::{article_tree, table::Table, threads::voices::Voices};

/// Confidence below [`ENOUGH`] that is taken for the text when there is no better column.
pub const BETTER_THAN_NOTHING: Confidence = 0.05;

/// Reason of the last resort.
pub const ONLY_WORDS: &str = "the only column with different words";

/// Reason of the column of labels that says the most.
const WORDIEST: &str = "the labels of the most words, as there is no text";

/// Fewest words, on average, of labels that stand for texts.
const FEWEST_WORDS: f32 = 2.0;

/// Fewest different ones.
const FEWEST_LABELS: usize = 4;

/// How many times longer than a subject the text beside it has to be, in characters.
const LONGER: f32 = 1.5;

/// Most words, on average, of the names of people below a header that things have as well, `Name`.
const WORDS_OF_A_NAME: f32 = 2.6;

/// Share of names of people from which a column is no subject.
const PERSONS: f32 = 0.8;

/// What is known of the columns.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    /// Names of the columns.
    pub names: &'k [String],
    /// Everything that columns might feed, the surest first.
    pub candidates: &'k [Candidate],
    /// What their values look like.
    pub profiles: &'k [Profile],
}

/// Of two columns named for the text, the shorter is the subject when no other column is.
pub fn find_subject(mapping: &mut Mapping, known: Known<'_>) {
    let Some(body) = mapping.column(Field::Body).filter(|_| !mapping.has(Field::Subject)) else { return };
    let second = known.candidates.iter().find(|candidate| {
        candidate.field == Field::Body
            && candidate.score >= ENOUGH
            && !mapping.feeds(candidate.column)
            && !describes_a_thing(&known.names[candidate.column])
    });
    let guessed = |reason: &str| reason.starts_with(BY_VALUES) || reason.starts_with(ASKED);
    let later = |second: &Candidate| second.named_by_helpdesk || says_it_is_later(&known.names[second.column]);
    let told = second.filter(|second| !guessed(&second.reason) && !later(second) && !mapping.is_given(body));
    let profiles = known.profiles;
    let Some(second) = told else { return subject_by_values(mapping, body, known) };
    let (short, long) = if profiles[second.column].chars < profiles[body].chars {
        (second.column, body)
    } else {
        (body, second.column)
    };
    let reason = |which: &str| format!("the {which} of two texts");
    mapping.choices.retain(|choice| choice.field != Field::Body);
    mapping.choices.push(Choice { field: Field::Subject, column: short, reason: reason("shorter") });
    mapping.choices.push(Choice { field: Field::Body, column: long, reason: reason("longer") });
}

/// What the names of messages begin with that were written after the ticket's own text.
const LATER: &[&str] = &["last", "latest", "most recent", "letzte", "dernier", "último", "ultimo", "laatste"];

/// Whether a column holds the last message, which is no subject of the first one. A helpdesk's row names such columns
/// too, to stand in.
fn says_it_is_later(name: &str) -> bool {
    let folded = super::headers::fold(name);
    LATER.iter().any(|word| folded.starts_with(word) || folded.contains(&format!(" {word} ")))
}

/// A short text of its own beside a long one, in columns whose names say nothing. Of several the nearest to the left.
fn subject_by_values(mapping: &mut Mapping, body: usize, known: Known<'_>) {
    let profiles = known.profiles;
    let short = |column: &usize| {
        let profile = &profiles[*column];
        let fewest = if is_unnamed(&known.names[*column]) { 1.5 } else { 2.0 };
        let unknown = |candidate: &Candidate| candidate.column == *column && candidate.field != Field::Body;
        !mapping.feeds(*column)
            && !known.candidates.iter().any(unknown)
            && super::headers::meanings(&known.names[*column]).is_empty()
            && !known.names[*column].contains("[]")
            && !describes_a_thing(&known.names[*column])
            && !names_someone(&known.names[*column])
            && profile.is_wordy()
            && profile.variety() > 0.6
            && profile.filled * 2 > profile.rows
            && (fewest..=15.0).contains(&profile.words)
            && profile.persons < 0.7
            && profile.paths < 0.3
            && profile.agents < 0.2
            && profile.chars * LONGER < profiles[body].chars
    };
    let found: Vec<usize> = (0..profiles.len()).filter(short).collect();
    let nearest = found.iter().rev().find(|column| **column < body);
    let one =
        if found.len() == 1 { found.first() } else { nearest.filter(|column| is_unnamed(&known.names[**column])) };
    if let Some(column) = one {
        let reason = format!("{BY_VALUES}; short texts beside longer ones");
        mapping.choices.push(Choice { field: Field::Subject, column: *column, reason });
    }
}

/// Rows that are looked at for threads.
const LOOKED_AT: usize = 200;

/// Where no column is the body: one whose cells hold whole threads that tell what the customer wrote; or one with the
/// messages of both sides, where another column tells which are whose.
pub fn find_threads(mapping: &mut Mapping, known: Known<'_>, table: &Table) {
    if mapping.has(Field::Body) {
        return;
    }
    let written = known.candidates.iter().find(|candidate| {
        let profile = &known.profiles[candidate.column];
        candidate.field == Field::Body && profile.is_prose() && profile.agents > 0.0 && !mapping.feeds(candidate.column)
    });
    if let Some(written) = written
        && Voices::of(table).are_told()
    {
        let reason = "messages of both sides".to_owned();
        return mapping.choices.push(Choice { field: Field::Body, column: written.column, reason });
    }
    let is_thread = |choice: &Choice| {
        let mut cells = (0..table.records().len().min(LOOKED_AT)).map(|record| table.cell(record, choice.column));
        choice.field == Field::Conversation && cells.any(article_tree::is_thread)
    };
    if let Some(choice) = mapping.choices.iter_mut().find(|choice| is_thread(choice)) {
        let reason = "the customer's articles of its threads".to_owned();
        *choice = Choice { field: Field::Body, column: choice.column, reason };
    }
}

/// When no column was sure enough to be the text: the likeliest one, else a cleaned copy, else the category.
pub fn find_text(mapping: &mut Mapping, known: Known<'_>) {
    if comments_of_a_survey(mapping, known) || mapping.has_text() {
        return;
    }
    let profiles = known.profiles;
    let comments = mapping.choices.iter().any(|choice| are_comments(choice, known));
    let weak = known.candidates.iter().find(|candidate| {
        matches!(candidate.field, Field::Body | Field::Subject)
            && candidate.score > BETTER_THAN_NOTHING
            && !mapping.feeds(candidate.column)
            && !(candidate.field == Field::Subject && (comments || profiles[candidate.column].persons >= PERSONS))
    });
    if let Some(weak) = weak {
        let reason = format!("{}, the only text", weak.reason);
        mapping.choices.push(Choice { field: weak.field, column: weak.column, reason });
        return;
    }
    for (field, reason) in
        [(Field::Conversation, "comments, the only text"), (Field::Derived, "a cleaned copy, the only text")]
    {
        let choices = &mut mapping.choices;
        if let Some(choice) = choices.iter_mut().find(|c| c.field == field && profiles[c.column].is_wordy()) {
            *choice = Choice { field: Field::Body, column: choice.column, reason: reason.to_owned() };
            return;
        }
    }
    let wordy = |column: &usize| {
        profiles[*column].is_wordy() && profiles[*column].variety() > 0.5 && !profiles[*column].is_constant()
    };
    let unknown = |column: &usize| {
        !mapping.feeds(*column)
            && !known.candidates.iter().any(|candidate| candidate.column == *column)
            && !names_someone(&known.names[*column])
    };
    let rank = |column: &usize| (profiles[*column].persons < 0.8, profiles[*column].chars);
    let words = (0..profiles.len())
        .filter(|column| unknown(column) && wordy(column))
        .max_by(|a, b| rank(a).0.cmp(&rank(b).0).then(rank(a).1.total_cmp(&rank(b).1)));
    if let Some(column) = words.filter(|column| profiles[*column].words >= 1.5) {
        mapping.choices.push(Choice { field: Field::Body, column, reason: ONLY_WORDS.to_owned() });
        return;
    }
    if let Some(column) = wordiest_label(mapping, known) {
        mapping.choices.retain(|choice| choice.column != column);
        mapping.choices.push(Choice { field: Field::Body, column, reason: WORDIEST.to_owned() });
        return;
    }
    let labelled = mapping.has(Field::Category) || mapping.has(Field::Kind);
    let done = mapping.choices.iter_mut().find(|choice| {
        choice.field == Field::Answer && choice.reason.starts_with(BY_ITS_WORDS) && profiles[choice.column].is_prose()
    });
    if let Some(choice) = done.filter(|_| !labelled) {
        *choice =
            Choice { field: Field::Body, column: choice.column, reason: "what was done, the only text".to_owned() };
        return;
    }
    mapping.category_for_text = labelled;
}

/// Beside a rating the comments are what the customer said, whatever is the title: a survey has no agents.
fn comments_of_a_survey(mapping: &mut Mapping, known: Known<'_>) -> bool {
    if !mapping.has(Field::Satisfaction) || mapping.has(Field::Body) {
        return false;
    }
    let Some(choice) = mapping.choices.iter_mut().find(|choice| are_comments(choice, known)) else { return false };
    *choice = Choice { field: Field::Body, column: choice.column, reason: "comments beside a rating".to_owned() };
    true
}

/// Whether a column of comments holds what many different people said.
fn are_comments(choice: &Choice, known: Known<'_>) -> bool {
    choice.field == Field::Conversation && is_wordy_prose(&known.profiles[choice.column])
}

/// Whether many different things are said, by no agent.
fn is_wordy_prose(profile: &Profile) -> bool {
    profile.is_wordy() && profile.variety() > 0.3 && profile.words >= 2.0 && profile.agents < 0.2
}

/// Of several columns of labels whose names say nothing, the one of more words than all others: there, each row says one
/// of a few things that happened. None where a name says which the category is.
fn wordiest_label(mapping: &Mapping, known: Known<'_>) -> Option<usize> {
    let told = |choice: &Choice| {
        matches!(choice.field, Field::Category | Field::Kind) && !choice.reason.starts_with(BY_VALUES)
    };
    if mapping.choices.iter().any(told) {
        return None;
    }
    let profiles = known.profiles;
    let category = mapping.column(Field::Category);
    let label = |column: &usize| {
        let (name, profile) = (&known.names[*column], &profiles[*column]);
        (Some(*column) == category || !mapping.feeds(*column))
            && super::headers::meanings(name).is_empty()
            && !names_someone(name)
            && profile.is_categorical()
            && profile.filled * 2 > profile.rows
            && profile.persons < 0.5
            && profile.codes < 0.5
            && profile.states < 0.5
            && profile.priorities < 0.5
    };
    let mut labels: Vec<usize> = (0..profiles.len()).filter(label).collect();
    labels.sort_by(|a, b| profiles[*b].words.total_cmp(&profiles[*a].words).then(a.cmp(b)));
    let [first, second, ..] = labels[..] else { return None };
    let wordier = profiles[first].words >= FEWEST_WORDS && profiles[first].words > profiles[second].words;
    (wordier && profiles[first].distinct >= FEWEST_LABELS).then_some(first)
}

/// A single column of names, in a table where no column is the customer's: agents are few, customers many.
pub fn find_customer(mapping: &mut Mapping, known: Known<'_>) {
    let customers = [Field::Customer, Field::CustomerEmail, Field::CustomerId, Field::CustomerName];
    if customers.iter().any(|field| mapping.has(*field)) {
        return;
    }
    let named = |column: &usize| {
        let profile = &known.profiles[*column];
        profile.persons >= 0.9
            && profile.variety() > 0.5
            && profile.filled >= 3
            && !mapping.feeds(*column)
            && !names_agents(&known.names[*column])
            && super::headers::meanings(&known.names[*column]).iter().all(|(field, _)| {
                let called = *field == Field::Subject && names_someone(&known.names[*column]);
                *field == Field::Created || called && profile.words <= WORDS_OF_A_NAME
            })
    };
    let found: Vec<usize> = (0..known.profiles.len()).filter(named).collect();
    if let [column] = found[..] {
        let reason = format!("{BY_VALUES}; they look like names of many people");
        mapping.choices.push(Choice { field: Field::CustomerName, column, reason });
    }
}
