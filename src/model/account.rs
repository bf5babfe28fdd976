//! What a team knows of its customers besides their tickets. Never shown by itself.

use super::time::Day;

/// What the accounts file, or the export itself, says of a customer or organisation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// The plan or tier it pays for.
    pub plan: Option<String>,
    /// How large its company is, in the words of the export.
    pub size: Option<String>,
    /// What it is worth: revenue of a month or a year, in one unit for all accounts.
    pub value: Option<f64>,
    /// The day it signed up.
    pub since: Option<Day>,
}

impl Account {
    /// Itself, and `other` where it says nothing.
    pub fn or(&self, other: &Self) -> Self {
        Self {
            plan: self.plan.clone().or_else(|| other.plan.clone()),
            size: self.size.clone().or_else(|| other.size.clone()),
            value: self.value.or(other.value),
            since: self.since.or(other.since),
        }
    }
}

/// The accounts and whose ticket is whose. Empty where neither an accounts file nor the export says anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accounts {
    /// The accounts.
    pub list: Vec<Account>,
    /// For each ticket of the corpus its account.
    pub of_ticket: Vec<Option<usize>>,
}

impl Accounts {
    /// Index of a ticket's account.
    pub fn index(&self, ticket: usize) -> Option<usize> {
        self.of_ticket.get(ticket).copied().flatten()
    }

    /// A ticket's account.
    pub fn of(&self, ticket: usize) -> Option<&Account> {
        self.list.get(self.index(ticket)?)
    }
}
