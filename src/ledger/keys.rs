//! What a ticket is called in the memory.

use crate::model::{corpus::Corpus, ticket::Ticket};

/// One key a ticket, in the corpus' order: its id; where the export has none and the ticket is called by its row, a
/// checksum of what it says, since next week another ticket stands in that row. `made_up` tells such tickets.
///
/// What it says as it was exported: what is taken out of a text because many repeat it changes with the corpus.
pub fn keys(corpus: &Corpus, made_up: &dyn Fn(&Ticket) -> bool) -> Vec<String> {
    let key = |ticket: &Ticket| if made_up(ticket) { said(ticket) } else { ticket.id.clone() };
    corpus.tickets().iter().map(key).collect()
}

fn said(ticket: &Ticket) -> String {
    format!("text:{:016x}", ticket.checksum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_without_an_id_is_called_by_its_text_and_not_by_its_row() {
        let ticket =
            |(id, body): (&str, &str)| Ticket { id: id.to_owned(), body: body.to_owned(), ..Ticket::default() };
        let corpus = |tickets: [(&str, &str); 2]| Corpus::new(tickets.map(ticket).to_vec());
        let made_up = |ticket: &Ticket| ticket.id.starts_with("row-");
        let first = keys(&corpus([("row-1", "Login fails"), ("row-2", "No invoice")]), &made_up);
        let next_week = keys(&corpus([("row-1", "No\r\n invoice"), ("row-2", "Something new")]), &made_up);
        assert_eq!(first[1], next_week[0]);
        assert!(!first.contains(&next_week[1]) && !first[0].contains("Login"));
        assert_eq!(keys(&corpus([("row-1", "a"), ("row-2", "b")]), &|_| false), ["row-1", "row-2"]);
    }
}
