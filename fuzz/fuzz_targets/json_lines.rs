//! Any bytes as a JSON Lines file: every record has an identity of its own, in its language.
#![no_main]

use std::collections::HashSet;

use faq::content::format::json_lines;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut ids = HashSet::new();
    let mut lines = Vec::new();
    let mut problems = 0;
    json_lines::read(
        data,
        0,
        "en/a.jsonl",
        "en",
        &mut |record| {
            let id = (record.language.clone(), record.entry.id.clone());
            assert!(ids.insert(id), "two records are {}", record.entry.id);
            lines.push(record.entry.line);
            let article = record.into_article(0, "en/a.jsonl");
            assert_eq!(article.entries.len(), 1);
        },
        &mut |problem| {
            assert!(problem.line >= 1, "{}", problem.message);
            problems += 1;
        },
    );
    assert!(lines.is_sorted(), "lines are not ascending");
    let filled = data
        .split(|&byte| byte == b'\n')
        .filter(|line| line.iter().any(u8::is_ascii_graphic))
        .count();
    assert!(lines.len() <= filled, "more records than lines");
});
