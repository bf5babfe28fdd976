//! The bytes of one file, in order: a head that can be looked at, and the rest as it is asked for.
//!
//! What passes through is counted: for the progress, and against archives that unpack to far more
//! than they are.

use std::{
    cell::Cell,
    io::{self, Read, Seek, SeekFrom},
};

use super::error::IngestError;
use crate::model::progress::Progress;

/// How much of a file is looked at before it is known, in bytes. Smaller files are read whole.
pub const HEAD: usize = 32 << 20;

/// Largest file that is read whole where its format cannot be read in pieces, in bytes.
pub const MOST_WHOLE: u64 = 1 << 30;

/// Something that can be read from any place.
pub trait ReadSeek: Read + Seek {}

impl<R: Read + Seek> ReadSeek for R {}

/// The bytes of one file.
pub struct Input<'i> {
    head: Vec<u8>,
    rest: Box<dyn Read + 'i>,
    whole: bool,
    /// What the bytes come out of, with its article; none for a plain file.
    packed: Option<&'static str>,
}

impl<'i> Input<'i> {
    /// Reads the head. `packed`: what the bytes come out of, with its article; none for a plain file.
    pub fn new(mut reader: Box<dyn Read + 'i>, packed: Option<&'static str>) -> io::Result<Self> {
        let mut head = Vec::new();
        reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let whole = head.len() < HEAD;
        Ok(Self { head, rest: reader, whole, packed })
    }

    /// The first bytes, at most [`HEAD`] of them.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Whether the head is all there is.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// What the bytes come out of, for [`error`].
    pub fn packed(&self) -> Option<&'static str> {
        self.packed
    }

    /// All bytes. A file of more than [`MOST_WHOLE`] is refused.
    pub fn into_bytes(mut self) -> io::Result<Vec<u8>> {
        let room = MOST_WHOLE - self.head.len() as u64;
        self.rest.by_ref().take(room + 1).read_to_end(&mut self.head)?;
        if self.head.len() as u64 > MOST_WHOLE {
            return Err(Refusal::NotInPieces.into());
        }
        Ok(self.head)
    }

    /// The head and what comes after it.
    pub fn into_parts(self) -> (Vec<u8>, Box<dyn Read + 'i>) {
        (self.head, self.rest)
    }
}

/// Why reading was broken off, although nothing is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// More than [`MOST_WHOLE`] of a format that cannot be read in pieces.
    #[error("is larger than 1 GB, the most that is read of this format")]
    NotInPieces,
    /// It unpacks to more than its size can explain.
    #[error("unpacks to more than 250 times its size; archives made to fill up a disk do that, exports do not")]
    Bomb,
    /// It unpacks to more than any export.
    #[error("unpacks to more than 64 GB")]
    TooLarge,
}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}

/// What a failed read means. `what`: what the bytes belong to, with its article; none for a plain file.
pub fn error(path: &str, what: Option<&'static str>, source: io::Error) -> IngestError {
    let path = path.to_owned();
    let refusal = source.get_ref().and_then(|inner| inner.downcast_ref::<Refusal>()).copied();
    match (refusal, what) {
        (Some(refusal), _) => {
            let remedy = match refusal {
                Refusal::NotInPieces => "export the tickets in parts, for example a year at a time, or as CSV",
                Refusal::Bomb | Refusal::TooLarge => "unpack it and name the files that hold the tickets",
            };
            IngestError::TooMuch { path, what: refusal.to_string(), remedy }
        }
        (None, Some(what)) => IngestError::Damaged { path, what },
        (None, None) if source.kind() == io::ErrorKind::NotFound => IngestError::NotFound { path },
        (None, None) => IngestError::Unreadable { path, source },
    }
}

/// Counts the bytes of one source and tells the progress.
pub struct Meter<'p> {
    progress: &'p dyn Progress,
    total: u64,
    read: Cell<u64>,
    told: Cell<u64>,
}

impl<'p> Meter<'p> {
    /// For a source of so many bytes; 0 when nobody knows.
    pub fn new(progress: &'p dyn Progress, total: u64) -> Self {
        Self { progress, total, read: Cell::new(0), told: Cell::new(0) }
    }

    /// Bytes of the source that were read so far.
    pub fn read(&self) -> u64 {
        self.read.get()
    }

    fn count(&self, bytes: usize) {
        self.read.set(self.read.get() + bytes as u64);
        self.tell(self.read.get().min(self.total));
    }

    fn tell(&self, until: u64) {
        if until > self.told.get() {
            self.progress.advance(until - self.told.get());
            self.told.set(until);
        }
    }

    /// The source is done with, whether or not all of it was read.
    pub fn finish(&self) {
        self.tell(self.total);
    }
}

/// A source whose bytes are counted.
pub struct Metered<'m, R> {
    inner: R,
    meter: &'m Meter<'m>,
}

impl<'m, R> Metered<'m, R> {
    /// Counts what is read of `inner`.
    pub fn new(inner: R, meter: &'m Meter<'m>) -> Self {
        Self { inner, meter }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.meter.count(count);
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io::Cursor,
        sync::atomic::{AtomicU64, Ordering},
    };

    use crate::model::progress::Stage;

    struct Sum(AtomicU64);

    impl Progress for Sum {
        fn start(&self, _: Stage, _: u64) {}
        fn advance(&self, units: u64) {
            self.0.fetch_add(units, Ordering::Relaxed);
        }
        fn finish(&self) {}
    }

    #[test]
    fn progress_comes_to_the_size_of_the_source_however_much_is_read() {
        for reads in [0, 1, 3] {
            let (sum, bytes) = (Sum(AtomicU64::new(0)), vec![7_u8; 1000]);
            let meter = Meter::new(&sum, 1000);
            let mut reader = Metered::new(Cursor::new(&bytes), &meter);
            for _ in 0..reads {
                reader.seek(SeekFrom::Start(0)).unwrap();
                io::copy(&mut reader, &mut io::sink()).unwrap();
            }
            meter.finish();
            assert_eq!((sum.0.load(Ordering::Relaxed), meter.read()), (1000, reads * 1000));
        }
    }

    #[test]
    fn an_endless_file_that_must_be_read_whole_is_refused() {
        let input = Input::new(Box::new(io::repeat(b'x')), None).unwrap();
        assert!(!input.is_whole() && input.head().len() == HEAD);
        let refused = error("x.dat", None, input.into_bytes().unwrap_err());
        assert!(matches!(&refused, IngestError::TooMuch { .. }), "{refused}");
        assert!(refused.to_string().starts_with("x.dat is larger than 1 GB"));
    }
}
