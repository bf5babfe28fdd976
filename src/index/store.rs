//! Tickets → tantivy, in memory or in a folder.

use std::{fs, path::Path};

use tantivy::{
    Index, IndexWriter, TantivyDocument,
    directory::MmapDirectory,
    indexer::NoMergePolicy,
    schema::{Field, Schema},
    tokenizer::{PreTokenizedString, Token},
};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::{Content, Fields, error::IndexError};
use crate::model::{
    asked::Asked,
    document::{Document, Documents, TermKind},
    ticket::{Ticket, TicketState},
    time::Day,
};

/// Memory of the writer, bytes.
const WRITER_MEMORY: usize = 50_000_000;

/// Name of the folder inside of the one that the user names: with another way of indexing it gets another number.
const INSIDE: &str = "fixfirst-index-1";

/// File with the key of the corpus and the checksums of all other files.
const MANIFEST: &str = "fixfirst-manifest";

/// Words between two sentences: no phrase goes from one to the other.
const SENTENCE_GAP: usize = 8;

/// Opens the index in a folder when it is of this corpus, else writes it anew.
pub fn in_folder(
    folder: &Path,
    schema: Schema,
    fields: &Fields,
    content: Content<'_>,
) -> Result<(Index, bool), IndexError> {
    let failed = |error: std::io::Error| IndexError::Folder { folder: folder.to_owned(), reason: error.kind() };
    let inside = folder.join(INSIDE);
    if !inside.is_dir() {
        let foreign = match fs::read_dir(folder) {
            Ok(mut entries) => entries.next().is_some(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => return Err(failed(error)),
        };
        if foreign {
            return Err(IndexError::NotAnIndex { folder: folder.to_owned() });
        }
    }
    let key = key(content);
    if let Some(found) = reuse(&inside, &schema, &key) {
        return Ok((found, true));
    }
    if inside.is_dir() {
        fs::remove_dir_all(&inside).map_err(failed)?;
    }
    fs::create_dir_all(&inside).map_err(failed)?;
    let index = Index::create_in_dir(&inside, schema)?;
    write(&index, fields, content)?;
    // Last: half an index is never taken for a whole one.
    manifest(&inside, &key).and_then(|text| fs::write(inside.join(MANIFEST), text)).map_err(failed)?;
    Ok((index, false))
}

/// The index that stands there, if it is whole and of the corpus with this key. tantivy trusts what it reads: not a
/// byte may have changed since it was written.
fn reuse(inside: &Path, schema: &Schema, key: &str) -> Option<Index> {
    let kept = fs::read_to_string(inside.join(MANIFEST)).ok()?;
    if kept != manifest(inside, key).ok()? {
        return None;
    }
    let index = Index::open(MmapDirectory::open(inside).ok()?).ok()?;
    (index.schema() == *schema).then_some(index)
}

/// The key, and the checksum of every file.
fn manifest(inside: &Path, key: &str) -> std::io::Result<String> {
    let mut lines = vec![];
    for entry in fs::read_dir(inside)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name != MANIFEST && !name.ends_with(".lock") {
            lines.push(format!("{name} {:016x}\n", xxh3_64(&fs::read(&path)?)));
        }
    }
    lines.sort_unstable();
    Ok(format!("{key}\n{}", lines.concat()))
}

/// Writes all tickets.
pub fn write(index: &Index, fields: &Fields, content: Content<'_>) -> Result<(), IndexError> {
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_MEMORY)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for (at, ticket) in content.corpus.tickets().iter().enumerate() {
        writer.add_document(document(at, ticket, fields, content))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn document(at: usize, ticket: &Ticket, fields: &Fields, content: Content<'_>) -> TantivyDocument {
    let mut made = TantivyDocument::default();
    made.add_u64(fields.place, at as u64);
    made.add_text(fields.ticket, ticket.id.to_lowercase());
    if let Some(document) = content.documents.documents.get(at) {
        let (words, stems) = tokens(document, content.documents);
        made.add_pre_tokenized_text(fields.words, words);
        made.add_pre_tokenized_text(fields.stems, stems);
        made.add_text(fields.language, document.language);
    }
    let problem = content.problems.get(at).copied().flatten();
    made.add_text(fields.problem, problem.map_or("none".to_owned(), |problem| problem.to_string().to_lowercase()));
    if let Some(state) = ticket.state {
        made.add_text(fields.status, state_name(state));
    }
    if let Some(created) = ticket.created {
        made.add_u64(fields.created, day_number(created.day()));
    }
    let category = ticket.category.join(" / ");
    for (field, value) in [
        (fields.product, ticket.product.as_deref()),
        (fields.channel, ticket.channel.as_deref()),
        (fields.category, Some(category.as_str())),
    ] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            add_value(&mut made, field, &(content.words)(value));
        }
    }
    made
}

fn add_value(made: &mut TantivyDocument, field: Field, words: &[Asked]) {
    let tokens: Vec<Token> = words.iter().enumerate().map(|(at, word)| token(at, &word.surface)).collect();
    if !tokens.is_empty() {
        made.add_pre_tokenized_text(field, PreTokenizedString { text: String::new(), tokens });
    }
}

fn token(position: usize, text: &str) -> Token {
    Token { position, text: text.to_owned(), ..Token::default() }
}

/// The words of a document as they were written, and their stems at the same places.
fn tokens(document: &Document, documents: &Documents) -> (PreTokenizedString, PreTokenizedString) {
    let (mut words, mut stems) = (vec![], vec![]);
    let mut position = 0;
    for &id in &document.words {
        let Some(term) = documents.vocabulary.terms.get(id as usize) else { continue };
        if term.kind == TermKind::Break {
            position += SENTENCE_GAP;
            continue;
        }
        words.push(token(position, &term.surface));
        stems.push(token(position, &term.stem));
        position += 1;
    }
    let text = String::new;
    (PreTokenizedString { text: text(), tokens: words }, PreTokenizedString { text: text(), tokens: stems })
}

/// The name of a state in a query.
pub fn state_name(state: TicketState) -> &'static str {
    match state {
        TicketState::Open => "open",
        TicketState::Pending => "pending",
        TicketState::Done => "done",
    }
}

/// Year, month and day in one number: 20260503.
pub fn day_number(day: Day) -> u64 {
    let (year, month, day) = day.ymd();
    u64::try_from(year).unwrap_or(0) * 10_000 + u64::from(month) * 100 + u64::from(day)
}

/// A key that changes with anything that is indexed.
fn key(content: Content<'_>) -> String {
    let mut hash = Xxh3::new();
    let mut add = |text: &str| {
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    for (at, ticket) in content.corpus.tickets().iter().enumerate() {
        add(&ticket.id);
        if let Some(document) = content.documents.documents.get(at) {
            add(document.title());
            add(document.body());
            add(document.language);
        }
        add(&content.problems.get(at).copied().flatten().map_or(String::new(), |problem| problem.to_string()));
        add(ticket.state.map_or("", state_name));
        add(&ticket.created.map_or(0, |created| day_number(created.day())).to_string());
        for value in [ticket.product.as_deref(), ticket.channel.as_deref()].into_iter().flatten() {
            add(value);
        }
        add(&ticket.category.join("\u{1f}"));
    }
    format!("{:032x}", hash.digest128())
}
