//! What is said of two reports side by side.

use super::{count, day, number, verdict};
use crate::{
    model::problem::Status,
    report::difference::{Difference, Matching, Pair, Side, Single, Standing},
};

/// The heading.
pub const HEADING: &str = "What changed between two reports";

/// Headings of the columns, beside the id and the problem.
pub const COLUMNS: [&str; 3] = ["Rank", "Tickets", "Trend"];

/// The two reports, and by what their problems are told to be the same.
pub fn intro(found: &Difference) -> Vec<String> {
    let side = |name: &str, side: &Side| {
        let until = side.as_of.map_or(String::new(), |at| format!(", until {}", day(at)));
        let (tickets, grouped) = (count(side.tickets, "ticket"), number(side.grouped));
        format!("{name}{until}: {tickets}, {grouped} of them in {}.", count(side.problems, "problem"))
    };
    let matched = match found.matched_by {
        Matching::Ids => None,
        Matching::Tickets => Some(
            "No ledger kept the ids of these two reports, so ids cannot be compared: problems are told to be the same by \
             the tickets they share. Report with --ledger to have ids that stay.",
        ),
        Matching::Nothing => Some(
            "These two reports cannot be compared problem by problem: no ledger kept their ids, and they have no ticket of \
             a problem in common. Report with --ledger to have ids that stay.",
        ),
    };
    let mut all = vec![side("Before", &found.old), side("After", &found.new)];
    all.extend(matched.map(str::to_owned));
    all
}

/// A line of the comparison: id, title, rank, tickets, trend.
pub struct Line<'a> {
    /// Its id, and the one before where it is another one.
    pub id: String,
    /// Its title, raw.
    pub title: &'a str,
    /// The figures for [`COLUMNS`].
    pub cells: [String; 3],
}

/// The parts of the comparison that have a line, each with its heading.
pub fn parts(found: &Difference) -> Vec<(String, Vec<Line<'_>>)> {
    let mut parts = vec![
        (format!("New: {}", count(found.appeared.len(), "problem")), found.appeared.iter().map(single).collect()),
        (format!("Gone: {}", count(found.gone.len(), "problem")), found.gone.iter().map(single).collect()),
        (format!("Changed: {}", count(found.changed.len(), "problem")), found.changed.iter().map(pair).collect()),
    ];
    parts.retain(|(_, lines): &(String, Vec<Line<'_>>)| !lines.is_empty());
    parts
}

/// How many problems are as they were; none when nothing can be said.
pub fn unchanged(found: &Difference) -> Option<String> {
    (found.matched_by != Matching::Nothing).then(|| format!("As before: {}.", count(found.unchanged, "problem")))
}

fn single(one: &Single) -> Line<'_> {
    let at = &one.at;
    Line { id: one.id.to_string(), title: &one.title, cells: [at.rank.to_string(), number(at.tickets), standing(at)] }
}

fn pair(pair: &Pair) -> Line<'_> {
    let moved = |old: String, new: String| if old == new { new } else { format!("{old} → {new}") };
    Line {
        id: moved(pair.old_id.to_string(), pair.id.to_string()),
        title: &pair.title,
        cells: [
            moved(pair.old.rank.to_string(), pair.new.rank.to_string()),
            moved(number(pair.old.tickets), number(pair.new.tickets)),
            course(&pair.old, &pair.new),
        ],
    }
}

/// The verdict, and what the team decided where it did.
fn standing(at: &Standing) -> String {
    verdict(at.verdict).to_owned() + &decided(at)
}

/// How the verdict moved, and what is decided by now.
fn course(old: &Standing, new: &Standing) -> String {
    let moved = if old.verdict == new.verdict {
        verdict(new.verdict).to_owned()
    } else {
        format!("{} → {}", verdict(old.verdict), verdict(new.verdict))
    };
    let decided = decided(new);
    match new.status {
        Status::Open if old.status != Status::Open => format!("{moved}, open again{decided}"),
        _ if decided != self::decided(old) => format!("{moved}{}", decided.replacen(", ", ", now ", 1)),
        _ => moved + &decided,
    }
}

/// `, fixed, fix works`; nothing where nothing was decided.
fn decided(at: &Standing) -> String {
    let status = (at.status != Status::Open).then(|| format!(", {}", at.status.name()));
    let fix = at.fix.map(|fix| format!(", fix {}", super::fix_verdict(fix)));
    status.into_iter().chain(fix).collect()
}
