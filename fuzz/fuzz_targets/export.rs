//! Any bytes in the exports of help desks and in question sets.
#![no_main]

use libfuzzer_sys::fuzz_target;

/// What each kind of file begins with.
const BEGINNINGS: [&str; 4] = [
    "[{\"html_url\": \"a\", \"locale\": \"en\", \"section_id\": 1, \"title\": \"a\", ",
    "[{\"folder_id\": 1, \"title\": \"a\", \"description\": \"b\", ",
    "{\"data\": [{\"author_id\": 1, \"workspace_id\": 2, \"title\": \"a\", ",
    "{\"data\": [{\"paragraphs\": [{\"context\": \"a\", ",
];

fuzz_target!(|data: &[u8]| {
    for beginning in BEGINNINGS {
        let bytes = [beginning.as_bytes(), data].concat();
        faq_fuzz::check_records(&faq_fuzz::read("en/a.json", &bytes));
    }
});
