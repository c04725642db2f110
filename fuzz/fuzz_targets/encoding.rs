//! Any bytes as an article in whatever encoding they seem to be in.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let article = faq_fuzz::read_article("en/a.md", data);
    faq_fuzz::check(&article, data.len());
    let page = [b"<meta charset=shift_jis>", data].concat();
    let article = faq_fuzz::read_article("en/a.html", &page);
    faq_fuzz::check(&article, page.len());
});
