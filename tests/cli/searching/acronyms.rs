//! Abbreviations that articles explain are found by what they stand for, and the other way round.

use crate::support::site::Site;

/// One article explains, the others use one of the forms alone.
fn site() -> Site {
    Site::empty()
        .file(
            "content/en/setup.md",
            "# Setup\n\n## What is it for?\n\nA harbour entry gateway (HEG) counts boats. Boats pay at the tide level office (“TLO”).\n",
        )
        .file(
            "content/en/long.md",
            "# Long\n\n## Which harbour entry gateways are for sale?\n\nNone today.\n",
        )
        .file("content/en/short.md", "# Short\n\n## Where is the HEG?\n\nBehind the mill.\n")
        .file(
            "content/fr/heg.md",
            "# Sigles\n\n## Que veut dire ce sigle ?\n\nLe sigle HEG (horaire d’été global) change en mai.\n\n## L’horaire d’été global est-il affiché ?\n\nOui.\n",
        )
        .indexed()
}

fn questions(site: &Site, language: &str, query: &str) -> Vec<String> {
    site.faq("search --json -l")
        .arg(language)
        .arg(query)
        .run()
        .code(0)
        .hits("question")
}

#[test]
fn each_form_finds_the_other() {
    let site = site();
    for query in [
        "HEG",
        "heg",
        "harbour entry gateway",
        "Harbour Entry Gateways",
    ] {
        let found = questions(&site, "en", query);
        for wanted in [
            "Which harbour entry gateways are for sale?",
            "Where is the HEG?",
        ] {
            assert!(
                found.iter().any(|question| question == wanted),
                "{query}: {found:?}"
            );
        }
    }
    // What is typed comes first.
    assert_eq!(questions(&site, "en", "HEG")[0], "Where is the HEG?");
}

#[test]
fn each_language_has_its_own() {
    let site = site();
    let mut found = questions(&site, "fr", "HEG");
    found.sort();
    assert_eq!(
        found[..],
        [
            "L’horaire d’été global est-il affiché ?",
            "Que veut dire ce sigle ?"
        ]
    );
}

#[test]
fn explanations_name_the_form_that_was_found() {
    let site = site();
    site.faq("search --explain -l en HEG")
        .run()
        .code(0)
        .stdout_has("HEG in question as heg\n")
        .stdout_has("HEG in question as harbor entri gateway (acronym)\n");
}
