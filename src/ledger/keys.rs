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
