//! A table of customers beside the tickets: plan, worth and sign-up date, joined by address, id, name or domain.
//!
//! It is read by the readers of the exports, whatever its format. Which column means what is told by its name, else
//! by what its values look like. A key that several accounts with different facts have is no key; a ticket whose
//! customer the table does not know stays as it is.

mod columns;

use std::collections::{BTreeMap, btree_map::Entry};

use self::columns::{Columns, Key};
use super::{
    amounts,
    archive::{self, Member},
    dates,
    day_order::OrderEvidence,
    error::IngestError,
    formats::{self, Part},
    input::Meter,
    intake::Note,
    sources::Source,
    table::{SEVERAL, Table},
    values,
};
use crate::model::{
    account::{Account, Accounts},
    corpus::Corpus,
    progress::Progress,
    ticket::Ticket,
    time::Day,
};

/// Providers of addresses for everybody: their domains are nobody's.
#[rustfmt::skip]
const EVERYBODYS: &[&str] = &[
    "aol.com", "bluewin.ch", "free.fr", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "googlemail.com",
    "hotmail.com", "hotmail.co.uk", "hotmail.de", "hotmail.fr", "hotmail.it", "icloud.com", "laposte.net", "libero.it",
    "live.com", "mac.com", "mail.com", "mail.ru", "me.com", "msn.com", "orange.fr", "outlook.com", "outlook.de", "proton.me",
    "protonmail.com", "qq.com", "163.com", "126.com", "t-online.de", "uol.com.br", "web.de", "wanadoo.fr", "yahoo.co.jp",
    "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.fr", "yandex.ru", "ymail.com",
];

/// The accounts as they were read.
#[derive(Clone, Debug, Default)]
pub struct AccountTable {
    /// Path as the user gave it.
    pub path: String,
    /// Records read.
    pub rows: usize,
    /// Cells of worth or date that could not be read, and the line of the first.
    pub unreadable: Option<(usize, u64)>,
    list: Vec<Account>,
    /// Accounts by kind of key and its folded text; none for a key that names several different ones.
    keys: BTreeMap<(Key, String), Option<usize>>,
}

/// Reads a table of accounts.
///
/// # Errors
/// When the file cannot be read, or no column tells the customer or anything about one.
pub fn read(source: &Source, progress: &dyn Progress) -> Result<AccountTable, IngestError> {
    let meter = Meter::new(progress, source.size());
    let mut tables: Vec<(String, Result<Vec<Part>, IngestError>)> = vec![];
    archive::open(source, &meter, &mut |member: Member<'_>| {
        let Member { label, input } = member;
        let all = |table: &Table| vec![true; table.columns().len()];
        let parts = input.and_then(|input| formats::read(input, &label.name, &all));
        tables.push((label.name, parts));
    })?;
    let mut refused = IngestError::Empty { path: source.name.clone() };
    for (name, parts) in tables.into_iter().rev() {
        let parts = match parts {
            Ok(parts) => parts,
            Err(error) => {
                refused = error;
                continue;
            }
        };
        for part in parts {
            match Columns::of(&name, &part.table) {
                Ok(columns) => return Ok(AccountTable::of(&source.name, &part.table, &columns)),
                Err(error) => refused = error,
            }
        }
    }
    Err(refused)
}

/// What is known of the customers of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Joined {
    /// The accounts, and whose ticket is whose.
    pub accounts: Accounts,
    /// How many tickets the table of accounts knows the customer of.
    pub matched: usize,
}

/// What the tickets say of their customers, and what a table of accounts says of them: that goes first.
///
/// A customer is one account for each different thing that is told of it, as plans change: a ticket is counted under
/// the plan of its own time.
pub fn join(table: Option<&AccountTable>, corpus: &Corpus) -> Joined {
    let mut joined = Joined::default();
    let mut numbers: BTreeMap<(Owner<'_>, Told), usize> = BTreeMap::new();
    for ticket in corpus.tickets() {
        let known = table.and_then(|table| table.find(ticket));
        joined.matched += usize::from(known.is_some());
        let listed = table.zip(known).map(|(table, at)| &table.list[at]);
        let account = listed.map_or_else(|| ticket.account.clone(), |listed| listed.or(&ticket.account));
        if known.is_none() && account == Account::default() {
            joined.accounts.of_ticket.push(None);
            continue;
        }
        let owner = known.map_or_else(
            || match ticket.customer.as_deref().or(ticket.organization.as_deref()) {
                Some(name) => Owner::Named(name),
                None => Owner::Ticket(&ticket.id),
            },
            Owner::Listed,
        );
        let told = (account.plan.clone(), account.size.clone(), account.value.map(f64::to_bits), account.since);
        let number = match numbers.entry((owner, told)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                joined.accounts.list.push(account);
                *free.insert(joined.accounts.list.len() - 1)
            }
        };
        joined.accounts.of_ticket.push(Some(number));
    }
    joined
}

/// Whose account it is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Owner<'t> {
    /// An account of the table, by its place there.
    Listed(usize),
    /// Who wrote.
    Named(&'t str),
    /// Nobody is named: each ticket is of somebody else.
    Ticket(&'t str),
}

/// What is told of an account, as it is compared.
type Told = (Option<String>, Option<String>, Option<u64>, Option<Day>);

impl AccountTable {
    fn of(path: &str, table: &Table, columns: &Columns) -> Self {
        let mut read = Self { path: path.to_owned(), rows: table.records().len(), ..Self::default() };
        let mut order = OrderEvidence::default();
        if let Some(column) = columns.since {
            (0..table.records().len()).for_each(|record| order.see(table.cell(record, column)));
        }
        let order = order.assumed();
        for (record, of) in table.records().iter().enumerate() {
            let filled = |column: Option<usize>| {
                let text = table.cell(record, column?).split(SEVERAL).next()?.trim();
                (!text.is_empty() && !values::is_null(text)).then_some(text)
            };
            let (value, since) = (filled(columns.value), filled(columns.since));
            let account = Account {
                size: None,
                plan: filled(columns.plan).map(str::to_owned),
                value: value.and_then(amounts::amount),
                since: since
                    .and_then(|text| {
                        dates::parse(text, order).or_else(|| dates::parse_serial(text, super::zones::Zone::UTC))
                    })
                    .map(|at| at.day()),
            };
            let lost = usize::from(value.is_some() && account.value.is_none())
                + usize::from(since.is_some() && account.since.is_none());
            if lost > 0 {
                let seen = read.unreadable.get_or_insert((0, of.line));
                seen.0 += lost;
            }
            let number = read.list.len();
            let mut keys = vec![];
            for &(key, column) in &columns.keys {
                for text in table.cell(record, column).split(SEVERAL).filter(|text| !values::is_null(text)) {
                    keys.extend(keys_of(key, text));
                }
            }
            keys.sort();
            keys.dedup();
            for key in keys {
                read.add_key(key, number, &account);
            }
            read.list.push(account);
        }
        read
    }

    /// A key of two accounts is one only where both say the same.
    fn add_key(&mut self, key: (Key, String), number: usize, account: &Account) {
        match self.keys.get_mut(&key) {
            None => {
                self.keys.insert(key, Some(number));
            }
            Some(known) => {
                if known.is_some_and(|at| self.list[at] != *account) {
                    *known = None;
                }
            }
        }
    }

    /// What a reader of the report should know of it.
    pub fn notes(&self, joined: &Joined) -> Vec<Note> {
        let file = || self.path.clone();
        let (matched, tickets) = (joined.matched, joined.accounts.of_ticket.len());
        let told = Note::Accounts { file: file(), accounts: self.rows, matched, tickets };
        let lost = self.unreadable.map(|(count, line)| Note::AccountCells { file: file(), count, line });
        [told].into_iter().chain(lost).collect()
    }

    /// Address before id before name before domain: the surest first.
    fn find(&self, ticket: &Ticket) -> Option<usize> {
        let known = |key: Key, text: &str| self.keys.get(&(key, fold(text))).copied().flatten();
        let customer = ticket.customer.as_deref();
        let domain = customer.and_then(domain_of);
        customer
            .and_then(|text| known(Key::Email, text))
            .or_else(|| customer.and_then(|text| known(Key::Id, text)))
            .or_else(|| ticket.organization.as_deref().and_then(|text| known(Key::Organization, text)))
            .or_else(|| ticket.organization.as_deref().and_then(|text| known(Key::Id, text)))
            .or_else(|| customer.and_then(|text| known(Key::Name, text)))
            .or_else(|| customer.and_then(|text| known(Key::Organization, text)))
            .or_else(|| domain.and_then(|domain| known(Key::Domain, &domain)))
    }
}

/// What a cell says as a key; an address is a domain too.
fn keys_of(key: Key, text: &str) -> Vec<(Key, String)> {
    let text = fold(text);
    if text.is_empty() {
        return vec![];
    }
    match key {
        Key::Email => {
            let domain = domain_of(&text).map(|domain| (Key::Domain, domain));
            [(Key::Email, text)].into_iter().chain(domain).collect()
        }
        Key::Domain => {
            let bare = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
            let host = bare.split(['/', '?', '#']).next().unwrap_or(bare).trim_start_matches('@').to_owned();
            if host.is_empty() || EVERYBODYS.contains(&host.as_str()) { vec![] } else { vec![(key, host)] }
        }
        _ => vec![(key, text)],
    }
}

/// The domain of an address, when it is somebody's own.
fn domain_of(address: &str) -> Option<String> {
    let domain = fold(address.rsplit_once('@')?.1);
    (domain.contains('.') && !EVERYBODYS.contains(&domain.as_str())).then_some(domain)
}

/// A text as it is compared: lower case, single spaces.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests;
