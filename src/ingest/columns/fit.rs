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

/// Most different plans that a team sells, old ones among them.
const MOST_PLANS: usize = 60;

/// Longest id of three words, in characters: TOPdesk writes `I 2603 0101`.
const LONGEST_SPACED_ID: f32 = 16.0;

/// A fit, or why the values cannot be the field's.
pub type Fitting = Result<Fit, &'static str>;

/// The values say nothing.
pub const NONE: Fit = Fit { change: 0.0, because: "" };

fn fits(because: &'static str) -> Fitting {
    Ok(Fit { change: 0.1, because })
}

fn weakly(change: Confidence, because: &'static str) -> Fitting {
    Ok(Fit { change, because })
}

fn only(suits: bool, otherwise: &'static str) -> Fitting {
    if suits { Ok(NONE) } else { Err(otherwise) }
}

const DATES: &str = "its values are dates";
const FLAGS: &str = "its values are yes and no";
const TEXTS: &str = "its values are texts";
const NUMBERS: &str = "its values are numbers";
const CODES: &str = "its values are codes";
const ADDRESSES: &str = "its values are addresses";

/// Weighs the values of a column for a field.
///
/// # Errors
/// Why they cannot be that field's.
pub fn fit(field: Field, profile: &Profile) -> Fitting {
    if profile.filled == 0 {
        return Err("it is empty");
    }
    match field {
        Field::Id | Field::InternalId => id(profile),
        Field::Subject => subject(profile),
        Field::Body => body(profile),
        Field::Derived | Field::Conversation | Field::Answer => Ok(NONE),
        Field::Created | Field::Updated | Field::Solved => date(profile),
        Field::FirstResponse if profile.dates + profile.epochs >= MOST => weakly(0.0, DATES),
        Field::FirstResponse => Err("its values are no dates"),
        Field::Status => status(profile),
        Field::Priority => priority(profile),
        Field::Category | Field::Subcategory | Field::Kind | Field::Product | Field::Channel => label(field, profile),
        Field::Tags if profile.dates >= MOST => Err(DATES),
        Field::Tags if profile.flags >= MOST => Err(FLAGS),
        Field::Tags => only(profile.numbers < NEARLY_ALL, NUMBERS),
        Field::CustomerEmail if profile.emails >= MOST => fits("its values are e-mail addresses"),
        Field::CustomerEmail => Err("its values are no e-mail addresses"),
        Field::CustomerId if profile.dates >= MOST => Err(DATES),
        Field::CustomerId => only(profile.words < 3.0, TEXTS),
        Field::CustomerName | Field::Organization if profile.dates >= MOST => Err(DATES),
        Field::CustomerName if profile.states >= NEARLY_ALL => Err("its values are states"),
        Field::CustomerName | Field::Organization => only(profile.words < 8.0, TEXTS),
        Field::Satisfaction if profile.ratings >= NEARLY_ALL && profile.distinct <= 210 => {
            fits("its values are ratings")
        }
        Field::Satisfaction => Err("its values are no ratings"),
        Field::Reopens | Field::Replies => {
            only(profile.integers >= NEARLY_ALL && profile.epochs < MOST, "its values are no counts")
        }
        Field::Handle => only(profile.numbers + profile.durations >= NEARLY_ALL, "its values are no durations"),
        Field::Url if profile.urls >= NEARLY_ALL => fits("its values are web addresses"),
        Field::Url => Err("its values are no web addresses"),
        Field::Language => only(
            profile.chars <= 20.0 && profile.dates < MOST && profile.numbers < MOST,
            "its values are no names of languages",
        ),
        Field::DuplicateOf => only(
            profile.chars <= 120.0 && profile.dates < MOST && profile.flags < MOST,
            "its values are no ids of tickets",
        ),
        Field::Version => only(profile.chars <= 60.0 && profile.dates < MOST, "its values are no versions"),
        Field::Plan | Field::Size => part_of_customers(profile),
        Field::Value if profile.dates >= MOST => Err(DATES),
        Field::Value => only(profile.amounts >= NEARLY_ALL && profile.epochs < MOST, "its values are no amounts"),
        Field::Since if profile.dates + profile.epochs >= MOST || profile.serials >= NEARLY_ALL => fits(DATES),
        Field::Since => Err("its values are no dates"),
        Field::Customer | Field::Other => Ok(NONE),
    }
}

fn id(profile: &Profile) -> Fitting {
    if profile.dates > MOST {
        return Err(DATES);
    }
    if profile.emails > MOST {
        return Err(ADDRESSES);
    }
    if profile.flags > MOST {
        return Err(FLAGS);
    }
    let long = profile.words > 3.5 || profile.words > 2.5 && profile.chars > LONGEST_SPACED_ID;
    if profile.chars > 120.0 || long {
        return Err(TEXTS);
    }
    match profile.variety() {
        all if all >= 0.999 => fits("every value is different"),
        most if most >= 0.9 => weakly(0.0, "nearly every value is different"),
        _ if profile.is_categorical() && profile.digits < 0.2 && profile.filled >= 6 => {
            Err("a few words come again and again")
        }
        _ => weakly(-0.2, "values repeat"),
    }
}

/// What keeps values from being a text of people.
fn no_text(profile: &Profile) -> Option<&'static str> {
    let reasons = [
        (profile.dates >= 0.2, DATES),
        (profile.flags >= MOST, FLAGS),
        (profile.numbers >= 0.3, NUMBERS),
        (profile.emails >= MOST || profile.urls >= MOST, ADDRESSES),
        (profile.keys.max(profile.codes) >= NEARLY_ALL, CODES),
        (profile.is_constant(), "the same value stands in every row"),
        (!profile.is_wordy(), "its values are no words"),
    ];
    reasons.into_iter().find(|(is, _)| *is).map(|(_, why)| why)
}

fn subject(profile: &Profile) -> Fitting {
    if let Some(why) = no_text(profile) {
        return Err(why);
    }
    match profile.words {
        _ if profile.persons >= NEARLY_ALL && profile.filled >= 5 => weakly(-0.3, "they look like names"),
        long if long > 60.0 => weakly(-0.3, "long texts"),
        short if short >= 2.0 => fits("short texts"),
        _ => weakly(-0.1, "single words"),
    }
}

fn body(profile: &Profile) -> Fitting {
    if let Some(why) = no_text(profile) {
        return Err(why);
    }
    if profile.agents >= MOST {
        return weakly(-0.3, "they read like an agent's answers");
    }
    if profile.is_prose() {
        return fits("texts that people wrote");
    }
    if profile.is_categorical() && profile.filled >= 20 {
        return weakly(-0.5, "a few values come again and again");
    }
    if profile.persons >= NEARLY_ALL && profile.filled >= 5 {
        return weakly(-0.4, "they look like names");
    }
    weakly(if profile.words < 3.0 { -0.2 } else { 0.0 }, "texts")
}

fn date(profile: &Profile) -> Fitting {
    if profile.dates + profile.epochs >= MOST {
        return fits(DATES);
    }
    if profile.serials >= NEARLY_ALL {
        return fits("its values are days as spreadsheets count them");
    }
    if profile.dates + profile.epochs > 0.0 {
        return weakly(-0.2, "some values are dates");
    }
    if profile.relative >= MOST {
        return weakly(-0.5, "its values are relative dates, which are refused");
    }
    if profile.durations >= MOST {
        return Err("its values are durations");
    }
    if profile.flags >= MOST {
        return Err(FLAGS);
    }
    if profile.numbers >= NEARLY_ALL {
        return Err(NUMBERS);
    }
    if profile.digits < MOST {
        return Err("its values are no dates");
    }
    // Kept when nothing better is there, so that unreadable dates are reported and not passed over.
    if profile.chars <= 40.0 { weakly(-0.5, "no value reads as a date") } else { Err("its values are no dates") }
}

/// Most words that a workflow has of which none is known.
const MOST_STATES: usize = 12;

fn status(profile: &Profile) -> Fitting {
    if profile.dates > MOST {
        return Err(DATES);
    }
    if profile.flags > MOST {
        return Err(FLAGS);
    }
    if profile.words > 6.0 {
        return Err(TEXTS);
    }
    if profile.states >= MOST {
        return fits("its values are states");
    }
    // Parts of a country: `CA`, `SP`. A workflow has words.
    if profile.lettered >= NEARLY_ALL && REGION.contains(&profile.chars) && profile.distinct >= 3 {
        return Err("its values are codes of two letters");
    }
    // … or their names: of thirteen words and more a workflow knows some.
    if profile.states == 0.0 && profile.distinct > MOST_STATES {
        return Err("none of its many values is a state");
    }
    weakly(if profile.distinct <= 30 { 0.0 } else { -0.4 }, "its values are other words")
}

/// Length of codes of regions, in characters on the average; helpdesks' own codes of states have one.
const REGION: std::ops::RangeInclusive<f32> = 1.9..=2.2;

fn priority(profile: &Profile) -> Fitting {
    if profile.dates > MOST {
        return Err(DATES);
    }
    if profile.flags > MOST {
        return Err(FLAGS);
    }
    if profile.words > 6.0 || profile.distinct > 30 {
        return Err("its values are no priorities");
    }
    if profile.priorities >= MOST { fits("its values are priorities") } else { Ok(NONE) }
}

fn label(field: Field, profile: &Profile) -> Fitting {
    if profile.dates > MOST {
        return Err(DATES);
    }
    if profile.emails > MOST || profile.urls > MOST {
        return Err(ADDRESSES);
    }
    if profile.flags > MOST {
        return Err(FLAGS);
    }
    if profile.numbers > MOST && field != Field::Channel {
        return Err(NUMBERS);
    }
    let classes = matches!(field, Field::Kind | Field::Category | Field::Subcategory);
    if classes && profile.is_constant() && profile.filled >= 20 {
        return weakly(-0.6, "every row has the same value");
    }
    if classes && profile.ratings >= NEARLY_ALL && profile.lettered > MOST {
        return Err("its values are ratings");
    }
    if classes && profile.keys >= NEARLY_ALL && profile.variety() > 0.3 {
        return Err("its values are ids of other records");
    }
    let states = profile.states >= NEARLY_ALL && classes;
    if states {
        return weakly(-0.6, "its values are states");
    }
    if profile.is_prose() && profile.variety() > 0.5 {
        return weakly(-0.6, TEXTS);
    }
    if profile.filled >= 20 && profile.variety() > 0.8 && profile.words > 1.5 {
        return weakly(-0.4, "hardly any value comes twice");
    }
    if profile.is_categorical() { fits("a few values come again and again") } else { Ok(NONE) }
}

/// A plan or a size: few names that many customers share.
fn part_of_customers(profile: &Profile) -> Fitting {
    let reasons = [
        (profile.dates >= MOST, DATES),
        (profile.flags >= MOST, FLAGS),
        (profile.numbers >= MOST, NUMBERS),
        (profile.emails >= MOST || profile.urls >= MOST, ADDRESSES),
        (profile.states >= MOST, "its values are states"),
        (profile.words > 4.0 || profile.chars > 40.0, TEXTS),
        (profile.distinct > MOST_PLANS, "too many different values"),
        (profile.filled >= 20 && profile.variety() > 0.5, "hardly any value comes twice"),
    ];
    if let Some((_, why)) = reasons.into_iter().find(|(is, _)| *is) {
        return Err(why);
    }
    // High and low, level 1 and 2: support has levels too, and only a name that says so makes them the customer's.
    if profile.priorities >= MOST || profile.digits >= NEARLY_ALL {
        return weakly(-0.2, "its values are levels");
    }
    if profile.is_categorical() { fits("a few values come again and again") } else { Ok(NONE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_column_is_nothing() {
        assert_eq!(fit(Field::Created, &Profile::default()), Err("it is empty"));
    }

    #[test]
    fn a_name_that_lies_is_overruled() {
        let durations = Profile { filled: 9, distinct: 9, durations: 1.0, chars: 8.0, ..Profile::default() };
        assert_eq!(fit(Field::Created, &durations), Err("its values are durations"));
        let names = Profile { filled: 9, distinct: 9, persons: 1.0, lettered: 1.0, chars: 8.0, ..Profile::default() };
        assert_eq!(fit(Field::Created, &names), Err("its values are no dates"));
        let states = Profile { filled: 50, distinct: 4, states: 1.0, lettered: 1.0, words: 1.0, ..Profile::default() };
        assert!(fit(Field::Kind, &states).unwrap().change < -0.5);
        assert!(fit(Field::Status, &states).unwrap().change > 0.0);
    }
}
