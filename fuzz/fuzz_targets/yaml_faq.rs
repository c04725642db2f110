//! Any bytes after the line that marks a YAML FAQ, read as an article.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let bytes = [b"### YamlMime:FAQ\n", data].concat();
    let article = faq_fuzz::read_article("en/a.yml", &bytes);
    faq_fuzz::check(&article, bytes.len());
});
