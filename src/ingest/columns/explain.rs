//! What became of every column, for `inspect`: the field it feeds or why it feeds none.

use super::{
    Choice, Mapping,
    fields::Field,
    shapes::Profile,
    weigh::{Candidate, ENOUGH, Weighed},
};

/// What became of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fate {
    /// The field that it feeds; of some helpdesks one column feeds two.
    pub feeds: Vec<Field>,
    /// Why, in a few words.
    pub reason: String,
    /// The field that it could feed instead, if the user said so.
    pub could_feed: Option<Field>,
}

/// One fate a column.
pub fn fates(names: &[String], profiles: &[Profile], weighed: &[Weighed], mapping: &Mapping) -> Vec<Fate> {
    let fate = |column: usize| {
        let choices: Vec<&Choice> =
            mapping.choices.iter().chain(&mapping.also).filter(|choice| choice.column == column).collect();
        let feeds: Vec<Field> = choices.iter().map(|choice| choice.field).filter(|field| is_held(*field)).collect();
        let choice = choices.iter().find(|choice| is_held(choice.field)).or(choices.first());
        match choice {
            Some(choice) if is_held(choice.field) => Fate { feeds, reason: choice.reason.clone(), could_feed: None },
            Some(choice) => {
                Fate { feeds, reason: of_no_use(choice.field).to_owned(), could_feed: texts(&profiles[column]) }
            }
            None => unused(names, &profiles[column], &weighed[column], mapping),
        }
    };
    (0..names.len()).map(fate).collect()
}

/// What became of a column whose cells were not kept, as the head of a large file said that nothing needs them.
pub fn not_kept() -> Fate {
    Fate { reason: "of no use, as the head of the file shows; the rest was not kept".to_owned(), ..Fate::default() }
}

/// Whether a ticket holds the field itself. The type and the first answer only stand in for others, and are those then.
fn is_held(field: Field) -> bool {
    field.is_used() && !matches!(field, Field::Kind | Field::FirstResponse)
}

fn of_no_use(field: Field) -> &'static str {
    match field {
        Field::Answer => "an agent's answer, never the text of a ticket",
        Field::Conversation => "a conversation, agents included",
        Field::Derived => "a copy of the text that a program made",
        Field::InternalId => "an id for machines",
        Field::Kind => "the type, which stands for the category only where there is none",
        Field::FirstResponse => "the first answer, which stands for the creation only where that is missing",
        _ => "known by its name, and of no use here",
    }
}

fn texts(profile: &Profile) -> Option<Field> {
    (profile.is_wordy() && profile.words >= 4.0).then_some(Field::Body)
}

fn unused(names: &[String], profile: &Profile, weighed: &Weighed, mapping: &Mapping) -> Fate {
    if profile.filled == 0 {
        return Fate { reason: "empty in every row".to_owned(), ..Fate::default() };
    }
    let best = weighed.candidates.iter().max_by(|a, b| a.score.total_cmp(&b.score));
    if let Some(best) = best {
        return beaten(names, best, mapping);
    }
    let meant = weighed.refused.iter().find(|(field, _)| field.is_used());
    let (reason, could_feed) = match meant {
        Some((field, why)) => (format!("its name means {}, but {why}", field.name()), None),
        None => ("neither its name nor its values say what it is".to_owned(), None),
    };
    let by_shape = || match () {
        () if profile.is_wordy() && profile.words >= 3.0 => Some(Field::Body),
        () if profile.dates >= 0.8 => Some(Field::Created),
        () if profile.is_categorical() && profile.distinct > 1 => Some(Field::Category),
        () => None,
    };
    Fate { feeds: vec![], reason, could_feed: could_feed.or_else(by_shape) }
}

/// Why a column that might feed a field does not.
fn beaten(names: &[String], best: &Candidate, mapping: &Mapping) -> Fate {
    let name = best.field.name();
    let other = mapping.column(best.field).or_else(|| {
        let same = |choice: &&Choice| choice.field.name() == name;
        mapping.choices.iter().find(same).map(|choice| choice.column)
    });
    let reason = match other {
        _ if !best.field.is_used() => of_no_use(best.field).to_owned(),
        Some(other) => format!("could be {name}; “{}” suits better", names.get(other).map_or("", String::as_str)),
        None if best.score < ENOUGH => format!("could be {name}, but not sure enough: {}", best.reason),
        None if best.field == Field::Id => "could be id, but different tickets share its values".to_owned(),
        None => format!("could be {name}, as several columns could"),
    };
    Fate { feeds: vec![], reason, could_feed: best.field.is_used().then_some(best.field) }
}
