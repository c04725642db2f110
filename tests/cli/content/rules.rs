//! The rules of `faq check`: each is reported as its declaration says, by every kind of output.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::site::Site;

/// An article of one question; `front` are lines of front matter.
fn article(front: &str, title: &str, question: &str, answer: &str) -> String {
    format!("---\n{front}---\n\n# {title}\n\n## {question}\n\n{answer}\n")
}

/// A site whose content breaks every rule that a file by itself can break.
fn careless() -> Site {
    let long = "meadow ".repeat(1_000);
    let mebibytes = |count: usize| "hay ".repeat(count * 256 * 1024);
    let record = |id: &str, answer: &str| {
        format!(
            r#"{{"id":"{id}","language":"en","question":"Who feeds {id}?","answer":"{answer}"}}"#
        )
    };
    let records = [
        record("goat", "The farmer."),
        record("goat", "The neighbour."),
        "{\"id\": oops".to_owned(),
        record("barn", &mebibytes(17)),
    ];
    Site::empty()
        .file(
            "content/en/kept.md",
            article("", "Kept", "Where do hens sleep?", "On a perch."),
        )
        .file(
            "content/en/twin-a.md",
            article(
                "ms.assetid: twin\n",
                "Twin A",
                "May I pet the donkey?",
                "Gently.",
            ),
        )
        .file(
            "content/en/twin-b.md",
            article("ms.assetid: twin\n", "Twin B", "May I pet the donkey?", ""),
        )
        .file(
            "content/en/links.md",
            article(
                "",
                "Links",
                "Where is more?",
                "[a](nowhere.md), [b](kept.md#nothing).",
            ),
        )
        .file("content/en/faq-of-none.md", "# None yet\n\nAsk us.\n")
        .file(
            "content/en/deep.html",
            format!("<p>Deep</p>{}", "<div>".repeat(100_000)),
        )
        .file("content/en/herd.rst", "Herd\n====\n")
        .file(
            "content/en/latin.md",
            b"# Caf\xe9\n\n## Ouvert le samedi ?\n\nLe caf\xe9 de la bergerie est ferm\xe9 l'\xe9t\xe9.\n",
        )
        .file(
            "content/en/list.yml",
            "- question: Who shears?\n  answer: [Ann\n- question: Who spins?\n  answer: Bob\n",
        )
        .file(
            "content/en/empty-list.yml",
            "- question: ''\n  answer: Wool.\n",
        )
        .file(
            "content/en/stated.html",
            "<h1>Wool</h1><p>Warm.</p><script type=\"application/ld+json\">{\"@type\": \"Question\" oops</script>",
        )
        .file(
            "content/en/comment.md",
            article(
                "",
                "Comment",
                "When is milking?",
                "At six.\n\n<!-- not closed\n\nAt four.",
            ),
        )
        .file("content/en/large.md", mebibytes(17))
        .file(
            "content/en/keys.md",
            article(
                "author: ann\nauthor: bob\n",
                "Keys",
                "Who mends fences?",
                "Bob.",
            ),
        )
        .file(
            "content/en/yaml.md",
            article("author: [ann\n", "Yaml", "Who cuts the hedge?", "Ann."),
        )
        .file(
            "content/en/metadata.md",
            article(
                &format!("note: {}\n", "x".repeat(70_000)),
                "Metadata",
                "Why?",
                "It grew.",
            ),
        )
        .file(
            "content/en/open.md",
            "---\ntitle: Open\n\n# Open\n\n## What is open?\n\nThe gate.\n",
        )
        .file(
            "content/en/includes.md",
            article(
                "",
                "Includes",
                "What is included?",
                "[!INCLUDE [self](includes.md)]\n\n[!INCLUDE [none](none.md)]\n\n\
                 [!INCLUDE [out](../../outside.md)]",
            ),
        )
        .file("outside.md", "Not for the public.\n")
        .file(
            "content/en/many.md",
            article(
                "",
                "Many",
                "How many?",
                &"[!INCLUDE [a](part.txt)]\n\n".repeat(5_000),
            ),
        )
        .file("content/en/part.txt", "One part.\n")
        .file(
            "content/en/bytes.md",
            b"# Bytes\n\n## Which?\n\nThe \xff ones.\n",
        )
        .file("content/records.jsonl", records.join("\n"))
        .file(
            "content/detected.md",
            "# Étable\n\n## Où dorment les vaches ?\n\nLes vaches dorment dans la grande étable \
             derrière la maison, sur de la paille fraîche que le fermier change chaque matin.\n",
        )
        .file("content/unknown.md", "# 42\n\n## 7?\n\n49\n")
        .file("content/en/untitled.md", "## Is there a title?\n\nNo.\n")
        .file(
            "content/en/unfinished.md",
            article("draft: true\n", "T", "Is it done?", "No."),
        )
        .file(
            "content/en/titled.md",
            article(&format!("title: {long}\n"), "T", "How long?", "Very."),
        )
        .file(
            "content/en/sheep.md",
            article(
                "ms.date: 02/03/2024\n",
                "Sheep",
                "When are they shorn?",
                "In May.",
            ) + "\n## Who shears them?\n\nA shearer.\n",
        )
        .file(
            "content/fr/sheep.md",
            article(
                "ms.date: 02/03/2020\n",
                "Moutons",
                "<a name=\"when-are-they-shorn\"></a>Quand les tond-on ?",
                "En mai.",
            ),
        )
        .file(
            "content/en/faq.yml",
            "### YamlMime:FAQ\ntitle: [broken\nsections: - questions\n",
        )
}

/// Adds what only a Unix file system has: links that lead nowhere or outside, and a socket.
#[cfg(unix)]
fn with_strange_files(site: Site) -> Site {
    let content = site.path("content/en");
    std::os::unix::fs::symlink("gone.md", content.join("dangling.md")).unwrap();
    std::os::unix::fs::symlink(site.path("outside.md"), content.join("linked.md")).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(content.join("socket.md")).unwrap();
    drop(socket);
    site
}

#[cfg(unix)]
#[test]
fn every_rule_is_reported_as_it_is_declared() {
    let site = with_strange_files(careless());
    let renamed = article(
        "",
        "Kept",
        "Where do the hens sleep at night?",
        "On a perch.",
    );
    site.faq("reindex --quiet").run().code(0);
    let site = site.file("content/en/kept.md", renamed);

    let sarif = site.faq("check --sarif").run().code(1).json();
    let run = &sarif["runs"][0];
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let declared: BTreeMap<String, String> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| {
            (
                text(&rule["id"]),
                text(&rule["defaultConfiguration"]["level"]),
            )
        })
        .collect();
    let results = run["results"].as_array().unwrap();
    let found: BTreeSet<String> = results
        .iter()
        .map(|result| text(&result["ruleId"]))
        .collect();
    let ids: BTreeSet<String> = declared.keys().cloned().collect();
    assert_eq!(found, ids);
    for result in results {
        assert_eq!(
            text(&result["level"]),
            declared[&text(&result["ruleId"])],
            "{result}"
        );
    }

    let shown = site.faq("check").run().code(1);
    let lines = site.faq("check --json").run().code(1).json_lines();
    assert_eq!(lines.len(), results.len());
    for line in lines {
        let (rule, severity) = (text(&line["rule"]), text(&line["severity"]));
        let level = if severity == "info" {
            "note"
        } else {
            severity.as_str()
        };
        assert_eq!(level, declared[&rule], "{line}");
        let head = format!("{severity}[{rule}] ");
        assert!(shown.stdout.contains(&head), "{head} is not in the text");
    }
}

#[test]
fn a_link_to_an_article_of_another_language_is_a_note() {
    let site = Site::empty()
        .file(
            "content/en/a.md",
            article("", "A", "Where is more?", "[here](b.md)"),
        )
        .file(
            "content/fr/b.md",
            article("", "B", "Pourquoi ?", "Parce que."),
        );
    let lines = site.faq("check --json").run().code(0).json_lines();
    let broken = lines
        .iter()
        .find(|line| line["rule"] == "broken-link")
        .unwrap();
    assert_eq!(broken["severity"], "info");
}

#[test]
fn a_rule_is_explained() {
    let site = Site::empty();
    site.faq("check --explain empty-answer")
        .run()
        .code(0)
        .stdout(
            "warning[empty-answer] a question has no answer\n\
         The question is found, and shows nothing. A heading of a higher level right\n\
         below it ends its answer.\n\
         hint: write the answer, or remove the question\n",
        );
    let json = site
        .faq("check --explain empty-answer --json")
        .run()
        .code(0)
        .json();
    assert_eq!(json["severity"], "warning");
    site.faq("check --explain empty-answers")
        .run()
        .code(2)
        .stderr_has("empty-answer");
}
