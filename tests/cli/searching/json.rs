//! The JSON of each command, whole: every field with its value, within schema 1.
//!
//! A field may be added under the same schema number, none removed or renamed. After a change that
//! is meant, `cargo insta review` shows the difference and writes it here.

use insta::assert_compact_json_snapshot as assert_json;
use serde_json::Value;

use crate::support::json::{items, redacted};
use crate::support::site::Site;

/// Fields that differ from run to run or from version to version.
const UNSTABLE: [&str; 8] = [
    "took_us",
    "ms",
    "cpu_ms",
    "elapsed_ms",
    "created",
    "age_seconds",
    "bytes",
    "tool",
];

/// Returns the JSON of a command that succeeds, see [`stable`].
#[track_caller]
fn json(site: &Site, line: &str) -> Value {
    let output = site.faq(line).arg("--json").run().code(0);
    stable(output.json())
}

/// Returns the value without what differs from run to run, and without scores, which the judged
/// queries watch.
fn stable(json: Value) -> Value {
    redacted(redacted(json, &UNSTABLE), &["score"])
}

#[test]
fn search() {
    let site = Site::bakery().indexed();
    assert_json!(json(&site, "search delivered thirty --full"), @r#"
    {
      "hits": [
        {
          "anchor": "do-you-deliver-to-the-islands",
          "answer": "Only when the ferry sails, and for orders above *thirty* crowns.",
          "article": {
            "key": "6b0f2a52-8a64-4a43-9f0c-2d8a3c1f7e90",
            "title": "Bakery FAQ"
          },
          "id": "e8b167886dd6",
          "kind": "question",
          "language": "en",
          "language_source": "path",
          "line": 15,
          "ordinal": 1,
          "path": "en/bakery.md",
          "question": "Do you deliver to the islands?",
          "question_highlights": [
            [
              7,
              14
            ]
          ],
          "rank": 1,
          "root": 0,
          "score": "[number]",
          "section": [
            "Questions to the bakery",
            "Orders"
          ],
          "snippet": {
            "highlights": [
              [
                48,
                54
              ]
            ],
            "text": "Only when the ferry sails, and for orders above thirty crowns."
          },
          "translations": [
            {
              "anchor": "do-you-deliver-to-the-islands",
              "id": "2da8bdd71231",
              "language": "fr",
              "path": "fr/bakery.md",
              "question": "Livrez-vous sur les îles ?"
            }
          ],
          "url": "en/bakery.md#do-you-deliver-to-the-islands"
        }
      ],
      "languages": [
        "de",
        "en",
        "fr"
      ],
      "query": "delivered thirty",
      "relaxed": null,
      "schema": 1,
      "suggestion": null,
      "took_us": "[integer]",
      "total": 1
    }
    "#);
    let short = json(&site, "search thirty");
    assert!(short["hits"][0].get("answer").is_none());
}

#[test]
fn search_with_an_explanation() {
    let site = Site::bakery().indexed();
    let json = json(&site, "search thirty --explain -l en");
    let explanation = json["hits"][0]["explanation"].clone();
    assert_json!(redacted(explanation, &["added"]), @r#"
    [
      {
        "added": "[number]",
        "field": "answer",
        "form": "thirti",
        "word": "thirty"
      },
      {
        "added": "[number]",
        "field": "answer",
        "form": "exact form",
        "word": "thirty"
      },
      {
        "added": "[number]",
        "field": "all",
        "form": "number of questions in the article",
        "word": ""
      }
    ]
    "#);
}

#[test]
fn the_lines_of_an_explanation_sum_up_to_the_score() {
    let site = Site::bakery().indexed();
    for query in [
        "thirty",
        "the oven and the ferry",
        "brot oven",
        "gateau thirty",
    ] {
        let line = format!("search {query} --json --explain -n 10 --in fr");
        let json = site.faq(&line).run().code(0).json();
        for hit in items(&json["hits"]) {
            let lines = items(&hit["explanation"]);
            let added = lines.iter().map(|line| line["added"].as_f64().unwrap());
            let difference = added.sum::<f64>() - hit["score"].as_f64().unwrap();
            // Each number is rounded to four decimals.
            assert!(difference.abs() < 0.002, "{query}: {difference} in {hit}");
        }
    }
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
    assert_json!(hit["same_answer"], @r#"[{"anchor": "why", "id": "e531acfec40f", "language": "en", "path": "en/b.md", "question": "Why?"}]"#);
}

#[test]
fn what_had_to_be_given_up_and_what_may_be_meant() {
    let site = Site::bakery().indexed();
    let json = json(&site, "search ferry zeppelin telefone -l en -n 1");
    assert_json!([&json["relaxed"], &json["suggestion"]], @r#"[{"missing": ["ferry", "zeppelin"]}, "ferry zeppelin telephone"]"#);
}

#[test]
fn nothing_found() {
    let site = Site::bakery().indexed();
    let output = site.faq("search zeppelin --json").run().code(1);
    assert_json!(stable(output.json()), @r#"
    {
      "hits": [],
      "languages": [
        "de",
        "en",
        "fr"
      ],
      "query": "zeppelin",
      "relaxed": null,
      "schema": 1,
      "suggestion": null,
      "took_us": "[integer]",
      "total": 0
    }
    "#);
}

#[test]
fn suggest() {
    let site = Site::bakery().indexed();
    assert_json!(json(&site, "suggest deli -l en"), @r#"
    {
      "languages": [
        "en"
      ],
      "prefix": "deli",
      "schema": 1,
      "suggestions": [
        {
          "id": "e8b167886dd6",
          "kind": "question",
          "language": "en",
          "text": "Do you deliver to the islands?"
        },
        {
          "kind": "word",
          "language": "en",
          "text": "deliver"
        }
      ],
      "took_us": "[integer]"
    }
    "#);
}

#[test]
fn show() {
    let site = Site::bakery().indexed();
    let line = "show en/bakery.md#can-i-order-a-cake-by-telephone";
    assert_json!(json(&site, line), @r#"
    {
      "anchor": "can-i-order-a-cake-by-telephone",
      "answer": "Yes. Call before noon and name the size, the filling and the day. The number is on every paper bag.",
      "article": {
        "key": "6b0f2a52-8a64-4a43-9f0c-2d8a3c1f7e90",
        "title": "Bakery FAQ"
      },
      "id": "3b930d5ce248",
      "kind": "question",
      "language": "en",
      "language_source": "path",
      "line": 11,
      "ordinal": 1,
      "path": "en/bakery.md",
      "question": "Can I order a cake by telephone?",
      "question_highlights": [],
      "rank": 0,
      "root": 0,
      "schema": 1,
      "score": "[number]",
      "section": [
        "Questions to the bakery",
        "Orders"
      ],
      "snippet": {
        "highlights": [],
        "text": ""
      },
      "text": "Yes. Call before noon and name the size, the filling and the day. The number is on every paper bag.",
      "translations": [
        {
          "anchor": "can-i-order-a-cake-by-telephone",
          "id": "bd32a55d4db9",
          "language": "fr",
          "path": "fr/bakery.md",
          "question": "Puis-je commander un gâteau par téléphone ?"
        }
      ],
      "url": "en/bakery.md#can-i-order-a-cake-by-telephone"
    }
    "#);
}

#[test]
fn list() {
    let site = Site::bakery();
    let lines = site.faq("list -l en --json").run().code(0).json_lines();
    assert_eq!(lines.len(), 3);
    assert_json!(lines[0], @r#"
    {
      "anchor": "can-i-order-a-cake-by-telephone",
      "article": {
        "key": "6b0f2a52-8a64-4a43-9f0c-2d8a3c1f7e90",
        "title": "Bakery FAQ"
      },
      "id": "3b930d5ce248",
      "kind": "question",
      "language": "en",
      "line": 11,
      "ordinal": 1,
      "path": "en/bakery.md",
      "question": "Can I order a cake by telephone?",
      "section": [
        "Questions to the bakery",
        "Orders"
      ],
      "translations": [
        {
          "anchor": "can-i-order-a-cake-by-telephone",
          "id": "bd32a55d4db9",
          "language": "fr",
          "path": "fr/bakery.md",
          "question": "Puis-je commander un gâteau par téléphone ?"
        }
      ]
    }
    "#);
}

#[test]
fn check() {
    let site = Site::empty().file(
        "content/en/a.md",
        "# A\n\n## Why?\n\nSee [b](b.md).\n\n## How?\n",
    );
    let output = site.faq("check --json").run().code(1);
    assert_json!(output.json_lines(), @r#"
    [
      {
        "column": 5,
        "dialect": "github",
        "hint": "correct the link, or remove it",
        "line": 5,
        "message": "en/b.md does not exist",
        "path": "content/en/a.md",
        "rule": "broken-link",
        "severity": "warning"
      },
      {
        "column": 0,
        "dialect": "github",
        "hint": "write the answer, or remove the question",
        "line": 7,
        "message": "\"How?\" has no answer",
        "path": "content/en/a.md",
        "rule": "empty-answer",
        "severity": "warning"
      }
    ]
    "#);
}

#[test]
fn status() {
    let site = Site::bakery().indexed();
    site.remove("content/de/brot.md");
    assert_json!(json(&site, "status --all"), @r#"
    {
      "age_seconds": "[integer]",
      "articles": 3,
      "bytes": "[integer]",
      "changes": {
        "added": 0,
        "changed": 0,
        "removed": 1
      },
      "created": "[integer]",
      "dialects": [
        {
          "dialect": "docfx",
          "path": "content",
          "reason": "2 of 2 texts look like it"
        }
      ],
      "generation": "gen-000001",
      "generations": [
        {
          "articles": 3,
          "bytes": "[integer]",
          "created": "[integer]",
          "generation": "gen-000001",
          "live": true,
          "questions": 5,
          "unusable": null
        }
      ],
      "languages": [
        {
          "articles": 1,
          "entries": 1,
          "language": "de",
          "questions": 1
        },
        {
          "articles": 1,
          "entries": 3,
          "language": "en",
          "questions": 2
        },
        {
          "articles": 1,
          "entries": 3,
          "language": "fr",
          "questions": 2
        }
      ],
      "left_out": [],
      "problems": 0,
      "schema": 1,
      "tool": "[string]"
    }
    "#);
}

#[test]
fn reindex() {
    let site = Site::harbour();
    site.age("content/en/tent.md");
    site.age("content/fr/boat.md");
    site.reindex("");
    let boats = site.read("content/en/boat.md");
    let boats = boats.replace("by the hour", "by the day");
    site.write("content/en/boat.md", boats.replace("May dogs", "May cats"));
    assert_json!(json(&site, "reindex --allow-drop"), @r#"
    {
      "anchors_gone": [
        {
          "anchor": "may-dogs-come-along",
          "language": "en",
          "path": "en/boat.md"
        }
      ],
      "articles": 3,
      "bytes": "[integer]",
      "elapsed_ms": "[integer]",
      "files": {
        "added": 0,
        "changed": 1,
        "found": 3,
        "read_again": 1,
        "removed": 0,
        "touched": 0,
        "unchanged": 2
      },
      "full": null,
      "generation": "gen-000002",
      "languages": [
        {
          "added": [
            {
              "anchor": "may-cats-come-along",
              "id": "171cef89790f",
              "line": 16,
              "path": "en/boat.md",
              "question": "May cats come along?"
            }
          ],
          "articles": 2,
          "changed": [
            {
              "anchor": "can-i-rent-a-boat",
              "id": "861f6f056fae",
              "line": 8,
              "path": "en/boat.md",
              "question": "Can I rent a boat?"
            }
          ],
          "entries": 5,
          "language": "en",
          "moved": [],
          "questions": 5,
          "removed": [
            {
              "anchor": "may-dogs-come-along",
              "id": "ac46a52561d4",
              "line": 16,
              "path": "en/boat.md",
              "question": "May dogs come along?"
            }
          ],
          "sections": {
            "added": 0,
            "changed": 0,
            "moved": 0,
            "removed": 0,
            "unchanged": 0
          },
          "unchanged": 3
        },
        {
          "added": [],
          "articles": 1,
          "changed": [],
          "entries": 3,
          "language": "fr",
          "moved": [],
          "questions": 3,
          "removed": [],
          "sections": {
            "added": 0,
            "changed": 0,
            "moved": 0,
            "removed": 0,
            "unchanged": 0
          },
          "unchanged": 3
        }
      ],
      "outcome": "published",
      "previous": "gen-000001",
      "problems": [],
      "problems_by_rule": {},
      "published": true,
      "quality": null,
      "refused": [],
      "schema": 1,
      "stages": [
        {
          "cpu_ms": "[integer]",
          "ms": "[integer]",
          "stage": "comparing"
        },
        {
          "cpu_ms": "[integer]",
          "ms": "[integer]",
          "stage": "reading"
        },
        {
          "cpu_ms": "[integer]",
          "ms": "[integer]",
          "stage": "indexing"
        },
        {
          "cpu_ms": "[integer]",
          "ms": "[integer]",
          "stage": "verifying"
        },
        {
          "cpu_ms": "[integer]",
          "ms": "[integer]",
          "stage": "publishing"
        }
      ],
      "translations": {
        "missing": 0,
        "older": 0
      }
    }
    "#);
}

#[test]
fn rollback() {
    let site = Site::bakery().indexed();
    site.reindex("--full");
    assert_json!(json(&site, "rollback"), @r#"{"generation": "gen-000001", "previous": "gen-000002", "schema": 1}"#);
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
    assert_json!(json(&site, line), @r#"
    {
      "compared": null,
      "measures": {
        "AP": 0.5,
        "P@1": 0.5,
        "P@5": 0.1,
        "R@10": 0.5,
        "R@100": 0.5,
        "RR@10": 0.5,
        "nDCG@10": 0.5
      },
      "per_query": [
        {
          "difference": null,
          "id": "q1",
          "measures": {
            "AP": 1.0,
            "P@1": 1.0,
            "P@5": 0.2,
            "R@10": 1.0,
            "R@100": 1.0,
            "RR@10": 1.0,
            "nDCG@10": 1.0
          },
          "other": null,
          "query": "cake",
          "unjudged_in_top_ten": 0
        },
        {
          "difference": null,
          "id": "q2",
          "measures": {
            "AP": 0.0,
            "P@1": 0.0,
            "P@5": 0.0,
            "R@10": 0.0,
            "R@100": 0.0,
            "RR@10": 0.0,
            "nDCG@10": 0.0
          },
          "other": null,
          "query": "bread without wheat",
          "unjudged_in_top_ten": 0
        }
      ],
      "queries": 2,
      "schema": 1,
      "unjudged_in_top_ten": 0
    }
    "#);
    let run = site.read("run.txt");
    let first: Vec<&str> = run.lines().next().unwrap().split(' ').collect();
    assert_eq!(first[..4], ["q1", "Q0", id, "1"]);
    assert_eq!(first[5..], ["faq"]);
}

#[test]
fn eval_with_noise() {
    let site = Site::bakery().indexed();
    assert_json!(json(&site, "eval --noise --path de/*"), @r#"
    {
      "missed": [],
      "noise": [
        {
          "first": 1.0,
          "first_ten": 1.0,
          "first_three": 1.0,
          "name": "verbatim",
          "queries": 1
        },
        {
          "first": 1.0,
          "first_ten": 1.0,
          "first_three": 1.0,
          "name": "one typo",
          "queries": 5
        },
        {
          "first": 1.0,
          "first_ten": 1.0,
          "first_three": 1.0,
          "name": "typo in every word",
          "queries": 5
        },
        {
          "first": 1.0,
          "first_ten": 1.0,
          "first_three": 1.0,
          "name": "a third dropped",
          "queries": 5
        },
        {
          "first": 0.0,
          "first_ten": 0.0,
          "first_three": 0.0,
          "name": "no accents",
          "queries": 0
        }
      ],
      "questions": 1,
      "rounds": 5,
      "schema": 1
    }
    "#);
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
