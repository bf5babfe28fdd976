#![no_main]
//! Dates, durations, zones, states: every line of the text is a cell of a column that holds such values.

use fixfirst::ingest::{
    Settings, dates,
    day_order::Order,
    durations::{self, Unit},
    values,
    zones::{self, Zone},
};

/// The columns; the first two are filled in.
const COLUMNS: &[&str] = &[
    "id",
    "subject",
    "created_at",
    "updated_at",
    "solved_at",
    "status",
    "priority",
    "full resolution time in minutes",
    "satisfaction rating",
    "reopens",
    "tags",
    "url",
];

/// Most lines that are used.
const MOST_LINES: usize = 400;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.split('\n').take(MOST_LINES).collect();
    for line in &lines {
        alone(line);
    }
    let mut export = COLUMNS.join(",");
    for (number, cells) in lines.chunks(COLUMNS.len() - 2).enumerate() {
        export.push_str(&format!("\n{number},The printer is on fire {number}"));
        for cell in cells {
            export.push_str(&format!(",\"{}\"", cell.replace('"', "\"\"")));
        }
    }
    let timezone = (bytes.len() % 3 == 0).then(|| "America/New_York".to_owned());
    fixfirst_fuzz::read_with("export.csv", export.as_bytes(), &Settings { timezone, ..Settings::default() });
});

/// What reads one value.
fn alone(text: &str) {
    for order in [Order::DayMonth, Order::MonthDay] {
        let year = dates::parse(text, order).map(|at| at.day().ymd().0);
        assert!(year.is_none_or(|year| (1989..=2101).contains(&year)), "{text:?} is of {year:?}");
    }
    let _ = (dates::is_date(text), dates::is_epoch(text), dates::is_serial(text), dates::parse_serial(text, Zone::UTC));
    for unit in [Unit::Milliseconds, Unit::Days] {
        let minutes = durations::parse_minutes(text, unit);
        assert!(minutes.is_none_or(|minutes| minutes.is_finite() && minutes >= 0.0), "{text:?} is {minutes:?} minutes");
    }
    let _ = (durations::is_duration(text), durations::bare_number(text), Unit::of_header(text));
    let _ = (zones::offset(text), Zone::named(text));
    let _ = (values::is_null(text), values::state(text), values::priority(text), values::folded(text));
}
