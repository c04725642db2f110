//! Any bytes after the line that opens front matter, read as an article.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let bytes = [b"---\n", data].concat();
    let article = faq_fuzz::read_article("en/a.md", &bytes);
    faq_fuzz::check(&article, bytes.len());
});
