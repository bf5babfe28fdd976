//! Changes what is inside an archive: bytes that are changed outside fail at the first checksum.

use std::io::{Cursor, Read, Write};

use flate2::{Compression, read::MultiGzDecoder, write::GzEncoder};
use libfuzzer_sys::fuzzer_mutate;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Most bytes that are unpacked of one member.
const MOST: u64 = 1 << 18;

/// One in so many changes is made to the archive itself.
const OUTSIDE: u32 = 4;

/// Changes a member of an archive and packs it again, as a mutator of libFuzzer. `pack`: what is no archive becomes one.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32, pack: bool) -> usize {
    let changed = if seed % OUTSIDE == 0 { None } else { inside(&data[..size], seed / OUTSIDE, pack) };
    match changed.filter(|changed| changed.len() <= most) {
        Some(changed) => {
            data[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        None => fuzzer_mutate(data, size, most),
    }
}

fn inside(data: &[u8], seed: u32, pack: bool) -> Option<Vec<u8>> {
    match data {
        [b'P', b'K', 3, 4, ..] => zipped(members(data)?, seed),
        [0x1F, 0x8B, ..] => gzipped(&changed(&some_of(MultiGzDecoder::new(data))?)),
        [b'B', b'Z', b'h', ..] => bzipped(&changed(&some_of(bzip2::read::BzDecoder::new(data))?)),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => zstd::encode_all(&*changed(&some_of(zstd::Decoder::new(data).ok()?)?), 1).ok(),
        _ if pack => match seed % 4 {
            0 => gzipped(data),
            1 => bzipped(data),
            2 => zstd::encode_all(data, 1).ok(),
            _ => zipped(vec![("export.csv".to_owned(), data.to_vec()), ("more.csv".to_owned(), data.to_vec())], seed),
        },
        _ => None,
    }
}

fn some_of(reader: impl Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn changed(bytes: &[u8]) -> Vec<u8> {
    let mut room = bytes.to_vec();
    room.resize(bytes.len() + 1024, 0);
    let most = room.len();
    let size = fuzzer_mutate(&mut room, bytes.len(), most);
    room.truncate(size);
    room
}

fn gzipped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn bzipped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn members(data: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(data)).ok()?;
    let mut members = Vec::new();
    for at in 0..archive.len().min(64) {
        let member = archive.by_index(at).ok()?;
        members.push((member.name().ok()?.into_owned(), some_of(member)?));
    }
    Some(members)
}

fn zipped(mut members: Vec<(String, Vec<u8>)>, seed: u32) -> Option<Vec<u8>> {
    let count = members.len();
    let (_, bytes) = members.get_mut((seed as usize).checked_rem(count)?)?;
    *bytes = changed(bytes);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in members {
        writer.start_file(name, options).ok()?;
        writer.write_all(&bytes).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
