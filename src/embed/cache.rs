//! What the teacher said, kept between runs: next week pays for new texts only.
//!
//! One file a model in a folder that the user names. It holds vectors by the hash of their text, and no text. Vectors
//! are kept to the bit, so a run with a cache gives what a run without one gives.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;
use xxhash_rust::xxh3::xxh3_128;

use super::error::EmbedError;

/// First bytes of a cache file; the number is its version.
const MAGIC: &[u8; 8] = b"FIXVEC01";

/// Vectors that are kept at the most (1.5 KB each); those of this run go first.
const MOST_KEPT: usize = 60_000;

/// Vectors by the hash of their text.
#[derive(Debug)]
pub struct Cache {
    path: PathBuf,
    known: BTreeMap<u128, Kept>,
    changed: bool,
}

#[derive(Debug)]
struct Kept {
    vector: Vec<f32>,
    used: bool,
}

impl Cache {
    /// Opens the cache of a model in a folder; a folder or file that is not there yet is an empty cache. `model` tells
    /// one model's vectors from another's.
    ///
    /// # Errors
    /// When the file cannot be read or is not a cache of this version.
    pub fn open(folder: &Path, model: u64, dimensions: usize) -> Result<Self, EmbedError> {
        let path = folder.join(format!("vectors-{model:016x}.bin"));
        let known = match fs::read(&path) {
            Ok(bytes) => parse(&bytes, dimensions).ok_or_else(|| EmbedError::Cache {
                path: path.display().to_string(),
                reason: "it is damaged or of another version".to_owned(),
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(failed(&path, &error)),
        };
        Ok(Self { path, known, changed: false })
    }

    /// The vector of a text, when it is known.
    pub fn get(&mut self, text: &str) -> Option<&[f32]> {
        let kept = self.known.get_mut(&hash(text))?;
        kept.used = true;
        Some(&kept.vector)
    }

    /// Keeps the vector of a text.
    pub fn put(&mut self, text: &str, vector: &[f32]) {
        self.known.insert(hash(text), Kept { vector: vector.to_vec(), used: true });
        self.changed = true;
    }

    /// Writes what is new to the file, whole or not at all.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn save(&self) -> Result<(), EmbedError> {
        if !self.changed {
            return Ok(());
        }
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let write = || -> io::Result<()> {
            fs::create_dir_all(folder)?;
            let mut file = io::BufWriter::new(NamedTempFile::new_in(folder)?);
            file.write_all(MAGIC)?;
            for (hash, vector) in self.kept() {
                file.write_all(&hash.to_le_bytes())?;
                vector.iter().try_for_each(|x| file.write_all(&x.to_le_bytes()))?;
            }
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&self.path).map(drop).map_err(|error| error.error)
        };
        write().map_err(|error| failed(&self.path, &error))
    }

    /// What goes into the file: vectors of this run first, as many as there is room for, by hash.
    fn kept(&self) -> Vec<(u128, &[f32])> {
        let mut kept: Vec<(u128, &Kept)> = self.known.iter().map(|(hash, kept)| (*hash, kept)).collect();
        kept.sort_by_key(|(hash, kept)| (!kept.used, *hash));
        kept.truncate(MOST_KEPT);
        kept.sort_by_key(|(hash, _)| *hash);
        kept.into_iter().map(|(hash, kept)| (hash, kept.vector.as_slice())).collect()
    }
}

fn hash(text: &str) -> u128 {
    xxh3_128(text.as_bytes())
}

fn failed(path: &Path, error: &io::Error) -> EmbedError {
    EmbedError::Cache { path: path.display().to_string(), reason: error.to_string() }
}

/// The vectors of a file; none when it is not one of `dimensions` numbers a vector.
fn parse(bytes: &[u8], dimensions: usize) -> Option<BTreeMap<u128, Kept>> {
    let body = bytes.strip_prefix(MAGIC)?;
    let (records, rest) = (body.chunks_exact(16 + 4 * dimensions), body.len() % (16 + 4 * dimensions));
    if rest != 0 {
        return None;
    }
    let record = |record: &[u8]| {
        let (hash, vector) = record.split_first_chunk::<16>()?;
        let vector: Vec<f32> = vector.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        let sound = vector.iter().all(|x| x.is_finite());
        sound.then_some((u128::from_le_bytes(*hash), Kept { vector, used: false }))
    };
    records.map(record).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_known_to_the_bit_in_the_next_run() {
        let folder = tempfile::tempdir().unwrap();
        let vector = [0.1f32, -1.0 / 3.0, f32::MIN_POSITIVE];
        let mut cache = Cache::open(&folder.path().join("new"), 7, 3).unwrap();
        assert_eq!(cache.get("a text"), None);
        cache.put("a text", &vector);
        cache.save().unwrap();
        let mut next = Cache::open(&folder.path().join("new"), 7, 3).unwrap();
        assert_eq!(next.get("a text"), Some(&vector[..]));
        assert_eq!(next.get("another text"), None);
        assert_eq!(Cache::open(&folder.path().join("new"), 8, 3).unwrap().get("a text"), None);
        let bytes = fs::read(&next.path).unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"a text"), "no text is kept");
    }

    #[test]
    fn a_damaged_file_is_an_error_that_names_it_and_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("vectors-{:016x}.bin", 1));
        for bytes in [&b"FIXVEC01abc"[..], b"something else", b""] {
            fs::write(&path, bytes).unwrap();
            let error = Cache::open(folder.path(), 1, 3).unwrap_err().to_string();
            assert!(error.contains("vectors-") && error.contains("damaged"), "{error}");
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
        let mut not_a_number = MAGIC.to_vec();
        not_a_number.extend([0; 16]);
        not_a_number.extend(f32::NAN.to_le_bytes());
        fs::write(&path, not_a_number).unwrap();
        assert!(Cache::open(folder.path(), 1, 1).is_err());
    }

    #[test]
    fn vectors_of_this_run_outlive_those_of_earlier_ones() {
        let vector = |used| Kept { vector: vec![0.0], used };
        let known = (0..MOST_KEPT as u128 + 5).map(|hash| (hash, vector(hash >= MOST_KEPT as u128))).collect();
        let cache = Cache { path: PathBuf::new(), known, changed: true };
        let kept: Vec<u128> = cache.kept().iter().map(|kept| kept.0).collect();
        assert_eq!(kept.len(), MOST_KEPT);
        assert!(kept.is_sorted() && kept.ends_with(&[MOST_KEPT as u128 + 4]));
    }
}
