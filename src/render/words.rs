//! Every sentence of every format: plain words, right plurals, one way to write a number or a date.
//!
//! Sentences carry raw titles; whoever writes them escapes the whole sentence.

mod about;
mod changes;
mod closer;
pub mod difference;
pub mod digest;
mod dossier;
mod explain;
mod fixes;
mod languages;
pub mod page;
mod remembered;
mod score;
mod search;
mod trends;

use self::languages::language;

pub use changes::{became, change, crossing, fixes, memory, since, since_cut, when};
pub use closer::{
    CLEANED, GROUPS, MASKED, NOTHING, PAIRS, REPEATED, STEPS, cleaned_ticket, cleaning, group, grouped, masked_kind,
    pair, taken,
};
pub use digest::changed;
pub use dossier::{
    ALL_TICKETS, FARTHEST, NEWEST_FIRST, REASONS, TYPICAL, dossier_facts, dossier_title, member_day, misfiled,
};
pub use search::{NEAREST, PROBLEMS, TICKETS, found, found_ticket, further_of, masked_query, matching, near};

use crate::{
    model::{
        series::Verdict,
        time::{Day, PeriodUnit},
    },
    report::{Caveat, Intake, Problem, Reject, Report},
};

pub use about::about;
pub use explain::{ASSUMED, SUM, points, what_would_change};
pub use fixes::{fix, fix_verdict};
pub use score::{
    factor, factor_name, factor_value, inside, outlook, score_line, segment, segments, signed, total, weighted,
};
pub use trends::{interval, ratio, trend, trend_sentence, verdict};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `1,284`.
pub fn number(value: usize) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 ticket`, `1,284 tickets`.
pub fn count(value: usize, one: &str) -> String {
    match value {
        1 => format!("1 {one}"),
        many => format!("{} {}", number(many), plural(one)),
    }
}

fn plural(one: &str) -> String {
    match one.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => format!("{stem}ies"),
        _ => format!("{one}s"),
    }
}

/// The share of a part, rounded once: `8.7%`, `<0.1%`.
pub fn percent(part: usize, all: usize) -> String {
    match parts(part, all, 1000) {
        0 if part > 0 => "<0.1%".to_owned(),
        tenths => format!("{}.{}%", tenths / 10, tenths % 10),
    }
}

/// The share of a part in running text, rounded once: `61%`, `<1%`.
pub fn whole_percent(part: usize, all: usize) -> String {
    match parts(part, all, 100) {
        0 if part > 0 => "<1%".to_owned(),
        whole => format!("{whole}%"),
    }
}

/// How many of so many equal parts of the whole it comes to.
fn parts(part: usize, all: usize, of: u128) -> u128 {
    let (part, all) = (part as u128, all.max(1) as u128);
    (2 * of * part + all) / (2 * all)
}

/// A share in running text: `61%`, `<1%`.
pub fn about_percent(share: f64) -> String {
    let whole = format!("{:.0}%", share * 100.0);
    if share > 0.0 && whole == "0%" { "<1%".to_owned() } else { whole }
}

/// A change: `−38%`, `+12%`, `0%`.
pub fn signed_percent(change: f64) -> String {
    let whole = format!("{:.0}%", change.abs() * 100.0);
    match whole.as_str() {
        "0%" => whole,
        _ if change < 0.0 => format!("−{whole}"),
        _ => format!("+{whole}"),
    }
}

/// `12 Oct 2026`.
pub fn day(day: Day) -> String {
    let (year, ..) = day.ymd();
    format!("{} {year}", day_of_year(day))
}

/// `12 Oct`.
pub fn day_of_year(day: Day) -> String {
    let (_, month, day) = day.ymd();
    format!("{day} {}", &MONTHS[month as usize - 1][..3])
}

/// `12 Oct`, with the year when it is another one than the report's.
pub fn day_near(at: Day, report: &Report) -> String {
    let same = report.as_of.is_some_and(|now| now.ymd().0 == at.ymd().0);
    if same { day_of_year(at) } else { day(at) }
}

/// `18 May – 15 Nov 2026`.
pub fn days(from: Day, to: Day) -> String {
    if from.ymd().0 == to.ymd().0 {
        format!("{} – {}", day_of_year(from), day(to))
    } else {
        format!("{} – {}", day(from), day(to))
    }
}

/// `week`.
pub fn unit(unit: PeriodUnit) -> &'static str {
    unit.name()
}

/// Tickets outside of the periods from which on the scope tells how many are inside, as one in so many: some of the last
/// days are no news, a report of another time is.
const MANY_OUTSIDE: usize = 10;

/// `18 May – 15 Nov 2026 · 26 weeks · 1,284 tickets`, with the number of those inside where many are not.
pub fn scope(report: &Report) -> String {
    let tickets = count(report.intake.tickets, "ticket");
    match &report.period {
        Some(period) => {
            let outside = period.outside + period.undated;
            let inside = report.intake.tickets.saturating_sub(outside);
            let tickets = match outside * MANY_OUTSIDE > report.intake.tickets {
                true => format!("{tickets}, {} of them in this time", number(inside)),
                false => tickets,
            };
            format!("{} · {} · {tickets}", days(period.from, period.to), count(period.complete, unit(period.unit)))
        }
        None => tickets,
    }
}

/// So many problems at the top of a Pareto chart are told of.
const TOP: usize = 3;

/// The first paragraph.
pub fn headline(report: &Report) -> String {
    let grouping = &report.grouping;
    if report.intake.tickets == 0 {
        return "There is no ticket in this data.".to_owned();
    }
    if grouping.problems == 0 {
        return format!("{}, and no two of them read like the same problem.", count(report.intake.tickets, "ticket"));
    }
    let mut text = format!(
        "{} of {} ({}) recur in {}.",
        number(grouping.grouped),
        count(report.intake.tickets, "ticket"),
        whole_percent(grouping.grouped, report.intake.tickets),
        count(grouping.problems, "problem"),
    );
    // With two problems the half says nothing.
    if let Some(half) = report.headline.half.as_ref().filter(|_| grouping.problems > 2) {
        let hold = if half.problems == 1 {
            "The largest one holds".to_owned()
        } else {
            format!("The {} largest hold", half.problems)
        };
        // The few at the very top, where they are fewer than the half.
        let top = report.headline.pareto.get(TOP - 1).filter(|top| top.problems * 2 <= half.problems);
        let top = top.map_or(String::new(), |top| {
            format!("; the {} largest alone {}", top.problems, whole_percent(top.tickets, report.intake.tickets))
        });
        text += &format!(
            " {hold} half of that: {}, {} of all{top}.",
            count(half.tickets, "ticket"),
            whole_percent(half.tickets, report.intake.tickets)
        );
    }
    if let Some(period) = report.period.as_ref().filter(|period| period.recent > 0) {
        let news = |of: Verdict| {
            let told = |one: &&Problem| one.trend.verdict == of && report.is_news(&one.trend);
            Some(report.problems.iter().filter(told).count()).filter(|n| *n > 0)
        };
        let verdicts = report.headline.verdicts.iter().map(|count| count.verdict);
        let news: Vec<String> =
            verdicts.filter_map(|of| Some(format!("{} {}", number(news(of)?), verdict(of)))).collect();
        let window = format!("In the last {}", count(period.recent, unit(period.unit)));
        text += &if news.is_empty() {
            format!(" {window} nothing changed for certain.")
        } else {
            format!(" {window}: {}.", list(&news))
        };
    }
    text
}

/// `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// `24 further problems`.
pub fn further(report: &Report) -> String {
    count(report.grouping.further.problems, "further problem")
}

/// What the tickets are that are in no problem.
pub const ALONE: &str = "read like no other";

/// What the others of them are.
pub const SMALL_TALK: &str = "say nothing specific";

/// The tickets outside of the problems: what they are, and how many.
pub fn outside(grouping: &crate::report::Grouping) -> impl Iterator<Item = (&'static str, usize)> {
    [(ALONE, grouping.alone()), (SMALL_TALK, grouping.small_talk)].into_iter().filter(|(_, tickets)| *tickets > 0)
}

/// How the report is to be read.
pub const LEGEND: &[&str] = &[
    "The order: the score is the sum of its parts and counts in doublings, so one point more weighs twice as much. Its \
     core is the number of tickets that the next quarter will bring and the work that each takes; whom it reaches, how \
     much it hurts and whether it grows move it by bounded amounts.",
    "The next quarter: what it brings if nothing is done, from the recent rate and the rate of the whole time, or \
     from the rate since a change that is called, with a 95% interval. Who is hit: parts of the customers that this \
     problem hits more often than all other tickets do, beyond chance (exact test, false discovery rate 5%).",
    "A trend compares the rate in the last complete periods, per ticket of all other problems, with the rate before. \
     New, rising, falling, gone and back again are said only when they hold after a correction for looking at all \
     problems at once (false discovery rate 5%).",
    "Steady: a doubling or halving would have shown. No clear change: the tickets tell neither a change nor that there is \
     none, or a change that would be certain of this problem alone is not after that correction.",
    "Ids stay the same for the same tickets. Quotes are customers’ words with personal data masked.",
];

/// A caveat in one or two sentences.
pub fn caveat(caveat: &Caveat, report: &Report) -> String {
    caveat_of(caveat, &report.intake.rejects)
}

/// Languages that are told by name.
const LANGUAGES: usize = 3;

/// A caveat where there is no report; `rejects` are what could not be used.
pub fn caveat_of(caveat: &Caveat, rejects: &[Reject]) -> String {
    match caveat {
        Caveat::ThinData { tickets } => {
            format!("With {} groups are as much chance as pattern.", count(*tickets, "ticket"))
        }
        Caveat::NoDates => "No ticket has a creation date: there are no trends. Name the column with --map created=COLUMN.".to_owned(),
        Caveat::Undated { tickets } => format!("{} without a date: counted, but in no trend.", count(*tickets, "ticket")),
        Caveat::ShortHistory { unit, complete, days } => {
            let told = match complete {
                0 => format!(
                    "No {} lies whole within the days that are looked at: nothing can be called new, rising or falling.",
                    unit.name()
                ),
                some => format!("Only {} complete: too few to call anything new, rising or falling.", are(*some, unit.name())),
            };
            match days {
                0 => told,
                days => format!("{told} --period day looks at {} one by one.", count(*days, "day")),
            }
        }
        Caveat::FewDays { tickets, days, first, last } => {
            format!(
                "The dates of all {} fall on {} between {} and {}: rather days of an export, or of a damaged column, than of the tickets.",
                count(*tickets, "ticket"), count(*days, "day"), day(*first), day(*last)
            )
        }
        Caveat::EndsBefore { as_of, to } => {
            format!("The data ends on {}, long before {}: what is called recent is its end.", day(*to), day(*as_of))
        }
        Caveat::QuietEnd { unit, days, last } => {
            let (days, unit) = (if *days == 1 { "day has".to_owned() } else { format!("{days} days have") }, unit.name());
            format!("The last {days} no ticket, which may be chance (in one of a hundred cases or more): the last {unit} counts as complete. If the export ended before the {unit} did, --as-of {last} leaves it out.")
        }
        Caveat::PartialPeriods { tickets, unit } => {
            format!("{} outside of the complete {}: counted, but in no trend.", count(*tickets, "ticket"), plural(unit.name()))
        }
        Caveat::EmptyPeriods { unit, empty, first } => {
            let holes = count(*empty, unit.name());
            format!("{holes} without any ticket (the first from {}): left out of the trends, not read as a fall.", day(*first))
        }
        Caveat::HalfFilledPeriods { unit, periods, first } => {
            let holes = count(*periods, unit.name());
            format!("{holes} with far fewer tickets than usual, or with days that have none (the first from {}): left out of the trends, not read as a fall.", day(*first))
        }
        Caveat::DoubledPeriods { unit, periods, first } => {
            let holes = count(*periods, unit.name());
            format!("{holes} with many tickets twice (the first from {}): left out of the trends, not read as a rise. Do the exports overlap?", day(*first))
        }
        Caveat::UnreadableDates { column, count: values, relative, example } => {
            let told = format!("{} in column “{column}” cannot be read as a date (like “{example}”).", count(*values, "value"));
            match relative {
                0 => told,
                1 => format!("{told} It is relative: it depends on the day of the export and is refused."),
                all if all == values => format!("{told} They are relative: they depend on the day of the export and are refused."),
                some => format!("{told} {} of them are relative: they depend on the day of the export and are refused.", number(*some)),
            }
        }
        Caveat::TimeZone { zone } => {
            format!("Times without a zone were read as {zone}, and days are counted there.")
        }
        Caveat::AmbiguousDates { column, assumed } => {
            format!("The dates in column “{column}” fit both orders of day and month; {assumed} was assumed.")
        }
        Caveat::SwappedDates { column, count: dates } => {
            format!("A spreadsheet had read the dates of “{column}” with month and day the other way round, and kept as text those from the 13th on: {} were turned back.", count(*dates, "date"))
        }
        Caveat::SameNumbers { file, other, numbers } => {
            format!("{file} and {other} have {} in common that are other tickets, of another day and text: they are counted as two systems, and the tickets are called after their file.", count(*numbers, "number"))
        }
        Caveat::StandInDate { file, column } => {
            format!("{file} has no creation date: the dates of “{column}” stand for it, so trends may lag.")
        }
        Caveat::NoCustomers => "The export names no customers: whom a problem reaches is unknown. Name the column with --map customer=COLUMN.".to_owned(),
        Caveat::FewCustomers { tickets, all } => {
            format!("{} of {} name no customer: customers are counted only where most tickets of a problem name one.", number(*tickets), count(*all, "ticket"))
        }
        Caveat::NoIds { file, further: 0 } => format!("{file} has no id column: its tickets are called by their row."),
        Caveat::NoIds { file, further } => {
            format!("{file} and {} have no id column: their tickets are called by their row.", count(*further, "further file"))
        }
        Caveat::CategoryForText { file } => format!("{file} has no free text: the category stands for it, so problems are only as fine as the categories."),
        Caveat::UndecodableText { file, records, line } => {
            format!("{file} has characters that its encoding does not allow in {} (first in line {line}); they were replaced.", count(*records, "record"))
        }
        Caveat::LongTextCut { count: cells, file, line } => {
            format!("{} longer than the limit cut (first: {file}, line {line}).", were(*cells, "text"))
        }
        Caveat::Accounts { file, accounts, matched, tickets } => score::accounts(file, *accounts, *matched, *tickets),
        Caveat::AccountCells { file, count: cells, line } => {
            format!("{} in {file} could not be read as an amount or a date (first in line {line}).", count(*cells, "cell"))
        }
        Caveat::FileSkipped { file, why } => format!("{file} was passed over: {why}."),
        Caveat::FilesSkipped { folder, count: files, why } => {
            format!("Besides, {} passed over in {folder}: {why}.", were(*files, "file"))
        }
        Caveat::Rejected { records, rows } => {
            let reasons: Vec<String> = rejects
                .iter()
                .map(|reject| {
                    let place = reject.examples.first().map_or(String::new(), |at| format!(", first in {} line {}", at.file, at.line));
                    format!("{} {}{place}", number(reject.count), reason(&reject.reason, reject.count))
                })
                .collect();
            format!("{} of {} could not be used: {}.", number(*records), count(*rows, "record"), list(&reasons))
        }
        Caveat::Copies { records, rows } => {
            format!("{} of {} {} of another: each ticket is counted once.", number(*records), count(*rows, "record"), if *records == 1 { "is the copy" } else { "are copies" })
        }
        Caveat::MuchUngrouped { share } => {
            format!("{} of the tickets read like no other, so the problems tell of the smaller part.", about_percent(*share))
        }
        Caveat::OneCustomer { problems } => {
            let ids: Vec<String> = problems.iter().map(ToString::to_string).collect();
            format!("One customer wrote most of the tickets of {}.", list(&ids))
        }
        Caveat::OneDay { problems } => {
            let days: Vec<String> = problems.iter().map(|p| format!("{} ({})", p.problem, day(p.day))).collect();
            format!("One day holds most of the tickets of {}: rather an incident than a lasting problem.", list(&days))
        }
        Caveat::OneCustomerLately { problems } => {
            let ids: Vec<String> = problems.iter().map(ToString::to_string).collect();
            format!("One customer wrote most of the recent tickets of {}: no trend is read from these.", list(&ids))
        }
        Caveat::OneDayLately { problems } => {
            let days: Vec<String> = problems.iter().map(|p| format!("{} ({})", p.problem, day(p.day))).collect();
            format!("One day holds most of the recent tickets of {}: rather an incident than a trend.", list(&days))
        }
        Caveat::OlderThanMemory { memory } => remembered::older(*memory),
        Caveat::UndatedForMemory { memory } => remembered::undated(*memory),
        Caveat::Regrouped { problems } => remembered::regrouped(problems),
        Caveat::OutOfSight { problems, begins } => remembered::out_of_sight(problems, *begins),
        Caveat::OtherIds { tickets } => remembered::other_ids(*tickets),
        Caveat::OtherColumns { fields } => remembered::other_columns(fields),
        Caveat::Unmasked => "Customers’ words are shown as they wrote them (--no-mask), personal data included: keep this where only those see it who may.".to_owned(),
        Caveat::IdleRule { line, unknown } => remembered::idle_rule(*line, unknown),
        Caveat::BrokenRule { line, ids } => remembered::broken_rule(*line, ids),
        Caveat::BrokenMerge { problem, into, elsewhere } => remembered::broken_merge((*problem, *into), elsewhere),
        Caveat::Muted { problems } => remembered::muted(problems),
        Caveat::UnknownDecisions { problems } => remembered::unknown_decisions(problems),
        Caveat::OtherLanguages { languages, share } => {
            let mut named: Vec<String> = languages.iter().take(LANGUAGES).map(|l| format!("{} {}", number(l.tickets), language(&l.language))).collect();
            match languages.get(LANGUAGES..).unwrap_or(&[]) {
                [] => {}
                [one] => named.push(format!("{} {}", number(one.tickets), language(&one.language))),
                rest => named.push(format!("{} in {}", number(rest.iter().map(|l| l.tickets).sum()), count(rest.len(), "further language"))),
            }
            format!("{} of the tickets are not in English ({}); groups in other languages are less reliable.", about_percent(*share), list(&named))
        }
    }
}

fn are(value: usize, one: &str) -> String {
    format!("{} {}", count(value, one), if value == 1 { "is" } else { "are" })
}

fn were(value: usize, one: &str) -> String {
    format!("{} {}", count(value, one), if value == 1 { "was" } else { "were" })
}

/// What became of all records, as a sum.
pub fn account(intake: &Intake) -> String {
    let further = [(intake.folded, "further message"), (intake.joined, "side record")];
    let mut parts = vec![count(intake.tickets, "ticket")];
    parts.extend(further.into_iter().filter(|(records, _)| *records > 0).map(|(records, what)| count(records, what)));
    parts.push(count(intake.duplicates, "further copy"));
    format!("{} = {} + {} not usable.", count(intake.rows, "record"), parts.join(" + "), number(intake.rejected))
}

/// Why so many records could not be used, by the reason's name in the contract.
pub fn reason(name: &str, records: usize) -> &str {
    match name {
        "not_a_ticket" if records == 1 => "that is no ticket",
        "automatic" if records == 1 => "automatic answer",
        "sample" if records == 1 => "sample ticket",
        "blank" => "empty",
        "no_text" => "without text",
        "malformed" => "malformed",
        "not_a_ticket" => "that are no tickets",
        "automatic" => "automatic answers",
        "sample" => "sample tickets",
        "agents_only" => "written by agents alone",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular_and_thousands_are_parted() {
        assert_eq!(count(1, "ticket"), "1 ticket");
        assert_eq!(count(1_234_567, "ticket"), "1,234,567 tickets");
        assert_eq!((count(2, "day"), count(3, "category")), ("2 days".to_owned(), "3 categories".to_owned()));
        assert_eq!((number(0), number(999), number(1000)), ("0".to_owned(), "999".to_owned(), "1,000".to_owned()));
    }

    #[test]
    fn a_small_share_is_not_zero() {
        assert_eq!(
            [(1, 10_000), (0, 9), (868, 10_000), (295, 807), (211, 807), (0, 0)].map(|(part, all)| percent(part, all)),
            ["<0.1%", "0.0%", "8.7%", "36.6%", "26.1%", "0.0%"]
        );
        assert_eq!([(1, 300), (123, 200), (9, 9)].map(|(part, all)| whole_percent(part, all)), ["<1%", "62%", "100%"]);
    }

    #[test]
    fn lists_read_as_people_write_them() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items), "a, b and c");
        assert_eq!((list(&items[..1]), list(&[])), ("a".to_owned(), String::new()));
    }
}
