//! Users and organisations of tickets from tables of their own: they tell one customer from another, and agents from
//! customers.

use std::collections::BTreeMap;

use super::{Addition, Joined, Side, keys};
use crate::ingest::{
    columns::fields::Field,
    threads::voices::{Voice, side_of},
    values,
};

/// Columns of tickets with the customer's id, squeezed.
const REQUESTERS: &[&str] = &[
    "requesterid",
    "contactid",
    "contactextid",
    "customerid",
    "userid",
    "callerid",
    "reporterid",
    "authorid",
    "creatorid",
    "clientid",
    "requesteduserid",
    "enduserid",
    "openedby",
    "requester",
    "contact",
    "customer",
    "caller",
    "reporter",
    "creator",
    "userlogin",
    "authorusername",
];

/// Columns of tickets with the organisation's id.
const ORGANISATIONS: &[&str] =
    &["organizationid", "organisationid", "companyid", "accountid", "accountextid", "orgid", "companyextid"];

/// Words in the names of tables of people.
const PEOPLE: &[&str] = &["user", "contact", "customer", "requester", "people", "person", "client", "member", "agent"];

/// Words in the names of tables of organisations.
const COMPANIES: &[&str] = &["organi", "compan", "account", "tenant"];

/// Columns with the id of a person or organisation, squeezed.
const IDS: &[&str] = &[
    "id",
    "userid",
    "contactid",
    "contactextid",
    "customerid",
    "sysid",
    "uuid",
    "accountid",
    "accountextid",
    "organizationid",
    "companyid",
    "companyextid",
    "recordid",
];

const EMAILS: &[&str] = &["email", "emailaddress", "emailid", "useremail", "primaryemail", "contactemail", "mail"];

const NAMES: &[&str] = &[
    "name",
    "fullname",
    "displayname",
    "username",
    "contactname",
    "accountname",
    "organizationname",
    "companyname",
    "lastname",
    "login",
];

const ROLES: &[&str] = &["role", "usertype", "type", "rolename"];

/// Whether the records of a table are people: by its name, or by addresses without tickets.
pub fn is_of_people(side: &Side<'_>) -> bool {
    let named = PEOPLE.iter().any(|word| side.name().contains(word)) && !side.name().contains("ticket");
    let known = side.named(EMAILS).is_some() || side.named(NAMES).is_some();
    named && known && side.named(IDS).is_some() && !side.recognised && !side.has(Field::Status)
}

/// Whether the records of a table are people or organisations.
pub fn names_customers(side: &Side<'_>) -> bool {
    is_of_people(side) || is_of_companies(side)
}

fn is_of_companies(side: &Side<'_>) -> bool {
    COMPANIES.iter().any(|word| side.name().contains(word))
        && side.named(NAMES).is_some()
        && side.named(IDS).is_some()
        && !side.recognised
        && !side.has(Field::Status)
}

/// The columns of a table of tickets that say who filed them.
pub fn requesters(ticket: &Side<'_>) -> impl Iterator<Item = usize> {
    let mapped = [Field::CustomerId, Field::CustomerEmail, Field::CustomerName];
    let mapped = mapped.map(|field| ticket.sheet.mapping.column(field)).into_iter().flatten();
    mapped.chain(REQUESTERS.iter().filter_map(|name| ticket.named(&[name])))
}

/// Which side each person of a folder is on, by id and address.
pub fn roles<'s>(sides: &[Side<'s>], folder: Option<&str>) -> BTreeMap<&'s str, Voice> {
    let mut roles = BTreeMap::new();
    for side in sides.iter().filter(|side| side.folder == folder && is_of_people(side)) {
        let Some(role) = side.named(ROLES) else { continue };
        for record in 0..side.table().records().len() {
            let Some(voice) = side_of(side.table().cell(record, role)) else { continue };
            for column in [side.named(IDS), side.named(EMAILS)].into_iter().flatten() {
                let id = side.table().cell(record, column);
                if !values::is_null(id) {
                    roles.entry(id).or_insert(voice);
                }
            }
        }
    }
    roles
}

/// Joins people and organisations among `rest` to the tickets that name them.
pub fn join(sides: &[Side<'_>], tickets: &[usize], rest: &[usize], joined: &mut Joined) {
    let people = rest.iter().copied().filter(|at| is_of_people(&sides[*at]));
    for at in people {
        let join = Join { sides, at, tickets, references: REQUESTERS };
        let found = join.matches(|ticket| !ticket.has(Field::CustomerEmail));
        let mut told = false;
        for (row, person) in found {
            told = true;
            let of_person = |names: &[&str]| {
                let cell = sides[at].named(names).map(|column| sides[at].table().cell(person.record, column));
                cell.filter(|cell| !values::is_null(cell))
            };
            let mut add = |column: &str, text: &str| {
                let addition = Addition { record: row.record, column: column.to_owned(), text: text.to_owned() };
                joined.additions.entry(row.sheet).or_default().push(addition);
            };
            of_person(EMAILS).into_iter().for_each(|email| add("requester.email", email));
            if !sides[row.sheet].has(Field::CustomerName) {
                of_person(NAMES).into_iter().for_each(|name| add("requester.name", name));
            }
            if !sides[row.sheet].has(Field::Organization) && sides[row.sheet].named(ORGANISATIONS).is_none() {
                of_person(ORGANISATIONS).into_iter().for_each(|company| add("organization", company));
            }
        }
        if told {
            joined.sides.insert(at);
        }
    }
    for at in rest.iter().copied().filter(|at| is_of_companies(&sides[*at])) {
        let join = Join { sides, at, tickets, references: ORGANISATIONS };
        let name = sides[at].named(NAMES);
        for (row, company) in join.matches(|_| true) {
            let ticket = &sides[row.sheet];
            let text = name.map_or("", |name| sides[at].table().cell(company.record, name)).to_owned();
            let mapped = ticket.sheet.mapping.column(Field::Organization);
            let column = mapped.map_or("organization", |column| &ticket.table().columns()[column]).to_owned();
            if !values::is_null(&text) {
                let addition = Addition { record: row.record, column, text };
                joined.additions.entry(row.sheet).or_default().push(addition);
            }
            joined.sides.insert(at);
        }
    }
}

struct Join<'j, 's> {
    sides: &'j [Side<'s>],
    at: usize,
    tickets: &'j [usize],
    references: &'static [&'static str],
}

impl Join<'_, '_> {
    /// Rows of tickets with the row that they name in the table.
    fn matches(&self, wants: impl Fn(&Side<'_>) -> bool) -> Vec<(keys::Row, keys::Row)> {
        let side = &self.sides[self.at];
        let indices: Vec<keys::Index<'_>> = IDS
            .iter()
            .chain(EMAILS)
            .filter_map(|name| side.named(&[name]))
            .map(|column| keys::index_of(side, self.at, column))
            .collect();
        let mut found = Vec::new();
        for sheet in self.tickets.iter().copied().filter(|sheet| wants(&self.sides[*sheet])) {
            let ticket = &self.sides[sheet];
            let of = |column: usize| {
                let named = |record: usize| {
                    let value = ticket.table().cell(record, column);
                    let person = indices.iter().find_map(|index| keys::row(index, value))?;
                    Some((keys::Row { sheet, record }, person))
                };
                (0..ticket.table().records().len()).filter_map(named).collect::<Vec<_>>()
            };
            // The first column that names somebody: a submitter may be an agent.
            let first =
                self.references.iter().filter_map(|name| ticket.named(&[name])).map(of).find(|rows| !rows.is_empty());
            found.extend(first.unwrap_or_default());
        }
        found
    }
}
