//! Values of a row → JSON, by the annotations of their columns.

use parquet::{
    basic::{ConvertedType, LogicalType, TimeUnit},
    record::{Field, Row},
    schema::types::Type,
};
use serde_json::{Map, Value};

use crate::model::time::Day;

/// A value as JSON. Dates and times become ISO 8601, decimals text; bytes that are no text are left out.
pub fn value(field: Field, kind: &Type) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(flag) => Value::Bool(flag),
        Field::Int(number) => integer(i64::from(number), kind),
        Field::Long(number) => integer(number, kind),
        Field::Float(number) => float(f64::from(number)),
        Field::Double(number) => float(number),
        Field::TimestampMillis(at) => Value::String(instant(at, 1_000, true)),
        Field::Bytes(bytes) => text(bytes.data(), kind),
        Field::Group(row) => structure(row, kind),
        Field::ListInternal(list) => {
            let inner = element(kind);
            Value::Array(list.elements().iter().map(|field| value(field.clone(), inner)).collect())
        }
        Field::MapInternal(map) => {
            let pair = kind.get_fields().first().map(|pair| pair.get_fields()).unwrap_or_default();
            let (of_key, of_value) =
                (pair.first().map_or(kind, AsRef::as_ref), pair.get(1).map_or(kind, AsRef::as_ref));
            let name = |key: &Field| match value(key.clone(), of_key) {
                Value::String(text) => text,
                other => other.to_string(),
            };
            Value::Object(
                map.entries().iter().map(|(key, field)| (name(key), value(field.clone(), of_value))).collect(),
            )
        }
        other => Value::String(other.to_string()),
    }
}

/// How many bytes of text a value holds.
pub fn size(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(size).sum(),
        Value::Object(object) => object.values().map(size).sum(),
        _ => 0,
    }
}

fn structure(row: Row, kind: &Type) -> Value {
    let fields = if kind.is_group() { kind.get_fields() } else { &[] };
    let named = row.into_columns().into_iter().enumerate();
    let members = named.map(|(at, (name, field))| {
        let inner = fields.get(at).map_or(kind, AsRef::as_ref);
        (name, value(field, inner))
    });
    Value::Object(members.collect::<Map<_, _>>())
}

/// What the elements of a list are: of the standard three levels the innermost.
fn element(kind: &Type) -> &Type {
    let fields = |kind: &Type| kind.is_group() && kind.get_fields().len() == 1;
    if !kind.is_group() || kind.get_basic_info().converted_type() != ConvertedType::LIST || !fields(kind) {
        return kind;
    }
    let repeated = &kind.get_fields()[0];
    let named_for_list = repeated.name() == "array" || repeated.name().ends_with("_tuple");
    if fields(repeated) && !named_for_list { &repeated.get_fields()[0] } else { repeated }
}

fn float(number: f64) -> Value {
    serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number)
}

fn integer(number: i64, kind: &Type) -> Value {
    let info = kind.get_basic_info();
    if let Some(LogicalType::Timestamp { is_adjusted_to_u_t_c: utc, unit }) = info.logical_type_ref() {
        return Value::String(instant(number, parts(unit), *utc));
    }
    match info.converted_type() {
        ConvertedType::DATE => Value::String(day(number)),
        ConvertedType::TIMESTAMP_MILLIS => Value::String(instant(number, 1_000, true)),
        ConvertedType::TIMESTAMP_MICROS => Value::String(instant(number, 1_000_000, true)),
        ConvertedType::UINT_64 => Value::from(number as u64),
        ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 => Value::from(number as u32),
        ConvertedType::DECIMAL => Value::String(decimal(i128::from(number), kind)),
        _ => Value::from(number),
    }
}

fn parts(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}

fn day(number: i64) -> String {
    i32::try_from(number).ok().and_then(Day::from_number).map_or_else(|| number.to_string(), |day| day.to_string())
}

/// A time since 1970 as ISO 8601 in whole seconds. Without `utc` it is a clock on a wall, somewhere.
fn instant(at: i64, per_second: i64, utc: bool) -> String {
    let seconds = at.div_euclid(per_second);
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let zone = if utc { "Z" } else { "" };
    format!("{}T{:02}:{:02}:{:02}{zone}", day(days), rest / 3600, rest / 60 % 60, rest % 60)
}

/// Digits with the point where the column has it.
fn decimal(unscaled: i128, kind: &Type) -> String {
    let scale = match kind {
        Type::PrimitiveType { scale, .. } => usize::try_from(*scale).unwrap_or(0).min(60),
        Type::GroupType { .. } => 0,
    };
    let digits = format!("{:0>width$}", unscaled.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if unscaled < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

fn text(bytes: &[u8], kind: &Type) -> Value {
    let info = kind.get_basic_info();
    match (info.converted_type(), info.logical_type_ref()) {
        (ConvertedType::DECIMAL, _) => {
            let sign = if bytes.first().is_some_and(|byte| byte & 0x80 != 0) { -1 } else { 0 };
            let wide = bytes.len() > 16;
            let unscaled = bytes.iter().fold(sign, |number: i128, byte| number << 8 | i128::from(*byte));
            if wide { Value::Null } else { Value::String(decimal(unscaled, kind)) }
        }
        (_, Some(LogicalType::Uuid)) if bytes.len() == 16 => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            Value::String([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-"))
        }
        (ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON, _) => {
            Value::String(String::from_utf8_lossy(bytes).into_owned())
        }
        // Old programs write texts without saying that they are.
        _ => std::str::from_utf8(bytes).map_or(Value::Null, |text| Value::String(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::{
        basic::{Repetition, Type as Physical},
        data_type::ByteArray,
    };

    use super::*;

    fn column(physical: Physical, converted: ConvertedType) -> Type {
        let builder = Type::primitive_type_builder("x", physical).with_repetition(Repetition::OPTIONAL);
        builder.with_converted_type(converted).with_precision(9).with_scale(2).build().unwrap()
    }

    #[test]
    fn times_become_iso_text() {
        assert_eq!(instant(1_767_603_600_123, 1_000, true), "2026-01-05T09:00:00Z");
        assert_eq!(instant(-1, 1_000_000_000, false), "1969-12-31T23:59:59");
        assert!(instant(i64::MIN, 1_000, true).ends_with("Z"));
        let date = column(Physical::INT32, ConvertedType::DATE);
        assert_eq!(value(Field::Int(20_458), &date), "2026-01-05");
    }

    #[test]
    fn decimals_keep_their_digits() {
        let small = column(Physical::INT32, ConvertedType::DECIMAL);
        assert_eq!(value(Field::Int(-5), &small), "-0.05");
        assert_eq!(value(Field::Int(123_456), &small), "1234.56");
        let bytes = column(Physical::BYTE_ARRAY, ConvertedType::DECIMAL);
        assert_eq!(value(Field::Bytes(ByteArray::from(vec![0xff, 0xfe])), &bytes), "-0.02");
    }

    #[test]
    fn text_that_is_not_utf_8_is_kept_as_far_as_it_goes_and_pictures_are_left_out() {
        let broken = || Field::Bytes(ByteArray::from(b"caf\xe9".to_vec()));
        assert_eq!(value(broken(), &column(Physical::BYTE_ARRAY, ConvertedType::UTF8)), "caf\u{fffd}");
        let untold = Type::primitive_type_builder("x", Physical::BYTE_ARRAY).build().unwrap();
        assert_eq!(value(broken(), &untold), Value::Null);
        assert_eq!(value(Field::Bytes(ByteArray::from(b"ok".to_vec())), &untold), "ok");
        let list = Type::group_type_builder("l").with_fields(vec![Arc::new(untold)]).build().unwrap();
        assert_eq!(element(&list).name(), "l");
    }
}
