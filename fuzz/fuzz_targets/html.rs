//! Any bytes as a page of HTML.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let article = faq_fuzz::read_article("en/a.html", data);
    faq_fuzz::check(&article, data.len());
});
