//! `memory.jsonl`: what the program learnt. A header, then a line a problem by id; no ticket text but masked titles.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde::{Deserialize, Serialize};

use super::{columns::Columns, decisions::Decisions, error::LedgerError};
use crate::model::{
    change::{Lineage, Recognised},
    fix::FixVerdict,
    problem::{ProblemId, Status},
    series::Verdict,
    time::{Day, PeriodUnit},
};

/// Version of the file's format.
pub const VERSION: u64 = 1;

/// What the first line calls the file.
const FORMAT: &str = "fixfirst memory";

/// Everything that was learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    /// The first line.
    pub header: Header,
    /// The problems by id, those that went into others too.
    pub problems: BTreeMap<ProblemId, Remembered>,
}

/// The first line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    format: String,
    /// [`VERSION`].
    pub version: u64,
    /// The day the last run looked from.
    pub as_of: Option<Day>,
    /// The day the run before looked from: what changes are told against.
    pub since: Option<Day>,
    /// Number of the last report: each day of data counts once, and without days each other data.
    #[serde(default)]
    pub run: u32,
    /// Number of the next new problem: no number is given twice.
    pub next: u32,
    /// What the last run clustered, as a checksum.
    pub seen: String,
    /// What made the centres.
    pub encoder: String,
    /// Length of a period of the counts.
    pub unit: PeriodUnit,
    /// All tickets of each complete period that was ever seen.
    pub totals: BTreeMap<Day, u32>,
    /// Which columns fed which field in the last run.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: Columns,
    /// The same of the report before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns_before: Columns,
    /// How many tickets were known by their text, where the last run's ids were others than those before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_ids: Option<usize>,
}

/// What is remembered of a problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remembered {
    /// Its id.
    pub id: ProblemId,
    /// The problem it went into; then its id is never given again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<ProblemId>,
    /// Whether people put it there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub merged_by_people: bool,
    /// The title that was found for it, masked.
    pub title: String,
    /// How it stood in the last run.
    pub now: State,
    /// How it stood in the run before; none when it was not known then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<State>,
    /// In the file only: it stood in the run before as it stands now. So the line of a problem of which nothing is new
    /// stays as it is.
    #[serde(default, skip_serializing_if = "is_false")]
    as_before: bool,
    /// Whether it came out in the last run of tickets that the run before had already: then nothing happened.
    #[serde(default, skip_serializing_if = "is_false")]
    pub of_old: bool,
    /// By what it was recognised in the last run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognised: Option<Recognised>,
    /// First day with a ticket, in all data so far.
    pub first_seen: Option<Day>,
    /// Last day with a ticket, in all data so far.
    pub last_seen: Option<Day>,
    /// What became of it, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<Lineage>,
    /// How much it had when it was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted>,
    /// Its tickets in each complete period that was ever seen; zeros are left out.
    pub counts: BTreeMap<Day, u32>,
    /// How many tickets it had when its title was found.
    pub titled: usize,
    /// Distinctive words.
    pub terms: Vec<String>,
    /// Its theme in the last run: the number of the theme's first problem.
    pub theme: u32,
    /// Similarity to the centre above which three quarters of its texts lie.
    pub reach: f32,
    /// Its centre in the encoder's space, a byte a dimension.
    pub centre: String,
    /// A sample of checksums of what its tickets said in the last run that had some.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// Its tickets in natural order.
    pub members: Vec<String>,
}

impl Remembered {
    /// A problem of which nothing is known yet.
    pub fn new(id: ProblemId) -> Self {
        Self {
            id,
            into: None,
            merged_by_people: false,
            title: String::new(),
            now: State::UNKNOWN,
            before: None,
            as_before: false,
            of_old: false,
            recognised: None,
            first_seen: None,
            last_seen: None,
            lineage: vec![],
            accepted: None,
            counts: BTreeMap::new(),
            titled: 0,
            terms: vec![],
            theme: 0,
            reach: 1.0,
            centre: String::new(),
            said: String::new(),
            members: vec![],
        }
    }

    /// As it stands in the file.
    fn written(&self) -> Self {
        let as_before = self.before.as_ref() == Some(&self.now);
        Self { before: self.before.clone().filter(|_| !as_before), as_before, ..self.clone() }
    }

    /// From what stands in the file.
    fn read(mut self) -> Self {
        if std::mem::take(&mut self.as_before) {
            self.before = Some(self.now.clone());
        }
        self
    }
}

/// How a problem stood in a run: what changes are told from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Its tickets in the data of that run.
    pub tickets: usize,
    /// What was said of its rate.
    pub verdict: Verdict,
    /// Which way it goes, by the last report that could say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course: Option<Course>,
    /// What the team had decided.
    pub status: Status,
    /// What was said of its fix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<FixVerdict>,
    /// Whether it had outgrown its acceptance.
    #[serde(default, skip_serializing_if = "is_false")]
    pub outgrew: bool,
    /// Whether it has no ticket in that data, and that data cannot say that there is none.
    #[serde(default, skip_serializing_if = "is_false")]
    pub out_of_sight: bool,
}

impl State {
    /// Of a problem of which nothing is known.
    pub const UNKNOWN: Self = Self {
        tickets: 0,
        verdict: Verdict::Unclear,
        course: None,
        status: Status::Open,
        fix: None,
        outgrew: false,
        out_of_sight: false,
    };
}

/// Which way a problem goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// More tickets than before.
    Up,
    /// Fewer.
    Down,
}

impl Course {
    /// What a verdict says; none where it says nothing.
    pub fn of(verdict: Verdict) -> Option<Self> {
        match verdict {
            Verdict::New | Verdict::Rising | Verdict::Returning => Some(Self::Up),
            Verdict::Falling | Verdict::Gone => Some(Self::Down),
            Verdict::Steady | Verdict::Unclear => None,
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// How much a problem had when the team accepted it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The last day of the data that was accepted.
    pub day: Day,
    /// Its tickets in the recent complete periods up to then.
    pub tickets: u32,
    /// The other tickets in them.
    pub others: u32,
}

impl Default for Memory {
    fn default() -> Self {
        let header = Header {
            format: FORMAT.to_owned(),
            version: VERSION,
            as_of: None,
            since: None,
            run: 0,
            next: 1,
            seen: String::new(),
            encoder: String::new(),
            unit: PeriodUnit::Week,
            totals: BTreeMap::new(),
            columns: Columns::new(),
            columns_before: Columns::new(),
            other_ids: None,
        };
        Self { header, problems: BTreeMap::new() }
    }
}

impl Memory {
    /// Whether no run was remembered yet.
    pub fn is_empty(&self) -> bool {
        self.header.seen.is_empty()
    }

    /// The problem that an id leads to today: what went into another is that other. None when unknown.
    pub fn heir(&self, id: ProblemId) -> Option<ProblemId> {
        let mut at = id;
        // As many steps as there are problems: a circle that somebody wrote by hand ends.
        for _ in 0..=self.problems.len() {
            match self.problems.get(&at)?.into {
                Some(into) => at = into,
                None => return Some(at),
            }
        }
        None
    }

    /// Problems that went into others live again where people took back their merge, or say that they are different.
    pub fn revive(&mut self, decisions: &Decisions) {
        let apart = decisions.told_apart();
        let alive: Vec<ProblemId> = self
            .problems
            .values()
            .filter(|problem| problem.into.is_some() && decisions.heir(problem.id) == problem.id)
            .filter(|problem| problem.merged_by_people || apart.contains(&problem.id))
            .map(|problem| problem.id)
            .collect();
        for id in alive {
            let heir = self.heir(id);
            let Some(problem) = self.problems.get_mut(&id) else { continue };
            (problem.into, problem.merged_by_people) = (None, false);
            let own: BTreeSet<String> = problem.members.iter().cloned().collect();
            if let Some(heir) = heir.and_then(|heir| self.problems.get_mut(&heir)) {
                heir.members.retain(|key| !own.contains(key));
            }
        }
    }

    /// The problem of each ticket.
    pub fn members(&self) -> BTreeMap<&str, ProblemId> {
        let living = self.problems.values().filter(|problem| problem.into.is_none());
        living.flat_map(|problem| problem.members.iter().map(|key| (key.as_str(), problem.id))).collect()
    }

    /// The file's text: the same memory gives the same bytes.
    pub fn write(&self) -> String {
        let mut text = line(&self.header);
        self.problems.values().for_each(|problem| text.push_str(&line(&problem.written())));
        text
    }

    /// Reads the file's text.
    ///
    /// # Errors
    /// When a newer version wrote it, or a line is not what it should be.
    pub fn read(text: &str, path: &Path) -> Result<Self, LedgerError> {
        let malformed = |line: usize, reason: String| LedgerError::Malformed {
            path: path.display().to_string(),
            line,
            reason,
            by_hand: false,
        };
        let mut lines = (1..).zip(text.lines());
        let (_, first) = lines.next().ok_or_else(|| malformed(1, "the file is empty".to_owned()))?;
        let outline: Outline = serde_json::from_str(first).map_err(|error| malformed(1, told(&error)))?;
        if outline.format != FORMAT {
            return Err(malformed(1, format!("this is not a “{FORMAT}”")));
        }
        if outline.version > VERSION {
            let path = path.display().to_string();
            return Err(LedgerError::Newer { path, found: outline.version, known: VERSION });
        }
        let header: Header = serde_json::from_str(first).map_err(|error| malformed(1, told(&error)))?;
        let mut problems = BTreeMap::new();
        for (number, text) in lines {
            let problem: Remembered = serde_json::from_str(text).map_err(|error| malformed(number, told(&error)))?;
            let problem = problem.read();
            let id = problem.id;
            if id.0 == 0 || id.0 >= header.next {
                return Err(malformed(
                    number,
                    format!("{id} was never given: the next new problem is {}", header.next),
                ));
            }
            if problems.insert(id, problem).is_some() {
                return Err(malformed(number, format!("{id} stands in the file twice")));
            }
        }
        let memory = Self { header, problems };
        for (number, problem) in (2..).zip(memory.problems.values()) {
            if problem.into.is_some() && memory.heir(problem.id).is_none() {
                return Err(malformed(number, format!("{} went into no problem that is there", problem.id)));
            }
        }
        Ok(memory)
    }
}

/// What every version's first line has.
#[derive(Deserialize)]
struct Outline {
    format: String,
    version: u64,
}

fn line<T: Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string(value).expect("every field is a string, a number, a list or a record");
    text.push('\n');
    text
}

/// The reader's words without its own line number, which is always 1.
fn told(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((told, place)) => match place.rsplit_once("column ") {
            Some((_, column)) => format!("{told} (column {column})"),
            None => told.to_owned(),
        },
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_problem_of_which_nothing_is_new_stays_as_it_is() {
        let mut memory = Memory::default();
        memory.header.next = 2;
        let mut problem = Remembered::new(ProblemId(1));
        problem.before = Some(problem.now.clone());
        memory.problems.insert(problem.id, problem);
        let text = memory.write();
        assert!(text.contains("\"as_before\":true") && !text.contains("\"before\":{"), "{text}");
        let read = Memory::read(&text, Path::new("m")).unwrap();
        assert_eq!(read, memory);
        assert_eq!(read.write(), text);
        let mut grown = read;
        grown.problems.values_mut().for_each(|problem| problem.now.tickets = 3);
        assert!(grown.write().contains("\"before\":{\"tickets\":0"), "{}", grown.write());
    }
}
