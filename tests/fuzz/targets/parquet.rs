#![no_main]
//! Parquet. Both ends are always those of such a file.

libfuzzer_sys::fuzz_target!(
    init: fixfirst_fuzz::leave_caught_panics(),
    |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        if bytes.len() >= 12 {
            let end = bytes.len() - 4;
            bytes[..4].copy_from_slice(b"PAR1");
            bytes[end..].copy_from_slice(b"PAR1");
        }
        fixfirst_fuzz::read("export.parquet", &bytes);
    }
);
