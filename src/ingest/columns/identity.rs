//! Who the customer is, where several columns could say so.

use super::{Candidate, ENOUGH, Field, MANY_ROWS, headers, shapes::Profile};
use crate::ingest::table::Table;

/// Names of whoever pays: a company where a user stands beside it, else the customer.
const PAYERS: &[&str] = &["client", "client name", "customer", "customer name", "kunde", "klant", "cliente", "klient"];

/// Names of people at a company.
const USERS: &[&str] = &[
    "user",
    "user name",
    "username",
    "end user",
    "contact",
    "contact name",
    "nutzer",
    "benutzer",
    "anwender",
    "usuario",
    "usuário",
    "utilisateur",
    "utente",
    "gebruiker",
    "użytkownik",
];

/// How many times as many people as companies there are at least.
const PEOPLE_A_COMPANY: usize = 2;

/// Of a client and a user who both stand in a table the client is the company, if there are fewer of them.
pub fn give_companies_their_users(candidates: &mut [Candidate], table: &Table, profiles: &[Profile]) {
    let is = |one: &Candidate, names: &[&str]| {
        one.field == Field::CustomerName
            && !one.named_by_helpdesk
            && one.score >= ENOUGH
            && names.contains(&headers::fold(&table.columns()[one.column]).as_str())
    };
    let users = candidates.iter().filter(|one| is(one, USERS)).map(|one| profiles[one.column].distinct).max();
    let named = candidates.iter().any(|one| one.field == Field::Organization && one.score >= ENOUGH);
    let Some(users) = users.filter(|_| !named) else { return };
    for one in candidates.iter_mut() {
        if is(one, PAYERS) && profiles[one.column].distinct * PEOPLE_A_COMPANY <= users {
            one.field = Field::Organization;
            "the client of several users".clone_into(&mut one.reason);
        }
    }
}

/// Share of names of people from which a column `Name` beside one of addresses holds those who wrote.
const OF_PEOPLE: f32 = 0.8;

/// Confidence of it.
const BESIDE_ADDRESSES: headers::Confidence = 0.6;

/// Beside a column of the customers' addresses a `Name` is theirs, and no subject.
pub fn give_names_to_customers(candidates: &mut [Candidate], table: &Table, profiles: &[Profile]) {
    if !candidates.iter().any(|one| one.field == Field::CustomerEmail && one.score >= ENOUGH) {
        return;
    }
    let is_name = |one: &&mut Candidate| {
        one.field == Field::Subject
            && !one.named_by_helpdesk
            && profiles[one.column].persons >= OF_PEOPLE
            && headers::fold(&table.columns()[one.column]) == "name"
    };
    for one in candidates.iter_mut().filter(is_name) {
        let reason = "names of people beside their addresses".to_owned();
        *one = Candidate { field: Field::CustomerName, score: BESIDE_ADDRESSES, reason, ..one.clone() };
    }
}

/// A column that names the same customer in all of many rows names the account of a program that files tickets, where
/// another column names many.
pub fn leave_out_constants(candidates: &mut Vec<Candidate>, profiles: &[Profile]) {
    let names = |one: &Candidate| {
        matches!(one.field, Field::Customer | Field::CustomerEmail | Field::CustomerId | Field::CustomerName)
    };
    let constant = |one: &Candidate| profiles[one.column].is_constant() && profiles[one.column].filled >= MANY_ROWS;
    let other = candidates.iter().any(|one| names(one) && one.score >= ENOUGH && !constant(one));
    candidates.retain(|one| !other || !names(one) || !constant(one));
}
