//! Whether the values of a column suit a field.

use super::{fields::Field, headers::Confidence, shapes::Profile};

/// How much the values change the confidence of a name, and what they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Added to the name's confidence.
    pub change: Confidence,
    /// What the values are, for the printed reason.
    pub because: &'static str,
}

/// Share of the values that must have the shape of a field.
const MOST: f32 = 0.5;

/// The same for fields whose values are a closed set.
const NEARLY_ALL: f32 = 0.8;

/// The values say nothing.
pub const NONE: Fit = Fit { change: 0.0, because: "" };

fn fits(because: &'static str) -> Option<Fit> {
    Some(Fit { change: 0.1, because })
}

fn weakly(change: Confidence, because: &'static str) -> Option<Fit> {
    Some(Fit { change, because })
}

/// Weighs the values of a column for a field; none when they cannot be that field's.
pub fn fit(field: Field, profile: &Profile) -> Option<Fit> {
    if profile.filled == 0 {
        return None;
    }
    match field {
        Field::Id | Field::InternalId => id(profile),
        Field::Subject => subject(profile),
        Field::Body => body(profile),
        Field::Derived | Field::Conversation | Field::Answer => Some(NONE),
        Field::Created | Field::Updated | Field::Solved => date(profile),
        Field::FirstResponse => (profile.dates >= MOST).then_some(Fit { change: 0.0, because: "its values are dates" }),
        Field::Status => status(profile),
        Field::Priority => priority(profile),
        Field::Category | Field::Subcategory | Field::Kind | Field::Product | Field::Channel => label(field, profile),
        Field::Tags => (profile.dates < MOST && profile.numbers < NEARLY_ALL && profile.flags < MOST).then_some(NONE),
        Field::CustomerEmail => {
            if profile.emails >= MOST {
                fits("its values are e-mail addresses")
            } else {
                None
            }
        }
        Field::CustomerId => (profile.dates < MOST && profile.words < 3.0).then_some(NONE),
        Field::CustomerName | Field::Organization => (profile.dates < MOST && profile.words < 8.0).then_some(NONE),
        Field::Satisfaction => {
            if profile.ratings >= NEARLY_ALL && profile.distinct <= 210 {
                fits("its values are ratings")
            } else {
                None
            }
        }
        Field::Reopens | Field::Replies => (profile.integers >= NEARLY_ALL && profile.epochs < MOST).then_some(NONE),
        Field::Handle => (profile.numbers + profile.durations >= NEARLY_ALL).then_some(NONE),
        Field::Url => {
            if profile.urls >= NEARLY_ALL {
                fits("its values are web addresses")
            } else {
                None
            }
        }
        Field::Language => (profile.chars <= 20.0 && profile.dates < MOST && profile.numbers < MOST).then_some(NONE),
        Field::Version => (profile.chars <= 60.0 && profile.dates < MOST).then_some(NONE),
        Field::Customer | Field::Other => Some(NONE),
    }
}

fn id(profile: &Profile) -> Option<Fit> {
    if profile.dates > MOST
        || profile.emails > MOST
        || profile.chars > 120.0
        || profile.words > 2.5
        || profile.flags > MOST
    {
        return None;
    }
    match profile.variety() {
        all if all >= 0.999 => fits("every value is different"),
        most if most >= 0.9 => weakly(0.0, "nearly every value is different"),
        _ => weakly(-0.2, "values repeat"),
    }
}

fn subject(profile: &Profile) -> Option<Fit> {
    if !profile.is_wordy() || profile.is_constant() {
        return None;
    }
    match profile.words {
        long if long > 60.0 => weakly(-0.3, "long texts"),
        short if short >= 2.0 => fits("short texts"),
        _ => weakly(-0.1, "single words"),
    }
}

fn body(profile: &Profile) -> Option<Fit> {
    if !profile.is_wordy() || profile.is_constant() {
        return None;
    }
    if profile.is_prose() {
        return fits("texts that people wrote");
    }
    if profile.is_categorical() && profile.filled >= 20 {
        return weakly(-0.5, "a few values come again and again");
    }
    weakly(if profile.words < 3.0 { -0.2 } else { 0.0 }, "texts")
}

fn date(profile: &Profile) -> Option<Fit> {
    let share = profile.dates + profile.epochs;
    if share >= MOST {
        return fits("its values are dates");
    }
    if share > 0.0 {
        return weakly(-0.2, "some values are dates");
    }
    // Kept when nothing better is there, so that unreadable dates are reported and not passed over.
    let short = profile.chars <= 40.0 && profile.flags < MOST && profile.durations < MOST;
    if short && profile.numbers < NEARLY_ALL { weakly(-0.5, "no value reads as a date") } else { None }
}

fn status(profile: &Profile) -> Option<Fit> {
    if profile.dates > MOST || profile.words > 6.0 || profile.flags > MOST {
        return None;
    }
    if profile.states >= MOST {
        return fits("its values are states");
    }
    weakly(if profile.distinct <= 30 { 0.0 } else { -0.4 }, "its values are other words")
}

fn priority(profile: &Profile) -> Option<Fit> {
    if profile.dates > MOST || profile.words > 6.0 || profile.flags > MOST || profile.distinct > 30 {
        return None;
    }
    if profile.priorities >= MOST { fits("its values are priorities") } else { Some(NONE) }
}

fn label(field: Field, profile: &Profile) -> Option<Fit> {
    if profile.dates > MOST || profile.emails > MOST || profile.urls > MOST || profile.flags > MOST {
        return None;
    }
    if profile.numbers > MOST && field != Field::Channel {
        return None;
    }
    let states = profile.states >= NEARLY_ALL && matches!(field, Field::Kind | Field::Category | Field::Subcategory);
    if states {
        return weakly(-0.6, "its values are states");
    }
    if profile.is_prose() && profile.variety() > 0.5 {
        return weakly(-0.6, "its values are texts");
    }
    if profile.filled >= 20 && profile.variety() > 0.8 && profile.words > 1.5 {
        return weakly(-0.4, "hardly any value comes twice");
    }
    if profile.is_categorical() { fits("a few values come again and again") } else { Some(NONE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_column_is_nothing() {
        assert_eq!(fit(Field::Created, &Profile::default()), None);
    }

    #[test]
    fn a_name_that_lies_is_overruled() {
        let durations = Profile { filled: 9, distinct: 9, durations: 1.0, chars: 8.0, ..Profile::default() };
        assert_eq!(fit(Field::Created, &durations), None);
        let states = Profile { filled: 50, distinct: 4, states: 1.0, lettered: 1.0, words: 1.0, ..Profile::default() };
        assert!(fit(Field::Kind, &states).unwrap().change < -0.5);
        assert!(fit(Field::Status, &states).unwrap().change > 0.0);
    }
}
