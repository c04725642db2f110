//! `faq list`: every entry, in file order.

use crate::support::json::column;
use crate::support::site::Site;

#[test]
fn entries_in_file_order() {
    let site = Site::bakery();
    site.faq("list").run().code(0).stderr("").stdout(
        "\
de/brot.md:7  #gibt-es-brot-ohne-weizen  Gibt es Brot ohne Weizen?
en/bakery.md:11  #can-i-order-a-cake-by-telephone  Can I order a cake by telephone?
en/bakery.md:15  #do-you-deliver-to-the-islands  Do you deliver to the islands?
en/bakery.md:19  #opening-hours  Opening hours
fr/bakery.md:11  #can-i-order-a-cake-by-telephone  Puis-je commander un gâteau par téléphone ?
fr/bakery.md:15  #do-you-deliver-to-the-islands  Livrez-vous sur les îles ?
fr/bakery.md:19  #opening-hours  Heures d’ouverture
",
    );
    assert!(!site.path("index").exists(), "listing needs no index");
}

#[test]
fn filters() {
    let site = Site::bakery();
    let lines = |line: &str| {
        let entries = site.faq(line).arg("--json").run().json_lines();
        column(&entries, "line").join(" ")
    };
    assert_eq!(lines("list --kind question"), "7 11 15 11 15");
    assert_eq!(lines("list --kind section -l fr"), "19");
    assert_eq!(lines("list -l de -l en"), "7 11 15 19");
    assert_eq!(lines("list -l any"), "7 11 15 19 11 15 19");
    assert_eq!(lines("list --path fr/*"), "11 15 19");
    assert_eq!(lines("list --path **/brot.md"), "7");
    site.faq("list --path nowhere/*").run().code(1).silent();
    site.faq("list --path [").run().code(2).stdout("");
}

#[test]
fn identifiers_are_unique_and_stay() {
    let site = Site::bakery();
    let ids = |site: &Site| column(&site.faq("list --json").run().json_lines(), "id");
    let before = ids(&site);
    let mut unique = before.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), before.len());
    // Text above and below an entry does not change what it is called.
    let site = site.file(
        "content/de/brot.md",
        "# Brot und Kuchen\n\nMehr.\n\n## Gibt es Brot ohne Weizen?\n\nNein.\n",
    );
    let after = ids(&site);
    assert!(before.iter().all(|id| after.contains(id)), "{after:?}");
}

#[test]
fn anchors_are_those_of_the_generator() {
    let question = "# Bakery\n\n## Can\u{2019}t I / we order? {#order .wide}\n\nYes.\n\n\
                    ## What's in it?\n\nFlour.\n";
    for (dialect, expected) in [
        ("docusaurus", ["order", "whats-in-it"]),
        ("vitepress", ["order", "what-s-in-it"]),
        ("github", ["cant-i--we-order-order-wide", "whats-in-it"]),
    ] {
        let site = Site::empty().file("content/en/faq.md", question).file(
            "faq.toml",
            format!("[[content]]\npath = \"content\"\ndialect = \"{dialect}\"\n"),
        );
        let entries = site
            .faq("list --json --kind question")
            .run()
            .code(0)
            .json_lines();
        let anchors: Vec<_> = entries.iter().map(|entry| &entry["anchor"]).collect();
        assert_eq!(anchors, expected, "{dialect}");
    }
}
