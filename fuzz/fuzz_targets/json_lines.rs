//! Any bytes as a JSON Lines file: every record has an identity of its own, in its language.
#![no_main]

use std::collections::HashSet;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let read = faq_fuzz::read("en/a.jsonl", data);
    let mut ids = HashSet::new();
    let mut lines = Vec::new();
    for record in &read.articles {
        let [entry] = record.entries.as_slice() else {
            panic!("a record has {} entries", record.entries.len());
        };
        let id = (&record.language, &entry.id);
        assert!(ids.insert(id), "two records are {}", entry.id);
        lines.push(entry.line);
    }
    for problem in &read.problems {
        assert!(problem.line >= 1, "{}", problem.message);
    }
    assert!(lines.is_sorted(), "lines are not ascending");
    let filled = data
        .split(|&byte| byte == b'\n')
        .filter(|line| line.iter().any(u8::is_ascii_graphic))
        .count();
    assert!(lines.len() <= filled, "more records than lines");
});
