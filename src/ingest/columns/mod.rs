//! Which column feeds which field, and why.
//!
//! Each column is weighed for each field: what the helpdesk's row says, what the name says, what the
//! values look like. The best pairs are taken first. A column feeds one field. Refuses to guess below
//! `ENOUGH`: a wrong field is worse than an empty one.

pub mod fields;
mod fit;
pub mod headers;
mod keep;
pub mod shapes;
mod synonyms;

use std::collections::BTreeMap;

pub use self::keep::worth_keeping;
use self::{fields::Field, headers::Confidence, shapes::Profile};
use super::{helpdesk::Helpdesk, intake::ColumnChoice, table::Table};

/// Confidence from which a column is taken.
const ENOUGH: Confidence = 0.4;

/// Confidence of the first header that a helpdesk's row names for a field, above every synonym.
const NAMED_BY_HELPDESK: Confidence = 1.6;

/// What each further header in the row loses.
const NEXT_IN_ROW: Confidence = 0.05;

/// Confidence of values alone, when the name says nothing.
const VALUES_ALONE: Confidence = 0.42;

/// The same for values that are a closed set or a pattern.
const PATTERN_ALONE: Confidence = 0.5;

/// What a text column loses when it is empty in every row; in proportion below.
const EMPTINESS: Confidence = 0.3;

/// Share of the records that may repeat an id with another text before the column is no id.
const REPEATED_IDS: f64 = 0.05;

/// Most levels below the first of a category path.
const MOST_SUBCATEGORIES: usize = 3;

/// Reason of a choice that the name says nothing about.
const BY_VALUES: &str = "by its values";

/// Reason of the last resort.
const ONLY_WORDS: &str = "the only column with different words";

/// A column that feeds a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The field.
    pub field: Field,
    /// Index of the column.
    pub column: usize,
    /// Why, in a few words.
    pub reason: String,
}

/// The columns of a table by what they mean.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    choices: Vec<Choice>,
    /// The column whose dates stand for the creation date that is missing.
    pub stand_in_date: Option<usize>,
    /// Whether the category stands for the text that is missing.
    pub category_for_text: bool,
}

impl Mapping {
    /// The column of a field; the first of several.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.all(field).next()
    }

    /// All columns of a field, in the order of the table.
    pub fn all(&self, field: Field) -> impl Iterator<Item = usize> {
        self.choices.iter().filter(move |choice| choice.field == field).map(|choice| choice.column)
    }

    /// Whether some column holds text, or stands for it.
    pub fn has_text(&self) -> bool {
        self.category_for_text || self.column(Field::Body).is_some() || self.column(Field::Subject).is_some()
    }

    /// Whether some column was known by its name, and not by its values alone.
    pub fn is_named(&self) -> bool {
        self.choices.iter().any(|choice| {
            choice.field.is_used() && !choice.reason.starts_with(BY_VALUES) && !choice.reason.starts_with(ONLY_WORDS)
        })
    }

    /// The choices that feed tickets, as they are reported.
    pub fn report(&self, table: &Table) -> Vec<ColumnChoice> {
        let used = self.choices.iter().filter(|choice| choice.field.is_used());
        used.map(|choice| ColumnChoice {
            field: choice.field.name(),
            column: table.columns()[choice.column].clone(),
            reason: choice.reason.clone(),
        })
        .collect()
    }

    fn has(&self, field: Field) -> bool {
        self.choices.iter().any(|choice| choice.field == field)
    }

    fn feeds(&self, column: usize) -> bool {
        self.choices.iter().any(|choice| choice.column == column)
    }
}

/// Maps the columns of a table. `given`: what the user said (`--map`), as field and column index.
pub fn map(table: &Table, helpdesk: Option<&Helpdesk>, given: &[(Field, usize)]) -> Mapping {
    let profiles = shapes::profiles(table);
    let mut candidates = Vec::new();
    for (column, profile) in profiles.iter().enumerate().filter(|(_, profile)| profile.filled > 0) {
        candidates.extend(weigh(&table.columns()[column], column, profile, helpdesk));
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.field.cmp(&b.field)).then(a.column.cmp(&b.column)));

    let mut mapping = Mapping::default();
    for (at, (field, column)) in given.iter().enumerate() {
        let again = *field == Field::Category && given[..at].iter().any(|(before, _)| before == field);
        let field = if again { Field::Subcategory } else { *field };
        mapping.choices.push(Choice { field, column: *column, reason: "you said so".to_owned() });
    }
    let fixed: Vec<Field> = mapping.choices.iter().map(|choice| choice.field).collect();
    let open = |field: Field| !fixed.iter().any(|done| *done == field || done.name() == field.name());
    candidates.retain(|candidate| open(candidate.field));
    take_best(
        &mut mapping,
        candidates.iter().filter(|candidate| candidate.field != Field::Id && candidate.score >= ENOUGH),
    );
    find_subject(&mut mapping, &candidates, &profiles);
    find_text(&mut mapping, &candidates, &profiles);
    let ids = candidates.iter().filter(|candidate| candidate.field == Field::Id && candidate.score >= ENOUGH);
    let id = ids
        .filter(|id| id.named_by_helpdesk || !mapping.feeds(id.column))
        .find(|id| id.named_by_helpdesk || tells_tickets_apart(table, &mapping, id.column));
    if let Some(id) = id {
        mapping.choices.push(id.choice());
    }
    stand_in(&mut mapping, table, &profiles);
    mapping.choices.sort_by_key(|choice| (choice.field, choice.column));
    mapping
}

#[derive(Clone, Debug)]
struct Candidate {
    field: Field,
    column: usize,
    score: Confidence,
    reason: String,
    named_by_helpdesk: bool,
}

impl Candidate {
    fn choice(&self) -> Choice {
        Choice { field: self.field, column: self.column, reason: self.reason.clone() }
    }
}

/// A column while it is weighed.
struct Weighing<'p> {
    column: usize,
    profile: &'p Profile,
    found: Vec<Candidate>,
}

impl Weighing<'_> {
    fn add(&mut self, field: Field, confidence: Confidence, why: &str, named_by_helpdesk: bool) {
        let Some(fit) = fit::fit(field, self.profile) else { return };
        let fill = self.profile.filled as f32 / self.profile.rows.max(1) as f32;
        let text = matches!(field, Field::Body | Field::Subject | Field::Derived);
        let emptiness = if text { EMPTINESS * (1.0 - fill) } else { 0.0 };
        let reason = if fit.because.is_empty() { why.to_owned() } else { format!("{why}; {}", fit.because) };
        let score = confidence + fit.change - emptiness;
        self.found.push(Candidate { field, column: self.column, score, reason, named_by_helpdesk });
    }

    /// What a column without a telling name can be.
    fn by_values(&mut self, name: &str) {
        let profile = self.profile;
        if profile.is_prose() {
            // Longer texts say more; a difference of hundreds of characters outweighs the order of columns.
            self.add(Field::Body, VALUES_ALONE + (profile.chars / 10_000.0).min(0.05), BY_VALUES, false);
        }
        if profile.dates >= 0.8 {
            self.add(Field::Created, VALUES_ALONE, BY_VALUES, false);
        }
        if profile.emails >= 0.8 {
            self.add(Field::CustomerEmail, VALUES_ALONE, BY_VALUES, false);
        }
        if profile.keys >= 0.95 && profile.variety() >= 0.99 {
            self.add(Field::Id, PATTERN_ALONE, BY_VALUES, false);
        }
        let unnamed = is_unnamed(name) || name.starts_with("Unnamed");
        if unnamed && profile.integers >= 0.99 && profile.variety() >= 0.999 && profile.filled == profile.rows {
            self.add(Field::Id, VALUES_ALONE, BY_VALUES, false);
        }
        if profile.is_categorical() && profile.distinct >= 2 && profile.states < 0.5 {
            self.add(Field::Category, VALUES_ALONE - 0.02, BY_VALUES, false);
        }
    }
}

/// Whether a column has its number for a name.
fn is_unnamed(name: &str) -> bool {
    name.starts_with("column ")
}

/// Every field that a column might feed.
fn weigh(name: &str, column: usize, profile: &Profile, helpdesk: Option<&Helpdesk>) -> Vec<Candidate> {
    let mut weighing = Weighing { column, profile, found: vec![] };
    let rows = helpdesk.map(|row| row.meanings(name)).unwrap_or_default();
    for (field, rank) in &rows {
        let why = format!("{} calls it so", helpdesk.map_or("", |row| row.name));
        weighing.add(*field, NAMED_BY_HELPDESK - NEXT_IN_ROW * *rank as f32, &why, true);
    }
    if !rows.is_empty() {
        return weighing.found;
    }
    let meanings = headers::meanings(name);
    for (field, confidence) in &meanings {
        let alias = match field {
            Field::CustomerName if profile.emails > 0.8 => Field::CustomerEmail,
            Field::CustomerName if profile.numbers > 0.8 => Field::CustomerId,
            Field::CustomerEmail if profile.emails < 0.5 => Field::CustomerName,
            other => *other,
        };
        weighing.add(alias, *confidence, &format!("its name means {}", alias.name()), false);
    }
    if name.contains("[]") {
        // Parts of lists are no ticket's own: their values say nothing.
        return weighing.found;
    }
    let loose = meanings.iter().all(|(field, _)| matches!(field, Field::Kind | Field::Category));
    if loose && profile.states >= 0.9 && profile.distinct <= 15 {
        weighing.add(Field::Status, PATTERN_ALONE, BY_VALUES, false);
    }
    if loose && profile.priorities >= 0.9 && (2..=8).contains(&profile.distinct) {
        weighing.add(Field::Priority, PATTERN_ALONE, BY_VALUES, false);
    }
    // A known helpdesk has said what its columns mean.
    let unsure = weighing.found.iter().all(|candidate| candidate.score < ENOUGH);
    if helpdesk.is_none() && unsure && meanings.iter().all(|(field, _)| may_lie(*field)) {
        weighing.by_values(name);
    }
    weighing.found
}

/// Fields whose name may stand above something else: a column `Issue` holds a category, or what the customer wrote.
fn may_lie(field: Field) -> bool {
    matches!(
        field,
        Field::Category
            | Field::Subcategory
            | Field::Kind
            | Field::Product
            | Field::Status
            | Field::Priority
            | Field::Version
            | Field::Language
            | Field::Satisfaction
            | Field::Subject
            | Field::Created
    )
}

fn take_best<'c>(mapping: &mut Mapping, candidates: impl Iterator<Item = &'c Candidate>) {
    for candidate in candidates {
        let several = candidate.field.takes_several() && candidate.score >= 0.7;
        let count = mapping.all(candidate.field).count();
        let full = candidate.field == Field::Subcategory && count >= MOST_SUBCATEGORIES;
        // A row may feed two fields from one column: Slack's `ts` is the id and the date of a message.
        let taken = mapping.feeds(candidate.column) && !candidate.named_by_helpdesk;
        if taken || full || (count > 0 && !several && candidate.field.is_used()) {
            continue;
        }
        mapping.choices.push(candidate.choice());
    }
}

/// Of two columns named for the text, the shorter is the subject when no other column is.
fn find_subject(mapping: &mut Mapping, candidates: &[Candidate], profiles: &[Profile]) {
    let Some(body) = mapping.column(Field::Body).filter(|_| !mapping.has(Field::Subject)) else { return };
    let second = candidates.iter().find(|candidate| {
        candidate.field == Field::Body && candidate.score >= ENOUGH && !mapping.feeds(candidate.column)
    });
    let Some(second) = second.filter(|second| !second.reason.starts_with(BY_VALUES)) else { return };
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

/// Confidence below [`ENOUGH`] that is taken for the text when there is no better column.
const BETTER_THAN_NOTHING: Confidence = 0.05;

/// When no column was sure enough to be the text: the likeliest one, else a cleaned copy, else the category.
fn find_text(mapping: &mut Mapping, candidates: &[Candidate], profiles: &[Profile]) {
    if mapping.has_text() {
        return;
    }
    let free = |mapping: &Mapping, candidate: &Candidate| !mapping.feeds(candidate.column);
    let weak = candidates
        .iter()
        .filter(|candidate| {
            matches!(candidate.field, Field::Body | Field::Subject) && candidate.score > BETTER_THAN_NOTHING
        })
        .find(|candidate| free(mapping, candidate));
    if let Some(weak) = weak {
        mapping.choices.push(Choice { reason: format!("{}, the only text", weak.reason), ..weak.choice() });
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
    let unknown =
        |column: &usize| !mapping.feeds(*column) && !candidates.iter().any(|candidate| candidate.column == *column);
    let words = (0..profiles.len())
        .filter(|column| unknown(column) && wordy(column))
        .max_by(|a, b| profiles[*a].chars.total_cmp(&profiles[*b].chars));
    if let Some(column) = words.filter(|column| profiles[*column].words >= 1.5) {
        mapping.choices.push(Choice { field: Field::Body, column, reason: ONLY_WORDS.to_owned() });
        return;
    }
    mapping.category_for_text = mapping.has(Field::Category) || mapping.has(Field::Kind);
}

/// Whether records of one id say one thing: else it is the id of something else (a customer, a conversation).
fn tells_tickets_apart(table: &Table, mapping: &Mapping, column: usize) -> bool {
    let mut first: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    let (mut filled, mut different) = (0_usize, 0_usize);
    let text = |record: usize, field: Field| mapping.column(field).map_or("", |column| table.cell(record, column));
    for record in 0..table.records().len() {
        let id = table.cell(record, column);
        if id.is_empty() {
            continue;
        }
        filled += 1;
        let texts = (text(record, Field::Subject), text(record, Field::Body));
        different += usize::from(*first.entry(id).or_insert(texts) != texts);
    }
    different as f64 <= REPEATED_IDS * filled as f64
}

/// Lets the type stand for a missing category, and another date for a missing creation date.
fn stand_in(mapping: &mut Mapping, table: &Table, profiles: &[Profile]) {
    if !mapping.has(Field::Category)
        && let Some(kind) = mapping.choices.iter_mut().find(|choice| choice.field == Field::Kind)
        && !profiles[kind.column].is_constant()
    {
        kind.field = Field::Category;
        "the type, as there is no category".clone_into(&mut kind.reason);
    }
    if !mapping.has(Field::Created)
        && let Some(date) = mapping.choices.iter_mut().find(|choice| choice.field == Field::FirstResponse)
    {
        date.field = Field::Created;
        "when somebody first answered, as there is no creation date".clone_into(&mut date.reason);
        mapping.stand_in_date = Some(date.column);
    }
    let guessed = |choice: &&Choice| choice.field == Field::Created && choice.reason.starts_with(BY_VALUES);
    if let Some(date) = mapping.choices.iter().find(guessed).filter(|date| !is_unnamed(&table.columns()[date.column])) {
        mapping.stand_in_date = Some(date.column);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::from_csv;

    fn mapped(csv: &str) -> Vec<(String, String)> {
        let table = from_csv::read(csv, false).unwrap();
        let mapping = map(&table, None, &[]);
        mapping.report(&table).into_iter().map(|choice| (choice.field.to_owned(), choice.column)).collect()
    }

    fn column_of(csv: &str, field: &str) -> Option<String> {
        mapped(csv).into_iter().find(|(name, _)| name == field).map(|(_, column)| column)
    }

    #[test]
    fn a_text_column_is_found_without_any_known_name() {
        let csv = "Quux,Topic_group\nconnection with icon please setup today,Hardware\nreset passwords for external accounts,Access\nhelp me with my new keyboard please,Hardware\n";
        assert_eq!(mapped(csv), [("body".into(), "Quux".into()), ("category".into(), "Topic_group".into())]);
    }

    #[test]
    fn a_date_column_that_is_empty_or_holds_durations_is_passed_over() {
        let csv = "at,created,when,text\n,01:20:00,2024-01-05 10:00,cannot log in to the portal\n,00:10:00,2024-01-06 10:00,my printer is on fire again\n";
        assert_eq!(column_of(csv, "created").as_deref(), Some("when"));
    }

    #[test]
    fn a_status_column_called_type_is_the_status() {
        let csv = "type,text\nopen,cannot log in to the portal\nclosed,my printer is on fire again\nopen,the screen stays black now\n";
        assert_eq!(column_of(csv, "status").as_deref(), Some("type"));
    }

    #[test]
    fn answers_and_cleaned_copies_never_are_the_text() {
        let csv = "clean_review,content,answer\ncannot log portal,I can't log in to the portal!,Dear customer we are very sorry to hear that and will help\nprinter fire,My printer is on fire (again),Dear customer please call the fire brigade and then us\n";
        assert_eq!(column_of(csv, "body").as_deref(), Some("content"));
        assert_eq!(
            column_of(
                "clean_review,answer\ncannot log in portal,We are sorry\nprinter on fire again,Call us\n",
                "body"
            )
            .as_deref(),
            Some("clean_review")
        );
    }

    #[test]
    fn an_id_that_repeats_with_other_texts_is_no_ticket_id() {
        let csv = "id,text\n7,cannot log in to the portal\n7,my printer is on fire again\n7,the screen stays black now\n8,no sound at all on my laptop\n";
        assert_eq!(column_of(csv, "id"), None);
        let csv =
            "id,text\n7,cannot log in to the portal\n7,cannot log in to the portal\n8,no sound at all on my laptop\n";
        assert_eq!(column_of(csv, "id").as_deref(), Some("id"));
    }

    #[test]
    fn a_name_that_means_a_category_can_stand_above_texts() {
        let csv = "Date,Issue\n2026-01-05,I cannot log in to the portal any more\n2026-01-06,my printer is on fire again\n2026-01-07,the screen stays black since monday\n";
        assert_eq!(column_of(csv, "body").as_deref(), Some("Issue"));
        assert_eq!(column_of(csv, "category"), None);
    }

    #[test]
    fn the_day_of_purchase_is_not_the_day_of_the_ticket() {
        let csv = "Ticket ID,Date of Purchase,Ticket Subject,Ticket Description,First Response Time\n\
                   1,2021-03-22,Product setup,I have an issue with my new camera,2023-06-01 12:15:36\n\
                   2,2021-05-22,Network problem,My router does not connect any more,2023-06-01 16:45:38\n";
        assert_eq!(column_of(csv, "created").as_deref(), Some("First Response Time"));
    }

    #[test]
    fn comments_are_the_text_only_where_there_is_no_other() {
        let csv = "id,comment,rating\n1,very slow today,2\n2,nice app,5\n3,crashes again,1\n";
        assert_eq!(column_of(csv, "body").as_deref(), Some("comment"));
        let csv = "id,subject,comment\n1,Slow app,we look into it for you\n2,Crash on start,we look into this one\n";
        assert_eq!(column_of(csv, "body"), None);
    }

    #[test]
    fn of_two_texts_the_shorter_is_the_subject() {
        let csv = "description,long_text\nDock,The dock does not charge the laptop\nMail,No mail on the phone since the update\n";
        assert_eq!(mapped(csv), [("subject".into(), "description".into()), ("body".into(), "long_text".into())]);
    }

    #[test]
    fn what_the_user_said_holds() {
        let table = from_csv::read(
            "a,b,text\nx y z,1,cannot log in to the portal\nx y w,2,my printer is on fire again\n",
            false,
        )
        .unwrap();
        let mapping = map(&table, None, &[(Field::Body, 0)]);
        assert_eq!(mapping.column(Field::Body), Some(0));
        assert_eq!(mapping.report(&table)[0].reason, "you said so");
    }
}
