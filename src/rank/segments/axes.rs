//! What tickets are parted by.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Input;
use crate::model::{document::UNKNOWN_LANGUAGE, ticket::Ticket, time::Day};

/// One way to part the tickets.
pub struct Axis {
    /// Its name in the contract.
    pub by: &'static str,
    /// The parts, in order.
    pub values: Vec<String>,
    /// For each ticket its part; none when nothing tells.
    pub of_ticket: Vec<Option<usize>>,
}

impl Axis {
    fn new(by: &'static str, names: Vec<Option<String>>) -> Self {
        let all: BTreeSet<&String> = names.iter().flatten().collect();
        let values: Vec<String> = all.into_iter().cloned().collect();
        let of_ticket = names.iter().map(|name| values.binary_search(name.as_ref()?).ok()).collect();
        Self { by, values, of_ticket }
    }
}

/// Length of a value that is a name of something and not a text.
const LONGEST: usize = 60;

/// So many digits in a row are a number of somebody.
const DIGITS: usize = 5;

/// How long an export must cover before a customer's first ticket in it is taken for the first: tickets of the first
/// quarter tell nothing, whoever wrote them may have written before.
const BEFORE: i64 = 91;

/// … and before the time since it is told in years.
const LONG_BEFORE: i64 = 182;

/// All axes; one of which nothing tells has no ticket in a part.
pub fn all(input: &Input<'_>) -> Vec<Axis> {
    let texts = |of: &dyn Fn(usize, &Ticket) -> Option<String>| {
        input.corpus.tickets().iter().enumerate().map(|(at, ticket)| of(at, ticket)).collect::<Vec<_>>()
    };
    let named = |text: Option<&str>| text.map(str::trim).filter(|text| shown(text)).map(str::to_owned);
    let version = |text: Option<&str>| text.map(str::trim).filter(|text| is_version(text)).map(str::to_owned);
    let languages = languages(input);
    let (contact, since_first) = by_first_ticket(input);
    let tenure: Vec<Option<String>> = texts(&|at, ticket| since_signup(input, at, ticket));
    // Sign-up dates go before what the tickets can tell.
    let tenure = if tenure.iter().any(Option::is_some) { tenure } else { since_first };
    vec![
        Axis::new("product", texts(&|_, ticket| named(ticket.product.as_deref()))),
        Axis::new("plan", texts(&|at, _| named(input.accounts.of(at)?.plan.as_deref()))),
        Axis::new(
            "size",
            texts(&|at, _| {
                input.accounts.of(at)?.size.as_deref().map(str::trim).filter(|text| is_size(text)).map(str::to_owned)
            }),
        ),
        Axis::new("version", texts(&|_, ticket| version(ticket.version.as_deref()))),
        Axis::new("channel", texts(&|_, ticket| named(ticket.channel.as_deref()))),
        Axis::new("language", if grouped_by_language(input, &languages) { vec![] } else { languages }),
        Axis::new("tenure", tenure),
        Axis::new("contact", contact),
    ]
}

/// Whether a value is the name of something that many share: no address, no number, no text.
fn shown(text: &str) -> bool {
    let digits = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    text.chars().any(char::is_alphabetic)
        && !text.contains('@')
        && digits < DIGITS
        && text.chars().count() <= LONGEST
        && !text.contains(['\n', '\u{1f}'])
}

/// Sizes are words, or from so many to so many.
fn is_size(text: &str) -> bool {
    let range = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '+' | '<' | '>' | ',' | '.' | ' ');
    shown(text) || text.len() <= 20 && text.chars().all(range) && text.chars().any(|c| c.is_ascii_digit())
}

/// Versions are numbers with dots, or names.
fn is_version(text: &str) -> bool {
    let number = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | ' '));
    shown(text) || number && text.len() <= 20 && text.chars().any(|c| c.is_ascii_digit()) && !long_number(text)
}

fn long_number(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= DIGITS + 3)
}

/// What the export states, where it does of most tickets; else what the texts are in.
fn languages(input: &Input<'_>) -> Vec<Option<String>> {
    let tickets = input.corpus.tickets();
    let stated: Vec<Option<String>> = tickets
        .iter()
        .map(|ticket| ticket.language.as_deref().map(str::trim).filter(|text| shown(text)).map(str::to_lowercase))
        .collect();
    if stated.iter().flatten().count() * 2 > tickets.len() {
        return stated;
    }
    let read = |at: usize| input.documents.documents.get(at).map(|document| document.language);
    (0..tickets.len())
        .map(|at| read(at).filter(|language| !matches!(*language, UNKNOWN_LANGUAGE | "")).map(str::to_owned))
        .collect()
}

/// Share of a problem's tickets in one language from which it is a problem of that language.
const ONE_LANGUAGE: f64 = 0.95;

/// Whether the grouping follows the languages: the same problem in two languages is then two problems, and the language
/// of each says how they were grouped and not whom they hit.
fn grouped_by_language(input: &Input<'_>, languages: &[Option<String>]) -> bool {
    let commonest = |members: &mut dyn Iterator<Item = usize>| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        members.filter_map(|at| languages[at].as_deref()).for_each(|name| *counts.entry(name).or_default() += 1);
        (counts.values().max().copied().unwrap_or(0), counts.values().sum::<usize>())
    };
    let pure = |(most, all): (usize, usize)| most as f64 >= ONE_LANGUAGE * all as f64;
    let mut in_pure = 0;
    let mut grouped = 0;
    for cluster in input.clusters {
        let counts = commonest(&mut cluster.members.iter().copied());
        grouped += counts.1;
        in_pure += if pure(counts) { counts.1 } else { 0 };
    }
    in_pure * 2 > grouped
}

fn since_signup(input: &Input<'_>, at: usize, ticket: &Ticket) -> Option<String> {
    let days = ticket.created?.day().days_since(input.accounts.of(at)?.since?);
    // A day of grace: zones differ, and some write before they have an account.
    (days >= -1).then(|| class(days, ["first week", "first month", "first year", "later"]))
}

fn class(days: i64, names: [&str; 4]) -> String {
    let at = match days {
        ..7 => 0,
        7..31 => 1,
        31..365 => 2,
        _ => 3,
    };
    names[at].to_owned()
}

/// The how manieth ticket of its customer each is, and how long after the first.
fn by_first_ticket(input: &Input<'_>) -> (Vec<Option<String>>, Vec<Option<String>>) {
    let tickets = input.corpus.tickets();
    let silent = || vec![None; tickets.len()];
    let Some((begin, end)) = covered(input) else { return (silent(), silent()) };
    let mut of_customer: BTreeMap<&str, Vec<(i64, usize)>> = BTreeMap::new();
    for (at, ticket) in tickets.iter().enumerate() {
        if let (Some(customer), Some(created)) = (ticket.customer.as_deref(), ticket.created) {
            of_customer.entry(customer).or_default().push((created.seconds(), at));
        }
    }
    let (mut contact, mut tenure) = (silent(), silent());
    let day = |at: usize| tickets[at].created.map(|created| created.day());
    for mine in of_customer.values_mut() {
        mine.sort_unstable();
        let Some(first) = mine.first().and_then(|(_, at)| day(*at)) else { continue };
        for (number, &(_, at)) in mine.iter().enumerate() {
            let Some(created) = day(at) else { continue };
            if end.days_since(begin) >= 2 * BEFORE && created.days_since(begin) >= BEFORE {
                let name = match number {
                    0 => "first ticket",
                    1..=3 => "second to fourth ticket",
                    _ => "fifth ticket or later",
                };
                contact[at] = Some(name.to_owned());
            }
            let since = created.days_since(first);
            let known = first.days_since(begin) >= LONG_BEFORE || since >= 365;
            if end.days_since(begin) >= LONG_BEFORE + 365 && created.days_since(begin) >= LONG_BEFORE && known {
                let names = [
                    "first week after the first ticket",
                    "first month after the first ticket",
                    "first year after the first ticket",
                    "over a year after the first ticket",
                ];
                tenure[at] = Some(class(since, names));
            }
        }
    }
    (contact, tenure)
}

/// First and last day of the complete periods, else of the tickets: a stray date is not the beginning.
fn covered(input: &Input<'_>) -> Option<(Day, Day)> {
    let periods = input.trends.calendar.as_ref().and_then(|calendar| {
        let (&first, &last) = (calendar.periods.first()?, calendar.periods.last()?);
        Some((first, calendar.unit.next(last).previous()))
    });
    periods.or_else(|| input.corpus.span())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_personal_is_the_name_of_a_segment() {
        for text in
            ["jane@example.org", "4915112345678", "customer 204811", "17", "", "two\nlines", &"long ".repeat(20)]
        {
            assert!(!shown(text), "{text}");
        }
        assert!(shown("Pro") && shown("Xbox 360") && shown("Größe XL"));
        assert!(is_version("4.3.1") && is_version("2026.2") && is_version("iOS 17") && is_version("10"));
        assert!(!is_version("20260314123") && !is_version("a@b.c"));
    }

    #[test]
    fn tenure_is_told_in_weeks_months_and_years() {
        let name = |days| class(days, ["w", "m", "y", "l"]);
        assert_eq!([name(-1), name(6), name(7), name(30), name(31), name(364), name(365)].concat(), "wwmmyyl");
    }
}
