//! Articles are found by the keywords, the tags and the description of their front matter.

use crate::support::site::Site;

/// The questions that a search lists, best first.
fn found(site: &Site, query: &str) -> Vec<String> {
    let json = site.faq("search --json -q").arg(query).run().json();
    let hits = json["hits"].as_array().cloned().unwrap_or_default();
    let question = |hit: serde_json::Value| hit["question"].as_str().unwrap_or("").to_owned();
    hits.into_iter().map(question).collect()
}

#[test]
fn an_article_is_found_by_what_its_front_matter_says_of_it() {
    let site = Site::empty()
        .file(
            "content/en/oven.md",
            "---\ntitle: The oven\ndescription: Baking with little smoke\n\
             keywords: wood, \"flue draught\"\ntags:\n  - hearth\n---\n\n\
             ## How do I light it?\n\nWith paper.\n",
        )
        .file(
            "content/de/ofen.md",
            "---\ntitle: Ofen\ntags: [Kamin, Schornstein]\n---\n\n\
             ## Wie zünde ich an?\n\nMit Papier.\n",
        )
        .file(
            "content/en/stove.yml",
            "### YamlMime:FAQ\nmetadata:\n  keywords: [induction]\ntitle: Stove\nsections:\n\
             - name: Use\n  questions:\n  - question: How is it cleaned?\n    answer: Wet.\n",
        )
        .file(
            "content/en/more.jsonl",
            "{\"question\":\"Who sweeps?\",\"answer\":\"Anna.\",\"tags\":[\"soot\"]}\n",
        );
    for (query, question) in [
        ("wood", "How do I light it?"),
        ("flue", "How do I light it?"),
        ("hearths", "How do I light it?"),
        ("smoke", "How do I light it?"),
        ("Schornstein", "Wie zünde ich an?"),
        ("induction", "How is it cleaned?"),
        ("soot", "Who sweeps?"),
    ] {
        assert_eq!(found(&site, query), [question], "{query}");
    }
}

#[test]
fn a_question_about_a_word_comes_before_articles_that_have_it_as_a_keyword() {
    let site = Site::empty()
        .file(
            "content/en/a.md",
            "---\ntitle: A\nkeywords: [ransom, ransom note]\ndescription: All about ransom\n---\n\n\
             ## How do I begin?\n\nSlowly.\n\n## How do I stop?\n\nAt once.\n",
        )
        .file(
            "content/en/b.md",
            "# B\n\n## What is a ransom?\n\nMoney.\n\n## Why?\n\nThey asked for a ransom.\n",
        );
    let first = found(&site, "ransom");
    assert_eq!(first[0], "What is a ransom?", "{first:?}");
    assert_eq!(first.len(), 4);
}
