//! What the values of a column look like. Values win over names.

use std::collections::BTreeMap;

use super::{channels, voice};
use crate::ingest::{
    amounts, dates, durations, ratings,
    table::{SEVERAL, Table},
    values,
};

/// Most records that are looked at. Beyond that those are whose content's hash falls into a share, so that the
/// choice does not depend on the order of the rows.
const LOOKED_AT: usize = 20_000;

/// Longest value that can be a date, a state, a rating … in bytes; longer ones are text.
const LONGEST_VALUE: usize = 80;

/// Most different values that are counted.
const MOST_DISTINCT: usize = 50_000;

/// Most texts of a column whose voice is looked at.
const VOICES: usize = 300;

/// Shares are of the filled values, null markers not counted.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Records looked at.
    pub rows: usize,
    /// Filled values.
    pub filled: usize,
    /// Different values.
    pub distinct: usize,
    /// Mean length in characters.
    pub chars: f32,
    /// Mean number of words.
    pub words: f32,
    /// Share of whole numbers.
    pub integers: f32,
    /// Share of numbers.
    pub numbers: f32,
    /// Share of written dates.
    pub dates: f32,
    /// Share of numbers that can be a time since 1970.
    pub epochs: f32,
    /// Share of numbers that can be a day as spreadsheets count them.
    pub serials: f32,
    /// Share of relative dates.
    pub relative: f32,
    /// Share of e-mail addresses.
    pub emails: f32,
    /// Share of web addresses.
    pub urls: f32,
    /// Share of keys such as `ABC-123` or `INC0000045`.
    pub keys: f32,
    /// Share of words with digits in them, `E4012` or `b2`.
    pub codes: f32,
    /// Share of words for a state.
    pub states: f32,
    /// Share of words for a priority.
    pub priorities: f32,
    /// Share of ratings.
    pub ratings: f32,
    /// Share of amounts of money, or of numbers that can be one.
    pub amounts: f32,
    /// Share of durations.
    pub durations: f32,
    /// Share of yes and no.
    pub flags: f32,
    /// Share of paths such as `Billing > Refund`.
    pub paths: f32,
    /// Share of what may be a person's name.
    pub persons: f32,
    /// Share of values with a digit.
    pub digits: f32,
    /// Share of values with a letter in them.
    pub lettered: f32,
    /// Share of years.
    pub years: f32,
    /// Share of ways by which tickets come in.
    pub channels: f32,
    /// Share of texts that read like an agent's.
    pub agents: f32,
}

impl Profile {
    /// Share of different values.
    pub fn variety(&self) -> f32 {
        if self.filled == 0 { 0.0 } else { self.distinct as f32 / self.filled as f32 }
    }

    /// Whether people wrote it: several words, hardly twice the same.
    pub fn is_prose(&self) -> bool {
        let free = self.variety() > 0.3 || self.filled < 20;
        // Where no blanks stand between words, a dozen signs are a sentence.
        let long = self.chars >= 20.0 || self.chars <= self.words * 2.5;
        self.words >= 4.0 && long && free && self.is_wordy()
    }

    /// Whether it is made of words, not of dates, numbers or addresses.
    pub fn is_wordy(&self) -> bool {
        self.lettered > 0.6
            && self.dates < 0.2
            && self.numbers < 0.3
            && self.emails < 0.5
            && self.urls < 0.5
            && self.flags < 0.5
    }

    /// Whether a few short values come again and again.
    pub fn is_categorical(&self) -> bool {
        let few = self.distinct <= 3 || self.variety() <= 0.2 || (self.filled < 40 && self.variety() <= 0.6);
        let several = self.distinct < self.filled || self.filled <= 3;
        few && several && self.distinct <= 300 && self.words <= 6.0 && self.is_wordy() && self.keys < 0.5
    }

    /// Whether the same value stands in every row.
    pub fn is_constant(&self) -> bool {
        self.distinct == 1 && self.filled > 3
    }
}

/// The records that are looked at.
pub fn looked_at(table: &Table) -> Vec<usize> {
    let total = table.records().len();
    let every = (total / LOOKED_AT).max(1) as u64;
    (0..total)
        .filter(|at| {
            !table.is_blank(*at)
                && table.records()[*at].fault.is_none()
                && (every == 1 || fingerprint(table, *at).is_multiple_of(every))
        })
        .collect()
}

/// One profile a column.
pub fn profiles(table: &Table) -> Vec<Profile> {
    let chosen = looked_at(table);
    let mut counting: Vec<Counting> = (0..table.columns().len()).map(|_| Counting::default()).collect();
    for at in &chosen {
        for (column, text) in table.cells(*at) {
            counting[column].see(text);
        }
    }
    counting.into_iter().map(|counted| counted.profile(chosen.len())).collect()
}

/// FNV-1a of a record's text.
fn fingerprint(table: &Table, record: usize) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in table.cells(record).flat_map(|(_, text)| text.bytes().take(200)) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^ (hash >> 29)
}

/// How many kinds of values are counted.
const KINDS: usize = 22;

#[derive(Default)]
struct Counting<'t> {
    /// The kinds of each different value: most columns repeat theirs.
    distinct: BTreeMap<&'t str, [bool; KINDS]>,
    filled: usize,
    chars: usize,
    words: usize,
    seen: [usize; KINDS],
}

impl<'t> Counting<'t> {
    fn see(&mut self, text: &'t str) {
        if values::is_null(text) {
            return;
        }
        self.filled += 1;
        self.chars += text.chars().count();
        self.words += words(text);
        let fresh = || kinds(text.split(SEVERAL).next().unwrap_or(text));
        let kinds = match self.distinct.get(text) {
            Some(kinds) => *kinds,
            None if self.distinct.len() < MOST_DISTINCT => *self.distinct.entry(text).or_insert_with(fresh),
            None => fresh(),
        };
        for (count, is) in self.seen.iter_mut().zip(kinds) {
            *count += usize::from(is);
        }
    }

    /// Share of texts that read like an agent's, among some spread over all different ones.
    fn agents(&self) -> f32 {
        let step = self.distinct.len().div_ceil(VOICES).max(1);
        let looked: Vec<bool> = self
            .distinct
            .keys()
            .step_by(step)
            .filter(|text| text.len() > 20)
            .map(|text| voice::is_agents(text))
            .collect();
        let agents = looked.iter().filter(|agents| **agents).count();
        if looked.is_empty() { 0.0 } else { agents as f32 / looked.len() as f32 }
    }

    fn profile(self, rows: usize) -> Profile {
        let of = |count: usize| if self.filled == 0 { 0.0 } else { count as f32 / self.filled as f32 };
        let agents = if of(self.words) >= 4.0 { self.agents() } else { 0.0 };
        let [
            integers,
            numbers,
            dates,
            epochs,
            serials,
            relative,
            emails,
            urls,
            keys,
            codes,
            states,
            priorities,
            ratings,
            durations,
            flags,
            paths,
            persons,
            digits,
            lettered,
            amounts,
            years,
            channels,
        ] = self.seen.map(of);
        Profile {
            rows,
            filled: self.filled,
            distinct: self.distinct.len(),
            chars: of(self.chars),
            words: of(self.words),
            integers,
            numbers,
            dates,
            epochs,
            serials,
            relative,
            emails,
            urls,
            keys,
            codes,
            states,
            priorities,
            ratings,
            amounts,
            durations,
            flags,
            paths,
            persons,
            digits,
            lettered: lettered.min(1.0 - numbers.max(dates)),
            years,
            channels,
            agents,
        }
    }
}

/// Words of a text; where no blanks stand between them, two signs are one.
fn words(text: &str) -> usize {
    let spaced = text.split_whitespace().count();
    if text.is_ascii() {
        return spaced;
    }
    let unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
    spaced.max(unspaced / 2)
}

/// Kana, Chinese characters and Thai. Korean writes blanks.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}')
}

/// In the order of [`Counting::seen`].
fn kinds(text: &str) -> [bool; KINDS] {
    let lettered = text.chars().any(char::is_alphabetic);
    if text.len() > LONGEST_VALUE {
        let mut kinds = [false; KINDS];
        (kinds[7], kinds[15], kinds[18]) = (is_url(text), is_path(text), lettered);
        return kinds;
    }
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let number = digits && text.parse::<f64>().is_ok();
    let integer = number && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let one_word = !text.contains(char::is_whitespace);
    [
        integer,
        number,
        (digits || !text.is_ascii()) && dates::is_date(text),
        number && dates::is_epoch(text),
        digits && dates::is_serial(text),
        dates::is_relative(text),
        is_email(text),
        is_url(text),
        digits && is_key(text),
        digits && one_word && !number && lettered && text.is_ascii(),
        !digits && values::state(text).is_some() || digits && text.len() > 2 && values::state(text).is_some(),
        values::priority(text).is_some() && !integer,
        ratings::is_rating(text),
        digits
            && !number
            && (durations::is_duration(text) || text.contains(',') && durations::bare_number(text).is_some()),
        matches!(
            text.to_lowercase().as_str(),
            "true"
                | "false"
                | "yes"
                | "no"
                | "ja"
                | "nein"
                | "oui"
                | "non"
                | "sí"
                | "y"
                | "n"
                | "t"
                | "f"
                | "wahr"
                | "falsch"
        ),
        is_path(text),
        is_person(text),
        digits,
        lettered,
        digits && amounts::amount(text).is_some(),
        integer && text.len() == 4 && matches!(text.as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..]),
        !digits && channels::is_channel(text),
    ]
}

/// Levels of a category: `Billing > Refund`, `a::b`, `Hardware/Printer`.
fn is_path(text: &str) -> bool {
    let levels = |sign: &str| {
        let mut levels = text.split(sign);
        levels.clone().count() > 1 && levels.all(|level| (1..=40).contains(&level.trim().chars().count()))
    };
    text.chars().count() <= 120 && (levels(">") || levels("::") || levels(" / ")) && !text.contains("://")
}

/// Words of names that are written small.
const PARTICLES: &[&str] =
    &["van", "von", "de", "del", "da", "di", "der", "den", "la", "le", "bin", "al", "el", "dos", "zu"];

/// Two to four words with a capital each, and nothing but letters: a person's name, or a title in capitals.
fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |word: &&str| {
        let word = word.trim_end_matches([',', '.']);
        let mut letters = word.chars();
        PARTICLES.contains(&word)
            || letters.next().is_some_and(char::is_uppercase)
                && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    };
    (2..=4).contains(&words.len()) && words.iter().all(name) && values::state(text).is_none()
}

/// Share of a column's cells that are names of people from which it holds such.
const OF_PERSONS: f64 = 0.8;

/// Whether a column holds names of people: first and last ones.
pub fn hold_persons(table: &Table, column: usize) -> bool {
    let cells =
        (0..table.records().len()).map(|record| table.cell(record, column).trim()).filter(|cell| !cell.is_empty());
    let (all, persons) = cells
        .take(LOOKED_AT)
        .fold((0_usize, 0_usize), |(all, persons), cell| (all + 1, persons + usize::from(is_person(cell))));
    persons > 0 && persons as f64 >= OF_PERSONS * all as f64
}

fn is_email(text: &str) -> bool {
    let inner = text.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or(text);
    match inner.split_once('@') {
        Some((user, host)) => {
            !user.is_empty() && host.contains('.') && !host.contains('@') && !inner.contains(char::is_whitespace)
        }
        None => false,
    }
}

fn is_url(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://")) && !text.trim().contains(char::is_whitespace)
}

/// Letters, perhaps a dash, and digits: `ABC-123`, `INC0000045`, `CAS-01000-X1Y2Z3`; or a UUID.
fn is_key(text: &str) -> bool {
    if text.len() > 40 || text.contains(char::is_whitespace) {
        return false;
    }
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = &text.as_bytes()[letters..];
    let tail = rest.strip_prefix(b"-").or_else(|| rest.strip_prefix(b"_")).unwrap_or(rest);
    let keyed = (1..=12).contains(&letters) && !tail.is_empty() && tail.iter().all(u8::is_ascii_digit);
    let uuid = text.len() == 36 && text.bytes().filter(|byte| *byte == b'-').count() == 4;
    keyed && (rest.len() > tail.len() || tail.len() >= 4) || uuid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(values: &[&str]) -> Profile {
        let mut counting = Counting::default();
        values.iter().for_each(|value| counting.see(value));
        counting.profile(values.len())
    }

    #[test]
    fn values_are_told_apart_by_shape() {
        assert_eq!(profile(&["HIVE-28515", "INC0000045", "b3c9a1f0-1111-2222-3333-444455556666"]).keys, 1.0);
        assert_eq!(profile(&["2025-08-04 03:46:51", "n/a", "May 3, 2020"]).dates, 1.0);
        assert_eq!(profile(&["a@b.example", "Ann <ann@b.example>"]).emails, 1.0);
        assert_eq!(profile(&["01:35:00", "146:00"]).durations, 1.0);
        assert_eq!(profile(&["Open", "Closed", "6 - Resolved"]).states, 1.0);
        assert_eq!(profile(&["1", "2"]).states, 0.0);
        assert_eq!(profile(&["11 days ago", "yesterday"]).relative, 1.0);
        assert_eq!(profile(&["45389", "45390.5", "45391,25"]).serials, 1.0);
        assert_eq!(profile(&["Ann Lee", "Jan van der Berg", "McDonald, Ron"]).persons, 1.0);
        assert_eq!(profile(&["Printer is broken", "no mail"]).persons, 0.0);
        assert_eq!(profile(&["Billing > Refund", "Access > Password > Reset"]).paths, 1.0);
        assert_eq!(profile(&["E4012", "b2", "SKU_9"]).codes, 1.0);
        assert!(profile(&["ログインできません。助けてください", "プリンターが動きません"]).is_prose());
        assert!(profile(&["My printer does not print anything", "I cannot log in to the portal"]).is_prose());
        assert!(profile(&["Hardware", "Access", "Hardware", "Access", "Access", "Hardware"]).is_categorical());
        assert!(!profile(&["1", "2", "1", "2", "1"]).is_categorical());
    }
}
