//! Parquet → [`Table`]: one record a row, nested values by their key path as in JSON.
//!
//! The file is read row group by row group. Column annotations are taken off before the values are decoded and
//! applied here: a text that is not UTF-8 costs its characters and not the file. The decoder is written for files of
//! one's own: a footer that lies is refused before it, and it runs in a thread that may fail.

mod footer;
mod values;

use std::{sync::Arc, thread};

use parquet::{
    basic::{ConvertedType, Encoding, Repetition},
    column::page::Page,
    errors::{ParquetError, Result as Decoded},
    file::{
        metadata::ParquetMetaDataReader,
        reader::{ChunkReader, FileReader},
        serialized_reader::{ReadOptionsBuilder, SerializedFileReader},
    },
    record::reader::RowIter,
    schema::types::{SchemaDescriptor, Type},
};
use serde_json::Map;

use self::values::value;
use super::{from_json::Flattening, intake::RejectReason, table::Table};

/// Most rows of a file: more tickets than any helpdesk exports; a few bytes can claim billions.
const MOST_ROWS: i64 = 10_000_000;

/// Most bytes of text in all cells: dictionaries can repeat a text without end.
const MOST_TEXT: usize = 4 << 30;

/// Stack of the decoding thread, in bytes: schemas are walked by recursion.
const STACK: usize = 64 << 20;

const DAMAGED: &str = "a damaged Parquet file";
const ENCRYPTED: &str = "an encrypted Parquet file";
const LARGE: &str = "a Parquet file of more than 10 million rows or 4 GiB of text";
const COMPRESSED: &str = "a Parquet file compressed with a method";
const EMPTY: &str = "a Parquet file without rows";

/// Whether bytes begin as Parquet does.
pub fn looks_like(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1") || bytes.starts_with(b"PARE")
}

/// Reads all rows.
///
/// # Errors
/// What the file is instead, with its article.
pub fn read(bytes: Vec<u8>) -> Result<Table, &'static str> {
    if bytes.ends_with(b"PARE") || bytes.starts_with(b"PARE") {
        return Err(ENCRYPTED);
    }
    let tail = bytes.len().checked_sub(8).filter(|_| bytes.ends_with(b"PAR1")).ok_or(DAMAGED)?;
    let length = bytes[tail..tail + 4].iter().rev().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
    let start = tail.checked_sub(length).filter(|start| *start >= 4).ok_or(DAMAGED)?;
    if !footer::is_sound(&bytes[start..tail]) {
        return Err(DAMAGED);
    }
    let decoding = thread::Builder::new().stack_size(STACK).spawn(move || decode(bytes)).map_err(|_| DAMAGED)?;
    decoding.join().unwrap_or(Err(DAMAGED))
}

fn decode(bytes: Vec<u8>) -> Result<Table, &'static str> {
    // The decoder reads shared bytes of a type that only its pages hand out.
    let page = Page::DictionaryPage { buf: bytes.into(), num_values: 0, encoding: Encoding::PLAIN, is_sorted: false };
    match page {
        Page::DictionaryPage { buf, .. } => rows(buf),
        _ => Err(DAMAGED),
    }
}

fn rows<B: ChunkReader + Clone + 'static>(memory: B) -> Result<Table, &'static str> {
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&memory).map_err(explained)?;
    let schema = metadata.file_metadata().schema();
    let groups = metadata.row_groups();
    let count =
        groups.iter().try_fold(0_i64, |sum, group| sum.checked_add(group.num_rows()).filter(|_| group.num_rows() >= 0));
    let count = count.ok_or(DAMAGED)?;
    if count > MOST_ROWS {
        return Err(LARGE);
    }
    if schema.get_fields().is_empty() {
        return Err(EMPTY);
    }
    // Every row has a value, or a null, in every column that is not a list; no place is before the file.
    let short = groups.iter().any(|group| {
        group.columns().iter().any(|column| {
            let places =
                [column.data_page_offset(), column.dictionary_page_offset().unwrap_or(0), column.compressed_size()];
            places.iter().any(|place| *place < 0)
                || column.column_descr().max_rep_level() == 0 && column.num_values() != group.num_rows()
        })
    });
    let bare = bare(schema, true).map_err(explained)?;
    if short {
        return Err(DAMAGED);
    }
    let options =
        ReadOptionsBuilder::new().with_parquet_schema(Arc::new(SchemaDescriptor::new(Arc::new(bare)))).build();
    let reader = SerializedFileReader::new_with_options(memory, options).map_err(explained)?;
    let mut reading = Reading { flattening: Flattening::new(), line: 0, text: 0, good: 0 };
    for group in 0..reader.num_row_groups() {
        let read = reader.get_row_group(group).map_err(explained).and_then(|group| {
            let rows = RowIter::from_row_group(None, group.as_ref()).map_err(explained)?;
            reading.group(rows, schema)
        });
        match read {
            Ok(()) => {}
            Err(LARGE) => return Err(LARGE),
            Err(why) if reading.good == 0 => return Err(why),
            Err(_) => {
                reading.line += 1;
                reading.flattening.table.push_fault(reading.line, RejectReason::Malformed);
            }
        }
    }
    if reading.flattening.table.columns().is_empty() { Err(EMPTY) } else { Ok(reading.flattening.table) }
}

struct Reading {
    flattening: Flattening,
    line: u64,
    text: usize,
    good: usize,
}

impl Reading {
    fn group(&mut self, rows: RowIter<'_>, schema: &Type) -> Result<(), &'static str> {
        for row in rows {
            let columns = row.map_err(explained)?.into_columns();
            let mut record = Map::new();
            for ((name, field), kind) in columns.into_iter().zip(schema.get_fields()) {
                // The row numbers that pandas writes beside the columns are nobody's data.
                if name.starts_with("__index_level_") {
                    continue;
                }
                let cell = value(field, kind);
                self.text += values::size(&cell);
                record.insert(name, cell);
            }
            if self.text > MOST_TEXT {
                return Err(LARGE);
            }
            self.line += 1;
            self.good += 1;
            self.flattening.record(self.line, &record, true);
        }
        Ok(())
    }
}

fn explained(error: ParquetError) -> &'static str {
    let said = error.to_string();
    if said.contains("Disabled feature at compile time") {
        COMPRESSED
    } else if said.contains("ncrypt") {
        ENCRYPTED
    } else {
        DAMAGED
    }
}

/// The schema without annotations: of values all, of groups those that the decoder could not follow.
fn bare(kind: &Type, root: bool) -> Decoded<Type> {
    let info = kind.get_basic_info();
    if kind.is_primitive() {
        let Type::PrimitiveType { type_length, .. } = kind else {
            return Err(ParquetError::General(DAMAGED.to_owned()));
        };
        return Type::primitive_type_builder(kind.name(), kind.get_physical_type())
            .with_repetition(info.repetition())
            .with_length(*type_length)
            .build();
    }
    if kind.get_fields().is_empty() {
        return Err(ParquetError::General(DAMAGED.to_owned()));
    }
    let fields = kind.get_fields().iter().map(|field| bare(field, false).map(Arc::new)).collect::<Decoded<Vec<_>>>()?;
    let converted = match info.converted_type() {
        ConvertedType::LIST if is_list(kind) => ConvertedType::LIST,
        ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE if is_map(kind) => ConvertedType::MAP,
        _ => ConvertedType::NONE,
    };
    let builder = Type::group_type_builder(kind.name()).with_fields(fields);
    if root {
        builder.build()
    } else {
        builder.with_repetition(info.repetition()).with_converted_type(converted).build()
    }
}

/// Whether a group is one repeated thing.
fn is_list(kind: &Type) -> bool {
    matches!(kind.get_fields(), [inner] if inner.get_basic_info().repetition() == Repetition::REPEATED)
        && !is_repeated(kind)
}

/// Whether a group is repeated keys with values.
fn is_map(kind: &Type) -> bool {
    let pair = |inner: &Type| {
        inner.is_group() && matches!(inner.get_fields(), [key] | [key, _] if key.is_primitive() && !is_repeated(key))
    };
    is_list(kind) && pair(&kind.get_fields()[0])
}

fn is_repeated(kind: &Type) -> bool {
    kind.get_basic_info().repetition() == Repetition::REPEATED
}
