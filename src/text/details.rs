//! Labelled lines that say nothing of the problem: what an app, a form or an agent's template adds to every message
//! ("App version: 5.2.1", "Caller: …", "Network: WiFi").
//!
//! Learnt by label over the corpus. A label whose values are numbers and ids, differ in every message, or are shared by
//! messages that are no more like each other than like the rest goes with its values; one whose values are whole
//! sentences ("Summary of issue: …") leaves these.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use rayon::prelude::*;

use super::{
    boilerplate::Draft,
    telling::{FEWEST, is_repeated, says_nothing, sharing, values_say_nothing},
    tokens,
};
use crate::model::document::Boilerplate;

/// Labelled lines that make a message one with details: a single line with a colon is prose.
const FEWEST_LABELS: usize = 3;

/// Characters and words of a label.
const LABEL: (usize, usize) = (60, 8);

/// Words of a label's values, in the mean, from which they are what somebody says.
const SAID: usize = 6;

/// Share of a label's values that must say nothing for it to go.
const SILENT_SHARE: f64 = 0.7;

/// Words of a value at the most for it to be a name or number where it differs in nearly every message …
const NAME: usize = 3;

/// … which is this share of them.
const DIFFERENT: f64 = 0.8;

/// Share of the messages with details that must say something besides, or the details are all there is.
const BESIDES: f64 = 0.8;

/// Words of labels whose values are about the problem, however few share them.
const ABOUT: [&str; 34] = [
    "actual",
    "area",
    "betreff",
    "category",
    "comment",
    "component",
    "description",
    "details",
    "error",
    "expected",
    "feature",
    "fehler",
    "feedback",
    "function",
    "impact",
    "issue",
    "kategorie",
    "message",
    "module",
    "nachricht",
    "problem",
    "product",
    "produkt",
    "question",
    "reason",
    "request",
    "service",
    "steps",
    "subject",
    "summary",
    "symptom",
    "thema",
    "topic",
    "type",
];

/// What becomes of the lines of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// They go.
    Gone,
    /// Their values stay.
    Value,
}

/// Labels by their words, and what becomes of their lines.
#[derive(Clone, Debug, Default)]
pub struct Details {
    fates: BTreeMap<String, Fate>,
    /// Those that were judged and tell something.
    telling: BTreeSet<String>,
    /// Labels that messages begin with ("Feedback from the app: …") and that say nothing of them.
    openings: BTreeSet<String>,
}

/// Label and value of a line.
fn parts(line: &str) -> Option<(String, &str)> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '·' | '>'));
    let (label, value) = line.split_once(':')?;
    let fits = label.chars().count() <= LABEL.0
        && label.starts_with(char::is_alphabetic)
        && !label.contains(['.', '!', '?', ',', ';', '<', '"', '/'])
        && !value.starts_with("//")
        && !value.trim().is_empty();
    let words = if fits { tokens::plain_words(label) } else { vec![] };
    (1..=LABEL.1).contains(&words.len()).then(|| (words.join(" "), value.trim()))
}

/// The labelled lines of a form; none where a message has too few to be one.
fn taken_apart(body: &str) -> Option<Vec<(String, &str)>> {
    // Few messages have so many colons.
    body.match_indices(':').nth(FEWEST_LABELS - 1)?;
    let found: Vec<(String, &str)> = body.lines().filter_map(parts).collect();
    let different: BTreeSet<&str> = found.iter().map(|(label, _)| label.as_str()).collect();
    (different.len() >= FEWEST_LABELS).then_some(found)
}

/// Label and rest of a message that begins with a label.
fn opening(body: &str) -> Option<(String, &str)> {
    let (label, _) = parts(body.lines().next()?)?;
    Some((label, body.split_once(':')?.1.trim_start()))
}

/// A message and, where it is a form, its labelled lines.
type Apart<'a> = (&'a str, Option<Vec<(String, &'a str)>>);

/// Learns which labels say nothing. Does not depend on the drafts' order.
pub fn learn(drafts: &[Draft]) -> Details {
    let mut bodies: Vec<&str> = drafts.par_iter().map(|draft| draft.body.as_str()).collect();
    bodies.par_sort_unstable();
    bodies.dedup();
    let apart: Vec<Apart> = bodies.into_par_iter().map(|body| (body, taken_apart(body))).collect();
    Details { openings: openings(&apart), ..labels(&apart) }
}

/// The label that a message begins with, none at a form's, and what it is about.
fn labelled<'a>((body, lines): &Apart<'a>) -> (String, &'a str) {
    let opening = if lines.is_none() { opening(body) } else { None };
    opening.unwrap_or((String::new(), body))
}

/// The labels that messages begin with, forms left aside, and that say nothing of them.
fn openings(apart: &[Apart]) -> BTreeSet<String> {
    let mut messages: Vec<(String, &str)> = apart.par_iter().map(labelled).collect();
    messages.par_sort_unstable();
    let silent = |of_label: &Range<usize>| !messages[of_label.start].0.is_empty() && says_nothing(&messages, of_label);
    let silent = sharing(&messages).into_par_iter().filter(silent);
    silent.map(|of_label| messages[of_label.start].0.clone()).collect()
}

/// What becomes of the lines of forms.
fn labels(apart: &[Apart]) -> Details {
    let found: Vec<(&str, &[(String, &str)])> =
        apart.iter().filter_map(|(body, lines)| Some((*body, lines.as_deref()?))).collect();
    let mut labels: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for (at, (_, lines)) in found.iter().enumerate() {
        lines.iter().for_each(|(label, value)| labels.entry(label).or_default().push((at, value)));
    }
    labels.retain(|_, values| values.len() >= FEWEST);
    let said = |label: &str| labels.get(label).is_some_and(|values| are_said(values));
    let besides: Vec<String> = found
        .par_iter()
        .map(|(body, _)| {
            let rest = body.lines().filter_map(|line| match parts(line) {
                Some((label, value)) => said(&label).then_some(value),
                None => Some(line),
            });
            rest.collect::<Vec<_>>().join("\n")
        })
        .collect();
    let say_something = besides.iter().filter(|besides| tokens::plain_words(besides).len() >= 2).count();
    if (say_something as f64) < BESIDES * found.len() as f64 {
        return Details::default();
    }
    let fate = |(label, values): (&&str, &Vec<(usize, &str)>)| {
        let (_, first) = values[0];
        if values.iter().all(|(_, value)| *value == first) {
            return Some(((*label).to_owned(), Fate::Gone));
        }
        if are_said(values) {
            return Some(((*label).to_owned(), Fate::Value));
        }
        let about = label.split(' ').any(|word| ABOUT.contains(&word));
        (!about && are_silent(values, &besides)).then(|| ((*label).to_owned(), Fate::Gone))
    };
    let fates: BTreeMap<String, Fate> = labels.par_iter().filter_map(fate).collect();
    let telling = labels.keys().filter(|label| !fates.contains_key(**label)).map(|label| (*label).to_owned()).collect();
    Details { fates, telling, openings: BTreeSet::new() }
}

/// Whether values are sentences.
fn are_said(values: &[(usize, &str)]) -> bool {
    // Some scripts have no spaces.
    let words = |value: &str| value.split_whitespace().count().max(tokens::plain_words(value).len());
    values.iter().map(|(_, value)| words(value)).sum::<usize>() >= SAID * values.len()
}

/// Whether a label's values tell nothing of what stands besides.
fn are_silent(values: &[(usize, &str)], besides: &[String]) -> bool {
    let mut shared: Vec<(String, &str)> =
        values.iter().map(|&(at, value)| (tokens::plain_words(value).join(" "), besides[at].as_str())).collect();
    shared.sort_unstable();
    let groups = sharing(&shared);
    let of_numbers = groups[0].len() * usize::from(shared[0].0.is_empty());
    if groups.len() == 1 || of_numbers as f64 >= SILENT_SHARE * shared.len() as f64 {
        return true;
    }
    let alone = groups.iter().filter(|group| group.len() == 1).count();
    let words: usize = shared.iter().map(|(value, _)| value.split(' ').count()).sum();
    let are_short = words <= NAME * shared.len();
    let said = &shared[of_numbers..];
    match alone as f64 / shared.len() as f64 {
        different if different >= DIFFERENT => are_short && !is_repeated(said),
        _ => values_say_nothing(said) == Some(true),
    }
}

impl Details {
    /// Whether a line has a label that was found to tell something.
    pub fn tells(&self, line: &str) -> bool {
        parts(line).is_some_and(|(label, _)| self.telling.contains(&label))
    }

    /// Takes out of a ticket the details that say nothing; gives the labels of what went.
    pub fn remove(&self, draft: &mut Draft) -> Vec<String> {
        let mut gone = vec![];
        if self.fates.is_empty() && self.openings.is_empty() {
            return gone;
        }
        if taken_apart(&draft.body).is_none() {
            if let Some((label, rest)) = opening(&draft.body).filter(|(label, _)| self.openings.contains(label)) {
                draft.body = rest.to_owned();
                gone.push(label);
            }
            return gone;
        }
        let kept = draft.body.lines().filter_map(|line| {
            let Some((label, value)) = parts(line) else { return Some(line) };
            match self.fates.get(&label) {
                Some(Fate::Gone) => {
                    gone.push(label);
                    None
                }
                Some(Fate::Value) => Some(value),
                None => Some(line),
            }
        });
        let kept = kept.collect::<Vec<_>>().join("\n");
        // A ticket that says nothing else keeps its details.
        if tokens::plain_words(&kept).len() + tokens::plain_words(&draft.title).len() < 2 {
            return vec![];
        }
        draft.body = super::controls::tidy(&kept);
        gone
    }

    /// How often each label went.
    pub fn account(mut gone: Vec<String>) -> Vec<Boilerplate> {
        gone.par_sort_unstable();
        let told = |labels: &[String]| Boilerplate { text: format!("{}: …", labels[0]), times: labels.len() };
        gone.chunk_by(|a, b| a == b).map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sample::{self, SAYINGS, scattered};

    /// Messages of four problems, each with details made by `details` of its number and problem.
    fn drafts(details: impl Fn(usize, usize) -> String) -> Vec<Draft> {
        sample::drafts(|said, n, problem| details(n, problem).replace("{said}", said))
    }

    fn cleaned(drafts: &[Draft]) -> Vec<String> {
        let learnt = learn(drafts);
        let cleaned = |draft: &Draft| {
            let mut draft = draft.clone();
            learnt.remove(&mut draft);
            draft.body
        };
        drafts.iter().map(cleaned).collect()
    }

    #[test]
    fn what_an_app_adds_goes_and_what_tells_the_problem_stays() {
        let made = drafts(|n, problem| {
            let device = ["iPhone", "Pixel", "Galaxy"][scattered(n, 3)];
            let page = ["print", "bills", "profile", "sound"][problem];
            format!("{{said}}\nDevice: {device} {n}\nVersion: {n}.2\nUser: jd{n}\nPage: {page}\nError code: E{n}")
        });
        for (n, body) in cleaned(&made).iter().enumerate() {
            let lines: Vec<&str> = body.lines().collect();
            assert_eq!(lines.len(), 3, "{body}");
            assert!(
                lines[0].starts_with(SAYINGS[n % 4]) && lines[1].starts_with("Page: ") && lines[2].starts_with("Err")
            );
        }
        let mut backwards = made.clone();
        backwards.reverse();
        let mut again = cleaned(&backwards);
        again.reverse();
        assert_eq!(again, cleaned(&made));
    }

    #[test]
    fn what_is_said_under_a_label_stays_without_it() {
        let made = drafts(|n, _| {
            format!("Caller: Jane {n}\nSite: {}\nWhat is wrong: {{said}}", ["HQ", "Rome"][scattered(n, 2)])
        });
        assert!(cleaned(&made).iter().enumerate().all(|(n, body)| body.starts_with(SAYINGS[n % 4])));
    }

    #[test]
    fn a_label_over_all_kinds_of_messages_goes_and_one_over_a_problem_stays() {
        let made = drafts(|n, problem| match (scattered(n, 3), problem) {
            (0, _) => "Feedback from app: {said}".to_owned(),
            (_, 1) => "Billing desk: {said}".to_owned(),
            _ => "{said}".to_owned(),
        });
        for (n, body) in cleaned(&made).iter().enumerate() {
            let desk = scattered(n, 3) > 0 && n % 4 == 1;
            assert!(body.starts_with(if desk { "Billing desk: our" } else { SAYINGS[n % 4] }), "{body}");
        }
    }

    #[test]
    fn details_that_are_all_there_is_stay() {
        let made = drafts(|n, _| format!("Host: srv{n}\nState: {}\nLoad: {n}", ["up", "down"][scattered(n, 2)]));
        let bodies: Vec<String> = made.iter().map(|draft| draft.body.clone()).collect();
        assert_eq!(cleaned(&made), bodies);
    }

    #[test]
    fn a_ticket_that_says_nothing_else_keeps_its_details() {
        let mut made = drafts(|n, _| format!("{{said}}\nDevice: d{n}\nVersion: {n}.2\nUser: jd{n}"));
        let bare = "Device: d1\nVersion: 1.2\nUser: jd1";
        made.push(Draft { body: bare.to_owned(), ..Draft::default() });
        let cleaned = cleaned(&made);
        assert!(!cleaned[0].contains("Device") && cleaned[240] == bare);
    }

    #[test]
    fn prose_with_colons_is_no_form() {
        for line in ["I said: it fails", "http://x.example/y", "so: no.", "At 10:12 it failed", "Hello, Jane: it fails"]
        {
            assert!(taken_apart(&format!("{line}\nDevice: x")).is_none(), "{line}");
        }
    }
}
