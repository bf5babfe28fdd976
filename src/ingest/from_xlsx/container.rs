//! What a workbook stands in, and whether it is safe to unpack: zip archives (XLSX, XLSB, ODS) and compound files (XLS).
//!
//! The sizes that an archive declares may lie, so its parts are unpacked once for their size alone. Of an XLS the
//! corners of its sheets are looked up first: its reader lays out every cell between them.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{MOST_SHEETS, Nothing};

/// Most bytes that all parts of a workbook unpack to. A full sheet of a million rows and 50 columns has about 3 GiB.
const MOST_UNPACKED: u64 = 4 << 30;

/// Most bytes of a part that is held in memory as a whole.
const MOST_HELD: u64 = 1 << 30;

/// Most cells between the corners of all sheets of an XLS: 65,536 rows of 150 columns, about 50 bytes each.
const MOST_LAID_OUT: u64 = 10_000_000;

/// Most records of an XLS that are looked at.
const MOST_RECORDS: usize = 50_000_000;

/// What kind of workbook it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Excel 2007 and later.
    Xlsx,
    /// The same in binary form.
    Xlsb,
    /// Excel 97 to 2003.
    Xls,
    /// OpenDocument.
    Ods,
    /// Encrypted with a password.
    Encrypted,
    /// Cut off or otherwise damaged.
    Damaged,
}

/// How much of an archive that cannot be opened is searched for the names of a workbook's parts, in bytes.
const SEARCHED: usize = 1 << 20;

/// What kind of workbook bytes are, if they are one.
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return compound_kind(bytes);
    }
    if !bytes.starts_with(b"PK") {
        return None;
    }
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        let head = &bytes[..bytes.len().min(SEARCHED)];
        return head.windows(WORKBOOK_PART.len()).any(|window| window == WORKBOOK_PART).then_some(Kind::Damaged);
    };
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
    let has = |name: &str| names.iter().any(|file| file == name);
    let parts = |start: &str| names.iter().any(|file| file.starts_with(start));
    match () {
        () if has("xl/workbook.xml") => Some(Kind::Xlsx),
        () if has("xl/workbook.bin") => Some(Kind::Xlsb),
        () if has("[content_types].xml") && parts("xl/worksheets/") => Some(Kind::Xlsx),
        () if has("content.xml") && has("meta-inf/manifest.xml") => Some(open_document_kind(archive)),
        () => None,
    }
}

fn open_document_kind(mut archive: ZipArchive<Cursor<&[u8]>>) -> Kind {
    let mut manifest = String::new();
    if let Ok(file) = archive.by_name("META-INF/manifest.xml") {
        // A manifest that cannot be read does not make a workbook encrypted.
        let _ = file.take(1 << 20).read_to_string(&mut manifest);
    }
    if manifest.contains("encryption-data") { Kind::Encrypted } else { Kind::Ods }
}

/// Unpacks every part that is read, for its size.
pub fn check(bytes: &[u8]) -> Result<(), Nothing> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Nothing::Damaged)?;
    let mut total = 0;
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index(index) else { continue };
        let name = file.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        if name.starts_with("xl/media/") || name.starts_with("xl/embeddings/") {
            continue;
        }
        let held = !name.starts_with("xl/worksheets/");
        let most = if held { MOST_HELD } else { MOST_UNPACKED };
        // Bytes that cannot be unpacked are for the reader to say.
        let size = std::io::copy(&mut file.take(most + 1), &mut std::io::sink()).unwrap_or(0);
        total += size;
        if size > most || total > MOST_UNPACKED {
            return Err(Nothing::TooLarge);
        }
    }
    Ok(())
}

/// The content of an OpenDocument, as text.
pub fn content_of_open_document(bytes: &[u8]) -> Result<String, Nothing> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Nothing::Damaged)?;
    let file = archive.by_name("content.xml").map_err(|_| Nothing::Damaged)?;
    let mut content = Vec::new();
    file.take(MOST_HELD + 1).read_to_end(&mut content).map_err(|_| Nothing::Damaged)?;
    if content.len() as u64 > MOST_HELD {
        return Err(Nothing::TooLarge);
    }
    String::from_utf8(content).map_err(|_| Nothing::Damaged)
}

/// Start of the name of a part that every workbook of Excel has.
const WORKBOOK_PART: &[u8] = b"xl/workbook.";

/// Stands for "no further sector" and other marks of a compound file's tables.
const NO_SECTOR: u32 = 0xffff_fffa;

/// A compound file (MS-CFB): streams in chains of sectors.
struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    table: Vec<u32>,
}

/// A stream as the directory names it.
struct Stream {
    name: String,
    start: u32,
    size: usize,
}

impl<'b> Compound<'b> {
    fn open(bytes: &'b [u8]) -> Option<Self> {
        let sector = 1_usize.checked_shl(u32::from(u16_at(bytes, 30)?)).filter(|size| (128..=65_536).contains(size))?;
        let mut compound = Self { bytes, sector, table: vec![] };
        let mut tables: Vec<u32> = (0..109).filter_map(|at| u32_at(bytes, 76 + at * 4)).collect();
        let (mut next, mut left) = (u32_at(bytes, 68)?, bytes.len() / sector);
        while next < NO_SECTOR && left > 0 {
            let sector = compound.sector_at(next)?;
            let entries = sector.len() / 4;
            tables.extend((0..entries - 1).filter_map(|at| u32_at(sector, at * 4)));
            (next, left) = (u32_at(sector, (entries - 1) * 4)?, left - 1);
        }
        for table in tables.into_iter().filter(|table| *table < NO_SECTOR).take(bytes.len() / sector) {
            let Some(sector) = compound.sector_at(table) else { break };
            compound.table.extend((0..sector.len() / 4).filter_map(|at| u32_at(sector, at * 4)));
        }
        Some(compound)
    }

    fn sector_at(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..start.checked_add(self.sector)?.min(self.bytes.len()))
    }

    /// The bytes of a chain, at most as many as the file has.
    fn chain(&self, start: u32) -> Vec<u8> {
        let (mut bytes, mut at) = (Vec::new(), start);
        while at < NO_SECTOR && bytes.len() < self.bytes.len() {
            let Some(sector) = self.sector_at(at) else { break };
            bytes.extend_from_slice(sector);
            at = self.table.get(at as usize).copied().unwrap_or(NO_SECTOR);
        }
        bytes
    }

    fn streams(&self) -> Vec<Stream> {
        let directory = self.chain(u32_at(self.bytes, 48).unwrap_or(NO_SECTOR));
        let stream = |entry: &[u8]| {
            let units: Vec<u16> = (0..32).filter_map(|at| u16_at(entry, at * 2)).take_while(|unit| *unit > 0).collect();
            let (start, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
            Some(Stream { name: String::from_utf16_lossy(&units), start, size })
        };
        directory.chunks_exact(128).filter_map(stream).collect()
    }

    /// The content of a stream; short ones stand in a stream of their own.
    fn content(&self, stream: &Stream, root: Option<&Stream>) -> Vec<u8> {
        let cutoff = u32_at(self.bytes, 56).unwrap_or(4_096) as usize;
        let mut bytes = if stream.size >= cutoff {
            self.chain(stream.start)
        } else {
            let (home, table) = (root.map(|root| self.chain(root.start)), u32_at(self.bytes, 60).unwrap_or(NO_SECTOR));
            let (home, table) = (home.unwrap_or_default(), self.chain(table));
            let (mut bytes, mut at) = (Vec::new(), stream.start);
            while at < NO_SECTOR && bytes.len() <= cutoff {
                let Some(part) = (at as usize).checked_mul(64).and_then(|from| home.get(from..from + 64)) else {
                    break;
                };
                bytes.extend_from_slice(part);
                at = u32_at(&table, at as usize * 4).unwrap_or(NO_SECTOR);
            }
            bytes
        };
        bytes.truncate(stream.size);
        bytes
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// Names of the stream that holds an XLS.
const WORKBOOK: &[&str] = &["Workbook", "Book", "WORKBOOK", "BOOK"];

fn compound_kind(bytes: &[u8]) -> Option<Kind> {
    let streams = Compound::open(bytes)?.streams();
    let has = |names: &[&str]| streams.iter().any(|stream| names.contains(&stream.name.as_str()));
    match () {
        () if has(&["EncryptedPackage"]) => Some(Kind::Encrypted),
        () if has(WORKBOOK) => Some(Kind::Xls),
        () => None,
    }
}

/// Types of records of cells (MS-XLS 2.3.2): formula, number, label, boolean, RK, LabelSst, blank, string of a formula.
const CELLS: &[u16] = &[0x0006, 0x0203, 0x0204, 0x0205, 0x027e, 0x00fd, 0x0201, 0x00d6, 0x0002, 0x0003, 0x0004, 0x0005];

/// Several cells of a row in one record: RK numbers, blanks.
const CELL_RUNS: &[u16] = &[0x00bd, 0x00be];

const BOUND_SHEET: u16 = 0x0085;
const FILE_PASS: u16 = 0x002f;
const END: u16 = 0x000a;

/// Whether the sheets of an XLS can be laid out.
pub fn check_xls(bytes: &[u8]) -> Result<(), Nothing> {
    let compound = Compound::open(bytes).ok_or(Nothing::Damaged)?;
    let streams = compound.streams();
    let workbook = streams.iter().find(|stream| WORKBOOK.contains(&stream.name.as_str())).ok_or(Nothing::Damaged)?;
    let content = compound.content(workbook, streams.first());
    let mut sheets = vec![];
    for (kind, data) in records(&content, 0) {
        match kind {
            FILE_PASS if u16_at(data, 0) != Some(0) || data.len() > 2 => return Err(Nothing::Encrypted),
            BOUND_SHEET => sheets.extend(u32_at(data, 0)),
            END => break,
            _ => {}
        }
    }
    if sheets.len() > MOST_SHEETS {
        return Err(Nothing::TooLarge);
    }
    let (mut laid_out, mut looked_at) = (0, 0);
    for sheet in sheets {
        let mut corners: Option<[u64; 4]> = None;
        for (kind, data) in records(&content, sheet as usize).take_while(|(kind, _)| *kind != END) {
            looked_at += 1;
            let run = CELL_RUNS.contains(&kind);
            if !run && !CELLS.contains(&kind) {
                continue;
            }
            let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { continue };
            let last = if run { data.len().checked_sub(2).and_then(|at| u16_at(data, at)) } else { Some(column) };
            let (row, left, right) = (u64::from(row), u64::from(column), u64::from(last.unwrap_or(column)));
            let seen = corners.unwrap_or([row, row, left, right]);
            corners = Some([seen[0].min(row), seen[1].max(row), seen[2].min(left), seen[3].max(right)]);
        }
        if let Some([top, bottom, left, right]) = corners {
            laid_out += (bottom - top + 1) * (right.saturating_sub(left) + 1);
        }
        if laid_out > MOST_LAID_OUT || looked_at > MOST_RECORDS {
            return Err(Nothing::TooLarge);
        }
    }
    Ok(())
}

/// The records of a BIFF stream from a byte on: type and data.
fn records(content: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = start;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(content, at)?, usize::from(u16_at(content, at.checked_add(2)?)?));
        let data = content.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, data))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..3_000)) {
            let mut compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
            compound.extend(bytes);
            let _ = (kind(&compound), check_xls(&compound), records(&compound, 8).count());
        }
    }
}
