//! `faq export`: every entry for other systems, and back.

use serde_json::Value;

use crate::support::site::Site;

const LISTED: [&str; 4] = ["id", "kind", "language", "question"];

fn site() -> Site {
    Site::bakery()
        .file(
            "content/en/ovens.md",
            "---\ntitle: Ovens\nkeywords: [heat]\nauthor: anna\ntags: [a, b]\n---\n# Ovens FAQ\n\n## Care\n\nWipe \
             them.\n\n## How hot is it?\n\n300 °C, *mostly*: see [hours](bakery.md#opening-hours), \
             [evil](javascript:x) and <b onclick=x>this</b>.\n\n```sh\nbake --hot\n```\n",
        )
        .file("faq.toml", "[[content]]\npath = \"content\"\nurl = \"https://help.example.org/{locale}/{path}#{anchor}\"\n")
}

#[test]
fn json_lines_are_read_back_equal() {
    let site = site();
    let lines = site.faq("export").run().code(0).stderr("").stdout;
    assert!(lines.lines().count() > 7, "{lines}");
    let copy = Site::empty().file("content/all.jsonl", &lines);
    let again = copy.faq("export --jsonl").run().code(0).stdout;
    assert_eq!(again, lines);
    assert!(lines.contains("\"anchor\":\"how-hot-is-it\""), "{lines}");
    assert!(lines.contains("\"translation_key\""), "{lines}");

    let listed = |site: &Site| -> Vec<Value> {
        let mut entries = site.faq("list --json").run().code(0).json_lines();
        entries.sort_by_key(|entry| entry["id"].to_string());
        let shown = entries.iter().map(|entry| {
            let mut shown: Vec<Value> = LISTED.iter().map(|key| entry[*key].clone()).collect();
            shown.push(entry["section"].clone());
            shown.push(entry["article"]["title"].clone());
            let translations = entry["translations"].as_array().unwrap().iter();
            shown.extend(translations.map(|other| other["id"].clone()));
            Value::Array(shown)
        });
        shown.collect()
    };
    assert_eq!(listed(&copy), listed(&site));
    let found = copy.faq("search --json how hot").run().code(0);
    assert_eq!(
        found.hits("url")[0],
        "https://help.example.org/en/ovens#how-hot-is-it"
    );
}

#[test]
fn the_web_gets_questions_by_article_with_safe_answers() {
    let site = site();
    let all: Value = site.faq("export --jsonld --lang en").run().code(0).json();
    assert_eq!(all["@context"], "https://schema.org");
    let pages = all["@graph"].as_array().unwrap();
    let ovens = pages.iter().find(|page| page["name"] == "Ovens").unwrap();
    assert_eq!(
        (&ovens["@type"], &ovens["inLanguage"]),
        (&"FAQPage".into(), &"en".into())
    );
    assert_eq!(ovens["url"], "https://help.example.org/en/ovens");
    let questions = ovens["mainEntity"].as_array().unwrap();
    let named = |question: &&Value| question["name"] == "How hot is it?";
    let question = questions.iter().find(named).unwrap();
    assert_eq!(
        question["@id"],
        "https://help.example.org/en/ovens#how-hot-is-it"
    );
    let text = question["acceptedAnswer"]["text"].as_str().unwrap();
    for part in [
        "<em>mostly</em>",
        "<a href=\"https://help.example.org/en/bakery#opening-hours\">hours</a>",
        "<pre><code",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(
        !text.contains("javascript") && !text.contains("onclick"),
        "{text}"
    );
    let none = Site::empty().file("content/a.md", "# A\n\n## B\n\nc\n");
    let empty: Value = none.faq("export --jsonld").run().code(1).json();
    assert_eq!(empty["@graph"], Value::Array(Vec::new()));
}

#[test]
fn kinds_and_languages_can_be_chosen() {
    let site = site();
    let questions = site
        .faq("export --kind question --lang fr")
        .run()
        .code(0)
        .json_lines();
    assert_eq!(questions.len(), 2);
    assert!(
        questions
            .iter()
            .all(|entry| entry["language"] == "fr" && entry["kind"] == Value::Null)
    );
    site.faq("export --jsonl --jsonld").run().code(2);
}
