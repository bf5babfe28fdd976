//! THE TABLE: what fixfirst knows of helpdesks, as rows of data.
//!
//! A new helpdesk is a row here and a folder in `fixtures/helpdesks/`. A row says only what differs
//! from the general synonyms of [`super::columns`]: how its exports are recognised, names that mean
//! something else there, numbers that stand for words, how a web address is built. No code asks for a
//! helpdesk by its id.

mod feedback;
mod service_desks;
mod trackers;

use std::collections::BTreeSet;

use super::{
    columns::{
        fields::Field,
        headers::{fold, squeeze},
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
    /// What records are no tickets.
    pub unlike: &'static [Unlike],
    /// Whether blanks separate tags.
    pub spaced_tags: bool,
    /// Unit of handle times without one.
    pub handle_unit: Unit,
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
    unlike: &[],
    spaced_tags: false,
    handle_unit: Unit::Minutes,
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
    [service_desks::ROWS, trackers::ROWS, feedback::ROWS].into_iter().flatten()
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

/// The row whose signature fits best: most required columns, then the order of the table.
pub fn detect(table: &Table) -> Option<&'static Helpdesk> {
    let names = names(table);
    let mut best: Option<(usize, &Helpdesk)> = None;
    for row in rows() {
        let strength =
            row.signatures.iter().filter(|signature| signature.fits(&names)).map(|signature| signature.all.len()).max();
        if let Some(strength) = strength.filter(|strength| best.is_none_or(|(most, _)| *strength > most)) {
            best = Some((strength, row));
        }
    }
    best.map(|(_, row)| row)
}

/// The columns by which a row recognises a table: those of its strongest signature.
pub fn recognised_by(row: &'static Helpdesk, table: &Table) -> Option<&'static [&'static str]> {
    let names = names(table);
    let fitting = row.signatures.iter().filter(|signature| signature.fits(&names));
    fitting.max_by_key(|signature| signature.all.len()).map(|signature| signature.all)
}

/// The columns of a table, squeezed, and the key that its records stood under.
fn names(table: &Table) -> BTreeSet<String> {
    let wrapper = table.wrapper.iter().map(|wrapper| squeeze(&fold(&format!("wrapper {wrapper}"))));
    table.columns().iter().map(|name| squeeze(&fold(name))).chain(wrapper).collect()
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
    /// The fields that a column feeds according to this row, with the place among the names of that field.
    pub fn meanings(&self, name: &str) -> Vec<(Field, usize)> {
        let name = squeeze(&fold(name));
        let place =
            |(field, names): &(Field, &[&str])| Some((*field, names.iter().position(|known| squeeze(known) == name)?));
        self.fields.iter().filter_map(place).collect()
    }

    /// The state that a value means here, when it differs from the general words.
    pub fn state(&self, value: &str) -> Option<TicketState> {
        let value = value.trim().to_lowercase();
        self.states.iter().find(|(known, _)| *known == value).map(|(_, state)| *state)
    }

    /// The priority that a value means here, when it differs from the general words.
    pub fn priority(&self, value: &str) -> Option<Priority> {
        let value = value.trim().to_lowercase();
        self.priorities.iter().find(|(known, _)| *known == value).map(|(_, priority)| *priority)
    }

    /// The address that people open; an address without API path stays as it is.
    pub fn link(&self, url: &str, id: &str) -> String {
        let made = self.links.iter().find_map(|link| {
            let at = url.find(link.marker)?;
            Some(format!("{}{}", &url[..at], link.page.replace("{id}", id)))
        });
        made.unwrap_or_else(|| url.to_owned())
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
