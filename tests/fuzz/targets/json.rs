#![no_main]
//! JSON: arrays, lines, objects in objects. Every second text is made to start as JSON does.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.to_vec();
    if bytes.len() % 2 == 0 && !matches!(bytes.first(), Some(b'[' | b'{')) {
        bytes.splice(..0, *b"[{");
    }
    fixfirst_fuzz::read("export.json", &bytes);
});
