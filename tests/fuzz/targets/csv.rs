#![no_main]
//! Comma-separated values, and every text that is read as such.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fixfirst_fuzz::read("export.csv", bytes));
