//! Any bytes as the rows of a table: every row has an identity of its own, in its language.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let bytes = [b"id,lang,question,answer\n", data].concat();
    faq_fuzz::check_records(&faq_fuzz::read("a.csv", &bytes));
});
