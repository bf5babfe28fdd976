//! What a single column can be, and how sure that is.

use super::{
    answers::tell_the_cure,
    channels::names_a_channel,
    fields::Field,
    fit,
    headers::{self, Confidence},
    people::{names_agents, names_someone},
    reasons::names_a_reason,
    shapes::Profile,
    things::{describes_a_thing, names_surroundings},
};
use crate::ingest::helpdesk::Helpdesk;

/// Confidence from which a column is taken.
pub const ENOUGH: Confidence = 0.4;

/// Confidence of the first header that a helpdesk's row names for a field, above every synonym.
const NAMED_BY_HELPDESK: Confidence = 1.6;

/// Confidence of what is taken when there is nothing better, just enough for it.
const LAST_RESORT: Confidence = 0.06;

/// What each further header in the row loses.
const NEXT_IN_ROW: Confidence = 0.05;

/// Confidence of values alone, when the name says nothing.
const VALUES_ALONE: Confidence = 0.42;

/// The same for values that are a closed set or a pattern.
const PATTERN_ALONE: Confidence = 0.5;

/// Confidence of a header whose words say what it holds, though nobody knows it whole.
const SPOKEN: Confidence = 0.7;

/// What a description of something else than the ticket loses: taken still, behind every other text.
const OF_A_THING: Confidence = 0.08;

/// What a column of names loses as a subject: taken only where there is no other text.
const OF_SOMEONE: Confidence = 0.4;

/// What a date loses that was asked for: it is what the customer remembers, not when the ticket came in.
const OF_ASKED_DATES: Confidence = 0.1;

/// What a text column loses when it is empty in every row; in proportion below.
const EMPTINESS: Confidence = 0.3;

/// Reason of a choice that the name says nothing about.
pub const BY_VALUES: &str = "by its values";

/// Reason of a choice whose header is not known whole, but some words of it are.
pub const BY_ITS_WORDS: &str = "its words mean";

/// Reason of a choice whose name is a question.
pub const ASKED: &str = "its name is a question";

/// A field that a column might feed.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The field.
    pub field: Field,
    /// Index of the column.
    pub column: usize,
    /// How sure.
    pub score: Confidence,
    /// Why, in a few words.
    pub reason: String,
    /// Whether the helpdesk's row says so.
    pub named_by_helpdesk: bool,
}

/// What was found out of a column.
#[derive(Clone, Debug, Default)]
pub struct Weighed {
    /// What it might feed.
    pub candidates: Vec<Candidate>,
    /// What its name means and its values are not: field and reason.
    pub refused: Vec<(Field, &'static str)>,
}

struct Weighing<'p> {
    column: usize,
    profile: &'p Profile,
    found: Weighed,
}

impl Weighing<'_> {
    fn add(&mut self, field: Field, confidence: Confidence, why: &str, named_by_helpdesk: bool) {
        let fit = match fit::fit(field, self.profile) {
            Ok(fit) => fit,
            // Ids of mails look like addresses: what a helpdesk calls its id is one, whatever it looks like.
            Err(_) if named_by_helpdesk && field == Field::Id && self.profile.filled > 0 => fit::NONE,
            Err(why) => {
                if named_by_helpdesk && matches!(field, Field::Subject | Field::Body) {
                    self.last_resort(field, why);
                }
                return self.found.refused.push((field, why));
            }
        };
        let fill = self.profile.filled as f32 / self.profile.rows.max(1) as f32;
        let text = matches!(field, Field::Body | Field::Subject | Field::Derived);
        let emptiness = if text { EMPTINESS * (1.0 - fill) } else { 0.0 };
        let reason = if fit.because.is_empty() { why.to_owned() } else { format!("{why}; {}", fit.because) };
        // What a row says goes by its order: that values suit well is no reason to prefer a later name.
        let change = if named_by_helpdesk { fit.change.min(0.0) } else { fit.change };
        let score = confidence + change - emptiness;
        self.found.candidates.push(Candidate { field, column: self.column, score, reason, named_by_helpdesk });
    }

    /// A helpdesk's own column of texts, whose values look like none: it is the text where nothing else is.
    fn last_resort(&mut self, field: Field, why: &str) {
        let (column, score) = (self.column, LAST_RESORT);
        let reason = format!("named so by the helpdesk, although {why}");
        self.found.candidates.push(Candidate { field, column, score, reason, named_by_helpdesk: false });
    }

    /// What a column without a telling name can be.
    fn by_values(&mut self, name: &str) {
        let profile = self.profile;
        let people = names_someone(name);
        if profile.is_prose() && !(people && profile.persons >= 0.5) {
            // Longer texts say more; a difference of hundreds of characters outweighs the order of columns.
            let confidence = match describes_a_thing(name) {
                true => VALUES_ALONE - OF_A_THING,
                false => VALUES_ALONE + (profile.chars / 10_000.0).min(0.05),
            };
            self.add(Field::Body, confidence, BY_VALUES, false);
        }
        if profile.dates >= 0.8 {
            let asked = if super::questions::is_question(name) { OF_ASKED_DATES } else { 0.0 };
            self.add(Field::Created, VALUES_ALONE - asked, BY_VALUES, false);
        }
        if profile.emails >= 0.8 && !names_agents(name) {
            self.add(Field::CustomerEmail, VALUES_ALONE, BY_VALUES, false);
        }
        if profile.keys >= 0.95 && profile.variety() >= 0.99 {
            self.add(Field::Id, PATTERN_ALONE, BY_VALUES, false);
        }
        if self.column == 0 && headers::meanings(name).is_empty() && numbers_rows(profile) {
            self.add(Field::Id, VALUES_ALONE, "it comes first and numbers the records", false);
        }
        let unnamed = is_unnamed(name) || name.starts_with("Unnamed");
        if unnamed && profile.integers >= 0.99 && profile.variety() >= 0.999 && profile.filled == profile.rows {
            self.add(Field::Id, VALUES_ALONE, BY_VALUES, false);
        }
        if unnamed && profile.urls >= 0.9 && profile.variety() >= 0.9 {
            self.add(Field::Url, VALUES_ALONE, BY_VALUES, false);
        }
        let labels = profile.is_categorical() || profile.paths >= 0.8 && profile.variety() <= 0.5;
        let repeated = profile.distinct < profile.filled && profile.filled * 2 >= profile.rows;
        // A column of ids that some program damaged is no category.
        let damaged = profile.digits >= 0.2 && headers::meanings(name).iter().any(|(field, _)| *field == Field::Id);
        let labels = labels && repeated && !damaged && !people && profile.codes < 0.5;
        // How tickets came in is no category of theirs, whatever the column is called.
        if labels && profile.distinct >= 2 && profile.channels >= 0.8 {
            self.add(Field::Channel, VALUES_ALONE, BY_VALUES, false);
        } else if labels
            && profile.distinct >= 2
            && profile.states < 0.5
            && profile.persons < 0.8
            && !names_surroundings(name)
        {
            let path = if profile.paths >= 0.5 { 0.08 } else { -0.02 };
            self.add(Field::Category, VALUES_ALONE + path, BY_VALUES, false);
        }
    }
}

/// Fewest records that a column of numbers is judged by.
const NUMBERED: usize = 6;

/// Longest numbers that count records, in digits on the average: longer ones may be telephones.
const LONGEST_NUMBER: f32 = 8.5;

/// Whether every record has a whole number of its own, and these are neither years nor times.
fn numbers_rows(profile: &Profile) -> bool {
    profile.filled == profile.rows
        && profile.filled >= NUMBERED
        && profile.integers >= 0.999
        && profile.variety() >= 0.999
        && profile.years < 0.9
        && profile.dates.max(profile.epochs) < 0.5
        && profile.chars <= LONGEST_NUMBER
}

/// Whether a column has its number for a name.
pub fn is_unnamed(name: &str) -> bool {
    name.starts_with("column ")
}

/// Words before what is told of a person, `author.state`.
const PEOPLE: &[&str] = &[
    "author",
    "user",
    "assignee",
    "owner",
    "creator",
    "reporter",
    "requester",
    "agent",
    "contact",
    "submitter",
    "actor",
];

/// How well a record suits the search that found it (Elasticsearch): nothing that a customer said.
const RELEVANCE: &str = "_score";

fn is_of_a_person(name: &str) -> bool {
    let folded = headers::fold(name);
    folded.split_once(' ').is_some_and(|(first, _)| PEOPLE.contains(&first))
}

/// Every field that a column might feed.
pub fn weigh(name: &str, column: usize, profile: &Profile, helpdesk: Option<&Helpdesk>) -> Weighed {
    let mut weighing = Weighing { column, profile, found: Weighed::default() };
    let rows = helpdesk.map(|row| row.meanings(name)).unwrap_or_default();
    for (field, rank) in &rows {
        let why = format!("{} calls it so", helpdesk.map_or("", |row| row.name));
        weighing.add(*field, NAMED_BY_HELPDESK - NEXT_IN_ROW * *rank as f32, &why, true);
    }
    if !rows.is_empty() {
        return weighing.found;
    }
    if name.rsplit('.').next() == Some(RELEVANCE) {
        return weighing.found;
    }
    let mut meanings = headers::meanings(name);
    let asked = super::questions::is_question(name);
    let spoken = if meanings.is_empty() && !is_unnamed(name) { spoken(name, profile) } else { None };
    meanings.extend(spoken.map(|field| (field, SPOKEN)));
    let (someone, of_a_thing) = (names_someone(name) && profile.words < SINGLE, describes_a_thing(name));
    for (field, confidence) in &mut meanings {
        match field {
            Field::Subject if someone => *confidence -= OF_SOMEONE,
            Field::Body if of_a_thing => *confidence = confidence.min(VALUES_ALONE - OF_A_THING),
            _ => {}
        }
    }
    for (field, confidence) in &meanings {
        let alias = match field {
            Field::CustomerName if profile.emails > 0.8 => Field::CustomerEmail,
            Field::CustomerName if profile.numbers > 0.8 => Field::CustomerId,
            Field::CustomerEmail if profile.emails < 0.5 => Field::CustomerName,
            other => *other,
        };
        // The answers to a question are many things; only what people wrote is a text.
        if asked && alias == Field::Body && !(profile.variety() > 0.3 && profile.words >= 2.0) {
            weighing.found.refused.push((alias, "the answers are no texts"));
            continue;
        }
        let why = match () {
            () if asked => ASKED.to_owned(),
            () if spoken.is_some() => format!("{BY_ITS_WORDS} {}", alias.name()),
            () => format!("its name means {}", alias.name()),
        };
        weighing.add(alias, *confidence, &why, false);
    }
    if name.contains("[]") || name.contains("[first].") || is_of_a_person(name) && !profile.is_prose() {
        // Parts of lists and of people are no ticket's own: their values say nothing, unless they are what somebody said.
        return weighing.found;
    }
    // `Resuelto` is the day or the state.
    let unsaid = |field: Field| matches!(field, Field::Kind | Field::Category | Field::Id | Field::Solved);
    let loose = asked || meanings.iter().all(|(field, _)| unsaid(*field));
    if loose && profile.states >= 0.9 && profile.distinct <= 15 {
        weighing.add(Field::Status, PATTERN_ALONE, BY_VALUES, false);
    }
    if loose && profile.priorities >= 0.9 && (2..=8).contains(&profile.distinct) {
        weighing.add(Field::Priority, PATTERN_ALONE, BY_VALUES, false);
    }
    // A known helpdesk has said what its columns mean.
    let unsure = weighing.found.candidates.iter().all(|candidate| candidate.score < ENOUGH);
    let values = helpdesk.is_none_or(|row| row.free_columns);
    if values && unsure && meanings.iter().all(|(field, _)| may_lie(*field)) {
        weighing.by_values(name);
        if helpdesk.is_some() {
            // Customers name the columns, and those of their own say little of what a ticket is about.
            weighing.found.candidates.retain(|one| one.field != Field::Category || !one.reason.starts_with(BY_VALUES));
        }
    }
    weighing.found
}

/// Most words, on average, of a column of single names.
const SINGLE: f32 = 1.5;

/// What the words of a header say that is not known whole.
fn spoken(name: &str, profile: &Profile) -> Option<Field> {
    match () {
        () if names_a_channel(name) => Some(Field::Channel),
        () if profile.is_wordy() && tell_the_cure(name) => Some(Field::Answer),
        () if profile.is_categorical() && profile.lettered >= 0.5 && names_a_reason(name) => Some(Field::Category),
        () => None,
    }
}

/// Fields whose name may stand above something else: a column `Issue` holds a category, or what the customer wrote.
/// A column that is known to be of no use stays so, whatever its values look like.
fn may_lie(field: Field) -> bool {
    !matches!(field, Field::Other | Field::Answer | Field::Conversation | Field::Derived | Field::InternalId)
}
