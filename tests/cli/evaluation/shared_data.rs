//! The program on a large collection of real articles, where it is present.

use crate::support::shared::shared;
use crate::support::site::Site;

#[test]
fn french_questions_are_linked_to_the_english_ones() {
    let Some(corpus) = shared("corpora/sccm") else {
        return;
    };
    let article = "sccm/core/clients/manage/cmg/cloud-management-gateway-faq.md";
    let site = ["en-us", "fr-fr"]
        .into_iter()
        .fold(Site::empty(), |site, folder| {
            let path = format!("{folder}/{article}");
            let bytes = std::fs::read(corpus.join(&path)).expect("part of the collection");
            site.file(&format!("content/{path}"), bytes)
        });
    let listed = site
        .faq("list --kind question --json")
        .run()
        .code(0)
        .json_lines();
    let of = |language: &str| {
        listed
            .iter()
            .filter(|entry| entry["language"] == language)
            .collect::<Vec<_>>()
    };
    let english: Vec<&str> = of("en")
        .iter()
        .filter_map(|entry| entry["anchor"].as_str())
        .collect();
    let french = of("fr");
    assert!(french.len() >= 4, "{listed:#?}");
    for entry in french {
        let translated = &entry["translations"][0];
        if english.contains(&entry["anchor"].as_str().unwrap_or_default()) {
            assert_eq!(translated["anchor"], entry["anchor"], "{entry:#}");
        }
    }
    let json = site
        .faq("search ExpressRoute --json -q")
        .run()
        .code(0)
        .json();
    assert_eq!(json["hits"][0]["anchor"], "do-i-need-azure-expressroute");
    assert_eq!(json["hits"][0]["translations"][0]["language"], "fr");
}
