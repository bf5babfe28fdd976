//! What a reader should keep in mind: facts about the data and its limits, as data. The words for
//! them are the renderers'.

mod days;
mod grouping;
mod languages;
mod reading;

use serde::{Deserialize, Serialize};

pub use self::reading::reading;

use self::{
    days::{by_day, few_days},
    grouping::grouping,
    languages::languages,
};
use super::Findings;
use crate::{
    ingest::intake::Note,
    model::{
        problem::ProblemId,
        series::Hole,
        time::{Day, PeriodUnit},
    },
};

/// Below so many tickets groups are as much chance as pattern: a first guess, to be replaced by a
/// measured figure.
const THIN: usize = 50;

/// Days without data before the day it is looked at from, beyond which the report says so: four weeks.
const STALE: i64 = 28;

/// Something to keep in mind. Serialised with its name as `code`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Caveat {
    /// Fewer than `THIN` tickets.
    ThinData {
        /// How many there are.
        tickets: usize,
    },
    /// No ticket has a date: no trends.
    NoDates,
    /// Some tickets have no date.
    Undated {
        /// How many.
        tickets: usize,
    },
    /// Too few complete periods to compare.
    ShortHistory {
        /// Length of a period.
        unit: PeriodUnit,
        /// How many are complete.
        complete: usize,
        /// How many days the data covers, where those may be looked at one by one; else 0.
        #[serde(default, skip_serializing_if = "is_zero")]
        days: usize,
    },
    /// All dates are on a few days that lie far apart: days of an export rather than of the tickets.
    FewDays {
        /// Tickets with a date.
        tickets: usize,
        /// How many days.
        days: usize,
        /// The first one.
        first: Day,
        /// The last one.
        last: Day,
    },
    /// The data ends long before the day that it is looked at from.
    EndsBefore {
        /// The day that was named.
        as_of: Day,
        /// The last day of the last complete period.
        to: Day,
    },
    /// The last period counts although its last days have no ticket: by chance, as far as the usual number tells.
    QuietEnd {
        /// Length of a period.
        unit: PeriodUnit,
        /// How many days.
        days: usize,
        /// The last day with a ticket.
        last: Day,
    },
    /// Tickets outside of the complete periods are in the counts and not in the trends.
    PartialPeriods {
        /// How many.
        tickets: usize,
        /// Length of a period.
        unit: PeriodUnit,
    },
    /// Periods without any ticket in the midst of the others: a hole in the export, not a fall.
    EmptyPeriods {
        /// Length of a period.
        unit: PeriodUnit,
        /// How many.
        empty: usize,
        /// The first one.
        first: Day,
    },
    /// Periods with far fewer tickets than around them, or with days that have none: an export that lost some.
    HalfFilledPeriods {
        /// Length of a period.
        unit: PeriodUnit,
        /// How many.
        periods: usize,
        /// The first one.
        first: Day,
    },
    /// Periods that hold many of their tickets twice: exports that overlap.
    DoubledPeriods {
        /// Length of a period.
        unit: PeriodUnit,
        /// How many.
        periods: usize,
        /// The first one.
        first: Day,
    },
    /// A date column has values that no style explains.
    UnreadableDates {
        /// The column's header.
        column: String,
        /// How many values.
        count: usize,
        /// How many of them are relative dates ("11 days ago").
        #[serde(default)]
        relative: usize,
        /// One of them, its shape only.
        example: String,
    },
    /// Day and month could not be told apart.
    AmbiguousDates {
        /// The column's header.
        column: String,
        /// The order that was assumed.
        assumed: String,
    },
    /// A spreadsheet had turned round month and day of dates; they were turned back.
    SwappedDates {
        /// The column's header.
        column: String,
        /// How many dates.
        count: usize,
    },
    /// Times without a zone were read in the one that was named, and days are counted there.
    TimeZone {
        /// Its name.
        zone: String,
    },
    /// Two files have tickets of the same numbers that are other tickets.
    SameNumbers {
        /// The first file.
        file: String,
        /// The second.
        other: String,
        /// How many numbers are in both.
        numbers: usize,
    },
    /// Another date stands for the missing creation date.
    StandInDate {
        /// The file.
        file: String,
        /// The column whose dates are used.
        column: String,
    },
    /// No customer column: nobody can be counted.
    NoCustomers,
    /// Most tickets name no customer.
    FewCustomers {
        /// How many name none.
        tickets: usize,
        /// Of how many.
        all: usize,
    },
    /// The export has no id column.
    NoIds {
        /// The file.
        file: String,
        /// How many further files have none.
        #[serde(default)]
        further: usize,
    },
    /// The category stands for missing text.
    CategoryForText {
        /// The file.
        file: String,
    },
    /// Characters were replaced.
    UndecodableText {
        /// The file.
        file: String,
        /// How many records.
        records: usize,
        /// First line.
        line: u64,
    },
    /// Long cells were cut.
    LongTextCut {
        /// How many.
        count: usize,
        /// The file of the first one.
        file: String,
        /// Its line.
        line: u64,
    },
    /// A file was passed over.
    FileSkipped {
        /// The file.
        file: String,
        /// Why.
        why: String,
    },
    /// More files in a folder or archive were passed over for one reason.
    FilesSkipped {
        /// The folder or archive.
        folder: String,
        /// How many.
        count: usize,
        /// Why.
        why: String,
    },
    /// A table of accounts was joined.
    Accounts {
        /// The file.
        file: String,
        /// How many accounts it has.
        accounts: usize,
        /// How many tickets have one of them.
        matched: usize,
        /// How many tickets there are.
        tickets: usize,
    },
    /// A table of accounts has amounts or dates that could not be read.
    AccountCells {
        /// The file.
        file: String,
        /// How many.
        count: usize,
        /// Line of the first.
        line: u64,
    },
    /// Records could not be used.
    Rejected {
        /// How many.
        records: usize,
        /// Of how many.
        rows: usize,
    },
    /// Records that are copies of a ticket: it is counted once.
    Copies {
        /// How many.
        records: usize,
        /// Of how many.
        rows: usize,
    },
    /// More than half of the tickets read like no other.
    MuchUngrouped {
        /// Their share, 0-1.
        share: f64,
    },
    /// One customer wrote most of a problem's tickets.
    OneCustomer {
        /// The problems, in their order.
        problems: Vec<ProblemId>,
    },
    /// One day holds most of a problem's tickets: an incident rather than a pitfall.
    OneDay {
        /// The problems and the days, in the problems' order.
        problems: Vec<ProblemDay>,
    },
    /// One customer wrote most of a problem's recent tickets, though not of all: no trend is read from them.
    OneCustomerLately {
        /// The problems, in their order.
        problems: Vec<ProblemId>,
    },
    /// One day holds most of a problem's recent tickets, though not of all.
    OneDayLately {
        /// The problems and the days, in the problems' order.
        problems: Vec<ProblemDay>,
    },
    /// This data ends before what the memory has seen: it was looked at, and nothing was remembered.
    OlderThanMemory {
        /// The day the memory is of.
        memory: Day,
    },
    /// The data has no dates, and the memory is of data that had them: nothing was remembered.
    UndatedForMemory {
        /// Last day of the data that the memory knows.
        memory: Day,
    },
    /// Problems that came out of tickets which the report before had already: the grouping is another, and nothing
    /// happened.
    Regrouped {
        /// Which.
        problems: Vec<ProblemId>,
    },
    /// Known problems without a ticket in data that begins after their last one, and is too short to have one for sure.
    OutOfSight {
        /// Which.
        problems: Vec<ProblemId>,
        /// The first day of the data.
        begins: Day,
    },
    /// The tickets of the weeks that the memory knows have other ids than it knows: problems are known by what their
    /// tickets say.
    OtherIds {
        /// How many tickets say what known ones said.
        tickets: usize,
    },
    /// Fields that other columns feed than in the report before.
    OtherColumns {
        /// Which.
        fields: Vec<OtherColumn>,
    },
    /// Customers' words are shown as they wrote them, since that was asked for.
    Unmasked,
    /// A rule of the team names tickets or problems that are not in this data.
    IdleRule {
        /// Line of `problems.toml`.
        line: usize,
        /// The ids.
        unknown: Vec<String>,
    },
    /// Two rules of the team, or a rule and the tickets' own texts, cannot both hold.
    BrokenRule {
        /// Line of `problems.toml`.
        line: usize,
        /// Ids that are together although they are to be apart, or apart although they are to be together.
        ids: Vec<String>,
    },
    /// What people merged is not one problem: a rule, or the tickets' own texts, says otherwise.
    BrokenMerge {
        /// The problem whose id went.
        problem: ProblemId,
        /// The problem that it is.
        into: ProblemId,
        /// The other problems that have tickets of it.
        elsewhere: Vec<ProblemId>,
    },
    /// Problems that people want out of the top list for now.
    Muted {
        /// Which.
        problems: Vec<Muted>,
    },
    /// Decisions about problems that the memory does not know.
    UnknownDecisions {
        /// The problems.
        problems: Vec<ProblemId>,
    },
    /// Many tickets are not in English, which is read best.
    OtherLanguages {
        /// How many tickets, by language, most first.
        languages: Vec<LanguageCount>,
        /// Their share of all, 0-1.
        share: f64,
    },
}

/// A field that other columns feed than in the report before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherColumn {
    /// Its name, as `--map` takes it.
    pub field: String,
    /// The columns before.
    pub before: Vec<String>,
    /// The columns now; empty when none feeds it any more.
    pub now: Vec<String>,
}

/// A problem that is out of the top list for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Muted {
    /// The problem.
    pub problem: ProblemId,
    /// The last day that it is; none where no day was said.
    pub until: Option<Day>,
}

/// A problem and a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemDay {
    /// The problem.
    pub problem: ProblemId,
    /// The day.
    pub day: Day,
}

/// A language and its tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageCount {
    /// ISO 639-1 code.
    pub language: String,
    /// How many tickets.
    pub tickets: usize,
}

/// All caveats of a run, in the order of the enum. `shown` are the clusters of the top list.
pub fn caveats(findings: &Findings<'_>, shown: &[usize]) -> Vec<Caveat> {
    let mut found = vec![];
    let corpus = &findings.intake.corpus;
    if (1..THIN).contains(&corpus.len()) {
        found.push(Caveat::ThinData { tickets: corpus.len() });
    }
    time(findings, &mut found);
    let unnamed = corpus.tickets().iter().filter(|ticket| ticket.customer.is_none()).count();
    if !corpus.is_empty() && unnamed == corpus.len() {
        found.push(Caveat::NoCustomers);
    } else if 2 * unnamed > corpus.len() {
        found.push(Caveat::FewCustomers { tickets: unnamed, all: corpus.len() });
    }
    found.extend(findings.intake.notes.iter().filter_map(reading));
    without_ids_together(&mut found);
    let records: usize = findings.intake.rejects.iter().map(|reject| reject.count).sum();
    if records > 0 {
        found.push(Caveat::Rejected { records, rows: findings.intake.rows });
    }
    if findings.intake.duplicates > 0 {
        found.push(Caveat::Copies { records: findings.intake.duplicates, rows: findings.intake.rows });
    }
    grouping(findings, shown, &mut found);
    found.extend(findings.remembered.caveats.iter().cloned());
    languages(findings, &mut found);
    found
}

/// Many files without ids are told of once.
fn without_ids_together(found: &mut Vec<Caveat>) {
    let all = found.iter().filter(|caveat| matches!(caveat, Caveat::NoIds { .. })).count();
    let mut told = false;
    found.retain_mut(|caveat| match caveat {
        Caveat::NoIds { further, .. } => {
            *further = all - 1;
            !std::mem::replace(&mut told, true)
        }
        _ => true,
    });
}

fn time(findings: &Findings<'_>, found: &mut Vec<Caveat>) {
    let noted = findings.intake.notes.contains(&Note::NoDates);
    match &findings.trends.calendar {
        None if noted || !findings.intake.corpus.is_empty() => found.push(Caveat::NoDates),
        None => {}
        Some(calendar) => {
            if calendar.undated > 0 {
                found.push(Caveat::Undated { tickets: calendar.undated });
            }
            let unit = calendar.unit;
            let left_out = |hole: Hole| {
                let mut periods = calendar.left_out.iter().filter(move |out| out.hole == hole).map(|out| out.period);
                periods.next().map(|first| (1 + periods.count(), first))
            };
            if let Some((empty, first)) = left_out(Hole::Empty) {
                found.push(Caveat::EmptyPeriods { unit, empty, first });
            }
            if let Some((periods, first)) = left_out(Hole::HalfFilled) {
                found.push(Caveat::HalfFilledPeriods { unit, periods, first });
            }
            if let Some((periods, first)) = left_out(Hole::Doubled) {
                found.push(Caveat::DoubledPeriods { unit, periods, first });
            }
            let few = few_days(findings);
            if findings.trends.recent == 0 {
                let days = if few.is_some() { 0 } else { by_day(findings, unit) };
                found.push(Caveat::ShortHistory { unit, complete: calendar.periods.len(), days });
            }
            found.extend(few);
            let to = calendar.periods.last().map(|&last| unit.next(last).previous());
            if let Some(to) =
                to.filter(|&to| calendar.as_of > unit.next(to.plus(1)) && calendar.as_of.days_since(to) > STALE)
            {
                found.push(Caveat::EndsBefore { as_of: calendar.as_of, to });
            }
            if calendar.quiet_days > 0 {
                found.push(Caveat::QuietEnd { unit, days: calendar.quiet_days, last: calendar.as_of });
            }
            if calendar.outside > 0 && !calendar.periods.is_empty() {
                found.push(Caveat::PartialPeriods { tickets: calendar.outside, unit: calendar.unit });
            }
        }
    }
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_without_ids_are_told_of_once() {
        let one = |file: &str| Caveat::NoIds { file: file.to_owned(), further: 0 };
        let mut found = vec![one("a"), Caveat::NoCustomers, one("b"), one("c")];
        without_ids_together(&mut found);
        assert_eq!(found, [Caveat::NoIds { file: "a".to_owned(), further: 2 }, Caveat::NoCustomers]);
    }
}
