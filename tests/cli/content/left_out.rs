//! What is left out of the search: drafts, excluded files, fragments of other articles.

use crate::support::site::Site;

/// The questions of all entries, in the order of files.
fn listed(site: &Site) -> Vec<String> {
    let entries = site.faq("list --json").run().json_lines();
    let question = |entry: serde_json::Value| entry["question"].as_str().unwrap_or("").to_owned();
    entries.into_iter().map(question).collect()
}

/// A site with a page that includes a fragment, and a fragment that nobody includes.
fn quay() -> Site {
    Site::empty()
        .file(
            "content/en/quay.md",
            "# Quay FAQ\n\n[!INCLUDE [rope](includes/rope.md)]\n\n[!INCLUDE [tide](parts/tide.md)]\n",
        )
        .file(
            "content/en/includes/rope.md",
            "## Which rope is used?\n\nThe ropes at the quay are of hemp and 22 metres long.\n",
        )
        .file("content/en/includes/spare.md", "Ask for spare anchors at the gate.\n")
        .file(
            "content/en/parts/tide.md",
            "## When does the tide come?\n\nTwice a day, an hour later each day.\n",
        )
        .file("content/en/parts/bell.md", "## Who rings the bell?\n\nThe guard.\n")
}

#[test]
fn a_fragment_is_found_in_the_article_that_includes_it() {
    let site = quay();
    assert_eq!(
        listed(&site),
        [
            "Who rings the bell?",
            "Which rope is used?",
            "When does the tide come?"
        ]
    );
    let hits = site.faq("search --json -q hemp").run().code(0).json();
    assert_eq!(hits["total"], 1);
    assert_eq!(hits["hits"][0]["path"], "en/quay.md");
    assert!(hits["hits"][0].get("same_answer").is_none());
    site.faq("check").run().code(1).stdout_has(
        "left out: a fragment, shown in the articles that include it: \
         content/en/includes/rope.md, content/en/includes/spare.md, content/en/parts/tide.md\n",
    );
    site.faq("status")
        .run()
        .code(0)
        .stdout_has("content/en/includes/rope.md");
    let status = site.faq("status --json").run().json();
    assert_eq!(status["left_out"].as_array().unwrap().len(), 3);
    assert_eq!(status["left_out"][0]["path"], "content/en/includes/rope.md");
}

#[test]
fn a_fragment_that_is_included_no_longer_is_a_page_again() {
    let site = quay().indexed();
    site.write(
        "content/en/quay.md",
        "# Quay FAQ\n\n## Is it open?\n\nYes.\n",
    );
    site.faq("reindex -q --allow-drop").run().code(0);
    let hits = site.faq("search --json -q tide").run().code(0).json();
    assert_eq!(hits["hits"][0]["path"], "en/parts/tide.md");
    site.write(
        "content/en/quay.md",
        "# Quay FAQ\n\n[!INCLUDE [tide](parts/tide.md)]\n",
    );
    site.faq("reindex -q --allow-drop").run().code(0);
    let hits = site.faq("search --json -q tide").run().code(0).json();
    assert_eq!(hits["total"], 1);
    assert_eq!(hits["hits"][0]["path"], "en/quay.md");
    site.faq("reindex")
        .run()
        .code(0)
        .stderr_has("nothing has changed");
}

#[test]
fn front_matter_keeps_an_article_out() {
    let site = Site::empty()
        .file(
            "content/en/a.md",
            "---\ntitle: A\ndraft: true\n---\n\n## What will it cost?\n\nAbout 99 euros.\n",
        )
        .file(
            "content/fr/b.md",
            "---\ntitle: B\nROBOTS: NOINDEX\n---\n\n## Combien ?\n\nAbout 99 euros.\n",
        )
        .file(
            "content/en/c.yml",
            "### YamlMime:FAQ\nmetadata:\n  search: {exclude: true}\ntitle: C\nsections:\n\
             - questions:\n  - question: How much is it?\n    answer: 99 euros.\n",
        )
        .file(
            "content/en/d.jsonl",
            "{\"question\":\"Is it 99?\",\"answer\":\"99 euros.\",\"draft\":true}\n\
             {\"question\":\"Is it free?\",\"answer\":\"No. [a](a.md)\"}\n",
        )
        .file(
            "content/en/e.md",
            "# E\n\n## Where?\n\nSee [A](a.md#what-will-it-cost).\n",
        );
    assert_eq!(listed(&site), ["Is it free?", "Where?"]);
    site.faq("search -q 99").run().code(1).stdout("");
    site.faq("check")
        .run()
        .code(0)
        .stdout_has("left out: it says `draft: true`: content/en/a.md, content/en/d.jsonl:1\n")
        .stdout_has("left out: it says `ROBOTS: NOINDEX`: content/fr/b.md\n")
        .stdout_has("left out: it says `search.exclude: true`: content/en/c.yml\n");
    site.write(
        "content/en/a.md",
        "---\ntitle: A\n---\n\n## What will it cost?\n\nAbout 99 euros.\n",
    );
    site.faq("reindex -q").run().code(0);
    site.faq("search -q 99")
        .run()
        .code(0)
        .stdout_has("What will it cost?");
}

#[test]
fn patterns_at_the_top_count_for_every_folder() {
    let site = Site::bakery()
        .file(
            "content/en/old/x.md",
            "# Old FAQ\n\n## Is it old?\n\nYes.\n",
        )
        .file("faq.toml", "exclude = [\"old\"]\n");
    let said = "left out: `exclude` in the configuration has `old`: content/en/old/x.md\n";
    site.faq("status").run().code(3);
    site.reindex("");
    site.faq("status").run().code(0).stdout_has(said);
    site.write(
        "faq.toml",
        "exclude = [\"old\"]\n[[content]]\npath = \"content\"\nexclude = [\"fr/**\"]\n",
    );
    site.faq("reindex -q --allow-drop").run().code(0);
    let status = site.faq("status").run().code(0);
    status.stdout_has("has `old`").stdout_has("has `fr/**`");
}

#[test]
fn patterns_of_the_configuration_exclude_files() {
    let site = Site::bakery()
        .file(
            "faq.toml",
            "[[content]]\npath = \"content\"\nexclude = [\"fr/**\", \"old\"]\n",
        )
        .file("content/en/old/x.md", "# X\n\n## Was it red?\n\nYes.\n");
    site.faq("search -q red").run().code(1);
    let status = site.faq("status").run().code(0);
    for line in [
        "left out: `exclude` in the configuration has `fr/**`: ./content/fr/bakery.md\n",
        "left out: `exclude` in the configuration has `old`: ./content/en/old/x.md\n",
    ] {
        assert!(status.stdout.contains(line), "{line} in {}", status.stdout);
    }
    site.write("faq.toml", "[[content]]\npath = \"content\"\n");
    site.faq("reindex -q").run().code(0);
    site.faq("search -q red").run().code(0);
    site.write(
        "faq.toml",
        "[[content]]\npath = \"content\"\nexclude = [\"a[\"]\n",
    );
    site.faq("list")
        .run()
        .code(2)
        .stderr_has("faq.toml:3:12: `a[` is no pattern: ");
}
