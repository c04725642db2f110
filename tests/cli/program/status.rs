//! `faq status` and what `faq reindex` reports.

use crate::support::site::Site;

#[test]
fn the_live_generation_and_its_counts() {
    let site = Site::bakery().indexed();
    let run = site.faq("status").run().code(0).stderr("");
    for part in [
        "gen-000001, built ",
        "de: 1 article, 1 entry, 1 of them questions\n",
        "en: 1 article, 3 entries, 2 of them questions\n",
        "fr: 1 article, 3 entries, 2 of them questions\n",
        "the content has not changed since\n",
    ] {
        assert!(run.stdout.contains(part), "{part} in {}", run.stdout);
    }
}

#[test]
fn a_generation_tells_its_status_by_its_own_folder() {
    let site = Site::bakery().indexed();
    let of_index = site.faq("status --json").run().code(0).json();
    for options in ["", "--all "] {
        let command = format!("status --json {options}--index index/gen-000001");
        let of_generation = site.faq(&command).run().code(0).json();
        assert_eq!(of_generation["generation"], of_index["generation"]);
        assert_eq!(of_generation["changes"], of_index["changes"]);
    }
    // The folder of no generation is told as before.
    site.faq("status --index index/gen-000009").run().code(3);
}

#[test]
fn changes_of_the_content_are_counted() {
    let site = Site::bakery()
        .indexed()
        .file("content/en/new.md", "# New\n")
        .file("content/de/brot.md", "# Brot\n");
    std::fs::remove_file(site.path("content/fr/bakery.md")).unwrap();
    site.faq("status").run().code(0).stdout_has(
        "the content has changed since: 1 file added, 1 changed, 1 removed; run `faq reindex`\n",
    );
    let json = site.faq("status --json").run().code(0).json();
    assert_eq!(json["changes"]["added"], 1);
    assert_eq!(json["changes"]["changed"], 1);
    assert_eq!(json["changes"]["removed"], 1);
}

#[test]
fn without_an_index() {
    let site = Site::bakery();
    site.faq("status")
        .run()
        .code(3)
        .stdout("")
        .stderr("error: no index in index: run `faq reindex`\n");
    assert!(!site.path("index").exists());
}

#[test]
fn reindex_answers_on_stderr_and_in_json_on_stdout() {
    let site = Site::bakery();
    site.faq("reindex")
        .run()
        .code(0)
        .stdout("")
        .stderr_has("gen-000001 is live");
    let json = site.faq("reindex --full --json").run().code(0).json();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["published"], true);
    assert_eq!(json["generation"], "gen-000002");
}

#[test]
fn the_dialect_of_the_content_is_told_and_a_change_of_it_reads_everything() {
    let site = Site::bakery()
        .file("mkdocs.yml", "site_name: Bakery\n")
        .indexed();
    site.faq("status")
        .run()
        .code(0)
        .stdout_has("content is read as mkdocs: ");
    let json = site.faq("status --json").run().code(0).json();
    assert_eq!(json["dialects"][0]["dialect"], "mkdocs");
    assert!(
        site.faq("check")
            .run()
            .stderr
            .contains("content is read as mkdocs: ")
    );
    let site = site.file(
        "faq.toml",
        "[[content]]\npath = \"content\"\ndialect = \"vitepress\"\n",
    );
    site.faq("status")
        .run()
        .code(0)
        .stdout_has("content is read as vitepress: the configuration says so\n");
    let report = site.faq("reindex --json").run().code(0).json();
    assert_eq!(
        report["full"],
        "the content is in another dialect of Markdown"
    );
}
