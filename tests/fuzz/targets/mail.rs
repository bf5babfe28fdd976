#![no_main]
//! Mails: one, or a mailbox of them.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let name = if bytes.starts_with(b"From ") { "export.mbox" } else { "export.eml" };
    fixfirst_fuzz::read(name, bytes);
});
