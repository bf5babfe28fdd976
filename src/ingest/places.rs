//! Which sheets share their ids: tickets of one id from one place are copies, from two places two tickets.
//!
//! Sheets of one helpdesk, or of the same columns, are of one place, unless what they say speaks against it: where
//! most of the ids that two lists share belong to tickets of another creation date and another text, two systems have
//! counted from one. Lists of other columns are of one place where the tickets that they share are the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{assemble::Sheet, columns::fields::Field, intake::Note, values};

/// Most different tickets of one id that further ones are compared with.
const MOST_COMPARED: usize = 12;

/// The place of each sheet.
#[derive(Debug, Default)]
pub struct Places {
    /// Index of the place of each sheet.
    pub of: Vec<usize>,
    /// The names of the places, which go before ids that two of them use.
    pub names: Vec<String>,
    /// Pairs of files whose ids are those of two systems, with how many they share.
    apart: Vec<(String, String, usize)>,
}

/// How many of the ids that two sheets share are of the same ticket, of a ticket that differs in date and text, and
/// of one that is surely the same.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    same: usize,
    other: usize,
    surely: usize,
}

impl Shared {
    fn are_two_systems(self) -> bool {
        self.other > self.same
    }

    fn are_one_system(self) -> bool {
        self.surely > self.other
    }
}

impl Places {
    /// Finds them. `prefixes`: what tells the files apart, where there are several.
    pub fn of(sheets: &[Sheet], prefixes: &[Option<String>]) -> Self {
        let shared = shared(sheets);
        let kinds = kinds(sheets);
        let of: Vec<usize> = (0..sheets.len()).collect();
        let against = shared.iter().filter(|(_, shared)| shared.are_two_systems()).map(|(pair, _)| *pair).collect();
        let mut groups = Groups { members: of.iter().map(|at| vec![*at]).collect(), of, against };
        // First what is surely of one system, then what looks like it; what two systems counted stays apart.
        for ((a, b), _) in shared.iter().filter(|(_, shared)| shared.are_one_system()) {
            groups.merge(*a, *b);
        }
        let mut of_kind: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
        for (at, kind) in kinds.iter().enumerate() {
            let earlier = of_kind.entry(kind).or_default();
            // One of each place is enough.
            if !earlier.iter().any(|other| groups.merge(*other, at)) {
                earlier.push(at);
            }
        }
        let apart: BTreeMap<(usize, usize), usize> = shared
            .iter()
            .filter(|((a, b), shared)| kinds[*a] == kinds[*b] && shared.are_two_systems())
            .map(|(pair, shared)| (*pair, shared.same + shared.other))
            .collect();
        let group_of = groups.of;
        Self::named(sheets, prefixes, &group_of, &apart)
    }

    fn named(
        sheets: &[Sheet],
        prefixes: &[Option<String>],
        group_of: &[usize],
        apart: &BTreeMap<(usize, usize), usize>,
    ) -> Self {
        let told_apart: BTreeSet<usize> = apart.keys().flat_map(|(a, b)| [group_of[*a], group_of[*b]]).collect();
        let mut places = Self::default();
        let mut known: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, sheet) in sheets.iter().enumerate() {
            let place = *known.entry(group_of[at]).or_insert_with(|| {
                let file = || prefixes.get(at).cloned().flatten().unwrap_or_else(|| sheet.stem.clone());
                let name = match sheet.helpdesk {
                    _ if told_apart.contains(&group_of[at]) => file(),
                    Some(helpdesk) => helpdesk.id.to_owned(),
                    None => sheet.stem.clone(),
                };
                places.names.push(name);
                places.names.len() - 1
            });
            places.of.push(place);
        }
        let path = |at: usize| sheets[at].path.clone();
        places.apart = apart.iter().map(|((a, b), shared)| (path(*a), path(*b), *shared)).collect();
        places
    }

    /// What a reader should know of files that share numbers and not tickets: of each pair of places one pair of files.
    pub fn told_apart(&self) -> Vec<Note> {
        let note = |(file, other, numbers): &(String, String, usize)| Note::SameNumbers {
            file: file.clone(),
            other: other.clone(),
            numbers: *numbers,
        };
        self.apart.iter().take(MOST_TOLD).map(note).collect()
    }
}

/// Most pairs of files that are told of.
const MOST_TOLD: usize = 3;

/// Sheets in groups.
struct Groups {
    members: Vec<Vec<usize>>,
    of: Vec<usize>,
    /// Pairs of sheets that are never together.
    against: Vec<(usize, usize)>,
}

impl Groups {
    /// Puts the groups of two sheets together, unless a sheet of one speaks against one of the other; whether they
    /// are.
    fn merge(&mut self, a: usize, b: usize) -> bool {
        let (into, from) = (self.of[a], self.of[b]);
        if into == from {
            return true;
        }
        let between = |(a, b): &(usize, usize)| {
            let groups = (self.of[*a], self.of[*b]);
            groups == (into, from) || groups == (from, into)
        };
        if self.against.iter().any(between) {
            return false;
        }
        let moved = std::mem::take(&mut self.members[from]);
        for sheet in &moved {
            self.of[*sheet] = into;
        }
        self.members[into].extend(moved);
        true
    }
}

/// What the sheets of one system have in common: the helpdesk, or else the columns.
fn kinds(sheets: &[Sheet]) -> Vec<String> {
    let kind = |sheet: &Sheet| {
        let columns: BTreeSet<&String> = sheet.table.columns().iter().collect();
        sheet.helpdesk.map_or_else(|| format!("{columns:?}"), |row| row.id.to_owned())
    };
    sheets.iter().map(kind).collect()
}

/// A ticket of an id that several sheets have.
#[derive(Clone, Copy)]
struct Seen<'s> {
    sheet: usize,
    created: &'s str,
    subject: &'s str,
    body: &'s str,
}

impl Seen<'_> {
    /// Whether two tickets of one id are the same one: none where that cannot be told. A ticket changes its state and
    /// its last words; when it was filed it keeps, and its text mostly.
    fn same(&self, other: &Self) -> Option<bool> {
        let equal = |a: &str, b: &str| (!a.is_empty() && !b.is_empty()).then(|| a == b);
        let date = equal(self.created, other.created);
        let texts = [equal(self.subject, other.subject), equal(self.body, other.body)];
        if date == Some(true) || texts.contains(&Some(true)) {
            return Some(true);
        }
        (date == Some(false) && texts.contains(&Some(false))).then_some(false)
    }

    /// Whether date and text are both the same.
    fn surely_same(&self, other: &Self) -> bool {
        let equal = |a: &str, b: &str| !a.is_empty() && a == b;
        equal(self.created, other.created) && (equal(self.subject, other.subject) || equal(self.body, other.body))
    }
}

/// What the lists among the sheets share, by pairs of sheets.
fn shared(sheets: &[Sheet]) -> BTreeMap<(usize, usize), Shared> {
    let lists: Vec<(usize, usize)> = sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| !sheet.side && sheet.mapping.stand_in_date.is_none())
        .filter_map(|(at, sheet)| Some((at, list_id(sheet)?)))
        .collect();
    let mut pairs = BTreeMap::new();
    if lists.len() < 2 {
        return pairs;
    }
    let mut seen: Vec<(&str, usize, usize)> = Vec::new();
    for (at, id) in &lists {
        let table = &sheets[*at].table;
        let ids = (0..table.records().len()).map(|record| (table.cell(record, *id), *at, record));
        seen.extend(ids.filter(|(id, _, _)| !values::is_null(id)));
    }
    seen.sort_unstable();
    for of_id in seen.chunk_by(|a, b| a.0 == b.0).filter(|of_id| of_id.len() > 1) {
        let mut compared: Vec<Seen<'_>> = Vec::new();
        for (_, sheet, record) in of_id {
            let ticket = look(sheets, *sheet, *record);
            for other in compared.iter().filter(|other| other.sheet != *sheet) {
                let Some(same) = other.same(&ticket) else { continue };
                let shared: &mut Shared = pairs.entry((other.sheet, *sheet)).or_default();
                shared.same += usize::from(same);
                shared.other += usize::from(!same);
                shared.surely += usize::from(other.surely_same(&ticket));
            }
            if compared.len() < MOST_COMPARED {
                compared.push(ticket);
            }
        }
    }
    pairs
}

/// The column of the ids of a list: of a table whose records have each an id of its own. Messages and events repeat it.
fn list_id(sheet: &Sheet) -> Option<usize> {
    let id = sheet.mapping.column(Field::Id)?;
    let table = &sheet.table;
    let mut ids: Vec<&str> = (0..table.records().len()).map(|record| table.cell(record, id)).collect();
    ids.retain(|id| !values::is_null(id));
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    (ids.len() as f64 >= LIST * all as f64).then_some(id)
}

/// Share of the records of a list that have an id which no other has: a list may hold a copy of some.
const LIST: f64 = 0.9;

fn look(sheets: &[Sheet], sheet: usize, record: usize) -> Seen<'_> {
    let of = &sheets[sheet];
    let cell = |field: Field| {
        let text = of.mapping.column(field).map_or("", |column| of.table.cell(record, column));
        if values::is_null(text) { "" } else { text }
    };
    Seen { sheet, created: cell(Field::Created), subject: cell(Field::Subject), body: cell(Field::Body) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{columns, from_csv};

    fn sheet(stem: &str, csv: &str) -> Sheet {
        let table = from_csv::read(csv, false).unwrap();
        let mapping = columns::map(&table, None, &[]);
        let (path, stem) = (format!("{stem}.csv"), stem.to_owned());
        Sheet { path, stem, format: "csv", encoding: String::new(), table, helpdesk: None, mapping, side: false }
    }

    fn places(sheets: &[Sheet]) -> (Vec<usize>, Vec<String>, usize) {
        let prefixes: Vec<Option<String>> = sheets.iter().map(|sheet| Some(sheet.stem.clone())).collect();
        let places = Places::of(sheets, &prefixes);
        let told = places.told_apart().len();
        (places.of, places.names, told)
    }

    fn head(rows: &str) -> String {
        format!("id,subject,created at,status\n{rows}")
    }

    #[test]
    fn weeks_of_one_system_are_one_place_whatever_changed_in_a_ticket() {
        let first = sheet("w1", &head("1,No mail,2026-01-05,open\n2,No login,2026-01-06,open\n"));
        let second = sheet("w2", &head("2,Login: wrong password,2026-01-06,done\n3,No sound,2026-01-12,open\n"));
        let wider = sheet(
            "w3",
            "id,subject,created at,status,team\n3,No sound,2026-01-12,done,a\n4,No ink,2026-01-19,open,b\n",
        );
        let other = sheet("shop", "id,subject,created at,note\n7,No parcel,2026-01-12,x\n8,No bill,2026-01-19,y\n");
        assert_eq!(places(&[first, second, wider, other]), (vec![0, 0, 0, 1], vec!["w1".into(), "shop".into()], 0));
    }

    #[test]
    fn two_systems_that_count_from_one_are_two_places() {
        let a1 = || sheet("a1", &head("1,No mail,2026-01-05,open\n2,No login,2026-01-06,open\n"));
        let b1 = || {
            sheet("b1", &head("1,No parcel,2026-02-05,open\n2,Broken cup,2026-02-06,open\n3,Late,2026-02-07,open\n"))
        };
        let a2 = || sheet("a2", &head("2,No login,2026-01-06,done\n9,No sound,2026-01-12,open\n"));
        let b2 = || sheet("b2", &head("3,Late,2026-02-07,done\n4,Torn,2026-02-12,open\n"));
        let (of, names, told) = places(&[a1(), b1(), a2(), b2()]);
        assert_eq!((of, told), (vec![0, 1, 0, 1], 2));
        assert_eq!(names, ["a1", "b1"]);
    }

    #[test]
    fn without_dates_or_with_messages_nothing_is_told() {
        let bare =
            |stem: &str, text: &str| sheet(stem, &format!("id,subject,status\n1,{text},open\n2,{text} now,open\n"));
        assert_eq!(places(&[bare("a", "No mail"), bare("b", "No login")]).0, [0, 0]);
        let messages = |stem: &str, text: &str, day: u8| {
            let row = |at: u8| format!("1,{text} {at},2026-01-{:02},open\n", day + at);
            sheet(stem, &head(&(0..4).map(row).collect::<String>()))
        };
        assert_eq!(places(&[messages("a", "Hello", 1), messages("b", "Again", 11)]).0, [0, 0]);
    }
}
