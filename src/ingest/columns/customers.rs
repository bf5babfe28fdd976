//! Which columns tell of the customer: plan, size, worth, since when.
//!
//! Names alone lie: `Tier` may be a level of support and `Signed up` a step of the ticket. What is the customer's is
//! the same in all tickets of one customer, and a customer came before the ticket did.

use std::collections::BTreeMap;

use super::{Candidate, Choice, ENOUGH, Field, Mapping};
use crate::ingest::{dates, day_order::OrderEvidence, table::Table, values};

/// How far the tickets of one customer must agree, from 0 for what chance gives to 1 for always (Cohen's kappa). Plans
/// are changed now and then; levels of support are dealt to tickets.
const AGREE: f64 = 0.5;

/// Fewest tickets of customers who wrote several, beyond the first of each, that this is looked at in.
const FEWEST_REPEATED: usize = 8;

/// Share of the tickets that must not be older than their customer.
const BEFORE: f64 = 0.9;

/// Who a customer is, the surest first.
const KEYS: [Field; 5] =
    [Field::Customer, Field::CustomerEmail, Field::CustomerId, Field::CustomerName, Field::Organization];

/// Takes the best column of each field whose values are the customers'.
pub fn find(mapping: &mut Mapping, table: &Table, candidates: &[Candidate]) {
    let good = candidates.iter().filter(|one| one.field.is_of_customers() && one.score >= ENOUGH);
    for candidate in good {
        let free = !mapping.has(candidate.field) && !mapping.feeds(candidate.column);
        if free && (candidate.named_by_helpdesk || is_customers(mapping, table, candidate)) {
            let Candidate { field, column, reason, .. } = candidate.clone();
            mapping.choices.push(Choice { field, column, reason });
        }
    }
}

fn is_customers(mapping: &Mapping, table: &Table, candidate: &Candidate) -> bool {
    match candidate.field {
        Field::Since => is_before(mapping, table, candidate.column),
        // What a customer is worth changes from month to month.
        Field::Value => true,
        _ => is_kept(mapping, table, candidate.column),
    }
}

/// Whether the tickets of one customer mostly say the same; so too where too few wrote again to tell.
fn is_kept(mapping: &Mapping, table: &Table, column: usize) -> bool {
    let Some(key) = KEYS.iter().find_map(|field| mapping.column(*field)) else { return true };
    let mut said: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    for record in 0..table.records().len() {
        let (customer, value) = (table.cell(record, key), table.cell(record, column));
        if !values::is_null(customer) && !values::is_null(value) {
            *said.entry(customer).or_default().entry(value).or_default() += 1;
            *all.entry(value).or_default() += 1;
        }
    }
    // The first ticket of each customer agrees with itself.
    let (mut again, mut agree) = (0, 0);
    for values in said.values() {
        again += values.values().sum::<usize>() - 1;
        agree += values.values().max().copied().unwrap_or(1) - 1;
    }
    let tickets = all.values().sum::<usize>() as f64;
    let chance: f64 = all.values().map(|&one| (one as f64 / tickets).powi(2)).sum();
    again < FEWEST_REPEATED || agree as f64 / again as f64 - chance >= AGREE * (1.0 - chance)
}

/// Whether the customers came before their tickets.
fn is_before(mapping: &Mapping, table: &Table, column: usize) -> bool {
    let Some(created) = mapping.column(Field::Created) else { return true };
    let mut evidence = OrderEvidence::default();
    for record in 0..table.records().len() {
        [created, column].iter().for_each(|at| evidence.see(table.cell(record, *at)));
    }
    let order = evidence.assumed();
    let (mut both, mut before) = (0_usize, 0_usize);
    for record in 0..table.records().len() {
        let day = |column: usize| dates::parse(table.cell(record, column), order).map(|at| at.day());
        if let (Some(since), Some(created)) = (day(column), day(created)) {
            both += 1;
            before += usize::from(created.days_since(since) >= -1);
        }
    }
    before as f64 >= BEFORE * both as f64
}

#[cfg(test)]
mod tests {
    use super::super::{fields::Field, map};
    use crate::ingest::from_csv;

    const TEXTS: [&str; 4] = [
        "cannot log in to the portal any more",
        "my printer is on fire once again",
        "the screen stays black since monday",
        "no sound at all on my new laptop",
    ];

    /// Sixty tickets of twenty customers with these further columns.
    fn columns(names: &str, further: impl Fn(usize, usize) -> String) -> Vec<(Field, String)> {
        let rows: String = (0..60)
            .map(|at| {
                let (customer, text) = (at % 20, TEXTS[at * 7 % 4]);
                let created = format!("2026-0{}-{:02}", 1 + at / 20, 1 + at % 20);
                format!("T-{at},{text} {at},{created},c{customer}@rondo.example,{}\n", further(at, customer))
            })
            .collect();
        let table = from_csv::read(&format!("Ticket ID,Description,Created,Email,{names}\n{rows}"), false).unwrap();
        let mapping = map(&table, None, &[]);
        let chosen = mapping.choices.iter().filter(|choice| choice.field.is_of_customers());
        chosen.map(|choice| (choice.field, table.columns()[choice.column].clone())).collect()
    }

    fn plan(customer: usize) -> &'static str {
        ["Solo", "Crew", "Fleet"][customer % 3]
    }

    #[test]
    fn what_the_export_says_of_its_customers_is_found() {
        let found = columns("Plan,Company size,MRR,Customer since", |_, customer| {
            format!(
                "{},{},\"$1,{}00.50\",2024-03-{:02}",
                plan(customer),
                ["1-10", "11-50"][customer % 2],
                customer % 7,
                customer + 1
            )
        });
        let names = ["Plan", "Company size", "MRR", "Customer since"].map(str::to_owned);
        let fields = [Field::Plan, Field::Size, Field::Value, Field::Since];
        assert_eq!(found, fields.into_iter().zip(names).collect::<Vec<_>>());
        for (name, value) in [
            ("Tarif", "Solo"),
            ("Kunde seit", "01.02.2024"),
            ("custom_fields.cf_plan", "Crew"),
            ("user.plan", "Pro"),
            ("Plan [list]", "Pro"),
            ("plano", "Pro"),
            ("プラン", "Pro"),
        ] {
            let found =
                columns(name, |_, customer| if value.len() > 5 { value.to_owned() } else { plan(customer).to_owned() });
            assert_eq!(found.len(), 1, "{name}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        // A level of support is dealt to tickets, whoever writes them.
        assert_eq!(columns("Account tier", |at, _| format!("Tier {}", 1 + at * 7 % 3 * at % 3)), []);
        assert_eq!(columns("Plan", |at, _| plan(at / 2 * 5 + at / 7).to_owned()), []);
        // Nobody can tell whose levels these are.
        assert_eq!(columns("Tier", |_, customer| format!("L{}", customer % 3)), []);
        assert_eq!(columns("Plan", |at, _| format!("We will look at board {at} and then replace the cable")), []);
        assert_eq!(columns("Plan", |at, _| format!("{}", at % 3)), []);
        assert_eq!(columns("Subscription", |_, customer| ["yes", "no"][customer % 2].to_owned()), []);
        assert_eq!(columns("Plan", |at, _| format!("PLN-{at}")), []);
        assert_eq!(columns("MRR", |_, customer| ["high", "low"][customer % 2].to_owned()), []);
        assert_eq!(columns("Signed up", |at, _| format!("2026-0{}-{:02}", 4 + at / 20, 1 + at % 20)), []);
        assert_eq!(columns("Value,Amount,Package tracking,Revenue loss", |at, _| format!("{at},{at},{at},{at}")), []);
    }
}
