//! Any bytes in a list of questions, in YAML and in JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let yaml = [b"- question: a\n  answer: b\n", data].concat();
    check("en/a.yml", &yaml);
    let json = [b"[{\"question\": \"a\", \"answer\": \"b\"}", data].concat();
    check("en/a.json", &json);
});

/// A list in which bytes stand that are no text may be claimed by no format.
fn check(path: &str, bytes: &[u8]) {
    for article in &faq_fuzz::read(path, bytes).articles {
        faq_fuzz::check(article, bytes.len());
    }
}
