//! Which column feeds which field, and why.
//!
//! Each column is weighed for each field: what the helpdesk's row says, what the name says, what the
//! values look like. The best pairs are taken first. A column feeds one field. Refuses to guess below
//! `weigh::ENOUGH`: a wrong field is worse than an empty one.

mod abbreviations;
pub mod answers;
mod channels;
mod customers;
mod explain;
pub mod fields;
mod fit;
mod further;
pub mod headers;
mod identity;
mod keep;
pub mod people;
pub mod questions;
mod reasons;
mod registers;
pub mod shapes;
mod synonyms;
mod texts;
mod things;
mod translations;
mod voice;
mod weigh;

use std::{cmp::Reverse, collections::BTreeMap};

use self::{
    fields::Field,
    shapes::Profile,
    texts::{Known, ONLY_WORDS},
    weigh::{BY_VALUES, Candidate, ENOUGH, Weighed, is_unnamed},
};
use super::{dates, day_order::Order, helpdesk::Helpdesk, intake::ColumnChoice, table::Table};

pub use self::{explain::Fate, keep::worth_keeping};

/// Share of the records that may repeat an id with another text before the column is no id.
const REPEATED_IDS: f64 = 0.05;

/// Most levels below the first of a category path.
const MOST_SUBCATEGORIES: usize = 3;

/// Most columns without a telling name among which one is chosen for the category.
const MOST_LABELS: usize = 2;

/// How many rows with the same date make it no date of theirs.
const MANY_ROWS: usize = 10;

/// What a date column gains that is the earliest of several whose names say nothing.
const EARLIEST: f32 = 0.01;

/// Reason of what the user said.
const GIVEN: &str = "you said so";

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
    /// Columns that a helpdesk's row names for a field that has a better one, best first: they stand in where that one
    /// is empty.
    also: Vec<Choice>,
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

    /// The column of a field and those that stand in where it is empty, best first.
    pub fn with_also(&self, field: Field) -> impl Iterator<Item = usize> {
        let also = self.also.iter().filter(move |choice| choice.field == field).map(|choice| choice.column);
        self.column(field).into_iter().chain(also)
    }

    /// The columns that stand in, by field.
    pub fn all_also(&self) -> BTreeMap<Field, Vec<usize>> {
        let mut all: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
        for choice in &self.also {
            all.entry(choice.field).or_default().push(choice.column);
        }
        all
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
        let used = self.choices.iter().chain(&self.also).filter(|choice| choice.field.is_used());
        used.map(|choice| ColumnChoice {
            field: choice.field.name(),
            column: table.columns()[choice.column].clone(),
            reason: choice.reason.clone(),
        })
        .collect()
    }

    /// Makes a column the id of the tickets.
    pub fn set_id(&mut self, column: usize, reason: &str) {
        self.choices.retain(|choice| choice.field != Field::Id);
        self.also.retain(|choice| choice.field != Field::Id);
        self.choices.push(Choice { field: Field::Id, column, reason: reason.to_owned() });
        self.choices.sort_by_key(|choice| (choice.field, choice.column));
    }

    /// Whether the column of a field was chosen by its values alone.
    pub fn is_guessed(&self, field: Field) -> bool {
        self.choices.iter().any(|choice| choice.field == field && choice.reason.starts_with(BY_VALUES))
    }

    /// Takes columns out again; not those that the user named, nor the text and the id.
    pub fn forget(&mut self, which: impl Fn(usize) -> bool) {
        let keeps = |choice: &Choice| {
            matches!(choice.field, Field::Id | Field::Subject | Field::Body) || choice.reason == GIVEN
        };
        self.choices.retain(|choice| keeps(choice) || !which(choice.column));
        self.also.retain(|choice| keeps(choice) || !which(choice.column));
    }

    fn has(&self, field: Field) -> bool {
        self.choices.iter().any(|choice| choice.field == field)
    }

    fn feeds(&self, column: usize) -> bool {
        self.choices.iter().any(|choice| choice.column == column)
    }

    fn is_given(&self, column: usize) -> bool {
        self.choices.iter().any(|choice| choice.column == column && choice.reason == GIVEN)
    }
}

/// Maps the columns of a table. `given`: what the user said (`--map`), as field and column index.
pub fn map(table: &Table, helpdesk: Option<&Helpdesk>, given: &[(Field, usize)]) -> Mapping {
    let profiles = shapes::profiles(table);
    mapping(table, &profiles, &weighed(table, &profiles, helpdesk), helpdesk, given)
}

/// What became of every column under a mapping, with what its values look like.
pub fn explain(table: &Table, helpdesk: Option<&Helpdesk>, mapping: &Mapping) -> Vec<(Fate, Profile)> {
    let profiles = shapes::profiles(table);
    let weighed = weighed(table, &profiles, helpdesk);
    let mut fates = explain::fates(table.columns(), &profiles, &weighed, mapping);
    for (_, fate) in fates.iter_mut().enumerate().filter(|(column, _)| !table.keeps(*column)) {
        *fate = explain::not_kept();
    }
    fates.into_iter().zip(profiles).collect()
}

fn weighed(table: &Table, profiles: &[Profile], helpdesk: Option<&Helpdesk>) -> Vec<Weighed> {
    let one = |(column, profile): (usize, &Profile)| match profile.filled {
        0 => Weighed::default(),
        _ => weigh::weigh(&table.columns()[column], column, profile, helpdesk),
    };
    profiles.iter().enumerate().map(one).collect()
}

fn mapping(
    table: &Table,
    profiles: &[Profile],
    weighed: &[Weighed],
    helpdesk: Option<&Helpdesk>,
    given: &[(Field, usize)],
) -> Mapping {
    let mut candidates: Vec<Candidate> = weighed.iter().flat_map(|column| column.candidates.clone()).collect();
    leave_out_load_times(&mut candidates, table, profiles);
    prefer_earliest(table, &mut candidates);
    prefer_ids_to_row_numbers(table, &mut candidates);
    leave_out_guessed_labels(&mut candidates, profiles);
    prefer_customers_voice(&mut candidates, profiles);
    identity::give_names_to_customers(&mut candidates, table, profiles);
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.field.cmp(&b.field)).then(a.column.cmp(&b.column)));

    let mut mapping = Mapping::default();
    for (at, (field, column)) in given.iter().enumerate() {
        let again = *field == Field::Category && given[..at].iter().any(|(before, _)| before == field);
        let field = if again { Field::Subcategory } else { *field };
        mapping.choices.push(Choice { field, column: *column, reason: GIVEN.to_owned() });
    }
    let fixed: Vec<Field> = mapping.choices.iter().map(|choice| choice.field).collect();
    let open = |field: Field| !fixed.iter().any(|done| *done == field || done.name() == field.name());
    candidates.retain(|candidate| open(candidate.field));
    identity::give_companies_their_users(&mut candidates, table, profiles);
    identity::leave_out_constants(&mut candidates, profiles);
    take_best(
        &mut mapping,
        candidates.iter().filter(|candidate| {
            candidate.field != Field::Id && !candidate.field.is_of_customers() && candidate.score >= ENOUGH
        }),
    );
    let known = Known { names: table.columns(), candidates: &candidates, profiles };
    if open(Field::Subject) {
        texts::find_subject(&mut mapping, known);
    }
    if open(Field::Body) {
        texts::find_threads(&mut mapping, known, table);
    }
    texts::find_text(&mut mapping, known);
    if open(Field::Customer) {
        texts::find_customer(&mut mapping, known);
    }
    customers::find(&mut mapping, table, &candidates);
    let ids = candidates.iter().filter(|candidate| candidate.field == Field::Id && candidate.score >= ENOUGH);
    let id = ids
        .filter(|id| id.named_by_helpdesk || !mapping.feeds(id.column))
        .find(|id| id.named_by_helpdesk || tells_tickets_apart(table, &mapping, id.column));
    if let Some(id) = id {
        mapping.choices.push(Choice { field: id.field, column: id.column, reason: id.reason.clone() });
    }
    stand_in(&mut mapping, table, profiles);
    mapping.also = also(&mapping, &candidates);
    let said = fixed.contains(&Field::Subcategory);
    let level = |choice: &Choice| {
        let row = helpdesk.filter(|_| choice.field == Field::Subcategory && !said)?;
        let named = row.meanings(&table.columns()[choice.column]);
        named.iter().find(|(field, _)| *field == choice.field).map(|(_, place)| *place)
    };
    // A helpdesk's row names the levels of a category from the top, whatever the order of the columns.
    mapping.choices.sort_by_key(|choice| (choice.field, level(choice).unwrap_or(usize::MAX), choice.column));
    mapping
}

/// What a helpdesk's row names for a field besides the column that feeds it.
fn also(mapping: &Mapping, candidates: &[Candidate]) -> Vec<Choice> {
    let single = |field: Field| field.is_used() && !field.takes_several();
    let second = |candidate: &&Candidate| {
        candidate.named_by_helpdesk
            && single(candidate.field)
            && mapping.has(candidate.field)
            && mapping.column(candidate.field) != Some(candidate.column)
    };
    let found = candidates.iter().filter(second);
    found
        .map(|second| Choice {
            field: second.field,
            column: second.column,
            reason: format!("{}; where the other is empty", second.reason),
        })
        .collect()
}

/// A date that is the same in all of many rows is when they were loaded, or a version, and no creation date where another
/// date varies. A day alone is one if its name says so: exports of a day are made as well.
fn leave_out_load_times(candidates: &mut Vec<Candidate>, table: &Table, profiles: &[Profile]) {
    let varies = profiles.iter().any(|profile| profile.dates + profile.epochs >= 0.8 && profile.distinct > 1);
    let constant = |column: usize| profiles[column].distinct == 1 && profiles[column].filled >= MANY_ROWS;
    let timed = |column: usize| {
        let cell = (0..table.records().len()).map(|record| table.cell(record, column)).find(|cell| !cell.is_empty());
        cell.is_some_and(|cell| cell.contains(':') && !cell.contains(" 00:00") && !cell.contains("T00:00"))
    };
    let loaded = |one: &Candidate| constant(one.column) && (one.reason.starts_with(BY_VALUES) || timed(one.column));
    candidates.retain(|one| one.field != Field::Created || !varies || !loaded(one));
}

/// Names of columns that number rows as often as they name tickets score less than this as ids: `#`, `No.`.
const OWN_NAME: f32 = 0.88;

/// What a column loses that only numbers the rows, beside ids.
const NUMBERS_ROWS: f32 = 0.4;

/// A running number gives way to a column of ids: in the next export it starts again.
fn prefer_ids_to_row_numbers(table: &Table, candidates: &mut [Candidate]) {
    let of_ids = |one: &&Candidate| one.field == Field::Id && !one.named_by_helpdesk && one.score >= ENOUGH;
    let counts = |column: usize| {
        let numbers: Option<Vec<i64>> =
            (0..table.records().len()).map(|record| table.cell(record, column).parse().ok()).collect();
        numbers.is_some_and(|numbers| {
            numbers.len() >= MANY_ROWS
                && [1, -1].iter().any(|step| numbers.windows(2).all(|pair| pair[1] - pair[0] == *step))
        })
    };
    let ids: Vec<usize> = candidates.iter().filter(of_ids).map(|one| one.column).collect();
    if ids.len() < 2 || ids.iter().all(|column| counts(*column)) {
        return;
    }
    let running = |one: &Candidate| of_ids(&one) && one.score < OWN_NAME && counts(one.column);
    candidates.iter_mut().filter(|one| running(one)).for_each(|one| one.score -= NUMBERS_ROWS);
}

/// Of several date columns whose names say nothing, tickets are created first.
fn prefer_earliest(table: &Table, candidates: &mut [Candidate]) {
    let guessed = |candidate: &Candidate| candidate.field == Field::Created && candidate.reason.starts_with(BY_VALUES);
    let columns: Vec<usize> = candidates.iter().filter(|one| guessed(one)).map(|one| one.column).collect();
    if columns.len() < 2 {
        return;
    }
    let mut first = vec![0_usize; columns.len()];
    for record in 0..table.records().len() {
        let date = |column: &usize| dates::parse(table.cell(record, *column), Order::MonthDay);
        let dates: Option<Vec<_>> = columns.iter().map(date).collect();
        let Some(dates) = dates else { continue };
        if let Some(earliest) = dates.iter().min() {
            dates.iter().zip(&mut first).filter(|(date, _)| *date == earliest).for_each(|(_, count)| *count += 1);
        }
    }
    let most = first.iter().max().copied().unwrap_or(0);
    let Some(at) = first.iter().position(|count| *count == most) else { return };
    candidates.iter_mut().filter(|one| guessed(one) && one.column == columns[at]).for_each(|one| one.score += EARLIEST);
}

/// Many columns hold a few words that come again and again; where names do not tell which one is the category, one
/// with levels is, or of two the one whose words are fewer, else more different. Of more, none.
fn leave_out_guessed_labels(candidates: &mut Vec<Candidate>, profiles: &[Profile]) {
    let guessed = |one: &Candidate| one.field == Field::Category && one.reason.starts_with(BY_VALUES);
    let mut columns: Vec<usize> = candidates.iter().filter(|one| guessed(one)).map(|one| one.column).collect();
    let rank = |column: &usize| {
        let profile = &profiles[*column];
        (profile.paths < 0.5, profile.words.round() as usize, Reverse(profile.distinct), *column)
    };
    columns.sort_by_key(rank);
    let levels = columns.first().is_some_and(|column| profiles[*column].paths >= 0.5);
    let kept = if levels || columns.len() <= MOST_LABELS { columns.first().copied() } else { None };
    candidates.retain(|one| !guessed(one) || Some(one.column) == kept);
}

/// Share of texts that read like an agent's from which a column holds answers, and below which it holds none.
const ANSWERS: (f32, f32) = (0.5, 0.2);

/// What answers lose beside a text of customers.
const BEHIND_CUSTOMERS: f32 = 0.3;

/// From how sure on a column of texts is one that customers wrote, when its texts read like theirs.
const CUSTOMERS_TEXT: f32 = 0.5;

/// Where one column holds what customers wrote, another whose texts read like answers stands behind it, whatever it is
/// called. Alone it stays: both sides may stand in one column.
fn prefer_customers_voice(candidates: &mut [Candidate], profiles: &[Profile]) {
    let is_text = |one: &Candidate| one.field == Field::Body && !one.named_by_helpdesk;
    let (answers, few) = ANSWERS;
    let said = candidates.iter().any(|one| {
        let profile = &profiles[one.column];
        is_text(one) && one.score >= CUSTOMERS_TEXT && profile.is_prose() && profile.agents < few
    });
    if said {
        let answered = |one: &&mut Candidate| is_text(one) && profiles[one.column].agents >= answers;
        candidates.iter_mut().filter(answered).for_each(|one| one.score -= BEHIND_CUSTOMERS);
    }
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
        let Candidate { field, column, reason, .. } = candidate.clone();
        mapping.choices.push(Choice { field, column, reason });
    }
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
    let guessed = |choice: &Choice| choice.field == Field::Category && choice.reason.starts_with(BY_VALUES);
    if mapping.choices.iter().all(|choice| choice.field != Field::Category || guessed(choice))
        && let Some(kind) = mapping.choices.iter_mut().find(|choice| choice.field == Field::Kind)
        && !profiles[kind.column].is_constant()
    {
        kind.field = Field::Category;
        "the type, as there is no category".clone_into(&mut kind.reason);
        mapping.choices.retain(|choice| !guessed(choice));
    }
    if !mapping.has(Field::Created)
        && let Some(date) = mapping.choices.iter_mut().find(|choice| choice.field == Field::FirstResponse)
    {
        date.field = Field::Created;
        "when somebody first answered, as there is no creation date".clone_into(&mut date.reason);
        mapping.stand_in_date = Some(date.column);
    }
    if !mapping.has(Field::Created)
        && let Some(column) = mapping.column(Field::Solved)
    {
        let reason = "when it was solved, as there is no creation date".to_owned();
        mapping.choices.push(Choice { field: Field::Created, column, reason });
        mapping.stand_in_date = Some(column);
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
    fn a_running_number_gives_way_to_ids() {
        let rows: String = (1..=12)
            .map(|at| format!("{at},CMP-{},the printer of room {at} prints blank pages\n", 9000 + at * 7))
            .collect();
        assert_eq!(column_of(&format!("No.,Voucher,text\n{rows}"), "id").as_deref(), Some("Voucher"));
        assert_eq!(column_of(&format!("Ticket No.,Voucher,text\n{rows}"), "id").as_deref(), Some("Ticket No."));
        let rows: String = (1..=12).map(|at| format!("{at},the printer of room {at} prints blank pages\n")).collect();
        assert_eq!(column_of(&format!("No.,text\n{rows}"), "id").as_deref(), Some("No."));
    }

    #[test]
    fn what_was_done_gives_way_to_what_was_said() {
        let row = |at: usize| {
            format!(
                "the printer of room {at} prints blank pages,Called the user and replaced drum {at} of the printer and \
                 closed it after a test\n"
            )
        };
        let rows: String = (0..30).map(row).collect();
        for done in ["Action taken", "Beschreibung der Lösung", "Actions correctives"] {
            assert_eq!(column_of(&format!("Quux,{done}\n{rows}"), "body").as_deref(), Some("Quux"), "{done}");
        }
        let only: String =
            rows.lines().filter_map(|row| row.split_once(',')).map(|(_, done)| format!("{done}\n")).collect();
        let alone = format!("Action taken,n\n{}", only.replace('\n', ",1\n"));
        assert_eq!(column_of(&alone, "body").as_deref(), Some("Action taken"));
        let subject = format!("Subject,Action taken\n{rows}");
        assert_eq!(column_of(&subject, "body"), None);
    }

    #[test]
    fn descriptions_of_things_are_judged_by_their_values() {
        let long =
            |at: usize| format!("a long text of the catalogue about item {at} with a drum and two trays of paper");
        let csv = twelve("Item description", long);
        assert_eq!(column_of(&csv, "body").as_deref(), Some("text"));
        let labels = twelve("Product description", |at| ["Laser printer A4", "Docking station"][at % 2].to_owned());
        assert_eq!(column_of(&labels, "category").as_deref(), Some("Product description"));
    }

    #[test]
    fn names_and_ways_are_no_category() {
        for name in ["Name", "Vorname", "Passenger name", "Filed by"] {
            let csv = twelve(name, |at| ["dana", "omar"][at % 2].to_owned());
            assert!(!mapped(&csv).iter().any(|(field, _)| field == "category" || field == "subject"), "{name}");
        }
        for name in ["Received Via", "Quux", "Kontaktweg"] {
            let found = mapped(&twelve(name, |at| ["Email", "Phone"][at % 2].to_owned()));
            assert!(found.contains(&("channel".into(), name.into())), "{found:?}");
            assert!(!found.iter().any(|(field, _)| field == "category"), "{found:?}");
        }
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

    /// Twelve tickets with these further columns.
    fn twelve(names: &str, further: impl Fn(usize) -> String) -> String {
        let text = |at| format!("the printer of room {at} prints blank pages again");
        let rows: String = (0..12).map(|at| format!("{},{}\n", text(at), further(at))).collect();
        format!("text,{names}\n{rows}")
    }

    #[test]
    fn a_date_that_never_changes_is_no_creation_date_where_another_does() {
        let csv = twelve("DATE_FROM,ASSIGNED_DATE", |at| format!("2018-11-22,2026-03-{:02}", at + 1));
        assert_eq!(column_of(&csv, "created").as_deref(), Some("ASSIGNED_DATE"));
        let csv = twelve("Created,Closed", |at| format!("2026-03-01,2026-03-{:02}", at + 1));
        assert_eq!(column_of(&csv, "created").as_deref(), Some("Created"));
        assert_eq!(column_of(&twelve("Created", |_| "2026-03-01".into()), "created").as_deref(), Some("Created"));
    }

    #[test]
    fn the_day_of_the_solution_stands_for_a_creation_date_that_is_missing() {
        let day = |at: usize| format!("2026-03-{:02}", at + 1);
        let found = mapped(&twelve("closed_at", day));
        assert!(["created", "solved"].iter().all(|field| found.contains(&((*field).into(), "closed_at".into()))));
        let both = mapped(&twelve("closed_at,opened_at", |at| format!("{},{}", day(at), day(at))));
        assert!(both.contains(&("created".into(), "opened_at".into())));
    }

    #[test]
    fn ids_of_other_records_are_no_category() {
        let csv = twelve("item,kind of thing", |at| format!("RITM26245{at:02},{}", ["a b", "c d"][at % 2]));
        assert_eq!(column_of(&csv, "category").as_deref(), Some("kind of thing"));
    }

    #[test]
    fn a_client_with_several_users_is_the_company() {
        let csv = twelve("Client,User", |at| format!("{},u{at}", ["Acme", "Birch"][at % 2]));
        assert_eq!(column_of(&csv, "customer").as_deref(), Some("User"));
        assert_eq!(column_of(&csv, "organization").as_deref(), Some("Client"));
        let csv = twelve("Client,User", |at| format!("c{at},{}", ["dana", "omar"][at % 2]));
        assert_eq!(column_of(&csv, "customer").as_deref(), Some("Client"));
    }

    #[test]
    fn people_are_neither_text_nor_category() {
        let names = ["Ann Lee", "Bo Falk", "Cy Moor", "Di Vega", "Ed Wirt", "Fay Nash"];
        let rows: String = (0..12)
            .map(|at| format!("{},{} {},Dana\n", ["net", "disk"][at % 2], names[at % 6], ["Ross", "Kerr"][at / 6]))
            .collect();
        let found = mapped(&format!("category,Besucher der Messe,Operator\n{rows}"));
        assert!(!found.iter().any(|(field, _)| field == "body" || field == "subject"), "{found:?}");
        assert!(found.contains(&("category".into(), "category".into())), "{found:?}");
        let agents = twelve("Operator", |at| ["Sarah M.", "Brian C."][at % 2].to_owned());
        assert_eq!(column_of(&agents, "category"), None);
    }

    #[test]
    fn without_any_text_the_labels_of_more_words_are_it() {
        let row = |at: usize| {
            let faults = ["lift is stuck", "door does not close", "camera sees no labels", "conveyor stops at once"];
            format!("{},{}\n", ["North", "South", "West"][at % 3], faults[at * 7 % 4])
        };
        let rows: String = (0..24).map(row).collect();
        let found = mapped(&format!("Quux,Wrong\n{rows}"));
        assert_eq!(found, [("body".into(), "Wrong".into()), ("category".into(), "Quux".into())]);
        assert_eq!(column_of(&format!("Machine,Fault\n{rows}"), "body").as_deref(), Some("Fault"));
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

    #[test]
    fn names_beside_addresses_are_those_of_customers() {
        let people = ["Ada Nwosu", "Bo Lind", "Cleo Marsh"];
        let row =
            |at: usize| format!("u{at}@alpha.example,{},The scanner of dock {at} reads no labels\n", people[at % 3]);
        let csv = format!("Email,Name,Text\n{}", (0..9).map(row).collect::<String>());
        assert_eq!(column_of(&csv, "subject"), None);
        assert_eq!(column_of(&csv, "body").as_deref(), Some("Text"));
    }

    #[test]
    fn a_form_is_sent_when_it_was_filled_in() {
        let csv = |head: &str| {
            let row = |at: usize| {
                let days = ["03", "02"].map(|month| format!("2026-{month}-{:02}", at + 5));
                format!(
                    "{},The scanner of dock {at} reads no labels\n",
                    days[2 - head.matches(',').count()..].join(",")
                )
            };
            format!("{head}\n{}", (0..12).map(row).collect::<String>())
        };
        let (both, one) = ("Start time,When did it begin?,Text", "When did it begin?,Text");
        assert_eq!(column_of(&csv(both), "created").as_deref(), Some("Start time"));
        assert_eq!(column_of(&csv(one), "created").as_deref(), Some("When did it begin?"));
    }

    #[test]
    fn answers_stand_behind_what_customers_wrote() {
        let row = |at: usize| {
            format!(
                "the scanner of dock {at} reads no labels,\"Hello Ann, thank you for contacting us about dock {at}. We have \
                 restarted the service, please sign in again and let us know\"\n"
            )
        };
        let rows: String = (0..12).map(row).collect();
        for (said, done) in
            [("Concern", "Details"), ("Ärende", "Notering"), ("Quux", "Text"), ("Relato do cliente", "Parecer")]
        {
            assert_eq!(column_of(&format!("{said},{done}\n{rows}"), "body").as_deref(), Some(said));
        }
    }
}
