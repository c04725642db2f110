//! Any bytes in a list of questions, in YAML and in JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let yaml = [b"- question: a\n  answer: b\n", data].concat();
    let article = faq_fuzz::read_article("en/a.yml", &yaml);
    faq_fuzz::check(&article, yaml.len());
    let json = [b"[{\"question\": \"a\", \"answer\": \"b\"}", data].concat();
    let article = faq_fuzz::read_article("en/a.json", &json);
    faq_fuzz::check(&article, json.len());
});
