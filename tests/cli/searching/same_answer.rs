//! Equal answers in several articles: one hit, with the others listed.

use crate::support::json::{column, items};
use crate::support::site::Site;

const NOTE: &str = "Cakes with cream are kept for one day at most, in a place below seven degrees.";

/// A note in three articles, once written a little otherwise.
fn shop() -> Site {
    let note = |title: &str, question: &str, note: &str| {
        format!("# {title}\n\n## {question}\n\n{note}\n\n## Is {title} open to all?\n\nYes.\n")
    };
    Site::empty()
        .file(
            "content/en/a.md",
            note("Shop", "How long is cream good?", NOTE),
        )
        .file(
            "content/en/b.md",
            note(
                "Café",
                "What about cream?",
                &NOTE.replace("one day", "*one* day,"),
            ),
        )
        .file(
            "content/en/c.md",
            note(
                "Market",
                "Cream in summer",
                &NOTE.replace("one day", "three days"),
            ),
        )
        .indexed()
}

#[test]
fn an_equal_answer_is_one_hit_with_its_sources() {
    let site = shop();
    let json = site.faq("search cream good --json").run().code(0).json();
    let hits = items(&json["hits"]);
    assert_eq!(column(hits, "path"), ["en/a.md", "en/c.md"]);
    assert_eq!(column(hits, "rank"), ["1", "2"]);
    assert_eq!(json["total"], 2);
    let same = items(&hits[0]["same_answer"]);
    assert_eq!(column(same, "question"), ["What about cream?"]);
    assert_eq!(column(same, "path"), ["en/b.md"]);
    assert_eq!(column(same, "anchor"), ["what-about-cream"]);
    assert_eq!(column(same, "language"), ["en"]);
    assert_eq!(hits[0]["same_answer_total"], 1);
    assert!(hits[1].get("same_answer").is_none());
    site.faq("search cream good").run().code(0).stdout_has(
        "   en/a.md#how-long-is-cream-good\n   same answer: en/b.md#what-about-cream\n",
    );
    let second = site
        .faq("search cream good -n 1 --offset 1 --json")
        .run()
        .json();
    let hits = items(&second["hits"]);
    assert_eq!(column(hits, "path"), ["en/c.md"]);
    assert_eq!(second["total"], 2);
}

#[test]
fn a_short_answer_says_nothing_without_its_question() {
    let json = shop().faq("search open to all --json").run().json();
    assert_eq!(json["total"], 3);
    assert_eq!(items(&json["hits"]).len(), 3);
}

#[test]
fn no_answer_is_no_equal_answer() {
    let heading = "# Contents\n\n## Cream in summer\n\n## Bread\n\nBaked at night.\n";
    let site = Site::empty()
        .file("content/en/a.md", heading)
        .file("content/en/b.md", heading)
        .indexed();
    let json = site.faq("search cream --json").run().json();
    assert_eq!(json["total"], 2);
}

#[test]
fn one_article_may_answer_several_questions_alike() {
    let site = Site::empty()
        .file(
            "content/en/ports.md",
            format!(
                "# Rooms\n\n## Cream in the shop\n\n{NOTE}\n\n## Cream in the cellar\n\n{NOTE}\n"
            ),
        )
        .indexed();
    let json = site.faq("search cream --json").run().json();
    assert_eq!(json["total"], 2);
}

#[test]
fn many_sources_are_counted() {
    let site = (0..14).fold(Site::empty(), |site, number| {
        site.file(
            &format!("content/en/{number:02}.md"),
            format!("# Cream\n\n## How long is cream good?\n\n{NOTE}\n"),
        )
    });
    let site = site.indexed();
    let json = site.faq("search cream --json").run().json();
    assert_eq!(json["total"], 1);
    assert_eq!(json["hits"][0]["same_answer_total"], 13);
    assert_eq!(items(&json["hits"][0]["same_answer"]).len(), 10);
    site.faq("search cream").run().stdout_has(" and 10 more\n");
}

#[test]
fn translations_of_equal_answers_fold_with_them() {
    let article = |language: &str, id: &str, question: &str, answer: &str| {
        format!(
            "---\nms.assetid: {id}\n---\n\n# {language}\n\n## <a name=\"cream\"></a>{question}\n\n{answer}\n"
        )
    };
    let french = "Les gâteaux à la crème se gardent un jour au plus, à moins de sept degrés.";
    let (a, b) = (
        "0c9d5b1e-8a64-4a43-9f0c-000000000001",
        "0c9d5b1e-8a64-4a43-9f0c-000000000002",
    );
    let site = Site::empty()
        .file("content/en/a.md", article("en", a, "Cream", NOTE))
        .file("content/fr/a.md", article("fr", a, "Cream", french))
        .file("content/en/b.md", article("en", b, "Cream", NOTE))
        .file("content/fr/b.md", article("fr", b, "Cream", french))
        .indexed();
    for language in ["en", "fr"] {
        let json = site
            .faq("search cream --json --in")
            .arg(language)
            .run()
            .code(0)
            .json();
        assert_eq!(json["total"], 1, "{json}");
        let hit = &json["hits"][0];
        assert_eq!(hit["language"], language);
        assert_eq!(hit["same_answer"][0]["language"], language);
        assert_eq!(items(&hit["translations"]).len(), 1);
    }
}

#[test]
fn pages_go_on_where_equal_answers_end() {
    // More equal answers than are ranked for one page.
    let alike: String = (0..300)
        .map(|number| {
            format!("{{\"id\":\"e{number}\",\"language\":\"en\",\"question\":\"Cream, part {number}\",\"answer\":\"{NOTE}\"}}\n")
        })
        .collect();
    let other: String = (0..20)
        .map(|number| {
            format!("{{\"id\":\"o{number}\",\"language\":\"en\",\"question\":\"Bread {number}\",\"answer\":\"Other {number}: butter, never cream.\"}}\n")
        })
        .collect();
    let site = Site::empty()
        .file("content/faq.jsonl", alike + &other)
        .indexed();
    let mut ids = Vec::new();
    for offset in (0..25).step_by(5) {
        let found = site
            .faq(&format!("search cream --json --offset {offset}"))
            .run();
        ids.extend(found.hits("id"));
    }
    assert_eq!(ids.len(), 21, "{ids:?}");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 21);
}

#[test]
fn pages_far_down_repeat_nothing() {
    let line = |language: &str, number: usize| {
        let word = ["cream", "cream cream", "fresh cream"][number % 3];
        let answer = format!("{word} {} and {}", "rye ".repeat(number % 7), number % 40);
        format!(
            "{{\"id\":\"{language}{number}\",\"language\":\"{language}\",\"question\":\"Fresh {number}\",\"answer\":\"{answer} {NOTE}\"}}\n"
        )
    };
    let lines: String = (0..700)
        .flat_map(|number| [line("en", number), line("fr", number + 1000)])
        .collect();
    let site = Site::empty().file("content/faq.jsonl", lines).indexed();
    let mut ids = Vec::new();
    for offset in (0..900).step_by(50) {
        let found = site
            .faq(&format!(
                "search fresh cream --json -n 50 --offset {offset}"
            ))
            .run();
        ids.extend(found.hits("id"));
    }
    let shown = ids.len();
    assert!(shown > 300, "{shown}");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), shown);
}
