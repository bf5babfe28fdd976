//! What a ticket is called in the memory.

use xxhash_rust::xxh3::xxh3_64;

use crate::model::{corpus::Corpus, document::Documents, ticket::Ticket};

/// One key a ticket, in the corpus' order: its id; where the export has none and the ticket is called by its row, a
/// checksum of its cleaned text, since next week another ticket stands in that row. `made_up` tells such tickets.
pub fn keys(corpus: &Corpus, documents: &Documents, made_up: &dyn Fn(&Ticket) -> bool) -> Vec<String> {
    let text = |at: usize| documents.documents.get(at).map(|document| document.text()).unwrap_or_default();
    let key = |(at, ticket): (usize, &Ticket)| {
        if made_up(ticket) { format!("text:{:016x}", xxh3_64(text(at).as_bytes())) } else { ticket.id.clone() }
    };
    corpus.tickets().iter().enumerate().map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Document, Wording};

    #[test]
    fn a_ticket_without_an_id_is_called_by_its_text_and_not_by_its_row() {
        let ticket = |id: &str| Ticket { id: id.to_owned(), ..Ticket::default() };
        let document = |body: &str| Document { wording: Wording::new("", body), ..Document::default() };
        let documents =
            |texts: [&str; 2]| Documents { documents: texts.map(document).to_vec(), ..Documents::default() };
        let corpus = Corpus::new(vec![ticket("row-1"), ticket("row-2")]);
        let made_up = |ticket: &Ticket| ticket.id.starts_with("row-");
        let first = keys(&corpus, &documents(["Login fails", "No invoice"]), &made_up);
        let next_week = keys(&corpus, &documents(["No invoice", "Something new"]), &made_up);
        assert_eq!(first[1], next_week[0]);
        assert!(!first.contains(&next_week[1]) && !first[0].contains("Login"));
        assert_eq!(keys(&corpus, &documents(["a", "b"]), &|_| false), ["row-1", "row-2"]);
    }
}
