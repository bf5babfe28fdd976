//! What a team knows of its customers besides their tickets. Never shown by itself.

use super::time::Day;

/// A customer or organisation of the accounts file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// The plan or tier it pays for.
    pub plan: Option<String>,
    /// What it is worth: revenue of a month or a year, in one unit for all accounts.
    pub value: Option<f64>,
    /// The day it signed up.
    pub since: Option<Day>,
}

/// The accounts and whose ticket is whose. Empty without an accounts file.
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

    /// How many tickets have an account.
    pub fn matched(&self) -> usize {
        self.of_ticket.iter().flatten().count()
    }
}
