//! Tests of reading records.

use super::*;
use crate::content::format::read_bytes;
use crate::model::article::Article;

fn read_at(path: &str, text: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    let context = Context::new(None, &LanguageTag::ENGLISH);
    let read = read_bytes(path, text, &context);
    assert!(read.articles.iter().all(|record| record.entries.len() == 1));
    (read.articles, read.problems)
}

fn read_all(text: &str) -> (Vec<Article>, Vec<Problem>) {
    read_at("faq.jsonl", text.as_bytes())
}

#[test]
fn a_full_record_is_read() {
    let (records, problems) = read_all(
        r#"{"id": 7, "language": "FR-fr", "question": "Quand ?", "answer": "**Lundi**", "article": "Horaires",
            "section": ["A", "B"], "url": "https://example.com/7", "keywords": "jour", "team": "support", "rank": 2.5,
            "none": null, "deep": {"x": 1}, "tags": ["a", "b"]}"#
            .replace('\n', "")
            .as_str(),
    );
    assert_eq!(problems, []);
    let [record] = records.as_slice() else {
        panic!("{records:?}")
    };
    let entry = &record.entries[0];
    assert_eq!(
        (entry.id.as_str(), entry.kind, entry.line),
        ("7", Kind::Question, 1)
    );
    assert_eq!(
        (entry.question.as_str(), entry.answer.as_str()),
        ("Quand ?", "**Lundi**")
    );
    assert_eq!(
        (entry.section.join("/"), entry.keywords.join("/")),
        ("A/B".to_owned(), "jour".to_owned())
    );
    assert_eq!(entry.url.as_deref(), Some("https://example.com/7"));
    assert_eq!(
        (record.language.as_str(), record.language_source),
        ("fr", LanguageSource::FrontMatter)
    );
    assert_eq!(
        (record.title.as_str(), record.key.as_str()),
        ("Horaires", "faq.jsonl")
    );
    let fields: Vec<_> = record
        .fields
        .iter()
        .map(|(name, values)| format!("{name}={}", values.join(",")))
        .collect();
    assert_eq!(fields, ["rank=2.5", "tags=a,b", "team=support"]);
}

#[test]
fn broken_lines_are_reported_and_the_others_read() {
    let text = "\u{feff}{\"id\":\"a\",\"answer\":\"x\"}\r\n\r\n  {\"é\": }\n[1]\n{\"id\":\"b\",\"answer\":\"x\"";
    let (records, problems) = read_all(&format!("{text}\n{{\"id\":\"c\",\"answer\":\"x\"}}"));
    let ids: Vec<_> = records
        .iter()
        .map(|record| (record.entries[0].id.as_str(), record.entries[0].line))
        .collect();
    assert_eq!(ids, [("a", 1), ("c", 6)]);
    let places: Vec<_> = problems
        .iter()
        .map(|problem| (problem.rule.id, problem.line, problem.column))
        .collect();
    assert_eq!(
        places,
        [
            ("json-syntax", 3, 9),
            ("json-syntax", 4, 1),
            ("json-syntax", 5, 22)
        ]
    );
    assert!(
        !problems[0].message.contains("line 1"),
        "{}",
        problems[0].message
    );
}

#[test]
fn identifiers_are_unique_in_the_file() {
    let lines = ["a", "a", "a~2", "a", "b"]
        .map(|id| format!(r#"{{"id":"{id}","language":"en","answer":"x"}}"#));
    let (records, problems) = read_all(&lines.join("\n"));
    let ids: Vec<_> = records
        .iter()
        .map(|record| (record.entries[0].id.as_str(), record.entries[0].ordinal))
        .collect();
    assert_eq!(
        ids,
        [("a", 1), ("a~2", 2), ("a~2~2", 2), ("a~3", 3), ("b", 1)]
    );
    assert_eq!(
        problems
            .iter()
            .map(|problem| (problem.rule.id, problem.line))
            .collect::<Vec<_>>(),
        [
            ("duplicate-id", 2),
            ("duplicate-id", 3),
            ("duplicate-id", 4)
        ]
    );
}

#[test]
fn the_same_id_in_another_language_is_a_translation() {
    let lines = ["en", "fr", "fr", "en"]
        .map(|tag| format!(r#"{{"id":"a","language":"{tag}","answer":"x"}}"#));
    let (records, _) = read_all(&lines.join("\n"));
    let identity: Vec<_> = records
        .iter()
        .map(|record| {
            (
                record.entries[0].base_anchor.as_str(),
                record.entries[0].ordinal,
            )
        })
        .collect();
    assert_eq!(identity, [("a", 1), ("a", 1), ("a", 2), ("a", 2)]);
}

#[test]
fn a_missing_id_is_derived_from_the_place() {
    let (first, _) = read_all("{\"answer\":\"x\"}\n{\"id\":\"\",\"answer\":\"y\"}");
    let (again, _) = read_all("{\"answer\":\"other\"}");
    assert_eq!(first[0].entries[0].id, again[0].entries[0].id);
    assert_ne!(first[0].entries[0].id, first[1].entries[0].id);
    assert!(
        first[0].entries[0].id.len() == 12
            && first[0].entries[0]
                .id
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit())
    );
}

#[test]
fn the_language_comes_from_the_record_the_path_or_the_text() {
    let german = r#"{"id":"a","language":"nonsense!","answer":"Wie oft wird der Index erneuert, und wer darf ihn lesen?"}"#;
    let (records, _) = read_at("faq.jsonl", german.as_bytes());
    assert_eq!(
        (records[0].language.as_str(), records[0].language_source),
        ("de", LanguageSource::Detected)
    );
    let (records, _) = read_at("fr/faq.jsonl", german.as_bytes());
    assert_eq!(
        (records[0].language.as_str(), records[0].language_source),
        ("fr", LanguageSource::Path)
    );
    assert_eq!(records[0].key, "faq.jsonl");
    let (records, _) = read_at("faq.jsonl", br#"{"answer":"42"}"#);
    assert_eq!(
        (records[0].language.as_str(), records[0].language_source),
        ("en", LanguageSource::Default)
    );
}

#[test]
fn hostile_lines_cost_only_themselves() {
    let deep = "[".repeat(100_000);
    let long = format!(
        "{{\"id\":\"long\",\"answer\":\"{}\"}}",
        "x".repeat(MAX_RECORD_BYTES)
    );
    let mut text = format!("{{\"id\":{deep}\n{long}\n").into_bytes();
    text.extend_from_slice(
        b"{\"id\":\"bad\",\"answer\":\"caf\xe9\"}\n{\"id\":\"empty\",\"question\":\"Why?\"}\n",
    );
    let (records, problems) = read_at("faq.jsonl", &text);
    let answers: Vec<_> = records
        .iter()
        .map(|record| record.entries[0].answer.as_str())
        .collect();
    assert_eq!(answers, ["caf\u{fffd}", ""]);
    let rules: Vec<_> = problems
        .iter()
        .map(|problem| (problem.rule.id, problem.line))
        .collect();
    assert_eq!(
        rules,
        [
            ("json-syntax", 1),
            ("record-too-long", 2),
            ("empty-answer", 4)
        ]
    );
}
