//! The JSON of each command, whole: every field with its value, within schema 1.
//!
//! A field may be added under the same schema number, none removed or renamed. After a change that
//! is meant, `cargo insta review` shows the difference and writes it here.

use insta::assert_compact_json_snapshot as assert_json;
use serde_json::Value;

use crate::support::json::{items, redacted};
use crate::support::site::Site;

/// Fields of time and size, which differ from run to run.
const TIMES: [&str; 8] = [
    "took_us",
    "ms",
    "cpu_ms",
    "elapsed_ms",
    "created",
    "age_seconds",
    "bytes",
    "tool",
];

/// Asks for JSON and returns it without what differs from run to run, and without scores, which
/// the judged queries watch.
#[track_caller]
fn json(site: &Site, line: &str) -> Value {
    let output = site.faq(line).arg("--json").run().code(0);
    stable(output.json())
}

fn stable(json: Value) -> Value {
    redacted(redacted(json, &TIMES), &["score", "added"])
}

#[test]
fn search() {
    let site = Site::bakery().indexed();
    assert_json!(json(&site, "search delivered thirty --full"), @"");
    let short = json(&site, "search thirty");
    assert!(short["hits"][0].get("answer").is_none());
}

#[test]
fn search_with_an_explanation() {
    let site = Site::bakery().indexed();
    let json = json(&site, "search thirty --explain -l en");
    assert_json!(json["hits"][0]["explanation"], @"");
}

#[test]
fn same_answer() {
    let text = "# A\n\n## Why?\n\nBecause the oven has to rest for one day in every week.\n";
    let site = Site::empty()
        .file("content/en/a.md", text)
        .file("content/en/b.md", text)
        .indexed();
    let json = json(&site, "search oven");
    let hit = &json["hits"][0];
    assert_eq!(hit["same_answer_total"], 1);
    assert_json!(hit["same_answer"], @"");
}

#[test]
fn what_had_to_be_given_up_and_what_may_be_meant() {
    let site = Site::bakery().indexed();
    let json = json(&site, "search ferry zeppelin telefone -l en -n 1");
    assert_json!([&json["relaxed"], &json["suggestion"]], @"");
}

#[test]
fn nothing_found() {
    let site = Site::bakery().indexed();
    let output = site.faq("search zeppelin --json").run().code(1);
    assert_json!(stable(output.json()), @"");
}

#[test]
fn suggest() {
    let site = Site::bakery().indexed();
    assert_json!(json(&site, "suggest deli -l en"), @"");
}

#[test]
fn show() {
    let site = Site::bakery().indexed();
    let line = "show en/bakery.md#can-i-order-a-cake-by-telephone";
    assert_json!(json(&site, line), @"");
}

#[test]
fn list() {
    let site = Site::bakery();
    let lines = site.faq("list -l en --json").run().code(0).json_lines();
    assert_eq!(lines.len(), 3);
    assert_json!(lines[0], @"");
}

#[test]
fn check() {
    let site = Site::empty().file(
        "content/en/a.md",
        "# A\n\n## Why?\n\nSee [b](b.md).\n\n## How?\n",
    );
    let output = site.faq("check --json").run().code(1);
    assert_json!(output.json_lines(), @"");
}

#[test]
fn status() {
    let site = Site::bakery().indexed();
    site.remove("content/de/brot.md");
    assert_json!(json(&site, "status --all"), @"");
}

#[test]
fn reindex() {
    let site = Site::harbour();
    site.reindex("");
    let boats = site.read("content/en/boat.md");
    let boats = boats.replace("by the hour", "by the day");
    site.write("content/en/boat.md", boats.replace("May dogs", "May cats"));
    assert_json!(json(&site, "reindex --allow-drop"), @"");
}

#[test]
fn rollback() {
    let site = Site::bakery().indexed();
    site.reindex("--full");
    assert_json!(json(&site, "rollback"), @"");
}

#[test]
fn eval() {
    let site = Site::bakery()
        .file("queries.tsv", "q1\tcake\nq2\tbread without wheat\n")
        .indexed();
    let found = site.faq("search cake --json").run().code(0).hits("id");
    let id = &found[0];
    let site = site.file("qrels.txt", format!("q1 0 {id} 1\nq2 0 nothing 1\n"));
    let line = "eval --queries queries.tsv --qrels qrels.txt --run run.txt";
    assert_json!(json(&site, line), @"");
    let run = site.read("run.txt");
    let first: Vec<&str> = run.lines().next().unwrap().split(' ').collect();
    assert_eq!(first[..4], ["q1", "Q0", id, "1"]);
    assert_eq!(first[5..], ["faq"]);
}

#[test]
fn eval_with_noise() {
    let site = Site::bakery().indexed();
    assert_json!(json(&site, "eval --noise --path de/*"), @"");
}

#[test]
fn highlights_count_unicode_scalar_values() {
    let site = Site::empty()
        .file(
            "content/fr/a.md",
            "# A\n\n## 🙂 é̂tés\n\n🧭🧭 Où est-ce que l’été s’arrête ? Ici 🙂, après l’été.\n",
        )
        .file(
            "content/ja/a.md",
            "# 案\n\n## 案内\n\n🍵を飲みながら証明書を待つ。\n",
        )
        .indexed();
    for (query, language, word) in [("été", "fr", "été"), ("証明書", "ja", "証明書")] {
        let json = site
            .faq("search --json -l")
            .arg(language)
            .arg(query)
            .run()
            .code(0)
            .json();
        let snippet = &json["hits"][0]["snippet"];
        let text: Vec<char> = snippet["text"].as_str().unwrap().chars().collect();
        let marked: Vec<String> = items(&snippet["highlights"])
            .iter()
            .map(|range| {
                let at = |n: usize| usize::try_from(range[n].as_u64().unwrap()).unwrap();
                text[at(0)..at(1)].iter().collect()
            })
            .collect();
        assert!(!marked.is_empty(), "{json}");
        assert!(
            marked.iter().all(|marked| marked.ends_with(word)),
            "{marked:?}"
        );
    }
}
