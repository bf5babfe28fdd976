//! Whom a mailbox belongs to, and so which messages are the helpdesk's own.

use std::collections::{BTreeMap, BTreeSet};

use super::folders::Role;
use crate::ingest::{
    from_mail::column,
    table::{SEVERAL, Table},
};

/// Fewest messages from which an owner can be told.
const FEWEST: usize = 3;

/// Names before the `@` of addresses that helpdesks have beside their first.
const SHARED: &[&str] = &[
    "support",
    "help",
    "helpdesk",
    "service",
    "servicedesk",
    "kundenservice",
    "kundendienst",
    "info",
    "contact",
    "kontakt",
    "contacto",
    "billing",
    "care",
    "customercare",
    "customerservice",
    "customersupport",
    "hello",
    "team",
    "no-reply",
    "noreply",
    "donotreply",
    "do-not-reply",
];

/// The addresses of the helpdesk.
pub struct Owners {
    addresses: BTreeSet<String>,
    domains: BTreeSet<String>,
}

/// Who wrote a message.
pub struct Sender<'t> {
    /// The customer's address, or the owner's.
    pub address: &'t str,
    /// Whether it is the owner.
    pub out: bool,
}

impl Owners {
    /// Learns the owners: in each file, who is a recipient of most messages; and who wrote what lies in a folder of
    /// sent messages.
    pub fn of(tables: &[Table]) -> Self {
        let mut addresses = BTreeSet::new();
        for table in tables {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            let mut addressed = 0;
            for record in 0..table.records().len() {
                if table.cell(record, column("direction")) == Role::Sent.name() {
                    addresses.insert(bare(table.cell(record, column("from.email"))));
                    continue;
                }
                let to: BTreeSet<String> =
                    table.cell(record, column("to")).split(SEVERAL).filter(|to| !to.is_empty()).map(bare).collect();
                addressed += usize::from(!to.is_empty());
                to.into_iter().for_each(|to| *counts.entry(to).or_default() += 1);
            }
            let owning = counts.into_iter().filter(|(_, count)| *count >= FEWEST && *count * 2 > addressed);
            addresses.extend(owning.map(|(address, _)| address));
        }
        addresses.remove("");
        let domains = addresses.iter().filter(|address| is_shared(address)).filter_map(|address| domain(address));
        Self { domains: domains.map(str::to_owned).collect(), addresses }
    }

    /// Whether an address is the helpdesk's.
    pub fn is_owner(&self, address: &str) -> bool {
        let bare = bare(address);
        self.addresses.contains(&bare)
            || (is_shared(&bare) && domain(&bare).is_some_and(|domain| self.domains.contains(domain)))
    }

    /// Who wrote a message. Of forms and lists that write in the owner's name, whom the answer goes to; what a list
    /// sends in its own name was written by somebody.
    pub fn sender<'t>(&self, table: &'t Table, record: usize) -> Sender<'t> {
        let from = table.cell(record, column("from.email"));
        let answered = table.cell(record, column("reply_to"));
        let sent = table.cell(record, column("direction")) == Role::Sent.name();
        if sent {
            return Sender { address: from, out: true };
        }
        let stands_in = self.is_owner(from) || is_nobody(from);
        if stands_in && !answered.is_empty() && !self.is_owner(answered) {
            return Sender { address: answered, out: false };
        }
        let list = !table.cell(record, column("list")).is_empty();
        Sender { address: from, out: self.is_owner(from) && !list }
    }
}

/// An address without what follows a plus.
fn bare(address: &str) -> String {
    match address.split_once('@') {
        Some((local, domain)) => format!("{}@{domain}", local.split('+').next().unwrap_or(local)),
        None => address.to_owned(),
    }
}

fn domain(address: &str) -> Option<&str> {
    address.split_once('@').map(|(_, domain)| domain)
}

fn is_shared(address: &str) -> bool {
    address.split_once('@').is_some_and(|(local, _)| SHARED.contains(&local))
}

/// Whether nobody reads what goes to an address.
fn is_nobody(address: &str) -> bool {
    ["noreply@", "no-reply@", "donotreply@", "do-not-reply@", "no_reply@", "wordpress@"]
        .iter()
        .any(|start| address.starts_with(start))
}
