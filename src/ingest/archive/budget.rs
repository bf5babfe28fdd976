//! How much an archive may unpack to.

use std::{
    cell::Cell,
    io::{self, Read},
};

use crate::ingest::input::{Meter, Refusal};

/// Unpacked bytes that every source may have, whatever its size.
const FREE: u64 = 64 << 20;

/// Unpacked bytes for each byte of a source. Exports of few words reach 50; deflate ends at 1032.
const MOST_RATIO: u64 = 250;

/// Most unpacked bytes of one source.
const MOST_IN_ALL: u64 = 64 << 30;

/// What one source may still unpack to, all its files and archives in archives together.
pub struct Budget<'b> {
    packed: &'b Meter<'b>,
    unpacked: Cell<u64>,
    exceeded: Cell<Option<Refusal>>,
}

impl<'b> Budget<'b> {
    /// For a source whose bytes are counted.
    pub fn new(packed: &'b Meter<'b>) -> Self {
        Self { packed, unpacked: Cell::new(0), exceeded: Cell::new(None) }
    }

    /// Whether the limit was passed: the source as a whole is refused then.
    pub fn exceeded(&self) -> Option<Refusal> {
        self.exceeded.get()
    }

    /// Takes note of unpacked bytes.
    pub fn spend(&self, bytes: u64) -> Result<(), Refusal> {
        let unpacked = self.unpacked.get().saturating_add(bytes);
        self.unpacked.set(unpacked);
        let refusal = if unpacked > MOST_IN_ALL {
            Refusal::TooLarge
        } else if unpacked > FREE && unpacked / MOST_RATIO > self.packed.read() {
            Refusal::Bomb
        } else {
            return Ok(());
        };
        self.exceeded.set(Some(refusal));
        Err(refusal)
    }
}

/// Unpacked bytes, counted.
pub struct Budgeted<'b, R> {
    inner: R,
    budget: &'b Budget<'b>,
}

impl<'b, R> Budgeted<'b, R> {
    /// Counts what is read of `inner`.
    pub fn new(inner: R, budget: &'b Budget<'b>) -> Self {
        Self { inner, budget }
    }
}

impl<R: Read> Read for Budgeted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.budget.spend(count as u64)?;
        Ok(count)
    }
}
