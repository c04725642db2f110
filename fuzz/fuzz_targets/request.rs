//! Any text as what stands behind `?` of an address, as an event of a form, and as a message of an
//! assistant.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    faq::fuzzing::request(data);
});
