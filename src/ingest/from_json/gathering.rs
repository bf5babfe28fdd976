//! Records as they are found → a table.

use serde_json::Value;

use super::{flatten::Flattening, pages, records};
use crate::ingest::{
    intake::RejectReason,
    table::{Keeping, Table},
};

/// How many records are looked at before it is known what they hide their content under.
const LOOKED_AT: usize = 200;

/// How much text they may be, in bytes.
const MOST_LOOKED_AT: usize = 64 << 20;

/// Records on their way into a table.
pub struct Gathering {
    flattening: Flattening,
    /// The first records, while it is not known what they hide their content under.
    waiting: Option<Vec<(u64, Result<Value, ()>)>>,
    waiting_bytes: usize,
    payload: Option<String>,
    tickets: bool,
    /// How many records there must be before columns are sorted out again.
    sort_out_at: usize,
}

impl Gathering {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            flattening: Flattening::new(),
            waiting: Some(vec![]),
            waiting_bytes: 0,
            payload: None,
            tickets: false,
            sort_out_at: 0,
        }
    }

    /// Takes the next record, or one that is broken. `bytes`: its length in the file. `lossy`: characters were
    /// replaced when it was decoded.
    pub fn take(&mut self, line: u64, record: Result<Value, ()>, bytes: usize, lossy: bool) {
        let opened = record.map(pages::opened);
        let count = opened.as_ref().map_or(1, Vec::len).max(1);
        match opened {
            Err(()) => self.take_one(line, Err(()), bytes, lossy),
            Ok(records) => {
                records.into_iter().for_each(|record| self.take_one(line, Ok(record), bytes / count, lossy));
            }
        }
    }

    fn take_one(&mut self, line: u64, record: Result<Value, ()>, bytes: usize, lossy: bool) {
        let Some(waiting) = &mut self.waiting else { return self.put(line, record, lossy) };
        waiting.push((line, record));
        self.waiting_bytes += bytes;
        if waiting.len() >= LOOKED_AT && waiting.iter().filter(|(_, record)| record.is_ok()).count() >= LOOKED_AT
            || self.waiting_bytes > MOST_LOOKED_AT
        {
            self.settle(lossy);
        }
    }

    /// Finds out what the records hide their content under.
    pub fn settle(&mut self, lossy: bool) {
        let Some(waiting) = self.waiting.take() else { return };
        self.payload = records::payload(waiting.iter().filter_map(|(_, record)| record.as_ref().ok()));
        self.flattening.learn(waiting.iter().filter_map(|(_, record)| record.as_ref().ok()));
        self.tickets = waiting.iter().any(|(_, record)| record.as_ref().is_ok_and(records::is_record));
        for (line, record) in waiting {
            self.put(line, record, lossy);
        }
    }

    fn put(&mut self, line: u64, record: Result<Value, ()>, lossy: bool) {
        match record {
            Ok(Value::Object(object)) => {
                let record = records::unwrap(object, self.payload.as_deref());
                self.flattening.record(line, &record, lossy);
            }
            Ok(Value::String(text)) => self.flattening.text(line, text, lossy),
            Ok(_) | Err(()) => self.flattening.table.push_fault(line, RejectReason::Malformed),
        }
    }

    /// Drops the columns that do not matter, when there are twice as many records as the last time.
    pub fn sort_out(&mut self, keeping: Keeping<'_>, lossy: bool) {
        self.settle(lossy);
        let table = &mut self.flattening.table;
        if table.records().len() > self.sort_out_at {
            table.keep_only(&keeping(table));
            self.sort_out_at = table.records().len() * 2;
        }
    }

    /// Whether one of the first records reads as a ticket.
    pub fn had_tickets(&mut self, lossy: bool) -> bool {
        self.settle(lossy);
        self.tickets
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.flattening.table.records().len() + self.waiting.as_ref().map_or(0, Vec::len)
    }

    /// What there is more of than a table may hold.
    pub fn overflow(&self) -> Option<&'static str> {
        self.flattening.table.overflow()
    }

    /// The table.
    pub fn finish(mut self, lossy: bool) -> Table {
        self.settle(lossy);
        self.flattening.table
    }
}
