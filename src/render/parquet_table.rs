//! A table as Parquet, for databases and data frames: typed columns, days as dates, one row group.

use std::sync::Arc;

use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    errors::Result,
    file::{
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::Type,
};

use super::table::{Cells, Table};

/// The table as the bytes of a file. Same table, same bytes.
pub fn write(table: &Table) -> Vec<u8> {
    encode(table).expect("memory takes every byte, and every column is written as its own schema says")
}

fn encode(table: &Table) -> Result<Vec<u8>> {
    let fields = table.columns.iter().map(|(name, cells)| {
        let (physical, logical) = kind(cells);
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        field.with_logical_type(logical).build().map(Arc::new)
    });
    let schema = Type::group_type_builder("table").with_fields(fields.collect::<Result<_>>()?).build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("fixfirst ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut writer = SerializedFileWriter::new(vec![], Arc::new(schema), Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for (_, cells) in &table.columns {
        let Some(mut column) = group.next_column()? else { break };
        put(&mut column, cells)?;
        column.close()?;
    }
    group.close()?;
    writer.into_inner()
}

fn kind(cells: &Cells) -> (Physical, Option<LogicalType>) {
    match cells {
        Cells::Words(_) | Cells::Codes(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Cells::Whole(_) => (Physical::INT64, None),
        Cells::Real(_) => (Physical::DOUBLE, None),
        Cells::Days(_) => (Physical::INT32, Some(LogicalType::Date)),
    }
}

fn put(column: &mut SerializedColumnWriter<'_>, cells: &Cells) -> Result<()> {
    match cells {
        Cells::Words(all) | Cells::Codes(all) => {
            values::<ByteArrayType, _>(column, all, |text| ByteArray::from(text.as_str()))
        }
        Cells::Whole(all) => values::<Int64Type, _>(column, all, |number| *number),
        Cells::Real(all) => values::<DoubleType, _>(column, all, |number| *number),
        Cells::Days(all) => values::<Int32Type, _>(column, all, |day| day.number()),
    }
}

/// The cells that are there, and for each cell whether it is.
fn values<T: DataType, C>(
    column: &mut SerializedColumnWriter<'_>,
    cells: &[Option<C>],
    value: impl Fn(&C) -> T::T,
) -> Result<()> {
    let there: Vec<T::T> = cells.iter().flatten().map(value).collect();
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    column.typed::<T>().write_batch(&there, Some(&levels), None).map(|_| ())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use parquet::{
        file::reader::{FileReader, SerializedFileReader},
        record::Field,
    };

    use super::*;
    use crate::{
        model::time::Day,
        render::table::{assignments, problems, series},
        report::sample,
    };

    /// Every row as (name, value).
    fn rows(table: &Table) -> Vec<Vec<(String, Field)>> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&write(table)).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().into_columns()).collect()
    }

    #[test]
    fn the_problems_read_back_as_they_were() {
        let report = sample::report();
        let rows = rows(&problems(&report));
        assert_eq!(rows.len(), report.problems.len());
        let cell = |row: usize, name: &str| rows[row].iter().find(|(own, _)| own == name).unwrap().1.clone();
        for (at, problem) in report.problems.iter().enumerate() {
            assert_eq!(cell(at, "problem_id"), Field::Str(problem.id.to_string()));
            assert_eq!(cell(at, "tickets"), Field::Long(problem.tickets as i64));
            assert_eq!(cell(at, "share"), Field::Double(problem.share));
            assert_eq!(cell(at, "owner"), Field::Null);
            let Field::Date(days) = cell(at, "first_seen") else { panic!() };
            assert_eq!(Day::from_number(days), problem.first_seen);
        }
    }

    #[test]
    fn a_table_of_nothing_and_of_everything_is_a_file() {
        let none = rows(&problems(&sample::empty()));
        assert!(none.is_empty());
        assert_eq!(rows(&assignments(&sample::all_assignments())).len(), sample::report().intake.tickets);
        let points: usize = sample::report().problems.iter().map(|one| one.series.len()).sum();
        assert_eq!(rows(&series(&sample::report())).len(), points);
        assert_eq!(write(&problems(&sample::report())), write(&problems(&sample::report())));
    }
}
