#![no_main]
//! Archives, changed inside: gzip, bzip2, zstd and zip of other exports.

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    fixfirst_fuzz::pack::mutate(data, size, max_size, seed, true)
});

libfuzzer_sys::fuzz_target!(
    init: fixfirst_fuzz::leave_caught_panics(),
    |bytes: &[u8]| fixfirst_fuzz::read("export.zip", bytes)
);
