//! Web addresses of tickets, made from their columns where an export has none.

use super::Helpdesk;
use crate::ingest::{
    columns::headers::{fold, squeeze},
    table::Table,
    values,
};

/// A web address with the columns that complete it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(&'static str),
    Column(usize),
}

impl Helpdesk {
    /// The first address of this row whose columns a table has.
    pub fn page(&self, table: &Table) -> Option<Page> {
        let names: Vec<String> = table.columns().iter().map(|name| squeeze(&fold(name))).collect();
        self.pages.iter().find_map(|template| of_template(template, &names))
    }
}

fn of_template(template: &'static str, names: &[String]) -> Option<Page> {
    let mut pieces = Vec::new();
    for part in template.split_inclusive(['{', '}']) {
        match part.strip_suffix('}') {
            Some(column) => {
                let column = squeeze(column);
                pieces.push(Piece::Column(names.iter().position(|name| *name == column)?));
            }
            None => pieces.push(Piece::Text(part.strip_suffix('{').unwrap_or(part))),
        }
    }
    Some(Page(pieces))
}

impl Page {
    /// The columns that it takes.
    pub fn columns(&self) -> Vec<usize> {
        let column = |piece: &Piece| match piece {
            Piece::Column(column) => Some(*column),
            Piece::Text(_) => None,
        };
        self.0.iter().filter_map(column).collect()
    }

    /// The address of a record; none when a column says nothing, or something that no address holds.
    pub fn address(&self, table: &Table, record: usize) -> Option<String> {
        let mut address = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => address.push_str(text),
                Piece::Column(column) => {
                    let value = table.cell(record, *column);
                    let plain = value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
                    if values::is_null(value) || !plain {
                        return None;
                    }
                    address.push_str(value);
                }
            }
        }
        Some(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::helpdesk::by_id;

    #[test]
    fn an_address_is_made_of_columns_or_not_at_all() {
        let mut table = Table::new(vec!["Title".to_owned(), "Task ID".to_owned()]);
        for id in ["1209", "", "12 09"] {
            table.push(1, &mut vec![(1, id.to_owned())], false);
        }
        let page = by_id("asana").unwrap().page(&table).unwrap();
        let address = |record| page.address(&table, record);
        assert_eq!(address(0).as_deref(), Some("https://app.asana.com/0/0/1209"));
        assert_eq!((address(1), address(2)), (None, None));
        assert_eq!(by_id("asana").unwrap().page(&Table::new(vec!["id".to_owned()])), None);
    }

    #[test]
    fn an_address_of_two_columns_needs_both() {
        let mut table = Table::new(vec!["Id".to_owned(), "Number".to_owned()]);
        for (id, number) in [("812", "40"), ("813", ""), ("814", "4 1")] {
            table.push(1, &mut vec![(0, id.to_owned()), (1, number.to_owned())], false);
        }
        let page = by_id("helpscout").unwrap().page(&table).unwrap();
        let address = |record| page.address(&table, record);
        assert_eq!(address(0).as_deref(), Some("https://secure.helpscout.net/conversation/812/40"));
        assert_eq!((address(1), address(2)), (None, None));
        assert_eq!(by_id("helpscout").unwrap().page(&Table::new(vec!["id".to_owned()])), None);
    }
}
