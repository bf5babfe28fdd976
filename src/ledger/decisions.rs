//! `problems.toml`: what people decided. Read here, edited by [`super::edit`], and never rewritten.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    path::Path,
};

use toml_edit::{Document, Item, TableLike, Value};

use super::error::LedgerError;
use crate::model::{
    fix::Shipped,
    nearest::nearest,
    problem::{ProblemId, Status},
    time::Day,
};

/// Version of the file's format.
pub const VERSION: i64 = 1;

/// Names at the top of the file, besides ids of problems.
const TOP: &[&str] = &["version", "rule"];

/// Names in the table of a problem.
const OF_PROBLEM: &[&str] = &["name", "status", "owner", "link", "note", "mute", "merged_into", "fixes"];

/// Names in a fix.
const OF_FIX: &[&str] = &["shipped", "expect", "version", "lag", "link"];

/// Names in a rule.
const OF_RULE: &[&str] = &["same", "different"];

/// What people decided about a problem.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// Their name for it.
    pub name: Option<String>,
    /// What is to become of it.
    pub status: Option<Status>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Where it is worked on.
    pub link: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Whether it is to leave the top list.
    pub mute: Option<Mute>,
    /// The problem that it is.
    pub merged_into: Option<ProblemId>,
    /// Fixes that were shipped, in the order they stand in.
    pub fixes: Vec<Shipped>,
}

/// How long a problem is out of the top list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mute {
    /// Until somebody says otherwise.
    Always,
    /// Up to and with this day.
    Until(Day),
}

/// What people said of tickets or problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Whether they are the same problem or different ones.
    pub kind: RuleKind,
    /// Ids of tickets or problems.
    pub of: Vec<String>,
    /// Where it stands in the file.
    pub line: usize,
}

/// What a rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// They are one problem.
    Same,
    /// They are different problems.
    Different,
}

/// Everything that people decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// By problem.
    pub problems: BTreeMap<ProblemId, Decision>,
    /// Rules in the file's order.
    pub rules: Vec<Rule>,
    /// What went into what, by `merged_into` and by rules that call problems the same.
    merges: BTreeMap<ProblemId, ProblemId>,
}

impl Decisions {
    /// Reads the file's text.
    ///
    /// # Errors
    /// When it is no TOML, has a name or a value that says nothing here, or is of a newer version.
    pub fn read(text: &str, path: &Path) -> Result<Self, LedgerError> {
        let reader = Reader { text, path };
        let document = Document::parse(text)
            .map_err(|error| reader.malformed(error.span(), reader.wrong(error.span(), error.message())))?;
        let mut found = Self::default();
        if let Some(version) = document.get("version") {
            match version.as_integer() {
                Some(number) if number > VERSION => {
                    let (found, known) = (number.cast_unsigned(), VERSION.cast_unsigned());
                    return Err(LedgerError::Newer { path: path.display().to_string(), found, known });
                }
                Some(VERSION) => {}
                _ => return Err(reader.malformed(version.span(), format!("the version is {VERSION}"))),
            }
        }
        for (key, item) in document.as_table() {
            let at = document.as_table().key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
            if let Ok(id) = key.parse::<ProblemId>() {
                found.problems.insert(id, reader.decision(item)?);
            } else if key == "rule" {
                found.rules = reader.rules(item)?;
            } else if key != "version" {
                return Err(reader.unknown(at, key, TOP, &meant(key)));
            }
        }
        found.gather(&reader)?;
        Ok(found)
    }

    /// The problem that an id leads to by people's merges.
    pub fn heir(&self, id: ProblemId) -> ProblemId {
        let mut at = id;
        while let Some(&into) = self.merges.get(&at) {
            at = into;
        }
        at
    }

    /// What people merged, and into what in the end.
    pub fn merges(&self) -> impl Iterator<Item = (ProblemId, ProblemId)> {
        self.merges.keys().map(|&id| (id, self.heir(id)))
    }

    /// Problems that a rule calls different from another one.
    pub fn told_apart(&self) -> BTreeSet<ProblemId> {
        let different = self.rules.iter().filter(|rule| rule.kind == RuleKind::Different);
        different.flat_map(|rule| rule.of.iter().filter_map(|id| id.parse().ok())).collect()
    }

    /// The first rule that tells apart what other decisions call the same, with its line and what it tells apart.
    pub fn contradiction(&self) -> Option<(usize, Vec<String>)> {
        let name = |id: &String| id.parse().map_or_else(|_| id.clone(), |problem| self.heir(problem).to_string());
        let mut groups: Vec<BTreeSet<String>> = vec![];
        for rule in self.rules.iter().filter(|rule| rule.kind == RuleKind::Same) {
            let mut own: BTreeSet<String> = rule.of.iter().map(name).collect();
            groups.retain(|group| {
                group.is_disjoint(&own) || {
                    own.extend(group.iter().cloned());
                    false
                }
            });
            groups.push(own);
        }
        let mut different = self.rules.iter().filter(|rule| rule.kind == RuleKind::Different);
        different.find_map(|rule| {
            let one = |a: &String, b: &String| {
                let (a, b) = (name(a), name(b));
                a == b || groups.iter().any(|group| group.contains(&a) && group.contains(&b))
            };
            let pairs = rule.of.iter().enumerate().flat_map(|(at, a)| rule.of[at + 1..].iter().map(move |b| (a, b)));
            let mut wrong = pairs.filter(|(a, b)| a != b && one(a, b));
            wrong.next().map(|(a, b)| (rule.line, vec![a.clone(), b.clone()]))
        })
    }

    /// The greatest number that is in use.
    pub fn greatest(&self) -> u32 {
        self.problems.keys().chain(self.merges.values()).map(|id| id.0).max().unwrap_or(0)
    }

    /// Gathers the merges; refuses those that lead back to themselves.
    fn gather(&mut self, reader: &Reader<'_>) -> Result<(), LedgerError> {
        for (&id, decision) in &self.problems {
            self.merges.extend(decision.merged_into.map(|into| (id, into)));
        }
        for &id in self.problems.keys() {
            let mut at = id;
            for _ in 0..=self.merges.len() {
                at = self.merges.get(&at).copied().unwrap_or(at);
            }
            if self.merges.contains_key(&at) {
                let line = (1..).zip(reader.text.lines()).find(|(_, line)| line.contains(&format!("[{id}]")));
                let reason = format!("{id} is merged into itself by way of others");
                return Err(reader.malformed_at(line.map_or(1, |(line, _)| line), reason));
            }
        }
        for rule in self.rules.iter().filter(|rule| rule.kind == RuleKind::Same) {
            let problems: Vec<ProblemId> = rule.of.iter().filter_map(|id| id.parse().ok()).collect();
            for &other in problems.iter().skip(1) {
                let (first, other) = (self.heir(problems[0]), self.heir(other));
                if first != other {
                    self.merges.insert(other, first);
                }
            }
        }
        Ok(())
    }
}

/// What a name that nothing is called by may mean: an id written otherwise, else any id.
fn meant(key: &str) -> String {
    let digits = key.trim_start_matches(['P', 'p']).trim_start_matches(['-', '_', ' ']);
    digits.parse().map_or_else(|_| "P-17".to_owned(), |number| ProblemId(number).to_string())
}

/// Characters of a wrong line that are shown.
const SHOWN: usize = 60;

/// The file that is read.
struct Reader<'a> {
    text: &'a str,
    path: &'a Path,
}

impl Reader<'_> {
    fn line(&self, span: Option<Range<usize>>) -> usize {
        let before = span.and_then(|span| self.text.get(..span.start)).unwrap_or("");
        before.matches('\n').count() + 1
    }

    /// The parser's words; where those do not say what is wrong, ours.
    fn wrong(&self, span: Option<Range<usize>>, told: &str) -> String {
        let from = span.clone().and_then(|span| self.text.get(span.start..)).unwrap_or("");
        let here: String = from.lines().next().unwrap_or("").chars().take(SHOWN).collect();
        let digits = here.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
        if told.contains("duplicate key") {
            return format!("{here} stands in the file twice: put what both say into one");
        }
        match here.get(..digits).filter(|date| date.len() == 10 && date.parse::<Day>().is_err()) {
            Some(date) => format!("{date} is no day"),
            None => told.to_owned(),
        }
    }

    fn malformed_at(&self, line: usize, reason: String) -> LedgerError {
        let reason = reason.replace('\n', " ");
        LedgerError::Malformed { path: self.path.display().to_string(), line, reason, by_hand: true }
    }

    fn malformed(&self, span: Option<Range<usize>>, reason: String) -> LedgerError {
        self.malformed_at(self.line(span), reason)
    }

    fn unknown(&self, span: Option<Range<usize>>, key: &str, known: &[&str], otherwise: &str) -> LedgerError {
        let near = nearest(key, known.iter().copied()).unwrap_or(otherwise);
        LedgerError::UnknownKey {
            path: self.path.display().to_string(),
            line: self.line(span),
            key: key.to_owned(),
            near: near.to_owned(),
        }
    }

    fn table<'i>(&self, item: &'i Item, what: &str) -> Result<&'i dyn TableLike, LedgerError> {
        item.as_table_like().ok_or_else(|| self.malformed(item.span(), format!("{what} is a table")))
    }

    fn decision(&self, item: &Item) -> Result<Decision, LedgerError> {
        let mut decision = Decision::default();
        let table = self.table(item, "a problem")?;
        for (key, item) in table.iter() {
            match key {
                "name" => decision.name = self.words(item, key)?,
                "owner" => decision.owner = self.words(item, key)?,
                "link" => decision.link = self.words(item, key)?,
                "note" => decision.note = self.words(item, key)?,
                "status" => decision.status = Some(self.status(item)?),
                "mute" => decision.mute = self.mute(item)?,
                "merged_into" => {
                    let id = item.as_str().and_then(|text| text.parse().ok());
                    let wrong = || self.malformed(item.span(), "`merged_into` is the id of a problem: \"P-4\"".into());
                    decision.merged_into = Some(id.ok_or_else(wrong)?);
                }
                "fixes" => decision.fixes = self.fixes(item)?,
                _ => {
                    let at = table.key(key).and_then(toml_edit::Key::span);
                    return Err(self.unknown(at.or_else(|| item.span()), key, OF_PROBLEM, "note"));
                }
            }
        }
        Ok(decision)
    }

    /// Text that says something; empty text is none.
    fn words(&self, item: &Item, key: &str) -> Result<Option<String>, LedgerError> {
        let text = item.as_str().ok_or_else(|| self.malformed(item.span(), format!("`{key}` is text in quotes")))?;
        Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
    }

    fn status(&self, item: &Item) -> Result<Status, LedgerError> {
        let said = item.as_str().unwrap_or("");
        status(said).ok_or_else(|| {
            self.malformed(item.span(), "`status` is \"open\", \"planned\", \"accepted\" or \"fixed\"".to_owned())
        })
    }

    fn mute(&self, item: &Item) -> Result<Option<Mute>, LedgerError> {
        match item.as_bool() {
            Some(true) => Ok(Some(Mute::Always)),
            Some(false) => Ok(None),
            None => match self.day(item) {
                Some(day) => Ok(Some(Mute::Until(day))),
                None => Err(self.malformed(item.span(), "`mute` is true, false or a date".to_owned())),
            },
        }
    }

    /// A date of TOML, or one in quotes.
    fn day(&self, item: &Item) -> Option<Day> {
        match (item.as_datetime(), item.as_str()) {
            (Some(at), _) => {
                let date = at.date.filter(|_| at.time.is_none())?;
                Day::from_ymd(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            }
            (None, text) => text?.parse().ok(),
        }
    }

    fn fixes(&self, item: &Item) -> Result<Vec<Shipped>, LedgerError> {
        let wrong =
            || self.malformed(item.span(), "`fixes` is a list of tables: [{ shipped = 2026-10-03 }]".to_owned());
        match item {
            Item::ArrayOfTables(tables) => tables.iter().map(|table| self.fix(table, table.span())).collect(),
            Item::Value(Value::Array(values)) => {
                values.iter().map(|value| self.fix(value.as_inline_table().ok_or_else(wrong)?, value.span())).collect()
            }
            _ => Err(wrong()),
        }
    }

    fn fix(&self, table: &dyn TableLike, span: Option<Range<usize>>) -> Result<Shipped, LedgerError> {
        let (mut shipped, mut expect, mut version, mut days, mut link) = (None, None, None, None, None);
        for (key, item) in table.iter() {
            let wrong = |reason: &str| self.malformed(item.span(), reason.to_owned());
            match key {
                "shipped" => {
                    shipped = Some(self.day(item).ok_or_else(|| wrong("`shipped` is a date: 2026-10-03"))?);
                }
                "expect" => {
                    let share = match item.as_str() {
                        Some(text) => expectation(text),
                        None => item.as_float().filter(|share| *share > 0.0 && *share <= 1.0),
                    };
                    expect = Some(share.ok_or_else(|| wrong("`expect` is a share of the tickets: \"50%\""))?);
                }
                "lag" => {
                    let found = match item.as_str() {
                        Some(text) => lag(text),
                        None => item.as_integer().and_then(|days| u32::try_from(days).ok()).filter(|n| *n <= MOST_LAG),
                    };
                    days = Some(found.ok_or_else(|| wrong("`lag` is a number of days: \"14d\""))?);
                }
                "version" => version = self.words(item, key)?,
                "link" => link = self.words(item, key)?,
                _ => return Err(self.unknown(table.key(key).and_then(toml_edit::Key::span), key, OF_FIX, "link")),
            }
        }
        let shipped = shipped.ok_or_else(|| self.malformed(span, "a fix needs the day it was shipped".to_owned()))?;
        Ok(Shipped { shipped, expect, version, lag: days, link })
    }

    fn rules(&self, item: &Item) -> Result<Vec<Rule>, LedgerError> {
        let tables = item.as_array_of_tables();
        let tables = tables.ok_or_else(|| self.malformed(item.span(), "a rule is written [[rule]]".to_owned()))?;
        let mut rules = vec![];
        for table in tables {
            for (key, item) in table {
                let kind = match key {
                    "same" => RuleKind::Same,
                    "different" => RuleKind::Different,
                    _ => {
                        let at = table.key(key).and_then(toml_edit::Key::span);
                        return Err(self.unknown(at.or_else(|| item.span()), key, OF_RULE, "same"));
                    }
                };
                let ids = item.as_array().map(|array| array.iter().map(id_text).collect::<Option<Vec<String>>>());
                let of = ids.flatten().filter(|ids| ids.len() > 1).ok_or_else(|| {
                    self.malformed(item.span(), format!("`{key}` is a list of two or more ids: [\"4711\", \"P-4\"]"))
                })?;
                rules.push(Rule { kind, of, line: self.line(item.span()) });
            }
        }
        Ok(rules)
    }
}

/// An id as text; numbers are ids too.
fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.value().clone()),
        Value::Integer(number) => Some(number.value().to_string()),
        _ => None,
    }
}

/// The status that a word says.
pub fn status(word: &str) -> Option<Status> {
    [Status::Open, Status::Planned, Status::Accepted, Status::Fixed].into_iter().find(|status| status.name() == word)
}

/// Whether a link is one that leads somewhere: to a page or a mailbox, and not into a program.
pub fn is_address(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| ["http", "https", "mailto"].contains(&scheme.as_str()))
}

/// `50%` → 0.5; none for what is no share of the tickets.
pub fn expectation(text: &str) -> Option<f64> {
    let number: f64 = text.trim().strip_suffix('%')?.trim().parse().ok()?;
    (number > 0.0 && number <= 100.0).then_some(number / 100.0)
}

/// Longest time a fix may take to reach the customers, in days.
const MOST_LAG: u32 = 3650;

/// `14d`, `2w` → days.
pub fn lag(text: &str) -> Option<u32> {
    let text = text.trim();
    let (digits, days) = match text.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (text.strip_suffix('d').unwrap_or(text), 1),
    };
    digits.trim().parse::<u32>().ok()?.checked_mul(days).filter(|days| *days <= MOST_LAG)
}
