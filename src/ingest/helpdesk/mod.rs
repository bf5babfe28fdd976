//! THE TABLE: what fixfirst knows of helpdesks, as rows of data.
//!
//! A new helpdesk is a row here and a folder in `fixtures/helpdesks/`. A row says only what differs
//! from the general synonyms of [`super::columns`]: how its exports are recognised, names that mean
//! something else there, numbers that stand for words, how a web address is built. No code asks for a
//! helpdesk by its id.

mod boards;
mod communities;
mod conversations;
mod crm;
mod feedback;
mod forges;
mod itil;
mod itsm;
mod jira;
mod open_data;
pub mod pages;
mod reviews;
mod self_hosted;
mod ticketing;
mod trackers;

use std::collections::BTreeSet;

use super::{
    columns::{
        fields::Field,
        headers::{fold, squeeze, without_hint},
    },
    durations::Unit,
    table::Table,
};
use crate::model::ticket::{Priority, TicketState};

/// Id of tables that no row recognises.
pub const GENERIC: &str = "generic";

/// One helpdesk.
#[derive(Debug)]
pub struct Helpdesk {
    /// Id, as `--from` takes it.
    pub id: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// How its exports are recognised: any of these.
    pub signatures: &'static [Signature],
    /// Names that a field goes by, in order of preference. [`Field::Other`] keeps a column out.
    pub fields: &'static [(Field, &'static [&'static str])],
    /// Values of the state that differ from the general words.
    pub states: &'static [(&'static str, TicketState)],
    /// Values of the priority that differ from the general words.
    pub priorities: &'static [(&'static str, Priority)],
    /// How the web address of a ticket is made from an API address.
    pub links: &'static [Link],
    /// Web addresses made from columns, for exports that have none: `{column}` is the value of the column of that
    /// folded name. The first whose columns are all there holds.
    pub pages: &'static [&'static str],
    /// Numbers and letters that stand for a channel (lower case), and its name.
    pub channels: &'static [(&'static str, &'static str)],
    /// What records are no tickets.
    pub unlike: &'static [Unlike],
    /// Whether blanks separate tags.
    pub spaced_tags: bool,
    /// What stands between the levels of a category besides `>`.
    pub levels: &'static [&'static str],
    /// Whether semicolons separate several categories, of which the first counts.
    pub listed_categories: bool,
    /// Unit of handle times without one.
    pub handle_unit: Unit,
    /// Columns of the helpdesk's own classes of states, asked when the word of the state itself is not known.
    pub state_classes: &'static [&'static str],
    /// Columns that end a ticket: with a date, a name or a yes it is done, without it is open. Asked last.
    pub done_when: &'static [&'static str],
    /// Columns without which a record is no ticket: a second header, a section, the application above its reviews.
    pub needs: &'static [&'static str],
    /// Columns of ids that begin with the second of their creation in hexadecimal.
    pub dated_ids: &'static [&'static str],
    /// Words in brackets after a tag that are no part of it (`urgent (red)`).
    pub tag_notes: &'static [&'static str],
    /// Whether the subject stands before the body, parted by a tab.
    pub tabbed_subject: bool,
    /// Whether customers name the columns: then values are asked for what names do not tell.
    pub free_columns: bool,
    /// Names of files (without extension) that tell this export where no column does: `?` is a hexadecimal digit, `*` any text.
    pub files: &'static [&'static str],
}

/// A row to start from.
const ROW: Helpdesk = Helpdesk {
    id: "",
    name: "",
    signatures: &[],
    fields: &[],
    states: &[],
    priorities: &[],
    links: &[],
    pages: &[],
    channels: &[],
    unlike: &[],
    spaced_tags: false,
    levels: &[],
    listed_categories: false,
    handle_unit: Unit::Minutes,
    state_classes: &[],
    done_when: &[],
    needs: &[],
    dated_ids: &[],
    tag_notes: &[],
    tabbed_subject: false,
    free_columns: false,
    files: &[],
};

/// Columns that together tell a helpdesk's export from others. Names are folded; `a|b` is either, `a*` any that begins so.
#[derive(Debug)]
pub struct Signature {
    /// All of these are there.
    pub all: &'static [&'static str],
    /// None of these is there.
    pub none: &'static [&'static str],
}

/// Columns that must be there; none that must not.
const fn all(all: &'static [&'static str]) -> Signature {
    Signature { all, none: &[] }
}

/// Turns an API address into the one that people open: what stands before `marker`, then `page` with the ticket's id.
#[derive(Debug)]
pub struct Link {
    /// Where the API path begins.
    pub marker: &'static str,
    /// Path of the page; `{id}` is the ticket's id.
    pub page: &'static str,
}

/// A record that is no ticket: the column has one of these values, or any value when the list is empty.
#[derive(Debug)]
pub struct Unlike {
    /// The column, folded; every column that begins so.
    pub column: &'static str,
    /// The values, lower case.
    pub values: &'static [&'static str],
}

/// All rows.
pub fn rows() -> impl Iterator<Item = &'static Helpdesk> {
    let desks = [ticketing::ROWS, itsm::ROWS, itil::ROWS, conversations::ROWS, crm::ROWS, self_hosted::ROWS];
    let trackers = [jira::ROWS, forges::ROWS, trackers::ROWS, boards::ROWS];
    let feedback = [reviews::ROWS, feedback::ROWS, communities::ROWS, open_data::ROWS];
    desks.into_iter().chain(trackers).chain(feedback).flatten()
}

/// All ids that `--from` takes, sorted.
pub fn ids() -> Vec<&'static str> {
    let mut ids: Vec<_> = rows().map(|row| row.id).chain([GENERIC]).collect();
    ids.sort_unstable();
    ids
}

/// The row of an id.
pub fn by_id(id: &str) -> Option<&'static Helpdesk> {
    rows().find(|row| row.id == id)
}

/// The row whose signature fits best: most required columns, then the order of the table. `file`: the name of the file
/// without extension, which decides only where no columns do.
pub fn detect(table: &Table, file: &str) -> Option<&'static Helpdesk> {
    let mut best: Option<(usize, &Helpdesk)> = None;
    for (strength, row) in claims(table) {
        if best.is_none_or(|(most, _)| strength > most) {
            best = Some((strength, row));
        }
    }
    let named = || rows().find(|row| row.files.iter().any(|pattern| is_like(file.as_bytes(), pattern.as_bytes())));
    best.map(|(_, row)| row).or_else(named)
}

/// Every row with a signature that fits, and how many columns it asks for.
pub fn claims(table: &Table) -> Vec<(usize, &'static Helpdesk)> {
    let names = names(table);
    let claim = |row: &'static Helpdesk| {
        let fitting = row.signatures.iter().filter(|signature| signature.fits(&names));
        Some((fitting.map(|signature| signature.all.len()).max()?, row))
    };
    rows().filter_map(claim).collect()
}

/// Whether a name has the form of a pattern: `?` is a hexadecimal digit, `*` any text.
fn is_like(name: &[u8], pattern: &[u8]) -> bool {
    match (pattern, name) {
        ([], _) => name.is_empty(),
        ([b'*', rest @ ..], _) => (0..=name.len()).any(|at| is_like(&name[at..], rest)),
        ([b'?', rest @ ..], [digit, behind @ ..]) => digit.is_ascii_hexdigit() && is_like(behind, rest),
        ([byte, rest @ ..], [same, behind @ ..]) => byte == same && is_like(behind, rest),
        (_, []) => false,
    }
}

/// The columns by which a row recognises a table: those of its strongest signature.
pub fn recognised_by(row: &'static Helpdesk, table: &Table) -> Option<&'static [&'static str]> {
    let names = names(table);
    let fitting = row.signatures.iter().filter(|signature| signature.fits(&names));
    fitting.max_by_key(|signature| signature.all.len()).map(|signature| signature.all)
}

/// What signatures are compared to: the folded names of the columns, which is the first, and the key that the records
/// stood under.
fn names(table: &Table) -> BTreeSet<String> {
    let squeezed = |name: &str| squeeze(&fold(name));
    let first = table.columns().first().map(|first| squeezed(&format!("first column {first}")));
    let wrapper = table.wrapper.as_ref().map(|wrapper| squeezed(&format!("wrapper {wrapper}")));
    table.columns().iter().map(|name| squeezed(name)).chain(first).chain(wrapper).collect()
}

impl Signature {
    fn fits(&self, names: &BTreeSet<String>) -> bool {
        self.all.iter().all(|term| present(term, names)) && !self.none.iter().any(|term| present(term, names))
    }
}

fn present(term: &str, names: &BTreeSet<String>) -> bool {
    term.split('|').any(|name| match name.strip_suffix('*') {
        Some(start) => {
            let start = squeeze(start);
            names.range(start.clone()..).next().is_some_and(|found| found.starts_with(&start))
        }
        None => names.contains(&squeeze(name)),
    })
}

impl Helpdesk {
    /// The fields that a column feeds according to this row, with the place among the names of that field. A hint at the
    /// end (`[list]`, `(in hrs)`) counts only where a name has one.
    pub fn meanings(&self, name: &str) -> Vec<(Field, usize)> {
        let whole = fold(name);
        let of = |name: String| -> Vec<(Field, usize)> {
            let place = |(field, names): &(Field, &[&str])| {
                Some((*field, names.iter().position(|known| squeeze(known) == name)?))
            };
            self.fields.iter().filter_map(place).collect()
        };
        let found = of(squeeze(&whole));
        if found.is_empty() { of(squeeze(&without_hint(&whole))) } else { found }
    }

    /// The state that a value means here, when it differs from the general words.
    pub fn state(&self, value: &str) -> Option<TicketState> {
        let value = value.trim().to_lowercase();
        // `Waiting on us (Support pipeline)`: what stands in brackets says where, not what.
        let outer = value.split(" (").next().unwrap_or(&value);
        let of = |word: &str| self.states.iter().find(|(known, _)| *known == word).map(|(_, state)| *state);
        of(&value).or_else(|| of(outer))
    }

    /// The priority that a value means here, when it differs from the general words.
    pub fn priority(&self, value: &str) -> Option<Priority> {
        let value = value.trim().to_lowercase();
        self.priorities.iter().find(|(known, _)| *known == value).map(|(_, priority)| *priority)
    }

    /// The name of a channel that this helpdesk writes as a number or a letter.
    pub fn channel(&self, value: &str) -> Option<&'static str> {
        let value = value.trim().to_lowercase();
        self.channels.iter().find(|(known, _)| *known == value).map(|(_, name)| *name)
    }

    /// The levels of a category, parted by `>` whatever this helpdesk puts between them.
    pub fn category(&self, value: &str) -> String {
        let one = if self.listed_categories { value.split(';').next().unwrap_or(value) } else { value };
        self.levels.iter().fold(one.to_owned(), |path, between| path.replace(between, ">"))
    }

    /// The address that people open; an address without API path stays as it is.
    pub fn link(&self, url: &str, id: &str) -> String {
        let made = self.links.iter().find_map(|link| {
            let at = url.find(link.marker)?;
            Some(format!("{}{}", &url[..at], link.page.replace("{id}", id)))
        });
        made.unwrap_or_else(|| url.to_owned())
    }

    /// The columns of a table that go by these names, in the order of the names.
    pub fn columns_named(table: &Table, names: &[&str]) -> Vec<usize> {
        let folded: Vec<String> = table.columns().iter().map(|name| squeeze(&fold(name))).collect();
        names.iter().filter_map(|name| folded.iter().position(|known| *known == squeeze(name))).collect()
    }

    /// A tag without the note in brackets that this helpdesk writes after it.
    pub fn tag<'t>(&self, tag: &'t str) -> &'t str {
        let noted = || tag.strip_suffix(')')?.rsplit_once('(').filter(|(_, note)| self.tag_notes.contains(note));
        noted().map_or(tag, |(bare, _)| bare.trim_end())
    }

    /// The columns of a table that this row asks besides those that feed a field.
    pub fn asked_columns(&self, table: &Table) -> Vec<usize> {
        let named = [self.state_classes, self.done_when, self.needs, self.dated_ids];
        let named = named.into_iter().flat_map(|names| Self::columns_named(table, names));
        let unlike = self.unlike_columns(table).into_iter().map(|(column, _)| column);
        let page = self.page(table).map(|page| page.columns()).unwrap_or_default();
        named.chain(unlike).chain(page).collect()
    }

    /// The columns of a table whose values can say that a record is no ticket.
    pub fn unlike_columns(&self, table: &Table) -> Vec<(usize, &'static [&'static str])> {
        let names: Vec<String> = table.columns().iter().map(|name| squeeze(&fold(name))).collect();
        let mut found = Vec::new();
        for rule in self.unlike {
            let start = squeeze(rule.column);
            let matching =
                |name: &String| if rule.values.is_empty() { name.starts_with(&start) } else { *name == start };
            found.extend(
                names.iter().enumerate().filter(|(_, name)| matching(name)).map(|(column, _)| (column, rule.values)),
            );
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{formats, input::Input};

    #[test]
    fn every_row_has_its_own_id_and_a_signature() {
        let ids = ids();
        let unique: BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len());
        for row in rows() {
            assert!(!row.name.is_empty() && !row.signatures.is_empty(), "{}", row.id);
            assert!(row.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", row.id);
            assert!(row.signatures.iter().all(|signature| !signature.all.is_empty()), "{}", row.id);
        }
    }

    #[test]
    fn names_in_the_rows_are_folded() {
        for row in rows() {
            for (_, names) in row.fields {
                for name in *names {
                    assert_eq!(fold(name), *name, "{}", row.id);
                }
            }
        }
    }

    /// Exports that two rows fit equally well: the order of the table would decide.
    #[test]
    fn no_fixture_is_claimed_by_two_helpdesks_alike() {
        let room = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/helpdesks");
        let (mut seen, mut torn) = (0, vec![]);
        for folder in std::fs::read_dir(room).unwrap().map(|entry| entry.unwrap().path()) {
            for export in ["export.csv", "export.json"].map(|name| folder.join(name)) {
                let Ok(bytes) = std::fs::read(&export) else { continue };
                let input = Input::new(Box::new(std::io::Cursor::new(bytes)), None).unwrap();
                for part in formats::read(input, "export", &|table| vec![true; table.columns().len()]).unwrap() {
                    seen += 1;
                    let names = names(&part.table);
                    let strength =
                        |row: &Helpdesk| row.signatures.iter().filter(|s| s.fits(&names)).map(|s| s.all.len()).max();
                    let best = rows().filter_map(strength).max();
                    let alike: Vec<&str> =
                        rows().filter(|row| best.is_some() && strength(row) == best).map(|row| row.id).collect();
                    if alike.len() > 1 {
                        torn.push(format!("{}: {alike:?}", folder.display()));
                    }
                }
            }
        }
        assert!(seen > 50 && torn.is_empty(), "{torn:#?}");
    }

    #[test]
    fn a_file_name_tells_what_columns_do_not() {
        let table = Table::new(vec!["Name".to_owned(), "Mood".to_owned()]);
        let detected = |file: &str| detect(&table, file).map(|row| row.id);
        assert_eq!(detected("Feedback 0123456789abcdef0123456789abcdef"), Some("notion"));
        assert_eq!(detected("Feedback 0123456789abcdef0123456789abcdef_all"), Some("notion"));
        assert_eq!(detected("Feedback 0123456789abcdef0123456789abcdeg"), None);
        assert_eq!(detected("0123456789abcdef0123456789abcdef"), None);
    }

    #[test]
    fn a_note_beside_a_tag_goes_and_a_part_of_its_name_stays() {
        let trello = by_id("trello").unwrap();
        assert_eq!((trello.tag("Dringend (red)"), trello.tag("App (iOS)")), ("Dringend", "App (iOS)"));
        assert_eq!(by_id("jira").unwrap().tag("Dringend (red)"), "Dringend (red)");
    }

    #[test]
    fn an_api_address_becomes_the_page_that_agents_open() {
        let link = |id: &str, url: &str, ticket: &str| by_id(id).unwrap().link(url, ticket);
        assert_eq!(
            link("zendesk", "https://acme.zendesk.com/api/v2/tickets/35.json", "35"),
            "https://acme.zendesk.com/agent/tickets/35"
        );
        assert_eq!(
            link("jira", "https://acme.example/rest/api/2/issue/10001", "PAY-1"),
            "https://acme.example/browse/PAY-1"
        );
        assert_eq!(link("github", "https://github.com/a/b/issues/1", "1"), "https://github.com/a/b/issues/1");
    }
}
