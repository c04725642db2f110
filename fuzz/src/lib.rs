//! What the fuzz targets share: reading bytes as a file, and what holds for any article.

use std::collections::HashSet;

use faq::parts::Collected;
use faq::{Article, ReadContext};

/// Reads bytes as the file `path`, without a content root: nothing is included.
#[must_use]
pub fn read(path: &str, bytes: &[u8]) -> Collected {
    faq::read_bytes(path, bytes, &ReadContext::new(None, &faq::LanguageTag::ENGLISH))
}

/// Reads bytes as the file `path` of a format that holds one article.
#[must_use]
pub fn read_article(path: &str, bytes: &[u8]) -> Article {
    let mut read = read(path, bytes);
    assert_eq!(read.articles.len(), 1, "{path} holds one article");
    read.articles.remove(0)
}

/// Panics unless an article has what every article has: a title, entries in the order of
/// their lines, each with an identity of its own, and no more text than `MOST_GROWTH`
/// times its source.
pub fn check(article: &Article, source_len: usize) {
    assert!(!article.title.is_empty(), "no title");
    assert!(!article.entries.is_empty(), "no entry");
    assert!(
        article.entries.is_sorted_by_key(|entry| entry.line),
        "lines are not ascending"
    );
    let mut keys = HashSet::new();
    let mut ids = HashSet::new();
    let mut size = 0;
    for entry in &article.entries {
        assert!(
            keys.insert((&entry.base_anchor, entry.ordinal)),
            "two entries are {}:{}",
            entry.base_anchor,
            entry.ordinal
        );
        assert!(ids.insert(&entry.id), "two entries are {}", entry.id);
        assert!(entry.line >= 1, "an entry has no line");
        size += entry.question.len() + entry.answer.len();
        size += entry.section.iter().map(String::len).sum::<usize>();
    }
    assert!(
        size <= source_len * MOST_GROWTH + ALLOWANCE,
        "{source_len} bytes became {size}"
    );
}

/// Panics unless every record has an identity of its own in its language, and records come in the
/// order of their lines.
pub fn check_records(read: &Collected) {
    let mut ids = HashSet::new();
    let mut lines = Vec::new();
    for record in &read.articles {
        for entry in &record.entries {
            let id = (&record.language, &entry.id);
            assert!(ids.insert(id), "two records are {}", entry.id);
            lines.push(entry.line);
        }
    }
    assert!(lines.is_sorted(), "lines are not ascending");
}

/// Link definitions and headings are repeated where they are needed.
const MOST_GROWTH: usize = 64;
/// For short sources.
const ALLOWANCE: usize = 1 << 20;

/// The words of a text, as runs of letters and digits.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
