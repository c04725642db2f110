//! `faq suggest`: what completes what is being typed, and in which order.

use crate::support::json::{column, items};
use crate::support::site::Site;

/// Questions with a word at the beginning, in the middle and misspelt, and their translation.
fn harbour() -> Site {
    Site::empty()
        .file(
            "content/en/harbour.md",
            "---
title: Harbour FAQ
ms.assetid: harbour-1
---

# Harbour FAQ

## Harbour fees for visitors, by length of the boat and season?

Ask the harbour master.

## Harbour fees?

Five crowns.

## Are there harbour showers?

Two, beside the mill.

## Is the harbour open when fees are raised?

Always.

## Do I need a certificate?

For motor boats, a navigation certificate.
",
        )
        .file(
            "content/fr/harbour.md",
            "---
title: FAQ du port
ms.assetid: harbour-1
---

# FAQ du port

## <a name=\"do-i-need-a-certificate\"></a>Certificat de sécurité : est-il nécessaire ?

Oui.

## L’école de voile est-elle ouverte ?

Oui.
",
        )
        .indexed()
}

fn lines(site: &Site, line: &str, prefix: &str) -> Vec<String> {
    let output = site.faq(line).arg(prefix).run().code(0).stderr("");
    output.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn questions_that_begin_so_come_first_then_those_with_the_words() {
    let site = harbour();
    assert_eq!(
        lines(&site, "suggest -l en", "harb"),
        [
            "Harbour fees?",
            "Harbour fees for visitors, by length of the boat and season?",
            "Are there harbour showers?",
            "Is the harbour open when fees are raised?",
            "harbour",
        ]
    );
    assert_eq!(
        lines(&site, "suggest -l en", "harbour fe"),
        [
            "Harbour fees?",
            "Harbour fees for visitors, by length of the boat and season?",
            "Is the harbour open when fees are raised?",
            "harbour fees",
        ]
    );
    assert_eq!(
        lines(&site, "suggest -l en -n 1", "harb"),
        ["Harbour fees?"]
    );
}

#[test]
fn one_mistake_is_forgiven_where_nothing_is_right() {
    let site = harbour();
    assert_eq!(
        lines(&site, "suggest -l en -n 1", "hrabou"),
        ["Harbour fees?"]
    );
    assert_eq!(
        lines(&site, "suggest -l en", "certficat"),
        ["Do I need a certificate?", "certificate"]
    );
    site.faq("suggest -l en hxrb0u").run().code(1).stdout("");
}

#[test]
fn accents_do_not_matter_and_elided_words_are_found() {
    let site = harbour();
    let secure = ["Certificat de sécurité : est-il nécessaire ?"];
    assert_eq!(
        lines(&site, "suggest -l fr -n 1", "certificat de secu"),
        secure
    );
    assert_eq!(lines(&site, "suggest -l fr -n 1", "SÉCURITE"), secure);
    for typed in ["l'ec", "L’éco", "eco"] {
        assert_eq!(
            lines(&site, "suggest -l fr -n 1", typed),
            ["L’école de voile est-elle ouverte ?"],
            "{typed}"
        );
    }
}

#[test]
fn a_question_is_suggested_once_whatever_its_languages() {
    let site = harbour();
    let suggested = |language: &str| {
        let answer = site
            .faq("suggest --json -n 3 certific --in")
            .arg(language)
            .run()
            .code(0)
            .json();
        assert_eq!(answer["schema"], 1);
        assert_eq!(answer["prefix"], "certific");
        column(items(&answer["suggestions"]), "text")
    };
    // The French question begins so.
    assert_eq!(
        suggested("fr"),
        [
            "Certificat de sécurité : est-il nécessaire ?",
            "certificat",
            "certificate"
        ]
    );
    assert_eq!(suggested("en").len(), 3);
    let answer = site
        .faq("suggest --json -l en certific")
        .run()
        .code(0)
        .json();
    let first = &answer["suggestions"][0];
    assert_eq!(first["kind"], "question");
    let id = first["id"].as_str().unwrap();
    site.faq("show")
        .arg(id)
        .run()
        .code(0)
        .stdout_has("navigation certificate");
}

#[test]
fn scripts_without_spaces_are_completed_by_characters() {
    let site = Site::empty()
        .file(
            "content/ja/port.md",
            "# よくあるご質問\n\n## 証明書は必要ですか?\n\nはい。\n\n## 港の証明書の料金はいくらですか?\n\n五百円です。\n",
        )
        .file(
            "content/th/port.md",
            "# คำถาม\n\n## ใบรับรองราคาเท่าไหร่?\n\nห้าบาท\n",
        )
        .indexed();
    assert_eq!(
        lines(&site, "suggest -l ja", "証明"),
        ["証明書は必要ですか?", "港の証明書の料金はいくらですか?"]
    );
    assert_eq!(
        lines(&site, "suggest -l ja", "証明書の料"),
        ["港の証明書の料金はいくらですか?"]
    );
    for typed in ["ใบ", "ใบรับ", "ใบรับรอง"] {
        assert_eq!(
            lines(&site, "suggest -l th -n 1", typed),
            ["ใบรับรองราคาเท่าไหร่?"],
            "{typed}"
        );
    }
}

#[test]
fn nothing_to_complete_and_wrong_usage() {
    let site = harbour();
    site.faq("suggest ?!").run().code(1).silent();
    site.faq("suggest").arg("").run().code(1).silent();
    site.faq("suggest").run().code(2);
    site.faq("suggest -n 0 x").run().code(2);
    let long = "harbour ".repeat(10_000);
    site.faq("suggest -q -l en").arg(&long).run().code(0);
}

#[test]
fn words_are_completed_as_an_entry_writes_them() {
    let site = Site::empty()
        .file(
            "content/en/tools.md",
            "# Tools\n\n## What does --dry-run do?\n\nNothing.\n\n## What is ANCHOR_KIND_URI?\n\nA kind.\n\n\
             ## Who owns the Wi-Fi?\n\nWe do. See `Boat-Shed`.\n",
        )
        .indexed();
    for (typed, word) in [
        ("--dryr", "--dry-run"),
        ("ANCHOR_KIND_U", "ANCHOR_KIND_URI"),
        ("wif", "Wi-Fi"),
        ("boats", "Boat-Shed"),
        ("noth", "nothing"),
    ] {
        let offered = lines(&site, "suggest -l en --", typed);
        assert!(
            offered.iter().any(|text| text == word),
            "{typed}: {offered:?}"
        );
    }
}

#[test]
fn words_are_corrected_to_what_an_entry_writes() {
    let site = Site::empty()
        .file(
            "content/en/tools.md",
            "# Tools\n\n## What does --dry-run do?\n\nNothing.\n\n## Who owns it?\n\nThe BoatShed.\n",
        )
        .indexed();
    for (typed, right) in [("dryrn", "dry-run"), ("bootshed", "BoatShed")] {
        let json = site.faq("search --json -l en").arg(typed).run().json();
        assert_eq!(json["suggestion"], right, "{typed}");
    }
}
