//! The shape of the JSON: which fields, of which types, within schema 1.
//!
//! A field may be added under the same schema number, none removed or renamed.
//! Whoever adds one adds it here.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::site::Site;

/// Name and type of every field, nested ones by path; of arrays, the first element.
fn shape(value: &Value) -> BTreeMap<String, &'static str> {
    fn walk(value: &Value, path: &str, into: &mut BTreeMap<String, &'static str>) {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_u64() => "integer",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        into.insert(path.to_owned(), kind);
        match value {
            Value::Array(items) => {
                if let Some(first) = items.first() {
                    walk(first, &format!("{path}[]"), into);
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    walk(field, &format!("{path}.{name}"), into);
                }
            }
            _ => {}
        }
    }
    let mut shape = BTreeMap::new();
    walk(value, "$", &mut shape);
    shape
}

#[track_caller]
fn assert_shape(value: &Value, expected: &str) {
    let found: Vec<String> = shape(value)
        .into_iter()
        .map(|(path, kind)| format!("{path} {kind}"))
        .collect();
    let mut expected: Vec<&str> = expected.lines().map(str::trim).collect();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn search() {
    let site = Site::bakery().indexed();
    let json = site
        .faq("search delivered thirty --full --json")
        .run()
        .code(0)
        .json();
    assert_shape(
        &json,
        "$ object
        $.schema integer
        $.query string
        $.languages array
        $.languages[] string
        $.total integer
        $.took_us integer
        $.relaxed null
        $.suggestion null
        $.hits array
        $.hits[] object
        $.hits[].rank integer
        $.hits[].score number
        $.hits[].id string
        $.hits[].kind string
        $.hits[].language string
        $.hits[].language_source string
        $.hits[].question string
        $.hits[].question_highlights array
        $.hits[].question_highlights[] array
        $.hits[].question_highlights[][] integer
        $.hits[].anchor string
        $.hits[].ordinal integer
        $.hits[].path string
        $.hits[].root integer
        $.hits[].line integer
        $.hits[].url string
        $.hits[].article object
        $.hits[].article.title string
        $.hits[].article.key string
        $.hits[].section array
        $.hits[].section[] string
        $.hits[].snippet object
        $.hits[].snippet.text string
        $.hits[].snippet.highlights array
        $.hits[].snippet.highlights[] array
        $.hits[].snippet.highlights[][] integer
        $.hits[].answer string
        $.hits[].translations array
        $.hits[].translations[] object
        $.hits[].translations[].language string
        $.hits[].translations[].id string
        $.hits[].translations[].question string
        $.hits[].translations[].path string
        $.hits[].translations[].anchor string",
    );
    assert_eq!(json["schema"], 1);
    assert_eq!(json["query"], "delivered thirty");
    let hit = &json["hits"][0];
    assert_eq!(hit["rank"], 1);
    assert_eq!(hit["kind"], "question");
    assert_eq!(hit["path"], "en/bakery.md");
    assert_eq!(hit["line"], 15);
    assert_eq!(hit["url"], "en/bakery.md#do-you-deliver-to-the-islands");
    assert_eq!(
        hit["answer"],
        "Only when the ferry sails, and for orders above *thirty* crowns."
    );
    assert!(
        site.faq("search thirty --json").run().json()["hits"][0]
            .get("answer")
            .is_none()
    );
}

#[test]
fn same_answer() {
    let text = "# A\n\n## Why?\n\nBecause the oven has to rest for one day in every week.\n";
    let site = Site::empty()
        .file("content/en/a.md", text)
        .file("content/en/b.md", text)
        .indexed();
    let json = site.faq("search oven --json").run().code(0).json();
    let hit = &json["hits"][0];
    assert_eq!(hit["same_answer_total"], 1);
    assert_shape(
        &hit["same_answer"],
        "$ array
        $[] object
        $[].language string
        $[].id string
        $[].question string
        $[].path string
        $[].anchor string",
    );
}

#[test]
fn nothing_found() {
    let site = Site::bakery().indexed();
    let json = site.faq("search zeppelin --json").run().code(1).json();
    assert_shape(
        &json,
        "$ object
        $.schema integer
        $.query string
        $.languages array
        $.languages[] string
        $.total integer
        $.took_us integer
        $.relaxed null
        $.suggestion null
        $.hits array",
    );
    assert_eq!(json["total"], 0);
}

#[test]
fn list() {
    let site = Site::bakery();
    let lines = site.faq("list -l en --json").run().code(0).json_lines();
    assert_shape(
        &lines[0],
        "$ object
        $.id string
        $.kind string
        $.language string
        $.path string
        $.line integer
        $.anchor string
        $.ordinal integer
        $.question string
        $.section array
        $.section[] string
        $.article object
        $.article.title string
        $.article.key string
        $.translations array
        $.translations[] object
        $.translations[].language string
        $.translations[].id string
        $.translations[].question string
        $.translations[].path string
        $.translations[].anchor string",
    );
}

#[test]
fn eval() {
    let site = Site::bakery()
        .file("queries.tsv", "q1\tcake\nq2\tbread without wheat\n")
        .indexed();
    let id = site.faq("search cake --json").run().json()["hits"][0]["id"].clone();
    let id = id.as_str().unwrap();
    let site = site.file("qrels.txt", format!("q1 0 {id} 1\nq2 0 nothing 1\n"));
    let json = site
        .faq("eval --queries queries.tsv --qrels qrels.txt --run run.txt --json")
        .run()
        .code(0)
        .json();
    assert_shape(
        &json,
        "$ object
        $.schema integer
        $.queries integer
        $.unjudged_in_top_ten integer
        $.compared null
        $.per_query array
        $.per_query[] object
        $.per_query[].id string
        $.per_query[].query string
        $.per_query[].unjudged_in_top_ten integer
        $.per_query[].measures object
        $.per_query[].measures.nDCG@10 number
        $.per_query[].measures.RR@10 number
        $.per_query[].measures.AP number
        $.per_query[].measures.P@1 number
        $.per_query[].measures.P@5 number
        $.per_query[].measures.R@10 number
        $.per_query[].measures.R@100 number
        $.per_query[].other null
        $.per_query[].difference null
        $.measures object
        $.measures.nDCG@10 number
        $.measures.RR@10 number
        $.measures.AP number
        $.measures.P@1 number
        $.measures.P@5 number
        $.measures.R@10 number
        $.measures.R@100 number",
    );
    assert_eq!(json["queries"], 2);
    assert_eq!(json["measures"]["P@1"], 0.5);
    let run = std::fs::read_to_string(site.path("run.txt")).unwrap();
    let first: Vec<&str> = run.lines().next().unwrap().split(' ').collect();
    assert_eq!(first[..4], ["q1", "Q0", id, "1"]);
    assert_eq!(first[5..], ["faq"]);
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
        let marked: Vec<String> = snippet["highlights"]
            .as_array()
            .unwrap()
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
