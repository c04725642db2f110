//! `faq check`: problems with their places.

use crate::support::json::column;
use crate::support::site::{Site, shipped};

#[test]
fn the_articles_that_ship_have_no_problems() {
    Site::empty()
        .faq("check --content")
        .arg(shipped())
        .run()
        .code(0)
        .stdout("")
        .stderr_has(" is read as ")
        .stderr_has("4 articles, no problems\n");
}

#[test]
fn the_dialect_is_told_also_where_it_is_the_default() {
    let site = Site::empty()
        .file("content/en/a.md", "# A\n\n## Why?\n")
        .file("content/desk.jsonl", "");
    let told = "content is read as github: it is the default where nothing tells\n";
    site.faq("check").run().code(1).stderr_has(told);
    let problems = site.faq("check --json").run().code(1).json_lines();
    assert_eq!(problems[0]["dialect"], "github");
    let sarif = site.faq("check --sarif").run().code(1).json();
    let dialects = &sarif["runs"][0]["properties"]["dialects"];
    assert_eq!(dialects[0]["dialect"], "github");
    let site = site.indexed();
    site.faq("status").run().code(0).stdout_has(told);
    let status = site.faq("status --json").run().code(0).json();
    assert_eq!(status["dialects"][0]["path"], "content");
    let records = Site::empty().file("content/desk.jsonl", "{}\n");
    let run = records.faq("check").run();
    assert!(!run.stderr.contains(" is read as "), "{}", run.stderr);
}

#[test]
fn problems_have_rule_place_and_hint() {
    let site = Site::empty()
        .file(
            "content/en/a.md",
            "---\ntitle: [\n---\n\n# A\n\n## Why?\n\nSee [b](b.md#nothing) and [c](c.md).\n\n## How?\n\n## Why?\n\nBecause.\n",
        )
        .file("content/en/b.md", "# B\n\n## Where?\n\n[!INCLUDE [x](x.md)]\n\nHere.\n")
        .file("content/en/t.jsonl", "{\"id\":\"1\"\n");
    let run = site.faq("check --json").run().code(1).stderr("");
    let problems = run.json_lines();
    let places: Vec<String> = problems
        .iter()
        .map(|problem| {
            let text = |field: &str| problem[field].as_str().unwrap();
            assert!(!text("message").is_empty() && !text("hint").is_empty());
            format!(
                "{}:{} {}[{}]",
                text("path"),
                problem["line"],
                text("severity"),
                text("rule")
            )
        })
        .collect();
    for expected in [
        "content/en/a.md:9 warning[broken-fragment]",
        "content/en/a.md:9 warning[broken-link]",
        "content/en/a.md:11 warning[empty-answer]",
        "content/en/b.md:5 error[include-not-found]",
    ] {
        assert!(
            places.iter().any(|place| place == expected),
            "{expected} in {places:#?}"
        );
    }
    let rules = column(&problems, "rule");
    for rule in ["front-matter-syntax", "duplicate-question"] {
        assert!(
            rules.iter().any(|found| found == rule),
            "{rule} in {places:#?}"
        );
    }
    let text = site.faq("check").run().code(1);
    assert!(text.stdout.contains(": warning[empty-answer] "));
    assert!(text.stdout.contains("\n    hint: "));
    // What is broken is indexed all the same.
    site.faq("search because -q").run().code(0);
    site.faq("search -q -l en here").run().code(0);
}

#[test]
fn an_answer_need_not_be_text() {
    let site = Site::empty();
    for (name, answer) in [
        ("hugo.md", "{{< youtube abc >}}"),
        ("page.mdx", "<Film id=\"abc\" />"),
        ("jekyll.md", "{% include film.html %}"),
        ("none.md", "<!-- later -->"),
    ] {
        let text = format!("# Boats\n\n## How?\n\n{answer}\n\n## Where?\n\nHere {{{{< x >}}}}.\n");
        site.write(&format!("content/en/{name}"), &text);
    }
    let problems = site.faq("check --json").run().json_lines();
    let found: Vec<_> = problems
        .iter()
        .filter(|problem| problem["rule"] == "empty-answer")
        .map(|problem| problem["path"].as_str().unwrap())
        .collect();
    assert_eq!(found, ["content/en/none.md"]);
}

#[test]
fn missing_content_is_an_error() {
    for command in ["check", "list"] {
        Site::empty()
            .faq(command)
            .run()
            .code(2)
            .stdout("")
            .stderr("error: content content: No such file or directory (os error 2)\n");
    }
}
