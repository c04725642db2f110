//! Any bytes as an article in a dialect of Markdown, which the first byte chooses.
#![no_main]

use faq::{DialectName, LanguageTag, ReadContext};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else {
        return;
    };
    let count = DialectName::all().count();
    let name = DialectName::all().nth(usize::from(first) % count);
    let dialect = name.and_then(DialectName::parse).expect("a known name");
    let context = ReadContext::new(None, &LanguageTag::ENGLISH).with_dialect(dialect);
    let mut read = faq::read_bytes("en/a.md", bytes, &context);
    assert_eq!(read.articles.len(), 1, "a file holds one article");
    faq_fuzz::check(&read.articles.remove(0), bytes.len());
});
