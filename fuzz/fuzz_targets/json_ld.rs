//! Any bytes as a file of JSON-LD, and as JSON-LD in a page.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let bytes = [b"{\"@context\": \"https://schema.org\", ", data].concat();
    let article = faq_fuzz::read_article("en/a.jsonld", &bytes);
    faq_fuzz::check(&article, bytes.len());
    let page = [b"<h1>a</h1><script type=application/ld+json>", data].concat();
    let article = faq_fuzz::read_article("en/a.html", &page);
    faq_fuzz::check(&article, page.len());
});
