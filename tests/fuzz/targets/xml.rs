#![no_main]
//! XML, and the tables of HTML pages. Every second text is made to start as XML does.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.to_vec();
    if bytes.len() % 2 == 0 && bytes.first() != Some(&b'<') {
        bytes.splice(..0, *b"<?xml version=\"1.0\"?><tickets>");
    }
    fixfirst_fuzz::read("export.xml", &bytes);
});
