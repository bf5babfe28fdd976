//! A query → tickets.

use std::ops::Bound;

use tantivy::{
    Index, Term,
    collector::TopDocs,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery,
        Query as Engine, RangeQuery, TermQuery,
    },
    schema::{Field as Column, IndexRecordOption},
};

use super::{
    Fields, Hit,
    error::IndexError,
    query::{Field, Query, Text},
    store::day_number,
};
use crate::model::asked::Asked;

/// How much more the word as written counts than another form of it.
const AS_WRITTEN: f32 = 2.0;

/// What a ticket counts that is named by its id.
const NAMED: f32 = 100.0;

/// How a part of a query is turned into words: none when it is personal data, which no text of the index holds.
pub type Analysis<'a> = dyn Fn(&str) -> Option<Vec<Asked>> + 'a;

type Made = Box<dyn Engine>;

/// All tickets that a query finds, the best first, then in the corpus' order.
pub fn search(index: &Index, fields: &Fields, query: &Query, asked: &Analysis<'_>) -> Result<Vec<Hit>, IndexError> {
    let searcher = index.reader()?.searcher();
    let most = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX).max(1);
    let made = Maker { fields, asked }.query(query);
    let found = searcher.search(&made, &TopDocs::with_limit(most).order_by_score())?;
    let mut hits = Vec::with_capacity(found.len());
    for (score, address) in found {
        let places = searcher.segment_reader(address.segment_ord).fast_fields().u64("place")?;
        if let Some(ticket) = places.first(address.doc_id) {
            hits.push(Hit { ticket: usize::try_from(ticket).unwrap_or(usize::MAX), score });
        }
    }
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.ticket.cmp(&b.ticket)));
    Ok(hits)
}

struct Maker<'a> {
    fields: &'a Fields,
    asked: &'a Analysis<'a>,
}

impl Maker<'_> {
    fn query(&self, query: &Query) -> Made {
        match query {
            Query::All(parts) => {
                let clause = |part: &Query| match part {
                    Query::Not(inner) => (Occur::MustNot, self.query(inner)),
                    part => (Occur::Must, self.query(part)),
                };
                let mut clauses: Vec<(Occur, Made)> = parts.iter().map(clause).collect();
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, Box::new(AllQuery)));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Query::Any(parts) => {
                Box::new(BooleanQuery::new(parts.iter().map(|part| (Occur::Should, self.query(part))).collect()))
            }
            Query::Not(part) => {
                let all: Made = Box::new(AllQuery);
                Box::new(BooleanQuery::new(vec![(Occur::Must, all), (Occur::MustNot, self.query(part))]))
            }
            Query::Text(text) => self.text(text),
            Query::Field(field) => self.field(field),
        }
    }

    /// A text, or the ticket that has it as its id.
    fn text(&self, text: &Text) -> Made {
        let id = self.exactly(self.fields.ticket, &text.written().to_lowercase());
        let named: Made = Box::new(ConstScoreQuery::new(id, NAMED));
        let words = (self.asked)(text.written()).unwrap_or_default();
        let spoken: Made = match (text, &words[..]) {
            (_, []) => Box::new(EmptyQuery),
            (Text::Word(_), [one]) => self.word(one),
            (Text::Word(_) | Text::Phrase(_), several) => self.phrase(self.fields.words, several),
            (Text::Prefix(_), [head @ .., last]) => {
                self.near(head, &|term| FuzzyTermQuery::new_prefix(term, 0, true), last)
            }
            (Text::Fuzzy(_, letters), [head @ .., last]) => {
                self.near(head, &|term| FuzzyTermQuery::new(term, *letters, true), last)
            }
        };
        Box::new(BooleanQuery::new(vec![(Occur::Should, named), (Occur::Should, spoken)]))
    }

    /// A word as it is written, and its other forms.
    fn word(&self, word: &Asked) -> Made {
        let written: Made = Box::new(BoostQuery::new(self.term(self.fields.words, &word.surface), AS_WRITTEN));
        let forms = word.stems.iter().map(|stem| self.term(self.fields.stems, stem));
        let clauses = std::iter::once(written).chain(forms).map(|query| (Occur::Should, query));
        Box::new(BooleanQuery::new(clauses.collect()))
    }

    fn phrase(&self, column: Column, words: &[Asked]) -> Made {
        match words {
            [] => Box::new(EmptyQuery),
            [one] => self.term(column, &one.surface),
            several => {
                let terms = several.iter().map(|word| Term::from_field_text(column, &word.surface));
                Box::new(PhraseQuery::new(terms.collect()))
            }
        }
    }

    /// A word that is near the last one, beside all words before it.
    fn near(&self, head: &[Asked], near: &dyn Fn(Term) -> FuzzyTermQuery, last: &Asked) -> Made {
        let last: Made = Box::new(near(Term::from_field_text(self.fields.words, &last.surface)));
        if head.is_empty() {
            return last;
        }
        Box::new(BooleanQuery::new(vec![(Occur::Must, self.phrase(self.fields.words, head)), (Occur::Must, last)]))
    }

    fn term(&self, column: Column, text: &str) -> Made {
        Box::new(TermQuery::new(Term::from_field_text(column, text), IndexRecordOption::WithFreqs))
    }

    fn exactly(&self, column: Column, text: &str) -> Made {
        Box::new(TermQuery::new(Term::from_field_text(column, text), IndexRecordOption::Basic))
    }

    /// A field lets tickets through; it does not order them.
    fn field(&self, field: &Field) -> Made {
        let value = |column: Column, text: &str| {
            let words = (self.asked)(text).unwrap_or_default();
            self.phrase(column, &words)
        };
        let fields = self.fields;
        let filter: Made = match field {
            Field::Status(name) => self.exactly(fields.status, name),
            Field::Product(text) => value(fields.product, text),
            Field::Channel(text) => value(fields.channel, text),
            Field::Category(text) => value(fields.category, text),
            Field::Language(code) => self.exactly(fields.language, code),
            Field::Problem(id) => {
                let name = id.map_or("none".to_owned(), |id| id.to_string().to_lowercase());
                self.exactly(fields.problem, &name)
            }
            Field::Ticket(id) => self.exactly(fields.ticket, &id.to_lowercase()),
            Field::Created(from, to) => {
                let bound = |day: &Option<_>| {
                    day.map_or(Bound::Unbounded, |day| {
                        Bound::Included(Term::from_field_u64(fields.created, day_number(day)))
                    })
                };
                Box::new(RangeQuery::new(bound(from), bound(to)))
            }
        };
        Box::new(ConstScoreQuery::new(filter, 0.0))
    }
}
